"""Numbers of documents that people type elsewhere, looked up in the library: see `organisation.library`."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse

from nhipcau.directives.citing import number_key
from nhipcau.directives.enums import DirectiveState
from nhipcau.directives.models import Directive
from nhipcau.directives.queries import directives_visible_to
from nhipcau.organisation.library import Document, Reference

OFFERED = 40


def find(references: Iterable[Reference], user: Any) -> Mapping[Reference, Document]:
    """Which references mean one document of the library that the person may see; one question.

    A number comes back each year: without a day it means a document only when one alone bears it, with a day only the
    one of that day. A document whose day could not be read is taken for the one that is meant when no other is there.
    """
    wanted = {reference: number_key(reference[0]) for reference in references}
    keys = set(wanted.values()) - {""}
    if not keys:
        return {}
    by_key: dict[str, list[Directive]] = {}
    rows = directives_visible_to(user).filter(number_key__in=keys).exclude(state=DirectiveState.SET_ASIDE)
    for directive in rows.order_by("pk"):
        by_key.setdefault(directive.number_key, []).append(directive)
    found = {}
    for reference, key in wanted.items():
        day = reference[1]
        meant = [one for one in by_key.get(key, []) if day is None or one.date in (None, day)]
        exact = [one for one in meant if day is not None and one.date == day] or meant
        if len(exact) == 1:
            found[reference] = _document(exact[0])
    return found


def offered(user: Any) -> list[Document]:
    """The newest documents with a number that the person may see."""
    rows = directives_visible_to(user).exclude(number="").exclude(state=DirectiveState.SET_ASIDE)
    return [_document(one) for one in rows.order_by("-date", "-pk")[:OFFERED]]


def _document(directive: Directive) -> Document:
    return Document(
        name=str(directive)[:200],
        url=reverse("directives:review", args=[directive.pk]),
        number=directive.number,
        day=directive.date,
    )
