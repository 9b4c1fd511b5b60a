"""Decisions of the newsroom on plain values: who clears, what is missing, addresses, what counts as the same text."""

import hashlib
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from nhipcau.vietnamese import fold_key

# What a second person vouches for. Ties to tasks and occasions are bookkeeping and may change without clearance.
CLEARED_FIELDS = (
    "title",
    "slug",
    "lead",
    "body",
    "picture",
    "picture_alt",
    "picture_caption",
    "sources",
    "information_kind",
    "topic",
    "providing_unit",
    "locale",
    "translation_key",
)
# Kinds that state something on the province's behalf must say where it comes from.
KINDS_WITH_SOURCES = frozenset({"official", "clarification"})
# Words that stand beside stories under a language's address.
RESERVED_SLUGS = frozenset({"topics", "about", "stories", "assets", "pictures", "search"})
LONGEST_SLUG = 80


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing that is missing: in which field, what (a code; the screen makes the sentence), does it forbid."""

    field: str
    code: str
    is_warning: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryFacts:
    """What the rules have to know of a story."""

    title: str = ""
    lead: str = ""
    body_text: str = ""
    information_kind: str = ""
    has_sources: bool = False
    has_picture: bool = False
    picture_alt: str = ""
    picture_has_rights: bool = True
    is_tied: bool = False
    contains_no_secret: bool = False
    has_secrecy_mark: bool = False


def what_is_missing(story: StoryFacts) -> list[Issue]:
    """List what stands between a story and its clearance, in the order of the form. Warnings do not forbid.

    Source: Nghị định 72/2015/NĐ-CP (kind of information, providing unit, no state secrets).
    """
    checks = [
        (not story.title.strip(), Issue("title", "no_title")),
        (not story.lead.strip(), Issue("lead", "no_lead")),
        (not story.body_text.strip(), Issue("body", "empty_body")),
        (story.has_secrecy_mark, Issue("body", "secrecy_mark")),
        (story.has_picture and not story.picture_alt.strip(), Issue("picture_alt", "no_alt")),
        (story.has_picture and not story.picture_has_rights, Issue("picture", "no_rights")),
        (story.information_kind in KINDS_WITH_SOURCES and not story.has_sources, Issue("sources", "no_source")),
        (not story.information_kind, Issue("information_kind", "no_information_kind")),
        (not story.contains_no_secret, Issue("contains_no_secret", "secrecy_not_checked")),
        (not story.is_tied, Issue("task", "not_tied", is_warning=True)),
    ]
    return [issue for is_so, issue in checks if is_so]


def what_forbids(story: StoryFacts) -> list[Issue]:
    """What is missing, without the warnings."""
    return [issue for issue in what_is_missing(story) if not issue.is_warning]


def may_clear(person: int | None, *, holds_the_right: bool, authors: Collection[int | None]) -> bool:
    """Tell whether a person may clear a text: one with the right to clear, and never one of its authors.

    `authors` are whoever last changed the text and whoever submitted it. When none of them is known nobody can say that
    the person is another one, so nobody may.
    """
    known = {author for author in authors if author is not None}
    return person is not None and holds_the_right and bool(known) and person not in known


def fingerprint(values: Mapping[str, Any]) -> str:
    """SHA-256, in hexadecimal, of what a clearance vouches for, from a page's serialised values."""
    vouched = {name: _canonical(values.get(name)) for name in CLEARED_FIELDS}
    return hashlib.sha256(json.dumps(vouched, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _canonical(value: Any) -> Any:
    """Streams arrive as JSON text or as lists, with an identifier per block that says nothing."""
    if isinstance(value, str) and value.startswith("["):
        try:
            value = json.loads(value)
        except ValueError:
            return value
    if isinstance(value, list):
        return [_canonical(item) for item in value]
    if isinstance(value, dict):
        # An optional part left empty may be stored as nothing at all.
        return {key: _canonical(item) for key, item in value.items() if key != "id" and item not in (None, "")}
    return value if isinstance(value, (int, float, bool, type(None))) else str(value)


def text_hash(*texts: str) -> str:
    """SHA-256 of a story's words. White space does not count: an edition is not behind because of a blank line."""
    return hashlib.sha256("\n".join(" ".join(text.split()) for text in texts).encode()).hexdigest()


def is_behind(*, translated_from: str | None, source_now: str | None) -> bool:
    """Tell whether the source's words have changed since an edition was made from them. Words decide, not clocks."""
    return translated_from is not None and source_now is not None and translated_from != source_now


def edition_state(*, is_live: bool, workflow_status: str | None, is_scheduled: bool, was_published: bool) -> str:
    """Where an edition stands, as a value of `EditionState`: what somebody has to do about it comes first.

    `workflow_status` is Wagtail's, of the workflow under way, or None.
    """
    if workflow_status is not None:
        return {"in_progress": "waiting", "needs_changes": "returned"}[workflow_status]
    if is_scheduled:
        return "scheduled"
    if is_live:
        return "published"
    return "withdrawn" if was_published else "draft"


def slug_of(title: str) -> str:
    """Give the last part of a story's address: the title in ASCII, words joined by hyphens.

    >>> slug_of("Đường lên Thác Khuổi Ngần (phần 2)")
    'duong-len-thac-khuoi-ngan-phan-2'

    Empty when the title has no letter that folds to ASCII (Chinese, Lao).
    """
    words = re.findall(r"[a-z0-9]+", fold_key(title))
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word
        if len(longer) > LONGEST_SLUG:
            break
        slug = longer
    return slug or "-".join(words)[:LONGEST_SLUG]


def public_path(language: str, slug: str) -> str:
    """Where a language edition stands on the public site."""
    return f"/{language}/{slug}/"
