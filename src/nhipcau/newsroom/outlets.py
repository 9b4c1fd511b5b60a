"""The outlets that published stories go to. They register themselves; the newsroom knows none of them by name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise

if TYPE_CHECKING:
    from nhipcau.newsroom.models import Delivery

Carrier = Callable[["Delivery"], None]


@dataclass(frozen=True, slots=True)
class Outlet:
    """One channel: its name in the database, what people call it, and how things get there and away again."""

    name: str
    label: str | Promise
    deliver: Carrier
    withdraw: Carrier


_outlets: dict[str, Outlet] = {}


def register_outlet(name: str, label: str | Promise, *, deliver: Carrier, withdraw: Carrier) -> None:
    """Let every publication and withdrawal of a story reach an outlet.

    Both functions get the delivery, may be called twice for it and must then do no harm. `deliver` shows the story as
    it stands now (`delivery.story`); `withdraw` must not need the story, which may be gone: language, path and
    translation key are on the delivery.
    """
    _outlets[name] = Outlet(name, label, deliver, withdraw)


def outlets() -> tuple[Outlet, ...]:
    """Every registered outlet, in the order of registration."""
    return tuple(_outlets.values())


def outlet(name: str) -> Outlet:
    """The outlet of a name.

    Raises:
        KeyError: nobody registered one.
    """
    return _outlets[name]
