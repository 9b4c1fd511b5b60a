"""What the rules have to know of a story page, as plain values."""

import html
import re
from collections.abc import Iterator
from typing import Any

from django.utils.html import strip_tags

from nhipcau.newsroom.rules import StoryFacts, text_hash
from nhipcau.officialdocs.secrecy import find_secrecy_mark

END_OF_BLOCK = re.compile(r"</(?:p|li|h\d)>|<br\s*/?>")


def texts_of_stream(stream: Any) -> Iterator[str]:
    """Every text in a stream's blocks, without marks of formatting."""
    for block in stream.raw_data if stream else ():
        yield from _texts(block["value"])


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield html.unescape(strip_tags(END_OF_BLOCK.sub("\n", value)))
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            # A list block wraps each item with its type and identifier.
            yield from _texts(part["value"] if isinstance(part, dict) and "value" in part else part)


def body_text(page: Any) -> str:
    """The body's words, one block or paragraph per line."""
    return "\n".join(texts_of_stream(page.body))


def words_hash(page: Any) -> str:
    """What decides whether the words of a story have changed."""
    return text_hash(page.title, page.lead, body_text(page), page.picture_alt, page.picture_caption)


def has_secrecy_mark(page: Any) -> bool:
    """Whether a text of the story carries a mark Mật, Tối mật or Tuyệt mật on a line of its own, as documents do."""
    texts = [page.title, page.lead, *texts_of_stream(page.body), page.picture_caption, *texts_of_stream(page.sources)]
    # Each for itself: in a document the mark stands near the top, in a story it may be pasted in anywhere.
    return any(find_secrecy_mark(text) is not None for text in texts)


def facts_of(page: Any) -> StoryFacts:
    """Gather what `rules.what_is_missing` asks."""
    return StoryFacts(
        title=page.title,
        lead=page.lead,
        body_text=body_text(page),
        information_kind=page.information_kind,
        has_sources=bool(page.sources),
        has_picture=page.picture_id is not None,
        picture_alt=page.picture_alt,
        picture_has_rights=page.picture_id is None or page.picture.has_rights,
        is_tied=page.task_id is not None or page.occasion_id is not None,
        contains_no_secret=page.contains_no_secret,
        has_secrecy_mark=has_secrecy_mark(page),
    )
