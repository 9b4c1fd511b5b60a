"""An official document as DOCX, in the form of the state or of the party (`paper_forms`).

Nghị định 30/2020/NĐ-CP, Phụ lục I: A4, margins 20-25 mm above and below, 30-35 mm left, 15-20 mm right; Times New
Roman, 13-14; the page number centred above, not on the first page; national title and motto at the right, the issuer at
the left, each over a line. Hướng dẫn 36-HD/VPTW: the party's title at the right, an asterisk below the issuer.
"""

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt
from docx.table import Table as DocxTable
from docx.text.paragraph import Paragraph as DocxParagraph

from nhipcau.officialdocs.writing.paper_forms import PaperForm, form_of
from nhipcau.officialdocs.writing.parts import (
    Annex,
    Block,
    Bullet,
    Heading,
    OfficialPaper,
    Paragraph,
    Style,
    Table,
    date_line,
)

# The national title is the longer of the two: it must not wrap.
LEFT_OF_HEADER = 68
# What the schema puts behind the borders of a paragraph.
BEHIND_BORDERS = (
    "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl",
    "w:rPr", "w:sectPr",
)  # fmt: skip
CENTRE, BOTH, LEFT, RIGHT = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.RIGHT,
)


def as_docx(paper: OfficialPaper) -> bytes:
    """The file of a document; the same paper gives the same text, whoever writes it."""
    document = Document()
    form = form_of(paper.style)
    _set_up(document, form)
    _header(document, paper, form)
    _title(document, paper, form)
    for block in paper.body:
        _block(document, block, form, form.text_width)
    _keep_with_foot(document)
    _foot(document, paper, form)
    for annex in paper.annexes:
        _annex(document, annex, paper, form)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_up(document: Any, form: PaperForm) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = form.font, Pt(form.parts["body"].size)
    # Word takes the font of each script by itself.
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), form.font)
    normal.paragraph_format.space_after = Pt(0)
    section = document.sections[0]
    _lay_out(section, form)
    section.header_distance = Mm(form.page_number_from_top.written)
    section.different_first_page_header_footer = True
    _page_number(section.header.paragraphs[0], form)


def _lay_out(section: Any, form: PaperForm, *, wide: bool = False) -> None:
    width, height = reversed(form.paper) if wide else form.paper
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    for side, length in form.margins.items():
        setattr(section, f"{side}_margin", Mm(length.written))


def _page_number(paragraph: Any, form: PaperForm) -> None:
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
    run.font.size = Pt(form.page_number.size)


