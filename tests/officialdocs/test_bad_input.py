"""Texts that are not one good Vietnamese document: something useful comes back, and the findings say what is
wrong.
"""

import unicodedata

from nhipcau.officialdocs import Doubt, Problem, decode, read
from tests.officialdocs.scoring import EXAMPLES

LETTER = (EXAMPLES / "01-cong-van-so.txt").read_text(encoding="utf-8")
PLAN = (EXAMPLES / "03-ke-hoach-pdf.txt").read_text(encoding="utf-8")


def codes(text: str) -> list[Problem]:
    return [finding.code for finding in read(text).problems]


def test_a_good_document_has_no_findings() -> None:
    assert codes(LETTER) == []


def test_nothing_is_called_empty() -> None:
    assert codes(" \n\n") == [Problem.EMPTY]


def test_text_without_header_is_read_and_the_missing_header_said() -> None:
    document = read("1. Sở Ngoại vụ chủ trì tổ chức hội thảo trước ngày 20/5/2026.\n\n2. Sở Tài chính bố trí kinh phí.")
    assert [finding.code for finding in document.problems] == [Problem.NO_HEADER]
    assert [assignment.unit for assignment in document.assignments] == ["Sở Ngoại vụ", "Sở Tài chính"]
    assert document.metadata.kind.doubt is Doubt.KIND_UNKNOWN


def test_second_document_in_the_file_is_pointed_at_and_not_mixed_into_the_first() -> None:
    document = read(LETTER + "\n\n" + PLAN)
    assert [finding.code for finding in document.problems] == [Problem.TWO_DOCUMENTS]
    place = document.problems[0].span
    assert place is not None
    assert document.text[place.start :].lstrip().startswith("ỦY BAN NHÂN DÂN")
    assert document.outline == read(LETTER).outline
    assert document.metadata.number.value == "1187/SVHTTDL-QLBC"


def test_a_directive_in_english_is_called_not_vietnamese() -> None:
    english = (
        "PROVINCIAL COMMITTEE\nNo. 12\nDIRECTIVE\nOn external information work\n1. All agencies shall report monthly.\n"
    )
    assert Problem.NOT_VIETNAMESE in codes(english * 3)


def test_days_that_no_calendar_has_are_shown_and_not_dated() -> None:
    document = read(
        "UBND TỈNH A\nSố: 5/KH-UBND\nA, ngày 31 tháng 02 năm 2021\nKẾ HOẠCH\nCông tác năm\n1. Hoàn "
        "thành trước ngày 31/02/2021."
    )
    assert document.metadata.date.value is None
    assert document.metadata.date.doubt is Doubt.IMPOSSIBLE_DATE
    assert [(date.start, date.end, date.doubt) for date in document.dates] == [(None, None, Doubt.IMPOSSIBLE_DATE)]
    assert [finding.code for finding in document.problems] == [Problem.IMPOSSIBLE_DATE] * 2


def test_decomposed_text_with_foreign_line_ends_gives_the_same_reading() -> None:
    expected = read(LETTER)
    for text in (unicodedata.normalize("NFD", LETTER), LETTER.replace("\n", "\r\n"), LETTER.replace("\n", "\r")):
        assert read(decode(text.encode())) == expected
        assert read(text) == expected


def test_years_that_do_not_agree_with_their_span_are_doubted() -> None:
    document = read("1. Tuyên truyền kỷ niệm 79 năm Ngày toàn quốc (19/12/1946 - 19/12/2026).")
    assert [(d.years, d.computed_years, d.doubt) for d in document.dates] == [(79, 80, Doubt.YEARS_DISAGREE)]


def test_blank_serial_is_no_number_and_says_so() -> None:
    number = read("UBND TỈNH A\nSố:      /KH-UBND\nKẾ HOẠCH\nCông tác năm 2026").metadata.number
    assert (number.value, number.doubt) == (None, Doubt.NUMBER_BLANK)
