"""A report is downloaded as a document, a spreadsheet or a signed package; packages of others are taken in."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from nhipcau.officialdocs.writing import as_pdf
from nhipcau.programme.sent_files import send_kept
from nhipcau.reporting import access
from nhipcau.reporting.exceptions import PackageError
from nhipcau.reporting.exports.package import package_of, package_with_evidence, take_in
from nhipcau.reporting.exports.packed_evidence import LARGEST_ARCHIVE
from nhipcau.reporting.exports.paper import docx_of, paper_of
from nhipcau.reporting.exports.spreadsheet import xlsx_of
from nhipcau.reporting.labels import in_office_language
from nhipcau.reporting.models import Report, ReportingDuty
from nhipcau.reporting.sheet import Sheet, sheet_of
from nhipcau.reporting.views.totals import XLSX
from nhipcau.reporting.views.years import DOCX
from nhipcau.vietnamese import fold

TYPES = {
    "docx": DOCX,
    "pdf": "application/pdf",
    "xlsx": XLSX,
    "json": "application/json",
    "zip": "application/zip",
}


@require_GET
def download(request: HttpRequest, pk: int, form: str) -> HttpResponse | FileResponse:
    """The report in one of its forms; the package only of what is filed."""
    found = access.report_for(request.user, pk, today=timezone.localdate())
    if form not in TYPES:
        raise Http404
    name = f"{file_name(found)}.{form}"
    try:
        if form == "zip":
            archive = package_with_evidence(found, by=request.user)
            return FileResponse(archive, content_type=TYPES[form], filename=name, as_attachment=True)
        if form == "json":
            content = package_of(found, by=request.user)
        else:
            with in_office_language():
                content = _written(sheet_of(found, today=timezone.localdate()), form)
    except PackageError as reason:
        messages.error(request, str(reason))
        return redirect("reporting:report", pk)
    response = HttpResponse(content, content_type=TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_GET
def received_evidence(request: HttpRequest, pk: int, evidence_pk: int) -> HttpResponse | FileResponse:
    """Send a file that came with a package to those who may see its report."""
    found = access.report_for(request.user, pk, today=timezone.localdate())
    row = get_object_or_404(found.received_evidence.exclude(file=""), pk=evidence_pk)
    try:
        return send_kept(row.file, name=row.name, content_type=row.content_type)
    except FileNotFoundError as error:
        raise Http404 from error


def _written(sheet: Sheet, form: str) -> bytes:
    match form:
        case "docx":
            return docx_of(sheet)
        case "pdf":
            return as_pdf(paper_of(sheet))
        case _:
            return xlsx_of(sheet)


def file_name(report: Report) -> str:
    """A name that every disk takes: "bao-cao-so-ngoai-vu-2026-03-14"."""
    unit = slugify(fold(report.unit.short_name or report.unit.name))[:60]
    return f"bao-cao-{unit}-{report.period_end.isoformat()}"


class PackageForm(forms.Form):
    """A package, and which of our duties it answers."""

    duty = forms.ModelChoiceField(ReportingDuty.objects.all(), label=gettext_lazy("Report"))
    file = forms.FileField(label=gettext_lazy("Report package (JSON, or ZIP with evidence)"))

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_ARCHIVE:
            raise forms.ValidationError(_("This file is too large for a report package."))
        return file


@require_http_methods(["GET", "POST"])
def import_package(request: HttpRequest) -> HttpResponse:
    """Take in the package of another installation; it then waits for acceptance like any filed report."""
    if not request.user.has_perm(access.IMPORT):
        raise PermissionDenied
    form = PackageForm(request.POST or None, request.FILES or None)
    fault = ""
    if request.method == "POST" and form.is_valid():
        try:
            report = take_in(form.cleaned_data["file"].file, form.cleaned_data["duty"], by=request.user)
        except PackageError as reason:
            fault = str(reason)
        else:
            messages.success(request, _("The package is as its sender signed it. The report waits for acceptance."))
            return redirect("reporting:report", report.pk)
    context = {"form": form, "fault": fault, "header_title": _("Take in a report package")}
    return render(request, "reporting/import_package.html", context, status=422 if fault else 200)
