"""Task tables of a page whose lines are not drawn, or were not seen: columns told by their headings and by free strips.

Such a table begins with "TT" or "STT" and names a task and a unit or a time (`table_columns`). Its columns part where
most of its lines leave a strip free between two headings; a row begins with its number. On the next page it goes on as
long as the numbers do, with or without its headings.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from nhipcau.officialdocs.extraction.pdf_kept import PageOfText
from nhipcau.officialdocs.extraction.pdf_lines import PrintedLine
from nhipcau.officialdocs.extraction.pdf_tables import RuledTable
from nhipcau.officialdocs.extraction.pdf_words import PrintedWord
from nhipcau.officialdocs.table_columns import is_task_table, name_columns
from nhipcau.vietnamese import fold

_FIRST_HEADING = re.compile(r"(?:s?tt|so)\W*")
_ORDINAL = re.compile(r"\(?(?P<number>\d{1,3}|[IVX]{1,5}|[A-H])[.)]{0,2}")
_ENDS = re.compile(r"(?:phu luc|ghi chu\s*:|noi nhan|tong cong|tong so|tm\.|kt\.|tl\.)")
_ONLY_RULES = re.compile(r"[|_\-–—=.\[\]]+")
_PAGE_NUMBER = re.compile(r"\W*\d{1,4}\W*")
_LINES_THAT_TELL, _LINES_ABOVE = 60, 3
_FEWEST_COLUMNS, _MOST_COLUMNS = 3, 12
_MOST_HEADING_LINES, _MOST_ROWS_LINES = 6, 400
# In heights of a line: what parts two columns; what a line of the same heading stands away; what ends a table.
_GAP, _NEAR, _FAR = 0.55, 0.75, 6.0
# Between two rows the space is this much larger than between the lines of one.
_ROW_SPACE = 1.25
_STEP = 1.0


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns of a table part, in points from the left; how wide the page is; the number that is due next."""

    bounds: tuple[float, ...]
    width: float
    due: int


class BareTables:
    """Finds the tables of a document, page after page in their order."""

    def __init__(self) -> None:
        self._open: _Columns | None = None

    def take_out(self, page: PageOfText) -> None:
        """Make tables of the lines of a page that are rows of one."""
        lines = [line for line in map(_without_rules, page.lines) if line is not None]
        taken: list[tuple[int, int]] = []
        at = 0
        if (table := self._open) is not None:
            self._open = None
            if (goes_on := _goes_on(lines, table, page.width)) is not None:
                at = self._fill(page, lines, (goes_on[0], *goes_on), table)
                taken.append((goes_on[0], at))
        while at < len(lines):
            heading = _heading(lines, at)
            if heading is None:
                at += 1
                continue
            bounds = _bounds(heading.columns, lines[heading.body : heading.body + _LINES_THAT_TELL])
            behind = _end(lines, heading.body, bounds)
            bounds = _bounds(heading.columns, lines[heading.body : behind])
            places = (heading.first, heading.body, behind)
            at = self._fill(page, lines, places, _Columns(bounds, page.width, 1))
            taken.append((heading.first, at))
        if taken:
            page.lines = [
                line
                for number, line in enumerate(lines)
                if not any(first <= number < behind for first, behind in taken)
            ]

    def _fill(
        self, page: PageOfText, lines: Sequence[PrintedLine], places: tuple[int, int, int], table: _Columns
    ) -> int:
        """Write the lines from the first place on, with the body from the second to the third, as rows of a table."""
        first, body, behind = places
        made = RuledTable(lines[first].top, [])
        if body > first:
            _add_row(made, lines[first:body], table.bounds)
        due = table.due
        for start, end in _row_places(lines, body, behind, table.bounds):
            _add_row(made, lines[start:end], table.bounds)
            number = next((found for line in lines[start:end] if (found := _number(line, table.bounds))), 0)
            due = number + 1 if number else due
        page.tables.append(made)
        self._open = replace(table, due=due) if behind == len(lines) or _is_foot(lines, behind) else None
        return behind


