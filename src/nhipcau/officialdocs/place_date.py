"""Place and day of issue: "Cao Bằng, ngày 30 tháng 3 năm 2021"."""

import re
from datetime import date

from nhipcau.officialdocs.document import Reading, Span
from nhipcau.officialdocs.enums import Doubt
from nhipcau.officialdocs.fragments import Fragment, Part
from nhipcau.officialdocs.lines import Source, collapse
from nhipcau.vietnamese import find_days

_BLANK = re.compile(r"ngay[\s.…_]*(?:\d{1,2}\s*)?thang[\s.…_]*(?:\d{1,2}\s*)?nam[\s.…_]*(?:\d{4})?\s*")


def read_place(source: Source, fragments: list[Fragment]) -> Reading[str]:
    """Give the place before the date of the header."""
    for fragment in fragments:
        if fragment.part is Part.PLACE:
            text = collapse(source.text[fragment.start : fragment.end]).strip(" ,.;*_|")
            end = fragment.start + len(source.text[fragment.start : fragment.end].rstrip(" ,.;*_|"))
            return Reading(text, Span(fragment.start, end), 0.95 if text.replace(" ", "").isalpha() else 0.75)
    return Reading(doubt=Doubt.MISSING)


def read_date(source: Source, fragments: list[Fragment]) -> Reading[date]:
    """Give the day of issue; None with a doubt when it is blank, damaged or no day of the calendar.

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I (địa danh và thời gian ban hành văn bản).
    """
    fragment = next((f for f in fragments if f.part is Part.DATE), None)
    if fragment is None:
        return Reading(doubt=Doubt.MISSING)
    span = Span(fragment.start, fragment.end)
    folded = source.folded_of(span)
    found = next(find_days(folded), None)
    if found is None:
        doubt = Doubt.DATE_BLANK if _BLANK.fullmatch(folded) else Doubt.OCR_SUSPECT
        return Reading(None, span, 0.3, doubt)
    place = Span(fragment.start + found.start, fragment.start + found.end)
    if found.day is None:
        return Reading(None, place, 0.2, Doubt.IMPOSSIBLE_DATE)
    return Reading(found.day, place, 0.95)
