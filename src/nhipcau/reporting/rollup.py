"""Totals over units, along the chain of offices as it stood in the period; who is missing, who stands out.

Everything is added up from the rows of filed figures, so it costs the same whatever was recorded, and each total opens
to the rows that it adds up.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import FloatField, Sum
from django.db.models.functions import Cast

from nhipcau.organisation.models import Unit
from nhipcau.programme.models import KindOfActivity
from nhipcau.programme.queries import kinds_of_activity
from nhipcau.reporting import rules
from nhipcau.reporting.enums import ReportState
from nhipcau.reporting.models import FiledFigure, Report, ReportingDuty
from nhipcau.reporting.queries import (
    Owed,
    period_a_year_before,
    previous_period,
    versions_of,
    who_has_filed,
)
from nhipcau.reporting.reporters import Lines, in_order_of_lists
from nhipcau.reporting.rules import Period
from nhipcau.reporting.table import plain

Number = int | float
Key = tuple[str, str]
"""Kind and measure; an empty measure is how many."""
# With how many periods of its own past a unit's figure is compared.
PAST_PERIODS = 12


@dataclass(frozen=True, slots=True)
class FigureName:
    """A figure that the roll-up adds up, in the words of the table of kinds or of the duty's own table."""

    key: Key
    label: str
    unit: str
    is_count: bool


@dataclass(frozen=True, slots=True)
class Total:
    """A figure added up over units, with what it was before."""

    name: FigureName
    value: Number
    units: int
    before: Number | None
    year_before: Number | None

    @property
    def change(self) -> Number | None:
        return None if self.before is None else plain(round(self.value - self.before, 3))


@dataclass(slots=True)
class Node:
    """An office in the chain: what it filed itself, and what it and everybody below it filed."""

    unit: Unit
    depth: int = 0
    owed: Owed | None = None
    own: dict[Key, Number] = field(default_factory=dict)
    total: dict[Key, Number] = field(default_factory=dict)
    filed: int = 0
    asked: int = 0

    def values(self, names: Sequence[FigureName]) -> list[Number | None]:
        """The totals of some figures, None where nothing was filed."""
        return [self.total.get(name.key) for name in names]


@dataclass(frozen=True, slots=True)
class Outlier:
    """A unit's figure far from its own past."""

    unit: Unit
    report: Report | None
    name: FigureName
    value: Number
    usual: Number


@dataclass(frozen=True, slots=True)
class RollUp:
    """A period of a duty, added up."""

    duty: ReportingDuty
    period: Period
    names: tuple[FigureName, ...]
    totals: tuple[Total, ...]
    nodes: tuple[Node, ...]
    missing: tuple[Owed, ...]
    outliers: tuple[Outlier, ...]
    filed: int
    asked: int


def roll_up(duty: ReportingDuty, period: Period, *, today: date) -> RollUp:
    """Add a period up; the number of questions grows neither with units nor with years."""
    lines = Lines.load()
    owed = who_has_filed(duty, period, today=today)
    by_unit = values_by_unit([duty.pk], period.end)
    names = names_of(duty, {key for values in by_unit.values() for key in values})
    versions = [version.pk for version in versions_of(duty)]
    return RollUp(
        duty=duty,
        period=period,
        names=tuple(names),
        totals=tuple(_totals(names, by_unit, _before(duty, versions, period))),
        nodes=tuple(chain(owed, by_unit, period, lines)),
        missing=tuple(one for one in owed if not one.is_filed),
        outliers=tuple(_outliers(owed, by_unit, names, versions, period)),
        filed=sum(one.is_filed for one in owed),
        asked=len(owed),
    )


