"""Which pages there are, and what each is made from."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from nhipcau.portal import addresses, rendering
from nhipcau.portal.assets import portal_assets
from nhipcau.portal.pages import SiteData, StoryData, StorySummary
from nhipcau.portal.rendering import Place, SitemapEntry
from nhipcau.portal.sections import ABOUT_PAGES, TOPICS

Page = tuple[str, bytes]


def story_pages(site: SiteData, stories: Iterable[StoryData], all_stories: Sequence[StorySummary]) -> Iterator[Page]:
    """The pages of `stories`; `all_stories`, newest first, are where related ones are looked for."""
    latest = _by_language_and_topic(all_stories)
    newest: dict[str, list[StorySummary]] = defaultdict(list)
    for story in all_stories:
        newest[story.language].append(story)
    for edition in stories:
        near = latest[edition.language, edition.topic]
        related = _others(near, edition) or _others(newest[edition.language], edition)
        yield edition.path, rendering.render_story(edition, site, related)


def shared_pages(site: SiteData, stories: Sequence[StorySummary]) -> Iterator[Page]:
    """Every page that is not a story's: first pages, topics, feeds, fixed pages, site map. `stories` newest first."""
    by_topic = _by_language_and_topic(stories)
    for language in site.languages:
        own = [story for story in stories if story.language == language]
        first_page = rendering.render_home(site, language, own)
        yield addresses.home(language), first_page
        if language == site.languages[0]:
            yield addresses.ROOT, first_page
        yield addresses.feed(language), rendering.render_feed(site, language, own)
        yield addresses.not_found(language), rendering.render_not_found(site, language, own)
        for name in ABOUT_PAGES:
            yield addresses.about(language, name), rendering.render_about(site, language, name)
        for code in TOPICS:
            of_topic = by_topic[language, code]
            for page in range(1, rendering.topic_page_count(len(of_topic)) + 1):
                yield (
                    addresses.topic(language, code, page),
                    rendering.render_topic(site, language, code, of_topic, page),
                )
    yield addresses.SITEMAP, rendering.render_sitemap(site, list(_sitemap_entries(site, stories)))
    yield addresses.ROBOTS, rendering.render_robots(site)


def asset_files() -> Iterator[Page]:
    """Style sheet, script, fonts and mark."""
    yield from portal_assets().contents.items()


def _sitemap_entries(site: SiteData, stories: Sequence[StorySummary]) -> Iterator[SitemapEntry]:
    homes = tuple(Place(language, addresses.home(language)) for language in site.languages)
    for place in homes:
        yield SitemapEntry(place.path, alternates=homes)
    editions: dict[str, list[Place]] = defaultdict(list)
    for story in stories:
        editions[story.uid].append(Place(story.language, story.path))
    for story in stories:
        yield SitemapEntry(story.path, story.updated_at, tuple(editions[story.uid]))
    for name in ABOUT_PAGES:
        places = tuple(Place(language, addresses.about(language, name)) for language in site.languages)
        for place in places:
            yield SitemapEntry(place.path, alternates=places)


def _others(stories: Sequence[StorySummary], story: StorySummary) -> list[StorySummary]:
    """The first few of `stories` besides `story` itself."""
    return [other for other in stories[: rendering.RELATED + 1] if other.uid != story.uid][: rendering.RELATED]


def _by_language_and_topic(stories: Sequence[StorySummary]) -> dict[tuple[str, str], list[StorySummary]]:
    found: dict[tuple[str, str], list[StorySummary]] = defaultdict(list)
    for story in stories:
        found[story.language, story.topic].append(story)
    return found
