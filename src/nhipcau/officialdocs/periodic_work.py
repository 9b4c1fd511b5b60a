"""Whether a frequency states somebody's duty: "báo cáo … hằng tháng" does, "dự toán ngân sách hằng năm" does not."""

import re

from nhipcau.officialdocs.clauses import begins_with_work
from nhipcau.officialdocs.document import Span
from nhipcau.officialdocs.enums import Frequency
from nhipcau.officialdocs.periods import Manner, Often
from nhipcau.officialdocs.units import read_unit
from nhipcau.officialdocs.vocabulary import ATTRIBUTED, DOINGS, DUTIES, OUTPUTS

_NOUNS = r"(?:hop(?=\s+(?:dong|tac|ly|phap|nhat|chuan)(?!\w))|gui(?=\s+(?:xe|giu|tiet)(?!\w)))"
# "báo cáo viên" is a person.
_DUTY = rf"(?:(?!{_NOUNS})(?:{DUTIES})(?!\s+vien(?!\w)))"
_ANY_DUTY = re.compile(rf"(?<!\w)(?:{_DUTY}|{DOINGS})(?!\w)")
_DUTY_BEFORE = re.compile(rf"(?<!\w){_DUTY}(?!\w)(?!\s+(?:ke\s+hoach|chuong\s+trinh)\s)")
_DUTY_BEHIND = re.compile(
    rf"\s*,?\s*(?:[^\s.;]+\s+){{0,14}}?(?:{_DUTY}|to\s+chuc"
    r"\s+(?:hop|giao ban|kiem tra|danh gia|doi thoai|tong ket))(?!\w)"
)
_DUTY_FIRST = re.compile(rf"\s*(?:to\s+chuc\s+)?{_DUTY}(?!\w)")
_DOING_BESIDE = re.compile(rf"(?<!\w)(?:{DOINGS})(?:\s+[^\W\d]+){{0,1}}\s*$")
_PREPOSITIONS = "va|ve|voi|cho|gui|tai|theo|den|tren|qua|de|trong"
_ATTRIBUTED = re.compile(
    rf"(?<!\w)(?P<noun>{ATTRIBUTED})(?:,?\s+(?!(?:{_PREPOSITIONS})\s)[^\W\d]+){{0,4}}\s+(?:theo\s+)?$"
)
# A duty word right before such a noun takes it as its object: "báo cáo kết quả hằng tháng".
_OBJECT = re.compile(rf"(?<!\w){_DUTY}\s+(?:tinh\s+hinh\s+)?(?:ve\s+)?$")
_AMOUNT_BEHIND = re.compile(r"\s*,?\s*(?:[^\s.;]+\s+){0,4}?(?:it\s+nhat|toi\s+thieu)\s+(?:\d+|mot|hai|ba)\s")
_COUNT = r"(?:\d{1,3}|mot|hai|ba|bon|nam)"
_OUTPUT_BEFORE = re.compile(rf"(?<!\w){_COUNT}\s+(?:{OUTPUTS})(?!\w)(?:[\s,]+(?!tren|trong|da)[^\W\d]+){{0,5}}?\s*$")
_OUTPUT_BEHIND = re.compile(rf"\s*,?\s*(?:(?:[^\W\d]+\s+){{0,3}}?{_COUNT}|mot)\s+(?:{OUTPUTS})(?!\w)")
# Where a clause begins: at a mark, behind a stop.
_CLAUSE_BEGINS = re.compile(r"(?:^|[.;:]\s|[-+*•]\s|\d\.\s|[a-z]\)\s)\s*$")
_OPENS_WORK = re.compile(
    r"\s*,?\s*(?:[^\s.;,]+\s+){0,8}?(?:to\s+chuc|phoi\s+hop|tham\s+muu|kiem\s+tra|danh\s+gia|so\s+ket|tong\s+ket|hop|cu|mo)(?!\w)"
)
# Told of the past, or of what is there ("lượng tin trung bình 40 tin/ngày").
_HAD = re.compile(r"(?<!\w)(?:da|binh quan|trung binh|dat)(?!\w)")
_ON_AVERAGE = re.compile(r"(?<!\w)(?:binh\s+quan|trung\s+binh)\s+(?:[^\W\d]+\s+){0,2}$")
_ALWAYS_DID = re.compile(r"\s*,?\s*deu\s+(?!phai)")
# "Hằng năm, tỉnh đón khoảng 2 triệu lượt khách" tells what is so.
_FIGURE_TOLD = re.compile(r"(?<!\w)(?:khoang|tren|hon|gan|dat)\s+\d")
_NEAR = re.compile(rf"(?<!\w)(?:{_DUTY}|thong\s+(?:tin|bao))(?!\w)")
_BEGINS_AS_NOUN = re.compile(r"[-+*\s]*(?:viec|cong tac)\s")
_ASKS_REPORT = re.compile(r"(?<!\w)(?:bao\s+cao|dinh\s+ky|gui)(?!\w)")
_TIMES_OF = re.compile(r"(?<!\w)(?:dinh\s+ky|bao\s+cao|giao\s+ban|hop|kiem\s+tra|hop\s+mat|hoi\s+dam)(?!\w)")
_REGIME = re.compile(r"(?<!\w)(?:che\s+do|dinh\s+ky|thuc\s+hien)\s+(?:thong\s+tin\s*,?\s*)?$")
_WORK_DAYS = frozenset({Frequency.MONTH, Frequency.QUARTER, Frequency.HALF_YEAR, Frequency.WEEK})
_REACH_BACK = 140


