"""The list of scenarios, the page of one, its yearly review, and the page that activates it."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nhipcau.listening import access, queries
from nhipcau.listening.exceptions import RefusedError, RunsAlreadyError
from nhipcau.listening.forms import DRILL, ActivationForm
from nhipcau.listening.rules import offset_text
from nhipcau.listening.services.activation import activate as activate_now
from nhipcau.listening.services.scenarios import review_scenario
from nhipcau.listening.versions import content_of

PER_PAGE = 20


@never_cache
@require_GET
def scenario_list(request: HttpRequest) -> HttpResponse:
    """What runs, what is prepared, what is over."""
    if not access.may_see_any(request.user):
        raise PermissionDenied
    context = {
        "running": queries.running(request.user),
        "scenarios": queries.listed_scenarios(request.user),
        "past": Paginator(queries.past(request.user), PER_PAGE).get_page(request.GET.get("p")),
        "today": timezone.localdate(),
        "may_change": request.user.has_perm(access.CHANGE),
        "header_title": _("Scenarios"),
    }
    return render(request, "listening/scenarios.html", context)


@never_cache
@require_GET
def scenario(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that a scenario says, to be read, and printed, before it is needed."""
    found = access.scenario_for(request.user, pk)
    content = content_of(found)
    steps = [{**step, "when": offset_text(step["offset"])} for step in content["steps"]]
    context = {
        "scenario": found,
        "content": content,
        "steps": steps,
        "version": found.versions.order_by("-number").first(),
        "running": found.activations.filter(closed_at=None),
        "past": found.activations.exclude(closed_at=None)[:PER_PAGE],
        "today": timezone.localdate(),
        "may_change": request.user.has_perm(access.CHANGE),
        "header_title": str(found),
    }
    return render(request, "listening/scenario.html", context)


@require_POST
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a scenario was looked through and still holds."""
    found = access.scenario_for(request.user, pk)
    try:
        reviewed = review_scenario(found, on=timezone.localdate(), by=request.user)
    except RefusedError as reason:
        messages.error(request, str(reason))
    else:
        words = _("Reviewed. The next review is due by %(day)s.") % {"day": f"{reviewed.review_by:%d/%m/%Y}"}
        messages.success(request, words)
    return redirect("listening:scenario", pk)


@never_cache
@require_http_methods(["GET", "POST"])
def activate(request: HttpRequest, pk: int) -> HttpResponse:
    """One page of confirmation, one press. A second press of the same page leads to the event that the first made."""
    found = access.scenario_for(request.user, pk)
    initial = {"key": uuid.uuid4()}
    form = ActivationForm(request.POST or None, scenario=found, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            event = activate_now(
                found,
                key=form.cleaned_data["key"],
                level=form.cleaned_data["level"],
                is_drill=form.cleaned_data["mode"] == DRILL,
                decided_by=form.cleaned_data["decided_by"],
                occasion=form.cleaned_data["occasion"],
                by=request.user,
            )
        except RunsAlreadyError as runs:
            messages.warning(request, str(runs))
            return redirect("listening:live", runs.activation.pk)
        except RefusedError as reason:
            form.add_error(None, str(reason))
        else:
            return redirect("listening:live", event.pk)
    context = {
        "scenario": found,
        "form": form,
        "levels": found.levels.all(),
        "people": sum(role.people.count() for role in found.roles.prefetch_related("people")),
        "header_title": _("Activate: %(scenario)s") % {"scenario": found},
    }
    return render(request, "listening/activate.html", context, status=422 if form.errors else 200)
