"""Slips of OCR: what no Vietnamese word has is turned, a tone that a usual pair has not is mended and doubted."""

import pytest

from nhipcau.officialdocs import Context, Doubt, extract, read_extracted
from nhipcau.officialdocs.extraction.page_reading import PageReading
from nhipcau.officialdocs.extraction.scan import join_pages
from nhipcau.officialdocs.extraction.slips import mended
from nhipcau.officialdocs.extraction.tesseract import SeenWord
from tests.officialdocs.extraction.making import make_pdf


def page(*lines: str, sureness: float = 0.93) -> PageReading:
    """A page as OCR gives it, each word as sure as the next."""
    words = [
        SeenWord(word, 200 + 90 * column, 200 + 60 * row, 200 + 90 * column + 12 * len(word), 230 + 60 * row,
                 sureness, 1, 1, row)
        for row, line in enumerate(lines)
        for column, word in enumerate(line.split())
    ]  # fmt: skip
    return PageReading(1, 1654, 2339, 200, 0, 0.0, tuple(words))


def text_of(line: str, *others: str, sureness: float = 0.93) -> str:
    (read,) = mended([page(line, *others, sureness=sureness)])
    return " ".join(word.text for word in read.words if word.line == 0)


@pytest.mark.parametrize(
    ("seen", "printed"),
    [
        ("Quyết định số 08/QĐð-TTg", "Quyết định số 08/QĐ-TTg"),
        ("Quyết định số 08/QĐÐ-TTg, TTÐN", "Quyết định số 08/QĐ-TTg, TTĐN"),
        ("- Lưu: VI, KGVX", "- Lưu: VT, KGVX"),
        ("- Lưu: VT,KGVX", "- Lưu: VT, KGVX"),
        ("- Thường trực Tỉnh ủy (bb/€),", "- Thường trực Tỉnh ủy (b/c),"),
        ("Đại hội lần thứ XIHI của Đảng khoá XH.", "Đại hội lần thứ XIII của Đảng khoá XII."),
        ("BAN TUYỂN GIÁO hệ thông, thâm quyền", "BAN TUYÊN GIÁO hệ thống, thẩm quyền"),
    ],
)
def test_a_slip_that_tells_itself_is_mended(seen: str, printed: str) -> None:
    assert text_of(seen) == printed


@pytest.mark.parametrize(
    "line",
    [
        "Hội đồng Bảo an, khoá họp, hoà bình, hòa bình",
        "truyền thông và truyền thống của xã hội",
        "xây dựng VHI và XH",
        "công điện từ Bộ, văn bản, ban hành",
        "tổ chức. Quyên góp",
    ],
)
def test_what_may_well_be_printed_so_is_left_alone(line: str) -> None:
    assert text_of(line) == line


def test_a_word_that_ocr_is_sure_of_is_left_alone() -> None:
    assert text_of("Ban Tuyền giáo", sureness=0.99) == "Ban Tuyền giáo"


def test_what_comes_often_in_a_document_tells_about_what_comes_once() -> None:
    assert text_of("Khuổi Ngân", *["thác Khuổi Ngần"] * 4) == "Khuổi Ngần"
    assert text_of("Khuổi Ngân", "thác Khuổi Ngần") == "Khuổi Ngân"


def test_what_was_mended_is_doubted() -> None:
    lines = ("UBND TỈNH A", "Số: 12/KH-UBND", "KẾ HOẠCH", "1. Ban Tuyền giáo chủ trì thực hiện.")
    document = read_extracted(join_pages([page(*lines)]))
    (work,) = document.assignments
    assert (work.unit, work.doubt) == ("Ban Tuyên giáo", Doubt.OCR_SUSPECT)
    assert document.metadata.number.doubt is None


def test_a_number_that_the_margin_broke_is_one_and_wide_spaces_make_no_columns() -> None:
    number = [
        (85.0, 100.0, 13.0, "Thực hiện nhiệm vụ của Thủ tướng Chính phủ tại Công điện số 131/"),
        (85.0, 117.0, 13.0, "CĐ-"),
        (85.0, 140.0, 13.0, "TTg ngày 11/12/2024 về việc tổ chức lễ hội."),
    ]
    assert "131/CĐ-TTg ngày" in extract(make_pdf([number]), Context(apart=False)).text
    wide = [
        (85.0, 100.0, 13.0, "Trong tháng 01 năm 2025 tỉnh đã thực hiện đánh giá tác động và"),
        (85.0, 117.0, 13.0, "thẩm định tại Quyết định số"),
        (320.0, 117.0, 13.0, "72/2024/QĐ-UBND ngày"),
        (85.0, 134.0, 13.0, "30/12/2024 của"),
        (320.0, 134.0, 13.0, "Ủy ban nhân dân tỉnh."),
    ]
    assert "số 72/2024/QĐ-UBND ngày 30/12/2024 của Ủy ban" in extract(make_pdf([wide]), Context(apart=False)).text
