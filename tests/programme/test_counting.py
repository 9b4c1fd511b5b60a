"""The database counts activities by itself, whichever way they come, change and go."""

from datetime import date
from typing import Any

import pytest
from django.db import connection

from nhipcau.organisation.models import Unit
from nhipcau.organisation.services import create_unit
from nhipcau.programme.count_models import ActivityCount
from nhipcau.programme.counting import keep_counting, recount
from nhipcau.programme.models import Activity, Task
from nhipcau.programme.services import create_task

pytestmark = pytest.mark.django_db
MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)


@pytest.fixture
def unit(db: None) -> Unit:
    return create_unit("Báo Vân Khê", by=None)


@pytest.fixture
def task(unit: Unit) -> Task:
    return create_task("Xây dựng chuyên mục", year=2026, by=None)


def activity(unit: Unit, task: Task | None, **more: Any) -> Activity:
    return Activity(unit=unit, task=task, kind="story", title="Tin", **{"happened_on": date(2026, 3, 31), **more})


def counts() -> dict[tuple[int, date], int]:
    rows = ActivityCount.objects.filter(count__gt=0).values_list("task_id", "month", "count")
    return {(task, month): count for task, month, count in rows}


def test_activities_are_counted_when_they_are_made_one_by_one_or_many_at_once(unit: Unit, task: Task) -> None:
    activity(unit, task).save()
    activity(unit, None).save()
    Activity.objects.bulk_create([activity(unit, task), activity(unit, task, happened_on=date(2026, 4, 1))])
    assert counts() == {(task.pk, MARCH): 2, (task.pk, APRIL): 1}


def test_counts_follow_every_change(unit: Unit, task: Task) -> None:
    other = create_task("Việc khác", year=2026, by=None)
    first, second = activity(unit, task), activity(unit, task)
    first.save()
    second.save()
    Activity.objects.filter(pk=first.pk).update(task=other, happened_on=APRIL)
    assert counts() == {(task.pk, MARCH): 1, (other.pk, APRIL): 1}
    Activity.objects.filter(pk=second.pk).update(withdrawn_on=date(2026, 5, 1))
    assert counts() == {(other.pk, APRIL): 1}
    Activity.objects.filter(pk=second.pk).update(withdrawn_on=None)
    first.delete()
    assert counts() == {(task.pk, MARCH): 1}


def test_a_task_that_goes_takes_its_counts_along(unit: Unit, task: Task) -> None:
    activity(unit, task).save()
    task.delete()
    assert (ActivityCount.objects.count(), Activity.objects.get().task) == (0, None)


def test_what_happened_while_the_triggers_were_missing_is_counted_when_they_come_back(unit: Unit, task: Task) -> None:
    activity(unit, task).save()
    with connection.cursor() as cursor:
        on = " ON programme_activity" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER count_new_activity{on}")
    activity(unit, task).save()
    assert counts() == {(task.pk, MARCH): 1}
    assert keep_counting() is True
    assert counts() == {(task.pk, MARCH): 2}
    assert keep_counting() is False


def test_counting_anew_changes_nothing_that_was_right(unit: Unit, task: Task) -> None:
    Activity.objects.bulk_create([activity(unit, task), activity(unit, None), activity(unit, task)])
    before = counts()
    recount()
    assert counts() == before == {(task.pk, MARCH): 2}
