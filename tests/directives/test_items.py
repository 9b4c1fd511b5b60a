"""What officers do with items, alone and two at once."""

from collections.abc import Callable
from typing import Any

import pytest

from nhipcau.directives import services
from nhipcau.directives.enums import ItemKind, ItemState
from nhipcau.directives.errors import ItemChangedError, NotInReviewError
from nhipcau.directives.models import Directive, ItemChange, ReadItem
from nhipcau.organisation.enums import Role
from nhipcau.organisation.models import Unit, UnitGroup
from nhipcau.organisation.queries import UnitMatcher

pytestmark = pytest.mark.django_db
UNKNOWN = "Ban Quản lý Khu kinh tế cửa khẩu tỉnh"


@pytest.fixture
def colleague(person: Callable[..., Any]) -> Any:
    return person(Role.PROGRAMME_OFFICER, username="colleague")


@pytest.fixture
def number(directive: Directive) -> ReadItem:
    return directive.items.get(field="number")


def unknown_items(directive: Directive) -> list[ReadItem]:
    """Tasks and recipients that name the unit that nobody knows."""
    return [
        item
        for item in directive.items.all()
        if item.kind in ("assignment", "recipient") and UNKNOWN in (item.value.get("unit"), item.value.get("text"))
    ]


def test_a_correction_keeps_what_was_read_beside_it(number: ReadItem, officer: Any) -> None:
    item = services.correct_item(number, "08-HD/BTGDVTU", version=1, by=officer)
    assert (item.value, item.proposal, item.state) == ("08-HD/BTGDVTU", "07-HD/BTGDVTU", ItemState.CORRECTED)
    assert (item.version, item.changed_by) == (2, officer)


def test_correcting_back_to_what_was_read_is_a_confirmation(number: ReadItem, officer: Any) -> None:
    item = services.correct_item(number, "x", version=1, by=officer)
    assert services.correct_item(item, "07-HD/BTGDVTU", version=2, by=officer).state == ItemState.CONFIRMED


def test_of_two_officers_the_later_one_is_told_and_changes_nothing(
    number: ReadItem, officer: Any, colleague: Any
) -> None:
    services.correct_item(number, "08-HD/BTGDVTU", version=1, by=colleague)
    with pytest.raises(ItemChangedError) as caught:
        services.correct_item(number, "09-HD/BTGDVTU", version=1, by=officer)
    assert (caught.value.by, caught.value.item.value) == (colleague, "08-HD/BTGDVTU")
    assert caught.value.at is not None
    number.refresh_from_db()
    assert number.value == "08-HD/BTGDVTU"


def test_confirming_twice_changes_nothing_the_second_time(number: ReadItem, officer: Any) -> None:
    item = services.confirm_item(number, version=1, by=officer)
    assert services.confirm_item(item, version=2, by=officer).version == 2
    assert ItemChange.objects.count() == 1


def test_an_item_left_out_can_be_taken_in_again_as_it_was_read(number: ReadItem, officer: Any) -> None:
    item = services.correct_item(number, "x", version=1, by=officer)
    item = services.reject_item(item, version=2, by=officer)
    assert item.state == ItemState.REJECTED
    item = services.restore_item(item, version=3, by=officer)
    assert (item.state, item.value) == (ItemState.UNSEEN, "07-HD/BTGDVTU")


def test_undo_goes_back_step_by_step_and_then_says_that_nothing_is_left(
    directive: Directive, number: ReadItem, officer: Any
) -> None:
    services.correct_item(number, "x", version=1, by=officer)
    services.reject_item(number, version=2, by=officer)
    states = []
    while services.undo_last(directive, by=officer):
        number.refresh_from_db()
        states.append((number.state, number.value))
    assert states == [("corrected", "x"), ("unseen", "07-HD/BTGDVTU")]


def test_undo_takes_back_a_whole_click(directive: Directive, officer: Any) -> None:
    confirmed = services.confirm_all(directive, ItemKind.DATE, by=officer)
    assert len(confirmed) == 30
    assert len(services.undo_last(directive, by=officer)) == 30
    assert not directive.items.exclude(state=ItemState.UNSEEN).exists()


