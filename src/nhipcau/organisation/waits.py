"""What waits on the home page about committees, courses and people of ended units, for those who look after them."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhipcau.organisation.committees.queries import with_too_many
from nhipcau.organisation.people.succession import units_left_behind
from nhipcau.organisation.training.access import may_run
from nhipcau.organisation.training.queries import not_told
from nhipcau.organisation.waiting import Waiting

SHOWN = 2


def what_waits(user: Any, *, today: date) -> list[Waiting]:
    """Courses that are over and not told of, posts with more persons than places, people left in ended units."""
    if not may_run(user):
        return []
    return [*_courses(today), *_committees(today), *_ended_units(today)]


def _courses(today: date) -> list[Waiting]:
    courses = list(not_told(today)[: SHOWN + 1])
    if len(courses) > SHOWN:
        count = not_told(today).count()
        text = ngettext(
            "%(count)d training course is over: was it held?",
            "%(count)d training courses are over: were they held?",
            count,
        )
        return [Waiting(text % {"count": count}, _("See courses"), f"{reverse('training:index')}?state=planned")]
    return [
        Waiting(
            _("Training course “%(topic)s” is over: was it held?") % {"topic": course.topic},
            _("Open"),
            reverse("training:inspect", args=[course.pk]),
        )
        for course in courses
    ]


def _committees(today: date) -> list[Waiting]:
    return [
        Waiting(
            _("%(committee)s: more persons than places hold a post") % {"committee": committee.name},
            _("Open"),
            reverse("committees:inspect", args=[committee.pk]),
        )
        for committee in with_too_many(today)[:SHOWN]
    ]


def _ended_units(today: date) -> list[Waiting]:
    count = len(units_left_behind(today))
    if not count:
        return []
    text = ngettext(
        "People still stand in %(count)d unit that has ended",
        "People still stand in %(count)d units that have ended",
        count,
    )
    return [Waiting(text % {"count": count}, _("Move them"), reverse("officers:ended_units"))]
