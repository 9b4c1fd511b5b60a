"""What tells a time without a day of its own year: "ngày 20/11", "rằm tháng Giêng", "trong quý II", "9 tháng đầu năm",
"trong 30 ngày kể từ ngày ký".

These are kept apart from the dates that stand whole in the text: their year is a conclusion from the document, and the
doubt says so. Relative spans keep their words and have no days.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from nhipcau.officialdocs.date_patterns import Printed
from nhipcau.officialdocs.dates import clause_start, role_of, what_of
from nhipcau.officialdocs.document import FurtherDate, Span
from nhipcau.officialdocs.enums import DateForm, DateRole, Doubt
from nhipcau.officialdocs.lines import collapse
from nhipcau.officialdocs.passages import Passage
from nhipcau.vietnamese import as_date, lunar_day, month_span, quarter_span, read_month, read_roman, year_of_cycle
from nhipcau.vietnamese.lunar import BRANCH, MONTH_NAME, STEM

_CYCLE_YEAR = rf"(?P<stem>{STEM})\s+(?P<branch>{BRANCH})(?!\w)"
_LUNAR_YEAR = rf"(?:\s*,?\s*\(?(?:nam\s+)?(?:{_CYCLE_YEAR}(?:\s*[-–(]?\s*\d{{4}})?|(?<=nam )(?P<y>\d{{4}})))?"
_SIGN = r"\s*,?\s*\(?\s*am\s+lich\)?"
# "mồng 10 tháng 3 (âm lịch)", "mùng 8/2 năm Bính Ngọ", "ngày 10/3 âm lịch", "rằm tháng Giêng".
_MONG = re.compile(
    rf"(?<!\w)(?:ngay\s+)?(?P<word>mong|mung)\s+(?P<d>\d{{1,2}})(?:\s?/\s?|\s+thang\s+)(?P<m>{MONTH_NAME}|\d{{1,2}})(?!\w)"
    rf"(?:{_SIGN})?{_LUNAR_YEAR}"
)
_RAM = re.compile(rf"(?<!\w)(?:ngay\s+)?ram\s+thang\s+(?P<m>{MONTH_NAME}|\d{{1,2}})(?!\w)(?:{_SIGN})?{_LUNAR_YEAR}")
_SIGNED = re.compile(
    rf"(?<![\d/.\-])(?:ngay\s+)?(?P<d>\d{{1,2}})(?:\s?/\s?|\s+thang\s+)(?P<m>\d{{1,2}})(?:\s?/\s?(?P<year>\d{{4}}))?{_SIGN}{_LUNAR_YEAR}"
)
_CYCLED = re.compile(
    rf"(?<![\d/.\-])(?:ngay\s+)?(?P<d>\d{{1,2}})(?:\s?/\s?|\s+thang\s+)(?P<m>{MONTH_NAME}|\d{{1,2}})\s*,?\s*nam\s+{_CYCLE_YEAR}"
)
_TET = re.compile(
    rf"(?<!\w)tet\s+nguyen\s+dan(?:\s+(?:nam\s+)?{_CYCLE_YEAR})?(?:,?\s*\(?(?:nam\s+)?(?P<y>\d{{4}})(?!\d))?"
)
_NO_YEAR = (
    r"(?!\d)(?!\s?[/.\-]\s?\d)(?!\s*,?\s*nam\s+\w)(?!\s*,?\s*(?:cua\s+)?(?:hang|moi)\s)(?!\s*,?\s*\(?\s*am\s+lich)"
)
# A pattern that begins with plain letters is looked for faster; that a word begins there is asked behind them.
_RANGE = re.compile(
    r"ngay(?<!\wngay)\s+(?P<d>\d{1,2})(?:\s?/\s?(?P<m>\d{1,2}))?\s*(?:-|–|den(?:\s+het)?)\s*(?:ngay\s+)?(?P<e>\d{1,2})"
    rf"(?:\s?/\s?|\s+thang\s+)(?P<n>\d{{1,2}}){_NO_YEAR}"
)
_DAYS = re.compile(
    r"ngay(?<!\wngay)\s+(?P<list>\d{1,2}(?:\s*,\s*(?:ngay\s+)?\d{1,2})*)\s*(?:,|va)\s*(?:ngay\s+)?(?P<d>\d{1,2})"
    rf"(?:\s?/\s?|\s+thang\s+)(?P<m>\d{{1,2}})(?:(?:\s?/\s?|\s+nam\s+)(?P<y>\d{{4}})(?!\d)|{_NO_YEAR})"
)
_DAY = re.compile(rf"ngay(?<!\wngay)\s+(?P<d>\d{{1,2}})(?:\s?[/.\-]\s?|\s+thang\s+)(?P<m>\d{{1,2}}){_NO_YEAR}")
_MONTH = re.compile(
    r"thang(?<!\wthang)\s+(?P<m>\d{1,2})(?!\d)(?!\s?[/.\-]\s?\d)(?!\s*,?\s*nam\s+\d)"
    r"(?!\s*,?\s*(?:hang|moi|am\s+lich))"
)
_BEFORE_MONTH = re.compile(r"(?<!\w)(?:trong|het|vao|cuoi|dau|truoc|giua)\s+$")
_QUARTER = re.compile(r"quy(?<!\wquy)\s+(?P<q>[ivx]{1,3}|[1-4])(?!\w)(?!\s*[/\-]\s*\d)(?!\s*,?\s*nam\s+\d)")
_PART = re.compile(r"(?<!\w)(?P<n>0?[369])\s+thang\s+(?P<which>dau|cuoi)\s+nam(?!\s+\d)(?!\w)")
_ROUND = re.compile(
    r"nam(?<!\wnam)\s+(?:tron(?:\s*,?\s*(?:va\s+|/)?nam\s+(?:le\s+(?:nam)?|chan))?|le\s+nam|chan)(?!\w)"
)
_SPAN = r"\d{1,3}\s*(?:\([^)]{1,20}\)\s*)?(?:ngay(?:\s+lam\s+viec)?|tuan|thang|gio)"
_RELATIVE = re.compile(
    rf"(?<!\w)(?:(?:trong(?:\s+(?:vong|thoi\s+han))?|cham\s+nhat(?:\s+(?:la|trong))?|khong\s+qua|toi\s+da|it\s+nhat|truoc|sau)\s+){_SPAN}"
    r"(?:\s*,?\s*(?:ke\s+tu|tinh\s+tu|sau\s+khi|truoc\s+khi|truoc\s+ngay|tu\s+ngay|tu\s+khi)[^.;,()]{0,70})?"
)
_YEARS_COUNTED = re.compile(r"(?P<years>\d{1,4})\s+nam\s+(?=[^\W\d])")
_FORWARD = 9


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    form: DateForm
    first: date | None
    last: date | None
    inferred: bool = True
    printed: str = "day"


def read_further_dates(
    passages: Sequence[Passage],
    closed: Sequence[Sequence[Span]],
    printed: Sequence[Sequence[Printed]],
    signing: date | None,
    year: int | None,
) -> tuple[FurtherDate, ...]:
    """Read them in order, each (form, days, words) once.

    `printed` are the whole dates of each passage; `year` is the document's when the signing day is not known. Without
    any year nothing is concluded: the days stay open.
    """
    items: dict[tuple[object, ...], FurtherDate] = {}
    own = signing.year if signing else year
    for passage, places, whole in zip(passages, closed, printed, strict=True):
        folded = passage.paragraph.folded
        taken = [(place.start, place.end) for place in places]
        for found in _in_passage(passage.paragraph.text, folded, own, signing, taken, whole):
            item = _item(passage, found, has_year=own is not None)
            items.setdefault(
                (item.form, item.start, item.end, item.role, item.text if item.start is None else ""), item
            )
    return tuple(sorted(items.values(), key=lambda item: item.span))


def _in_passage(
    text: str,
    folded: str,
    own: int | None,
    signing: date | None,
    taken: list[tuple[int, int]],
    whole: Sequence[Printed],
) -> Iterator[_Found]:
    """The narrower forms first; what one has taken the next leaves alone."""
    has_digit = _DIGIT.search(folded) is not None
    for needed, pattern, read, of_digits in _FORMS:
        if (of_digits and not has_digit) or needed.search(folded) is None:
            continue
        for match in pattern.finditer(folded):
            # A lunar day with a year looks like a solar one; it may lie over what the plain patterns found.
            blocked = taken if pattern in _LUNAR else [*taken, *((one.start, one.end) for one in whole)]
            if any(match.start() < end and start < match.end() for start, end in blocked):
                continue
            found = list(read(match, text, own, signing))
            if found:
                taken.append((match.start(), match.end()))
                yield from found


def _year(own: int | None, signing: date | None, month: int) -> int | None:
    """The document's year; the next one for a month that lies long past when an autumn document names it."""
    if own is not None and signing is not None and signing.month >= _FORWARD and month <= signing.month - 8:
        return own + 1
    return own


