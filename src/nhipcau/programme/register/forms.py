"""Entering a document in the register, cancelling a number, opening a book."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from nhipcau.organisation.models import Unit
from nhipcau.organisation.paper_style import LONGEST_SHORT_FORM, short_form_in_numbers
from nhipcau.programme.plans.filters import kinds_of_document
from nhipcau.programme.register_models import MOST_NUMBERS
from nhipcau.programme.rules import FIRST_YEAR, LAST_YEAR


class OfOwnUnit(forms.Form):
    """A form about one of the person's units."""

    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none())

    def __init__(self, *args: Any, units: Iterable[Unit], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units, self.today = list(units), today
        keys = [unit.pk for unit in self.units]
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=keys)  # type: ignore[attr-defined]
        self.fields["unit"].initial = keys[0] if keys else None


class DocumentForm(OfOwnUnit):
    """A document that the unit issues; a number is given to it."""

    key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Kind of document"), choices=kinds_of_document, initial="KH")
    day = forms.DateField(label=_("Date of issue"), widget=AdminDateInput)
    subject = forms.CharField(
        label=_("Subject"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"})
    )
    short_form = forms.RegexField(
        r"^[^\W_]+(?:-[^\W_]+)*$",
        label=_("Short form of the unit in the number"),
        max_length=LONGEST_SHORT_FORM,
        error_messages={"invalid": _("Letters and digits only, as in SNV or BTGDVTU.")},
    )
    signer = forms.CharField(label=_("Signed by"), max_length=200, required=False)
    recipients = forms.CharField(
        label=_("Recipients"), max_length=5_000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    note = forms.CharField(label=_("Note"), max_length=500, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = self.today
        self.fields["key"].initial = uuid4().hex
        if self.units:
            self.fields["short_form"].initial = short_form_in_numbers(self.units[0])


class CancelForm(forms.Form):
    """Why a number is cancelled."""

    reason = forms.CharField(label=_("Reason"), max_length=500)


class BookForm(OfOwnUnit):
    """A book: a year that began on paper, or a committee's term."""

    kind = forms.ChoiceField(label=_("Kind of document"), choices=kinds_of_document, initial="KH")
    first_day = forms.DateField(label=_("From"), widget=AdminDateInput)
    last_day = forms.DateField(label=_("To"), widget=AdminDateInput)
    given_before = forms.IntegerField(
        label=_("Last number given before"),
        min_value=0,
        max_value=MOST_NUMBERS,
        initial=0,
        help_text=_("What the book on paper ended with; the next document gets the number after it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first_day"].initial = date(self.today.year, 1, 1)
        self.fields["last_day"].initial = date(self.today.year, 12, 31)

    def clean(self) -> dict[str, Any]:
        """Days the right way round, within sensible years."""
        values: dict[str, Any] = super().clean() or {}
        first, last = values.get("first_day"), values.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day cannot come before the first."))
        for name, day in (("first_day", first), ("last_day", last)):
            if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
                self.add_error(name, _("Please look at the year once more."))
        return values
