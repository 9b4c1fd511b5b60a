"""DOCX: WordprocessingML read directly, so that numbers, footnotes and changes come out as they are printed.

Source: ISO/IEC 29500-1; the parts are found by their relations, not by their names.
"""

import io
from collections.abc import Iterator
from posixpath import dirname, join, normpath

from lxml import etree

from nhipcau.officialdocs.decoding import NotReadable, NotReadableCode
from nhipcau.officialdocs.extraction.blocks import Block, Paragraph, Table, Writer
from nhipcau.officialdocs.extraction.context import Context
from nhipcau.officialdocs.extraction.docx_body import BodyReader
from nhipcau.officialdocs.extraction.docx_markup import Element, attribute, children, is_on, name_of, relation
from nhipcau.officialdocs.extraction.docx_numbering import Numberings
from nhipcau.officialdocs.extraction.docx_styles import Styles, theme_fonts
from nhipcau.officialdocs.extraction.extracted import Extracted, Format
from nhipcau.officialdocs.extraction.layout import belongs_to_head
from nhipcau.officialdocs.extraction.package import Package, main_part, not_well_formed, refuse_declarations
from nhipcau.officialdocs.secrecy import find_secrecy_mark

_MACROS = ("vbaproject.bin", "vbadata.xml")
# There are three kinds of each.
_MOST_REFERENCES = 12
_OUTER = frozenset({"p", "tbl", "txbxContent"})


class _Document:
    """The parts of a DOCX with their relations."""

    def __init__(self, data: bytes) -> None:
        self.package = Package(data)
        if any(name.endswith(_MACROS) for name in self.package.names):
            raise NotReadable(NotReadableCode.MACROS)
        self.main = main_part(self.package)
        self._by_key: dict[str, str] = {}
        self._by_kind: dict[str, str] = {}
        folder, _, name = self.main.rpartition("/")
        root = self.package.xml(join(folder, "_rels", f"{name}.rels"))
        for one in root if root is not None else ():
            if one.get("TargetMode") == "External":
                continue
            target = one.get("Target") or ""
            part = target.lstrip("/") if target.startswith("/") else normpath(join(dirname(self.main), target))
            self._by_key[one.get("Id") or ""] = part
            self._by_kind.setdefault((one.get("Type") or "").rpartition("/")[2], part)

    def part(self, kind: str) -> Element | None:
        """The part of a kind ("styles"), None when there is none."""
        name = self._by_kind.get(kind)
        return self.package.xml(name) if name is not None else None

    def related(self, key: str | None) -> Element | None:
        """The part of a key."""
        name = self._by_key.get(key or "")
        return self.package.xml(name) if name is not None else None


def read_docx(data: bytes, context: Context, *, came_as: Format = Format.DOCX) -> Extracted:
    """Read a DOCX.

    Raises:
        NotReadable: "damaged", "unpacks_too_large", "dangerous" (entities of its own), "macros", "encrypted", "empty".
    """
    document = _Document(data)
    content = document.package.read(document.main)
    refuse_declarations(content)
    styles = Styles(document.part("styles"), theme_fonts(document.part("theme")))
    numberings = Numberings(document.part("numbering"), styles)
    body = BodyReader(styles, numberings)
    writer = Writer(_notes(document, body))
    writer.write(_head_in_headers(document, content, body))
    writer.write(_blocks(content, body))
    text = writer.builder.text
    if not text.strip():
        raise NotReadable(NotReadableCode.EMPTY)
    return Extracted(text, came_as, footnotes=writer.footnotes, notes=tuple(body.notes))


def _parse(content: bytes, *names: str) -> Iterator[Element]:
    """Give elements as they end; the tree is not kept. Raises NotReadable for XML that is not well formed."""
    tags = [f"{{*}}{name}" for name in names]
    try:
        for _, element in etree.iterparse(
            io.BytesIO(content), tag=tags, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
        ):
            yield element
    except etree.XMLSyntaxError as error:
        raise not_well_formed(error) from None


def _blocks(content: bytes, body: BodyReader) -> Iterator[Block]:
    """The paragraphs and tables of the body, one after the other, each forgotten when it was read."""
    for element in _parse(content, "p", "tbl"):
        if any(name_of(above) in _OUTER for above in element.iterancestors()):
            continue
        if any(name_of(above) in ("del", "moveFrom", "Fallback") for above in element.iterancestors()):
            continue
        if name_of(element) == "p":
            yield from body.paragraph(element)
        else:
            yield body.table(element)
        _forget(element)


def _forget(element: Element) -> None:
    """Let go of an element that was read, and of those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _head_in_headers(document: _Document, content: bytes, body: BodyReader) -> list[Block]:
    """What stands in the header of the first page and belongs to the document: its head, or a mark of secrecy.

    Running headers and page numbers are no text of the document. A mark of secrecy is looked for in all of them, of
    every section.
    """
    kept: list[Block] = []
    read: set[str | None] = set()
    for number, (has_title_page, references) in enumerate(_sections(content)):
        first = "first" if has_title_page else "default"
        for kind, place, key in references:
            root = document.related(key) if key not in read else None
            if root is None:
                continue
            read.add(key)
            blocks = list(body.blocks(root))
            lines = list(_lines(blocks))
            is_first = not number and kind == "headerReference" and place == first
            if (is_first and any(map(belongs_to_head, lines))) or find_secrecy_mark("\n".join(lines)) is not None:
                kept.extend(blocks)
    return kept


def _sections(content: bytes) -> Iterator[tuple[bool, list[tuple[str, str | None, str | None]]]]:
    """Of each section whether its first page has headers of its own, and kind, place and key of its headers and
    footers. What is said of a section stands behind its last paragraph, of the last one at the end of the body.
    """
    for element in _parse(content, "p", "tbl", "sectPr"):
        if name_of(element) == "sectPr":
            references = [one for one in element if name_of(one) in ("headerReference", "footerReference")]
            yield (
                bool(is_on(element, "titlePg")),
                [(name_of(one), attribute(one, "type"), relation(one)) for one in references[:_MOST_REFERENCES]],
            )
        elif not any(name_of(above) in _OUTER for above in element.iterancestors()):
            _forget(element)


def _lines(blocks: list[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from block.text.split("\n")
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield from _lines(cell.blocks)


def _notes(document: _Document, body: BodyReader) -> dict[str, list[Block]]:
    """Footnotes and endnotes by the key that their anchors have."""
    found: dict[str, list[Block]] = {}
    for kind in ("footnote", "endnote"):
        root = document.part(f"{kind}s")
        for one in children(root, kind) if root is not None else ():
            if attribute(one, "type") in (None, "normal"):
                found[kind[0] + (attribute(one, "id") or "")] = list(body.blocks(one))
    return found
