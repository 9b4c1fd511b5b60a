"""Questions about courses, as phrases."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Least

from nhipcau.organisation.enums import CourseState
from nhipcau.organisation.training.models import Attendance, Course, CourseDay, Participant
from nhipcau.organisation.training.rules import Outcome, TookPart, outcome


def _counted(rows: QuerySet[Any], by: str, what: str = "pk") -> Subquery:
    """How many rows stand behind the outer one; a question within the question, so that counts do not multiply."""
    return Subquery(rows.order_by().values(by).annotate(n=Count(what, distinct=True)).values("n"))


def trained_people(on: date) -> set[int]:
    """Keys of those who have completed a course that was held and over on a day, by certificate or by attendance."""
    attended = _counted(Attendance.objects.filter(participant=OuterRef("pk")), "participant")
    days = _counted(CourseDay.objects.filter(course=OuterRef("course")), "course")
    rows = Participant.objects.filter(course__state=CourseState.HELD, course__last_day__lte=on).annotate(
        attended=Coalesce(attended, 0), days=Coalesce(days, 0)
    )
    wanted = Least(Coalesce(F("course__days_needed"), F("days")), F("days"))
    completed = ~Q(certificate_number="") | Q(attended__gt=0, attended__gte=wanted)
    return set(rows.filter(completed).values_list("person", flat=True))


def with_counts(courses: QuerySet[Course]) -> QuerySet[Course]:
    """Courses with how many were to come (`registered`), came (`people`), and from how many units (`units_reached`)."""
    came = Attendance.objects.filter(participant__course=OuterRef("pk"))
    return courses.annotate(
        registered=Coalesce(_counted(Participant.objects.filter(course=OuterRef("pk")), "course"), 0),
        people=Coalesce(_counted(came, "participant__course", "participant"), 0),
        units_reached=Coalesce(_counted(came, "participant__course", "participant__unit"), 0),
        day_count=Coalesce(_counted(CourseDay.objects.filter(course=OuterRef("pk")), "course"), 0),
    )


def participants_of(course: Course, units: Iterable[Any] | None = None) -> QuerySet[Participant]:
    """Those of a course with the number of days on which each came; of some units, when these are given."""
    rows = course.participants.select_related("person", "unit").annotate(attended=Count("attendance"))
    return rows if units is None else rows.filter(unit__in=list(units))


def outcome_of(course: Course) -> Outcome:
    """What came of a course; two questions."""
    rows = course.participants.annotate(attended=Count("attendance")).values_list(
        "unit", "attended", "certificate_number"
    )
    return outcome((TookPart(*row) for row in rows), course.days.count(), course.days_needed)


def not_told(today: date) -> QuerySet[Course]:
    """Courses whose last day is over and of which nobody has said whether they were held."""
    return Course.objects.filter(state=CourseState.PLANNED, last_day__lt=today).order_by("last_day")


def participants_with_courses(person: Any) -> QuerySet[Participant]:
    """The courses of a person, the newest first, with the number of days on which the person came."""
    return (
        Participant.objects.filter(person=person)
        .select_related("course", "course__organiser", "unit")
        .annotate(attended=Count("attendance"))
        .order_by("-course__first_day", "-pk")
    )
