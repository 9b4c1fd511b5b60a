"""Periodic duties with a stated frequency: "trước ngày 20 hằng tháng", "báo cáo định kỳ hằng quý", "06
tháng/lần".

What is yearly without being anyone's duty ("ngân sách hằng năm") is none.
"""

import re
from collections.abc import Iterator, Sequence

from nhipcau.officialdocs.clauses import begins_with_work
from nhipcau.officialdocs.document import RecurringDeadline, Span
from nhipcau.officialdocs.enums import Frequency
from nhipcau.officialdocs.lines import UPPER, collapse
from nhipcau.officialdocs.passages import Passage, sentence_around
from nhipcau.officialdocs.units import read_unit
from nhipcau.vietnamese import fold

_UNIT = r"(?:0?[369]\s+thang|0?1\s+(?:tuan|thang|quy|nam)|ngay(?!\s*\d)|tuan|thang|quy|nua\s+nam|nam)"
_EVERY_WORDS = r"(?:hang|moi|tung)"
_LIST = rf"{_UNIT}(?:\s*(?:,|va|/|hoac|;|-)\s*(?:{_EVERY_WORDS}\s+)?{_UNIT}(?!\w))*"
_DAYS = (
    r"(?P<days>(?:ngay\s+|(?<!thang\s))\d{1,2}(?!\d)(?!\s*(?:gio|h|g|phut)(?![^\W\d]))(?:\s?/\s?\d{1,2}|\s+thang\s+\d{1,2})?(?:\s*(?:,|va)"
    r"\s*(?:truoc\s+)?(?:ngay\s+)?\d{1,2}(?:\s?/\s?\d{1,2}|\s+thang\s+\d{1,2})?)*)"
)
# A day of one year is no day of every year.
_NO_YEAR = r"(?!\d)(?!\s?[/.-]\s?\d)(?!\s+(?:thang|nam)\s+\d)"
_BEFORE_WORDS = (
    r"(?P<before>(?:dinh\s+ky\s*,?\s*)?(?:(?:cham|muon)\s+nhat\s+(?:la\s+)?(?:vao\s+|truoc\s+)?"
    r"|truoc\s+|vao\s+|den\s+))"
)
# "trước **20 hằng tháng, quý, năm**", "Định kỳ trước ngày 15 tháng 12 hằng năm", "ngày 25 của tháng cuối quý".
_DATED = re.compile(
    rf"(?<!\w){_BEFORE_WORDS}?\W{{0,3}}{_DAYS}\s*,?\s*(?:(?:cua\s+)"
    rf"?{_EVERY_WORDS}\s+(?P<every>{_LIST})(?!\w)|(?:cua\s+)?thang\s+cuoi\s+(?:cua\s+)"
    rf"?(?:{_EVERY_WORDS}\s+)?(?P<last>quy|nam)|(?:cua\s+)?thang\s+dau\s+(?:tien\s+)?(?:cua\s+)"
    rf"?quy\s+(?:sau|tiep\s+theo|ke\s+tiep)(?P<next>))"
)
_WEEKDAY = r"(?:thu\s+(?:hai|ba|tu|nam|sau|bay|[2-7])|chu\s+nhat)"
# "trước 16 giờ 00 thứ Năm hằng tuần", "vào chiều thứ Sáu hằng tuần": a day of the week is no day of the month.
_WEEKDAY_EVERY = re.compile(
    rf"(?<!\w)(?:{_BEFORE_WORDS}\s*)?(?:\d{{1,2}}\s*(?:gio|h|g)\s*(?:\d{{1,2}}\s*(?:phut)?)?\s*,?\s*)?"
    rf"(?:(?:ngay|sang|chieu)\s+){{0,2}}{_WEEKDAY}\s*,?\s*(?:cua\s+)?{_EVERY_WORDS}\s+(?P<every>tuan)(?!\w)"
)
_EVERY_WEEKDAY = re.compile(
    rf"(?<!\w)(?:dinh\s+ky\s+)?(?:{_EVERY_WORDS}|bao\s+cao)\s+(?P<every>tuan)\s*[,(]?\s*(?:{_BEFORE_WORDS})?"
    rf"(?:[^\s.;]+\s+){{0,6}}?{_WEEKDAY}(?!\w)"
)
# "hằng tháng (trước ngày 20)", "Hằng quý, trước ngày 25 của tháng cuối quý".
_DATED_BEHIND = re.compile(
    rf"(?<!\w)(?:dinh\s+ky\s+(?:{_EVERY_WORDS}\s+)?|{_EVERY_WORDS}\s+)(?P<every>{_LIST})(?!\w)"
    rf"[\s,(]{{1,3}}(?:bao\s+cao\s+)?{_BEFORE_WORDS}{_DAYS}"
)
# "Báo cáo 6 tháng: gửi trước ngày 10 tháng 6", "quý (trước ngày 15 …), 6 tháng (trước ngày 10/6) và năm (trước …)".
_REPORT_DATED = re.compile(
    rf"(?<!\w)(?:(?:bao\s+cao|dinh\s+ky|{_EVERY_WORDS})\s+)*(?P<every>0?[369]\s+thang(?:\s+dau\s+nam)?|thang|quy|tuan|nam)"
    rf"\s*[:(,]?\s*(?:(?!bao\s|dinh\s)[^\W\d]+\s+){{0,6}}?{_BEFORE_WORDS}{_DAYS}{_NO_YEAR}"
)
# "trước ngày 20/6 (đối với báo cáo 6 tháng) và trước ngày 20/12 (báo cáo năm)".
_DATED_REPORT = re.compile(
    rf"(?<!\w)(?:{_BEFORE_WORDS}|(?=ngay\s)){_DAYS}{_NO_YEAR}\s*(?:\(|,?\s*(?=doi\s+voi))(?:doi\s+voi\s+)?(?:cac\s+)?"
    rf"bao\s+cao\s+(?:dinh\s+ky\s+|so\s+ket\s+|tong\s+ket\s+)?(?:{_EVERY_WORDS}\s+)?"
    r"(?P<every>0?[369]\s+thang|thang|quy|tuan|nam)(?!\w)"
)
# "hoàn thành trước 17 giờ hằng ngày", "trước 6 giờ và 17 giờ hằng ngày"
_HOUR = r"\d{1,2}\s*(?:gio|h|g)\s*(?:\d{1,2}\s*(?:phut)?(?!\s*(?:gio|h|g)(?![^\W\d])))?"
_HOUR_EVERY = re.compile(
    rf"(?<!\w){_BEFORE_WORDS}{_HOUR}(?:\s*(?:,|va)\s*{_HOUR})*\s*,?\s*(?:cua\s+)?"
    rf"{_EVERY_WORDS}\s+(?P<every>{_LIST})(?!\w)"
)
# The day of a duty whose frequency stands before it: "định kỳ 03 tháng/lần báo cáo … trước ngày 15".
_DAY_BEHIND = re.compile(
    rf"[^.;]{{0,160}}?(?<!\w)(?:cham\s+nhat\s+(?:la\s+)?|truoc\s+|vao\s+)(?=ngay\s){_DAYS}{_NO_YEAR}"
)
_PERIODIC = re.compile(
    rf"(?<!\w)(?:(?P<duty>bao\s+cao|giao\s+ban|hop|so\s+ket|kiem\s+tra|tong\s+hop|danh\s+gia"
    rf"|ra\s+soat|cap\s+nhat)\s+)?(?P<dinhky>dinh\s+ky)\s*[:(]?\s*(?:(?:theo|la)\s+)"
    rf"?(?:{_EVERY_WORDS}\s+)?(?P<every>{_LIST})(?:\s*(?:/|mot|01|1)\s*(?:lan|01 lan|1 lan))?(?!\w)"
)
_DUTY_EVERY = re.compile(
    rf"(?<!\w)(?P<duty>bao\s+cao|giao\s+ban|hop|so\s+ket|tong\s+hop|gui|phat\s+ban\s+tin)(?:\s+(?!dinh|hang|moi)"
    rf"[^\W\d]+){{0,6}}?\s+(?:{_EVERY_WORDS}|theo(?=\s+(?:tuan|thang|quy)(?:,|\s+va|\s+nam)))\s+(?P<every>{_LIST})(?!\w)"
)
_EVERY_DUTY = re.compile(
    rf"(?<!\w){_EVERY_WORDS}\s+(?P<every>{_LIST})(?!\w)\s*,?\s*(?:[^\s.;]+\s+)"
    rf"{{0,14}}?(?P<duty>bao\s+cao|giao\s+ban|hop(?!\s+(?:dong|tac|ly|phap|nhat))(?!\w)|so\s+ket|tong\s+hop|thong\s+ke|cung\s+cap|ra\s+soat|gui(?!\w)"
    rf"|cap\s+nhat|to\s+chuc\s+(?:hop|giao ban|kiem tra|danh gia|doi thoai|tong ket))(?!\w)"
)
# "Mỗi năm phối hợp tổ chức …", "Hằng năm, hai bên luân phiên chủ trì sơ kết": the period opens the sentence.
_OPENS_EVERY = re.compile(
    rf"(?:^|(?<=[.;:]\s)|(?<=[-+*]\s)|(?<=\d\.\s)|(?<=[a-z]\)\s)){_EVERY_WORDS}\s+(?P<every>{_LIST})(?!\w)"
    r"\s*,?\s*(?:[^\s.;,]+\s+){0,8}?"
    r"(?:to\s+chuc|phoi\s+hop|tham\s+muu|kiem\s+tra|danh\s+gia|so\s+ket|tong\s+ket|hop|cu|mo)(?!\w)"
)
# "Hằng năm, các bộ, ngành … báo cáo …": whoever is named behind it is given the work.
_OPENS_UNIT = re.compile(
    rf"(?:^|(?<=[.;:]\s)|(?<=[-+*]\s)|(?<=\d\.\s)|(?<=[a-z]\)\s)){_EVERY_WORDS}\s+(?P<every>{_LIST})(?!\w)\s*,?\s*"
)
# "mỗi quý ít nhất 02 tin, bài": so much of it in each period.
_EVERY_AMOUNT = re.compile(
    rf"(?<!\w){_EVERY_WORDS}\s+(?P<every>{_LIST})\s*,?\s*(?:[^\s.;]+\s+){{0,4}}?(?:it\s+nhat|toi\s+thieu)\s+(?:\d+|mot|hai|ba)\s"
)
_PER_TIME = re.compile(
    r"(?<!\w)(?P<every>0?[1-9]\s+(?:thang|tuan|nam|quy)|thang|quy|nam|tuan)\s*(?:/|mot\s+)\s*(?:0?1\s+)?lan(?!\w)"
    r"|(?<!\w)(?:\d{1,2}|mot|hai)\s+lan\s*(?:/|mot\s+|trong\s+(?:mot\s+|0?1\s+)?|moi\s+)\s*(?P<each>(?:0?[1-9]\s+)?(?:thang|tuan|nam|quy|ngay))(?!\w)"
)
# "01 kỳ/tháng", "10 tin, bài mỗi tuần", "mỗi tháng 02 số": what comes out in each period.
_OUTPUT = (
    r"(?:lan|ky|so|buoi|tin|bai|ban\s+tin|chuyen\s+(?:muc|trang|de)|phong\s+su|chuong\s+trinh|cuoc|phien"
    r"|an\s+pham|video|clip)"
)
_COUNT = r"(?:\d{1,3}|mot|hai|ba|bon|nam)"
_PERIOD = r"(?P<every>(?:0?[1-9]\s+)?(?:tuan|thang|quy|nam))(?!\w)"
_OUTPUT_EACH = re.compile(
    rf"(?<!\w){_COUNT}\s+{_OUTPUT}(?!\w)(?:[\s,]+(?!tren|trong|da)[^\W\d]+){{0,5}}?\s*(?:/\s*|\s(?:mot|moi|hang)\s+){_PERIOD}"
)
_EACH_OUTPUT = re.compile(
    rf"(?<!\w)(?:moi|hang|mot|01)\s+{_PERIOD}\s*,?\s*(?:(?:[^\W\d]+\s+){{0,3}}?{_COUNT}|mot)\s+{_OUTPUT}(?!\w)"
)
# "chế độ báo cáo tuần, tháng, quý", "báo cáo 6 tháng, cả năm"
_REPORT_UNIT = r"(?:(?:ca\s+)?(?:tuan|thang|quy|nam)|0?[369]\s+thang(?:\s+dau\s+nam)?)(?!\s*[\d/])(?!\w)"
_REPORT_LIST = re.compile(rf"(?<!\w)(?P<duty>bao\s+cao)\s+(?P<every>{_REPORT_UNIT}(?:\s*(?:,|va)\s*{_REPORT_UNIT})+)")
# "vào ngày làm việc cuối cùng của tháng"
_LAST_DAY = re.compile(
    rf"(?<!\w)(?:truoc|vao|den)\s+(?:ngay|tuan)\s+(?:lam\s+viec\s+)?cuoi(?:\s+cung)?\s+(?:cua\s+)?(?:{_EVERY_WORDS}\s+)?(?P<every>tuan|thang|quy)(?!\s*\d)(?!\w)"
)
# "03 tháng/số", "quý/kỳ"
_PERIOD_OUTPUT = re.compile(
    rf"(?<!\w)(?P<every>0?[1-9]\s+(?:thang|tuan)|thang|quy|tuan)\s*/\s*(?:0?1\s+)?(?!lan){_OUTPUT}(?!\w)"
)
# Told of the past, or of what is there ("lượng tin trung bình 40 tin/ngày").
_HAD = re.compile(r"(?<!\w)(?:da|binh quan|trung binh|dat)(?!\w)")
# "Hằng năm, tỉnh đón khoảng 2 triệu lượt khách" tells what is so.
_FIGURE_TOLD = re.compile(r"(?<!\w)(?:khoang|tren|hon|gan|dat)\s+\d")
_DUTY_WORDS = re.compile(
    r"(?<!\w)(?:bao\s+cao|gui|giao\s+ban|hop|so\s+ket|tong\s+hop|thong\s+ke|cung\s+cap|kiem\s+tra"
    r"|danh\s+gia|ra\s+soat|cap\s+nhat|trao\s+doi|thong\s+tin|nop|doi\s+chieu|tham\s+muu)(?!\w)"
)
_ADDRESSEE = re.compile(
    rf"(?:về|gửi(?:\s+về)?|với|cho)\s+(?P<name>[{UPPER}][^.;:(\n]{{3,90}}?)(?=,?\s+(?:để|theo|trước"
    rf"|định kỳ|chậm nhất|hằng|hàng|vào|qua|\(|và báo cáo|tổng hợp)\b|\s*[.;(*]|,\s+(?![{UPPER}])|$)"
)
_FREQUENCIES = (
    (Frequency.HALF_YEAR, re.compile(r"0?6\s+thang|nua\s+nam")),
    (Frequency.QUARTER, re.compile(r"0?3\s+thang|quy")),
    (Frequency.DAY, re.compile(r"(?<!\d\s)ngay")),
    (Frequency.WEEK, re.compile(r"tuan")),
    (Frequency.MONTH, re.compile(r"(?<!\d\s)thang")),
    (Frequency.YEAR, re.compile(r"(?<!nua\s)nam|12\s+thang")),
)
_ONE_DAY = re.compile(r"(\d{1,2})(?:\s?/\s?(\d{1,2})|\s+thang\s+(\d{1,2}))?")
_BY_DAY = re.compile(r"(?:truoc|nhat|vao)\s+(?:ngay\s+)?\d|thu\s+\w{2,3}(?!\w)")
_BY_THEN = re.compile(r"(?:dinh\s+ky\s*,?\s*)?(?:truoc|cham\s+nhat|muon\s+nhat)(?!\w)")
_STARTS_WITH_DUTY = re.compile(
    r"(?:[-+*\s]*|[a-z]\)\s*|\d+[.)]\s*)(?:bao\s+cao|gui|cung\s+cap|tong\s+hop|cap\s+nhat"
    r"|giao\s+ban|to\s+chuc\s+hop)(?!\w)"
)
_HALF = re.compile(r"(?<!\w)0?6\s+thang(?!\w)")
_WHOLE = re.compile(r"(?<!dau\s)(?<!cuoi\s)(?<!\w)nam(?!\w)")
_MAY_HOLD = re.compile(
    r"lan\s*(?:/|mot|trong|moi)|/\s*(?:tuan|thang|quy|nam)|(?:tuan|thang|quy)\s*/|(?:mot|01)\s+(?:tuan|thang|quy|nam)|theo\s+(?:tuan|thang|quy)|(?:hang|moi|tung)\s+(?:\d|ngay|tuan|thang|quy|nam|nua)|dinh\s+ky|thang\s+(?:cuoi|dau)|cuoi\s+(?:cung\s+)?(?:cua\s+)?(?:tuan|thang|quy)|(?:/|mot\s+|\d\s*)lan|bao\s+cao\s+(?:\d|ca\s|thang|quy|nam|tuan)"
)
_WITH_DAY = (_WEEKDAY_EVERY, _EVERY_WEEKDAY, _HOUR_EVERY, _DATED_BEHIND, _DATED, _DATED_REPORT, _REPORT_DATED)
_WITHOUT_DAY = (
    _PERIODIC,
    _DUTY_EVERY,
    _EVERY_DUTY,
    _EVERY_AMOUNT,
    _OPENS_EVERY,
    _OPENS_UNIT,
    _PER_TIME,
    _OUTPUT_EACH,
    _EACH_OUTPUT,
    _PERIOD_OUTPUT,
    _LAST_DAY,
    _REPORT_LIST,
)
# Words without which a pattern cannot match; looking for them is cheaper.
_SAYS_EVERY = re.compile(rf"(?<!\w){_EVERY_WORDS}\s")
_OF_EVERY = frozenset((_WEEKDAY_EVERY, _HOUR_EVERY, _EVERY_DUTY, _EVERY_AMOUNT, _OPENS_EVERY, _OPENS_UNIT))
_NEEDED = {
    _WEEKDAY_EVERY: "tuan",
    _EVERY_WEEKDAY: "tuan",
    _DATED_REPORT: "bao",
    _PERIODIC: "dinh",
    _PER_TIME: "lan",
    _LAST_DAY: "cuoi",
    _REPORT_LIST: "bao cao",
    _PERIOD_OUTPUT: "/",
    _REPORT_DATED: "truoc",
}
_PATTERNS = (*_WITH_DAY, *_WITHOUT_DAY)
_TOLD = tuple(
    p for p in _PATTERNS if p not in (_OPENS_UNIT, _OUTPUT_EACH, _EACH_OUTPUT, _PERIOD_OUTPUT, _LAST_DAY, _REPORT_LIST)
)
_ASKS_REPORT = re.compile(r"(?<!\w)(?:bao\s+cao|dinh\s+ky|gui)(?!\w)")
_MOST_WORDS = 22


