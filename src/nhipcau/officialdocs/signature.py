"""Who signs: authority (TM., KT., TL., TUQ.), capacity, name; often beside the recipients, often under stamps.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I (chức vụ, họ tên và chữ ký của người có thẩm quyền); Hướng dẫn
36-HD/VPTW (T/M, K/T, T/L).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from nhipcau.officialdocs.document import Reading, Span
from nhipcau.officialdocs.enums import Capacity, Doubt
from nhipcau.officialdocs.lines import UPPER, Source, collapse, is_capital, is_digital_signature, is_rubble
from nhipcau.officialdocs.vocabulary import (
    AUTHORITY_MARKS,
    CAPACITY_OF_MARK,
    DEGREES,
    HEADER_CONTINUATIONS,
    HEADER_STARTERS,
    PERSON_TITLES,
    POSITIONS,
    SURNAMES,
)
from nhipcau.vietnamese import fold, fold_key

_MARKS = "|".join(re.escape(mark) for mark in sorted(AUTHORITY_MARKS, key=len, reverse=True))
# Bounded: a line of nothing but capitals must not cost the square of its length.
_CAPITALS = rf"[{UPPER}][{UPPER}\s,.\-–&()/]{{0,160}}[{UPPER})]"
_AUTHORITY = re.compile(rf"(?<![\w/])(?:{_MARKS})(?:\s?[.,:/]\s?|\s+)(?!(?:{_MARKS})\s?[./])(?=[{UPPER}][{UPPER}\s.])")
_MARK_ALONE = re.compile(rf"(?:{_MARKS})\s?[./]?")
_POSITION = re.compile(rf"(?<!\w)(?:(?:q\s?\.\s?|quyen\s+)?(?:{POSITIONS})|pho\s\w{{2,}})(?!\w)")
_CAPITAL_RUN = re.compile(rf"(?:{_MARKS})[.,:/]?\s*{_CAPITALS}(?![^\W\d_])|{_CAPITALS}(?![^\W\d_])")
# "Y K'Rang", "H'Loan Niê": names of the highlands carry an apostrophe.
_NAME_WORD = rf"[{UPPER}](?:[^\W\d_]*['’])?[^\W\d_]*"
_NAME = re.compile(rf"(?:{_NAME_WORD}['’]?\s+){{1,5}}[{UPPER}](?:[^\W\d_]*['’])?[^\W\d_]+")
# A stamp may stand between the full stop and the name; splinters of it are no longer than two letters.
_NAME_BEHIND = re.compile(
    rf"[.;,]\s+(?:[^\w\s]*\w{{0,2}}[^\w\s]*\s+){{0,3}}?(?P<name>[{UPPER}][^\W\d_]+(?:\s+[{UPPER}][^\W\d_]+){{1,4}})\W*$"
)
_NAME_BEFORE_CAPITALS = re.compile(
    rf"(?P<name>(?:[{UPPER}][^\W\d_{UPPER}]+\s+){{2,4}}[{UPPER}][^\W\d_{UPPER}]+)\s+(?=[{UPPER}]{{2,}}\s+[{UPPER}]{{2,}}\s)"
)
_ALMOST_NAME = re.compile(r"[^\W\d_]{2,7}(?:\s+[^\W\d_]{2,7}){2,3}")
_TITLE = re.compile(rf"(?:(?:{PERSON_TITLES})\.?\s*)+(?=\w)")
_OPEN_END = re.compile(r"(?:\b(?:va|cua|tinh|thanh pho|xa|phuong|ban|cong tac|quan|thanh|thuong)|[-–,])$")
_NAME_BEGUN = re.compile(rf"\s(?:(?:(?:{'|'.join(map(re.escape, DEGREES))})[.\s]*)+|[{UPPER}])$")
_SIGNED = re.compile(r"\W*(?:da ky|da\s*ki|signed)\W*")
_MARK_IN_TEXT = re.compile(rf"(?<![\w/])(?:{_MARKS})(?=[\s.,:/])")
_ACTING = re.compile(r"\s*(?:Q\s?\.|QUYỀN\s)")
_GAP = re.compile(r"[^\S\r\n]{3,}|\t+|\s\|\s?")
_MOST_SIGNERS = 6
_BREAKS_FROM = 16
_REACH = 16
_LONGEST = 400
_LONGEST_TAIL = 80
_EDGES = " |*_`'\"“”.,;:~-–—()[]<>\\/"


@dataclass(frozen=True, slots=True)
class Signature:
    """The three readings, and the last place that belongs to them."""

    signer: Reading[str]
    position: Reading[str]
    authority: Reading[str]
    end: int | None
    start: int | None


NO_SIGNATURE = Signature(Reading(doubt=Doubt.MISSING), Reading(doubt=Doubt.MISSING), Reading(), None, None)


@dataclass(slots=True)
class _Collected:
    authority: list[Span]
    position: list[Span]
    name: Span | None = None
    certain: bool = True


def read_signature(source: Source, pieces: Iterable[Span]) -> Signature:
    """Read the signature from the pieces of the foot that are not recipients, in reading order."""
    found = _Collected([], [])
    for piece in _with_joined_marks(source, pieces):
        _take(source, piece, found)
        if found.name is not None and found.position + found.authority:
            break
    if not found.position and not found.authority:
        return NO_SIGNATURE
    places = [*found.authority, *found.position, *([found.name] if found.name else [])]
    return Signature(
        signer=_name_reading(source, found),
        position=_position_reading(source, found),
        authority=_reading(source, found.authority),
        end=max(place.end for place in places),
        start=min(place.start for place in places),
    )


def read_signatures(source: Source, pieces: Sequence[Span], first: Signature) -> tuple[Signature, ...]:
    """Read all who sign: side by side in columns, or one below the other; `first` is what `read_signature` gives."""
    columns = _columns(source, pieces)
    if columns:
        signed = [read_signature(source, column) for column in columns]
        return tuple(one for one in signed if one.signer.value or one.position.value)
    if first.end is None:
        return ()
    found = [first]
    while len(found) < _MOST_SIGNERS:
        rest = [piece for piece in pieces if piece.start >= (found[-1].end or 0)][:_REACH]
        if not any(signs(source.of(piece)) for piece in rest):
            break
        one = read_signature(source, rest)
        if one.end is None or one.signer.value is None or one.signer.doubt is not None:
            break
        found.append(one)
    return tuple(found)


def _columns(source: Source, pieces: Sequence[Span]) -> list[list[Span]]:
    """Part the pieces by columns when one line carries several capacities beside each other; else give nothing."""
    lines: dict[int, list[Span]] = {}
    for piece in pieces:
        for part in _parted(source, piece):
            lines.setdefault(source.text.rfind("\n", 0, part.start), []).append(part)
    heads = next((parts for parts in lines.values() if sum(signs(source.of(part)) for part in parts) > 1), None)
    if heads is None:
        return []
    first = min(parts[0].start for parts in lines.values() if parts is heads)
    columns: list[list[Span]] = [[] for _ in heads]
    for start, parts in lines.items():
        if parts[0].start < first:
            continue
        for number, part in enumerate(parts):
            at = number if len(parts) == len(heads) else _nearest_column(source, heads, part, start)
            columns[at].append(part)
    return columns


def _parted(source: Source, piece: Span) -> Iterator[Span]:
    at = piece.start
    for gap in _GAP.finditer(source.text, piece.start, piece.end):
        if gap.start() > at:
            yield Span(at, gap.start())
        at = gap.end()
    if at < piece.end:
        yield Span(at, piece.end)


def _nearest_column(source: Source, heads: Sequence[Span], part: Span, line_start: int) -> int:
    """The column whose middle is nearest to the middle of a piece."""

    def middle(place: Span, start: int) -> float:
        return (place.start + place.end) / 2 - start

    own = middle(part, line_start)
    middles = [middle(head, source.text.rfind("\n", 0, head.start)) for head in heads]
    return min(range(len(heads)), key=lambda number: abs(middles[number] - own))


def capacities(authority: str | None, position: str | None) -> tuple[Capacity, ...]:
    """Give for whom one signs, in the order of the print.

    >>> [capacity.value for capacity in capacities("TL. CHỦ TỊCH KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG")]
    ['tl', 'kt']
    """
    found = [CAPACITY_OF_MARK.get(mark[0].rstrip(" .,:/")) for mark in _MARK_IN_TEXT.finditer(authority or "")]
    acting = _ACTING.match(position or "") or _ACTING.match(authority or "")
    known = [capacity for capacity in found if capacity is not None]
    return tuple(known + ([Capacity.ACTING] if acting else []))


def _with_joined_marks(source: Source, pieces: Iterable[Span]) -> Iterator[Span]:
    """Join "TM." alone on its line with the body on the next."""
    alone: Span | None = None
    for piece in pieces:
        joined = piece if alone is None else Span(alone.start, piece.end)
        alone = None
        if _MARK_ALONE.fullmatch(source.of(joined).strip(" |*")):
            alone = joined
        else:
            yield joined


def signs(text: str) -> bool:
    """Tell whether a line begins with an authority or a capacity in capitals."""
    if _MARK_ALONE.fullmatch(text.strip(" |*")):
        return True
    text = text[:_LONGEST].strip(_EDGES)
    return bool(_AUTHORITY.match(text)) or (is_capital(text) and _POSITION.match(fold(text)) is not None)


def find_signing_words(text: str) -> int | None:
    """Give where an authority or a capacity in capitals begins in a line, None when there is none."""
    authority = _AUTHORITY.search(text)
    if authority:
        return authority.start()
    for found in _POSITION.finditer(fold(text)):
        if len(found[0]) > 5 and text[found.start() : found.end()].isupper():
            return found.start()
    return None


def _take(source: Source, piece: Span, found: _Collected) -> None:
    piece = Span(piece.start, min(piece.end, piece.start + _LONGEST))
    text = source.of(piece)
    if _SIGNED.fullmatch(fold(text)) or is_digital_signature(text):
        return
    run = _CAPITAL_RUN.search(text)
    words = find_signing_words(text)
    if run is not None and words is not None and found.name is None:
        start = words
        end = next((r.end() for r in _CAPITAL_RUN.finditer(text) if r.start() <= start < r.end()), run.end())
        end = _without_name(text, start, end)
        _take_capitals(source, Span(piece.start + start, piece.start + end), found)
        rest = Span(piece.start + end, piece.end)
        if source.of(rest).strip(_EDGES):
            _take_name(source, rest, found)
    elif _goes_on(source, piece, found):
        target = found.position or found.authority
        target.append(piece)
    elif found.position or found.authority:
        _take_name(source, piece, found)


def _without_name(text: str, start: int, end: int) -> int:
    """Give back to the name what the capitals before it took: "CHỦ TỊCH Y" / "Thanh", "HIỆU TRƯỞNG PGS.TS."."""
    if not text[end:].strip(_EDGES):
        return end
    behind = _NAME_BEGUN.search(text, start, end)
    return behind.start() if behind is not None and behind.start() > start else end


def _take_capitals(source: Source, run: Span, found: _Collected) -> None:
    """Part "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH" into authority and capacity."""
    text = source.of(run)
    at = 0
    while (authority := _AUTHORITY.match(text, at)) is not None:
        end = _end_of_authority(text, authority.end())
        found.authority.append(_stripped(source, Span(run.start + at, run.start + end)))
        at = end
        while at < len(text) and text[at] in " \n\t":
            at += 1
    if text[at:].strip(_EDGES):
        found.position.append(_stripped(source, Span(run.start + at, run.end)))


def _end_of_authority(text: str, at: int) -> int:
    """The authority names one body or capacity; the next authority or capacity ends it."""
    folded = fold(text)
    ends = [len(text)]
    first = _POSITION.match(folded, at)
    following = _POSITION.finditer(folded, first.end() if first else at)
    ends += [position.start() for position in following if _is_new_capacity(folded, position.start())][:1]
    nested = _AUTHORITY.search(text, at)
    if nested:
        ends.append(nested.start())
    return min(ends)


def _is_new_capacity(folded: str, at: int) -> bool:
    """ "BAN THƯỜNG VỤ" is a body, not the capacity "THƯỜNG …"; "UBND TỈNH CHỦ TỊCH" begins a capacity."""
    return not folded[:at].rstrip().endswith((" va", ",", "pho", "ban", "quyen")) or folded.startswith("pho", at)


def _goes_on(source: Source, piece: Span, found: _Collected) -> bool:
    """ "TM. ỦY BAN NHÂN DÂN" / "TỈNH X": a capital line that begins with a place goes on with the line above."""
    text = source.of(piece).strip(_EDGES)
    if not is_capital(text) or is_rubble(source.of(piece)) or found.name is not None:
        return False
    if not (found.authority or found.position):
        return False
    folded = fold(text)
    words = folded.split()
    above = source.folded_of((found.position or found.authority)[-1])
    if _OPEN_END.search(above) and not _POSITION.match(folded):
        return True
    # A narrow column breaks a long capacity: "TRƯỞNG PHÒNG QUẢN LÝ" / "XUẤT NHẬP CẢNH".
    if found.position and len(above) >= _BREAKS_FROM and words[0] not in SURNAMES and not _POSITION.match(folded):
        return True
    return HEADER_CONTINUATIONS.match(folded) is not None and words[0] not in SURNAMES


def _take_name(source: Source, piece: Span, found: _Collected) -> None:
    if found.name is not None:
        return
    place = _letters(source, piece)
    text = source.of(place)
    if (flat := _NAME_BEFORE_CAPITALS.match(text)) is not None and is_name(flat["name"]):
        # A flattened page runs the name and the heading of the annex together.
        found.name = Span(place.start, place.start + flat.end("name"))
        return
    title = _TITLE.match(fold(text))
    if title and title.end() < len(text):
        place = Span(place.start + title.end(), place.end)
        text = source.of(place)
    words = fold_key(text).split()
    if words and words[0] not in SURNAMES and HEADER_STARTERS.match(fold(text)):
        return
    if _NAME.fullmatch(text) and len(words) <= 6:
        if (is_capital(text) or (len(words) < 3 and "'" not in text)) and words[0] not in SURNAMES:
            return
        found.name = place
    elif _ALMOST_NAME.fullmatch(text) and sum(word[0].isupper() for word in text.split()) >= 2:
        # A scan may lose the first capital of a name ("trần Văn A").
        found.name, found.certain = place, False


def is_name(text: str) -> bool:
    """Tell whether a text is nothing but a person's name with a known family name."""
    title = _TITLE.match(fold(text))
    bare = text[title.end() :] if title else text
    words = bare.split()
    # Two words may be a province ("Thái Nguyên").
    return _NAME.fullmatch(bare) is not None and 3 <= len(words) <= 6 and fold_key(bare).split()[0] in SURNAMES


