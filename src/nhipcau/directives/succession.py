"""What an older version of a directive has given rise to, and what becomes of it when a newer one is accepted.

The apps above register a carrier for each kind of thing that acceptances make. Until an officer has chosen, nothing
happens to the old thing, and what the newer version reads in its place makes nothing anew.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.functional import Promise

from nhipcau.directives.models import Directive, ReadItem


@dataclass(frozen=True, slots=True)
class OldThing:
    """A task, occasion or duty that stands. `facts` are what is compared beside the words: units, days."""

    key: int
    title: str
    words: str
    provision: int | None
    facts: tuple[str, ...]
    url: str
    # Something that is over already asks for a choice only where the newer version goes on with it.
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class NewWork:
    """What an item of the newer version would make, in the same terms."""

    item: ReadItem
    words: str
    facts: tuple[str, ...]


class Carrier(Protocol):
    """How one kind of thing goes over from an older version to a newer one."""

    @property
    def kind(self) -> str:
        """Its name in rows."""
        ...

    @property
    def label(self) -> str | Promise:
        """Its name for officers, in the plural."""
        ...

    @property
    def shows_words(self) -> bool:
        """Whether `words` are a sentence that an officer can read; otherwise they only tell one thing from another."""
        ...

    def standing(self, directives: Iterable[Directive]) -> list[OldThing]:
        """Everything that the directives made and that is not closed."""
        ...

    def asked_for(self, directive: Directive) -> list[NewWork]:
        """Everything that the newer version would make, as its review stands."""
        ...

    def update(self, key: int, item: ReadItem, directive: Directive, *, by: Any) -> None:
        """Bring the old thing to what the newer version says; what was done for it stays with it."""
        ...

    def close(self, key: int, reason: str, *, by: Any) -> None:
        """Close it. Raises `BadValueError` where something stands in the way."""
        ...


_carriers: dict[str, Carrier] = {}


def register(carrier: Carrier) -> None:
    """Let things of this kind go over from version to version."""
    _carriers[carrier.kind] = carrier


def carriers() -> Sequence[Carrier]:
    """Every carrier, in the order of registration."""
    return list(_carriers.values())


def carrier_of(kind: str) -> Carrier | None:
    """The carrier of one kind of thing; None when the app that had it is gone."""
    return _carriers.get(kind)
