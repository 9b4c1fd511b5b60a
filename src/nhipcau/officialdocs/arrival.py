"""The stamp that a receiving office sets: its name, "ĐẾN", number and day."""

import re
from dataclasses import dataclass

from nhipcau.officialdocs.document import Reading, Received, Span
from nhipcau.officialdocs.lines import Line, Source, collapse, is_capital
from nhipcau.officialdocs.vocabulary import HEADER_STARTERS
from nhipcau.vietnamese import find_days

_STAMP = re.compile(
    r"\W*(?:(?:C[ÔO]NG\s+)?V[ĂA]N\s+(?:B[ẢA]N\s+)?)?(?:Đ[ẾÊÉEỀ]N|D[ẾE]N)\b\s*(?=$|[:.\d…_]|S[ỐốÔôOo]|[Nn][Gg])"
)
# "Số đến: 221" over "Ngày đến: …", "CV ĐẾN SỐ: 12".
_FOLDED_STAMP = re.compile(r"\W*(?:(?:cv|cong\s+van)\s+)?(?:so\s+den|den\s+so)\s*[:.…_\s]*\d")
_NUMBER = re.compile(r"\bso\b(?:\s+den\b)?[^\w\n]*(\d[\w/-]*)")
_DOTS = re.compile(r"[.…_]{2,}")
_OTHER_LINES = re.compile(r"\W*(?:so|ngay|gio|chuyen|luu ho so|kinh chuyen|den)\b")
_EDGES = " '\"`‘’“”|*.,:;-–—_[](){}"
_REACH = 5
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Arrival:
    """The stamp and the indexes of the lines that it covers."""

    received: Reading[Received]
    lines: frozenset[int]


NO_ARRIVAL = Arrival(Reading(), frozenset())


def read_arrival(source: Source, *, most_lines: int) -> Arrival:
    """Find the arrival stamp among the first lines. It falls anywhere: over the subject, beside the number,
    above it all.
    """
    lines = source.lines[:most_lines]
    for index, line in enumerate(lines):
        is_short = line.end - line.start < _LONGEST
        is_stamp = _STAMP.match(source.text, line.start, line.end) is not None
        if is_stamp or (is_short and _FOLDED_STAMP.match(source.folded, line.start, line.end)):
            arrival = _read_stamp(source, lines, index)
            if arrival is not None:
                return arrival
    return NO_ARRIVAL


def _read_stamp(source: Source, lines: list[Line], index: int) -> Arrival | None:
    last = index
    # Some stamps carry the office's name below the word.
    if index + 2 < len(lines) and _names_office(source, lines[index + 1]) and _belongs(source, lines[index + 2]):
        last = index + 1
    while last + 1 < len(lines) and last - index < _REACH and _belongs(source, lines[last + 1]):
        last += 1
    span = Span(lines[index].start, lines[last].end)
    # "Ngày......07/6/2025....": dots to be written upon are blanks.
    folded = _DOTS.sub(lambda dots: " " * len(dots[0]), source.folded_of(span))
    number = _NUMBER.search(folded)
    day = next(find_days(folded), None)
    if number is None and day is None:
        return None
    by_line = next((at for at in (index - 1, index + 1) if at >= 0 and _is_office(source, lines, at, last)), None)
    below = last + 1
    if by_line is None and below < len(lines) and not lines[below].after_blank and _names_office(source, lines[below]):
        by_line, last = below, below
        span = Span(span.start, lines[below].end)
    first = index if by_line is None else min(index, by_line)
    by = None if by_line is None else collapse(source.of(lines[by_line])).strip(_EDGES)
    printed = source.text[span.start + number.start(1) : span.start + number.end(1)] if number else None
    received = Received(by, printed, day.day if day else None)
    confidence = 0.9 if by and number and day and day.day else 0.6
    return Arrival(Reading(received, Span(lines[first].start, span.end), confidence), frozenset(range(first, last + 1)))


def _is_office(source: Source, lines: list[Line], at: int, last: int) -> bool:
    """The line above the stamp's word, or the one below it when the stamp goes on behind it."""
    return at <= last and _names_office(source, lines[at])


def _belongs(source: Source, line: Line) -> bool:
    return line.end - line.start < 60 and _OTHER_LINES.match(source.folded_of(line)) is not None


def _names_office(source: Source, line: Line) -> bool:
    return is_capital(source.of(line)) and HEADER_STARTERS.match(source.folded_of(line).lstrip(_EDGES)) is not None