def read_recurring_deadlines(
    passages: Sequence[Passage], closed: Sequence[Sequence[Span]], *, telling: bool = False
) -> tuple[RecurringDeadline, ...]:
    """Read periodic duties in order, each once. In a document that tells what was done (`telling`), how often
    something comes out is no duty.
    """
    items: dict[tuple[object, ...], RecurringDeadline] = {}
    for passage, places in zip(passages, closed, strict=True):
        folded = passage.paragraph.folded
        if passage.provision is None or not _may_hold(folded):
            continue
        for item in _in_passage(passage, places, _TOLD if telling else _PATTERNS):
            items.setdefault((item.day, item.month, item.every, item.what), item)
    return tuple(items.values())


def _may_hold(folded: str) -> bool:
    """Most paragraphs name no frequency; a report may name it without "hằng" ("báo cáo năm trước ngày 15/12")."""
    return _MAY_HOLD.search(folded) is not None or ("bao cao" in folded and _BY_DAY.search(folded) is not None)


def _in_passage(
    passage: Passage, places: Sequence[Span], patterns: Sequence[re.Pattern[str]]
) -> Iterator[RecurringDeadline]:
    text, folded = passage.paragraph.text, passage.paragraph.folded
    # One byte a character, so that a long list of duties is not compared each with each.
    taken = bytearray(len(folded))
    for place in places:
        _take(taken, place)
    said: list[Span] = []
    is_told_every = _SAYS_EVERY.search(folded) is not None
    for pattern in patterns:
        if pattern in _OF_EVERY and not is_told_every:
            continue
        if (needed := _NEEDED.get(pattern)) is not None and needed not in folded:
            continue
        for found in pattern.finditer(folded):
            if said and pattern not in _WITH_DAY:
                # One sentence states one duty; "báo cáo … hằng tháng" after its day says the same again.
                while said:
                    _take(taken, said.pop())
            if taken.find(1, found.start(), found.end()) >= 0:
                continue
            sentence = sentence_around(text, found.start(), found.end())
            if not _is_duty(pattern, found, text, folded[sentence.start : sentence.end], sentence):
                continue
            behind = _DAY_BEHIND.match(folded, found.end(), sentence.end) if pattern in _WITHOUT_DAY else None
            if behind is not None and taken.find(1, behind.start(), behind.end()) >= 0:
                continue
            _take(taken, Span(found.start(), behind.end() if behind else found.end()))
            if pattern in _WITH_DAY:
                said.append(Span(found.start(), sentence.end))
            yield from _items(passage, found, behind, sentence)


