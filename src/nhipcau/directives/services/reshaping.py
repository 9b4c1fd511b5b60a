"""Tasks that an officer makes of others: split off, merged, or made of a provision in which none was read.

What comes into being keeps its places in the text, so that a task always shows its sentences. Each act is one batch of
changes and is undone whole, like every other.
"""

from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.directives import rules, task_parts
from nhipcau.directives.enums import NOT_COUNTED, ItemKind, ItemState
from nhipcau.directives.errors import BadValueError, ItemChangedError
from nhipcau.directives.models import Provision, ReadItem
from nhipcau.directives.services.items import (
    change_item,
    keep_change,
    party_words,
    places_of,
    require_review,
    set_places,
)

# A task in the form of the reader's own, with nothing filled in.
EMPTY_TASK: dict[str, Any] = {
    "unit": "",
    "role": "implement",
    "task": "",
    "task_begins": "",
    "deadline": None,
    "deadline_date": None,
    "cooperating_units": [],
    "provision": None,
    "unit_span": None,
    "origin": "text",
}
MOST_PARTS = 30


def add_task(provision: Provision, *, by: Any) -> ReadItem:
    """Make a task of a provision in which the reader found none. It has no unit yet; the officer fills that in."""
    with transaction.atomic():
        require_review(provision.directive_id)
        text = " ".join(provision.text.split()).removeprefix(provision.mark).lstrip(" .)-–+•*")
        item = ReadItem(
            directive_id=provision.directive_id,
            provision=provision,
            span_start=provision.span_start,
            span_end=provision.span_end,
            confidence=1.0,
            value={**EMPTY_TASK, "task": text, "provision": provision.order},
        )
        return _make(item, by=by, batch=None)


def split_task(item: ReadItem, typed: str, *, version: int, by: Any) -> list[ReadItem]:
    """Split a task into those that were typed one a line; all keep its units. Returns them in the order of the text.

    Raises:
        BadValueError: nothing was split, or words were changed on the way.
        ItemChangedError: a colleague was faster.
    """
    parts = task_parts.parts_of(typed)
    if len(parts) > MOST_PARTS:
        raise BadValueError(
            _("These are more than %(most)d tasks; please split in several steps.") % {"most": MOST_PARTS}
        )
    batch = uuid4()
    made: list[ReadItem] = []
    with transaction.atomic():
        places: list[list[task_parts.Place]] = []

        def split(current: ReadItem) -> None:
            _require_task(current)
            _check_parts(current, parts)
            own = [(start, end) for start, end in places_of(current)]
            places.extend(task_parts.places_of_parts(current.directive.text, own, parts) if own else [[]] * len(parts))
            current.value = task_parts.value_of_part(current.value, parts[0], parts)
            set_places(current, places[0])
            current.state, current.is_reshaped = ItemState.CORRECTED, True

        whole = dict(item.value)
        first = change_item(item, split, version=version, by=by, batch=batch)
        provisions = list(
            Provision.objects.filter(directive=first.directive_id).only("pk", "order", "span_start", "span_end")
        )
        for part, own_places in zip(parts[1:], places[1:], strict=True):
            further = ReadItem(
                directive_id=first.directive_id,
                provision=_provision_at(provisions, own_places) or first.provision,
                confidence=1.0,
                value=task_parts.value_of_part(whole, part, parts),
                unit=first.unit,
                group=first.group,
                joint=first.joint,
            )
            set_places(further, own_places)
            made.append(_make(further, by=by, batch=batch))
    return [first, *made]


def _check_parts(item: ReadItem, parts: list[str]) -> None:
    if len(parts) < 2:
        raise BadValueError(_("Please begin a new line where the next task begins."))
    try:
        task_parts.check_parts(str(item.value.get("task") or ""), parts)
    except task_parts.NotTheSameWordsError:
        raise BadValueError(
            _("While splitting the words have to stay as they are; please correct them afterwards, task by task.")
        ) from None


