"""What a unit's contact has to write, and what the unit has filed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from nhipcau.organisation.models import Unit
from nhipcau.reporting import access, queries, services
from nhipcau.reporting.enums import CLOSED
from nhipcau.reporting.exceptions import NotAReporterError
from nhipcau.reporting.forms import OpenReportForm
from nhipcau.reporting.labels import report_name
from nhipcau.reporting.models import Report
from nhipcau.reporting.reporters import units_written_for

FILED_PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class FiledLine:
    """A filed report in the list."""

    report: Report

    @property
    def name(self) -> str:
        return report_name(services.period_of_report(self.report), self.report.duty.frequency)

    @property
    def days_late(self) -> int:
        return queries.days_late_of(self.report)

    @property
    def state(self) -> str:
        if self.report.is_accepted:
            return "accepted"
        return "filed_late" if self.days_late else "filed"


def _units(request: HttpRequest, today: date) -> list[Unit]:
    if not request.user.has_perm(access.WRITE):
        raise PermissionDenied
    return units_written_for(request.user, today=today)


@require_GET
def own_reports(request: HttpRequest) -> HttpResponse:
    """The reports that are due and late, and those that were filed."""
    today = timezone.localdate()
    units = _units(request, today)
    owed = queries.reports_due_of(units, today)
    filed = queries.reports().filter(unit__in=units, state__in=CLOSED).select_related("duty", "unit")
    page = Paginator(filed.order_by("-period_end", "-pk"), FILED_PER_PAGE).get_page(request.GET.get("p"))
    duties = list({one.duty.pk: one.duty for one in owed}.values())
    context: dict[str, Any] = {
        "owed": owed,
        "page": page,
        "filed": [FiledLine(report) for report in page],
        "units": units,
        "has_several_units": len(units) > 1,
        "form": OpenReportForm(units=units, duties=duties, initial={"day": today}) if duties else None,
        "header_title": _("Reports of my unit"),
    }
    return render(request, "reporting/own_reports.html", context)


@require_POST
def open_report(request: HttpRequest) -> HttpResponse:
    """Open a report to write on; a second click opens the same one."""
    form = OpenReportForm(request.POST, units=_units(request, timezone.localdate()))
    if not form.is_valid():
        messages.error(request, _("Please choose a report, a unit and a day of the period."))
        return redirect("reporting:own")
    chosen = form.cleaned_data
    try:
        report: Report = services.open_report(chosen["duty"], chosen["unit"], chosen["day"], by=request.user)
    except NotAReporterError as reason:
        messages.error(request, str(reason))
        return redirect("reporting:own")
    return redirect("reporting:report", report.pk)
