"""Questions about coordination programmes, as phrases."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhipcau.organisation.waiting import Waiting
from nhipcau.programme.coordination.models import Coordination, JointTask, YearlyReview
from nhipcau.programme.coordination.rules import is_late, years_due
from nhipcau.programme.enums import TaskState
from nhipcau.programme.models import Activity
from nhipcau.programme.queries import is_bound_to_unit, tasks_visible_to
from nhipcau.programme.rules import days_late
from nhipcau.programme.task_rules import status

SHOWN = 2


@dataclass(frozen=True, slots=True)
class JointLine:
    """A joint task with how it stands and what was done for it."""

    joint: JointTask
    status: str
    activities: tuple[Activity, ...]
    late_by: int = 0


def with_counts(rows: QuerySet[Coordination]) -> QuerySet[Coordination]:
    """Coordination programmes with how many joint tasks they have and how many of these are done."""
    tasks = JointTask.objects.filter(coordination=OuterRef("pk")).order_by().values("coordination")
    done = tasks.filter(task__state=TaskState.DONE).annotate(n=Count("pk")).values("n")
    return rows.annotate(
        task_count=Coalesce(Subquery(tasks.annotate(n=Count("pk")).values("n")), 0),
        done_count=Coalesce(Subquery(done), 0),
    )


def joint_lines(
    coordination: Coordination, *, today: date, year: int | None = None, user: Any = None
) -> list[JointLine]:
    """The joint tasks with their status, those of one year when it is given; two questions.

    For a unit's contact (`user`) only tasks that concern the unit.
    """
    rows = coordination.joint_tasks.select_related("task", "task__programme")
    if year is not None:
        rows = rows.filter(Q(task__programme__year=year) | Q(task__deadline__year=year)).distinct()
    if user is not None and is_bound_to_unit(user):
        rows = rows.filter(task__in=tasks_visible_to(user, today).values("pk"))
    joints = list(rows)
    done: dict[int | None, list[Activity]] = {}
    found = Activity.objects.filter(task__in=[one.task_id for one in joints], withdrawn_on=None).select_related("unit")
    for activity in found.order_by("happened_on", "pk"):
        if year is None or activity.happened_on.year == year:
            done.setdefault(activity.task_id, []).append(activity)
    return [
        JointLine(
            one,
            status(one.task.state, one.task.deadline, len(done.get(one.task_id, ())), today),
            tuple(done.get(one.task_id, ())),
            days_late(one.task.deadline, today) if one.task.deadline else 0,
        )
        for one in joints
    ]


def reviews_missing(today: date) -> list[tuple[Coordination, int]]:
    """Coordination programmes and years whose review is asked for and not finished, the oldest first; two questions."""
    finished = set(YearlyReview.objects.exclude(finished_on=None).values_list("coordination", "year"))
    missing = [
        (one, year)
        for one in Coordination.objects.filter(begins_on__lte=today)
        for year in years_due(one.begins_on, one.ends_on, today)
        if (one.pk, year) not in finished
    ]
    return sorted(missing, key=lambda found: (found[1], found[0].name))


def what_waits(user: Any, *, today: date) -> list[Waiting]:
    """Reviews of the year that are missing, for those who look after coordination programmes."""
    if not user.has_perm("programme.change_coordination"):
        return []
    missing = reviews_missing(today)
    if len(missing) > SHOWN:
        text = ngettext(
            "%(count)d yearly review of coordination programmes is missing",
            "%(count)d yearly reviews of coordination programmes are missing",
            len(missing),
        ) % {"count": len(missing)}
        url = f"{reverse('coordinations:index')}?without_review={missing[0][1]}"
        return [Waiting(text, _("See"), url, is_late=is_late(missing[0][1], today))]
    return [
        Waiting(
            _("%(name)s: the review of %(year)d is missing") % {"name": one.name, "year": year},
            _("Review"),
            reverse("coordinations:review", args=[one.pk, year]),
            is_late=is_late(year, today),
        )
        for one, year in missing
    ]
