"""A plan written in a real browser: it saves itself, comes with its own task, and is read on a phone."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from nhipcau.organisation.enums import Role, Tier, UnitKind
from nhipcau.organisation.models import Unit
from nhipcau.programme.enums import AssignmentRole, PlanState
from nhipcau.programme.plan_models import Plan
from nhipcau.programme.plans import deciding, issuing
from nhipcau.programme.plans.content import usual_signing
from nhipcau.programme.services import create_task
from tests.browser import PHONE, accessibility_faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Make = Callable[..., Any]


def test_a_plan_is_begun_written_and_submitted_and_read_on_a_phone(
    open_as: Make, person: Make, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    unit = Unit.objects.create(name="Sở Ngoại vụ", kind=UnitKind.DEPARTMENT, tier=Tier.PROVINCE)
    year = timezone.localdate().year
    create_task("Tổ chức hội nghị " * 12, year=year, assignments=[(AssignmentRole.LEAD, unit)], by=None)
    contact = person(Role.UNIT_CONTACT, unit)
    page = open_as(contact)
    page.goto("/workspace/plans/")
    page.get_by_role("link", name="Lập kế hoạch").first.click()
    page.get_by_label("Năm, hoặc năm đầu").fill(str(year))
    assert accessibility_faults(page) == {}
    page.get_by_role("button", name="Lập dự thảo").click()

    aims = page.get_by_label("Mục đích, yêu cầu")
    aims.fill("Lời của đơn vị.")
    expect(page.locator("section", has=aims).get_by_text("Đã lưu lúc")).to_be_visible()
    page.get_by_role("button", name="Thêm nhiệm vụ riêng").click()
    page.get_by_label("Việc đơn vị sẽ làm").fill("Tập huấn phóng viên")
    page.get_by_role("button", name="Lưu").click()
    told = page.get_by_role("textbox", name="Nhiệm vụ do đơn vị chủ động thực hiện")
    expect(told).to_have_value("- Tập huấn phóng viên.")
    page.reload()  # without Wagtail's message, which is pale while it comes in
    assert accessibility_faults(page) == {}
    page.get_by_role("button", name="Trình…").click()
    assert accessibility_faults(page) == {}
    page.get_by_role("button", name="Trình kế hoạch").click()
    expect(page.get_by_text("Lời của đơn vị.")).to_be_visible()

    plan = Plan.objects.get()
    assert plan.state == PlanState.SUBMITTED
    deciding.approve_plan(plan, by=None)
    plan.refresh_from_db()
    issuing.issue_plan(plan, usual_signing(unit), day=timezone.localdate(), by=contact)
    phone = open_as(contact, size=PHONE)
    for address in (f"/workspace/plans/{plan.pk}/", "/workspace/register/", "/workspace/register/new/"):
        phone.goto(address)
        assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], address
        assert accessibility_faults(phone) == {}, address
