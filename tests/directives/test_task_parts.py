"""Splitting and merging tasks on plain values: every word keeps its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.directives.task_parts import (
    NotTheSameWordsError,
    check_parts,
    joined_places,
    joined_words,
    merged_value,
    parts_of,
    places_of_parts,
    value_of_part,
)

TEXT = "1. Chủ trì tổ chức Lễ hội; biên soạn ấn phẩm song ngữ; báo cáo trước ngày 20/6/2026.\n2. Việc khác."


def words_at(places: list[tuple[int, int]], text: str = TEXT) -> list[str]:
    return [text[start:end] for start, end in places]


def test_each_line_is_a_part_and_blank_lines_are_none() -> None:
    assert parts_of("Tổ chức   lễ hội;\r\n\r\n biên soạn ấn phẩm\n") == ["Tổ chức lễ hội;", "biên soạn ấn phẩm"]


def test_the_parts_stand_at_their_own_words() -> None:
    parts = ["Tổ chức Lễ hội;", "biên soạn ấn phẩm song ngữ;", "báo cáo trước ngày 20/6/2026."]
    first, second, third = places_of_parts(TEXT, [(11, 85)], parts)
    assert words_at(first) == ["tổ chức Lễ hội;"]
    assert words_at(second) == ["biên soạn ấn phẩm song ngữ;"]
    assert words_at(third) == ["báo cáo trước ngày 20/6/2026."]


def test_words_that_an_officer_corrected_do_not_move_the_others() -> None:
    parts = ["Tổ chức Lễ hội Mừng nước thác;", "biên tập, biên soạn ấn phẩm song ngữ; báo cáo"]
    first, second = places_of_parts(TEXT, [(11, 85)], parts)
    assert words_at(first) == ["tổ chức Lễ hội;"]
    assert words_at(second) == ["biên soạn ấn phẩm song ngữ; báo cáo trước ngày 20/6/2026."]


def test_a_part_whose_words_are_nowhere_in_the_text_keeps_the_whole_place() -> None:
    places = places_of_parts(TEXT, [(11, 26)], ["tổ chức Lễ hội;", "xyz"])
    assert places[1] == [(11, 26)]


def test_a_merged_task_is_split_over_its_places() -> None:
    text = "tổ chức hội thảo;  (việc khác)  in ấn phẩm"
    places = places_of_parts(text, [(0, 17), (32, 42)], ["tổ chức", "hội thảo; in", "ấn phẩm"])
    assert [words_at(place, text) for place in places] == [["tổ chức"], ["hội thảo;", "in"], ["ấn phẩm"]]


@given(st.lists(st.text("ab ;.\n", max_size=12), min_size=1, max_size=6), st.integers(0, 5), st.integers(0, 40))
def test_places_of_parts_lie_inside_and_in_order(parts: list[str], start: int, length: int) -> None:
    text = "a b; ab a. b bb aab ; b a ab"
    own = [(start, min(len(text), start + length))]
    for places in places_of_parts(text, own, parts):
        assert all(own[0][0] <= left <= right <= own[0][1] for left, right in places)


def test_splitting_changes_no_word() -> None:
    check_parts("Tổ chức  lễ hội; báo cáo", ["Tổ chức lễ hội;", "báo cáo"])
    for changed in (["Tổ chức lễ hội;"], ["Tổ chức lễ hội;", "báo cáo thêm"], ["Tổ chức lễ hội,", "báo cáo"]):
        with pytest.raises(NotTheSameWordsError):
            check_parts("Tổ chức lễ hội; báo cáo", changed)


def test_the_deadline_goes_to_the_part_that_names_it() -> None:
    value = {"task": "A; B trước ngày 20/6/2026", "deadline": "trước ngày 20/6/2026", "deadline_date": "2026-06-20"}
    parts = ["A;", "B trước ngày 20/6/2026"]
    assert value_of_part(value, parts[0], parts)["deadline_date"] is None
    assert value_of_part(value, parts[1], parts)["deadline_date"] == "2026-06-20"


def test_a_deadline_that_no_part_names_stays_with_all() -> None:
    value = {"deadline": "trong tháng 6", "deadline_date": "2026-06-30"}
    assert [value_of_part(value, part, ["A", "B"])["deadline"] for part in ("A", "B")] == ["trong tháng 6"] * 2


def test_places_that_touch_become_one_and_others_stay_apart() -> None:
    text = "một việc;\n- hai việc; ba việc khác; bốn việc"
    assert joined_places(text, [(12, 21), (0, 9)]) == [(0, 21)]
    assert joined_places(text, [(0, 9), (36, 45)]) == [(0, 9), (36, 45)]
    assert joined_places(text, [(0, 20), (5, 9)]) == [(0, 20)]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("Tổ chức lễ hội", "in ấn phẩm", "Tổ chức lễ hội; in ấn phẩm"),
        ("Tổ chức lễ hội;", "in ấn phẩm", "Tổ chức lễ hội; in ấn phẩm"),
        ("Tổ chức lễ hội.", "In ấn phẩm.", "Tổ chức lễ hội. In ấn phẩm."),
        ("Tổ chức lễ hội", "tổ chức  lễ hội", "Tổ chức lễ hội"),
        ("", "In ấn phẩm", "In ấn phẩm"),
    ],
)
def test_two_pieces_of_a_sentence_are_joined_as_people_write(first: str, second: str, joined: str) -> None:
    assert joined_words(first, second) == joined


def test_a_merged_task_has_the_earlier_deadline_and_every_unit_once() -> None:
    first = {"task": "A", "unit": "Sở Ngoại vụ", "cooperating_units": ["Báo Vân Khê"], "deadline": None, "role": "lead"}
    second = {
        "task": "B",
        "unit": "sở ngoại vụ",
        "cooperating_units": ["Công an tỉnh", "báo Vân Khê"],
        "deadline": "ngày 1/6",
        "deadline_date": "2026-06-01",
        "role": "advise",
    }
    merged = merged_value(first, second)
    assert (merged["task"], merged["unit"], merged["role"]) == ("A; B", "Sở Ngoại vụ", "lead")
    assert merged["cooperating_units"] == ["Báo Vân Khê", "Công an tỉnh"]
    assert merged["deadline_date"] == "2026-06-01"
    later = {**first, "deadline": "ngày 2/7", "deadline_date": "2026-07-02"}
    assert merged_value(later, second)["deadline"] == "ngày 1/6"
