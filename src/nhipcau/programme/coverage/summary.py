"""The matrix in one line for each directive: what the programme officer sees first."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.http import urlencode

from nhipcau.directives.models import Directive, Provision
from nhipcau.organisation.enums import Role
from nhipcau.organisation.roles import has_role
from nhipcau.programme.coverage.cells import Cell
from nhipcau.programme.enums import TaskState
from nhipcau.programme.models import Task
from nhipcau.programme.queries import NOT_WORK, late

MOST_DIRECTIVES = 3


@dataclass(frozen=True, slots=True)
class DirectiveSummary:
    """How many of a directive's provisions are late, under way and done; how many gave no task."""

    directive: Directive
    late: int
    planned: int
    done: int
    nothing: int
    url: str

    @property
    def provisions(self) -> int:
        return self.late + self.planned + self.done + self.nothing

    @property
    def marks(self) -> list[tuple[str, int]]:
        return [("late", self.late), ("planned", self.planned), ("done", self.done), ("nothing", self.nothing)]


def summaries(user: Any, *, today: date) -> list[DirectiveSummary]:
    """The newest directives of this year's programme, for those who follow it. Three questions."""
    if not (user.is_superuser or has_role(user, Role.PROGRAMME_OFFICER, Role.ADMINISTRATOR, Role.APPROVER)):
        return []
    by_directive: dict[int, dict[str, int]] = {}
    for directive, _provision, of_provision in _provisions_with_tasks(today):
        counts = by_directive.setdefault(directive, {"late": 0, "planned": 0, "done": 0, "nothing": 0})
        counts[of_provision.state] += 1
    directives = Directive.objects.filter(pk__in=by_directive).only("number", "subject", "file_name", "date")
    newest = list(directives.order_by("-date", "-pk")[:MOST_DIRECTIVES])
    without = _provisions_without_task(newest)
    return [
        DirectiveSummary(
            one,
            url=f"{reverse('programme_tasks:coverage')}?{urlencode({'directive': one.pk, 'year': today.year})}",
            **{**by_directive[one.pk], "nothing": by_directive[one.pk]["nothing"] + without.get(one.pk, 0)},
        )
        for one in newest
    ]


def _provisions_with_tasks(today: date) -> list[tuple[int, int | None, Cell]]:
    tasks = Task.objects.filter(programme__year=today.year, directive__isnull=False)
    rows = (
        tasks.order_by()
        .values_list("directive_id", "provision_id")
        .annotate(
            late=Count("pk", filter=late(today)),
            done=Count("pk", filter=Q(state=TaskState.DONE)),
            whole=Count("pk", filter=~Q(state=TaskState.CANCELLED)),
        )
    )
    return [
        (directive, provision, Cell(planned=whole - late_ones - done, late=late_ones, done=done))
        for directive, provision, late_ones, done, whole in rows
        if directive is not None
    ]


def _provisions_without_task(directives: list[Directive]) -> dict[int, int]:
    """Provisions that have neither a task nor a part below them: headings are none."""
    rows = (
        Provision.objects.filter(directive__in=directives, tasks=None, children=None)
        .exclude(kind__in=NOT_WORK)
        .order_by()
        .values_list("directive_id")
        .annotate(Count("pk"))
    )
    return dict(rows)
