"""From plain data to the bytes of a page. Pure: the same data gives the same bytes, on any machine, without Django."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from jinja2 import Environment, PackageLoader, StrictUndefined

from nhipcau.portal import addresses, structured_data
from nhipcau.portal.assets import portal_assets
from nhipcau.portal.languages import DEFAULT_LANGUAGE, LANGUAGES
from nhipcau.portal.pages import ChangeData, FigureValue, SiteData, StoryData, StorySummary
from nhipcau.portal.sections import ABOUT_PAGES, CHANGED_PARTS, INFORMATION_KINDS, TOPICS
from nhipcau.portal.texts import Texts, texts_in

STORIES_PER_TOPIC_PAGE = 24
STORIES_PER_FEED = 40
BESIDE_THE_LEAD = 3
PER_SECTION_OF_HOME = 3
FIGURES_AT_A_GLANCE = 4
NEXT_OCCASIONS = 5
RELATED = 3
# Scripts whose letters Be Vietnam Pro holds; for the others its download would be wasted.
IN_BE_VIETNAM_PRO = {"vi", "en", "fr", "es"}
TEXT_FONT = "fonts/be-vietnam-pro-latin-400-normal.woff2"


@dataclass(frozen=True, slots=True)
class Place:
    """The same page in another language."""

    language: str
    path: str

    @property
    def tag(self) -> str:
        return LANGUAGES[self.language].tag

    @property
    def name(self) -> str:
        return LANGUAGES[self.language].name


@dataclass(frozen=True, slots=True)
class FigureOfStory:
    """A figure at a glance, with the story that it stands in."""

    figure: FigureValue
    story: StorySummary


@dataclass(frozen=True, slots=True)
class Section:
    """A topic of a language with its latest stories."""

    code: str
    name: str
    path: str
    stories: tuple[StorySummary, ...] = ()


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    path: str
    changed_at: datetime | None = None
    alternates: tuple[Place, ...] = ()


def render_story(story: StoryData, site: SiteData, related: Sequence[StorySummary] = ()) -> bytes:
    """The page of one language edition."""
    texts = texts_in(story.language)
    editions = [Place(other.language, other.path) for other in story.other_editions]
    original = next((other for other in editions if other.language == story.source_language), None)
    titles = {other.language: other.title for other in story.other_editions}
    return _render(
        "story.html.j2",
        site,
        texts,
        canonical=story.path,
        editions_of_page=[Place(story.language, story.path), *editions],
        has_own_editions=True,
        title=story.title,
        description=story.lead,
        current_topic=story.topic,
        story=story,
        editions=editions,
        source_edition=original and {"path": original.path, "tag": original.tag, "title": titles[original.language]},
        related=related[:RELATED],
        structured=structured_data.describe_story(story, site, lambda change: parts_changed(change, texts)),
    )


def render_home(site: SiteData, language: str, stories: Sequence[StorySummary]) -> bytes:
    """The first page of a language. `stories` are those of the language, newest first."""
    texts = texts_in(language)
    first = next((story for story in stories if story.picture), stories[0] if stories else None)
    others = [story for story in stories if story is not first]
    beside, rest = others[:BESIDE_THE_LEAD], others[BESIDE_THE_LEAD:]
    sections = (
        Section(code, texts.say(name), addresses.topic(language, code), _of_topic(rest, code)[:PER_SECTION_OF_HOME])
        for code, name in TOPICS.items()
    )
    name = site_name(site, texts)
    return _render(
        "home.html.j2",
        site,
        texts,
        canonical=addresses.home(language),
        editions_of_page=[Place(code, addresses.home(code)) for code in site.languages],
        title="",
        description=first.lead if first else "",
        first=first,
        beside=beside,
        sections=[section for section in sections if section.stories],
        figures=figures_at_a_glance(stories),
        occasions=[occasion for occasion in site.occasions if occasion.language == language][:NEXT_OCCASIONS],
        structured=structured_data.describe_site(site, language, name),
    )


def render_topic(site: SiteData, language: str, code: str, stories: Sequence[StorySummary], page: int = 1) -> bytes:
    """One page of a topic. `stories` are all of the topic in the language, newest first."""
    texts = texts_in(language)
    begin = (page - 1) * STORIES_PER_TOPIC_PAGE
    return _render(
        "topic.html.j2",
        site,
        texts,
        canonical=addresses.topic(language, code, page),
        editions_of_page=[Place(language, addresses.topic(language, code, page))],
        title=texts.say(TOPICS[code]),
        description="",
        current_topic=code,
        is_topic_page=True,
        stories=stories[begin : begin + STORIES_PER_TOPIC_PAGE],
        total=len(stories),
        page=page,
        pages=topic_page_count(len(stories)),
    )


def render_about(site: SiteData, language: str, name: str) -> bytes:
    """One of the fixed pages `ABOUT_PAGES`."""
    texts = texts_in(language)
    return _render(
        "about.html.j2",
        site,
        texts,
        canonical=addresses.about(language, name),
        editions_of_page=[Place(code, addresses.about(code, name)) for code in site.languages],
        title=texts.say(ABOUT_PAGES[name]),
        description="",
        name=name,
    )


def render_not_found(site: SiteData, language: str, stories: Sequence[StorySummary]) -> bytes:
    """What a reader meets at an address where nothing is."""
    texts = texts_in(language)
    return _render(
        "not_found.html.j2",
        site,
        texts,
        canonical="",
        editions_of_page=[],
        title=texts.say("This page is not here"),
        description="",
        latest=stories[:3],
    )


def render_feed(site: SiteData, language: str, stories: Sequence[StorySummary]) -> bytes:
    """The latest stories of a language as Atom. Source: RFC 4287."""
    texts = texts_in(language)
    latest = stories[:STORIES_PER_FEED]
    return _render_plainly(
        "feed.xml.j2",
        site,
        texts,
        stories=latest,
        updated_at=max((story.updated_at for story in latest), default=datetime(2020, 1, 1, tzinfo=UTC)),
        entry_id=_entry_id,
    )


def render_sitemap(site: SiteData, entries: Sequence[SitemapEntry]) -> bytes:
    """All pages with their other languages. Source: sitemaps.org, and Google's xhtml:link for languages."""
    return _render_plainly("sitemap.xml.j2", site, texts_in(DEFAULT_LANGUAGE), entries=entries)


