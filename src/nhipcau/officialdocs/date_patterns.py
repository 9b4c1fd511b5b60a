"""Printed days, months, quarters, years and ranges of them, as spans of real days.

All patterns run on folded text, the wider forms first; what one has taken the next leaves alone.
"""

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from nhipcau.vietnamese import as_date, month_span, quarter_span, read_roman


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed date: where, from when to when (None: no such day), and which form it has."""

    start: int
    end: int
    first: date | None
    last: date | None
    form: str


_TO = r"\s*\.?\s*(?:-|–|—|den(?:\s+het)?)\s*"
_NGAY = r"(?:ngay\s+)?"
_FULL = (
    r"(?P<{p}d>\d{{1,2}})(?:\s?(?P<{p}s>[/.\-])\s?(?P<{p}m>\d{{1,2}})\s?(?P={p}s)"
    r"\s?(?P<{p}y>\d{{4}})|\s*thang\s*(?P<{p}mm>\d{{1,2}})\s*,?\s*nam\s*(?P<{p}yy>\d{{4}}))(?!\d)"
)
_ONE, _TWO = _FULL.format(p="a"), _FULL.format(p="b")
_PARTIAL = r"(?P<d>\d{1,2})(?:\s?[/.]\s?(?P<m>\d{1,2})(?![/.]?\d)|\s+thang\s+(?P<mm>\d{1,2}))?"
_MONTH = r"(?P<{p}m>\d{{1,2}})\s?(?:/|\s*nam\s*|\.)\s?(?P<{p}y>\d{{4}})(?!\d)"

_DAYS = re.compile(rf"(?<![\d/.\-]){_NGAY}{_ONE}{_TO}{_NGAY}{_TWO}")
_DAYS_PARTIAL = re.compile(
    rf"(?<![\d/.\-])(?:(?:tu\s+)?ngay\s+|tu\s+|\(){_PARTIAL}(?:{_TO}{_NGAY}|\s*(?:,|va)\s*{_NGAY})(?=\d){_TWO}"
)
_DAY = re.compile(rf"(?<![\d/.\-]){_NGAY}{_ONE}")
_MONTHS = re.compile(rf"(?<![\d/.\-])(?:thang\s+)?{_MONTH.format(p='a')}{_TO}(?:thang\s+)?{_MONTH.format(p='b')}")
_MONTHS_PARTIAL = re.compile(rf"(?<!\w)thang\s+(?P<m>\d{{1,2}}){_TO}(?:thang\s+)?{_MONTH.format(p='b')}")
_ONE_MONTH = re.compile(rf"(?<!\w)thang\s+{_MONTH.format(p='a')}")
_QUARTER = re.compile(r"(?<!\w)quy\s+(?P<q>[ivx]{1,3}|[1-4])\s*(?:/|,?\s*nam\s+|\s+nam\s*|-)\s*(?P<y>\d{4})(?!\d)")
# "Quý I và Quý II năm 2026", "quý III, IV/2026"
_QUARTERS = re.compile(
    r"(?<!\w)quy\s+(?P<q>[ivx]{1,3}|[1-4])\s*(?P<to>,|va|-|–|den(?:\s+het)?)\s*(?:quy\s+)?(?P<last>[ivx]{1,3}|[1-4])"
    r"\s*(?:/|,?\s*nam\s*)\s*(?P<y>\d{4})(?!\d)"
)
# "tháng 6 hoặc tháng 12 năm 2026", "quý I và quý III/2026": the year stands behind the last of them.
_JOINT = r"\s*(?:,|va|hoac)\s*"
_MONTH_OF_LIST = re.compile(
    rf"(?<!\w)(?<!\d\s)thang\s+(?P<m>\d{{1,2}})(?=(?:{_JOINT}thang\s+\d{{1,2}}){{1,4}}\s?(?:/|\s*nam\s*)\s?(?P<y>\d{{4}})(?!\d))"
)
_QUARTER_OF_LIST = re.compile(
    rf"(?<!\w)quy\s+(?P<q>[ivx]{{1,3}}|[1-4])(?=(?:{_JOINT}quy\s+(?:[ivx]{{1,3}}|[1-4])){{1,3}}\s*(?:/|,?\s*nam\s*)\s*(?P<y>\d{{4}})(?!\d))"
)
# "6 tháng cuối năm 2026", "10 tháng năm 2026"
_HALF = re.compile(r"(?<!\w)(?P<n>0?[2-9]|1[01])\s+thang\s+(?:(?P<which>dau|cuoi)\s+)?nam\s+(?P<y>\d{4})(?!\d)")
_YEARS = re.compile(
    r"(?:(?P<word>giai\s+doan|nhiem\s+ky|nam\s+hoc|thoi\s+ky)\s+)?(?:(?:tu\s+)?nam\s+)"
    r"?(?<![\d/.\-])(?P<a>(?:1\d|20)\d\d)(?:\s*[-–—]\s*(?:nam\s+)?|\s+den\s+(?:het\s+)?(?:nam\s+)"
    r"?)(?P<b>(?:1[89]|20|21)\d\d)(?![\d/]|-\w)"
)
# Written out, for such a pattern is looked for faster than a repeated one.
_A_YEAR = re.compile("[0-9][0-9][0-9][0-9]")
_REACH = 64
_YEAR_END = re.compile(r"(?<!\w)cuoi\s+nam\s+(?P<y>\d{4})(?!\d)")


def find_printed(text: str, folded: str) -> list[Printed]:
    """Find all printed dates of a text, in order."""
    # Every form carries a year; most paragraphs have none, and a form reaches not far around it.
    windows = _windows(folded)
    if not windows:
        return []
    ranges = [window for window in windows if len(_A_YEAR.findall(folded, *window)) > 1]
    found: list[Printed] = []
    for form, pattern, read in _FORMS:
        if (needed := _NEEDED.get(form)) is not None and needed not in folded:
            continue
        # A range of years or of whole days has two years in its window.
        within = ranges if pattern in _OF_TWO_YEARS else windows
        for match in (match for window in within for match in pattern.finditer(folded, *window)):
            at = bisect_left(found, match.start(), key=lambda other: other.end - 1)
            if at < len(found) and found[at].start < match.end():
                continue
            if form == "quarter" and text[match.start() : match.start() + 3].lower() not in ("quý", "qúy", "quí"):
                continue
            span = read(match)
            if span is not None:
                # What was found never overlaps, so it is in order by its starts and by its ends.
                found.insert(at, Printed(match.start(), match.end(), span[0], span[1], form))
    return found


def _windows(folded: str) -> list[tuple[int, int]]:
    """The stretches around years, those that touch made one."""
    windows: list[tuple[int, int]] = []
    for year in _A_YEAR.finditer(folded):
        start, end = max(0, year.start() - _REACH), min(len(folded), year.end() + _REACH)
        if windows and start <= windows[-1][1]:
            windows[-1] = (windows[-1][0], end)
        else:
            windows.append((start, end))
    return windows


# A word without which a form cannot be there: looking for it is cheaper than for the form.
_NEEDED = {"half": "thang", "month": "thang", "quarter": "quy", "year end": "cuoi"}
_Span = tuple[date | None, date | None]


def _full(match: re.Match[str], part: str) -> date | None:
    month = match[f"{part}m"] or match[f"{part}mm"]
    year = match[f"{part}y"] or match[f"{part}yy"]
    return as_date(int(match[f"{part}d"]), int(month), int(year))


def _days(match: re.Match[str]) -> _Span:
    return _full(match, "a"), _full(match, "b")


def _days_partial(match: re.Match[str]) -> _Span | None:
    last = _full(match, "b")
    if last is None:
        return None, None
    month = match["m"] or match["mm"]
    first = as_date(int(match["d"]), int(month) if month else last.month, last.year)
    # "từ ngày 25/12 đến ngày 05/01/2026": the first day lies in the year before.
    if first is not None and first > last:
        first = as_date(first.day, first.month, last.year - 1)
    return first, last


def _day(match: re.Match[str]) -> _Span:
    day = _full(match, "a")
    return day, day


def _months(match: re.Match[str]) -> _Span | None:
    first, last = month_span(int(match["am"]), int(match["ay"])), month_span(int(match["bm"]), int(match["by"]))
    return (first[0], last[1]) if first and last else None


def _months_partial(match: re.Match[str]) -> _Span | None:
    first, last = month_span(int(match["m"]), int(match["by"])), month_span(int(match["bm"]), int(match["by"]))
    return (first[0], last[1]) if first and last and first[0] <= last[1] else None


def _month(match: re.Match[str]) -> _Span | None:
    return month_span(int(match["am"]), int(match["ay"]))


def _month_of_list(match: re.Match[str]) -> _Span | None:
    return month_span(int(match["m"]), int(match["y"]))


def _quarter(match: re.Match[str]) -> _Span | None:
    value = _numeral(match["q"])
    return quarter_span(value, int(match["y"])) if value else None


def _quarters(match: re.Match[str]) -> _Span | None:
    one, two = _numeral(match["q"]), _numeral(match["last"])
    if not one or not two or one >= two or (match["to"] in (",", "va") and two != one + 1):
        return None
    first, last = quarter_span(one, int(match["y"])), quarter_span(two, int(match["y"]))
    return (first[0], last[1]) if first and last else None


def _numeral(printed: str) -> int | None:
    return int(printed) if printed.isdigit() else read_roman(printed.upper())


def _half(match: re.Match[str]) -> _Span | None:
    count, year = int(match["n"]), int(match["y"])
    if not 1 <= year <= 9999:
        return None
    if match["which"] != "cuoi":
        last = month_span(count, year)
        return (date(year, 1, 1), last[1]) if last else None
    return date(year, 13 - count, 1), date(year, 12, 31)


def _years(match: re.Match[str]) -> _Span | None:
    first, last = int(match["a"]), int(match["b"])
    return (date(first, 1, 1), date(last, 12, 31)) if first < last else None


def _year_end(match: re.Match[str]) -> _Span | None:
    year = int(match["y"])
    return (date(year, 12, 31), date(year, 12, 31)) if year else None


_FORMS: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], _Span | None]], ...] = (
    ("days", _DAYS, _days),
    ("days", _DAYS_PARTIAL, _days_partial),
    ("day", _DAY, _day),
    ("months", _MONTHS, _months),
    ("months", _MONTHS_PARTIAL, _months_partial),
    ("half", _HALF, _half),
    ("month", _ONE_MONTH, _month),
    ("quarter", _QUARTERS, _quarters),
    ("quarter", _QUARTER, _quarter),
    ("month", _MONTH_OF_LIST, _month_of_list),
    ("quarter", _QUARTER_OF_LIST, _quarter),
    ("years", _YEARS, _years),
    ("year end", _YEAR_END, _year_end),
)
_OF_TWO_YEARS = (_DAYS, _MONTHS, _YEARS)
