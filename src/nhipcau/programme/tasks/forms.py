"""The small forms of a task's page. Each says who may use it and does its one thing."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from nhipcau.organisation.enums import CourseState
from nhipcau.organisation.models import Unit, UnitGroup
from nhipcau.organisation.page_actions import PageAction
from nhipcau.organisation.queries import units_alive, units_of
from nhipcau.organisation.training.models import Course
from nhipcau.programme.enums import AssignmentRole, BudgetSource, TaskState
from nhipcau.programme.models import Assignment, Task
from nhipcau.programme.queries import is_bound_to_unit
from nhipcau.programme.services import assign, set_task_state, unassign
from nhipcau.programme.task_models import BudgetLine
from nhipcau.programme.task_rules import LONGEST_COMMENT, MOST_MONEY, sensible_deadline
from nhipcau.programme.tasks import access, money, services


class TaskAction(PageAction):
    """One thing to do with a task."""

    def __init__(self, *args: Any, task: Task, **kwargs: Any) -> None:
        super().__init__(*args, thing=task, **kwargs)
        self.task = task

    def is_allowed(self) -> bool:
        return access.may_add(self.user)

    def _units(self) -> Any:
        """The units that the person may name: the own ones for a contact."""
        if not is_bound_to_unit(self.user):
            return units_alive(self.today)
        return Unit.objects.filter(pk__in=[unit.pk for unit in units_of(self.user, self.today)])


class CommentForm(TaskAction):
    """Write something."""

    action = "comment"
    text = forms.CharField(
        label=_("Comment"), max_length=LONGEST_COMMENT, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"})
    )

    def perform(self) -> None:
        services.comment(self.task, self.cleaned_data["text"], by=self.user)


class FileForm(TaskAction):
    """Add a file."""

    action = "file"
    file = forms.FileField(label=_("File"), help_text=_("Picture, PDF, DOCX, XLSX or PPTX, at most 20 MB."))

    def perform(self) -> None:
        sent = self.cleaned_data["file"]
        services.add_file(self.task, sent.name, sent.read(), by=self.user)


class MoneyForm(TaskAction):
    """Enter money."""

    action = "money"
    source = forms.ChoiceField(label=_("Source"), choices=BudgetSource.choices)
    planned = forms.IntegerField(label=_("planned (đồng)"), min_value=0, max_value=MOST_MONEY, initial=0)
    spent = forms.IntegerField(label=_("spent (đồng)"), min_value=0, max_value=MOST_MONEY, initial=0)
    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none(), required=False)
    note = forms.CharField(label=_("note"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = self._units()  # type: ignore[attr-defined]
        # A contact's money is that of the contact's unit.
        self.fields["unit"].required = is_bound_to_unit(self.user)

    def perform(self) -> None:
        money.add_money(self.task, **self.cleaned_data, by=self.user)


class LineForm(TaskAction):
    """Something that is done to a line of money, as the person saw it in its version."""

    line = forms.IntegerField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, task: Task, upon: BudgetLine | None = None, **kwargs: Any) -> None:
        # A page shows this form once for each line; a sent one names its own.
        if upon is None and args:
            key = str(args[0].get("line", ""))
            is_key = key.isdecimal() and len(key) < 19
            upon = task.budget_lines.select_related("unit").filter(pk=key).first() if is_key else None
        self.upon = upon
        name = f"{self.action}-{upon.pk if upon else 0}-%s"
        super().__init__(*args, task=task, **{"auto_id": name, "initial": self._shown(), **kwargs})

    def _shown(self) -> dict[str, Any]:
        return {"line": self.upon.pk, "version": self.upon.version} if self.upon else {}

    def is_allowed(self) -> bool:
        return self.upon is not None and access.may_correct(self.user, self.upon)

    def done(self) -> bool:
        """As with every action; a line that somebody removed meanwhile is told, not refused."""
        if self.upon is None and access.may_add(self.user):
            self.is_valid()
            self.add_error(None, money.stale_words(BudgetLine(pk=0)))
            return False
        return super().done()

    def _say(self, error: ValidationError) -> None:
        super()._say(error)
        now = BudgetLine.objects.filter(pk=self.upon.pk).first() if self.upon else None
        if isinstance(error, money.MoneyIsStaleError) and now is not None:
            # What was typed stays; saving it once more is done in the knowledge of the other correction.
            self.data = {**self.data.dict(), "version": str(now.version)}  # type: ignore[attr-defined]


class CorrectMoneyForm(LineForm, MoneyForm):
    """Correct a line of money in its place."""

    action = "money_correct"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.upon is not None and self.upon.unit_id is not None:
            # The unit of the line may have ended, or be another one's.
            self.fields["unit"].queryset |= Unit.objects.filter(pk=self.upon.unit_id)  # type: ignore[attr-defined]

    def _shown(self) -> dict[str, Any]:
        line = self.upon
        if line is None:
            return {}
        return {
            **super()._shown(),
            **{name: getattr(line, name) for name in ("source", "planned", "spent", "unit", "note")},
        }

    def perform(self) -> None:
        values = {name: value for name, value in self.cleaned_data.items() if name != "line"}
        assert self.upon is not None  # noqa: S101 -- `is_allowed` asked for it
        money.correct_money(self.upon, **values, by=self.user)


class RemoveMoneyForm(LineForm):
    """Take a line of money away; the page asks first."""

    action = "money_remove"

    def perform(self) -> None:
        assert self.upon is not None  # noqa: S101 -- `is_allowed` asked for it
        money.remove_money(self.upon, version=self.cleaned_data["version"], by=self.user)


class PartForm(TaskAction):
    """A unit plans a part for itself."""

    action = "part"
    title = forms.CharField(label=_("What the unit will do"), max_length=300)
    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none())
    deadline = forms.DateField(label=_("Deadline"), required=False, widget=AdminDateInput)
    product = forms.CharField(label=_("Product"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = self._units()  # type: ignore[attr-defined]
        own = units_of(self.user, self.today)
        self.fields["unit"].initial = own[0] if own else None

    def is_allowed(self) -> bool:
        return super().is_allowed() and self.task.parent_id is None

    def clean_deadline(self) -> date | None:
        return checked_deadline(self.cleaned_data["deadline"], self.today)

    def perform(self) -> None:
        services.plan_part(self.task, **self.cleaned_data, by=self.user)


class DeadlineForm(TaskAction):
    """Move the deadline."""

    action = "deadline"
    deadline = forms.DateField(label=_("New deadline"), widget=AdminDateInput)
    deadline_reason = forms.CharField(label=_("Reason"), max_length=500, required=False)

    def is_allowed(self) -> bool:
        return access.may_steer(self.user) or access.is_own_part(self.user, self.task, self.today)

    def clean_deadline(self) -> date | None:
        return checked_deadline(self.cleaned_data["deadline"], self.today)

    def perform(self) -> None:
        values = self.cleaned_data
        services.move_deadline(self.task, values["deadline"], reason=values["deadline_reason"], by=self.user)


class StateForm(TaskAction):
    """Say how far the task has come."""

    action = "state"
    state = forms.ChoiceField(choices=[(TaskState.DONE, ""), (TaskState.UNDER_WAY, "")], widget=forms.HiddenInput)

    def is_allowed(self) -> bool:
        return access.may_say_how_far(self.user, self.task, self.today)

    def perform(self) -> None:
        set_task_state(self.task, TaskState(self.cleaned_data["state"]), by=self.user)


class AssignForm(TaskAction):
    """Give a unit or a group its part."""

    action = "assign"
    role = forms.ChoiceField(label=_("Role"), choices=AssignmentRole.choices)
    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none(), required=False)
    group = forms.ModelChoiceField(label=_("or a unit group"), queryset=UnitGroup.objects.all(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units_alive(self.today)  # type: ignore[attr-defined]

    def is_allowed(self) -> bool:
        return access.may_steer(self.user)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if bool(values.get("unit")) == bool(values.get("group")):
            self.add_error("unit", _("Choose a unit or a group, one of the two."))
        return values

    def perform(self) -> None:
        values = self.cleaned_data
        assign(self.task, values["unit"] or values["group"], role=AssignmentRole(values["role"]), by=self.user)


class UnassignForm(TaskAction):
    """Take a part away from whom it was given to."""

    action = "unassign"
    assignment = forms.ModelChoiceField(queryset=Assignment.objects.none(), widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assignment"].queryset = self.task.assignments.all()  # type: ignore[attr-defined]

    def is_allowed(self) -> bool:
        return access.may_steer(self.user)

    def perform(self) -> None:
        unassign(self.cleaned_data["assignment"], by=self.user)


class CourseForm(TaskAction):
    """A training course is held for the task."""

    action = "course"
    course = forms.ModelChoiceField(label=_("Training course"), queryset=Course.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        free = Course.objects.filter(of_task=None).exclude(state=CourseState.CANCELLED)
        self.fields["course"].queryset = free  # type: ignore[attr-defined]

    def is_allowed(self) -> bool:
        return access.may_steer(self.user)

    def perform(self) -> None:
        services.hold_course(self.task, self.cleaned_data["course"], by=self.user)


class ReminderForm(TaskAction):
    """Hear of the task again on a day."""

    action = "remind"
    on = forms.DateField(label=_("remind me on"), widget=AdminDateInput)

    def is_allowed(self) -> bool:
        return True

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day < self.today:
            raise ValidationError(_("This day has passed; please choose one that comes."))
        return day

    def perform(self) -> None:
        services.remind(self.task, self.cleaned_data["on"], user=self.user)


class PutAwayForm(TaskAction):
    """A reminder was seen."""

    action = "put_away"

    def is_allowed(self) -> bool:
        return True

    def perform(self) -> None:
        for reminder in self.task.reminders.filter(user=self.user, on__lte=self.today):
            services.put_away(reminder)


def checked_deadline(day: date | None, today: date) -> date | None:
    """A deadline that is no slip of the year."""
    if day is not None and not sensible_deadline(day, today):
        raise ValidationError(_("This day lies more than fifteen years away; please look at the year once more."))
    return day


ACTIONS: dict[str, type[TaskAction]] = {
    form.action: form
    for form in (
        CommentForm, FileForm, MoneyForm, CorrectMoneyForm, RemoveMoneyForm, PartForm, DeadlineForm, StateForm,
        AssignForm, UnassignForm, CourseForm, ReminderForm, PutAwayForm,
    )
}  # fmt: skip
