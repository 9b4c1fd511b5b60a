"""Which documents of the library a directive cites, and which cite it.

Asked afresh each time, with one question each way, so that it does not matter which of two documents came first.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from nhipcau.directives import rules, sentences
from nhipcau.directives.citing import NAMED_KINDS, Agreement, Named, agreement, name_key, number_key, short_key
from nhipcau.directives.enums import DirectiveState, ItemKind, ItemState
from nhipcau.directives.models import Directive, ReadItem
from nhipcau.directives.queries import directives_visible_to
from nhipcau.officialdocs import Relation

CHANGES = (Relation.REPLACES.value, Relation.AMENDS.value)


@dataclass(frozen=True, slots=True)
class Found:
    """A document of the library that a citation means."""

    directive: Directive
    is_certain: bool


@dataclass(frozen=True, slots=True)
class CitedLine:
    """One citation of a directive, with what it means in the library; more than one where the text leaves it open."""

    item: ReadItem
    found: tuple[Found, ...]

    @property
    def relation(self) -> str:
        return str(self.item.value.get("relation") or Relation.REFERS.value)

    @property
    def relation_words(self) -> str:
        return str(sentences.RELATION_NAMES.get(self.relation, ""))

    @property
    def words(self) -> str:
        return str(self.item.value.get("text") or "")

    @property
    def number(self) -> str:
        return str(self.item.value.get("number") or "")

    @property
    def date(self) -> date | None:
        return rules.day_from_iso(self.item.value.get("date"))


@dataclass(frozen=True, slots=True)
class CitingLine:
    """A directive that cites this one, and how."""

    item: ReadItem
    is_certain: bool

    @property
    def directive(self) -> Directive:
        return self.item.directive

    @property
    def relation(self) -> str:
        return str(self.item.value.get("relation") or Relation.REFERS.value)

    @property
    def relation_words(self) -> str:
        return str(sentences.RELATION_NAMES.get(self.relation, ""))


def named(directive: Directive) -> Named:
    """What names a directive."""
    issuer = f"{directive.parent_body} {directive.issuing_body}".strip()
    return Named(directive.number, directive.kind, directive.date, issuer, directive.subject)


def cited_by(directive: Directive, user: Any) -> list[CitingLine]:
    """Citations in other directives, visible to this person, that mean this one; changes and replacements first."""
    own = named(directive)
    keys = _keys(own)
    if not keys:
        return []
    items = (
        _citations()
        .filter(cited_key__in=keys, directive__in=directives_visible_to(user).values("pk"))
        .exclude(directive=directive.pk)
        .select_related("directive")
        .defer("directive__original", "directive__text", "directive__reading", "directive__search_key")
        .order_by("directive__date", "directive", "order")
    )
    lines = [
        CitingLine(item, found is Agreement.CERTAIN)
        for item in items
        if (found := agreement(Named.of_citation(item.value), own)) is not None
    ]
    return sorted(lines, key=lambda line: line.relation not in CHANGES)


def cites(directive: Directive, user: Any) -> list[CitedLine]:
    """Every citation of a directive in the order of its text, with the documents of the library that it means."""
    items = list(_citations().filter(directive=directive.pk).order_by("span_start", "order"))
    return [CitedLine(item, found) for item, found in zip(items, _resolve(items, directive, user), strict=True)]


def _citations() -> Any:
    return ReadItem.objects.filter(kind=ItemKind.CITATION).exclude(state=ItemState.REJECTED)


def _resolve(items: Iterable[ReadItem], directive: Directive, user: Any) -> list[tuple[Found, ...]]:
    citations = [Named.of_citation(item.value) for item in items]
    wanted = _wanted({citation.key for citation in citations} - {""})
    if wanted is None:
        return [() for _ in citations]
    candidates: dict[str, list[Directive]] = {}
    for candidate in directives_visible_to(user).filter(wanted).exclude(pk=directive.pk).order_by("date", "pk"):
        for key in _keys(named(candidate)):
            candidates.setdefault(key, []).append(candidate)
    return [_found(citation, candidates.get(citation.key, [])) for citation in citations]


def _keys(own: Named) -> set[str]:
    """All keys under which a document may be cited."""
    key = number_key(own.number)
    return {key, short_key(key), name_key(own.kind, own.name)} - {""}


def _wanted(keys: set[str]) -> Q | None:
    """Which directives may be meant; None when there is nothing to look for."""
    if not keys:
        return None
    by_name = any(key.startswith("=") for key in keys)
    loose = [Q(number_key__startswith=key[:-1]) for key in keys if key == short_key(key)]
    # Laws are few; their names are compared one by one.
    loose += [Q(kind__in=NAMED_KINDS)] if by_name else []
    return reduce(or_, loose, Q(number_key__in=keys))


def _found(citation: Named, candidates: list[Directive]) -> tuple[Found, ...]:
    """What is certain; where nothing is, everything that is likely."""
    agreed = [(candidate, agreement(citation, named(candidate))) for candidate in candidates]
    found = [Found(candidate, how is Agreement.CERTAIN) for candidate, how in agreed if how is not None]
    return tuple(one for one in found if one.is_certain) or tuple(found)


class Links:
    """The links of one directive for one person, each way asked for once at most."""

    def __init__(self, directive: Directive, user: Any) -> None:
        self._directive = directive
        self._user = user
        self._cites: list[CitedLine] | None = None
        self._cited_by: list[CitingLine] | None = None

    @property
    def cites(self) -> list[CitedLine]:
        if self._cites is None:
            self._cites = cites(self._directive, self._user)
        return self._cites

    @property
    def cited_by(self) -> list[CitingLine]:
        if self._cited_by is None:
            self._cited_by = cited_by(self._directive, self._user)
        return self._cited_by

    @property
    def changed_by(self) -> list[CitingLine]:
        """Directives that amend or replace this one, each once; those set aside change nothing."""
        lines = [
            line
            for line in self.cited_by
            if line.relation in CHANGES and line.directive.state != DirectiveState.SET_ASIDE
        ]
        return list({line.directive.pk: line for line in reversed(lines)}.values())[::-1]

    def of_item(self, pk: int) -> tuple[Found, ...]:
        """The documents that one citation means."""
        return next((line.found for line in self.cites if line.item.pk == pk), ())


def links_of(directive: Directive, user: Any) -> Links:
    """The links of a directive, kept with the object for as long as one page is made."""
    kept: Links | None = getattr(directive, "_citation_links", None)
    if kept is None or kept._user != user:
        kept = Links(directive, user)
        directive._citation_links = kept  # type: ignore[attr-defined]
    return kept
