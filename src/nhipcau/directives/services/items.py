"""What an officer does with the items of a reading: confirm, correct, leave out, name the unit, undo.

Every change names the version of the item that the officer saw. When a colleague was faster, nothing is changed and
`ItemChangedError` carries the item as it stands now. Changes made with one click share a batch and are undone together.
"""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.directives import rules
from nhipcau.directives.enums import NOT_COUNTED, DirectiveState, ItemState
from nhipcau.directives.errors import ItemChangedError, NotInReviewError
from nhipcau.directives.models import Directive, ItemChange, Lesson, ReadItem
from nhipcau.directives.queries import lessons as lessons_with_meaning
from nhipcau.directives.services import learning, matching

Change = Callable[[ReadItem], None]
SAVED = (
    "state",
    "value",
    "unit",
    "group",
    "joint",
    "span_start",
    "span_end",
    "further_spans",
    "is_reshaped",
    "version",
    "changed_by",
    "changed_at",
)


def confirm_item(item: ReadItem, *, version: int, by: Any) -> ReadItem:
    """The officer looked at it and it is right. A correction made before stays one."""

    def confirm(current: ReadItem) -> None:
        if current.state != ItemState.CORRECTED:
            current.state = ItemState.CONFIRMED

    return change_item(item, confirm, version=version, by=by)


def correct_item(item: ReadItem, value: Any, *, version: int, by: Any, batch: UUID | None = None) -> ReadItem:
    """Put the officer's value in place of what was read; units are looked up anew when their words changed.

    A short form that he spelled out ("TTĐN") is known from then on.
    """

    learned: dict[str, Any] = {}

    def correct(current: ReadItem) -> None:
        before, after = _all_words(current.value), _all_words(value)
        if taught := learning.teach_short_forms(before, after, current.directive, by=by):
            learned["lessons"] = taught
        old_words = rules.words_for_unit(current.kind, current.field, current.value)
        current.value = value
        words = rules.words_for_unit(current.kind, current.field, value)
        if words != old_words:
            matching.match_items([current], on=matching.day_for(current.directive))
        current.state = ItemState.CONFIRMED if value == current.proposal else ItemState.CORRECTED

    return change_item(item, correct, version=version, by=by, batch=batch, learned=learned)


def _all_words(value: Any) -> str:
    """The texts of an item's value in a fixed order."""
    if isinstance(value, dict):
        return " ".join(str(value[key]) for key in sorted(value) if isinstance(value[key], str))
    return str(value or "")


def reject_item(item: ReadItem, *, version: int, by: Any) -> ReadItem:
    """Leave it out: nothing comes of it."""

    def reject(current: ReadItem) -> None:
        current.state = ItemState.REJECTED

    return change_item(item, reject, version=version, by=by)


def restore_item(item: ReadItem, *, version: int, by: Any) -> ReadItem:
    """Take it in again as it was read, not yet looked at; a task that an officer made, split or merged as it stood."""

    def restore(current: ReadItem) -> None:
        if not current.is_reshaped:
            current.value = current.proposal
            matching.match_items([current], on=matching.day_for(current.directive))
        current.state = ItemState.UNSEEN

    return change_item(item, restore, version=version, by=by)


def confirm_all(directive: Directive, kind: str, *, by: Any) -> list[int]:
    """Confirm every item of a kind that nobody has looked at yet. Returns their keys."""
    batch = uuid4()
    with transaction.atomic():
        require_review(directive.pk)
        unseen = directive.items.filter(kind=kind, state=ItemState.UNSEEN)
        for item in unseen:
            change_item(item, _set_confirmed, version=item.version, by=by, batch=batch)
        return [item.pk for item in unseen]


def _set_confirmed(item: ReadItem) -> None:
    item.state = ItemState.CONFIRMED


