"""Days and periods of the document with what they do in it: signing, anniversary, period, event, deadline.

Dates inside citations, and in the titles of what is cited, are the cited documents' business and left out.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import accumulate

from nhipcau.officialdocs.date_patterns import Printed
from nhipcau.officialdocs.document import DateItem, Reading, Span
from nhipcau.officialdocs.enums import DateRole, Doubt
from nhipcau.officialdocs.lines import UPPER, collapse
from nhipcau.officialdocs.occasions import occasion_of
from nhipcau.officialdocs.passages import Passage
from nhipcau.officialdocs.task_tables import Cell, task_rows

_DEADLINE_BEFORE = re.compile(
    r"(?<!\w)(?:truoc(?:\s+\d{1,2}\s*(?:gio|h|g)\s*\d{0,2}(?:\s*phut)?)?\s*,?\s*(?:(?:ngay\s+)?thu\s+\w+,?\s*)"
    r"?|(?:cham|muon)\s+nhat(?:\s+(?:la|den|vao|truoc))?(?:\s+het)?\s*(?:truoc)?|han\s+(?:cuoi"
    r"|chot|nop)(?:\s+(?!la\s)[^\W\d]+){0,5}(?:\s+la)?\s*:?(?:\s*\d{1,2}\s*(?:gio|h|g)\s*\d{0,2})?"
    r"|(?:phan\s+dau|muc\s+tieu)\s+(?:[^\W\d]+\s+){0,4}?den(?:\s+het)?|thoi\s+gian\s+hoan\s+thanh\s*:?"
    r"|(?:hoan\s+thanh|xong)\s*(?:\S+\s+){0,8}?(?:trong|vao|truoc|den(?:\s+het)?)|(?<!tinh\s)"
    r"(?<!hieu luc\s)den\s+het|thoi\s+han\s*(?:\w+\s*){0,4}?(?:truoc|den|la|:)|hoan\s+thanh\s*:?)"
    r"\s*[(“\"]?$"
)
_TO_BE_DONE = re.compile(
    r"(?<!\w)(?:hoan\s+thanh|xong|ban\s+hanh|(?<!chuong )(?<!quy )(?<!qua )trinh|hoan\s+thien"
    r"|phe\s+duyet)[^.;]{0,40}?(?:trong|vao|truoc)(?:\s+tuan\s+(?:thu\s+)?\w+)?\s*$"
)
# "…, báo cáo Thủ tướng Chính phủ trong tháng 3": who is told, and by when.
_TO_BE_TOLD = re.compile(
    r"(?<!\w)bao\s+cao\s+(?:thu\s+tuong|chinh\s+phu|quoc\s+hoi|bo\s+chinh\s+tri|ban\s+(?:bi\s+thu|thuong\s+vu)|thuong\s+truc"
    r"|(?:chu\s+tich\s+)?(?:uy\s+ban|ubnd|hdnd)|tinh\s+uy|thanh\s+uy|dang\s+uy)"
    r"(?:(?!ket\s+qua|tinh\s+hinh|so\s+lieu|cong\s+tac|tien\s+do|noi\s+dung|viec\s)[^.;,\d]){0,80}?\s(?:trong|vao)\s*$"
)
_DEADLINE_BEHIND = re.compile(r"\s*(?:phai\s+)?(?:hoan\s+thanh|xong)\b")
_PERIOD_WORDS = re.compile(
    r"(?:ky\s+bao\s+cao|so\s+lieu|tinh\s+tu|thoi\s+gian\s+thuc\s+hien|thoi\s+ky|giai\s+doan|nhiem\s+ky|thoi\s+diem)\D*$"
)
# "từ ngày 01/3 đến ngày 16/3/2026, hằng ngày báo cáo …": a time in which something comes back.
_REPEATS = re.compile(r"\s*[,:(]?\s*(?:dinh\s+ky\s+)?(?:hang|moi)\s+(?:ngay|tuan|thang)(?!\w)")
_ANNIVERSARY_WORDS = re.compile(r"(?:ky\s+niem|chao\s+mung|\d+\s+nam\s)")
_PRINTED_YEARS = re.compile(r"(?P<years>\d{1,4})\s+nam\s+(?=[^\W\d])")
# "phấn đấu đến cuối năm 2025" sets a term; "tính đến cuối năm", "từ … đến cuối năm" do not.
_TERM = re.compile(r"(?<!\w)(?P<aim>phan\s+dau|muc\s+tieu|hoan\s+thanh)?[^.;,]{0,40}(?<!tinh\s)(?:den|truoc)\s*$")
_EVENT_MONTH = re.compile(
    r"(?<!\w)(?:vao|dien\s+ra(?:\s+trong)?|to\s+chuc\s+(?:vao|trong)|du\s+kien(?:\s+(?:vao|trong))"
    r"?|khai\s+mac(?:\s+vao)?)\s*$"
    # "Lễ hội hoa …, tháng 11/2025"
    r"|(?<!\w)(?:le\s+hoi|ngay\s+hoi|hoi\s+(?:nghi|thao|cho|thi)|lien\s+hoan|dai\s+hoi|trien\s+lam|festival)\s[^,;.:]{0,80}[,(]\s*$"
    # "báo cáo tại phiên họp Chính phủ tháng 12 năm 2024"
    r"|(?<!\w)(?:phien\s+hop|ky\s+hop|cuoc\s+hop|phien\s+toan\s+the)(?:\s+[^\W\d]+){0,6}\s*[,(]?\s*$"
    # Stages of a contest and of what is opened: "vòng sơ khảo tháng 3/2026".
    r"|(?<!\w)(?:so\s+khao|chung\s+khao|chung\s+ket|ban\s+ket|khai\s+mac|be\s+mac|ra\s+mat|khanh\s+thanh|khoi\s+cong|le\s+trao\s+giai)\s*[:,(]?\s*$"
)
# "Chưa điều chỉnh giá trong quý I": for so long it is left undone.
_LEFT_UNDONE = re.compile(r"[-+*\s]*(?:[a-z]\)\s*)?(?:chua|khong|tam\s+(?:dung|hoan|ngung)|duy\s+tri)\s")
_SESSION = re.compile(r"(?<!\w)(?:phien|ky|cuoc)\s+hop\s*$")
# "Tổ chức Hội nghị hợp tác … trong tháng 6 năm 2026", as the whole of a point.
_HELD_WITHIN = re.compile(
    r"(?:^|[-+)\s:])to\s+chuc\s+(?:hoi\s+(?:nghi|thao|thi|cho)|le|ngay\s+hoi|tuan\s+le|lien\s+hoan|dai\s+hoi|trien\s+lam|toa\s+dam"
    r"|cuoc\s+thi)\s[^;:]{0,120}?\s(?:trong|vao)\s*$"
)
# "Trong quý III/2025, hai bên tổ chức …"
_WITHIN = re.compile(r"(?<!\w)(?:trong|vao)\s*$")
_HAPPENS_BEHIND = re.compile(
    r"\s*,?\s*(?:[^\W\d]+\s+){0,6}?(?:to\s+chuc|dien\s+ra|khai\s+mac|don(?=\s+(?:doan|tiep))|tiep\s+(?:don|doan)|gap\s+go|ky\s+ket)(?!\w)"
)
_TOLD_OF_TIME = re.compile(r"(?<!\w)(?:ket qua|so lieu|bao cao|tinh hinh)[^.;]*$")
# "13-10-2025 11:04:17 +07:00" below a name is when a digital signature was set.
_CLOCK_BEHIND = re.compile(r"\s+\d{1,2}:\d\d:\d\d(?!\d)")
# "ngày 10/3/2026 (âm lịch)" is no day of the solar calendar; `further_dates` converts it.
_LUNAR_BEHIND = re.compile(r"\s*,?\s*\(?\s*am\s+lich")
_TITLE_BEGINS = re.compile(
    r"\s*(?:\([^)]{0,80}\)\s*)?,?\s*(?:về|V/v|v/v|quy định|phê duyệt|ban hành|hướng dẫn|sửa đổi|bổ "
    r"sung|công bố|triển khai|thực hiện|tổng hợp|rà soát|tổ chức|tăng cường|nâng cao|đẩy mạnh|tiếp "
    r"tục|xây dựng|phát triển|“|\")"
)
_TITLE_ENDS = re.compile(
    rf"[;)\]]|\.\s|\.$|,\s+(?=[{UPPER}])|”|,\s+(?=(?:gắn với|đồng thời|trong đó|hoàn thành|theo đó)\b)"
)
_LEAD_IN = re.compile(r"(?:ngay|tu\s+ngay|tu|truoc\s+ngay|truoc|den\s+het\s+ngay|vao\s+ngay)\s*$")
_REACH = 240
_LONGEST_EVENT = 150


def read_dates(
    passages: Sequence[Passage],
    closed: Sequence[Sequence[Span]],
    printed_dates: Sequence[Sequence[Printed]],
    signing: Reading[date],
    printed_signing: str | None,
    assigned: frozenset[int | None],
) -> tuple[DateItem, ...]:
    """Read all dates, each (start, end, role) once, the signing first.

    `closed` are the places of citations in each passage, `printed_dates` the dates in it; `assigned` are the provisions
    that give work to a unit.
    """
    due = _deadline_cells(passages)
    event = next((occasion_of(p.paragraph.text, "") for p in passages if p.provision is None), None)
    items: dict[tuple[date | None, date | None, DateRole, str | None], DateItem] = {}
    if signing.value is not None and signing.span is not None:
        day = signing.value
        items[day, day, DateRole.SIGNING, None] = DateItem(
            printed_signing or day.isoformat(),
            day,
            day,
            DateRole.SIGNING,
            "ngày ký",
            None,
            None,
            signing.span,
            signing.confidence,
        )
    for passage, places, whole in zip(passages, closed, printed_dates, strict=True):
        by_start = sorted(places, key=lambda place: place.start)
        starts = [place.start for place in by_start]
        # How far the places up to each of them reach: a title may hold another citation.
        reach = list(accumulate((place.end for place in by_start), max))
        for printed in whole:
            at = bisect_right(starts, printed.start)
            if at and printed.start < reach[at - 1]:
                continue
            if _LUNAR_BEHIND.match(passage.paragraph.folded, printed.end):
                continue
            if printed.form == "day" and _CLOCK_BEHIND.match(passage.paragraph.folded, printed.end):
                continue
            if passage.provision is None and _is_signing(passage, printed, signing):
                continue
            cell = due.get(passage.provision)
            is_due = cell is not None and cell.start <= printed.start < cell.end
            is_due = is_due or (passage.provision in assigned and _is_time_to_do(passage, printed))
            item = _item(passage, printed, is_due=is_due)
            if item.what is None and item.role is DateRole.EVENT:
                # "Thời gian: 08 giờ 00, ngày …" of an invitation: what its subject invites to.
                item = replace(item, what=event)
            key = (item.start, item.end, item.role, None if item.start else item.text)
            items.setdefault(key, item)
    return tuple(items.values())


def _is_signing(passage: Passage, printed: Printed, signing: Reading[date]) -> bool:
    """A subject beside the day's line may hold it; it is the document's own day."""
    if signing.span is None:
        return False
    place = passage.paragraph.place(printed.start, printed.end)
    return place.start < signing.span.end and signing.span.start < place.end


def closed_places(text: str, mentions: Sequence[Span]) -> list[Span]:
    """Give the places of citations with the titles that follow them."""
    closed: list[Span] = []
    for mention in mentions:
        end = mention.end
        if begins := _TITLE_BEGINS.match(text, end):
            stop = _TITLE_ENDS.search(text, begins.end())
            end = stop.start() if stop else len(text)
        closed.append(Span(mention.start, end))
    return closed


def _is_time_to_do(passage: Passage, printed: Printed) -> bool:
    """In work given to a unit "trong quý III/2026" says by when; elsewhere it tells of a period."""
    folded = passage.paragraph.folded
    if printed.form not in ("month", "quarter") or not folded.endswith("trong ", 0, printed.start):
        return False
    return _LEFT_UNDONE.match(folded, clause_start(folded, printed.start)) is None


def _deadline_cells(passages: Sequence[Passage]) -> dict[int | None, Cell]:
    """The cells under "Thời gian hoàn thành" of task tables, by provision."""
    shift = next((number for number, passage in enumerate(passages) if passage.provision == 0), 0)
    rows = task_rows([passage.paragraph for passage in passages])
    return {row.index - shift: row.cells["deadline"] for row in rows if "deadline" in row.cells}


def _item(passage: Passage, printed: Printed, *, is_due: bool) -> DateItem:
    paragraph = passage.paragraph
    text, folded = paragraph.text, paragraph.folded
    before = folded[clause_start(folded, printed.start) : printed.start]
    role = DateRole.DEADLINE if is_due else role_of(printed, folded, before)
    years, computed = (None, None)
    if role is DateRole.ANNIVERSARY:
        years, computed = _years(printed, before)
    start, end = _wider(folded, printed, role)
    return DateItem(
        text=collapse(text[start:end]),
        start=printed.first if printed.last else None,
        end=printed.last if printed.first else None,
        role=role,
        what=what_of(text, folded, printed, role),
        years=years,
        computed_years=computed,
        span=paragraph.place(start, end),
        confidence=_confidence(printed, role, years, computed),
        doubt=_doubt(printed, years, computed),
    )


def clause_start(folded: str, at: int) -> int:
    first = max(0, at - _REACH)
    stop = max(folded.rfind(stop, first, at) for stop in (";", ". ", "! "))
    return stop + 1 if stop >= 0 else first


def role_of(printed: Printed, folded: str, before: str) -> DateRole:
    if printed.form in ("days", "months", "years") and _is_anniversary(printed, folded, before):
        return DateRole.ANNIVERSARY
    if printed.form == "years":
        return DateRole.PERIOD
    if printed.form == "day" and before.rstrip().endswith("(") and re.search(r"ky\s+niem[^;]{0,120}$", before):
        return DateRole.ANNIVERSARY
    if _is_deadline(printed, folded, before):
        return DateRole.DEADLINE
    if printed.form == "days":
        is_period = _PERIOD_WORDS.search(before[-80:]) or _is_long(printed) or _REPEATS.match(folded, printed.end)
        return DateRole.PERIOD if is_period else DateRole.EVENT
    if printed.form in ("day", "year end"):
        return DateRole.EVENT
    happens = (
        _EVENT_MONTH.search(before)
        or (printed.form == "month" and _HELD_WITHIN.search(before))
        or (
            _WITHIN.search(before)
            and _HAPPENS_BEHIND.match(folded, printed.end)
            and _TOLD_OF_TIME.search(before) is None
        )
    )
    # "Phiên họp quý I năm 2026" is held behind the quarter that it is named for.
    happens = happens and not (printed.form == "quarter" and _SESSION.search(before))
    return DateRole.EVENT if happens else DateRole.PERIOD


def _is_long(printed: Printed) -> bool:
    """Nothing that happens lasts for months; a span of them is what is counted or reported."""
    if printed.first is None or printed.last is None:
        return False
    return (printed.last - printed.first).days > _LONGEST_EVENT


def _is_anniversary(printed: Printed, folded: str, before: str) -> bool:
    """A range from one day to the same day of another year; or in brackets behind "… năm"."""
    if printed.first is None or printed.last is None or printed.first.year == printed.last.year:
        return False
    bracketed = before.rstrip().endswith("(")
    if printed.form == "years":
        counted = _PRINTED_YEARS.search(before[-160:])
        return bracketed and (counted is not None or "ky niem" in before)
    same_month = printed.first.month == printed.last.month
    same_day = printed.form == "months" or printed.first.day == printed.last.day
    return same_month and same_day and (bracketed or _ANNIVERSARY_WORDS.search(before) is not None)


def _is_deadline(printed: Printed, folded: str, before: str) -> bool:
    lead = re.sub(r"(?:tu\s+)?ngay\s*$", "", before).rstrip() + " "
    if printed.form == "days":
        return re.search(r"(?:cham|muon)\s+nhat\s*$", lead) is not None
    if printed.form in ("month", "quarter") and (_TO_BE_DONE.search(before) or _TO_BE_TOLD.search(before)):
        return True
    if printed.form == "year end" and _TERM.search(before[-80:]) and re.search(r"(?<!\w)tu\s[^.;]*$", before) is None:
        return True
    if _DEADLINE_BEFORE.search(lead[-120:]) is None:
        return _DEADLINE_BEHIND.match(folded, printed.end) is not None and printed.form != "day"
    return re.search(r"(?:tinh|hieu luc|ke tu|tu)\s+(?:den|het|den het)?\s*$", lead) is None


def _years(printed: Printed, before: str) -> tuple[int | None, int | None]:
    counted = list(_PRINTED_YEARS.finditer(before))
    if printed.first is None or printed.last is None:
        return None, None
    computed = printed.last.year - printed.first.year
    return (int(counted[-1]["years"]) if counted else None), computed or None


def _wider(folded: str, printed: Printed, role: DateRole) -> tuple[int, int]:
    """Deadlines and ranges are quoted with their small words ("trước ngày …", "từ ngày …")."""
    lead = _LEAD_IN.search(folded[max(0, printed.start - 20) : printed.start])
    if lead is None or role is DateRole.ANNIVERSARY:
        return printed.start, printed.end
    return printed.start - len(lead[0]), printed.end


def what_of(text: str, folded: str, printed: Printed, role: DateRole) -> str | None:
    """Words from which a person sees what the date is about: the occasion before a bracket, or the clause
    around.
    """
    if role is DateRole.ANNIVERSARY:
        start = clause_start(folded, printed.start)
        start = max(start, *(text.rfind(stop, start, printed.start) + len(stop) for stop in (")", ": ")))
        words = text[start : printed.start].rstrip(" (")
        counted = [m.start() for m in _PRINTED_YEARS.finditer(folded, start, start + len(words))]
        words = words[counted[-1] - start :] if counted else re.sub(r"^.*kỷ niệm\s+", "", words)
        return re.sub(r"^[\s,]*(?:và\s+)?", "", collapse(words)).strip(" ,-") or None
    start = clause_start(folded, printed.start)
    return occasion_of(_LEAD_IN.sub("", text[start : printed.start]), text[printed.end : printed.end + _REACH])


def _confidence(printed: Printed, role: DateRole, years: int | None, computed: int | None) -> float:
    if printed.first is None or printed.last is None or printed.first > printed.last:
        return 0.3
    if years is not None and years != computed:
        return 0.5
    return 0.9 if role in (DateRole.ANNIVERSARY, DateRole.DEADLINE) or printed.form == "day" else 0.8


def _doubt(printed: Printed, years: int | None, computed: int | None) -> Doubt | None:
    if printed.first is None or printed.last is None or printed.first > printed.last:
        return Doubt.IMPOSSIBLE_DATE
    return Doubt.YEARS_DISAGREE if years is not None and years != computed else None
