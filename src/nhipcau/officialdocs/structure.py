"""From paragraphs to the tree of provisions and the outline."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nhipcau.officialdocs.clauses import begins_with_work
from nhipcau.officialdocs.document import OutlineItem, Provision, Span
from nhipcau.officialdocs.enums import Doubt, ProvisionKind
from nhipcau.officialdocs.lines import collapse, is_capital
from nhipcau.officialdocs.marks import (
    BARE_ARTICLE,
    DAMAGED,
    DAMAGED_ROMAN,
    OUTLINE_STYLES,
    PLAIN_CAPITAL,
    PROVISION_KINDS,
    ROMAN_STROKES,
    STRAY,
    Mark,
    Style,
)
from nhipcau.officialdocs.paragraphs import Paragraph, Sort
from nhipcau.officialdocs.units import is_open_list, is_unit_heading
from nhipcau.vietnamese import fold, read_roman, to_roman

_COLON_TITLE = re.compile(r"[^.;:]{3,160}:(?=\s|$)")
_ISSUED_WITH = re.compile(r"\W{0,3}(?:(?:ban\s+hanh\s+)?kem\s+theo|ban\s+hanh\s+theo)\b")
_SENTENCE_WORDS = 22
_BEGINS_WORDS = 8
_FEWEST_ARTICLES = 2
_UNDER_HEADINGS = frozenset({Style.ANNEX, Style.PART, Style.CHAPTER, Style.SECTION, Style.SUBSECTION})


@dataclass(frozen=True, slots=True)
class Structure:
    """Provisions in order, each with its paragraph, and the outline over them."""

    provisions: tuple[Provision, ...]
    paragraphs: tuple[Paragraph, ...]
    outline: tuple[OutlineItem, ...]


@dataclass(slots=True)
class _Node:
    style: Style
    ordinal: int
    index: int


def read_structure(body: list[Paragraph], annexes: list[Paragraph], *, noisy: bool) -> Structure:
    """Build the tree. Level is the depth among outline marks that the document uses, from 1.

    What stands behind the signature begins anew: a list issued with a decision does not go on with its articles.
    """
    body = _with_repaired_marks(_with_titles(body), noisy=noisy)
    paragraphs = [*body, *_with_repaired_marks(_with_titles(annexes), noisy=noisy)]
    provisions: list[Provision] = []
    stack: list[_Node] = []
    for index, paragraph in enumerate(paragraphs):
        mark = paragraph.mark
        if index == len(body) or (index > len(body) and is_issued_with(paragraph)):
            stack = [node for node in stack if node.style is Style.ANNEX and index > len(body)]
        if mark is not None:
            _unwind(stack, mark)
        parent = _parent(stack, paragraph)
        in_outline = mark is not None and mark.style in OUTLINE_STYLES
        level = 1 + sum(1 for node in stack if node.style in OUTLINE_STYLES) if in_outline else None
        provisions.append(_provision(paragraph, parent, len(stack) + 1, level, _is_followed_up(paragraphs, index)))
        if mark is not None:
            stack.append(_Node(mark.style, mark.ordinal, index))
    outline = tuple(
        _outline_item(provision, index) for index, provision in enumerate(provisions) if provision.in_outline
    )
    return Structure(tuple(provisions), tuple(paragraphs), outline)


def is_issued_with(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is the line "(Ban hành kèm theo …)" under the heading of an annex."""
    return paragraph.mark is None and _ISSUED_WITH.match(paragraph.folded[:60]) is not None


def _unwind(stack: list[_Node], mark: Mark) -> None:
    """Leave the parts that this mark ends."""
    if any(node.style is mark.style for node in stack):
        while stack[-1].style is not mark.style:
            stack.pop()
        stack.pop()
        return
    # Some number their parts I, II and divide these by A, B: the first letter after a numeral goes below it.
    if mark.style is Style.CAPITAL_LETTER and mark.ordinal == 1 and stack and stack[-1].style is Style.ROMAN:
        return
    while stack and stack[-1].style > mark.style:
        if mark.style is Style.ROMAN and stack[-1].style is Style.ARTICLE and mark.ordinal == 1:
            return
        stack.pop()


def _parent(stack: list[_Node], paragraph: Paragraph) -> int | None:
    """A paragraph without mark goes on with the numbered part above it, not with the last dash."""
    if paragraph.mark is None:
        return next((node.index for node in reversed(stack) if node.style < Style.LETTER), None)
    return stack[-1].index if stack else None


