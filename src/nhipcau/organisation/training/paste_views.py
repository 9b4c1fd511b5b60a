"""The page on which a list is pasted: first it is shown what would happen, then it happens."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhipcau.organisation.training import access
from nhipcau.organisation.training.models import Course
from nhipcau.organisation.training.pasted import Planned, plan, put_down_pasted
from nhipcau.organisation.training.views import keys


def paste(request: HttpRequest, pk: int) -> HttpResponse:
    """Paste a list of people; lines that cannot be taken stay in the box with what is wrong with them."""
    course = get_object_or_404(Course, pk=pk)
    if not access.may_put_down(request.user, course) or not request.user.has_perm("organisation.add_person"):
        raise PermissionDenied
    text, fault = request.POST.get("list", ""), ""
    days = list(course.days.all())
    chosen = [day for day in days if day.pk in keys(request.POST.getlist("day"))]
    planned: list[Planned] = []
    if request.method == "POST":
        try:
            planned = plan(course, text, user=request.user, on=timezone.localdate())
            if not planned:
                fault = _("Please paste at least one line with a name.")
            elif request.POST.get("do") == "take":
                count = put_down_pasted(course, planned, days=chosen, by=request.user)
                _say(request, count)
                planned = [one for one in planned if one.fault]
                text = "\n".join(one.line.text for one in planned)
                if not planned:
                    return redirect("training:inspect", pk)
        except ValidationError as error:
            fault = " ".join(error.messages)
    good = [one for one in planned if not one.fault]
    context = {
        "header_title": _("Paste a list"),
        "course": course,
        "days": days,
        "chosen": {day.pk for day in chosen},
        "list": text,
        "planned": sorted(planned, key=lambda one: (not one.fault, one.line.number)),
        "good": len(good),
        "new": sum(one.person is None for one in good),
        "fault": fault,
    }
    return render(request, "organisation/training/paste.html", context, status=422 if fault else 200)


def _say(request: HttpRequest, count: int) -> None:
    text = ngettext("%(count)d person is on the list.", "%(count)d persons are on the list.", count)
    if count:
        messages.success(request, text % {"count": count})
    else:
        messages.warning(request, _("No line could be taken."))
