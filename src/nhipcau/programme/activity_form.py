"""The form in which an activity is recorded by hand, on a phone in half a minute."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db import transaction
from django.db.models import Q
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from nhipcau.audit.services import record
from nhipcau.organisation.fields import WordsField
from nhipcau.organisation.models import Unit
from nhipcau.organisation.queries import unit_of, units_alive, units_of
from nhipcau.programme.evidence_files import EvidenceError, Kept, keep
from nhipcau.programme.figures import (
    LONGEST_WORDS,
    FigureError,
    check_number,
    parts_too_large,
    read_number,
)
from nhipcau.programme.models import Activity, KindOfActivity, Occasion
from nhipcau.programme.queries import is_bound_to_unit, kinds_of_activity, tasks_visible_to
from nhipcau.programme.recording import add_evidence, evidence_fault, figure_fault, part_fault
from nhipcau.programme.rules import FIRST_YEAR
from nhipcau.programme.services import set_going

MOST_FILES = 10


class SeveralFilesInput(forms.ClearableFileInput):
    """Photographs straight from the camera, or files from the desk."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Any number of files up to `MOST_FILES`; each is looked at, and the first fault is told by its name."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[tuple[str, Kept]]:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("At most %(most)d files at once."), params={"most": MOST_FILES})
        kept = []
        for file in files:
            try:
                kept.append((file.name, keep(file.read())))
            except EvidenceError as error:
                raise forms.ValidationError(evidence_fault(error.code, file.name[-100:])) from error
        return kept


@dataclass(frozen=True, slots=True)
class FiguresOfKind:
    """The boxes for the numbers of one kind, as the page groups them."""

    kind: KindOfActivity
    fields: list[BoundField]


class ActivityForm(WagtailAdminModelForm):
    """What was done: the office and the day stand there already; the numbers are those of the kind that is chosen."""

    title = WordsField(label=_("What was done"), max_length=LONGEST_WORDS)
    place = WordsField(label=_("Where"), max_length=LONGEST_WORDS, required=False)
    kind = forms.ChoiceField(label=_("Kind"))
    evidence_files = SeveralFilesField(label=_("Photographs, files"), required=False)

    class Meta:
        model = Activity
        fields = ["title", "kind", "happened_on", "place", "unit", "task", "occasion", "evidence_url"]
        widgets = {"happened_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        labels = {"evidence_url": _("Address of the evidence")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        user = self.for_user
        bound = is_bound_to_unit(user)
        own = [unit.pk for unit in units_of(user, today)]
        units = Unit.objects.filter(pk__in=own) if bound else units_alive(today)
        self.fields["unit"].queryset = units | Unit.objects.filter(pk=self.instance.unit_id)
        tasks = tasks_visible_to(user, today).filter(programme__year__gte=today.year - 1)
        if self.instance.task_id:
            tasks = tasks | tasks_visible_to(user, today).filter(pk=self.instance.task_id)
        self.fields["task"].queryset = tasks.order_by("-programme__year", "order")
        self.fields["occasion"].queryset = Occasion.objects.filter(
            Q(starts_on__lte=date(today.year, 12, 31), ends_on__gte=date(today.year - 1, 7, 1))
            | Q(pk=self.instance.occasion_id)
        )
        self._add_kinds()
        if not self.instance.pk:
            self.fields["happened_on"].initial = today
            self.fields["unit"].initial = unit_of(user, today)

    def _add_kinds(self) -> None:
        self.kinds = [kind for kind in kinds_of_activity() if kind.is_offered or kind.code == self.instance.kind]
        self.fields["kind"].choices = [(kind.code, kind.name) for kind in self.kinds]
        for kind in self.kinds:
            here = self.instance.figures if kind.code == self.instance.kind else {}
            for figure in sorted(kind.figures.all(), key=lambda one: not one.is_asked):
                self.fields[f"figure-{kind.code}-{figure.code}"] = forms.CharField(
                    label=f"{figure.name} ({figure.unit})" if figure.unit else figure.name,
                    required=False,
                    max_length=40,
                    initial=str(here[figure.code]).replace(".", ",") if figure.code in here else "",
                    widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
                )

    def figure_groups(self) -> Iterator[FiguresOfKind]:
        """The boxes for numbers, kind by kind."""
        for kind in self.kinds:
            fields = [self[name] for name in self.fields if name.startswith(f"figure-{kind.code}-")]
            if fields:
                yield FiguresOfKind(kind, fields)

    def clean_happened_on(self) -> Any:
        """What was done lies behind us, and not before anybody could have recorded it."""
        day = self.cleaned_data["happened_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet; record the activity when it is done."))
        if day.year < FIRST_YEAR:
            raise forms.ValidationError(_("Please look at the year once more."))
        return day

    def clean_evidence_url(self) -> str:
        """An address of the web, or of a page of our own portal."""
        url: str = self.cleaned_data["evidence_url"].strip()
        if url and not url.startswith(("https://", "http://", "/")):
            raise forms.ValidationError(_("An address begins with https:// or http://; a file is chosen above."))
        return url

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean()
        kind = next((one for one in self.kinds if one.code == values.get("kind")), None)
        self.figures = self._clean_figures(kind) if kind else {}
        return values

    def _clean_figures(self, kind: KindOfActivity) -> dict[str, int | float]:
        measures = kind.measures
        kept = {}
        for code, measure in measures.items():
            name = f"figure-{kind.code}-{code}"
            text = self.cleaned_data.get(name, "").strip()
            if not text:
                continue
            try:
                kept[code] = check_number(read_number(text), measure)
            except FigureError as error:
                self.add_error(name, figure_fault(error.code, measure))
        for part in parts_too_large(kept, measures):
            self.add_error(f"figure-{kind.code}-{part.code}", part_fault(part, measures))
        return kept

    @transaction.atomic
    def save(self, commit: bool = True) -> Activity:
        is_new = not self.instance.pk
        if is_new:
            self.instance.recorded_by = self.for_user
        self.instance.figures = self.figures
        activity: Activity = super().save(commit)
        if commit:
            if is_new:
                record("activity recorded", activity, by=self.for_user)
            else:
                record("activity changed", activity, by=self.for_user, fields=sorted(self.changed_data))
            add_evidence(
                activity, [(name, kept.content) for name, kept in self.cleaned_data["evidence_files"]], by=self.for_user
            )
            if activity.task:
                set_going(activity.task, by=self.for_user)
        return activity