def values_by_unit(duties: Iterable[int], end: date) -> dict[int, dict[Key, Number]]:
    """The figures of the reports of a period, by unit; supplements are counted in, proofs and languages left out."""
    rows = (
        FiledFigure.objects.filter(duty__in=list(duties), period_end=end, language="")
        .exclude(measure="#proven")
        .order_by()
        .values_list("unit", "kind", "measure")
        .annotate(Sum("value"))
    )
    found: dict[int, dict[Key, Number]] = defaultdict(dict)
    for unit, kind, measure, value in rows:
        found[unit][kind, measure] = plain(value)
    return dict(found)


def names_of(duty: ReportingDuty, keys: Iterable[Key]) -> list[FigureName]:
    """The words for some figures, in the order of the table of kinds; the lines of the duty's own table come last."""
    wanted, names = set(keys), []
    for kind in kinds_of_activity():
        names += [name for name in _of_kind(kind) if name.key in wanted]
    known = {name.key for name in names}
    typed = {("#line", line.code): line for line in duty.lines.all()}
    for key in sorted(wanted - known):
        line = typed.get(key)
        label = f"{line.code}. {line.label}" if line else " ".join(part for part in key if part)
        names.append(FigureName(key, label, line.unit_of_measure if line else "", key[1] == ""))
    return names


def _of_kind(kind: KindOfActivity) -> Iterable[FigureName]:
    yield FigureName((kind.code, ""), kind.name, "", is_count=True)
    for figure in kind.figures.all():
        yield FigureName((kind.code, figure.code), figure.name, figure.unit, is_count=False)


def _before(
    duty: ReportingDuty, versions: Sequence[int], period: Period
) -> tuple[dict[Key, Number] | None, dict[Key, Number] | None]:
    """The totals of the period before and of the same one a year before; None where nothing is on record."""
    earlier = [previous_period(duty, period), period_a_year_before(duty, period)]
    rows = (
        FiledFigure.objects.filter(duty__in=versions, period_end__in=[one.end for one in earlier if one], language="")
        .order_by()
        .values_list("period_end", "kind", "measure")
        .annotate(Sum("value"))
    )
    found: dict[date, dict[Key, Number]] = defaultdict(dict)
    for end, kind, measure, value in rows:
        found[end][kind, measure] = plain(value)
    one, other = (found.get(one.end) if one else None for one in earlier)
    return one, other


def _totals(
    names: Sequence[FigureName],
    by_unit: Mapping[int, Mapping[Key, Number]],
    before: tuple[Mapping[Key, Number] | None, Mapping[Key, Number] | None],
) -> Iterable[Total]:
    for name in names:
        values = [figures[name.key] for figures in by_unit.values() if name.key in figures]
        then, year = (None if one is None else one.get(name.key, 0) for one in before)
        yield Total(name, plain(round(sum(values), 3)), sum(value != 0 for value in values), then, year)


def chain(
    owed: Sequence[Owed], by_unit: Mapping[int, Mapping[Key, Number]], period: Period, lines: Lines
) -> list[Node]:
    """The offices that report under those above them, as they stood in the period, with totals of each branch.

    A parent that had ended is followed by who took over; a unit whose chain leads nowhere stands at the top.
    """
    nodes: dict[int, Node] = {}
    above: dict[int, int | None] = {}
    for one in owed:
        node = nodes.setdefault(one.unit.pk, Node(one.unit))
        node.owed, node.asked, node.filed = one, 1, int(one.is_filed)
        node.own = dict(by_unit.get(one.unit.pk, {}))
    for unit in [node.unit for node in nodes.values()]:
        _climb(unit, nodes, above, period, lines)
    below: dict[int | None, list[Unit]] = defaultdict(list)
    for pk, parent in above.items():
        below[parent].append(nodes[pk].unit)
    ordered: list[Node] = []
    for unit in in_order_of_lists(below[None]):
        _add_up(unit, 0, nodes, below, ordered)
    return ordered


def _climb(unit: Unit, nodes: dict[int, Node], above: dict[int, int | None], period: Period, lines: Lines) -> None:
    current, seen = unit, {unit.pk}
    while current.pk not in above:
        parent = parent_in(current, period, lines)
        if parent is None or parent.pk in seen:
            above[current.pk] = None
            return
        nodes.setdefault(parent.pk, Node(parent))
        above[current.pk] = parent.pk
        seen.add(parent.pk)
        current = parent


