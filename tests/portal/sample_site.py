"""The sample province's stories as plain data, for tests of what readers see. Needs no database."""

import hashlib
import json
from dataclasses import fields
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from markupsafe import Markup, escape

from nhipcau.portal import addresses
from nhipcau.portal.pages import (
    Block,
    FigureValue,
    Heading,
    ItemList,
    OccasionData,
    OtherEdition,
    Paragraph,
    PictureData,
    PictureFile,
    Quote,
    SiteData,
    SourceData,
    StoryData,
    StorySummary,
)
from nhipcau.portal.reading_time import reading_minutes

SAMPLES = Path(__file__).parents[2] / "samples"
OCCASIONS = (
    OccasionData("Ngày Quốc tế Lao động", date(2026, 5, 1), date(2026, 5, 1), years=140),
    OccasionData("Lễ hội Mừng nước", date(2026, 6, 12), date(2026, 6, 14)),
    OccasionData(
        "Kỷ niệm Quốc khánh nước Cộng hòa xã hội chủ nghĩa Việt Nam", date(2026, 9, 2), date(2026, 9, 2), years=81
    ),
    OccasionData("The Water-Welcoming Festival", date(2026, 6, 12), date(2026, 6, 14), language="en"),
)
SITE = SiteData(
    province="Vân Khê",
    base_address="https://vankhe.example.vn",
    languages=("vi", "en"),
    publisher="Ủy ban nhân dân tỉnh Vân Khê",
    contact_email="doingoai@vankhe.example.vn",
    occasions=OCCASIONS,
)


@cache
def sample_stories() -> tuple[StoryData, ...]:
    """All editions of the sample's stories, newest first."""
    files = sorted((SAMPLES / "stories").glob("*.json"))
    stories = [story for file in files for story in _editions(json.loads(file.read_text(encoding="utf-8")))]
    return tuple(sorted(stories, key=lambda story: (story.published_at, story.uid), reverse=True))


def summaries(stories: tuple[StoryData, ...]) -> list[StorySummary]:
    names = [field.name for field in fields(StorySummary)]
    return [StorySummary(**{name: getattr(story, name) for name in names}) for story in stories]


def picture_files() -> dict[str, bytes]:
    """Public path → bytes of the sample's pictures (as they are: no smaller sizes are made here)."""
    return {_picture_path(file.name): file.read_bytes() for file in (SAMPLES / "pictures").glob("*.jpg")}


def _picture_path(name: str) -> str:
    return f"{addresses.PICTURES}{hashlib.sha256(name.encode()).hexdigest()[:20]}.jpg"


def _editions(story: dict) -> list[StoryData]:  # type: ignore[type-arg]
    published = datetime.fromisoformat(story["published_on"]).replace(hour=2, tzinfo=UTC)
    return [_edition(story, language, published) for language in story["editions"]]


def _edition(story: dict, language: str, published: datetime) -> StoryData:  # type: ignore[type-arg]
    edition = story["editions"][language]
    body = tuple(_block(block) for block in edition["body"])
    words = " ".join(str(value) for block in edition["body"] for value in block.values())
    return StoryData(
        uid=story["slug"],
        language=language,
        path=addresses.story(language, story["slug"]),
        topic=story["topic"],
        title=edition["title"],
        lead=edition["lead"],
        publisher=_unit_name(story["unit"]),
        published_at=published,
        updated_at=published,
        reading_minutes=reading_minutes(words, language),
        picture=_picture(story, edition),
        figures=tuple(block for block in body if isinstance(block, FigureValue)),
        body=body,
        information_kind=story["information_kind"],
        sources=tuple(_source(source) for source in story["sources"]),
        other_editions=tuple(
            OtherEdition(other, addresses.story(other, story["slug"]), story["editions"][other]["title"])
            for other in story["editions"]
            if other != language
        ),
    )


def _picture(story: dict, edition: dict) -> PictureData | None:  # type: ignore[type-arg]
    if not (given := story.get("picture")):
        return None
    file = PictureFile(_picture_path(Path(given["file"]).name), 1600, 1067, "image/jpeg")
    return PictureData(
        files=(file,),
        alt=edition["alt"],
        caption=edition["caption"],
        credit=given["credit"],
        rights_holder=given["rights_holder"],
        licence=given["licence"],
    )


def _block(block: dict) -> Block:  # type: ignore[type-arg]
    match block["type"]:
        case "paragraph":
            return Paragraph(Markup("<p>%s</p>") % escape(block["text"]))
        case "heading":
            return Heading(block["text"])
        case "quote":
            return Quote(block["text"], block.get("by", ""))
        case "list":
            return ItemList(tuple(block["items"]))
        case _:
            return FigureValue(block["value"], block["label"], block.get("source", ""))


def _source(source: dict) -> SourceData:  # type: ignore[type-arg]
    day = date.fromisoformat(source["date"]) if source.get("date") else None
    return SourceData(source["title"], source.get("publisher") or "", source.get("url") or "", day)


@cache
def _unit_name(key: str) -> str:
    units = json.loads((SAMPLES / "units.json").read_text(encoding="utf-8"))
    return next(unit["name"] for unit in units if unit["key"] == key)
