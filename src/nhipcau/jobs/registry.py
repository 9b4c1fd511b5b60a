"""Which function does which kind of background work."""

from collections.abc import Callable, Iterator
from typing import Any

from nhipcau.jobs.models import BackgroundWork

Doer = Callable[[Any], None]
_doers: dict[type[BackgroundWork], Doer] = {}


def register(model: type[BackgroundWork], doer: Doer) -> None:
    """Let `doer` work off rows of `model`. It gets the row, may be called twice for it and must then do no harm."""
    _doers[model] = doer


def doer_of(model: type[BackgroundWork]) -> Doer:
    """The function for a kind of work.

    Raises:
        KeyError: nobody registered one.
    """
    return _doers[model]


def kinds_of_work() -> Iterator[type[BackgroundWork]]:
    """Every registered kind of work."""
    return iter(_doers)
