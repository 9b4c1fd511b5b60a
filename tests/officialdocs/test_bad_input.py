"""Texts that are not one good Vietnamese document: something useful comes back, and the findings say what is
wrong.
"""

import unicodedata

import pytest

from nhipcau.officialdocs import Doubt, Problem, decode, read, read_file
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


@pytest.mark.parametrize(
    ("printed", "proposal"),
    [
        ("\uff11\uff12/KH-UBND", "12/KH-UBND"),
        ("12/\u041a\u041d-UBND", "12/KH-UBND"),
        ("\u0661\u0662/KH-UBND", "12/KH-UBND"),
        ("1O/KH-UBND", "10/KH-UBND"),
        ("1l/KH-UBND", "11/KH-UBND"),
    ],
)
def test_letters_and_digits_that_only_look_right_are_kept_and_doubted(printed: str, proposal: str) -> None:
    number = read(f"UBND TỈNH A\nSố: {printed}\nA, ngày 05 tháng 3 năm 2026\nKẾ HOẠCH\nTuần văn hóa").metadata.number
    assert (number.value, number.proposal) == (printed, proposal)
    assert number.doubt in (Doubt.NUMBER_PATTERN, Doubt.OCR_SUSPECT)


def test_letters_that_tell_two_documents_apart_are_no_digits() -> None:
    number = read("UBND TỈNH A\nSố: 12a/KH-UBND\nKẾ HOẠCH\nTuần văn hóa").metadata.number
    assert (number.value, number.doubt) == ("12a/KH-UBND", None)


@pytest.mark.parametrize("sign", ["\u200b", "\u202e", "\u2066"])
def test_a_number_with_a_sign_that_nobody_sees_is_never_sure(sign: str) -> None:
    number = read(f"UBND TỈNH A\nSố: 1{sign}2/KH-UBND\nKẾ HOẠCH\nTuần văn hóa").metadata.number
    assert number.doubt is not None
    assert number.confidence <= 0.5
    if sign == "\u200b":
        file = read_file(f"UBND TỈNH A\nSố: 1{sign}2/KH-UBND\nKẾ HOẠCH\nTuần văn hóa".encode())
        assert file.metadata.number.value == "12/KH-UBND"


def test_a_name_in_another_script_stays_what_it_is() -> None:
    document = read("KẾ HOẠCH\nĐón đoàn МИР\n1. Sở Ngoại vụ đón đoàn МИР.")
    assert document.metadata.subject.value == "Đón đoàn МИР"


def test_blank_serial_is_no_number_and_says_so() -> None:
    number = read("UBND TỈNH A\nSố:      /KH-UBND\nKẾ HOẠCH\nCông tác năm 2026").metadata.number
    assert (number.value, number.doubt) == (None, Doubt.NUMBER_BLANK)
