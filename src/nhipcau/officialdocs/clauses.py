"""Sentences and clauses that name who is given work, and where the name ends and the work begins."""

import re
from collections.abc import Iterator

from nhipcau.officialdocs.document import Span
from nhipcau.officialdocs.due_days import behind_times
from nhipcau.officialdocs.lines import UPPER
from nhipcau.officialdocs.paragraphs import Paragraph
from nhipcau.officialdocs.units import UnitPhrase, begins_unit, is_open_list, is_unit_heading, read_unit
from nhipcau.officialdocs.vocabulary import BEGINNING_GIVERS, CONTINUATIONS, HEADING_WORDS, VERBS, grouped

# "giao ước", "giao lưu" hand out nothing.
GIVER = re.compile(rf"(?:{BEGINNING_GIVERS})(?!\s+(?:uoc|luu|dich|thong(?!\s+ke))(?!\w))\s*:?\s+(?:toi\s+)?(?=\w)")
_WORK = re.compile(rf"(?:{grouped(re.escape(verb) for verb in sorted(VERBS, key=len, reverse=True))})(?!\w)")
# "Trước mắt, duy trì …": the work stands behind the adverb.
_URGENT = re.compile(r"(?:truoc\s+mat|ngay\s+sau\s+hoi\s+nghi|hang\s+nam|dac\s+biet|truoc\s+het)\s*,\s*")
# "Định kỳ 6 tháng (trước ngày 10/6), gửi báo cáo …": the work stands behind its time.
_TIME_OPENS = re.compile(r"(?:dinh\s+ky|hang|moi|tung|truoc|vao|cham\s+nhat|(?:vao\s+)?(?:sang|chieu))\s")
_LONGEST_TIMES = 160
# "Ngày 16/8, Bộ X đã có Công văn … và đề nghị Y …": that was asked then.
_TOLD = re.compile(r"(?<!\w)da\s+(?:co|ban\s+hanh|gui|ky|chi\s+dao|(?=de\s+nghi|yeu\s+cau|giao|kien\s+nghi))")
# "giao ban báo chí" is a meeting; "giao ban chỉ đạo", "giao Ban Tuyên giáo" hand out work.
_MEETS = re.compile(
    r"giao\s+ban\s+(?:(?=Ban\s)|(?=[a-zà-ỹđ])(?!chỉ|quản|chấp|tổ|giám|thường|tuyên|biên|điều|vận|an|đại|liên|công|cán))"
)
# With the stop itself, for a pattern that begins with plain signs is looked for faster.
_SENTENCE = re.compile(rf"[.!?…][\"”)]*\s+(?=[“\"(]?[{UPPER}])")


def at_start(paragraph: Paragraph, start: int) -> UnitPhrase | None:
    """A unit of its own at the start of a point ("a) Sở Tài chính chủ trì …", "- Đề nghị Sở X …")."""
    giver = GIVER.match(paragraph.folded, start)
    at = giver.end() if giver else start
    if not giver and not begins_unit(paragraph.text, paragraph.folded, at):
        return None
    phrase = phrase_at(paragraph.text, paragraph.folded, at, len(paragraph.text))
    return phrase if phrase is not None and not phrase.told else None


def phrase_at(text: str, folded: str, at: int, stop: int) -> UnitPhrase | None:
    giver = GIVER.match(folded, at)
    if giver is not None and not begins_unit(text, folded, at):
        # Behind "giao" and its like stands the name ("Giao UBND các xã: A, B rà soát …").
        at = giver.end()
    phrase = read_unit(text, folded, at)
    # "Sở Ngoại vụ: Chủ trì …": the colon ends the name.
    colon = text.find(":", at, min(stop, at + 200))
    ends = colon >= 0 and (phrase is None or colon < phrase.task) and is_unit_heading(text[at:colon])
    if ends and not names_go_on(text, folded, at, colon, phrase):
        task = colon + 1
        while task < stop and text[task] in " *_":
            task += 1
        words = HEADING_WORDS.match(folded, at, colon)
        return UnitPhrase(words.end() if words else at, colon, task, True, False)
    return phrase if phrase is not None and phrase.task < stop else None


def names_go_on(text: str, folded: str, at: int, colon: int, phrase: UnitPhrase | None) -> bool:
    """ "Giám đốc các Sở: Tài chính, Xây dựng phối hợp …": behind the colon stand the names, then the work."""
    if phrase is None or not text[colon + 1 : colon + 3].lstrip()[:1].isupper() or not is_open_list(text[at:colon]):
        return False
    begin = colon + 1 + (len(text[colon + 1 :]) - len(text[colon + 1 :].lstrip()))
    return not begins_with_work(text, folded, begin)


def begins_with_work(text: str, folded: str, at: int) -> bool:
    """Tell whether a sentence begins with the verb of a task and not with words that go on with the one before."""
    if _TIME_OPENS.match(folded, at) and (behind := behind_times(folded[: at + _LONGEST_TIMES], at)) > at:
        at = behind
    lead = _URGENT.match(folded, at)
    at = lead.end() if lead else at
    head = text[at : at + 40]
    return CONTINUATIONS.match(folded, at) is None and _WORK.match(head[:1].lower() + head[1:]) is not None


def given(text: str, folded: str, begin: int, stop: int) -> UnitPhrase | None:
    """The first unit that stands right behind a word that hands out work."""
    for giver in GIVER.finditer(folded, begin, stop):
        if _TOLD.search(folded, begin, giver.start()):
            return None
        if folded.startswith("giao", giver.start()) and text[giver.start() : giver.start() + 4].lower() != "giao":
            continue
        if _MEETS.match(text, giver.start()):
            continue
        phrase = phrase_at(text, folded, giver.end(), stop)
        if phrase is not None and not phrase.told:
            return phrase
    return None


def asked_before_colon(paragraph: Paragraph, sentence: tuple[int, int]) -> Span | None:
    """ "… đề nghị các chi bộ, cơ quan, đơn vị:" names who is asked and leaves the work to the points below."""
    end = len(paragraph.text.rstrip(" :"))
    for giver in GIVER.finditer(paragraph.folded, *sentence):
        if giver.end() < end and is_unit_heading(paragraph.text[giver.end() : end]):
            return Span(giver.end(), end)
    return None


def plain_sentences(paragraph: Paragraph, start: int) -> Iterator[tuple[int, int]]:
    at = start
    for found in _SENTENCE.finditer(paragraph.text, start):
        stop = found.start() + 1
        if stop - at > 8:
            yield at, stop
            at = found.end()
    yield at, len(paragraph.text)


def sentences(paragraph: Paragraph, start: int) -> Iterator[tuple[int, int]]:
    """Sentences that give work of their own: one that goes on ("Đồng thời, …") stays with the one before."""
    kept: list[tuple[int, int]] = []
    for begin, stop in plain_sentences(paragraph, start):
        goes_on = CONTINUATIONS.match(paragraph.folded, begin) is not None
        if kept and goes_on and not begins_with_work(paragraph.text, paragraph.folded, begin):
            kept[-1] = (kept[-1][0], stop)
        else:
            kept.append((begin, stop))
    yield from kept


def clause_end(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " ;":
        end -= 1
    return end
