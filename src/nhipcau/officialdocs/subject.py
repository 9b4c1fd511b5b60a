"""What the document is about: the words under the kind, or after "V/v"."""

import re
from dataclasses import replace

from nhipcau.officialdocs.document import Reading, Span
from nhipcau.officialdocs.enums import Doubt
from nhipcau.officialdocs.fragments import Fragment, Part
from nhipcau.officialdocs.lines import UPPER, Line, Source, collapse, is_capital, is_rubble, is_rule
from nhipcau.officialdocs.numbers import NUMBER
from nhipcau.officialdocs.vocabulary import HEADER_STARTERS, POSITIONS
from nhipcau.vietnamese import fold

# With these words the text proper begins (legal bases, occasion, aim), at the start of a line or run into a
# flattened one.
_PREAMBLE = re.compile(
    r"[-–*\s]*(?:can cu|thuc hien|thi hanh|trien khai thuc hien|kinh gui|nham|nhan dip|theo (?:de "
    r"nghi|chi dao|quy dinh|ke hoach)|tren co so|sau khi|de "
    r"|trong (?:thoi gian|nhung|khi|qua trinh|boi canh|thang|nam)|hien nay|thoi gian qua|vua qua"
    r""
    r"|kinh thua|dong bao|thua |tai phien hop|tai cuoc hop|tai hoi nghi|tiep theo|phuc dap|ngay \d|ve viec nay"
    r"|.{0,80}\btran trong|kinh moi|hom nay\b|vao hoi \d|hoi \d|quoc hoi ban hanh|xet )"
)
_INNER_PREAMBLE = re.compile(r"\s(?:Căn cứ|Thực hiện|Thi hành|Kính gửi|Nhằm|Theo đề nghị|Xét)\s")
_OFFICE = re.compile(rf"(?:{POSITIONS})\b")
_MARK = re.compile(
    rf"(?:[IVX]{{1,5}}|\d{{1,2}}|[A-H])[.)]\s|(?:Điều|Chương|Phần|CHƯƠNG|PHẦN|ĐIỀU)\s+[\dIVXT]|[{UPPER}]?\("
)
_CAPITAL_RUN = re.compile(rf"(?:[{UPPER}\d\W]+(?:\s|$))+")
# Party papers: "CHỈ THỊ" / "CỦA BAN THƯỜNG VỤ TỈNH ỦY" / "về tăng cường …" is one subject.
_OF_A_BODY = re.compile(r"\W*cua (?:ban|bo|thuong truc|tinh|thanh|dang|uy ban)\b")
# "Ig-Q612/2020 -| Về các giải pháp …": what a stamp beside the subject leaves before it.
_STAMP_BEFORE = re.compile(r"^[^|]{0,20}\|\s*(?=Về\s)")
_MOST_LINES = 14
_LONG = 90
_LEAST_SUBJECT = 20
# What goes on with a name: "… THUỘC ỦY BAN NHÂN DÂN TỈNH", "… CỦA CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH".
_OPEN_END = re.compile(r"(?:(?<!\w)(?:cua|va|voi|giua|tai|do|cho|thuoc|toi|den|truoc|boi|cac|pho)|[,;–-])\s*$")


def subject_under_kind(
    source: Source, start: int, kind_line: int, skip: frozenset[int], issuer: str | None = None
) -> tuple[Reading[str], int]:
    """Read the subject from `start` (just after the kind) on; give it with the place where it ends.

    The subject is set in one block. It ends where the text proper begins, at a drawn line, or where the office
    that issues is named in
    capitals before the legal bases of a decision.
    """
    pieces: list[Span] = []
    rest = Span(start, source.lines[kind_line].end)
    if source.of(rest).strip(" :.*_"):
        piece = _cut_flat(source, rest)
        pieces.append(piece)
        if piece.end < rest.end:
            return _subject(source, pieces), piece.end
    for index in range(kind_line + 1, min(kind_line + _MOST_LINES, len(source.lines))):
        line = source.lines[index]
        if index in skip:
            continue
        if _ends_subject(source, pieces, index, skip) or (pieces and _issuer_acts(source, line, issuer)):
            break
        if is_rule(source.of(line)):
            if pieces:
                break
            continue
        piece = _cut_flat(source, Span(line.start, line.end))
        pieces.append(piece)
        if piece.end < line.end:
            break
    return _subject(source, pieces), pieces[-1].end if pieces else start