def _lunar(match: re.Match[str], text: str, own: int | None, _: date | None) -> Iterator[_Found]:
    groups = match.groupdict()
    if groups.get("word") and text[match.start("word") : match.end("word")].lower() not in ("mồng", "mùng"):
        return
    if match.re is _RAM and not text[match.start() : match.end()].lower().lstrip("ngày ").startswith("rằm"):
        return
    month = read_month(groups["m"])
    if month is None:
        return
    year, inferred = _lunar_year(groups, own)
    day = 15 if match.re is _RAM else int(groups["d"])
    solar = lunar_day(day, month, year) if year else None
    yield _Found(match.start(), match.end(), DateForm.LUNAR, solar, solar, inferred)


def _lunar_year(groups: dict[str, str | None], own: int | None) -> tuple[int | None, bool]:
    if printed := groups.get("year") or groups.get("y"):
        return int(printed), False
    stem, branch = groups.get("stem"), groups.get("branch")
    if stem and branch and own is not None:
        return year_of_cycle(stem, branch, own), False
    return own, True


def _tet(match: re.Match[str], _: str, own: int | None, signing: date | None) -> Iterator[_Found]:
    year, inferred = _lunar_year(match.groupdict(), own)
    if inferred and own is not None and signing is not None and signing.month >= _FORWARD:
        year = own + 1
    solar = lunar_day(1, 1, year) if year else None
    yield _Found(match.start(), match.end(), DateForm.LUNAR, solar, solar, inferred)


