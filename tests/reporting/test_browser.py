"""A contact writes and files a report in a real browser, on a desk and on a phone."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from nhipcau.organisation.enums import Role
from nhipcau.organisation.models import Unit, User
from nhipcau.programme.models import Activity
from nhipcau.reporting import filing, services
from nhipcau.reporting.models import Report, ReportingDuty
from tests.browser import DESKTOP, PHONE, accessibility_faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Make = Callable[..., Any]


@pytest.fixture
def contact(person: Make, newspaper: Unit) -> User:
    user: User = person(Role.UNIT_CONTACT, newspaper)
    return user


@pytest.fixture
def report(duty: ReportingDuty, newspaper: Unit, story: Make, task: Make, contact: User) -> Report:
    """This month's report, with one task that has an activity and one that has none."""
    today = timezone.localdate()
    ReportingDuty.objects.filter(pk=duty.pk).update(begins_on=today - timedelta(days=40))
    duty.refresh_from_db()
    story("Nghề nhuộm chàm Nà Lam", on=today, task=task(5, unit=newspaper))
    task(1, unit=newspaper)
    return services.open_report(duty, newspaper, today, by=contact)


def address(name: str, *args: int) -> str:
    return reverse(f"reporting:{name}", args=args)


def body(report: Report, number: int) -> str:
    return list(report.sections.all())[number].body


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize(
    "which", ["own", "report", "file", "filed", "overview", "matrix", "duties", "totals", "years", "record"]
)
def test_screens_are_accessible_and_nothing_runs_out_of_them(
    open_as: Callable[..., Page], report: Report, contact: User, person: Make, story: Make, size: Any, which: str
) -> None:
    services.save_section(report.sections.all()[1], "Lời của tôi.", version=1, by=contact)
    story("Chợ phiên", on=timezone.localdate(), task=Activity.objects.get().task)
    if which == "filed":
        filing.file_report(report, by=contact, version=2)
    officer = person(Role.PROGRAMME_OFFICER)
    addresses = {
        "own": address("own"),
        "report": address("report", report.pk),
        "filed": address("report", report.pk),
        "file": address("file", report.pk),
        "overview": address("overview"),
        "matrix": f"{address('overview')}?view=matrix",
        "duties": reverse("reporting_duties:index"),
        "totals": address("totals"),
        "years": address("years"),
        "record": reverse("programme_activities:add"),
    }
    page = open_as(officer if which in ("overview", "matrix", "duties", "totals", "years") else contact, size=size)

    page.goto(addresses[which])

    if which != "duties":  # Wagtail's own listing, which scrolls sideways
        too_wide = "document.querySelector('main').scrollWidth > document.querySelector('main').clientWidth"
        assert page.evaluate(too_wide) is False
    assert accessibility_faults(page) == {}


def test_a_text_is_saved_a_moment_after_the_last_key(
    open_as: Callable[..., Page], report: Report, contact: User
) -> None:
    page = open_as(contact)
    page.goto(address("report", report.pk))

    page.get_by_label("II.3. Quảng bá hình ảnh").fill("Đã xây dựng tuyến bài về thác.")

    expect(page.locator(".nc-section__saved").first).to_contain_text("Đã lưu lúc", timeout=10_000)
    assert body(report, 0) == "Đã xây dựng tuyến bài về thác."
    expect(page.locator(".nc-told").first).not_to_contain_class("nc-told--empty")


def test_the_last_words_are_saved_when_the_browser_is_closed(
    open_as: Callable[..., Page], report: Report, contact: User
) -> None:
    page = open_as(contact)
    page.goto(address("report", report.pk))
    page.get_by_label("II.3. Quảng bá hình ảnh").fill("Những lời cuối.")

    page.close(run_before_unload=True)

    other = open_as(contact)
    for _attempt in range(20):
        other.wait_for_timeout(250)
        if body(report, 0):
            break
    assert body(report, 0) == "Những lời cuối."


def test_words_typed_without_a_network_come_back_after_the_page_is_opened_again(
    open_as: Callable[..., Page], report: Report, contact: User
) -> None:
    page = open_as(contact)
    page.goto(address("report", report.pk))
    page.route("**/sections/**", lambda route: route.abort())
    page.get_by_label("II.3. Quảng bá hình ảnh").fill("Không có mạng.")
    expect(page.locator(".nc-section__saved").first).to_contain_text("Chưa lưu được", timeout=10_000)
    assert body(report, 0) == ""

    page.unroute("**/sections/**")
    page.reload()

    expect(page.get_by_label("II.3. Quảng bá hình ảnh")).to_have_value("Không có mạng.")
    expect(page.locator(".nc-section__saved").first).to_contain_text("Đã lưu lúc", timeout=10_000)
    assert body(report, 0) == "Không có mạng."


@pytest.mark.parametrize(("button", "expected"), [("Giữ bản của tôi", "Của tôi."), ("Lấy bản kia", "Của người kia.")])
def test_two_contacts_in_one_section_choose_between_their_texts(
    open_as: Callable[..., Page],
    report: Report,
    contact: User,
    person: Make,
    newspaper: Unit,
    button: str,
    expected: str,
) -> None:
    page = open_as(contact)
    page.goto(address("report", report.pk))
    other = person(Role.UNIT_CONTACT, newspaper)
    services.save_section(report.sections.all()[0], "Của người kia.", version=1, by=other)
    box = page.get_by_label("II.3. Quảng bá hình ảnh")
    box.fill("Của tôi.")
    clash = page.get_by_role("alert")
    expect(clash).to_contain_text("Của người kia.", timeout=10_000)
    assert accessibility_faults(page) == {}

    page.get_by_role("button", name=button).click()

    expect(clash).to_have_count(0)
    expect(box).to_have_value(expected)
    page.wait_for_timeout(500)
    assert body(report, 0) == expected


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_contact_writes_takes_in_what_came_and_files(
    open_as: Callable[..., Page], report: Report, contact: User, story: Make, script: bool
) -> None:
    story("Chợ phiên vùng biên", on=timezone.localdate(), task=Activity.objects.get().task)
    page = open_as(contact, script=script)
    page.goto(address("report", report.pk))
    page.get_by_label("II.3. Quảng bá hình ảnh").fill("Đã xây dựng tuyến bài.")
    page.get_by_role("button", name="Cập nhật bản thảo").click()
    expect(page.get_by_label("III.7. Báo và Phát thanh")).to_have_value(re.compile("Chợ phiên vùng biên"))
    page.get_by_role("button", name="Gửi báo cáo…").click()
    expect(page.get_by_text("Các phần đều đã có nội dung.")).to_be_visible()

    page.get_by_role("button", name="Gửi báo cáo", exact=True).click()

    expect(page.get_by_text("Nội dung đúng như khi gửi.")).to_be_visible()
    report.refresh_from_db()
    content = report.filed_content or {}
    assert [section["body"].count("\n") for section in content["sections"]] == [0, 1]
    assert [figure["count"] for figure in content["figures"]] == [2]
