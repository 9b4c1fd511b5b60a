"""The items under "Nơi nhận", kept apart from the signature that stands beside them."""

import re
from dataclasses import dataclass, field

from nhipcau.officialdocs.document import Recipient, Span
from nhipcau.officialdocs.enums import Doubt
from nhipcau.officialdocs.lines import UPPER, Line, Source, collapse, is_capital, is_rubble
from nhipcau.officialdocs.signature import ends_with_name, find_signing_words, is_name, signs
from nhipcau.officialdocs.taught import taught_end
from nhipcau.vietnamese import fold

_DASH = re.compile(r"(?!\*\*)(?:[-–—~_•*+·=»■›]+|>(?=\s))[.,']?\s*|\uf02d\s*")
# "V0-V5, NLN1-3": codes of rooms and clerks.
_CODES = re.compile(r"(?:[A-ZĐ][\w&-]{0,8}[,;.]?\s*){1,6}")
_WORD = re.compile(r"[^\W\d_]{3}")
_BEHIND_FILED = re.compile(r"(?:(?<=\w\w)|(?<=\)))\.\s+(?=\S)")
_PLAIN_NAMES = re.compile(r"[^\W\d_a-zđ]\S+(?:\s+[^\W\d_a-zđ]\S+)+")
_NAME_AT_END = re.compile(r";\s+(?P<name>\w[^;,:]*)$")
_GAP = re.compile(r"[^\S\r]{3,}|\t+|\s\|\s?")
# "- Như trên; - Lưu: VT." on one line of a flattened page.
_INNER_DASH = re.compile(r"(?<=[;.,])\s*[-–]\s*(?=\w)")
_FILED = re.compile(r"L[ưu]u\b\s*:?\s*(?:VT|VP|HC)[\w\-]*(?:\s*[,;]\s*[\w&.\-]+(?:\s?\([\w\s,]+\))?)*")
_ITEMS_BEHIND = re.compile(rf"(?P<capitals>[{UPPER}][{UPPER}\s.]{{3,80}}?)\s+(?=[-–]\s+\w[^;]{{2,160}};)")
_LAST_ITEM = re.compile(r"[\s\-–—_~•*+]*luu\b")
# Party lists end their items with commas; what stands behind "(b/c)," as splinters is the signature beside it.
_BEHIND_BRACKET = re.compile(r"\)[,;]((?:\s+[^\w\s]*\w{0,2}[^\w\s]*)+)$")
_LONGEST_TAIL = 24
_LONGEST_BETWEEN = 60
_END = ";.,"


@dataclass(slots=True)
class RecipientList:
    """Items found, and the pieces of the same lines that are something else: the signature's column."""

    items: list[Recipient] = field(default_factory=list)
    others: list[Span] = field(default_factory=list)
    end: int = 0


@dataclass(slots=True)
class _Open:
    """An item that the next line may go on with."""

    places: list[Span]
    ended: bool


def read_recipients(source: Source, start: int, lines: list[Line], *, noisy: bool) -> RecipientList:
    """Read the list from `start` (just after "Nơi nhận:") over `lines`; it ends at the signature or an annex."""
    result = RecipientList(end=start)
    dashed = _is_dashed(source, start, lines)
    ends = _closing_signs(source, start, lines)
    current: _Open | None = None
    for number, line in enumerate(lines):
        place = Span(max(line.start, start), line.end)
        for piece in _columns(source, place, result, noisy=noisy):
            text = source.of(piece)
            dash = _DASH.match(text)
            worded = dash is not None and _is_worded(text[dash.end() :])
            begins = worded or (not dashed and dash is None and _may_begin(text, current, number))
            if begins and not _is_signature_only(text[dash.end() if dash else 0 :]):
                _close(source, current, result, noisy=noisy)
                filed = noisy and _FILED.match(text, dash.end() if dash else 0) is not None
                current = _Open([Span(piece.start + (dash.end() if dash else 0), piece.end)], filed or text[-1] in ends)
            elif current and not current.ended and _may_go_on(text, after_blank=line.after_blank):
                current = _Open([*current.places, piece], text[-1] in ends)
            elif text.strip():
                result.others.append(piece)
                if current is not None and signs(text):
                    current.ended = True
        if _is_over(source, result, current, lines, number, dashed=dashed):
            result.others.extend(Span(rest.start, rest.end) for rest in lines[number + 1 :])
            break
    _close(source, current, result, noisy=noisy)
    return result


