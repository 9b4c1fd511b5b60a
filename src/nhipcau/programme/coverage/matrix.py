"""The matrix itself. How many questions it asks does not depend on provisions, tasks, units or activities."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Sum

from nhipcau.directives.models import Directive, Provision
from nhipcau.organisation.models import Unit
from nhipcau.organisation.queries import members_by_group
from nhipcau.programme.coverage.cells import (
    LATE,
    MONTHS,
    NO_MONTH,
    NOTHING,
    PLANNED,
    Cell,
    column_of,
    standing,
    standing_of_unit,
    total,
)
from nhipcau.programme.coverage.scope import ALL, DONE_ONLY, LATE_ONLY, OPEN, WITH_WORK, WITHOUT, Scope
from nhipcau.programme.models import Assignment
from nhipcau.programme.queries import NOT_WORK
from nhipcau.programme.rules import DONE

UNITS_A_PAGE = 12
# The key of what has no provision, or no known unit.
NONE = 0
Cells = dict[int, dict[int, Cell]]
"""By key of the provision, then by column."""
Wholes = Mapping[int, Cell]
"""All of a provision, by its key. A task stands in it once, however many units it was given to."""


@dataclass(frozen=True, slots=True)
class Line:
    """A provision at its depth, and its cells in the order of the columns."""

    provision: Provision | None
    depth: int
    is_heading: bool
    cells: tuple[tuple[int, Cell], ...]
    whole: Cell

    @property
    def key(self) -> int:
        return self.provision.pk if self.provision else NONE

    @property
    def words(self) -> str:
        """The provision's own words on one line."""
        if self.provision is None:
            return ""
        return " ".join((self.provision.title or self.provision.text).split())


@dataclass(frozen=True, slots=True)
class Column:
    """A month (`NO_MONTH` for no day in the year), or a unit (none for words that nobody knows)."""

    key: int
    is_month: bool
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Matrix:
    """Lines and columns, with the counts of the whole directive."""

    columns: list[Column]
    lines: list[Line]
    counts: dict[str, int] = field(default_factory=dict)
    pages: int = 1


@dataclass(frozen=True, slots=True)
class _Task:
    key: int
    provision: int
    state: str
    deadline: date | None


def months_matrix(scope: Scope) -> Matrix:
    """Provisions by months."""
    cells: Cells = defaultdict(lambda: defaultdict(Cell))
    for task in _tasks(scope):
        of_task = standing(task.state, task.deadline, scope.today)
        cells[task.provision][column_of(task.deadline, scope.year)].add(of_task)
    for provision, month, activities in _activities_by_month(scope):
        cells[provision][month.month].activities += activities
    wholes = {provision: total(of_line.values()) for provision, of_line in cells.items()}
    return _matrix(scope, cells, wholes, [Column(key, is_month=True) for key in (*MONTHS, NO_MONTH)])


def _tasks(scope: Scope) -> list[_Task]:
    rows = scope.tasks.order_by().values_list("pk", "provision_id", "state", "deadline")
    return [_Task(key, provision or NONE, state, deadline) for key, provision, state, deadline in rows]


def _activities_by_month(scope: Scope) -> Iterator[tuple[int, date, int]]:
    rows = scope.counts.order_by().values_list("task__provision_id", "month").annotate(Sum("count"))
    for provision, month, activities in rows:
        yield provision or NONE, month, activities


