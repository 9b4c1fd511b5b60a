"""What an event taught: answers, lessons, improvements; a real one recorded as an activity."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.audit.services import record
from nhipcau.listening.access import RECORD, may_evaluate
from nhipcau.listening.exceptions import RefusedError
from nhipcau.listening.models import Activation, Answer, Improvement, Question
from nhipcau.listening.services.holding import clean_text, hold_closed_too
from nhipcau.organisation.models import User
from nhipcau.programme.models import Activity, Task
from nhipcau.programme.recording import record_activity

LONGEST_LESSONS = 20_000
MOST_IMPROVEMENTS = 50


@dataclass(frozen=True, slots=True)
class Answered:
    """Points, or none, and a remark for a question."""

    question: str
    points: int | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Improved:
    """What is to be better, who sees to it, until when; `pk` when it was named before."""

    what: str
    user: User | None = None
    who: str = ""
    due_on: date | None = None
    pk: int | None = None


def questions_of(activation: Activation) -> list[Answer]:
    """The answers that were given, then the questions of the office's table that were not answered yet, unsaved."""
    given = list(activation.answers.all())
    asked = {answer.question for answer in given}
    fresh = [text for text in Question.objects.filter(is_used=True).values_list("text", flat=True) if text not in asked]
    return given + [
        Answer(activation=activation, order=len(given) + place, question=text) for place, text in enumerate(fresh)
    ]


@transaction.atomic
def save_evaluation(
    activation: Activation,
    *,
    answers: Sequence[Answered],
    lessons: str,
    improvements: Sequence[Improved],
    is_finished: bool,
    version: int,
    by: Any,
) -> Activation:
    """Keep the evaluation of a closed event; finished, it waits no more. Improvements that are done stay as they are.

    Raises:
        RefusedError: the event still runs, the person may not, or somebody saved it meanwhile.
    """
    current = hold_closed_too(activation)
    if not may_evaluate(by):
        raise RefusedError(_("Only an officer of the standing office or an approver evaluates an event."))
    if not current.is_closed:
        raise RefusedError(_("The event still runs; close it before it is evaluated."))
    if version != current.evaluation_version:
        raise RefusedError(
            _("Somebody else saved the evaluation meanwhile. Your words are below; please compare before you save.")
        )
    current.lessons = clean_text(lessons, longest=LONGEST_LESSONS)
    current.evaluation_version += 1
    if is_finished:
        current.evaluated_at = current.evaluated_at or timezone.now()
        current.evaluated_by_name = by.get_full_name()[:300]
    current.save(update_fields=["lessons", "evaluation_version", "evaluated_at", "evaluated_by_name"])
    _keep_answers(current, answers)
    _keep_improvements(current, improvements)
    record("event evaluated", current, by=by, finished=is_finished, improvements=len(improvements))
    return current


def _keep_answers(activation: Activation, answers: Sequence[Answered]) -> None:
    for order, one in enumerate(answers):
        remark = clean_text(one.remark, longest=1000)
        Answer.objects.update_or_create(
            activation=activation,
            question=one.question,
            defaults={"order": order, "points": one.points, "remark": remark},
        )


def _keep_improvements(activation: Activation, improvements: Sequence[Improved]) -> None:
    standing = {row.pk: row for row in activation.improvements.all()}
    for order, one in enumerate(improvements[:MOST_IMPROVEMENTS]):
        row = standing.pop(one.pk or 0, None) or Improvement(activation=activation)
        row.order, row.what = order, clean_text(one.what, longest=500)
        row.user, row.who, row.due_on = one.user, clean_text(one.who, longest=200), one.due_on
        row.save()
    Improvement.objects.filter(pk__in=standing, done_on=None).delete()


@transaction.atomic
def improvement_done(improvement: Improvement, *, by: Any) -> Improvement:
    """Say that an improvement was made. A second call keeps the first day.

    Raises:
        RefusedError: it is another person's.
    """
    current = Improvement.objects.select_for_update().get(pk=improvement.pk)
    if not may_evaluate(by) and current.user_id != by.pk:
        raise RefusedError(_("This improvement is another person's."))
    if current.done_on is None:
        current.done_on = timezone.localdate()
        current.save(update_fields=["done_on"])
        record("improvement made", current.activation, by=by, improvement=current.what[:200])
    return current


@transaction.atomic
def record_event(activation: Activation, *, kind: str, title: str, task: Task | None, by: Any) -> Activity:
    """Record a real event that is over as an activity of its unit; a second call brings it up to date.

    Everybody in the workspace reads activities, so `title` is what the officer wants them to read.

    Raises:
        RefusedError: it was a drill, it still runs, or the person may not.
        ActivityRefusedError: see `record_activity`.
    """
    current = hold_closed_too(activation)
    if not may_evaluate(by) or not by.has_perm(RECORD):
        raise RefusedError(_("Only an officer of the standing office records an event as an activity."))
    if current.is_drill:
        raise RefusedError(_("A drill is not recorded as something that the province did for the public."))
    if not current.is_closed:
        raise RefusedError(_("The event still runs; it is recorded when it is closed."))
    words = clean_text(title, longest=300)
    if not words:
        raise RefusedError(_("Please write what the activity is to be called."))
    activity = record_activity(
        unit=current.unit,
        kind=kind,
        title=words,
        happened_on=timezone.localdate(current.started_at),
        task=task,
        source=f"scenario:{current.pk}",
        by=by,
    )
    current.activity = activity
    current.save(update_fields=["activity"])
    record("event recorded", current, by=by, activity=activity.pk)
    return activity