def _is_dashed(source: Source, start: int, lines: list[Line]) -> bool:
    return any(
        _DASH.match(source.text[max(line.start, start) : line.end].lstrip(" :")) is not None
        for line in lines[:8]
        if line.end > start
    )


def _closing_signs(source: Source, start: int, lines: list[Line]) -> str:
    """Lists of the state close their items with ";", lists of the party with ","."""
    closed = any(source.text[line.end - 1] == ";" for line in lines if line.end > start)
    return ";." if closed else _END


def _columns(source: Source, place: Span, result: RecipientList, *, noisy: bool) -> list[Span]:
    """Give the recipient pieces of a line; what stands beside them goes to `result.others`."""
    pieces: list[Span] = []
    rest = place
    # "-\tVăn phòng …": the tab behind the dash of a list parts no columns.
    lead = _DASH.match(source.of(rest))
    gap = _GAP.search(source.of(rest).rstrip(), lead.end() if lead else 0)
    beside: Span | None = None
    if gap and gap.start() > 0:
        beside = Span(rest.start + gap.end(), rest.end)
        rest = Span(rest.start, rest.start + gap.start())
    elif gap:
        rest = Span(rest.start + gap.end(), rest.end)
    # A second column of items, or the signature.
    dash = _DASH.match(source.of(beside)) if beside is not None else None
    behind: list[Span] = []
    if beside is not None and dash is not None and _is_worded(source.of(beside)[dash.end() :]):
        behind = _columns(source, beside, result, noisy=noisy)
    elif beside is not None:
        result.others.append(beside)
    words = find_signing_words(source.of(rest))
    is_first = words is not None and not source.of(rest)[:words].strip(" :")
    listed = _ITEMS_BEHIND.match(source.text, rest.start + words, rest.end) if is_first and words is not None else None
    if listed is not None:
        # "Nơi nhận: THỦ TƯỚNG - Ban Bí thư …; - …;": a flattened page begins with the column beside the list.
        result.others.append(Span(listed.start(), listed.end("capitals")))
        return [*_columns(source, Span(listed.end(), rest.end), result, noisy=noisy), *behind]
    if words is not None:
        result.others.append(Span(rest.start + words, rest.end))
        rest = Span(rest.start, rest.start + words)
    # "- Lưu: VT, CN. Nguyễn Văn A": a flattened page runs the last item and the signer's name together.
    name = ends_with_name(source.of(rest)) if _LAST_ITEM.match(source.folded_of(rest)) else None
    if name is not None:
        result.others.append(Span(rest.start + name, rest.end))
        item = source.of(rest)[:name]
        rest = Span(rest.start, rest.start + max(item.rfind(sign) for sign in ".;,") + 1)
    elif _LAST_ITEM.match(source.folded_of(rest)) and (filed := _BEHIND_FILED.search(source.of(rest))):
        tail = source.of(rest)[filed.end() :].strip()
        if is_capital(tail) or is_rubble(tail) or not _PLAIN_NAMES.fullmatch(tail):
            result.others.append(Span(rest.start + filed.end(), rest.end))
            rest = Span(rest.start, rest.start + filed.start() + 1)
    at = rest.start
    for found in _INNER_DASH.finditer(source.of(rest)):
        pieces.append(Span(at, rest.start + found.start()))
        at = rest.start + found.start() + len(found[0]) - len(found[0].lstrip())
    pieces.append(Span(at, rest.end))
    return [
        *(cut for piece in pieces for cut in _cut_rubble(source, _trim(source, piece), result, noisy=noisy)),
        *behind,
    ]


