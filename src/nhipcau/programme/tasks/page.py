"""What a task's page shows beside its directive: status, history, parts, money, files, comments."""

from datetime import date
from typing import Any

from nhipcau.programme.models import Task
from nhipcau.programme.queries import tasks_visible_to
from nhipcau.programme.services import due_days_of
from nhipcau.programme.task_models import BudgetLine
from nhipcau.programme.task_rules import occurrences, status
from nhipcau.programme.tasks.forms import ACTIONS, CorrectMoneyForm, LineForm, RemoveMoneyForm, TaskAction
from nhipcau.programme.tasks.history import history_of
from nhipcau.programme.tasks.money import sums_by_source, total


def around(task: Task, *, user: Any, today: date, bound: TaskAction | None = None) -> dict[str, Any]:
    """Everything around a task; `bound` is a form that was sent and is shown again with what is wrong."""
    forms = {name: form(task=task, user=user, today=today) for name, form in ACTIONS.items()}
    allowed = {name: form for name, form in forms.items() if form.is_allowed()}
    if bound is not None:
        allowed[bound.action] = bound
    done_on = list(task.activities.filter(withdrawn_on=None).values_list("happened_on", flat=True))
    lines = list(task.budget_lines.select_related("unit"))
    sums = sums_by_source(lines)
    return {
        "status": status(task.state, task.deadline, len(done_on), today),
        "forms": allowed,
        "bound": bound,
        "occurrences": occurrences(due_days_of(task), done_on, today) if task.frequency else [],
        "deadline_changes": task.deadline_changes.select_related("added_by"),
        "parts": tasks_visible_to(user, today).filter(parent=task).select_related("planned_by"),
        "budget_lines": [(line, _line_forms(line, task=task, user=user, today=today, bound=bound)) for line in lines],
        "sums": sums,
        "money": total(sums),
        "courses": task.courses.select_related("course", "course__organiser"),
        "files": task.files.select_related("added_by"),
        "comments": task.comments.select_related("added_by"),
        "history": history_of(task),
        "reminders": task.reminders.filter(user=user, put_away_at=None) if user.pk else [],
    }


def _line_forms(line: BudgetLine, *, user: Any, bound: TaskAction | None, **given: Any) -> dict[str, TaskAction]:
    """What the person may do with a line of money; the form that was sent stands in for its own."""
    forms = [form(user=user, upon=line, **given) for form in (CorrectMoneyForm, RemoveMoneyForm)]
    found: dict[str, TaskAction] = {form.action: form for form in forms if form.is_allowed()}
    if isinstance(bound, LineForm) and bound.upon == line and bound.action in found:
        found[bound.action] = bound
    return found
