"""Forms for tasks and occasions."""

from datetime import date
from typing import Any

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from nhipcau.audit.services import record
from nhipcau.organisation.models import Unit, UnitGroup
from nhipcau.organisation.queries import units_alive
from nhipcau.programme.enums import AssignmentRole
from nhipcau.programme.models import Occasion, Task
from nhipcau.programme.occasions.leading import Followed, follow, plan_of
from nhipcau.programme.rules import FIRST_YEAR, LAST_YEAR
from nhipcau.programme.services import assign, bring_up_to_date, named, programme_of, unassign
from nhipcau.programme.tasks.forms import checked_deadline
from nhipcau.programme.tasks.services import move_deadline

# What the edit form changes and nothing else writes into the trail.
KEPT_IN_TRAIL = ("title", "product", "frequency", "repeats_until", "state")


class TaskForm(WagtailAdminModelForm):
    """A task; one of our own names its year and its leading unit, one of a directive keeps the directive's words."""

    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    deadline_reason = forms.CharField(
        label=_("Reason for moving the deadline"),
        max_length=500,
        required=False,
        help_text=_("Asked for when a deadline that stood is moved; the former one is kept with it."),
    )
    lead = forms.ModelChoiceField(label=_("Leading unit"), queryset=Unit.objects.none(), required=False)
    lead_group = forms.ModelChoiceField(label=_("or a unit group"), queryset=UnitGroup.objects.all(), required=False)

    class Meta:
        model = Task
        fields = [
            "title", "year", "deadline", "deadline_reason", "frequency", "repeats_until", "product", "state",
            "lead", "lead_group",
        ]  # fmt: skip
        widgets = {
            "deadline": AdminDateInput,
            "repeats_until": AdminDateInput,
            "title": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.former_deadline = self.instance.deadline
        self.fields["lead"].queryset = units_alive(today)
        if self.instance.pk is None:
            del self.fields["deadline_reason"]  # nothing is moved yet
        self.fields["year"].initial = self.instance.programme.year if self.instance.pk else today.year
        lead = self.instance.assignments.filter(role=AssignmentRole.LEAD).first() if self.instance.pk else None
        if lead is not None:
            self.fields["lead"].queryset = Unit.objects.filter(pk=lead.unit_id) | units_alive(today)
            self.fields["lead"].initial, self.fields["lead_group"].initial = lead.unit, lead.group

    def clean(self) -> dict[str, Any]:
        """One leads: a unit or a group."""
        values: dict[str, Any] = super().clean()
        if values.get("lead") and values.get("lead_group"):
            self.add_error("lead_group", _("Choose a unit or a group, not both."))
        is_moved = self.former_deadline is not None and values.get("deadline") != self.former_deadline
        if is_moved and "deadline" not in self.errors and not values.get("deadline_reason", "").strip():
            self.add_error("deadline_reason", _("Please say why the deadline moves."))
        if values.get("frequency") and not values.get("deadline"):
            self.add_error("deadline", _("A deadline that returns needs its first day."))
        return values

    def clean_deadline(self) -> date | None:
        return checked_deadline(self.cleaned_data["deadline"], timezone.localdate())

    @transaction.atomic
    def save(self, commit: bool = True) -> Task:
        self.instance.programme = programme_of(self.cleaned_data["year"])
        asked, self.instance.deadline = self.cleaned_data["deadline"], self.former_deadline
        is_new, changed = self.instance.pk is None, self.changed_data
        before = {name: self.initial.get(name) for name in KEPT_IN_TRAIL if name in changed}
        task: Task = super().save(commit)
        if commit:
            if is_new:
                record("task entered", task, by=self.for_user)
            elif before:
                after = {name: self.cleaned_data[name] for name in before}
                record("task changed", task, by=self.for_user, before=named(**before), after=named(**after))
            move_deadline(task, asked, reason=self.cleaned_data.get("deadline_reason", ""), by=self.for_user)
            bring_up_to_date(task, today=timezone.localdate())
        owner = self.cleaned_data["lead"] or self.cleaned_data["lead_group"]
        if commit and {"lead", "lead_group"} & set(self.changed_data):
            for standing in task.assignments.filter(role=AssignmentRole.LEAD).select_related("unit", "group"):
                if owner is None or owner not in (standing.unit, standing.group):
                    unassign(standing, by=self.for_user)
            if owner:
                assign(task, owner, role=AssignmentRole.LEAD, by=self.for_user)
        return task


class OccasionForm(WagtailAdminModelForm):
    """A day or days in the calendar."""

    class Meta:
        model = Occasion
        fields = ["name", "starts_on", "ends_on", "origin_year", "lead_plan"]
        widgets = {"starts_on": AdminDateInput, "ends_on": AdminDateInput}
        help_texts = {"origin_year": _("The year it goes back to; the number of years is counted from it.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].required = False
        self.from_day, self.followed = self.instance.starts_on, Followed()
        self.from_plan = plan_of(self.instance) if self.instance.pk else None

    def clean(self) -> dict[str, Any]:
        """The last day is the first one when left open, and never before it."""
        values: dict[str, Any] = super().clean()
        first, last, origin = values.get("starts_on"), values.get("ends_on"), values.get("origin_year")
        if first and not last:
            values["ends_on"] = first
        elif first and last and last < first:
            self.add_error("ends_on", _("The last day cannot come before the first."))
        if first and origin and origin > first.year:
            self.add_error("origin_year", _("The year of origin cannot come after the occasion."))
        return values

    @transaction.atomic
    def save(self, commit: bool = True) -> Occasion:
        self.instance.programme = programme_of(self.cleaned_data["starts_on"].year)
        is_new = self.instance.pk is None
        occasion: Occasion = super().save(commit)
        if commit and not is_new:
            self.followed = follow(occasion, from_day=self.from_day, from_plan=self.from_plan, by=self.for_user)
        return occasion