def units_matrix(scope: Scope) -> Matrix:
    """Provisions by units: those named, members of groups named, and whoever did something; some columns at a time."""
    cells: Cells = defaultdict(lambda: defaultdict(Cell))
    wholes: dict[int, Cell] = defaultdict(Cell)
    tasks = {task.key: task for task in _tasks(scope)}
    done = _activities_by_unit(scope)
    asked = units_asked(scope, tasks)
    for task in tasks.values():
        of_task = standing(task.state, task.deadline, scope.today)
        activities = done.get(task.key, {})
        wholes[task.provision].add(of_task)
        wholes[task.provision].activities += sum(activities.values())
        for unit in {*asked.get(task.key, ()), *activities}:
            cell = cells[task.provision][unit]
            cell.activities += activities.get(unit, 0)
            cell.add(standing_of_unit(of_task, activities.get(unit, 0)))
    keys = {unit for line in cells.values() for unit in line}
    known = Unit.objects.in_bulk(keys - {NONE})
    units = sorted(known.values(), key=lambda unit: (unit.tier, unit.kind, unit.name))
    columns = [Column(unit.pk, is_month=False, unit=unit) for unit in units]
    if NONE in keys:
        columns.append(Column(NONE, is_month=False))
    pages = max(1, -(-len(columns) // UNITS_A_PAGE))
    first = (min(scope.page, pages) - 1) * UNITS_A_PAGE
    return _matrix(scope, cells, wholes, columns[first : first + UNITS_A_PAGE], pages)


def _activities_by_unit(scope: Scope) -> dict[int, dict[int, int]]:
    done: dict[int, dict[int, int]] = defaultdict(dict)
    for task, unit, activities in scope.counts.order_by().values_list("task_id", "unit_id").annotate(Sum("count")):
        done[task][unit] = activities
    return done


def units_asked(scope: Scope, tasks: Iterable[int]) -> dict[int, set[int]]:
    """Keys of the units that each task asks something of; `NONE` where none is named that is known."""
    rows = list(Assignment.objects.filter(task__in=scope.tasks.values("pk")).select_related("group").order_by())
    members = members_by_group({row.group for row in rows if row.group}, scope.today)
    wanted = None if scope.counted_units is None else set(scope.counted_units)
    asked: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        units = {row.unit_id} if row.unit_id else {unit.pk for unit in members.get(row.group_id or NONE, ())} or {NONE}
        asked[row.task_id] |= units if wanted is None else units & wanted
    if wanted is None:
        for task in tasks:
            asked[task] = asked[task] or {NONE}
    return asked


def _matrix(scope: Scope, cells: Cells, wholes: Wholes, columns: list[Column], pages: int = 1) -> Matrix:
    lines = list(_lines(scope.directive, cells, wholes, columns))
    return Matrix(columns, _kept(lines, scope.show), _counts(lines), pages)


def _lines(directive: Directive | None, cells: Cells, wholes: Wholes, columns: list[Column]) -> Iterator[Line]:
    of_text = Provision.objects.filter(directive=directive).exclude(kind__in=NOT_WORK)
    provisions = list(of_text.order_by("order")) if directive else []
    parents = {provision.parent_id for provision in provisions}
    depths: dict[int, int] = {}
    for provision in provisions:
        depth = depths[provision.pk] = depths.get(provision.parent_id or NONE, -1) + 1
        is_heading = provision.pk in parents and provision.pk not in wholes
        shown = _cells_of(provision.pk, cells, columns)
        yield Line(provision, depth, is_heading, shown, wholes.get(provision.pk, _EMPTY))
    if NONE in wholes:
        yield Line(None, 0, False, _cells_of(NONE, cells, columns), wholes[NONE])


def _cells_of(provision: int, cells: Cells, columns: list[Column]) -> tuple[tuple[int, Cell], ...]:
    of_line = cells.get(provision, {})
    return tuple((column.key, of_line.get(column.key, _EMPTY)) for column in columns)


_EMPTY = Cell()


# Which states of a line each choice shows.
WANTED = {
    WITH_WORK: (LATE, PLANNED, DONE),
    OPEN: (PLANNED, LATE),
    LATE_ONLY: (LATE,),
    DONE_ONLY: (DONE,),
    WITHOUT: (NOTHING,),
}


def _kept(lines: list[Line], show: str) -> list[Line]:
    """Lines that were asked for, under their headings."""
    if show == ALL:
        return lines
    wanted = WANTED[show]
    kept: list[Line] = []
    headings: list[Line] = []
    for line in lines:
        headings = [heading for heading in headings if heading.depth < line.depth]
        if line.is_heading:
            headings.append(line)
        elif line.whole.state in wanted:
            kept += [*headings, line]
            headings = []
    return kept


def _counts(lines: Iterable[Line]) -> dict[str, int]:
    """Provisions by the state of all their cells; headings are none."""
    counts = {"late": 0, "planned": 0, "done": 0, "nothing": 0}
    for line in lines:
        if not line.is_heading:
            counts[line.whole.state] += 1
    return counts
