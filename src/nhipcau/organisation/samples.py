"""Loads the invented province: units through time, groups, people. What stands already is left as it is."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction

from nhipcau.organisation.models import Post, Unit, UnitAlias, UnitGroup, UnitGroupAlias, User
from nhipcau.vietnamese import fold_key


def _rows(file: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
    return rows


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@transaction.atomic
def load_units(folder: Path) -> dict[str, Unit]:
    """Load `units.json` and `unit_groups.json`; returns the units by their key in the files."""
    rows = _rows(folder / "units.json")
    units = {row["key"]: _unit(row) for row in rows}
    for row in rows:
        _tie(units[row["key"]], row, units)
    for row in _rows(folder / "unit_groups.json"):
        _group(row, units)
    return units


def _unit(row: Mapping[str, Any]) -> Unit:
    unit, _made = Unit.objects.get_or_create(
        name=row["name"],
        ends_on=_day(row["ends_on"]),
        defaults={
            "short_name": row["short_name"],
            "kind": row["kind"],
            "tier": row["tier"],
            "begins_on": _day(row["begins_on"]),
        },
    )
    for alias in row["aliases"]:
        UnitAlias.objects.get_or_create(unit=unit, folded=fold_key(alias), defaults={"name": alias})
    return unit


def _tie(unit: Unit, row: Mapping[str, Any], units: Mapping[str, Unit]) -> None:
    if row["parent"] and unit.parent_id is None:
        unit.parent = units[row["parent"]]
        unit.save(update_fields=["parent"])
    unit.successors.add(*(units[key] for key in row["successors"]))


def _group(row: Mapping[str, Any], units: Mapping[str, Unit]) -> None:
    group, made = UnitGroup.objects.get_or_create(
        name=row["name"], defaults={"kinds": row["kinds"], "tier": row["tier"] or ""}
    )
    if made:
        group.named_members.set(units[key] for key in row["members"])
    for alias in row["aliases"]:
        UnitGroupAlias.objects.get_or_create(group=group, folded=fold_key(alias), defaults={"name": alias})


@transaction.atomic
def load_people(folder: Path) -> list[User]:
    """Load `people.json`: each with a role and a post, none with a password; they sign in by one-time links."""
    keys = {row["key"]: row["name"] for row in _rows(folder / "units.json")}
    return [_person(row, keys) for row in _rows(folder / "people.json")]


def _person(row: Mapping[str, Any], unit_names: Mapping[str, str]) -> User:
    family_and_middle, _space, given = row["full_name"].rpartition(" ")
    user, made = User.objects.get_or_create(
        username=row["username"], defaults={"last_name": family_and_middle, "first_name": given}
    )
    if made:
        user.set_unusable_password()
        user.save(update_fields=["password"])
        user.groups.add(Group.objects.get(name=row["role"]))
        Post.objects.create(user=user, unit=Unit.objects.get(name=unit_names[row["unit"]]))
    return user
