"""What happens to a story on its way out: submitted, cleared, returned, taken off."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext
from wagtail.models import WorkflowState

from nhipcau.jobs import services as jobs
from nhipcau.newsroom.exceptions import DecidedError, NewsroomRefusal
from nhipcau.newsroom.models import ClearanceTaskState, Delivery, StoryPage
from nhipcau.newsroom.permissions import DELIVERIES
from nhipcau.newsroom.rules import fingerprint


@transaction.atomic
def submit_story(story: StoryPage, *, by: Any) -> ClearanceTaskState:
    """Hand the latest text in for clearance. Submitting what waits already changes nothing.

    Raises:
        NewsroomRefusal: the person may not change the story.
        NotReadyError: something is missing.
    """
    if not story.permissions_for_user(by).can_edit():
        raise NewsroomRefusal(gettext("You may not change this story, so you cannot submit it."))
    current = story.current_workflow_state
    if current is None:
        current = story.get_workflow().start(story, by)
    elif current.status == WorkflowState.STATUS_NEEDS_CHANGES:
        current.resume(by)
    submission: ClearanceTaskState = current.current_task_state.specific
    return submission


@transaction.atomic
def clear_story(submission: ClearanceTaskState, *, by: Any, remarks: str = "", seen: str = "") -> None:
    """Clear a submitted text as the second person. It is published at once, or at the hour that it names.

    `seen` is the fingerprint of what the person looked at.

    Raises:
        MayNotClearError, NotReadyError, DecidedError: see `ClearanceTaskState.approve`.
    """
    if seen and seen != fingerprint_of(submission):
        raise DecidedError(gettext("The text has changed since you opened it. Look at it again, please."))
    submission.task.specific.on_action(submission, by, "approve", comment=remarks)


@transaction.atomic
def return_story(submission: ClearanceTaskState, *, by: Any, remarks: str) -> None:
    """Give a submitted text back with remarks.

    Raises:
        MayNotClearError, DecidedError: see `ClearanceTaskState.reject`.
    """
    submission.task.specific.on_action(submission, by, "reject", comment=remarks)


def fingerprint_of(submission: ClearanceTaskState) -> str:
    """The fingerprint of a submitted text."""
    return fingerprint(submission.revision.as_object().serializable_data())


def withdraw_story(story: StoryPage, *, by: Any) -> None:
    """Take a published story off every outlet. A story that is not published stays as it is.

    Raises:
        NewsroomRefusal: the person may not.
    """
    if not story.live:
        return
    if not story.permissions_for_user(by).can_unpublish():
        raise NewsroomRefusal(gettext("Only those who clear stories may take one off."))
    story.unpublish(user=by)


def try_delivery_again(delivery: Delivery, *, by: Any) -> None:
    """Queue a failed delivery anew. One that has not failed stays as it is.

    Raises:
        NewsroomRefusal: the person may not.
    """
    if not by.has_perm(DELIVERIES):
        raise NewsroomRefusal(gettext("You may look at deliveries but not start them again."))
    jobs.try_again(delivery)
