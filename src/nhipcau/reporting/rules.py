"""Periods, due days and lateness, on plain values.

A period is named by the month in which it ends. With the last counted day 14 the period of March runs from 15 February
to 14 March; with 31 it is the calendar month. Quarters, half-years and years are made of such months, so that the first
quarter runs from 15 December to 14 March. In a short month the last counted day is the month's last.

A report of nine months has one period a year, from January to September, one of six months that from January to June;
the days behind it belong to the one of the next year. A report on request has the one period that was asked for.

The 14th and the 20th are what offices usually ask for; both are data of the duty, not of this module.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from itertools import pairwise

# First and last month of each period of a year.
SPANS = {
    "month": tuple((month, month) for month in range(1, 13)),
    "quarter": ((1, 3), (4, 6), (7, 9), (10, 12)),
    "half-year": ((1, 6), (7, 12)),
    "six-month": ((1, 6),),
    "nine-month": ((1, 9),),
    "year": ((1, 12),),
}
ON_REQUEST = "on-request"
# How long a period is, for comparing frequencies; what is asked for once comes after all others.
MONTHS_IN = {"month": 1, "quarter": 3, "half-year": 6, "six-month": 6, "nine-month": 9, "year": 12, ON_REQUEST: 99}
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From the first to the last day counted, both included."""

    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    @property
    def year(self) -> int:
        """The year that the period belongs to, which is the one in which it ends."""
        return self.end.year

    @property
    def month(self) -> int:
        """The month that gives a monthly period its name."""
        return self.end.month


def _month_index(day: date) -> int:
    return day.year * 12 + day.month - 1


