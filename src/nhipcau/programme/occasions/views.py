"""Filling a year, making the tasks before an occasion, subscriptions with a secret address."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from nhipcau.organisation.models import Unit
from nhipcau.organisation.queries import units_alive, units_of
from nhipcau.programme.models import Occasion
from nhipcau.programme.occasion_models import CalendarSubscription
from nhipcau.programme.occasions import services
from nhipcau.programme.occasions.leading import make_lead_tasks
from nhipcau.programme.queries import is_bound_to_unit
from nhipcau.programme.rules import FIRST_YEAR, LAST_YEAR


@require_POST
@permission_required("programme.add_occasion")
def fill(request: HttpRequest, year: int) -> HttpResponse:
    """Enter the yearly days of a year."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    count = len(services.fill_calendar(year, by=request.user))
    text = ngettext("%(count)d day was entered.", "%(count)d days were entered.", count) % {"count": count}
    messages.success(request, text)
    return redirect("programme_occasions:calendar_of", year)


@require_POST
@permission_required("programme.add_task")
def lead_tasks(request: HttpRequest, pk: int) -> HttpResponse:
    """Make what has to be ready before an occasion."""
    occasion = get_object_or_404(Occasion, pk=pk)
    count = len(make_lead_tasks(occasion, by=request.user))
    text = ngettext("%(count)d task was made.", "%(count)d tasks were made.", count) % {"count": count}
    messages.success(request, text)
    return redirect("programme_occasions:calendar_of", occasion.starts_on.year)


def _units(user: Any) -> QuerySet[Unit]:
    today = timezone.localdate()
    own = [unit.pk for unit in units_of(user, today)]
    return Unit.objects.filter(pk__in=own) if is_bound_to_unit(user) else units_alive(today)


def _open(user: Any) -> QuerySet[CalendarSubscription]:
    """The addresses that are answered; an officer sees those of units that have ended, too."""
    found = CalendarSubscription.objects.filter(revoked_at=None)
    return found.filter(unit__in=_units(user)) if is_bound_to_unit(user) else found


def _new_token(request: HttpRequest, units: QuerySet[Unit]) -> str:
    """The secret of a new address: for a unit, or in place of an address that is closed with it."""
    renewed, unit = (
        key if key.isdecimal() and len(key) < 19 else "0"
        for key in (request.POST.get("renew", ""), request.POST.get("unit", ""))
    )
    if former := _open(request.user).filter(pk=renewed).first():
        return services.renew(former, by=request.user)
    chosen = units.filter(pk=unit).first()
    return services.subscribe(chosen, by=request.user) if chosen else ""


@permission_required("programme.view_occasion")
def subscriptions(request: HttpRequest) -> HttpResponse:
    """The units' secret addresses; a new one is shown once."""
    units = _units(request.user)
    address = ""
    if request.method == "POST":
        if not request.user.has_perm("programme.add_activity"):
            raise PermissionDenied
        token = _new_token(request, units)
        if token:
            address = request.build_absolute_uri(reverse("calendar_subscription", args=[token]))
        else:
            messages.error(request, _("Please choose a unit."))
    context = {
        "units": units,
        "address": address,
        "subscriptions": _open(request.user).select_related("unit", "made_by"),
        "header_title": _("Subscribe to the calendar"),
    }
    response = render(request, "programme/occasions/subscriptions.html", context)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@permission_required("programme.add_activity")
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a secret address."""
    services.revoke(get_object_or_404(_open(request.user), pk=pk))
    messages.success(request, _("The address is closed."))
    return redirect("programme_occasions:subscriptions")


def subscribed(request: HttpRequest, token: str) -> HttpResponse:
    """Answer a secret address, without signing in. A wrong one and a closed one look alike."""
    content = services.subscribed_calendar(token, today=timezone.localdate(), host=request.get_host())
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, max-age=900"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