def _day(match: re.Match[str], _: str, own: int | None, signing: date | None) -> Iterator[_Found]:
    month = int(match["m"])
    year = _year(own, signing, month)
    if not 1 <= month <= 12 or not 1 <= int(match["d"]) <= 31:
        return
    day = as_date(int(match["d"]), month, year) if year else None
    yield _Found(match.start(), match.end(), DateForm.DAY_WITHOUT_YEAR, day, day)


def _days(match: re.Match[str], _: str, own: int | None, signing: date | None) -> Iterator[_Found]:
    month = int(match["m"])
    year = int(match["y"]) if match["y"] else _year(own, signing, month)
    days = [int(day) for day in re.findall(r"\d{1,2}", match["list"])] + [int(match["d"])]
    if not 1 <= month <= 12 or max(days) > 31:
        return
    # With its year the last of them is a whole date and stands among these.
    for number in days[:-1] if match["y"] else days:
        day = as_date(number, month, year) if year else None
        yield _Found(match.start(), match.end(), DateForm.DAY_WITHOUT_YEAR, day, day, match["y"] is None)


def _range(match: re.Match[str], _: str, own: int | None, signing: date | None) -> Iterator[_Found]:
    month = int(match["n"])
    year = _year(own, signing, month)
    if not 1 <= month <= 12:
        return
    last = as_date(int(match["e"]), month, year) if year else None
    first = as_date(int(match["d"]), int(match["m"] or month), year) if year else None
    if first and last and first > last:
        first = as_date(first.day, first.month, first.year - 1)
    yield _Found(match.start(), match.end(), DateForm.DAY_WITHOUT_YEAR, first, last, printed="days")


def _month(match: re.Match[str], _: str, own: int | None, signing: date | None) -> Iterator[_Found]:
    year = _year(own, signing, int(match["m"]))
    span = month_span(int(match["m"]), year) if year else None
    is_told = _BEFORE_MONTH.search(match.string, max(0, match.start() - 8), match.start())
    if is_told and 1 <= int(match["m"]) <= 12:
        first, last = span or (None, None)
        yield _Found(match.start(), match.end(), DateForm.MONTH_WITHOUT_YEAR, first, last, printed="month")


def _quarter(match: re.Match[str], text: str, own: int | None, _: date | None) -> Iterator[_Found]:
    if text[match.start() : match.start() + 3].lower() not in ("quý", "qúy", "quí"):
        return
    value = int(match["q"]) if match["q"].isdigit() else read_roman(match["q"].upper())
    span = quarter_span(value, own) if value and own else None
    if value and value <= 4:
        first, last = span or (None, None)
        yield _Found(match.start(), match.end(), DateForm.QUARTER_WITHOUT_YEAR, first, last, printed="quarter")


