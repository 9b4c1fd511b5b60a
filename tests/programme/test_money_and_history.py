"""Money of a task is corrected and removed in its place; what was done to a task can be read on its page."""

import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from nhipcau.audit.queries import fault_of_the_trail, trail_of
from nhipcau.organisation.enums import Role
from nhipcau.organisation.models import Unit
from nhipcau.organisation.services import create_unit
from nhipcau.programme.enums import AssignmentRole
from nhipcau.programme.models import Task
from nhipcau.programme.recording import record_activity
from nhipcau.programme.services import create_task
from nhipcau.programme.task_models import BudgetLine
from nhipcau.programme.tasks.money import MoneyIsStaleError, add_money, correct_money, remove_money, sums_by_source
from nhipcau.programme.tasks.services import assign_many, undo_batch

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


@pytest.fixture(autouse=True)
def tenth_of_march(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 3, 10, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")))
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def unit(db: None) -> Unit:
    return create_unit("Sở Ngoại vụ", by=None)


@pytest.fixture
def task(unit: Unit) -> Task:
    parts = [(AssignmentRole.LEAD, unit)]
    return create_task("Biên soạn", year=2026, assignments=parts, deadline=date(2026, 3, 31), by=None)


@pytest.fixture
def act(client: Client, task: Task) -> Callable[..., Any]:
    """Use one of the forms of the task's page."""

    def send(user: Any, action: str, **values: Any) -> Any:
        client.force_login(user)
        return client.post(f"/workspace/tasks/inspect/{task.pk}/", {"action": action, **values})

    return send


def sent(line: BudgetLine, **values: Any) -> dict[str, Any]:
    unit = {"unit": line.unit_id} if line.unit_id else {}
    return {
        "line": line.pk, "version": line.version, "source": line.source, "planned": line.planned, "spent": line.spent,
        **unit, **values,
    }  # fmt: skip


def actions(task: Task) -> list[str]:
    return [entry.action for entry in trail_of(task)]


def test_who_entered_money_corrects_it_and_the_history_keeps_what_it_was(
    person: Make, act: Make, task: Task, unit: Unit
) -> None:
    contact = person(Role.UNIT_CONTACT, unit)
    act(contact, "money", source="state", planned="2000000", spent="0", unit=unit.pk)
    line = BudgetLine.objects.get()
    assert act(contact, "money_correct", **sent(line, planned="20000000", spent="5000000")).status_code == 302
    line.refresh_from_db()
    assert (line.planned, line.spent, line.version, line.added_by) == (20_000_000, 5_000_000, 2, contact)
    page = act(contact, "comment", text="").content.decode()
    assert "dự toán 2.000.000, đã chi 0" in page
    assert "dự toán 20.000.000, đã chi 5.000.000" in page
    assert trail_of(task)[0].details["before"]["planned"] == "2000000"


def test_the_same_values_are_no_correction(task: Task) -> None:
    line = add_money(task, source="state", planned=5, spent=0, by=None)
    assert correct_money(line, version=1, source="state", planned=5, spent=0, by=None).version == 1
    assert actions(task)[0] == "task money entered"


def test_of_two_who_correct_at_once_the_second_sees_the_first_and_loses_nothing(
    person: Make, act: Make, task: Task
) -> None:
    officer = person(Role.PROGRAMME_OFFICER)
    line = add_money(task, source="state", planned=100, spent=0, by=officer)
    correct_money(line, version=1, source="state", planned=300, spent=0, by=None)
    refused = act(officer, "money_correct", **sent(line, planned="200", note="Theo báo giá"))
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "dự toán 300" in page
    assert 'value="200"' in page
    assert 'value="Theo báo giá"' in page
    assert BudgetLine.objects.get().planned == 300
    # The form came back with the newer version: saving once more is meant.
    assert 'name="version" value="2"' in page
    assert act(officer, "money_correct", **sent(line, planned="200", version=2)).status_code == 302
    assert BudgetLine.objects.get().planned == 200


def test_money_is_removed_after_a_question_and_stays_in_the_history(person: Make, act: Make, task: Task) -> None:
    officer = person(Role.PROGRAMME_OFFICER)
    line = add_money(task, source="social", planned=700, spent=100, by=officer, note="Tài trợ")
    page = act(officer, "comment", text="").content.decode()
    assert "Quý vị chắc chắn xóa dòng này" in page
    correct_money(line, version=1, source="social", planned=800, spent=100, by=None, note="Tài trợ")
    assert act(officer, "money_remove", line=line.pk, version=1).status_code == 422, "it is not what was looked at"
    assert act(officer, "money_remove", line=line.pk, version=2).status_code == 302
    assert not BudgetLine.objects.exists()
    assert trail_of(task)[0].details["before"] == {
        "source": "social", "planned": "800", "spent": "100", "note": "Tài trợ",
    }  # fmt: skip
    gone = act(officer, "money_correct", **sent(line))
    assert (gone.status_code, "đã xóa dòng này" in gone.content.decode()) == (422, True)


def test_only_who_entered_it_or_steers_touches_a_line(person: Make, act: Make, task: Task, unit: Unit) -> None:
    line = add_money(task, source="state", planned=100, spent=0, by=person(Role.UNIT_CONTACT, unit), unit=unit)
    for user in (person(Role.UNIT_CONTACT, unit), person(Role.TRANSLATOR)):
        assert act(user, "money_correct", **sent(line, planned="9")).status_code in (302, 403)
        assert act(user, "money_remove", line=line.pk, version=1).status_code in (302, 403)
    assert BudgetLine.objects.get().planned == 100
    assert act(person(Role.PROGRAMME_OFFICER), "money_correct", **sent(line, planned="9")).status_code == 302


@pytest.mark.parametrize("key", ["x", "-1", "9" * 40, "²", ""])
def test_a_line_that_is_none_is_said(person: Make, act: Make, task: Task, key: str) -> None:
    line = add_money(task, source="state", planned=100, spent=0, by=None)
    answer = act(person(Role.PROGRAMME_OFFICER), "money_correct", **{**sent(line), "line": key})
    assert (answer.status_code, BudgetLine.objects.get().version) == (422, 1)


@pytest.mark.parametrize("values", [{"planned": "-1"}, {"spent": "1" * 30}, {"source": "khác"}, {"version": "x"}])
def test_a_correction_that_cannot_be_is_refused(person: Make, act: Make, task: Task, values: dict[str, str]) -> None:
    line = add_money(task, source="state", planned=100, spent=0, by=None)
    assert act(person(Role.PROGRAMME_OFFICER), "money_correct", **sent(line, **values)).status_code == 422
    assert BudgetLine.objects.get().planned == 100


def test_a_line_of_another_task_is_not_reached_through_this_one(person: Make, act: Make, task: Task) -> None:
    other = create_task("Triển lãm", year=2026, by=None)
    line = add_money(other, source="state", planned=100, spent=0, by=None)
    assert act(person(Role.PROGRAMME_OFFICER), "money_remove", line=line.pk, version=1).status_code == 422
    assert BudgetLine.objects.exists()


def test_nobody_removes_what_was_removed(task: Task) -> None:
    line = add_money(task, source="state", planned=100, spent=0, by=None)
    remove_money(BudgetLine.objects.get(), version=1, by=None)
    with pytest.raises(MoneyIsStaleError):
        remove_money(line, version=1, by=None)
    with pytest.raises(MoneyIsStaleError):
        correct_money(line, version=1, source="state", planned=1, spent=0, by=None)


def test_the_money_of_tasks_is_taken_along_with_its_sums_by_source(client: Client, person: Make, task: Task) -> None:
    other = create_task("=HYPERLINK(1)", year=2026, by=None)
    for on, source, planned, spent in [
        (task, "state", 1000, 250), (task, "social", 0, 40), (other, "state", 3000, 750),
    ]:  # fmt: skip
        add_money(on, source=source, planned=planned, spent=spent, by=None, note="=1+1")
    assert [(one.source, one.planned, one.spent, one.share) for one in sums_by_source(BudgetLine.objects.all())] == [
        ("state", 4000, 1000, 25), ("social", 0, 40, None),
    ]  # fmt: skip
    client.force_login(person(Role.PROGRAMME_OFFICER))
    book = load_workbook(io.BytesIO(client.get("/workspace/tasks/export/xlsx/").content))
    tasks, money = book.worksheets
    assert [(row[2], row[8], row[9]) for row in tasks.iter_rows(min_row=2, values_only=True)] == [
        ("Biên soạn", 1000, 290), ("=HYPERLINK(1)", 3000, 750),
    ]  # fmt: skip
    rows = [row[1:] for row in money.iter_rows(min_row=2, values_only=True)]
    assert [row[4] for row in rows[:3]] == [40, 250, 750]
    assert [(row[1], row[3], row[4], row[5]) for row in rows[3:]] == [
        ("ngân sách nhà nước", 4000, 1000, 25), ("nguồn xã hội hóa", 0, 40, None), ("Tổng cộng", 4000, 1040, 26),
    ]  # fmt: skip
    assert {cell.data_type for row in money.iter_rows() for cell in row if cell.value == "=1+1"} == {"s"}


def test_everything_done_to_a_task_stands_in_the_trail_with_who_did_it(
    person: Make, act: Make, task: Task, unit: Unit
) -> None:
    officer, other = person(Role.PROGRAMME_OFFICER), create_unit("Sở Tài chính", by=None)
    act(officer, "deadline", deadline="30/4/2026", deadline_reason="Chờ kinh phí")
    act(officer, "state", state="done")
    act(officer, "state", state="done")
    act(officer, "assign", role="advise", unit=other.pk)
    act(officer, "unassign", assignment=task.assignments.get(unit=other).pk)
    act(officer, "comment", text="Lời này riêng")
    act(officer, "part", title="In tờ gấp", unit=unit.pk)
    assert actions(task) == [
        "task part planned", "task comment written", "task taken back", "task assigned", "task state set",
        "task deadline moved", "task assigned", "task entered",
    ]  # fmt: skip
    page = act(officer, "comment", text="").content.decode()
    for words in (
        "31/3/2026 → 30/4/2026 · Chờ kinh phí", "chưa bắt đầu → đã xong", "Sở Tài chính · tham mưu",
        "In tờ gấp · Sở Ngoại vụ", officer.get_full_name(),
    ):  # fmt: skip
        assert words in page
    assert "Lời này riêng" not in str([entry.details for entry in trail_of(task)])
    assert fault_of_the_trail() is None


def test_the_edit_form_tells_the_trail_what_it_changed(client: Client, person: Make, task: Task, unit: Unit) -> None:
    client.force_login(person(Role.PROGRAMME_OFFICER))
    form = {
        "title": "Biên soạn sổ tay", "year": 2026, "deadline": "31/3/2026", "state": "under_way", "frequency": "",
        "product": "Sổ tay", "lead": unit.pk,
    }  # fmt: skip
    assert client.post(f"/workspace/tasks/edit/{task.pk}/", form).status_code == 302
    assert actions(task)[0] == "task changed"
    assert trail_of(task)[0].details == {
        "before": {"title": "Biên soạn", "state": "planned"},
        "after": {"title": "Biên soạn sổ tay", "product": "Sổ tay", "state": "under_way"},
    }
    page = client.get(f"/workspace/tasks/inspect/{task.pk}/").content.decode()
    assert "sản phẩm: chưa có → Sổ tay" in page


def test_many_given_and_taken_back_stand_in_each_tasks_trail(person: Make, task: Task) -> None:
    officer, other = person(Role.PROGRAMME_OFFICER), create_unit("Sở Tài chính", by=None)
    tasks = [task, create_task("Triển lãm", year=2026, by=None)]
    batch = assign_many(tasks, other, role=AssignmentRole.COOPERATE, by=officer)
    undo_batch(batch, by=officer)
    for one in tasks:
        assert [(entry.action, entry.by_id, entry.details["batch"]) for entry in trail_of(one)[:2]] == [
            ("task taken back", officer.pk, batch.pk), ("task assigned", officer.pk, batch.pk),
        ]  # fmt: skip


def test_what_recorded_work_does_to_a_task_is_told_as_well(person: Make, task: Task, unit: Unit) -> None:
    contact = person(Role.UNIT_CONTACT, unit)
    Task.objects.filter(pk=task.pk).update(frequency="month")
    task.refresh_from_db()
    record_activity(unit=unit, kind="event", title="Hội nghị", happened_on=date(2026, 3, 9), task=task, by=contact)
    assert [(entry.action, entry.by_id) for entry in trail_of(task)[:2]] == [
        ("task came round", None), ("task set going", contact.pk),
    ]  # fmt: skip


def test_a_change_that_fails_leaves_no_trace(person: Make, task: Task, monkeypatch: pytest.MonkeyPatch) -> None:
    line = add_money(task, source="state", planned=100, spent=0, by=None)

    def fail(*args: Any, **kwargs: Any) -> None:
        raise OSError("no disk")

    monkeypatch.setattr("nhipcau.programme.tasks.money.record", fail)
    with pytest.raises(OSError, match="no disk"):
        correct_money(line, version=1, source="state", planned=200, spent=0, by=None)
    assert BudgetLine.objects.get().planned == 100
    assert actions(task)[0] == "task money entered"
