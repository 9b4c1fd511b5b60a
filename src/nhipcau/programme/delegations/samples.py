"""Loads the invented delegations; their days are counted from the day of the loading. What stands already is left."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from nhipcau.organisation.models import Unit
from nhipcau.organisation.samples_of_people import read_rows, units_by_key
from nhipcau.programme.delegation_models import Delegation, MemberKind
from nhipcau.programme.delegations import services


@transaction.atomic
def load_delegations(folder: Path, *, today: date) -> None:
    """Load `delegations.json`, with members, the report of one that reported, and what the press told."""
    units = units_by_key(folder)
    kinds = {kind.name: kind for kind in MemberKind.objects.all()}
    for row in read_rows(folder / "delegations.json"):
        if not Delegation.objects.filter(name=row["name"]).exists():
            _delegation(row, units, kinds, today)


def _delegation(
    row: Mapping[str, Any], units: Mapping[str, Unit], kinds: Mapping[str, MemberKind], today: date
) -> None:
    starts_on = today + timedelta(days=row["starts_in"])
    ends_on = starts_on + timedelta(days=row["days"] - 1)
    words = ("direction", "name", "level", "country", "place", "partner", "head", "purpose", "permission_number")
    one = services.keep(
        Delegation(
            **{name: row[name] for name in words},
            starts_on=starts_on,
            ends_on=ends_on,
            host_unit=units[row["host_unit"]],
            permission_on=starts_on - timedelta(days=row["permitted_before"]),
        ),
        {kinds[name]: count for name, count in row["members"].items() if name in kinds},
        by=None,
    )
    if report := row["report"]:
        on = ends_on + timedelta(days=report["after"])
        services.report(one, on=on, number=report["number"], result=report["result"], today=today, by=None)
    for piece in row["press"]:
        on = ends_on + timedelta(days=piece["after"])
        words_of = {name: piece[name] for name in ("title", "outlet", "language", "url")}
        services.add_press_piece(one, **words_of, published_on=on, by=None)
