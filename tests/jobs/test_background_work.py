"""Background work survives a killed worker, happens once, and says why it failed."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from nhipcau.directives.models import DirectiveImport
from nhipcau.jobs import registry, services
from nhipcau.jobs.enums import WorkState


@pytest.fixture
def done_by(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Put another doer in the place of the real one and count its calls."""

    def use(doer: Any) -> list[int]:
        calls: list[int] = []

        def counted(work: DirectiveImport) -> None:
            calls.append(work.pk)
            doer(work)

        monkeypatch.setitem(registry._doers, DirectiveImport, counted)
        return calls

    return use


def work(**fields: Any) -> DirectiveImport:
    return DirectiveImport.objects.create(file_name="a.txt", sha256="0" * 64, content=b"", **fields)


@pytest.mark.django_db
def test_work_is_done_once_even_if_the_queue_hands_it_out_twice(done_by):
    calls = done_by(lambda row: None)
    row = work()
    services.do(row._meta.label, row.pk)
    services.do(row._meta.label, row.pk)
    row.refresh_from_db()
    assert (calls, row.state, row.attempts) == ([row.pk], WorkState.DONE, 1)


@pytest.mark.django_db
def test_work_that_a_living_worker_holds_is_left_to_it(done_by):
    calls = done_by(lambda row: None)
    row = work(state=WorkState.RUNNING, heartbeat_at=timezone.now())
    services.do(row._meta.label, row.pk)
    assert calls == []


@pytest.mark.django_db
def test_work_of_a_killed_worker_is_taken_up_again(done_by, work_at_once, django_capture_on_commit_callbacks):
    calls = done_by(lambda row: None)
    long_ago = timezone.now() - timedelta(minutes=5)
    row = work(state=WorkState.RUNNING, heartbeat_at=long_ago, attempts=1)
    with django_capture_on_commit_callbacks(execute=True):
        assert services.sweep() == 1
    row.refresh_from_db()
    assert (calls, row.state, row.attempts) == ([row.pk], WorkState.DONE, 2)


@pytest.mark.django_db
def test_work_whose_queue_row_was_lost_is_queued_again(done_by):
    done_by(lambda row: None)
    row = work(queued_at=timezone.now() - timedelta(minutes=5))
    assert services.sweep() == 1
    assert services.sweep() == 0, "it was queued a moment ago"
    row.refresh_from_db()
    assert row.state == WorkState.WAITING


@pytest.mark.django_db
def test_work_that_kills_its_worker_every_time_is_given_up_with_a_reason(done_by):
    done_by(lambda row: None)
    row = work(
        state=WorkState.RUNNING, heartbeat_at=timezone.now() - timedelta(hours=1), attempts=services.MOST_ATTEMPTS
    )
    assert services.sweep() == 0
    row.refresh_from_db()
    assert row.state == WorkState.FAILED
    assert row.failure


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "reason"),
    [
        pytest.param(
            services.GivesUpError("Tệp này không phải văn bản."), "Tệp này không phải văn bản.", id="given up"
        ),
        pytest.param(ValueError("broken"), "ValueError: broken", id="a defect"),
    ],
)
def test_a_failure_is_kept_on_the_row_and_can_be_tried_again(done_by, caplog, error, reason):
    def fail(row: DirectiveImport) -> None:
        raise error

    done_by(fail)
    row = work()
    services.do(row._meta.label, row.pk)
    row.refresh_from_db()
    assert (row.state, row.failure) == (WorkState.FAILED, reason)
    services.try_again(row)
    row.refresh_from_db()
    assert (row.state, row.failure) == (WorkState.WAITING, "")


@pytest.mark.django_db
def test_progress_is_a_sign_of_life(done_by):
    row = work(state=WorkState.RUNNING, heartbeat_at=timezone.now() - timedelta(minutes=5))
    services.show_progress(row, 1, 4)
    row.refresh_from_db()
    assert row.progress_percent == 25
    assert services.sweep() == 0
