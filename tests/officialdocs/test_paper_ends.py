"""Where an official paper ends: a signature is never left on a page alone."""

import io
from typing import Any

import pypdfium2
import pytest
from docx import Document

from nhipcau.officialdocs.writing import Block, OfficialPaper, Paragraph, Style, Table, as_docx, as_pdf


def paper(body: list[Block]) -> OfficialPaper:
    return OfficialPaper(
        style=Style.STATE, parent="Ủy ban nhân dân tỉnh Vân Khê", issuer="Sở Công Thương", symbol="BC-SCT",
        kind="Báo cáo", subject="Công tác thông tin đối ngoại", place="Vân Khê", day=None, body=body,
        recipients=["Như trên", "Lưu: VT"], signer_title="Giám đốc", signer="Lò Văn Sài",
    )  # fmt: skip


def table(rows: int) -> Table:
    return Table(["Chỉ tiêu", "Số liệu"], [[f"Dòng {number}", "1"] for number in range(rows)])


def pages(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    return [page.get_textpage().get_text_range() for page in document]


# On one of these lengths, whatever the fonts, the first page has room for the text and not for the signature.
@pytest.mark.parametrize("rows", range(18, 30, 2))
def test_the_last_page_of_a_pdf_has_a_row_of_the_table_too(rows: int) -> None:
    last = pages(as_pdf(paper([table(rows)])))[-1]
    assert "Nơi nhận" in last
    assert "Dòng" in last


@pytest.mark.parametrize("lines", range(24, 34, 2))
def test_the_last_page_of_a_pdf_has_a_line_of_the_text_too(lines: int) -> None:
    last = pages(as_pdf(paper([Paragraph(f"Đoạn {number}.") for number in range(lines)])))[-1]
    assert "Đoạn" in last


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        pytest.param([Paragraph("Một."), Paragraph("Hai.")], ["Hai."], id="text"),
        pytest.param(
            [Paragraph("Một."), table(4)], ["Dòng 2", "1", "Dòng 3", "1", ""], id="a table and the line behind it"
        ),
    ],
)
def test_word_is_told_to_keep_the_end_with_the_signature(body: list[Block], kept: list[str]) -> None:
    document: Any = Document(io.BytesIO(as_docx(paper(body))))
    in_tables = [p for one in document.tables for row in one.rows for cell in row.cells for p in cell.paragraphs]
    found = [p.text for p in [*in_tables, *document.paragraphs] if p.paragraph_format.keep_with_next]
    assert found == kept
