"""The lines of a header cut into their parts: two columns side by side, table cells, and lines that a web page
ran together.

Source of the parts: Nghị định 30/2020/NĐ-CP, Phụ lục I; Hướng dẫn 36-HD/VPTW.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from nhipcau.officialdocs.lines import UPPER, Line, Source, is_capital, is_digital_signature, is_rule, is_running
from nhipcau.officialdocs.numbers import SERIAL, SYMBOL
from nhipcau.officialdocs.vocabulary import (
    HEADER_STARTERS,
    HEADING_KIND_WORDS,
    SECRECY,
    URGENCY,
    alternatives,
    begins_starter,
)
from nhipcau.vietnamese import fold, with_modern_tone_marks

# A header with its addressees fits on the first page; a reader that looks further takes body text for header.
MOST_LINES = 70
MOST_CHARACTERS = 7_000
_LONGEST_STAMP = 80
# A line longer than these is a paragraph; a kind stands at its very beginning.
_LONGEST_HEADING, _LONGEST_KIND = 200, 90
_PLAIN_STAMPS = frozenset(with_modern_tone_marks(word) for word in URGENCY.values())


class Part(StrEnum):
    """What a fragment of the header is."""

    NATIONAL = "national title"
    MOTTO = "motto"
    PARTY = "party title"
    NUMBER = "number"
    DATE = "date"
    PLACE = "place"
    RULE = "rule"
    KIND = "kind"
    ABOUT = "about"
    ADDRESS = "address"
    URGENCY = "urgency"
    SECRECY = "secrecy"
    CAPITALS = "capitals"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Fragment:
    """One part of a header line; `line` is the index of its line."""

    part: Part
    start: int
    end: int
    line: int
    after_blank: bool


# Letters that scans confuse are left open; the words around them keep the pattern narrow.
_NATIONAL = r"[cg][o0]ng\s*h[oe0]a\s+xa\s+h[o0]i(?:\s+ch\w{1,2}\s+ng\w{2,4})?(?:\s+v\w{2,3}t(?:\s+n\w{1,3}m?)?)?(?!\w)"
_MOTTO = r"d\wc\W{1,2}l\wp\W{0,5}t\w\W{0,2}d[o0]\W{0,5}h\w{3,4}\W{1,2}p\w{2,3}c?(?!\w)"
_PARTY = r"dang\s+c\wng\s+s\wn\s+v\w{2,3}t\s+nam(?!\w)"
# Papers of the Youth Union carry its name where others have the title of state or party (Hướng dẫn 29-HD/TWĐTN-VP).
_YOUTH = r"doan\s+(?:tncs|thanh\s+nien\s+cong\s+san)\s+ho\s+chi\s+minh(?!\s+(?:tinh|xa|phuong|huyen|thanh|truong))"
_HEADER_DATE = r"ng\wy[^|]{0,10}?th\wng[^|]{0,9}?n\wm(?:[^\w\n]{0,4}\d{4}|\b)"
_PLAIN_DATE = r"(?<=[,;])\s*ngay\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"
_ADDRESS = r"kinh\s*g\wi\b\s*:?"
_ABOUT = r"(?<!\w)v\s?[/\\]\s?v(?!\w)"
_ANCHORS = re.compile(
    rf"(?P<national>{_NATIONAL})|(?P<motto>{_MOTTO})|(?P<party>{_PARTY})|(?P<date>{_HEADER_DATE}|{_PLAIN_DATE})"
    rf"|(?P<youth>{_YOUTH})|(?P<address>{_ADDRESS})|(?P<about>{_ABOUT})|(?P<rule>[-–—_]{{3,}}|\*{{3,}})|(?P<gap>\s\|\s?|[^\S\r]{{3,}}|\t+)"
)
_PARTS = {"national": Part.NATIONAL, "motto": Part.MOTTO, "party": Part.PARTY, "date": Part.DATE, "rule": Part.RULE}
_YOUTH_TITLE = re.compile(_YOUTH)
# On the text as printed: the symbol is known by its capitals. The serial may be blank, dotted or damaged.
_NUMBER = re.compile(
    rf"(?:(?:Luật|Nghị quyết|Pháp lệnh|Lệnh|LUẬT)\s+)?S(?:[ốôổồoỐÔO]\s*[:;.]?|[^\W\d_]\s?[:;])\s*(?:{SERIAL}"
    rf"|[^\s/\-]{{1,4}}|[.…_\s]{{1,30}})?"
    rf"\s*(?:/\d{{4}})?\s?[-–/]\s?{SYMBOL}"
)
_BEFORE_NUMBER = re.compile(r"(?:[-–_*]{3,}|phúc)\s*$")
_BARE_NUMBER = re.compile(rf"{SERIAL}(?:/\d{{4}})?\s?[-–/]\s?{SYMBOL}")
_BLANK_NUMBER = re.compile(r"S[ốôoỐÔO]\s*[:.]?[\s.…_]*")
_KIND = re.compile(rf"(?P<kind>{HEADING_KIND_WORDS})(?!\w)")
_BEHIND_STAINS = re.compile(rf"[^\n]{{0,20}}?[^\w\s.,;)]\s+(?P<kind>{HEADING_KIND_WORDS})")
# Sites that flatten pages set the page's number right before its first word ("Trang 1BỘ Y TẾ").
_PAGE_BEFORE = re.compile(rf"Trang \d{{1,3}}\s?(?=[{UPPER}]{{2}})")
_LONGEST_STAIN = 60
# A scan may take the space out of a stamp ("HỎATỐC").
_URGENCY = "|".join(r"\s*".join(word.replace(" ", "")) for word in sorted(URGENCY, key=len, reverse=True))
URGENCY_WORDS = re.compile(rf"(?<!\w)(?:{_URGENCY})(?!\w)")
_STAMP_PARTS = re.compile(r"\s*[,;/&+]\s*|\s+-\s+")
_HOUR = r"(?:\W*(?:luc\s+)?\d{1,2}\s*(?:h|gio|:)\s*(?:\d{1,2})?(?:\s*phut)?.{0,30})?"
_STAMP_WORDS = re.compile(
    rf"\W*(?:do\s+(?:mat|khan)\W+)?(?:(?P<secrecy>{alternatives(SECRECY)})|(?P<urgency>{_URGENCY}){_HOUR})\W*"
)
_OPEN_NUMBER = re.compile(r"S[ốôoỐÔO]\s*:?")
_OPEN_DATE = re.compile(r",\s*ng\wy\s*(?:\d{1,2}\s*(?:thang\s*(?:\d{1,2}\s*(?:nam)?)?)?)?$")
_REST_OF_PLACE = re.compile(rf"(?:[{UPPER}]\w*\s?){{1,4}},\s*[Nn]g[àa]y")
# Single words in capitals that are whole lines of their own.
_WORDS_ALONE = frozenset({"LUẬT", "LỆNH", "MẬT", "KHẨN", "ĐẾN", "TM", "KT", "TL"})
_PLACE = re.compile(rf"[{UPPER}][^,;:|\d]{{1,44}}[,.;]?\s*")
_LAST_NAME = re.compile(rf"(?<![\w/.-])(?:(?:T[Pp]\.?\s?)?[{UPPER}][\w.]*(?:\s*[-–]\s*|\s+)?){{1,5}}[,.;]?\s*$")


# Behind the kind stand its subject and the addressees, behind these the text.
_LINES_BEHIND = {Part.KIND: 14, Part.ADDRESS: 3}
_ISSUER_AT_END = re.compile(rf"(?<=[^\W\d_{UPPER}])[.!?]\s+(?P<issuer>[{UPPER}][{UPPER}\s,.\-–&()]{{2,120}})$")
_NAMED_PLACE = re.compile(rf"\s[{UPPER}][^\W\d]*(?:[\s-]+[{UPPER}][^\W\d]*)*,\s*$")


def header_fragments(source: Source) -> list[Fragment]:
    """Cut the first lines into fragments, in reading order."""
    fragments: list[Fragment] = []
    last = MOST_LINES
    for index, line in _mended_lines(source):
        if line.start > MOST_CHARACTERS or index > last:
            break
        cut = _cut(source, line, index)
        fragments.extend(cut)
        last = min([last, *(index + _LINES_BEHIND[f.part] for f in cut if f.part in _LINES_BEHIND)])
    return _with_youth_title(source, _without_end_of_title(source, fragments))


def _without_end_of_title(source: Source, fragments: list[Fragment]) -> list[Fragment]:
    """A narrow column breaks the national title; its last word then stands beside the issuer ("LAM GIANG NAM")."""
    title = next((f for f in fragments if f.part is Part.NATIONAL), None)
    if title is None or source.folded[title.start : title.end].endswith("nam"):
        return fragments
    rest = "nam" if source.folded[title.start : title.end].endswith("t") else "viet nam"
    for number, fragment in enumerate(fragments):
        words = source.folded[fragment.start : fragment.end]
        if not (title.line < fragment.line <= title.line + 4) or fragment.part is not Part.CAPITALS:
            continue
        if words == rest:
            return [*fragments[:number], replace(fragment, part=Part.RULE), *fragments[number + 1 :]]
        if words.endswith(f" {rest}"):
            cut = replace(fragment, end=fragment.end - len(rest) - 1)
            return [*fragments[:number], cut, *fragments[number + 1 :]]
    return fragments


def _with_youth_title(source: Source, fragments: list[Fragment]) -> list[Fragment]:
    """Without a title of state or party, the Youth Union's name behind an issuer is the title."""
    if any(fragment.part in (Part.NATIONAL, Part.PARTY) for fragment in fragments):
        return fragments
    issuers = sum(
        f.part is Part.CAPITALS and HEADER_STARTERS.match(source.folded, f.start) is not None for f in fragments
    )
    for number, fragment in enumerate(fragments):
        if fragment.part is not Part.CAPITALS:
            continue
        if issuers > 1 and _YOUTH_TITLE.fullmatch(source.folded, fragment.start, fragment.end):
            return [*fragments[:number], replace(fragment, part=Part.PARTY), *fragments[number + 1 :]]
    return fragments


