"""Where a typed number of a document leads. The library stands above this app, so it registers who knows.

Nothing is stored: a decision is kept as its number and day, and whether the library holds it is asked when somebody
looks. So it does not matter which of the two came first.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the library: what a link to it says and where it leads."""

    name: str
    url: str
    number: str = ""
    day: date | None = None


Reference = tuple[str, date | None]
"""A number with its symbol as somebody typed it, and the day of the document when known."""
Finder = Callable[[Iterable[Reference], Any], Mapping[Reference, Document]]
Offer = Callable[[Any], Sequence[Document]]

_finders: list[Finder] = []
_offers: list[Offer] = []


def register(finder: Finder, offer: Offer) -> None:
    """Have a library asked: `finder(references, user)` says what it holds, `offer(user)` lists its newest documents.

    Both tell only of what the person may see.
    """
    if finder not in _finders:
        _finders.append(finder)
        _offers.append(offer)


def find(references: Iterable[Reference], user: Any) -> dict[Reference, Document]:
    """The documents that references mean, as far as the library knows them; a question or two for any number."""
    asked = {(number, day) for number, day in references if number}
    found: dict[Reference, Document] = {}
    if asked:
        for finder in _finders:
            found |= finder(asked, user)
    return found


def offered(user: Any) -> list[Document]:
    """Documents that a form proposes while a number is typed."""
    return [document for offer in _offers for document in offer(user)]
