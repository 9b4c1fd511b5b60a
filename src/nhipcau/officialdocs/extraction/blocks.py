"""Paragraphs and tables as office formats and web pages give them, and how they become lines of text.

Tables become rows with " | " between the cells, as the reader of tables wants them; a table that only sets things
side by side (the head of a document, its foot) becomes the lines of its cells, one cell after the other.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from nhipcau.officialdocs.extraction.building import TextBuilder, clean
from nhipcau.officialdocs.extraction.extracted import Footnote
from nhipcau.officialdocs.extraction.layout import in_reading_order, is_layout
from nhipcau.officialdocs.span import Span

_SPACES = re.compile(r"\s+")
# A merged cell says the same in each of its rows, unless it holds a whole text.
_LONGEST_REPEATED = 300
_MOST_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Anchor:
    """The number of a footnote in running text."""

    key: str
    mark: str


Inline = str | Anchor


@dataclass(slots=True)
class Paragraph:
    """Running text; `note` is the key of the footnote whose words these are."""

    inlines: list[Inline]
    centred: bool = False
    note: str | None = None

    @property
    def text(self) -> str:
        """The words without the numbers of footnotes."""
        return "".join(inline for inline in self.inlines if isinstance(inline, str))


@dataclass(slots=True)
class Cell:
    """A cell. `across` says how many columns it takes; one that goes on from above holds what the upper one holds."""

    blocks: list["Block"]
    across: int = 1
    goes_on: bool = False


@dataclass(slots=True)
class Table:
    """Rows of cells."""

    rows: list[list[Cell]] = field(default_factory=list)


Block = Paragraph | Table


class Writer:
    """Writes blocks as text and remembers where the footnotes stand."""

    def __init__(self, notes: Mapping[str, Sequence[Block]] | None = None) -> None:
        self.builder = TextBuilder()
        self._notes = notes or {}
        self._anchors: dict[str, Span] = {}
        self._bodies: dict[str, Span] = {}
        self._waiting: list[Anchor] = []
        self._centred = False

    @property
    def footnotes(self) -> tuple[Footnote, ...]:
        """All footnotes with both ends, in the order of their anchors."""
        return tuple(
            Footnote(anchor, self._bodies[key])
            for key, anchor in sorted(self._anchors.items(), key=lambda item: item[1])
            if key in self._bodies
        )

    def write(self, blocks: Iterable[Block]) -> None:
        """Write blocks, and behind each the footnotes that it names."""
        for block in blocks:
            self._block(block, 0)
            self._write_notes()
        self._write_notes(at_end=True)

    def _block(self, block: Block, depth: int) -> None:
        if isinstance(block, Table):
            self._table(block, depth)
        else:
            self._paragraph(block)

    def _paragraph(self, paragraph: Paragraph) -> None:
        if not paragraph.text.strip() and not any(isinstance(inline, Anchor) for inline in paragraph.inlines):
            self.builder.blank_line()
            return
        # Where centred lines end, the heading of the document ends.
        if self._centred and not paragraph.centred:
            self.builder.blank_line()
        self._centred = paragraph.centred
        start = self.builder.length
        for inline in _trimmed(paragraph.inlines):
            if isinstance(inline, Anchor):
                self._anchor(inline)
            else:
                self.builder.add(inline)
        if paragraph.note is not None:
            body = Span(start, self.builder.length)
            known = self._bodies.get(paragraph.note)
            self._bodies[paragraph.note] = Span(known.start, body.end) if known else body
        self.builder.end_line()

    def _anchor(self, anchor: Anchor) -> None:
        self._anchors.setdefault(anchor.key, self.builder.add(anchor.mark))
        if anchor.key in self._notes:
            self._waiting.append(anchor)

    def _write_notes(self, *, at_end: bool = False) -> None:
        """Footnotes stand behind the paragraph that names them; not behind a line of the heading, whose next line may
        go on with it.
        """
        if self._centred and not at_end:
            return
        waiting, self._waiting = self._waiting, []
        for anchor in waiting:
            if anchor.key in self._bodies:
                continue
            words = " ".join(filter(None, (_joined(block) for block in self._notes[anchor.key])))
            self._bodies[anchor.key] = self.builder.add(f"{anchor.mark} {words}")
            self.builder.end_line()

    def _table(self, table: Table, depth: int) -> None:
        texts = [[_lines_of(cell) for cell in row] for row in table.rows]
        if depth > _MOST_DEPTH or is_layout(texts) or any(_holds_table(cell) for row in table.rows for cell in row):
            self._side_by_side(table, texts, depth)
        else:
            self._rows(table)

    def _side_by_side(self, table: Table, texts: list[list[list[str]]], depth: int) -> None:
        for row, lines in zip(table.rows, texts, strict=True):
            cells = [cell for cell in row if not cell.goes_on]
            simple = not any(_holds_table(cell) for cell in cells) and not any(_anchors_in(cell) for cell in cells)
            if len(cells) == 2 and simple:
                last = 0
                for column, number in in_reading_order(lines[0], lines[1]):
                    if column != last or not lines[column][number]:
                        self.builder.blank_line()
                    self.builder.add(lines[column][number])
                    self.builder.end_line()
                    last = column
            else:
                for cell in cells:
                    for block in cell.blocks:
                        flat = depth > _MOST_DEPTH and isinstance(block, Table)
                        self._block(Paragraph([_joined(block)]) if flat else block, depth + 1)
        self._centred = False
        self.builder.blank_line()

    def _rows(self, table: Table) -> None:
        self.builder.blank_line()
        for row in table.rows:
            filled = False
            for number, cell in enumerate(row):
                if number:
                    self.builder.add(" | ")
                filled |= self._cell(cell)
                self.builder.add(" | " * (cell.across - 1))
            if filled:
                self.builder.end_line()
        self._centred = False
        self.builder.blank_line()

    def _cell(self, cell: Cell) -> bool:
        inlines = [inline for block in cell.blocks for inline in (*_inlines(block), " ")]
        if cell.goes_on and sum(len(inline) for inline in inlines if isinstance(inline, str)) > _LONGEST_REPEATED:
            return False
        for inline in _trimmed(inlines):
            if isinstance(inline, Anchor):
                self._anchor(inline)
            else:
                self.builder.add(_SPACES.sub(" ", inline))
        return bool(inlines)


def _trimmed(inlines: Sequence[Inline]) -> list[Inline]:
    """Without white space at both ends."""
    kept = [inline for inline in inlines if inline != ""]
    while kept and isinstance(kept[0], str) and not kept[0].strip():
        kept.pop(0)
    while kept and isinstance(kept[-1], str) and not kept[-1].strip():
        kept.pop()
    if kept and isinstance(kept[0], str):
        kept[0] = kept[0].lstrip()
    if kept and isinstance(kept[-1], str):
        kept[-1] = kept[-1].rstrip()
    return kept


def _inlines(block: Block) -> Iterator[Inline]:
    if isinstance(block, Paragraph):
        yield from block.inlines
        return
    for row in block.rows:
        for cell in row:
            for inner in cell.blocks:
                yield from _inlines(inner)
                yield " "


def _joined(block: Block) -> str:
    return _SPACES.sub(" ", "".join(inline for inline in _inlines(block) if isinstance(inline, str))).strip()


def _lines_of(cell: Cell) -> list[str]:
    """The lines of a cell, without blank ones at its ends."""
    text = "\n".join(block.text if isinstance(block, Paragraph) else _joined(block) for block in cell.blocks)
    return [line.strip() for line in clean(text).strip().split("\n")]


def _holds_table(cell: Cell) -> bool:
    return any(isinstance(block, Table) for block in cell.blocks)


def _anchors_in(cell: Cell) -> bool:
    return any(isinstance(inline, Anchor) for block in cell.blocks for inline in _inlines(block))