def _cut_rubble(source: Source, piece: Span, result: RecipientList, *, noisy: bool) -> list[Span]:
    """In a scan, what follows the closing ";" of an item is the stamp or the signature beside it."""
    text = source.of(piece)
    if not text:
        return []
    splinters = _BEHIND_BRACKET.search(text, max(0, len(text) - _LONGEST_TAIL))
    if splinters is not None and _DASH.match(text):
        result.others.append(Span(piece.start + splinters.start(1), piece.end))
        return [Span(piece.start, piece.start + splinters.start(1))]
    behind = _NAME_AT_END.search(text)
    if behind is not None and is_name(behind["name"]):
        result.others.append(Span(piece.start + behind.start("name"), piece.end))
        return [Span(piece.start, piece.start + behind.start() + 1)]
    filed = _FILED.match(text[dash.end() :]) if (dash := _DASH.match(text)) else None
    end = text.find(";", dash.end() + filed.end() if dash and filed else 0)
    while 0 <= end < len(text) - 1 and _goes_on_behind(text, end):
        end = text.find(";", end + 1)
    is_tail = 0 <= end < len(text) - 1 and (noisy or not _WORD.search(text[end + 1 :]))
    if is_tail and _DASH.match(text):
        result.others.append(Span(piece.start + end + 1, piece.end))
        return [Span(piece.start, piece.start + end + 1)]
    return [piece]


def _may_go_on(text: str, *, after_blank: bool) -> bool:
    """Behind a blank line an open item goes on in small letters, or with words up to its closing sign."""
    if is_rubble(text) or signs(text) or is_name(text.rstrip(_END)):
        return False
    return not after_blank or text[:1].islower() or (text[-1:] in _END and not is_capital(text))


def _goes_on_behind(text: str, end: int) -> bool:
    """An item may have semicolons of its own ("Đảng ủy; Chỉ huy BĐBP tỉnh;"); then words stand up to the next one."""
    stop = max(text.find(";", end + 1), len(text) if text.endswith(".") else -1)
    return stop > 0 and _is_worded(text[end + 1 : stop].strip())


def _may_begin(text: str, current: _Open | None, number: int) -> bool:
    """Lists from word processors lose their dashes: each line is an item then."""
    is_other = (is_capital(text) and len(text) > 6) or is_rubble(text) or is_name(text)
    if is_other and taught_end(text, fold(text)) is None:
        return False
    return (current is None and number < 3) or (current is not None and (current.ended or text[0].isupper()))


def _is_worded(text: str) -> bool:
    """What a dash introduces has a word in it; a stain has none."""
    if _LAST_ITEM.match(fold(text)):
        return True
    worded = any(len(word) > 1 and word[:2].isalpha() for word in text.split()) and not is_rubble(text)
    return worded or _CODES.fullmatch(text) is not None


def _is_signature_only(text: str) -> bool:
    return not text.strip() or signs(text)


def _is_over(
    source: Source, result: RecipientList, current: _Open | None, lines: list[Line], number: int, *, dashed: bool
) -> bool:
    if number + 1 >= len(lines):
        return True
    following = lines[number + 1]
    text = source.of(following)
    dash = _DASH.match(text)
    if dash is not None and _is_worded(text[dash.end() :]):
        return False
    filed = current is not None and "luu" in source.folded_of(current.places[0])[:8]
    if filed and (current is None or current.ended or following.after_blank):
        return True
    if current is not None and not current.ended and text[:1].islower():
        return False
    if dashed and not filed and _list_goes_on(source, lines[number + 1 : number + 9]):
        return False
    return following.after_blank and ((dashed and bool(result.items)) or signs(text))


def _list_goes_on(source: Source, following: list[Line]) -> bool:
    """A page break or the signature in between parts a list; then more items come behind short lines."""
    for line in following:
        text = source.of(line)
        dash = _DASH.match(text)
        if dash is not None and _is_worded(text[dash.end() :]):
            return True
        if len(text) > _LONGEST_BETWEEN:
            return False
    return False


def _close(source: Source, current: _Open | None, result: RecipientList, *, noisy: bool) -> None:
    if current is None:
        return
    span = Span(current.places[0].start, current.places[-1].end)
    text = collapse(" ".join(source.of(place) for place in current.places))
    if noisy and (filed := _FILED.match(text)):
        text = filed[0]
    text = text.rstrip(" ;,.:/_-").strip()
    if not any(character.isalpha() for character in text):
        return
    odd = sum(1 for c in text if not c.isalnum() and c not in " ,.;:()-–/&'\"“”+") * 8 > len(text)
    result.items.append(Recipient(text, span, 0.6 if odd else 0.95, Doubt.OCR_SUSPECT if odd else None))
    result.end = span.end


def _trim(source: Source, place: Span) -> Span:
    text = source.of(place)
    left = len(text) - len(text.lstrip(" :|"))
    return Span(place.start + left, max(place.start + left, place.start + len(text.rstrip(" |"))))
