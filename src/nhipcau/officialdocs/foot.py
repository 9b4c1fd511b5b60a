"""The foot: where the body ends, recipients and signature, and where annexes begin."""

import re
from dataclasses import dataclass

from nhipcau.officialdocs.document import Recipient, Span
from nhipcau.officialdocs.lines import Line, Source, is_capital, is_rubble
from nhipcau.officialdocs.recipients import RecipientList, read_recipients
from nhipcau.officialdocs.signature import NO_SIGNATURE, Signature, read_signature, read_signatures, signs

# Looked for by its own letters first: they are rare, what may stand before them is not.
_RECIPIENTS = re.compile(r"N[ơoOƠ][iIl1]\s+[Nn][hH][ậâaẬẬÂA][nN]\s*[:;.]?[*_]{0,3}(?=\s|$|-)")
_BEFORE_RECIPIENTS = re.compile(r"(?:(?<=\n)|(?<=[./;|]\s)|(?<=\s{3})|^)(?P<edge>[^\w\n]{0,6})$")
_AS_ABOVE = re.compile(
    r"[-–—~_•*]\s*Nh[ưu]\s+(?:tr[êe]n|[ĐđD]i[ềeê]u|k[íi]nh g[ửưu]i)"
    r"|(?<=\n)[-–—~_•*]\s*L[ưu]u\s*:?\s*(?:VT|VP|V[ăa]n|Ban|[A-ZĐ])"
)
_ANNEX = re.compile(
    r"[\W_]*(?:phu\s+luc|danh\s+muc|bieu\s+(?:mau|so)|mau\s+so|quy\s+(?:che|dinh|trinh)|de\s+(?:an"
    r"|cuong)|ke\s+hoach|chuong\s+trinh)\b"
)
_EDGE = 12
_LEAST_HEADING = 20
_LINES_OF_FOOT = 60
_LINES_BEFORE = 8


@dataclass(frozen=True, slots=True)
class Foot:
    """What the foot says; `start` is where the body ends, `end` where annexes may begin."""

    recipients: tuple[Recipient, ...]
    signature: Signature
    signatures: tuple[Signature, ...]
    start: int
    end: int


def read_foot(source: Source, body_start: int, *, noisy: bool) -> Foot:
    """Read recipients and signature. A text without a foot has its body to the end."""
    heading = _heading(source, body_start)
    if heading is None:
        return _foot_without_heading(source, body_start, noisy=noisy)
    lines = [line for line in source.lines if line.end > heading.start][:_LINES_OF_FOOT]
    lines = _up_to_annex(source, lines)
    listed = read_recipients(source, heading.end, lines, noisy=noisy)
    before = [line for line in source.lines if line.end <= heading.start and line.start >= body_start][-_LINES_BEFORE:]
    beside = _text_beside(source, heading.start)
    return _foot(source, listed, before, _heading_start(source, heading.start) if beside is None else beside, beside)


def _heading(source: Source, body_start: int) -> Span | None:
    """Give the place of "Nơi nhận", with the signs before it: at the start of a line, behind a stop, or in a column."""
    for found in _RECIPIENTS.finditer(source.text, body_start):
        window = max(0, found.start() - _EDGE)
        edge = _BEFORE_RECIPIENTS.search(source.text[window : found.start()])
        if edge is not None and (edge.start() or not window):
            return Span(max(body_start, window + edge.start()), found.end())
    return None


def _heading_start(source: Source, place: int) -> int:
    while place < len(source.text) and source.text[place].isspace():
        place += 1
    return place


def _text_beside(source: Source, place: int) -> int | None:
    """The signature may stand left of "Nơi nhận" in the same table row."""
    start = source.text.rfind("\n", 0, place) + 1
    text = source.text[start:place].strip(" |")
    return start if text and signs(text) else None


def _foot_without_heading(source: Source, body_start: int, *, noisy: bool) -> Foot:
    """A scan may lose "Nơi nhận"; then "- Như trên" or "- Lưu: VT" betray the list, or a capacity in capitals
    the signature.
    """
    found = _AS_ABOVE.search(source.text, body_start)
    if found is not None:
        index = next(i for i, line in enumerate(source.lines) if line.end > found.start())
        while (
            index > 0 and source.lines[index - 1].start >= body_start and _is_foot_line(source, source.lines[index - 1])
        ):
            index -= 1
        lines = _up_to_annex(source, source.lines[index : index + _LINES_OF_FOOT])
        listed = read_recipients(source, lines[0].start, lines, noisy=noisy)
        return _foot(source, listed, [], lines[0].start, None)
    signing = [i for i, line in enumerate(source.lines) if line.start >= body_start and signs(source.of(line))]
    for index in signing:
        lines = source.lines[index : index + 14]
        pieces = [Span(line.start, line.end) for line in lines]
        signature = read_signature(source, pieces)
        if signature.signer.value is not None:
            signatures = read_signatures(source, pieces, signature)
            return Foot((), signature, signatures, lines[0].start, _end_of_line(source, signature.end or lines[0].end))
    end = len(source.text)
    return Foot((), NO_SIGNATURE, (), end, end)


def _is_foot_line(source: Source, line: Line) -> bool:
    text = source.of(line)
    return (text[0] in "-–~" and len(text) < 90) or is_rubble(text) or _has_signing_words(text)


def _has_signing_words(text: str) -> bool:
    return len(text) < 60 and any(
        signs(text[at:]) for at in range(min(len(text), 30)) if at == 0 or text[at - 1] == " "
    )


def _up_to_annex(source: Source, lines: list[Line]) -> list[Line]:
    """An annex begins with its name in capitals, alone on its line."""
    for number, line in enumerate(lines[1:], start=1):
        text = source.of(line)
        if text.isupper() and text[0].isalpha() and _ANNEX.match(source.folded_of(line)):
            return lines[:number]
    return lines


def _foot(source: Source, listed: RecipientList, before: list[Line], start: int, beside: int | None) -> Foot:
    pieces = sorted(listed.others)
    if beside is not None:
        pieces = [Span(beside, start), *pieces]
    signature = read_signature(source, pieces)
    if signature.position.value is None and signature.authority.value is None:
        above = next((number for number, line in enumerate(before) if signs(source.of(line))), None)
        if above is not None:
            pieces = [Span(line.start, line.end) for line in before[above:]]
            signature = read_signature(source, pieces)
            start = min(start, before[above].start)
    signatures = read_signatures(source, pieces, signature)
    if len(signatures) > 1:
        signature = signatures[0]
    end = max(*(one.end or 0 for one in (signature, *signatures)), listed.end, start)
    return Foot(tuple(listed.items), signature, signatures, start, _end_of_foot(source, end, signature))


def _end_of_foot(source: Source, place: int, signature: Signature) -> int:
    """The end of the line, but for a flattened page that runs name and heading of the annex together."""
    end = _end_of_line(source, place)
    behind = source.text[place:end].strip()
    is_name = signature.signer.span is not None and signature.signer.span.end == place
    return place if is_name and len(behind) > _LEAST_HEADING and is_capital(behind[:_LEAST_HEADING]) else end


def _end_of_line(source: Source, place: int) -> int:
    end = source.text.find("\n", place)
    return len(source.text) if end < 0 else end
