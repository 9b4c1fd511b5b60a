"""The review in a real browser: keys, places, combobox, acceptance; axe finds nothing at either size."""

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from nhipcau.directives import acceptance, services
from nhipcau.directives.enums import DirectiveState, ItemState
from nhipcau.directives.models import Directive, Lesson, ReadItem, SuccessionChoice
from nhipcau.directives.services.learning import known_words
from nhipcau.officialdocs import read
from nhipcau.officialdocs.extraction.door import extract
from nhipcau.organisation.models import Unit
from nhipcau.organisation.queries import UnitMatcher
from nhipcau.programme.services import create_task

from .paged import attach_pages, pdf_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
DESK, PHONE = (1366, 768), (390, 844)
# Wagtail's own pages around ours have findings of their own; ours are looked at alone.
OURS = ".nc-review, .nc-narrow, .nc-citations"


@pytest.fixture(autouse=True)
def rows_of_migrations_kept(browser: Browser, transactional_db: None) -> None:
    """Playwright's loop gives this thread a second connection; what is brought back after a test must be on it."""
    if not hasattr(connection, "_test_serialized_contents"):
        connection._test_serialized_contents = connection.creation.serialize_db_to_string()


def open_page(browser: Browser, live_server: Any, user: Any, size: tuple[int, int] = DESK, **options: Any) -> Page:
    client = Client()
    client.force_login(user)
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="vi-VN", **options)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page = context.new_page()
    page.set_default_timeout(15_000)
    return page


def go(page: Page, live_server: Any, name: str, *args: Any) -> None:
    page.goto(live_server.url + reverse(f"directives:{name}", args=args))


def findings(page: Page) -> list[str]:
    result = Axe().run(
        page, context=OURS, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    )
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in result.response["violations"]]


