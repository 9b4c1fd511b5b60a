"""What has to be ready before an occasion: the plan that counts for it, its tasks, and what becomes of them.

Tasks that nobody has begun follow their occasion; what was begun or done stays as it is.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from nhipcau.audit.services import record
from nhipcau.programme.enums import AssignmentRole, TaskState
from nhipcau.programme.listing import short_day
from nhipcau.programme.models import Activity, Occasion, Task
from nhipcau.programme.occasion_models import LeadPlan
from nhipcau.programme.occasion_rules import Lead, lead_days
from nhipcau.programme.rules import shorten
from nhipcau.programme.services import assign, programme_of, set_task_state
from nhipcau.programme.tasks.services import move_deadline


def plan_of(occasion: Occasion) -> LeadPlan | None:
    """The plan that counts for an occasion: the chosen one, that of its day's kind, the one for all others."""
    if occasion.lead_plan is not None:
        return occasion.lead_plan
    kind = occasion.yearly_day.kind if occasion.yearly_day else ""
    of_kind = LeadPlan.objects.filter(kind=kind).first() if kind else None
    return of_kind or LeadPlan.objects.filter(is_default=True).first()


@transaction.atomic
def make_lead_tasks(occasion: Occasion, *, by: Any) -> list[Task]:
    """A task for each step before an occasion; a second call makes only what a new step asks for."""
    plan = plan_of(occasion)
    steps = {step.pk: step for step in plan.steps.filter(is_used=True).select_related("unit")} if plan else {}
    had = set(Task.objects.filter(occasion=occasion).values_list("lead_step_id", flat=True))
    made = []
    leads = {Lead(step.days_before, str(key)): step for key, step in steps.items() if key not in had}
    for lead, day in lead_days(occasion.starts_on, leads):
        step = leads[lead]
        task = Task(
            programme=programme_of(occasion.starts_on.year),
            title=shorten(f"{step.what}: {occasion.name}"),
            deadline=day,
            occasion=occasion,
            lead_step=step,
        )
        task.save()
        record("task entered", task, by=by, deadline=day.isoformat(), occasion=occasion.pk)
        if step.unit:
            assign(task, step.unit, role=AssignmentRole.LEAD, by=by)
        made.append(task)
    return made


def not_begun(occasion: Occasion) -> QuerySet[Task]:
    """The tasks before an occasion on which nobody has done anything yet."""
    done = Activity.objects.filter(task=OuterRef("pk"), withdrawn_on=None)
    return Task.objects.filter(~Exists(done), occasion=occasion, state=TaskState.PLANNED)


@dataclass(frozen=True, slots=True)
class Followed:
    """What a change of an occasion did to the tasks before it."""

    moved: int = 0
    made: int = 0
    cancelled: int = 0
    stayed: int = 0


@transaction.atomic
def follow(occasion: Occasion, *, from_day: date, from_plan: LeadPlan | None, by: Any) -> Followed:
    """Bring the tasks before an occasion after it, which began on `from_day` and went by `from_plan`.

    A deadline keeps its distance from the occasion, one that was moved by hand as well; the former one stays with the
    reason. With another plan what nobody has begun is cancelled and the new steps get their tasks. An occasion without
    such tasks gets none.
    """
    tasks = Task.objects.filter(occasion=occasion)
    if not tasks.exists():
        return Followed()
    plan = plan_of(occasion)
    made = cancelled = 0
    if plan != from_plan:
        left = not_begun(occasion).exclude(lead_step__plan=plan)
        for task in left:
            set_task_state(task, TaskState.CANCELLED, by=by)
            cancelled += 1
    moved = _move(occasion, from_day, by=by)
    if plan != from_plan:
        made = _take_up(occasion, plan, by=by) + len(make_lead_tasks(occasion, by=by))
    open_ones = tasks.exclude(state=TaskState.CANCELLED)
    return Followed(moved, made, cancelled, open_ones.count() - moved - made if moved else 0)


def _take_up(occasion: Occasion, plan: LeadPlan | None, *, by: Any) -> int:
    """Tasks that were cancelled with this plan before count again; returns how many."""
    again = Task.objects.filter(
        occasion=occasion, state=TaskState.CANCELLED, lead_step__plan=plan, lead_step__is_used=True
    )
    found = list(again.select_related("lead_step"))
    for task in found:
        set_task_state(task, TaskState.PLANNED, by=by)
        assert task.lead_step is not None  # noqa: S101 -- the query asked for it
        day = occasion.starts_on - timedelta(days=task.lead_step.days_before)
        move_deadline(task, day, reason=_("The plan before the occasion counts again."), by=by)
    return len(found)


def _move(occasion: Occasion, from_day: date, *, by: Any) -> int:
    """Move what nobody has begun by as many days as the occasion; returns how many."""
    distance = occasion.starts_on - from_day
    if not distance:
        return 0
    reason = _("“%(name)s” was moved from %(before)s to %(after)s") % {
        "name": occasion.name[:300],
        "before": short_day(from_day),
        "after": short_day(occasion.starts_on),
    }
    moved = 0
    for task in not_begun(occasion).exclude(deadline=None).select_related("programme"):
        assert task.deadline is not None  # noqa: S101 -- the query asked for it
        if task.programme.year != occasion.starts_on.year:
            task.programme = programme_of(occasion.starts_on.year)
            task.save(update_fields=["programme"])
        move_deadline(task, task.deadline + distance, reason=reason, by=by)
        moved += 1
    return moved
