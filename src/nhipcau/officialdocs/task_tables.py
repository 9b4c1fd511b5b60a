"""Tables of tasks in annexes: columns known by their headings, one row one task.

Text keeps a table as rows of cells with "|" between them; a cell may run over several lines. Headings may stand on
two rows ("Đơn vị thực hiện" over "Chủ trì" and "Phối hợp") and come again on every page. A row that fills one cell only
is the heading of a group; where the table has no column for units, a group may name the unit of its rows.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nhipcau.officialdocs.paragraphs import Paragraph, Sort
from nhipcau.officialdocs.table_columns import is_task_table, name_columns
from nhipcau.officialdocs.units import begins_unit
from nhipcau.vietnamese import fold

_CELL = re.compile(r"\s?\|\s?")
_NUMBERS_ONLY = re.compile(r"[\s|()\[\]\d.=x+-]*")
_SAME_AS_ABOVE = re.compile(r"(?:nt|nhu tren|[-–\"”'’,.\s]*)")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's place in the text of its row."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A row of a task table: the index of its paragraph and its cells by what they hold.

    `unit_index` is the paragraph that holds the cell "unit": another one where the unit stands in a row above.
    """

    index: int
    cells: dict[str, Cell]
    unit_index: int

    @property
    def is_unit_inherited(self) -> bool:
        """Whether the unit stands in a row above."""
        return self.unit_index != self.index


@dataclass(slots=True)
class _Table:
    columns: list[str | None]
    heading: int
    unit: tuple[int, Cell] | None = None


def task_rows(paragraphs: Sequence[Paragraph]) -> Iterator[TaskRow]:
    """Give the rows of all tables whose headings name a task and a unit, or a task and a time."""
    table: _Table | None = None
    for index, paragraph in enumerate(paragraphs):
        if paragraph.sort is not Sort.TABLE:
            table = None
            continue
        cells = _cells(paragraph.text)
        heading = _headings(paragraph.text, cells)
        if is_task_table(heading):
            # Headings that come again on the next page leave the group open.
            table = _Table(heading, index, table.unit if table and table.columns == heading else None)
        elif table is not None and index == table.heading + 1 and (below := _second_row(table.columns, heading)):
            table = replace(table, columns=below, heading=index)
        elif table is not None:
            row = _row(paragraph, index, cells, table)
            if row is not None:
                yield row


def _row(paragraph: Paragraph, index: int, cells: Sequence[Cell], table: _Table) -> TaskRow | None:
    text = paragraph.text
    if len(cells) > len(table.columns) or _NUMBERS_ONLY.fullmatch(text):
        return None
    named = {name: cell for name, cell in zip(table.columns, cells, strict=False) if name and cell.end > cell.start}
    others = (cell for name, cell in zip(table.columns, cells, strict=False) if name != "ordinal")
    filled = {text[cell.start : cell.end] for cell in others if cell.end > cell.start}
    if len(filled) < 2 and len(table.columns) > 2:
        _open_group(paragraph, index, cells, table)
        return None
    if "task" not in named:
        return None
    unit = named.get("unit")
    if unit is not None and not _SAME_AS_ABOVE.fullmatch(paragraph.folded[unit.start : unit.end]):
        if text[unit.start].islower() and not begins_unit(text, paragraph.folded, unit.start):
            # "Đơn vị" over "tin, bài", "lượt" is what is counted, not who does it.
            return None
        if "unit" in table.columns:
            table.unit = index, unit
        return TaskRow(index, named, index)
    if table.unit is None:
        return None
    return TaskRow(index, {**named, "unit": table.unit[1]}, table.unit[0])


def _open_group(paragraph: Paragraph, index: int, cells: Sequence[Cell], table: _Table) -> None:
    """The heading of a group names the unit of its rows where no column does."""
    table.unit = None
    if "unit" in table.columns:
        return
    widest = max(cells, key=lambda cell: cell.end - cell.start)
    if begins_unit(paragraph.text, paragraph.folded, widest.start):
        table.unit = index, widest


def _second_row(above: Sequence[str | None], below: Sequence[str | None]) -> list[str | None]:
    """Join the second row of headings with the first; nothing when it is none."""
    if len(below) != len(above) or not {"unit", "cooperating"} & set(below) or "ordinal" in below:
        return []
    joined: list[str | None] = []
    for one, other in zip(above, below, strict=True):
        name = other or one
        joined.append(None if name in joined else name)
    return joined if "task" in joined else []


def _cells(text: str) -> list[Cell]:
    cells, at = [], 0
    for bar in _CELL.finditer(text):
        cells.append(_trimmed(text, at, bar.start()))
        at = bar.end()
    return [*cells, _trimmed(text, at, len(text))]


def _trimmed(text: str, start: int, end: int) -> Cell:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Cell(start, end)


def _headings(text: str, cells: Sequence[Cell]) -> list[str | None]:
    return name_columns([fold(text[cell.start : cell.end]) for cell in cells])
