"""Numbers and symbols of documents: "2056/KH-UBND", "14-HD/BTGTU", "72/2015/NĐ-CP".

State: serial/kind-issuer (Nghị định 30/2020/NĐ-CP, Phụ lục I); laws and decrees carry the year between; party:
serial-kind/issuer
(Hướng dẫn 36-HD/VPTW). Scans put spaces around the strokes, lines break after a hyphen.
"""

import re

from nhipcau.officialdocs.lines import UPPER
from nhipcau.officialdocs.vocabulary import KIND_OF_SYMBOL
from nhipcau.vietnamese import fold

_WORD = rf"[{UPPER}Ð][\wÐ&.+]*(?<![.])"
_JOINT = r"\s?[-–/]\s?"
# "131/CĐ-" + line break + "TTg": the break is one white space; "TTr -SNN" has one as well.
SYMBOL = rf"{_WORD}(?:{_JOINT}{_WORD}|-\d{{1,2}}(?!\d))*"
SERIAL = r"\d{1,6}[a-zA-Z]{0,2}"
# "số-1158/QĐ-UBND": a scan makes a dash of a colon.
# The digit comes first in the pattern, so that the search skips to digits.
NUMBER = re.compile(
    r"(?P<serial>\d(?:(?<![\w/.,-]\d)|(?<=[sS]ố-\d))\d{0,5}[a-zA-Z]{0,2})"
    rf"\s?(?P<year>/\d{{4}})?\s?[-–/]\s?(?P<symbol>{SYMBOL})"
)
_KIND_PART = re.compile(r"[-–/]")
_DOUBLED = re.compile(r"([a-z])\1+")
_DOUBLED_D = re.compile(r"ĐĐ(?=-|$)")
_DIGITS = str.maketrans("OoQlI", "00011")
_SPACES = re.compile(r"\s+")


def kind_of_number(number: str) -> str | None:
    """Give the kind that the symbol of a number names ("14-HD/BTGTU": hướng dẫn), None when it names none."""
    parts = [part.strip() for part in _KIND_PART.split(number)]
    for part in parts[1:]:
        if part in KIND_OF_SYMBOL:
            return KIND_OF_SYMBOL[part]
        if re.fullmatch(r"QH\d*|NQQH\d*", part):
            return "luật"
    return None


def proposed_number(printed: str) -> str:
    """Give the number as it should be printed: one kind of dash, no spaces, the letter Đ for what scans make of it.

    >>> proposed_number("03 - CTr/ÐU")
    '03-CTr/ĐU'
    >>> proposed_number("1O/KH-UBND")
    '10/KH-UBND'
    """
    plain = _SPACES.sub("", printed).replace("–", "-").replace("Ð", "Đ")
    serial, stroke, symbol = plain.partition("/" if "/" in plain else "-")
    # Behind a digit these letters are digits; other ones tell two documents apart ("12a/KH-UBND").
    return serial.translate(_DIGITS) + stroke + _DOUBLED_D.sub("Đ", symbol)


def number_key(number: str) -> str:
    """Give what two prints of one number share: no spaces, one kind of dash, no diacritics, no letter that a
    scan doubled.

    >>> number_key("1744/QĐÐ-BGTVT") == number_key("1744/QĐ - BGTVT")
    True
    """
    plain = fold(_SPACES.sub("", number).replace("–", "-"))
    serial, stroke, symbol = plain.partition("/" if "/" in plain else "-")
    return serial + stroke + _DOUBLED.sub(r"\1", symbol)
