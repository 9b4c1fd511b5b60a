"""What a task's page shows beside its directive: status, history, parts, money, files, comments."""

from datetime import date
from typing import Any

from django.db.models import Sum

from nhipcau.programme.models import Task
from nhipcau.programme.queries import tasks_visible_to
from nhipcau.programme.services import due_days_of
from nhipcau.programme.task_rules import occurrences, share, status
from nhipcau.programme.tasks.forms import ACTIONS, TaskAction


def around(task: Task, *, user: Any, today: date, bound: TaskAction | None = None) -> dict[str, Any]:
    """Everything around a task; `bound` is a form that was sent and is shown again with what is wrong."""
    forms = {name: form(task=task, user=user, today=today) for name, form in ACTIONS.items()}
    allowed = {name: form for name, form in forms.items() if form.is_allowed()}
    if bound is not None:
        allowed[bound.action] = bound
    done_on = list(task.activities.filter(withdrawn_on=None).values_list("happened_on", flat=True))
    money = task.budget_lines.aggregate(planned=Sum("planned"), spent=Sum("spent"))
    return {
        "status": status(task.state, task.deadline, len(done_on), today),
        "forms": allowed,
        "bound": bound,
        "occurrences": occurrences(due_days_of(task), done_on, today) if task.frequency else [],
        "deadline_changes": task.deadline_changes.select_related("added_by"),
        "parts": tasks_visible_to(user, today).filter(parent=task).select_related("planned_by"),
        "budget_lines": task.budget_lines.select_related("unit"),
        "money": {**money, "share": share(money["spent"] or 0, money["planned"] or 0)},
        "files": task.files.select_related("added_by"),
        "comments": task.comments.select_related("added_by"),
        "reminders": task.reminders.filter(user=user, put_away_at=None) if user.pk else [],
    }
