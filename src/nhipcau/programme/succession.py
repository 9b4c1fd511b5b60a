"""How tasks and occasions go over from an older version of a directive to a newer one. `apps.py` registers both.

Bringing one up to date keeps the row: its activities, stories and state stay with it.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from nhipcau.audit.services import record
from nhipcau.directives.enums import ItemKind
from nhipcau.directives.errors import BadValueError
from nhipcau.directives.models import Directive, ReadItem
from nhipcau.directives.queries import items_that_count
from nhipcau.directives.succession import NewWork, OldThing
from nhipcau.programme.acceptance import Assignments, occasion_of, programme_for, task_of
from nhipcau.programme.enums import TaskState
from nhipcau.programme.models import Assignment, Occasion, Task
from nhipcau.programme.occasions.leading import follow, plan_of
from nhipcau.programme.services import set_task_state

TASK_FIELDS = (
    "directive",
    "provision",
    "title",
    "sentence",
    "span_start",
    "span_end",
    "deadline",
    "deadline_words",
)
OCCASION_FIELDS = (
    "directive",
    "provision",
    "name",
    "starts_on",
    "ends_on",
    "origin_year",
    "span_start",
    "span_end",
)


def _day(day: date | None) -> str:
    return formats.date_format(day, "j/n/Y") if day else ""


def _facts_of(task: Task, assignments: Iterable[Assignment]) -> tuple[str, ...]:
    due = (_("due %(day)s") % {"day": _day(task.deadline)},) if task.deadline else ()
    return (*(str(one) for one in assignments), *due)


class TaskCarrier:
    """Tasks. A closed one is cancelled; what was cancelled before is left alone."""

    kind = "task"
    label = pgettext_lazy("of a directive", "tasks")
    shows_words = True

    def standing(self, directives: Iterable[Directive]) -> list[OldThing]:
        tasks = (
            Task.objects.filter(directive__in=[one.pk for one in directives])
            .exclude(state=TaskState.CANCELLED)
            .prefetch_related("assignments__unit", "assignments__group")
        )
        return [
            OldThing(
                key=task.pk,
                title=task.title,
                words=task.sentence,
                provision=task.provision_id,
                facts=_facts_of(task, task.assignments.all()),
                url=reverse("programme_tasks:inspect", args=[task.pk]),
                is_over=task.state == TaskState.DONE,
            )
            for task in tasks
        ]

    def asked_for(self, directive: Directive) -> list[NewWork]:
        programme = programme_for(directive)
        assignments = Assignments(on=directive.date or timezone.localdate())
        items = items_that_count(directive).filter(kind=ItemKind.ASSIGNMENT).order_by("span_start", "order")
        works = []
        for item in items:
            task = task_of(item, directive, programme, 0)
            works.append(NewWork(item, task.sentence, _facts_of(task, assignments.of(item, task))))
        return works

    def update(self, key: int, item: ReadItem, directive: Directive, *, by: Any) -> None:
        task = Task.objects.select_for_update().get(pk=key)
        fresh = task_of(item, directive, task.programme, task.order)
        for name in TASK_FIELDS:
            setattr(task, name, getattr(fresh, name))
        task.save()
        self._update_assignments(task, item, directive)
        record("task brought up to date", task, by=by, directive=directive.pk)

    def _update_assignments(self, task: Task, item: ReadItem, directive: Directive) -> None:
        """Parts that are the same stay, so that whatever hangs on them stays, too."""
        standing = {(one.role, one.unit_id, one.group_id, one.unit_words): one for one in task.assignments.all()}
        for row in Assignments(on=directive.date or timezone.localdate()).of(item, task):
            if standing.pop((row.role, row.unit_id, row.group_id, row.unit_words), None) is None:
                row.save()
        for gone in standing.values():
            gone.delete()

    def close(self, key: int, reason: str, *, by: Any) -> None:
        task = set_task_state(Task.objects.select_for_update().get(pk=key), TaskState.CANCELLED, by=by)
        record("task closed", task, by=by, reason=reason)


class OccasionCarrier:
    """Occasions in the calendar. A closed one leaves it, unless stories or activities hang on it."""

    kind = "occasion"
    label = gettext_lazy("occasions in the calendar")
    shows_words = True

    def standing(self, directives: Iterable[Directive]) -> list[OldThing]:
        today = timezone.localdate()
        return [
            OldThing(
                key=occasion.pk,
                title=occasion.name,
                words=occasion.name,
                provision=occasion.provision_id,
                facts=_days_of(occasion),
                url=reverse("programme_occasions:edit", args=[occasion.pk]),
                is_over=occasion.ends_on < today,
            )
            for occasion in Occasion.objects.filter(directive__in=[one.pk for one in directives])
        ]

    def asked_for(self, directive: Directive) -> list[NewWork]:
        programme = programme_for(directive)
        items = items_that_count(directive).filter(kind=ItemKind.DATE).order_by("span_start", "order")
        made = [(item, occasion_of(item, directive, programme)) for item in items]
        return [NewWork(item, occasion.name, _days_of(occasion)) for item, occasion in made if occasion is not None]

    def update(self, key: int, item: ReadItem, directive: Directive, *, by: Any) -> None:
        occasion = Occasion.objects.select_for_update().get(pk=key)
        fresh = occasion_of(item, directive, occasion.programme)
        if fresh is None:
            raise BadValueError(_("The newer version names no day for it; it can be kept or closed."))
        from_day = occasion.starts_on
        for name in OCCASION_FIELDS:
            setattr(occasion, name, getattr(fresh, name))
        occasion.save()
        follow(occasion, from_day=from_day, from_plan=plan_of(occasion), by=by)
        record("occasion brought up to date", occasion, by=by, directive=directive.pk)

    def close(self, key: int, reason: str, *, by: Any) -> None:
        occasion = Occasion.objects.select_for_update().get(pk=key)
        hanging = _("Stories or activities belong to this occasion; it has to be kept.")
        if occasion.activities.exists():
            raise BadValueError(hanging)
        record("occasion closed", occasion, by=by, reason=reason)
        try:
            occasion.delete()
        except ProtectedError:
            raise BadValueError(hanging) from None


def _days_of(occasion: Occasion) -> tuple[str, ...]:
    first, last = _day(occasion.starts_on), _day(occasion.ends_on)
    return (first if first == last else f"{first} – {last}",)