def undo_last(directive: Directive, *, by: Any) -> list[ReadItem]:
    """Take back the last thing that this officer did in this directive. Returns the items that went back.

    Raises:
        ItemChangedError: a colleague has changed one of them since.
    """
    with transaction.atomic():
        require_review(directive.pk)
        mine = ItemChange.objects.filter(item__directive=directive, changed_by=by, was_undone=False)
        last = mine.order_by("-pk").first()
        if last is None:
            return []
        changes = list(mine.filter(batch=last.batch).select_related("item").order_by("-pk"))
        for change in changes:
            _go_back(change, by=by)
        for change in changes:
            learning.forget(change.after.get("learned"))
        return [change.item for change in changes]


def _go_back(change: ItemChange, *, by: Any) -> None:
    item = ReadItem.objects.select_for_update().get(pk=change.item_id)
    newest = ItemChange.objects.filter(item=item, was_undone=False).order_by("-pk").first()
    if newest != change:
        raise ItemChangedError(item)
    if not change.before:
        # It came into being with this change, so it goes with it.
        item.delete()
        change.item = item
        return
    _set_snapshot(item, change.before)
    _save(item, by=by)
    change.was_undone = True
    change.save(update_fields=["was_undone"])
    change.item = item


def lessons_of(batch: UUID) -> list[Lesson]:
    """What one click has taught."""
    learned = ItemChange.objects.filter(batch=batch).values_list("after__learned__lessons", flat=True)
    keys = [key for lessons in learned for key in lessons or ()]
    return list(lessons_with_meaning().filter(pk__in=keys)) if keys else []


def snapshot(item: ReadItem) -> dict[str, Any]:
    """What a change may change, as plain values."""
    return {
        "state": str(item.state),
        "value": item.value,
        "unit": item.unit_id,
        "group": item.group_id,
        "joint": item.joint,
        "places": places_of(item),
        "is_reshaped": item.is_reshaped,
    }


def places_of(item: ReadItem) -> list[list[int]]:
    """Where the item stands in the text; a merged task stands at several places."""
    if item.span_start is None or item.span_end is None:
        return []
    return [[item.span_start, item.span_end], *item.further_spans]


def set_places(item: ReadItem, places: Sequence[Sequence[int]]) -> None:
    """Say where the item stands, in the order of the text."""
    item.span_start, item.span_end = places[0] if places else (None, None)
    item.further_spans = [list(place) for place in places[1:]]


def _set_snapshot(item: ReadItem, kept: dict[str, Any]) -> None:
    item.state, item.value, item.joint = kept["state"], kept["value"], kept["joint"]
    item.unit_id, item.group_id = kept["unit"], kept["group"]
    # Changes made before tasks could be split keep no places; they changed none.
    item.is_reshaped = kept.get("is_reshaped", item.is_reshaped)
    set_places(item, kept.get("places", places_of(item)))


def change_item(
    item: ReadItem, change: Change, *, version: int, by: Any, batch: UUID | None = None, learned: Any = None
) -> ReadItem:
    with transaction.atomic():
        require_review(item.directive_id)
        current = (
            ReadItem.objects.select_for_update(of=("self",)).select_related("directive", "changed_by").get(pk=item.pk)
        )
        if current.version != version:
            raise ItemChangedError(current)
        before = snapshot(current)
        change(current)
        after = snapshot(current)
        if after == before:
            return current
        _save(current, by=by)
        keep_change(current, before, batch=batch, by=by, learned=learned)
        return current


def keep_change(item: ReadItem, before: dict[str, Any], *, batch: UUID | None, by: Any, learned: Any = None) -> None:
    """Write down how an item stood before; an empty `before` says that it was not there."""
    after = snapshot(item)
    ItemChange.objects.create(
        item=item,
        batch=batch or uuid4(),
        version=item.version,
        before=before,
        after={**after, "learned": learned} if learned else after,
        changed_by=by,
        changed_at=item.changed_at or timezone.now(),
    )


