"""What readers, browsers and machines find in a page. No database."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from markupsafe import Markup

from nhipcau.portal import addresses, rendering, whole_site
from nhipcau.portal.languages import LANGUAGES
from nhipcau.portal.pages import ChangeData, FigureValue, OtherEdition, Paragraph, StoryData
from nhipcau.portal.sections import ABOUT_PAGES, TOPICS
from tests.portal.sample_site import SITE, sample_stories, summaries

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def story(slug: str = "01-thac-khuoi-ngan", language: str = "vi") -> StoryData:
    return next(each for each in sample_stories() if (each.uid, each.language) == (slug, language))


def page_of(story: StoryData) -> str:
    return rendering.render_story(story, SITE).decode()


def structured_data_in(page: str) -> dict:
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1])


class _Outline(HTMLParser):
    """Finds elements that were opened and not closed, and the levels of headings."""

    VOID = frozenset({"meta", "link", "img", "source", "br", "path", "circle"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.levels: list[int] = []
        self.languages: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes another element"


def test_pages_are_rendered_without_django() -> None:
    program = "import sys, nhipcau.portal.whole_site; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_the_same_data_gives_the_same_bytes() -> None:
    assert rendering.render_story(story(), SITE) == rendering.render_story(story(), SITE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_page_is_well_formed_in_every_language(language: str) -> None:
    site = replace(SITE, languages=(language,))
    edition = replace(story(), language=language, path=addresses.story(language, "thac"), other_editions=())
    pages = dict(whole_site.shared_pages(site, [edition])) | dict(whole_site.story_pages(site, [edition], [edition]))
    html = {path: page.decode() for path, page in pages.items() if path.endswith(("/", ".html"))}
    assert len(html) == 4 + len(ABOUT_PAGES) + len(TOPICS)
    for path, page in html.items():
        outline = _Outline(page)
        assert outline.open == [], path
        assert outline.levels.count(1) == 1, path
        assert all(after - before <= 1 for before, after in zip(outline.levels, outline.levels[1:], strict=False)), path
        assert f'<html lang="{LANGUAGES[language].tag}" dir="ltr">' in page


def test_a_story_shows_publisher_kind_date_sources_and_rights() -> None:
    page = page_of(story())
    for expected in (
        "Báo và Phát thanh, truyền hình Vân Khê",
        "Thông tin quảng bá hình ảnh Việt Nam",
        ">15/5/2026</time>",
        f'<a href="{story().sources[0].url}" rel="external noopener">',
        "Minh họa: Nhịp Cầu · CC BY 4.0",
        "phút đọc",
    ):
        assert expected in page


def test_texts_of_a_story_cannot_become_markup() -> None:
    attack = '</script><script>alert("1")</script>'
    page = page_of(replace(story(), title=attack, lead=attack, publisher=attack, changes=(_change("title"),)))
    assert "<script>alert" not in page
    assert structured_data_in(page)["headline"] == attack


def test_rich_text_that_passed_the_sieve_keeps_its_markup() -> None:
    page = page_of(replace(story(), body=(Paragraph(Markup("<p>Một <strong>hai</strong></p>")),)))
    assert "<p>Một <strong>hai</strong></p>" in page


def test_a_story_names_itself_and_its_other_languages_to_search_engines() -> None:
    page = page_of(story())
    base = "https://vankhe.example.vn"
    assert f'<link rel="canonical" href="{base}/vi/01-thac-khuoi-ngan/">' in page
    alternates = re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', page)
    assert alternates == [
        ("vi", f"{base}/vi/01-thac-khuoi-ngan/"),
        ("en", f"{base}/en/01-thac-khuoi-ngan/"),
        ("x-default", f"{base}/vi/01-thac-khuoi-ngan/"),
    ]


def test_an_untranslated_story_offers_the_first_page_of_the_other_language() -> None:
    page = page_of(replace(story(), other_editions=()))
    assert '<a href="/en/" lang="en" hreflang="en">English <small lang="vi">trang chủ</small></a>' in page
    assert 'hreflang="x-default"' not in page


def test_a_stale_edition_says_so_at_the_top_and_points_to_the_original() -> None:
    page = page_of(replace(story(language="en"), is_stale=True))
    head = page[: page.index("<h1>")]
    assert "This edition follows an earlier version of the original." in head
    assert 'href="/vi/01-thac-khuoi-ngan/"' in head[head.index("notice") :]


def test_a_corrected_story_says_what_changed_and_when() -> None:
    page = page_of(replace(story(language="en"), changes=(_change("title", "lead", "body"),)))
    assert "Changed on 20 May 2026." in page[: page.index("<h1>")]
    assert ">20 May 2026</time>: title, lead, and text" in page[page.index('id="changes"') :]
    assert structured_data_in(page)["correction"][0]["text"] == "title, lead, and text"


def test_structured_data_name_the_publisher_and_the_original() -> None:
    described = structured_data_in(page_of(story(language="en")))
    assert described["@type"] == "NewsArticle"
    assert described["publisher"]["name"] == "Ủy ban nhân dân tỉnh Vân Khê"
    assert described["datePublished"] == "2026-05-15T02:00:00+00:00"
    assert described["inLanguage"] == "en"
    assert described["translationOfWork"]["url"] == "https://vankhe.example.vn/vi/01-thac-khuoi-ngan/"
    assert described["image"]["creditText"] == "Minh họa: Nhịp Cầu"


def test_no_page_loads_anything_from_elsewhere_or_holds_inline_code() -> None:
    pages = dict(whole_site.shared_pages(SITE, summaries(sample_stories())))
    pages |= dict(whole_site.story_pages(SITE, sample_stories(), summaries(sample_stories())))
    for path, page in pages.items():
        if path.endswith("/"):
            text = page.decode()
            assert re.findall(r'<(?:img|script|source|iframe)[^>]+src(?:set)?="(?!/)', text) == []
            assert re.findall(r'<link rel="(?:stylesheet|preload|icon)" href="(?!/)', text) == []
            assert re.findall(r"\son[a-z]+=|\sstyle=|<style", text) == []
            assert [kind for kind in re.findall(r"<script([^>]*)>", text) if "src=" not in kind] in (
                [],
                [' type="application/ld+json"'],
            )


def test_every_link_within_the_site_leads_to_a_page() -> None:
    stories = sample_stories()
    pages = dict(whole_site.shared_pages(SITE, summaries(stories)))
    pages |= dict(whole_site.story_pages(SITE, stories, summaries(stories)))
    pages |= dict(whole_site.asset_files())
    linked = {
        address
        for path, page in pages.items()
        if path.endswith(("/", ".html"))
        for address in re.findall(r'(?:href|src)="(/[^"#]*)', page.decode())
    }
    assert {address for address in linked if not address.startswith("/pictures/")} - set(pages) == set()


def test_the_first_page_leads_with_the_newest_and_shows_figures_with_their_source() -> None:
    page = rendering.render_home(SITE, "vi", _of("vi")).decode()
    newest = _of("vi")[0]
    assert page.index(newest.title) < min(page.index(other.title) for other in _of("vi")[1:])
    assert page.count('class="figure-number"') == rendering.FIGURES_AT_A_GLANCE
    assert "Lễ hội Mừng nước" in page


def test_the_calendar_shows_only_what_has_a_name_in_the_reader_s_language() -> None:
    page = rendering.render_home(SITE, "en", _of("en")).decode()
    assert "The Water-Welcoming Festival" in page
    assert "Lễ hội Mừng nước" not in page


def test_a_language_without_stories_says_so() -> None:
    assert "Nothing has been published in this language yet." in rendering.render_home(SITE, "en", []).decode()


def test_a_long_topic_is_parted_into_pages() -> None:
    stories = [replace(story(), topic="visit", uid=str(number)) for number in range(50)]
    pages = dict(whole_site.shared_pages(SITE, stories))
    assert [path for path in pages if "/vi/topics/visit/" in path] == [
        "/vi/topics/visit/",
        "/vi/topics/visit/page-2/",
        "/vi/topics/visit/page-3/",
    ]
    assert pages["/vi/topics/visit/page-3/"].count(b'class="card"') == 2
    assert 'aria-current="page"><span class="unseen">Trang </span>3' in pages["/vi/topics/visit/page-3/"].decode()


def test_related_stories_are_of_the_same_topic_and_never_the_story_itself() -> None:
    others = [
        replace(story(), uid=str(number), title=f"Bài {number}", path=f"/vi/bai-{number}/") for number in range(5)
    ]
    ((_, page),) = whole_site.story_pages(SITE, [story()], [story(), *others])
    related = page.decode().partition('class="frame related"')[2]
    assert re.findall(r'class="card-title"><a href="([^"]+)"', related) == ["/vi/bai-0/", "/vi/bai-1/", "/vi/bai-2/"]


def test_the_feed_is_valid_atom_with_ids_that_outlive_addresses() -> None:
    feed = ElementTree.fromstring(rendering.render_feed(SITE, "vi", _of("vi")))  # noqa: S314 -- our own
    moved = [replace(each, path=each.path + "moi/") for each in _of("vi")]
    again = ElementTree.fromstring(rendering.render_feed(SITE, "vi", moved))  # noqa: S314
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
    assert ids == [entry.findtext(f"{ATOM}id") for entry in again.findall(f"{ATOM}entry")]
    assert len(set(ids)) == 12
    assert feed.findtext(f"{ATOM}updated") == max(each.updated_at for each in _of("vi")).isoformat()


def test_the_site_map_lists_every_page_with_its_languages() -> None:
    pages = dict(whole_site.shared_pages(SITE, summaries(sample_stories())))
    urls = ElementTree.fromstring(pages["/sitemap.xml"]).findall(f"{SITEMAP}url")  # noqa: S314
    addresses_listed = [url.findtext(f"{SITEMAP}loc") for url in urls]
    assert len(addresses_listed) == len(set(addresses_listed)) == 2 + 24 + 2 * len(ABOUT_PAGES)
    by_address = dict(zip(addresses_listed, urls, strict=True))
    languages = by_address["https://vankhe.example.vn/vi/01-thac-khuoi-ngan/"].findall(
        "{http://www.w3.org/1999/xhtml}link"
    )
    assert [link.get("hreflang") for link in languages] == ["vi", "en"]


def test_a_missing_page_is_not_offered_to_search_engines() -> None:
    page = rendering.render_not_found(SITE, "fr", []).decode()
    assert '<meta name="robots" content="noindex">' in page
    assert "canonical" not in page


@pytest.mark.parametrize("address", ["", "doingoai@vankhe.example.vn"])
def test_contact_is_given_or_its_absence_is_said(address: str) -> None:
    page = rendering.render_about(replace(SITE, contact_email=address), "vi", "publisher").decode()
    assert ("Đơn vị chủ quản chưa công bố địa chỉ nhận thư tại đây." in page) is (not address)
    assert ("mailto:" in page) is bool(address)


def test_figures_at_a_glance_come_one_from_a_story() -> None:
    two = replace(story(), figures=(FigureValue("1", "một"), FigureValue("2", "hai")))
    assert [entry.figure.value for entry in rendering.figures_at_a_glance([two, two])] == ["1", "1"]


def test_a_translation_without_its_original_still_has_a_default_language() -> None:
    other = OtherEdition("fr", "/fr/x/", "X")
    page = page_of(replace(story(language="en"), other_editions=(other,)))
    assert 'hreflang="x-default" href="https://vankhe.example.vn/en/01-thac-khuoi-ngan/"' in page


def _of(language: str) -> list:
    return [each for each in summaries(sample_stories()) if each.language == language]


def _change(*parts: str) -> ChangeData:
    return ChangeData(datetime(2026, 5, 20, 1, tzinfo=UTC), parts)
