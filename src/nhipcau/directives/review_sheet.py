"""What the review screen shows: the text with its marks, the items in groups with the doubtful ones first."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any
from zlib import crc32

from django.utils import formats
from django.utils.functional import Promise
from django.utils.text import Truncator, capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from nhipcau.directives import marked_text, rules, sentences
from nhipcau.directives.enums import NOT_COUNTED, ItemKind, ItemState
from nhipcau.directives.models import Directive, DirectivePage, Provision, ReadItem
from nhipcau.directives.services.items import places_of
from nhipcau.directives.services.matching import day_for
from nhipcau.directives.versions import Piece, word_changes
from nhipcau.organisation.models import Unit, UnitGroup
from nhipcau.organisation.queries import UnitMatcher, short_forms

GROUPS: tuple[tuple[ItemKind, str | Promise], ...] = (
    (ItemKind.METADATA, gettext_lazy("Header and foot")),
    (ItemKind.ASSIGNMENT, pgettext_lazy("of a directive", "Tasks")),
    (ItemKind.DATE, gettext_lazy("Dates")),
    (ItemKind.RECURRING_DEADLINE, gettext_lazy("Reporting duties")),
    (ItemKind.CITATION, gettext_lazy("Citations")),
    (ItemKind.RECIPIENT, gettext_lazy("Recipients")),
)
# Parts that give no work of their own.
NO_WORK = frozenset({"footnote", "annex", "table_row"})
SHORT = 180
_WORDS = re.compile(r"(\w+)")


@dataclass(frozen=True, slots=True)
class PartyLine:
    """One unit or group of an item, or words that nobody answers to; with those that followed an ended unit."""

    position: int
    words: str
    name: str = ""
    is_group: bool = False
    ended_unit: Unit | None = None
    successors: tuple[Unit, ...] = ()


class ItemLine:
    """One item as the list shows it."""

    def __init__(self, item: ReadItem, parties: list[PartyLine]) -> None:
        self.item = item
        self.parties = parties
        self.pk = item.pk
        self.kind = str(item.kind)
        self.is_seen = item.state != ItemState.UNSEEN
        self.is_rejected = item.state == ItemState.REJECTED
        self.has_place = item.span_start is not None
        # The task after this one in the text, then the one before: what it may be merged with.
        self.neighbours: list[ItemLine] = []
        self.page: int | None = None
        self.short_forms: Mapping[str, tuple[str, ...]] = {}
        self.takes_unit = item.kind in rules.UNIT_WORDS or item.field == "issuing_body"

    @cached_property
    def doubt_codes(self) -> list[str]:
        """Why to look at it, as codes; an item left out is beyond doubt."""
        if self.is_rejected:
            return []
        return rules.doubts_of(
            self.kind,
            self.item.field,
            self.item.value,
            doubt=self.item.doubt,
            confidence=self.item.confidence,
            has_unit=all(party.name for party in self.parties),
            is_touched=self.is_seen,
        )

    @property
    def doubts(self) -> list[str]:
        """The same in words."""
        return [str(sentences.DOUBTS[code]) for code in self.doubt_codes]

    @property
    def unknown_parties(self) -> list[PartyLine]:
        return [] if self.is_rejected else [party for party in self.parties if not party.name]

    @property
    def state_words(self) -> str:
        """The state, and who brought it about when."""
        words = [str(self.item.get_state_display())]
        if self.item.changed_by and self.item.changed_at:
            words += [
                self.item.changed_by.get_full_name(),
                formats.date_format(localtime(self.item.changed_at), "H:i j/n/Y"),
            ]
        return " · ".join(words)

    @property
    def next_position(self) -> int:
        """Where a further unit would be added."""
        return len(self.item.joint) + 1

    @property
    def first_unknown_position(self) -> int:
        return self.unknown_parties[0].position if self.unknown_parties else 0

    @property
    def first_unknown_words(self) -> str:
        return self.unknown_parties[0].words if self.unknown_parties else ""

    @cached_property
    def title(self) -> str:
        """What was read, in one line."""
        return self._words if self.item.kind == ItemKind.METADATA else Truncator(self._words).chars(SHORT)

    @property
    def whole(self) -> str:
        """The same uncut, with what else belongs to it."""
        return " · ".join(part for part in (self._words, *self.facts) if part)

    @property
    def _words(self) -> str:
        value = self.item.value
        if self.item.kind == ItemKind.METADATA:
            return _metadata_words(self.item.field, value)
        keys = {"assignment": "task", "date": "what", "recurring_deadline": "what"}
        return capfirst(str(value.get(keys.get(self.kind, "text")) or value.get("text") or ""))

    @property
    def title_pieces(self) -> Iterable[tuple[str, str]]:
        """The same cut at the short forms that this office has taught: text, and what it stands for or nothing."""
        if not self.short_forms:
            return [(self.title, "")]
        return [
            (piece, "; ".join(self.short_forms.get(piece.lower(), ())) if piece != piece.lower() else "")
            for piece in _WORDS.split(self.title)
            if piece
        ]

    @property
    def label(self) -> str:
        """The name of a metadata field; empty for everything else."""
        return capfirst(str(sentences.METADATA_LABELS[self.item.field])) if self.item.field else ""

    @cached_property
    def facts(self) -> list[str]:
        """What else belongs to it: role, days, frequency."""
        value = self.item.value
        facts = {
            ItemKind.ASSIGNMENT: _assignment_facts,
            ItemKind.DATE: _date_facts,
            ItemKind.RECURRING_DEADLINE: _recurring_facts,
            ItemKind.CITATION: _citation_facts,
        }.get(ItemKind(self.item.kind))
        return [fact for fact in facts(value) if fact] if facts else []

    @cached_property
    def corrections(self) -> list[Piece]:
        """What the reader had proposed beside what the officer made of it; empty where nothing else stands there."""
        item = self.item
        if item.state != ItemState.CORRECTED or item.value == item.proposal or not item.proposal:
            return []
        read = ItemLine(ReadItem(kind=item.kind, field=item.field, value=item.proposal), [])
        return word_changes(read.whole, self.whole)


def show_day(value: Any) -> str:
    """A day of a reading as people write it: 30/3/2021."""
    day = rules.day_from_iso(value)
    return formats.date_format(day, "j/n/Y") if day else ""


def _metadata_words(name: str, value: Any) -> str:
    if name == "date":
        return show_day(value)
    if isinstance(value, Mapping):
        parts = (value.get("by"), value.get("number"), show_day(value.get("date")))
        return " · ".join(part for part in parts if part)
    return str(value or "")


def _assignment_facts(value: Mapping[str, Any]) -> list[str]:
    deadline = show_day(value.get("deadline_date")) or value.get("deadline") or ""
    return [
        capfirst(str(sentences.ASSIGNMENT_ROLES.get(value.get("role") or "", ""))),
        _("due %(day)s") % {"day": deadline} if deadline else "",
        _("with %(units)s") % {"units": "; ".join(value["cooperating_units"])}
        if value.get("cooperating_units")
        else "",
    ]


def _date_facts(value: Mapping[str, Any]) -> list[str]:
    start, end = show_day(value.get("start")), show_day(value.get("end"))
    years = value.get("years") or value.get("computed_years")
    return [
        capfirst(str(sentences.DATE_ROLES.get(value.get("role") or "", ""))),
        start if start == end or not end else f"{start} – {end}",
        _("%(number)d years") % {"number": years} if years and value.get("role") == "anniversary" else "",
    ]


def _recurring_facts(value: Mapping[str, Any]) -> list[str]:
    every = ", ".join(
        str(sentences.FREQUENCIES[name]) for name in value.get("every") or () if name in sentences.FREQUENCIES
    )
    return [
        capfirst(every),
        _("before day %(day)d") % {"day": value["day"]} if value.get("day") else "",
        _("to %(unit)s") % {"unit": value["addressee"]} if value.get("addressee") else "",
    ]


def _citation_facts(value: Mapping[str, Any]) -> list[str]:
    return [
        capfirst(str(sentences.RELATIONS.get(value.get("relation") or "", ""))),
        value.get("number") or "",
        show_day(value.get("date")),
    ]


@dataclass(frozen=True, slots=True)
class Group:
    """The items of one kind, doubtful ones first."""

    kind: ItemKind
    name: str
    lines: list[ItemLine]

    @property
    def seen(self) -> int:
        return sum(line.is_seen for line in self.lines)

    @property
    def unseen(self) -> int:
        return len(self.lines) - self.seen

    @property
    def doubtful(self) -> int:
        return sum(bool(line.doubt_codes) for line in self.lines)


class ReviewSheet:
    """Everything about one directive's review, from a constant number of questions to the database."""

    def __init__(self, directive: Directive) -> None:
        self.directive = directive

    @cached_property
    def items(self) -> list[ReadItem]:
        """Everything that was read or made; what was merged into another task stands there."""
        merged = ItemState.MERGED
        items = self.directive.items.exclude(state=merged).select_related("unit", "group", "changed_by")
        return list(items.order_by("kind", "order"))

    @cached_property
    def provisions(self) -> list[Provision]:
        return list(self.directive.provisions.order_by("order"))

    @cached_property
    def lines(self) -> list[ItemLine]:
        names = _names_of_joint(self.items)
        matcher: UnitMatcher | None = None
        lines = []
        for item in self.items:
            parties = _parties(item, names)
            if any(not party.name for party in parties):
                matcher = matcher or UnitMatcher(on=day_for(self.directive))
                parties = [party if party.name else _with_successors(party, matcher) for party in parties]
            lines.append(ItemLine(item, parties))
        learnt = short_forms()
        for line in lines:
            line.short_forms = learnt
            if line.item.span_start is not None:
                line.page = self._page_at(line.item.span_start)
        _set_neighbours(lines)
        return lines

    @cached_property
    def groups(self) -> list[Group]:
        return [
            Group(kind, str(name), sorted((line for line in self.lines if line.kind == kind), key=_doubtful_first))
            for kind, name in GROUPS
            if any(line.kind == kind for line in self.lines)
        ]

    @property
    def total(self) -> int:
        return len(self.lines)

    @property
    def seen(self) -> int:
        return sum(line.is_seen for line in self.lines)

    @property
    def unseen(self) -> int:
        return self.total - self.seen

    @property
    def doubtful(self) -> int:
        return sum(bool(line.doubt_codes) for line in self.lines)

    @cached_property
    def without_task(self) -> list[Provision]:
        """Parts at the ends of the outline that no task was read in."""
        tasks = [item for item in self.items if item.kind == ItemKind.ASSIGNMENT and item.state not in NOT_COUNTED]
        begins = sorted(start for task in tasks for start, _end in places_of(task))
        parents = {provision.parent_id for provision in self.provisions}
        with_task = {task.provision_id for task in tasks}
        return [
            provision
            for provision in self.provisions
            if provision.pk not in parents
            and provision.kind not in NO_WORK
            and provision.pk not in with_task
            and bisect_left(begins, provision.span_start) == bisect_left(begins, provision.span_end)
        ]

    @cached_property
    def pages(self) -> list[DirectivePage]:
        """The pages of the original without their words, which are fetched page by page when somebody looks."""
        return list(self.directive.pages.defer("words").order_by("number"))

    def _page_at(self, place: int) -> int | None:
        """The number of the page on which a place of the text is printed."""
        at = bisect_right(self._page_starts, place) - 1
        return self.pages[at].number if at >= 0 else None

    @cached_property
    def _page_starts(self) -> list[int]:
        return [page.span_start for page in self.pages]

    @property
    def shape(self) -> str:
        """Changes when tasks come, go or move, so that a page shown before notices that its list is an old one."""
        places = [(item.pk, places_of(item)) for item in self.items if item.kind == ItemKind.ASSIGNMENT]
        return f"{crc32(repr(places).encode()):08x}"

    @cached_property
    def blocks(self) -> list[marked_text.Block]:
        marks = [
            marked_text.Mark(start, end, item.pk, str(item.kind), is_first=number == 0)
            for item in self.items
            for number, (start, end) in enumerate(places_of(item))
        ]
        headings = [
            tuple(provision["heading_span"])
            for provision in self.directive.reading.get("provisions", [])
            if provision["in_outline"]
        ]
        return marked_text.blocks(self.directive.text, marks, headings)

    @cached_property
    def problems(self) -> list[tuple[str, str]]:
        """What is wrong with the document as a whole: code and sentence."""
        found = dict.fromkeys(finding["code"] for finding in self.directive.reading.get("problems", []))
        return [(code, str(sentences.PROBLEMS[code])) for code in found]

    @cached_property
    def unknown_units(self) -> list[str]:
        """Words that should name a unit and do not yet, each once."""
        return list(
            dict.fromkeys(
                party.words
                for line in self.lines
                if line.kind in rules.UNIT_NEEDED
                for party in line.unknown_parties
                if party.words
            )
        )

    def line_of(self, pk: int) -> ItemLine:
        """The line of one item."""
        return next(line for line in self.lines if line.pk == pk)


