"""The calendar of a year, the tasks before an occasion, and a unit's secret address."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.test import Client
from django.utils import timezone

from nhipcau.organisation.enums import Role
from nhipcau.organisation.models import Unit
from nhipcau.organisation.services import create_unit
from nhipcau.programme.enums import AssignmentRole
from nhipcau.programme.models import Occasion, Task
from nhipcau.programme.occasion_models import CalendarSubscription, LeadPlan, LeadStep, YearlyDay
from nhipcau.programme.occasions.leading import make_lead_tasks
from nhipcau.programme.occasions.services import fill_calendar
from nhipcau.programme.services import create_occasion, create_task

pytestmark = pytest.mark.django_db
PAGE = "/workspace/occasions/"
Make = Callable[..., Any]


@pytest.fixture(autouse=True)
def tenth_of_march(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 3, 10, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")))


@pytest.fixture
def unit(db: None) -> Unit:
    return create_unit("Sở Ngoại vụ", by=None)


def test_next_years_days_are_entered_once_with_their_counts() -> None:
    made = fill_calendar(2027, by=None)
    assert len(made) == YearlyDay.objects.count() > 20
    days = {one.name: (one.starts_on, one.ends_on, one.years, one.roundness) for one in made}
    assert days["Tết Nguyên đán"] == (date(2027, 2, 6), date(2027, 2, 8), None, "")
    laos = days["Thiết lập quan hệ ngoại giao Việt Nam – Lào"]
    assert laos == (date(2027, 9, 5), date(2027, 9, 5), 65, "half_round")
    assert days["Thiết lập quan hệ ngoại giao Việt Nam – Campuchia"][2:] == (60, "round")
    assert fill_calendar(2027, by=None) == []


def test_a_day_that_a_directive_named_is_not_entered_twice() -> None:
    create_occasion("136 năm Ngày sinh Chủ tịch Hồ Chí Minh", starts_on=date(2026, 5, 19), by=None)
    assert "Ngày sinh Chủ tịch Hồ Chí Minh" not in {one.name for one in fill_calendar(2026, by=None)}


def test_a_day_is_kept_only_in_its_years() -> None:
    YearlyDay.objects.all().delete()
    YearlyDay.objects.create(name="Lễ hội thác", day=8, month=10, days=3, first_year=2025, last_year=2027)
    assert [len(fill_calendar(year, by=None)) for year in (2024, 2025, 2027, 2028)] == [0, 1, 1, 0]
    assert Occasion.objects.latest("pk").ends_on == date(2027, 10, 10)


def test_lunar_days_around_new_year_stand_in_the_years_in_which_they_are_lived() -> None:
    YearlyDay.objects.all().delete()
    YearlyDay.objects.create(name="Ngày đầu tháng Chạp", calendar="lunar", day=1, month=12)
    entered = {year: [one.starts_on for one in fill_calendar(year, by=None)] for year in (2024, 2025, 2026)}
    assert entered == {2024: [date(2024, 1, 11), date(2024, 12, 31)], 2025: [], 2026: [date(2026, 1, 19)]}
    assert all(one.programme.year == one.starts_on.year for one in Occasion.objects.all())
    assert fill_calendar(2024, by=None) == []


def test_a_yearly_day_that_was_moved_is_not_entered_again() -> None:
    YearlyDay.objects.exclude(name__contains="Biên phòng").delete()
    (day,) = fill_calendar(2027, by=None)
    Occasion.objects.filter(pk=day.pk).update(starts_on=date(2027, 3, 5), ends_on=date(2027, 3, 6))
    assert fill_calendar(2027, by=None) == []


def test_a_week_that_a_directive_named_holds_its_day() -> None:
    create_occasion("Đón Tết Nguyên đán Đinh Mùi", starts_on=date(2027, 2, 4), ends_on=date(2027, 2, 10), by=None)
    create_occasion("Tuần lễ", starts_on=date(2027, 9, 1), ends_on=date(2027, 9, 5), by=None)
    create_occasion(
        "Năm Quốc khánh nước Cộng hòa xã hội chủ nghĩa Việt Nam",
        starts_on=date(2027, 1, 1),
        ends_on=date(2027, 12, 31),
        by=None,
    )
    names = {one.name for one in fill_calendar(2027, by=None)}
    assert "Tết Nguyên đán" not in names
    assert "Quốc khánh nước Cộng hòa xã hội chủ nghĩa Việt Nam" in names


def test_a_yearly_event_over_new_years_eve_and_one_on_29_february_are_entered_whole() -> None:
    YearlyDay.objects.all().delete()
    YearlyDay.objects.create(name="Lễ hội cuối năm", day=30, month=12, days=4)
    YearlyDay.objects.create(name="Ngày nhuận", day=29, month=2, days=2)
    spans = {(one.name, one.starts_on, one.ends_on) for year in (2027, 2028) for one in fill_calendar(year, by=None)}
    assert spans == {
        ("Lễ hội cuối năm", date(2027, 12, 30), date(2028, 1, 2)), ("Ngày nhuận", date(2027, 2, 28), date(2027, 3, 1)),
        ("Lễ hội cuối năm", date(2028, 12, 30), date(2029, 1, 2)), ("Ngày nhuận", date(2028, 2, 29), date(2028, 3, 1)),
    }  # fmt: skip


def test_a_visit_over_months_and_years_is_seen_in_each_with_what_it_clashes_with(client: Client, person: Make) -> None:
    client.force_login(person(Role.PROGRAMME_OFFICER))
    create_occasion("Đoàn Vân Nam thăm tỉnh", starts_on=date(2026, 12, 28), ends_on=date(2027, 1, 3), by=None)
    create_occasion("Họp báo đầu năm", starts_on=date(2027, 1, 2), by=None)
    create_occasion("Tuần phim", starts_on=date(2027, 3, 28), ends_on=date(2027, 4, 3), by=None)
    for year, month in ((2026, 12), (2027, 1)):
        page = client.get(f"{PAGE}calendar/{year}/", {"month": month}).content.decode()
        assert "Đoàn Vân Nam thăm tỉnh" in page
        assert "trùng ngày với: Họp báo đầu năm" in " ".join(page.split())
    for month in (3, 4):
        assert "Tuần phim" in client.get(f"{PAGE}calendar/2027/", {"month": month}).content.decode()
    assert client.get(f"{PAGE}calendar/2027/").content.decode().count("Tuần phim</span>") == 1
    agenda = client.get(f"{PAGE}calendar/2026/", {"view": "agenda"}).content.decode()
    assert "Họp báo đầu năm" in agenda, "the list from today on does not end with the year"


def test_the_tasks_before_an_occasion_are_made_once_and_a_new_step_adds_its_own() -> None:
    occasion = create_occasion("Ngày Biên phòng toàn dân", starts_on=date(2027, 3, 3), by=None)
    assert [(task.deadline, task.title.split(":")[0]) for task in make_lead_tasks(occasion, by=None)] == [
        (date(2027, 1, 2), "Xây dựng kế hoạch"),
        (date(2027, 2, 1), "Hoàn thành nội dung"),
        (date(2027, 2, 17), "Hoàn thành bản dịch"),
        (date(2027, 3, 3), "Đăng, phát"),
    ]
    assert make_lead_tasks(occasion, by=None) == []
    plan = LeadPlan.objects.get(is_default=True)
    LeadStep.objects.create(plan=plan, days_before=90, what="Mời đại biểu")
    LeadStep.objects.create(plan=plan, days_before=5, what="Không dùng", is_used=False)
    assert [task.title for task in make_lead_tasks(occasion, by=None)] == ["Mời đại biểu: Ngày Biên phòng toàn dân"]


def test_two_steps_on_the_same_day_with_one_name_are_two_tasks() -> None:
    LeadStep.objects.all().delete()
    for _number in range(2):
        LeadStep.objects.create(plan=LeadPlan.objects.get(is_default=True), days_before=7, what="Họp")
    occasion = create_occasion("Lễ hội " + "dài " * 60, starts_on=date(2027, 3, 3), by=None)
    assert len(make_lead_tasks(occasion, by=None)) == 2


def test_an_officer_fills_the_year_and_sees_round_years_and_clashes(client: Client, person: Make) -> None:
    client.force_login(person(Role.PROGRAMME_OFFICER))
    client.post(f"{PAGE}calendar/2027/fill/")
    festival = create_occasion("Tuần Văn hóa", starts_on=date(2027, 9, 1), ends_on=date(2027, 9, 6), by=None)
    page = client.get(f"{PAGE}calendar/2027/").content.decode()
    create_occasion("100 năm Ngày mở cửa khẩu", starts_on=date(2027, 5, 5), origin_year=1927, by=None)
    assert "60 năm, năm tròn" in page
    named = client.get(f"{PAGE}calendar/2027/", {"month": 5}).content.decode()
    assert "100 năm, năm tròn" not in named, "a count that the name tells is not told twice"
    assert "(năm tròn)" in named
    assert "trùng ngày với" in page
    september = client.get(f"{PAGE}calendar/2027/", {"month": 9}).content.decode()
    assert "Tuần Văn hóa" in september
    assert "Giỗ Tổ Hùng Vương" not in september
    assert "Tuần Văn hóa" in client.get(f"{PAGE}calendar/2027/", {"view": "agenda"}).content.decode()
    client.post(f"{PAGE}{festival.pk}/tasks/")
    assert "đã có 4 nhiệm vụ chuẩn bị" in client.get(f"{PAGE}calendar/2027/").content.decode()


@pytest.mark.parametrize("asked", [{"month": "13"}, {"month": "x"}, {"view": "z"}, {"month": "9" * 50}])
def test_an_absurd_address_of_the_calendar_shows_the_year(client: Client, person: Make, asked: dict[str, str]) -> None:
    client.force_login(person(Role.PROGRAMME_OFFICER))
    assert client.get(f"{PAGE}calendar/2026/", asked).status_code == 200
    assert client.post(f"{PAGE}calendar/9999/fill/").status_code == 404
    for year in (0, 1, 9999, 10**9):
        assert client.get(f"{PAGE}calendar/{year}/").status_code == 200
        assert client.get(f"{PAGE}calendar/{year}/lich.ics").status_code == 404


def test_other_roles_fill_no_year_and_make_no_tasks(client: Client, person: Make, unit: Unit) -> None:
    occasion = create_occasion("Lễ hội", starts_on=date(2027, 3, 3), by=None)
    for role in (Role.UNIT_CONTACT, Role.EDITOR, Role.TRANSLATOR, Role.APPROVER):
        client.force_login(person(role, unit))
        assert client.post(f"{PAGE}calendar/2027/fill/").status_code in (302, 403)
        assert client.post(f"{PAGE}{occasion.pk}/tasks/").status_code in (302, 403)
    assert (Occasion.objects.count(), Task.objects.count()) == (1, 0)


def secret_address(client: Client, unit: Unit) -> str:
    page = client.post(f"{PAGE}subscriptions/", {"unit": unit.pk}).content.decode()
    return "/subscribe/" + page.split("/subscribe/")[1].split('"')[0]


def test_a_unit_subscribes_without_signing_in_and_closes_the_address(client: Client, person: Make, unit: Unit) -> None:
    contact = person(Role.UNIT_CONTACT, unit)
    other = create_unit("Sở Tài chính", by=None)
    create_occasion("Quốc khánh", starts_on=date(2026, 9, 2), by=None)
    for owner, title in ((unit, "Biên soạn"), (other, "Việc của người khác")):
        create_task(title, year=2026, assignments=[(AssignmentRole.LEAD, owner)], deadline=date(2026, 4, 1), by=contact)
    client.force_login(contact)
    address = secret_address(client, unit)
    answer = Client().get(address)
    events = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in events] == ["Quốc khánh", "Hạn: Biên soạn"]
    assert contact.last_name not in answer.content.decode()
    row = CalendarSubscription.objects.get()
    assert address.split("/")[2].removesuffix(".ics") not in row.token_hash
    assert address not in client.get(f"{PAGE}subscriptions/").content.decode(), "it is shown once"
    client.post(f"{PAGE}subscriptions/{row.pk}/close/")
    assert Client().get(address).status_code == 404


def test_a_secret_address_is_renewed_and_that_of_a_unit_that_ended_is_still_seen(
    client: Client, person: Make, unit: Unit
) -> None:
    client.force_login(person(Role.PROGRAMME_OFFICER))
    former = secret_address(client, unit)
    Unit.objects.filter(pk=unit.pk).update(ends_on=date(2026, 1, 1))
    shown = client.get(f"{PAGE}subscriptions/").content.decode()
    assert "không mở lại được" in shown, "it is said before it is closed"
    page = client.post(f"{PAGE}subscriptions/", {"renew": CalendarSubscription.objects.get().pk}).content.decode()
    address = "/subscribe/" + page.split("/subscribe/")[1].split('"')[0]
    assert (Client().get(former).status_code, Client().get(address).status_code) == (404, 200)
    assert CalendarSubscription.objects.filter(revoked_at=None).get().unit == unit
    for wrong in ("x", "0", str(CalendarSubscription.objects.exclude(revoked_at=None).get().pk), "9" * 30):
        assert "/subscribe/" not in client.post(f"{PAGE}subscriptions/", {"renew": wrong}).content.decode()


@pytest.mark.parametrize("token", ["x", "a" * 500, "%E2%80%AE", "..%2f..%2fetc"])
def test_a_wrong_address_answers_nothing(client: Client, token: str) -> None:
    assert client.get(f"/subscribe/{token}.ics").status_code == 404


def test_a_contact_subscribes_for_the_own_unit_only(client: Client, person: Make, unit: Unit) -> None:
    other = create_unit("Sở Tài chính", by=None)
    client.force_login(person(Role.PROGRAMME_OFFICER))
    secret_address(client, other)
    of_other = CalendarSubscription.objects.get()
    client.force_login(person(Role.UNIT_CONTACT, unit))
    assert "Hãy chọn một đơn vị" in client.post(f"{PAGE}subscriptions/", {"unit": other.pk}).content.decode()
    assert client.post(f"{PAGE}subscriptions/{of_other.pk}/close/").status_code == 404
    assert "Sở Tài chính" not in client.get(f"{PAGE}subscriptions/").content.decode()
