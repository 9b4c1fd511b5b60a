"""The public site in a real browser: accessible at every width and in both lights, readable without scripts."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from nhipcau.portal import whole_site
from nhipcau.portal.pages import ChangeData
from nhipcau.portal.published import PublishedSite
from nhipcau.portal.site_files import SiteFiles
from tests.portal.sample_site import SITE, picture_files, sample_stories, summaries
from tests.portal.test_published import HANDED_ON, refuse_to_be_called

pytestmark = pytest.mark.browser

STORY = "/vi/01-thac-khuoi-ngan/"
PAGES = {
    "home": "/vi/",
    "story": STORY,
    "translated": "/en/01-thac-khuoi-ngan/",
    "topic": "/vi/topics/culture/",
    "missing": "/vi/khong-co/",
    "about": "/en/about/accessibility/",
}
WIDTHS = {"desktop": 1366, "phone": 390, "narrow": 320}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample's public site, served by what serves it in earnest. One story is corrected, one edition stale."""
    folder: Path = tmp_path_factory.mktemp("published") / "site"
    stories = tuple(_made_special(story) for story in sample_stories())
    site = SiteFiles(folder)
    with site.writing():
        site.put_lasting(whole_site.asset_files())
        site.put_lasting(picture_files().items())
        site.put("stories", dict(whole_site.story_pages(SITE, stories, summaries(stories))))
        site.put("shared", dict(whole_site.shared_pages(SITE, summaries(stories))))
    application = PublishedSite(refuse_to_be_called, folder, HANDED_ON)
    with make_server("127.0.0.1", 0, application, server_class=_Server, handler_class=_Quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def faults() -> list[str]:
    """What the browser complained of."""
    return []


def visit(browser: Browser, faults: list[str], **context: Any) -> Page:
    page = browser.new_context(**context).new_page()
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    return page


@pytest.mark.parametrize("light", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_pages_have_no_barrier_that_a_machine_can_find(
    browser: Browser, address: str, faults: list[str], width: str, light: Any
) -> None:
    viewport: Any = {"width": WIDTHS[width], "height": 800}
    page = visit(browser, faults, viewport=viewport, color_scheme=light)
    found = []
    for name, path in PAGES.items():
        page.goto(address + path)
        results = Axe().run(page, options={"runOnly": WCAG})
        found += [f"{name}: {each['id']} {each['nodes'][0]['html'][:120]}" for each in results.response["violations"]]
        overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert overflow <= 0, f"{name} is wider than the screen by {overflow}"
    page.context.close()
    assert found == []
    assert [fault for fault in faults if "404" not in fault] == []


def test_a_story_reads_without_scripts(browser: Browser, address: str, faults: list[str]) -> None:
    page = visit(browser, faults, java_script_enabled=False)
    page.goto(address + STORY)
    assert page.get_by_role("heading", level=1).is_visible()
    page.locator(".languages summary").click()
    page.get_by_role("link", name="English").first.click()
    assert page.url == address + "/en/01-thac-khuoi-ngan/"
    assert page.locator(".tools").is_hidden()
    page.context.close()


def test_the_keyboard_alone_reaches_the_text_and_the_languages(
    browser: Browser, address: str, faults: list[str]
) -> None:
    page = visit(browser, faults)
    page.goto(address + STORY)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.locator(".languages summary").focus()
    page.keyboard.press("Enter")
    assert page.locator(".languages").evaluate("menu => menu.open")
    page.keyboard.press("Escape")
    assert not page.locator(".languages").evaluate("menu => menu.open")
    page.context.close()


def test_controls_are_large_enough_to_touch(browser: Browser, address: str, faults: list[str]) -> None:
    page = visit(browser, faults, viewport={"width": 390, "height": 800})
    small = """[...document.querySelectorAll('header a, header summary, nav a, button, .byline a, .kicker a')]
        .map(each => [each.textContent.trim(), each.getBoundingClientRect()])
        .filter(([words, box]) => box.width && (box.height < 24 || box.width < 24))"""
    for path in PAGES.values():
        page.goto(address + path)
        assert page.evaluate(small) == [], path
    page.context.close()


def test_everything_that_a_page_asks_for_is_there_and_comes_from_here(
    browser: Browser, address: str, faults: list[str]
) -> None:
    page = visit(browser, faults)
    asked: list[tuple[str, int]] = []
    page.on("response", lambda response: asked.append((response.url, response.status)))
    for path in ("/vi/", STORY):
        page.goto(address + path, wait_until="networkidle")
    assert {url.startswith(address) for url, _ in asked} == {True}
    assert [url for url, status in asked if status >= 400] == []
    assert any(url.endswith(".woff2") for url, _ in asked)
    assert faults == []
    page.context.close()


def _made_special(story: Any) -> Any:
    if (story.uid, story.language) == ("01-thac-khuoi-ngan", "vi"):
        return replace(story, changes=(ChangeData(datetime(2026, 5, 20, tzinfo=UTC), ("title", "body")),))
    return replace(story, is_stale=True) if (story.uid, story.language) == ("01-thac-khuoi-ngan", "en") else story