def _goes_on(lines: Sequence[PrintedLine], table: _Columns, width: float) -> tuple[int, int] | None:
    """The first row and the place behind the last one of a table that began on an earlier page; None where it ended."""
    first = 0
    while first < min(len(lines), _LINES_ABOVE) and _PAGE_NUMBER.fullmatch(lines[first].text):
        # The number of a page stands in its middle, that of a row at its left.
        if lines[first].words[0].right <= table.bounds[0] + 2:
            break
        first += 1
    if abs(table.width - width) >= 1 or first == len(lines):
        return None
    behind = _end(lines, first, table.bounds)
    numbers = [_number(line, table.bounds) for line in lines[first:behind]]
    repeats = _FIRST_HEADING.fullmatch(fold(lines[first].words[0].text)) is not None
    return (first, behind) if table.due in numbers and not repeats else None


@dataclass(frozen=True, slots=True)
class _Heading:
    """The first line of the headings, the first line below them, and from where to where each of them goes."""

    first: int
    body: int
    columns: tuple[tuple[float, float], ...]


def _heading(lines: Sequence[PrintedLine], at: int) -> _Heading | None:
    if _FIRST_HEADING.fullmatch(fold(lines[at].words[0].text)) is None:
        return None
    body = next(
        (
            number
            for number in range(at + 1, min(at + 1 + _MOST_HEADING_LINES, len(lines)))
            if _ORDINAL.fullmatch(lines[number].words[0].text) and lines[number].left < lines[at].words[0].right + 20
        ),
        None,
    )
    if body is None:
        return None
    body = _border(lines, at, body) if body - at > 1 else body
    first = at
    columns = _intervals(lines[first:body])
    while first and _belongs_above(lines[first - 1], lines[first], columns):
        first -= 1
        columns = _intervals(lines[first:body])
    if not _FEWEST_COLUMNS <= len(columns) <= _MOST_COLUMNS:
        return None
    words = [word for line in lines[first:body] for word in line.words]
    names = name_columns(
        [fold(" ".join(word.text for word in words if _is_within(word, column))) for column in columns]
    )
    return _Heading(first, body, columns) if is_task_table(names) else None


def _belongs_above(line: PrintedLine, below: PrintedLine, columns: Sequence[tuple[float, float]]) -> bool:
    """Whether a line is the upper part of headings: near, and each of its pieces above no more than one of them."""
    if not -below.height < below.top - line.bottom < _NEAR * line.height:
        return False
    pieces = _intervals([line])
    above = [[column for column in columns if min(end, column[1]) > max(start, column[0])] for start, end in pieces]
    return line.left > columns[0][1] and all(len(one) <= 1 for one in above) and len(pieces) <= len(columns)


def _intervals(lines: Sequence[PrintedLine]) -> tuple[tuple[float, float], ...]:
    """From where to where the words of some lines go, taken together; a small gap parts nothing."""
    words = sorted((word for line in lines for word in line.words), key=lambda word: word.left)
    found: list[tuple[float, float]] = []
    for word in words:
        if found and word.left - found[-1][1] < _GAP * word.height:
            found[-1] = found[-1][0], max(found[-1][1], word.right)
        else:
            found.append((word.left, word.right))
    return tuple(found)


def _is_within(word: PrintedWord, column: tuple[float, float]) -> bool:
    return column[0] - 1 <= (word.left + word.right) / 2 <= column[1] + 1


def _bounds(columns: Sequence[tuple[float, float]], body: Sequence[PrintedLine]) -> tuple[float, ...]:
    """Where columns part: in the widest strip between two headings that fewest lines of the body touch."""
    covered = [interval for line in body for interval in _intervals([line])]
    bounds: list[float] = []
    for (left, left_end), (right, right_end) in pairwise(columns):
        start, end = (left + left_end) / 2, (right + right_end) / 2
        steps = [start + _STEP * number for number in range(max(1, int((end - start) / _STEP)))]
        touched = [sum(one <= step <= other for one, other in covered) for step in steps]
        least, best, run = min(touched), (0, 0), 0
        for number, count in enumerate([*touched, least + 1]):
            if count == least:
                run += 1
            else:
                # Of strips that are as wide, the one nearer to the right heading: text runs out to the right.
                best = max(best, (run, number - run))
                run = 0
        bounds.append(steps[best[1]] + _STEP * (best[0] - 1) / 2)
    return tuple(bounds)


