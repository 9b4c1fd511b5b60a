"""The filtered tasks as board, calendar and timeline, taken along, and given to a unit many at once."""

import io
import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from nhipcau.organisation.enums import Role
from nhipcau.organisation.models import Unit
from nhipcau.organisation.services import create_unit
from nhipcau.programme.enums import AssignmentRole
from nhipcau.programme.models import Assignment, Task
from nhipcau.programme.services import create_task

pytestmark = pytest.mark.django_db
VIEWS = "/workspace/tasks/views/"
Make = Callable[..., Any]


@pytest.fixture(autouse=True)
def tenth_of_march(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 3, 10, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")))


@pytest.fixture
def units(db: None) -> list[Unit]:
    return [create_unit(name, by=None) for name in ("Sở Ngoại vụ", "Sở Tài chính")]


@pytest.fixture
def tasks(units: list[Unit]) -> list[Task]:
    rows = [("Biên soạn", units[0], date(2026, 3, 1)), ("=1+1", units[0], date(2026, 5, 20)), ("Ảnh", units[1], None)]
    return [
        create_task(title, year=2026, assignments=[(AssignmentRole.LEAD, unit)], deadline=deadline, by=None)
        for title, unit, deadline in rows
    ]


@pytest.mark.parametrize("view", ["board", "calendar", "timeline"])
def test_each_view_shows_the_same_filtered_tasks(
    client: Client, person: Make, tasks: list[Task], units: list[Unit], view: str
) -> None:
    client.force_login(person(Role.PROGRAMME_OFFICER))
    page = client.get(f"{VIEWS}{view}/", {"unit": units[0].pk, "year": 2026}).content.decode()
    assert "Biên soạn" in page
    assert "=1+1" in page
    assert ">Ảnh<" not in page
    assert f'<option value="{units[0].pk}" selected>' in page
    other_views = {"board", "calendar", "timeline"} - {view}
    for other in other_views:
        assert f"{VIEWS}{other}/?unit={units[0].pk}&amp;year=2026" in page
    table = client.get("/workspace/tasks/", {"unit": units[0].pk}).content.decode()
    assert f"{VIEWS}board/?unit={units[0].pk}" in table


@pytest.mark.parametrize("asked", [{"unit": "9" * 30}, {"year": "x"}, {"deadline_after": "31/02/2026"}, {"state": "?"}])
@pytest.mark.parametrize("view", ["board", "timeline"])
def test_a_filter_that_makes_no_sense_is_shown_with_its_fault(
    client: Client, person: Make, tasks: list[Task], asked: dict[str, str], view: str
) -> None:
    client.force_login(person(Role.PROGRAMME_OFFICER))
    assert client.get(f"{VIEWS}{view}/", asked).status_code == 200
    assert client.get(f"{VIEWS}nothing/").status_code == 404


def test_a_contact_sees_and_takes_along_the_units_own_tasks(
    client: Client, person: Make, tasks: list[Task], units: list[Unit]
) -> None:
    client.force_login(person(Role.UNIT_CONTACT, units[1]))
    page = client.get(f"{VIEWS}board/", {"unit": units[0].pk}).content.decode()
    assert "Biên soạn" not in page
    events = icalendar.Calendar.from_ical(client.get("/workspace/tasks/export/ics/").content).walk("VEVENT")
    assert events == []
    sheet = load_workbook(io.BytesIO(client.get("/workspace/tasks/export/xlsx/").content)).active
    assert [row[2] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["Ảnh"]
    chosen = {"task": [tasks[2].pk], "unit": units[0].pk, "role": "lead", "sure": "1"}
    assert client.post("/workspace/tasks/assign/", chosen).status_code in (302, 403)
    assert Assignment.objects.filter(task=tasks[2]).count() == 1


def test_a_calendar_is_in_order_whatever_was_typed_into_titles(client: Client, person: Make, tasks: list[Task]) -> None:
    odd = 'phẩy, chấm; gạch \\ "ngoặc" 😀\nBEGIN:VEVENT\r\nTuần \x0blễ\x07 ' + "tiếng Việt có dấu " * 8
    Task.objects.filter(pk=tasks[0].pk).update(title=odd)
    client.force_login(person(Role.PROGRAMME_OFFICER))
    file = client.get("/workspace/tasks/export/ics/").content
    lines = file.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", file.replace(b"\r\n", b""))
    assert all(line.decode() is not None for line in lines), "a letter is never cut in two"
    events = icalendar.Calendar.from_ical(file).walk("VEVENT")
    assert len(events) == 2
    told = next(str(event["SUMMARY"]) for event in events if "phẩy" in event["SUMMARY"])
    assert 'phẩy, chấm; gạch \\ "ngoặc" 😀' in told
    assert told.endswith("tiếng Việt có dấu " * 8)


def test_tasks_are_taken_along_with_their_deadlines_and_no_text_is_a_formula(
    client: Client, person: Make, tasks: list[Task]
) -> None:
    client.force_login(person(Role.PROGRAMME_OFFICER))
    events = icalendar.Calendar.from_ical(client.get("/workspace/tasks/export/ics/").content).walk("VEVENT")
    assert [event["DTSTART"].dt for event in events] == [date(2026, 3, 1), date(2026, 5, 20)]
    sheet = load_workbook(io.BytesIO(client.get("/workspace/tasks/export/xlsx/").content)).active
    cells = [row[2] for row in sheet.iter_rows(min_row=2)]
    assert [(cell.value, cell.data_type) for cell in cells] == [("Biên soạn", "s"), ("=1+1", "s"), ("Ảnh", "s")]
    assert sheet.cell(2, 7).value == "chậm"


def test_many_tasks_are_assigned_after_a_question_and_taken_back_with_one_click(
    client: Client, person: Make, tasks: list[Task], units: list[Unit]
) -> None:
    client.force_login(person(Role.PROGRAMME_OFFICER))
    back = f"{VIEWS}board/?year=2026"
    chosen = {"task": [task.pk for task in tasks], "unit": units[1].pk, "role": "cooperate", "back": back}
    question = client.post("/workspace/tasks/assign/", chosen).content.decode()
    assert "Biên soạn" in question
    assert Assignment.objects.count() == 3
    answer = client.post("/workspace/tasks/assign/", {**chosen, "sure": "1"})
    assert answer["Location"] == back
    assert Assignment.objects.filter(unit=units[1], role="cooperate").count() == 3
    undo = f"/workspace/tasks/assign/{client.session['assigned']}/undo/"
    assert undo in client.get(back).content.decode()
    client.post(undo)
    assert Assignment.objects.count() == 3


@pytest.mark.parametrize(
    "wrong", [{"task": []}, {"unit": "x"}, {"unit": "9" * 30}, {"role": "king"}, {"task": ["²", "9" * 40]}]
)
def test_a_wrong_choice_assigns_nothing_and_says_so(
    client: Client, person: Make, tasks: list[Task], units: list[Unit], wrong: dict[str, Any]
) -> None:
    client.force_login(person(Role.PROGRAMME_OFFICER))
    chosen = {"task": [tasks[0].pk], "unit": units[1].pk, "role": "lead", "sure": "1", "back": "https://evil.example/"}
    answer = client.post("/workspace/tasks/assign/", {**chosen, **wrong}, follow=True)
    assert "Hãy đánh dấu các nhiệm vụ" in answer.content.decode()
    assert answer.redirect_chain[0][0] == f"{VIEWS}board/"
    assert Assignment.objects.count() == 3


@pytest.mark.parametrize("view", ["board", "calendar", "timeline"])
def test_the_number_of_questions_does_not_grow(
    client: Client, person: Make, units: list[Unit], django_assert_num_queries: Any, view: str
) -> None:
    client.force_login(person(Role.PROGRAMME_OFFICER))
    client.get("/workspace/")
    for size in (1, 5):
        for number in range(size):
            parts = [(AssignmentRole.LEAD, units[0])]
            create_task(f"Việc {number}", year=2026, assignments=parts, deadline=date(2026, 4, 1), by=None)
        with django_assert_num_queries(15):
            assert client.get(f"{VIEWS}{view}/").status_code == 200
