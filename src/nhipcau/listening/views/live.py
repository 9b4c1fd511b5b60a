"""The live page of an event and what is pressed on it. It works without scripts; with them it keeps itself fresh."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nhipcau.listening import access
from nhipcau.listening.exceptions import RefusedError
from nhipcau.listening.live_page import live_page, page_mark
from nhipcau.listening.models import Activation, LivePerson, LiveRole, LiveStep
from nhipcau.listening.queries import accounts_to_name
from nhipcau.listening.services import activation as activation_services
from nhipcau.listening.services import naming, steps

CONFLICT = 409


def _page(request: HttpRequest, event: Activation, *, typed: str = "", status: int = 200) -> HttpResponse:
    """The page; `typed` are words that could not be taken, shown so that they are not lost."""
    context = {**_inner(request, event), "typed": typed, "header_title": str(event)}
    return render(request, "listening/live.html", context, status=status)


def _inner(request: HttpRequest, event: Activation) -> dict[str, Any]:
    """What the part of the page that is renewed shows."""
    line = request.GET.get("corrects", "")
    return {
        "page": live_page(event, request.user, now=timezone.now()),
        "event": event,
        "corrects": int(line) if line.isdecimal() and len(line) < 9 else None,
        "languages": settings.LANGUAGES,
    }


@never_cache
@require_GET
def live(request: HttpRequest, pk: int) -> HttpResponse:
    """The event as it stands now."""
    return _page(request, access.activation_for(request.user, pk))


@never_cache
@require_GET
def now(request: HttpRequest, pk: int) -> HttpResponse:
    """The inner part of the page, or nothing (204) when the asker has seen it as it is."""
    event = access.activation_for(request.user, pk)
    if request.GET.get("seen") == page_mark(event, timezone.now()):
        return HttpResponse(status=204)
    return render(request, "listening/_live.html", _inner(request, event))


def _acted(request: HttpRequest, event_pk: int, act: Callable[[], Any], *, typed: str = "", place: str = "") -> Any:
    """Do it and go back to the page, or show the page with the reason and with what was typed."""
    try:
        act()
    except RefusedError as reason:
        messages.error(request, str(reason))
        return _page(request, access.activation_for(request.user, event_pk), typed=typed, status=CONFLICT)
    response = redirect("listening:live", event_pk)
    response["Location"] += place
    return response


@require_POST
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick a step, leave it out, or open it again."""
    found = _step(request, pk)
    words = request.POST.get("words", "")
    actions: dict[str, Callable[[], Any]] = {
        "done": lambda: steps.finish_step(found, note=words, by=request.user),
        "left_out": lambda: steps.leave_out(found, reason=words, by=request.user),
        "open": lambda: steps.open_again(found, reason=words, by=request.user),
    }
    action = actions.get(request.POST.get("do", ""))
    if action is None:
        raise Http404
    return _acted(request, found.activation_id, action, typed=words, place="#now")


def _step(request: HttpRequest, pk: int) -> LiveStep:
    visible = access.activations_visible_to(request.user)
    found: LiveStep = get_object_or_404(LiveStep.objects.select_related("activation"), pk=pk, activation__in=visible)
    return found


@require_POST
def role(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody of a role act in it."""
    visible = access.activations_visible_to(request.user)
    found: LiveRole = get_object_or_404(LiveRole.objects.select_related("activation"), pk=pk, activation__in=visible)
    person = get_object_or_404(LivePerson, pk=_key(request, "person"), role=found)
    return _acted(
        request,
        found.activation_id,
        lambda: steps.take_role(found, person, by=request.user),
        place="#roles",
    )


@require_POST
def name_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Name somebody for a role while the event runs."""
    event = access.activation_for(request.user, pk)
    role = get_object_or_404(LiveRole.objects.select_related("activation"), pk=_key(request, "role"), activation=event)
    words, phone, account = request.POST.get("words", ""), request.POST.get("phone", ""), _key(request, "user")
    user = None
    if account:
        chosen = {key for key, _name in accounts_to_name(request.user)}
        user = get_object_or_404(get_user_model(), pk=account if account in chosen else 0)
    return _acted(
        request,
        pk,
        lambda: naming.name_person(
            role, user=user, words=words, phone=phone, acts=request.POST.get("acts") == "1", by=request.user
        ),
        typed=" · ".join(part for part in (words, phone) if part),
        place="#roles",
    )


@never_cache
@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back that somebody was named: first a question, since the person then sees the event no more."""
    visible = access.activations_visible_to(request.user)
    people = LivePerson.objects.select_related("role__activation").exclude(named_in_line=None)
    person = get_object_or_404(people, pk=pk, role__activation__in=visible)
    event = person.role.activation
    if not access.may_name_for(person.role, request.user):
        raise Http404
    if request.method == "POST":
        return _acted(request, event.pk, lambda: naming.take_back_name(person, by=request.user), place="#roles")
    context = {"event": event, "person": person, "header_title": _("Take the naming back")}
    return render(request, "listening/take_back.html", context)


def _key(request: HttpRequest, name: str) -> int:
    """A key that a form sends; 0 when it sends none."""
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 18 else 0


@require_POST
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a note to the log, or a correction of one of its lines."""
    event = access.activation_for(request.user, pk)
    words, line = request.POST.get("words", ""), request.POST.get("corrects", "")
    corrects = int(line) if line.isdecimal() and len(line) < 9 else None
    return _acted(
        request,
        pk,
        lambda: steps.write_note(event, words, corrects=corrects, by=request.user),
        typed=words,
        place="#log",
    )


@require_POST
def level(request: HttpRequest, pk: int) -> HttpResponse:
    """Raise or lower the level."""
    event = access.activation_for(request.user, pk)
    wanted, reason = request.POST.get("level", ""), request.POST.get("reason", "")
    return _acted(
        request,
        pk,
        lambda: activation_services.change_level(
            event,
            int(wanted) if wanted.isdecimal() and len(wanted) < 3 else 0,
            decided_by=request.POST.get("decided_by", ""),
            reason=reason,
            by=request.user,
        ),
        typed=reason,
    )


@never_cache
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """End the event: what is still open is shown once more, and a summary is asked for."""
    event = access.activation_for(request.user, pk)
    summary = request.POST.get("summary", "")
    if event.is_closed:
        return redirect("listening:live", pk)
    if request.method == "POST":
        try:
            activation_services.close(event, summary=summary, by=request.user)
        except RefusedError as reason:
            messages.error(request, str(reason))
        else:
            messages.success(request, _("Closed. The log stays as it is; corrections are new lines."))
            return redirect("listening:live", pk)
    page = live_page(event, request.user, now=timezone.now())
    context = {
        "page": page,
        "event": event,
        "open_steps": [view for view in page.asked if view.step.is_open],
        "summary": summary,
        "header_title": _("Close: %(event)s") % {"event": event},
    }
    return render(request, "listening/close.html", context, status=422 if request.method == "POST" else 200)
