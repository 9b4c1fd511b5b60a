"""What begins a structural part: "Chương I", "Điều 5.", "II.", "1.2.", "a)", "-", also where a scan damaged it."""

import re
from dataclasses import dataclass
from enum import IntEnum

from nhipcau.officialdocs.enums import ProvisionKind
from nhipcau.officialdocs.lines import UPPER
from nhipcau.vietnamese import fold, read_ordinal, read_roman


class Style(IntEnum):
    """Kinds of marks, from the widest part to the narrowest."""

    ANNEX = 0
    PART = 1
    CAPITAL_LETTER = 2
    CHAPTER = 3
    SECTION = 4
    SUBSECTION = 5
    ROMAN = 6
    ARTICLE = 7
    NUMBER = 8
    NUMBER_2 = 9
    NUMBER_3 = 10
    NUMBER_4 = 11
    BRACKETED = 12
    LETTER = 13
    DASH = 14
    PLUS = 15


OUTLINE_STYLES = frozenset(Style) - {Style.LETTER, Style.DASH, Style.PLUS}
PROVISION_KINDS = {
    Style.ANNEX: ProvisionKind.ANNEX,
    Style.PART: ProvisionKind.PART,
    Style.CAPITAL_LETTER: ProvisionKind.PART,
    Style.CHAPTER: ProvisionKind.CHAPTER,
    Style.SECTION: ProvisionKind.SECTION,
    Style.SUBSECTION: ProvisionKind.SECTION,
    Style.ROMAN: ProvisionKind.SECTION,
    Style.ARTICLE: ProvisionKind.ARTICLE,
    Style.LETTER: ProvisionKind.LETTER,
    Style.DASH: ProvisionKind.BULLET,
    Style.PLUS: ProvisionKind.BULLET,
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at the start of a paragraph: as printed, its ordinal, and how many characters it takes with what
    follows it.
    """

    style: Style
    printed: str
    ordinal: int
    length: int
    repaired: bool = False


_LEAD = r"(?P<lead>[#*_'`’‘,.:;~|\s]{0,5})"
_WRITTEN = {
    "phu luc": "phụ lục",
    "phan": "phần",
    "chuong": "chương",
    "muc": "mục",
    "tieu muc": "tiểu mục",
    "dieu": "điều",
}
_WORDED_STYLES = {
    "phu luc": Style.ANNEX,
    "phan": Style.PART,
    "chuong": Style.CHAPTER,
    "muc": Style.SECTION,
    "tieu muc": Style.SUBSECTION,
    "dieu": Style.ARTICLE,
}
_COUNTED = ("mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin", "muoi")
_LEAD_CHARACTERS = "#*_'`’‘,.:;~| \t"
_WORDED_INITIALS = frozenset("PpCcMmTtĐđDdÐð")
_WORDED = re.compile(
    _LEAD + r"(?P<mark>(?P<word>phu\s+luc|phan|chuong|muc|tieu\s+muc|dieu)(?:\s+(?:so\s+)"
    r"?(?P<ordinal>thu\s+[a-z]+|(?:mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi)\b|[ivxl]{1,6}|\d{1,3}[a-z]?|[a-h]))?)\b"
    r"(?P<stop>\s*[.:\-–/)*_]+\s*|\s+|$)"
)
_ROMAN = re.compile(
    rf"{_LEAD}(?P<mark>[IVXLil1|l]{{1,6}}|[IVX]{{1,5}})(?P<stop>\s?[.,/)\-–:]\s*(?:[-–]\s*)?|\s+)(?=[\"“(*_]*[{UPPER}])"
)
_CAPITAL = re.compile(rf"{_LEAD}(?P<mark>[A-HKĐ])(?P<stop>\s?[./)\-–:]\s*)(?=[\"“]?[{UPPER}])")
_NUMBERS = re.compile(
    rf"{_LEAD}(?P<mark>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})(?P<stop>\s?[.)/:\-–]*\s+(?:[-–]\s*)?|\.?(?=[{UPPER}]))(?=\D)"
)
_NUMBER = re.compile(
    rf"{_LEAD}(?P<mark>\d{{1,3}})(?P<stop>\s?(?:[.)]|/(?![{UPPER}][{UPPER}a-z]{{0,5}}\s?[-–/]))\s*(?:[-–]\s*)?|\s?[-–,:]\s+(?=[“\"]?[{UPPER}]))(?=[^\d\s])"
)
_BRACKETED = re.compile(r"(?P<lead>\s{0,3})\((?P<mark>\d{1,2})\)(?P<stop>\s*)(?=\S)")
# Behind the letter a scan may leave a stroke ("đ) 1 Đề nghị …").
_STAIN = r"(?:[1l|i]\s+(?=(?:Đề nghị|Giao|Yêu cầu)\s))?"
_LETTER = re.compile(
    rf"(?P<lead>[*_\s]{{0,3}})(?:\d{{1,2}}\.)?(?:(?P<mark>[a-zđ]\d?|[a-z][1-9]|[ivx]{{2,4}}(?=\)))(?P<stop>\s?[).]\s*{_STAIN})(?=\S)"
    rf"|\((?P<bracketed>[a-zđ]|[ivx]{{2,4}})\)\s*(?=\S)|(?P<stroked>[a-zđ])[/-]\s+(?=[{UPPER}]))"
)
_DASH = re.compile(
    r"(?P<lead>[*_'`\s]{0,3})(?P<mark>[-–—−~●•▪◦■□·➢❖✓✔→⁃∙‣►◆\uf02d\uf0b7\uf0a7]|\*(?!\*))(?P<stop>\s*)(?=\S)"
)
_PLUS = re.compile(r"(?P<lead>\s{0,3})(?P<mark>\+|o(?=\s+[A-ZĐ]))(?P<stop>\s*)(?=\S)")
_MARK_GROUPS = ("mark", "bracketed", "stroked")
# "1.a) …" is the lettered point of a numbered one.
_NUMBERED_LETTER = re.compile(r"\s{0,3}\d{1,2}\.[a-zđ]\)")
# Scans give l, 1, | for I and I for 1.
_ROMAN_REPAIR = str.maketrans("l1|i", "IIII")
# "A. Mục tiêu chung": told from an initial by its neighbours only.
PLAIN_CAPITAL = re.compile(rf"(?P<mark>[A-EGHIK])[.)]\s+(?=[{UPPER}][^\W\d_{UPPER}])")
# Scans run the strokes of a numeral together: "TH", "HI", "IH" for "III", "H" for "II".
DAMAGED_ROMAN = re.compile(
    rf"(?P<mark>[IVXHTLU1l|]{{1,5}})(?:\s?[.,/\-–]\s*(?=[{UPPER}])|\s+(?=[{UPPER}]{{2,}}[{UPPER}\s,]{{4,}}))"
)
ROMAN_STROKES = str.maketrans({"H": "II", "U": "II", "T": "I", "L": "I", "1": "I", "l": "I", "|": "I"})
# "Điều 2 Quyết định này có hiệu lực …" of a page that lost its full stops.
BARE_ARTICLE = re.compile(rf"(?P<mark>Điều (?P<ordinal>\d{{1,2}})) (?=[{UPPER}][^\W\d_])")
# A stain before the mark ("l 4. Sở …", ": 1, Đề nghị …").
STRAY = re.compile(rf"[^\s\d]{{1,2}}\s+(?P<number>\d{{1,2}})\s?[.:,]\s+(?=[{UPPER}])")
# What a scan makes of one digit and its dot at the start of a line ("Š." for "5.", "bò," for "4.").
DAMAGED = re.compile(rf"[^\w\n]{{0,3}}(?P<mark>[^\s.,]{{1,3}})[.,:]\s+(?=[{UPPER}])")


def read_mark(text: str) -> Mark | None:
    """Read the mark with which a line begins, None when it begins with none.

    >>> read_mark("1.2. Về trình độ").printed
    '1.2'
    >>> read_mark("Điều 14 và Điều 27 của Luật") is None
    True
    """
    first = text[:1]
    if first.islower() and first not in "abcdđeghiklmnopqrstuvxy":
        return None
    head = text[:120]
    worded = _read_worded(head)
    if worded is not None:
        return worded
    for reader in (_read_numbers, _read_roman, _read_capital):
        mark = reader(head)
        if mark is not None:
            return mark
    for pattern, style in (
        (_BRACKETED, Style.BRACKETED),
        (_LETTER, Style.LETTER),
        (_DASH, Style.DASH),
        (_PLUS, Style.PLUS),
    ):
        found = pattern.match(head)
        if found is not None:
            printed = next(found[name] for name in pattern.groupindex if name in _MARK_GROUPS and found[name])
            return Mark(style, printed, _ordinal(style, printed), found.end())
    return None


def _read_worded(head: str) -> Mark | None:
    # Most lines begin with none of these letters; folding them all costs a third of the reading.
    if head.lstrip(_LEAD_CHARACTERS)[:1] not in _WORDED_INITIALS:
        return None
    found = _WORDED.match(fold(head))
    if found is None:
        return None
    word, ordinal = " ".join(found["word"].split()), found["ordinal"]
    printed = head[found.start("mark") : found.end("mark")]
    if not printed[0].isupper():
        return None
    rest = head[found.end() :]
    stopped = bool(found["stop"].strip()) or not rest.strip()
    style = _WORDED_STYLES[word]
    if style is Style.ANNEX:
        if not (printed.isupper() or (stopped and ordinal)) or rest[:1].islower():
            return None
        return Mark(style, _as_written(word, printed), _value(ordinal), found.end())
    if ordinal is None or not (stopped or (style is not Style.ARTICLE and rest[:2].isupper())):
        return None
    # "Mục 3 Phần II Kế hoạch số 5" is a reference, "Mục 3. QUY TRÌNH" a heading.
    return Mark(style, _as_written(word, printed), _value(ordinal), found.end())


def _as_written(word: str, printed: str) -> str:
    """The mark with its word as it is written, whatever a scan made of it ("Đieu 9": "Điều 9")."""
    written = _WRITTEN[word]
    head = written.upper() if printed[: len(written)].isupper() else written[0].upper() + written[1:]
    return " ".join((head + printed[len(written) :]).split())


def _value(ordinal: str | None) -> int:
    if ordinal is None:
        return 1
    if ordinal[:1].isdigit():
        return int(re.sub(r"\D", "", ordinal))
    if ordinal.startswith("thu"):
        return read_ordinal(ordinal.split()[-1]) or 0
    if ordinal in _COUNTED:
        return _COUNTED.index(ordinal) + 1
    return read_roman(ordinal.upper()) or ord(ordinal[0]) - ord("a") + 1


def _read_roman(head: str) -> Mark | None:
    found = _ROMAN.match(head)
    if found is None:
        return None
    mark, rest = found["mark"], head[found.end() :]
    repaired = mark.translate(_ROMAN_REPAIR)
    value = read_roman(repaired)
    if value is None:
        return None
    stopped = bool(found["stop"].strip())
    capital = sum(c.isupper() for c in rest[:40]) * 10 >= sum(c.isalpha() for c in rest[:40]) * 8
    if mark != repaired and not (capital and mark not in ("1", "l", "i", "|")):
        return None
    if not stopped and not (capital and len(rest) > 6):
        return None
    return Mark(Style.ROMAN, repaired, value, found.end(), repaired=mark != repaired or not stopped)


def _read_capital(head: str) -> Mark | None:
    found = _CAPITAL.match(head)
    if found is None:
        return None
    rest = head[found.end() :][:30]
    if sum(c.isupper() for c in rest) * 10 < sum(c.isalpha() for c in rest) * 7:
        return None
    return Mark(Style.CAPITAL_LETTER, found["mark"], _ordinal(Style.CAPITAL_LETTER, found["mark"]), found.end())


def _read_numbers(head: str) -> Mark | None:
    found = _NUMBERS.match(head)
    if found is not None:
        parts = found["mark"].split(".")
        style = Style(Style.NUMBER + len(parts) - 1)
        return Mark(style, found["mark"], int(parts[-1]), found.end())
    found = _NUMBER.match(head)
    if found is None or _NUMBERED_LETTER.match(head):
        return None
    return Mark(
        Style.NUMBER,
        found["mark"].lstrip("0") or "0",
        int(found["mark"]),
        found.end(),
        repaired="," in found["stop"] or ":" in found["stop"],
    )


def _ordinal(style: Style, mark: str) -> int:
    if style is Style.BRACKETED:
        return int(mark)
    if style in (Style.LETTER, Style.CAPITAL_LETTER):
        return "abcdđeghiklmnopqrstuvxy".find(mark[0].lower()) + 1
    return 0