# Colours and widths know nothing of each other: each of them once is enough.
@pytest.mark.parametrize(("size", "scheme"), [(DESK, "light"), (PHONE, "dark")])
def test_axe_finds_nothing(
    browser: Browser, live_server: Any, directive: Directive, officer: Any, size: tuple[int, int], scheme: str
) -> None:
    page = open_page(browser, live_server, officer, size, color_scheme=scheme, reduced_motion="reduce")
    item = directive.items.filter(kind="assignment", unit__isnull=True, group__isnull=True).first()
    assert item is not None
    newer = Directive.objects.create(
        sha256="newer", text_sha256="newer", file_name="newer.txt", original=b"", reading={}
    )
    replaced = {"number": directive.number, "kind": directive.kind, "relation": "replaces"}
    ReadItem.objects.create(directive=newer, kind="citation", order=0, confidence=1, proposal=replaced, value=replaced)
    subject = directive.items.get(field="subject")
    services.correct_item(subject, "Công tác XTĐT", version=1, by=officer)
    services.correct_item(subject, "Công tác xúc tiến đầu tư", version=2, by=officer)
    lesson = Lesson.objects.get()
    known = directive.items.filter(kind="assignment", unit__isnull=False).first()
    assert known is not None
    Directive.objects.filter(pk=newer.pk).update(replaces=directive)
    task = create_task("Tổ chức lễ hội", year=2026, directive=directive, by=officer)
    SuccessionChoice.objects.create(directive=newer, kind="task", old_key=task.pk, title=task.title)
    addresses = [
        reverse("directives:review", args=[directive.pk]),
        reverse("directives:review", args=[directive.pk]) + f"?edit={item.pk}",
        reverse("directives:accept", args=[directive.pk]),
        reverse("directives:citations", args=[directive.pk]),
        reverse("directives:upload"),
        reverse("directives:delete", args=[directive.pk]),
        reverse("directives:learnt"),
        reverse("directives:change_lesson", args=[lesson.pk]),
        reverse("directives:compare", args=[newer.pk, directive.pk]),
        reverse("directives:choose_older", args=[newer.pk]),
        reverse("directives:succession", args=[newer.pk]),
        reverse("directives:review", args=[directive.pk]) + f"?parts={known.pk}",
    ]
    for address in addresses:
        page.goto(live_server.url + address)
        # What sticks to the top or the foot would lie over what scrolls under it.
        page.evaluate(
            "window.scrollTo(0, 0); document.querySelector('.nc-panes')?.style.setProperty('position', 'static')"
        )
        assert findings(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address


def test_a_directive_is_looked_over_with_the_keyboard_alone(
    browser: Browser, live_server: Any, directive: Directive, officer: Any
) -> None:
    page = open_page(browser, live_server, officer, reduced_motion="reduce")
    go(page, live_server, "review", directive.pk)
    number = directive.items.get(field="number")
    current = page.locator('.nc-item[aria-current="true"]')
    expect(current).to_have_id(f"item-{number.pk}")
    # Both panes have the width of the screen, and what was read stands in its sentence.
    width = page.evaluate("document.querySelector('.nc-review__panes').getBoundingClientRect().width")
    assert width > DESK[0] - 300
    assert page.locator(".nc-mark--citation").first.evaluate("mark => getComputedStyle(mark).display") == "inline"
    expect(page.locator(f"#mark-{number.pk} + .nc-mark")).to_have_class("nc-mark nc-mark--metadata is-current")

    page.keyboard.press("Enter")
    expect(page.locator("#nc-bar")).to_contain_text("Đã xem 1/88 mục")
    expect(current).not_to_have_id(f"item-{number.pk}")

    page.keyboard.press("x")
    expect(page.locator("#nc-bar")).to_contain_text("Đã xem 2/88 mục")
    page.keyboard.press("z")
    expect(page.locator("#nc-bar")).to_contain_text("Đã xem 1/88 mục")

    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("e")
    field = page.locator(".nc-edit input[type=text]").first
    expect(field).to_be_focused()
    field.fill("Tỉnh ủy Vân Khê (sửa)")
    page.keyboard.press("Enter")
    expect(page.locator("#nc-bar")).to_contain_text("Đã xem 2/88 mục")
    assert directive.items.filter(state=ItemState.CORRECTED).count() == 1


def test_a_unit_is_chosen_by_typing_letters_without_diacritics(
    browser: Browser, live_server: Any, directive: Directive, officer: Any
) -> None:
    unit = Unit.objects.create(name="Ban Quản lý Khu kinh tế Vân Khê", kind="department", tier="province")
    item = directive.items.filter(kind="assignment", unit__isnull=True, group__isnull=True).first()
    assert item is not None
    page = open_page(browser, live_server, officer, reduced_motion="reduce")
    go(page, live_server, "review", directive.pk)
    page.locator(f"#item-{item.pk} [data-key=e]").click()
    box = page.locator(f"#item-{item.pk} .nc-edit [role=combobox]")
    box.press_sequentially("ban quan ly khu")
    expect(page.locator(f"#item-{item.pk} [role=option]").first).to_contain_text(unit.name)
    assert box.get_attribute("aria-activedescendant")
    page.keyboard.press("Enter")
    expect(box).to_have_value(unit.name)
    page.keyboard.press("Enter")
    expect(page.locator("[data-said]")).to_contain_text("2 mục khác cùng tên gọi")
    assert directive.items.filter(unit=unit).count() == 3
    assert isinstance(item.value, dict)
    # The next document is read with what was taught.
    words = item.value["unit"]
    tasks = read(f"KẾ HOẠCH\n1. Giao {words} treo pa nô.", known_words()).assignments
    assert [task.unit for task in tasks] == [words]
    assert UnitMatcher(on=directive.date).match(words).unit == unit


def test_place_and_item_lead_to_each_other(
    browser: Browser, live_server: Any, directive: Directive, officer: Any
) -> None:
    page = open_page(browser, live_server, officer, reduced_motion="reduce")
    go(page, live_server, "review", directive.pk)
    citation = directive.items.filter(kind="citation").last()
    assert citation is not None
    page.locator(f"#item-{citation.pk} [data-show-mark]").click()
    mark = page.locator(f".nc-mark[data-items~='{citation.pk}']").first
    expect(mark).to_be_focused()
    expect(mark).to_be_in_viewport()

    date = directive.items.filter(kind="date").first()
    assert date is not None
    page.locator(f".nc-mark[data-items~='{date.pk}']").first.click()
    expect(page.locator(f"#item-{date.pk}")).to_be_focused()
    expect(page.locator(f"#item-{date.pk}")).to_be_in_viewport()


def test_only_doubtful_items_are_shown_on_request(
    browser: Browser, live_server: Any, directive: Directive, officer: Any
) -> None:
    page = open_page(browser, live_server, officer)
    go(page, live_server, "review", directive.pk)
    page.get_by_text("Chỉ hiện mục cần xem lại").click()
    shown = page.locator(".nc-item[data-item]:visible")
    assert shown.count() == page.locator(".nc-item[data-doubtful]").count() > 0


def test_on_a_phone_text_and_items_take_turns(
    browser: Browser, live_server: Any, directive: Directive, officer: Any
) -> None:
    page = open_page(browser, live_server, officer, PHONE, reduced_motion="reduce", has_touch=True)
    go(page, live_server, "review", directive.pk)
    citation = directive.items.filter(kind="citation").first()
    assert citation is not None
    expect(page.locator("#nc-text")).to_be_hidden()
    page.locator(f"#item-{citation.pk} [data-show-mark]").click()
    expect(page.locator("#nc-text")).to_be_visible()
    mark = page.locator(f".nc-mark[data-items~='{citation.pk}']").first
    expect(mark).to_be_in_viewport()
    mark.click()
    expect(page.locator(f"#item-{citation.pk}")).to_be_in_viewport()


def test_the_review_works_without_scripts(
    browser: Browser, live_server: Any, directive: Directive, officer: Any
) -> None:
    page = open_page(browser, live_server, officer, java_script_enabled=False)
    go(page, live_server, "review", directive.pk)
    number = directive.items.get(field="number")
    page.locator(f"#item-{number.pk} .nc-do--main").click()
    expect(page.locator("#nc-bar")).to_contain_text("Đã xem 1/88 mục")
    page.locator(f"#item-{number.pk} [data-key=e]").click()
    page.locator(".nc-edit input[type=text]").first.fill("08-HD/BTGDVTU")
    page.locator(".nc-edit button").click()
    number.refresh_from_db()
    assert (number.value, number.state) == ("08-HD/BTGDVTU", ItemState.CORRECTED)


def test_from_the_file_to_the_programme(
    browser: Browser, live_server: Any, officer: Any, province: None, reads_sample: None, work_at_once: None,
    samples: Path, handlers: list[Any],
) -> None:  # fmt: skip
    calls: list[int] = []

    def handler(directive: Directive, *, by: Any) -> dict[str, int]:
        calls.append(directive.pk)
        return {"tasks": 22}

    acceptance.register(handler)
    page = open_page(browser, live_server, officer)
    go(page, live_server, "index")
    page.get_by_role("link", name="Nhập văn bản chỉ đạo").first.click()
    page.locator("input[type=file]").set_input_files(samples / "directive.txt")
    expect(page.locator("[data-upload-name]")).to_have_text("directive.txt")
    page.get_by_role("button", name="Đọc văn bản").click()
    expect(page.locator("#nc-bar")).to_contain_text("Đã xem 0/88 mục")
    page.get_by_role("link", name="Chấp nhận…").click()
    calls.clear()
    page.get_by_role("button", name="Chấp nhận và lập chương trình").dblclick()
    expect(page.get_by_role("heading", name="Chương trình đã lập")).to_be_visible()
    assert len(calls) == 1
    assert Directive.objects.get().state == DirectiveState.ACCEPTED


def test_tasks_are_split_and_merged_with_the_keyboard_and_taken_back(
    browser: Browser, live_server: Any, directive: Directive, officer: Any
) -> None:
    page = open_page(browser, live_server, officer, reduced_motion="reduce")
    item = directive.items.filter(kind="assignment", unit__isnull=False).order_by("span_start").first()
    assert item is not None
    page.goto(live_server.url + reverse("directives:review", args=[directive.pk]) + f"#item-{item.pk}")
    expect(page.locator(f"#item-{item.pk}")).to_be_focused()
    page.keyboard.press("s")
    words = page.locator(".nc-parts textarea")
    expect(words).to_be_focused()
    page.keyboard.press("Control+Home")
    for _word in range(3):
        page.keyboard.press("Control+ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#nc-bar")).to_contain_text("Đã xem 2/89 mục")
    expect(page.locator(f"#item-{item.pk}")).to_be_focused()
    made = directive.items.get(is_reshaped=True, order=22)
    expect(page.locator(f"#item-{made.pk}")).to_be_visible()
    expect(page.locator(f".nc-mark[data-items~='{made.pk}']").first).to_be_visible()

    page.keyboard.press("s")
    page.locator(f".nc-merge__with[value^='{made.pk}:']").press("Enter")
    expect(page.locator("#nc-bar")).to_contain_text("Đã xem 1/88 mục")
    expect(page.locator(f"#item-{made.pk}")).to_have_count(0)
    page.keyboard.press("z")
    expect(page.locator(f"#item-{made.pk}")).to_be_visible()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    page.keyboard.press("z")
    expect(page.locator("#nc-bar")).to_contain_text("Đã xem 0/88 mục")