def _set_neighbours(lines: Iterable[ItemLine]) -> None:
    tasks = sorted(
        (line for line in lines if line.kind == ItemKind.ASSIGNMENT and not line.is_rejected),
        key=lambda line: (line.item.span_start or 0, line.item.order),
    )
    for before, after in pairwise(tasks):
        before.neighbours.insert(0, after)
        after.neighbours.append(before)


def _doubtful_first(line: ItemLine) -> tuple[bool, int]:
    if line.kind == ItemKind.METADATA:
        return not line.doubt_codes, line.item.order
    return not line.doubt_codes, line.item.span_start or 0


def _names_of_joint(items: Iterable[ReadItem]) -> dict[tuple[str, int], str]:
    """Names of the units and groups that stand in `joint`, with two questions in all."""
    places = [place for item in items for place in item.joint]
    units = {place["unit"] for place in places if place["unit"]}
    groups = {place["group"] for place in places if place["group"]}
    names = {("unit", unit.pk): unit.name for unit in Unit.objects.filter(pk__in=units)} if units else {}
    if groups:
        names |= {("group", group.pk): group.name for group in UnitGroup.objects.filter(pk__in=groups)}
    return names


def _parties(item: ReadItem, names: Mapping[tuple[str, int], str]) -> list[PartyLine]:
    words = rules.words_for_unit(item.kind, item.field, item.value)
    named = item.unit or item.group
    if not words and not named and not item.joint:
        return []
    own_words = "" if item.joint else words
    parties = [PartyLine(0, own_words, str(named or ""), item.group is not None)] if named or own_words else []
    for position, place in enumerate(item.joint, start=1):
        name = names.get(("unit", place["unit"]), "") or names.get(("group", place["group"]), "")
        parties.append(PartyLine(position, place["words"], name, bool(place["group"])))
    return parties


def _with_successors(party: PartyLine, matcher: UnitMatcher) -> PartyLine:
    match = matcher.match(party.words)
    return PartyLine(party.position, party.words, ended_unit=match.ended_unit, successors=match.successors)
