"""Queue background work, do it, show its progress, take it up again after a killed worker."""

import logging
from datetime import timedelta

from django.apps import apps
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.jobs import registry
from nhipcau.jobs.enums import WorkState
from nhipcau.jobs.models import BackgroundWork

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 5
# A worker shows a sign of life at each step of progress; no step takes longer than this.
LIFE_SIGN_EXPECTED = timedelta(seconds=60)
# A queue row may be lost with its worker between commit and start.
START_EXPECTED = timedelta(seconds=60)


class GivesUpError(Exception):
    """Raised by a doer when trying again cannot help. Its text is shown to the people concerned."""


class CancelledError(Exception):
    """A person stopped the work; whoever does it stops here and leaves the row alone."""


def queue(work: BackgroundWork) -> None:
    """Hand `work` to the workers once the transaction is through."""
    type(work)._default_manager.filter(pk=work.pk).update(queued_at=timezone.now())
    label, pk = work._meta.label, work.pk
    transaction.on_commit(lambda: _enqueue(label, pk))


def _enqueue(label: str, pk: int) -> None:
    from nhipcau.jobs.tasks import do_work  # noqa: PLC0415 -- the task itself calls this module

    do_work.enqueue(label, pk)


def do(label: str, pk: int) -> None:
    """Do one piece of work unless another worker has it or it is done. Failures are kept on its row, not raised."""
    model = apps.get_model(label)
    if not issubclass(model, BackgroundWork) or not _claim(model, pk):
        return
    work = model._default_manager.get(pk=pk)
    try:
        registry.doer_of(model)(work)
    except CancelledError:
        return
    except GivesUpError as reason:
        _finish(model, pk, WorkState.FAILED, str(reason))
    except Exception as error:
        logger.exception("%s %s failed", label, pk)
        _finish(model, pk, WorkState.FAILED, f"{type(error).__name__}: {error}")
    else:
        _finish(model, pk, WorkState.DONE, "")


def _claim(model: type[BackgroundWork], pk: int) -> bool:
    """Take the row for this worker; of two workers one gets it."""
    now = timezone.now()
    free = Q(state=WorkState.WAITING) | Q(state=WorkState.RUNNING, heartbeat_at__lt=now - LIFE_SIGN_EXPECTED)
    taken = (
        model._default_manager.filter(free, pk=pk)
        .order_by()
        .update(state=WorkState.RUNNING, heartbeat_at=now, attempts=F("attempts") + 1, failure="")
    )
    return taken == 1


def _finish(model: type[BackgroundWork], pk: int, state: WorkState, failure: str) -> None:
    rows = model._default_manager.filter(pk=pk)
    if state != WorkState.DONE:  # what a person stopped stays stopped, unless it was finished at that very moment
        rows = rows.exclude(state=WorkState.CANCELLED)
    rows.update(state=state, failure=failure, finished_at=timezone.now())


def show_progress(work: BackgroundWork, done: int, total: int) -> None:
    """Say how far the work is; also its sign of life.

    Raises:
        CancelledError: a person stopped the work meanwhile.
    """
    still_ours = type(work)._default_manager.filter(pk=work.pk).exclude(state=WorkState.CANCELLED)
    if not still_ours.update(progress_done=done, progress_total=total, heartbeat_at=timezone.now()):
        raise CancelledError


def cancel(work: BackgroundWork) -> bool:
    """Stop work that waits or is under way, asked for by a person; what it has done so far stays.

    Tells whether it was stopped.
    """
    if not work.may_be_cancelled:
        return False
    under_way = type(work)._default_manager.filter(pk=work.pk, state__in=[WorkState.WAITING, WorkState.RUNNING])
    return under_way.update(state=WorkState.CANCELLED, finished_at=timezone.now()) == 1


def try_again(work: BackgroundWork) -> None:
    """Queue failed or stopped work anew, asked for by a person."""
    changed = (
        type(work)
        ._default_manager.filter(pk=work.pk, state__in=[WorkState.FAILED, WorkState.CANCELLED])
        .update(state=WorkState.WAITING, attempts=0, failure="", finished_at=None)
    )
    if changed:
        queue(work)


def sweep() -> int:
    """Queue again what a killed worker left behind. Returns how many pieces of work were taken up."""
    now = timezone.now()
    left_behind = (
        Q(state=WorkState.RUNNING, heartbeat_at__lt=now - LIFE_SIGN_EXPECTED)
        | Q(state=WorkState.WAITING, queued_at__lt=now - START_EXPECTED)
        | Q(state=WorkState.WAITING, queued_at=None, created_at__lt=now - START_EXPECTED)
    )
    taken_up = 0
    for model in registry.kinds_of_work():
        for work in model._default_manager.filter(left_behind):
            if work.attempts >= MOST_ATTEMPTS:
                _finish(
                    model,
                    work.pk,
                    WorkState.FAILED,
                    work.failure or _("The worker stopped in the middle of it too many times."),
                )
            else:
                queue(work)
                taken_up += 1
    return taken_up
