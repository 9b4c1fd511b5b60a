"""A directive leaves the review: accepted, set aside, put back, deleted. Each asks before it does."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nhipcau.directives import acceptance, sentences, services
from nhipcau.directives.enums import DirectiveState
from nhipcau.directives.errors import NeedsConfirmationError, NotInReviewError
from nhipcau.directives.models import Directive
from nhipcau.directives.queries import versions_of
from nhipcau.directives.review_sheet import ReviewSheet
from nhipcau.directives.views.access import directive_or_404, for_reviewers


def _crumbs(directive: Directive, last: str) -> list[dict[str, str]]:
    return [
        {"url": reverse("directives:index"), "label": _("Directives")},
        {"url": reverse("directives:review", args=[directive.pk]), "label": directive.number or directive.file_name},
        {"url": "", "label": last},
    ]


@never_cache
@for_reviewers
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what will be made and what was not looked at; then make it, once however often it is asked for."""
    directive = directive_or_404(request, pk)
    error = ""
    if request.method == "POST":
        try:
            services.accept_directive(directive, by=request.user, confirmed=request.POST.getlist("confirmed"))
            return redirect("directives:accepted", pk)
        except NeedsConfirmationError as reason:
            error = str(reason)
        except NotInReviewError as reason:
            messages.warning(request, str(reason))
            return redirect("directives:review", pk)
    if directive.state != DirectiveState.IN_REVIEW:
        return redirect("directives:review", pk)
    context = {
        "directive": directive,
        "sheet": ReviewSheet(directive),
        "results": acceptance.results_of(directive, services.preview_acceptance(directive, by=request.user)),
        "to_confirm": [(code, sentences.PROBLEMS[code]) for code in services.problems_to_confirm(directive)],
        "error": error,
        "page_title": _("Accept the directive"),
        "breadcrumbs_items": _crumbs(directive, _("Accept")),
    }
    return render(request, "directives/accept.html", context, status=422 if error else 200)


@for_reviewers
def accepted(request: HttpRequest, pk: int) -> HttpResponse:
    """What the acceptance made, and where to go on."""
    directive = directive_or_404(request, pk)
    if directive.state != DirectiveState.ACCEPTED:
        return redirect("directives:review", pk)
    context = {
        "directive": directive,
        "results": acceptance.results_of(directive),
        "can_review": True,
        **versions_of(directive),
        "page_title": _("The programme stands"),
        "breadcrumbs_items": _crumbs(directive, _("Accepted")),
    }
    return render(request, "directives/accepted.html", context)


@require_POST
@for_reviewers
def set_aside(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the directive out of the review without a programme."""
    directive = directive_or_404(request, pk)
    try:
        services.set_aside(directive, by=request.user)
    except NotInReviewError as reason:
        messages.warning(request, str(reason))
        return redirect("directives:review", pk)
    messages.success(request, _("Set aside. It stays in the library and can be put back into review."))
    return redirect("directives:index")


@require_POST
@for_reviewers
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a directive that was set aside back into review."""
    try:
        services.put_back(directive_or_404(request, pk), by=request.user)
    except NotInReviewError as reason:
        messages.warning(request, str(reason))
    return redirect("directives:review", pk)


@never_cache
@for_reviewers
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then delete a directive that was not accepted."""
    directive = directive_or_404(request, pk)
    if request.method == "POST" or directive.state == DirectiveState.ACCEPTED:
        try:
            services.delete_directive(directive, by=request.user)
        except NotInReviewError as reason:
            messages.warning(request, str(reason))
            return redirect("directives:review", pk)
        messages.success(request, _("The directive was deleted with everything read in it."))
        return redirect("directives:index")
    context = {
        "directive": directive,
        "page_title": _("Delete the directive"),
        "breadcrumbs_items": _crumbs(directive, _("Delete")),
    }
    return render(request, "directives/delete.html", context)
