"""Questions about units, groups and people."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from nhipcau.organisation.enums import Tier
from nhipcau.organisation.matching import Found, Name, NameIndex
from nhipcau.organisation.models import Abbreviation, Post, Unit, UnitAlias, UnitGroup, UnitGroupAlias
from nhipcau.organisation.rules import has_ended, is_alive, living_successors, reachable
from nhipcau.organisation.unit_lists import split_list
from nhipcau.organisation.unit_names import tidy

# A unit that a document names before its first day was announced early, or its first day is entered wrongly.
NAMED_BEFORE_ITS_DAY = 0.7
# In a list only names are cut off that are this sure.
SURE_IN_A_LIST = 0.75


def living(on: date, *, prefix: str = "") -> Q:
    """The condition that a unit exists on a day; `prefix` leads to the unit ("unit__")."""
    has_begun = Q(**{f"{prefix}begins_on": None}) | Q(**{f"{prefix}begins_on__lte": on})
    goes_on = Q(**{f"{prefix}ends_on": None}) | Q(**{f"{prefix}ends_on__gte": on})
    return has_begun & goes_on


def units_alive(on: date) -> QuerySet[Unit]:
    """Units that exist on a day."""
    return Unit.objects.filter(living(on))


def members(group: UnitGroup, on: date) -> QuerySet[Unit]:
    """Units of a group that exist on a day: those of its kinds (and its tier), and those named one by one.

    Ended units are not replaced silently; `proposed_members` says who followed them.
    """
    return units_alive(on).filter(_belongs_to(group)).distinct()


def _belongs_to(group: UnitGroup) -> Q:
    named = Q(pk__in=UnitGroup.named_members.through.objects.filter(unitgroup_id=group.pk).values("unit_id"))
    if not group.kinds:
        return named
    of_kind = Q(kind__in=group.kinds)
    return named | (of_kind & Q(tier=group.tier) if group.tier else of_kind)


def proposed_members(group: UnitGroup, on: date) -> list[Unit]:
    """Units that followed ended members of a group and are no members themselves: for a person to decide on."""
    units = {unit.pk: unit for unit in Unit.objects.all()}
    belonging = list(Unit.objects.filter(_belongs_to(group)).values_list("pk", flat=True).distinct())
    ways = followers()
    proposed: dict[int, Unit] = {}
    for pk in belonging:
        if has_ended(units[pk].ends_on, on):
            for successor in _living_successors(pk, units=units, ways=ways, on=on):
                if successor.pk not in belonging:
                    proposed[successor.pk] = successor
    return sorted(proposed.values(), key=lambda unit: (unit.tier, unit.kind, unit.name))


def members_by_group(groups: Iterable[UnitGroup], on: date) -> dict[int, list[Unit]]:
    """Members of many groups on a day, with two questions in all."""
    groups = list(groups)
    units = list(units_alive(on)) if groups else []
    named: dict[int, set[int]] = {}
    for group_id, unit_id in UnitGroup.named_members.through.objects.filter(
        unitgroup_id__in=[group.pk for group in groups]
    ).values_list("unitgroup_id", "unit_id"):
        named.setdefault(group_id, set()).add(unit_id)
    return {
        group.pk: [unit for unit in units if unit.pk in named.get(group.pk, ()) or _has_kind(group, unit)]
        for group in groups
    }


def _has_kind(group: UnitGroup, unit: Unit) -> bool:
    return unit.kind in group.kinds and (not group.tier or unit.tier == group.tier)


def groups_of(unit: Unit) -> list[UnitGroup]:
    """Groups that a unit belongs to, as long as it lives."""
    named = set(UnitGroup.named_members.through.objects.filter(unit_id=unit.pk).values_list("unitgroup_id", flat=True))
    return [group for group in UnitGroup.objects.all() if group.pk in named or _has_kind(group, unit)]


def units_of(user: Any, on: date) -> list[Unit]:
    """Units in which a person holds a post on a day, in the order of the posts."""
    posts = Post.objects.filter(living(on), user_id=user.pk).select_related("unit").order_by("pk")
    return list({post.unit_id: post.unit for post in posts}.values())


def unit_of(user: Any, on: date) -> Unit | None:
    """The unit of a person's first post on a day."""
    return next(iter(units_of(user, on)), None)


def lineage(unit: Unit) -> tuple[list[Unit], list[Unit]]:
    """Everything that came before a unit and everything that follows it, nearest first."""
    ways = followers()
    forerunners: dict[int, list[int]] = {}
    for before, many in ways.items():
        for after in many:
            forerunners.setdefault(after, []).append(before)
    behind, ahead = reachable(unit.pk, forerunners), reachable(unit.pk, ways)
    units = Unit.objects.in_bulk([*behind, *ahead])
    return [units[pk] for pk in behind], [units[pk] for pk in ahead]


def successors_alive(unit: Unit, on: date) -> list[Unit]:
    """Who does the work of an ended unit on a day."""
    units = {other.pk: other for other in Unit.objects.all()}
    return _living_successors(unit.pk, units=units, ways=followers(), on=on)


