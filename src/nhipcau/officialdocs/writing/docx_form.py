"""An official document as DOCX.

Nghị định 30/2020/NĐ-CP, Phụ lục I: A4, margins 20-25 mm above and below, 30-35 mm left, 15-20 mm right; Times New
Roman, 13-14; the page number centred above, not on the first page; national title and motto at the right, the issuer at
the left, each over a line. Hướng dẫn 36-HD/VPTW: the party's title at the right, an asterisk below the issuer.
"""

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt

from nhipcau.officialdocs.writing.parts import Block, Bullet, Heading, OfficialPaper, Paragraph, Style, Table, date_line

FONT = "Times New Roman"
SIZE, SIZE_OF_TABLES, SIZE_OF_RECIPIENTS = 14, 12, 11
MARGINS = {"top": 20, "bottom": 20, "left": 30, "right": 15}
PAGE = (210, 297)
TEXT_WIDTH = PAGE[0] - MARGINS["left"] - MARGINS["right"]
# The national title is the longer of the two: it must not wrap.
LEFT_OF_HEADER = 68
CENTRE, BOTH, LEFT, RIGHT = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.RIGHT,
)


def as_docx(paper: OfficialPaper) -> bytes:
    """The file of a document; the same paper gives the same text, whoever writes it."""
    document = Document()
    _set_up(document)
    _header(document, paper)
    _title(document, paper)
    for block in paper.body:
        _block(document, block)
    _foot(document, paper)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_up(document: Any) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(SIZE)
    # Word takes the font of each script by itself.
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    normal.paragraph_format.space_after = Pt(0)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])
    for side, width in MARGINS.items():
        setattr(section, f"{side}_margin", Mm(width))
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    _page_number(section.header.paragraphs[0])


def _page_number(paragraph: Any) -> None:
    paragraph.alignment = CENTRE
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        if kind:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        else:
            element = OxmlElement("w:instrText")
            element.text = text
        run._r.append(element)
    run.font.size = Pt(SIZE)


def _header(document: Any, paper: OfficialPaper) -> None:
    table = document.add_table(rows=2, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for row in table.rows:
        for cell, width in zip(row.cells, (LEFT_OF_HEADER, TEXT_WIDTH - LEFT_OF_HEADER), strict=True):
            cell.width = Mm(width)
    left, right = table.rows[0].cells
    if paper.parent:
        _line(left, paper.parent.upper(), size=13, first=True)
    _line(left, paper.issuer.upper(), size=13, bold=True, first=not paper.parent)
    if paper.style is Style.STATE:
        _rule(left, 22)
        _line(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=13, bold=True, first=True)
        _line(right, "Độc lập - Tự do - Hạnh phúc", size=14, bold=True)
        _rule(right, 55)
    else:
        _line(left, "*", size=14)
        _line(right, "ĐẢNG CỘNG SẢN VIỆT NAM", size=15, bold=True, first=True)
        _rule(right, 62)
    number, day = table.rows[1].cells
    _line(number, paper.number_line, size=13, first=True)
    _line(day, date_line(paper.place, paper.day), size=14, italic=True, first=True)


def _line(cell: Any, text: str, *, size: int, bold: bool = False, italic: bool = False, first: bool = False) -> None:
    paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    paragraph.alignment = CENTRE
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic


def _rule(cell: Any, width: int) -> None:
    """The short line below a name: the upper border of an empty paragraph that is indented from both sides."""
    paragraph = cell.add_paragraph()
    paragraph.paragraph_format.line_spacing = Pt(6)
    room = max(0, (int(cell.width) - int(Mm(width))) // 2)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Emu(room)
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    paragraph._p.get_or_add_pPr().append(borders)


def _title(document: Any, paper: OfficialPaper) -> None:
    kind = document.add_paragraph()
    kind.alignment = CENTRE
    kind.paragraph_format.space_before = Pt(18)
    kind.add_run(paper.kind.upper()).bold = True
    subject = document.add_paragraph()
    subject.alignment = CENTRE
    subject.add_run(paper.subject).bold = True
    rule = document.add_paragraph("-----" if paper.style is Style.PARTY else "")
    rule.alignment = CENTRE
    if paper.addressee:
        to = document.add_paragraph(f"Kính gửi: {paper.addressee}")
        to.alignment = CENTRE
        to.paragraph_format.space_before = Pt(6)
        to.paragraph_format.space_after = Pt(6)


def _block(document: Any, block: Block) -> None:
    match block:
        case Heading():
            paragraph = _running(document, block.text)
            paragraph.runs[0].bold = True
            paragraph.paragraph_format.keep_with_next = True
            # Screen readers find their way by outline levels.
            level = OxmlElement("w:outlineLvl")
            level.set(qn("w:val"), str(block.level - 1))
            paragraph._p.get_or_add_pPr().append(level)
        case Paragraph():
            _running(document, block.text)
        case Bullet():
            _running(document, f"- {block.text}")
        case Table():
            _table(document, block)


def _running(document: Any, text: str) -> Any:
    paragraph = document.add_paragraph(text)
    paragraph.alignment = BOTH
    form = paragraph.paragraph_format
    form.first_line_indent, form.space_before, form.line_spacing = Mm(12.7), Pt(6), 1.15
    return paragraph


def _table(document: Any, block: Table) -> None:
    if block.caption:
        caption = document.add_paragraph()
        caption.alignment = CENTRE
        caption.paragraph_format.space_before = Pt(12)
        caption.paragraph_format.keep_with_next = True
        caption.add_run(block.caption).bold = True
    table = document.add_table(rows=1, cols=len(block.head))
    table.style = "Table Grid"
    table.autofit = False
    widths = _widths(block)
    _fill(table.rows[0], block.head, widths, bold=True)
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    for row in block.rows:
        _fill(table.add_row(), row, widths, numeric=block.numeric)
    document.add_paragraph()


def _widths(block: Table) -> list[float]:
    shares = list(block.widths) or [1.0] * len(block.head)
    return [TEXT_WIDTH * share / sum(shares) for share in shares]


def _fill(
    row: Any,
    texts: Sequence[str],
    widths: Sequence[float],
    *,
    bold: bool = False,
    numeric: frozenset[int] = frozenset(),
) -> None:
    for number, (cell, text, width) in enumerate(zip(row.cells, texts, widths, strict=True)):
        cell.width = Mm(width)
        paragraph = cell.paragraphs[0]
        paragraph.alignment = CENTRE if bold else RIGHT if number in numeric else LEFT
        run = paragraph.add_run(text)
        run.bold, run.font.size = bold, Pt(SIZE_OF_TABLES)


def _foot(document: Any, paper: OfficialPaper) -> None:
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    left, right = table.rows[0].cells
    left.width = right.width = Mm(TEXT_WIDTH / 2)
    if paper.recipients:
        heading = left.paragraphs[0]
        run = heading.add_run("Nơi nhận:")
        run.bold = run.italic = True
        run.font.size = Pt(12)
        for number, recipient in enumerate(paper.recipients, start=1):
            end = "." if number == len(paper.recipients) else ";"
            line = left.add_paragraph().add_run(f"- {recipient}{end}")
            line.font.size = Pt(SIZE_OF_RECIPIENTS)
    first = True
    for text in (paper.authority, paper.signer_title):
        if text:
            _line(right, text.upper(), size=14, bold=True, first=first)
            first = False
    for _gap in range(4):
        right.add_paragraph()
    if paper.signer:
        _line(right, paper.signer, size=14, bold=True)
