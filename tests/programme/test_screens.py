"""The programme in the workspace: tasks, calendar, activities."""

from datetime import date, timedelta

import icalendar
import pytest
from django.utils import timezone

from nhipcau.organisation.enums import Role, Tier, UnitKind
from nhipcau.organisation.models import Unit, UnitGroup
from nhipcau.programme.enums import AssignmentRole, TaskState
from nhipcau.programme.models import Activity, Assignment, Occasion, Programme, Task
from nhipcau.programme.recording import record_activity

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def units():
    department = {"kind": UnitKind.DEPARTMENT, "tier": Tier.PROVINCE}
    return {
        "foreign": Unit.objects.create(name="Sở Ngoại vụ", **department),
        "culture": Unit.objects.create(name="Sở Văn hóa, Thể thao và Du lịch", **department),
    }


@pytest.fixture
def tasks(units):
    programme = Programme.objects.create(year=timezone.localdate().year)
    yesterday = timezone.localdate() - timedelta(days=1)
    late = Task.objects.create(programme=programme, title="Biên soạn tài liệu song ngữ", deadline=yesterday)
    Assignment.objects.create(task=late, role=AssignmentRole.LEAD, unit=units["foreign"])
    quiet = Task.objects.create(programme=programme, title="Tổ chức triển lãm ảnh")
    Assignment.objects.create(task=quiet, role=AssignmentRole.IMPLEMENT, unit=units["culture"])
    return {"late": late, "quiet": quiet}


@pytest.fixture
def officer(client, person):
    client.force_login(person(Role.PROGRAMME_OFFICER), backend=BACKEND)
    return client


@pytest.fixture
def contact(client, person, units):
    client.force_login(person(Role.UNIT_CONTACT, units["foreign"]), backend=BACKEND)
    return client


def page(client, address):
    answer = client.get(f"/workspace/{address}")
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_an_empty_programme_says_what_to_do_next(officer):
    assert "Nhập một văn bản chỉ đạo để bắt đầu" in page(officer, "tasks/")


def test_tasks_are_filtered_by_unit_state_and_lateness(officer, tasks, units):
    assert "Tổ chức triển lãm ảnh" not in page(officer, f"tasks/results/?unit={units['foreign'].pk}")
    late = page(officer, "tasks/results/?when=late")
    assert "Biên soạn tài liệu song ngữ" in late
    assert "chậm 1 ngày" in late
    assert "Tổ chức triển lãm ảnh" not in late
    assert "Biên soạn" not in page(officer, "tasks/results/?state=done")


def test_this_years_programme_stands_before_the_one_to_come(officer, tasks):
    for distance in (1, -1):
        programme = Programme.objects.create(year=timezone.localdate().year + distance)
        Task.objects.create(programme=programme, title=f"Việc của năm khác {distance}")
    page = officer.get("/workspace/tasks/").content.decode()
    titles = ["Biên soạn tài liệu song ngữ", "Việc của năm khác 1", "Việc của năm khác -1"]
    places = [page.index(title) for title in titles]
    assert places == sorted(places)


def test_tasks_are_found_without_diacritics(officer, tasks):
    assert "Tổ chức triển lãm ảnh" in page(officer, "tasks/results/?q=trien lam")


def test_tasks_can_be_taken_along(officer, tasks):
    content = b"".join(officer.get("/workspace/tasks/?export=csv").streaming_content).decode()
    assert "Biên soạn tài liệu song ngữ" in content
    assert officer.get("/workspace/tasks/?export=xlsx").status_code == 200


def test_a_units_contact_sees_what_concerns_the_unit_and_nothing_else(contact, tasks):
    listed = page(contact, "tasks/")
    assert "Biên soạn tài liệu song ngữ" in listed
    assert "Tổ chức triển lãm ảnh" not in listed
    assert contact.get(f"/workspace/tasks/inspect/{tasks['late'].pk}/").status_code == 200
    assert contact.get(f"/workspace/tasks/inspect/{tasks['quiet'].pk}/").status_code == 404


def test_a_group_reaches_its_members(contact, tasks):
    group = UnitGroup.objects.create(name="các sở, ban, ngành", kinds=[UnitKind.DEPARTMENT])
    Assignment.objects.create(task=tasks["quiet"], role=AssignmentRole.COOPERATE, group=group)
    shown = page(contact, f"tasks/inspect/{tasks['quiet'].pk}/")
    assert "các sở, ban, ngành" in shown
    assert "Sở Ngoại vụ" in shown