def _take(taken: bytearray, place: Span) -> None:
    taken[place.start : place.end] = b"\1" * (min(place.end, len(taken)) - place.start)


def _is_duty(pattern: re.Pattern[str], found: re.Match[str], text: str, sentence: str, place: Span) -> bool:
    """A duty is told by a verb of reporting; a sentence about "the assessing" or a budget gives none."""
    if re.match(r"[-+*\s]*(?:viec|cong tac)\s", sentence) and "bao cao" not in sentence:
        return False
    if pattern in (_REPORT_DATED, _DATED_REPORT):
        return _ASKS_REPORT.search(sentence) is not None
    if pattern in (_EVERY_AMOUNT, _OPENS_EVERY):
        return True
    if pattern is _DATED and found["every"] and "nam" not in found["every"]:
        return True
    if pattern in (_OUTPUT_EACH, _EACH_OUTPUT, _PERIOD_OUTPUT):
        return _HAD.search(sentence) is None
    if pattern in (_LAST_DAY, _REPORT_LIST):
        return _DUTY_WORDS.search(sentence) is not None
    if pattern is _OPENS_UNIT:
        return _gives_work(text, found.end(), place)
    if pattern in _WITH_DAY:
        # "xong trước ngày 10 tháng 12 hằng năm": by when something is done every year is somebody's duty.
        if pattern is _DATED and _BY_THEN.match(found[0]):
            return True
        return _DUTY_WORDS.search(sentence) is not None
    if pattern is _PERIODIC:
        near = sentence[max(0, found.start() - place.start - 60) : found.end() - place.start + 80]
        if found["duty"] is not None or _STARTS_WITH_DUTY.match(sentence):
            return True
        return (
            re.search(
                r"(?:bao\s+cao|gui|giao\s+ban|so\s+ket|tong\s+hop|cung\s+cap|thong\s+(?:tin|bao)|hop)(?!\w)", near
            )
            is not None
        )
    if pattern is _PER_TIME:
        return re.search(r"dinh\s+ky|bao\s+cao|giao\s+ban|hop(?!\w)|kiem\s+tra", sentence) is not None
    # "báo cáo kế hoạch hằng năm", "chương trình công tác hằng tháng": the frequency belongs to a noun.
    between = found[0][len(found["duty"]) :] if pattern is _DUTY_EVERY else ""
    return (
        re.search(
            r"(?:ngan sach|du toan|ke hoach|chuong trinh|nhiem vu|kinh phi|chat luong|cong tac|phong trao)", between
        )
        is None
    )


