"""The header as a whole: from its fragments to the values, and where the body begins."""

import re
from dataclasses import dataclass
from datetime import date

from nhipcau.officialdocs.arrival import Arrival, read_arrival
from nhipcau.officialdocs.document import Reading, Received, Span
from nhipcau.officialdocs.enums import Doubt
from nhipcau.officialdocs.fragments import MOST_LINES, URGENCY_WORDS, Fragment, Part, find_kind, header_fragments
from nhipcau.officialdocs.issuer import read_issuer
from nhipcau.officialdocs.lines import Source, collapse, is_capital
from nhipcau.officialdocs.numbers import NUMBER, kind_of_number, proposed_number
from nhipcau.officialdocs.place_date import read_date, read_place
from nhipcau.officialdocs.subject import (
    inner_preamble,
    line_after,
    preamble_begins,
    subject_after_about,
    subject_under_kind,
    without_issuer,
)
from nhipcau.officialdocs.vocabulary import HEADING_KIND_WORDS, HEADING_KINDS
from nhipcau.vietnamese import fold_key

_KIND = re.compile(rf"[\W_]*(?P<kind>{HEADING_KIND_WORDS})(?!\w)[\s:.*_]*")
_TELEGRAM = re.compile(r"(?:^|\s)dien\s*:\s*(?:$|(?=[-\w]))")

# "CHƯƠNG TRÌNH CÔNG TÁC ĐỐI NGOẠI …" is a programme of foreign affairs, "CHƯƠNG TRÌNH CÔNG TÁC NĂM 2026" one of work.
_WORK_BEHIND = re.compile(
    r"\s+cong\s+tac(?=\s+(?!nam|thang|quy|tuan|cua|toan|trong|dot|\d|6|sau\s+thang|khoa|nhiem|hoc|doan|hang|va|ca)[a-z])"
)
_LINES_TO_NUMBER = 20
_CITING = ("chi thi so", "dinh so", "quyet so", "hoach so", "van so", "luan so", "dan so", "bao so")


@dataclass(frozen=True, slots=True)
class Header:
    """What the header says, and the place where the body begins."""

    parent_body: Reading[str]
    issuing_body: Reading[str]
    issuers: tuple[Reading[str], ...]
    kind: Reading[str]
    number: Reading[str]
    place: Reading[str]
    date: Reading[date]
    subject: Reading[str]
    urgency: Reading[str]
    received: Reading[Received]
    body_start: int
    stamp_lines: frozenset[int]
    is_found: bool


def read_header(source: Source) -> Header:
    """Read the header. A text without one gives missing values, and its body begins at once."""
    arrival = read_arrival(source, most_lines=MOST_LINES)
    fragments = [f for f in header_fragments(source) if f.line not in arrival.lines]
    kind_at = _kind_position(source, fragments)
    number_at = _position(fragments, Part.NUMBER, before=kind_at)
    title_at = _first(fragments, (Part.NATIONAL, Part.PARTY))
    if number_at is not None and _is_of_cited(
        source, fragments[number_at], None if title_at is None else fragments[title_at]
    ):
        number_at = None
    is_found = number_at is not None or title_at is not None or kind_at is not None
    head = _head(fragments, kind_at, number_at)
    number: Reading[str] = Reading(doubt=Doubt.MISSING)
    if number_at is not None:
        number = _read_number(source, fragments[number_at])
    parent, issuer, together = read_issuer(source, _issuing_fragments(head, number_at), number.value)
    kind, subject, body_start = _kind_and_subject(source, fragments, kind_at, number, arrival, head, issuer.value)
    subject = without_issuer(subject, issuer.value)
    return Header(
        parent_body=parent,
        issuing_body=issuer,
        issuers=together or ((issuer,) if issuer.value else ()),
        kind=kind,
        number=number,
        place=read_place(source, head),
        date=read_date(source, head),
        subject=subject,
        urgency=_read_urgency(source, fragments, head),
        received=arrival.received,
        body_start=body_start,
        stamp_lines=arrival.lines,
        is_found=is_found,
    )


def _is_of_cited(source: Source, number: Fragment, title: Fragment | None) -> bool:
    """Tell whether a number is one that the text cites, the header's own being lost: it stands far below the title."""
    if title is not None and number.line > title.line + _LINES_TO_NUMBER:
        return True
    return source.folded[max(0, number.start - 12) : number.start].rstrip().endswith(_CITING)


