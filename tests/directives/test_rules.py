"""Decisions on plain values, and the texts of every code."""

from datetime import date
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.directives import marked_text, rules, sentences
from nhipcau.directives.marked_text import Mark
from nhipcau.officialdocs import Doubt, Frequency, NotReadableCode, Problem, Relation
from nhipcau.officialdocs.enums import AssignmentRole, DateRole


@pytest.mark.parametrize(
    "words",
    [
        "30/3/2021",
        "30-03-2021",
        "30.3.2021",
        "2021-03-30",
        "ngày 30 tháng 3 năm 2021",
        " 30 / 3 / 2021 ",
        "NGÀY 30/3/2021",
    ],
)
def test_a_day_is_read_as_people_write_it(words: str) -> None:
    assert rules.parse_day(words) == date(2021, 3, 30)


@pytest.mark.parametrize("words", ["31/02/2021", "2021", "30/13/2021", "3/2021", "hôm nay", "00/00/0000"])
def test_what_is_no_day_is_refused(words: str) -> None:
    with pytest.raises(rules.NoSuchDayError):
        rules.parse_day(words)


def test_no_words_are_no_day() -> None:
    assert rules.parse_day("  ") is None


@pytest.mark.parametrize(
    ("given_values", "expected"),
    [
        pytest.param({}, [], id="sure and with a unit"),
        pytest.param({"doubt": "unit_inherited"}, ["unit_inherited"], id="the reader's own doubt"),
        pytest.param({"doubt": "unit_inherited", "is_touched": True}, [], id="looked at"),
        pytest.param({"has_unit": False}, ["unit_unknown"], id="no unit"),
        pytest.param({"has_unit": False, "is_touched": True}, ["unit_unknown"], id="looked at, still no unit"),
        pytest.param({"confidence": 0.3}, ["unsure"], id="unsure without a reason"),
    ],
)
def test_doubts_of_a_task(given_values: dict[str, Any], expected: list[str]) -> None:
    values: dict[str, Any] = {"doubt": "", "confidence": 0.9, "has_unit": True, "is_touched": False, **given_values}
    assert rules.doubts_of("assignment", "", {"unit": "Sở A"}, **values) == expected


@pytest.mark.parametrize(("field", "expected"), [("number", ["missing"]), ("urgency", []), ("place", [])])
def test_a_required_field_that_is_empty_is_doubtful(field: str, expected: list[str]) -> None:
    doubts = rules.doubts_of("metadata", field, "", doubt="", confidence=0.0, has_unit=True, is_touched=False)
    assert doubts == expected


@pytest.mark.parametrize(
    ("codes", "texts"),
    [
        (Doubt, sentences.DOUBTS),
        (Problem, sentences.PROBLEMS),
        (NotReadableCode, sentences.NOT_READABLE),
        (AssignmentRole, sentences.ASSIGNMENT_ROLES),
        (DateRole, sentences.DATE_ROLES),
        (Frequency, sentences.FREQUENCIES),
        (Relation, sentences.RELATIONS),
    ],
)
def test_every_code_of_the_reader_has_a_sentence_in_both_languages(codes: Any, texts: dict[str, Any]) -> None:
    for code in codes:
        with translation.override("en"):
            english = str(texts[code])
        with translation.override("vi"):
            vietnamese = str(texts[code])
        assert english
        assert vietnamese != english, code


TEXT = (
    "          TỈNH ỦY VÂN KHÊ                      ĐẢNG CỘNG SẢN\n\n"
    "I. Mục đích\n\n"
    "- Đưa hệ thống màn hình mới tại Cửa khẩu quốc tế vào vận hành\nchậm nhất ngày 30/6/2026.\n- Việc khác."
)


def shown(blocks: list[marked_text.Block]) -> str:
    return "\n\n".join("".join(piece.text for piece in block.pieces) for block in blocks)


def test_lines_broken_to_fit_flow_on_and_lists_and_layouts_stay() -> None:
    header, heading, body = marked_text.blocks(TEXT, [], [])
    assert (header.is_layout, heading.is_layout, body.is_layout) == (True, False, False)
    assert shown([body]) == (
        "- Đưa hệ thống màn hình mới tại Cửa khẩu quốc tế vào vận hành chậm nhất ngày 30/6/2026.\n- Việc khác."
    )


def test_a_new_page_ends_a_paragraph_and_shows_no_box() -> None:
    assert shown(marked_text.blocks("lẫn nhau.\n\f      3\n\nIII. TỔ CHỨC", [], [])) == "lẫn nhau.\n\n3\n\nIII. TỔ CHỨC"


def test_a_narrow_mark_inside_a_wide_one_keeps_both_narrow_first() -> None:
    task_start = TEXT.index("Đưa")
    task = Mark(task_start, TEXT.index("\n- Việc"), 1, "assignment")
    day_start = TEXT.index("ngày 30")
    day = Mark(day_start, day_start + len("ngày 30/6/2026"), 2, "date")
    pieces = [piece for block in marked_text.blocks(TEXT, [task, day], []) for piece in block.pieces if piece.marks]
    assert [[mark.key for mark in piece.marks] for piece in pieces] == [[1], [2, 1], [1]]
    assert [piece.begins for piece in pieces] == [(1,), (2,), ()]


@given(
    st.text(alphabet="ab \n-.ế", max_size=200),
    st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), max_size=8),
)
def test_marks_never_lose_or_move_a_letter(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [
        Mark(min(span), min(max(span), len(text)), key, "date")
        for key, span in enumerate(spans)
        if min(span) < len(text)
    ]
    blocks = marked_text.blocks(text, marks, [])
    for block in blocks:
        for piece in block.pieces:
            original = text[piece.start : piece.start + len(piece.text)]
            assert piece.text.replace("\n", " ") == original.replace("\n", " ")
            assert {mark.key for mark in piece.marks} == {
                mark.key for mark in marks if mark.start <= piece.start < mark.end
            }
    assert shown(blocks).split() == text.split()