def _mended_lines(source: Source) -> Iterator[tuple[int, Line]]:
    """Join lines that a narrow cell broke in the middle of a name, a number or a date; give each with the index
    of its last line.
    """
    lines = source.lines[:MOST_LINES]
    index = 0
    while index < len(lines):
        line = lines[index]
        while index + 1 < len(lines) and _is_broken(source, line, lines[index + 1]):
            index += 1
            line = Line(line.start, lines[index].end, line.indent, line.after_blank)
        yield index, line
        index += 1


def _is_broken(source: Source, line: Line, following: Line) -> bool:
    one, two = source.of(line), source.of(following)
    if following.after_blank or len(one) > 40 or len(two) > 70:
        return False
    last = one.split()[-1]
    if _OPEN_NUMBER.fullmatch(one):
        return re.match(SERIAL, two) is not None
    if _OPEN_DATE.search(source.folded_of(line)):
        return re.match(r"\d|thang|nam", source.folded_of(following)) is not None
    if len(one) < 12 and one[0].isupper() and not is_capital(one) and one.replace(" ", "").isalpha():
        is_stamp = _STAMP_WORDS.fullmatch(source.folded_of(line)) is not None
        return not is_stamp and _REST_OF_PLACE.match(two) is not None
    if one != last or not one.isupper() or not one.isalpha() or not is_capital(two) or one in _WORDS_ALONE:
        return False
    word = fold(one)
    if HEADER_STARTERS.match(source.folded_of(following)) and not begins_starter(word):
        # "ĐẢNG BỘ TỈNH LAM" / "GIANG" / "ĐẢNG ỦY XÃ …": the word ends the body above.
        return False
    return not _STAMP_WORDS.fullmatch(word) and find_kind(two, source.folded_of(following)) is None


