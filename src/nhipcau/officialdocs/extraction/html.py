"""Saved web pages: the document found among what a site puts around it.

A page of Word or LibreOffice saved as HTML is such a page as well, and so is the archive that browsers make (MHTML).
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from email.policy import default as default_policy
from pathlib import Path

from lxml import etree, html

from nhipcau.officialdocs.decoding import NotReadable, NotReadableCode
from nhipcau.officialdocs.extraction.blocks import Anchor, Block, Cell, Inline, Paragraph, Table, Writer
from nhipcau.officialdocs.extraction.context import Context
from nhipcau.officialdocs.extraction.docx_numbering import printed
from nhipcau.officialdocs.extraction.extracted import Extracted, Format, Note
from nhipcau.officialdocs.extraction.main_text import main_element, mark_on_page
from nhipcau.officialdocs.extraction.sniffing import is_archived_page
from nhipcau.officialdocs.extraction.text import LEGACY_NOTES
from nhipcau.officialdocs.secrecy import find_secrecy_mark
from nhipcau.vietnamese import LegacyFont, by_font, legacy_font

_TABLE = tomllib.loads((Path(__file__).parent / "tables" / "html.toml").read_text(encoding="utf-8"))
_BLOCKS = frozenset(_TABLE["elements"]["blocks"])
_SILENT = frozenset(_TABLE["elements"]["silent"])
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_FONT = re.compile(r"font-family\s*:\s*([^;]+)", re.IGNORECASE)
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_CAPITALS = re.compile(r"text-transform\s*:\s*uppercase", re.IGNORECASE)
_BULLETS_OF_WORD = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_NOTE_TARGET = re.compile(r"#(_?(?:ftn|edn|footnote|fn|sdfootnote)[\w:.-]*)", re.IGNORECASE)
_NOTE_MARK = re.compile(r"\[?\(?\s*(\d{1,3}|[ivx]{1,5}|\*{1,3})\s*\)?\]?")
_SPACES = re.compile(r"[ \t\n\r\f]+")
_LIST_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLE_FORMS = {
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
}
_AROUND_ROWS = ("tbody", "thead", "tfoot", "form")
_MOST_DEPTH = 150
_MOST_COLUMNS = 200
_MOST_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class _Look:
    """What the elements around a text say about it."""

    font: LegacyFont | None = None
    centred: bool = False
    kept: bool = False
    capitals: bool = False


@dataclass(slots=True)
class _Gathering:
    """Blocks while they are gathered, with the paragraph that is open."""

    blocks: list[Block] = field(default_factory=list)
    inlines: list[Inline] = field(default_factory=list)
    centred: bool = False
    note: str | None = None


def read_html(data: bytes, context: Context) -> Extracted:
    """Read a saved page.

    Raises:
        NotReadable: "empty" (no text in it), "not_text" (no encoding explains its bytes).
    """
    page = _page_of_archive(data) if is_archived_page(data) else data
    root = _parse(_decoded(page))
    said_elsewhere = mark_on_page(root)
    walker = _Walker(root)
    walker.walk(main_element(root), _Look(), 0)
    walker.close()
    writer = Writer()
    if said_elsewhere and find_secrecy_mark("\n".join(_lines_of(walker.done.blocks))) is None:
        writer.write([Paragraph([said_elsewhere])])
    writer.write(walker.done.blocks)
    text = writer.builder.text
    if not text.strip():
        raise NotReadable(NotReadableCode.EMPTY)
    return Extracted(text, Format.HTML, footnotes=writer.footnotes, notes=tuple(walker.notes))


def _page_of_archive(data: bytes) -> bytes:
    """The first page of an MHTML archive, in UTF-8."""
    message = message_from_bytes(data, policy=default_policy)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                charset = part.get_content_charset()
                return content if charset is None else _in_utf8(content, charset)
    raise NotReadable(NotReadableCode.EMPTY)


def _in_utf8(content: bytes, charset: str) -> bytes:
    try:
        return content.decode(charset).encode()
    except (LookupError, UnicodeDecodeError):
        return content


def _decoded(data: bytes) -> str:
    """UTF-8 where it fits, whatever the page says of itself; else what the page says; else the code page 1252."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    named = _CHARSET.search(data[:4096])
    for charset in (named[1].decode("ascii", "replace") if named else "", "cp1258", "cp1252"):
        try:
            return data.decode(charset)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("utf-8", "replace")


