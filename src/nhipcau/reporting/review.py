"""Years side by side: what was filed in each, per kind and per unit; targets against reality; a day-by-day picture."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, Sum
from django.db.models.functions import ExtractYear

from nhipcau.organisation.models import Unit
from nhipcau.programme.models import Activity
from nhipcau.reporting.enums import TargetWay
from nhipcau.reporting.models import FiledFigure, ReportingDuty, Target
from nhipcau.reporting.queries import versions_of
from nhipcau.reporting.reporters import Lines, in_order_of_lists
from nhipcau.reporting.rollup import FigureName, Key, Number, names_of
from nhipcau.reporting.table import plain


@dataclass(frozen=True, slots=True)
class YearRow:
    """A figure over the years; None for a year without any report."""

    name: FigureName
    values: tuple[Number | None, ...]

    @property
    def total(self) -> Number:
        return plain(round(sum(value for value in self.values if value is not None), 3))


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit's figure over the years; work under its former names is counted in."""

    unit: Unit
    values: tuple[Number | None, ...]


@dataclass(frozen=True, slots=True)
class Reality:
    """A target and how far it was reached."""

    target: Target
    value: Number

    @property
    def wanted(self) -> Number:
        return plain(self.target.wanted)

    @property
    def is_reached(self) -> bool:
        return self.value >= self.wanted

    @property
    def percent(self) -> int:
        return round(100 * self.value / self.wanted) if self.wanted else 100


@dataclass(frozen=True, slots=True)
class Review:
    """Some years of a regime."""

    duty: ReportingDuty
    years: tuple[int, ...]
    rows: tuple[YearRow, ...]
    reports: tuple[int, ...]
    realities: tuple[Reality, ...]


def review(duty: ReportingDuty, first: int, last: int) -> Review:
    """Add the years of a regime up, all its versions taken together; a few questions for any number of years."""
    versions = [version.pk for version in versions_of(duty)]
    years = tuple(range(first, last + 1))
    found: dict[Key, dict[int, Number]] = defaultdict(dict)
    rows = (
        _between(versions, first, last)
        .filter(language="")
        .exclude(measure="#proven")
        .values_list("year", "kind", "measure")
        .annotate(Sum("value"))
    )
    for year, kind, measure, value in rows:
        found[kind, measure][year] = plain(value)
    reports = dict(_between(versions, first, last).values_list("year").annotate(Count("report", distinct=True)))
    return Review(
        duty,
        years,
        tuple(YearRow(name, _of_years(found[name.key], years, reports)) for name in names_of(duty, found)),
        tuple(reports.get(year, 0) for year in years),
        tuple(realities(versions, first, last)),
    )


def _between(versions: Sequence[int], first: int, last: int) -> Any:
    return (
        FiledFigure.objects.filter(duty__in=versions, period_end__range=(date(first, 1, 1), date(last, 12, 31)))
        .order_by()
        .annotate(year=ExtractYear("period_end"))
    )


def _of_years(
    values: Mapping[int, Number], years: Sequence[int], reports: Mapping[int, int]
) -> tuple[Number | None, ...]:
    return tuple(values.get(year, 0) if reports.get(year) else None for year in years)


def by_unit(duty: ReportingDuty, key: Key, first: int, last: int) -> list[UnitRow]:
    """A figure of every unit over the years, under the name of who does the work today."""
    versions, years, lines = [version.pk for version in versions_of(duty)], range(first, last + 1), Lines.load()
    kind, measure = key
    values: dict[int, dict[int, Number]] = defaultdict(dict)
    rows = (
        _between(versions, first, last)
        .filter(language="", kind=kind, measure=measure)
        .values_list("unit", "year")
        .annotate(Sum("value"))
    )
    for unit, year, value in rows:
        today = _today(unit, lines)
        values[today][year] = plain(values[today].get(year, 0) + plain(value))
    units = in_order_of_lists(lines.units[pk] for pk in values)
    return [UnitRow(unit, tuple(values[unit.pk].get(year) for year in years)) for unit in units]


def _today(pk: int, lines: Lines) -> int:
    """The unit that one single successor after the other leads to; a unit that was split keeps its own name."""
    seen = {pk}
    while len(after := lines.followers.get(pk, ())) == 1 and after[0] not in seen:
        pk = after[0]
        seen.add(pk)
    return pk


def realities(versions: Sequence[int], first: int, last: int) -> Iterable[Reality]:
    """Targets that fall into the years, against what was filed; for a share, of the units that filed anything."""
    for target in Target.objects.filter(first_year__lte=last, last_year__gte=first):
        rows = _between(versions, target.first_year, target.last_year).filter(language="")
        of_target = rows.filter(kind=target.kind, measure=target.measure)
        match target.way:
            case TargetWay.SHARE:
                everybody = rows.aggregate(n=Count("unit", distinct=True))["n"]
                having = of_target.filter(value__gt=0).aggregate(n=Count("unit", distinct=True))["n"]
                value: Number = round(100 * having / everybody, 1) if everybody else 0
            case TargetWay.LAST_YEAR:
                value = plain(of_target.filter(year=target.last_year).aggregate(s=Sum("value"))["s"] or 0)
            case _:
                value = plain(of_target.aggregate(s=Sum("value"))["s"] or 0)
        yield Reality(target, plain(value))


def activities_by_day(year: int, units: Sequence[int] | None = None) -> dict[date, int]:
    """How many things were done on each day of a year, by everybody or by some units."""
    condition = Q() if units is None else Q(unit__in=units)
    rows = Activity.objects.filter(
        condition, happened_on__range=(date(year, 1, 1), date(year, 12, 31)), withdrawn_on=None
    )
    return dict(rows.order_by().values_list("happened_on").annotate(Count("pk")))
