"""What the JSON scores do not see: relations, deadlines of tasks, tables, provisions, spans, exported names."""

from datetime import date

import pytest

import nhipcau.officialdocs as officialdocs
from nhipcau.officialdocs import AssignmentRole, Frequency, Origin, ProvisionKind, Relation, read, to_json
from tests.officialdocs.scoring import EXAMPLES


def example(name: str) -> officialdocs.OfficialDocument:
    return read(next(EXAMPLES.glob(f"{name}*.txt")).read_text(encoding="utf-8"))


def test_package_exports_what_it_promises() -> None:
    assert [name for name in officialdocs.__all__ if not hasattr(officialdocs, name)] == []
    assert len(set(officialdocs.__all__)) == len(officialdocs.__all__)


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        ("Căn cứ Nghị định số 72/2015/NĐ-CP ngày 07/9/2015 của Chính phủ;", Relation.BASED_ON),
        ("Thực hiện Kết luận số 57-KL/TW, ngày 15/6/2023 của Bộ Chính trị.", Relation.IMPLEMENTS),
        ("Kế hoạch này thay thế Kế hoạch số 12/KH-UBND ngày 05/01/2020.", Relation.REPLACES),
        ("Sửa đổi, bổ sung Quyết định số 9/QĐ-UBND ngày 05/01/2020.", Relation.AMENDS),
        ("Nội dung nêu tại Công văn số 85/VP-TTHC ngày 08/01/2025.", Relation.REFERS),
    ],
)
def test_relation_follows_the_words_before_a_citation(sentence: str, relation: Relation) -> None:
    assert [citation.relation for citation in read(sentence).citations] == [relation]


def test_rows_of_a_task_table_become_assignments_marked_as_such() -> None:
    rows = [a for a in example("13").assignments if a.origin is Origin.TABLE]
    assert [(a.unit, a.task, a.deadline_date, a.cooperating_units, a.role) for a in rows] == [
        (
            "Phòng Lễ tân",
            "Xây dựng chương trình chi tiết",
            date(2026, 3, 15),
            ("Phòng Hành chính - Tổng hợp",),
            AssignmentRole.LEAD,
        ),
        ("Phòng Hành chính - Tổng hợp", "In ấn tài liệu", date(2026, 3, 25), ("Phòng Lễ tân",), AssignmentRole.LEAD),
    ]


def test_a_task_carries_its_deadline_and_those_who_cooperate() -> None:
    task = example("07").assignments[0]
    assert (task.deadline, task.deadline_date) == ("trước ngày 31/10/2025", date(2025, 10, 31))
    assert task.cooperating_units == ("Sở Tài chính",)


def test_a_periodic_duty_names_reporter_and_addressee() -> None:
    duty = example("03").recurring_deadlines[-1]
    assert (duty.day, duty.every) == (20, (Frequency.MONTH,))
    assert duty.reporter == "Các sở, ban, ngành và Ủy ban nhân dân các xã, phường"
    assert duty.addressee == "Sở Văn hóa, Thể thao và Du lịch"


def test_provisions_hold_the_whole_body_with_letters_and_bullets_below_their_points() -> None:
    document = example("01")
    kinds = [provision.kind for provision in document.provisions]
    assert kinds.count(ProvisionKind.LETTER) == 2
    assert kinds.count(ProvisionKind.BULLET) == 2
    letter = next(p for p in document.provisions if p.kind is ProvisionKind.LETTER)
    assert letter.parent is not None
    assert document.provisions[letter.parent].title == "Báo và Phát thanh, Truyền hình Lam Giang"


def test_every_place_shows_the_words_that_were_read() -> None:
    document = example("03")
    for item in (*document.citations, *document.dates, *document.recurring_deadlines):
        assert " ".join(document.text[item.span.start : item.span.end].split()) == item.text
    for task in document.assignments:
        assert (
            " ".join(document.text[task.unit_span.start : task.unit_span.end].split()).strip(" :").endswith(task.unit)
        )


def test_footnotes_stand_apart_and_the_broken_sentence_is_mended() -> None:
    document = read(
        "1. Công tác này được quan tâm ở cả trong\n\n¹ Chỉ thị số 25-CT/TW, ngày 08/8/2018 của Ban Bí "
        "thư.\n\nvà ngoài nước.\n"
    )
    assert [(p.kind, p.text) for p in document.provisions] == [
        (ProvisionKind.POINT, "1. Công tác này được quan tâm ở cả trong và ngoài nước."),
        (ProvisionKind.FOOTNOTE, "¹ Chỉ thị số 25-CT/TW, ngày 08/8/2018 của Ban Bí thư."),
    ]


def test_json_form_carries_places_beside_plain_values() -> None:
    plain = to_json(example("01"))
    assert plain["schema"] == "nhipcau.officialdocs/1"
    assert plain["metadata"]["number"] == "1187/SVHTTDL-QLBC"
    assert plain["metadata_places"]["number"]["doubt"] is None
    assert len(plain["metadata_places"]["recipients"]) == len(plain["metadata"]["recipients"])
    assert {"span", "confidence", "doubt"} <= set(plain["assignments"][0])
