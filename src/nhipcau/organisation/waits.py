"""What waits on the home page about committees and courses, for those who look after them."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhipcau.organisation.committees.queries import with_too_many
from nhipcau.organisation.training.access import may_run
from nhipcau.organisation.training.queries import not_told
from nhipcau.organisation.waiting import Waiting

SHOWN = 2


def what_waits(user: Any, *, today: date) -> list[Waiting]:
    """Courses that are over and not told of, committees in which more persons than places hold a post."""
    if not may_run(user):
        return []
    return [*_courses(today), *_committees(today)]


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