def parent_in(unit: Unit, period: Period, lines: Lines) -> Unit | None:
    """The office above a unit in a period: its parent, or who took over from that."""
    parent = lines.units.get(unit.parent_id) if unit.parent_id else None
    if parent is None:
        return None
    living = lines.living_in(parent, period)
    return living[-1] if living else parent


def _add_up(
    unit: Unit, depth: int, nodes: Mapping[int, Node], below: Mapping[int | None, list[Unit]], ordered: list[Node]
) -> Node:
    node = nodes[unit.pk]
    node.depth = depth
    ordered.append(node)
    node.total = dict(node.own)
    for child in in_order_of_lists(below.get(unit.pk, [])):
        part = _add_up(child, depth + 1, nodes, below, ordered)
        node.filed += part.filed
        node.asked += part.asked
        for key, value in part.total.items():
            node.total[key] = plain(round(node.total.get(key, 0) + value, 3))
    return node


def _outliers(
    owed: Sequence[Owed],
    by_unit: Mapping[int, Mapping[Key, Number]],
    names: Sequence[FigureName],
    versions: Sequence[int],
    period: Period,
) -> Iterable[Outlier]:
    """Figures of filed reports that are far from what the unit usually files."""
    if not owed:
        return
    past = past_values(owed[0].duty, versions, period)
    counts = [name for name in names if name.is_count]
    for one in owed:
        if not one.is_filed:
            continue
        for name in counts:
            before = past.get((one.unit.pk, name.key[0]))
            value = by_unit.get(one.unit.pk, {}).get(name.key, 0)
            if before and rules.is_outlier(value, before):
                yield Outlier(one.unit, one.report, name, value, plain(rules.median(before)))


def past_values(duty: ReportingDuty, versions: Sequence[int], period: Period) -> dict[tuple[int, str], list[Number]]:
    """How many of each kind each unit filed in the periods before; a report without any of a kind counts as 0."""
    ends: list[date] = []
    current = previous_period(duty, period)
    while current is not None and len(ends) < PAST_PERIODS:
        ends.append(current.end)
        current = previous_period(duty, current)
    if not ends:
        return {}
    found: dict[tuple[int, str], dict[date, Number]] = defaultdict(dict)
    told: dict[int, set[date]] = defaultdict(set)
    # Supplements add rows to a period.
    for unit, kind, end, value in FiledFigure.objects.filter(
        duty__in=versions, period_end__in=ends, measure="", language=""
    ).values_list("unit", "kind", "period_end", Cast("value", FloatField())):
        found[unit, kind][end] = found[unit, kind].get(end, 0) + value
        told[unit].add(end)
    return {(unit, kind): [values.get(end, 0) for end in told[unit]] for (unit, kind), values in found.items()}


@dataclass(frozen=True, slots=True)
class Row:
    """One unit's part in a total."""

    unit: Unit
    report: Report
    value: Number


def rows_behind(duty: ReportingDuty, period: Period, key: Key) -> list[Row]:
    """The reports that a total adds up, in the order of lists, with each one's figure."""
    kind, measure = key
    values = dict(
        FiledFigure.objects.filter(duty=duty, period_end=period.end, kind=kind, measure=measure, language="")
        .order_by()
        .values_list("report")
        .annotate(Sum("value"))
    )
    reports = {
        report.unit_id: report
        for report in Report.objects.filter(pk__in=values, state__in=(ReportState.FILED, ReportState.ACCEPTED))
        .defer("filed_content", "drafted_from")
        .select_related("unit")
    }
    units = in_order_of_lists([report.unit for report in reports.values()])
    return [Row(unit, reports[unit.pk], plain(values[reports[unit.pk].pk])) for unit in units]
