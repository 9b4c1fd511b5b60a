"""Brings the public site in line with what is published: after one publication, or as a whole."""

import hashlib
from collections.abc import Collection, Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from nhipcau.portal import addresses, whole_site
from nhipcau.portal.assets import portal_assets
from nhipcau.portal.languages import LANGUAGES
from nhipcau.portal.pages import SiteData, StoryData
from nhipcau.portal.queries import Library, read_library
from nhipcau.portal.site_files import SiteFiles
from nhipcau.portal.texts import catalogue_file

SHARED = "shared"
STORY = "story:"
PORTAL = Path(__file__).parent


def refresh_story(translation_key: str, language: str) -> None:
    """Bring the site in line after a change of one language edition: published, published anew or withdrawn.

    Written are its page, those of its other editions, those that may list it as related, and every page that is not a
    story's. When what all pages show has changed (a language came or went, the software is new), all are written.
    Twice does no harm: what says the same already is left alone.
    """
    site = published_site()
    # Read only while holding the lock: who writes last has also read last.
    with site.writing():
        library = read_library()
        if site.note("look") != _look(library.site):
            _write_all(site, library)
            return
        owner = f"{STORY}{translation_key}:{language}"
        edition = next((story for story in library.stories if owner_of(story) == owner), None)
        touched = [story for story in library.stories if _is_touched(story, translation_key, language, edition)]
        _write(site, library, touched)
        if edition is None:
            site.take_away(owner)
            site.keep_only(addresses.PICTURES, library.pictures.paths())


def rebuild_site() -> int:
    """Write the whole public site anew and remove what belongs to nobody. Gives the number of stories' pages."""
    site = published_site()
    with site.writing():
        library = read_library()
        _write_all(site, library)
    return len(library.stories)


def keep_fresh() -> bool:
    """Once a day, and after an upgrade, write what may have aged: the calendar, the look. Tells whether it did.

    Cheap when there is nothing to do, so it may be called every few seconds.
    """
    site = published_site()
    today = f"{timezone.localdate().isoformat()} {_software()}"
    if site.note("fresh") == today:
        return False
    rebuild_site()
    with site.writing():
        site.leave_note("fresh", today)
    return True


def export_site(folder: Path) -> int:
    """Write the whole public site as plain files into a folder. Gives the number of files.

    Raises:
        OSError: the folder cannot be written.
    """
    library = read_library()
    site, files = SiteFiles(folder), 0
    for path, content in _everything(library):
        site.write(path, content)
        files += 1
    return files


def published_site() -> SiteFiles:
    """The folder that public addresses are answered from."""
    return SiteFiles(Path(settings.PUBLISHED_SITE))


def owner_of(story: StoryData) -> str:
    """Whose files a language edition's page is among."""
    return f"{STORY}{story.uid}:{story.language}"


def _is_touched(story: StoryData, translation_key: str, language: str, edition: StoryData | None) -> bool:
    """Whether a page may show something of the edition: as another language, or as related on the same topic.

    A withdrawn story's topic is not known any more, so all of its language are looked at.
    """
    return story.uid == translation_key or (
        story.language == language and (edition is None or story.topic == edition.topic)
    )


def _write_all(site: SiteFiles, library: Library) -> None:
    site.sweep()
    _write(site, library, library.stories)
    for owner in site.owners() - {owner_of(story) for story in library.stories} - {SHARED}:
        site.take_away(owner)
    site.keep_only(addresses.PICTURES, library.pictures.paths())
    site.leave_note("look", _look(library.site))


def _write(site: SiteFiles, library: Library, stories: Collection[StoryData]) -> None:
    """Write what pages need before the pages, and the pages before those that lead to them."""
    site.put_lasting(whole_site.asset_files())
    site.put_lasting(library.pictures.files(without=site.holds))
    pages = whole_site.story_pages(library.site, stories, library.stories)
    for story, (path, content) in zip(stories, pages, strict=True):
        site.put(owner_of(story), {path: content})
    site.put(SHARED, dict(whole_site.shared_pages(library.site, library.stories)))


def _everything(library: Library) -> Iterator[tuple[str, bytes]]:
    yield from whole_site.asset_files()
    yield from library.pictures.files()
    yield from whole_site.story_pages(library.site, library.stories, library.stories)
    yield from whole_site.shared_pages(library.site, library.stories)


def _look(site: SiteData) -> str:
    """Changes whenever something does that every page shows."""
    shown = (site.province, site.base_address, site.languages, site.publisher, site.contact_email, _software())
    return hashlib.sha256(repr(shown).encode()).hexdigest()


@cache
def _software() -> str:
    """Changes with the portal's programs, templates, texts and style."""
    digest = hashlib.sha256(version("jinja2").encode())
    catalogues = (catalogue_file(language.locale) for language in LANGUAGES.values())
    for file in sorted([*PORTAL.glob("*.py"), *PORTAL.rglob("*.j2"), *catalogues]):
        digest.update(file.read_bytes())
    digest.update(repr(sorted(portal_assets().contents)).encode())
    return digest.hexdigest()
