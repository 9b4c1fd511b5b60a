"""Decisions about scenarios on plain values: moments of steps, blanks of statements, yearly reviews, the sealed log."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from nhipcau.listening.enums import StepState

# Nobody does a step in the second in which it is due: up to here it counts as done in time.
TOLERANCE = timedelta(minutes=5)
LONGEST_OFFSET = 60 * 24 * 60
LONGEST_VALUE = 1000
LONGEST_STATEMENT = 20_000
LONGEST_NOTE = 2000
HIGHEST_LEVEL = 5
MOST_POINTS = 5

_OFFSET = re.compile(
    r"(?:(?P<days>\d+)(?:ngày|ngay|d|days?))?(?:(?P<hours>\d+)(?:giờ|gio|g|h|hours?))?"
    r"(?:(?P<minutes>\d+)(?P<unit>phút|phut|ph|p|m|min|minutes?)?)?"
)
# "[thời gian]"; people who write Chinese or Japanese type the wide signs.
_PLACEHOLDER = re.compile(r"[\[［【](?P<name>[^\[\]［］【】\n]*)[\]］】]")
_BRACKETS = re.compile(r"[\[\]［］【】]")
# Blanks as forms on paper have them: underscores, dots behind "ngày" and the like.
_BLANK = re.compile(r"_{3,}|\.{4,}|…{2,}|(?<!\w)(?:ngày|tháng|năm|giờ|phút|lúc|tại)[ \t]*(?:\.{2,}|…)", re.IGNORECASE)


class OffsetError(ValueError):
    """What was typed is no time from the activation."""


def read_offset(text: str) -> int:
    """Minutes from the activation, as officers write it: "0", "30 phút", "1h", "1h30", "24 giờ", "2 ngày".

    A number alone is refused, unless it is 0: it could be minutes or hours.

    Raises:
        OffsetError: it is no such time, or it lies more than sixty days ahead.
    """
    plain = re.sub(r"[\s+:]+", "", unicodedata.normalize("NFC", text).lower())
    found = _OFFSET.fullmatch(plain)
    if not plain or found is None or len(plain) > 20:
        raise OffsetError
    days, hours, minutes = (int(found[name] or 0) for name in ("days", "hours", "minutes"))
    if minutes and not found["unit"] and not found["hours"]:
        raise OffsetError
    total = (days * 24 + hours) * 60 + minutes
    if total > LONGEST_OFFSET:
        raise OffsetError
    return total


def offset_text(minutes: int) -> str:
    """A time from the activation as officers write it: "0h", "30p", "1h", "1h30", "24h", "3 ngày"."""
    hours, rest = divmod(minutes, 60)
    if rest == 0 and hours >= 48 and hours % 24 == 0:
        return f"{hours // 24} ngày"
    if minutes and hours == 0:
        return f"{rest}p"
    return f"{hours}h{rest:02}" if rest else f"{hours}h"


def step_state(
    *, due_at: datetime | None, done_at: datetime | None, is_left_out: bool, now: datetime, is_over: bool = False
) -> StepState:
    """Where a step stands. `due_at` is None while the level does not ask for it; `is_over` when the event ended."""
    if is_left_out:
        return StepState.LEFT_OUT
    if done_at is not None:
        is_late = due_at is not None and done_at > due_at + TOLERANCE
        return StepState.DONE_LATE if is_late else StepState.DONE
    if due_at is None:
        return StepState.NOT_ASKED
    if now > due_at + TOLERANCE or (is_over and now >= due_at):
        return StepState.OVERDUE
    return StepState.DUE if now >= due_at - TOLERANCE else StepState.AHEAD


def whole_minutes(span: timedelta) -> int:
    """A span in whole minutes, towards zero."""
    return int(span.total_seconds() / 60)


def next_review(day: date) -> date:
    """A year later; 29 February is followed by 28 February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def placeholder_key(name: str) -> str:
    """What makes two placeholders the same: "[Thời  gian]" and "[thời gian]"."""
    return " ".join(unicodedata.normalize("NFC", name).split()).casefold()


def placeholders(text: str) -> list[str]:
    """The names in square brackets, each once, in the order in which they stand; blank ones are left out."""
    found: dict[str, str] = {}
    for match in _PLACEHOLDER.finditer(unicodedata.normalize("NFC", text)):
        name = " ".join(match["name"].split())
        if name:
            found.setdefault(placeholder_key(name), name)
    return list(found.values())


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with what is known in the place of its placeholders; `values` by `placeholder_key`."""

    def value_of(match: re.Match[str]) -> str:
        return values.get(placeholder_key(match["name"]), "").strip() or match[0]

    return _PLACEHOLDER.sub(value_of, unicodedata.normalize("NFC", text))


def open_places(text: str) -> list[str]:
    """What still has to be filled in before a statement may go out: placeholders, single brackets, dotted blanks."""
    plain = unicodedata.normalize("NFC", text)
    found = [match[0] for match in _PLACEHOLDER.finditer(plain)]
    rest = _PLACEHOLDER.sub(" ", plain)
    found += _BRACKETS.findall(rest)
    found += [" ".join(match[0].split()) for match in _BLANK.finditer(rest)]
    return list(dict.fromkeys(found))


def fingerprint(content: Any) -> str:
    """SHA-256, in hexadecimal, of plain values written in one way only."""
    plain = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class SealedLine:
    """A line of a live log as plain values."""

    number: int
    content: Mapping[str, Any]
    seal: str


def line_seal(number: int, content: Mapping[str, Any], before: str) -> str:
    """The seal of a line covers the line and the seal before it."""
    return fingerprint([number, before, dict(content)])


def first_broken_line(lines: Iterable[SealedLine]) -> int | None:
    """The number of the first line, in the order of numbers, that is not as it was written; None when all are."""
    before = ""
    for number, line in enumerate(lines, start=1):
        if line.number != number or line.seal != line_seal(number, line.content, before):
            return number
        before = line.seal
    return None


def average(scores: Iterable[int | None]) -> float | None:
    """The average of the points that were given; None when none was."""
    given = [score for score in scores if score is not None]
    return round(sum(given) / len(given), 1) if given else None
