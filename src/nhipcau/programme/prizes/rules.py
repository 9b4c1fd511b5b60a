"""Decisions about prize calls on plain values: phases, what may come in, totals, ranks, ties."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from statistics import pstdev

MOST_POINTS = 1000
MOST_WEIGHT = 1000
MOST_AUTHORS = 10
# Totals are shares of a hundred, whatever the criteria's own maxima are.
WHOLE = Decimal(100)
CENT = Decimal("0.01")

DRAFT, ANNOUNCED, OPEN, CHECKING = "draft", "announced", "open", "checking"
SCORING, CLOSED, OPENED, DECIDED = "scoring", "closed", "opened", "decided"
PHASES = (DRAFT, ANNOUNCED, OPEN, CHECKING, SCORING, CLOSED, OPENED, DECIDED)


def phase(
    opens_at: datetime,
    closes_at: datetime,
    *,
    is_announced: bool,
    is_handed_over: bool,
    is_closed: bool,
    is_opened: bool,
    is_decided: bool,
    now: datetime,
) -> str:
    """How far a call is: what was done to it decides, then the clock."""
    if is_opened:
        return DECIDED if is_decided else OPENED
    if is_handed_over:
        return CLOSED if is_closed else SCORING
    if not is_announced:
        return DRAFT
    if now < opens_at:
        return ANNOUNCED
    return OPEN if takes_entries(opens_at, closes_at, now) else CHECKING


def takes_entries(opens_at: datetime, closes_at: datetime, now: datetime) -> bool:
    """Whether an entry comes in time; the last moment belongs to the window."""
    return opens_at <= now <= closes_at


def is_in_period(day: date, first: date | None, last: date | None) -> bool:
    """Whether a work was published in the period that the call asks for; both days belong to it."""
    return (first is None or first <= day) and (last is None or day <= last)


@dataclass(frozen=True, slots=True)
class Weighing:
    """A criterion: how many points it gives at most, and how much it weighs."""

    key: int
    most: Decimal
    weight: Decimal


def total(points: Mapping[int, Decimal], criteria: Sequence[Weighing]) -> Decimal | None:
    """The weighted total of a sheet as a share of a hundred; None when a criterion has no points yet.

    >>> one, two = Weighing(1, Decimal(10), Decimal(2)), Weighing(2, Decimal(5), Decimal(1))
    >>> total({1: Decimal(8), 2: Decimal(3)}, [one, two])
    Decimal('73.33')
    """
    weights = sum((one.weight for one in criteria), Decimal(0))
    if not weights or any(one.key not in points for one in criteria):
        return None
    share = sum((one.weight * points[one.key] / one.most for one in criteria), Decimal(0))
    return (WHOLE * share / weights).quantize(CENT, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Result:
    """What the jury gave one entry. `rank` is 0 without a sheet; entries with the same mean share a rank."""

    key: str
    mean: Decimal | None
    lowest: Decimal | None
    highest: Decimal | None
    deviation: Decimal | None
    sheets: int
    missing: int
    rank: int
    is_tied: bool


def results(totals: Mapping[str, Sequence[Decimal]], expected: Mapping[str, int]) -> list[Result]:
    """Results of the entries of one category, best first: mean, spread, missing sheets, ranks, ties.

    `totals` holds the totals of complete sheets by the entry's code, so that even the order of ties tells nothing
    else; `expected` says how many sheets each entry should have.
    Ranks leave out as many numbers as entries are tied before: 1, 2, 2, 4.
    """
    means = {key: _mean(given) for key, given in totals.items()}
    order = sorted(means, key=lambda key: (means[key] is None, -(means[key] or 0), key))
    ranked: list[Result] = []
    for place, key in enumerate(order, start=1):
        mean, given = means[key], totals[key]
        is_tied = mean is not None and sum(other == mean for other in means.values()) > 1
        before = ranked[-1] if ranked else None
        rank = 0 if mean is None else before.rank if before and before.mean == mean else place
        ranked.append(
            Result(
                key,
                mean,
                min(given, default=None),
                max(given, default=None),
                _rounded(pstdev(given)) if given else None,
                len(given),
                max(expected.get(key, 0) - len(given), 0),
                rank,
                is_tied,
            )
        )
    return ranked


def _mean(given: Iterable[Decimal]) -> Decimal | None:
    given = list(given)
    return _rounded(sum(given, Decimal(0)) / len(given)) if given else None


def _rounded(value: Decimal) -> Decimal:
    return Decimal(value).quantize(CENT, ROUND_HALF_UP)
