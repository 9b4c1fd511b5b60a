"""Styles of a DOCX: what a paragraph or a run looks like when it says nothing itself.

Source: ISO/IEC 29500-1, 17.7 (styles) and 17.7.2 (which setting wins).
"""

from dataclasses import dataclass, replace

from nhipcau.officialdocs.extraction.docx_markup import (
    Element,
    attribute,
    child,
    children,
    is_on,
    name_of,
    number_of,
    value_of,
)

_MOST_ANCESTORS = 20
_CENTRED = "center"


@dataclass(frozen=True, slots=True)
class RunLook:
    """How a run looks, as far as it changes the words; None where nothing is said."""

    font: str | None = None
    hidden: bool | None = None
    capitals: bool | None = None

    def over(self, below: "RunLook") -> "RunLook":
        """Give this look where it says something, `below` where it does not."""
        return RunLook(
            self.font if self.font is not None else below.font,
            self.hidden if self.hidden is not None else below.hidden,
            self.capitals if self.capitals is not None else below.capitals,
        )


@dataclass(frozen=True, slots=True)
class Style:
    """A style with all that it takes over from the styles below it."""

    name: str = ""
    run: RunLook = RunLook()
    numbering: str | None = None
    level: int | None = None
    alignment: str | None = None


def run_look(properties: Element | None, theme: dict[str, str]) -> RunLook:
    """Read `rPr`."""
    if properties is None:
        return RunLook()
    fonts = child(properties, "rFonts")
    font = None
    if fonts is not None:
        font = attribute(fonts, "hAnsi") or attribute(fonts, "ascii")
        if font is None:
            font = theme.get(attribute(fonts, "hAnsiTheme") or attribute(fonts, "asciiTheme") or "")
    return RunLook(font, is_on(properties, "vanish"), is_on(properties, "caps"))


class Styles:
    """All styles of a document."""

    def __init__(self, root: Element | None, theme: dict[str, str]) -> None:
        self.theme = theme
        self._elements: dict[str, Element] = {}
        self._known: dict[str, Style] = {}
        self.default_run = RunLook()
        self.default_paragraph: str | None = None
        for element in root if root is not None else ():
            if name_of(element) == "docDefaults":
                self.default_run = run_look(child(child(element, "rPrDefault"), "rPr"), theme)
            elif name_of(element) == "style" and (key := attribute(element, "styleId")) is not None:
                self._elements[key] = element
                if attribute(element, "type") == "paragraph" and attribute(element, "default") in ("1", "true", "on"):
                    self.default_paragraph = key

    def get(self, key: str | None) -> Style:
        """Give a style; one that is not there says nothing."""
        if key is None or key not in self._elements:
            return Style()
        if key not in self._known:
            self._known[key] = self._resolve(key)
        return self._known[key]

    def numbered(self) -> dict[tuple[str, int], str]:
        """Levels of numberings by the style that is tied to them: (numbering, level) to style."""
        found: dict[tuple[str, int], str] = {}
        for key in self._elements:
            style = self.get(key)
            if style.numbering is not None:
                found.setdefault((style.numbering, style.level or 0), key)
        return found

    def _resolve(self, key: str) -> Style:
        chain: list[Element] = []
        following: str | None = key
        while following in self._elements and len(chain) < _MOST_ANCESTORS:
            chain.append(self._elements[following])
            following = value_of(chain[-1], "basedOn")
        style = Style()
        for element in reversed(chain):
            paragraph = child(element, "pPr")
            numbering = child(paragraph, "numPr")
            style = Style(
                name=value_of(element, "name") or "",
                run=run_look(child(element, "rPr"), self.theme).over(style.run),
                numbering=value_of(numbering, "numId") or style.numbering,
                level=level if (level := number_of(numbering, "ilvl")) is not None else style.level,
                alignment=value_of(paragraph, "jc") or style.alignment,
            )
        return replace(style, numbering=None if style.numbering == "0" else style.numbering)


def theme_fonts(root: Element | None) -> dict[str, str]:
    """Fonts that a document calls by their part in its theme ("minorHAnsi")."""
    found: dict[str, str] = {}
    if root is None:
        return found
    for element in root.iter():
        part = name_of(element)
        if part in ("majorFont", "minorFont"):
            latin = next(children(element, "latin"), None)
            name = latin.get("typeface") if latin is not None else None
            if name:
                prefix = part.removesuffix("Font")
                found[f"{prefix}HAnsi"] = found[f"{prefix}Ascii"] = name
    return found
