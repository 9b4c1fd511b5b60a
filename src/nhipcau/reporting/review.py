"""Years side by side: what was filed in each, per kind and per unit; targets against reality; a day-by-day picture."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Min, Q, Sum
from django.utils import timezone

from nhipcau.organisation.models import Unit
from nhipcau.organisation.people.queries import in_charge, share_having
from nhipcau.organisation.rules import is_alive
from nhipcau.programme.models import Activity
from nhipcau.reporting.enums import CLOSED, TargetWay
from nhipcau.reporting.models import FiledFigure, Report, ReportingDuty, Target
from nhipcau.reporting.queries import versions_of
from nhipcau.reporting.reporters import Lines, in_order_of_lists, reporting_units
from nhipcau.reporting.rollup import FigureName, Key, Number, names_of
from nhipcau.reporting.rules import Period
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
    # Its last day is still to come: what is missing is not missed yet.
    is_under_way: bool = False

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
    rows = _between(versions, first, last).filter(language="").exclude(measure="#proven")
    # Grouped by the day of the index; SQLite would have to ask Python for the year of every row.
    for end, kind, measure, value in rows.values_list("period_end", "kind", "measure").annotate(Sum("value")):
        values = found[kind, measure]
        values[end.year] = plain(round(values.get(end.year, 0) + plain(value), 3))
    reports: Counter[int] = Counter()
    filed = Report.objects.filter(duty__in=versions, state__in=CLOSED, period_end__range=_days(first, last)).order_by()
    for end, count in filed.values_list("period_end").annotate(Count("pk")):
        reports[end.year] += count
    return Review(
        duty,
        years,
        tuple(YearRow(name, _of_years(found[name.key], years, reports)) for name in names_of(duty, found)),
        tuple(reports.get(year, 0) for year in years),
        tuple(realities(duty, first, last, today=timezone.localdate())),
    )


def first_year_filed(duty: ReportingDuty) -> int | None:
    """The year of the first period of the regime for which anybody filed."""
    versions = [version.pk for version in versions_of(duty)]
    first = Report.objects.filter(duty__in=versions, state__in=CLOSED).aggregate(first=Min("period_end"))["first"]
    return first.year if first else None


def _between(versions: Sequence[int], first: int, last: int) -> Any:
    return FiledFigure.objects.filter(duty__in=versions, period_end__range=_days(first, last)).order_by()


def _days(first: int, last: int) -> tuple[date, date]:
    return date(first, 1, 1), date(last, 12, 31)


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
        .values_list("unit", "period_end")
        .annotate(Sum("value"))
    )
    for unit, end, value in rows:
        of_unit = values[_today(unit, lines)]
        of_unit[end.year] = plain(round(of_unit.get(end.year, 0) + plain(value), 3))
    units = in_order_of_lists(lines.units[pk] for pk in values)
    return [UnitRow(unit, tuple(values[unit.pk].get(year) for year in years)) for unit in units]


def _today(pk: int, lines: Lines) -> int:
    """The unit that one single successor after the other leads to; a unit that was split keeps its own name."""
    seen = {pk}
    while len(after := lines.followers.get(pk, ())) == 1 and after[0] not in seen:
        pk = after[0]
        seen.add(pk)
    return pk


def realities(duty: ReportingDuty, first: int, last: int, *, today: date) -> Iterable[Reality]:
    """Targets that fall into the years, against what was filed; for a share, of the units that filed anything.

    A target on people of units is measured on its last day, or today while that is to come.
    """
    regime = versions_of(duty)
    versions = [version.pk for version in regime]
    for target in Target.objects.filter(first_year__lte=last, last_year__gte=first):
        rows = _between(versions, target.first_year, target.last_year).filter(language="")
        of_target = rows.filter(kind=target.kind, measure=target.measure)
        match target.way:
            case TargetWay.TRAINED | TargetWay.OFFICER:
                day = min(date(target.last_year, 12, 31), today)
                value: Number = share_having(target.way, in_charge(day, units_asked(regime, day))).percent
            case TargetWay.SHARE:
                everybody = rows.aggregate(n=Count("unit", distinct=True))["n"]
                having = of_target.filter(value__gt=0).aggregate(n=Count("unit", distinct=True))["n"]
                value = round(100 * having / everybody, 1) if everybody else 0
            case TargetWay.LAST_YEAR:
                value = plain(of_target.filter(period_end__year=target.last_year).aggregate(s=Sum("value"))["s"] or 0)
            case _:
                value = plain(of_target.aggregate(s=Sum("value"))["s"] or 0)
        yield Reality(target, plain(value), is_under_way=today <= date(target.last_year, 12, 31))


def units_asked(regime: Sequence[ReportingDuty], day: date) -> list[Unit]:
    """The units that a regime asks on a day: those that owe a report under the version in force then."""
    in_force = [duty for duty in regime if is_alive(duty.begins_on, duty.ends_on, day)] or regime[-1:]
    lines = Lines.load()
    units = {unit.pk: unit for duty in in_force for unit in reporting_units(duty, Period(day, day), lines=lines)}
    return in_order_of_lists(units.values())


def activities_by_day(year: int, units: Sequence[int] | None = None) -> dict[date, int]:
    """How many things were done on each day of a year, by everybody or by some units."""
    condition = Q() if units is None else Q(unit__in=units)
    rows = Activity.objects.filter(
        condition, happened_on__range=(date(year, 1, 1), date(year, 12, 31)), withdrawn_on=None
    )
    return dict(rows.order_by().values_list("happened_on").annotate(Count("pk")))