def ends_with_name(text: str) -> int | None:
    """Give where a person's name begins that ends a text behind a full stop ("Lưu: VT, CN. Nguyễn Văn A")."""
    found = _NAME_BEHIND.search(text, max(0, len(text) - _LONGEST_TAIL))
    if found is None or fold_key(found["name"]).split()[0] not in SURNAMES:
        return None
    if found[0].startswith(",") and len(found["name"].split()) < 3:
        return None
    return found.start("name")


def _closest(source: Source, positions: list[Span]) -> list[Span]:
    """The capacity is the line just above the name, with the one before when it only goes on ("… THƯỜNG TRỰC")."""
    if len(positions) < 2:
        return positions
    last = source.folded_of(positions[-1]).strip(_EDGES)
    goes_on = _POSITION.match(last) is None or last == "thuong truc"
    return positions[-2:] if goes_on else positions[-1:]


def _reading(source: Source, places: list[Span]) -> Reading[str]:
    if not places:
        return Reading()
    text = collapse(" ".join(source.of(place) for place in places)).strip(" |*_,;:-–")
    return Reading(text, Span(places[0].start, places[-1].end), 0.95)


def _position_reading(source: Source, found: _Collected) -> Reading[str]:
    """Who signs KT. (for the head) is the deputy: the head's own capacity there is a deputy's with its "PHÓ"
    lost in the stamp.
    """
    reading = _reading(source, _closest(source, found.position))
    if reading.value and found.authority:
        above = fold_key(source.of(found.authority[-1]))
        if above.startswith(("kt", "k/t")) and above.endswith(" " + fold_key(reading.value)):
            return Reading(None, reading.span, 0.3, Doubt.OCR_SUSPECT)
    return reading


def _name_reading(source: Source, found: _Collected) -> Reading[str]:
    if found.name is None:
        return Reading(doubt=Doubt.MISSING)
    text = collapse(source.of(found.name))
    usual = fold_key(text).split()[0] in SURNAMES
    certain = found.certain and usual
    return Reading(text, found.name, 0.95 if certain else 0.5, None if certain else Doubt.OCR_SUSPECT)


def _letters(source: Source, place: Span) -> Span:
    """Cut what stamps left before and behind a name."""
    text = source.of(place)
    letters = [at for at, character in enumerate(text) if character.isalpha()]
    return Span(place.start + letters[0], place.start + letters[-1] + 1) if letters else Span(place.start, place.start)


def _stripped(source: Source, place: Span) -> Span:
    text = source.of(place)
    left = len(text) - len(text.lstrip(_EDGES))
    right = len(text.rstrip(_EDGES))
    return Span(place.start + left, place.start + max(left, right))