def _with_titles(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Chapters, parts and annexes carry their title on the line below: join it."""
    joined: list[Paragraph] = []
    for paragraph in paragraphs:
        above = joined[-1] if joined else None
        if (
            above is not None
            and above.mark is not None
            and above.mark.style in _UNDER_HEADINGS
            and not above.body.strip(" .:*_")
            and paragraph.sort is Sort.TEXT
            and paragraph.mark is None
            and len(paragraph.text) < 300
            and not paragraph.text.startswith("(")
        ):
            joined[-1] = _joined(above, paragraph)
        else:
            joined.append(paragraph)
    return joined


def _joined(first: Paragraph, second: Paragraph) -> Paragraph:
    mark = first.mark and replace(first.mark, length=len(first.text) + 1)
    text = f"{first.text} {second.text}"
    starts = first._starts + [len(first.text) + 1 + start for start in second._starts]
    folded = f"{first.folded} {second.folded}"
    return Paragraph(first.sort, mark, text, folded, starts, first._places + second._places)


def _with_repaired_marks(paragraphs: list[Paragraph], *, noisy: bool) -> list[Paragraph]:
    """Mend marks that their neighbours make certain: "Š." after "4." and before "6." is "5."."""
    _mark_lettered_headings(paragraphs)
    _mark_bare_articles(paragraphs)
    last: dict[Style, int] = {}
    for index, paragraph in enumerate(paragraphs):
        mark = paragraph.mark
        may_be_damaged = noisy or STRAY.match(paragraph.text) is not None
        if mark is None and may_be_damaged and paragraph.sort is Sort.TEXT and last.get(Style.NUMBER):
            paragraph.mark = mark = _damaged_mark(paragraph, last, paragraphs[index + 1 : index + 40])
        if (mark is None or mark.style is Style.CAPITAL_LETTER) and paragraph.sort is Sort.TEXT:
            paragraph.mark = mark = _damaged_numeral(paragraph, last, paragraphs[index + 1 : index + 60]) or mark
        if mark is None:
            continue
        if mark.style is Style.NUMBER and _is_lost_numeral(paragraph, paragraphs, index, last):
            ordinal = len(mark.printed)
            paragraph.mark = mark = replace(
                mark, style=Style.ROMAN, ordinal=ordinal, printed=to_roman(ordinal), repaired=True
            )
        if mark.style is Style.NUMBER and mark.ordinal == last.get(Style.NUMBER, 0) + 2:
            paragraph.mark = mark = _misread_number(mark, paragraphs[index + 1 : index + 40])
        if mark.style is Style.ROMAN and _has_lost_a_stroke(mark, paragraphs[index + 1 : index + 60], last):
            ordinal = mark.ordinal + 1
            paragraph.mark = mark = replace(mark, ordinal=ordinal, printed=to_roman(ordinal), repaired=True)
        if mark.style is Style.ROMAN and mark.repaired and last.get(Style.ROMAN, 0) + 1 != mark.ordinal:
            expected = last.get(Style.ROMAN, 0) + 1
            paragraph.mark = mark = replace(mark, ordinal=expected, printed=to_roman(expected))
        for style in [style for style in last if style > mark.style]:
            del last[style]
        last[mark.style] = mark.ordinal
    return paragraphs


def _mark_lettered_headings(paragraphs: list[Paragraph]) -> None:
    """ "A. Mục tiêu chung", "B. Mục tiêu cụ thể" in small letters are headings where one follows the other; a single
    "A. …" may be an initial.
    """
    open_one: tuple[Paragraph, int, int] | None = None
    for paragraph in paragraphs:
        if paragraph.mark is not None and paragraph.mark.style <= Style.ROMAN:
            open_one = None
        found = PLAIN_CAPITAL.match(paragraph.text) if paragraph.mark is None and paragraph.sort is Sort.TEXT else None
        if found is None:
            continue
        ordinal = "ABCDEGHIK".find(found["mark"]) + 1
        if open_one is not None and ordinal == open_one[1] + 1:
            for one, value, length in (open_one, (paragraph, ordinal, found.end())):
                one.mark = Mark(Style.CAPITAL_LETTER, one.text[0], value, length)
            open_one = paragraph, ordinal, found.end()
        elif ordinal == 1:
            open_one = paragraph, ordinal, found.end()


def _mark_bare_articles(paragraphs: list[Paragraph]) -> None:
    """ "Điều 1 Ban hành …" without a stop is an article where all of them, from the first on, stand like this."""
    if any(paragraph.mark is not None and paragraph.mark.style is Style.ARTICLE for paragraph in paragraphs):
        return
    found = [
        (paragraph, bare)
        for paragraph in paragraphs
        if paragraph.mark is None and (bare := BARE_ARTICLE.match(paragraph.text)) is not None
    ]
    if len(found) < _FEWEST_ARTICLES or [int(bare["ordinal"]) for _, bare in found] != list(range(1, len(found) + 1)):
        return
    for paragraph, bare in found:
        paragraph.mark = Mark(Style.ARTICLE, bare["mark"], int(bare["ordinal"]), bare.end(), repaired=True)


def _damaged_mark(paragraph: Paragraph, last: dict[Style, int], following: Sequence[Paragraph]) -> Mark | None:
    """A splinter and a dot before a capital, where the next number is due: after 1, 2, 3 or before the number
    after it.
    """
    due = last[Style.NUMBER] + 1
    stray = STRAY.match(paragraph.text)
    if stray is not None and int(stray["number"]) == due:
        return Mark(Style.NUMBER, str(due), due, stray.end(), repaired=True)
    found = DAMAGED.match(paragraph.text)
    if found is None or (found["mark"].isupper() and len(found["mark"]) > 1):
        return None
    following_mark = next((p.mark for p in following if p.mark is not None and p.mark.style <= Style.NUMBER), None)
    is_framed = (
        following_mark is not None and following_mark.style is Style.NUMBER and following_mark.ordinal == due + 1
    )
    if not is_framed and due < 3:
        return None
    return Mark(Style.NUMBER, str(due), due, found.end(), repaired=True)


def _damaged_numeral(paragraph: Paragraph, last: dict[Style, int], following: Sequence[Paragraph]) -> Mark | None:
    """ "TH. HIỆU LỰC" after "II." is "III.", "IL. SỰ CẦN THIẾT" before "II." is "I."."""
    found = DAMAGED_ROMAN.match(paragraph.text)
    if found is None:
        return None
    due = last.get(Style.ROMAN, 0) + 1
    strokes = found["mark"].translate(ROMAN_STROKES)
    is_first = not strokes.strip("I") and is_capital(paragraph.text) and _next_numeral(following) == due + 1
    if (due == 1 or read_roman(strokes) != due) and not is_first:
        return None
    if len(found["mark"]) == 1 and last.get(Style.CAPITAL_LETTER):
        return None
    return Mark(Style.ROMAN, to_roman(due), due, found.end(), repaired=True)


def _next_numeral(following: Sequence[Paragraph]) -> int:
    """The value of the next numeral, whole or damaged."""
    for paragraph in following:
        if paragraph.mark is not None and paragraph.mark.style is Style.ROMAN:
            return paragraph.mark.ordinal
        damaged = DAMAGED_ROMAN.match(paragraph.text) if paragraph.mark is None else None
        if damaged is not None and is_capital(paragraph.text):
            return read_roman(damaged["mark"].translate(ROMAN_STROKES)) or 0
    return 0


def _misread_number(mark: Mark, following: Sequence[Paragraph]) -> Mark:
    """ "3." after "1." and before another "3." is "2."."""
    numbers = (p.mark for p in following if p.mark is not None and p.mark.style <= Style.NUMBER)
    after = next(numbers, None)
    if after is None or (after.style, after.ordinal) != (Style.NUMBER, mark.ordinal):
        return mark
    return replace(mark, ordinal=mark.ordinal - 1, printed=str(mark.ordinal - 1), repaired=True)


def _has_lost_a_stroke(mark: Mark, following: Sequence[Paragraph], last: dict[Style, int]) -> bool:
    """ "II." after "II." is "III.", before "IV." or at the end of a text that a scan damaged."""
    if last.get(Style.ROMAN) != mark.ordinal or mark.ordinal < 2:
        return False
    after = next((p.mark for p in following if p.mark is not None and p.mark.style <= Style.ROMAN), None)
    return after is None or after.style is not Style.ROMAN or after.ordinal == mark.ordinal + 2


def _is_lost_numeral(paragraph: Paragraph, paragraphs: Sequence[Paragraph], index: int, last: dict[Style, int]) -> bool:
    """A scan reads "I." as "1.": a heading in capitals, with the section's own "1." behind it, is the numeral."""
    if paragraph.mark is None or set(paragraph.mark.printed) != {"1"}:
        return False
    if len(paragraph.mark.printed) != last.get(Style.ROMAN, 0) + 1:
        return False
    following = [
        p.mark for p in paragraphs[index + 1 : index + 60] if p.mark is not None and p.mark.style <= Style.NUMBER
    ]
    if not is_capital(paragraph.body):
        # "1. Nội dung" before its own "1." and with a "II." to come.
        return (
            len(following) > 1
            and (following[0].style, following[0].ordinal) == (Style.NUMBER, 1)
            and next((m.ordinal for m in following if m.style <= Style.ROMAN), 0) == len(paragraph.mark.printed) + 1
        )
    restarts = bool(following) and following[0].style is Style.NUMBER and following[0].ordinal == 1
    return restarts or any(
        mark.style is Style.ROMAN and mark.ordinal == len(paragraph.mark.printed) + 1 for mark in following
    )


def _is_followed_up(paragraphs: list[Paragraph], index: int) -> bool:
    """Whether narrower parts or plain text follow: a short line over them is their heading."""
    mark = paragraphs[index].mark
    following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
    if mark is None or following is None:
        return False
    return following.mark is None or following.mark.style > mark.style


def _provision(paragraph: Paragraph, parent: int | None, depth: int, level: int | None, followed_up: bool) -> Provision:
    mark = paragraph.mark
    title, heading_end = _title(paragraph, followed_up=followed_up)
    return Provision(
        kind=_kind(paragraph),
        mark=mark.printed if mark else None,
        depth=depth,
        title=title,
        text=collapse(paragraph.text),
        span=paragraph.span,
        heading_span=paragraph.place(0, heading_end),
        parent=parent,
        in_outline=level is not None,
        level=level,
        confidence=0.6 if mark and mark.repaired else 0.95,
        doubt=Doubt.MARK_REPAIRED if mark and mark.repaired else None,
        printed=collapse(paragraph.text[: mark.length]) if mark and mark.repaired else None,
    )


def _kind(paragraph: Paragraph) -> ProvisionKind:
    if paragraph.sort is Sort.FOOTNOTE:
        return ProvisionKind.FOOTNOTE
    if paragraph.sort is Sort.TABLE:
        return ProvisionKind.TABLE_ROW
    if paragraph.mark is None:
        return ProvisionKind.PARAGRAPH
    return PROVISION_KINDS.get(paragraph.mark.style, ProvisionKind.POINT)


def _title(paragraph: Paragraph, *, followed_up: bool) -> tuple[str | None, int]:
    """Give the title of a numbered part, with the end of the heading in the paragraph; a sentence has none."""
    mark = paragraph.mark
    if mark is None or mark.style not in OUTLINE_STYLES:
        return None, mark.length if mark else 0
    body = paragraph.body.strip()
    colon = _COLON_TITLE.match(paragraph.body)
    if colon is not None and _names_go_on(body):
        return body.rstrip(" .:*_"), len(paragraph.text)
    if colon is not None and len(colon[0].split()) <= _SENTENCE_WORDS:
        return colon[0].rstrip(" :*_"), mark.length + colon.end()
    is_short = len(body.split()) <= _SENTENCE_WORDS + 8 and body[-1:] not in ".;,"
    heads = mark.style in _UNDER_HEADINGS or is_capital(body) or followed_up or mark.style is Style.ARTICLE
    if body and is_short and heads:
        return body.rstrip(" .:*_"), len(paragraph.text)
    return None, mark.length


def _names_go_on(body: str) -> bool:
    """ "1. Phòng: Văn hóa - Xã hội": behind the colon stands only the name's end."""
    general, _, names = body.partition(":")
    return (
        is_open_list(f"các {general}")
        and names.strip()[:1].isupper()
        and body[-1:] not in ".;"
        and len(names.split()) <= _SENTENCE_WORDS
        and is_unit_heading(general + names)
        and not begins_with_work(names.strip(), fold(names.strip()), 0)
    )


def _outline_item(provision: Provision, index: int) -> OutlineItem:
    text = provision.text
    words = text[text.find(provision.mark or "") + len(provision.mark or "") :].lstrip(" .:)/-–*_").split()
    return OutlineItem(
        level=provision.level or 1,
        mark=provision.mark or "",
        title=provision.title,
        begins=None if provision.title else " ".join(words[:_BEGINS_WORDS]) or None,
        provision=index,
        span=provision.span,
        confidence=provision.confidence,
        doubt=provision.doubt,
        printed=provision.printed,
    )


def outline_ancestors(provisions: Sequence[Provision], index: int) -> list[int]:
    """Give the indexes of the parts around a provision, the nearest first."""
    found: list[int] = []
    parent = provisions[index].parent
    while parent is not None:
        found.append(parent)
        parent = provisions[parent].parent
    return found


def heading_of(span: Span, provisions: Sequence[Provision]) -> int | None:
    """Give the index of the provision that holds a place."""
    return next(
        (i for i, provision in enumerate(provisions) if provision.span.start <= span.start < provision.span.end), None
    )
