"""Marking who came, on a phone; the list of a course as a workbook."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from nhipcau.officialdocs.writing.workbook import workbook
from nhipcau.organisation.listing import short_day
from nhipcau.organisation.training import access, services
from nhipcau.organisation.training.models import Attendance, Course, CourseDay
from nhipcau.organisation.training.queries import outcome_of
from nhipcau.organisation.training.rules import changes, has_completed

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
VIEW_COURSES = "organisation.view_course"


def keys(values: list[str]) -> set[int]:
    """Keys that a page sent; what is none is left out."""
    return {int(value) for value in values if value.isascii() and value.isdecimal() and len(value) < 19}


def mark(request: HttpRequest, pk: int, day_pk: int) -> HttpResponse:
    """Who came on a day: one large box for each person whom the viewer may mark."""
    day = get_object_or_404(CourseDay.objects.select_related("course", "course__organiser"), pk=day_pk, course=pk)
    course = day.course
    if not access.may_mark(request.user, course):
        raise PermissionDenied
    participants = access.participants_to_mark(course, request.user, timezone.localdate())
    fault = ""
    if request.method == "POST":
        shown = set(participants.values_list("pk", flat=True))
        came, gone = changes(shown, keys(request.POST.getlist("was")), keys(request.POST.getlist("came")))
        try:
            added, removed = services.mark(day, came=came, not_there=gone, by=request.user)
        except ValidationError as error:
            fault = " ".join(error.messages)
        else:
            messages.success(request, _marked(added, removed))
            return redirect("training:mark", pk, day_pk)
    present = set(Attendance.objects.filter(day=day).values_list("participant", flat=True))
    rows = list(participants)
    context = {
        "header_title": _("Who came"),
        "course": course,
        "day": day,
        "days": list(course.days.all()),
        "rows": [(one, one.pk in present) for one in rows],
        "count": sum(one.pk in present for one in rows),
        "fault": fault,
    }
    return render(request, "organisation/training/mark.html", context, status=422 if fault else 200)


def _marked(added: int, removed: int) -> str:
    if not added and not removed:
        return _("Nothing has changed.")
    text = ngettext("%(count)d person marked present", "%(count)d persons marked present", added) % {"count": added}
    if removed:
        more = ngettext("%(count)d mark taken off", "%(count)d marks taken off", removed) % {"count": removed}
        return f"{text}, {more}."
    return f"{text}."


def export(request: HttpRequest, pk: int) -> HttpResponse:
    """A course with its outcome and its participants day by day."""
    if not request.user.has_perm(VIEW_COURSES):
        raise PermissionDenied
    course = get_object_or_404(Course.objects.select_related("organiser"), pk=pk)
    days = list(course.days.all())
    participants = list(access.participants_to_see(course, request.user, timezone.localdate()))
    came = set(Attendance.objects.filter(participant__course=course).values_list("participant", "day"))
    content = workbook(
        [(_("Participants"), *_list_of(course, days, participants, came)), (_("Outcome"), *_facts(course))]
    )
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="tap-huan-{course.pk}.xlsx"'
    return response


def _list_of(course: Course, days: list[CourseDay], participants: list[Any], came: set[tuple[int, int]]) -> Any:
    head = [
        _("No."), _("Full name"), _("Function"), _("Unit"), *(short_day(day.day) for day in days), _("Days present"),
        _("Completed"), _("Certificate"),
    ]  # fmt: skip
    rows = [
        [
            number,
            one.person.full_name,
            one.person.function,
            one.unit.name,
            *("x" if (one.pk, day.pk) in came else "" for day in days),
            one.attended,
            "x" if has_completed(one.attended, len(days), course.days_needed, one.certificate_number) else "",
            one.certificate_number,
        ]
        for number, one in enumerate(participants, start=1)
    ]
    return head, rows


def _facts(course: Course) -> Any:
    found = outcome_of(course)
    return [_("What"), pgettext("number", "Figure")], [
        [_("Topic"), course.topic],
        [_("Place"), course.place],
        [_("Organised by"), course.organiser.name],
        [_("First day"), course.first_day],
        [_("Last day"), course.last_day],
        [_("Put down"), found.registered],
        [_("People who came"), found.people],
        [_("Units reached"), found.units],
        [_("Completed"), found.completed],
        [_("Certificates"), found.certificates],
        [_("Days held"), found.days],
    ]