def _gives_work(text: str, at: int, sentence: Span) -> bool:
    folded = fold(text[at : sentence.end])
    words = text[at : sentence.end]
    if _FIGURE_TOLD.search(folded[:80]):
        return False
    if begins_with_work(words, folded, 0):
        return True
    phrase = read_unit(words, folded, 0)
    return phrase is not None and not phrase.told


def _items(
    passage: Passage, found: re.Match[str], behind: re.Match[str] | None, sentence: Span
) -> Iterator[RecurringDeadline]:
    paragraph = passage.paragraph
    groups = found.groupdict()
    every = frequencies(groups.get("every") or groups.get("each") or groups.get("last") or "quy")
    if not every:
        return
    start, end = found.start(), found.end()
    printed = _ONE_DAY.findall(behind["days"] if behind else groups.get("days") or "")
    # "báo cáo 6 tháng, năm … trước ngày 15/6 và 15/12": each day closes its own period.
    halves = _HALF.search(found[0]) is not None and _WHOLE.search(found[0]) is not None
    days: list[tuple[int | None, int | None]] = [(int(d), int(m or mm or 0) or None) for d, m, mm in printed]
    is_paired = (
        halves and [m is not None and m not in (1, 12) for _, m in days] == [True, False] and days[1][1] is not None
    )
    text = paragraph.text
    named = next((name for name in ("every", "each") if groups.get(name)), None)
    what = _what(text, sentence, start, found.end(named) if named else end)
    end = behind.end() if behind else end
    addressee = _ADDRESSEE.search(text, sentence.start, min(sentence.end, len(text)))
    for day, month in days or [(None, None)]:
        if (day is not None and not 1 <= day <= 31) or (month is not None and not 1 <= month <= 12):
            continue
        yield RecurringDeadline(
            text=collapse(text[start:end]) + ("**" if text.startswith("**", end) and "**" in text[start:end] else ""),
            day=day,
            month=month,
            every=(_own_period(month),) if is_paired and month else every,
            what=what,
            reporter=None,
            addressee=collapse(addressee["name"]) if addressee else None,
            provision=passage.provision,
            span=paragraph.place(start, end),
            confidence=0.9 if day is not None else 0.75,
        )


def frequencies(words: str) -> tuple[Frequency, ...]:
    """Give the frequencies that folded words name, from the shortest to the longest."""
    plain = re.sub(
        r"0?[369]\s+thang", lambda m: {"3": "quy", "6": "nua nam"}.get(m[0].split()[0].lstrip("0"), ""), words
    )
    plain = re.sub(r"0?1\s+", "", plain)
    plain = re.sub(r"(?:dau|cuoi)\s+nam", "", plain)
    named = [frequency for frequency, pattern in _FREQUENCIES if pattern.search(plain)]
    return tuple(sorted(named, key=list(Frequency).index))


def _own_period(month: int) -> Frequency:
    return Frequency.YEAR if month in (1, 12) else Frequency.HALF_YEAR


def _what(text: str, sentence: Span, start: int, end: int) -> str:
    """What is due: the words before the frequency, where there are few the words behind it (from `end`)."""
    words = text[sentence.start : start].split()
    if len(words) < 4:
        words = [*words, *text[end : sentence.end].split()]
    return collapse(" ".join(words[:_MOST_WORDS])).strip(" ,.:;-*()")
