"""What happens in a programme: tasks and occasions are entered, states set. Activities: see `recording`."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from nhipcau.directives.models import Directive, Provision
from nhipcau.organisation.models import Unit, UnitGroup
from nhipcau.programme.enums import AssignmentRole, TaskState
from nhipcau.programme.models import Activity, Assignment, Occasion, Programme, Task
from nhipcau.programme.rules import is_open, shorten, state_after_activity
from nhipcau.programme.task_rules import due_days, next_due


def programme_of(year: int) -> Programme:
    """The programme of a year, made when it is asked for the first time."""
    return Programme.objects.get_or_create(year=year)[0]


@transaction.atomic
def create_task(
    title: str,
    *,
    year: int,
    assignments: Iterable[tuple[AssignmentRole, Unit | UnitGroup]] = (),
    deadline: date | None = None,
    product: str = "",
    directive: Directive | None = None,
    provision: Provision | None = None,
    by: Any,
) -> Task:
    """Enter a task of one's own, not read in a directive."""
    task = Task(
        programme=programme_of(year),
        directive=directive,
        provision=provision,
        title=shorten(title),
        deadline=deadline,
        product=product,
    )
    task.full_clean()
    task.save()
    for role, owner in assignments:
        assign(task, owner, role=role, by=by)
    return task


@transaction.atomic
def assign(task: Task, owner: Unit | UnitGroup, *, role: AssignmentRole, by: Any, words: str = "") -> Assignment:
    """Give a unit or a group its part in a task. Twice does no harm."""
    of = {"unit": owner, "group": None} if isinstance(owner, Unit) else {"unit": None, "group": owner}
    return Assignment.objects.get_or_create(task=task, role=role, **of, defaults={"unit_words": words or owner.name})[0]


@transaction.atomic
def set_task_state(task: Task, state: TaskState, *, by: Any) -> Task:
    """Say how far a task has come."""
    task.state = state
    task.save(update_fields=["state"])
    return task


@transaction.atomic
def create_occasion(
    name: str, *, starts_on: date, ends_on: date | None = None, origin_year: int | None = None, by: Any
) -> Occasion:
    """Enter a day or days of one's own in the calendar."""
    occasion = Occasion(
        programme=programme_of(starts_on.year),
        name=shorten(name),
        starts_on=starts_on,
        ends_on=ends_on or starts_on,
        origin_year=origin_year,
    )
    occasion.full_clean()
    occasion.save()
    return occasion


def set_going(task: Task) -> None:
    """A task to which something was done is under way; one that is done or cancelled stays so."""
    state = state_after_activity(task.state)
    changed = Task.objects.filter(pk=task.pk, state=TaskState.PLANNED).update(state=TaskState.UNDER_WAY)
    if changed:
        task.state = state
    if task.frequency:
        bring_up_to_date(task, today=timezone.localdate())


def due_days_of(task: Task) -> list[date]:
    """All deadlines of a task; those of a returning one go to its last day, else to the end of its year."""
    first = task.repeats_from or task.deadline
    if first is None:
        return []
    until = task.repeats_until or date(max(task.programme.year, first.year), 12, 31)
    return due_days(first, task.frequency, until) or [first]


def bring_up_to_date(task: Task, *, today: date) -> Task:
    """Set a returning task's deadline to the one that counts now; when all are done, so is the task."""
    if not task.frequency or not is_open(task.state) or task.deadline is None:
        return task
    task.repeats_from = task.repeats_from or task.deadline
    done_on = Activity.objects.filter(task=task, withdrawn_on=None).values_list("happened_on", flat=True)
    task.deadline, is_done = next_due(due_days_of(task), done_on, today)
    if is_done:
        task.state = TaskState.DONE
    task.save(update_fields=["deadline", "repeats_from", "state"])
    return task
