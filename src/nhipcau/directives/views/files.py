"""The file as it was received, and the searchable copy of a scan, for those who review."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from nhipcau.directives.models import Directive, DirectiveImport, SearchableCopy
from nhipcau.directives.views.access import for_reviewers
from nhipcau.jobs.enums import WorkState


@require_safe
@for_reviewers
def original(request: HttpRequest, pk: int) -> HttpResponse:
    """The untouched file. It is only ever saved: what a stranger sent is not opened by the workspace's address."""
    directive = get_object_or_404(Directive.objects.only("file_name", "original"), pk=pk)
    return _to_save(bytes(directive.original), directive.file_name, "application/octet-stream")


@require_safe
@for_reviewers
def original_of_import(request: HttpRequest, pk: int) -> HttpResponse:
    """The untouched file of an import that could not be read; what is still being read is not given out."""
    taken = get_object_or_404(DirectiveImport, pk=pk, state=WorkState.FAILED, directive=None)
    if not taken.content:
        raise Http404
    return _to_save(bytes(taken.content), taken.file_name, "application/octet-stream")


@require_safe
@for_reviewers
def searchable_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """The PDF/A that was made of a scan."""
    copy = SearchableCopy.objects.filter(directive=pk).select_related("directive").defer("directive__original").first()
    if copy is None:
        raise Http404
    stem = copy.directive.file_name.rsplit(".", 1)[0]
    return _to_save(bytes(copy.pdf), f"{stem}.pdf", "application/pdf")


def _to_save(data: bytes, name: str, content_type: str) -> HttpResponse:
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
