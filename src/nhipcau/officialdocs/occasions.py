"""What a date is about, in words that a person would write as the name of an occasion.

The event's own name is taken where one stands beside the date ("Ngày hội …", "cuộc bầu cử …"), then a name in
quotation marks, else the clause. A name begins and ends at the border of a phrase, never inside one.
"""

import re

from nhipcau.officialdocs.clauses import begins_with_work
from nhipcau.officialdocs.lines import UPPER, collapse
from nhipcau.vietnamese import fold

# Of several words in capitals or small letters; of one word in capitals only ("Tuần", "Tết").
_EVENT = re.compile(
    r"(?<!\w)(?P<noun>[Cc]uộc (?:tổng tuyển cử|bầu cử|thi|họp|vận động|gặp|diễn tập|hội đàm|triển lãm)"
    r"|[Nn]gày (?:hội|chạy|truyền thống|[Vv]ăn hóa|[Ss]ách|[Qq]uốc|thành lập|giải phóng|bầu cử|[Pp]háp luật)"
    r"|(?<!nghi )[Ll]ễ(?! tân| phép| nghi| phục| vật| nghĩa| độ)(?= [^\W\d])"
    r"|[Hh]ội (?:nghị|thảo|chợ|thi|đàm|diễn|báo|trại|sách)"
    r"|[Đđ]ại hội|[Ll]iên hoan|[Tt]riển lãm|[Dd]iễn đàn|[Tt]ọa đàm|[Tt]oạ đàm|[Kk]ỳ họp|[Pp]hiên (?:họp|khai mạc)"
    r"|[Bb]uổi (?:lễ|làm việc|gặp mặt|họp báo)|[Hh]ọp báo|[Gg]ặp mặt|[Cc]huyến (?:thăm|công tác)|[Mm]ít tinh"
    r"|[Cc]hiến dịch|[Dd]iễn tập|(?:[Ll]ớp|[Kk]hóa) (?:tập huấn|bồi dưỡng)|[Tt]ổng điều tra|[Bb]ầu cử"
    rf"|[Tt]uần(?= lễ| [{UPPER}])|[Tt]háng(?= hành động| [{UPPER}])"
    rf"|(?:[Gg]iải|[Cc]hương trình)(?= [{UPPER}“\"])|Tuần|Tết|Festival|Đêm|Hội [Xx]uân)(?!\w)"
)
_QUOTED = re.compile(r"[“\"](?P<name>[^“”\"]{6,120})[”\"]")
_MARK = re.compile(r"\s*(?:[-–+*•~]|\d{1,2}(?:\.\d{1,2}){0,3}[.)]|\d{1,2}\s?-|[a-zđ]\)|[IVX]{1,5}[.)-])\s+")
_ABOUT = re.compile(r"(?:Về|về|V/v|v/v)(?: việc)?\s+")
_HOUR = re.compile(
    r"(?:[Tt]hời gian|[Vv]ào hồi|[Vv]ào lúc|[Hh]ồi|[Ll]úc)?\s*:?\s*"
    r"(?:\d{1,2}\s*(?:giờ|h|g)\s*(?:\d{1,2})?\s*(?:phút)?)?[\s,.(]*"
)
# Behind these words stands no more of the name.
_ENDS = re.compile(
    r"\s*[,:(–-]?\s*(?<!\w)(?:(?:sẽ|được|đã|dự kiến|chính thức)\s+)*"
    r"(?:diễn ra|tổ chức|bắt đầu|tiến hành|khai mạc|tại|vào|nhằm|để)(?!\w)(?!\s+(?:thực hiện|chức))"
)
_LOOSE_END = re.compile(
    r"[\s,:;(–-]+$|\s(?:vào|từ|trong|ngày|là|tại|đến|trước|sau|được|diễn ra|tổ chức|dự kiến|kể|bắt đầu|cho|về|của|và"
    r"|với|theo|hết|sáng|chiều|tối|chậm nhất|hoàn thành|xong|lúc|hồi|ngày thứ|nay|hôm|thời gian|thời điểm|cả|phải|cần"
    r"|sẽ|trên|do|nhân|bằng|các|những|khai mạc|tính)$"
)
_ONLY_LOOSE = re.compile(r"(?:vào|từ|trong|ngày|hoàn thành|trước|đến|thời gian|xong|chậm nhất|dự kiến|và|là)$")
_BEFORE_CUT = re.compile(r"(?:và|của|trên|trong|để|nhằm|với|cho|theo|tại|giữa|do|từ|về|bằng|đến|gắn|thông|qua|trước)$")
# The day in the lunar calendar, said before the same day in the solar one.
_LUNAR_BEFORE = re.compile(
    r"[\s,(–-]*(?:[Nn]gày |[Mm]ồng |[Mm]ùng |[Rr]ằm )*(?:[\w-]+ )?tháng [\w-]+(?: [\w-]+)? (?:âm lịch|ÂL)"
    r"[\s,(–-]*(?:tức(?: là)?|nhằm)?[\s,]*(?:ngày)?\s*$"
)
_DOCUMENT = re.compile(
    r"(?<!của )(?<!theo )(?<!bổ sung )(?<!sửa đổi )(?<!thi hành )(?<!\w)"
    r"(?:Bộ luật|Luật|Pháp lệnh|Nghị định|Nghị quyết|Thông tư|Quyết định|Quy định|Quy chế|Hiệp định)(?!\w)"
)
_IN_FORCE = re.compile(r"[\s,]+(?:bắt đầu |chính thức )?có hiệu lực(?: thi hành)?[\s,]*(?:kể|từ|vào|ngày|\s)*$")
_STOP = re.compile(r"[.;](?=\s|$)")
_CELL = " | "
_MOST_WORDS = 18
_MOST_WORDS_OF_EVENT = 24
_FEWEST_WORDS = 4
_ENOUGH_WORDS = 14
_TOO_MANY_WORDS = 40


