"""Regimes as data: versions with dates, nine months, on request, days off, outlines; what was filed keeps its own."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.organisation.enums import Role
from nhipcau.organisation.models import SpecialDay, Unit
from nhipcau.programme.models import Occasion, Programme, Task
from nhipcau.reporting import filing, queries, services
from nhipcau.reporting.enums import Frequency, SectionContent, WhenDayOff
from nhipcau.reporting.labels import period_name
from nhipcau.reporting.models import OutlineSection, Report, ReportingDuty
from nhipcau.reporting.reporters import addressee_of
from nhipcau.reporting.rules import Period, next_period, period_containing, previous_period
from tests.reporting.test_screens import duty_data, forms_of

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
MARCH = date(2026, 3, 10)


def period(duty: ReportingDuty, day: date) -> Period:
    return queries.period_of(duty, day)


# Due days and days off


def test_a_due_day_on_a_sunday_is_the_monday_after(duty: ReportingDuty) -> None:
    assert queries.due_on(duty, period(duty, date(2026, 4, 1))) == date(2026, 4, 20)


def test_a_due_day_in_tet_is_the_first_day_that_offices_open(duty: ReportingDuty) -> None:
    assert queries.due_on(duty, period(duty, date(2026, 2, 1))) == date(2026, 2, 23)


@pytest.mark.parametrize(
    ("way", "expected"), [(WhenDayOff.PREVIOUS, date(2026, 2, 13)), (WhenDayOff.KEEP, date(2026, 2, 19))]
)
def test_a_duty_says_itself_what_a_day_off_means(duty: ReportingDuty, way: str, expected: date) -> None:
    duty.when_day_off = way
    assert queries.due_on(duty, period(duty, date(2026, 2, 1))) == expected


def test_a_day_off_that_an_administrator_enters_moves_the_due_day(duty: ReportingDuty) -> None:
    SpecialDay.objects.create(day=date(2026, 3, 19), name="Ngày hội của tỉnh")
    assert queries.due_on(duty, period(duty, MARCH)) == date(2026, 3, 20)


def test_on_the_moved_day_the_report_is_still_the_one_to_file(duty: ReportingDuty) -> None:
    assert queries.period_to_file(duty, date(2026, 4, 20)).end == date(2026, 4, 14)
    assert queries.period_to_file(duty, date(2026, 4, 21)).end == date(2026, 5, 14)


# Frequencies


def test_nine_months_are_one_period_a_year() -> None:
    nine = period_containing(date(2026, 5, 1), "nine-month", cut_off_day=14)

    assert (nine.start, nine.end) == (date(2025, 12, 15), date(2026, 9, 14))
    assert period_containing(date(2026, 10, 1), "nine-month", cut_off_day=14).end == date(2027, 9, 14)
    assert next_period(nine, "nine-month", cut_off_day=14).end == date(2027, 9, 14)
    assert previous_period(nine, "nine-month", cut_off_day=14).end == date(2025, 9, 14)
    assert period_name(nine, Frequency.NINE_MONTHS) == "9 tháng năm 2026"


@pytest.fixture
def on_request(newspaper: Unit) -> ReportingDuty:
    return ReportingDuty.objects.create(
        name="Báo cáo đột xuất về Tuần Văn hóa", reporter=newspaper, frequency=Frequency.ON_REQUEST,
        first_day=date(2026, 3, 1), last_day=date(2026, 3, 9), due_date=date(2026, 3, 12),
        begins_on=date(2026, 3, 9), ends_on=date(2026, 3, 9),
    )  # fmt: skip


def test_a_report_on_request_is_owed_once_for_the_days_that_were_asked(
    on_request: ReportingDuty, newspaper: Unit, person: Make
) -> None:
    (owed,) = queries.reports_due(newspaper, date(2026, 3, 14))
    assert (owed.name, owed.due_on, owed.days_late) == ("Báo cáo từ 1/3/2026 đến 9/3/2026", date(2026, 3, 12), 2)

    contact = person(Role.UNIT_CONTACT, newspaper)
    report = services.open_report(on_request, newspaper, date(2026, 3, 14), by=contact)
    filing.file_report(report, by=contact, version=report.version)
    assert [one.is_filed for one in queries.reports_due(newspaper, date(2026, 8, 1))] == [True]


def test_each_may_report_to_its_own_parent_as_it_stands_in_the_period(duty: ReportingDuty) -> None:
    """District until 30 June 2025, then the commune's committee stands under the province."""
    province = Unit.objects.create(name="UBND tỉnh", kind="peoples_committee", tier="province")
    district = Unit.objects.create(
        name="Huyện Lũng Đá", kind="district", tier="district", parent=province, ends_on=date(2025, 6, 30)
    )
    district.successors.add(province)
    commune = Unit.objects.create(name="Xã Nà Lam", kind="commune", tier="commune", parent=district)
    duty.to_parent = True

    assert addressee_of(duty, commune, period(duty, date(2025, 3, 1))) == district
    assert addressee_of(duty, commune, period(duty, date(2025, 8, 1))) == province
    assert addressee_of(duty, province, period(duty, date(2025, 8, 1))) is None


