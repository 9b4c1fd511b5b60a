"""Around a task: deadlines that move, comments, files, money, parts, reminders; who may do what."""

import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from nhipcau.organisation.enums import Role
from nhipcau.organisation.models import Unit
from nhipcau.organisation.services import create_unit
from nhipcau.programme.enums import AssignmentRole, TaskState
from nhipcau.programme.models import Assignment, Task
from nhipcau.programme.queries import what_waits
from nhipcau.programme.recording import record_activity
from nhipcau.programme.services import create_task
from nhipcau.programme.task_models import BudgetLine, DeadlineChange, TaskComment, TaskFile
from nhipcau.programme.tasks.services import assign_many, move_deadline, plan_part, undo_batch

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 10)
Make = Callable[..., Any]


@pytest.fixture(autouse=True)
def tenth_of_march(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 3, 10, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")))
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def unit(db: None) -> Unit:
    return create_unit("Sở Ngoại vụ", by=None)


@pytest.fixture
def other(db: None) -> Unit:
    return create_unit("Sở Tài chính", by=None)


@pytest.fixture
def task(unit: Unit) -> Task:
    parts = [(AssignmentRole.LEAD, unit)]
    return create_task("Biên soạn", year=2026, assignments=parts, deadline=date(2026, 3, 31), by=None)


@pytest.fixture
def act(client: Client, task: Task) -> Callable[..., Any]:
    """Use one of the forms of the task's page."""

    def send(user: Any, action: str, upon: Task | None = None, **values: Any) -> Any:
        client.force_login(user)
        return client.post(f"/workspace/tasks/inspect/{(upon or task).pk}/", {"action": action, **values})

    return send


def picture() -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(content, "JPEG")
    return SimpleUploadedFile("ảnh.jpg", content.getvalue())


def test_a_moved_deadline_keeps_the_former_one_with_its_reason(person: Make, act: Make, task: Task) -> None:
    officer = person(Role.PROGRAMME_OFFICER)
    refused = act(officer, "deadline", deadline="30/4/2026")
    assert refused.status_code == 422
    assert "Hãy ghi lý do dời thời hạn" in refused.content.decode()
    assert "30/4/2026" in refused.content.decode()
    assert act(officer, "deadline", deadline="30/4/2026", deadline_reason="Chờ kinh phí").status_code == 302
    change = DeadlineChange.objects.get()
    assert (change.before, change.after, change.reason, change.added_by) == (
        date(2026, 3, 31), date(2026, 4, 30), "Chờ kinh phí", officer,
    )  # fmt: skip
    task.refresh_from_db()
    assert task.deadline == date(2026, 4, 30)
    assert move_deadline(task, date(2026, 4, 30), reason="", by=officer) is None


def test_the_edit_form_asks_for_the_reason_too(client: Client, person: Make, task: Task) -> None:
    client.force_login(person(Role.PROGRAMME_OFFICER))
    form = {"title": "Biên soạn", "year": 2026, "deadline": "1/5/2026", "state": "planned", "frequency": ""}
    address = f"/workspace/tasks/edit/{task.pk}/"
    assert "Hãy ghi lý do dời thời hạn" in client.post(address, form).content.decode()
    assert client.post(address, {**form, "deadline_reason": "Theo chỉ đạo mới"}).status_code == 302
    assert DeadlineChange.objects.get().after == date(2026, 5, 1)
    assert "hơn mười lăm năm" in client.post(address, {**form, "deadline": "1/5/2206"}).content.decode()


def test_a_returning_deadline_goes_on_when_its_work_is_recorded(client: Client, person: Make, unit: Unit) -> None:
    client.force_login(person(Role.PROGRAMME_OFFICER))
    form = {
        "title": "Đăng tin song ngữ", "year": 2026, "deadline": "20/2/2026", "frequency": "month",
        "repeats_until": "30/4/2026", "state": "planned", "lead": unit.pk,
    }  # fmt: skip
    assert client.post("/workspace/tasks/new/", form).status_code == 302
    task = Task.objects.get()
    assert (task.deadline, task.repeats_from) == (date(2026, 2, 20), date(2026, 2, 20))
    for day, expected in [
        (date(2026, 2, 10), (date(2026, 3, 20), "under_way")),
        (date(2026, 3, 5), (date(2026, 4, 20), "under_way")),
        (date(2026, 4, 1), (date(2026, 4, 20), "done")),
    ]:
        record_activity(unit=unit, kind="story", title="Tin", happened_on=day, task=task, by=None)
        task.refresh_from_db()
        assert (task.deadline, task.state) == expected
    assert "20/3/2026" in client.get(f"/workspace/tasks/inspect/{task.pk}/").content.decode()


def test_a_task_called_done_without_anything_done_says_so(person: Make, act: Make, task: Task, unit: Unit) -> None:
    contact = person(Role.UNIT_CONTACT, unit)
    assert act(contact, "state", state="done").status_code == 302
    page = act(contact, "comment", text="").content.decode()
    assert "báo đã xong nhưng chưa ghi nhận việc nào" in page
    record_activity(unit=unit, kind="event", title="Hội nghị", happened_on=TODAY, task=task, by=None)
    assert "báo đã xong nhưng chưa" not in act(contact, "comment", text="").content.decode()


def test_what_was_sent_is_kept_and_a_wrong_file_is_said(person: Make, act: Make, task: Task, unit: Unit) -> None:
    contact = person(Role.UNIT_CONTACT, unit)
    assert act(contact, "file", file=picture()).status_code == 302
    assert act(contact, "file", file=picture()).status_code == 302
    row = TaskFile.objects.get()
    assert (row.name, row.content_type, len(row.sha256)) == ("ảnh.jpg", "image/jpeg", 64)
    program = SimpleUploadedFile("ảnh.jpg", b"MZ\x90" + b"\x00" * 500)
    refused = act(contact, "file", file=program)
    assert refused.status_code == 422
    assert "không phải" in refused.content.decode()
    assert TaskFile.objects.count() == 1


def test_a_file_is_sent_to_those_who_see_its_task_only(
    client: Client, person: Make, act: Make, task: Task, unit: Unit, other: Unit
) -> None:
    act(person(Role.UNIT_CONTACT, unit), "file", file=picture())
    address = f"/workspace/tasks/{task.pk}/files/{TaskFile.objects.get().pk}/"
    sent = client.get(address)
    assert b"".join(sent.streaming_content)[:2] == b"\xff\xd8"
    assert sent["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "attachment" in sent["Content-Disposition"]
    client.force_login(person(Role.UNIT_CONTACT, other))
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("amount", ["-1", str(10**15 + 1), "9" * 400, "1e5", "mười", ""])
def test_absurd_money_is_refused_and_stays_in_the_form(person: Make, act: Make, task: Task, amount: str) -> None:
    refused = act(person(Role.PROGRAMME_OFFICER), "money", source="state", planned=amount, spent="0")
    assert refused.status_code == 422
    assert f'value="{amount}"' in refused.content.decode() or not amount
    assert not BudgetLine.objects.exists()


def test_money_is_added_up_by_source(person: Make, act: Make, task: Task, unit: Unit) -> None:
    officer = person(Role.PROGRAMME_OFFICER)
    act(officer, "money", source="state", planned="200000000", spent="50000000")
    act(person(Role.UNIT_CONTACT, unit), "money", source="social", planned="0", spent="50000000", unit=unit.pk)
    page = act(officer, "comment", text="").content.decode()
    assert "100.000.000" in page
    assert "50%" in page
    assert {line.source: line.unit for line in BudgetLine.objects.all()} == {"state": None, "social": unit}


@pytest.mark.parametrize(
    "text", [pytest.param("ậ" * 5001, id="too long"), pytest.param(" \u202e ", id="nothing to read")]
)
def test_a_comment_that_cannot_be_kept_is_said(person: Make, act: Make, task: Task, text: str) -> None:
    answer = act(person(Role.PROGRAMME_OFFICER), "comment", text=text)
    assert answer.status_code == (422 if len(text) > 10 else 302)
    assert TaskComment.objects.filter(text__contains="ậ").count() == 0


def test_a_comment_cannot_write_into_the_page(person: Make, act: Make, task: Task) -> None:
    officer = person(Role.PROGRAMME_OFFICER)
    act(officer, "comment", text="<script>alert(1)</script>\nمرحبا")
    assert "<script>alert(1)" not in act(officer, "comment", text="").content.decode()


def test_a_unit_plans_a_part_for_itself_and_moves_it_alone(
    person: Make, act: Make, task: Task, unit: Unit, other: Unit
) -> None:
    contact = person(Role.UNIT_CONTACT, unit)
    act(contact, "part", title="In tờ gấp", unit=unit.pk, deadline="20/3/2026", product="500 tờ")
    part = Task.objects.get(parent=task)
    assert (part.planned_by, part.deadline, part.programme, part.product) == (
        unit, date(2026, 3, 20), task.programme, "500 tờ",
    )  # fmt: skip
    assert act(contact, "deadline", upon=part, deadline="25/3/2026", deadline_reason="Nhà in bận").status_code == 302
    assert act(contact, "part", upon=part, title="Nhỏ hơn", unit=unit.pk).status_code in (302, 403)
    assert act(contact, "part", title="Của người khác", unit=other.pk).status_code == 422
    assert Task.objects.count() == 2
    stranger = person(Role.UNIT_CONTACT, other)
    assert act(stranger, "comment", upon=part, text="x").status_code == 404


def test_a_contact_neither_assigns_nor_moves_what_the_directive_set(
    person: Make, act: Make, task: Task, unit: Unit, other: Unit
) -> None:
    contact = person(Role.UNIT_CONTACT, unit)
    for action, values in {
        "deadline": {"deadline": "30/4/2026", "deadline_reason": "x"},
        "assign": {"role": "cooperate", "unit": other.pk},
        "unassign": {"assignment": Assignment.objects.get().pk},
    }.items():
        assert act(contact, action, **values).status_code in (302, 403)
    task.refresh_from_db()
    assert (task.deadline, Assignment.objects.count()) == (date(2026, 3, 31), 1)


@pytest.mark.parametrize("role", [Role.TRANSLATOR, Role.APPROVER])
def test_those_who_only_read_change_nothing(person: Make, act: Make, task: Task, role: Role) -> None:
    reader = person(role)
    for action, values in {"comment": {"text": "x"}, "state": {"state": "done"}, "money": {"planned": 1}}.items():
        assert act(reader, action, **values).status_code in (302, 403)
    task.refresh_from_db()
    assert (task.state, TaskComment.objects.count()) == (TaskState.PLANNED, 0)


def test_an_officer_gives_and_takes_parts(person: Make, act: Make, task: Task, other: Unit) -> None:
    officer = person(Role.PROGRAMME_OFFICER)
    assert act(officer, "assign", role="advise").status_code == 422
    assert act(officer, "assign", role="advise", unit=other.pk).status_code == 302
    row = Assignment.objects.get(unit=other)
    assert row.role == AssignmentRole.ADVISE
    act(officer, "unassign", assignment=row.pk)
    assert Assignment.objects.count() == 1


def test_a_reminder_waits_from_its_day_until_it_is_put_away(person: Make, act: Make, task: Task) -> None:
    officer = person(Role.PROGRAMME_OFFICER)
    assert act(officer, "remind", on="9/3/2026").status_code == 422
    act(officer, "remind", on="12/3/2026")
    texts = [[line.text for line in what_waits(officer, today=date(2026, 3, day))] for day in (11, 12)]
    assert [any("Nhắc việc" in text for text in lines) for lines in texts] == [False, True]
    task.reminders.update(on=TODAY)
    act(officer, "put_away")
    assert not any("Nhắc việc" in line.text for line in what_waits(officer, today=TODAY))


def test_many_assignments_are_undone_together_and_what_stood_before_stays(
    person: Make, task: Task, unit: Unit, other: Unit
) -> None:
    second = create_task("Triển lãm", year=2026, assignments=[(AssignmentRole.COOPERATE, other)], by=None)
    officer = person(Role.PROGRAMME_OFFICER)
    batch = assign_many([task, second], other, role=AssignmentRole.COOPERATE, by=officer)
    assert Assignment.objects.filter(unit=other).count() == 2
    assert (undo_batch(batch, by=officer), undo_batch(batch, by=officer)) == (1, 0)
    assert Assignment.objects.get(unit=other).task == second


def test_a_part_counts_for_the_task_above_only_through_its_own_activities(person: Make, task: Task, unit: Unit) -> None:
    part = plan_part(task, "In tờ gấp", unit=unit, by=None)
    record_activity(unit=unit, kind="publication", title="Tờ gấp", happened_on=TODAY, task=part, by=None)
    task.refresh_from_db()
    assert (part.state, task.state) == (TaskState.UNDER_WAY, TaskState.PLANNED)
