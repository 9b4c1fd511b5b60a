"""The text of a directive cut into pieces that can be shown with marks. Plain values, no Django.

Every piece keeps the length of what it shows, so the places of the reading stay right. Marks may lie over each other: a
piece then carries all of them, the narrowest first.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

# A blank line ends a paragraph; so does a new page, which text files write as a form feed.
_BLANK_LINES = re.compile(r"\s*\f\s*|\n[ \t]*(?:\n[ \t]*)*\n")
# Words set apart by many spaces are a layout (header in two columns, name under a signature); others flow.
_SET_APART = re.compile(r"\S {4,}\S|^ {8,}\S", re.MULTILINE)
_LIST_MARK = re.compile(r"\s*(?:[-–+•*]|\d{1,3}[.)]|[a-zđ][.)]|[IVX]+\.|Nơi nhận|Điều \d)\s?")
# A line this much shorter than the others was ended on purpose.
FULL_LINE = 0.7


@dataclass(frozen=True, slots=True)
class Mark:
    """Where an item was read. One that stands at several places begins with the first of them."""

    start: int
    end: int
    key: int
    kind: str
    is_first: bool = True


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under the same marks. `begins` are the keys of the marks that start with it."""

    text: str
    marks: tuple[Mark, ...]
    begins: tuple[int, ...]
    is_heading: bool
    start: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph that flows, or a layout whose spaces and line ends mean something."""

    is_layout: bool
    pieces: tuple[Piece, ...]


def blocks(text: str, marks: Iterable[Mark], headings: Iterable[tuple[int, int]]) -> list[Block]:
    """Cut a text into paragraphs, and these at every place where a mark or a heading begins or ends."""
    ordered = sorted((mark for mark in marks if mark.start < mark.end), key=lambda mark: (mark.start, mark.end))
    bold = sorted(headings)
    width = _usual_width(text)
    return [
        Block(is_layout, tuple(_pieces(shown, start, ordered, bold)))
        for start, shown, is_layout in _paragraphs(text, width)
    ]


def _usual_width(text: str) -> int:
    lengths = sorted(len(line) for line in text.split("\n") if line.strip())
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _paragraphs(text: str, width: int) -> Iterable[tuple[int, str, bool]]:
    start = 0
    for gap in [*_BLANK_LINES.finditer(text), None]:
        end = gap.start() if gap else len(text)
        if text[start:end].strip():
            is_layout = _SET_APART.search(text, start, end) is not None
            yield start, text[start:end] if is_layout else _flowing(text[start:end], width), is_layout
        start = gap.end() if gap else end


def _flowing(paragraph: str, width: int) -> str:
    """Let lines that were only broken to fit flow on; an end of line that means something stays."""
    lines = paragraph.split("\n")
    shown = lines[0]
    for previous, line in pairwise(lines):
        is_soft = len(previous) >= FULL_LINE * width and not _LIST_MARK.match(line)
        shown += (" " if is_soft else "\n") + line
    return shown


def _pieces(shown: str, start: int, marks: Sequence[Mark], bold: Sequence[tuple[int, int]]) -> Iterable[Piece]:
    end = start + len(shown)
    here = [mark for mark in marks[: bisect_left(marks, end, key=lambda mark: mark.start)] if mark.end > start]
    bold_here = [span for span in bold if span[0] < end and span[1] > start]
    cuts = {start, end}
    for first, last in [*((mark.start, mark.end) for mark in here), *bold_here]:
        cuts |= {max(first, start), min(last, end)}
    edges = sorted(cuts)
    for left, right in pairwise(edges):
        over = sorted((mark for mark in here if mark.start <= left < mark.end), key=lambda mark: mark.end - mark.start)
        yield Piece(
            text=shown[left - start : right - start],
            marks=tuple(over),
            begins=tuple(mark.key for mark in over if mark.start == left and mark.is_first),
            is_heading=any(first <= left < last for first, last in bold_here),
            start=left,
        )
