"""The programme's screens in a real browser, on a desk and on a phone."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from nhipcau.directives.models import Directive, Provision
from nhipcau.organisation.enums import Role
from nhipcau.organisation.services import create_unit
from nhipcau.programme.enums import AssignmentRole
from nhipcau.programme.models import Task
from nhipcau.programme.recording import record_activity
from nhipcau.programme.services import create_task
from nhipcau.programme.task_models import BudgetLine
from nhipcau.programme.tasks.money import add_money
from tests.browser import DESKTOP, PHONE, accessibility_faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Make = Callable[..., Any]
RIGHT_TO_LEFT = "عمل " * 20


@pytest.fixture
def directive(transactional_db: None) -> Directive:
    """Three provisions of this year: one late, one planned and done, one with nothing."""
    today = timezone.localdate()
    unit = create_unit("Sở Ngoại vụ", by=None)
    directive = Directive.objects.create(
        sha256="a", text_sha256="a", file_name="a.txt", original=b"", text="", reading={}, number="07-HD/BTGDVTU",
        date=today,
    )  # fmt: skip
    for number, (days, title) in enumerate([(-1, RIGHT_TO_LEFT), (0, "Triển lãm " + "ảnh" * 90), (None, "")], start=1):
        provision = Provision.objects.create(
            directive=directive, order=number, kind="point", path=f"III.{number}", text=f"Nội dung {number} " * 40,
            span_start=number, span_end=number,
        )  # fmt: skip
        if days is not None:
            task = create_task(
                title, year=today.year, assignments=[(AssignmentRole.LEAD, unit)], directive=directive,
                provision=provision, deadline=today + timedelta(days=days), by=None,
            )  # fmt: skip
            record_activity(unit=unit, kind="event", title=f"Họp {number}", happened_on=today, task=task, by=None)
    return directive


def cells(page: Page) -> Any:
    return page.locator("a[data-cell]")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_the_matrix_is_walked_with_the_keyboard_and_opens_its_evidence(
    open_as: Make, person: Make, directive: Directive, size: Any
) -> None:
    page = open_as(person(Role.PROGRAMME_OFFICER), size=size)
    page.goto("/workspace/tasks/coverage/")
    cells(page).first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#evidence")).to_contain_text("Họp 2")
    expect(page.locator("#evidence")).to_be_focused()
    assert accessibility_faults(page) == {}
    too_wide = "document.querySelector('main').scrollWidth > document.querySelector('main').clientWidth"
    assert page.evaluate(too_wide) is False

    page.reload()

    expect(page.locator("#evidence")).to_contain_text("Họp 2")
    page.locator("#evidence").focus()
    page.keyboard.press("Escape")
    expect(page.locator("a[data-cell][aria-current]")).to_be_focused()


def test_without_scripts_a_cell_is_a_link(open_as: Make, person: Make, directive: Directive) -> None:
    page = open_as(person(Role.PROGRAMME_OFFICER), script=False)
    page.goto("/workspace/tasks/coverage/?view=units")
    cells(page).first.click()
    expect(page.locator("#evidence")).to_contain_text("Họp 1")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_views_of_many_tasks_and_the_page_of_one_are_accessible(
    open_as: Make, person: Make, directive: Directive, size: Any
) -> None:
    page = open_as(person(Role.PROGRAMME_OFFICER), size=size)
    task = directive.tasks.first()
    assert task is not None
    add_money(task, source="state", planned=2_000_000, spent=0, by=None)
    for address in ("views/board/?year=2026", "views/calendar/", "views/timeline/", f"inspect/{task.pk}/"):
        page.goto(f"/workspace/tasks/{address}")
        page.evaluate("document.querySelectorAll('details.nc-do').forEach((one) => { one.open = true; })")
        assert accessibility_faults(page) == {}, address


def test_on_a_phone_money_is_corrected_by_keyboard_and_the_board_leads_to_its_columns(
    open_as: Make, person: Make, directive: Directive
) -> None:
    page = open_as(person(Role.PROGRAMME_OFFICER), size=PHONE)
    task = directive.tasks.first()
    assert task is not None
    add_money(task, source="state", planned=2_000_000, spent=0, by=None)
    page.goto(f"/workspace/tasks/inspect/{task.pk}/")
    line = page.locator(".nc-money__do")
    line.locator("summary").first.press("Enter")
    amount = line.get_by_label("dự toán (đồng)")
    amount.fill("3000000")
    amount.press("Enter")
    expect(page.locator(".nc-money tbody")).to_contain_text("3.000.000")
    assert BudgetLine.objects.get().version == 2

    page.goto("/workspace/tasks/views/board/")
    page.locator(".nc-jump a").last.press("Enter")
    expect(page.locator("#column-under_way")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_the_calendar_of_a_filled_year_is_accessible(
    open_as: Make, person: Make, directive: Directive, size: Any
) -> None:
    page = open_as(person(Role.PROGRAMME_OFFICER), size=size)
    year = timezone.localdate().year + 1
    page.goto(f"/workspace/occasions/calendar/{year}/")
    page.get_by_role("button", name="Đưa ngày hằng năm").click()
    expect(page.get_by_text("Giỗ Tổ Hùng Vương")).to_be_visible()
    for address in (
        f"calendar/{year}/",
        f"calendar/{year}/?month=9",
        f"calendar/{year}/?view=agenda",
        "subscriptions/",
    ):
        page.goto(f"/workspace/occasions/{address}")
        assert accessibility_faults(page) == {}, address


def test_a_deadline_is_chosen_on_a_phone_and_written_day_first(
    open_as: Make, person: Make, directive: Directive
) -> None:
    page, refused = open_as(person(Role.PROGRAMME_OFFICER), size=PHONE), []
    page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    page.goto("/workspace/tasks/new/")
    year = timezone.localdate().year + 1
    expect(page.locator("#id_deadline")).to_have_attribute("placeholder", "ngày/tháng/năm")
    page.locator("#id_title").fill("Biên soạn sổ tay")
    page.locator("#id_deadline").fill(f"05/03/{year}")
    page.locator("#id_deadline").click()
    page.locator(".xdsoft_datetimepicker:visible .xdsoft_next").first.click()
    page.locator(".xdsoft_datetimepicker:visible td:not(.xdsoft_other_month) >> text=/^15$/").click()
    expect(page.locator("#id_deadline")).to_have_value(f"15/04/{year}")
    boxes = [choice.bounding_box() for choice in page.locator("main select").all()]
    assert all(box["x"] + box["width"] <= PHONE["width"] for box in boxes)
    page.locator("button[type=submit]", has_text="Tạo").click()
    page.wait_for_url("**/workspace/tasks/")
    assert Task.objects.get(title="Biên soạn sổ tay").deadline == date(year, 4, 15)
    assert refused == []
