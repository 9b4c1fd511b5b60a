"""An editor writes at a desk, an approver clears on a phone, in a real browser."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from nhipcau.jobs.enums import WorkState
from nhipcau.newsroom.editions import add_edition
from nhipcau.newsroom.models import Delivery, StoryPage
from nhipcau.newsroom.services import submit_story
from tests.browser import DESKTOP, PHONE, accessibility_faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_an_editor_writes_and_an_approver_clears_on_a_phone(
    open_as: Callable[..., Page], unit: Any, editor: Any, approver: Any
) -> None:
    desk = open_as(editor)
    desk.goto(reverse("newsroom:story_list"))
    desk.get_by_role("link", name="Viết tin, bài").first.click()
    desk.locator("[name=title]").fill("Mùa nước thác Khuổi Ngần")
    desk.locator("[name=lead]").fill("Một dòng nước của hai bờ.")
    desk.locator("[data-contentpath=body] .c-sf-add-button").first.click()
    desk.get_by_role("option", name="Tiêu đề mục").click()
    desk.locator("[name=body-0-value]").fill("Nước đổ qua ba bậc đá")
    desk.locator("[name=information_kind]").select_option("image")
    desk.locator("[name=topic]").select_option("visit")
    desk.locator("[name=providing_unit]").select_option(label=unit.name)
    desk.locator("[name=contains_no_secret]").check()
    desk.locator("footer [data-w-dropdown-target=toggle], footer .w-dropdown__toggle").first.click()
    desk.locator("[name=action-submit]").click()
    desk.wait_for_load_state("networkidle")
    story = StoryPage.objects.get(title="Mùa nước thác Khuổi Ngần")
    assert story.workflow_in_progress

    phone = open_as(approver, size=PHONE)
    phone.goto(reverse("newsroom:clearance_list"))
    phone.get_by_role("link", name="Mùa nước thác Khuổi Ngần").click()
    expect(phone.get_by_text("Nước đổ qua ba bậc đá")).to_be_visible()
    assert accessibility_faults(phone) == {}
    phone.get_by_role("button", name="Duyệt đăng").click()
    expect(phone.get_by_text("đã được duyệt")).to_be_visible()

    story.refresh_from_db()
    assert story.live
    assert Delivery.objects.filter(story=story).exists()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("which", ["list", "story", "clearance", "review", "deliveries", "edit"])
def test_screens_are_accessible_and_nothing_runs_out_of_them(
    open_as: Callable[..., Page], published: Any, draft: Any, editor: Any, approver: Any, size: Any, which: str
) -> None:
    story = published(title="Phiên chợ Khau Mây cuối năm")
    add_edition(story, "en", by=editor)
    submission = submit_story(draft(), by=editor)
    Delivery.objects.update(state=WorkState.FAILED, failure="Màn hình đang tắt")
    addresses = {
        "list": reverse("newsroom:story_list"),
        "story": reverse("newsroom:story", args=[story.pk]),
        "clearance": reverse("newsroom:clearance_list"),
        "review": reverse("newsroom:review", args=[submission.pk]),
        "deliveries": reverse("newsroom:delivery_list"),
        "edit": reverse("wagtailadmin_pages:edit", args=[story.pk]),
    }
    page = open_as(editor if which in ("list", "story", "edit") else approver, size=size)
    page.goto(addresses[which])
    page.wait_for_load_state("networkidle")

    if which != "edit":  # Wagtail's editor is Wagtail's; only that it fits is ours
        assert accessibility_faults(page) == {}
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
