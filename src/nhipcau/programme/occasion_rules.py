"""Days that return every year, what number they mark, what has to be ready before them, and which ones clash."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lunar_vn import solar_to_lunar

from nhipcau.programme.rules import overlaps, same_day_in
from nhipcau.vietnamese.lunar import lunar_day

SOLAR, LUNAR = "solar", "lunar"
ROUND, HALF_ROUND = "round", "half_round"
LONGEST_EVENT = 60
# What lasts longer is a year of something and clashes with everything.
LONGEST_CLASHING = 31


def day_in(calendar: str, day: int, month: int, year: int) -> date | None:
    """The solar day on which a yearly day falls in a year.

    29 February falls on the 28th in a common year, the 30th of a short lunar month on its 29th. None when the lunar
    tables do not reach the year or the month has no such day at all.
    """
    if calendar == LUNAR:
        found = lunar_day(day, month, year)
        # The tables give the first of the next month for the 30th of a short one.
        is_short = day == 30 and (found is None or solar_to_lunar(found).day != day)
        return lunar_day(29, month, year) if is_short else found
    try:
        return same_day_in(date(2000, month, day), year)
    except ValueError:
        return None


def days_in(calendar: str, day: int, month: int, year: int) -> list[date]:
    """The solar days of a year on which a yearly day falls: one as a rule.

    The last weeks of a lunar year lie in the next solar one. So the 23rd of its twelfth month falls in January or
    February, and a day around New Year's can fall into a solar year twice or not at all.

    >>> [str(one) for one in days_in("lunar", 23, 12, 2026)], [str(one) for one in days_in("lunar", 1, 12, 2024)]
    (['2026-02-10'], ['2024-01-11', '2024-12-31'])
    """
    lunar_years = (year - 1, year) if calendar == LUNAR else (year,)
    found = (day_in(calendar, day, month, one) for one in lunar_years)
    return sorted(one for one in found if one is not None and one.year == year)


def roundness(years: int | None) -> str:
    """Whether a number of years is celebrated in a big way: round (10, 20 …), half-round (5, 15 …), or neither.

    In the words of the decrees on anniversaries: "năm tròn" ends in 0, "năm lẻ 5" in 5, the others are "năm khác".

    >>> roundness(80), roundness(75), roundness(71), roundness(0), roundness(None)
    ('round', 'half_round', '', '', '')
    """
    if not years or years < 0:
        return ""
    return ROUND if years % 10 == 0 else HALF_ROUND if years % 5 == 0 else ""


@dataclass(frozen=True, slots=True)
class Lead:
    """Something that has to be ready so many days before an occasion."""

    days_before: int
    what: str


def lead_days(starts_on: date, steps: Iterable[Lead]) -> list[tuple[Lead, date]]:
    """On which day each step has to be ready, earliest first."""
    dated = [(step, starts_on - timedelta(days=step.days_before)) for step in steps]
    return sorted(dated, key=lambda pair: pair[1])


def clashes(spans: Sequence[tuple[int, date, date]]) -> dict[int, list[int]]:
    """Which occasions (key, first day, last day) share a day with which others; long ones are left out."""
    short = sorted((one for one in spans if (one[2] - one[1]).days < LONGEST_CLASHING), key=lambda one: one[1])
    found: dict[int, list[int]] = {}
    for place, (key, start, end) in enumerate(short):
        for other, other_start, other_end in short[place + 1 :]:
            if other_start > end:
                break
            if overlaps(start, end, other_start, other_end):
                found.setdefault(key, []).append(other)
                found.setdefault(other, []).append(key)
    return found
