"""When the review of a year is due, on plain values."""

from datetime import date, timedelta

LONGEST_TEXT = 20_000
# From this day on a year is asked for; it is late when the year is over.
REVIEW_MONTH, REVIEW_DAY = 12, 1
# Years before that are nobody's work of today.
YEARS_BACK = 1


def is_in_force(begins_on: date, ends_on: date | None, year: int) -> bool:
    """Whether an agreement was in force on any day of a year."""
    return begins_on.year <= year and (ends_on is None or year <= ends_on.year)


def review_is_due(begins_on: date, ends_on: date | None, year: int, today: date) -> bool:
    """Whether the review of a year is asked for: its last month has come, or the agreement ended in it.

    >>> review_is_due(date(2025, 1, 1), None, 2026, date(2026, 11, 30))
    False
    >>> review_is_due(date(2025, 1, 1), None, 2026, date(2026, 12, 1))
    True
    >>> review_is_due(date(2025, 1, 1), date(2026, 6, 30), 2026, date(2026, 7, 1))
    True
    """
    if not is_in_force(begins_on, ends_on, year):
        return False
    has_ended = ends_on is not None and ends_on.year == year and ends_on < today
    return has_ended or today >= date(year, REVIEW_MONTH, REVIEW_DAY)


def years_due(begins_on: date, ends_on: date | None, today: date) -> list[int]:
    """The years of an agreement whose review is asked for, this year and the one before."""
    years = range(today.year - YEARS_BACK, today.year + 1)
    return [year for year in years if review_is_due(begins_on, ends_on, year, today)]


def is_late(year: int, today: date) -> bool:
    """Whether a review that is missing is late: its year is over."""
    return year < today.year


def years_of(begins_on: date, ends_on: date | None, today: date) -> list[int]:
    """The years of an agreement that have begun, the newest first."""
    last = min(today.year, ends_on.year if ends_on else today.year)
    return list(range(last, begins_on.year - 1, -1))[:30]


def letter_days(ends_on: date | None, year: int) -> tuple[date, date, date, date]:
    """The days on which one is written to about the review of a year that is missing, the first one first.

    When it is asked for, two weeks later, when it is late, and two weeks after that.

    >>> [f"{day:%d/%m/%Y}" for day in letter_days(None, 2026)]
    ['01/12/2026', '15/12/2026', '01/01/2027', '15/01/2027']
    >>> [f"{day:%d/%m/%Y}" for day in letter_days(date(2026, 6, 30), 2026)]
    ['01/07/2026', '15/07/2026', '01/01/2027', '15/01/2027']
    """
    two_weeks = timedelta(weeks=2)
    asked, late = date(year, REVIEW_MONTH, REVIEW_DAY), date(year + 1, 1, 1)
    if ends_on is not None and ends_on.year == year:
        asked = min(asked, ends_on + timedelta(days=1))
    return asked, asked + two_weeks, late, late + two_weeks