def subject_after_about(source: Source, fragments: list[Fragment], about: int, skip: frozenset[int]) -> Reading[str]:
    """Read "V/v …" of a letter: narrow lines under the number, with the date sometimes beside them."""
    pieces: list[Span] = []
    for fragment in fragments[about : about + 24]:
        text = source.text[fragment.start : fragment.end]
        if fragment.line in skip or fragment.part in (Part.DATE, Part.PLACE, Part.NATIONAL, Part.MOTTO, Part.NUMBER):
            continue
        if fragment.part not in (Part.ABOUT, Part.TEXT, Part.CAPITALS, Part.KIND):
            break
        if pieces and (
            (fragment.after_blank and not text[0].islower())
            or is_rubble(text)
            or (
                _PREAMBLE.match(source.folded_of(Span(fragment.start, fragment.end)))
                and not _is_day_of_cited(source, pieces[-1], text)
            )
        ):
            break
        if fragment.part is not Part.CAPITALS or pieces:
            pieces.append(Span(fragment.start, fragment.end))
    return _subject(source, pieces)


def _is_day_of_cited(source: Source, above: Span, text: str) -> bool:
    """ "Về triển khai Kết luận số 226-KL/TW" / "ngày 11/12/2025 của Ban Bí thư" is one subject."""
    return text.startswith("ngày") and any(
        found.end() == above.end for found in NUMBER.finditer(source.text, above.start, above.end)
    )


def _ends_subject(source: Source, pieces: list[Span], index: int, skip: frozenset[int]) -> bool:
    line = source.lines[index]
    text, folded = source.of(line), source.folded_of(line)
    if (_PREAMBLE.match(folded) and not text[0].islower()) or _MARK.match(text):
        # "Thực hiện Nghị quyết …" may well be a subject, when it comes first, is short and the text proper
        # begins after it.
        return not (
            not pieces
            and len(text) < _LONG
            and not folded.startswith(("can cu", "kinh gui", "hom nay", "hoi "))
            and "tran trong" not in folded
            and text[-1] not in ".;:,"
        )
    if not pieces:
        return len(text) > 400 and text[-1] in ".;:"
    if _names_the_office(source, index):
        return True
    before = source.of(pieces[-1])
    if _OF_A_BODY.match(source.folded_of(pieces[-1])) and text[0].islower():
        return False
    if text[0].islower():
        return text[-1] in ";:" and len(text) > _LONG
    if is_capital(before) and is_capital(text[:28]):
        return line.after_blank and HEADER_STARTERS.match(folded) is not None
    if before[-1] in ",-–" and not line.after_blank:
        return len(text) > 2 * _LONG
    if line.after_blank or text[-1] in ".;:" or is_capital(text[:28]) != is_capital(before):
        return True
    return len(text) > _LONG or before[-1] in ".:;"


def _issuer_acts(source: Source, line: Line, issuer: str | None) -> bool:
    """ "Ủy ban nhân dân phường X …" in small letters is the issuer beginning to speak."""
    return (
        bool(issuer) and not is_capital(source.of(line)) and source.folded_of(line).startswith(fold(str(issuer)) + " ")
    )


def _names_the_office(source: Source, index: int) -> bool:
    """ "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH" stands alone before "Căn cứ …"; the same words may also be part of a
    subject in capitals.
    """
    line = source.lines[index]
    folded = source.folded_of(line)
    if not is_capital(source.of(line)) or not (_OFFICE.match(folded) or HEADER_STARTERS.match(folded)):
        return False
    following = [source.folded_of(other) for other in source.lines[index + 1 : index + 4]]
    return any(_PREAMBLE.match(text) or text.startswith(("khoa ", "ky hop")) for text in following)