def test_a_lost_connection_loses_nothing(
    browser: Browser, live_server: Any, directive: Directive, officer: Any
) -> None:
    page = open_page(browser, live_server, officer, reduced_motion="reduce")
    go(page, live_server, "review", directive.pk)
    page.locator(".nc-item[aria-current='true'] [data-key=e]").click()
    field = page.locator(".nc-edit input[type=text]").first
    field.fill("09-HD/BTGDVTU")
    page.context.set_offline(True)
    page.keyboard.press("Enter")
    expect(page.locator("[data-said]")).to_contain_text("Máy chủ không trả lời")
    expect(field).to_have_value("09-HD/BTGDVTU")
    page.context.set_offline(False)
    page.locator(".nc-edit button").first.click()
    expect(page.locator("#nc-bar")).to_contain_text("Đã xem 1/88 mục")
    assert directive.items.get(field="number").value == "09-HD/BTGDVTU"


def test_items_are_boxed_on_the_original_page_and_the_text_is_one_key_away(
    browser: Browser, live_server: Any, officer: Any, province: None, settings: Any, tmp_path: Path
) -> None:
    settings.PAGE_PICTURES = tmp_path
    pdf = pdf_of()
    extracted = extract(pdf)
    directive = services.import_now(extracted.text.encode(), file_name="a.pdf", by=officer, door="workspace").directive
    assert directive is not None
    attach_pages(directive, pdf, extracted)
    page = open_page(browser, live_server, officer, reduced_motion="reduce")
    go(page, live_server, "review", directive.pk)
    task = directive.items.get(kind="assignment", value__task__startswith="Chủ trì tổ chức Lễ hội")
    page.locator(f"#item-{task.pk} [data-show-mark]").click()
    box = page.locator(f".nc-box[data-items='{task.pk}']").first
    expect(box).to_be_in_viewport()
    expect(box).to_have_class("nc-box nc-box--assignment is-current")
    picture = page.locator("#page-2 img")
    expect(picture).to_have_js_property("complete", True, timeout=15_000)
    assert picture.evaluate("picture => picture.naturalWidth") > 500
    other = directive.items.get(kind="assignment", value__task__startswith="Tham mưu")
    page.locator(f".nc-box[data-items='{other.pk}']").first.click()
    expect(page.locator(f"#item-{other.pk}")).to_be_focused()
    assert findings(page) == []
    page.keyboard.press("v")
    expect(page.locator(f".nc-mark[data-items~='{other.pk}']").first).to_be_in_viewport()
    expect(box).to_be_hidden()