def occasion_of(before: str, behind: str) -> str | None:
    """Give the name of what happens at a date from the clause before it and the text behind it; None where they
    say nothing.

    >>> occasion_of("- Tuyên truyền cuộc bầu cử đại biểu Quốc hội khóa XVI vào ", " theo kế hoạch.")
    'cuộc bầu cử đại biểu Quốc hội khóa XVI'
    """
    before = collapse(before)
    if _CELL in before:
        # In the row of a table what is done stands in the widest cell.
        before = max(before.split(_CELL), key=len)
    for lead in (_MARK, _ABOUT):
        found = lead.match(before)
        before = before[found.end() :] if found else before
    before = "" if _HOUR.fullmatch(before) else before
    if (force := _IN_FORCE.search(before)) and (documents := list(_DOCUMENT.finditer(before, 0, force.start()))):
        return f"{before[documents[-1].start() : force.start()]} có hiệu lực"
    before = before[: lunar.start()] if (lunar := _LUNAR_BEFORE.search(before)) else before
    stop = _STOP.search(behind)
    behind = collapse(behind[: stop.start() if stop else len(behind)])
    named = _event(before, from_end=True)
    if named is None and len(before.split()) < _FEWEST_WORDS:
        named = _event(behind, from_end=False)
    if named is None and (quoted := list(_QUOTED.finditer(before))):
        named = quoted[-1]["name"]
    words = _bounded(_clause(before, behind), _MOST_WORDS) if named is None else _bounded(named, _MOST_WORDS_OF_EVENT)
    # A single word names nothing.
    return words if " " in words else None


def _event(words: str, *, from_end: bool) -> str | None:
    """The event nearest to the date, with what belongs to its name."""
    found = list(_EVENT.finditer(words))
    if not found:
        return None
    chosen = found[-1] if from_end else found[0]
    if from_end:
        for above in reversed(found[:-1]):
            between = words[above.end() : chosen.start()]
            is_other = above["noun"].lower().split()[-1] != chosen["noun"].lower().split()[-1]
            if "; " in between or (is_other and (", " in between or between.endswith(" và "))):
                break
            chosen = above
    name = words[chosen.start() :]
    end = _ENDS.search(name, len(chosen[0]))
    name = name[: end.start()] if end else name
    return name if from_end else re.split(r",\s|\s\(", name)[0]


def _clause(before: str, behind: str) -> str:
    """The last clause before the date that says something; where there is none, that behind it."""
    pieces = before.split(", ")
    words = ""
    while pieces and len(words.split()) < _FEWEST_WORDS:
        piece = pieces.pop()
        words = _without_loose_end(f"{piece}, {words}" if words else piece)
    while pieces and (
        (count := len(words.split()) + len(pieces[-1].split())) <= _ENOUGH_WORDS
        # A list goes on to the left until the verb that rules it.
        or (count <= _TOO_MANY_WORDS and not begins_with_work(words, fold(words), 0))
    ):
        words = f"{pieces.pop()}, {words}"
    if len(words.split()) < _FEWEST_WORDS and len(behind.split()) >= _FEWEST_WORDS:
        return re.split(r",\s", behind.strip(" ,:-–)"))[0]
    return words


def _bounded(words: str, most: int) -> str:
    """So many words at most, cut where a phrase ends; no word that leads on at the end."""
    words = _without_loose_end(words.strip(" ,:(-–)"))
    parts = words.split()
    if len(parts) > most:
        ends = [
            n
            for n in range(_FEWEST_WORDS, most + 1)
            if _BEFORE_CUT.match(parts[n]) or parts[n - 1].endswith((",", ")"))
        ]
        words = _without_loose_end(" ".join(parts[: ends[-1] if ends else most]))
    if words.count("(") > words.count(")"):
        words = words[: words.rfind("(")]
    if words.count("“") > words.count("”"):
        words = words.replace("“", "")
    return words.strip(" ,:(-–")


def _without_loose_end(words: str) -> str:
    while (loose := _LOOSE_END.search(words)) is not None:
        words = words[: loose.start()]
    return "" if _ONLY_LOOSE.fullmatch(words.lower()) else words
