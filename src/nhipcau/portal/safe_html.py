"""Lets through the few elements that a story's rich text may hold, and nothing else.

The editor's own rules come first; this is the last door before the public, for imports and old revisions too.
"""

from collections.abc import Mapping
from html import escape
from html.parser import HTMLParser

from markupsafe import Markup

ELEMENTS = frozenset({"p", "b", "strong", "i", "em", "a", "ul", "ol", "li", "br", "sub", "sup"})
RENAMED = {"b": "strong", "i": "em"}
VOID = frozenset({"br"})
# Their text is not for reading.
DROPPED_WITH_CONTENT = frozenset(
    {"script", "style", "template", "iframe", "object", "svg", "math", "noscript", "textarea", "title", "select"}
)
SCHEMES = ("https://", "http://", "mailto:", "tel:", "/")


def safe_html(html: str, pages: Mapping[int, str] | None = None) -> Markup:
    """`html` reduced to well-formed paragraphs, lists, emphasis and links to web, mail, telephone or this site.

    The editor writes a link to a page as `<a linktype="page" id="3">`; `pages` gives the public path of each page that
    readers can see. A link to any other page leaves only its words.
    """
    sieve = _Sieve(pages or {})
    sieve.feed(html)
    sieve.close()
    return sieve.result()


def plain_text(html: str) -> str:
    """The words of a piece of HTML, elements parted by spaces."""
    return " ".join(Markup(html.replace("<", " <")).striptags().split())  # noqa: S704 -- becomes plain text again


class _Sieve(HTMLParser):
    def __init__(self, pages: Mapping[int, str]) -> None:
        super().__init__(convert_charrefs=True)
        self._pages = pages
        self._parts: list[str] = []
        self._open: list[str] = []
        self._dropping = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in DROPPED_WITH_CONTENT:
            self._dropping += 1
        if self._dropping or tag not in ELEMENTS:
            return
        tag = RENAMED.get(tag, tag)
        address = self._address(dict(attrs)) if tag == "a" else None
        if tag == "a" and address is None:
            return
        self._parts.append(f'<a href="{escape(address)}">' if address else f"<{tag}>")
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in DROPPED_WITH_CONTENT:
            self._dropping = max(0, self._dropping - 1)
            return
        tag = RENAMED.get(tag, tag)
        if self._dropping or tag not in self._open:
            return
        while True:
            innermost = self._open.pop()
            self._parts.append(f"</{innermost}>")
            if innermost == tag:
                return

    def handle_data(self, data: str) -> None:
        if not self._dropping:
            self._parts.append(escape(data, quote=False))

    def _address(self, attributes: Mapping[str, str | None]) -> str | None:
        if attributes.get("linktype") == "page":
            number = attributes.get("id") or ""
            return self._pages.get(int(number)) if number.isascii() and number.isdecimal() else None
        return _safe_address(attributes.get("href"))

    def result(self) -> Markup:
        self._parts.extend(f"</{tag}>" for tag in reversed(self._open))
        self._open.clear()
        return Markup("".join(self._parts))  # noqa: S704 -- every part was escaped or built here


def _safe_address(address: str | None) -> str | None:
    """The address when it is one that a reader may be sent to. `//host` would leave the site unseen, so it is none."""
    # Browsers drop tabs and line ends from an address, which would turn "/\t/host" into "//host".
    address = "".join(character for character in address or "" if character > " ")
    if address.startswith(("//", "/\\")) or not address.lower().startswith(SCHEMES):
        return None
    return address