def _first(fragments: list[Fragment], parts: tuple[Part, ...]) -> int | None:
    return next((index for index, fragment in enumerate(fragments) if fragment.part in parts), None)


def _position(fragments: list[Fragment], part: Part, *, before: int | None) -> int | None:
    """The first fragment of a part; one that stands well below the kind belongs to the body."""
    index = _first(fragments, (part,))
    if index is None or (before is not None and index > before + 6):
        return None
    return index


def _kind_position(source: Source, fragments: list[Fragment]) -> int | None:
    """The kind stands below number and title, above addressees; before these its words are part of an issuer's
    name.
    """
    anchors = [
        i for i in (_first(fragments, (Part.NUMBER,)), _first(fragments, (Part.NATIONAL, Part.PARTY))) if i is not None
    ]
    after = min(anchors, default=-1)
    letter = _first(fragments, (Part.ADDRESS, Part.ABOUT))
    for index, fragment in enumerate(fragments):
        if fragment.part is not Part.KIND or index < after:
            continue
        if letter is not None and index > letter:
            return None
        next_to_number = index + 1 < len(fragments) and fragments[index + 1].part is Part.NUMBER
        if index > after or not anchors or next_to_number:
            return index
    return None


def _head(fragments: list[Fragment], kind_at: int | None, number_at: int | None) -> list[Fragment]:
    """The fragments that can hold issuer, number, place and date."""
    if kind_at is not None:
        return fragments[:kind_at]
    address = _first(fragments, (Part.ADDRESS,))
    if address is not None:
        return fragments[:address]
    return fragments[: (number_at or 0) + 12] if number_at is not None else fragments[:14]


def _issuing_fragments(head: list[Fragment], number_at: int | None) -> list[Fragment]:
    """The issuer stands above the number; a page that gives columns in another order may have it after."""
    if number_at is None:
        return head
    above = head[:number_at]
    return above if any(f.part is Part.CAPITALS for f in above) else head


def _read_number(source: Source, fragment: Fragment) -> Reading[str]:
    span = Span(fragment.start, fragment.end)
    text = source.of(span)
    found = NUMBER.search(text)
    if found is not None:
        place = Span(span.start + found.start(), span.start + found.end())
        known = kind_of_number(found[0]) is not None or "/" in found[0]
        printed = collapse(found[0])
        proposal = proposed_number(printed)
        if proposal != printed:
            return Reading(printed, place, 0.7, Doubt.OCR_SUSPECT, proposal)
        return Reading(printed, place, 0.95 if known else 0.7, None if known else Doubt.NUMBER_PATTERN)
    damaged = any(
        character.isalnum() for character in re.split(r"[/-]", re.sub(r"^\D*?[ốôổồoỐÔO]\s*[:;.]?", "", text))[0]
    )
    return Reading(None, span, 0.3, Doubt.OCR_SUSPECT if damaged else Doubt.NUMBER_BLANK)


def _kind_and_subject(
    source: Source,
    fragments: list[Fragment],
    kind_at: int | None,
    number: Reading[str],
    arrival: Arrival,
    head: list[Fragment],
    issuer: str | None,
) -> tuple[Reading[str], Reading[str], int]:
    if kind_at is not None:
        fragment = fragments[kind_at]
        line_end = source.lines[fragment.line].end
        found = _KIND.match(source.folded, fragment.start, line_end)
        if found is not None and (kind_in_capitals := _capital_kind_end(source, found.start("kind"), line_end)):
            found = _KIND.match(source.folded, fragment.start, kind_in_capitals) or found
        if found is not None:
            kind = HEADING_KINDS[fold_key(found["kind"])]
            subject, end = subject_under_kind(source, found.end(), fragment.line, arrival.lines, issuer)
            span = Span(found.start("kind"), found.end("kind"))
            clean = fold_key(source.of(span)) == fold_key(kind)
            reading = Reading(kind, span, 0.97 if clean else 0.7)
            return reading, subject, _after_addressees(source, max(end, found.end()), fragments)
    return _letter(source, fragments, number, arrival, head)


def _capital_kind_end(source: Source, start: int, end: int) -> int | None:
    kind = find_kind(source.text[start:end], source.folded[start:end])
    if kind is None:
        return None
    last = kind.end()
    work = _WORK_BEHIND.search(source.folded, start, end) if kind["kind"].endswith("cong tac") else None
    if work is not None and work.end() == start + last and is_capital(source.text[work.start() : work.end() + 12]):
        return work.start()
    return start + last