def _part(match: re.Match[str], _: str, own: int | None, __: date | None) -> Iterator[_Found]:
    count = int(match["n"])
    if own is None:
        first = last = None
    elif match["which"] == "dau":
        first, last = date(own, 1, 1), (month_span(count, own) or (None, None))[1]
    else:
        first, last = date(own, 13 - count, 1), date(own, 12, 31)
    yield _Found(match.start(), match.end(), DateForm.PART_OF_YEAR, first, last, printed="half")


def _round(match: re.Match[str], text: str, own: int | None, _: date | None) -> Iterator[_Found]:
    if "tròn" not in text[match.start() : match.end()] and "lẻ" not in text[match.start() : match.end()]:
        return
    first, last = (date(own, 1, 1), date(own, 12, 31)) if own else (None, None)
    yield _Found(match.start(), match.end(), DateForm.ROUND_YEARS, first, last, printed="years")


def _relative(match: re.Match[str], _: str, __: int | None, ___: date | None) -> Iterator[_Found]:
    yield _Found(match.start(), match.end(), DateForm.RELATIVE, None, None, inferred=False)


_Reader = Callable[[re.Match[str], str, int | None, date | None], Iterator[_Found]]
_LUNAR = frozenset({_MONG, _RAM, _SIGNED, _CYCLED})
# What a form cannot be without is looked for first: it costs less than the form.
_AMOUNT = re.compile(r"[0-9]\s*(?:ngay|tuan|gio|thang(?!\s+\d)|\([^)]{1,20}\)\s*(?:ngay|tuan|thang|gio))")
_DIGIT = re.compile("[0-9]")
_DAY_WORD = re.compile(r"ngay\s+\d")
# Needed words, pattern, reader, and whether it cannot be without a digit.
_FORMS: tuple[tuple[re.Pattern[str], re.Pattern[str], _Reader, bool], ...] = (
    (re.compile(rf"nam\s+{STEM}\s"), _CYCLED, _lunar, True),
    (re.compile("am lich"), _SIGNED, _lunar, True),
    (re.compile(r"m[ou]ng\s+\d"), _MONG, _lunar, True),
    (re.compile("ram thang"), _RAM, _lunar, False),
    (re.compile("nguyen dan"), _TET, _tet, False),
    (_DAY_WORD, _DAYS, _days, True),
    (_DAY_WORD, _RANGE, _range, True),
    (_DAY_WORD, _DAY, _day, True),
    (re.compile(r"thang\s+\d"), _MONTH, _month, True),
    (re.compile(r"quy\s+[ivx1-4]"), _QUARTER, _quarter, False),
    (re.compile(r"thang\s+(?:dau|cuoi)"), _PART, _part, True),
    (re.compile(r"nam\s+(?:tron|le|chan)"), _ROUND, _round, False),
    (_AMOUNT, _RELATIVE, _relative, True),
)


def _item(passage: Passage, found: _Found, *, has_year: bool) -> FurtherDate:
    paragraph = passage.paragraph
    text, folded = paragraph.text, paragraph.folded
    printed = Printed(found.start, found.end, found.first, found.last, found.printed)
    before = folded[clause_start(folded, found.start) : found.start]
    counted = list(_YEARS_COUNTED.finditer(before[-160:]))
    years = int(counted[-1]["years"]) if counted and "ky niem" in before else None
    role = _role(found, printed, folded, before, years)
    return FurtherDate(
        text=collapse(text[found.start : found.end]).strip(" ,("),
        form=found.form,
        start=found.first if found.last else None,
        end=found.last if found.first else None,
        role=role,
        years=years,
        what=what_of(text, folded, printed, role),
        provision=passage.provision,
        span=paragraph.place(found.start, found.end),
        confidence=0.6 if found.inferred else 0.75,
        doubt=_doubt(found, has_year=has_year),
    )


def _role(found: _Found, printed: Printed, folded: str, before: str, years: int | None) -> DateRole:
    if found.form is DateForm.RELATIVE:
        return DateRole.DEADLINE
    if years is not None or found.form is DateForm.ROUND_YEARS:
        return DateRole.ANNIVERSARY
    return role_of(printed, folded, before)


def _doubt(found: _Found, *, has_year: bool) -> Doubt | None:
    if found.form is DateForm.RELATIVE:
        return None
    if found.first is None or found.last is None:
        return Doubt.IMPOSSIBLE_DATE if has_year else Doubt.MISSING
    return Doubt.YEAR_INFERRED if found.inferred else None
