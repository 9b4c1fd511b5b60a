"""Debian's Chromium for tests, and what they ask of a page."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

CHROMIUM = "/usr/bin/chromium"
# The rules of WCAG 2.2 up to level AA.
AXE_OPTIONS = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
DESKTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}


_started: list[tuple[Playwright, Browser]] = []


@pytest.fixture(scope="session")
def browser() -> Browser:
    """One Chromium for all tests of a process.

    Playwright cannot be started twice in one process, and a fixture can be: when xdist ends a session's fixtures before
    the last test, or when a conftest imports it. So the browser outlives the fixture.
    """
    if not _started:
        playwright = sync_playwright().start()
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
        )
        _started.append((playwright, chromium))
    return _started[0][1]


@pytest.fixture
def open_as(browser: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """A page of the workspace, in a real browser, for a person who has signed in."""
    from django.test import Client  # noqa: PLC0415 -- this plugin is loaded before Django is set up

    contexts: list[BrowserContext] = []

    def sign_in(user: Any, *, size: Any = DESKTOP, script: bool = True) -> Page:
        client = Client()
        client.force_login(user)
        context = browser.new_context(
            viewport=size, locale="vi-VN", base_url=live_server.url, java_script_enabled=script
        )
        cookie = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        contexts.append(context)
        return context.new_page()

    yield sign_in
    for context in contexts:
        context.close()


def pytest_unconfigure() -> None:
    """Close the browser with the process."""
    while _started:
        playwright, chromium = _started.pop()
        chromium.close()
        playwright.stop()


def accessibility_faults(page: Page) -> dict[str, list[str]]:
    """What axe finds wrong on the page: rule and the elements, ours and Wagtail's alike."""
    violations: list[dict[str, Any]] = Axe().run(page, options=AXE_OPTIONS).response["violations"]
    return {fault["id"]: [node["html"][:200] for node in fault["nodes"]] for fault in violations}
