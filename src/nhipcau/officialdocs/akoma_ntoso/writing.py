"""Elements of the Akoma Ntoso schema, and text with marks in it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lxml import etree

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
# What XML 1.0 cannot hold, in no form.
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Mark:
    """An element around characters of a text, half open; `note` is the index of the footnote that hangs there."""

    start: int
    end: int
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    note: int | None = None


def clean(text: str) -> str:
    """The text with signs that XML cannot hold replaced."""
    return _NOT_IN_XML.sub("\ufffd", text)


def add(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    """A new last child; the order of attributes is kept."""
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", {name: clean(value) for name, value in attributes.items()})


def without_overlaps(marks: Iterable[Mark]) -> list[Mark]:
    """The marks from left to right; one that would cut into an earlier one gives way."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def write(element: etree._Element, text: str, marks: Sequence[Mark] = (), offset: int = 0) -> list[etree._Element]:
    """Put a text into an element, with an element around each marked place. Places count from `offset`.

    Returns the elements of the marks, in order; those of footnotes are still empty.
    """
    made: list[etree._Element] = []
    at = offset
    for mark in marks:
        _append(element, text[at - offset : mark.start - offset])
        made.append(add(element, mark.tag, **mark.attributes))
        if mark.note is None:
            made[-1].text = clean(text[mark.start - offset : mark.end - offset])
        at = mark.end
    _append(element, text[at - offset :])
    return made


def _append(element: etree._Element, text: str) -> None:
    last = element[-1] if len(element) else None
    if last is None:
        element.text = (element.text or "") + clean(text)
    else:
        last.tail = (last.tail or "") + clean(text)