def _cut_flat(source: Source, piece: Span) -> Span:
    """Cut a flattened line where capitals give way to running text, or where a word of the preamble begins."""
    text = source.of(piece)
    end = len(text)
    run = _CAPITAL_RUN.match(text)
    if (
        run
        and len(run[0]) > 12
        and len(run[0]) < len(text) - 20
        and not (_OF_A_BODY.match(fold(run[0])) and text[run.end() : run.end() + 1].islower())
    ):
        end = run.end()
    inner = _INNER_PREAMBLE.search(text, 0, end)
    if inner and inner.start() > 8:
        end = inner.start()
    office = re.search(
        rf"\s(?:CHỦ TỊCH|BỘ TRƯỞNG|GIÁM ĐỐC|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN)\s[{UPPER}\s,]+$",
        text[:end].rstrip(),
    )
    if office:
        subject = text[: office.start()]
        is_cut = _parts_from_office(source, piece, subject) if end == len(text) else not is_capital(subject)
        end = office.start() if is_cut else end
    return Span(piece.start, piece.start + len(text[:end].rstrip()))


def _parts_from_office(source: Source, piece: Span, subject: str) -> bool:
    """ "… TRÊN ĐỊA BÀN TỈNH X CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH" right before "Căn cứ …": the office begins to act."""
    following = source.folded[piece.end : piece.end + 40].lstrip()
    is_whole = len(subject) > _LEAST_SUBJECT and _OPEN_END.search(fold(subject)) is None
    return is_whole and _PREAMBLE.match(following) is not None


def _subject(source: Source, pieces: list[Span]) -> Reading[str]:
    pieces = [piece for piece in pieces if source.of(piece).strip(" :.*_")]
    if not pieces:
        return Reading(doubt=Doubt.MISSING)
    text = collapse(" ".join(source.of(piece) for piece in pieces))
    text = _STAMP_BEFORE.sub("", text)
    text = re.sub(r"^(?:V\s?/\s?v|v/v)\s*:?\s*", "", text.lstrip(" :.*_#")).rstrip(" *_")
    confidence = 0.9 if 8 < len(text) < 500 else 0.6
    return Reading(text, Span(pieces[0].start, pieces[-1].end), confidence)


def without_issuer(subject: Reading[str], issuer: str | None) -> Reading[str]:
    """A flattened page runs subject and issuer together ("PHIÊN HỌP THÁNG 6 NĂM 2026 CHÍNH PHỦ"): cut the issuer.

    What only belongs to the subject ("QUY CHẾ LÀM VIỆC CỦA CHÍNH PHỦ") stays.
    """
    if not subject.value or not issuer or not is_capital(subject.value):
        return subject
    words, name = subject.value.split(), issuer.split()
    rest = words[: -len(name)]
    if len(rest) < 3 or fold(" ".join(words[-len(name) :])) != fold(" ".join(name)):
        return subject
    if re.search(r"(?<!\w)(?:cua|va|voi|giua|tai|do|cho|thuoc|toi|den)\W*$", fold(" ".join(rest[-2:]))):
        return subject
    return replace(subject, value=" ".join(rest), confidence=min(subject.confidence, 0.7))


def inner_preamble(source: Source, line: Line, start: int) -> int | None:
    """Give where the text proper begins in the line of the addressees, when a flattened page runs them together."""
    found = _INNER_PREAMBLE.search(source.text, start + 10, line.end)
    if found is None or line.end - found.start() < _LONG:
        return None
    return found.start() + 1


def preamble_begins(folded: str) -> bool:
    """Tell whether a line begins the text proper."""
    return _PREAMBLE.match(folded) is not None


def line_after(lines: list[Line], place: int) -> int:
    """Give the index of the first line that ends after `place`."""
    low, high = 0, len(lines)
    while low < high:
        middle = (low + high) // 2
        if lines[middle].end <= place:
            low = middle + 1
        else:
            high = middle
    return low
