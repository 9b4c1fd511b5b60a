"""Measuring a DOCX: its sections, and each part by the paragraph that holds its words."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from nhipcau.officialdocs.form_check.measured import (
    CENTRE,
    ELSEWHERE,
    LEFT,
    RIGHT,
    Measured,
    NumberMeasure,
    PageMeasure,
    PartMeasure,
    UnreadableFileError,
    expected_texts,
    without_spaces,
)
from nhipcau.officialdocs.writing import OfficialPaper

# Parts of the header stand in a table before everything else.
OF_HEADER = frozenset({"title", "motto", "star", "parent", "issuer", "number", "day"})
EMU_IN_A_POINT = 12_700


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph with where it stands: in the first table, and in which column of how many."""

    paragraph: Any
    text: str
    is_in_header: bool = False
    column: int = 0
    columns: int = 0


class Looks:
    """What runs look like; a run takes what it does not say itself from its styles, nearest first.

    Looking a style up is slow, so the styles of each pair of names are looked up once.
    """

    def __init__(self) -> None:
        self._chains: dict[tuple[str | None, str | None], list[Any]] = {}

    def sayers(self, paragraph: Any, run: Any) -> Iterator[Any]:
        """The run, then its styles."""
        yield run
        names = (run._r.style, paragraph._p.style)
        if names not in self._chains:
            self._chains[names] = [*_chain(run.style), *_chain(paragraph.style)]
        yield from self._chains[names]

    def size(self, paragraph: Any, run: Any) -> float:
        """In points; 0 when nobody says it."""
        for one in self.sayers(paragraph, run):
            if one.font.size is not None:
                return float(one.font.size.pt)
        return 0.0

    def is_set(self, paragraph: Any, run: Any, name: str) -> bool:
        """Whether it is bold, italic …"""
        for one in self.sayers(paragraph, run):
            if (value := getattr(one.font, name)) is not None:
                return bool(value)
        return False

    def font(self, paragraph: Any, run: Any, kind: str) -> str:
        """The font that it names for a kind of letters; "?" when nobody names one."""
        for one in self.sayers(paragraph, run):
            properties = (one._r if one is run else one.element).rPr
            fonts = properties.rFonts if properties is not None else None
            if fonts is not None and (name := fonts.get(qn(kind))):
                return str(name)
        return "?"


def _chain(nearest: Any) -> Iterator[Any]:
    style = nearest
    while style is not None:
        yield style
        style = style.base_style


def measure_docx(content: bytes, paper: OfficialPaper) -> Measured:
    """What a DOCX is like.

    Raises:
        UnreadableFileError: the bytes are no DOCX.
    """
    try:
        document = Document(io.BytesIO(content))
    except Exception as error:  # whatever a broken archive or XML raises
        raise UnreadableFileError from error
    pieces = list(_pieces(document))
    by_text, looks = _by_text(pieces), Looks()
    headers = [paragraph for section in document.sections for paragraph in section.header.paragraphs]
    return Measured(
        pages=[_page(section, number) for number, section in enumerate(document.sections, start=1)],
        fonts=_fonts([*(piece.paragraph for piece in pieces), *headers], looks),
        parts={name: _part(name, texts, by_text, looks) for name, texts in expected_texts(paper).items()},
        numbers=[_number(section, looks) for section in document.sections],
    )


def _pieces(document: Any) -> Iterator[Piece]:
    """Every paragraph in the order of the file; the header is the table that comes first."""
    for place, block in enumerate(document.iter_inner_content()):
        if isinstance(block, Paragraph):
            yield _piece(block)
        elif isinstance(block, Table):
            for row in block.rows:
                for column, cell in enumerate(row.cells):
                    for paragraph in cell.paragraphs:
                        yield _piece(paragraph, place == 0, column, len(row.cells))


def _piece(paragraph: Any, is_in_header: bool = False, column: int = 0, columns: int = 0) -> Piece:
    return Piece(paragraph, without_spaces(paragraph.text), is_in_header, column, columns)


