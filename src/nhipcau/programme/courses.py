"""A training course that was held is an activity of the unit that held it: recorded once, with its figures.

`organisation.training` tells (`held.register`); the list of who came is the evidence.
"""

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from nhipcau.organisation.enums import CourseState
from nhipcau.organisation.training.models import Course
from nhipcau.organisation.training.queries import outcome_of
from nhipcau.programme.enums import ActivityKind
from nhipcau.programme.models import KindOfActivity
from nhipcau.programme.recording import ActivityRefusedError, record_activity, withdraw_activity
from nhipcau.programme.task_models import TaskCourse


def source_of(course: Course) -> str:
    """By this the activity of a course is known again."""
    return f"course:{course.pk}"


def record_course(course: Course) -> None:
    """Record a course, bring its activity up to date, or withdraw it when the course was not held after all.

    Figures that the office's table of kinds does not have are left out.

    Raises:
        ValidationError: the table refuses a figure, as an administrator has set its limits.
    """
    if course.state != CourseState.HELD or course.last_day is None:
        withdraw_activity(source_of(course), on=timezone.localdate())
        return
    found = outcome_of(course)
    kind = KindOfActivity.objects.filter(code=ActivityKind.TRAINING).prefetch_related("figures").first()
    wanted = {"people": found.people, "units": found.units, "days": found.days}
    link = TaskCourse.objects.filter(course=course).select_related("task").first()
    try:
        record_activity(
            unit=course.organiser,
            kind=ActivityKind.TRAINING,
            title=course.topic,
            happened_on=course.last_day,
            task=link.task if link else None,
            place=course.place,
            figures={code: value for code, value in wanted.items() if kind and code in kind.measures},
            evidence_url=reverse("training:inspect", args=[course.pk]),
            source=source_of(course),
            by=None,
        )
    except ActivityRefusedError as error:
        raise ValidationError(list(error.faults.values())) from error