def test_undo_does_not_touch_what_a_colleague_changed_since(
    directive: Directive, number: ReadItem, officer: Any, colleague: Any
) -> None:
    services.confirm_item(number, version=1, by=officer)
    services.correct_item(number, "x", version=2, by=colleague)
    with pytest.raises(ItemChangedError):
        services.undo_last(directive, by=officer)
    number.refresh_from_db()
    assert number.value == "x"


def test_confirming_a_kind_leaves_what_was_looked_at_alone(
    directive: Directive, number: ReadItem, officer: Any
) -> None:
    services.reject_item(number, version=1, by=officer)
    services.confirm_all(directive, ItemKind.METADATA, by=officer)
    number.refresh_from_db()
    assert number.state == ItemState.REJECTED
    assert not directive.items.filter(kind=ItemKind.METADATA, state=ItemState.UNSEEN).exists()


def test_a_unit_given_to_unknown_words_is_learnt_and_given_to_all_with_the_same_words(
    directive: Directive, officer: Any
) -> None:
    unit = Unit.objects.create(name="Ban Quản lý Khu kinh tế Vân Khê", kind="department", tier="province")
    first, *others = unknown_items(directive)
    assert len(others) == 2

    _item, followed = services.assign_unit(first, unit, version=1, by=officer)

    assert sorted(followed) == sorted(other.pk for other in others)
    assert {item.unit for item in unknown_items(directive)} == {unit}
    assert UnitMatcher(on=unit.begins_on or directive.date).match(UNKNOWN).unit == unit


def test_undoing_the_assignment_forgets_the_name_again(directive: Directive, officer: Any) -> None:
    unit = Unit.objects.create(name="Ban Quản lý Khu kinh tế Vân Khê", kind="department", tier="province")
    services.assign_unit(unknown_items(directive)[0], unit, version=1, by=officer)
    services.undo_last(directive, by=officer)
    assert {item.unit for item in unknown_items(directive)} == {None}
    assert not unit.aliases.exists()


def test_another_unit_for_known_words_teaches_nothing(directive: Directive, officer: Any) -> None:
    item = next(one for one in directive.items.filter(kind="assignment") if one.value["unit"] == "Sở Ngoại vụ")
    other = Unit.objects.get(name="Sở Công Thương")
    changed, followed = services.assign_unit(item, other, version=1, by=officer)
    assert (changed.unit, followed) == (other, [])
    assert not other.aliases.filter(name="Sở Ngoại vụ").exists()


def test_a_group_takes_the_place_of_a_unit(directive: Directive, officer: Any) -> None:
    item = directive.items.filter(kind="assignment", unit__isnull=False).first()
    group = UnitGroup.objects.first()
    assert item is not None
    changed, _followed = services.assign_unit(item, group, version=1, by=officer)
    assert (changed.unit, changed.group) == (None, group)


def test_a_further_unit_is_added_and_taken_away(directive: Directive, officer: Any) -> None:
    item = next(one for one in directive.items.filter(kind="assignment") if one.value["unit"] == "Sở Ngoại vụ")
    other = Unit.objects.get(name="Sở Công Thương")
    item, _followed = services.assign_unit(item, other, version=1, by=officer, position=1)
    assert item.joint == [{"words": "Sở Công Thương", "unit": other.pk, "group": None}]
    item, _followed = services.assign_unit(item, None, version=2, by=officer, position=1)
    assert item.joint == []


def test_a_task_can_be_made_of_a_provision_without_one(directive: Directive, officer: Any) -> None:
    provision = directive.provisions.get(text__startswith="- Biên soạn ấn phẩm song ngữ")
    item = services.add_task(provision, by=officer)
    assert (item.provision, item.order, item.state) == (provision, 22, ItemState.CORRECTED)
    assert item.value["task"].startswith("Biên soạn ấn phẩm song ngữ")


@pytest.mark.parametrize("leave", [services.accept_directive, services.set_aside])
def test_nothing_changes_once_the_directive_left_the_review(
    directive: Directive, number: ReadItem, officer: Any, handlers: list[Any], leave: Any
) -> None:
    leave(directive, by=officer)
    with pytest.raises(NotInReviewError):
        services.correct_item(number, "x", version=1, by=officer)
    with pytest.raises(NotInReviewError):
        services.confirm_all(directive, ItemKind.DATE, by=officer)
    with pytest.raises(NotInReviewError):
        services.undo_last(directive, by=officer)
