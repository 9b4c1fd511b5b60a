"""The year's calendar: month by month on the screen, and as a file for other calendars."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import icalendar
from django.contrib.auth.decorators import permission_required
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.officialdocs.writing import writable
from nhipcau.organisation.office_words import month_name
from nhipcau.programme.delegation_models import Delegation
from nhipcau.programme.delegations.calendar import events
from nhipcau.programme.delegations.queries import delegations_between
from nhipcau.programme.models import Occasion, Programme
from nhipcau.programme.occasion_rules import LONGEST_CLASHING, clashes
from nhipcau.programme.queries import lasts_long, occasions_between
from nhipcau.programme.rules import overlaps

MONTHS = range(1, 13)


# The list from today on reaches this far, whatever year it is.
AHEAD = timedelta(days=365)


def occasions_of(year: int) -> list[Occasion]:
    """Every occasion that has a day in the year, in the order of days, with those on the same days."""
    return with_clashes(date(year, 1, 1), date(year, 12, 31))


def has_neighbours(year: int) -> bool:
    """Whether a calendar can be shown for a year: dates reach no further than from 1 to 9999."""
    return date.min.year < year < date.max.year


def with_clashes(first: date, last: date) -> list[Occasion]:
    """Every occasion that has a day in a period, in the order of days, with those on the same days.

    What lies just outside the period may clash with what goes on over its end.
    """
    around = timedelta(days=LONGEST_CLASHING)
    rows = occasions_between(first - around, last + around).annotate(task_count=Count("tasks"))
    occasions: list[Any] = list(rows.order_by("starts_on", "name"))
    names = {one.pk: one.name for one in occasions}
    found = clashes([(one.pk, one.starts_on, one.ends_on) for one in occasions])
    for one in occasions:
        one.clashing = [names[other] for other in found.get(one.pk, ())]
    return [one for one in occasions if overlaps(one.starts_on, one.ends_on, first, last)]


@permission_required("programme.view_occasion")
def calendar(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """A year at a glance (what lasts all year above, then the months), one month alone, or a list from today on."""
    today = timezone.localdate()
    year = year if year and has_neighbours(year) else today.year
    shown = request.GET.get("month", "")
    month = int(shown) if shown in {str(one) for one in MONTHS} else None
    view = "agenda" if request.GET.get("view") == "agenda" else "year"
    months: dict[int, list[Occasion]] = defaultdict(list)
    all_year = []
    is_agenda_of_today = view == "agenda" and year == today.year
    occasions = with_clashes(today, today + AHEAD) if is_agenda_of_today else occasions_of(year)
    for occasion in occasions:
        if lasts_long(occasion):
            all_year.append(occasion)
            continue
        first = occasion.starts_on.month if occasion.starts_on.year == year else 1
        last = occasion.ends_on.month if occasion.ends_on.year == year else MONTHS[-1]
        # Over the year an occasion stands where it begins; a month alone shows everything that goes on in it.
        for one in range(first, last + 1) if month else (first,):
            months[one].append(occasion)
    context: dict[str, Any] = {
        "year": year,
        "years": sorted({*Programme.objects.values_list("year", flat=True), today.year, today.year + 1, year}),
        "months": [(one, month_name(one), months.get(one, [])) for one in MONTHS if month in (None, one)],
        "month": month,
        "view": view,
        "coming": [one for one in occasions if one.ends_on >= today and not lasts_long(one)],
        "all_year": all_year,
        "delegations": _delegations(request.user, year, month, today if view == "agenda" else None),
        "today": today,
        "header_title": _("Calendar of %(year)d") % {"year": year},
    }
    return render(request, "programme/calendar.html", context)


def _delegations(user: Any, year: int, month: int | None, since: date | None) -> list[Delegation]:
    """Delegations of the year, of the month, or from a day on."""
    first = since or date(year, month or 1, 1)
    last = date(year, 12, 31) if month is None else date(year, month, monthrange(year, month)[1])
    if since is not None and since.year == year:
        last = since + AHEAD
    return list(delegations_between(user, first, max(first, last), on=timezone.localdate()))


@permission_required("programme.view_occasion")
def calendar_file(request: HttpRequest, year: int) -> HttpResponse:
    """The year's occasions, and the delegations that the person sees, as iCalendar (RFC 5545)."""
    if not has_neighbours(year):
        raise Http404
    content = as_icalendar(
        occasions_of(year), host=request.get_host(), delegations=_delegations(request.user, year, None, None)
    )
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="lich-{year}.ics"'
    return response


def as_icalendar(occasions: list[Occasion], *, host: str, delegations: Iterable[Delegation] = ()) -> bytes:
    """Days as whole-day events; the end of such an event is the day after its last (RFC 5545, 3.6.1)."""
    file = icalendar.Calendar()
    file.add("prodid", "-//Nhịp Cầu//vi")
    file.add("version", "2.0")
    for occasion in occasions:
        event = icalendar.Event()
        event.add("uid", f"occasion-{occasion.pk}@{host}")
        event.add("dtstamp", timezone.now())
        event.add("summary", writable(occasion.name))
        event.add("dtstart", occasion.starts_on)
        event.add("dtend", occasion.ends_on + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        file.add_component(event)
    for event in events(delegations, host=host):
        file.add_component(event)
    return bytes(file.to_ical())