def test_an_activity_takes_half_a_minute(contact, tasks, units):
    form = page(contact, f"activities/new/?task={tasks['late'].pk}")
    assert f'value="{timezone.localdate().isoformat()}"' in form, "today stands there already"
    answer = contact.post(
        "/workspace/activities/new/",
        {
            "title": "Đã in 500 tờ gấp", "kind": "publication", "happened_on": timezone.localdate().isoformat(),
            "unit": units["foreign"].pk, "task": tasks["late"].pk, "occasion": "", "evidence_url": "",
        },
    )  # fmt: skip
    assert answer.status_code == 302
    activity = Activity.objects.get()
    assert activity.recorded_by.username.startswith("unit_contact")
    tasks["late"].refresh_from_db()
    assert tasks["late"].state == TaskState.UNDER_WAY


def test_nobody_records_for_another_unit_or_for_a_day_to_come(contact, tasks, units):
    tomorrow = timezone.localdate() + timedelta(days=1)
    form = {"title": "Đã in", "kind": "publication", "task": "", "occasion": "", "evidence_url": ""}
    for change in (
        {"unit": units["culture"].pk, "happened_on": timezone.localdate().isoformat()},
        {"unit": units["foreign"].pk, "happened_on": tomorrow.isoformat()},
    ):
        answer = contact.post("/workspace/activities/new/", form | change)
        assert answer.status_code == 200
        assert "Đã in" in answer.content.decode(), "what was typed stays"
    assert Activity.objects.count() == 0


def test_what_recorded_itself_is_not_changed_by_hand(officer, contact, units):
    automatic = record_activity(
        unit=units["foreign"], kind="story", title="Bài", happened_on=date(2026, 3, 1), source="story:1:vi", by=None
    )
    of_others = record_activity(
        unit=units["culture"], kind="event", title="Triển lãm", happened_on=date(2026, 3, 1), by=None
    )
    for activity in (automatic, of_others):
        answer = contact.get(f"/workspace/activities/edit/{activity.pk}/")
        assert answer.status_code in (302, 403, 404)


def test_the_year_is_seen_month_by_month(officer):
    programme = Programme.objects.create(year=2026)
    Occasion.objects.create(
        programme=programme, name="Ngày Biên phòng toàn dân", starts_on=date(2026, 3, 3), ends_on=date(2026, 3, 3),
        origin_year=1989,
    )  # fmt: skip
    shown = page(officer, "occasions/calendar/2026/")
    assert "Ngày Biên phòng toàn dân" in shown
    assert "37 năm" in shown
    assert "Tháng 12" in shown


def test_the_calendar_goes_into_other_calendars(officer):
    programme = Programme.objects.create(year=2026)
    Occasion.objects.create(
        programme=programme, name="Tuần Văn hóa", starts_on=date(2026, 10, 16), ends_on=date(2026, 10, 18)
    )
    answer = officer.get("/workspace/occasions/calendar/2026/lich.ics")
    event = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")[0]
    assert str(event["SUMMARY"]) == "Tuần Văn hóa"
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 10, 16), date(2026, 10, 19))


def test_an_occasion_that_makes_no_sense_is_said(officer):
    answer = officer.post(
        "/workspace/occasions/new/",
        {"name": "Lễ hội", "starts_on": "3/3/2026", "ends_on": "1/3/2026", "origin_year": "2030"},
    ).content.decode()
    assert "Ngày cuối không thể trước ngày đầu" in answer
    assert "Năm gốc không thể sau" in answer
    assert "Lễ hội" in answer


@pytest.mark.parametrize("role", [Role.UNIT_CONTACT, Role.EDITOR, Role.TRANSLATOR, Role.APPROVER])
def test_other_roles_do_not_change_tasks_or_calendar(client, person, tasks, units, role):
    client.force_login(person(role, units["foreign"]), backend=BACKEND)
    for address in ("tasks/new/", f"tasks/edit/{tasks['late'].pk}/", "occasions/new/"):
        assert client.post(f"/workspace/{address}", {"title": "Khác", "name": "Khác"}).status_code == 302
    assert set(Task.objects.values_list("title", flat=True)) == {"Biên soạn tài liệu song ngữ", "Tổ chức triển lãm ảnh"}


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_few_questions_for_any_number_of_tasks(
    officer, units, django_assert_max_num_queries, count
):
    programme = Programme.objects.create(year=2026)
    for number in range(count):
        task = Task.objects.create(programme=programme, title=f"Việc {number}")
        Assignment.objects.create(task=task, role=AssignmentRole.LEAD, unit=units["foreign"])
    page(officer, "tasks/results/")
    with django_assert_max_num_queries(10):
        page(officer, "tasks/results/")
