"""Who makes something of an accepted directive. The apps above register themselves here."""

from collections.abc import Callable
from typing import Any

from nhipcau.directives.models import Directive

# `handler(directive, by=user)` makes rows inside the transaction of the acceptance and returns how many of each.
Handler = Callable[..., dict[str, int]]
_handlers: list[Handler] = []


def register(handler: Handler) -> None:
    """Call `handler(directive, *, by) -> dict[str, int]` once for every directive that is accepted."""
    if handler not in _handlers:
        _handlers.append(handler)


def make_programme(directive: Directive, *, by: Any) -> list[dict[str, int]]:
    """Let every handler do its part, in the order of registration."""
    return [handler(directive, by=by) for handler in _handlers]