def has_title(source: Source, line: Line) -> bool:
    """Tell whether a line carries the national or the party title in capitals."""
    return any(
        found.lastgroup in ("national", "party") and is_capital(source.text[found.start() : found.end()])
        for found in _ANCHORS.finditer(source.folded, line.start, min(line.end, line.start + 400))
    )


def _cut(source: Source, line: Line, index: int) -> list[Fragment]:
    pieces: list[tuple[Part | None, int, int]] = []
    # Very long lines are running text, but a flattened page may carry the header in front of it.
    end = min(line.end, line.start + 3_000)
    for start, stop, part in _split_at_numbers(source, line.start, end):
        if part is not None:
            pieces.append((part, start, stop))
        else:
            pieces.extend(_split_at_anchors(source, start, stop))
    pieces = [part for piece in _without_site_title(source, pieces) for part in _behind_stains(source, piece)]
    placed = _with_places(source, [(p, s, e) for p, s, e in pieces if source.text[s:e].strip(" |")])
    placed = [(_date_or_text(placed, number), start, end) for number, (_, start, end) in enumerate(placed)]
    return [
        Fragment(part or _part_of(source.text[start:stop]), start, stop, index, line.after_blank and number == 0)
        for number, (part, start, stop) in enumerate(placed)
    ]


