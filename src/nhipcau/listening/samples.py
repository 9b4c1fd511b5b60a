"""Loads the invented province's scenarios. What stands already is left as it is."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from nhipcau.listening.models import (
    KindOfEvent,
    Level,
    PreparedStatement,
    RolePerson,
    Scenario,
    ScenarioRole,
    StatementText,
    Step,
    Trigger,
)
from nhipcau.listening.rules import next_review
from nhipcau.listening.versions import version_now
from nhipcau.organisation.models import Unit, User

Row = Mapping[str, Any]


@transaction.atomic
def load_scenarios(folder: Path, *, today: date, by: Any = None) -> list[Scenario]:
    """Load `scenarios.json`; returns what was made."""
    keys = {row["key"]: row["name"] for row in _rows(folder / "units.json")}
    # A name that lived twice is that of the unit that lives longest.
    by_name = {unit.name: unit for unit in Unit.objects.order_by("ends_on", "pk")}
    units = {key: by_name[name] for key, name in keys.items() if name in by_name}
    return [
        _scenario(row, units, today=today, by=by)
        for row in _rows(folder / "scenarios.json")
        if not Scenario.objects.filter(title=row["title"]).exists()
    ]


def _rows(file: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
    return rows


def _scenario(row: Row, units: Mapping[str, Unit], *, today: date, by: Any) -> Scenario:
    kind, _made = KindOfEvent.objects.get_or_create(name=row["kind"])
    scenario = Scenario.objects.create(
        title=row["title"],
        kind=kind,
        unit=units[row["unit"]],
        purpose=row["purpose"],
        review_by=next_review(today),
    )
    for place, text in enumerate(row["triggers"]):
        Trigger.objects.create(scenario=scenario, text=text, sort_order=place)
    for level in row["levels"]:
        Level.objects.create(scenario=scenario, **level)
    for place, role in enumerate(row["roles"]):
        _role(scenario, place, role, units)
    for step in row["steps"]:
        Step.objects.create(scenario=scenario, **step)
    for place, statement in enumerate(row["statements"]):
        _statement(scenario, place, statement)
    version_now(scenario, by=by)
    return scenario


def _role(scenario: Scenario, place: int, row: Row, units: Mapping[str, Unit]) -> None:
    role = ScenarioRole.objects.create(
        scenario=scenario, sort_order=place, name=row["name"], duty=row["duty"], clears=row["clears"]
    )
    for rank, one in enumerate(row["people"]):
        RolePerson.objects.create(
            role=role,
            sort_order=rank,
            user=User.objects.filter(username=one["user"]).first() if one["user"] else None,
            unit=units.get(one["unit"]),
            function=one["function"],
            phone=one["phone"],
        )


def _statement(scenario: Scenario, place: int, row: Row) -> None:
    statement = PreparedStatement.objects.create(scenario=scenario, sort_order=place, name=row["name"])
    for order, (language, text) in enumerate(row["texts"].items()):
        StatementText.objects.create(statement=statement, sort_order=order, language=language, text=text)
