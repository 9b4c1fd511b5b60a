"""Task tables that lost their lines: each cell a line of its own, or columns set side by side with spaces.

Both begin with a heading "TT" or "STT". What comes of them are rows of cells, as if bars stood between these.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from nhipcau.officialdocs.document import Span
from nhipcau.officialdocs.lines import Line, Source
from nhipcau.officialdocs.table_columns import is_task_table, name_columns
from nhipcau.officialdocs.units import begins_unit

_HEADING = re.compile(r"(?:s?tt|so tt|so thu tu)(?=\s|$)")
_ANY_HEADING = re.compile(r"^[ \t]*(?:s?tt|so tt|so thu tu)(?=\s|$)", re.MULTILINE)
_ORDINAL = re.compile(r"\(?(?P<number>\d{1,3}|[ivx]{1,5}|[a-h])[.)]?")
_ENDS = re.compile(r"(?:phu luc|ghi chu\s*:|noi nhan|tong cong|tong so)\b")
_DAY = re.compile(r"\b(?:\d{1,2}/\d{4}|\d{1,2}/\d{1,2}|thang \d|quy [ivx\d]|nam \d{4}|thuong xuyen|hang |truoc )")
_GAP = re.compile(r"[^\S\n]{2,}")
# Headings that stand so close that one space is between them.
_NEXT_HEADING = re.compile(
    r"(?<=[^\W\d_]) (?=(?:co quan|don vi|thoi gian|thoi han|san pham|ghi chu|kinh phi|tien do)\b)"
)
_MOST_HEADINGS = 12
_MOST_LINES = 400
_LONGEST_CELL = 500
_LONGEST_HEADING = 60
_RUNNING = 75

Cell = list[Span]


@dataclass(frozen=True, slots=True)
class BareTable:
    """A table: the index of its first line, of the line behind its last, and its rows of cells."""

    first: int
    behind: int
    rows: tuple[tuple[Cell, ...], ...]


def find_bare_tables(source: Source) -> list[BareTable]:
    """Give the tables in order."""
    if _ANY_HEADING.search(source.folded) is None:
        return []
    found: list[BareTable] = []
    index = 0
    while index < len(source.lines):
        line = source.lines[index]
        heading = _HEADING.match(source.folded, line.start, line.end)
        table = None
        if heading is not None and "|" not in source.of(line):
            alone = heading.end() == line.end
            table = _with_cells_as_lines(source, index) if alone else _with_columns(source, index)
        if table is not None:
            found.append(table)
        index = index + 1 if table is None else table.behind
    return found


def _with_cells_as_lines(source: Source, first: int) -> BareTable | None:
    headings: list[Cell] = [[_span(source.lines[first])]]
    index = first + 1
    while index < len(source.lines) and not _is_ordinal(source, source.lines[index], 1):
        line = source.lines[index]
        if len(headings) > _MOST_HEADINGS or line.end - line.start > _LONGEST_HEADING:
            return None
        if source.text[line.start].islower():
            headings[-1].append(_span(line))
        else:
            headings.append([_span(line)])
        index += 1
    columns = name_columns([_folded(source, cell) for cell in headings])
    if not is_task_table(columns) or index >= len(source.lines):
        return None
    rows: list[tuple[Cell, ...]] = [tuple(headings)]
    due = 1
    while index < len(source.lines):
        ordinal = source.lines[index]
        number = _number(source, ordinal)
        if number is None or (number.isdigit() and int(number) != due):
            break
        due += number.isdigit()
        behind = _row_end(source, index + 1, due, len(columns))
        rows.append(_fitted(source, [_span(line) for line in source.lines[index:behind]], columns))
        index = behind
    return BareTable(first, index, tuple(rows))


def _row_end(source: Source, index: int, due: int, columns: int) -> int:
    """A row runs to the next number, to the heading of a group, or as far as its columns go."""
    start, cells = index, 0
    while index < len(source.lines) and index - start < 3 * columns:
        line = source.lines[index]
        if _is_ordinal(source, line, due) or line.end - line.start > _LONGEST_CELL:
            return index
        if _ENDS.match(source.folded, line.start, line.end):
            return index
        cells += not source.text[line.start].islower()
        if cells >= columns and not any(
            _is_ordinal(source, later, due) for later in source.lines[index : index + columns]
        ):
            return index
        index += 1
    return index


def _is_ordinal(source: Source, line: Line, due: int) -> bool:
    """The number that is due, or the numeral of a group."""
    number = _number(source, line)
    return number is not None and (not number.isdigit() or int(number) == due)


def _number(source: Source, line: Line) -> str | None:
    if line.end - line.start > 6:
        return None
    found = _ORDINAL.fullmatch(source.folded, line.start, line.end)
    if found is None or (found["number"].isalpha() and not source.text[found.start("number")].isupper()):
        return None
    return found["number"]


def _fitted(source: Source, spans: list[Span], columns: Sequence[str | None]) -> tuple[Cell, ...]:
    """Give the lines of one row to its columns: one by one, or by what they hold when some are missing or broken."""
    cells: list[Cell] = [[spans[0]]]
    for span in spans[1:]:
        if len(spans) > len(columns) and source.text[span.start].islower() and len(cells) > 1:
            cells[-1].append(span)
        else:
            cells.append([span])
    if len(cells) == len(columns) or len(cells) <= 2:
        return tuple(cells)
    fitted: list[Cell] = [[] for _ in columns]
    fitted[0], task = cells[0], columns.index("task")
    for cell in cells[1:]:
        fitted[_column_of(source, cell, columns, fitted, task)].extend(cell)
    return tuple(fitted)


def _column_of(source: Source, cell: Cell, columns: Sequence[str | None], fitted: list[Cell], task: int) -> int:
    text, folded = source.of(cell[0]), source.folded_of(cell[0])
    if not fitted[task]:
        return task
    for name in ("unit", "cooperating"):
        if name in columns and not fitted[columns.index(name)] and begins_unit(text, folded):
            return columns.index(name)
    if "deadline" in columns and _DAY.search(folded):
        return columns.index("deadline")
    last = max(number for number, filled in enumerate(fitted) if filled)
    if all(not filled for filled in fitted[task + 1 :]):
        return task
    return min(last + 1, len(columns) - 1)


def _with_columns(source: Source, first: int) -> BareTable | None:
    pieces = _pieces(source, source.lines[first])
    if len(pieces) < 3:
        return None
    behind = first + 1
    while behind < len(source.lines) and behind - first < _MOST_LINES and _is_in_table(source, behind, pieces):
        behind += 1
    lines = source.lines[first:behind]
    bounds = _bounds(source, lines, [piece.start - _line_start(source, lines[0]) for piece in pieces])
    rows = _rows(source, lines, bounds)
    columns = name_columns([_folded(source, cell) for cell in rows[0]]) if rows else []
    return BareTable(first, behind, tuple(rows)) if is_task_table(columns) and len(rows) > 1 else None


def _pieces(source: Source, line: Line) -> list[Span]:
    """The headings of a line, also those that only one space parts."""
    cuts = {line.start}
    cuts.update(gap.end() for gap in _GAP.finditer(source.text, line.start, line.end))
    heading = _HEADING.match(source.folded, line.start, line.end)
    if heading is not None and heading.end() < line.end:
        cuts.add(
            heading.end()
            + len(source.text[heading.end() : line.end])
            - len(source.text[heading.end() : line.end].lstrip())
        )
    cuts.update(found.end() for found in _NEXT_HEADING.finditer(source.folded, line.start, line.end))
    starts = sorted(cuts)
    return [Span(a, b) for a, b in zip(starts, [*starts[1:], line.end], strict=True)]


def _is_in_table(source: Source, index: int, pieces: Sequence[Span]) -> bool:
    """A line of the table has gaps between columns or stands under one of them; running text does neither."""
    line = source.lines[index]
    text = source.of(line)
    if _ENDS.match(source.folded, line.start, line.end):
        return False
    gapped = _GAP.search(text) is not None
    offset = line.start - _line_start(source, line)
    second = pieces[1].start - _line_start_of(source, pieces[0].start)
    is_group = _ORDINAL.match(source.folded, line.start, line.end) is not None and text[:1].isupper()
    return gapped or offset >= second - 2 or is_group or (len(text) < _RUNNING and text[:1].isdigit() and len(text) < 4)


def _bounds(source: Source, lines: Sequence[Line], starts: Sequence[int]) -> list[int]:
    """Where the columns part: between two headings, at the place that most lines leave blank."""
    bounds = []
    for left, right in pairwise(starts):
        best = max(range(left + 1, right + 1), key=lambda at: (_blank_at(source, lines, at - 1), at))
        bounds.append(best)
    return bounds


def _blank_at(source: Source, lines: Sequence[Line], at: int) -> int:
    return sum(
        1 for line in lines if (place := _line_start(source, line) + at) >= line.end or source.text[place].isspace()
    )


def _rows(source: Source, lines: Sequence[Line], bounds: Sequence[int]) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for line in lines:
        start = _line_start(source, line)
        cells = []
        edges = [0, *(_between_words(source, line, start + bound) - start for bound in bounds), line.end - start]
        for left, right in pairwise(edges):
            span = _trimmed(source, max(line.start, start + left), min(line.end, start + right))
            cells.append([] if span is None else [span])
        if not rows or cells[0]:
            rows.append(tuple(cells))
        else:
            for cell, more in zip(rows[-1], cells, strict=True):
                cell.extend(more)
    return rows


def _between_words(source: Source, line: Line, place: int) -> int:
    """Move the place where columns part to the nearest gap between words."""
    for distance in range(1, 20):
        for at in (place - distance + 1, place + distance - 1):
            if not (line.start < at < line.end) or source.text[at - 1].isspace() or source.text[at].isspace():
                return at
    return place


def _trimmed(source: Source, start: int, end: int) -> Span | None:
    while start < end and source.text[start].isspace():
        start += 1
    while end > start and source.text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _line_start(source: Source, line: Line) -> int:
    return _line_start_of(source, line.start)


def _line_start_of(source: Source, place: int) -> int:
    return source.text.rfind("\n", 0, place) + 1


def _span(line: Line) -> Span:
    return Span(line.start, line.end)


def _folded(source: Source, cell: Cell) -> str:
    return " ".join(source.folded_of(span) for span in cell)
