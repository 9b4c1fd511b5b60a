"""The element of a web page that holds the document."""

import re
import tomllib
from itertools import islice
from pathlib import Path

from lxml import etree

from nhipcau.officialdocs.secrecy import find_secrecy_mark
from nhipcau.vietnamese import fold

_TABLE = tomllib.loads((Path(__file__).parent / "tables" / "sites.toml").read_text(encoding="utf-8"))
_IDS = tuple(_TABLE["document"]["ids"])
_CLASSES = tuple(_TABLE["document"]["classes"])
_DROPPED = re.compile("|".join(_TABLE["dropped"]["words"]))
_SILENT = ("script", "style", "noscript", "template", "iframe", "nav", "aside", "button", "select", "svg", "head")
_CONTAINERS = frozenset(
    {"div", "section", "article", "main", "body", "td", "form", "center", "blockquote", "span", "font"}
)
# What a document has and the page around it has not.
_OF_A_DOCUMENT = re.compile(r"cong hoa xa hoi chu nghia|dang cong san viet nam|noi nhan\s*:|doc lap\W+tu do")
# Elements that nobody sees; what is said instead of a picture, and in the field of a form.
_UNSEEN = frozenset({"script", "style", "noscript", "template", "head", "title", "meta", "link", "option", "datalist"})
_INSTEAD = ("alt", "title", "value")
_MOST_ELEMENTS, _MOST_PIECES, _LONGEST_MARK = 50_000, 12, 40
_LEAST = 200
_SHARE = 0.85


def main_element(root: etree._Element) -> etree._Element:
    """Give the element with the document; of a page that is nothing but a document, its body."""
    named = _named(root)
    if named is not None:
        return named
    body = root.find(".//body")
    body = body if body is not None else root
    _drop_surroundings(body)
    weights = _weights(body)
    whole = weights[body]
    if whole == 0:
        return body
    best = body
    # Down into the one child that holds nearly all of the running text, as long as there is one.
    while True:
        inner = max((one for one in best if one in weights), key=lambda one: weights[one], default=None)
        if inner is None or inner.tag not in _CONTAINERS or weights[inner] < _SHARE * whole:
            return best
        if _marks(best) > _marks(inner):
            return best
        best = inner


def mark_on_page(root: etree._Element) -> str:
    """Give the words of a mark of secrecy that stand by themselves anywhere on a page, or instead of a picture; "" for
    none. Ask before `main_element`, which takes the surroundings of the document away.
    """
    for element in islice(root.iter(), _MOST_ELEMENTS):
        if not isinstance(element.tag, str) or element.tag in _UNSEEN:
            continue
        for words in (*map(element.get, _INSTEAD), _own_words(element)):
            # Of what a page says in its menus and buttons only a mark and nothing else counts.
            if words and len(words) <= _LONGEST_MARK and "\n" not in words and find_secrecy_mark(words) is not None:
                return words
    return ""


def _own_words(element: etree._Element) -> str:
    """All words of an element that holds few things."""
    pieces = list(islice(element.itertext(), _MOST_PIECES + 1)) if len(element) <= _MOST_PIECES else []
    return " ".join("".join(pieces).split()) if len(pieces) <= _MOST_PIECES else ""


def _named(root: etree._Element) -> etree._Element | None:
    for attribute, names in (("id", _IDS), ("class", _CLASSES)):
        for name in names:
            found = root.xpath(
                f"//*[contains(concat(' ', normalize-space(@{attribute}), ' '), $name)]", name=f" {name} "
            )
            best = max(found, key=_length, default=None)
            if best is not None and _length(best) >= _LEAST:
                return best
    return None


def _length(element: etree._Element) -> int:
    return sum(len(text.strip()) for text in element.itertext())


def _drop_surroundings(body: etree._Element) -> None:
    """Take out what sites put around a document: menus, comments, advertisements; never what holds the document."""
    for element in list(body.iter()):
        if not isinstance(element.tag, str) or element is body:
            continue
        described = f"{element.get('id') or ''} {element.get('class') or ''}".lower()
        is_around = element.tag in _SILENT or _DROPPED.search(described) is not None
        if is_around and element.getparent() is not None and not _marks(element):
            element.drop_tree()


def _marks(element: etree._Element) -> int:
    """How many of the signs of a document an element holds."""
    return len(set(_OF_A_DOCUMENT.findall(fold(" ".join(" ".join(element.itertext()).split())))))


def _weights(body: etree._Element) -> dict[etree._Element, int]:
    """How many characters of running text each element holds; links are no running text."""
    weights: dict[etree._Element, int] = {}
    for element in body.iter():
        weights[element] = 0
    # Children come after their parents in document order, so the other way round each is done before its parent.
    for element in reversed(list(weights)):
        own = len((element.text or "").strip()) if element.tag != "a" else 0
        weights[element] += own
        parent = element.getparent()
        if parent is not None and parent in weights:
            weights[parent] += weights[element] if element.tag != "a" else 0
            weights[parent] += len((element.tail or "").strip())
    return weights
