"""Who has filed: one period as a list, a year as a matrix, both as a spreadsheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from nhipcau.organisation.models import Unit
from nhipcau.reporting import access, queries, rules
from nhipcau.reporting.forms import STATES, OverviewForm, day_from
from nhipcau.reporting.labels import period_name
from nhipcau.reporting.models import ReportingDuty
from nhipcau.reporting.queries import Owed
from nhipcau.reporting.reporters import in_order_of_lists
from nhipcau.reporting.rules import Period

MONTHS_SHOWN = 12
STATE_WORDS = {**dict(STATES[1:]), "not_asked": pgettext_lazy("report", "not asked for")}


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A unit and, for each period shown, what it owes; None where it owes nothing."""

    unit: Unit
    cells: tuple[Owed | None, ...]


class Overview(SpreadsheetExportMixin, TemplateView):
    """Who has filed, for those who oversee all units."""

    template_name = "reporting/overview.html"
    list_export = ["unit", "duty", "period", "due_on", "state", "days_late", "filed_at", "filed_by"]
    export_headings = {
        "unit": gettext_lazy("Unit"),
        "duty": gettext_lazy("Report"),
        "period": gettext_lazy("Period"),
        "due_on": gettext_lazy("Last day to file"),
        "state": gettext_lazy("State"),
        "days_late": gettext_lazy("Days late"),
        "filed_at": gettext_lazy("Filed at"),
        "filed_by": gettext_lazy("Filed by"),
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm(access.OVERSEE):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        context = self.get_context_data(**kwargs)
        if self.is_export:
            return self.as_spreadsheet(context["lines"], request.GET["export"])
        return self.render_to_response(context)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        duties = queries.listed_duties()
        context = {
            **super().get_context_data(**kwargs),
            "header_title": _("Who has filed"),
            "lines": [],
            "incomplete": [duty for duty in duties if not duty.is_complete],
        }
        duty = self._duty(duties)
        if duty is not None:
            context |= self._of_duty(duty, today)
        return context

    def _duty(self, duties: Sequence[ReportingDuty]) -> ReportingDuty | None:
        """The duty of the address, or the most frequent one that says who reports."""
        asked = self.request.GET.get("duty", "")
        complete = sorted(
            (duty for duty in duties if duty.is_complete),
            key=lambda duty: (rules.MONTHS_IN[duty.frequency], -(duty.ends_on or date.max).toordinal()),
        )
        return next((duty for duty in duties if str(duty.pk) == asked), complete[0] if complete else None)

    def _of_duty(self, duty: ReportingDuty, today: date) -> dict[str, Any]:
        coming = queries.period_to_file(duty, today)
        periods = queries.periods_until(duty, today) or [coming]
        day = day_from(self.request.GET.get("period"))
        period = queries.period_of(duty, day) if day else periods[-1]
        if period not in periods:
            periods = sorted([*periods, period])
        lines = queries.who_has_filed(duty, period, today=today)
        state = self.request.GET.get("state", "")
        is_matrix = self.request.GET.get("view") == "matrix"
        names = [(one.end.isoformat(), period_name(one, duty.frequency)) for one in reversed(periods)]
        chosen = {"duty": duty.pk, "period": period.end.isoformat(), "state": state}
        context: dict[str, Any] = {
            "duty": duty,
            "period": period,
            "period_name": period_name(period, duty.frequency),
            "due_on": queries.due_on(duty, period),
            "form": OverviewForm(initial=chosen, periods=names),
            "state": state if state in STATE_WORDS else "",
            "counts": _counts(lines),
            "lines": [line for line in lines if state not in STATE_WORDS or line.state == state],
            "is_matrix": is_matrix,
        }
        if is_matrix:
            context |= self._matrix(duty, periods, today)
        return context

    def _matrix(self, duty: ReportingDuty, periods: Sequence[Period], today: date) -> dict[str, Any]:
        # The newest first: on a narrow screen it is the one that is seen.
        shown = list(reversed(periods))[:MONTHS_SHOWN]
        columns = [queries.who_has_filed(duty, period, today=today) for period in shown]
        units = in_order_of_lists({line.unit.pk: line.unit for column in columns for line in column}.values())
        by_unit = [{line.unit.pk: line for line in column} for column in columns]
        rows = [MatrixRow(unit, tuple(column.get(unit.pk) for column in by_unit)) for unit in units]
        return {
            "periods": [(period, period_name(period, duty.frequency)) for period in shown],
            "rows": rows,
            "lines": [line for column in columns for line in column],
        }

    def to_row_dict(self, item: Owed) -> dict[str, Any]:
        filed_at = item.report.filed_at if item.report else None
        return {
            "unit": item.unit.name,
            "duty": item.duty.name,
            "period": period_name(item.period, item.duty.frequency),
            "due_on": item.due_on,
            "state": str(STATE_WORDS[item.state]),
            "days_late": item.days_late,
            "filed_at": timezone.make_naive(filed_at) if filed_at else None,
            "filed_by": item.report.filed_by.get_full_name() if item.report and item.report.filed_by else "",
        }

    def get_heading(self, queryset: object, field: str) -> str:
        return str(self.export_headings[field])

    def get_filename(self) -> str:
        return f"bao-cao-{timezone.localdate().isoformat()}"


def _counts(lines: Sequence[Owed]) -> dict[str, int]:
    return {
        "all": len(lines),
        "filed": sum(line.is_filed for line in lines),
        "late": sum(line.is_late for line in lines),
    }


overview = Overview.as_view()
