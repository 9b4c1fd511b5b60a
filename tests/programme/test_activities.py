"""Activities: recorded by people and by themselves."""

from datetime import date
from typing import Any

import pytest

from nhipcau.organisation.models import Unit
from nhipcau.organisation.services import create_unit
from nhipcau.programme.enums import ActivityKind, AssignmentRole, TaskState
from nhipcau.programme.models import Activity, Task
from nhipcau.programme.queries import activities_of
from nhipcau.programme.recording import record_activity, withdraw_activity
from nhipcau.programme.services import create_task, set_task_state

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 10)


@pytest.fixture
def unit(db: None) -> Unit:
    return create_unit("Báo Vân Khê", by=None)


@pytest.fixture
def task(unit: Unit) -> Task:
    return create_task("Xây dựng chuyên mục", year=2026, assignments=[(AssignmentRole.LEAD, unit)], by=None)


def record(unit: Unit, **more: Any) -> Activity:
    what: dict[str, Any] = {"kind": ActivityKind.STORY, "title": "Thác Khuổi Ngần", "happened_on": DAY, "by": None}
    return record_activity(unit=unit, **{**what, **more})


def test_a_first_activity_sets_a_planned_task_going(unit: Unit, task: Task) -> None:
    record(unit, task=task)
    assert task.state == TaskState.UNDER_WAY
    task.refresh_from_db()
    assert task.state == TaskState.UNDER_WAY


def test_an_activity_does_not_reopen_what_is_done(unit: Unit, task: Task) -> None:
    set_task_state(task, TaskState.DONE, by=None)
    record(unit, task=task)
    task.refresh_from_db()
    assert task.state == TaskState.DONE


def test_recording_from_one_source_twice_keeps_one_activity_up_to_date(unit: Unit) -> None:
    first = record(unit, source="story:1:vi")
    second = record(unit, source="story:1:vi", title="Thác Khuổi Ngần mùa nước")
    assert (first.pk, Activity.objects.get().title) == (second.pk, "Thác Khuổi Ngần mùa nước")
    record(unit)
    record(unit)
    assert Activity.objects.count() == 3


def test_a_withdrawn_activity_is_kept_and_counts_for_periods_before(unit: Unit) -> None:
    record(unit, source="story:1:vi")
    assert withdraw_activity("story:1:vi", on=date(2026, 4, 2))
    assert not withdraw_activity(source="story:1:vi", on=date(2026, 5, 2))
    assert Activity.objects.get().withdrawn_on == date(2026, 4, 2)
    assert activities_of(unit, date(2026, 3, 1), date(2026, 3, 31)).count() == 1
    assert activities_of(unit, date(2026, 3, 1), date(2026, 4, 30)).count() == 0


def test_publishing_again_takes_the_withdrawal_back(unit: Unit) -> None:
    record(unit, source="story:1:vi")
    withdraw_activity("story:1:vi", on=date(2026, 4, 2))
    record(unit, source="story:1:vi")
    assert Activity.objects.get().withdrawn_on is None


def test_both_ends_of_a_period_belong_to_it(unit: Unit) -> None:
    record(unit)
    assert activities_of(unit, DAY, DAY).count() == 1
    assert activities_of(create_unit("Sở Ngoại vụ", by=None), DAY, DAY).count() == 0