def _letter(
    source: Source, fragments: list[Fragment], number: Reading[str], arrival: Arrival, head: list[Fragment]
) -> tuple[Reading[str], Reading[str], int]:
    """A letter has no heading of its kind (Nghị định 30/2020/NĐ-CP, Phụ lục III: công văn)."""
    about = _first(fragments, (Part.ABOUT,))
    address = _first(fragments, (Part.ADDRESS,))
    subject: Reading[str] = Reading(doubt=Doubt.MISSING)
    if about is None and address is not None:
        about = _about_below_number(source, fragments, address)
    if about is not None:
        subject = subject_after_about(source, fragments, about, arrival.lines)
    if about is None and address is None and number.span is None:
        end = max((f.end for f in head if f.part in (Part.NATIONAL, Part.MOTTO, Part.PARTY, Part.DATE)), default=0)
        return Reading(None, None, 0.0, Doubt.KIND_UNKNOWN), subject, end
    inferred = kind_of_number(number.value) if number.value else None
    is_letter = about is not None or address is not None or inferred is None
    kind = "công văn" if is_letter else inferred
    confidence = 0.95 if about is not None and address is not None else 0.8 if is_letter else 0.5
    doubt = None if is_letter else Doubt.KIND_INFERRED
    ends = [place.span.end for place in (subject, number) if place.span]
    ends += [f.end for f in head if f.part in (Part.DATE, Part.MOTTO, Part.NATIONAL, Part.PARTY)]
    return Reading(kind, None, confidence, doubt), subject, _after_addressees(source, max(ends, default=0), fragments)


def _about_below_number(source: Source, fragments: list[Fragment], address: int) -> int | None:
    """ "Về triển khai …" below the number of a letter, without "V/v"."""
    number = _position(fragments, Part.NUMBER, before=None)
    if number is None or number + 1 >= address:
        return None
    below = fragments[number + 1]
    is_about = below.part is Part.TEXT and source.text.startswith(("Về ", "về "), below.start)
    return number + 1 if is_about and below.line == fragments[number].line + 1 else None


def _after_addressees(source: Source, place: int, fragments: list[Fragment]) -> int:
    """Give the place after "Kính gửi: …" with its list, when that follows; else `place`."""
    address = next((f for f in fragments if f.part is Part.ADDRESS and f.start >= place - 2), None)
    at = _telegram_line(source, place) if address is None else address.line
    if at is None:
        return place
    last = source.of(source.lines[at])[-1]
    inner = inner_preamble(source, source.lines[at], address.start if address else source.lines[at].start)
    if inner is not None:
        return inner
    index = at + 1
    ended = last == "."
    while index < len(source.lines) and not ended:
        line = source.lines[index]
        text = source.of(line)
        if (preamble_begins(source.folded_of(line)) and not text.startswith(("-", "+"))) or len(text) > 160:
            break
        is_item = text[0] in "-–+*•~_" or text[0].islower() or text[-1] in ";," or last in ":;"
        if not is_item or (line.after_blank and text[0] not in "-–+*•~(" and text[-1] not in ";.,"):
            break
        ended = text[-1] == "." and not text.endswith("..")
        index += 1
    return source.lines[index - 1].end


def _telegram_line(source: Source, place: int) -> int | None:
    """A telegram names its addressees behind "… điện:"."""
    first = line_after(source.lines, place)
    for index in range(first, min(first + 3, len(source.lines))):
        if _TELEGRAM.search(source.folded_of(source.lines[index])):
            return index
    return None


def _read_urgency(source: Source, fragments: list[Fragment], head: list[Fragment]) -> Reading[str]:
    for fragment in fragments[: len(head) + 3]:
        if fragment.part is Part.URGENCY:
            found_words = list(URGENCY_WORDS.finditer(source.folded, fragment.start, fragment.end))
            place = found_words[-1] if found_words else None
            span = Span(place.start(), place.end()) if place else Span(fragment.start, fragment.end)
            return Reading(collapse(source.of(span)).strip(" *[]().:-_|"), span, 0.9)
        if fragment.part is Part.KIND and (
            found := re.search(r"\b(KHẨN|HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN)\b", source.text[fragment.start : fragment.end])
        ):
            return Reading(found[0], Span(fragment.start + found.start(), fragment.start + found.end()), 0.7)
    return Reading()
