"""Coordination programmes: partner, document, joint tasks with roles, the review of each year."""

import io
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from nhipcau.audit.models import AuditEntry
from nhipcau.organisation.enums import Role
from nhipcau.organisation.models import Unit
from nhipcau.organisation.services import create_unit
from nhipcau.programme.coordination.drafting import draft
from nhipcau.programme.coordination.models import Coordination, JointTask, YearlyReview
from nhipcau.programme.coordination.queries import joint_lines, reviews_missing
from nhipcau.programme.coordination.services import link_task, plan_task, write_review
from nhipcau.programme.enums import AssignmentRole, TaskState
from nhipcau.programme.models import Assignment, Task
from nhipcau.programme.recording import record_activity
from nhipcau.programme.services import create_task, set_task_state

pytestmark = pytest.mark.django_db
ROLES = {"our_role": AssignmentRole.LEAD, "partner_role": AssignmentRole.COOPERATE}
DECEMBER = date(2026, 12, 3)


@pytest.fixture
def december(monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime(2026, 12, 3, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    monkeypatch.setattr(timezone, "now", lambda: now)


@pytest.fixture
def units(db: None) -> list[Unit]:
    return [create_unit(name, by=None) for name in ("Ban Tuyên giáo và Dân vận Tỉnh ủy", "Bộ Chỉ huy Quân sự tỉnh")]


@pytest.fixture
def coordination(units: list[Unit]) -> Coordination:
    return Coordination.objects.create(
        name="Phối hợp tuyên truyền biên giới", our_unit=units[0], partner_unit=units[1], begins_on=date(2026, 1, 15),
        decision_number="03-CTPH/BTGDVTU-BCHQS", decision_date=date(2026, 1, 10),
    )  # fmt: skip


def plan(coordination: Coordination, title: str, **more: Any) -> JointTask:
    return plan_task(coordination, title, **{"year": 2026, **ROLES, "by": None, **more})


# Joint tasks


def test_a_joint_task_stands_in_the_programme_with_the_parts_of_both_sides(coordination: Coordination) -> None:
    joint = plan(coordination, "Phát hành tập san", deadline=date(2026, 10, 1))
    again = link_task(
        coordination, joint.task, our_role=AssignmentRole.ADVISE, partner_role=AssignmentRole.LEAD, by=None
    )
    assert again == joint
    assert {(one.role, one.unit.short_name or one.unit.name) for one in joint.task.assignments.all() if one.unit} == {
        ("lead", "Ban Tuyên giáo và Dân vận Tỉnh ủy"), ("cooperate", "Bộ Chỉ huy Quân sự tỉnh"),
    }  # fmt: skip
    assert AuditEntry.objects.filter(action="joint task added").count() == 1


def test_a_partner_outside_the_list_gets_no_assignment(units: list[Unit]) -> None:
    one = Coordination.objects.create(
        name="Với báo", our_unit=units[0], partner_name="Báo Quân đội nhân dân", begins_on=date(2026, 1, 1)
    )
    plan(one, "Chuyên trang")
    assert Assignment.objects.count() == 1
    assert one.partner == "Báo Quân đội nhân dân"


def test_how_joint_tasks_stand_comes_from_what_happened(coordination: Coordination, units: list[Unit]) -> None:
    claimed, late, proven = (
        plan(coordination, title, deadline=day)
        for title, day in (("A", None), ("B", date(2026, 3, 1)), ("C", date(2026, 6, 1)))
    )
    set_task_state(claimed.task, TaskState.DONE, by=None)
    record_activity(
        unit=units[0], kind="event", title="Ra mắt", happened_on=date(2026, 5, 5), task=proven.task, by=None
    )
    set_task_state(proven.task, TaskState.DONE, by=None)
    found = {line.joint.task.title: line.status for line in joint_lines(coordination, today=DECEMBER)}
    assert found == {"A": "claimed", "B": "late", "C": "done"}
    assert late.task.title == "B"


# The review of a year


def test_the_draft_tells_what_was_planned_and_what_was_done_in_that_year_only(
    coordination: Coordination, units: list[Unit]
) -> None:
    joint = plan(coordination, "Phát hành tập san", deadline=date(2026, 10, 1))
    plan(coordination, "Việc của năm sau", year=2027)
    for day in (date(2026, 4, 30), date(2027, 1, 5)):
        record_activity(
            unit=units[0], kind="publication", title=f"Số {day.year}", happened_on=day, task=joint.task, by=None
        )
    set_task_state(joint.task, TaskState.DONE, by=None)
    planned, done = draft(coordination, 2026, today=DECEMBER)
    assert planned == (
        "1. Phát hành tập san (Ban Tuyên giáo và Dân vận Tỉnh ủy: chủ trì; Bộ Chỉ huy Quân sự tỉnh: phối hợp; "
        "thời hạn 1/10/2026)."
    )
    assert done.startswith("Đã hoàn thành 1/1 nhiệm vụ phối hợp.\n1. Phát hành tập san: ")
    assert "ngày 30/4/2026, Số 2026" in done
    assert "Số 2027" not in done
    assert "năm sau" not in planned
    assert draft(coordination, 2028, today=DECEMBER)[0].startswith("Chương trình năm 2028 không có")


def test_a_year_is_asked_for_in_december_and_late_after_it(coordination: Coordination) -> None:
    assert reviews_missing(date(2026, 11, 30)) == []
    assert reviews_missing(DECEMBER) == [(coordination, 2026)]
    assert reviews_missing(date(2027, 2, 1)) == [(coordination, 2026)]
    write_review(coordination, 2026, planned="", done="Đã làm", remarks="", by=None)
    assert reviews_missing(DECEMBER) == [(coordination, 2026)], "written is not finished"
    write_review(coordination, 2026, planned="", done="Đã làm", remarks="", finished_on=DECEMBER, by=None)
    assert reviews_missing(date(2027, 2, 1)) == []
    assert reviews_missing(date(2027, 12, 1)) == [(coordination, 2027)]


def test_an_agreement_that_ended_is_reviewed_for_its_last_year_and_no_later(coordination: Coordination) -> None:
    Coordination.objects.update(ends_on=date(2026, 6, 30))
    assert reviews_missing(date(2026, 7, 1)) != []
    assert [year for _one, year in reviews_missing(date(2027, 12, 31))] == [2026]
    assert reviews_missing(date(2028, 12, 31)) == []
    coordination.refresh_from_db()
    with pytest.raises(ValidationError):
        write_review(coordination, 2027, planned="", done="x", remarks="", by=None)


# Screens and roles


def sign_in(client: Client, person: Any, role: Role, unit: Unit | None = None) -> Client:
    client.force_login(person(role, unit))
    return client


def test_an_officer_enters_one_plans_a_task_and_finishes_the_review(
    client: Client, person: Any, units: list[Unit], december: None
) -> None:
    client = sign_in(client, person, Role.PROGRAMME_OFFICER, units[0])
    assert "Chưa có chương trình phối hợp nào" in client.get(reverse("coordinations:index")).content.decode()
    values = {
        "name": "Phối hợp", "our_unit": units[0].pk, "partner_unit": "", "partner_name": "", "directive": "",
        "decision_number": "03-CTPH", "decision_date": "", "begins_on": "2026-01-15", "ends_on": "", "content": "",
    }  # fmt: skip
    wrong = client.post(reverse("coordinations:add"), values)
    assert "Hãy cho biết bên phối hợp" in wrong.content.decode()
    client.post(reverse("coordinations:add"), {**values, "partner_name": "Báo Quân đội nhân dân"})
    one = Coordination.objects.get()
    page = reverse("coordinations:inspect", args=[one.pk])
    task = {"action": "plan", "title": "Chuyên trang", "year": 2026, "deadline": "2026-10-01", "product": "", **ROLES}
    assert client.post(page, task).status_code == 302
    assert client.post(page, {**task, "year": "x"}).status_code == 422
    assert "chưa có đánh giá năm 2026" in client.get("/workspace/").content.decode()
    address = reverse("coordinations:review", args=[one.pk, 2026])
    assert "1. Chuyên trang" in client.get(address).content.decode()
    text = {"planned": "1. Chuyên trang", "done": "Đã ra 10 kỳ.", "remarks": ""}
    assert "Hãy ghi kết quả" in client.post(address, {**text, "done": " ", "finish": "1"}).content.decode()
    assert client.post(address, {**text, "finish": "1"}).status_code == 302
    assert YearlyReview.objects.get().finished_by is not None
    assert "chưa có đánh giá năm 2026" not in client.get("/workspace/").content.decode()
    shown = client.get(address).content.decode()
    assert "<textarea" not in shown
    assert "Đã ra 10 kỳ." in shown
    book = load_workbook(io.BytesIO(client.get(reverse("coordinations:export", args=[one.pk])).content))
    assert [row[1] for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)] == ["Chuyên trang"]
    assert set(AuditEntry.objects.values_list("action", flat=True)) >= {"coordination entered", "review finished"}


def test_what_was_written_is_never_overwritten_by_what_the_tasks_say_later(
    client: Client, person: Any, coordination: Coordination, december: None
) -> None:
    client = sign_in(client, person, Role.PROGRAMME_OFFICER)
    write_review(coordination, 2026, planned="Lời của tôi", done="", remarks="", by=None)
    plan(coordination, "Việc thêm")
    shown = client.get(reverse("coordinations:review", args=[coordination.pk, 2026])).content.decode()
    assert "Lời của tôi" in shown
    assert "Các nhiệm vụ phối hợp đến hôm nay" in shown


@pytest.mark.parametrize("role", [Role.UNIT_CONTACT, Role.EDITOR, Role.TRANSLATOR, Role.APPROVER])
def test_other_roles_read_and_change_nothing(
    client: Client, person: Any, coordination: Coordination, units: list[Unit], role: Role, december: None
) -> None:
    joint = plan(coordination, "Phát hành tập san")
    client = sign_in(client, person, role, units[1])
    page = reverse("coordinations:inspect", args=[coordination.pk])
    assert "Phát hành tập san" in client.get(page).content.decode()
    assert client.post(page, {"action": "unlink", "joint": joint.pk})["Location"] == "/workspace/"
    review = reverse("coordinations:review", args=[coordination.pk, 2026])
    assert "<textarea" not in client.get(review).content.decode()
    assert client.post(review, {"planned": "", "done": "x", "remarks": ""})["Location"] == "/workspace/"
    assert client.post(reverse("coordinations:edit", args=[coordination.pk]), {"name": "Khác"}).status_code == 302
    assert client.post(reverse("coordinations:delete", args=[coordination.pk])).status_code == 302
    assert not YearlyReview.objects.exists()
    assert JointTask.objects.exists()


def test_a_contact_sees_only_joint_tasks_that_concern_the_unit(
    client: Client, person: Any, coordination: Coordination
) -> None:
    plan(coordination, "Phát hành tập san")
    stranger = create_unit("Sở Tài chính", by=None)
    shown = sign_in(client, person, Role.UNIT_CONTACT, stranger).get(
        reverse("coordinations:inspect", args=[coordination.pk])
    )
    assert "Phát hành tập san" not in shown.content.decode()


def test_lists_are_filtered_by_side_day_and_missing_review(
    client: Client, person: Any, coordination: Coordination, units: list[Unit], december: None
) -> None:
    client = sign_in(client, person, Role.PROGRAMME_OFFICER)
    Coordination.objects.create(
        name="Đã hết hạn", our_unit=units[0], partner_name="Đài Tiếng nói", begins_on=date(2024, 1, 1),
        ends_on=date(2025, 12, 31),
    )  # fmt: skip
    results = reverse("coordinations:index_results")
    shown = {
        str(asked): [
            name
            for name in ("Phối hợp tuyên truyền", "Đã hết hạn")
            if name in client.get(results, asked).content.decode()
        ]
        for asked in ({"unit": units[1].pk}, {"on": "2025-05-01"}, {"without_review": "2026"}, {"q": "dai tieng"})
    }
    assert list(shown.values()) == [
        ["Phối hợp tuyên truyền"],
        ["Đã hết hạn"],
        ["Phối hợp tuyên truyền"],
        ["Đã hết hạn"],
    ]
    assert client.get(results, {"without_review": "x", "on": "31/02/2026"}).status_code == 200
    csv = b"".join(client.get(reverse("coordinations:index"), {"export": "csv"}).streaming_content).decode()
    assert "Bộ Chỉ huy Quân sự tỉnh" in csv


@pytest.mark.parametrize("count", [1, 5])
def test_the_number_of_questions_does_not_grow(
    client: Client, person: Any, coordination: Coordination, units: list[Unit], django_assert_max_num_queries: Any,
    count: int,
) -> None:  # fmt: skip
    client = sign_in(client, person, Role.PROGRAMME_OFFICER)
    for number in range(count):
        joint = plan(coordination, f"Việc {number}")
        record_activity(unit=units[0], kind="event", title="x", happened_on=date(2026, 5, 5), task=joint.task, by=None)
        Coordination.objects.create(
            name=f"Khác {number}", our_unit=units[0], partner_name="x", begins_on=date(2026, 1, 1)
        )
    client.get(reverse("coordinations:index"))
    for address in (reverse("coordinations:index"), reverse("coordinations:inspect", args=[coordination.pk])):
        with django_assert_max_num_queries(24):
            assert client.get(address).status_code == 200


@pytest.mark.parametrize("year", [1800, 2025, 2027, 99999])
def test_a_year_outside_of_the_agreement_has_no_review(
    client: Client, person: Any, coordination: Coordination, december: None, year: int
) -> None:
    client = sign_in(client, person, Role.PROGRAMME_OFFICER)
    assert client.get(reverse("coordinations:review", args=[coordination.pk, year])).status_code == 404


def test_a_task_that_is_no_joint_one_any_more_stays_in_the_programme(
    client: Client, person: Any, coordination: Coordination
) -> None:
    client = sign_in(client, person, Role.PROGRAMME_OFFICER)
    own = create_task("Việc có sẵn", year=timezone.localdate().year, by=None)
    page = reverse("coordinations:inspect", args=[coordination.pk])
    assert client.post(page, {"action": "link", "task": own.pk, **ROLES}).status_code == 302
    assert client.post(page, {"action": "unlink", "joint": JointTask.objects.get().pk}).status_code == 302
    assert Task.objects.get(pk=own.pk).assignments.count() == 2
    assert not JointTask.objects.exists()
