"""Days as Vietnamese texts print them: "ngày 30 tháng 3 năm 2021", "30/3/2021", "04-04-2021"; day before month,
always.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

# On folded text. A space may stand around the stroke, a broken line inside the long form.
_LONG = r"(?:ngay\s+)?(?P<d1>\d{1,2})\s*thang\s*(?P<m1>\d{1,2})\s*,?\s*nam\s*(?P<y1>\d{4})"
_SHORT = r"(?P<d2>\d{1,2})\s?(?P<sep>[/.\-])\s?(?P<m2>\d{1,2})\s?(?P=sep)\s?(?P<y2>\d{4})"
_DAY = re.compile(rf"(?<![\d/.\-])(?:{_LONG}|{_SHORT})(?!\d)")


@dataclass(frozen=True, slots=True)
class FoundDay:
    """A printed day; `day` is None when no calendar has it ("31/02/2021")."""

    start: int
    end: int
    day: date | None


def as_date(day: int, month: int, year: int) -> date | None:
    """Give the date, or None when no calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find_days(folded: str) -> Iterator[FoundDay]:
    """Find complete days (day, month, year) in folded text, from left to right."""
    for found in _DAY.finditer(folded):
        which = "1" if found["d1"] else "2"
        day, month, year = (int(found[name + which]) for name in "dmy")
        yield FoundDay(found.start(), found.end(), as_date(day, month, year))


def month_span(month: int, year: int) -> tuple[date, date] | None:
    """Give the first and the last day of a month, None when there is no such month."""
    if not (1 <= month <= 12 and 1 <= year <= 9999):
        return None
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def quarter_span(quarter: int, year: int) -> tuple[date, date] | None:
    """Give the first and the last day of a quarter, None when there is no such quarter."""
    if not (1 <= quarter <= 4 and 1 <= year <= 9999):
        return None
    last = 3 * quarter
    return date(year, last - 2, 1), date(year, last, monthrange(year, last)[1])
