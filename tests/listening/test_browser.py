"""A live event in a real browser, on a phone: nothing that is being typed is lost, and pages are accessible."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from nhipcau.listening.models import Activation, LiveStep
from nhipcau.listening.services.activation import close
from nhipcau.listening.services.steps import finish_step
from tests.browser import DESKTOP, PHONE, accessibility_faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Make = Callable[..., Any]


@pytest.fixture
def open_as(open_as: Callable[..., Page]) -> Callable[..., Page]:
    """On a phone, unless a test says otherwise."""
    return partial(open_as, size=PHONE)


def address(name: str, *args: Any) -> str:
    return reverse(f"listening:{name}", args=args)


def overdue(event: Activation) -> LiveStep:
    """The step of the press contact, an hour too late."""
    step: LiveStep = event.steps.get(title="Phát ngôn ban đầu")
    step.due_at -= timedelta(hours=2)
    step.save()
    return step


def test_words_being_typed_outlive_what_others_do_and_a_lost_connection(
    open_as: Callable[..., Page], start: Make, people: SimpleNamespace
) -> None:
    event = start()
    step = overdue(event)
    page = open_as(people.deputy)
    page.goto(address("live", event.pk))
    page.get_by_label("Ghi nhật ký").fill("Đã gọi đài")
    page.locator(f"#more-{step.pk} summary").click()
    page.locator(f"#words-{step.pk}").type("đang chờ trả lời")
    # Somebody else ticks the step whose note is being written: its words move into the note.
    finish_step(step, note="xong rồi", by=people.press)
    expect(page.locator("#log + ol")).to_contain_text("xong rồi", timeout=15_000)
    expect(page.get_by_label("Ghi nhật ký")).to_have_value("Đã gọi đài\nđang chờ trả lời")

    page.context.set_offline(True)
    page.get_by_role("button", name="Ghi vào nhật ký").click()
    expect(page.locator("#live-status")).to_contain_text("mất kết nối")
    page.context.set_offline(False)
    page.get_by_role("button", name="Ghi vào nhật ký").click()
    expect(page.locator("#log + ol")).to_contain_text("đang chờ trả lời")
    expect(page.get_by_label("Ghi nhật ký")).to_have_value("")
    assert event.log.filter(kind="note").count() == 1


def test_every_page_is_accessible_and_fits_a_phone(
    open_as: Callable[..., Page], start: Make, people: SimpleNamespace
) -> None:
    event, drill = start(), start(is_drill=True)
    overdue(event)
    close(drill, summary="Xong", by=people.officer)
    page = open_as(people.officer)
    names = [("live", event), ("statement", event.statements.first()), ("close", event), ("live", drill)]
    pages = [address(name, thing.pk) for name, thing in [*names, ("evaluation", drill), ("scenario", event.scenario)]]
    faults = {}
    for path in [*pages, address("scenarios"), address("activate", event.scenario_id)]:
        page.set_viewport_size(PHONE)
        page.goto(path)
        width = page.evaluate(
            "Math.max(...[...document.querySelectorAll('.nc-plan *')].map(e => e.getBoundingClientRect().right))"
        )
        assert width <= PHONE["width"], path
        if found := accessibility_faults(page):
            faults[path] = found
    page.set_viewport_size(DESKTOP)
    # A row of a role, and a person within it, can be added: our security policy lets Wagtail's script run.
    page.goto(reverse("scenario_plans:edit", args=[event.scenario_id]))
    page.locator("#id_roles-ADD").click()
    page.locator("#id_roles-3-people-ADD").click()
    expect(page.locator("#id_roles-3-people-0-function")).to_be_visible()
    assert faults == {}
