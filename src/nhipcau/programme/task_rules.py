"""Decisions about a task's status, its returning deadlines and its money, on plain values."""

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from nhipcau.programme.rules import CANCELLED, DONE, PLANNED, UNDER_WAY, is_late

LONGEST_COMMENT = 5_000
MOST_FILES = 50
# More than the whole state budget of a year: a number above it is a slip of the finger.
MOST_MONEY = 10**15
CLAIMED, LATE = "claimed", "late"
ONCE = ""
MONTHS_BETWEEN = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
# No deadline returns longer than this.
MOST_OCCURRENCES = 120


def status(state: str, deadline: date | None, activities: int, today: date) -> str:
    """How a task stands, told from what happened to it.

    "claimed" is a task that somebody called done though nothing that was done stands behind it.
    """
    if state == CANCELLED:
        return CANCELLED
    if state == DONE:
        return DONE if activities else CLAIMED
    if is_late(deadline, state, today):
        return LATE
    return UNDER_WAY if activities or state == UNDER_WAY else PLANNED


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One deadline of a returning task, and how it stands: planned, done or late."""

    due: date
    state: str


def due_days(first: date, frequency: str, until: date) -> list[date]:
    """The deadlines of a returning task, first and last day included; the 31st falls on a shorter month's last day.

    >>> [str(day) for day in due_days(date(2026, 1, 31), "month", date(2026, 3, 31))]
    ['2026-01-31', '2026-02-28', '2026-03-31']
    """
    if frequency == ONCE:
        return [first]
    days = []
    for number in range(MOST_OCCURRENCES):
        months = first.month - 1 + number * MONTHS_BETWEEN[frequency]
        year, month = first.year + months // 12, months % 12 + 1
        if year > date.max.year:
            break
        day = date(year, month, min(first.day, monthrange(year, month)[1]))
        if day > until:
            break
        days.append(day)
    return days


def occurrences(days: list[date], done_on: Iterable[date], today: date) -> list[Occurrence]:
    """Each deadline with its state: done when something was done after the deadline before it, up to its own day."""
    if not days:
        return []
    done = sorted(done_on)
    found = []
    before = date.min
    for day in days:
        is_done = bisect_right(done, day) > bisect_right(done, before)
        found.append(Occurrence(day, DONE if is_done else LATE if day < today else PLANNED))
        before = day
    return found


def next_due(days: list[date], done_on: Iterable[date], today: date) -> tuple[date, bool]:
    """The deadline that counts now, and whether all of them are done.

    That is the first one that is late or still to come; a missed one stays until its period's work is recorded.
    """
    for one in occurrences(days, done_on, today):
        if one.state != DONE:
            return one.due, False
    return days[-1], True


def share(spent: int, planned: int) -> int | None:
    """How many per cent of the planned money are spent; None when none is planned."""
    return 100 * spent // planned if planned else None


def sensible_deadline(day: date, today: date) -> bool:
    """Tell whether a deadline lies within a lifetime of a programme; a slip of the year does not."""
    return today - timedelta(days=366 * 15) <= day <= today + timedelta(days=366 * 15)
