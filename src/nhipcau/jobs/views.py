"""The list of background work, with progress and another try for what failed."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from nhipcau.jobs import queries, registry, services
from nhipcau.jobs.enums import WorkState
from nhipcau.jobs.models import BackgroundWork


@require_GET
def work_list(request: HttpRequest) -> HttpResponse:
    """Every piece of work that the person may look at, newest first; a fragment of it for the page that refreshes."""
    if not queries.kinds_visible_to(request.user):
        raise PermissionDenied
    state = request.GET.get("state", "")
    state = state if state in WorkState.values else ""
    rows = queries.newest_work(request.user, state=state)
    context: dict[str, Any] = {
        "rows": rows,
        "state": state,
        "states": WorkState.choices,
        "is_under_way": queries.is_anything_under_way(rows),
        "header_title": _("Background work"),
    }
    is_fragment = request.headers.get("X-Requested-With") == "fetch"
    return render(request, "jobs/_work_rows.html" if is_fragment else "jobs/work_list.html", context)


@require_POST
def try_again(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Queue failed or stopped work anew."""
    work = _work_or_404(request, label, pk)
    services.try_again(work)
    messages.success(request, _("“%(name)s” is tried again.") % {"name": work.work_name})
    return redirect("jobs:work_list")


@require_POST
def cancel(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Stop work that waits or is under way."""
    work = _work_or_404(request, label, pk)
    if services.cancel(work):
        messages.success(request, _("“%(name)s” was stopped.") % {"name": work.work_name})
    return redirect("jobs:work_list")


def _work_or_404(request: HttpRequest, label: str, pk: int) -> BackgroundWork:
    model = next((kind for kind in registry.kinds_of_work() if kind._meta.label_lower == label), None)
    if model is None:
        raise Http404
    if model not in queries.kinds_visible_to(request.user):
        raise PermissionDenied
    work = model._default_manager.filter(pk=pk).first()
    if work is None:
        raise Http404
    return work
