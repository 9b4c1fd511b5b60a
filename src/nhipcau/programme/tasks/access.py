"""Who may do what with a task that they see. A unit's contact works on what the unit leads or planned itself."""

from datetime import date
from typing import Any

from nhipcau.organisation.queries import units_of
from nhipcau.programme.enums import AssignmentRole
from nhipcau.programme.models import Task
from nhipcau.programme.queries import is_bound_to_unit
from nhipcau.programme.task_models import BudgetLine


def may_steer(user: Any) -> bool:
    """Assign, move deadlines, set states of every task."""
    return bool(user.has_perm("programme.change_task"))


def may_add(user: Any) -> bool:
    """Comment, add files and plan parts."""
    return bool(user.has_perm("programme.add_activity"))


def own_unit_keys(user: Any, on: date) -> set[int]:
    return {unit.pk for unit in units_of(user, on)}


def is_own_part(user: Any, task: Task, on: date) -> bool:
    """Whether the person's unit planned the task for itself."""
    return may_add(user) and task.planned_by_id is not None and task.planned_by_id in own_unit_keys(user, on)


def may_say_how_far(user: Any, task: Task, on: date) -> bool:
    """Whether the person may call the task done, or open again: an officer, the unit that leads it or planned it."""
    if may_steer(user) or is_own_part(user, task, on):
        return True
    leads = task.assignments.filter(role=AssignmentRole.LEAD, unit__in=own_unit_keys(user, on))
    return may_add(user) and is_bound_to_unit(user) and leads.exists()


def may_correct(user: Any, line: BudgetLine) -> bool:
    """Whether the person may correct or remove a line of money: who entered it, and whoever steers."""
    return may_steer(user) or (may_add(user) and line.added_by_id is not None and line.added_by_id == user.pk)
