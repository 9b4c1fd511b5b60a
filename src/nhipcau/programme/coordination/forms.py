"""Forms for coordination programmes, their joint tasks and their yearly reviews."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nhipcau.directives.queries import directives_visible_to
from nhipcau.organisation.decision_form import DecisionForm
from nhipcau.organisation.fields import WordsField
from nhipcau.organisation.models import Unit
from nhipcau.organisation.page_actions import PageAction
from nhipcau.organisation.queries import unit_of, units_alive
from nhipcau.programme.coordination import services
from nhipcau.programme.coordination.models import Coordination, JointTask, YearlyReview
from nhipcau.programme.coordination.rules import LONGEST_TEXT
from nhipcau.programme.enums import AssignmentRole
from nhipcau.programme.models import Task
from nhipcau.programme.rules import FIRST_YEAR, LAST_YEAR
from nhipcau.programme.tasks.forms import checked_deadline


class CoordinationForm(DecisionForm):
    """With whom, by which document, from when to when."""

    thing = "coordination"
    name = WordsField(label=_("Name"), max_length=300)
    partner_name = WordsField(
        label=_("or another body"), max_length=300, required=False, help_text=_("Such as Báo Quân đội nhân dân.")
    )

    class Meta:
        model = Coordination
        fields = [
            "name", "our_unit", "partner_unit", "partner_name", "directive", "decision_number", "decision_date",
            "begins_on", "ends_on", "content",
        ]  # fmt: skip
        widgets = {"content": forms.Textarea(attrs={"rows": 5})}
        help_texts = {"directive": _("When the library holds it; otherwise type its number and day below.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        for name in ("our_unit", "partner_unit"):
            standing = Unit.objects.filter(pk=getattr(self.instance, f"{name}_id"))
            self.fields[name].queryset = units_alive(today) | standing
        self.fields["directive"].queryset = directives_visible_to(self.for_user).order_by("-date", "-pk")
        self.fields["decision_number"].label = _("or its number")
        self.fields["decision_date"].label = _("and its day")
        if not self.instance.pk:
            self.fields["our_unit"].initial = unit_of(self.for_user, today)

    def clean(self) -> dict[str, Any]:
        """There is one partner, and it is not our own side."""
        values = super().clean()
        unit, name = values.get("partner_unit"), values.get("partner_name")
        if bool(unit) == bool(name) and "partner_name" not in self.errors:
            self.add_error("partner_unit", _("Please say with whom: choose a unit or type the body's name."))
        if unit and unit == values.get("our_unit"):
            self.add_error("partner_unit", _("Our side and the partner are the same unit."))
        directive = values.get("directive")
        if directive:
            values["decision_number"], values["decision_date"] = directive.number, directive.date
        return values


class CoordinationAction(PageAction):
    """One thing to do with a coordination programme; the officer's."""

    thing: Coordination

    def is_allowed(self) -> bool:
        return bool(self.user.has_perm("programme.change_coordination"))


class WithRoles(CoordinationAction):
    """A task and what each side does in it."""

    our_role = forms.ChoiceField(label=_("Our part"), choices=AssignmentRole.choices, initial=AssignmentRole.LEAD)
    partner_role = forms.ChoiceField(
        label=_("The partner's part"), choices=AssignmentRole.choices, initial=AssignmentRole.COOPERATE
    )

    def roles(self) -> dict[str, Any]:
        """The parts of both sides."""
        return {name: AssignmentRole(self.cleaned_data[name]) for name in ("our_role", "partner_role")}


class LinkForm(WithRoles):
    """A task that stands in the programme becomes a joint one."""

    action = "link"
    task = forms.ModelChoiceField(label=_("Task of the programme"), queryset=Task.objects.none())
    field_order = ["task", "our_role", "partner_role"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        last = self.thing.ends_on.year if self.thing.ends_on else self.today.year + 1
        tasks = Task.objects.filter(
            Q(programme__year__range=(max(self.thing.begins_on.year, self.today.year - 1), last))
        )
        field: Any = self.fields["task"]
        field.queryset = tasks.exclude(coordinations__coordination=self.thing).select_related("programme")
        field.label_from_instance = lambda task: f"{task.programme.year} · {task.title}"

    def perform(self) -> None:
        services.link_task(self.thing, self.cleaned_data["task"], **self.roles(), by=self.user)


class PlanForm(WithRoles):
    """A new task that both sides do together."""

    action = "plan"
    title = WordsField(label=_("What is done together"), max_length=300)
    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    deadline = forms.DateField(
        label=_("Deadline"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    product = WordsField(label=_("Product"), max_length=300, required=False)
    field_order = ["title", "year", "deadline", "product", "our_role", "partner_role"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = self.today.year

    def clean_deadline(self) -> date | None:
        return checked_deadline(self.cleaned_data["deadline"], self.today)

    def perform(self) -> None:
        values = {name: self.cleaned_data[name] for name in ("title", "year", "deadline", "product")}
        services.plan_task(self.thing, **values, **self.roles(), by=self.user)


class UnlinkForm(CoordinationAction):
    """A task is no joint one any more."""

    action = "unlink"
    joint = forms.ModelChoiceField(queryset=JointTask.objects.none(), widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["joint"]
        field.queryset = self.thing.joint_tasks.select_related("task", "coordination")

    def perform(self) -> None:
        services.unlink_task(self.cleaned_data["joint"], by=self.user)


ACTIONS: dict[str, type[PageAction]] = {form.action: form for form in (LinkForm, PlanForm, UnlinkForm)}


class ReviewForm(forms.Form):
    """A year in words: planned, done, remarks."""

    planned = forms.CharField(label=_("What was planned"), required=False, max_length=LONGEST_TEXT)
    done = forms.CharField(label=_("What was done"), required=False, max_length=LONGEST_TEXT)
    remarks = forms.CharField(label=pgettext_lazy("yearly review", "Remarks"), required=False, max_length=LONGEST_TEXT)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("planned", 8), ("done", 12), ("remarks", 6)):
            self.fields[name].widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"})

    @classmethod
    def for_review(cls, review: YearlyReview | None, draft: tuple[str, str]) -> "ReviewForm":
        """The form with what was written, or with the draft when nothing was."""
        if review is not None:
            return cls(initial={"planned": review.planned, "done": review.done, "remarks": review.remarks})
        return cls(initial={"planned": draft[0], "done": draft[1]})
