"""Tables of tasks in annexes: columns known by their headings, one row one task.

Text keeps a table as rows of cells with "|" between them; a cell may run over several lines.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nhipcau.officialdocs.paragraphs import Paragraph, Sort
from nhipcau.vietnamese import fold

_COLUMNS = (
    ("cooperating", re.compile(r"phoi\s+hop")),
    (
        "unit",
        re.compile(
            r"chu\s+tri|don\s+vi|co\s+quan\s+(?:thuc|chu|tham)|trach\s+nhiem|nguoi\s+(?:thuc|phu)"
            r"|phu\s+trach|phan\s+cong"
        ),
    ),
    ("deadline", re.compile(r"thoi\s+(?:gian|han)|tien\s+do|hoan\s+thanh|han\s+")),
    ("product", re.compile(r"san\s+pham|ket\s+qua|dau\s+ra")),
    ("task", re.compile(r"nhiem\s+vu|noi\s+dung|cong\s+viec|hoat\s+dong|dau\s+viec|ten\s+")),
)
_CELL = re.compile(r"\s?\|\s?")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's place in the text of its row."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A row of a task table: the index of its paragraph and its cells by what they hold."""

    index: int
    cells: dict[str, Cell]


def task_rows(paragraphs: Sequence[Paragraph]) -> Iterator[TaskRow]:
    """Give the rows of all tables whose headings name a task and a unit."""
    columns: list[str | None] = []
    for index, paragraph in enumerate(paragraphs):
        if paragraph.sort is not Sort.TABLE:
            columns = []
            continue
        cells = _cells(paragraph.text)
        heading = _headings(paragraph.text, cells)
        if {"task", "unit"} <= set(heading):
            columns = heading
        elif columns and len(cells) == len(columns):
            named = {name: cell for name, cell in zip(columns, cells, strict=True) if name}
            if named["unit"].end > named["unit"].start and named["task"].end > named["task"].start:
                yield TaskRow(index, named)


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
    names: list[str | None] = []
    for cell in cells:
        words = fold(text[cell.start : cell.end])
        found = next((name for name, pattern in _COLUMNS if len(words) < 60 and pattern.search(words)), None)
        names.append(None if found in names else found)
    return names
