"""Is the document that a text cites the one that stands in the library? Rules on plain values.

A number comes back each year and from each office, so number and symbol alone never make sure: the day, the kind and
the issuer say whether it is the same document, as far as the text names them.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from importlib.resources import files
from typing import Any

from nhipcau.directives.rules import day_from_iso
from nhipcau.vietnamese import fold, fold_key

_SO = re.compile(r"^\W*(?:van ban\s+)?s[o0]\s*[:.]?\s*(?=[\doil])")
_SERIAL = re.compile(r"(?P<serial>[\doil]*\d[\doil]*)(?P<letter>[a-z]{0,2})(?=[\s/–—−-]|$)")
_YEAR = re.compile(r"^[\s/–—−-]*((?:19|20)\d\d)(?=[\s/–—−-]|$)")
_PARTS = re.compile(r"[a-z0-9]+")
_LEGISLATURE = re.compile(r"[a-z]+(\d{1,2})")
_DOUBLED = re.compile(r"([a-z])\1+")
# Scans take letters for digits in the serial, and digits for letters in the symbol.
_TO_DIGITS = str.maketrans("oil", "011")
_TO_LETTERS = str.maketrans("01", "ol")
# What may stand behind the name of a law: its number, its day, its year, a remark.
_BEHIND_NAME = re.compile(r"\W+(?:(?:so|ngay)\s+\d|nam\s+\d{4}).*|\s*[(;].*")
_YEAR_SAID = re.compile(r"\bnam\s+((?:19|20)\d\d)\b")
KEY_LENGTH = 100

_TABLE: dict[str, Any] = tomllib.loads(
    (files("nhipcau.directives") / "data" / "citing.toml").read_text(encoding="utf-8")
)
_ANY_KIND = frozenset({"", *_TABLE["any_kind"]})
NAMED_KINDS: tuple[str, ...] = tuple(_TABLE["named_kinds"])
_FOLDED_NAMED_KINDS = frozenset(map(fold_key, NAMED_KINDS))
_TITLES = frozenset(_TABLE["titles"])
_ABBREVIATIONS: dict[str, str] = _TABLE["abbreviations"]


class Agreement(IntEnum):
    """How sure it is that a citation means a document."""

    LIKELY = 1
    CERTAIN = 2


@dataclass(frozen=True, slots=True)
class Named:
    """What names a document: in a citation, or in its own header. `name` is the words of a citation, or a subject."""

    number: str
    kind: str
    date: date | None
    issuer: str
    name: str = ""

    @classmethod
    def of_citation(cls, value: Mapping[str, Any]) -> "Named":
        """What the value of a citation says."""
        texts = (str(value.get(name) or "") for name in ("number", "kind", "issuing_body", "text"))
        number, kind, issuer, words = texts
        return cls(number, kind, day_from_iso(value.get("date")), issuer, words)

    @property
    def key(self) -> str:
        """By what it is looked up: its number, and without one the name of a law."""
        return number_key(self.number) or name_key(self.kind, self.name)


def number_key(number: str) -> str:
    """Give what all prints of one number share: "serial|year|symbol". Empty when there is no number to go by.

    "Số", spaces, kinds of dashes and strokes, diacritics, leading zeros, and what scans make of digits are left out.

    >>> number_key("Số: 05 – HD/BTGTU"), number_key("5-HD / BTGTƯ"), number_key("O5/HD-BTGTU")
    ('5||hdbtgtu', '5||hdbtgtu', '5||hdbtgtu')
    >>> number_key("72/2015/NĐ-CP"), number_key("1744/QĐÐ-BGTVT"), number_key("117/2025/QH15"), number_key("765")
    ('72|2015|ndcp', '1744||qdbgtvt', '117|2025|qh15', '765||')
    """
    plain = _SO.sub("", fold(number).strip())
    serial = _SERIAL.match(plain)
    if serial is None:
        return ""
    rest = plain[serial.end() :]
    year = _YEAR.match(rest)
    parts = _PARTS.findall(rest[year.end() :] if year else rest)
    symbol = _DOUBLED.sub(r"\1", "".join(map(_symbol_part, parts)))
    digits = serial["serial"].translate(_TO_DIGITS).lstrip("0") or "0"
    return f"{digits}{serial['letter']}|{year[1] if year else ''}|{symbol}"[:KEY_LENGTH]


def name_key(kind: str, name: str) -> str:
    """Give what all prints of a law's name share; empty for kinds that go by a number.

    >>> name_key("luật", "Luật Báo chí ngày 05/4/2016"), name_key("luật", "BÁO CHÍ"), name_key("kế hoạch", "Báo chí")
    ('=luat bao chi', '=luat bao chi', '')
    """
    folded_kind, folded = fold_key(kind), fold_key(name)
    words = re.findall(r"\w+", _BEHIND_NAME.sub("", folded.removeprefix(folded_kind)))
    if folded_kind not in _FOLDED_NAMED_KINDS or not words:
        return ""
    return f"={folded_kind} {' '.join(words)}"[:KEY_LENGTH]


def _symbol_part(part: str) -> str:
    """ "QH15" keeps its legislature; other digits within a symbol are letters that a scan misread."""
    found = _LEGISLATURE.fullmatch(part)
    if found is not None or part.isdecimal():
        return part
    return part.translate(_TO_LETTERS)


def short_key(key: str) -> str:
    """The key of the same number without its symbol: "Quyết định số 765" for "765/QĐ-BTTTT"."""
    return f"{key.partition('|')[0]}||" if key else ""


def agreement(cited: Named, document: Named) -> Agreement | None:
    """Tell how sure a citation means a document whose number agrees; None when it means another one.

    >>> own = Named("12/KH-UBND", "kế hoạch", date(2026, 3, 5), "ỦY BAN NHÂN DÂN TỈNH LAM GIANG")
    >>> agreement(Named("12/KH-UBND", "kế hoạch", date(2026, 3, 5), "UBND tỉnh"), own).name
    'CERTAIN'
    >>> agreement(Named("12/KH-UBND", "kế hoạch", None, ""), own).name
    'LIKELY'
    >>> agreement(Named("12/KH-UBND", "kế hoạch", date(2025, 3, 5), ""), own) is None
    True
    """
    cited_key, own_key = number_key(cited.number), number_key(document.number)
    if not cited_key:
        return _agreement_by_name(cited, document)
    is_short = bool(cited_key) and cited_key == short_key(cited_key) != own_key
    if (short_key(own_key) if is_short else own_key) != cited_key:
        return None
    same_day = cited.date is not None and cited.date == document.date
    if cited.date and document.date and cited.date.year != document.date.year:
        return None
    same_kind = _same_kind(cited.kind, document.kind)
    same_issuer = _same_issuer(cited.issuer, document.issuer)
    if not same_day and (not same_kind or not same_issuer or is_short):
        return None
    has_year = bool(own_key.split("|")[1])
    is_dated = same_day or (has_year and not (cited.date and document.date))
    return Agreement.CERTAIN if is_dated and same_kind and same_issuer else Agreement.LIKELY


def _agreement_by_name(cited: Named, document: Named) -> Agreement | None:
    """A law is made anew under its old name: only the year makes sure."""
    key = name_key(cited.kind, cited.name)
    if not key or key != name_key(document.kind, document.name):
        return None
    said = _YEAR_SAID.search(fold_key(cited.name))
    year = cited.date.year if cited.date else int(said[1]) if said else None
    if year is None or document.date is None:
        return Agreement.LIKELY
    return Agreement.CERTAIN if year == document.date.year else None


def _same_kind(one: str, other: str) -> bool:
    kinds = {fold_key(one), fold_key(other)}
    return len(kinds) == 1 or bool(kinds & _ANY_KIND)


def _same_issuer(one: str, other: str) -> bool:
    """Whether two names can be one office; a name that is not given contradicts nothing."""
    names = [_name_words(name) for name in (one, other)]
    return not names[0] or not names[1] or names[0] <= names[1] or names[1] <= names[0]


def _name_words(name: str) -> frozenset[str]:
    words = " ".join(_ABBREVIATIONS.get(word, word) for word in re.findall(r"\w+", fold_key(name))).split()
    return frozenset(words) - _TITLES
