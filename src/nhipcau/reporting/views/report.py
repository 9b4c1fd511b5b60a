"""The page of one report: written, saved by itself or by a click, drafted anew, filed, read."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nhipcau.audit.queries import trail_of
from nhipcau.drafts.enums import OfferAnswer
from nhipcau.drafts.rules import fingerprint, number_of
from nhipcau.drafts.sheet import Clash, put_typed
from nhipcau.drafts.views import CONFLICT, not_all_saved, save_by_itself, save_typed, saved_words, writing
from nhipcau.programme.figures import FigureError, clean_words
from nhipcau.programme.recording import figure_fault
from nhipcau.reporting import access, filing, services
from nhipcau.reporting.chain import counted_by, received_with
from nhipcau.reporting.counting import figure_from_json
from nhipcau.reporting.enums import ReportState
from nhipcau.reporting.exceptions import (
    FaultyReportError,
    FiledReportError,
    StaleFigureError,
    StaleReportError,
)
from nhipcau.reporting.models import Report
from nhipcau.reporting.rules import Period
from nhipcau.reporting.sheet import Sheet, added_in, sheet_of

TRAIL_SHOWN = 100


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a report; keep what was typed, then do what the button says."""
    today = timezone.localdate()
    found = access.report_for(request.user, pk, today=today, to_write=request.method == "POST")
    if request.method == "POST" and not found.is_filed:
        return _keep_and_go_on(request, found)
    may_write = not found.is_filed and access.may_write(request.user, found.unit, today=today)
    return report_page(request, sheet_of(found, today=today), may_write=may_write)


def report_page(
    request: HttpRequest, sheet: Sheet, *, may_write: bool, status: int = 200, remarks: str = ""
) -> HttpResponse:
    """The report to be written on, or to be read; `remarks` that were typed stand where they were typed."""
    placeholder = _("No activity in this period. Write here what should be told.")
    filed = (sheet.report.filed_content or {}) if sheet.report.is_filed else {}
    template = "reporting/report_write.html" if may_write else "reporting/report_read.html"
    context = {
        **writing(sheet.report, app="reporting", kind="report", frame="reporting/_page.html", placeholder=placeholder),
        "sheet": sheet,
        "report": sheet.report,
        "is_as_filed": sheet.report.is_filed and filing.is_as_filed(sheet.report),
        "may_write_supplement": sheet.report.is_filed
        and access.may_write(request.user, sheet.report.unit, today=sheet.today),
        "may_decide": sheet.report.state == ReportState.FILED
        and request.user.has_perm(access.DECIDE)
        and sheet.report.filed_by_id != request.user.pk,
        "remarks": remarks,
        "is_received": sheet.is_received,
        "counted": counted_by(sheet.report, filed, may_open=request.user.has_perm(access.OVERSEE)),
        "received_evidence": received_with(sheet.report, filed, of_report="") if sheet.is_received else [],
        "trail": trail_of(sheet.report)[:TRAIL_SHOWN],
        "header_title": f"{sheet.name} · {sheet.report.unit}",
    }
    return render(request, template, context, status=status)


def _keep_and_go_on(request: HttpRequest, found: Report) -> HttpResponse:
    """Whatever button was pressed, the typed texts are saved first; when one cannot be, all of them are shown again."""
    try:
        clashes = _save_typed(found, request.POST, by=request.user)
        faults = _save_figures(found, request.POST, by=request.user)
        if not clashes and not faults:
            return _go_on(request, found)
    except FiledReportError as reason:
        messages.error(request, str(reason))
        return redirect("reporting:report", found.pk)
    found.refresh_from_db()
    sheet = sheet_of(found, today=timezone.localdate())
    put_typed(sheet.sections, clashes)
    messages.error(request, not_all_saved())
    for fault in faults:
        messages.error(request, fault)
    return report_page(request, sheet, may_write=True, status=CONFLICT)


def _save_typed(found: Report, data: Mapping[str, str], *, by: Any) -> list[Clash]:
    return save_typed(found.sections.all(), data, save=services.save_section, by=by)


