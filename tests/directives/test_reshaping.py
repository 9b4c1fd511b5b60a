"""Tasks split and merged by officers, alone and two at once; everything goes back with one undo."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.directives import services
from nhipcau.directives.enums import ItemState
from nhipcau.directives.errors import BadValueError, ItemChangedError
from nhipcau.directives.models import Directive, ReadItem
from nhipcau.directives.queries import items_that_count
from nhipcau.directives.review_sheet import ReviewSheet
from nhipcau.directives.services import places_of
from nhipcau.directives.task_parts import joined_places
from nhipcau.organisation.enums import Role
from nhipcau.programme.models import Task
from nhipcau.programme.queries import provisions_without_task

pytestmark = pytest.mark.django_db
SCRIPT = {"accept": "application/json"}


@pytest.fixture
def colleague(person: Callable[..., Any]) -> Any:
    return person(Role.PROGRAMME_OFFICER, username="colleague")


@pytest.fixture
def tasks(directive: Directive) -> list[ReadItem]:
    """Tasks in the order of the text."""
    return list(directive.items.filter(kind="assignment").order_by("span_start", "order"))


@pytest.fixture
def apart(directive: Directive, tasks: list[ReadItem]) -> tuple[ReadItem, ReadItem]:
    """Two neighbours of different units with other words between them."""
    return next(
        (one, other)
        for one, other in pairwise(tasks)
        if (one.unit_id, one.group_id) != (other.unit_id, other.group_id)
        and len(joined_places(directive.text, [*map(tuple, places_of(one)), *map(tuple, places_of(other))])) == 2
    )


def splitting(item: ReadItem, after: int) -> str:
    words = item.value["task"].split()
    return " ".join(words[:after]) + "\n" + " ".join(words[after:])


def rows(directive: Directive) -> list[Any]:
    """Everything that undo has to bring back."""
    return list(
        directive.items.order_by("pk").values_list(
            "pk", "state", "value", "unit", "group", "joint", "span_start", "span_end", "further_spans", "is_reshaped"
        )
    )


def test_a_split_task_gives_two_with_their_own_words_and_places(
    directive: Directive, tasks: list[ReadItem], officer: Any
) -> None:
    whole = tasks[3]
    before = directive.text[whole.span_start : whole.span_end]
    first, second = services.split_task(whole, splitting(whole, 4), version=1, by=officer)
    assert (first.unit, second.unit, second.joint) == (whole.unit, whole.unit, whole.joint)
    assert first.span_end is not None
    assert first.span_end <= second.span_start
    words = f"{directive.text[first.span_start : first.span_end]} {directive.text[second.span_start : second.span_end]}"
    assert words.split() == before.split()
    assert f"{first.value['task']} {second.value['task']}".split() == whole.value["task"].split()
    assert second.provision == whole.provision
    assert items_that_count(directive).filter(kind="assignment").count() == len(tasks) + 1


def test_splitting_is_undone_whole(directive: Directive, tasks: list[ReadItem], officer: Any) -> None:
    before = rows(directive)
    services.split_task(tasks[3], splitting(tasks[3], 4), version=1, by=officer)
    services.undo_last(directive, by=officer)
    assert rows(directive) == before


def test_splitting_needs_two_parts_and_unchanged_words(tasks: list[ReadItem], officer: Any) -> None:
    words = tasks[0].value["task"]
    for typed in (words, "", f"{words}\nthêm việc", "\n".join(words.split()) + "\n" + words):
        with pytest.raises(BadValueError):
            services.split_task(tasks[0], typed, version=1, by=officer)
    tasks[0].refresh_from_db()
    assert (tasks[0].version, tasks[0].directive.items.filter(is_reshaped=True).count()) == (1, 0)


def test_merged_tasks_keep_both_sentences_both_units_and_leave_no_provision_without_task(
    directive: Directive, apart: tuple[ReadItem, ReadItem], officer: Any
) -> None:
    one, other = apart
    without = [part.pk for part in ReviewSheet(directive).without_task]
    merged = services.merge_tasks(other, one, version=1, other_version=1, by=officer)
    assert merged.pk == one.pk
    assert merged.value["task"].startswith(one.value["task"])
    assert merged.value["task"].endswith(other.value["task"])
    assert (merged.span_start, merged.further_spans) == (one.span_start, [[other.span_start, other.span_end]])
    named = {merged.unit_id or merged.group_id, *(party["unit"] or party["group"] for party in merged.joint)}
    assert {one.unit_id or one.group_id, other.unit_id or other.group_id} <= named
    assert [part.pk for part in ReviewSheet(directive).without_task] == without
    page = ReviewSheet(directive)
    assert other.pk not in [line.pk for line in page.lines]


def test_the_programme_gets_one_task_with_both_sentences(
    directive: Directive, tasks: list[ReadItem], apart: tuple[ReadItem, ReadItem], officer: Any
) -> None:
    services.merge_tasks(*apart, version=1, other_version=1, by=officer)
    services.accept_directive(directive, by=officer)
    task = Task.objects.get(directive=directive, sentence__contains=" … ")
    for item in apart:
        assert " ".join(directive.text[item.span_start : item.span_end].split()) in task.sentence
        assert item.provision not in provisions_without_task(directive)
    assert Task.objects.filter(directive=directive).count() == len(tasks) - 1


def test_merging_is_undone_whole(directive: Directive, tasks: list[ReadItem], officer: Any) -> None:
    before = rows(directive)
    services.merge_tasks(tasks[2], tasks[3], version=1, other_version=1, by=officer)
    services.undo_last(directive, by=officer)
    assert rows(directive) == before


def test_split_then_merged_again_stands_where_it_stood(
    directive: Directive, tasks: list[ReadItem], officer: Any
) -> None:
    whole = tasks[3]
    first, second = services.split_task(whole, splitting(whole, 4), version=1, by=officer)
    again = services.merge_tasks(first, second, version=first.version, other_version=second.version, by=officer)
    assert (again.span_start, again.span_end, again.further_spans) == (whole.span_start, whole.span_end, [])


def test_of_two_officers_the_later_one_merges_nothing(
    directive: Directive, tasks: list[ReadItem], officer: Any, colleague: Any
) -> None:
    services.confirm_item(tasks[3], version=1, by=colleague)
    before = rows(directive)
    with pytest.raises(ItemChangedError):
        services.merge_tasks(tasks[2], tasks[3], version=1, other_version=1, by=officer)
    with pytest.raises(ItemChangedError):
        services.split_task(tasks[3], splitting(tasks[3], 4), version=1, by=officer)
    assert rows(directive) == before


def test_a_split_that_a_colleague_went_on_from_is_not_undone_under_his_hands(
    directive: Directive, tasks: list[ReadItem], officer: Any, colleague: Any
) -> None:
    _first, second = services.split_task(tasks[3], splitting(tasks[3], 4), version=1, by=officer)
    services.reject_item(second, version=second.version, by=colleague)
    with pytest.raises(ItemChangedError):
        services.undo_last(directive, by=officer)
    assert directive.items.filter(pk=second.pk).exists()


def test_a_task_left_out_after_splitting_comes_back_as_it_stood(tasks: list[ReadItem], officer: Any) -> None:
    _first, second = services.split_task(tasks[3], splitting(tasks[3], 4), version=1, by=officer)
    words = second.value["task"]
    second = services.reject_item(second, version=second.version, by=officer)
    second = services.restore_item(second, version=second.version, by=officer)
    assert (second.value["task"], second.state) == (words, ItemState.UNSEEN)


def test_a_task_made_of_a_provision_is_taken_back(directive: Directive, officer: Any) -> None:
    before = rows(directive)
    services.add_task(directive.provisions.get(text__startswith="- Biên soạn ấn phẩm song ngữ"), by=officer)
    services.undo_last(directive, by=officer)
    assert rows(directive) == before


def test_splitting_and_merging_over_http_with_and_without_script(
    client: Client, directive: Directive, tasks: list[ReadItem], officer: Any
) -> None:
    client.force_login(officer)
    item, other = tasks[3], tasks[4]
    address = reverse("directives:item_parts", args=[item.pk])
    opened = client.get(address, headers=SCRIPT).json()["replace"][f"item-{item.pk}"]
    assert item.value["task"] in opened
    assert f'value="{other.pk}:1"' in opened
    changed = client.post(address, {"version": 1, "parts": "việc khác\nviệc nữa"}, headers=SCRIPT)
    assert changed.status_code == 422
    assert "việc nữa" in changed.json()["replace"][f"item-{item.pk}"]

    shape = ReviewSheet(directive).shape
    answer = client.post(address, {"version": 1, "parts": splitting(item, 4)}, headers=SCRIPT).json()
    assert answer["shape"] != shape
    assert answer["item"] == item.pk
    stale = client.post(address, {"version": 1, "merge": f"{other.pk}:1"})
    assert stale.status_code == 302
    item.refresh_from_db()
    client.post(address, {"version": item.version, "merge": f"{other.pk}:1"})
    other.refresh_from_db()
    assert other.state == ItemState.MERGED
    page = client.get(reverse("directives:review", args=[directive.pk]) + f"?parts={item.pk}").content.decode()
    assert 'name="parts"' in page
