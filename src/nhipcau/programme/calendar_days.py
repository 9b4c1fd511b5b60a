"""When the dates of a directive stand in the calendar of its programme, on plain values.

A reading gives an anniversary as its first and its present day (28/01/1941 - 28/01/2021), as months (02/1961 - 02/2021)
or as years (1950 - 2021).
"""

from dataclasses import dataclass
from datetime import date

from nhipcau.programme.rules import is_month_end, same_day_in

ANNIVERSARY, EVENT = "anniversary", "event"


@dataclass(frozen=True, slots=True)
class CalendarDays:
    """First and last day of an occasion, and the year that it goes back to."""

    starts_on: date
    ends_on: date
    origin_year: int | None = None


def calendar_days(role: str, start: date, end: date, *, years: int | None, year: int) -> CalendarDays | None:
    """Where a date of a directive stands in the calendar; None for what is no occasion or lies before the programme.

    `years` is the number that the directive itself names ("80 năm"), `year` that of the programme.
    """
    if end < start:
        start, end = end, start
    if role == ANNIVERSARY:
        days = _anniversary(start, end, years=years, year=year)
    elif role == EVENT:
        days = CalendarDays(start, end)
    else:
        return None
    return days if days.ends_on.year >= year else None


def _anniversary(start: date, end: date, *, years: int | None, year: int) -> CalendarDays:
    if start.year == end.year:
        return _anniversary_with_one_year(start, end, years=years, year=year)
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return CalendarDays(date(end.year, 1, 1), end, start.year)
    if start.day == 1 and start.month == end.month and is_month_end(end):
        return CalendarDays(end.replace(day=1), end, start.year)
    return CalendarDays(end, end, start.year)


def _anniversary_with_one_year(start: date, end: date, *, years: int | None, year: int) -> CalendarDays:
    """Only one of the two days is printed: the first one of long ago, or the present one."""
    if start.year < year:
        return CalendarDays(same_day_in(start, year), same_day_in(end, year), start.year)
    return CalendarDays(start, end, start.year - years if years else None)
