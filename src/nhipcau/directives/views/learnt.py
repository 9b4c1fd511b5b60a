"""What corrections have taught: who, when, from which document; to be put right or forgotten."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from nhipcau.directives import services
from nhipcau.directives.enums import LessonKind
from nhipcau.directives.models import Lesson
from nhipcau.directives.queries import lessons
from nhipcau.directives.unit_search import find_units, party_of
from nhipcau.directives.views.access import for_reviewers

ON_A_PAGE = 50


def _crumbs(last: str) -> list[dict[str, str]]:
    return [
        {"url": reverse("directives:index"), "label": _("Directives")},
        {"url": reverse("directives:learnt"), "label": _("What was learnt")},
        *([{"url": "", "label": last}] if last else []),
    ]


@never_cache
@require_GET
@for_reviewers
def learnt(request: HttpRequest) -> HttpResponse:
    """Everything that was learnt, the newest first; found by any of its words."""
    typed = request.GET.get("q", "").strip()
    context = {
        "lessons": Paginator(lessons(typed), ON_A_PAGE).get_page(request.GET.get("p")),
        "typed": typed,
        "page_title": _("What was learnt"),
        "header_icon": "tag",
        "breadcrumbs_items": _crumbs(""),
    }
    return render(request, "directives/learnt.html", context)


@never_cache
@for_reviewers
def change_lesson(request: HttpRequest, pk: int) -> HttpResponse:
    """Put one lesson right."""
    lesson = get_object_or_404(lessons(), pk=pk)
    error = ""
    if request.method == "POST":
        try:
            services.change_lesson(
                lesson, words=request.POST.get("words", ""), means=_meaning(request, lesson), by=request.user
            )
        except ValidationError as reason:
            error = " ".join(reason.messages)
        else:
            messages.success(request, _("Changed. Documents that are read from now on follow it."))
            return redirect("directives:learnt")
    context = {
        "lesson": lesson,
        "words": request.POST.get("words", lesson.words),
        "means": request.POST.get("party_words", lesson.meaning),
        "error": error,
        "page_title": _("Change what was learnt"),
        "header_icon": "tag",
        "breadcrumbs_items": _crumbs(_("Change")),
    }
    return render(request, "directives/change_lesson.html", context, status=422 if error else 200)


def _meaning(request: HttpRequest, lesson: Lesson) -> Any:
    typed = request.POST.get("party_words", "")
    if lesson.kind == LessonKind.ABBREVIATION:
        return typed
    party = party_of(request.POST.get("party", ""), typed, on=timezone.localdate())
    if party is None:
        raise ValidationError(
            _("No unit or group answers to “%(words)s”; please choose one from the list.") % {"words": typed}
        )
    return party


@require_POST
@for_reviewers
def forget_lesson(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget one lesson."""
    lesson = lessons().filter(pk=pk).first()
    if lesson is not None:
        services.forget_lesson(lesson, by=request.user)
        messages.success(request, _("Forgotten. Documents that were read before keep what they have."))
    return redirect("directives:learnt")


@require_GET
@for_reviewers
def units_today(request: HttpRequest) -> JsonResponse:
    """Units and groups that a few typed letters may mean, as they stand today."""
    return JsonResponse({"units": find_units(request.GET.get("q", ""), on=timezone.localdate())})
