"""Decisions about numbers of documents, on plain values."""

from datetime import date

LONGEST_REASON = 500


def day_fault(day: date, *, newest: date | None, today: date) -> str:
    """Why a document cannot be registered on a day; "" when it can.

    "early": a later number would have an earlier day than the one before it. "late": the day is still to come.
    """
    if day > today:
        return "late"
    if newest is not None and day < newest:
        return "early"
    return ""


def gaps(numbers: list[int], *, given_before: int, last_number: int) -> list[int]:
    """The numbers of a book that ought to have a line and have none: there must be none."""
    return sorted(set(range(given_before + 1, last_number + 1)) - set(numbers))
