"""Forms of the library: one for the upload, one per kind of item. Days are typed as people write them."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nhipcau.directives import rules, sentences
from nhipcau.directives.enums import ItemKind
from nhipcau.directives.models import ReadItem
from nhipcau.directives.review_sheet import show_day
from nhipcau.organisation.enums import Tier, UnitKind

NO_SUCH_DAY = _("There is no such day in the calendar; please write it as 30/3/2021.")
DAYS_REVERSED = _("The last day lies before the first; please change one of them.")


class UploadForm(forms.Form):
    """The file to import."""

    file = forms.FileField(
        label=_("File of the directive"),
        help_text=_(
            "Scan or photograph (JPEG, PNG, TIFF), PDF, Word (DOCX, DOC), RTF, ODT, a saved web page or plain text, "
            "up to 20 MB."
        ),
        allow_empty_file=True,  # the reader says why an empty file is of no use
    )


class DayField(forms.CharField):
    """A day as people write it; gives an ISO string as readings keep it, None when empty."""

    default_error_messages = {"day": NO_SUCH_DAY}

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "placeholder": "30/3/2021", "autocomplete": "off"})
        super().__init__(**{"required": False, "max_length": 40, "widget": widget, **kwargs})

    def clean(self, value: Any) -> Any:
        try:
            day = rules.parse_day(super().clean(value))
        except rules.NoSuchDayError as error:
            raise forms.ValidationError(self.error_messages["day"], code="day") from error
        return day.isoformat() if day else None


def _choices(words: dict[str, sentences.Sentence]) -> list[tuple[str, sentences.Sentence]]:
    return [(str(code), sentence) for code, sentence in words.items()]


class ItemForm(forms.Form):
    """Base of the forms of items: what the fields say goes over the item's value, everything else in it stays."""

    DAYS: tuple[str, ...] = ()
    LINES: tuple[str, ...] = ()
    # Fields that stand two in a row.
    short_fields: tuple[str, ...] = ()

    def __init__(self, data: Any = None, *, item: ReadItem) -> None:
        self.item = item
        super().__init__(data, initial=self.values_of(item), prefix=f"i{item.pk}", label_suffix="")

    def values_of(self, item: ReadItem) -> dict[str, Any]:
        """The item's value as the fields show it."""
        values = {name: item.value.get(name) for name in self.base_fields}
        return (
            values
            | {name: show_day(values[name]) for name in self.DAYS}
            | {name: "\n".join(values[name] or ()) for name in self.LINES}
        )

    def value(self) -> Any:
        """The item's value with what was typed."""
        # Browsers send line ends as CRLF; the reader's texts have line feeds.
        typed = {
            name: value.replace("\r\n", "\n") if isinstance(value, str) else value
            for name, value in self.cleaned_data.items()
        }
        for name in self.LINES:
            typed[name] = [line.strip() for line in typed[name].splitlines() if line.strip()]
        # The reader writes None where nothing stands; a form gives an empty text.
        return {**self.item.value, **{name: None if value == "" else value for name, value in typed.items()}}


def _text(label: Any, rows: int = 1, *, required: bool = False) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput()
    return forms.CharField(label=label, required=required, widget=widget)


class AssignmentForm(ItemForm):
    """A task."""

    DAYS, LINES = ("deadline_date",), ("cooperating_units",)
    short_fields = ("role", "deadline_date")
    task = _text(pgettext_lazy("of a directive", "Task"), rows=4, required=True)
    role = forms.ChoiceField(label=_("Role of the unit"), choices=_choices(sentences.ASSIGNMENT_ROLES))
    deadline_date = DayField(label=_("Deadline"))
    deadline = _text(_("Deadline in the directive's words"))
    cooperating_units = _text(_("Cooperating units, one a line"), rows=2)


