"""Decisions about courses and what came of them, on plain values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

MOST_DAYS = 60
MOST_PEOPLE = 2_000
# A course whose days lie further away than this is a slip of the year.
FURTHEST = timedelta(days=366 * 15)


def days_from(first: date, last: date) -> list[date]:
    """Every day from the first to the last, both included; none when that makes no course.

    >>> len(days_from(date(2026, 5, 12), date(2026, 5, 14))), days_from(date(2026, 5, 14), date(2026, 5, 12))
    (3, [])
    """
    count = (last - first).days + 1
    return [first + timedelta(days=number) for number in range(count)] if 0 < count <= MOST_DAYS else []


def is_sensible(day: date, today: date) -> bool:
    """Whether a day can be one of a course."""
    return today - FURTHEST <= day <= today + FURTHEST


def has_completed(attended: int, days: int, needed: int | None, certificate: str = "") -> bool:
    """Whether a person has completed a course: a certificate says so, or the days on which the person came.

    >>> has_completed(2, 3, None), has_completed(2, 3, 2), has_completed(0, 3, None, "12/CN"), has_completed(0, 0, None)
    (False, True, True, False)
    """
    if certificate:
        return True
    wanted = min(needed or days, days)
    return 0 < wanted <= attended


@dataclass(frozen=True, slots=True)
class TookPart:
    """One participant as plain values."""

    unit: int
    attended: int
    certificate: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a course. People and units are those that really came."""

    registered: int
    people: int
    units: int
    completed: int
    certificates: int
    days: int

    @property
    def percent(self) -> int:
        """How many per cent of those who were to come came."""
        return round(100 * self.people / self.registered) if self.registered else 0


def outcome(participants: Iterable[TookPart], days: int, needed: int | None) -> Outcome:
    """Count a course.

    >>> outcome([TookPart(1, 2), TookPart(1, 1), TookPart(2, 0)], 2, None)
    Outcome(registered=3, people=2, units=1, completed=1, certificates=0, days=2)
    """
    participants = list(participants)
    came = [one for one in participants if one.attended]
    return Outcome(
        registered=len(participants),
        people=len(came),
        units=len({one.unit for one in came}),
        completed=sum(has_completed(one.attended, days, needed, one.certificate) for one in participants),
        certificates=sum(bool(one.certificate) for one in participants),
        days=days,
    )


def changes(shown: set[int], before: set[int], ticked: set[int]) -> tuple[set[int], set[int]]:
    """What a person changed on a page: who was ticked anew and who was taken off.

    Only what the page showed counts, against what it showed; so two people who mark at once leave each other's marks.

    >>> changes({1, 2, 3}, {1, 2}, {2, 3, 9})
    ({3}, {1})
    """
    return (ticked - before) & shown, (before - ticked) & shown
