"""Writing official documents: the parts of one as plain values, and the file that an office can issue.

State bodies follow Nghị định 30/2020/NĐ-CP (Phụ lục I), party bodies Hướng dẫn 36-HD/VPTW.
"""

from nhipcau.officialdocs.writing.docx_form import as_docx
from nhipcau.officialdocs.writing.html_form import as_html
from nhipcau.officialdocs.writing.paper_forms import form_of
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
    symbol_of,
    writable,
    written_number,
)
from nhipcau.officialdocs.writing.pdf_form import as_pdf

__all__ = [
    "Annex",
    "Block",
    "Bullet",
    "Heading",
    "OfficialPaper",
    "Paragraph",
    "Style",
    "Table",
    "as_docx",
    "as_html",
    "as_pdf",
    "date_line",
    "form_of",
    "symbol_of",
    "writable",
    "written_number",
]
