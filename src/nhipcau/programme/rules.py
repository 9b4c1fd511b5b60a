"""Decisions about tasks, occasions and years, on plain values."""

import re
from calendar import monthrange
from datetime import date, timedelta

from nhipcau.vietnamese import fold

DONE, CANCELLED, PLANNED, UNDER_WAY = "done", "cancelled", "planned", "under_way"
OPEN_STATES = (PLANNED, UNDER_WAY)
LONGEST_TITLE = 300
# A task is "due soon" this long before its deadline.
SOON = timedelta(days=14)
FIRST_YEAR, LAST_YEAR = 1945, 2200

_YEAR_NAMED = re.compile(r"\bnam (\d{4})\b")
_YEARS_SPAN = re.compile(r"\b\d{4}\s*[-–]\s*$")


def programme_year(subject: str, issued_on: date | None, today: date) -> int:
    """The year whose programme a directive makes: the one its subject names ("năm 2021"), else that of its date.

    A subject that names several years ("giai đoạn 2021 - 2030") names none for certain; its first single year counts.
    """
    folded = fold(subject)
    for found in _YEAR_NAMED.finditer(folded):
        year = int(found[1])
        if FIRST_YEAR <= year <= LAST_YEAR and not _YEARS_SPAN.search(folded[: found.start(1)]):
            return year
    return (issued_on or today).year


def shorten(sentence: str, longest: int = LONGEST_TITLE) -> str:
    """A title from a sentence: one line, no mark of a list before it, cut at a word, first letter raised.

    >>> shorten("- tổ chức  hội thảo;", 40)
    'Tổ chức hội thảo'
    >>> shorten("tổ chức hội thảo quốc tế", 16)
    'Tổ chức hội…'
    """
    text = " ".join(sentence.split()).lstrip("-–—+•*· ").rstrip(" ;.,:")
    if len(text) > longest:
        head, space, _rest = text[:longest].rpartition(" ")
        # The space itself may stand right behind the last whole word.
        text = (head if space else text[: longest - 1]).rstrip(" ;,.:-–") + "…"
    return text[:1].upper() + text[1:]


def is_open(state: str) -> bool:
    """Tell whether something remains to be done."""
    return state in OPEN_STATES


def is_late(deadline: date | None, state: str, today: date) -> bool:
    """Tell whether a task should have been done by now. On its last day it is not late."""
    return deadline is not None and is_open(state) and deadline < today


def is_due_soon(deadline: date | None, state: str, today: date) -> bool:
    """Tell whether the deadline comes within the next days."""
    return deadline is not None and is_open(state) and today <= deadline <= today + SOON


def days_late(deadline: date, today: date) -> int:
    """By how many days a deadline was missed; 0 when it was not."""
    return max(0, (today - deadline).days)


def state_after_activity(state: str) -> str:
    """A first activity sets a planned task going; nothing else changes by itself."""
    return UNDER_WAY if state == PLANNED else state


def overlaps(start: date, end: date, other_start: date, other_end: date) -> bool:
    """Tell whether two periods, first and last days included, share a day."""
    return start <= other_end and other_start <= end


def years_counted(origin_year: int, year: int) -> int:
    """How many years an anniversary marks: 80 for 1941 and 2021."""
    return year - origin_year


def same_day_in(day: date, year: int) -> date:
    """The day of a year on which an earlier day is remembered; 29 February falls on the 28th in a common year."""
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


def next_occurrence(day: date, today: date) -> date:
    """When a yearly day comes next, today included."""
    this_year = same_day_in(day, today.year)
    return this_year if this_year >= today else same_day_in(day, today.year + 1)


def is_month_end(day: date) -> bool:
    """Tell whether a day is the last of its month."""
    return day.day == monthrange(day.year, day.month)[1]
