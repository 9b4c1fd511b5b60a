"""Who held what, and when: decisions on plain values."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from nhipcau.organisation.rules import is_alive

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Held:
    """One term: who held something from its first day to its last; an open end goes on."""

    holder: Hashable
    begins_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Crowd:
    """A time in which more held something than there are places for."""

    begins_on: date | None
    ends_on: date | None
    holders: tuple[Hashable, ...]


def holders_on(terms: Iterable[Held], day: date) -> list[Hashable]:
    """Who held it on a day, each once, in the order of the terms."""
    return list(dict.fromkeys(one.holder for one in terms if is_alive(one.begins_on, one.ends_on, day)))


def crowds(terms: Iterable[Held], places: int | None) -> list[Crowd]:
    """The times in which more persons than places held it, in the order of time; none when places are not limited.

    >>> first, second = Held("A", date(2020, 1, 1), None), Held("B", date(2024, 1, 1), None)
    >>> [crowd.begins_on.year for crowd in crowds([first, second], 1)]
    [2024]
    """
    terms = list(terms)
    if places is None:
        return []
    found: list[Crowd] = []
    for first, last in _stretches(terms):
        holders = tuple(holders_on(terms, first))
        if len(holders) <= places:
            continue
        before = found[-1] if found else None
        if before and before.holders == holders and before.ends_on and before.ends_on + ONE_DAY == first:
            found[-1] = Crowd(before.begins_on, last, holders)
        else:
            found.append(Crowd(None if first == date.min else first, last, holders))
    return found


def _stretches(terms: Sequence[Held]) -> list[tuple[date, date | None]]:
    """Time cut at every day on which a term begins or has just ended."""
    cuts = {one.begins_on or date.min for one in terms}
    cuts |= {one.ends_on + ONE_DAY for one in terms if one.ends_on and one.ends_on < date.max}
    days = sorted(cuts)
    ended = [(day, after - ONE_DAY) for day, after in pairwise(days)]
    return [*ended, *((day, None) for day in days[-1:])]


def holds_twice(terms: Iterable[Held], new: Held) -> bool:
    """Whether a person would hold the same thing twice at once."""
    return any(one.holder == new.holder and overlap(one, new) for one in terms)


def overlap(one: Held, other: Held) -> bool:
    """Whether two terms share a day."""
    begins = max(one.begins_on or date.min, other.begins_on or date.min)
    ends = min(one.ends_on or date.max, other.ends_on or date.max)
    return begins <= ends