def asks_report(folded: str) -> bool:
    """Tell whether words speak of reports that are due."""
    return _ASKS_REPORT.search(folded) is not None


def begins_with_duty(folded: str) -> bool:
    """Tell whether a point begins with a word of reporting or meeting."""
    return _DUTY_FIRST.match(folded) is not None


def is_due_duty(often: Often, *, is_term: bool, sentence: str, asked_above: bool) -> bool:
    """Tell whether a frequency with its day is a duty: by when something is done every year is somebody's duty."""
    if _BEGINS_AS_NOUN.match(sentence) and "bao cao" not in sentence:
        return False
    if often.manner in (Manner.REPORT, Manner.BARE):
        return asked_above or _ASKS_REPORT.search(sentence) is not None
    if Frequency.DAY not in often.every and (is_term or Frequency.YEAR not in often.every):
        return True
    return asked_above or _ANY_DUTY.search(sentence) is not None


def is_plain_duty(often: Often, text: str, folded: str, sentence: Span, *, telling: bool) -> bool:
    """Tell whether a frequency without a day is a duty. In a document that tells what was done (`telling`) only
    words of reporting and meeting make one.
    """
    around = folded[sentence.start : sentence.end]
    if _BEGINS_AS_NOUN.match(around) and "bao cao" not in around:
        return False
    before = folded[max(sentence.start, often.start - _REACH_BACK) : often.start]
    if _ON_AVERAGE.search(before) or _ALWAYS_DID.match(folded, often.end):
        return False
    if often.manner is Manner.OUTPUT:
        return not telling and _HAD.search(around) is None
    if often.manner is Manner.REPORT:
        is_listed = len(often.every) > 1 or _REGIME.search(before) is not None
        if folded.startswith("theo", often.start):
            return (is_listed or often.every != (Frequency.YEAR,)) and _DUTY_BEFORE.search(before) is not None
        return is_listed and not telling
    if _AMOUNT_BEHIND.match(folded, often.end, sentence.end):
        return True
    if often.manner is Manner.EVERY and not telling and _says_how_much(often, folded, sentence, before):
        return True
    if often.manner is not Manner.TIMES and _is_attributed(
        before, text[max(sentence.start, often.start - _REACH_BACK) : often.start]
    ):
        return False
    if often.manner is Manner.PERIODIC:
        near = before[-60:] + folded[often.start : min(sentence.end, often.end + 80)]
        if _NEAR.search(near) is not None or _DOING_BESIDE.search(before) is not None:
            return True
        return _is_opening(often, text, folded, sentence, before, telling=telling)
    if often.manner is Manner.TIMES and (_TIMES_OF.search(around) or (not telling and _HAD.search(around) is None)):
        return True
    if _DUTY_BEFORE.search(before) or _DUTY_BEHIND.match(folded, often.end, sentence.end):
        return True
    return _is_opening(often, text, folded, sentence, before, telling=telling)


def _is_opening(often: Often, text: str, folded: str, sentence: Span, before: str, *, telling: bool) -> bool:
    """A frequency that opens a clause of work."""
    opens = _CLAUSE_BEGINS.search(folded, max(0, often.start - 4), often.start) is not None or not before.strip()
    if opens and _OPENS_WORK.match(folded, often.end, sentence.end):
        return True
    if telling:
        return False
    return opens and _gives_work(text, folded, often.end, sentence.end)


def _says_how_much(often: Often, folded: str, sentence: Span, before: str) -> bool:
    """ "10 tin, bài mỗi tuần", "mỗi tháng 02 số": what is to come out each time; not what came."""
    if often.every == (Frequency.DAY,) or _HAD.search(folded, sentence.start, sentence.end) is not None:
        return False
    return (
        _OUTPUT_BEFORE.search(before) is not None or _OUTPUT_BEHIND.match(folded, often.end, sentence.end) is not None
    )


def _is_attributed(before: str, printed: str) -> bool:
    """ "kế hoạch công tác hằng năm": the frequency belongs to a noun in small letters."""
    found = _ATTRIBUTED.search(before)
    if found is None or not printed[found.start("noun")].islower():
        return False
    if _DUTY_BEFORE.search(before, found.end("noun")) and not found["noun"].startswith(("ke hoach", "chuong trinh")):
        # "Đoàn công tác báo cáo hằng ngày": a duty stands between.
        return False
    return _OBJECT.search(before, 0, found.start("noun")) is None


def _gives_work(text: str, folded: str, at: int, end: int) -> bool:
    while at < end and text[at] in " ,":
        at += 1
    if _FIGURE_TOLD.search(folded, at, min(end, at + 80)):
        return False
    if begins_with_work(text, folded, at):
        return True
    phrase = read_unit(text[:end], folded[:end], at)
    return phrase is not None and not phrase.told
