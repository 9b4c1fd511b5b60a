"""Who may do what with a course: an officer everything, a unit's contact what concerns the people of the unit."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from nhipcau.organisation.enums import CourseState
from nhipcau.organisation.people.access import own_units
from nhipcau.organisation.roles import is_bound_to_unit
from nhipcau.organisation.training.models import Course, Participant
from nhipcau.organisation.training.queries import participants_of


def may_run(user: Any) -> bool:
    """Set days, say that it was held, give certificates, mark everybody."""
    return bool(user.has_perm("organisation.change_course")) and not is_bound_to_unit(user)


def may_mark(user: Any, course: Course) -> bool:
    """Mark attendance: an officer always, a contact until the figures of the course count."""
    if course.state == CourseState.CANCELLED or not user.has_perm("organisation.change_participant"):
        return False
    return may_run(user) or course.state == CourseState.PLANNED


may_put_down = may_mark
"""Put people down and take them off again: by the same rule."""


def participants_to_see(course: Course, user: Any, on: date) -> QuerySet[Participant]:
    """The participants of a course; for a contact those of the own unit."""
    return participants_of(course, own_units(user, on) if is_bound_to_unit(user) else None)


def participants_to_mark(course: Course, user: Any, on: date) -> QuerySet[Participant]:
    """Those whose attendance a person may mark."""
    rows = participants_to_see(course, user, on)
    return rows if may_mark(user, course) else rows.none()
