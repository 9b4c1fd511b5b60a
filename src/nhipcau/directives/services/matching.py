"""Which units and groups the words of a reading mean."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from nhipcau.directives import rules
from nhipcau.directives.models import Directive, ReadItem
from nhipcau.organisation.models import Unit, UnitGroup
from nhipcau.organisation.queries import UnitMatcher

Named = Unit | UnitGroup


@dataclass(frozen=True, slots=True)
class Party:
    """One unit or group among those that the words of an item name; neither when nobody answers to them."""

    words: str
    unit: Unit | None = None
    group: UnitGroup | None = None
    score: float = 1.0

    @property
    def is_known(self) -> bool:
        return self.unit is not None or self.group is not None


def match_items(items: Iterable[ReadItem], *, on: date) -> None:
    """Set unit, group and further units of every item that names some. Nothing is saved."""
    items = list(items)
    matcher = UnitMatcher(on=on)
    parent = next((item.value for item in items if item.field == "parent_body"), "")
    for item in items:
        words = rules.words_for_unit(item.kind, item.field, item.value)
        if words:
            parties = parties_of(words, matcher)
            if item.field == "issuing_body" and not parties[0].is_known:
                parties = _with_parent_body(words, str(parent or ""), matcher)
            set_parties(item, parties)


def _with_parent_body(words: str, parent: str, matcher: UnitMatcher) -> list[Party]:
    """The header writes "TỈNH ỦY X" above "BAN TUYÊN GIÁO"; the unit is called "Ban Tuyên giáo Tỉnh ủy X"."""
    match = matcher.match(f"{words} {parent}")
    return [Party(words, match.unit, match.group, match.score)]


def set_parties(item: ReadItem, parties: list[Party]) -> None:
    """The first known unit is the item's own, the others stand beside it. A match that is a guess is a doubt."""
    first = next((party for party in parties if party.is_known), parties[0])
    item.unit, item.group = first.unit, first.group
    item.joint = [as_joint(party) for party in parties if party is not first]
    if not item.doubt and any(party.is_known and party.score < rules.SURE_MATCH for party in parties):
        item.doubt = rules.UNIT_GUESSED


def as_joint(party: Party) -> dict[str, object]:
    """A party as `ReadItem.joint` keeps it."""
    return {
        "words": party.words,
        "unit": party.unit.pk if party.unit else None,
        "group": party.group.pk if party.group else None,
    }


def parties_of(words: str, matcher: UnitMatcher) -> list[Party]:
    """Who is meant. Names hold commas themselves ("Sở Văn hóa, Thể thao và Du lịch"), so the whole is tried first.

    When nobody in a list is known ("các cơ quan, đơn vị liên quan"), the words stay together as one unknown name.
    """
    whole = matcher.match(words)
    matches = [whole] if whole.is_known else matcher.match_list(words)
    if not any(match.is_known for match in matches):
        return [Party(words)]
    return [Party(match.words, match.unit, match.group, match.score) for match in matches]


def day_for(directive: Directive) -> date:
    """The day at which the units that the directive names are looked up."""
    return directive.date or timezone.localdate()


def unit_or_group(party: Named | None) -> tuple[Unit | None, UnitGroup | None]:
    """The two columns for a party."""
    return (party, None) if isinstance(party, Unit) else (None, party)
