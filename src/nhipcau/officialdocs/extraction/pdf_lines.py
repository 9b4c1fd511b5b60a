"""Printed words put into lines, lines into columns: the order in which a page is read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from nhipcau.officialdocs.extraction.layout import HEAD_DATE, in_reading_order
from nhipcau.officialdocs.extraction.pdf_words import PrintedWord
from nhipcau.officialdocs.lines import is_capital
from nhipcau.officialdocs.marks import read_mark
from nhipcau.officialdocs.vocabulary import HEADING_KIND_WORDS
from nhipcau.vietnamese import fold

ENDS_SENTENCE = re.compile(r"[.;:!?…][\"”’)\]]*$")
# Behind these a sentence goes on, whatever the next letter.
_LEADS_ON = re.compile(r"(?<!\w)(?:của|và|với|các|những|về|theo|tại|cho|từ|đến|trong|trên|do|là|số|ngày)$")
_PARTS_NOTHING = 3.0
_LEAST_CORRIDOR = 6.0
_GAP = 0.7
_LEFT_MOST, _RIGHT_MOST = 0.2, 0.8
_FAR = 8
_MOST_LINES = 150
_MOST_ABOVE = 3
_RECIPIENTS = re.compile(r"noi nhan\W*$")
_BESIDE = 0.2
_CENTRE = 0.06
_KIND = re.compile(rf"(?:{HEADING_KIND_WORDS})\W*")


@dataclass
class PrintedLine:
    """Words on one line, from left to right. `edge` is how far to the right its column goes, where it is in one."""

    words: list[PrintedWord]
    edge: float | None = None

    @cached_property
    def left(self) -> float:
        return self.words[0].left

    @cached_property
    def right(self) -> float:
        return max(word.right for word in self.words)

    @cached_property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @cached_property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @cached_property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @cached_property
    def height(self) -> float:
        """Of the letters that most of the line is set in."""
        heights = sorted((word.height, len(word.text)) for word in self.words)
        left = sum(length for _, length in heights) / 2
        for height, length in heights:
            left -= length
            if left <= 0:
                return height
        return heights[-1][0]

    @cached_property
    def text(self) -> str:
        return "".join(f"{'' if word.glued else ' '}{word.text}" for word in self.words).strip()


def goes_on_openly(above: PrintedLine, line: PrintedLine) -> bool:
    """Tell whether a line goes on with a sentence that the one above leaves open; some space between parts nothing."""
    step = line.bottom - above.bottom
    if not -line.height < step < _PARTS_NOTHING * line.height or len(above.words) < 3 or read_mark(line.text):
        return False
    if is_capital(above.text) or ENDS_SENTENCE.search(above.text):
        return False
    return line.text[:1].islower() or (_LEADS_ON.search(above.text) is not None and line.text[:1].isalnum())


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


def in_columns(
    lines: Sequence[PrintedLine], width: float, following: PrintedLine | None = None
) -> Iterator[tuple[list[PrintedLine], bool]]:
    """Give the lines in reading order, in groups, and whether a group comes from two columns: between two groups
    something ends.

    Where two columns stand side by side (a head, a foot, a page in two columns) the left one comes first; only where
    the recipients at the left go on with `following`, the first line of the next page, the signature comes before them.
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
        # What stands above the right column alone belongs to it ("TM. ỦY BAN NHÂN DÂN" over "Nơi nhận | CHỦ TỊCH").
        while (
            plain
            and len(above) < _MOST_ABOVE
            and plain[-1].left > middle
            and _is_near(plain[-1], lines[at - len(above)])
        ):
            above.insert(0, plain.pop())
        if plain:
            yield plain, False
            plain = []
        left, right = _cut([*above, *lines[at:stop]], middle)
        goes_over = stop == len(lines) and following is not None and following.right < middle
        if goes_over and any(_RECIPIENTS.match(fold(line.text)) for line in left):
            left, right = right, left
        yield _ordered(left, right), True
        at = stop
    if plain:
        yield plain, False


def _columns_from(lines: Sequence[PrintedLine], at: int, width: float) -> tuple[int, float] | None:
    """Where two columns that begin at a line end, and the middle of the corridor between them; None when none begin.

    A corridor is a strip from top to bottom that no word touches, with words on both sides of it.
    """
    if at and goes_on_openly(lines[at - 1], lines[at]):
        return None
    free = [(_LEFT_MOST * width, _RIGHT_MOST * width)]
    stop, dated = at, False
    while stop < min(len(lines), at + _MOST_LINES):
        line = lines[stop]
        left = _still_free(free, line)
        is_far = stop > at and line.top - lines[stop - 1].bottom > _FAR * line.height
        if not left or is_far or (stop > at and _ends_columns(line, width, dated=dated)):
            break
        free, stop = left, stop + 1
        dated = dated or HEAD_DATE.search(fold(line.text)) is not None
    for left_edge, right_edge in sorted(free, key=lambda strip: strip[0] - strip[1]):
        middle = (left_edge + right_edge) / 2
        before, after = _cut(lines[at:stop], middle)
        if _stand_side_by_side(before, after, lines[at]):
            return stop, middle
    return None


def _still_free(free: Sequence[tuple[float, float]], line: PrintedLine) -> list[tuple[float, float]]:
    """What the words of a line leave free of some strips; between words of one text nothing is free."""
    left: list[tuple[float, float]] = []
    covered = _covered(line)
    for start, end in free:
        at = start
        for begins, ends in covered:
            if begins >= end:
                break
            if begins - at >= _LEAST_CORRIDOR:
                left.append((at, begins))
            at = max(at, ends)
        if end - at >= _LEAST_CORRIDOR:
            left.append((at, end))
    return left


def _covered(line: PrintedLine) -> list[tuple[float, float]]:
    covered: list[tuple[float, float]] = []
    for word in line.words:
        if covered and word.left - covered[-1][1] < _GAP * line.height:
            covered[-1] = (covered[-1][0], max(covered[-1][1], word.right))
        else:
            covered.append((word.left, word.right))
    return covered


def _ends_columns(line: PrintedLine, width: float, *, dated: bool) -> bool:
    """The kind of the document, its addressees, and what stands in the middle of the page end the columns of a head."""
    folded = fold(line.text)
    if folded.startswith("kinh gui") or (is_capital(line.text) and _KIND.fullmatch(folded)):
        return True
    one_text = len(_covered(line)) == 1
    return dated and one_text and abs((line.left + line.right) / 2 - width / 2) < _CENTRE * width


def _stand_side_by_side(left: Sequence[PrintedLine], right: Sequence[PrintedLine], first: PrintedLine) -> bool:
    """Tell whether lines of two columns stand beside each other, from the first line on; in a foot they may stand a
    little apart.
    """
    if left and right and _RECIPIENTS.match(fold(left[0].text)):
        return True
    if len(left) + len(right) < 3:
        return False
    beside = [
        (one, other)
        for one in left
        for other in right
        if min(one.bottom, other.bottom) - max(one.top, other.top) > _BESIDE * min(one.height, other.height)
    ]
    return any(first.top >= min(one.top, other.top) - 0.1 for one, other in beside)


def _is_near(line: PrintedLine, below: PrintedLine) -> bool:
    return below.top - line.bottom < 1.5 * line.height


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
    for column in (left, right):
        edge = max((line.right for line in column), default=0.0)
        for line in column:
            line.edge = edge
    order = in_reading_order([line.text for line in left], [line.text for line in right])
    return [(left, right)[column][number] for column, number in order]
