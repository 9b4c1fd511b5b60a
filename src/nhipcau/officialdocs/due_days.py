"""By when something that comes back is due: "trước ngày 20", "chậm nhất 25 của tháng cuối quý", "chiều thứ Năm"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nhipcau.officialdocs.enums import Frequency
from nhipcau.officialdocs.periods import EVERY_WORDS, often_at

_BEFORE = (
    r"(?P<before>(?:(?:cham|muon)\s+nhat\s*(?::|la\s+)?\s*(?:vao\s+|truoc\s+|den\s+)?(?:het\s+)?|truoc\s+|vao\s+"
    r"|den\s+(?:het\s+)?|han\s+(?:cuoi\s+)?(?:la\s+)?)\W{0,3})"
)
_HOUR = r"\d{1,2}\s*(?:gio|h|g)(?![^\W\d])\s*(?:\d{1,2}\s*(?:phut)?(?!\s*(?:gio|h|g)(?![^\W\d]))(?!\s*/))?"
_MONTH = r"(?:\s?/\s?\d{1,2}(?!\d)|\s+thang\s+\d{1,2}(?!\d))"
_ONE = rf"(?:mong\s+|mung\s+)?\d{{1,2}}(?!\d){_MONTH}?"
# A number without "ngày" is a day where its month or its period stands behind it.
_IS_DAY = (
    rf"(?={_ONE}\s*(?:,?\s*(?:cua\s+)?(?:{EVERY_WORDS}\s|thang\s+(?:cuoi|dau|sau|tiep|ke)(?!\w))|[,.;)(]|va\s|$|doi\s+voi|ve\s))"
    r"(?!\d+\s*(?:gio|h|g|phut|ngay)(?!\w))"
)
_LIST = (
    rf"(?:ngay\s*:?\W{{0,2}}\s*(?={_ONE})|(?(before){_IS_DAY}|(?!)))(?P<days>{_ONE}(?:\s*(?:,\s*va|,|va)\s*(?:truoc\s+|vao\s+)?(?:ngay\s+)?{_ONE}"
    r"(?!\s*(?:gio|h|g|phut|ngay|nguoi|tin)(?!\w))){0,7}(?:\s*(?:,|va)\s*thang\s+\d{1,2}){0,5})"
)
_NO_YEAR = (
    r"(?!\d)(?!\s?[/.-]\s?\d)(?!\s*,?\s*(?:thang|nam)\s+\d)"
    r"(?!\s*(?:,|va)\s*(?:truoc\s+)?(?:ngay\s+)?\d{1,2}\s?/\s?\d{1,2}\s?/\s?\d)"
    r"(?!\s+nam\s+\d)(?!\s*,?\s*\(?\s*am\s+lich)"
)
# "của tháng cuối quý", "tháng đầu quý sau", "các tháng 3, 6, 9, 12", "tháng sau".
_OF = (
    rf"(?:\s*,?\s*(?:cua\s+)?(?:thang\s+(?:cuoi|(?:dau|giua|thu\s+(?:ba|3|hai|2))(?=\s+(?:tien\s+)?(?:cua\s+)?(?:\w+\s)?quy))(?:\s+(?:cung|tien))?\s+(?:cua\s+)?(?:(?:{EVERY_WORDS}|cac)\s+)?(?P<of>quy|nam)"
    r"(?:\s+(?:sau|tiep\s+theo|ke\s+tiep|lien\s+ke|bao\s+cao|do))?(?!\w)"
    r"|cac\s+thang\s+(?P<months>\d{1,2}(?:\s*(?:,|va|,\s*va)\s*(?:thang\s+)?\d{1,2})+)"
    r"|(?P<next>thang\s+(?:sau|tiep\s+theo|tiep\s+sau|ke\s+tiep|lien\s+ke|bao\s+cao))(?!\w)))"
)
_DAY = re.compile(rf"(?<![\w/]){_BEFORE}?(?:{_HOUR}\s*,?\s*)?{_LIST}(?:{_OF}|{_NO_YEAR})")
_WEEKDAY = re.compile(
    rf"(?<!\w){_BEFORE}?(?:{_HOUR}\s*,?\s*)?(?:(?:ngay|sang|chieu|toi|cuoi\s+chieu|vao)\s+){{0,3}}"
    r"(?:thu\s+(?:hai|ba|tu|nam|sau|bay|[2-7])|chu\s+nhat)(?!\w)"
)
# What a day cannot be without; these begin with plain letters and are looked for faster.
_MAY_BE_DAY = (
    re.compile(r"ngay\W{0,5}(?:m[ou]ng\s+)?[0-9]"),
    re.compile(r"truoc\W+[0-9]"),
    re.compile(r"vao\W+[0-9]"),
    re.compile(r"nhat\W+(?:la\s+|vao\s+|truoc\s+|den\s+)?[0-9]"),
    re.compile(r"den\W+[0-9]"),
    re.compile(r"het\W+[0-9]"),
    re.compile(r"han\W+(?:cuoi\s+)?(?:la\s+)?[0-9]"),
    re.compile(r"m[ou]ng\W+[0-9]"),
)
# "vào ngày làm việc cuối cùng của tháng", "trong tuần đầu của quý", "trong 05 ngày đầu tháng".
_EDGE = re.compile(
    rf"(?<!\w)(?:{_BEFORE}|trong\s+|(?=tuan\s+(?:cuoi|dau)\s))(?:\d{{1,2}}\s+)?(?:ngay|tuan|buoi)\s+(?:lam\s+viec\s+)?(?:cuoi|dau)(?:\s+(?:cung|tien))?\s+(?:cua\s+)?"
    rf"(?:{EVERY_WORDS}\s+)?(?P<of>tuan|thang|quy|nam)(?:\s+(?:sau|tiep\s+theo|ke\s+tiep))?(?!\s*\d)(?!\w)"
)
_AT_HOUR = re.compile(rf"(?<!\w){_BEFORE}(?P<hours>{_HOUR}(?:\s*(?:,|va)\s*{_HOUR})*)")
_HOUR_WORD = re.compile(r"[0-9]\s*(?:gio|h|g)(?![^\W\d])")
_FROM = re.compile(rf"(?<!\w)tu\s+{_HOUR}\s*$")
_SPAN_OF_DAYS = re.compile(r"tu\s+$")
_TO_DAY = re.compile(r"\s*(?:-|–|den)\s*(?:ngay\s+)?")
# "chốt số liệu từ ngày 15 … đến ngày 14 tháng cuối quý": for what time is counted, not by when it is due.
_OF_FIGURES = re.compile(
    r"(?:chot\s+so\s+lieu|so\s+lieu\s+(?:duoc\s+)?(?:tinh|lay)|tinh\s+tu|ky\s+so\s+lieu)(?:(?!\s(?:gui|bao\s+cao\s+truoc)\s)[^.;])*$"
)
_GOES_ON = re.compile(rf"\s*(?:{EVERY_WORDS}\s+\w+)?\s*(?:,|va|,\s*va)\s*")
_REACH_BACK = 120
_PART = re.compile(r"(\d{1,2})(?:\s?/\s?(\d{1,2})|\s+thang\s+(\d{1,2}))?|thang\s+(\d{1,2})")
_PERIODS = {
    "tuan": Frequency.WEEK,
    "thang": Frequency.MONTH,
    "quy": Frequency.QUARTER,
    "nam": Frequency.YEAR,
}
_LONG = frozenset({Frequency.QUARTER, Frequency.HALF_YEAR, Frequency.YEAR})
_MANY_MONTHS = 4
_LAST_MONTH, _LAST_DAY = 12, 31


@dataclass(frozen=True, slots=True)
class Due:
    """Days of a month (with their month where it is printed), or another time of a period.

    `fits` are the frequencies to which it can belong; `own` is the one that it names itself; `is_by` tells whether a
    word like "trước", "vào" stands before it, `is_term` whether that word sets a term ("trước", "chậm nhất").
    """

    start: int
    end: int
    days: tuple[tuple[int, int | None], ...]
    fits: frozenset[Frequency]
    own: Frequency | None
    is_by: bool
    is_term: bool = False


def find_due(folded: str) -> list[Due]:
    """Find them in order; of two that lie over each other the more exact one."""
    found: list[Due] = []
    taken = bytearray(len(folded))
    for due in (*_days(folded), *_others(folded)):
        if taken.find(1, due.start, due.end) >= 0:
            continue
        if _OF_FIGURES.search(folded, max(0, due.start - _REACH_BACK), due.start) is None:
            taken[due.start : due.end] = b"\1" * (due.end - due.start)
            found.append(due)
    found.sort(key=lambda due: due.start)
    for at, due in enumerate(found[1:], 1):
        # "trước ngày 20 hằng tháng, ngày 25 tháng cuối quý": the word before the first is that of all.
        if found[at - 1].is_by and _GOES_ON.fullmatch(folded, found[at - 1].end, due.start):
            found[at] = replace(due, is_by=True, is_term=found[at - 1].is_term)
    return found


def _days(folded: str) -> Iterator[Due]:
    if not any(needed.search(folded) for needed in _MAY_BE_DAY):
        return
    for match in _DAY.finditer(folded):
        days = _listed(match["days"])
        if not days:
            continue
        if _SPAN_OF_DAYS.search(folded, max(0, match.start() - 5), match.start()) or (
            _TO_DAY.match(folded, match.end()) and folded[match.end() :].lstrip(" -–").startswith(("ngay", "den"))
        ):
            # Of "từ ngày 20 đến ngày 25" the last day is the one by which it is due.
            continue
        own = _own(match)
        has_months = any(month for _, month in days)
        fits = frozenset({own}) if own else _LONG if has_months else _LONG | {Frequency.MONTH}
        yield Due(match.start(), match.end(), days, fits, own, match["before"] is not None, _is_term(match))


def _own(match: re.Match[str]) -> Frequency | None:
    if match["of"]:
        return _PERIODS[match["of"]]
    if match["next"]:
        return Frequency.MONTH
    if match["months"]:
        many = len(re.findall(r"\d+", match["months"])) >= _MANY_MONTHS
        return Frequency.QUARTER if many else Frequency.HALF_YEAR
    return None


def _listed(words: str) -> tuple[tuple[int, int | None], ...]:
    """The days of a list; "20 tháng 6 và tháng 12" has the day of the first for the second month."""
    days: list[tuple[int, int | None]] = []
    for day, month, named, month_alone in _PART.findall(words):
        if month_alone and days:
            days.append((days[-1][0], int(month_alone)))
        elif day:
            days.append((int(day), int(month or named or 0) or None))
    is_real = all(1 <= day <= _LAST_DAY and (month is None or 1 <= month <= _LAST_MONTH) for day, month in days)
    return tuple(days) if is_real else ()


def _others(folded: str) -> Iterator[Due]:
    if "cuoi" in folded or "dau" in folded:
        for match in _EDGE.finditer(folded):
            own = _PERIODS[match["of"]]
            yield Due(match.start(), match.end(), (), frozenset({own}), own, True)
    if "thu " in folded or "chu nhat" in folded:
        for match in _WEEKDAY.finditer(folded):
            fits = frozenset({Frequency.WEEK})
            yield Due(match.start(), match.end(), (), fits, None, match["before"] is not None, _is_term(match))
    if _HOUR_WORD.search(folded) is None:
        return
    for match in _AT_HOUR.finditer(folded):
        # "trực từ 7 giờ đến 19 giờ" says how long.
        if _FROM.search(folded, max(0, match.start() - 24), match.start()) is None:
            yield Due(match.start(), match.end(), (), frozenset({Frequency.DAY}), None, True, _is_term(match))


def _is_term(match: re.Match[str]) -> bool:
    return (match["before"] or "").startswith(("truoc", "cham", "muon"))


_BETWEEN = re.compile(r"[\s,()]*(?:(?:va|hoac)\s+)?(?:dinh\s+ky\s+(?=truoc|vao|cham|muon|sang|chieu|thu|ngay))?")


def behind_times(folded: str, at: int) -> int:
    """Give the place behind the frequencies and days that open a sentence ("Hằng quý, trước ngày 15, báo cáo …")."""
    while True:
        begin = _BETWEEN.match(folded, at)
        place = begin.end() if begin else at
        end = often_at(folded, place)
        for pattern in (_DAY, _EDGE, _WEEKDAY, _AT_HOUR):
            if end is None and (found := pattern.match(folded, place)) is not None:
                end = found.end()
        if end is None:
            return place
        at = end
