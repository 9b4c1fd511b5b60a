"""Numbers that Word computes: "Điều 3.", "II.", "1.2.", "b)", and the bullets.

Source: ISO/IEC 29500-1, 17.9 (numbering).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from nhipcau.officialdocs.extraction.docx_markup import (
    Element,
    attribute,
    child,
    children,
    is_on,
    name_of,
    number_of,
    value_of,
    whole_number,
)
from nhipcau.officialdocs.extraction.docx_styles import Styles
from nhipcau.officialdocs.extraction.symbols import symbol
from nhipcau.vietnamese import by_font, legacy_font, to_roman

_PLACEHOLDER = re.compile(r"%([1-9])")
_LEVELS = 9
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_MOST_LINKS = 5


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a numbering."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    arabic: bool = False
    font: str | None = None
    style: str | None = None


@dataclass(frozen=True, slots=True)
class _Numbering:
    """A numbering as paragraphs use it: which counters it shares, its levels, and where it starts anew."""

    counters: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Numberings:
    """All numberings of a document, and how far each has counted."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, Element] = {}
        self._links: dict[str, str] = {}
        self._used: dict[str, _Numbering] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        self._elements: dict[str, Element] = {}
        for element in root if root is not None else ():
            kind = name_of(element)
            if kind == "abstractNum" and (key := attribute(element, "abstractNumId")) is not None:
                self._abstract[key] = element
                if (style := value_of(element, "styleLink")) is not None:
                    self._links[style] = key
            elif kind == "num" and (key := attribute(element, "numId")) is not None:
                self._elements[key] = element

    def level_of_style(self, numbering: str, style: str | None) -> int | None:
        """Give the level that is tied to a style."""
        used = self._get(numbering)
        if used is None or style is None:
            return None
        return next((number for number, level in used.levels.items() if level.style == style), None)

    def next_label(self, numbering: str, level: int) -> str:
        """Count one on and give the number as it is printed; "" where there is none."""
        used = self._get(numbering)
        if used is None or not 0 <= level < _LEVELS or level not in used.levels:
            return ""
        counts = self._counts.setdefault(used.counters, {})
        self._begin_anew(numbering, used, level, counts)
        counts[level] = counts[level] + 1 if level in counts else used.levels[level].start
        for deeper in [number for number in counts if number > level]:
            restart = used.levels[deeper].restart if deeper in used.levels else None
            if restart is None or (restart > 0 and level < restart):
                del counts[deeper]
        return self._label(used, level, counts)

    def _begin_anew(self, numbering: str, used: _Numbering, level: int, counts: dict[int, int]) -> None:
        """A numbering that shares its counters may say with which number it starts; it does so once."""
        for number, start in used.starts.items():
            if (numbering, number) not in self._started and number <= level:
                self._started.add((numbering, number))
                if number == level:
                    counts[number] = start - 1
                    for deeper in [other for other in counts if other > number]:
                        del counts[deeper]

    def _label(self, used: _Numbering, level: int, counts: dict[int, int]) -> str:
        own = used.levels[level]
        if own.form == "bullet":
            return bullet(own.text, own.font)
        if own.form == "none":
            return _PLACEHOLDER.sub("", own.text).strip()

        def count(found: re.Match[str]) -> str:
            number = int(found[1]) - 1
            other = used.levels.get(number, Level())
            form = "decimal" if own.arabic and number != level else other.form
            return printed(counts.get(number, other.start), form)

        return by_font(_PLACEHOLDER.sub(count, own.text), legacy_font(own.font) if own.font else None)

    def _get(self, key: str) -> _Numbering | None:
        if key not in self._used:
            element = self._elements.get(key)
            if element is None:
                return None
            self._used[key] = self._resolve(element)
        return self._used[key]

    def _resolve(self, element: Element) -> _Numbering:
        counters, levels = self._levels_of(value_of(element, "abstractNumId"))
        starts: dict[int, int] = {}
        for override in children(element, "lvlOverride"):
            number = whole_number(attribute(override, "ilvl"))
            if number is None:
                continue
            own = child(override, "lvl")
            if own is not None:
                levels[number] = self._level(own)
            start = number_of(override, "startOverride")
            if start is not None:
                starts[number] = start
        return _Numbering(counters, levels, starts)

    def _levels_of(self, key: str | None) -> tuple[str, dict[int, Level]]:
        """Levels of an abstract numbering; one that only names a style has those of the numbering tied to the style."""
        for _ in range(_MOST_LINKS):
            abstract = self._abstract.get(key or "")
            if abstract is None:
                break
            linked = value_of(abstract, "numStyleLink")
            if linked is None:
                found = {whole_number(attribute(one, "ilvl")): one for one in children(abstract, "lvl")}
                return key or "", {number: self._level(one) for number, one in found.items() if number is not None}
            style = self._styles.get(linked).numbering
            of_style = self._elements.get(style or "")
            key = self._links.get(linked) or (value_of(of_style, "abstractNumId") if of_style is not None else None)
        return key or "", {}

    def _level(self, element: Element) -> Level:
        start = number_of(element, "start")
        form = value_of(element, "numFmt")
        if form is None:
            # Word 2010 keeps "custom" formats in a choice; the second one is for everybody.
            choice = next((one for one in element.iter() if name_of(one) == "numFmt"), None)
            form = attribute(choice, "val")
        fonts = child(child(element, "rPr"), "rFonts")
        return Level(
            start=0 if start is None else start,
            form=form or "decimal",
            text=value_of(element, "lvlText") or "",
            restart=number_of(element, "lvlRestart"),
            arabic=bool(is_on(element, "isLgl")),
            font=attribute(fonts, "hAnsi") or attribute(fonts, "ascii"),
            style=value_of(element, "pStyle"),
        )


def bullet(text: str, font: str | None) -> str:
    """A bullet as a character that everybody has."""
    turned = "".join(symbol(character, font) for character in text).strip()
    return "+" if turned == "o" and font and "courier" in font.lower() else turned or ("-" if text else "")


def printed(number: int, form: str) -> str:
    """Give a number in one of Word's forms; a form that is not known here is printed in digits."""
    return _FORMS.get(form, str)(number)


def _letters(number: int) -> str:
    """a, b … z, aa, bb: Word doubles the letter."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= 780 else str(number)


def _roman(number: int) -> str:
    return to_roman(number) if 0 < number < 4000 else str(number)


def _in_words(number: int) -> str:
    """một … chín mươi chín, as Vietnamese counts."""
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:
        return str(number)
    if tens == 0:
        return _DIGITS[ones]
    head = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    if ones == 0:
        return head
    last = "lăm" if ones == 5 else "mốt" if ones == 1 and tens > 1 else _DIGITS[ones]
    return f"{head} {last}"


_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "vietnameseCounting": _in_words,
    "cardinalText": lambda number: _in_words(number).capitalize(),
    "ordinalText": lambda number: _in_words(number).capitalize(),
    "numberInDash": lambda number: f"- {number} -",
    "none": lambda number: "",
}
