"""The form check measures our own files, and finds each property that was broken on purpose."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from nhipcau.officialdocs.form_check import Finding, UnreadableFileError, check_docx, check_pdf
from nhipcau.officialdocs.writing import (
    Annex,
    Bullet,
    Heading,
    OfficialPaper,
    Paragraph,
    Style,
    Table,
    as_docx,
    as_html,
    as_pdf,
    symbol_of,
    written_number,
)
from tests.typeset import HTML

SENTENCE = (
    "Giới thiệu thác Khuổi Ngần, nghề nhuộm chàm và đời sống của nhân dân các dân tộc trong tỉnh tới du khách trong "
    "nước và nước ngoài bằng thông tin chính xác, có nguồn rõ ràng, việc thứ"
)
each_style = pytest.mark.parametrize("style", list(Style))
Fault = tuple[str, str]


@cache
def paper(style: Style) -> OfficialPaper:
    """Three pages and an annex of two, with every part that a document may have."""
    is_state = style is Style.STATE
    rows = [[str(number), f"Chuyên mục {number}", "Sở Ngoại vụ", "1.200.000"] for number in range(1, 20)]
    return OfficialPaper(
        style=style,
        parent="UBND tỉnh Vân Khê" if is_state else "Tỉnh ủy Vân Khê",
        issuer="Sở Ngoại vụ" if is_state else "Ban Tuyên giáo và Dân vận",
        symbol=symbol_of(style, "KH", "SNV" if is_state else "BTGDVTU"),
        number="07",
        kind="Kế hoạch",
        subject="Công tác thông tin đối ngoại năm 2026 của các cơ quan, đơn vị trên địa bàn tỉnh Vân Khê",
        place="Vân Khê",
        day=date(2026, 1, 20),
        body=[
            Paragraph("Thực hiện Hướng dẫn số 07-HD/BTGDVTU, đơn vị xây dựng kế hoạch như sau:"),
            Heading("I. MỤC ĐÍCH, YÊU CẦU"),
            *(Bullet(f"{SENTENCE} {number}.") for number in range(20)),
        ],
        recipients=["UBND tỉnh (để báo cáo)", "Lưu: VT"],
        authority="KT. Giám đốc" if is_state else "T/M Ban Thường vụ",
        signer_title="Phó Giám đốc",
        signer="Lò Thị Thử",
        annexes=[
            Annex(
                "Danh mục nhiệm vụ",
                [Table(["TT", "Nhiệm vụ", "Chủ trì", "Kinh phí"], rows, numeric=frozenset({3}), widths=(1, 5, 3, 2))],
                wide=True,
            )
        ],
    )


def shortest(style: Style) -> OfficialPaper:
    """A document of one page with nothing that can be left out."""
    return OfficialPaper(
        style=style, issuer="Xã Khuổi Ngần", kind="Kế hoạch", subject="Việc", place="Khuổi Ngần", day=None,
        body=[Paragraph(f"{SENTENCE} một.")],
    )  # fmt: skip


@cache
def docx_of(style: Style) -> bytes:
    return as_docx(paper(style))


def faults(findings: list[Finding]) -> set[Fault]:
    return {(one.subject, one.aspect) for one in findings if not one.is_right}


@each_style
def test_our_own_files_have_the_form(style: Style) -> None:
    for one in (paper(style), shortest(style)):
        assert faults(check_docx(as_docx(one), one)) == set()
        assert faults(check_pdf(as_pdf(one), one)) == set()


OTHER_SCRIPTS = [
    "مهمة بالعربية עברית ngược chiều", "Họp (עברית) lần 2, ngày 3/4", "ภาษาไทย và tiếng Việt",
    "ភាសាខ្មែរ với tiếng Việt",
    "ພາສາລາວ và", "中文介绍 và 日本語 한국어", "हिन्दी भाषा và", "مرحبا", "★ ở giữa 😀", "mềm\u00adlại, rỗng\u200b",
]  # fmt: skip
PASTED = ["xuống\x0bdòng", "chuông\x07", "sai\ufffe", "\u202eđảo\u202c", "tách\u2028dòng", "ô" * 3000]


@pytest.mark.parametrize("texts", [OTHER_SCRIPTS, PASTED], ids=["other scripts", "pasted"])
def test_what_people_write_and_paste_leaves_the_form_right(texts: list[str]) -> None:
    made = shortest(Style.STATE)
    one = replace(
        made, body=[*made.body, *map(Paragraph, texts), *map(Bullet, texts), Table(["Cột"], [[t] for t in texts])]
    )
    assert faults(check_docx(as_docx(one), one)) == set()
    assert faults(check_pdf(as_pdf(one), one)) == set()


def test_a_word_that_is_missing_between_letters_of_another_script_is_missed() -> None:
    made = shortest(Style.STATE)
    written = replace(made, body=[*made.body, Paragraph("Họp (עברית) lần hai")])
    wanted = replace(made, body=[*made.body, Paragraph("Họp (עברית) lần bốn")])
    assert ("body", "presence") in faults(check_pdf(as_pdf(written), wanted))


def test_each_part_of_the_document_is_looked_at() -> None:
    looked_at = {one.subject for one in check_docx(docx_of(Style.STATE), paper(Style.STATE))}
    assert looked_at == {
        "paper", "margin", "font", "page_number", "title", "motto", "parent", "issuer", "number", "day", "kind",
        "subject", "body", "table", "recipients_label", "recipients", "authority", "signer_title", "signer", "annex",
        "annex_title", "annex_note",
    }  # fmt: skip


# A DOCX with one property broken


def _cell(document: Any, row: int, column: int) -> Any:
    return document.tables[0].rows[row].cells[column]


def _find(document: Any, text: str) -> Any:
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    paragraphs = [*document.paragraphs, *(paragraph for cell in cells for paragraph in cell.paragraphs)]
    return next(paragraph for paragraph in paragraphs if paragraph.text.startswith(text))


def _set(text: str, **values: Any) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        for run in _find(document, text).runs:
            for name, value in values.items():
                setattr(run.font, name, value)

    return change


def _margin(side: str, width: float, section: int = 0) -> Callable[[Any], None]:
    return lambda document: setattr(document.sections[section], f"{side}_margin", Mm(width))


def _text(text: str, becomes: str) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        _find(document, text).runs[0].text = becomes

    return change


def _swap_header(document: Any) -> None:
    left, right = _cell(document, 0, 0), _cell(document, 0, 1)
    left_texts, right_texts = list(left._tc.p_lst), list(right._tc.p_lst)
    for element in right_texts:
        left._tc.append(element)
    for element in left_texts:
        right._tc.append(element)


def _header_last(document: Any) -> None:
    table = document.tables[0]._tbl
    document.paragraphs[3]._p.addnext(table)


def _number_on_first(document: Any) -> None:
    document.sections[0].different_first_page_header_footer = False


def _no_number(document: Any) -> None:
    for element in list(document.sections[0].header._element.iter(qn("w:instrText"))):
        element.text = ""


def _number_left(document: Any) -> None:
    document.sections[0].header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.LEFT


def _number_below(document: Any) -> None:
    header, footer = document.sections[0].header, document.sections[0].footer
    for run in list(header.paragraphs[0].runs):
        footer.paragraphs[0]._p.append(run._r)


def _number_small(document: Any) -> None:
    document.sections[0].header.paragraphs[0].runs[0].font.size = Pt(9)


def _number_low(document: Any) -> None:
    document.sections[0].header_distance = Mm(18)


def _paper_letter(document: Any) -> None:
    document.sections[0].page_width, document.sections[0].page_height = Mm(215.9), Mm(279.4)


def _other_font(document: Any) -> None:
    document.styles["Normal"].font.name = "Arial"


def _kind_left(document: Any) -> None:
    _find(document, "KẾ HOẠCH").alignment = WD_ALIGN_PARAGRAPH.LEFT


BROKEN_STATE = [
    (_paper_letter, ("paper", "measures")),
    (_margin("top", 15), ("margin", "top")),
    (_margin("bottom", 30), ("margin", "bottom")),
    (_margin("left", 25), ("margin", "left")),
    (_margin("right", 10), ("margin", "right")),
    (_margin("left", 25, section=1), ("margin", "left")),
    (_other_font, ("font", "name")),
    (_set("- Giới thiệu", name="Calibri"), ("font", "name")),
    (_number_on_first, ("page_number", "first")),
    (_no_number, ("page_number", "later")),
    (_number_left, ("page_number", "place")),
    (_number_below, ("page_number", "place")),
    (_number_small, ("page_number", "size")),
    (_number_low, ("page_number", "from_top")),
    (_swap_header, ("title", "place")),
    (_swap_header, ("issuer", "place")),
    (_header_last, ("title", "place")),
    (_text("CỘNG HÒA", "CỘNG HÒA XÃ HỘI"), ("title", "presence")),
    (_set("CỘNG HÒA", size=Pt(16)), ("title", "size")),
    (_set("Độc lập", bold=False), ("motto", "bold")),
    (_set("UBND", bold=True), ("parent", "bold")),
    (_text("SỞ NGOẠI VỤ", "Sở Ngoại vụ"), ("issuer", "presence")),
    (_text("Số: 07", "Số 07/KH-SNV"), ("number", "presence")),
    (_set("Số: 07", size=Pt(11)), ("number", "size")),
    (_set("Vân Khê, ngày", italic=False), ("day", "italic")),
    (_text("Vân Khê, ngày", "Vân Khê, ngày 20 tháng 1 năm 2026"), ("day", "presence")),
    (_kind_left, ("kind", "place")),
    (_set("Công tác thông tin", bold=False), ("subject", "bold")),
    (_set("- Giới thiệu", size=Pt(11)), ("body", "size")),
    (_set("Nơi nhận", italic=False), ("recipients_label", "italic")),
    (_set("- Lưu", size=Pt(14)), ("recipients", "size")),
    (_set("KT.", bold=False), ("authority", "bold")),
    (_set("Lò Thị", bold=False), ("signer", "bold")),
    (_text("Lò Thị", ""), ("signer", "presence")),
    (_set("Phụ lục", size=Pt(20)), ("annex", "size")),
    (_set("(Kèm theo", italic=False), ("annex_note", "italic")),
    (_set("Chuyên mục 1", size=Pt(8)), ("table", "size")),
]  # fmt: skip
BROKEN_PARTY = [
    (_margin("left", 36), ("margin", "left")),
    (_number_on_first, ("page_number", "first")),
    (_text("ĐẢNG CỘNG SẢN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), ("title", "presence")),
    (_set("ĐẢNG CỘNG SẢN", size=Pt(12)), ("title", "size")),
    (_text("*", ""), ("star", "presence")),
    (_text("Số 07", "Số: 07/KH-BTGDVTU"), ("number", "presence")),
    (_set("Nơi nhận", underline=False), ("recipients_label", "underlined")),
    (_set("- Giới thiệu", size=Pt(13)), ("body", "size")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("style", "change", "fault"),
    [(Style.STATE, *one) for one in BROKEN_STATE] + [(Style.PARTY, *one) for one in BROKEN_PARTY],
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else "",
)
def test_a_property_broken_in_the_docx_is_found(style: Style, change: Callable[[Any], None], fault: Fault) -> None:
    document = Document(io.BytesIO(docx_of(style)))
    change(document)
    out = io.BytesIO()
    document.save(out)

    assert fault in faults(check_docx(out.getvalue(), paper(style)))


# A PDF with some properties broken, each of which must show


def broken_pdf(style: Style, css: str, *, words: tuple[str, str] = ("", "")) -> set[Fault]:
    html = as_html(paper(style)).replace("</style>", f"{css}</style>")
    return faults(check_pdf(HTML(string=html.replace(*words)).write_pdf(), paper(style)))


def test_what_is_broken_in_the_pdf_of_the_state_is_found() -> None:
    assert {
        ("margin", "left"), ("margin", "right"), ("margin", "top"), ("page_number", "first"), ("page_number", "place"),
        ("title", "size"), ("motto", "bold"), ("number", "italic"),
    } <= broken_pdf(
        Style.STATE,
        "@page { margin: 12mm 8mm 20mm 24mm !important; @top-center { content: none !important; }"
        " @top-right { content: counter(page); font: 14pt 'Times New Roman', 'Liberation Serif'; } }"
        ".title { font-size: 16pt } .motto { font-weight: normal } .number { font-style: italic }",
    )  # fmt: skip
    assert {
        ("font", "name"), ("paper", "measures"), ("page_number", "later"), ("issuer", "place"), ("title", "place"),
        ("kind", "place"), ("signer", "presence"), ("day", "italic"),
    } <= broken_pdf(
        Style.STATE,
        "@page { size: 216mm 279mm; @top-center { content: none !important; } } body { font-family: 'Liberation Sans' }"
        ".head { direction: rtl } .kind { text-align: left } .day { font-style: normal !important }",
        words=("Lò Thị Thử", "Ai đó"),
    )  # fmt: skip
    assert {("margin", "bottom"), ("page_number", "size"), ("body", "size"), ("recipients", "size")} <= broken_pdf(
        Style.STATE,
        "@page { margin-bottom: 9mm; @top-center { font-size: 8pt !important } } p.text { font-size: 11pt }"
        ".recipients { font-size: 14pt }",
    )


def test_what_is_broken_in_the_pdf_of_the_party_is_found() -> None:
    assert {("page_number", "from_top"), ("title", "size"), ("star", "presence"), ("kind", "bold")} <= broken_pdf(
        Style.PARTY,
        "@page { @top-center { padding-top: 2mm !important } } .title { font-size: 12pt } .kind { font-weight: 400 }",
        words=('<p class="star">*</p>', ""),
    )


def test_a_margin_of_exactly_the_widest_is_right_and_a_millimetre_more_is_not() -> None:
    document = Document(io.BytesIO(docx_of(Style.STATE)))
    document.sections[0].left_margin = Mm(35)
    out = io.BytesIO()
    document.save(out)
    assert faults(check_docx(out.getvalue(), paper(Style.STATE))) == set()
    document.sections[0].left_margin = Mm(36)
    out = io.BytesIO()
    document.save(out)
    assert faults(check_docx(out.getvalue(), paper(Style.STATE))) == {("margin", "left")}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"%PDF-1.7 broken"])
def test_bytes_that_are_no_such_file_are_refused(content: bytes) -> None:
    with pytest.raises(UnreadableFileError):
        check_docx(content, paper(Style.STATE))
    with pytest.raises(UnreadableFileError):
        check_pdf(content, paper(Style.STATE))


def test_texts_of_other_scripts_and_of_any_length_are_measured_too() -> None:
    hard = replace(
        shortest(Style.STATE),
        subject="Hợp tác với báo 云溪日报 và “<b>”",
        body=[Paragraph("عمل " * 10), Bullet("dài" * 400), Paragraph(SENTENCE)],
    )
    assert faults(check_docx(as_docx(hard), hard)) == set()
    assert {subject for subject, _aspect in faults(check_pdf(as_pdf(hard), hard))} <= {"body"}, (
        "letters that run from right to left stand in another order in a PDF"
    )


@pytest.mark.parametrize(
    ("style", "number", "written"), [(Style.STATE, 8, "08/KH-SNV"), (Style.PARTY, 120, "120-KH/SNV")]
)
def test_numbers_are_written_as_each_form_does(style: Style, number: int, written: str) -> None:
    assert written_number(style, number, symbol_of(style, "KH", "SNV")) == written
