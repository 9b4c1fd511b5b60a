"""Language editions of a story: making one, and keeping it in step with its source."""

from typing import Any

from django.db import transaction
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.models import Locale

from nhipcau.newsroom.exceptions import NewsroomRefusal
from nhipcau.newsroom.models import EditionBasis, StoryPage
from nhipcau.newsroom.story_facts import words_hash


def add_edition(story: StoryPage, language: str, *, by: Any) -> StoryPage:
    """Make a draft edition in another language from a story as it stands. Asking twice gives the one that is there.

    Raises:
        NewsroomRefusal: the person may not make editions in that language.
    """
    locale = Locale.objects.get(language_code=language)
    existing = story.get_translation_or_none(locale)
    if existing is not None:
        return existing
    index = story.get_parent().specific.get_translation_or_none(locale)
    if index is None or not index.permissions_for_user(by).can_add_subpage():
        raise NewsroomRefusal
    with transaction.atomic():
        edition: StoryPage = CopyPageForTranslationAction(story, locale, user=by).execute(skip_permission_checks=True)
        edition.owner = by
        edition.save(update_fields=["owner"], clean=False)
    return edition


def remember_basis(edition: StoryPage, *, source: StoryPage) -> EditionBasis:
    """Put on record that an edition says what its source says now."""
    latest = source.live_revision_id if source.live else source.latest_revision_id
    basis, _ = EditionBasis.objects.update_or_create(
        edition=edition,
        defaults={
            "source_language": source.locale.language_code,
            "source_revision_id": latest,
            "source_text_hash": source.words_hash or words_hash(source),
        },
    )
    return basis


def mark_caught_up(edition: StoryPage, *, by: Any) -> EditionBasis:
    """The translator says that the edition is in line with its source again.

    Raises:
        NewsroomRefusal: the person may not change the edition, or it has no source.
    """
    source = source_of(edition)
    if source is None or not edition.permissions_for_user(by).can_edit():
        raise NewsroomRefusal
    return remember_basis(edition, source=source)


def source_of(edition: StoryPage) -> StoryPage | None:
    """The edition that another one was made from, as long as it exists."""
    basis = EditionBasis.objects.filter(edition=edition).first()
    if basis is None:
        return None
    return StoryPage.objects.filter(
        translation_key=edition.translation_key, locale__language_code=basis.source_language
    ).first()
