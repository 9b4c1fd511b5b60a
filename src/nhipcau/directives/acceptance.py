"""Who makes something of an accepted directive. The apps above register themselves here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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


@dataclass(frozen=True, slots=True)
class Result:
    """How many of one thing an acceptance made, and where they are listed."""

    number: int
    name: str | Promise
    url: str


# Names of the counts that handlers give, and the address of the list in the app above, by name only.
RESULTS: dict[str, tuple[str | Promise, str]] = {
    "tasks": (pgettext_lazy("of a directive", "tasks"), "programme_tasks:index"),
    "occasions": (_("occasions in the calendar"), "programme_occasions:index"),
    "reporting_duties": (_("reporting duties"), "reporting_duties:index"),
}


def results_of(directive: Directive, made: Mapping[str, int] | None = None) -> list[Result]:
    """What the acceptance of a directive made, in the order of the work; or what it would make, without addresses."""
    counts = directive.made if made is None else made
    return [
        Result(counts[name], label, _address(url_name, directive) if made is None else "")
        for name, (label, url_name) in RESULTS.items()
        if name in counts
    ]


def _address(url_name: str, directive: Directive) -> str:
    """The app above may not be installed; its list is then not linked."""
    try:
        return f"{reverse(url_name)}?directive={directive.pk}"
    except NoReverseMatch:
        return ""
