"""The form of a prize call, the form of an entry, and the officer's small forms."""

import re
from datetime import date
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from nhipcau.organisation.fields import OfficeTimeField, WordsField
from nhipcau.organisation.models import Unit
from nhipcau.organisation.queries import units_alive, units_of
from nhipcau.programme.figures import clean_words
from nhipcau.programme.models import Occasion, Task
from nhipcau.programme.prize_models import AwardLevel, ConsentStatement, PrizeCall, PrizeCategory, PrizeEntry
from nhipcau.programme.prizes.access import may_run
from nhipcau.programme.prizes.queries import newest_statement
from nhipcau.programme.prizes.sending import Author, Sent
from nhipcau.programme.prizes.services import keep_statement
from nhipcau.programme.rules import FIRST_YEAR, LAST_YEAR

_PEN_NAME = re.compile(r"^(?P<name>[^()]+?)\s*\(\s*(?:bút danh\s*:?\s*)?(?P<pen>[^()]+)\)$", re.IGNORECASE)


def read_authors(text: str) -> list[Author]:
    """Authors as people type them: one a line, a pen name in brackets behind the name.

    >>> read_authors("Nguyễn Văn A (bút danh Nguyên Anh)\\nLò Thị B")
    [('Nguyễn Văn A', 'Nguyên Anh'), ('Lò Thị B', '')]
    """
    authors: list[Author] = []
    for line in text.splitlines():
        words = clean_words(line).strip(" ;,")
        if not words:
            continue
        found = _PEN_NAME.match(words)
        authors.append((found["name"][:150], found["pen"].strip()[:150]) if found else (words[:150], ""))
    return list(dict.fromkeys(authors))


