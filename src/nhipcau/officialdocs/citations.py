"""Other documents that this one names, each at its first mention.

Numbered documents are found by their number, the kind before and date and issuer behind it; laws, congress
resolutions,
treaties and charters by their names (`named_citations`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from nhipcau.officialdocs.document import Citation, Span
from nhipcau.officialdocs.enums import Doubt, Relation
from nhipcau.officialdocs.lines import UPPER, collapse
from nhipcau.officialdocs.named_citations import find_named
from nhipcau.officialdocs.numbers import NUMBER, kind_of_number, number_key
from nhipcau.officialdocs.passages import Passage
from nhipcau.officialdocs.relations import relation_of
from nhipcau.officialdocs.taught import taught_end
from nhipcau.officialdocs.units import begins_unit
from nhipcau.officialdocs.vocabulary import KIND_WORDS, KINDS
from nhipcau.vietnamese import find_days, fold_key, with_classic_tone_marks

# Just before a number. "các Quyết định số:", "Kế hoạch phối hợp liên ngành số", "Luật Việc làm số": a name may
# stand between.
_KIND_BEFORE = re.compile(
    rf"(?<!\w)(?P<kind>{KIND_WORDS})(?:\s+(?:lien\s+tich|lien\s+nganh))?\s*(?P<so>s[oe0]\s*[:.-]?\s*)?[“\"(]?$"
)
_LAW_BEFORE = re.compile(
    r"(?<!\w)(?P<kind>bo luat|luat|phap lenh)\s+(?P<name>[\w\s,]{2,90}?),?\s*\(?(?P<so>so\s*[:.]?\s*)$"
)
_NUMBER_WORD = re.compile(r"(?:(?<!\w)s[oe0]\s*[:.]?\s*)$")
_LIST_JOINT = re.compile(r"[\s,;]*(?:va|hoac|cung)?\s*(?:so\s*[:.]?\s*)?$")
_SHORT_NUMBER = re.compile(
    rf"(?<!\w)(?P<kind>{KIND_WORDS})\s+s[oe0]\s*[:.]?\s*(?P<serial>\d{{1,5}})(?=,?\s+(?:ngay\s|nam\s+\d{{4}}\s+cua))"
)
_DATE_BEHIND = re.compile(r"\s*[,(:]{0,2}\s*(?:(?:ky|ban hanh)\s+)?(?=ngay\s*:?\s*\d|\d{1,2}[/.-]\d)")
_YEAR_BEHIND = re.compile(r",?\s*nam\s+\d{4}(?!\d)")
_SELF = re.compile(r"(?:kem\s+theo|theo)\s+$|kem\s+theo\s+[\w\s]{0,30}$|(?:ban\s+hanh|dinh)\s+kem\s+theo[\w\s]{0,30}$")
_ISSUER_BEHIND = re.compile(r"\s*,?\s*(?P<joint>cua|giua|do(?=[^.;]{2,60}\s(?:ky|ban\s+hanh)))\s+")
# The issuer's name ends where the subject of the cited document begins. With diacritics: "có" ends it, "cơ
# quan" does not.
_ISSUER_ENDS = re.compile(
    r"[.;:()\[\]“\"]|,\s|\s(?=(?:về|quy định|hướng dẫn|phê duyệt|ban hành|sửa đổi|bổ sung|v/v"
    r"|triển khai|thực hiện|tổng hợp|công bố|đã|thì|là|được|tại"
    r"|và (?:các|được|đã|thực|tổ|triển|yêu|tình|có|Chỉ|Quyết|Nghị|Kế|Hướng|Công|Thông|Báo)"
    r"|đến|để|trên|theo|nhằm|với|tăng cường|đối với|trong|(?<!Ngoại )giao|yêu cầu|nội dung|cho|rà soát|thay thế|bãi bỏ"
    r"|rút|tiếp tục|liên quan|như|nếu|phân công|quyết định|gửi|đẩy mạnh|do|có|cùng|khi|ngày|tổ "
    r"chức|thành lập|quản lý|phát triển|kèm theo|nâng cao|xây dựng|đề nghị|chỉ đạo|ứng phó|bảo đảm"
    r"|lần thứ|năm \d+|đạt|đề ra|xác định|nêu|khẳng định|chỉ rõ|giai đoạn|còn|sẽ|phải|cần|nhất là|thông qua"
    r"|tổng kết|sơ kết|kiểm tra|chấn chỉnh|kiện toàn|giám sát|ký|thông báo|kết luận|trả lời|chấp thuận|chỉ đạo)\b)"
)
_COMMON_ISSUERS = re.compile(r"(?:Bộ trưởng,\s*Chủ nhiệm|Ban Chấp hành Trung ương(?: Đảng)?,\s*Bộ Chính trị)")
_TERM_BEHIND = re.compile(r"\s*(?:\(khoa\s+[ivx]+\)|khoa\s+[ivx]+(?!\w))")
# "Bộ Văn hóa, Thể thao và Du lịch": behind the comma goes on one name, closed by "và".
_NAME_GOES_ON = re.compile(
    rf",\s+(?=[{UPPER}][^\W\d]*(?:\s+[^\W\d]+){{0,4}}?\s+và\s+[{UPPER}])"
    r"(?!Bộ|Sở|Ban|Ủy|Hội|Cục|Văn phòng|Chính|Thủ|Tỉnh|UBND)"
)
_ONE_NAME = re.compile(r"(?:.*\s)?(?:Bộ|Sở|Phòng|Vụ|Cục|Ủy ban|Ban)\s+[^,]{2,40}")
# "các Quyết định của Thủ tướng Chính phủ: số …", "Nghị định của Chính phủ số …": the issuer stands before the number.
_ISSUER_BEFORE = re.compile(
    rf"(?<!\w)(?P<kind>{KIND_WORDS})\s+cua\s+(?P<issuer>[\w\s,]{{3,80}}?)\s*:?\s*(?P<so>s[oe0]\s*[:.]?\s*)$"
)
_SAME_DAY = re.compile(r"\s*,?\s*cung\s+ngay(?!\w)")
# Short for the charter of the party, where that is named in full.
_CHARTER = "dieu le dang"
_ANCHOR = re.compile(r"(?<=[^\W\d_]{3})\d{1,2}$")
_LOOK_BACK = 140
_DIGIT = re.compile("[0-9]")


@dataclass(frozen=True, slots=True)
class Found:
    """A mention in one passage; `start` and `end` are characters of its text."""

    kind: str
    number: str | None
    date: date | None
    issuing_body: str | None
    start: int
    end: int
    confidence: float = 0.95
    doubt: Doubt | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Mentions:
    """All citations, and where documents are mentioned in each passage (first mentions or not)."""

    citations: tuple[Citation, ...]
    places: tuple[tuple[Span, ...], ...]


def read_citations(passages: Sequence[Passage], own_number: str | None) -> Mentions:
    """Read citations in order of first mention. The document itself is none of them."""
    own = number_key(own_number) if own_number else None
    citations: dict[str, Citation] = {}
    places: list[tuple[Span, ...]] = []
    for passage in passages:
        mentions = find_mentions(passage)
        places.append(tuple(Span(found.start, found.end) for found in mentions))
        before: tuple[Relation, int] | None = None
        for found in mentions:
            relation = relation_of(
                passage.paragraph.folded, found.start, found.end, before, is_subject=passage.provision is None
            )
            before = relation, found.end
            key = found.key or f"{fold_key(found.kind)} {number_key(found.number or '')}"
            if (found.number and number_key(found.number) == own) or _is_self(passage, found):
                continue
            if key not in citations and not _is_short_for_known(found, citations):
                citations[key] = _citation(passage, found, relation)
            elif key in citations:
                citations[key] = _completed(citations[key], found, relation)
    return Mentions(tuple(_without_abbreviations(citations)), tuple(places))


def _without_abbreviations(citations: dict[str, Citation]) -> Iterator[Citation]:
    """ "Luật BHYT" is no other law where "Luật Bảo hiểm y tế" is named as well."""
    initials = {
        (citation.kind, "".join(word[0] for word in re.findall(r"[a-z]+", key.removeprefix(fold_key(citation.kind)))))
        for key, citation in citations.items()
        if citation.number is None and citation.doubt is None
    }
    numbered = {
        fold_key(with_classic_tone_marks(citation.text[: citation.text.find(" số ") + 3]))
        for citation in citations.values()
        if citation.number is not None and " số " in citation.text
    }
    for key, citation in citations.items():
        name = key.removeprefix(fold_key(citation.kind)).strip()
        is_open = citation.doubt is Doubt.NAME_OPEN and citation.date is None
        is_short = is_open and citation.text.split()[-1].isupper() and (citation.kind, name) in initials
        # "Luật Bầu cử" behind "Luật Bầu cử đại biểu Quốc hội …".
        is_begin = (is_open or key == _CHARTER) and any(other.startswith(f"{key} ") for other in citations)
        # "Luật Việc làm" behind "Luật Việc làm số 38/2013/QH13".
        is_numbered = citation.number is None and f"{key} so" in numbered
        if not (is_short or is_begin or is_numbered):
            yield citation


def find_mentions(passage: Passage) -> list[Found]:
    """Find all documents named in a passage, from left to right."""
    numbered = list(_find_numbered(passage))
    named = [
        Found(named.kind, None, named.date, None, named.start, named.end, named.confidence, named.doubt, named.key)
        for named in find_named(passage.paragraph.text, passage.paragraph.folded)
    ]
    taken = [(found.start, found.end) for found in numbered]
    free = [found for found in named if not any(start < found.end and found.start < end for start, end in taken)]
    ordered = sorted([*numbered, *free], key=lambda found: (found.start, -found.end))
    # "Công ước … về Luật Biển" names one document.
    return [f for i, f in enumerate(ordered) if not any(f.end <= other.end for other in ordered[max(0, i - 3) : i])]


def _find_numbered(passage: Passage) -> Iterator[Found]:
    text, folded = passage.paragraph.text, passage.paragraph.folded
    if _DIGIT.search(text) is None:
        return
    group: list[Found] = []
    for found in NUMBER.finditer(text):
        mention = _numbered(text, folded, found, group[-1] if group else None)
        if mention is None:
            continue
        if group and not _is_joined(folded, group[-1], mention):
            yield from _shared(group)
            group = []
        group.append(mention)
    yield from _shared(group)
    for short in _SHORT_NUMBER.finditer(folded):
        day, end = _date_behind(folded, short.end())
        if day is not None:
            issuer, end = _issuer_behind(text, folded, end)
            kind = KINDS[fold_key(short["kind"])]
            yield Found(
                kind,
                text[short.start("serial") : short.end("serial")],
                day,
                issuer,
                short.start(),
                end,
                0.6,
                Doubt.NUMBER_PATTERN,
            )


def _numbered(text: str, folded: str, found: re.Match[str], above: Found | None) -> Found | None:
    number, start, end = collapse(found[0]), found.start(), found.end()
    symbol_kind = kind_of_number(number)
    before = folded[max(0, start - _LOOK_BACK) : start]
    kind, begins, confidence = None, start, 0.95
    kind_before = _KIND_BEFORE.search(before)
    if kind_before is not None and before.endswith("phap ", 0, kind_before.start("kind")):
        # "Luật Ban hành văn bản quy phạm pháp luật số 64/2025/QH15": the kind stands in front of the name.
        kind_before = None
    law_before = _LAW_BEFORE.search(before)
    issuer_before = _ISSUER_BEFORE.search(before) if kind_before is None else None
    if issuer_before is not None and symbol_kind not in (None, KINDS[fold_key(issuer_before["kind"])]):
        # "CHƯƠNG TRÌNH … THỰC HIỆN CÁC NGHỊ QUYẾT CỦA CHÍNH PHỦ: SỐ 01/NQ-CP": a kind far off that the symbol denies.
        issuer_before = None
    if kind_before is not None:
        kind, begins = KINDS[fold_key(kind_before["kind"])], start - len(before) + kind_before.start("kind")
    elif issuer_before is not None and begins_unit(text, folded, start - len(before) + issuer_before.start("issuer")):
        kind, begins = KINDS[fold_key(issuer_before["kind"])], start - len(before) + issuer_before.start("kind")
    elif law_before is not None and "QH" in number:
        kind, begins = KINDS[fold_key(law_before["kind"])], start - len(before) + law_before.start("kind")
    elif above is not None and start - above.end < 40 and _LIST_JOINT.fullmatch(folded[above.end : start]):
        kind = above.kind if symbol_kind in (None, above.kind) or above.kind not in KINDS.values() else symbol_kind
    elif symbol_kind is not None and (_NUMBER_WORD.search(before) or "/" in number):
        kind, confidence = symbol_kind, 0.6
    if kind is None or not _is_plausible(number, symbol_kind, kind_before is not None or law_before is not None):
        return None
    day, end = _date_behind(folded, end)
    year = _YEAR_BEHIND.match(folded, end) if day is None else None
    end = year.end() if year else end
    same_day = _SAME_DAY.match(folded, end) if day is None and above is not None else None
    if same_day is not None and above is not None:
        day, end = above.date, same_day.end()
    issuer, end = _issuer_behind(text, folded, end)
    if issuer is None and issuer_before is not None and begins != start:
        at = start - len(before)
        issuer = collapse(text[at + issuer_before.start("issuer") : at + issuer_before.end("issuer")])
    return Found(kind, number, day, issuer, begins, end, confidence, Doubt.KIND_INFERRED if confidence < 0.7 else None)


def _is_plausible(number: str, symbol_kind: str | None, is_named: bool) -> bool:
    """Plates, scales and amounts look like numbers ("18/TP", "5-A"); a kind before them or in them settles it."""
    return is_named or symbol_kind is not None or re.search(rf"/[{UPPER}][\w]*-[{UPPER}]", number) is not None


def _date_behind(folded: str, at: int) -> tuple[date | None, int]:
    """The day right behind a number ("ngày 06/7/2018", ", ngày 05 tháng 3 năm 2021"), and where it ends."""
    joint = _DATE_BEHIND.match(folded, at)
    if joint is None:
        return None, at
    found = next(find_days(folded[joint.end() : joint.end() + 40]), None)
    if found is None or found.start > 6:
        return None, at
    return found.day, joint.end() + found.end


def _issuer_behind(text: str, folded: str, at: int) -> tuple[str | None, int]:
    joint = _ISSUER_BEHIND.match(folded, at)
    if joint is None:
        return None, at
    start = joint.end()
    if not text[start : start + 1].isalpha():
        return None, at
    common = _COMMON_ISSUERS.match(text, start)
    known = max(common.end() if common else start, taught_end(text, folded, start) or start)
    stop = _ISSUER_ENDS.search(text, known, min(len(text), start + 160))
    while (
        stop is not None and _NAME_GOES_ON.match(text, stop.start()) and _ONE_NAME.fullmatch(text, start, stop.start())
    ):
        stop = _ISSUER_ENDS.search(text, stop.end(), min(len(text), start + 160))
    end = stop.start() if stop else min(len(text), start + 160)
    # "của Bộ Chính trị1": the raised number of a footnote.
    issuer = _ANCHOR.sub("", text[start:end].rstrip(" ,-–*_/"))
    if not issuer:
        return None, at
    end = start + len(issuer)
    term = _TERM_BEHIND.match(folded, end)
    return collapse(text[start : term.end() if term else end]), term.end() if term else end


def _is_joined(folded: str, above: Found, mention: Found) -> bool:
    """Whether two numbers stand in one list: nothing but a joint or the same kind between them, no date in the
    first.
    """
    between = folded[above.end : mention.start]
    return above.date is None and len(between) < 20 and _LIST_JOINT.fullmatch(between) is not None


def _shared(group: list[Found]) -> list[Found]:
    """Members of a list share the date and issuer that stand behind the last of them."""
    if len(group) < 2:
        return group
    last = group[-1]
    return [replace(f, date=f.date or last.date, issuing_body=f.issuing_body or last.issuing_body) for f in group]


def _is_self(passage: Passage, found: Found) -> bool:
    """ "(Ban hành kèm theo Quyết định số …)" under an annex names the document itself."""
    before = passage.paragraph.folded[max(0, found.start - 60) : found.start]
    opened = passage.paragraph.folded.rfind("(", max(0, found.start - 60), found.start)
    if opened >= 0 and ")" in passage.paragraph.folded[opened : found.start]:
        return False
    return opened >= 0 and "kem theo" in before[-(found.start - opened) :]


def _is_short_for_known(found: Found, citations: dict[str, Citation]) -> bool:
    """ "Quyết định số 765" after "Quyết định số 765/QĐ-BTTTT" is the same document."""
    if found.doubt is not Doubt.NUMBER_PATTERN or found.number is None:
        return False
    serial = found.number
    return any(c.kind == found.kind and re.match(rf"{serial}\D", c.number or "") for c in citations.values())


def _completed(known: Citation, found: Found, relation: Relation) -> Citation:
    """What a later mention adds: the day, the issuer, and what is done with it ("thay thế …" at the end)."""
    is_stronger = known.relation is Relation.REFERS or relation in (Relation.REPLACES, Relation.AMENDS)
    return replace(
        known,
        date=known.date or found.date,
        issuing_body=known.issuing_body or found.issuing_body,
        relation=relation if is_stronger else known.relation,
    )


def _citation(passage: Passage, found: Found, relation: Relation) -> Citation:
    paragraph = passage.paragraph
    return Citation(
        kind=found.kind,
        number=found.number,
        date=found.date,
        issuing_body=found.issuing_body,
        text=collapse(paragraph.printed(found.start, found.end)),
        relation=relation,
        span=paragraph.place(found.start, found.end),
        confidence=found.confidence,
        doubt=found.doubt,
    )