def _first_of(month_index: int) -> date:
    return date(month_index // 12, month_index % 12 + 1, 1)


def _day_in(month_index: int, day: int) -> date:
    """The day of the month, or the month's last when it has fewer."""
    last = _first_of(month_index + 1) - ONE_DAY
    return last.replace(day=min(day, last.day))


def _period(year: int, number: int, frequency: str, cut_off_day: int) -> Period:
    """The period `number` of a year; 0 is its first, and one past its last the first of the next year."""
    spans = SPANS[frequency]
    year, number = year + number // len(spans), number % len(spans)
    first, last = (year * 12 + month - 1 for month in spans[number])
    return Period(_day_in(first - 1, cut_off_day) + ONE_DAY, _day_in(last, cut_off_day))


def _place(period: Period, frequency: str) -> tuple[int, int]:
    return period.end.year, [last for _first, last in SPANS[frequency]].index(period.end.month)


def period_containing(day: date, frequency: str, *, cut_off_day: int) -> Period:
    """The period in which `day` is counted."""
    month_index = _month_index(day)
    if day > _day_in(month_index, cut_off_day):
        month_index += 1
    year, month = month_index // 12, month_index % 12 + 1
    number = sum(last < month for _first, last in SPANS[frequency])
    return _period(year, number, frequency, cut_off_day)


def next_period(period: Period, frequency: str, *, cut_off_day: int) -> Period:
    """The period that comes after `period`."""
    year, number = _place(period, frequency)
    return _period(year, number + 1, frequency, cut_off_day)


def previous_period(period: Period, frequency: str, *, cut_off_day: int) -> Period:
    """The period that comes before `period`."""
    year, number = _place(period, frequency)
    return _period(year, number - 1, frequency, cut_off_day)


def same_period_a_year_before(period: Period, frequency: str, *, cut_off_day: int) -> Period:
    """The period of the same name in the year before."""
    year, number = _place(period, frequency)
    return _period(year - 1, number, frequency, cut_off_day)


def periods_between(first: date, last: date, frequency: str, *, cut_off_day: int) -> Iterator[Period]:
    """The periods that contain the days from `first` to `last`, oldest first."""
    period = period_containing(first, frequency, cut_off_day=cut_off_day)
    while period.start <= last:
        yield period
        period = next_period(period, frequency, cut_off_day=cut_off_day)


DayOfYear = tuple[int, int]
"""A day and a month."""


def last_day_to_file(
    period: Period,
    *,
    cut_off_day: int,
    due_before_day: int,
    due_month: int | None = None,
    due_days: Sequence[DayOfYear] = (),
) -> date:
    """The last day on which a report for `period` is on time.

    "Before the 20th" is by the end of the 19th, in the month in which the period ends; in the next month when the count
    goes on to that day or beyond it. "Before 15 December every year" names its month: then it is the year's day nearest
    to the end of the period, which may be before it ("before 30 November" for a year that is counted to 14 December).
    `due_days` are the same for shorter periods: "before 20 June and 20 December" for half-years.
    """
    days = due_days or (((due_before_day, due_month),) if due_month is not None else ())
    if not days:
        return _day_before(_month_index(period.end) + (cut_off_day >= due_before_day), due_before_day)
    choices = [_day_before((period.year + years) * 12 + month - 1, day) for years in (-1, 0, 1) for day, month in days]
    return min(choices, key=lambda day: abs(day - period.end))


def days_of_year(text: str) -> list[DayOfYear]:
    """The days of a list such as "20/6, 20/12", in the order of the year.

    Raises:
        ValueError: one of them is none.
    """
    days = []
    for part in text.split(","):
        day, _stroke, month = part.strip().partition("/")
        days.append(_in_leap_year((int(day), int(month))))
    return [(day.day, day.month) for day in sorted(days)]


def is_day_of_year(day: int, month: int) -> bool:
    """Tell whether a year, or a leap year, has the day: 29/2, and not 31/6."""
    try:
        _in_leap_year((day, month))
    except ValueError:
        return False
    return True


def _in_leap_year(day: DayOfYear) -> date:
    return date(2000, day[1], day[0])


def is_evenly_spread(days: Sequence[DayOfYear]) -> bool:
    """Tell whether days divide the year into parts that are about equal: 20/6 and 20/12, 15/6 and 30/11.

    No part differs from an equal share by more than a quarter of it.
    """
    share = 366 / len(days)
    ordered = sorted(map(_in_leap_year, days))
    parts = [(later - earlier).days for earlier, later in pairwise([*ordered, ordered[0] + timedelta(days=366)])]
    return all(abs(part - share) <= share / 4 for part in parts)


def _day_before(month_index: int, day: int) -> date:
    """The day before the `day`th of a month; the month's last when it has fewer days."""
    in_month = _first_of(month_index) + timedelta(days=day - 2)
    return min(in_month, _first_of(month_index + 1) - ONE_DAY)


def period_to_file(today: date, frequency: str, *, cut_off_day: int, due_on: Callable[[Period], date]) -> Period:
    """The period whose report is the next one due: on 16 March that of March, on 20 March that of April.

    `due_on` gives the last day to file a period's report, days off thought of.
    """
    period = period_containing(today, frequency, cut_off_day=cut_off_day)
    before = previous_period(period, frequency, cut_off_day=cut_off_day)
    for candidate in (before, period):
        if due_on(candidate) >= today:
            return candidate
    return next_period(period, frequency, cut_off_day=cut_off_day)


def days_late(due_on: date, *, on: date) -> int:
    """How many days after the last day to file `on` is; 0 on the last day itself and before."""
    return max(0, (on - due_on).days)


def local_day(moment: datetime, zone: tzinfo) -> date:
    """The day on the wall of the office: a report filed at 23:59 on the 19th is on time, one at 0:00 is not."""
    return moment.astimezone(zone).date()


def is_expected(period: Period, *, begins_on: date, ends_on: date | None) -> bool:
    """Tell whether a duty asks for a report on `period`: for every period that ends within the life of the duty."""
    return begins_on <= period.end and (ends_on is None or period.end <= ends_on)


def without_overlap(periods: Iterable[Period]) -> list[Period]:
    """Periods of which none shares a day with another, the longest first: what a quarter says is not said by its months
    once more."""
    chosen: list[Period] = []
    for period in sorted(periods, key=lambda one: (one.start - one.end, one.start)):
        if all(period.end < other.start or other.end < period.start for other in chosen):
            chosen.append(period)
    return sorted(chosen)


def change_in_percent(now: float, before: float) -> int | None:
    """By how many per cent something went up (down: below 0); None when there was nothing before."""
    return round((now - before) * 100 / before) if before else None


def median(values: Sequence[float]) -> float:
    """The middle of some values; of an even number the mean of the two in the middle."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


# Fewer values of the past say nothing about what is usual.
LEAST_PAST = 4


def is_outlier(value: float, past: Sequence[float]) -> bool:
    """Tell whether a unit's figure is far from its own past: by more than four times its usual spread.

    The spread is the median distance from the median (times 1.4826, which makes it a standard deviation for ordinary
    figures), at least a fifth of the median and at least 1, so that 3 after 2, 2, 2 is nothing to ask about.
    """
    if len(past) < LEAST_PAST:
        return False
    usual = median(past)
    spread = 1.4826 * median([abs(one - usual) for one in past])
    return abs(value - usual) > 4 * max(spread, abs(usual) / 5, 1)
