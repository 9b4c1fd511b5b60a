"""What the addressee does with filed reports: a list, acceptance, return with remarks; and the unit's supplements."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nhipcau.programme.figures import FigureError, check_number, read_number
from nhipcau.programme.queries import kinds_of_activity
from nhipcau.reporting import access, filing, queries
from nhipcau.reporting.enums import ReportState
from nhipcau.reporting.exceptions import NotFiledError, NotTheOtherError
from nhipcau.reporting.filing import Correction
from nhipcau.reporting.labels import in_office_language, language_name
from nhipcau.reporting.services import ANY_NUMBER
from nhipcau.reporting.sheet import sheet_of
from nhipcau.reporting.table import plain
from nhipcau.reporting.views.own import FiledLine
from nhipcau.reporting.views.report import report_page

PER_PAGE = 50


@require_GET
def to_decide(request: HttpRequest) -> HttpResponse:
    """The filed reports that wait for acceptance, oldest first."""
    if not request.user.has_perm(access.DECIDE):
        raise PermissionDenied
    waiting = queries.reports().filter(state=ReportState.FILED).select_related("duty", "unit")
    page = Paginator(waiting.order_by("filed_at", "pk"), PER_PAGE).get_page(request.GET.get("p"))
    context: dict[str, Any] = {
        "page": page,
        "lines": [FiledLine(report) for report in page],
        "header_title": _("Reports to accept"),
    }
    return render(request, "reporting/to_decide.html", context)


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept a filed report, or return it with remarks."""
    found = access.report_for(request.user, pk, today=timezone.localdate())
    if not request.user.has_perm(access.DECIDE):
        raise PermissionDenied
    remarks = request.POST.get("remarks", "")
    wrong = done = ""
    try:
        if request.POST.get("decision") == "accept":
            if remarks.strip():
                wrong = _(
                    "Remarks go to the unit only when the report is returned; please return it, or empty the field."
                )
            else:
                filing.accept_report(found, by=request.user)
                done = _("The report has been accepted.")
        elif not remarks.strip():
            wrong = _("Please write what the unit should look at before you return the report.")
        else:
            filing.return_report(found, remarks, by=request.user)
            done = _("The report has been returned to the unit with your remarks.")
    except (NotFiledError, NotTheOtherError) as reason:
        wrong = str(reason)
    if wrong:
        messages.error(request, wrong)
        found.refresh_from_db()
        sheet = sheet_of(found, today=timezone.localdate())
        return report_page(request, sheet, may_write=False, status=422, remarks=remarks)
    messages.success(request, done)
    return redirect("reporting:report", pk)


@require_http_methods(["GET", "POST"])
def supplement(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a numbered supplement to a filed report: why, what, and which figures are otherwise."""
    today = timezone.localdate()
    found = access.report_for(request.user, pk, today=today, to_write=True)
    if not found.is_filed:
        return redirect("reporting:report", pk)
    lines = _figures_to_correct(found)
    faults: list[str] = []
    if request.method == "POST":
        corrections = _corrections(request, lines, faults)
        if not faults:
            try:
                filing.file_supplement(
                    found,
                    reason=request.POST.get("reason", ""),
                    text=request.POST.get("text", ""),
                    corrections=corrections,
                    by=request.user,
                )
            except NotFiledError:
                faults.append(_("Please give the reason, and what is otherwise: in words, or in a figure."))
            else:
                messages.success(request, _("The supplement has been filed."))
                return redirect("reporting:report", pk)
    context = {
        "report": found,
        "lines": lines,
        "faults": faults,
        "reason": request.POST.get("reason", ""),
        "text": request.POST.get("text", ""),
        "header_title": _("Supplement"),
    }
    return render(request, "reporting/supplement.html", context, status=422 if faults else 200)


def _figures_to_correct(report: Any) -> list[dict[str, Any]]:
    """Every figure of the report as it stands, with its words."""
    standing = filing.standing_figures(report)
    table = {kind.code: kind for kind in kinds_of_activity()}
    typed = {line.code: line.label for line in report.duty.lines.all()}
    lines = []
    with in_office_language():
        for (kind, measure, language), value in sorted(standing.items()):
            if measure == "#proven":
                continue
            label = typed.get(measure, measure) if kind == filing.LINE else _label(table.get(kind), kind, measure)
            lines.append(
                {
                    "kind": kind,
                    "measure": measure,
                    "language": language,
                    "label": f"{label} ({language_name(language)})" if language else label,
                    "value": plain(value),
                }
            )
    return lines


def _label(kind: Any, code: str, measure: str) -> str:
    if kind is None:
        return code
    return f"{kind.name}: {kind.measures[measure].name}" if measure in kind.measures else str(kind.name)


def _corrections(request: HttpRequest, lines: list[dict[str, Any]], faults: list[str]) -> list[Correction]:
    corrections = []
    for number, line in enumerate(lines):
        typed = request.POST.get(f"now-{number}", "").strip()
        line["now"] = typed
        if not typed:
            continue
        try:
            now = check_number(read_number(typed), ANY_NUMBER)
        except FigureError:
            faults.append(_("“%(label)s” takes a number that is not below 0.") % {"label": line["label"]})
            continue
        if Decimal(str(now)) != Decimal(str(line["value"])):
            corrections.append(Correction(line["kind"], line["measure"], line["language"], line["label"], now))
    return corrections
