"""Showing a story before it is published. The portal may register its own renderer."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

Renderer = Callable[[Any, HttpRequest], HttpResponse]
_renderers: list[Renderer] = []


def register_renderer(renderer: Renderer) -> None:
    """Let `renderer(story, request)` answer previews. It must say on the page that this is a draft."""
    _renderers[:] = [renderer]


def render(story: Any, request: HttpRequest) -> HttpResponse:
    """A story as it will look, marked as a draft."""
    if _renderers:
        return _renderers[0](story, request)
    return TemplateResponse(request, "newsroom/preview.html", {"story": story, "request": request})