def _by_text(pieces: Iterable[Piece]) -> dict[str, Piece]:
    """The first paragraph of each text."""
    found: dict[str, Piece] = {}
    for piece in pieces:
        found.setdefault(piece.text, piece)
    return found


def _page(section: Any, number: int) -> PageMeasure:
    sides = {side: getattr(section, f"{side}_margin") for side in ("top", "bottom", "left", "right")}
    return PageMeasure(
        first_page=number,
        width=_mm(section.page_width),
        height=_mm(section.page_height),
        margins={side: _mm(length) for side, length in sides.items()},
    )


def _mm(length: Any) -> float:
    return float(length.mm) if length is not None else 0.0


def _part(name: str, texts: Iterable[str], by_text: dict[str, Piece], looks: Looks) -> PartMeasure:
    """All paragraphs that hold the words of a part, measured together; one text that is missing is a part missing."""
    found: list[Piece] = []
    for text in texts:
        wanted = without_spaces(text)
        # A recipient ends with a sign that its place in the list gives.
        ends = (";", ".") if name == "recipients" else ("",)
        piece = next((by_text[wanted + end] for end in ends if wanted + end in by_text), None)
        if piece is None:
            return PartMeasure()
        found.append(piece)
    runs = [(piece.paragraph, run) for piece in found for run in piece.paragraph.runs if run.text.strip()]
    places = {_place(name, piece) for piece in found}
    letters = "".join(run.text for _paragraph, run in runs)
    return PartMeasure(
        is_there=True,
        sizes=frozenset(looks.size(paragraph, run) for paragraph, run in runs),
        bold=all(looks.is_set(paragraph, run, "bold") for paragraph, run in runs),
        italic=all(looks.is_set(paragraph, run, "italic") for paragraph, run in runs),
        capitals=letters == letters.upper(),
        underlined=all(bool(run.underline) for _paragraph, run in runs),
        place=places.pop() if len(places) == 1 else ELSEWHERE,
    )


def _place(name: str, piece: Piece) -> str:
    """The side of the page: by the column of the table, else by how the paragraph is set."""
    if name in OF_HEADER and not piece.is_in_header:
        return ELSEWHERE
    if piece.columns:
        return LEFT if piece.column == 0 else RIGHT if piece.column == piece.columns - 1 else ELSEWHERE
    return CENTRE if piece.paragraph.alignment == WD_ALIGN_PARAGRAPH.CENTER else ELSEWHERE


def _fonts(paragraphs: Iterable[Any], looks: Looks) -> frozenset[str]:
    """The fonts of all letters; each run may name one for plain letters and one for those with marks."""
    return frozenset(
        looks.font(paragraph, run, kind)
        for paragraph in paragraphs
        for run in paragraph.runs
        if run.text.strip() or _is_page_field(run)
        for kind in ("w:ascii", "w:hAnsi")
    )


def _is_page_field(run: Any) -> bool:
    return any("PAGE" in (element.text or "") for element in run._r.iter(qn("w:instrText")))


def _numbered(part: Any) -> list[tuple[Any, Any]]:
    """Paragraph and run of each page number in a header or footer."""
    return [(paragraph, run) for paragraph in part.paragraphs for run in paragraph.runs if _is_page_field(run)]


def _number(section: Any, looks: Looks) -> NumberMeasure:
    later = _numbered(section.header)
    has_own_first = section.different_first_page_header_footer
    first = _numbered(section.first_page_header) + _numbered(section.first_page_footer) if has_own_first else later
    below = _numbered(section.footer)
    return NumberMeasure(
        on_first=bool(first) or (bool(below) and not has_own_first),
        on_later=bool(later or below),
        is_centred=not below and all(paragraph.alignment == WD_ALIGN_PARAGRAPH.CENTER for paragraph, _run in later),
        sizes=frozenset(looks.size(paragraph, run) for paragraph, run in (later or below)),
        from_top=_mm(section.header_distance) if later else None,
    )
