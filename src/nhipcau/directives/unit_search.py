"""Units and groups that a few typed letters may mean, for the box that a task's unit is chosen in."""

from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from nhipcau.organisation.models import Unit, UnitAlias, UnitGroup, UnitGroupAlias
from nhipcau.organisation.queries import UnitMatcher, short_forms
from nhipcau.organisation.short_forms import rank_of
from nhipcau.organisation.unit_names import spellings
from nhipcau.vietnamese import fold_key

MOST = 12


def find_units(typed: str, *, on: date) -> list[dict[str, str]]:
    """Living units and groups that the letters may mean: beginnings of words, initials ("sngv", "vh tt"), short forms.

    Diacritics are not needed. Official names come before other ones, whole beginnings before letters.
    """
    spelled = [fold_key(typed), *(fold_key(text) for text in spellings(typed, short_forms()))]
    ways = [way.split() for way in dict.fromkeys(spelled)]
    found: list[tuple[Any, dict[str, str]]] = []
    units = Unit.objects.prefetch_related(Prefetch("aliases", UnitAlias.objects.only("unit_id", "folded")))
    for unit in units:
        if unit.ends_on and unit.ends_on < on:
            continue
        names = [fold_key(unit.name), fold_key(unit.short_name), *(alias.folded for alias in unit.aliases.all())]
        _add(found, unit, ways, names)
    groups = UnitGroup.objects.prefetch_related(Prefetch("aliases", UnitGroupAlias.objects.only("group_id", "folded")))
    for group in groups:
        _add(found, group, ways, [fold_key(group.name), *(alias.folded for alias in group.aliases.all())])
    return [option for _order, option in sorted(found, key=lambda pair: pair[0])[:MOST]]


def _add(
    found: list[tuple[Any, dict[str, str]]], party: Unit | UnitGroup, ways: list[list[str]], names: list[str]
) -> None:
    named = [name for name in names if name]
    ranks = [(*rank, number) for number, way in enumerate(ways) if (rank := rank_of(way, named)) is not None]
    if ranks:
        # Of two that fit alike the shorter name says more of what was typed.
        found.append(((*min(ranks), isinstance(party, UnitGroup), len(party.name), party.name), _option(party)))


def _option(party: Unit | UnitGroup) -> dict[str, str]:
    if isinstance(party, UnitGroup):
        return {"key": f"group:{party.pk}", "name": party.name, "note": _("group of units")}
    return {"key": f"unit:{party.pk}", "name": party.name, "note": party.get_kind_display()}


def party_of(key: str, words: str, *, on: date) -> Unit | UnitGroup | None:
    """The unit or group that was chosen from the list (`key`), or that the typed words name."""
    model, _colon, pk = key.partition(":")
    if pk.isdecimal():
        chosen = (UnitGroup if model == "group" else Unit).objects.filter(pk=int(pk)).first()
        if chosen is not None and fold_key(str(chosen)) == fold_key(words or str(chosen)):
            return chosen
    match = UnitMatcher(on=on).match(words)
    return match.unit or match.group