def followers() -> dict[int, list[int]]:
    """Which units followed which, by key; those that followed one unit stand in the order in which they were entered.

    Not in that of the rows that tie them: of several at once Django writes these in any order.
    """
    ways: dict[int, list[int]] = {}
    rows = Unit.successors.through.objects.order_by("to_unit_id").values_list("from_unit_id", "to_unit_id")
    for before, after in rows:
        ways.setdefault(before, []).append(after)
    return ways


def _living_successors(pk: int, *, units: dict[int, Unit], ways: dict[int, list[int]], on: date) -> list[Unit]:
    found = living_successors(
        pk,
        successors_of=lambda key: ways.get(key, []),
        is_alive=lambda key: is_alive(units[key].begins_on, units[key].ends_on, on),
    )
    return [units[key] for key in found]


def short_forms() -> dict[str, tuple[str, ...]]:
    """What this office's own short forms stand for, by their letters in lower case; the newest first."""
    meanings: dict[str, list[str]] = {}
    for key, long in Abbreviation.objects.order_by("-pk").values_list("key", "long"):
        meanings.setdefault(key, []).append(long)
    return {key: tuple(longs) for key, longs in meanings.items()}


def names() -> tuple[str, ...]:
    """Every name of a unit or a group that this office knows, official, short and other ones, in a fixed order.

    Units that have ended are among them: documents of their time name them.
    """
    of_units = Unit.objects.values_list("name", "short_name")
    known = {name for pair in of_units for name in pair}
    for rows in (UnitGroup.objects, UnitAlias.objects, UnitGroupAlias.objects):
        known.update(rows.values_list("name", flat=True))
    return tuple(sorted(known - {""}))


def learnt_short_forms() -> tuple[tuple[str, str], ...]:
    """The short forms that were taught here, as written, with what they stand for."""
    return tuple(Abbreviation.objects.order_by("key", "long").values_list("short", "long"))


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """What some words mean: a unit, a group, an ended unit with those that followed it, or nothing known (score 0)."""

    words: str
    unit: Unit | None = None
    group: UnitGroup | None = None
    score: float = 0.0
    ended_unit: Unit | None = None
    successors: tuple[Unit, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether the words name something that can be given work."""
        return self.unit is not None or self.group is not None


class UnitMatcher:
    """Matches words to units and groups as they stand on a day. It asks the database six times, when it is made."""

    def __init__(self, *, on: date) -> None:
        self.on = on
        self._units = {unit.pk: unit for unit in Unit.objects.all()}
        self._groups = {group.pk: group for group in UnitGroup.objects.all()}
        self._followers = followers()
        self._index: NameIndex[Any] = NameIndex(
            [*self._unit_names(), *self._group_names()],
            places=[settings.PROVINCE_NAME],
            learnt=short_forms(),
        )
        self._known: dict[str, UnitMatch] = {}

    def _unit_names(self) -> list[Name[Any]]:
        written = [(unit.pk, name) for unit in self._units.values() for name in (unit.name, unit.short_name) if name]
        written += UnitAlias.objects.order_by("pk").values_list("unit_id", "name")
        return [self._name_of(self._units[pk], words) for pk, words in written]

    def _name_of(self, unit: Unit, words: str) -> Name[Any]:
        return Name(
            words,
            unit,
            is_group=False,
            is_alive=is_alive(unit.begins_on, unit.ends_on, self.on),
            is_provincial=unit.tier == Tier.PROVINCE,
        )

    def _group_names(self) -> list[Name[Any]]:
        written = [(group.pk, group.name) for group in self._groups.values()]
        written += UnitGroupAlias.objects.order_by("pk").values_list("group_id", "name")
        return [Name(words, self._groups[pk], is_group=True) for pk, words in written]

    def match(self, words: str | None) -> UnitMatch:
        """What the words mean. Never raises; unknown words give a match with score 0."""
        text = tidy(words or "")
        if text not in self._known:
            found = self._index.find(text)
            self._known[text] = self._as_match(text, found[0]) if found else UnitMatch(text)
        return self._known[text]

    def _as_match(self, words: str, found: Found[Any]) -> UnitMatch:
        score = round(max(0.0, min(1.0, found.score)), 3)
        owner = found.name.owner
        if found.name.is_group:
            return UnitMatch(words, group=owner, score=score)
        if has_ended(owner.ends_on, self.on):
            successors = _living_successors(owner.pk, units=self._units, ways=self._followers, on=self.on)
            return UnitMatch(words, score=score, ended_unit=owner, successors=tuple(successors))
        if not found.name.is_alive:
            score = min(score, NAMED_BEFORE_ITS_DAY)
        return UnitMatch(words, unit=owner, score=score)

    def match_list(self, words: str | None) -> list[UnitMatch]:
        """What each name in a list means, in the order of the words: "Sở A, Sở B và Hội C" gives three matches."""
        score: Callable[[str], float] = self._score_in_list
        matches = [self.match(part) for part in split_list(words or "", score=score)]
        return [match for match in matches if match.words]

    def _score_in_list(self, words: str) -> float:
        score = self.match(words).score
        return score if score >= SURE_IN_A_LIST else 0.0