def _behind_stains(source: Source, piece: tuple[Part | None, int, int]) -> list[tuple[Part | None, int, int]]:
    """ "DEN i: : _¬ CHỈ THỊ": a stamp beside the kind leaves splinters before it."""
    part, start, end = piece
    if part is None and (page := _PAGE_BEFORE.match(source.text, start, end)) is not None:
        return [(Part.RULE, start, page.end()), (part, page.end(), end)]
    if part is not None or end - start > _LONGEST_STAIN:
        return [piece]
    found = _BEHIND_STAINS.fullmatch(source.folded, start, end)
    if found is None or not source.text[found.start("kind") : end].isupper():
        return [piece]
    return [(part, start, found.start("kind")), (part, found.start("kind"), end)]


def _without_site_title(
    source: Source, pieces: list[tuple[Part | None, int, int]]
) -> list[tuple[Part | None, int, int]]:
    """A flattened web page sets its own title before the issuer: "Công văn … do Bộ X ban hành. BỘ X -----"."""
    if len(pieces) < 2 or pieces[0][0] is not None or pieces[1][0] not in (Part.RULE, Part.NATIONAL, Part.PARTY):
        return pieces
    _, start, end = pieces[0]
    issuer = _ISSUER_AT_END.search(source.text, start, end)
    if issuer is None or HEADER_STARTERS.match(source.folded, issuer.start("issuer")) is None:
        return pieces
    return [(None, start, issuer.start()), (None, issuer.start("issuer"), end), *pieces[1:]]


def _split_at_numbers(source: Source, start: int, end: int) -> Iterator[tuple[int, int, Part | None]]:
    """Only the first number of a line can be the document's own; and never one in the middle of a sentence."""
    found = _NUMBER.search(source.text, start, end)
    if found is None or not _may_carry_number(source.text[start : found.start()]):
        yield start, end, None
        return
    if start < found.start():
        yield start, found.start(), None
    yield found.start(), found.end(), Part.NUMBER
    if found.end() < end:
        yield found.end(), end, None


def _may_carry_number(before: str) -> bool:
    """Before the number of a header stand nothing, capitals of the issuer, or a drawn line."""
    bare = not before.strip(" |*-–—_") or before.endswith(("   ", "| "))
    return bare or is_capital(before) or _BEFORE_NUMBER.search(before) is not None


def _split_at_anchors(source: Source, start: int, end: int) -> Iterator[tuple[Part | None, int, int]]:
    at, part = start, None
    for found in _ANCHORS.finditer(source.folded, start, end):
        group = str(found.lastgroup)
        if found.start() < at or (part is Part.ABOUT and not _ends_about(source, found, end)):
            continue
        if group in ("national", "party", "youth") and not is_capital(source.text[found.start() : found.end()]):
            continue
        if at < found.start():
            yield _trimmed(source.text, at, found.start(), part)
        at, part = found.end(), None
        if group in _PARTS or group == "youth":
            yield _PARTS.get(group), found.start(), found.end()
        elif group == "address":
            yield Part.ADDRESS, found.start(), end
            return
        elif group == "about":
            at, part = found.start(), Part.ABOUT
    if at < end:
        yield _trimmed(source.text, at, end, part)


