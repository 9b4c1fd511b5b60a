"""Numbers and words that people type for an activity: what is sensible, on plain values."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from nhipcau.vietnamese import clean_words as clean_words  # noqa: PLC0414 -- known by this place too

MOST = 1_000_000_000
LONGEST_WORDS = 300
# "1.234.567" and "1 234 567" are whole numbers with marks of thousands, "12,5" has a decimal comma.
_THOUSANDS = re.compile(r"\d{1,3}([. \u00a0]\d{3})+")


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure that a kind of activity has."""

    code: str
    name: str
    unit: str = ""
    is_whole: bool = True
    least: int = 0
    most: int = MOST
    part_of: str = ""


class FigureError(ValueError):
    """A number that cannot be. `code` says why: not_a_number, not_whole, too_low or too_high."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_number(text: str) -> Decimal:
    """A number as Vietnamese offices write it: "1.234", "1 234", "12,5"; also "12.5".

    Raises:
        FigureError: it is none.
    """
    plain = unicodedata.normalize("NFKC", text).strip().replace("\u2212", "-")
    sign = "-" if plain.startswith("-") else ""
    digits = plain.removeprefix("-").strip()
    if _THOUSANDS.fullmatch(digits):
        digits = re.sub(r"\D", "", digits)
    elif digits.count(",") == 1:
        whole, _comma, part = digits.partition(",")
        digits = (re.sub(r"\D", "", whole) if _THOUSANDS.fullmatch(whole) else whole) + "." + part
    if not re.fullmatch(r"\d{1,30}(\.\d{1,10})?", digits):
        raise FigureError("not_a_number")
    try:
        return Decimal(sign + digits)
    except InvalidOperation as error:  # pragma: no cover -- the pattern lets none through
        raise FigureError("not_a_number") from error


def check_number(value: Decimal, measure: Measure) -> int | float:
    """The number as it is kept: whole, or with at most three decimals.

    Raises:
        FigureError: it is negative or absurd for the measure, or has decimals where none can be.
    """
    if value < measure.least:
        raise FigureError("too_low")
    if value > measure.most:
        raise FigureError("too_high")
    if value == value.to_integral_value():
        return int(value)
    if measure.is_whole:
        raise FigureError("not_whole")
    return float(round(value, 3))


def parts_too_large(figures: Mapping[str, int | float], measures: Mapping[str, Measure]) -> list[Measure]:
    """Measures that are a part of another one ("of these: women") and yet larger than the whole."""
    return [
        measure
        for code, measure in measures.items()
        if measure.part_of in figures and figures.get(code, 0) > figures[measure.part_of]
    ]
