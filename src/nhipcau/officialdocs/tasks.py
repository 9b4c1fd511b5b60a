"""One task as an assignment: its role, its deadline, those who cooperate."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nhipcau.officialdocs.date_patterns import find_printed
from nhipcau.officialdocs.document import Assignment, RecurringDeadline, Span
from nhipcau.officialdocs.enums import AssignmentRole, Doubt, Origin
from nhipcau.officialdocs.lines import collapse
from nhipcau.officialdocs.paragraphs import Paragraph
from nhipcau.officialdocs.units import begins_unit, read_unit, unit_list
from nhipcau.officialdocs.vocabulary import ADVISE, COOPERATE, LEAD, MAKING, PRODUCTS
from nhipcau.vietnamese import fold

_SOFTENERS = (
    r"(?:(?:theo\s+chuc\s+nang[^.;]{0,60}?|can\s+cu[^.;]{0,80}?,|tiep\s+tuc|chu\s+dong|tich\s+cuc"
    r"|kip\s+thoi|thuong\s+xuyen|co\s+trach\s+nhiem|khan\s+truong|la\s+(?:co\s+quan|don\s+vi)"
    r"\s+(?:thuong\s+truc|dau\s+moi)[^.;]{0,60}?)\s*,?\s*)*"
)
_LEAD = re.compile(rf"{_SOFTENERS}(?:\S+\s+){{0,2}}?(?:{LEAD})(?!\w)")
_COOPERATE = re.compile(rf"{_SOFTENERS}(?:{COOPERATE})(?!\w)")
_ADVISE = re.compile(rf"{_SOFTENERS}(?:{ADVISE})(?!\w)")
_WITH = re.compile(r"phối hợp(?:\s+chặt chẽ)?(?:\s+với)?\s+")
_DEADLINE_WORDS = re.compile(
    r"(?:(?:định kỳ\s+)?trước|(?:chậm|muộn) nhất(?:\s+(?:là|đến|trước|vào))?|đến hết|hoàn "
    r"thành(?:\s+(?:trước|trong|vào))|xong (?:trước|trong))\s*(?:ngày\s*|hết\s*)*$"
)
# What a task is to bring: "ban hành kế hoạch …", "xây dựng 02 phóng sự …".
_PRODUCT = re.compile(
    rf"(?<!\w)(?:{MAKING})\s+(?:(?:và|,)\s+\w+\s+\w+\s+)?(?P<product>(?:các|\d+|dự thảo|bộ)?\s*"
    rf"(?:{PRODUCTS})(?!\w)[^.;:,(]{{0,80}}?)"
    r"(?=\s*[.;:,(]|\s+(?:để|trước|trong|gửi|theo|chậm nhất|nhằm|và|hoàn thành|trình|phục vụ|làm"
    r"|báo cáo|phù hợp)(?!\w)|\s*$)",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"(?<!\w)(?:trong(?:\s+(?:vòng|thời\s+hạn))?|chậm\s+nhất(?:\s+(?:là|trong))?|không\s+quá|trước|sau)\s+\d{1,3}\s*(?:\(\w[^)]{0,16}\)\s*)?"
    r"(?:ngày(?:\s+làm\s+việc)?|tuần|tháng|giờ)(?:\s*,?\s*(?:kể\s+từ|tính\s+từ|sau\s+khi|trước\s+khi|trước\s+ngày)[^.;,()]{0,60})?"
)
# "trước ngày 15/9", "trong quý II": the year is left to the reader; the words are kept.
_OPEN = re.compile(
    r"(?:trước|chậm\s+nhất(?:\s+(?:là|vào|đến))?|đến\s+hết|trong)\s+(?:ngày\s+\d{1,2}(?:/\d{1,2}|\s+tháng\s+\d{1,2})"
    r"|(?:tháng|quý)\s+(?:\d{1,2}|[IVX]{1,3}))(?![/\d\w])(?!\s+(?:năm|hằng|hàng)\s)"
)
_BEGINS_WORDS = 12


@dataclass(frozen=True, slots=True)
class Task:
    """A stretch of a paragraph that gives work to a unit."""

    paragraph: Paragraph
    provision: int
    unit: str
    unit_span: Span
    start: int
    end: int
    confidence: float
    doubt: Doubt | None
    origin: Origin = Origin.TEXT
    deadline: str | None = None
    cooperating: str = ""
    requested: bool = False
    product: str = ""
    role: AssignmentRole | None = None


def build_assignment(task: Task, recurring: Sequence[RecurringDeadline]) -> Assignment:
    """Give the assignment of a task with role and deadline read from its words."""
    paragraph = task.paragraph
    words = collapse(paragraph.text[task.start : task.end])
    folded = paragraph.folded[task.start : task.end].lstrip(" -*_")
    span = paragraph.place(task.start, task.end)
    deadline, day = _deadline(task, span, recurring) if task.deadline is None else _deadline_cell(task.deadline)
    cooperating = unit_list(collapse(task.cooperating)) or cooperating_units(
        paragraph.text, paragraph.folded, task.start, task.end
    )
    return Assignment(
        unit=collapse(task.unit).strip(" ,;:*_"),
        role=task.role or (AssignmentRole.LEAD if task.origin is Origin.TABLE else read_role(folded)),
        task=words,
        task_begins=" ".join(words.split()[:_BEGINS_WORDS]),
        deadline=deadline,
        deadline_date=day,
        cooperating_units=cooperating,
        provision=task.provision,
        span=span,
        unit_span=task.unit_span,
        confidence=task.confidence,
        doubt=task.doubt,
        origin=task.origin,
        requested=task.requested,
        product=collapse(task.product) or _product(paragraph.text[task.start : task.end]),
    )


def read_role(folded: str) -> AssignmentRole:
    """Tell the role from the first words of a folded task."""
    head = folded[:160]
    if _LEAD.match(head):
        return AssignmentRole.LEAD
    if _COOPERATE.match(head):
        return AssignmentRole.COOPERATE
    return AssignmentRole.ADVISE if _ADVISE.match(head) else AssignmentRole.IMPLEMENT


def cooperating_units(text: str, folded: str, start: int, end: int) -> tuple[str, ...]:
    """Give the units behind "phối hợp với"."""
    found = _WITH.search(text[start : min(end, start + 300)].lower())
    at = start + found.end() if found is not None else end
    if found is None or not begins_unit(text, folded, at):
        return ()
    phrase = read_unit(text, folded, at)
    stop = phrase.end if phrase else min(end, at + 120)
    return unit_list(collapse(text[at : min(stop, end)]))


def _deadline_cell(words: str) -> tuple[str, date | None]:
    printed = find_printed(words, fold(words))
    return collapse(words), printed[-1].last if printed else None


def _deadline(task: Task, span: Span, recurring: Sequence[RecurringDeadline]) -> tuple[str | None, date | None]:
    text = task.paragraph.text[task.start : task.end]
    folded = task.paragraph.folded[task.start : task.end]
    for printed in find_printed(text, folded):
        before = text.lower()[max(0, printed.start - 40) : printed.start]
        words = _DEADLINE_WORDS.search(before)
        if words is None and printed.form in ("month", "quarter", "half"):
            words = re.search(r"trong\s+$", before)
        if words is not None and printed.form != "years":
            begin = max(0, printed.start - 40) + words.start()
            return collapse(text[begin : printed.end]), printed.last
    for duty in recurring:
        # The frequency may stand before the unit ("Định kỳ trước ngày 15 hằng tháng, Sở X báo cáo …").
        if duty.provision == task.provision and (duty.span.start < span.end and span.start - duty.span.end < 260):
            return duty.text, None
    words = _OPEN.search(text) or _RELATIVE.search(text)
    return (collapse(words[0]), None) if words else (None, None)


def _product(words: str) -> str | None:
    """Give the noun that the work is to bring; the first that is named."""
    found = _PRODUCT.search(words)
    return collapse(found["product"]) if found else None