def _number(line: PrintedLine, bounds: Sequence[float]) -> int:
    """The number in the first column; 0 for none, and for the numeral of a group."""
    word = line.words[0]
    found = _ORDINAL.fullmatch(word.text) if word.right <= bounds[0] + 2 else None
    return int(found["number"]) if found and found["number"].isdigit() and not word.text.startswith("(") else 0


def _begins_row(line: PrintedLine, bounds: Sequence[float]) -> bool:
    word = line.words[0]
    return word.right <= bounds[0] + 2 and _ORDINAL.fullmatch(word.text) is not None


def _crosses(line: PrintedLine, bounds: Sequence[float]) -> bool:
    """Whether the line is one text over the borders of columns."""
    return any(start < bound < end for start, end in _intervals([line]) for bound in bounds)


def _end(lines: Sequence[PrintedLine], body: int, bounds: Sequence[float]) -> int:
    """The place behind the last line that stands in the columns."""
    at = body
    while at < min(len(lines), body + _MOST_ROWS_LINES):
        line = lines[at]
        begins = _begins_row(line, bounds)
        if at > body and line.top - lines[at - 1].bottom > _FAR * line.height:
            break
        if _ENDS.match(fold(line.text)) or (_crosses(line, bounds) and not begins):
            break
        if at > body and not begins and line.left < bounds[0] - 2 and line.words[0].right > bounds[0]:
            break
        at += 1
    return at


def _row_places(lines: Sequence[PrintedLine], body: int, behind: int, bounds: Sequence[float]) -> list[tuple[int, int]]:
    """From where to where each row goes. Numbers may stand beside the first line of their row or its middle."""
    numbered = [at for at in range(body, behind) if _begins_row(lines[at], bounds)]
    borders = [body]
    for one, other in pairwise(numbered):
        borders.append(_border(lines, one, other))
    # What stands above the first number goes on with the last row of the page before.
    if numbered and numbered[0] > body and (first := _border(lines, body, numbered[0])) > body:
        borders.insert(1, first)
    return list(pairwise([*dict.fromkeys(borders), behind]))


def _border(lines: Sequence[PrintedLine], one: int, other: int) -> int:
    """The first line of a row whose number stands on the line `other`: behind the widest space, if one is wider."""
    spaces = [(lines[at + 1].top - lines[at].bottom, at + 1) for at in range(one, other)]
    widest, place = max(spaces, key=lambda space: (round(space[0], 1), space[1]))
    height = lines[other].height
    least = min(space for space, _ in spaces)
    return place if widest + height > _ROW_SPACE * (least + height) else other


def _add_row(table: RuledTable, lines: Sequence[PrintedLine], bounds: Sequence[float]) -> None:
    number = len(table.rows) * (len(bounds) + 1)
    is_group = len(lines) == 1 and _crosses(lines[0], bounds)
    cells = [number, *([number + 1] * len(bounds))] if is_group else list(range(number, number + len(bounds) + 1))
    table.rows.append(cells)
    for line in lines:
        for word in line.words:
            column = sum(bound <= (word.left + word.right) / 2 for bound in bounds)
            table.words.setdefault(cells[column], []).append(replace(word, glued=False))


def _is_foot(lines: Sequence[PrintedLine], behind: int) -> bool:
    """Whether nothing but a page number stands below the table."""
    return all(_PAGE_NUMBER.fullmatch(line.text) for line in lines[behind:])


def _without_rules(line: PrintedLine) -> PrintedLine | None:
    """The line without what OCR made of drawn lines."""
    words = [word for word in line.words if word.confidence is None or not _ONLY_RULES.fullmatch(word.text)]
    if len(words) == len(line.words):
        return line
    return PrintedLine(words, line.edge) if words else None