class CallForm(WagtailAdminModelForm):
    """A call with its categories, criteria and awards. What entries stand on cannot be taken away."""

    opens_at = OfficeTimeField(label=_("Entries from"), widget=AdminDateTimeInput)
    closes_at = OfficeTimeField(
        label=_("Entries until"),
        widget=AdminDateTimeInput,
        help_text=_("By the clock of this system, time of Vietnam."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["unit"].queryset = units_alive(today) | Unit.objects.filter(pk=self.instance.unit_id)
        self.fields["occasion"].queryset = Occasion.objects.filter(
            Q(ends_on__gte=date(today.year - 1, 7, 1)) | Q(pk=self.instance.occasion_id)
        )
        self.fields["task"].queryset = Task.objects.filter(
            Q(programme__year__gte=today.year - 1) | Q(pk=self.instance.task_id)
        )

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean()
        for name in ("opens_at", "closes_at"):
            moment = values.get(name)
            if moment is not None and not FIRST_YEAR <= moment.year <= LAST_YEAR:
                self.add_error(name, _("Please look at the year once more."))
        first, last = values.get("published_from"), values.get("published_until")
        if first and last and last < first:
            self.add_error("published_until", _("This period ends before it begins."))
        return values

    def is_valid(self) -> bool:
        return bool(super().is_valid()) and self._leaves_what_entries_stand_on()

    def _leaves_what_entries_stand_on(self) -> bool:
        """A category with entries stays, with a clear word in place of an error of the database."""
        going = [form.instance.pk for form in self.formsets["categories"].deleted_forms if form.instance.pk]
        names = sorted({str(one.category) for one in PrizeEntry.objects.filter(category__in=going)})
        if names:
            message = _("Entries stand in these categories, so they stay: %(names)s.") % {"names": ", ".join(names)}
            self.add_error(None, message)
        return not names

    def save(self, commit: bool = True) -> PrizeCall:
        if not self.instance.pk:
            self.instance.added_by = self.for_user
        call: PrizeCall = super().save(commit)
        if commit:
            keep_statement(call)
        return call


class EntryForm(forms.Form):
    """A work is sent in. Names stand only in the box for authors; the jury gets neither it nor the title."""

    category = forms.ModelChoiceField(label=_("Category"), queryset=PrizeCategory.objects.none())
    title = WordsField(label=_("Title of the work"), max_length=300)
    language = forms.ChoiceField(label=_("Language"))
    authors = forms.CharField(
        label=_("Authors"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("One a line; a pen name in brackets behind the name."),
    )
    unit = forms.ModelChoiceField(label=_("Sent by the unit"), queryset=Unit.objects.none(), required=False)
    contact = WordsField(
        label=_("How to reach the author"),
        max_length=200,
        required=False,
        help_text=_("Only for an author who sends without a unit: a telephone number or an email address."),
    )
    published_in = WordsField(label=_("Published where"), max_length=200, required=False)
    published_on = forms.DateField(label=_("Published on"), required=False, widget=AdminDateInput)
    link = forms.URLField(
        label=_("Address of the published work"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("For those who check the entry; the jury does not get it, because authors are named there."),
    )
    file = forms.FileField(
        label=_("File for the jury"),
        required=False,
        help_text=_(
            "PDF, DOCX, XLSX, PPTX, JPEG, PNG, WebP (20 MB), MP3, MP4 (100 MB), without names in it. What a file tells "
            "of its makers beside that (properties, EXIF, tags) is taken out."
        ),
    )
    blind_link = forms.URLField(
        label=_("Address without names, for the jury"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("In place of a file, for a film that is too large; no name may be seen there."),
    )
    statement = forms.ModelChoiceField(queryset=ConsentStatement.objects.none(), widget=forms.HiddenInput)
    consents = forms.BooleanField(label=_("All authors agree to this text"))

    def __init__(self, *args: Any, call: PrizeCall, user: Any, today: date, **kwargs: Any) -> None:
        newest = newest_statement(call)
        own = units_of(user, today)
        initial = {"statement": newest, "unit": own[0] if own else None}
        super().__init__(*args, **{"initial": initial, **kwargs})
        self.call, self.newest = call, newest
        fields: Any = self.fields
        fields["category"].queryset = call.categories.all()
        fields["language"].choices = [(name, name) for name in call.language_list]
        fields["statement"].queryset = call.statements.all()
        if may_run(user):
            fields["unit"].queryset = units_alive(today)
        else:
            fields["unit"].queryset = Unit.objects.filter(pk__in=[unit.pk for unit in own])
            fields["unit"].required = True
            del fields["contact"]
        fields["consents"].error_messages["required"] = _("Without the authors' consent the entry cannot take part.")

    def clean_authors(self) -> list[Author]:
        authors = read_authors(self.cleaned_data["authors"])
        if not authors:
            raise ValidationError(_("Please name at least one author."))
        return authors

    def sent(self) -> Sent:
        """What is sent in, as plain values."""
        values = dict(self.cleaned_data)
        for name in ("statement", "consents"):
            values.pop(name)
        file = values.pop("file")
        return Sent(file=(file.name, file.read()) if file else None, **values)


class AppointForm(forms.Form):
    """Somebody gets the right to score a category."""

    category = forms.ModelChoiceField(label=_("Category"), queryset=PrizeCategory.objects.none())
    user = forms.ModelChoiceField(label=_("Person"), queryset=get_user_model().objects.none())

    def __init__(self, *args: Any, call: PrizeCall, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["category"].queryset = call.categories.all()
        people = get_user_model().objects.filter(is_active=True, is_superuser=False)
        fields["user"].queryset = people.order_by("last_name", "first_name", "username")
        fields["user"].label_from_instance = _person


def _person(user: Any) -> str:
    return f"{user.get_full_name()} ({user.username})"


class DecideForm(forms.Form):
    """The decision on the awards."""

    number = forms.CharField(label=_("Number of the decision"), max_length=100)
    on = forms.DateField(label=_("Date of the decision"), widget=AdminDateInput)


class AwardForm(forms.Form):
    """What one entry gets."""

    entry = forms.ModelChoiceField(queryset=PrizeEntry.objects.none(), widget=forms.HiddenInput)
    level = forms.ModelChoiceField(label=_("Award"), queryset=AwardLevel.objects.none(), required=False)

    def __init__(self, *args: Any, call: PrizeCall, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["entry"].queryset = call.entries.all()
        fields["level"].queryset = call.award_levels.all()