def _header(document: Any, paper: OfficialPaper, form: PaperForm) -> None:
    table = document.add_table(rows=2, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _set_widths(table, (LEFT_OF_HEADER, form.text_width - LEFT_OF_HEADER))
    left, right = table.rows[0].cells
    if paper.parent:
        _line(left, paper.parent, "parent", form, first=True)
    _line(left, paper.issuer, "issuer", form, first=not paper.parent)
    _line(right, form.parts["title"].text, "title", form, first=True)
    if paper.style is Style.STATE:
        _rule(left, 22)
        _line(right, form.parts["motto"].text, "motto", form)
        _rule(right, 55)
    else:
        _line(left, form.parts["star"].text, "star", form)
        _rule(right, 62)
    number, day = table.rows[1].cells
    _line(number, paper.number_line, "number", form, first=True)
    _line(day, date_line(paper.place, paper.day), "day", form, first=True)


def _set_widths(table: Any, widths: Sequence[float]) -> None:
    """Of the columns, which LibreOffice looks at, and of each cell, which Word does."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)


def _line(cell: Any, text: str, part: str, form: PaperForm, *, first: bool = False, bold: bool = False) -> None:
    """A centred line of a part, in the cell's first paragraph or below what stands in it."""
    paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    _centred(paragraph, text, part, form, bold=bold)


def _centred(paragraph: Any, text: str, part: str, form: PaperForm, *, bold: bool = False) -> None:
    paragraph.alignment = CENTRE
    _run(paragraph, text, part, form, bold=bold)


def _run(paragraph: Any, text: str, part: str, form: PaperForm, *, bold: bool = False) -> None:
    look = form.parts[part]
    run = paragraph.add_run(text.upper() if look.capitals else text)
    run.font.size = Pt(look.size)
    run.bold = bold if look.bold is None else look.bold
    run.italic = bool(look.italic)
    run.underline = True if look.underlined else None


def _rule(cell: Any, width: float) -> None:
    """The short line below a name in a cell."""
    _draw_rule(cell.add_paragraph(), width, int(cell.width))


def _draw_rule(paragraph: Any, width: float, room: int) -> None:
    """A line as the upper border of an empty paragraph that is indented from both sides; `room` is in EMU."""
    paragraph.paragraph_format.line_spacing = Pt(6)
    indent = max(0, (room - int(Mm(width))) // 2)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Emu(indent)
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    paragraph._p.get_or_add_pPr().insert_element_before(borders, *BEHIND_BORDERS)


def _title(document: Any, paper: OfficialPaper, form: PaperForm) -> None:
    kind = document.add_paragraph()
    kind.paragraph_format.space_before = Pt(18)
    _centred(kind, paper.kind, "kind", form)
    _centred(document.add_paragraph(), paper.subject, "subject", form)
    if paper.style is Style.PARTY:
        _centred(document.add_paragraph(), "-----", "subject", form)
    else:
        _draw_rule(document.add_paragraph(), 40, int(Mm(form.text_width)))
    if paper.addressee:
        to = document.add_paragraph()
        _centred(to, f"Kính gửi: {paper.addressee}", "addressee", form)
        to.paragraph_format.space_before = Pt(6)
        to.paragraph_format.space_after = Pt(6)


def _block(document: Any, block: Block, form: PaperForm, width: float) -> None:
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
            _table(document, block, form, width)


def _running(document: Any, text: str) -> Any:
    paragraph = document.add_paragraph(text)
    paragraph.alignment = BOTH
    form = paragraph.paragraph_format
    form.first_line_indent, form.space_before, form.line_spacing = Mm(12.7), Pt(6), 1.15
    return paragraph


def _table(document: Any, block: Table, form: PaperForm, width: float) -> None:
    if block.caption:
        caption = document.add_paragraph()
        caption.alignment = CENTRE
        caption.paragraph_format.space_before = Pt(12)
        caption.paragraph_format.keep_with_next = True
        caption.add_run(block.caption).bold = True
    table = document.add_table(rows=1, cols=len(block.head))
    table.style = "Table Grid"
    table.autofit = False
    widths = _widths(block, width)
    size = form.parts["table"].size
    _fill(table.rows[0], block.head, widths, size, bold=True)
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    for row in block.rows:
        _fill(table.add_row(), row, widths, size, numeric=block.numeric)
    for column, one in zip(table.columns, widths, strict=True):
        column.width = Mm(one)
    document.add_paragraph()


def _widths(block: Table, width: float) -> list[float]:
    shares = list(block.widths) or [1.0] * len(block.head)
    return [width * share / sum(shares) for share in shares]


def _fill(
    row: Any,
    texts: Sequence[str],
    widths: Sequence[float],
    size: float,
    *,
    bold: bool = False,
    numeric: frozenset[int] = frozenset(),
) -> None:
    # Word keeps a row that would break over two pages together.
    unbroken = OxmlElement("w:cantSplit")
    row._tr.get_or_add_trPr().append(unbroken)
    for number, (cell, text, width) in enumerate(zip(row.cells, texts, widths, strict=True)):
        cell.width = Mm(width)
        paragraph = cell.paragraphs[0]
        paragraph.alignment = CENTRE if bold else RIGHT if number in numeric else LEFT
        run = paragraph.add_run(text)
        run.bold, run.font.size = bold, Pt(size)


def _keep_with_foot(document: Any) -> None:
    """A signature never stands on a page alone: the end of the text goes with it."""
    for element in reversed(list(document.element.body)):
        if element.tag == qn("w:tbl"):
            rows = DocxTable(element, document).rows[-2:]
            paragraphs = [paragraph for row in rows for cell in row.cells for paragraph in cell.paragraphs]
        elif element.tag == qn("w:p"):
            paragraphs = [DocxParagraph(element, document)]
        else:
            continue
        for paragraph in paragraphs:
            paragraph.paragraph_format.keep_with_next = True
        # An empty line behind a table is no text yet.
        if any(paragraph.text for paragraph in paragraphs):
            return


def _foot(document: Any, paper: OfficialPaper, form: PaperForm) -> None:
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    left, right = table.rows[0].cells
    _set_widths(table, (form.text_width / 2, form.text_width / 2))
    if paper.recipients:
        _run(left.paragraphs[0], form.parts["recipients_label"].text, "recipients_label", form)
        for number, recipient in enumerate(paper.recipients, start=1):
            end = "." if number == len(paper.recipients) else ";"
            _run(left.add_paragraph(), f"- {recipient}{end}", "recipients", form)
    first = True
    for part, text in (("authority", paper.authority), ("signer_title", paper.signer_title)):
        if text:
            _line(right, text, part, form, first=first, bold=not paper.authority)
            first = False
    for _gap in range(4):
        right.add_paragraph()
    if paper.signer:
        _line(right, paper.signer, "signer", form)


def _annex(document: Any, annex: Annex, paper: OfficialPaper, form: PaperForm) -> None:
    """A section of its own whose pages count from one; its first page shows no number either."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    _lay_out(section, form, wide=annex.wide)
    numbering = OxmlElement("w:pgNumType")
    numbering.set(qn("w:start"), "1")
    section._sectPr.find(qn("w:pgMar")).addnext(numbering)
    _centred(document.add_paragraph(), annex.label, "annex", form)
    _centred(document.add_paragraph(), annex.title, "annex_title", form)
    _centred(document.add_paragraph(), paper.annex_note, "annex_note", form)
    sides = form.margins["left"].written + form.margins["right"].written
    room = (form.paper[1] if annex.wide else form.paper[0]) - sides
    _draw_rule(document.add_paragraph(), 40, int(Mm(room)))
    for block in annex.body:
        _block(document, block, form, room)
