"""From a story page to plain data. Asks the database nothing: what is needed was loaded before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils import timezone

from nhipcau.newsroom.models import StoryPage
from nhipcau.portal.languages import DEFAULT_LANGUAGE
from nhipcau.portal.pages import (
    Block,
    ChangeData,
    FigureValue,
    Heading,
    OccasionData,
    OtherEdition,
    Paragraph,
    Quote,
    SourceData,
    StoryData,
)
from nhipcau.portal.pictures import Pictures
from nhipcau.portal.reading_time import reading_minutes
from nhipcau.portal.safe_html import plain_text, safe_html


@dataclass(frozen=True)
class StoryContext:
    """What stories have to know of each other: where others stand, which editions there are, which are behind."""

    paths: Mapping[int, str] = field(default_factory=dict)
    editions: Mapping[UUID, tuple[OtherEdition, ...]] = field(default_factory=dict)
    stale: set[int] = field(default_factory=set)
    changes: Mapping[tuple[UUID, str], tuple[ChangeData, ...]] = field(default_factory=dict)


def story_data(page: StoryPage, pictures: Pictures, context: StoryContext, *, is_draft: bool = False) -> StoryData:
    """A language edition as the public site shows it."""
    language = page.locale.language_code
    body = tuple(_blocks(page.body, context.paths))
    published_at = page.first_published_at or page.latest_revision_created_at or timezone.now()
    return StoryData(
        uid=str(page.translation_key),
        language=language,
        path=page.public_path,
        topic=page.topic,
        title=page.title,
        lead=page.lead,
        publisher=page.providing_unit.name if page.providing_unit_id else "",
        published_at=published_at,
        updated_at=max(published_at, page.last_published_at or published_at),
        reading_minutes=reading_minutes(" ".join(_words(body)), language),
        picture=pictures.of(page),
        figures=tuple(block for block in body if isinstance(block, FigureValue)),
        body=body,
        information_kind=page.information_kind,
        sources=tuple(_source(block.value) for block in page.sources),
        changes=context.changes.get((page.translation_key, language), ()),
        other_editions=tuple(
            edition for edition in context.editions.get(page.translation_key, ()) if edition.language != language
        ),
        occasion=_occasion(page, language),
        is_stale=page.pk in context.stale,
        is_draft=is_draft,
        source_language=_source_language(page),
    )


def _blocks(stream: Any, paths: Mapping[int, str]) -> Iterator[Block]:
    for block in stream:
        value = block.value
        match block.block_type:
            case "paragraph":
                yield Paragraph(safe_html(value.source, paths))
            case "heading":
                yield Heading(value)
            case "quote":
                yield Quote(value["text"], value["by"] or "")
            case "figure_value":
                yield FigureValue(value["value"], value["label"], value["source"] or "")


def _words(body: tuple[Block, ...]) -> Iterator[str]:
    for block in body:
        match block:
            case Paragraph():
                yield plain_text(block.html)
            case Heading() | Quote():
                yield block.text


def _source(value: Mapping[str, Any]) -> SourceData:
    return SourceData(value["title"], value["publisher"] or "", value["url"] or "", value["date"])


def _occasion(page: StoryPage, language: str) -> OccasionData | None:
    """The occasion that the story belongs to, for readers of the language that it is named in."""
    occasion = page.occasion
    if occasion is None or language != DEFAULT_LANGUAGE:
        return None
    return OccasionData(occasion.name, occasion.starts_on, occasion.ends_on, occasion.years)


def _source_language(page: StoryPage) -> str:
    basis = getattr(page, "basis", None)
    return basis.source_language if basis else DEFAULT_LANGUAGE
