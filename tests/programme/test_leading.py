"""Plans before occasions by their kind, and tasks that follow an occasion when it moves."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from nhipcau.audit.queries import trail_of
from nhipcau.organisation.enums import Role
from nhipcau.organisation.models import Unit
from nhipcau.organisation.services import create_unit
from nhipcau.programme.enums import DayKind, TaskState
from nhipcau.programme.models import Occasion, Task
from nhipcau.programme.occasion_models import LeadPlan, LeadStep, YearlyDay
from nhipcau.programme.occasions.leading import follow, make_lead_tasks, plan_of
from nhipcau.programme.occasions.services import fill_calendar
from nhipcau.programme.recording import record_activity
from nhipcau.programme.services import create_occasion, set_task_state
from nhipcau.programme.task_models import DeadlineChange
from nhipcau.programme.tasks.services import move_deadline

pytestmark = pytest.mark.django_db
PAGE = "/workspace/occasions/"
Make = Callable[..., Any]
FIRST_DAY = date(2027, 3, 3)


@pytest.fixture(autouse=True)
def tenth_of_march(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 3, 10, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")))


@pytest.fixture
def unit(db: None) -> Unit:
    return create_unit("Sở Ngoại vụ", by=None)


@pytest.fixture
def occasion(db: None) -> Occasion:
    return create_occasion("Hội chợ biên giới", starts_on=FIRST_DAY, by=None)


@pytest.fixture
def visits(unit: Unit) -> LeadPlan:
    plan = LeadPlan.objects.create(name="Đoàn cấp cao")
    LeadStep.objects.create(plan=plan, days_before=20, what="Thư mời", unit=unit)
    LeadStep.objects.create(plan=plan, days_before=2, what="Tiền trạm")
    return plan


def plans(occasion: Occasion) -> dict[str, tuple[Any, str]]:
    return {task.title.split(":")[0]: (task.deadline, task.state) for task in Task.objects.filter(occasion=occasion)}


def test_an_occasion_goes_by_its_own_plan_then_by_that_of_its_kind_then_by_the_one_for_all_others(
    visits: LeadPlan, occasion: Occasion
) -> None:
    YearlyDay.objects.filter(kind=DayKind.DIPLOMATIC).exclude(name__contains="Lào").delete()
    (laos,) = [one for one in fill_calendar(2027, by=None) if "Lào" in one.name]
    default = LeadPlan.objects.get(is_default=True)
    assert (plan_of(occasion), plan_of(laos)) == (default, default)
    of_kind = LeadPlan.objects.create(name="Kỷ niệm ngoại giao", kind=DayKind.DIPLOMATIC)
    assert (plan_of(occasion), plan_of(laos)) == (default, of_kind)
    laos.lead_plan = visits
    assert plan_of(laos) == visits


def test_the_steps_of_a_plan_name_who_leads(visits: LeadPlan, occasion: Occasion, unit: Unit) -> None:
    occasion.lead_plan = visits
    first, second = make_lead_tasks(occasion, by=None)
    assert (first.title, first.deadline) == ("Thư mời: Hội chợ biên giới", date(2027, 2, 11))
    assert [str(one) for one in first.assignments.all()] == ["chủ trì: Sở Ngoại vụ"]
    assert not second.assignments.exists()
    assert [entry.action for entry in trail_of(first)] == ["task assigned", "task entered"]


def test_without_any_plan_nothing_is_made(occasion: Occasion) -> None:
    LeadPlan.objects.all().delete()
    assert make_lead_tasks(occasion, by=None) == []


def test_what_nobody_has_begun_moves_with_its_occasion_and_the_rest_stays(
    occasion: Occasion, unit: Unit, person: Make
) -> None:
    officer = person(Role.PROGRAMME_OFFICER)
    plan, content, translation, publish = make_lead_tasks(occasion, by=None)
    set_task_state(plan, TaskState.DONE, by=None)
    record_activity(unit=unit, kind="other", title="Bài", happened_on=date(2026, 3, 1), task=content, by=None)
    move_deadline(translation, date(2027, 2, 10), reason="Dịch sớm", by=None)
    occasion.starts_on = occasion.ends_on = date(2027, 4, 2)
    occasion.save()
    done = follow(occasion, from_day=FIRST_DAY, from_plan=plan_of(occasion), by=officer)
    assert (done.moved, done.stayed) == (2, 2)
    assert plans(occasion) == {
        "Xây dựng kế hoạch": (date(2027, 1, 2), "done"),
        "Hoàn thành nội dung": (date(2027, 2, 1), "under_way"),
        # It was set a week earlier by hand, and stays so much earlier.
        "Hoàn thành bản dịch": (date(2027, 3, 12), "planned"),
        "Đăng, phát": (date(2027, 4, 2), "planned"),
    }
    change = DeadlineChange.objects.get(task=publish)
    assert (change.before, change.after, change.added_by) == (FIRST_DAY, date(2027, 4, 2), officer)
    assert change.reason == "“Hội chợ biên giới” dời từ 3/3/2027 sang 2/4/2027"
    assert trail_of(publish)[0].action == "task deadline moved"
    assert follow(occasion, from_day=occasion.starts_on, from_plan=plan_of(occasion), by=officer).moved == 0


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(date(2027, 12, 30), date(2028, 1, 2), id="over the end of the year"),
        pytest.param(date(2027, 3, 1), date(2028, 2, 29), id="to 29 February"),
        pytest.param(date(2027, 9, 2), date(2026, 3, 11), id="to tomorrow, with steps in the past"),
    ],
)
def test_a_move_keeps_every_distance_and_the_programme_of_its_year(before: date, after: date) -> None:
    occasion = create_occasion("Lễ hội", starts_on=before, by=None)
    make_lead_tasks(occasion, by=None)
    occasion.starts_on = occasion.ends_on = after
    occasion.save()
    follow(occasion, from_day=before, from_plan=plan_of(occasion), by=None)
    tasks = Task.objects.filter(occasion=occasion)
    assert sorted((after - task.deadline).days for task in tasks if task.deadline) == [0, 14, 30, 60]
    assert {task.programme.year for task in tasks} == {after.year}


def test_the_officer_moves_an_occasion_and_is_told_what_followed(
    client: Client, person: Make, occasion: Occasion
) -> None:
    make_lead_tasks(occasion, by=None)
    set_task_state(Task.objects.get(title__startswith="Xây dựng"), TaskState.UNDER_WAY, by=None)
    client.force_login(person(Role.PROGRAMME_OFFICER))
    form = {"name": occasion.name, "starts_on": "10/3/2027", "ends_on": "12/3/2027"}
    page = client.post(f"{PAGE}edit/{occasion.pk}/", form, follow=True).content.decode()
    assert "3 nhiệm vụ chuẩn bị đã dời theo; 1 nhiệm vụ đã bắt đầu giữ nguyên thời hạn" in page
    assert plans(occasion)["Đăng, phát"][0] == date(2027, 3, 10)


def test_another_plan_takes_the_place_of_what_nobody_began_and_back_again(
    client: Client, person: Make, occasion: Occasion, visits: LeadPlan
) -> None:
    make_lead_tasks(occasion, by=None)
    set_task_state(Task.objects.get(title__startswith="Xây dựng"), TaskState.DONE, by=None)
    client.force_login(person(Role.PROGRAMME_OFFICER))
    form = {"name": occasion.name, "starts_on": "3/3/2027", "ends_on": "3/3/2027"}
    client.post(f"{PAGE}edit/{occasion.pk}/", {**form, "lead_plan": visits.pk})
    states = {title: state for title, (_day, state) in plans(occasion).items()}
    assert states == {
        "Xây dựng kế hoạch": "done", "Hoàn thành nội dung": "cancelled", "Hoàn thành bản dịch": "cancelled",
        "Đăng, phát": "cancelled", "Thư mời": "planned", "Tiền trạm": "planned",
    }  # fmt: skip
    client.post(f"{PAGE}edit/{occasion.pk}/", {**form, "starts_on": "5/3/2027", "ends_on": "5/3/2027"})
    assert plans(occasion)["Đăng, phát"] == (date(2027, 3, 5), "planned")
    assert plans(occasion)["Thư mời"][1] == "cancelled"


def test_an_occasion_without_tasks_gets_none_by_being_moved(occasion: Occasion, visits: LeadPlan) -> None:
    default = plan_of(occasion)
    occasion.lead_plan = visits
    occasion.save()
    follow(occasion, from_day=date(2027, 1, 1), from_plan=default, by=None)
    assert not Task.objects.exists()


def test_an_officer_keeps_plans_with_their_steps_and_one_serves_all_others(client: Client, person: Make) -> None:
    client.force_login(person(Role.PROGRAMME_OFFICER))
    form = {
        "name": "Ngày của tỉnh", "kind": "province", "steps-TOTAL_FORMS": 1, "steps-INITIAL_FORMS": 0,
        "steps-MIN_NUM_FORMS": 0, "steps-MAX_NUM_FORMS": 1000, "steps-0-days_before": 10, "steps-0-what": "Treo cờ",
        "steps-0-is_used": "on", "steps-0-ORDER": 1,
    }  # fmt: skip
    assert client.post("/workspace/lead-plans/new/", form).status_code == 302
    assert LeadPlan.objects.get(kind="province").steps.get().what == "Treo cờ"
    twice = client.post("/workspace/lead-plans/new/", {**form, "name": "Khác"}).content.decode()
    assert "đã có kế hoạch" in twice
    second = client.post("/workspace/lead-plans/new/", {**form, "name": "Khác", "kind": "", "is_default": "on"})
    assert LeadPlan.objects.filter(is_default=True).count() == 1
    assert second.status_code == 200
    assert "Mọi sự kiện khác" in client.get("/workspace/lead-plans/").content.decode()
