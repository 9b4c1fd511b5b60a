"""A walk through the workspace as each role: no page shows an English word of the interface.

The pages are rendered by a real browser, since the menu, the editor and the dialogs are made by Wagtail's scripts.
"""

import re
from typing import Any

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from nhipcau.organisation.enums import Role
from nhipcau.organisation.models import User

# Words that an interface in English cannot do without and that Vietnamese does not have.
ENGLISH = re.compile(
    r"\b(the|and|your|this|that|with|from|for|page|pages|save|saved|delete|edit|add|new|search|choose|title|user|users|"
    r"comment|comments|history|status|filter|upload|image|images|settings|submit|publish|published|draft|view|all|date|"
    r"by|of|to|is|are|no|none|yes|more|less|next|previous|close|open|show|hide|remove|cancel|language|locale|workflow|"
    r"task|tasks|report|reports|unit|units|name|kind|actions|select|insert|block|toggle|preview|side|panel|keyboard|"
    r"shortcuts|logged|log|sign|out|account|profile|password|dashboard|help|content|checks|properties|children|ago)\b",
    re.IGNORECASE,
)
VISIBLE_TEXTS = """() => {
  const texts = [];
  const isShown = (element) => element.checkVisibility({checkOpacity: false, checkVisibilityCSS: true});
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!element || ["SCRIPT", "STYLE", "TEMPLATE", "NOSCRIPT"].includes(element.tagName)) continue;
    if (element.closest('[lang]:not(html):not([lang="vi"]), [translate="no"], code')) continue;
    if (isShown(element) && walker.currentNode.data.trim()) texts.push(walker.currentNode.data.trim());
  }
  for (const element of document.querySelectorAll("[aria-label], [placeholder], [title], [alt]")) {
    if (element.closest('[lang]:not(html):not([lang="vi"]), [translate="no"]') || !isShown(element)) continue;
    for (const name of ["aria-label", "placeholder", "title", "alt"])
      if (element.getAttribute(name)) texts.push(element.getAttribute(name));
  }
  texts.push(document.title);
  return [...new Set(texts)];
}"""
# A crawl needs no more than this to meet every kind of page once.
MOST_PAGES = 45
NOT_A_PAGE = re.compile(
    r"/(bulk|logout|export|delete|javascript|jsi18n|sprite|userbar|preview)|[?&](export|format|p|ordering|filter)=|\.ics|#"
)


def is_english(text: str) -> bool:
    """A text with an English interface word and without one Vietnamese letter."""
    words = re.sub(r"\S+@\S+|https?://\S+|/\S+/|Nhịp Cầu|Wagtail", " ", text)
    return bool(ENGLISH.search(words)) and words.isascii()


def cookie_of(user: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def shape(path: str) -> str:
    """Pages of one kind differ only in numbers."""
    return re.sub(r"\d+", "N", path.split("?", maxsplit=1)[0])


def walk(page: Any, start: str) -> dict[str, list[str]]:
    """Follow the links of the workspace; returns English texts by address."""
    english: dict[str, list[str]] = {}
    waiting, seen = [start], {shape(start)}
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        answer = page.goto(page.base + path, wait_until="load")
        assert answer.status < 400, f"{path}: {answer.status}"
        # What the scripts put into the page as it loads is there after the next frame.
        page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 20)))")
        if found := [text for text in page.evaluate(VISIBLE_TEXTS) if is_english(text)]:
            english[path] = found
        for link in page.eval_on_selector_all("a[href]", "links => links.map(link => link.getAttribute('href'))"):
            if link.startswith("/workspace/") and not NOT_A_PAGE.search(link) and shape(link) not in seen:
                seen.add(shape(link))
                waiting.append(link)
    return english


@pytest.mark.browser
# Wagtail leaves the scratch files of new picture sizes to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_no_page_of_any_role_shows_english(live_server, province, browser):
    # One province for all roles: it takes seconds to load.
    english = {}
    for role in (Role.UNIT_CONTACT, Role.EDITOR, Role.TRANSLATOR, Role.APPROVER, Role.PROGRAMME_OFFICER):
        user = User.objects.filter(groups__name=role.value).order_by("pk").first()
        context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="en-GB")
        context.add_cookies([{"name": "sessionid", "value": cookie_of(user), "url": live_server.url}])
        page = context.new_page()
        page.base = live_server.url
        try:
            english |= {(role, path): texts for path, texts in walk(page, "/workspace/").items()}
        finally:
            context.close()
    assert english == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Save draft", True, id="a button left in English"),
        pytest.param("Lưu bản nháp", False, id="Vietnamese"),
        pytest.param("Sở VH-TT-DL", False, id="an abbreviation"),
        pytest.param("bientap@example.org", False, id="an address"),
    ],
)
def test_english_is_told_from_vietnamese(text, expected):
    assert is_english(text) is expected
