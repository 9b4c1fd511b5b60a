"""Names in Akoma Ntoso: addresses of documents ("/akn/vn/act/…") and of their parts (eId), after AKN-NC v1.0."""

import re
import tomllib
import unicodedata
from datetime import date
from importlib.resources import files
from typing import Any

from nhipcau.vietnamese import fold

TABLE: dict[str, Any] = tomllib.loads(
    (files("nhipcau.officialdocs") / "tables" / "akoma_ntoso.toml").read_text(encoding="utf-8")
)
ACTS = frozenset(TABLE["acts"])
ELEMENTS: dict[str, tuple[str, str]] = {kind: (names[0], names[1]) for kind, names in TABLE["elements"].items()}

COUNTRY = "vn"
LANGUAGE = "vie"
# A document of which neither kind, number nor name could be read still needs an address.
NO_KIND, NO_NUMBER = "van-ban", "khong-so"
_LONGEST_NAME = 80
_NO_WORD = re.compile(r"[^a-z0-9]+")
_NO_NUMBER_SIGN = re.compile(r"[^A-Za-z0-9]+")
# What may follow "Chương", "Phụ lục", "Điều": a numeral, a number, a letter.
_COUNTS = re.compile(r"[\W_]*(?:[IVXLCivxlc]+|\d+[\w.]*|\w)[\W_]*")
_YEAR = re.compile(r"/((?:19|20)\d\d)(?=/|$)")
_SO = re.compile(r"^s[oố]\s*[:.]?\s*(?=\d)", re.IGNORECASE)


def slug(text: str) -> str:
    """Give words as part of an address.

    >>> slug("Quyết định 12/2024/QĐ-UBND")
    'quyet-dinh-12-2024-qd-ubnd'
    """
    return _NO_WORD.sub("-", fold(text).lower()).strip("-")


def work_uri(kind: str | None, number: str | None, day: date | None, name: str | None = None) -> str:
    """Give the address of a document as a work, whatever its edition or file.

    The date is the day of signing; where it is not known the year in the number, and else it is left out. A document
    without number goes by its name.

    >>> work_uri("quyết định", "12/2024/QĐ-UBND", date(2024, 5, 3))
    '/akn/vn/act/quyet-dinh/2024-05-03/12-2024-qd-ubnd'
    >>> work_uri("hướng dẫn", "14-HD/BTGTU", date(2021, 3, 30))
    '/akn/vn/doc/huong-dan/2021-03-30/14-hd-btgtu'
    >>> work_uri("nghị định", "72/2015/NĐ-CP", None)
    '/akn/vn/act/nghi-dinh/2015/72-2015-nd-cp'
    """
    form = "act" if kind in ACTS else "doc"
    year = _YEAR.search(number or "")
    when = day.isoformat() if day else year[1] if year else ""
    own = slug(_SO.sub("", number or "")) or _short(slug(name or "")) or NO_NUMBER
    return "/".join(part for part in ("/akn", COUNTRY, form, slug(kind or "") or NO_KIND, when, own) if part)


def _short(name: str) -> str:
    """A long name ends with a whole word."""
    return name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME].rpartition("-")[0]


def number_sign(mark: str | None) -> str:
    """Give the number of a part as it stands in an eId: "Chương II" is II, "1.2." is 1-2, "đ)" is dd, "-" nothing.

    >>> [number_sign(mark) for mark in ("Chương II", "1.2", "đ", "-", "Điều 5", "Phần thứ nhất", "PHỤ LỤC")]
    ['II', '1-2', 'dd', '', '5', 'nhat', '']
    """
    words = (mark or "").split()
    own = words[-1:] or [""]
    if len(words) > 1 and fold(words[-2]) != "thu" and not _COUNTS.fullmatch(own[0]):
        return ""
    # Not folded: upper and lower case are two numbers ("A", "a").
    plain = unicodedata.normalize("NFD", own[0].replace("đ", "dd").replace("Đ", "DD").replace(".", "-"))
    return _NO_NUMBER_SIGN.sub("-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-")


class Identifiers:
    """Gives out eIds, each once in the whole file."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._counts: dict[str, int] = {}

    def numbered(self, prefix: str, abbreviation: str, sign: str) -> str:
        """The eId of a part with a number of its own; a number that comes twice gets "_2" behind it."""
        if not sign:
            return self.counted(prefix, abbreviation)
        wanted = self._joined(prefix, f"{abbreviation}_{sign}")
        return self._first_free(wanted, wanted)

    def counted(self, prefix: str, abbreviation: str) -> str:
        """The eId of a part that goes by its place among its like."""
        stem = self._joined(prefix, abbreviation)
        self._counts[stem] = self._counts.get(stem, 0) + 1
        return self._first_free(f"{stem}_{self._counts[stem]}", f"{stem}_{self._counts[stem]}")

    def single(self, prefix: str, name: str) -> str:
        """The eId of a part that comes once in its parent, such as intro and content."""
        wanted = self._joined(prefix, name)
        return self._first_free(wanted, wanted)

    def _joined(self, prefix: str, own: str) -> str:
        return f"{prefix}__{own}" if prefix else own

    def _first_free(self, wanted: str, stem: str) -> str:
        while wanted in self._given:
            self._counts[stem] = self._counts.get(stem, 1) + 1
            wanted = f"{stem}_{self._counts[stem]}"
        self._given.add(wanted)
        return wanted
