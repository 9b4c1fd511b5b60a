"""Documents known by name: laws, codes, the constitution, congress resolutions, treaties, charters, rules of
procedure.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from nhipcau.officialdocs.enums import Doubt
from nhipcau.officialdocs.lines import UPPER
from nhipcau.officialdocs.vocabulary import LAW_NAMES
from nhipcau.vietnamese import find_days, fold_key, with_classic_tone_marks


@dataclass(frozen=True, slots=True)
class Named:
    """A mention by name; `key` is what two mentions of one document share."""

    kind: str
    date: date | None
    start: int
    end: int
    key: str
    confidence: float = 0.9
    doubt: Doubt | None = None


_LAW = re.compile(r"(?<!\w)(?P<kind>bo luat|luat|phap lenh)\s+(?=\w)")
_KINDS = {"bo luat": "bộ luật", "luat": "luật", "phap lenh": "pháp lệnh"}
_AMENDING = re.compile(r"sua doi(?:,?\s*bo sung)?\s+(?:mot so dieu|dieu|cac dieu)")
_AMENDING_ENDS = re.compile(
    r"[;.()]|,?\s+(?=(?:ngay\s+\d|so\s+\d|nam\s+\d|(?:bat dau )?co hieu luc|(?:da )?duoc (?:quoc hoi|thong qua)))|$"
)
_KNOWN = {kind: re.compile(rf"(?:{names})(?!\w)") for kind, names in LAW_NAMES.items()}
_NAME_ENDS = re.compile(
    r"[;:.()\[\]“\"]|,?\s+(?=(?:ngày\s+\d+|số\s+\d+|năm\s+\d{4}|được|đã|quy định|và\s+các|hiện "
    r"hành|có hiệu lực|chưa|không|phải|về việc|tại)\b)"
)
_CAPITAL_WORDS = re.compile(
    rf"[{UPPER}][^\W\d]*(?:\s+[{UPPER}][^\W\d]*)*(?:\s+[^\W\d]+){{0,5}}?(?=[,;.)]|\s+(?:ngày|số|năm"
    rf"|và|của|được|có|quy|tại|để|trong|theo)\b|$)"
)
_DATE = re.compile(r",?\s*(?:so\s+\S+\s*)?(?=ngay\s*\d|\d{1,2}/\d)")
_YEAR = re.compile(r",?\s*nam\s+(\d{4})(?!\d)")
_CONGRESS = re.compile(
    r"(?<!\w)nghi quyet\s+(?:cua\s+)?(?P<body>dai hoi(?:\s+dai bieu)?(?P<scope>(?:(?!nghi quyet)[\w\s,]){0,60}?)"
    r"\s+(?:lan\s+(?:thu\s+)?)?(?P<ordinal>[ivx]{1,6}|\d{1,2})(?!\w)(?P<behind>(?:\s+cua)"
    r"?\s+(?:dang(?:\s+bo\s+[\w\s]{2,30}?)?(?=[,;.)]|\s+(?:va|ve|den|da|trong|gan|nhiem|vao|cua"
    r"|cong|chien|la|nham)\b|$)))?)"
)
# "Nghị quyết Đại hội Đảng bộ xã Hà Thanh nhiệm kỳ 2025 - 2030": by its term, or by none.
_LOCAL_CONGRESS = re.compile(
    r"(?<!\w)nghi quyet\s+(?:cua\s+)?(?P<body>dai hoi)(?:\s+dai bieu)?\s+dang bo\s+"
    r"(?:tinh|thanh pho|xa|phuong|dac khu|huyen|quan)(?!\w)"
    r"(?:(?:\s+(?!nghi\s|va\s)\w+){0,4}?,?\s+(?P<term>nhiem ky\s+\d{4}\s?[-–]\s?\d{4})(?!\w))?"
)
_OF_PLACE = re.compile(rf"(?:\s[{UPPER}][^\W\d_]*){{1,4}}")
_CONSTITUTION = re.compile(
    r"(?<!\w)hien phap(?:\s+nuoc\s+cong\s+hoa\s+xa\s+hoi\s+chu\s+nghia\s+viet\s+nam)?(?P<year>\s+nam\s+\d{4})?"
)
_CHARTER = re.compile(
    r"(?<!\w)dieu le\s+(?P<name>dang(?:\s+cong san viet nam)?|(?:hoi|doan|cong doan|mat tran to "
    r"quoc|lien hiep|hiep hoi|quy)(?:\s+[^\W\d]+){0,12}?)(?=[,;.)]|\s+(?:va|ve|khoa|do|quy|duoc|thi"
    r"|co|tai|da|trong|theo|den|dang quy)\b|$)"
)
_RULES = re.compile(
    r"(?<!\w)quy che lam viec\s+(?:cua\s+)?(?P<name>[^;.:()]{4,160}?)(?=[;.:()]|,?\s*$"
    r"|,\s+(?!(?:bo chinh|ban (?:bi thu|thuong vu|thuong truc|chap hanh)|thuong truc|uy ban|bi thu|chu tich)(?!\w))"
    r"|\s+(?:nhiem ky|ban hanh|duoc|quy dinh|ngay|so|ve)\b)"
)
_DATED_BEHIND = re.compile(r"\s*,?\s+(?:ngay\s+\d|so\s+\d|nam\s+\d)")
_TREATY = re.compile(
    r"(?<!\w)(?P<kind>hiep dinh|hiep uoc|cong uoc|nghi dinh thu|hiep uoc|tuyen bo chung|thoa thuan "
    r"chung)\s+(?P<name>[^,;.:()\[\]“\"]{4,140})"
)
_TREATY_ENDS = re.compile(
    r"(?<= năm \d{4})(?=\W)|\s+(?=(?:ngày\s+\d+|và\s+(?:các|kết|tình|thực)|được|đã|có hiệu lực|tại|trong"
    r"|nhằm|đến|gắn với|với các|theo)\b)"
)


def find_named(text: str, folded: str) -> Iterator[Named]:
    """Find documents cited by name. Capitals are asked of the printed text: "luật pháp", "điều lệ mẫu" are no
    documents.
    """
    if "luat" in folded or "phap lenh" in folded:
        yield from _laws(text, folded)
    if "nghi quyet dai hoi" in folded or "nghi quyet cua dai hoi" in folded:
        yield from _congress_resolutions(text, folded)
    if "hien phap" in folded:
        yield from _whole(_CONSTITUTION, "hiến pháp", text, folded, key="hien phap")
    if "dieu le" in folded:
        yield from _whole(_CHARTER, "điều lệ", text, folded)
    if "quy che lam viec" in folded:
        yield from _whole(_RULES, "quy chế", text, folded)
    if any(
        word in folded for word in ("hiep dinh", "hiep uoc", "cong uoc", "nghi dinh thu", "bo chung", "thuan chung")
    ):
        yield from _treaties(text, folded)


def _laws(text: str, folded: str) -> Iterator[Named]:
    at = 0
    for found in _LAW.finditer(folded):
        if found.start() < at or not text[found.start()].isupper():
            continue
        end, known = _law_name_end(text, folded, found.end(), found["kind"])
        if end is None:
            continue
        name = fold_key(with_classic_tone_marks(text[found.end() : end]))
        day, at = _date_or_year(folded, end)
        kind = _KINDS[found["kind"]]
        key = f"{found['kind']} {name}"
        # Amending laws of one name differ by their day.
        key = f"{key} {day}" if _AMENDING.match(name) else key
        yield Named(kind, day, found.start(), at, key, 0.9 if known else 0.6, None if known else Doubt.NAME_OPEN)


def _law_name_end(text: str, folded: str, start: int, kind: str) -> tuple[int | None, bool]:
    known = _KNOWN[kind].match(folded, start)
    if known is not None and (text[start].isupper() or text[start - 1 : start] == " "):
        # In small letters ("Luật ngân sách nhà nước ngày 25/6/2015") only with its day or number.
        is_named = text[start].isupper() or _DATED_BEHIND.match(folded, known.end()) is not None
        return (known.end(), True) if is_named else (None, False)
    if _AMENDING.match(folded, start):
        stop = _AMENDING_ENDS.search(folded, start, start + 260)
        return (stop.start() if stop else None), True
    if not text[start].isupper():
        return None, False
    stop = _NAME_ENDS.search(text, start, start + 120)
    dated = stop is not None and re.match(
        r",?\s+(?:ngay\s+\d|so\s+\d|nam\s+\d)|;", folded[stop.start() : stop.start() + 12]
    )
    if stop is not None and dated:
        return stop.start(), False
    capital = _CAPITAL_WORDS.match(text, start)
    return (capital.end() if capital else None), False


def _date_or_year(folded: str, at: int) -> tuple[date | None, int]:
    joint = _DATE.match(folded, at)
    if joint is not None:
        found = next(find_days(folded[joint.end() : joint.end() + 40]), None)
        if found is not None and found.start < 6:
            return found.day, joint.end() + found.end
    year = _YEAR.match(folded, at)
    # "Luật Doanh nghiệp năm 2000, 2005, 2014" names a line of laws, not one of them.
    if year is not None and not re.match(r"\s*,\s*\d{4}", folded[year.end() :]):
        return None, year.end()
    return None, at


def _congress_resolutions(text: str, folded: str) -> Iterator[Named]:
    counted: list[tuple[int, int]] = []
    for found in _CONGRESS.finditer(folded):
        if not (text[found.start()].isupper() or text[found.start("body")].isupper()):
            continue
        ordinal = text[found.start("ordinal") : found.end("ordinal")]
        if not (ordinal.isupper() or ordinal.isdigit()):
            continue
        scope, behind = found["scope"].strip(), found["behind"] or ""
        local = re.search(r"dang bo [\w\s]+", f"{scope} {behind}")
        level = fold_key(local[0]) if local else "toan quoc"
        counted.append(found.span())
        yield Named("nghị quyết", None, found.start(), found.end(), f"dai hoi {level} {ordinal.upper()}")
    if "hoi dang bo" not in folded and "bieu dang bo" not in folded:
        return
    for found in _LOCAL_CONGRESS.finditer(folded):
        is_counted = any(start < found.end() and found.start() < end for start, end in counted)
        if text[found.start()].isupper() and text[found.start("body")].isupper() and not is_counted:
            place = None if found["term"] else _OF_PLACE.match(text, found.end())
            end = place.end() if place is not None else found.end()
            yield Named("nghị quyết", None, found.start(), end, fold_key(text[found.start() : end]), 0.7)


def _whole(pattern: re.Pattern[str], kind: str, text: str, folded: str, key: str | None = None) -> Iterator[Named]:
    for found in pattern.finditer(folded):
        name_at = found.start("name") if "name" in pattern.groupindex else found.start()
        if not text[found.start()].isupper() or not text[name_at].isupper():
            continue
        mention = key or fold_key(with_classic_tone_marks(found[0]))
        yield Named(kind, None, found.start(), found.end(), mention)


def _treaties(text: str, folded: str) -> Iterator[Named]:
    at = 0
    # A treaty's name ends before what the pattern takes; another one may follow ("… ngày 18/11/2009 và Hiệp định …").
    while (found := _TREATY.search(folded, at)) is not None:
        at = found.start("name")
        if not text[found.start()].isupper():
            continue
        stop = _TREATY_ENDS.search(text, found.end("kind"), found.end())
        end = stop.start() if stop else found.end()
        end = found.start() + len(text[found.start() : end].rstrip(" -–"))
        kind = text[found.start("kind") : found.end("kind")].lower()
        key = fold_key(text[found.start() : end])[:60]
        # "Hiệp ước bổ sung ngày 10/10/2005": the day on which it was made is part of how it is cited.
        joint = _DATE.match(folded, end)
        day, end = _date_or_year(folded, end) if joint is not None else (None, end)
        at = max(at, end)
        if day is None and end <= found.end("kind"):
            continue
        yield Named(" ".join(kind.split()), day, found.start(), end, key, 0.7)
