"""The year's calendar: month by month on the screen, and as a file for other calendars."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

import icalendar
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.programme.models import Occasion, Programme
from nhipcau.programme.queries import lasts_long, occasions_between

MONTHS = range(1, 13)


def occasions_of(year: int) -> list[Occasion]:
    """Every occasion that has a day in the year, in the order of days."""
    return list(occasions_between(date(year, 1, 1), date(year, 12, 31)).order_by("starts_on", "name"))


@permission_required("programme.view_occasion")
def calendar(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """A year at a glance: what lasts all year above, then the months."""
    today = timezone.localdate()
    year = year if year and date.min.year < year < date.max.year else today.year
    months: dict[int, list[Occasion]] = defaultdict(list)
    all_year = []
    for occasion in occasions_of(year):
        if lasts_long(occasion):
            all_year.append(occasion)
        else:
            months[occasion.starts_on.month if occasion.starts_on.year == year else 1].append(occasion)
    context: dict[str, Any] = {
        "year": year,
        "years": sorted({*Programme.objects.values_list("year", flat=True), today.year}),
        "months": [(month, months.get(month, [])) for month in MONTHS],
        "all_year": all_year,
        "today": today,
        "header_title": _("Calendar of %(year)d") % {"year": year},
    }
    return render(request, "programme/calendar.html", context)


@permission_required("programme.view_occasion")
def calendar_file(request: HttpRequest, year: int) -> HttpResponse:
    """The year's occasions as iCalendar (RFC 5545)."""
    content = as_icalendar(occasions_of(year), host=request.get_host())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="lich-{year}.ics"'
    return response


def as_icalendar(occasions: list[Occasion], *, host: str) -> bytes:
    """Days as whole-day events; the end of such an event is the day after its last (RFC 5545, 3.6.1)."""
    file = icalendar.Calendar()
    file.add("prodid", "-//Nhịp Cầu//vi")
    file.add("version", "2.0")
    for occasion in occasions:
        event = icalendar.Event()
        event.add("uid", f"occasion-{occasion.pk}@{host}")
        event.add("dtstamp", timezone.now())
        event.add("summary", occasion.name)
        event.add("dtstart", occasion.starts_on)
        event.add("dtend", occasion.ends_on + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        file.add_component(event)
    return bytes(file.to_ical())
