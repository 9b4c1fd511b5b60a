"""Numbers and names that people type: read as offices write them, refused when they cannot be."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.programme.figures import (
    FigureError,
    Measure,
    check_number,
    clean_words,
    parts_too_large,
    read_number,
)

PEOPLE = Measure("people", "Số người", most=1_000_000)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("120", "120"), ("1.234", "1234"), ("1 234 567", "1234567"), ("12,5", "12.5"), ("1.234,5", "1234.5"),
        ("0", "0"), (" 7 ", "7"), ("12.5", "12.5"), ("-3", "-3"), ("１２", "12"),
    ],
)  # fmt: skip
def test_numbers_are_read_as_offices_write_them(text: str, expected: str) -> None:
    assert read_number(text) == Decimal(expected)


@pytest.mark.parametrize(
    "text", ["", "abc", "12 người", "1e9", "NaN", "∞", "1,2,3", "--5", "1" * 40, "12,", "<b>1</b>"]
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(FigureError, match="not_a_number"):
        read_number(text)


@given(st.text(max_size=60))
def test_any_text_is_a_number_or_a_clear_refusal(text: str) -> None:
    try:
        assert isinstance(read_number(text), Decimal)
    except FigureError as error:
        assert error.code == "not_a_number"  # noqa: PT017 -- both ends are fine, a third one is not


@pytest.mark.parametrize(
    ("value", "code"), [("-1", "too_low"), ("1000001", "too_high"), ("2.5", "not_whole"), ("9e27", "too_high")]
)
def test_a_number_that_cannot_be_is_refused(value: str, code: str) -> None:
    with pytest.raises(FigureError, match=code):
        check_number(Decimal(value), PEOPLE)


def test_decimals_are_kept_where_there_can_be_some() -> None:
    assert check_number(Decimal("12.5"), Measure("hours", "Số giờ", is_whole=False)) == 12.5
    assert check_number(Decimal("12.0"), PEOPLE) == 12


def test_a_part_is_not_larger_than_its_whole() -> None:
    women = Measure("women", "Nữ", part_of="people")
    measures = {"people": PEOPLE, "women": women}

    assert parts_too_large({"people": 10, "women": 11}, measures) == [women]
    assert parts_too_large({"people": 10, "women": 10}, measures) == []
    assert parts_too_large({"women": 11}, measures) == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param("  Triển\tlãm\r\nảnh ", "Triển lãm ảnh", id="one line"),
        pytest.param("Trie\u0302\u0309n la\u0303m", "Triển lãm", id="normal form"),
        pytest.param("abc\u202egnp.exe", "abc gnp.exe", id="turned around"),
        pytest.param("معرض الصور", "معرض الصور", id="right to left stays"),
        pytest.param("\u200b\ufeff", "", id="nothing that one sees"),
    ],
)
def test_names_are_kept_in_one_line_without_unseen_signs(typed: str, kept: str) -> None:
    assert clean_words(typed) == kept
