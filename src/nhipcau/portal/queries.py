"""Everything that the public site shows, read from the database in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from wagtail.models import Revision

from nhipcau.newsroom.enums import DeliveryAction
from nhipcau.newsroom.models import Delivery, StoryPage
from nhipcau.newsroom.rules import is_behind
from nhipcau.organisation.enums import Tier, UnitKind
from nhipcau.organisation.queries import units_alive
from nhipcau.portal.changes import changed_parts
from nhipcau.portal.languages import DEFAULT_LANGUAGE, in_portal_order
from nhipcau.portal.pages import ChangeData, OccasionData, OtherEdition, SiteData, StoryData
from nhipcau.portal.pictures import Pictures
from nhipcau.portal.story_data import StoryContext, story_data
from nhipcau.programme.models import Occasion

OUTLET = "portal"
OCCASIONS_AHEAD = 20


@dataclass(frozen=True)
class Library:
    """The whole site as data: `stories` are all published language editions, newest first."""

    site: SiteData
    stories: tuple[StoryData, ...]
    pictures: Pictures


def read_library() -> Library:
    """Read what is published now."""
    pages = list(
        StoryPage.objects.live()
        .select_related("locale", "providing_unit", "occasion", "picture", "basis")
        .prefetch_related("picture__renditions")
        .order_by("-first_published_at", "-pk")
    )
    pictures = Pictures()
    context = story_context(pages)
    stories = tuple(story_data(page, pictures, context) for page in pages)
    return Library(read_site({story.language for story in stories}), stories, pictures)


def read_site(languages: set[str]) -> SiteData:
    """What every page shows, for a site in these languages."""
    today = timezone.localdate()
    return SiteData(
        province=settings.PROVINCE_NAME,
        base_address=settings.PUBLIC_ADDRESS,
        languages=in_portal_order(languages),
        publisher=_publisher(today),
        contact_email=settings.CONTACT_EMAIL,
        occasions=tuple(
            occasion_data(occasion)
            for occasion in Occasion.objects.filter(ends_on__gte=today).order_by("starts_on", "name")[:OCCASIONS_AHEAD]
        ),
    )


def story_context(pages: Iterable[StoryPage]) -> StoryContext:
    """What the stories among `pages` have to know of each other."""
    editions: dict[UUID, list[StoryPage]] = defaultdict(list)
    for page in pages:
        editions[page.translation_key].append(page)
    return StoryContext(
        paths={page.pk: page.public_path for group in editions.values() for page in group},
        editions={
            key: tuple(OtherEdition(page.locale.language_code, page.public_path, page.title) for page in group)
            for key, group in editions.items()
        },
        stale={page.pk for group in editions.values() for page in group if _is_stale(page, group)},
        changes=_changes(),
    )


def occasion_data(occasion: Occasion) -> OccasionData:
    """An occasion of the programme. Directives name it in Vietnamese, so that is the language it has."""
    return OccasionData(occasion.name, occasion.starts_on, occasion.ends_on, occasion.years, DEFAULT_LANGUAGE)


def _publisher(today: date) -> str:
    """Who answers for the portal: the province's people's committee, or the province by name when none is known."""
    committees = units_alive(today).filter(kind=UnitKind.PEOPLES_COMMITTEE, tier=Tier.PROVINCE).order_by("pk")
    return committees.values_list("name", flat=True).first() or str(settings.PROVINCE_NAME)


def _is_stale(page: StoryPage, editions: Iterable[StoryPage]) -> bool:
    basis = getattr(page, "basis", None)
    if basis is None:
        return False
    source = next((each for each in editions if each.locale.language_code == basis.source_language), None)
    return source is not None and is_behind(translated_from=basis.source_text_hash, source_now=source.words_hash)


def _changes() -> Mapping[tuple[UUID, str], tuple[ChangeData, ...]]:
    """What each later publication of an edition changed, newest first.

    Each publication wrote a delivery with its revision. A revision that has been purged is passed over.
    """
    publications: dict[tuple[UUID, str], list[tuple[Any, int]]] = defaultdict(list)
    rows = (
        Delivery.objects.filter(outlet=OUTLET, action=DeliveryAction.DELIVER)
        .order_by("pk")
        .values_list("translation_key", "language", "created_at", "revision_id")
    )
    for key, language, moment, revision in rows:
        if revision is not None:
            publications[key, language].append((moment, revision))
    again = {edition: each for edition, each in publications.items() if len(each) > 1}
    wanted = {revision for each in again.values() for _, revision in each}
    contents = dict(Revision.objects.filter(pk__in=wanted).values_list("pk", "content")) if wanted else {}
    return {edition: _changes_of(each, contents) for edition, each in again.items()}


def _changes_of(publications: list[tuple[Any, int]], contents: Mapping[int, Any]) -> tuple[ChangeData, ...]:
    kept = [(moment, contents[revision]) for moment, revision in publications if revision in contents]
    changes = (ChangeData(moment, changed_parts(before, after)) for (_, before), (moment, after) in pairwise(kept))
    return tuple(change for change in changes if change.parts)[::-1]
