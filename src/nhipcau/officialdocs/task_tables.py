"""Tables of tasks in annexes: columns known by their headings, one row one task.

Text keeps a table as rows of cells with "|" between them; a cell may run over several lines. Headings may stand on two
rows ("Đơn vị thực hiện" over "Chủ trì" and "Phối hợp") and come again on every page. A row that fills one cell only is the
heading of a group; where the table has no column for units, a group may name the unit of its rows.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nhipcau.officialdocs.paragraphs import Paragraph, Sort
from nhipcau.officialdocs.units import begins_unit
from nhipcau.vietnamese import fold

_COLUMNS = (
    ("ordinal", re.compile(r"(?:s?tt|so\s+tt|so\s+thu\s+tu)$")),
    ("cooperating", re.compile(r"phoi\s+hop")),
    (
        "unit",
        re.compile(
            r"chu\s+tri|don\s+vi(?!\s+(?:tinh|do))|co\s+quan|trach\s+nhiem|nguoi\s+(?:thuc|phu)|phu\s+trach"
            r"|phan\s+cong|bo\s+phan|dau\s+moi"
        ),
    ),
    ("product", re.compile(r"san\s+pham|ket\s+qua|dau\s+ra|hinh\s+thuc\s+van\s+ban")),
    ("deadline", re.compile(r"thoi\s+(?:gian|han|diem)|tien\s+do|hoan\s+thanh|(?:^|\s)han\s|lo\s+trinh|cap\s+trinh\s+ngay")),
    ("budget", re.compile(r"kinh\s+phi|du\s+toan|nguon\s+(?:von|kinh)")),
    ("note", re.compile(r"ghi\s+chu")),
    ("task", re.compile(r"nhiem\s+vu|noi\s+dung|cong\s+viec|hoat\s+dong|dau\s+viec|ten\s+|giai\s+phap|nhom\s+viec")),
)
_LEADS = re.compile(r"chu\s+tri")
_CELL = re.compile(r"\s?\|\s?")
_NUMBERS_ONLY = re.compile(r"[\s|()\[\]\d.=x+-]*")
_SAME_AS_ABOVE = re.compile(r"(?:nt|nhu tren|[-–\"”'’,.\s]*)")
_LONGEST_HEADING = 60


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
        if "task" in heading and {"unit", "deadline"} & set(heading):
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
    filled = {text[cell.start : cell.end] for name, cell in named.items() if name != "ordinal"}
    if len(filled) < 2 and len(table.columns) > 2:
        _open_group(paragraph, index, cells, table)
        return None
    if "task" not in named:
        return None
    unit = named.get("unit")
    if unit is not None and not _SAME_AS_ABOVE.fullmatch(paragraph.folded[unit.start : unit.end]):
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
    """Name the columns of a heading row; cells of a row of tasks are longer than any heading."""
    words = [" ".join(fold(text[cell.start : cell.end]).split()) for cell in cells]
    lead = next((n for n, word in enumerate(words) if len(word) < _LONGEST_HEADING and _LEADS.search(word)), None)
    names: list[str | None] = []
    for number, word in enumerate(words):
        if number == lead:
            found: str | None = "unit"
        elif len(word) >= _LONGEST_HEADING:
            found = None
        else:
            found = next((name for name, pattern in _COLUMNS if pattern.search(word)), None)
        is_taken = found in names or (found == "unit" and lead is not None and number != lead)
        names.append(None if is_taken else found)
    return names