def _parse(text: str) -> etree._Element:
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = html.document_fromstring(text.replace("\x00", "").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise NotReadable(NotReadableCode.EMPTY) from None
    return root


class _Walker:
    """Walks an element and gathers paragraphs and tables."""

    def __init__(self, root: etree._Element) -> None:
        self.done = _Gathering()
        self.notes: dict[Note, None] = {}
        self._targets = {str(name) for name in root.xpath("//@id | //a/@name")}
        self._fonts: dict[str, LegacyFont | None] = {}

    def walk(self, element: etree._Element, look: _Look, depth: int) -> None:
        """Take in an element with what is in it."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in _SILENT:
            return
        if depth > _MOST_DEPTH:
            self.done.inlines.append(_SPACES.sub(" ", " ".join(element.itertext())))
            return
        style = element.get("style") or ""
        if element.get("hidden") is not None or _HIDDEN.search(style):
            if "".join(element.itertext()).strip():
                self.notes[Note.HIDDEN_TEXT_LEFT_OUT] = None
            return
        if _BULLETS_OF_WORD.search(style):
            self.done.inlines.append(_SPACES.sub(" ", "".join(element.itertext())).strip() + " ")
            return
        look = self._look(element, tag, style, look)
        if tag == "br":
            self.done.inlines.append("\n")
        elif tag == "table":
            self.close()
            for one in element:
                # A caption; and what broken markup left between the rows.
                if one.tag != "tr" and one.tag not in _AROUND_ROWS:
                    self.walk(one, look, depth + 1)
            self.close()
            self.done.blocks.append(self._table(element, look, depth))
        elif tag in ("ol", "ul"):
            self._list(element, look, depth)
        elif tag in _BLOCKS:
            self.close()
            self.done.centred = look.centred
            self._inside(element, look, depth)
            if tag == "p" and not self.done.inlines:
                self.done.blocks.append(Paragraph([]))
            self.close()
        elif tag == "a" and self._is_note(element, look):
            return
        else:
            self._inside(element, look, depth)

    def close(self) -> None:
        """End the open paragraph."""
        inlines, note = self.done.inlines, self.done.note
        self.done.inlines, self.done.note = [], None
        if any(not isinstance(inline, str) or inline.strip() for inline in inlines):
            self.done.blocks.append(Paragraph(_tidied(inlines), self.done.centred, note))
        elif "\n" in inlines:
            self.done.blocks.append(Paragraph([]))

    def _inside(self, element: etree._Element, look: _Look, depth: int) -> None:
        self._text(element.text, look)
        for one in element:
            self.walk(one, look, depth + 1)
            # Behind a block the paragraph around it goes on, as centred as it was.
            self.done.centred = look.centred if not self.done.inlines else self.done.centred
            self._text(one.tail, look)

    def _text(self, text: str | None, look: _Look) -> None:
        if not text:
            return
        turned = by_font(text, look.font)
        if look.font is not None and turned != text:
            self.notes[LEGACY_NOTES[look.font.encoding]] = None
        if look.capitals:
            turned = turned.upper()
        self.done.inlines.append(turned if look.kept else _SPACES.sub(" ", turned))

    def _look(self, element: etree._Element, tag: str, style: str, look: _Look) -> _Look:
        named = _FONT.search(style)
        name = named[1].split(",")[0] if named else element.get("face") if tag == "font" else None
        if name:
            look = replace(look, font=self._font(name))
        alignment = (element.get("align") or "").lower()
        if _CENTRED.search(style) or alignment == "center" or tag == "center":
            look = replace(look, centred=True)
        elif "text-align" in style or alignment or tag in ("td", "table"):
            look = replace(look, centred=False)
        if _CAPITALS.search(style):
            look = replace(look, capitals=True)
        return replace(look, kept=True) if tag == "pre" else look

    def _font(self, name: str) -> LegacyFont | None:
        if name not in self._fonts:
            self._fonts[name] = legacy_font(name)
        return self._fonts[name]

    def _is_note(self, element: etree._Element, look: _Look) -> bool:
        """A link from a footnote's number to its words, or back. Both ends are to be in the page."""
        target = _NOTE_TARGET.match(element.get("href") or "")
        own = element.get("name") or element.get("id") or ""
        mark = _NOTE_MARK.fullmatch("".join(element.itertext()).strip())
        if target is None or mark is None or target[1] not in self._targets:
            return False
        is_back = re.search(r"ref|anc", target[1], re.IGNORECASE) is not None
        printed_mark = f"[{mark[1]}]"
        if is_back:
            self.done.note = own or re.sub(r"ref|anc", "", target[1], flags=re.IGNORECASE)
            self.done.inlines.append(f"{printed_mark} ")
        else:
            self.done.inlines.append(Anchor(target[1], printed_mark))
        return True

    def _list(self, element: etree._Element, look: _Look, depth: int) -> None:
        self.close()
        style = re.search(r"list-style(?:-type)?\s*:\s*([\w-]+)", element.get("style") or "")
        form = _LIST_FORMS.get(element.get("type") or "") or _STYLE_FORMS.get(style[1] if style else "") or "decimal"
        number = _whole(element.get("start"), 1)
        for one in element:
            if one.tag != "li":
                self.walk(one, look, depth + 1)
                continue
            number = _whole(one.get("value"), number)
            label = f"{printed(number, form)}. " if element.tag == "ol" else "- "
            number += 1
            before = len(self.done.blocks)
            self.done.centred = look.centred
            self.walk(one, look, depth + 1)
            first = self.done.blocks[before] if before < len(self.done.blocks) else None
            if isinstance(first, Paragraph):
                first.inlines.insert(0, label)

    def _table(self, element: etree._Element, look: _Look, depth: int) -> Table:
        table = Table()
        hanging: dict[int, tuple[int, Cell]] = {}
        for row in _rows(element):
            cells: list[Cell] = []
            column = 0
            for one in (*(c for c in row if c.tag in ("td", "th")), None):
                while column in hanging:
                    left, above = hanging.pop(column)
                    cells.append(Cell(above.blocks, above.across, goes_on=True))
                    if left > 1:
                        hanging[column - _MOST_COLUMNS] = (left - 1, above)
                    column += above.across
                if one is None:
                    break
                cell = Cell(self._inner(one, look, depth), min(_whole(one.get("colspan"), 1), _MOST_COLUMNS) or 1)
                cells.append(cell)
                down = min(_whole(one.get("rowspan"), 1), _MOST_ROWS)
                if down > 1:
                    hanging[column - _MOST_COLUMNS] = (down - 1, cell)
                column += cell.across
            # What was put aside below zero hangs into the next row.
            hanging = {c + _MOST_COLUMNS if c < 0 else c: value for c, value in hanging.items()}
            table.rows.append(cells)
        return table

    def _inner(self, element: etree._Element, look: _Look, depth: int) -> list[Block]:
        outer, self.done = self.done, _Gathering()
        self.walk(element, look, depth + 1)
        self.close()
        inner, self.done = self.done, outer
        return inner.blocks


def _lines_of(blocks: list[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from block.text.split("\n")
        else:
            for row in block.rows:
                for cell in row:
                    yield from _lines_of(cell.blocks)


def _rows(table: etree._Element) -> list[etree._Element]:
    found: list[etree._Element] = []
    for one in table:
        if one.tag == "tr":
            found.append(one)
        elif one.tag in _AROUND_ROWS:
            found.extend(inner for inner in one if inner.tag == "tr")
    return found


def _whole(value: str | None, otherwise: int) -> int:
    try:
        number = int((value or "").strip())
    except ValueError:
        return otherwise
    return number if 0 <= number < 100_000 else otherwise


def _tidied(inlines: list[Inline]) -> list[Inline]:
    """Spaces at the ends of lines go, and so does the second of two."""
    tidied: list[Inline] = []
    for inline in inlines:
        last = tidied[-1] if tidied else "\n"
        kept = inline
        if isinstance(inline, str) and isinstance(last, str):
            kept = inline.lstrip(" ") if last.endswith((" ", "\n")) else inline
            if tidied and kept.startswith("\n"):
                tidied[-1] = last.rstrip(" ")
        if kept != "":
            tidied.append(kept)
    return tidied