# Versions


@pytest.fixture
def officer(client: Client, person: Make, office: Unit) -> Client:
    client.force_login(person(Role.PROGRAMME_OFFICER, office))
    return client


def change(client: Client, duty: ReportingDuty, **more: Any) -> Any:
    address = reverse("reporting_duties:edit", args=[duty.pk])
    data = duty_data(name=duty.name, reporter=duty.reporter_id, addressee=duty.addressee_id, **more)
    return client.post(address, data)


def test_a_regime_without_reports_is_changed_in_place(officer: Client, duty: ReportingDuty) -> None:
    assert change(officer, duty, due_before_day="25").status_code == 302

    duty.refresh_from_db()
    assert (ReportingDuty.objects.count(), duty.due_before_day) == (1, 25)


def test_changing_a_regime_makes_a_version_and_what_was_filed_keeps_its_own(
    officer: Client, duty: ReportingDuty, newspaper: Unit, person: Make
) -> None:
    contact = person(Role.UNIT_CONTACT, newspaper)
    report = services.open_report(duty, newspaper, MARCH, by=contact)
    filed = filing.file_report(report, by=contact, version=report.version)
    content, due = filed.filed_content, filed.due_on

    answer = change(
        officer, duty, frequency="quarter", due_before_day="25", cut_off_day="31", applies_from="2026-03-15",
        **forms_of("outline", [{"heading": "Kết quả", "content": "rest", "kinds": ""}]),
    )  # fmt: skip

    assert answer.status_code == 302, answer.context["form"].errors
    old, new = queries.versions_of(duty)
    assert (old.pk, old.ends_on, old.frequency) == (duty.pk, date(2026, 3, 14), "month")
    assert (new.begins_on, new.frequency, new.due_before_day) == (date(2026, 3, 15), "quarter", 25)
    assert [row.heading for row in new.outline.all()] == ["Kết quả"]
    filed.refresh_from_db()
    assert (filed.duty, filed.filed_content, filed.due_on) == (old, content, due)
    assert filing.is_as_filed(filed)
    names = [one.name for one in queries.reports_due(newspaper, date(2026, 4, 2))]
    assert names == ["Báo cáo tháng 2/2026", "Báo cáo quý I/2026"]


def test_a_change_cannot_reach_back_into_days_that_were_reported(
    officer: Client, duty: ReportingDuty, newspaper: Unit
) -> None:
    services.open_report(duty, newspaper, MARCH, by=None)

    answer = change(officer, duty, due_before_day="25", applies_from="2026-03-01")

    assert "thay đổi có thể áp dụng từ ngày 15/3/2026" in answer.content.decode()
    assert ReportingDuty.objects.count() == 1


def test_the_end_of_a_regime_is_set_without_a_new_version(
    officer: Client, duty: ReportingDuty, newspaper: Unit
) -> None:
    services.open_report(duty, newspaper, MARCH, by=None)
    terms = {"due_before_day": "20", "remind_days": "5, 1, 0, -1, -3", "begins_on": "2026-01-15"}

    change(officer, duty, ends_on="2026-12-31", applies_from="2026-03-15", **terms)

    duty.refresh_from_db()
    assert (ReportingDuty.objects.count(), duty.ends_on) == (1, date(2026, 12, 31))


# Outlines and drafting


def sections(report: Report) -> list[tuple[str, str]]:
    return [(section.heading, section.body) for section in report.sections.all()]