def merge_tasks(item: ReadItem, other: ReadItem, *, version: int, other_version: int, by: Any) -> ReadItem:
    """Make one task of two of the same directive; the one that stands first in the text takes the other in.

    It keeps the places of both, so that it shows both sentences, and the units of both.

    Raises:
        BadValueError: they are not two tasks of one directive.
        ItemChangedError: a colleague has changed one of them.
    """
    if item.pk == other.pk or item.directive_id != other.directive_id:
        raise BadValueError(_("Only two different tasks of the same directive can be merged."))
    batch = uuid4()
    first, second = sorted([(item, version), (other, other_version)], key=_text_order)
    with transaction.atomic():
        taken: list[ReadItem] = []

        def go(current: ReadItem) -> None:
            _require_task(current)
            taken.append(current)
            current.state = ItemState.MERGED

        def take_in(current: ReadItem) -> None:
            _require_task(current)
            second_now = taken[0]
            own, further = _parties_of(current), _parties_of(second_now)
            current.value = task_parts.merged_value(current.value, second_now.value)
            places = [(start, end) for start, end in (*places_of(current), *places_of(second_now))]
            set_places(current, task_parts.joined_places(current.directive.text, places))
            _set_parties(current, _each_once([*own, *further]))
            current.state, current.is_reshaped = ItemState.CORRECTED, True

        change_item(second[0], go, version=second[1], by=by, batch=batch)
        return change_item(first[0], take_in, version=first[1], by=by, batch=batch)


def _text_order(pair: tuple[ReadItem, int]) -> tuple[int, int]:
    return (pair[0].span_start or 0, pair[0].order)


def _require_task(item: ReadItem) -> None:
    if item.kind != ItemKind.ASSIGNMENT:
        raise BadValueError(_("Only tasks can be split or merged."))
    if item.state in NOT_COUNTED:
        raise ItemChangedError(item)


def _parties_of(item: ReadItem) -> list[dict[str, Any]]:
    """Every unit, group or unknown name of a task in one form, that of `ReadItem.joint`."""
    words = party_words(item, 0) or str(item.unit or item.group or "")
    own = [{"words": words, "unit": item.unit_id, "group": item.group_id}] if words else []
    return [*own, *item.joint]


def _each_once(parties: list[dict[str, Any]]) -> list[dict[str, Any]]:
    kept: dict[object, dict[str, Any]] = {}
    for party in parties:
        known = (party["unit"], party["group"])
        kept.setdefault(known if any(known) else rules.name_key(party["words"]), party)
    return list(kept.values())


def _set_parties(item: ReadItem, parties: list[dict[str, Any]]) -> None:
    """The first known one is the task's own, the others stand beside it."""
    first = next((party for party in parties if party["unit"] or party["group"]), None)
    if first is None and len(parties) > 1:
        item.joint = parties
        return
    item.unit_id, item.group_id = (first["unit"], first["group"]) if first else (None, None)
    item.joint = [party for party in parties if party is not first] if first else []


def _provision_at(provisions: list[Provision], places: list[task_parts.Place]) -> Provision | None:
    if not places:
        return None
    start = places[0][0]
    around = [one for one in provisions if one.span_start <= start < one.span_end]
    return min(around, key=lambda one: one.span_end - one.span_start, default=None)


def _make(item: ReadItem, *, by: Any, batch: Any) -> ReadItem:
    tasks = ReadItem.objects.filter(directive=item.directive_id, kind=ItemKind.ASSIGNMENT)
    last = tasks.aggregate(last=Max("order"))["last"]
    item.kind, item.order = ItemKind.ASSIGNMENT, 0 if last is None else last + 1
    item.proposal, item.state, item.is_reshaped = {}, ItemState.CORRECTED, True
    item.changed_by, item.changed_at = by, timezone.now()
    item.save()
    keep_change(item, {}, batch=batch, by=by)
    return item
