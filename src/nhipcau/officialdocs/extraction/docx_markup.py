"""WordprocessingML, looked at by plain names: both the transitional and the strict form have the same ones."""

from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element
_NAMESPACES = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_RELATIONS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}",
)
_OFF = frozenset({"0", "false", "off"})


def name_of(element: Element) -> str:
    """The name without its namespace; "" for comments."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Element | None, name: str) -> Element | None:
    """The first child of that name."""
    if element is None:
        return None
    for namespace in _NAMESPACES:
        found = element.find(namespace + name)
        if found is not None:
            return found
    return None


def children(element: Element, name: str) -> Iterator[Element]:
    """All children of that name."""
    return (one for one in element if name_of(one) == name)


def attribute(element: Element | None, name: str) -> str | None:
    """An attribute of Word's own namespace."""
    if element is None:
        return None
    for namespace in _NAMESPACES:
        if (value := element.get(namespace + name)) is not None:
            return value
    return element.get(name)


def relation(element: Element) -> str | None:
    """The key of the part that an element points to."""
    return next((value for namespace in _RELATIONS if (value := element.get(namespace + "id"))), None)


def value_of(element: Element | None, name: str) -> str | None:
    """The `val` of a child."""
    return attribute(child(element, name), "val")


def number_of(element: Element | None, name: str) -> int | None:
    """The `val` of a child, as a whole number; None for anything else."""
    return whole_number(value_of(element, name))


def whole_number(value: str | None) -> int | None:
    """A small whole number, None for anything else."""
    try:
        number = int(value or "")
    except ValueError:
        return None
    return number if abs(number) < 1_000_000 else None


def is_on(element: Element | None, name: str) -> bool | None:
    """Tell whether a switch is on; None where it is not set."""
    switch = child(element, name)
    return None if switch is None else attribute(switch, "val") not in _OFF
