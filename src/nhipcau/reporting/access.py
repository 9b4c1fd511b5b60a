"""Who may see, write and oversee reports."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from nhipcau.organisation.models import Unit
from nhipcau.reporting.models import Report
from nhipcau.reporting.reporters import units_written_for

WRITE, OVERSEE, DECIDE = "reporting.write_report", "reporting.oversee_report", "reporting.decide_report"
IMPORT = "reporting.import_package"


def may_write(user: Any, unit: Unit, *, today: date) -> bool:
    """Tell whether a person writes the reports of a unit: its contact, or that of a unit that succeeded it."""
    return user.has_perm(WRITE) and unit in units_written_for(user, today=today)


def report_for(user: Any, pk: int, *, today: date, to_write: bool = False) -> Report:
    """The report, if the person may see it (or write it).

    Raises:
        Http404: there is none.
        PermissionDenied: the person may not.
    """
    rows = Report.objects.select_related("duty__addressee", "duty__directive", "unit", "filed_by", "saved_by")
    report: Report = get_object_or_404(rows.defer("duty__directive__text", "duty__directive__reading"), pk=pk)
    if may_write(user, report.unit, today=today) or (not to_write and user.has_perm(OVERSEE)):
        return report
    raise PermissionDenied
