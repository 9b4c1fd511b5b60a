"""Periodic duties with a stated frequency: "trước ngày 20 hằng tháng", "báo cáo định kỳ hằng quý", "06
tháng/lần".

How often (`periods`) and by when (`due_days`) are read each by itself and joined by where they stand to each other,
whatever else the sentence says; `periodic_work` tells whether it is a duty. What is yearly without being anyone's duty
("ngân sách hằng năm") is none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from nhipcau.officialdocs.document import RecurringDeadline, Span
from nhipcau.officialdocs.due_days import Due, find_due
from nhipcau.officialdocs.enums import Frequency
from nhipcau.officialdocs.lines import UPPER, collapse
from nhipcau.officialdocs.marks import Style
from nhipcau.officialdocs.paragraphs import Sort
from nhipcau.officialdocs.passages import Passage
from nhipcau.officialdocs.periodic_work import asks_report, begins_with_duty, is_due_duty, is_plain_duty
from nhipcau.officialdocs.periods import (
    SAYS_EVERY,
    SAYS_OUTPUT,
    SAYS_PERIODIC,
    SAYS_REPORT,
    SAYS_TIMES,
    Manner,
    Often,
    bare_before,
    bare_behind,
    find_often,
)

_ADDRESSEE = re.compile(
    rf"(?:về|gửi(?:\s+về)?|với|cho)\s+(?P<name>[{UPPER}][^.;:(\n]{{3,90}}?)(?=,?\s+(?:để|theo|trước"
    rf"|định kỳ|chậm nhất|hằng|hàng|vào|qua|\(|và báo cáo|tổng hợp)\b|\s*[.;(*]|,\s+(?![{UPPER}])|$)"
)
# What a frequency or a day of it cannot be without. Each begins with plain letters, for such patterns are looked for
# fastest; what stands before them is left to the rules.
_MAY_HOLD = (
    *SAYS_EVERY,
    SAYS_PERIODIC,
    SAYS_TIMES,
    *SAYS_OUTPUT,
    *SAYS_REPORT,
    re.compile(r"thang\s+(?:cuoi|dau)"),
    re.compile(r"cac\s+thang\s+\d"),
    re.compile(r"cuoi\s+(?:cung\s+)?(?:cua\s+)?(?:tuan|thang|quy)"),
    re.compile(r"dau\s+(?:cung\s+|tien\s+)?(?:cua\s+)?(?:tuan|thang|quy)"),
)
_REPORTS = re.compile(r"bao\s+cao")
_BY_DAY = re.compile(r"(?:truoc|nhat|vao|la)\s+(?:ngay\s+)?\d|thu\s+\w{2,3}(?!\w)")
_DAY_UNDER_LEAD = re.compile(rf"{_BY_DAY.pattern}|ngay\s+\d|(?:gio|h)\s+\d")
_STOP = re.compile(r"[.;!?…]\s+")
# Between a day and the frequency that is said right behind it.
_OF = re.compile(r"[\s*_]*,?\s*(?:cua\s+)?")
_FOR = re.compile(r"\s*[(,:]?\s*(?:doi\s+voi|cho|la)\s+(?:cac\s+)?|\s*\(\s*")
# A sentence that says by when for the one before it.
_SAYS_WHEN = re.compile(r"\s*(?:thoi\s+(?:han|gian|diem)|han\s|bao\s+cao|(?:viec\s+)?(?:gui|nop)|van\s+ban|so\s+lieu)")
_LEADS = re.compile(r"bao\s+cao(?!\w)|dinh\s+ky(?!\w)")
_LONGEST_HEADING = 90
# A sentence that begins with a frequency or a day goes on with the duty before it.
_LEAST_WORD = 4
_REACH_BACK = 6
_OF_QUARTERS = frozenset({Frequency.HALF_YEAR, Frequency.YEAR})
_LONGEST_BRACKET = 600
_LONGEST_SENTENCE = 3_000
_MOST_WORDS = 22


@dataclass(slots=True)
class _Duty:
    """A duty before it is written out: its frequency, the days of it, and the sentence."""

    often: Often
    due: Due | None
    days: tuple[tuple[int, int | None], ...]
    every: tuple[Frequency, ...]
    sentence: Span


@dataclass(slots=True)
class _Lead:
    """What an opening line ("Chế độ báo cáo định kỳ:", "Hằng tháng, các đơn vị:", "1.1. Báo cáo tháng") says for what
    stands under it; `waits` while its frequency is not known to be that of a duty.
    """

    passage: Passage
    number: int
    style: Style | None
    asks: bool
    often: Often | None
    waits: bool


@dataclass(slots=True)
class _Sentence:
    """The frequencies and days of one sentence; `bound` are the days of each frequency."""

    place: Span
    often: list[Often]
    due: list[Due]
    bound: dict[int, list[Due]] = field(default_factory=dict)
    own: list[Due] = field(default_factory=list)
    free: list[Due] = field(default_factory=list)


def read_recurring_deadlines(
    passages: Sequence[Passage], closed: Sequence[Sequence[Span]], *, telling: bool = False
) -> tuple[RecurringDeadline, ...]:
    """Read periodic duties in order, each once. In a document that tells what was done (`telling`), how often
    something comes out is no duty.
    """
    items: dict[tuple[object, ...], RecurringDeadline] = {}
    leads: list[_Lead] = []
    for number, (passage, places) in enumerate(zip(passages, closed, strict=True)):
        if passage.provision is None:
            continue
        folded = passage.paragraph.folded
        above = _above(leads, passage, number)
        found: list[tuple[Passage, _Duty]] = []
        if _may_hold(folded, is_led=above is not None):
            found = [(passage, duty) for duty in _in_passage(passage, places, above, telling=telling)]
        if above is not None and above.waits:
            # What the points say is due as often as the line above them says, if they have no days of their own.
            above.waits = not found and not begins_with_duty(passage.paragraph.folded[_mark_length(passage) :])
            if not found and not above.waits and above.often is not None:
                whole = Span(0, len(above.passage.paragraph.text))
                found = [(above.passage, _Duty(above.often, None, (), above.often.every, whole))]
        for holder, duty in found:
            for item in _items(holder, duty):
                items.setdefault((item.day, item.month, item.every, item.what), item)
        if not found and (lead := _lead_of(passage, above, number, telling=telling)) is not None:
            leads.append(lead)
    return tuple(items.values())


def _mark_length(passage: Passage) -> int:
    return passage.paragraph.mark.length if passage.paragraph.mark else 0


def _above(leads: list[_Lead], passage: Passage, number: int) -> _Lead | None:
    """The opening line under which a passage stands; those that it does not go on with are given up."""
    mark = passage.paragraph.mark
    if passage.paragraph.sort is Sort.TABLE:
        return leads[-1] if leads else None
    if mark is not None:
        while leads and leads[-1].style is not None and leads[-1].style >= mark.style:
            leads.pop()
    elif not leads or leads[-1].number != number - 1:
        # Plain text goes on with a heading right above it only.
        leads.clear()
    return leads[-1] if leads else None


def _may_hold(folded: str, *, is_led: bool) -> bool:
    """Most paragraphs name no frequency; a report may name it without "hằng" ("báo cáo năm trước ngày 15/12")."""
    if _holds_period(folded):
        return True
    if is_led:
        return _DAY_UNDER_LEAD.search(folded) is not None
    return _REPORTS.search(folded) is not None and _BY_DAY.search(folded) is not None


def _holds_period(folded: str) -> bool:
    return any(pattern.search(folded) is not None for pattern in _MAY_HOLD)


def _lead_of(passage: Passage, above: _Lead | None, number: int, *, telling: bool) -> _Lead | None:
    paragraph = passage.paragraph
    text = paragraph.text.rstrip()
    if not text.endswith(":") and (len(text) > _LONGEST_HEADING or text.endswith((".", ";"))):
        return None
    asks = _LEADS.search(paragraph.folded) is not None
    often = None
    if _holds_period(paragraph.folded):
        named = find_often(paragraph.text, paragraph.folded)
        often = named[0] if len(named) == 1 else None
    if not asks and often is None:
        return None
    is_said = often is not None and often.manner not in (Manner.REPORT, Manner.OUTPUT)
    return _Lead(
        passage,
        number,
        paragraph.mark.style if paragraph.mark else None,
        asks=asks or (above is not None and above.asks),
        often=often,
        waits=is_said and text.endswith(":") and not telling,
    )


def _in_passage(passage: Passage, places: Sequence[Span], above: _Lead | None, *, telling: bool) -> Iterator[_Duty]:
    text, folded = passage.paragraph.text, passage.paragraph.folded
    taken = _taken(len(folded), places)
    often = [one for one in find_often(text, folded) if taken.find(1, one.start, one.end) < 0]
    due = [one for one in find_due(folded) if taken.find(1, one.start, one.end) < 0]
    # "ngày 3 tháng 6" names no three months; "hằng tháng" is never a day.
    days = _taken(len(folded), due)
    often = [one for one in often if one.manner is not Manner.REPORT or not days[one.end - 1]]
    if not often and not due:
        return
    waiting: list[_Duty] = []
    for sentence in _sentences(folded, often, due):
        first = min([one.start for one in sentence.often] + [one.start for one in sentence.due])
        goes_on = bool(waiting) and first - sentence.place.start < _LEAST_WORD
        asked = (above is not None and above.asks) or goes_on
        _bind(sentence, text, folded, above, asked=asked)
        found = list(_of_sentence(sentence, text, folded, waiting, asked=asked, telling=telling))
        # A day of its own takes the place of the same duty without a day in the sentence before.
        dated = {every for duty in found if duty.due is not None for every in duty.every}
        names_report = any(one.manner in (Manner.REPORT, Manner.BARE) for one in sentence.often)
        if names_report or _SAYS_WHEN.match(folded, sentence.place.start):
            waiting = [duty for duty in waiting if duty.due is not None or not set(duty.every) <= dated]
        waiting.extend(found)
        # What lies further back is said and done; a long list is not compared each with each.
        yield from waiting[:-_REACH_BACK]
        waiting = waiting[-_REACH_BACK:]
    yield from waiting


def _taken(length: int, places: Sequence[Span] | Sequence[Due]) -> bytearray:
    """One byte a character, so that a long list of duties is not compared each with each."""
    taken = bytearray(length)
    for place in places:
        taken[place.start : place.end] = b"\1" * (min(place.end, length) - place.start)
    return taken


def _sentences(folded: str, often: Sequence[Often], due: Sequence[Due]) -> Iterator[_Sentence]:
    """The sentences that hold any of them; a stop inside brackets is none that matters here."""
    begin = 0
    ends = _ends(folded)
    left, right = list(reversed(often)), list(reversed(due))
    for end in ends:
        is_near = end - begin < _LONGEST_BRACKET
        if end < len(folded) and is_near and folded.count("(", begin, end) > folded.count(")", begin, end):
            continue
        mine, days = [], []
        while left and left[-1].start < end:
            mine.append(left.pop())
        while right and right[-1].start < end:
            days.append(right.pop())
        if mine or days:
            yield _Sentence(Span(begin, end), mine, days)
        begin = min(end + 1, len(folded))
        while begin < len(folded) and folded[begin] == " ":
            begin += 1


def _ends(folded: str) -> list[int]:
    """Where sentences end; a text without stops is cut, so that not everything in it is compared with everything."""
    ends: list[int] = []
    for end in (*(found.start() for found in _STOP.finditer(folded)), len(folded)):
        last = ends[-1] if ends else 0
        ends.extend(range(last + _LONGEST_SENTENCE, end, _LONGEST_SENTENCE))
        ends.append(end)
    return ends


def _bind(sentence: _Sentence, text: str, folded: str, above: _Lead | None, *, asked: bool) -> None:
    """Give each day to the frequency that it belongs to: the one right behind it, the period right before it, else
    the nearest before it, else the nearest behind.
    """
    begin = sentence.place.start
    for due in sentence.due:
        at = _right_behind(sentence, due, folded)
        is_beside = folded[max(0, due.start - 2) : due.start].strip() in ("(", ":", "|")
        if at is None and (due.is_by or is_beside):
            at = _named_before(sentence, due, text, folded, begin, asked=asked)
        if at is None and (bare := bare_behind(text, folded, due.end)) is not None:
            at = _with(sentence, bare)
        if at is None:
            at = _nearest(sentence, due)
        if at is not None:
            sentence.bound.setdefault(at, []).append(due)
        elif due.own is not None:
            sentence.own.append(due)
        elif above is not None and above.often is not None and due.is_by and due.fits & set(above.often.every):
            here = replace(above.often, start=due.start, end=due.start)
            sentence.bound[_with(sentence, here)] = [due]
        else:
            sentence.free.append(due)
        begin = due.end
    _as_half_years(sentence)


def _as_half_years(sentence: _Sentence) -> None:
    """ "Báo cáo 6 tháng: trước ngày 18 tháng 6 hằng năm": the day of every year closes the half-year."""
    for at, dues in list(sentence.bound.items()):
        often = sentence.often[at]
        is_one = len(dues) == 1 and len(dues[0].days) == 1 and dues[0].days[0][1] is not None
        if often.manner is not Manner.EVERY or often.every != (Frequency.YEAR,) or not is_one:
            continue
        for other, named in enumerate(sentence.often):
            if other not in sentence.bound and named.every == (Frequency.HALF_YEAR,) and named.end <= dues[0].start:
                sentence.bound[other] = sentence.bound.pop(at)
                sentence.often[at] = replace(often, every=())
                break


def _right_behind(sentence: _Sentence, due: Due, folded: str) -> int | None:
    """ "trước ngày 20 hằng tháng", "trước ngày 20/6 (đối với báo cáo 6 tháng)"."""
    for at, often in enumerate(sentence.often):
        if often.start < due.end:
            continue
        between = _OF.fullmatch(folded, due.end, often.start)
        if between is not None and often.manner in (Manner.EVERY, Manner.PERIODIC):
            is_comma = "," in between[0]
            return None if is_comma and (not _may_fit(due, often) or at in sentence.bound or at > 0) else at
        if often.manner is Manner.REPORT and _FOR.fullmatch(folded, due.end, often.start) and _may_fit(due, often):
            return at
        return None
    return None


def _may_fit(due: Due, often: Often) -> bool:
    return bool(due.fits & set(often.every))


def _named_before(sentence: _Sentence, due: Due, text: str, folded: str, begin: int, *, asked: bool) -> int | None:
    """ "báo cáo quý (trước ngày 15 …), năm (trước …)": a bare period where reports are spoken of."""
    last = max((often.end for often in sentence.often if often.end <= due.start), default=begin)
    bare = bare_before(text, folded, max(begin, last), due.start)
    if bare is None or not (asked or asks_report(folded[sentence.place.start : due.start])):
        return None
    return _with(sentence, bare) if _may_fit(due, bare) else None


def _with(sentence: _Sentence, often: Often) -> int:
    sentence.often.append(often)
    return len(sentence.often) - 1


def _nearest(sentence: _Sentence, due: Due) -> int | None:
    before = [at for at, one in enumerate(sentence.often) if one.end <= due.start and _may_fit(due, one)]
    if before and (due.is_by or due.own is not None or sentence.often[before[-1]].end + 4 >= due.start):
        return max(before, key=lambda at: sentence.often[at].end)
    behind = [at for at, one in enumerate(sentence.often) if one.start >= due.end and _may_fit(due, one)]
    if behind and (due.is_by or due.own is not None):
        return min(behind, key=lambda at: sentence.often[at].start)
    return None


def _of_sentence(
    sentence: _Sentence, text: str, folded: str, waiting: list[_Duty], *, asked: bool, telling: bool
) -> Iterator[_Duty]:
    place = sentence.place
    around = folded[place.start : place.end]
    said: set[Frequency] = set()
    found: list[_Duty] = []
    for at, dues in sentence.bound.items():
        often = sentence.often[at]
        is_term = any(due.is_term for due in dues)
        if is_due_duty(often, is_term=is_term, sentence=around, asked_above=asked):
            elsewhere = {every for other in sentence.bound if other != at for every in sentence.often[other].every}
            found.extend(_dated(often, dues, place, elsewhere))
        said.update(often.every)
    for due in sentence.own:
        every = (due.own,) if due.own else ()
        often = Often(due.start, due.end, every, Manner.BARE)
        if due.own is None or not is_due_duty(often, is_term=due.is_term, sentence=around, asked_above=asked):
            continue
        found.append(_Duty(often, due, due.days, every, place))
        said.update(every)
    for at, often in enumerate(sentence.often):
        # A report that is named beside a dated duty ("lồng ghép trong báo cáo tháng, quý, năm") is how, not how often.
        is_said = set(often.every) <= said or (often.manner is Manner.REPORT and not said.isdisjoint(often.every))
        if at in sentence.bound or is_said:
            continue
        if is_plain_duty(often, text, folded, place, telling=telling):
            found.append(_Duty(often, None, (), often.every, place))
            said.update(often.every)
    if sentence.free and _SAYS_WHEN.match(folded, place.start):
        found.extend(_for_the_one_before(sentence.free, waiting, place))
    yield from sorted(found, key=lambda duty: min(duty.often.start, duty.due.start if duty.due else duty.often.start))


def _for_the_one_before(free: Sequence[Due], waiting: list[_Duty], place: Span) -> Iterator[_Duty]:
    """ "… báo cáo hằng tháng. Thời hạn gửi: trước ngày 20." """
    for due in free:
        last = waiting[-1] if waiting else None
        if last is not None and last.due is None and due.is_by and _may_fit(due, last.often):
            waiting.pop()
            yield _Duty(last.often, due, due.days, last.every, last.sentence)


def _dated(often: Often, dues: Sequence[Due], sentence: Span, elsewhere: set[Frequency]) -> Iterator[_Duty]:
    """The duties of one frequency: each day with the periods that it fits, and the periods without any day here or
    `elsewhere` in the sentence.
    """
    days = tuple(day for due in dues for day in due.days)
    left = set(often.every)
    halves = {Frequency.HALF_YEAR, Frequency.YEAR} <= left
    # "báo cáo 6 tháng, năm … trước ngày 15/6 và 15/12": each day closes its own period.
    if halves and [month is not None and month not in (1, 12) for _, month in days] == [True, False] and days[1][1]:
        yield _Duty(often, dues[0], days[:1], (Frequency.HALF_YEAR,), sentence)
        yield _Duty(often, dues[-1], days[1:], (Frequency.YEAR,), sentence)
        left -= {Frequency.HALF_YEAR, Frequency.YEAR}
    else:
        owned = {due.own for due in dues if due.own is not None}
        for due in dues:
            fit = due.fits if due.own is not None else due.fits - owned or due.fits
            fits = tuple(every for every in often.every if every in fit) or often.every
            if len(dues) == 1 and not elsewhere and due.own is Frequency.QUARTER and left - set(fits) <= _OF_QUARTERS:
                # "báo cáo quý, năm … trước ngày 20 của tháng cuối quý": the last month of a year ends a quarter, too.
                fits = often.every
            yield _Duty(often, due, due.days, fits, sentence)
            left -= set(fits)
    left -= elsewhere
    if left:
        every = tuple(one for one in often.every if one in left)
        yield _Duty(often, None, (), every, sentence)


def _items(passage: Passage, duty: _Duty) -> Iterator[RecurringDeadline]:
    paragraph = passage.paragraph
    text, sentence = paragraph.text, duty.sentence
    start, end = duty.often.start, duty.often.end
    if duty.due is not None:
        start, end = min(start, duty.due.start), max(end, duty.due.end)
    what = _what(text, sentence, start, duty.often.end)
    addressee = _ADDRESSEE.search(text, sentence.start, sentence.end)
    for day, month in duty.days or ((None, None),):
        yield RecurringDeadline(
            text=collapse(text[start:end]) + ("**" if text.startswith("**", end) and "**" in text[start:end] else ""),
            day=day,
            month=month,
            every=duty.every,
            what=what,
            reporter=None,
            addressee=collapse(addressee["name"]) if addressee else None,
            provision=passage.provision,
            span=paragraph.place(start, end),
            confidence=0.9 if day is not None else 0.75,
        )


def _what(text: str, sentence: Span, start: int, end: int) -> str:
    """What is due: the words before the frequency, where there are few the words behind it (from `end`)."""
    words = text[sentence.start : start].split()
    if len(words) < 4:
        words = [*words, *text[end : sentence.end].split()]
    return collapse(" ".join(words[:_MOST_WORDS])).strip(" ,.:;-*()")
