"""Totals of a period over all units, and the rows behind each."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from nhipcau.officialdocs.writing.workbook import workbook
from nhipcau.reporting import access, queries, rules
from nhipcau.reporting.forms import day_from
from nhipcau.reporting.labels import in_office_language, period_name
from nhipcau.reporting.models import ReportingDuty
from nhipcau.reporting.rollup import RollUp, names_of, roll_up, rows_behind
from nhipcau.reporting.rules import Period

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def chosen_duty(request: HttpRequest, today: date) -> tuple[ReportingDuty | None, list[ReportingDuty]]:
    """The duty of the address, or the most frequent one with several units; and all that can be chosen."""
    if not request.user.has_perm(access.OVERSEE):
        raise PermissionDenied
    duties = [duty for duty in queries.listed_duties() if duty.is_complete]
    duties.sort(
        key=lambda duty: (
            duty.reporter_group_id is None,
            rules.MONTHS_IN[duty.frequency],
            -(duty.ends_on or date.max).toordinal(),
        )
    )
    asked = request.GET.get("duty", "")
    found = next((duty for duty in duties if str(duty.pk) == asked), duties[0] if duties else None)
    return found, duties


def chosen_period(request: HttpRequest, duty: ReportingDuty, today: date) -> tuple[Period, list[tuple[str, str]]]:
    """The period of the address, or the last one whose days are over; and all that can be chosen, newest first."""
    periods = queries.periods_until(duty, today) or [queries.period_to_file(duty, today)]
    day = day_from(request.GET.get("period"))
    over = [period for period in periods if period.end < today]
    period = queries.period_of(duty, day) if day else (over or periods)[-1]
    if period not in periods:
        periods = sorted([*periods, period])
    return period, [(one.end.isoformat(), period_name(one, duty.frequency)) for one in reversed(periods)]


def totals(request: HttpRequest) -> HttpResponse:
    """A period added up along the chain of offices."""
    today = timezone.localdate()
    duty, duties = chosen_duty(request, today)
    context: dict[str, Any] = {"header_title": _("Totals"), "duties": duties, "duty": duty}
    if duty is not None:
        period, periods = chosen_period(request, duty, today)
        found = roll_up(duty, period, today=today)
        if request.GET.get("export") == "xlsx":
            return _spreadsheet(found)
        context |= {
            "period": period,
            "periods": periods,
            "period_name": period_name(period, duty.frequency),
            "roll_up": found,
            "columns": [name for name in found.names if name.is_count],
        }
        context["rows"] = [(node, node.values(context["columns"])) for node in found.nodes]
    return render(request, "reporting/totals.html", context)


def _spreadsheet(found: RollUp) -> HttpResponse:
    with in_office_language():
        content = workbook(
            [
                (
                    _("Totals"),
                    [
                        _("Figure"),
                        _("Unit of measure"),
                        _("In all"),
                        _("Number of units"),
                        _("Period before"),
                        _("Year before"),
                    ],
                    [
                        [one.name.label, one.name.unit, one.value, one.units, one.before, one.year_before]
                        for one in found.totals
                    ],
                ),
                (
                    _("By unit"),
                    [_("Unit"), _("Filed reports"), *(one.label for one in found.names)],
                    [
                        ["    " * node.depth + node.unit.name, f"{node.filed}/{node.asked}", *node.values(found.names)]
                        for node in found.nodes
                    ],
                ),
                (
                    pgettext("reports", "Missing"),
                    [_("Unit"), _("Days late")],
                    [[o.unit.name, o.days_late] for o in found.missing],
                ),
            ]
        )
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="tong-hop-{found.period.end.isoformat()}.xlsx"'
    return response


def behind(request: HttpRequest, pk: int) -> HttpResponse:
    """The reports that one total adds up; each opens to its lists and on to the evidence."""
    today = timezone.localdate()
    duty, duties = chosen_duty(request, today)
    duty = next((one for one in duties if one.pk == pk), None)
    day = day_from(request.GET.get("period"))
    if duty is None or day is None:
        raise Http404
    period = queries.period_of(duty, day)
    key = (request.GET.get("kind", ""), request.GET.get("measure", ""))
    names = names_of(duty, [key])
    rows = rows_behind(duty, period, key)
    context = {
        "duty": duty,
        "period": period,
        "period_name": period_name(period, duty.frequency),
        "name": names[0],
        "rows": rows,
        "total": sum(row.value for row in rows),
        "header_title": names[0].label,
    }
    return render(request, "reporting/behind.html", context)
