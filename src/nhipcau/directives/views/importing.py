"""Handing a file in and following its reading."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from nhipcau.directives import sentences, services
from nhipcau.directives.enums import DirectiveState, Door
from nhipcau.directives.errors import NotTakenError
from nhipcau.directives.forms import UploadForm
from nhipcau.directives.models import Directive, DirectiveImport
from nhipcau.directives.queries import look_alikes
from nhipcau.directives.upload import TooLargeError, read_into_memory
from nhipcau.directives.views.access import for_reviewers, wants_json
from nhipcau.jobs import services as jobs
from nhipcau.jobs.enums import WorkState
from nhipcau.officialdocs import NotReadableCode


@csrf_exempt  # the token is in the body, which has to stay in memory: `_take` checks it once that is made sure
@for_reviewers
def upload(request: HttpRequest) -> HttpResponse:
    """Ask for a file and take it in. Nothing of it is written before its secrecy mark was looked for."""
    if request.method != "POST":
        return _show(request, UploadForm())
    try:
        read_into_memory(request)
    except TooLargeError:
        form = UploadForm()
        return _show(request, form, refusal=str(sentences.NOT_READABLE[NotReadableCode.TOO_LARGE]), status=413)
    except BadRequest as error:
        return _show(request, UploadForm(), refusal=str(error), status=400)
    return _take(request)


@csrf_protect
def _take(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, form, status=422)
    file = form.cleaned_data["file"]
    try:
        taken = services.take_in(file.read(), file_name=file.name, by=request.user, door=Door.WORKSPACE)
    except NotTakenError as reason:
        return _show(request, UploadForm(), refusal=str(reason), status=422)
    finally:
        file.close()
    if taken.was_known and taken.directive is not None:
        return _show_known(request, taken.directive)
    return redirect("directives:import", taken.pk)


def _show(request: HttpRequest, form: UploadForm, *, refusal: str = "", status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "refusal": refusal,
        "page_title": _("Import a directive"),
        "header_icon": "upload",
        "breadcrumbs_items": [
            {"url": reverse("directives:index"), "label": _("Directives")},
            {"url": "", "label": _("Import")},
        ],
    }
    return render(request, "directives/upload.html", context, status=status)


def _show_known(request: HttpRequest, directive: Directive) -> HttpResponse:
    if directive.state == DirectiveState.SET_ASIDE:
        text = _("This document is in the library already; it was set aside. You can put it back into review here.")
    else:
        text = _("This document is in the library already; nothing was imported twice.")
    messages.info(request, text)
    return redirect("directives:review", directive.pk)


@never_cache
@for_reviewers
def import_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the reading is; on to the review once it is done."""
    taken = get_object_or_404(DirectiveImport.objects.defer("content"), pk=pk)
    done = reverse("directives:review", args=[taken.directive_id]) if taken.directive_id else ""
    if wants_json(request):
        how_far = {"percent": taken.progress_percent, "text": taken.progress_name}
        return JsonResponse({"state": taken.state, "url": done, **how_far})
    if done:
        _warn_of_look_alikes(request, get_object_or_404(Directive.objects.defer("original"), pk=taken.directive_id))
        return redirect(done)
    context = {
        "taken": taken,
        "has_failed": taken.state == WorkState.FAILED,
        "was_stopped": taken.state == WorkState.CANCELLED,
        "page_title": taken.file_name,
        "breadcrumbs_items": [
            {"url": reverse("directives:index"), "label": _("Directives")},
            {"url": "", "label": taken.file_name},
        ],
    }
    return render(request, "directives/import.html", context)


def _warn_of_look_alikes(request: HttpRequest, directive: Directive) -> None:
    for other in look_alikes(directive):
        messages.warning(
            request,
            _("%(other)s has the same number, issuer and date, but another text. Please see which of them is right.")
            % {"other": other},
        )


@require_POST
@for_reviewers
def retry_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a failed import again."""
    jobs.try_again(get_object_or_404(DirectiveImport.objects.defer("content"), pk=pk))
    return redirect("directives:import", pk)


@require_POST
@for_reviewers
def stop_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop the reading; what was read of it stays, so that it can go on from there."""
    jobs.cancel(get_object_or_404(DirectiveImport.objects.defer("content"), pk=pk))
    return redirect("directives:import", pk)


@require_POST
@for_reviewers
def drop_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget an import that failed or was stopped, with its file and what was read of it."""
    ended = [WorkState.FAILED, WorkState.CANCELLED]
    dropped, _rows = DirectiveImport.objects.filter(pk=pk, state__in=ended, directive=None).delete()
    if dropped:
        messages.success(request, _("The import and its file were deleted."))
    return redirect("directives:index")
