"""The matrix in the workspace. Everything that was chosen stands in the address, the opened cell too."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from nhipcau.programme.coverage.cells import LATE, NOTHING, PLANNED
from nhipcau.programme.coverage.evidence import Evidence, evidence
from nhipcau.programme.coverage.forms import CoverageForm
from nhipcau.programme.coverage.labels import STATES, column_name
from nhipcau.programme.coverage.matrix import Matrix, months_matrix, units_matrix
from nhipcau.programme.coverage.scope import BY_MONTH, BY_UNIT, DONE_ONLY, LATE_ONLY, OPEN, WITHOUT, Scope
from nhipcau.programme.coverage.spreadsheet import workbook
from nhipcau.programme.rules import DONE

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Which lines the number of a state leads to.
SHOW_OF = {LATE: LATE_ONLY, PLANNED: OPEN, DONE: DONE_ONLY, NOTHING: WITHOUT}


def matrix_of(scope: Scope) -> Matrix:
    return units_matrix(scope) if scope.view == BY_UNIT else months_matrix(scope)


@permission_required("programme.view_task")
def coverage_page(request: HttpRequest) -> HttpResponse:
    """Provisions by months or by units, with the evidence of one cell at the right."""
    scope = Scope(request.user, timezone.localdate(), request.GET.dict())
    matrix = matrix_of(scope)
    if request.GET.get("export") == "xlsx":
        response = HttpResponse(workbook(scope, matrix), content_type=XLSX)
        response["Content-Disposition"] = f'attachment; filename="theo-doi-{scope.year}.xlsx"'
        return response
    cell = request.GET.get("cell", "")
    context: dict[str, Any] = {
        "scope": scope,
        "matrix": matrix,
        "columns": [(column, column_name(column)) for column in matrix.columns],
        "counts": [(state, label, matrix.counts[state], SHOW_OF[state]) for state, label in STATES.items()],
        "form": CoverageForm(scope),
        "cell": cell,
        "evidence": evidence(scope, cell) if cell else None,
        "others": [
            (view, label, view == scope.view) for view, label in ((BY_MONTH, _("By month")), (BY_UNIT, _("By unit")))
        ],
        "address": _address(scope),
        "this_month": scope.today.month if scope.year == scope.today.year else None,
        "shown_page": min(scope.page, matrix.pages),
        "pages": range(1, matrix.pages + 1),
        "header_title": _("Follow-up of the directive"),
    }
    return render(request, "programme/coverage/page.html", context)


@permission_required("programme.view_task")
def coverage_cell(request: HttpRequest) -> HttpResponse:
    """The evidence of one cell alone, for the page that stands already."""
    scope = Scope(request.user, timezone.localdate(), request.GET.dict())
    found: Evidence | None = evidence(scope, request.GET.get("cell", ""))
    if found is None:
        raise Http404
    context = {"scope": scope, "evidence": found}
    return render(request, "programme/coverage/_evidence.html", context)


def _address(scope: Scope) -> str:
    """What was chosen, without view, lines, page and cell: every link of the page begins with it."""
    chosen: dict[str, Any] = {"year": scope.year}
    if scope.directive:
        chosen["directive"] = scope.directive.pk
    if scope.unit:
        chosen["unit"] = scope.unit.pk
    return urlencode(chosen)