def _save_figures(found: Report, data: Mapping[str, str], *, by: Any) -> list[str]:
    """Keep the numbers that were typed into the table; returns what was wrong with those that could not be."""
    faults = []
    for line in found.duty.lines.all():
        typed = data.get(f"line-{line.code}")
        if typed is None:
            continue
        version, note = number_of(data.get(f"lineversion-{line.code}")), data.get(f"linenote-{line.code}", "")
        try:
            services.type_figure(found, line.code, typed, version=version, by=by, note=clean_words(note))
        except FigureError as error:
            faults.append(figure_fault(error.code, replace(services.ANY_NUMBER, name=f"{line.code}. {line.label}")))
        except StaleFigureError as stale:
            faults.append(f"{line.code}. {line.label}: {stale}")
    return faults


def _go_on(request: HttpRequest, found: Report) -> HttpResponse:
    match request.POST.get("do", "").split(":"):
        case ["refresh"]:
            services.refresh_draft(found, by=request.user)
            messages.success(request, _("What came since has been taken into the draft."))
        case ["offer", section_pk, answer] if answer in OfferAnswer.values:
            section = get_object_or_404(found.sections, pk=number_of(section_pk))
            services.answer_offer(section, OfferAnswer(answer), version=section.version, by=request.user)
            messages.success(request, _("Done. The draft shows it."))
        case ["file"]:
            return redirect("reporting:file", found.pk)
        case _:
            messages.success(request, saved_words())
    return redirect("reporting:report", found.pk)


@require_POST
def save_section(request: HttpRequest, pk: int, section_pk: int) -> JsonResponse:
    """Keep one section while it is being written. Answers in JSON; a clash carries the other text."""
    found = access.report_for(request.user, pk, today=timezone.localdate(), to_write=True)
    section = get_object_or_404(found.sections, pk=section_pk)
    return save_by_itself(request, section, save=services.save_section)


@require_POST
def save_figure(request: HttpRequest, pk: int, code: str) -> JsonResponse:
    """Keep one number of the table while the report is being written. Answers in JSON."""
    found = access.report_for(request.user, pk, today=timezone.localdate(), to_write=True)
    line = get_object_or_404(found.duty.lines, code=code)
    version, note = number_of(request.POST.get("version")), clean_words(request.POST.get("note", ""))
    typed = request.POST.get("value", "")
    try:
        services.type_figure(found, line.code, typed, version=version, by=request.user, note=note)
    except FigureError as error:
        measure = replace(services.ANY_NUMBER, name=f"{line.code}. {line.label}")
        return JsonResponse({"message": figure_fault(error.code, measure)}, status=422)
    except StaleFigureError as stale:
        return JsonResponse({"message": str(stale)}, status=CONFLICT)
    except FiledReportError as reason:
        return JsonResponse({"message": str(reason)}, status=410)
    saved = found.typed.filter(code=line.code).first()
    return JsonResponse({"message": saved_words(), "version": saved.version if saved else 0})


@require_http_methods(["GET", "POST"])
def file_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Show once more what will be filed, then file it."""
    today = timezone.localdate()
    found = access.report_for(request.user, pk, today=today, to_write=True)
    if request.method == "POST" or found.is_filed:
        try:
            filing.file_report(found, by=request.user, version=number_of(request.POST.get("version")))
        except (StaleReportError, FaultyReportError) as reason:
            messages.error(request, str(reason))
            return redirect("reporting:file", found.pk)
        if request.method == "POST":
            messages.success(request, _("The report has been filed. It stays as it is from now on."))
        return redirect("reporting:report", found.pk)
    sheet = sheet_of(found, today=today)
    context = {"sheet": sheet, "report": found, "header_title": _("File: %(name)s") % {"name": sheet.name}}
    return render(request, "reporting/report_file.html", context)


@require_GET
def below(request: HttpRequest, pk: int, below_pk: int) -> HttpResponse:
    """A report that came with a package because the report of the package counts it."""
    found = access.report_for(request.user, pk, today=timezone.localdate())
    row = get_object_or_404(found.received_below, pk=below_pk)
    content = row.content
    period = Period(*(date.fromisoformat(content["period"][name]) for name in ("start", "end")))
    context = {
        "report": found,
        "row": row,
        "content": content,
        "period": period,
        "sheet": {"figures": [figure_from_json(one) for one in content["figures"]], "added": added_in(content)},
        "is_received": True,
        "counted": counted_by(found, content, may_open=True),
        "received_evidence": received_with(found, content, of_report=row.sha256),
        "is_as_filed": fingerprint(content) == row.sha256,
        "header_title": f"{row.unit} · {content.get('name', '')}",
    }
    return render(request, "reporting/below.html", context)
