"""Directives with their items as an officer left them, made from labels in place of a reading."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from nhipcau.directives.enums import DirectiveState, ItemKind
from nhipcau.directives.models import Directive, Provision, ReadItem
from nhipcau.organisation.models import Unit
from nhipcau.organisation.queries import UnitMatcher
from nhipcau.organisation.samples import load_units

Labels = dict[str, Any]


@pytest.fixture
def province(samples: Path) -> dict[str, Unit]:
    return load_units(samples)


@pytest.fixture
def directive_from(db: None) -> Callable[..., Directive]:
    """Make a directive in review whose items are those of a file of labels."""

    def make(labels: Labels, text: str = "") -> Directive:
        metadata = labels["metadata"]
        directive = Directive.objects.create(
            sha256=f"{Directive.objects.count():064}",
            text_sha256=f"{Directive.objects.count():064}",
            file_name="labels.txt",
            original=b"",
            text=text,
            reading={},
            state=DirectiveState.ACCEPTED,
            number=metadata.get("number") or "",
            subject=metadata.get("subject") or "",
            date=date.fromisoformat(metadata["date"]) if metadata.get("date") else None,
        )
        _add_items(directive, labels)
        return directive

    return make


def _add_items(directive: Directive, labels: Labels) -> None:
    whole = Provision.objects.create(
        directive=directive, order=0, kind="part", mark="III", path="III", text="…", span_start=0, span_end=1
    )
    matcher = UnitMatcher(on=directive.date or date(2026, 1, 1))
    for order, row in enumerate(labels["assignments"]):
        matches = matcher.match_list(row["unit"])
        first = next((match for match in matches if match.is_known), matches[0])
        value = {"task": row["task_begins"], "deadline_date": None, "cooperating_units": [], **row}
        item = _item(directive, ItemKind.ASSIGNMENT, order, value, whole)
        item.unit, item.group = first.unit, first.group
        item.joint = [
            {
                "words": match.words,
                "unit": match.unit.pk if match.unit else None,
                "group": match.group.pk if match.group else None,
            }
            for match in matches
            if match is not first
        ]
        item.save()
    for order, row in enumerate(labels["dates"]):
        _item(directive, ItemKind.DATE, order, {"years": None, **row}, whole).save()


def _item(directive: Directive, kind: ItemKind, order: int, value: Labels, provision: Provision) -> ReadItem:
    return ReadItem(
        directive=directive,
        kind=kind,
        order=order,
        value=value,
        proposal=value,
        confidence=1,
        provision=provision,
        span_start=order,
        span_end=order,
    )


@pytest.fixture
def sample_labels(samples: Path) -> Labels:
    labels: Labels = json.loads((samples / "directive.expected.json").read_text(encoding="utf-8"))
    return labels


@pytest.fixture
def cao_bang_labels(real_documents: Path) -> Labels:
    file = real_documents / "dev" / "01-huong-dan-btg-cao-bang-2021.json"
    labels: Labels = json.loads(file.read_text(encoding="utf-8"))
    return labels
