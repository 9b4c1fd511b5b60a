"""Who may open which screen of the library."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from nhipcau.directives.models import Directive, SearchableCopy
from nhipcau.directives.queries import HEAVY, directives_visible_to, may_review

View = Callable[..., HttpResponse]


def for_reviewers(view: View) -> View:
    """Let only those in who may import, correct and accept."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_review(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return checked


def directive_or_404(request: HttpRequest, pk: int) -> Directive:
    """The directive with its text and reading, if this person may see it."""
    visible = directives_visible_to(request.user).defer(None)
    heavy = ("original", "search_key", *(f"replaces__{name}" for name in (*HEAVY, "search_key")))
    has_copy = Exists(SearchableCopy.objects.filter(directive=OuterRef("pk")))
    with_people = visible.select_related("accepted_by", "imported_by", "issuing_unit", "replaces").defer(*heavy)
    return get_object_or_404(with_people.annotate(has_copy=has_copy), pk=pk)


def wants_json(request: HttpRequest) -> bool:
    """Whether the page's script asks, and not the browser itself."""
    return "application/json" in request.headers.get("Accept", "")
