"""The pages of the original beside the items: their pictures, and the boxes in which each item is printed."""

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import condition, require_GET

from nhipcau.directives import page_words
from nhipcau.directives.enums import ItemState
from nhipcau.directives.models import Directive, DirectivePage
from nhipcau.directives.queries import directives_visible_to
from nhipcau.directives.services.items import places_of
from nhipcau.directives.services.page_pictures import SIZES, NoPictureError, picture_key, picture_of
from nhipcau.directives.views.access import for_reviewers

UNDRAWABLE = 422


def _directive(request: HttpRequest, pk: int) -> Directive:
    visible = (
        directives_visible_to(request.user).select_related("copy").defer("copy__pdf", "original", "text", "reading")
    )
    return get_object_or_404(visible, pk=pk)


def _etag(request: HttpRequest, pk: int, number: int, size: str) -> str | None:
    if size not in SIZES:
        return None
    return f'"{picture_key(_directive(request, pk), number, size)}"'


@require_GET
@for_reviewers
@cache_control(private=True, no_cache=True)
@condition(etag_func=_etag)
def picture(request: HttpRequest, pk: int, number: int, size: str) -> HttpResponse:
    """One page as a picture. A browser keeps it and asks each time whether it may still show it."""
    directive = _directive(request, pk)
    if size not in SIZES or not directive.pages.filter(number=number).exists():
        raise Http404
    try:
        return HttpResponse(picture_of(directive, number, size), content_type="image/webp")
    except NoPictureError:
        text = _("This page could not be drawn; please use the text that was read.")
        return HttpResponse(text, status=UNDRAWABLE, content_type="text/plain; charset=utf-8")


@never_cache
@require_GET
@for_reviewers
def boxes(request: HttpRequest, pk: int, number: int) -> JsonResponse:
    """Where on a page each item is printed: one box a line, as shares of the page, and what the item's state is."""
    page = get_object_or_404(DirectivePage, directive=pk, number=number)
    on_page = Q(span_start__lt=page.span_end, span_end__gt=page.span_start) | ~Q(further_spans=[])
    items = page.directive.items.filter(on_page).exclude(state=ItemState.MERGED)
    found = [
        {
            "item": item.pk,
            "kind": str(item.kind),
            "isRejected": item.state == ItemState.REJECTED,
            "boxes": [
                [round(share, 5) for share in (box.left, box.top, box.right - box.left, box.bottom - box.top)]
                for start, end in places_of(item)
                if start < page.span_end and end > page.span_start
                for box in page_words.boxes(page.words, start, end)
            ],
        }
        for item in items.order_by("span_start", "-span_end")
    ]
    return JsonResponse({"items": [one for one in found if one["boxes"]]})
