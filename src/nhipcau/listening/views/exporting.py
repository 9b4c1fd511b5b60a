"""The log and the evaluation of an event as DOCX, PDF and XLSX."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from nhipcau.listening import access
from nhipcau.listening.exports.paper import paper_of
from nhipcau.listening.exports.spreadsheet import xlsx_of
from nhipcau.listening.labels import in_office_language
from nhipcau.listening.models import Activation
from nhipcau.officialdocs.writing import as_docx, as_pdf
from nhipcau.vietnamese import fold

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@never_cache
@require_GET
def download(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The event in one of its forms, open or closed."""
    event = access.activation_for(request.user, pk)
    if form not in TYPES:
        raise Http404
    with in_office_language():
        content = _written(event, form)
    response = HttpResponse(content, content_type=TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="{file_name(event)}.{form}"'
    return response


def _written(event: Activation, form: str) -> bytes:
    match form:
        case "docx":
            return as_docx(paper_of(event))
        case "pdf":
            return as_pdf(paper_of(event))
        case _:
            return xlsx_of(event)


def file_name(event: Activation) -> str:
    """A name that every disk takes and that says what is a drill: "dien-tap-mua-lon-2026-11-27"."""
    mark = "dien-tap" if event.is_drill else "nhat-ky"
    return f"{mark}-{slugify(fold(event.title))[:60]}-{event.started_at:%Y-%m-%d}"