def _ends_about(source: Source, found: re.Match[str], end: int) -> bool:
    """Behind "V/v …" on one line only columns and the header's own date end the subject, not a date inside it."""
    if found.lastgroup != "date":
        return found.lastgroup in ("gap", "address", "national", "party", "rule")
    behind = source.folded[found.end() : end].strip(" .*|-")
    before = source.text[max(0, found.start() - 40) : found.start()]
    return (not behind or behind.startswith("kinh g")) and _NAMED_PLACE.search(before) is not None


def _trimmed(text: str, start: int, end: int, part: Part | None) -> tuple[Part | None, int, int]:
    while start < end and text[start] in " \t|":
        start += 1
    while end > start and text[end - 1] in " \t|":
        end -= 1
    return part, start, end


def _with_places(source: Source, pieces: list[tuple[Part | None, int, int]]) -> list[tuple[Part | None, int, int]]:
    """Name the piece before a date "place": the whole of it when it looks like one, else its last proper name."""
    placed: list[tuple[Part | None, int, int]] = []
    for number, (part, start, end) in enumerate(pieces):
        before_date = number + 1 < len(pieces) and pieces[number + 1][0] is Part.DATE
        text = source.text[start:end]
        if (
            not before_date
            or part not in (None, Part.ABOUT)
            or (not text.rstrip().endswith((",", ".", ";")) and len(text) > 30)
        ):
            placed.append((part, start, end))
        elif part is None and _PLACE.fullmatch(text) and not is_capital(text):
            placed.append((Part.PLACE, start, end))
        elif last := _LAST_NAME.search(text):
            placed.append((part, start, start + last.start()))
            placed.append((Part.PLACE, start + last.start(), end))
        else:
            placed.append((part, start, end))
    return [piece for piece in placed if piece[1] < piece[2]]


def _date_or_text(pieces: list[tuple[Part | None, int, int]], number: int) -> Part | None:
    """A date without a place before it, in the middle of a line, is one of a sentence."""
    part = pieces[number][0]
    in_sentence = part is Part.DATE and number > 0 and pieces[number - 1][0] is None
    return Part.TEXT if in_sentence else part


def find_kind(text: str, folded: str) -> re.Match[str] | None:
    """Match the kind at the beginning of a text: the longest that stands in capitals.

    "KẾ HOẠCH Phối hợp …" is a kế hoạch with its subject, no kế hoạch phối hợp.
    """
    found = _KIND.match(folded)
    while found is not None and not is_capital(text[: found.end()]):
        last = folded.rfind(" ", 0, found.end("kind"))
        found = _KIND.match(folded, 0, last) if last > 0 else None
    return found


def _is_plain_stamp(text: str) -> bool:
    """ "Hỏa tốc", "Độ khẩn: Khẩn" in small letters, with all their marks, alone on a line."""
    words = with_modern_tone_marks(text.casefold().split(":")[-1].strip(" *[]().|_-"))
    return text[:1].isupper() and words in _PLAIN_STAMPS


def _part_of(text: str) -> Part:
    if len(text) > _LONGEST_HEADING and is_running(text):
        head = text[:_LONGEST_KIND].lstrip(" *#_")
        return Part.TEXT if find_kind(head, fold(head)) is None else Part.KIND
    if is_rule(text):
        return Part.RULE
    if is_digital_signature(text):
        return Part.TEXT
    return _part_of_words(text, fold(text[:400]))


def _part_of_words(text: str, folded: str) -> Part:
    stamps = [_STAMP_WORDS.fullmatch(part) for part in _STAMP_PARTS.split(folded)] if len(text) < _LONGEST_STAMP else []
    if stamps and all(stamps) and (is_capital(text) or _is_plain_stamp(text)):
        return Part.URGENCY if any(stamp and stamp["urgency"] for stamp in stamps) else Part.SECRECY
    if _BARE_NUMBER.fullmatch(text):
        return Part.NUMBER
    if _BLANK_NUMBER.fullmatch(text):
        return Part.NUMBER
    if find_kind(text.lstrip(" *#_"), folded.lstrip(" *#_")) is not None:
        return Part.KIND
    return Part.CAPITALS if is_capital(text) else Part.TEXT