def test_an_outline_gives_the_sections_in_its_order(
    duty: ReportingDuty, newspaper: Unit, story: Make, task: Make
) -> None:
    rows = [
        ("Công tác chỉ đạo", SectionContent.WORDS, ""),
        ("Hội nghị, tập huấn", SectionContent.KINDS, "event, training"),
        ("", SectionContent.PROVISIONS, ""),
        ("Khác", SectionContent.REST, ""),
    ]
    for order, (heading, content, kinds) in enumerate(rows):
        OutlineSection.objects.create(duty=duty, sort_order=order, heading=heading, content=content, kinds=kinds)
    story("Nghề nhuộm chàm", task=task(5, unit=newspaper))
    story("Gặp mặt", kind="event", language="", task=Task.objects.get())
    story("Tin ngoài chương trình", language="")

    assert sections(services.open_report(duty, newspaper, MARCH, by=None)) == [
        ("Công tác chỉ đạo", ""),
        ("Hội nghị, tập huấn", "Ngày 3/3/2026, tổ chức “Gặp mặt”."),
        (
            "III.7. Báo và Phát thanh, truyền hình Vân Khê",
            "Ngày 3/3/2026, đăng tin, bài “Nghề nhuộm chàm” (tiếng Việt).",
        ),
        ("Khác", "Ngày 3/3/2026, đăng tin, bài “Tin ngoài chương trình”."),
    ]


def test_figures_are_compared_with_the_period_and_the_year_before(
    duty: ReportingDuty, newspaper: Unit, story: Make
) -> None:
    for count, day in ((6, date(2026, 3, 1)), (4, date(2026, 2, 1)), (8, date(2025, 3, 1))):
        for number in range(count):
            story(f"Bài {number}", on=day)
    story("Gặp mặt", on=date(2026, 2, 2), kind="event")

    text = dict(sections(services.open_report(duty, newspaper, MARCH, by=None)))[
        "So sánh với kỳ trước và cùng kỳ năm trước"
    ]

    assert text.split("\n") == [
        "Tin, bài được đăng: 6; tăng 2 (50%) so với kỳ trước; giảm 2 (25%) so với cùng kỳ năm trước.",
        "Sự kiện, triển lãm: 0; giảm 1 (100%) so với kỳ trước; bằng cùng kỳ năm trước.",
    ]


def test_late_tasks_ask_for_their_reason_and_the_next_period_comes_from_the_calendar(
    duty: ReportingDuty, newspaper: Unit, task: Make
) -> None:
    late, soon, done = task(5, unit=newspaper), task(1, unit=newspaper), task(3, unit=newspaper)
    Task.objects.filter(pk=late.pk).update(title="Biên soạn ấn phẩm", deadline=date(2026, 3, 4))
    Task.objects.filter(pk=soon.pk).update(title="Đưa màn hình vào vận hành", deadline=date(2026, 4, 10))
    Task.objects.filter(pk=done.pk).update(state="done", deadline=date(2026, 3, 4))
    Occasion.objects.create(
        programme=Programme.objects.get(), name="Ngày thành lập Đoàn", starts_on=date(2026, 3, 26),
        ends_on=date(2026, 3, 26), origin_year=1931,
    )  # fmt: skip

    told = dict(sections(services.open_report(duty, newspaper, MARCH, by=None)))

    assert told["Nhiệm vụ chậm so với thời hạn"] == (
        "Nhiệm vụ “Biên soạn ấn phẩm” (hạn 4/3/2026) chưa hoàn thành, tính đến 14/3/2026 chậm 10 ngày. Lý do: …"
    )
    assert told["Nhiệm vụ kỳ tới"].split("\n") == [
        "Tuyên truyền về “Ngày thành lập Đoàn” (26/3/2026, 95 năm).",
        "Hoàn thành nhiệm vụ “Đưa màn hình vào vận hành” trước ngày 10/4/2026.",
    ]


def test_a_reason_that_is_still_open_is_asked_for_before_filing(
    client: Client, duty: ReportingDuty, newspaper: Unit, task: Make, person: Make
) -> None:
    Task.objects.filter(pk=task(5, unit=newspaper).pk).update(deadline=date(2026, 3, 4))
    report = services.open_report(duty, newspaper, MARCH, by=None)
    client.force_login(person(Role.UNIT_CONTACT, newspaper))

    page = client.get(reverse("reporting:file", args=[report.pk])).content.decode()

    assert "còn 1 lý do chưa ghi" in page
