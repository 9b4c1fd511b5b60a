"""Loads the invented province's stories the way people would: written, submitted, cleared by another person."""

import json
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale

from nhipcau.newsroom.editions import add_edition, remember_basis
from nhipcau.newsroom.models import RightsImage, StoryIndexPage, StoryPage
from nhipcau.newsroom.rules import slug_of
from nhipcau.newsroom.services import clear_story, submit_story
from nhipcau.organisation.enums import Role
from nhipcau.organisation.models import Unit, User
from nhipcau.programme.models import Occasion, Task
from nhipcau.vietnamese import fold_key

Row = Mapping[str, Any]
MORNING = time(8)


def load_stories(folder: Path, *, today: date) -> list[StoryPage]:
    """Load `stories/*.json` with their pictures; returns the Vietnamese editions. What stands already is left as it is.

    A story whose day is still to come is published today.
    """
    people = _people(folder)
    units = {row["key"]: row["name"] for row in _rows(folder / "units.json")}
    return [
        _story(_rows(file), folder=folder, unit_names=units, people=people, today=today)
        for file in sorted((folder / "stories").glob("*.json"))
    ]


def _rows(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


def _people(folder: Path) -> dict[str, User]:
    return {row["role"]: User.objects.get(username=row["username"]) for row in _rows(folder / "people.json")}


@transaction.atomic
def _story(row: Row, *, folder: Path, unit_names: Row, people: Mapping[str, User], today: date) -> StoryPage:
    text = row["editions"]["vi"]
    locale = Locale.objects.get(language_code="vi")
    existing = StoryPage.objects.filter(locale=locale, slug=slug_of(text["title"])).first()
    if existing is not None:
        return existing
    editor = people[Role.EDITOR]
    story = StoryPage(
        locale=locale,
        picture=_picture(row, folder),
        sources=[("source", _source(source)) for source in row["sources"]],
        information_kind=row["information_kind"],
        topic=row["topic"],
        providing_unit=Unit.objects.filter(name=unit_names[row["unit"]]).latest("begins_on"),
        task=_task(row["provision"]),
        occasion=_occasion(row["occasion"]),
        live=False,
        owner=editor,
        **_words(text),
    )
    StoryIndexPage.objects.get(locale=locale).add_child(instance=story)
    published_on = min(date.fromisoformat(row["published_on"]), today)
    story = _publish(story, on=published_on, people=people)
    _english(story, row["editions"]["en"], on=published_on, people=people)
    return story


def _english(story: StoryPage, text: Row, *, on: date, people: Mapping[str, User]) -> None:
    edition = add_edition(story, "en", by=people[Role.EDITOR])
    for name, value in _words(text).items():
        setattr(edition, name, value)
    edition.save()
    remember_basis(edition, source=story)
    _publish(edition, on=on, people=people)


def _publish(story: StoryPage, *, on: date, people: Mapping[str, User]) -> StoryPage:
    """Submit and clear; the day of publication is the sample's."""
    at = timezone.make_aware(datetime.combine(on, MORNING))
    story.first_published_at = at
    story.save(update_fields=["first_published_at"], clean=False)
    story.save_revision(user=people[Role.EDITOR])
    submission = submit_story(StoryPage.objects.get(pk=story.pk), by=people[Role.EDITOR])
    clear_story(submission, by=people[Role.APPROVER])
    StoryPage.objects.filter(pk=story.pk).update(last_published_at=at, latest_revision_created_at=at)
    return StoryPage.objects.get(pk=story.pk)


def _words(text: Row) -> dict[str, Any]:
    return {
        "title": text["title"],
        "lead": text["lead"],
        "body": [_block(block) for block in text["body"]],
        "picture_alt": text["alt"],
        "picture_caption": text["caption"],
        "contains_no_secret": True,
    }


def _block(block: Row) -> tuple[str, Any]:
    match block["type"]:
        case "paragraph":
            return "paragraph", f"<p>{block['text']}</p>"
        case "list":
            return "paragraph", f"<ul>{''.join(f'<li>{item}</li>' for item in block['items'])}</ul>"
        case "heading":
            return "heading", block["text"]
        case kind:
            return kind, {name: value for name, value in block.items() if name != "type"}


def _source(source: Row) -> dict[str, Any]:
    day = date.fromisoformat(source["date"]) if source["date"] else None
    return {"title": source["title"], "publisher": source["publisher"], "url": source["url"] or "", "date": day}


def _picture(row: Row, folder: Path) -> RightsImage | None:
    picture = row["picture"]
    if picture is None or not (folder / picture["file"]).is_file():
        return None
    existing = RightsImage.objects.filter(title=row["slug"]).first()
    if existing is not None:
        return existing
    file = folder / picture["file"]
    return RightsImage.objects.create(
        title=row["slug"],
        file=ContentFile(file.read_bytes(), name=file.name),
        description=row["editions"]["vi"]["alt"][:255],
        credit=picture["credit"],
        rights_holder=picture["rights_holder"],
        licence=picture["licence"],
    )


def _task(provision: str | None) -> Task | None:
    """The first task of a provision "III.7" or of one below it, once the sample directive has been accepted."""
    if provision is None:
        return None
    tasks = Task.objects.select_related("provision").order_by("order", "pk")
    exact = tasks.filter(provision__path=provision).first()
    return exact or tasks.filter(provision__path__startswith=f"{provision}.").first()


def _occasion(name: str | None) -> Occasion | None:
    """The occasion of a name; either side may have words that the other one leaves out."""
    if name is None:
        return None
    wanted = fold_key(name)
    for occasion in Occasion.objects.order_by("pk"):
        known = fold_key(occasion.name)
        if known in wanted or wanted in known:
            return occasion
    return None
