"""The evaluation of an event, its improvements, and its record as an activity."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from nhipcau.listening import access
from nhipcau.listening.exceptions import RefusedError
from nhipcau.listening.forms import Improvements
from nhipcau.listening.live_page import live_page
from nhipcau.listening.models import Activation, Answer, Improvement
from nhipcau.listening.rules import MOST_POINTS, average
from nhipcau.listening.services import evaluation as services
from nhipcau.programme.models import KindOfActivity, Task
from nhipcau.programme.recording import ActivityRefusedError

MOST_TASKS = 300


@never_cache
@require_http_methods(["GET", "POST"])
def evaluation(request: HttpRequest, pk: int) -> HttpResponse:
    """Planned against real times, the office's questions, lessons, who mends what until when."""
    event = access.activation_for(request.user, pk)
    if not access.may_evaluate(request.user):
        raise PermissionDenied
    if not event.is_closed:
        messages.error(request, _("The event still runs; close it before it is evaluated."))
        return redirect("listening:live", pk)
    answers = services.questions_of(event)
    standing = [_initial(row) for row in event.improvements.filter(done_on=None)]
    improvements = Improvements(request.POST or None, initial=standing, prefix="improvements")
    lessons = event.lessons
    if request.method == "POST":
        lessons = request.POST.get("lessons", "")
        faults = _take_answers(request, answers)
        if improvements.is_valid() and not faults:
            try:
                _save(request, event, answers, lessons, improvements)
            except RefusedError as reason:
                messages.error(request, str(reason))
            else:
                messages.success(request, _("The evaluation is saved."))
                return redirect("listening:live", pk)
        elif faults:
            messages.error(request, faults)
        else:
            messages.error(request, _("Please look at the improvements below."))
    context = {
        "event": event,
        "page": live_page(event, request.user, now=timezone.now()),
        "answers": answers,
        "points": range(1, MOST_POINTS + 1),
        "average": average(answer.points for answer in answers),
        "lessons": lessons,
        "improvements": improvements,
        "done": event.improvements.exclude(done_on=None).select_related("user"),
        "header_title": _("Evaluation: %(event)s") % {"event": event},
    }
    return render(request, "listening/evaluation.html", context, status=422 if request.method == "POST" else 200)


def _initial(row: Improvement) -> dict[str, Any]:
    return {"pk": row.pk, "what": row.what, "user": row.user_id, "who": row.who, "due_on": row.due_on}


def _take_answers(request: HttpRequest, answers: list[Answer]) -> str:
    """Put what was typed into the answers; returns what is wrong."""
    for number, answer in enumerate(answers):
        points = request.POST.get(f"points-{number}", "")
        answer.remark = request.POST.get(f"remark-{number}", "")
        if points and points not in {str(one) for one in range(1, MOST_POINTS + 1)}:
            return _("Points go from 1 to %(most)d.") % {"most": MOST_POINTS}
        answer.points = int(points) if points else None
    return ""


def _save(request: HttpRequest, event: Activation, answers: list[Answer], lessons: str, improvements: Any) -> None:
    number = request.POST.get("version", "")
    services.save_evaluation(
        event,
        answers=[services.Answered(answer.question, answer.points, answer.remark) for answer in answers],
        lessons=lessons,
        improvements=[
            services.Improved(row["what"], row["user"], row["who"], row["due_on"], row["pk"])
            for row in (form.cleaned_data for form in improvements.forms)
            if row.get("what")
        ],
        is_finished=request.POST.get("do") == "finish",
        version=int(number) if number.isdecimal() and len(number) < 9 else -1,
        by=request.user,
    )


@never_cache
@require_http_methods(["GET", "POST"])
def improvement(request: HttpRequest, pk: int) -> HttpResponse:
    """One improvement, for whom it names (who may know nothing else of the event), and its end."""
    visible = access.activations_visible_to(request.user)
    mine = Q(user=request.user) | Q(activation__in=visible)
    rows = Improvement.objects.filter(mine).select_related("user")
    found: Improvement = get_object_or_404(rows, pk=pk)
    if request.method == "POST":
        try:
            services.improvement_done(found, by=request.user)
        except RefusedError as reason:
            messages.error(request, str(reason))
        else:
            messages.success(request, _("Marked as done."))
        return redirect("listening:improvement", pk)
    event = visible.filter(pk=found.activation_id).first()
    context = {
        "improvement": found,
        "event": event,
        "may_end": access.may_evaluate(request.user) or found.user_id == request.user.pk,
        "header_title": _("What is to be better"),
    }
    return render(request, "listening/improvement.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a real event as an activity, under a title that everybody in the workspace may read."""
    event = access.activation_for(request.user, pk)
    if not access.may_evaluate(request.user) or not request.user.has_perm(access.RECORD):
        raise PermissionDenied
    kind, title = request.POST.get("kind", ""), request.POST.get("title", event.title)
    key = request.POST.get("task", "")
    task = Task.objects.filter(pk=int(key)).first() if key.isdecimal() and len(key) < 18 else None
    if request.method == "POST":
        try:
            services.record_event(event, kind=kind, title=title, task=task, by=request.user)
        except RefusedError as reason:
            messages.error(request, str(reason))
        except ActivityRefusedError as reason:
            messages.error(request, " ".join(reason.faults.values()))
        else:
            messages.success(request, _("Recorded as an activity of %(unit)s.") % {"unit": event.unit})
            return redirect("listening:live", pk)
    year = timezone.localdate(event.started_at).year
    context = {
        "event": event,
        "kinds": KindOfActivity.objects.filter(is_offered=True),
        "tasks": Task.objects.filter(programme__year=year, parent=None).order_by("title")[:MOST_TASKS],
        "kind": kind,
        "title": title,
        "task": task,
        "header_title": _("Record as an activity"),
    }
    return render(request, "listening/record.html", context, status=422 if request.method == "POST" else 200)
