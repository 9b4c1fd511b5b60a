"""The whole thread on the real system, in a real browser: from the upload of the sample directive to a filed report.

Server, job worker and supervisor run as `nhipcau run` starts them; everybody signs in by the printed link.
"""

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import DESKTOP, accessibility_faults
from tests.web.running_system import RunningSystem, own_database

pytestmark = pytest.mark.browser
TITLE = "Phiên chợ Khau Mây đầu xuân"


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSystem]:
    """The sample province's offices and people, with no directive and no story yet."""
    data = tmp_path_factory.mktemp("thread") / "data"
    running = RunningSystem(data, sample="offices", **own_database("nhipcau_thread")).wait_until_ready(150)
    yield running
    running.stop()


@pytest.fixture
def sign_in(system: RunningSystem, browser: Browser) -> Iterator[Any]:
    """Open the workspace as somebody with a role, by the printed one-time link."""
    contexts = []

    def open_as(role: str) -> Page:
        context = browser.new_context(viewport=DESKTOP, locale="vi-VN", base_url=system.address)
        contexts.append(context)
        page = context.new_page()
        page.goto(system.links[role])
        page.get_by_role("button", name="Đăng nhập").click()
        expect(page.get_by_role("heading", name="Việc hôm nay")).to_be_visible()
        return page

    yield open_as
    for context in contexts:
        context.close()


def test_from_the_upload_to_the_filed_report(system: RunningSystem, sign_in: Any, samples: Any) -> None:
    officer = sign_in("programme_officer")
    assert accessibility_faults(officer) == {}
    import_the_directive(officer, samples)
    accept_the_directive(officer)

    editor = sign_in("editor")
    write_a_story(editor)
    clear_it(sign_in("approver"))
    page = published_page(system)
    assert TITLE in page

    contact = sign_in("unit_contact")
    file_the_report(contact)
    officer.goto("/workspace/unit-reports/who-has-filed/")
    expect(officer.get_by_text("Báo và Phát thanh, truyền hình Vân Khê").first).to_be_visible()
    expect(officer.get_by_text(re.compile("đã gửi", re.IGNORECASE)).first).to_be_visible()


def import_the_directive(page: Page, samples: Any) -> None:
    page.goto("/workspace/directives/")
    page.get_by_role("link", name="Nhập văn bản chỉ đạo").first.click()
    page.locator("input[type=file]").set_input_files(samples / "directive.txt")
    page.locator("[data-upload-send]").click()
    page.wait_for_url(re.compile(r"/workspace/directives/\d+/"), timeout=60_000)
    expect(page.get_by_text("Công tác thông tin đối ngoại năm 2026").first).to_be_visible()
    # The unit that nobody knows is among the doubtful ones.
    expect(page.get_by_text("Ban Quản lý Khu kinh tế cửa khẩu tỉnh").first).to_be_visible()


def accept_the_directive(page: Page) -> None:
    page.get_by_role("link", name=re.compile("^Chấp nhận")).click()
    page.get_by_role("button", name=re.compile("Chấp nhận")).click()
    page.wait_for_url(re.compile(r"/accepted/"))
    page.goto("/workspace/tasks/")
    expect(page.get_by_text("Lễ hội Mừng nước thác Khuổi Ngần").first).to_be_visible()
    page.goto("/workspace/occasions/calendar/2026/")
    expect(page.get_by_text("136 năm").first).to_be_visible()


def write_a_story(page: Page) -> None:
    page.goto("/workspace/newsroom/stories/")
    page.get_by_role("link", name="Viết tin, bài").first.click()
    page.locator("[name=title]").fill(TITLE)
    page.locator("[name=lead]").fill("Chợ họp từ lúc sương chưa tan.")
    page.locator("[data-contentpath=body] .c-sf-add-button").first.click()
    page.get_by_role("option", name="Tiêu đề mục").click()
    page.locator("[name=body-0-value]").fill("Năm ngày một phiên")
    page.locator("[name=information_kind]").select_option("image")
    page.locator("[name=topic]").select_option("culture")
    page.locator("[name=providing_unit]").select_option(label="Báo và Phát thanh, truyền hình Vân Khê")
    page.locator("[name=contains_no_secret]").check()
    page.locator("footer [data-w-dropdown-target=toggle], footer .w-dropdown__toggle").first.click()
    page.locator("[name=action-submit]").click()
    page.wait_for_load_state("networkidle")


def clear_it(page: Page) -> None:
    page.goto("/workspace/newsroom/clearance/")
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_text("Năm ngày một phiên")).to_be_visible()
    page.get_by_role("button", name="Duyệt đăng").click()
    expect(page.get_by_text("đã được duyệt")).to_be_visible()


def published_page(system: RunningSystem) -> str:
    """What a reader gets, as soon as the worker has carried it there."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        status, body = system.get("/vi/phien-cho-khau-may-dau-xuan/")
        if status == 200:
            return body.decode()
        time.sleep(0.3)
    raise AssertionError("".join(system.output[-20:]))


def file_the_report(page: Page) -> None:
    page.goto("/workspace/unit-reports/")
    line = page.locator("li", has_text="Báo cáo tháng").first
    line.get_by_role("button", name=re.compile("Soạn báo cáo")).click()
    expect(page.locator("textarea", has_text=TITLE).first).to_be_visible()
    assert accessibility_faults(page) == {}
    page.locator("button[name=do][value=file]").click()
    page.wait_for_url(re.compile("/file/"))
    page.get_by_role("button", name="Gửi báo cáo").click()
    expect(page.get_by_text(re.compile("đã gửi", re.IGNORECASE)).first).to_be_visible()
