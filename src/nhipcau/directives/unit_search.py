"""Units and groups that a few typed letters may mean, for the box that a task's unit is chosen in."""

from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from nhipcau.organisation.models import Unit, UnitAlias, UnitGroup
from nhipcau.organisation.queries import UnitMatcher
from nhipcau.vietnamese import fold_key

MOST = 12


def find_units(typed: str, *, on: date) -> list[dict[str, str]]:
    """Living units, then groups, whose names hold every typed word; letters need no diacritics, words no ends."""
    words = fold_key(typed).split()
    units = Unit.objects.prefetch_related(Prefetch("aliases", UnitAlias.objects.only("unit_id", "folded")))
    found: list[tuple[Any, dict[str, str]]] = []
    for unit in units:
        if unit.ends_on and unit.ends_on < on:
            continue
        names = [fold_key(unit.name), fold_key(unit.short_name), *(alias.folded for alias in unit.aliases.all())]
        if (rank := _rank(names, words)) is not None:
            found.append(((rank, unit.name), _option(unit)))
    for group in UnitGroup.objects.prefetch_related("aliases"):
        names = [fold_key(group.name), *(alias.folded for alias in group.aliases.all())]
        if (rank := _rank(names, words)) is not None:
            found.append(((rank, group.name), _option(group)))
    return [option for _rank_and_name, option in sorted(found, key=lambda pair: pair[0])[:MOST]]


def _rank(names: list[str], words: list[str]) -> int | None:
    """0 when the official name begins so, 1 when another does, 2 when all words begin words, 3 when they are inside."""
    if names[0].startswith(" ".join(words)):
        return 0
    if any(name.startswith(" ".join(words)) for name in names):
        return 1
    if any(all(any(part.startswith(word) for part in name.split()) for word in words) for name in names):
        return 2
    return 3 if any(all(word in name for word in words) for name in names) else None


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
