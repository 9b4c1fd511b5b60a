"""What stands behind one cell: its tasks and its activities."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from nhipcau.directives.models import Provision
from nhipcau.organisation.office_words import month_of_year
from nhipcau.programme.coverage.cells import MONTHS, NO_MONTH, standing, standing_of_unit
from nhipcau.programme.coverage.matrix import NONE, units_asked
from nhipcau.programme.coverage.scope import BY_UNIT, Scope, number
from nhipcau.programme.models import Activity, Task
from nhipcau.programme.rules import days_late

MOST = 50


@dataclass(frozen=True, slots=True)
class ShownTask:
    """A task as it stands in the cell."""

    task: Task
    state: str | None
    days_late: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """A cell opened: the newest activities only, with the number of all."""

    provision: Provision | None
    column: str
    tasks: list[ShownTask]
    activities: list[Activity]
    all_activities: int

    @property
    def more(self) -> int:
        return self.all_activities - len(self.activities)


def evidence(scope: Scope, cell: str) -> Evidence | None:
    """What stands behind the cell "provision-column"; None when the address names none."""
    first, dash, second = cell.partition("-")
    provision_key, column = number(first), number(second)
    if not dash or provision_key is None or column is None:
        return None
    provision = Provision.objects.filter(directive=scope.directive, pk=provision_key).first()
    if provision is None and provision_key != NONE:
        return None
    where = Q(provision=provision)
    if scope.view == BY_UNIT:
        return _of_unit(scope, provision, where, column)
    return _of_month(scope, provision, where, column) if column in (*MONTHS, NO_MONTH) else None


def _of_month(scope: Scope, provision: Provision | None, where: Q, month: int) -> Evidence:
    of_year = Q(deadline__year=scope.year)
    when = of_year & Q(deadline__month=month) if month else ~of_year | Q(deadline=None)
    tasks = _in_order(scope.tasks.filter(where & when))[:MOST]
    shown = [_shown(task, standing(task.state, task.deadline, scope.today), scope.today) for task in tasks]
    activities = scope.activities.filter(task__in=scope.tasks.filter(where).values("pk"))
    if month:
        first = date(scope.year, month, 1)
        activities = activities.filter(happened_on__range=(first, _month_end(first)))
    else:
        activities = activities.none()
    name = capfirst(month_of_year(month, scope.year)) if month else _("No day in this year")
    return _evidence(provision, name, shown, activities)


def _of_unit(scope: Scope, provision: Provision | None, where: Q, unit_key: int) -> Evidence | None:
    """The tasks that the column of the matrix counts for the unit: those asked of it and those it did something for."""
    unit = next((one for one in scope.units if one.pk == unit_key), None)
    if unit is None and unit_key != NONE:
        return None
    tasks = list(_in_order(scope.tasks.filter(where)))
    activities = scope.activities.filter(task__in=[task.pk for task in tasks], unit=unit)
    did = set(activities.order_by().values_list("task_id", flat=True).distinct())
    asked = units_asked(scope, [task.pk for task in tasks])
    shown = []
    for task in tasks:
        if task.pk in did or unit_key in asked.get(task.pk, ()):
            state = standing_of_unit(standing(task.state, task.deadline, scope.today), int(task.pk in did))
            shown.append(_shown(task, state, scope.today))
    return _evidence(provision, unit.name if unit else _("no known unit"), shown[:MOST], activities)


def _in_order(tasks: QuerySet[Task]) -> QuerySet[Task]:
    return tasks.order_by(F("deadline").asc(nulls_last=True), "pk")


def _shown(task: Task, state: str | None, today: date) -> ShownTask:
    return ShownTask(task, state, days_late(task.deadline, today) if task.deadline else 0)


def _evidence(
    provision: Provision | None, column: str, tasks: list[ShownTask], activities: QuerySet[Activity]
) -> Evidence:
    newest = activities.select_related("unit").order_by("-happened_on", "-pk")[:MOST]
    return Evidence(provision, column, tasks, list(newest), activities.order_by().count())


def _month_end(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
