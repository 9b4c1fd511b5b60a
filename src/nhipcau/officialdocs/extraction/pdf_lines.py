"""Printed words put into lines, lines into columns: the order in which a page is read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from nhipcau.officialdocs.extraction.layout import in_reading_order
from nhipcau.officialdocs.extraction.pdf_words import PrintedWord
from nhipcau.vietnamese import fold

_LEAST_CORRIDOR = 6.0
_WIDE_GAP = 3.0
_GAP = 0.9
_LEFT_MOST, _RIGHT_MOST = 0.2, 0.8
# Nothing of a head stands beside these.
_ENDS_COLUMNS = re.compile(r"kinh gui|(?:[ivx]+|\d{1,2})\. ")
_MOST_ABOVE = 3


@dataclass(slots=True)
class PrintedLine:
    """Words on one line, from left to right."""

    words: list[PrintedWord]

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return max(word.right for word in self.words)

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """Of the letters that most of the line is set in."""
        return median(word.height for word in self.words for _ in word.text)

    @property
    def text(self) -> str:
        return "".join(f"{'' if word.glued else ' '}{word.text}" for word in self.words).strip()


def into_lines(words: Sequence[PrintedWord]) -> list[PrintedLine]:
    """Put words that stand on one line together; from the top to the bottom of the page."""
    lines: list[list[PrintedWord]] = []
    spans: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda one: (one.middle, one.left)):
        # Only the last few lines can still take a word: a raised number stands a little above its line.
        for number in range(len(lines) - 1, max(len(lines) - 4, -1), -1):
            top, bottom = spans[number]
            shared = min(bottom, word.bottom) - max(top, word.top)
            if shared > 0.5 * min(bottom - top, word.height):
                lines[number].append(word)
                if word.height > bottom - top:
                    spans[number] = (word.top, word.bottom)
                break
        else:
            lines.append([word])
            spans.append((word.top, word.bottom))
    made = [PrintedLine(_from_left(line)) for line in lines]
    return sorted(made, key=lambda line: line.bottom)


def _from_left(words: list[PrintedWord]) -> list[PrintedWord]:
    ordered = sorted(words, key=lambda word: word.left)
    for before, word in zip([None, *ordered], ordered, strict=False):
        word.glued = (
            word.glued and before is not None and word.left - before.right < 0.3 * max(before.height, word.height)
        )
    return ordered


def in_columns(lines: Sequence[PrintedLine], width: float) -> Iterator[list[PrintedLine]]:
    """Give the lines in reading order, in groups: between two groups something ends.

    Where two columns stand side by side (a head, a foot, a page in two columns) the left one comes first.
    """
    at = 0
    plain: list[PrintedLine] = []
    while at < len(lines):
        found = _columns_from(lines, at, width)
        if found is None:
            plain.append(lines[at])
            at += 1
            continue
        stop, middle = found
        above: list[PrintedLine] = []
        while (
            plain
            and len(above) < _MOST_ABOVE
            and plain[-1].left > middle
            and _is_close(plain[-1], lines[at - len(above)])
        ):
            above.insert(0, plain.pop())
        if plain:
            yield plain
            plain = []
        left, right = _cut([*above, *lines[at:stop]], middle)
        yield _ordered(left, right)
        at = stop
    if plain:
        yield plain


def _is_close(line: PrintedLine, below: PrintedLine) -> bool:
    return below.top - line.bottom < 1.2 * line.height


def _columns_from(lines: Sequence[PrintedLine], at: int, width: float) -> tuple[int, float] | None:
    """Where two columns that begin at a line end, and the middle of the corridor between them; None when none begin."""
    gap = _widest_gap(lines[at], width)
    if gap is None:
        return None
    left, right = gap
    is_wide = right - left > _WIDE_GAP * lines[at].height
    sides, stop = 1, at + 1
    while stop < len(lines):
        line = lines[stop]
        narrowed = _narrowed(line, left, right)
        if narrowed is None or (_ENDS_COLUMNS.match(fold(line.text)) and line.left < left < line.right):
            break
        if line.top - lines[stop - 1].bottom > 6 * line.height:
            break
        left, right = narrowed
        sides += line.left < left and line.right > right
        stop += 1
    if sides < 2 and not is_wide:
        return None
    while stop > at + 1 and _ends_behind(lines[stop - 1], left, right):
        stop -= 1
    return stop, (left + right) / 2


def _ends_behind(line: PrintedLine, left: float, right: float) -> bool:
    """An addressee line below a head belongs to neither column."""
    return fold(line.text).startswith("kinh gui")


def _widest_gap(line: PrintedLine, width: float) -> tuple[float, float] | None:
    best: tuple[float, float] | None = None
    reach = line.words[0].right
    for before, word in zip(line.words, line.words[1:], strict=False):
        reach = max(reach, before.right)
        is_inside = _LEFT_MOST * width < word.left and reach < _RIGHT_MOST * width
        wide_enough = word.left - reach > max(_GAP * line.height, _LEAST_CORRIDOR)
        if is_inside and wide_enough and (best is None or word.left - reach > best[1] - best[0]):
            best = (reach, word.left)
    return best


def _narrowed(line: PrintedLine, left: float, right: float) -> tuple[float, float] | None:
    """What a line leaves of a corridor; None when it stands across it."""
    middle_words = [word for word in line.words if word.right > left and word.left < right]
    for word in middle_words:
        if word.left <= left and word.right >= right:
            return None
        if word.right - left < right - word.left:
            left = max(left, word.right)
        else:
            right = min(right, word.left)
    if right - left < _LEAST_CORRIDOR:
        return None
    before = [word for word in line.words if word.right <= left]
    after = [word for word in line.words if word.left >= right]
    if before and after:
        # Inside a sentence the corridor would be no wider than a space.
        own = min(word.left for word in after) - max(word.right for word in before)
        if own < 0.7 * line.height:
            return None
    return left, right


def _cut(lines: Sequence[PrintedLine], middle: float) -> tuple[list[PrintedLine], list[PrintedLine]]:
    left: list[PrintedLine] = []
    right: list[PrintedLine] = []
    for line in lines:
        before = [word for word in line.words if (word.left + word.right) / 2 < middle]
        after = [word for word in line.words if (word.left + word.right) / 2 >= middle]
        if before:
            left.append(PrintedLine(before))
        if after:
            right.append(PrintedLine(after))
    return left, right


def _ordered(left: list[PrintedLine], right: list[PrintedLine]) -> list[PrintedLine]:
    order = in_reading_order([line.text for line in left], [line.text for line in right])
    return [(left, right)[column][number] for column, number in order]