def _save(item: ReadItem, *, by: Any) -> None:
    item.version += 1
    item.changed_by, item.changed_at = by, timezone.now()
    item.save(update_fields=SAVED)


def require_review(directive_id: int) -> None:
    """Hold the directive so that it cannot be accepted while an item changes.

    Raises:
        NotInReviewError: it was accepted or set aside.
    """
    state = Directive.objects.select_for_update().values_list("state", flat=True).get(pk=directive_id)
    if state == DirectiveState.ACCEPTED:
        raise NotInReviewError(_("This directive was accepted meanwhile; its items stand as they are."))
    if state == DirectiveState.SET_ASIDE:
        raise NotInReviewError(_("This directive was set aside meanwhile; put it back into review to go on."))


def party_words(item: ReadItem, position: int) -> str:
    """The words that stand for one of the units of an item; position 0 is the item's own."""
    if position:
        return str(item.joint[position - 1]["words"]) if position <= len(item.joint) else ""
    return "" if item.joint else rules.words_for_unit(item.kind, item.field, item.value)


def assign_unit(
    item: ReadItem,
    party: matching.Named | None,
    *,
    version: int,
    by: Any,
    position: int = 0,
    batch: UUID | None = None,
    created: matching.Named | None = None,
) -> tuple[ReadItem, list[int]]:
    """Say which unit or group an item means; None takes it away. Returns the item and the keys of those that followed.

    Words that nobody answered to are learnt as a name of the unit: they match from then on, and the other items of the
    directive with the same words get the unit too. `position` 0 is the item's own unit, 1 the first of its further
    ones, one past the last adds one. `created` is the unit when it was entered for this; an undo takes it out again.
    """
    batch = batch or uuid4()
    with transaction.atomic():
        require_review(item.directive_id)
        words = party_words(item, position)
        was_unknown = bool(words) and not _known_at(item, position)
        learned: dict[str, Any] = {"created_unit": created.pk} if created is not None else {}
        taught = party if was_unknown else None
        if taught is not None:
            learned["lessons"] = learning.teach_name(taught, words, item.directive, by=by)

        def assign(current: ReadItem) -> None:
            _set_party(current, position, party)
            if current.state in (ItemState.UNSEEN, ItemState.REJECTED):
                current.state = ItemState.CORRECTED

        changed = change_item(item, assign, version=version, by=by, batch=batch, learned=learned)
        followed = _assign_same_words(changed, words, taught, by=by, batch=batch) if taught else []
    return changed, followed


def _known_at(item: ReadItem, position: int) -> bool:
    if position == 0:
        return item.unit_id is not None or item.group_id is not None
    place = item.joint[position - 1]
    return bool(place["unit"] or place["group"])


def _set_party(item: ReadItem, position: int, party: matching.Named | None) -> None:
    unit, group = matching.unit_or_group(party)
    if position == 0:
        item.unit, item.group = unit, group
        return
    joint = list(item.joint)
    if party is None:
        del joint[position - 1 : position]
    else:
        words = joint[position - 1]["words"] if position <= len(joint) else str(party)
        joint[position - 1 : position] = [matching.as_joint(matching.Party(words, unit, group))]
    item.joint = joint


def _assign_same_words(item: ReadItem, words: str, party: matching.Named, *, by: Any, batch: UUID) -> list[int]:
    """Give the unit to the other items of the directive that write it the same way and have none yet."""
    followed: list[int] = []
    for other in (
        ReadItem.objects.filter(directive=item.directive_id).exclude(pk=item.pk).exclude(state__in=NOT_COUNTED)
    ):
        positions = [
            position
            for position in range(len(other.joint) + 1)
            if not _known_at(other, position) and rules.same_words(party_words(other, position), words)
        ]
        if positions:

            def assign(current: ReadItem, positions: list[int] = positions) -> None:
                for position in positions:
                    _set_party(current, position, party)

            change_item(other, assign, version=other.version, by=by, batch=batch)
            followed.append(other.pk)
    return followed
