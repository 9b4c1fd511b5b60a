"""Forms for what a decision decides: its number is typed or taken from the library, its day follows."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhipcau.organisation import library
from nhipcau.organisation.fields import NumberOfDocument, WordsField
from nhipcau.organisation.recorded import RecordedForm

FIRST_YEAR, YEARS_AHEAD = 1945, 15


def sensible_day(day: date | None) -> date | None:
    """A day that is no slip of the year.

    Raises:
        ValidationError: it lies before 1945 or more than fifteen years ahead.
    """
    if day is not None and not FIRST_YEAR <= day.year <= timezone.localdate().year + YEARS_AHEAD:
        raise ValidationError(_("Please look at the year once more."))
    return day


class DecisionForm(RecordedForm):
    """A form with the number and the day of a decision, and perhaps a first and a last day."""

    decision_number = WordsField(
        label=_("Number of the decision"),
        max_length=100,
        required=False,
        widget=NumberOfDocument,
        help_text=_("As 120-QĐ/TU. A document of the library is linked by itself, also when it comes later."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        widget = self.fields["decision_number"].widget
        if isinstance(widget, NumberOfDocument):
            widget.documents = library.offered(self.for_user)
        for name in ("begins_on", "ends_on", "decision_date"):
            if name in self.fields:
                self.fields[name].widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def clean_begins_on(self) -> date | None:
        return sensible_day(self.cleaned_data["begins_on"])

    def clean_ends_on(self) -> date | None:
        return sensible_day(self.cleaned_data["ends_on"])

    def clean_decision_date(self) -> date | None:
        day = self.cleaned_data["decision_date"]
        if day is not None and day > timezone.localdate():
            raise ValidationError(_("This day has not come yet; a decision is entered when it stands."))
        return sensible_day(day)

    def clean(self) -> dict[str, Any]:
        """The last day is none before the first; a number of the library brings its day along."""
        values: dict[str, Any] = super().clean()
        first, last = values.get("begins_on"), values.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day cannot come before the first."))
        number = values.get("decision_number")
        if number and values.get("decision_date") is None and "decision_date" not in self.errors:
            found = library.find([(number, None)], self.for_user).get((number, None))
            values["decision_date"] = found.day if found else None
        return values
