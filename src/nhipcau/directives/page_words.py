"""The words of a page in the compact form in which rows keep them, and the boxes around a place in the text."""

from collections.abc import Iterable

from nhipcau.officialdocs.document import Span
from nhipcau.officialdocs.extraction.extracted import Box, Word

# start, end, left, top, right, bottom (ten-thousandths of the page), sureness in per cent or None
PackedWord = list[int | None]
_FINE = 10_000
# Words whose middles lie less than half a line apart stand on one line.
_SAME_LINE = 0.5


def pack(words: Iterable[Word]) -> list[PackedWord]:
    """Words as a row keeps them."""
    return [
        [
            word.span.start,
            word.span.end,
            *(round(share * _FINE) for share in (word.box.left, word.box.top, word.box.right, word.box.bottom)),
            None if word.confidence is None else round(word.confidence * 100),
        ]
        for word in words
    ]


def unpack(words: Iterable[PackedWord]) -> list[Word]:
    """Words as a reader gave them, rounded to a ten-thousandth of the page."""
    return [_word(packed) for packed in words]


def boxes(words: Iterable[PackedWord], start: int, end: int) -> list[Box]:
    """The boxes that highlight the characters `start` to `end` on a page: one around the words of each printed line."""
    lines: list[Box] = []
    for packed in words:
        if packed[0] is None or packed[1] is None or packed[1] <= start or packed[0] >= end:
            continue
        box = _word(packed).box
        if lines and _on_one_line(lines[-1], box):
            lines[-1] = _around(lines[-1], box)
        else:
            lines.append(box)
    return lines


def _word(packed: PackedWord) -> Word:
    start, end, left, top, right, bottom = (int(value or 0) for value in packed[:6])
    sureness = packed[6]
    return Word(
        Span(start, end),
        Box(left / _FINE, top / _FINE, right / _FINE, bottom / _FINE),
        None if sureness is None else sureness / 100,
    )


def _on_one_line(line: Box, word: Box) -> bool:
    apart = abs((line.top + line.bottom) - (word.top + word.bottom)) / 2
    height = min(line.bottom - line.top, word.bottom - word.top)
    # What stands left of its neighbour begins a new line, or another column.
    return apart < _SAME_LINE * height and word.left >= line.left


def _around(one: Box, other: Box) -> Box:
    return Box(
        min(one.left, other.left),
        min(one.top, other.top),
        max(one.right, other.right),
        max(one.bottom, other.bottom),
    )
