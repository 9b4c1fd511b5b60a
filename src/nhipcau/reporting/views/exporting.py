"""A report is downloaded as a document, a spreadsheet or a signed package; packages of others are taken in."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from nhipcau.officialdocs.writing import as_pdf
from nhipcau.reporting import access
from nhipcau.reporting.exports.package import LARGEST, PackageError, package_of, take_in
from nhipcau.reporting.exports.paper import docx_of, paper_of
from nhipcau.reporting.exports.spreadsheet import xlsx_of
from nhipcau.reporting.labels import in_office_language
from nhipcau.reporting.models import Report, ReportingDuty
from nhipcau.reporting.sheet import Sheet, sheet_of
from nhipcau.reporting.views.totals import XLSX
from nhipcau.reporting.views.years import DOCX
from nhipcau.vietnamese import fold

TYPES = {"docx": DOCX, "pdf": "application/pdf", "xlsx": XLSX, "json": "application/json"}


@require_GET
def download(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The report in one of its forms; the package only of what is filed."""
    found = access.report_for(request.user, pk, today=timezone.localdate())
    if form not in TYPES:
        raise Http404
    if form == "json":
        if not found.is_filed:
            messages.error(request, _("Only a filed report can be packed."))
            return redirect("reporting:report", pk)
        content = package_of(found, by=request.user)
    else:
        with in_office_language():
            content = _written(sheet_of(found, today=timezone.localdate()), form)
    response = HttpResponse(content, content_type=TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="{file_name(found)}.{form}"'
    return response


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
    file = forms.FileField(label=gettext_lazy("Report package (JSON)"))

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
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
            report = take_in(form.cleaned_data["file"].read(), form.cleaned_data["duty"], by=request.user)
        except PackageError as reason:
            fault = str(reason)
        else:
            messages.success(request, _("The package is as its sender signed it. The report waits for acceptance."))
            return redirect("reporting:report", report.pk)
    context = {"form": form, "fault": fault, "header_title": _("Take in a report package")}
    return render(request, "reporting/import_package.html", context, status=422 if fault else 200)
