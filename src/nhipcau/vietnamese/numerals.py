"""Roman numerals and written ordinals, as headings and congresses carry them."""

import re
from decimal import Decimal

_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_VALUES = (("M", 1000), ("CM", 900), ("D", 500), ("CD", 400), ("C", 100), ("XC", 90), ("L", 50), ("XL", 40))
_SMALL_VALUES = (("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1))
_ORDINALS = ("nhat", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi")


def read_roman(numeral: str) -> int | None:
    """Give the value of a well-formed Roman numeral in capitals, None for anything else.

    >>> read_roman("XIII"), read_roman("IIX")
    (13, None)
    """
    if not numeral or not _ROMAN.fullmatch(numeral):
        return None
    value = 0
    for sign, worth in _VALUES + _SMALL_VALUES:
        while numeral.startswith(sign):
            value += worth
            numeral = numeral[len(sign) :]
    return value


def to_roman(value: int) -> str:
    """Give 1..3999 as a Roman numeral in capitals."""
    numeral = ""
    for sign, worth in _VALUES + _SMALL_VALUES:
        count, value = divmod(value, worth)
        numeral += sign * count
    return numeral


def number_words(value: int | float | Decimal) -> str:
    """A number as Vietnamese offices write it.

    >>> number_words(1234), number_words(12.5)
    ('1.234', '12,5')
    """
    text = f"{value:,.3f}".rstrip("0").rstrip(".")
    return text.replace(",", "\0").replace(".", ",").replace("\0", ".")


def read_ordinal(word: str) -> int | None:
    """Give 1..10 for the folded word of "thứ nhất" … "thứ mười", None for anything else.

    >>> read_ordinal("nhat"), read_ordinal("muoi")
    (1, 10)
    """
    return _ORDINALS.index(word) + 1 if word in _ORDINALS else None
