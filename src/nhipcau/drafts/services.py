"""What happens to a section while it is written. The caller holds its draft, and tells the trail."""

from typing import Any

from django.utils import timezone

from nhipcau.drafts import rules
from nhipcau.drafts.enums import OfferAnswer
from nhipcau.drafts.exceptions import StaleSectionError, TooLongError
from nhipcau.drafts.models import WrittenSection


def text_to_keep(body: str) -> str:
    """What was typed, as it is kept.

    Raises:
        TooLongError: more than a section takes.
    """
    text = rules.clean_text(body)
    if len(text) > rules.LONGEST_SECTION:
        raise TooLongError(len(text), rules.LONGEST_SECTION)
    return text


def keep_text(current: WrittenSection, text: str, *, version: int, by: Any) -> bool:
    """Keep an officer's text, provided that it was written over `version`. Returns whether it was another text.

    Raises:
        StaleSectionError: somebody saved another text in the meantime; it holds both.
    """
    if current.body == text:
        return False
    if current.version != version:
        raise StaleSectionError(current, text)
    write(current, body=text, drafted=current.drafted, by=by)
    return True


def answer(current: WrittenSection, chosen: OfferAnswer, *, fresh: str, version: int, by: Any) -> None:
    """Take what came since into a touched section (new sentences in their places), take the fresh draft in place of the
    officer's text, or leave the text as it is; after each the offer is answered.

    Raises:
        StaleSectionError: somebody saved the section in the meantime.
    """
    if current.version != version:
        raise StaleSectionError(current, current.body)
    body = {
        OfferAnswer.APPEND: rules.merge(current.body, drafted=current.drafted, fresh=fresh),
        OfferAnswer.REPLACE: fresh,
        OfferAnswer.LEAVE: current.body,
    }[chosen]
    write(current, body=body, drafted=fresh, by=by)


def write(section: WrittenSection, *, body: str, drafted: str, by: Any) -> None:
    """Put text and draft into a section, as its next version."""
    section.body, section.drafted = body, drafted
    section.version += 1
    section.saved_at, section.saved_by = timezone.now(), by
    section.save(update_fields=["body", "drafted", "version", "saved_at", "saved_by"])