def render_robots(site: SiteData) -> bytes:
    return f"User-agent: *\nAllow: /\n\nSitemap: {site.absolute(addresses.SITEMAP)}\n".encode()


def figures_at_a_glance(stories: Sequence[StorySummary]) -> list[FigureOfStory]:
    """The latest figures, one from each story that has any: each can be followed to where it is explained."""
    found = [FigureOfStory(story.figures[0], story) for story in stories if story.figures]
    return found[:FIGURES_AT_A_GLANCE]


def topic_page_count(stories: int) -> int:
    return max(1, -(-stories // STORIES_PER_TOPIC_PAGE))


def site_name(site: SiteData, texts: Texts) -> str:
    return texts.say("%(province)s Province") % {"province": site.province}


def parts_changed(change: ChangeData, texts: Texts) -> str:
    """Which parts of a story changed, in words."""
    return texts.enumerate([texts.say(CHANGED_PARTS[part]) for part in change.parts])


def _name(names: Mapping[str, str], code: str, texts: Texts) -> str:
    """The name of a code; nothing for the blank code of a draft."""
    return texts.say(names[code]) if code else ""


def _of_topic(stories: Sequence[StorySummary], code: str) -> tuple[StorySummary, ...]:
    return tuple(story for story in stories if story.topic == code)


def _entry_id(story: StorySummary) -> str:
    """An Atom id that stays when the story's address or the site's name changes."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{story.uid}/{story.language}')}"


def _render(template: str, site: SiteData, texts: Texts, **page: Any) -> bytes:
    """Render a page in the common layout. `editions_of_page` are the page itself and the same in other languages."""
    editions: list[Place] = page.pop("editions_of_page")
    by_language = {place.language: place for place in editions}
    default = by_language.get(DEFAULT_LANGUAGE) or (editions[0] if editions else None)
    context = {
        "alternates": editions if len(editions) > 1 else [],
        "default_path": default.path if default and len(editions) > 1 else "",
        "menu": _language_menu(site, texts, by_language, told=page.pop("has_own_editions", False)),
        "current_topic": "",
        "is_topic_page": False,
    }
    return _render_plainly(template, site, texts, **(context | page))


def _language_menu(site: SiteData, texts: Texts, editions: dict[str, Place], *, told: bool) -> list[dict[str, Any]]:
    """Every language of the site: this page in it, or else its first page, and then saying so."""
    return [
        {
            "path": editions[code].path if code in editions else addresses.home(code),
            "tag": LANGUAGES[code].tag,
            "name": LANGUAGES[code].name,
            "is_current": code == texts.code,
            "note": texts.say("first page") if told and code not in editions else "",
        }
        for code in site.languages
    ]


def _render_plainly(template: str, site: SiteData, texts: Texts, **context: Any) -> bytes:
    rendered = (
        _environment(texts.code)
        .get_template(template)
        .render(site=site, absolute=site.absolute, **_frame(site, texts.code), **context)
    )
    return rendered.encode("utf-8")


@lru_cache(maxsize=64)
def _frame(site: SiteData, language: str) -> dict[str, Any]:
    """What all pages of a language share."""
    texts = texts_in(language)
    return {
        "site_name": site_name(site, texts),
        "publisher": site.publisher,
        "contact_email": site.contact_email,
        "home_path": addresses.home(language),
        "feed_path": addresses.feed(language),
        "topics": [Section(code, texts.say(name), addresses.topic(language, code)) for code, name in TOPICS.items()],
        "about": [
            {"path": addresses.about(language, name), "name": texts.say(title)} for name, title in ABOUT_PAGES.items()
        ],
    }


@cache
def _environment(language: str) -> Environment:
    """One language's templates, compiled once."""
    texts = texts_in(language)
    environment = Environment(
        loader=PackageLoader("nhipcau.portal", "templates_public"),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        auto_reload=False,
        trim_blocks=False,
    )
    environment.install_gettext_translations(texts.catalogue, newstyle=True)  # type: ignore[attr-defined]
    environment.globals.update(
        texts=texts,
        language=LANGUAGES[language],
        text_font=TEXT_FONT if language in IN_BE_VIETNAM_PRO else "",
        asset=portal_assets().path,
        topic_path=lambda code, page=1: addresses.topic(language, code, page),
        topic_name=lambda code: _name(TOPICS, code, texts),
        parts_of=lambda change: parts_changed(change, texts),
        kind_name=lambda code: _name(INFORMATION_KINDS, code, texts),
    )
    return environment
