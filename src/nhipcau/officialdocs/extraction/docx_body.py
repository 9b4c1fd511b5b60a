"""Paragraphs and tables of WordprocessingML: runs with their fonts, numbers, boxes, footnotes, changes.

Source: ISO/IEC 29500-1, 17.3 (paragraphs and runs), 17.4 (tables), 17.13.5 (tracked changes).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from nhipcau.officialdocs.extraction.blocks import Anchor, Block, Cell, Inline, Paragraph, Table
from nhipcau.officialdocs.extraction.docx_markup import (
    Element,
    attribute,
    child,
    name_of,
    number_of,
    value_of,
)
from nhipcau.officialdocs.extraction.docx_numbering import Numberings
from nhipcau.officialdocs.extraction.docx_styles import RunLook, Style, Styles, run_look
from nhipcau.officialdocs.extraction.extracted import Note
from nhipcau.officialdocs.extraction.symbols import symbol
from nhipcau.officialdocs.extraction.text import LEGACY_NOTES
from nhipcau.officialdocs.secrecy import find_secrecy_mark
from nhipcau.vietnamese import LegacyFont, by_font, is_unicode, legacy_font

_SKIPPED = frozenset(
    {
        "pPr",
        "rPr",
        "tcPr",
        "trPr",
        "instrText",
        "delText",
        "delInstrText",
        "fldChar",
        "rt",
        "sdtPr",
        "sdtEndPr",
        "binData",
    }
)
_DELETED = frozenset({"del", "moveFrom"})
_INSERTED = frozenset({"ins", "moveTo"})
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_SYMBOL_FONTS = ("symbol", "wingdings", "webdings")
_INSTEAD = ("descr", "title", "alt")
_MOST_DEPTH = 60
_MOST_COLUMNS = 200


@dataclass(slots=True)
class _Piece:
    """Text of one font."""

    text: str
    font: LegacyFont | None


@dataclass(slots=True)
class _Running:
    """A paragraph while its runs are read."""

    style: Style
    pieces: list[_Piece | Anchor] = field(default_factory=list)
    boxes: list[Block] = field(default_factory=list)

    def add(self, text: str, font: LegacyFont | None) -> None:
        """Add text. What one font typed in two runs is one text, as a letter may be cut from its signs; Unicode that
        was put between is none of it.
        """
        last = self.pieces[-1] if self.pieces else None
        is_one = isinstance(last, _Piece) and last.font == font and is_unicode(last.text) == is_unicode(text)
        if isinstance(last, _Piece) and (is_one or font is None is last.font):
            last.text += text
        else:
            self.pieces.append(_Piece(text, font))


class BodyReader:
    """Turns elements into blocks. It counts numbers and footnotes, so elements are to come in the order of the text."""

    def __init__(self, styles: Styles, numberings: Numberings) -> None:
        self.notes: dict[Note, None] = {}
        self._styles = styles
        self._numberings = numberings
        self._marks: dict[str, str] = {}
        self._carried: list[Inline] = []
        self._fonts: dict[str, LegacyFont | None] = {}

    def blocks(self, element: Element, depth: int = 0) -> Iterator[Block]:
        """Give the blocks of an element that holds paragraphs and tables: a body, a cell, a text box, a footnote."""
        if depth > _MOST_DEPTH:
            return
        for one in element:
            name = name_of(one)
            if name == "p":
                yield from self.paragraph(one, depth)
            elif name == "tbl":
                yield self.table(one, depth)
            elif name in _DELETED:
                self.notes[Note.CHANGES_ACCEPTED] = None
            elif name == "AlternateContent":
                chosen = _choice(one)
                if chosen is not None:
                    yield from self.blocks(chosen, depth + 1)
            elif name not in _SKIPPED:
                yield from self.blocks(one, depth + 1)

    def paragraph(self, element: Element, depth: int = 0) -> Iterator[Block]:
        """Give a paragraph, and behind it the text boxes that hang on it."""
        properties = child(element, "pPr")
        key = value_of(properties, "pStyle") or self._styles.default_paragraph
        style = self._styles.get(key)
        if style.name.lower().startswith("toc ") and style.name[4:].isdigit():
            return
        running = _Running(style)
        self._runs(element, running, depth)
        label = self._label(properties, key, style)
        inlines: list[Inline] = [*self._carried, *([f"{label} "] if label else []), *self._turned(running)]
        self._carried = []
        mark = child(properties, "rPr")
        if any(child(mark, name) is not None for name in _DELETED):
            # The end of this paragraph was deleted: its words belong to the next one.
            self.notes[Note.CHANGES_ACCEPTED] = None
            self._carried = inlines
        else:
            alignment = value_of(properties, "jc") or style.alignment
            yield Paragraph(inlines, centred=alignment == "center")
        yield from running.boxes

    def table(self, element: Element, depth: int = 0) -> Table:
        """Give a table with its merged cells."""
        table = Table()
        above: dict[int, Cell] = {}
        for row in _rows(element):
            properties = child(row, "trPr")
            if child(properties, "del") is not None:
                self.notes[Note.CHANGES_ACCEPTED] = None
                continue
            before = min(number_of(properties, "gridBefore") or 0, _MOST_COLUMNS)
            cells: list[Cell] = [Cell([]) for _ in range(before)]
            column = before
            for one in _cells(row):
                cell = self._cell(one, above.get(column), depth)
                above[column] = cell
                column += cell.across
                cells.append(cell)
            table.rows.append(cells)
        return table

    def _cell(self, element: Element, above: Cell | None, depth: int) -> Cell:
        properties = child(element, "tcPr")
        across = min(max(number_of(properties, "gridSpan") or 1, 1), _MOST_COLUMNS)
        merged = child(properties, "vMerge")
        goes_on = merged is not None and attribute(merged, "val") != "restart"
        blocks = list(self.blocks(element, depth + 1))
        if goes_on and above is not None and not any(_has_text(block) for block in blocks):
            return Cell(above.blocks, across, goes_on=True)
        return Cell(blocks, across)

    def _label(self, properties: Element | None, key: str | None, style: Style) -> str:
        own = child(properties, "numPr")
        numbering = value_of(own, "numId") or style.numbering
        if numbering is None or numbering == "0":
            return ""
        level = number_of(own, "ilvl")
        if level is None:
            tied = self._numberings.level_of_style(numbering, key)
            level = tied if tied is not None else style.level or 0
        return self._numberings.next_label(numbering, level)

    def _runs(self, element: Element, running: _Running, depth: int) -> None:
        if depth > _MOST_DEPTH:
            return
        for one in element:
            name = name_of(one)
            if name == "r":
                self._run(one, running, depth)
            elif name in _DELETED:
                self.notes[Note.CHANGES_ACCEPTED] = None
            elif name == "AlternateContent":
                chosen = _choice(one)
                if chosen is not None:
                    self._runs(chosen, running, depth + 1)
            elif name and name not in _SKIPPED:
                if name in _INSERTED:
                    self.notes[Note.CHANGES_ACCEPTED] = None
                self._runs(one, running, depth + 1)

    def _run(self, element: Element, running: _Running, depth: int) -> None:
        properties = child(element, "rPr")
        look = running.style.run
        if properties is not None:
            of_style = self._styles.get(value_of(properties, "rStyle")).run
            look = run_look(properties, self._styles.theme).over(of_style).over(look)
        look = look.over(self._styles.default_run)
        if look.hidden:
            if any(name_of(one) == "t" and one.text for one in element):
                self.notes[Note.HIDDEN_TEXT_LEFT_OUT] = None
            return
        for one in element:
            self._in_run(one, look, running, depth)

    def _in_run(self, element: Element, look: RunLook, running: _Running, depth: int) -> None:
        name = name_of(element)
        if name == "t":
            self._text(element.text or "", look, running)
        elif name in _SIGNS:
            running.add(_SIGNS[name], None)
        elif name == "sym":
            code = attribute(element, "char") or ""
            sign = _character(code)
            font = attribute(element, "font")
            running.add(by_font(symbol(sign, font), self._legacy(font)) if sign else "", None)
        elif name in ("footnoteReference", "endnoteReference"):
            key = name[0] + (attribute(element, "id") or "")
            self._marks.setdefault(key, f"[{len(self._marks) + 1}]")
            running.pieces.append(Anchor(key, self._marks[key]))
        elif name == "AlternateContent":
            chosen = _choice(element)
            for one in chosen if chosen is not None else ():
                self._in_run(one, look, running, depth)
        elif name in ("drawing", "pict", "object"):
            running.boxes.extend(self._boxes(element, depth))
        elif name in ("ruby", "rubyBase"):
            self._runs(element, running, depth + 1)

    def _text(self, text: str, look: RunLook, running: _Running) -> None:
        font = (look.font or "").lower()
        if font.startswith(_SYMBOL_FONTS):
            text = "".join(symbol(character, look.font) for character in text)
        if look.capitals and self._legacy(look.font) is None:
            text = text.upper()
        running.add(text, self._legacy(look.font))

    def _legacy(self, font: str | None) -> LegacyFont | None:
        if font is None:
            return None
        if font not in self._fonts:
            self._fonts[font] = legacy_font(font)
        return self._fonts[font]

    def _turned(self, running: _Running) -> Iterator[Inline]:
        for piece in running.pieces:
            if isinstance(piece, Anchor):
                yield piece
                continue
            turned = by_font(piece.text, piece.font)
            if piece.font is not None and turned != piece.text:
                self.notes[LEGACY_NOTES[piece.font.encoding]] = None
            yield turned

    def _boxes(self, element: Element, depth: int) -> Iterator[Block]:
        """Text boxes and watermarks of a drawing."""
        for one in element.iter():
            name = name_of(one)
            if name == "txbxContent" and not _is_inside_other(one, element):
                yield from self.blocks(one, depth + 1)
            elif name == "textpath" and (words := one.get("string")):
                yield Paragraph([words])
            else:
                # What is said instead of a picture is no text of the document, but may be all that says what it shows.
                yield from (
                    Paragraph([words])
                    for words in dict.fromkeys(one.get(key) or "" for key in _INSTEAD)
                    if words and find_secrecy_mark(words) is not None
                )


def _rows(table: Element) -> Iterator[Element]:
    for one in table:
        name = name_of(one)
        if name == "tr":
            yield one
        elif name in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _rows(one)


def _cells(row: Element) -> Iterator[Element]:
    for one in row:
        name = name_of(one)
        if name == "tc":
            yield one
        elif name in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _cells(one)


def _choice(alternate: Element) -> Element | None:
    """A drawing is kept twice, for new and for old programs. The first that holds words is read."""
    choices = [one for one in alternate if name_of(one) in ("Choice", "Fallback")]
    wordy = (one for one in choices if any(name_of(inner) in ("t", "textpath") for inner in one.iter()))
    return next(wordy, choices[0] if choices else None)


def _is_inside_other(box: Element, outermost: Element) -> bool:
    above = box.getparent()
    while above is not None and above is not outermost:
        if name_of(above) in ("txbxContent", "Fallback"):
            return True
        above = above.getparent()
    return False


def _character(code: str) -> str:
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return chr(number) if 0 < number < 0xD800 or 0xE000 <= number < 0x110000 else ""


def _has_text(block: Block) -> bool:
    return isinstance(block, Table) or bool(block.text.strip())
