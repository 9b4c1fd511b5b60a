"""Two versions of a directive on plain values: parts and work find their counterparts, whatever moved between."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.directives import versions
from nhipcau.directives.versions import (
    Outline,
    Part,
    Work,
    align,
    may_be_versions,
    pair_work,
    without_mark,
    word_changes,
)

A = "Tổ chức Lễ hội Mừng nước thác Khuổi Ngần gắn với Tuần Văn hóa, Du lịch"
B = "Biên soạn ấn phẩm song ngữ giới thiệu tiềm năng, thế mạnh của tỉnh"
C = "Cung cấp tin, ảnh cho Cổng thông tin điện tử bằng tiếng Anh và tiếng Trung"
D = "Báo cáo kết quả thực hiện về Ban Chỉ đạo trước ngày 20 hằng tháng"


def parts(*rows: tuple[str, str]) -> list[Part]:
    return [Part(number, path, words) for number, (path, words) in enumerate(rows, start=1)]


def changes(old: list[Part], new: list[Part]) -> list[tuple[str, str, str]]:
    return [
        (pair.change.value, pair.old.path if pair.old else "", pair.new.path if pair.new else "")
        for pair in align(old, new)
    ]


def test_the_same_text_has_no_changes() -> None:
    rows = parts(("I", A), ("I.1", B), ("I.1", C), ("I.1", C), ("II", ""))
    assert {change for change, _old, _new in changes(rows, rows)} == {"same"}


def test_a_part_put_in_before_others_moves_none_of_them() -> None:
    old = parts(("I.1", A), ("I.2", B), ("I.3", D))
    new = parts(("I.1", C), ("I.2", A), ("I.3", B), ("I.4", D))
    assert changes(old, new) == [
        ("added", "", "I.1"), ("same", "I.1", "I.2"), ("same", "I.2", "I.3"), ("same", "I.3", "I.4"),
    ]  # fmt: skip


def test_a_removed_part_stands_where_it_stood() -> None:
    old = parts(("I.1", A), ("I.2", B), ("I.3", C))
    assert changes(old, parts(("I.1", A), ("I.2", C))) == [
        ("same", "I.1", "I.1"), ("removed", "I.2", ""), ("same", "I.3", "I.2"),
    ]  # fmt: skip


def test_a_changed_day_is_a_change_of_that_part_alone() -> None:
    old = parts(("I.1", A), ("I.2", D))
    new = parts(("I.1", A), ("I.2", D.replace("ngày 20", "ngày 25")))
    assert changes(old, new) == [("same", "I.1", "I.1"), ("changed", "I.2", "I.2")]
    pieces = align(old, new)[1].pieces
    assert [piece.text for piece in pieces if not piece.is_new] == ["20"]
    assert [piece.text for piece in pieces if not piece.is_old] == ["25"]


def test_parts_that_changed_places_are_moved_and_the_others_stay() -> None:
    old = parts(("I.1", A), ("I.2", B), ("I.3", C))
    new = parts(("I.1", C), ("I.2", A), ("I.3", B))
    assert sorted(changes(old, new)) == [("moved", "I.3", "I.1"), ("same", "I.1", "I.2"), ("same", "I.2", "I.3")]


def test_a_part_under_another_heading_is_moved_and_changed() -> None:
    old = parts(("I", "Nội dung"), ("I.1", A), ("II", "Tổ chức thực hiện"))
    new = parts(("I", "Nội dung"), ("II", "Tổ chức thực hiện"), ("II.1", A.replace("gắn với", "cùng với")))
    assert ("moved_and_changed", "I.1", "II.1") in changes(old, new)


def test_dashes_without_numbers_find_their_own_counterparts() -> None:
    old = parts(("III.1", A), ("III.1", B), ("III.1", C))
    new = parts(("III.1", C + " và tiếng Lào"), ("III.1", A), ("III.1", B + " năm 2026"))
    found = {(pair.old.words, pair.new.words) for pair in align(old, new) if pair.old and pair.new}
    assert found == {(A, A), (B, B + " năm 2026"), (C, C + " và tiếng Lào")}


def test_two_parts_with_nothing_in_common_at_one_place_are_removed_and_added() -> None:
    assert sorted(changes(parts(("I.1", A)), parts(("I.1", D)))) == [("added", "", "I.1"), ("removed", "I.1", "")]


def test_spaces_line_ends_and_the_last_mark_are_no_change_but_diacritics_are() -> None:
    assert changes(parts(("1", "Tổ chức  lễ hội;")), parts(("1", "Tổ chức lễ hội."))) == [("same", "1", "1")]
    assert changes(parts(("1", "Tổ chức lễ hội năm 2026")), parts(("1", "Tổ chức lể hội năm 2026"))) == [
        ("changed", "1", "1")
    ]


def test_an_empty_version_removes_or_adds_everything() -> None:
    rows = parts(("I", A), ("II", B))
    assert [change for change, *_rest in changes(rows, [])] == ["removed", "removed"]
    assert [change for change, *_rest in changes([], rows)] == ["added", "added"]
    assert changes([], []) == []


TEXTS = st.lists(st.tuples(st.sampled_from(["I", "I.1", "II"]), st.text("abc ", max_size=8)), max_size=9)


@given(TEXTS, TEXTS)
def test_every_part_of_both_versions_appears_once(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> None:
    pairs = align(parts(*old), parts(*new))
    assert sorted(pair.old.key for pair in pairs if pair.old) == list(range(1, len(old) + 1))
    assert [pair.new.key for pair in pairs if pair.new] == list(range(1, len(new) + 1))


@given(st.text("ab .,0", max_size=30), st.text("ab .,0", max_size=30))
def test_the_pieces_give_both_texts_back(old: str, new: str) -> None:
    pieces = word_changes(old, new)
    assert "".join(piece.text for piece in pieces if piece.is_new) == new
    assert "".join(piece.text for piece in pieces if piece.is_old).split() == old.split()


def test_marks_before_the_words_are_taken_off() -> None:
    assert without_mark("a) Tổ chức\n   lễ hội", "a)") == "Tổ chức lễ hội"
    assert without_mark("- Tổ chức", "-") == "Tổ chức"
    assert without_mark("Tổ chức", "") == "Tổ chức"


def test_the_comparisons_grow_with_the_parts_and_not_with_their_square(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    monkeypatch.setattr(versions, "likeness", lambda one, other: calls.append(one) or 0.9 * (one[-3:] == other[-3:]))
    made = []
    for size in (60, 240):
        calls.clear()
        old = parts(*(("III", f"{A} của đơn vị thứ {number:03}") for number in range(size)))
        new = parts(*(("IV", f"{B} của đơn vị thứ {number:03}") for number in reversed(range(size))))
        align(old, new)
        made.append(len(calls))
    assert made[1] <= 5 * made[0]


def outline(number: str = "", kind: str = "Kế hoạch", subject: str = "", headings: tuple[str, ...] = ()) -> Outline:
    return Outline(1, number, "UBND tỉnh Vân Khê", kind, subject, headings)


SUBJECT = "Công tác thông tin đối ngoại năm 2026"
HEADINGS = ("I. MỤC ĐÍCH", "II. NỘI DUNG", "III. KINH PHÍ", "IV. TỔ CHỨC THỰC HIỆN")


@pytest.mark.parametrize(
    ("one", "other", "are_versions"),
    [
        (outline("12/KH-UBND", subject="A"), outline("12/kh-ubnd", subject="B"), True),
        (outline("12/KH-UBND", subject=SUBJECT), outline("15/KH-UBND", subject=SUBJECT + " của tỉnh"), True),
        (outline(subject=SUBJECT), outline(subject=SUBJECT.replace("2026", "2027")), False),
        (outline(subject=SUBJECT), outline(kind="Báo cáo", subject=SUBJECT), False),
        (outline(subject="A b c"), outline(subject="X y z"), False),
        (outline(subject="A", headings=HEADINGS), outline(subject="B", headings=HEADINGS), True),
        (outline(subject="A", headings=HEADINGS[:2]), outline(subject="B", headings=HEADINGS[:2]), False),
        (outline(), outline(), False),
    ],
)
def test_what_looks_like_a_version_of_one_directive(one: Outline, other: Outline, are_versions: bool) -> None:
    assert may_be_versions(one, other) is are_versions


def test_nobody_elses_directive_is_a_version() -> None:
    other = Outline(2, "12/KH-UBND", "UBND tỉnh Khác", "Kế hoạch", SUBJECT)
    assert not may_be_versions(outline("12/KH-UBND", subject=SUBJECT), other)


def test_one_sentence_for_several_units_is_paired_unit_by_unit() -> None:
    old = [Work(1, 10, A, ("Sở Ngoại vụ",)), Work(2, 10, A, ("Công an tỉnh",))]
    new = [Work(7, 20, A, ("Công an tỉnh",)), Work(8, 20, A, ("Sở Ngoại vụ",))]
    assert pair_work(old, new, {10: 20}) == {1: 8, 2: 7}


def test_work_goes_on_when_its_words_changed_in_its_own_part_only() -> None:
    changed = A.replace("gắn với", "kết hợp")
    assert pair_work([Work(1, 10, A)], [Work(7, 20, changed)], {10: 20}) == {1: 7}
    assert pair_work([Work(1, 10, A)], [Work(7, 21, changed)], {10: 20}) == {}
    assert pair_work([Work(1, 10, A)], [Work(7, 21, A)], {}) == {1: 7}
    assert pair_work([Work(1, None, A)], [Work(7, None, B)], {}) == {}


def test_no_work_is_continued_twice() -> None:
    assert pair_work([Work(1, 10, A), Work(2, 10, A)], [Work(7, 20, A)], {10: 20}) == {1: 7}
