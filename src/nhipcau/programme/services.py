"""What happens in a programme: tasks and occasions are entered, states set. Activities: see `recording`."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from nhipcau.audit.services import record
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
    record("task entered", task, by=by, **named(deadline=deadline, product=product))
    for role, owner in assignments:
        assign(task, owner, role=role, by=by)
    return task


def named(**values: Any) -> dict[str, str]:
    """Values as the audit trail keeps them: those that say something, as plain words."""
    return {name: str(value) for name, value in values.items() if value not in (None, "")}


@transaction.atomic
def assign(
    task: Task, owner: Unit | UnitGroup, *, role: AssignmentRole, by: Any, words: str = "", batch: Any = None
) -> Assignment:
    """Give a unit or a group its part in a task, alone or as one of a `batch`. Twice does no harm."""
    of = {"unit": owner, "group": None} if isinstance(owner, Unit) else {"unit": None, "group": owner}
    row, made = Assignment.objects.get_or_create(
        task=task, role=role, **of, defaults={"unit_words": words or owner.name, "batch": batch}
    )
    if made:
        many: dict[str, Any] = {"batch": batch.pk} if batch else {}
        record("task assigned", task, by=by, role=str(role), unit=owner.name, **many)
    return row


@transaction.atomic
def unassign(assignment: Assignment, *, by: Any) -> None:
    """Take a part in a task away from whom it was given to."""
    owner = assignment.unit or assignment.group or assignment.unit_words
    many: dict[str, Any] = {"batch": assignment.batch_id} if assignment.batch_id else {}
    record("task taken back", assignment.task, by=by, role=assignment.role, unit=str(owner), **many)
    assignment.delete()


@transaction.atomic
def set_task_state(task: Task, state: TaskState, *, by: Any) -> Task:
    """Say how far a task has come. The same state changes nothing."""
    before = Task.objects.select_for_update().values_list("state", flat=True).get(pk=task.pk)
    task.state = state
    if before != state:
        task.save(update_fields=["state"])
        record("task state set", task, by=by, before=before, after=str(state))
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


@transaction.atomic
def set_going(task: Task, *, by: Any = None) -> None:
    """A task to which something was done is under way; one that is done or cancelled stays so."""
    state = state_after_activity(task.state)
    changed = Task.objects.filter(pk=task.pk, state=TaskState.PLANNED).update(state=TaskState.UNDER_WAY)
    if changed:
        task.state = state
        record("task set going", task, by=by)
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
    before = task.deadline
    done_on = Activity.objects.filter(task=task, withdrawn_on=None).values_list("happened_on", flat=True)
    task.deadline, is_done = next_due(due_days_of(task), done_on, today)
    if is_done:
        task.state = TaskState.DONE
    task.save(update_fields=["deadline", "repeats_from", "state"])
    if is_done or task.deadline != before:
        # Nobody did this: the work that was recorded did.
        record("task came round", task, by=None, **named(before=before, after=task.deadline, state=task.state))
    return task