class PartsForm(forms.Form):
    """A task to be split: its words, and a new line wherever another task begins."""

    parts = forms.CharField(
        label=_("One task a line: press Enter where the next task begins"),
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
        required=False,
    )

    def __init__(self, data: Any = None, *, item: ReadItem) -> None:
        self.item = item
        words = " ".join(str(item.value.get("task") or "").split()) if isinstance(item.value, dict) else ""
        super().__init__(data, initial={"parts": words}, label_suffix="", auto_id=f"parts-{item.pk}-%s")

    @classmethod
    def of(cls, item: ReadItem) -> "PartsForm":
        """The form as it is opened."""
        return cls(item=item)


class DateForm(ItemForm):
    """A day or a period."""

    DAYS = ("start", "end")
    short_fields = DAYS
    what = _text(_("What it is about"), rows=2)
    role = forms.ChoiceField(label=_("Meaning of the date"), choices=_choices(sentences.DATE_ROLES))
    start = DayField(label=_("First day"))
    end = DayField(label=_("Last day"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and not end and "end" not in self.errors:
            cleaned["end"] = start
        elif start and end and end < start:
            self.add_error("end", DAYS_REVERSED)
        return cleaned


class RecurringForm(ItemForm):
    """A duty that returns."""

    short_fields = ("day", "addressee")

    what = _text(_("What is reported"), rows=2, required=True)
    every = forms.MultipleChoiceField(
        label=_("How often"), choices=_choices(sentences.FREQUENCIES), widget=forms.CheckboxSelectMultiple
    )
    day = forms.IntegerField(label=_("Before which day"), required=False, min_value=1, max_value=31)
    addressee = _text(_("Reported to"))


class CitationForm(ItemForm):
    """Another document that this one names."""

    DAYS = ("date",)
    short_fields = ("kind", "number", "date", "relation")
    text = _text(_("Citation"), rows=2, required=True)
    kind = _text(_("Kind"))
    number = _text(_("Number and symbol"))
    date = DayField(label=_("Date"))
    issuing_body = _text(_("Issuing body"))
    relation = forms.ChoiceField(label=_("Relation"), choices=_choices(sentences.RELATIONS))


class RecipientForm(ItemForm):
    """One recipient."""

    text = _text(_("Recipient"), rows=2, required=True)


class MetadataForm(ItemForm):
    """One field of the header or foot; its value is a plain text."""

    content = forms.CharField(required=False)

    def __init__(self, data: Any = None, *, item: ReadItem) -> None:
        super().__init__(data, item=item)
        label = sentences.METADATA_LABELS[item.field]
        if item.field == "date":
            self.fields["content"] = DayField(label=label)
        else:
            self.fields["content"] = _text(label, rows=3 if item.field == "subject" else 1)

    def values_of(self, item: ReadItem) -> dict[str, Any]:
        return {"content": show_day(item.value) if item.field == "date" else item.value}

    def value(self) -> Any:
        return (self.cleaned_data["content"] or "").replace("\r\n", "\n")


class ReceivedForm(ItemForm):
    """The arrival stamp."""

    DAYS = ("date",)
    short_fields = ("number", "date")
    by = _text(_("Received by"))
    number = _text(_("Arrival number"))
    date = DayField(label=_("Date of arrival"))


FORMS: dict[str, type[ItemForm]] = {
    ItemKind.METADATA: MetadataForm,
    ItemKind.ASSIGNMENT: AssignmentForm,
    ItemKind.DATE: DateForm,
    ItemKind.RECURRING_DEADLINE: RecurringForm,
    ItemKind.CITATION: CitationForm,
    ItemKind.RECIPIENT: RecipientForm,
}


def form_for(item: ReadItem) -> Callable[..., ItemForm]:
    """The form that corrects an item."""
    return ReceivedForm if item.field == "received" else FORMS[item.kind]


class NewUnitForm(forms.Form):
    """A unit that a directive names and that is not known yet."""

    name = forms.CharField(label=_("Name of the unit"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind of unit"), choices=UnitKind.choices)
    tier = forms.ChoiceField(label=_("Tier"), choices=Tier.choices, initial=Tier.PROVINCE)
