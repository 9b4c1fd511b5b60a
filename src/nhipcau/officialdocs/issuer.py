"""Who issues: the capital lines at the left of the header, the body and the body above it."""

import re
from dataclasses import replace

from nhipcau.officialdocs.document import Reading, Span
from nhipcau.officialdocs.enums import Doubt
from nhipcau.officialdocs.fragments import Fragment, Part
from nhipcau.officialdocs.lines import Source, collapse
from nhipcau.officialdocs.vocabulary import HEADER_CONTINUATIONS, HEADER_STARTERS, INNER_STARTERS
from nhipcau.vietnamese import fold

_EDGES = " |*-–—_.,:;/\\'\"`~"
_PLACE_WORDS = r"(?:tinh|thanh pho|tp|huyen|quan|thi xa|thi tran|xa|phuong|dac khu)"
# A name that may stand alone: it ends with the place of the body, or its first words say that it is a whole.
_WHOLE_BODY = re.compile(
    rf"[\W_]*(?:.{{2,90}}?\b{_PLACE_WORDS}\.?\s+[\w\-–. ]{{2,30}}|(?:tinh|thanh|huyen|quan|thi|dang)\s+uy\s+\w.{{1,40}}"
    r"|.{2,60}\b(?:viet nam|trung uong)|(?:bo|tong cuc|cuc|dai hoc|hoc vien|tong cong ty|tap doan|quan khu|lien doan|so"
    r"|tinh doan|thanh doan)\s+\w.{1,70}|(?:chinh phu|quoc hoi|trung uong doan|trung uong hoi))"
)
# Before these words the name goes on: "BỘ QUỐC" / "PHÒNG", "SỞ NGOẠI VỤ -" / "SỞ TÀI CHÍNH".
_OPEN_BODY = re.compile(
    r"(?:\b(?:va|cua|cac|quoc|van|bien|hai|tinh|thanh pho|uy|dia|cong tac|bo doi|noi|co|tru|chi huy|tu lenh"
    r"|xa|phuong|huyen|dac khu|khu"
    r"|ngoai|dich|thuong|nhiem|nghiep|dac|phuc)|[-–,])$"
)
# "… TỈNH HÀ TĨNH", "TỈNH ỦY ĐIỆN BIÊN" are whole though their last syllable reads like an open name.
_PLACE_NAMED = re.compile(rf"\b(?:{_PLACE_WORDS}|(?:tinh|thanh|huyen|quan|thi|dang)\s+uy)\s+\w+\s+\w+$")
_MINISTRY = re.compile(r"bo (?!tu lenh|chi huy|doi|mon)")
_JOINT = re.compile(r"\s[-–]\s+")
_LONGEST = 240
_HEADS_THAT_NEED_A_BODY = (
    "chu tich",
    "bo truong",
    "giam doc",
    "truong ban",
    "hieu truong",
    "thu tuong",
    "tong giam doc",
)
# Alone on a line these end the name above ("PHÒNG VĂN HÓA - XÃ" / "HỘI").
_ENDS_OF_NAMES = ("hoi", "phong", "vu", "doan", "bo", "so", "vien", "bao", "to", "doi", "thue")
_BODY_NAMES_THAT_NEED_A_PLACE = ("uy ban nhan dan", "hoi dong nhan dan", "ubnd", "hdnd")


def read_issuer(
    source: Source, fragments: list[Fragment], number: str | None = None
) -> tuple[Reading[str], Reading[str], tuple[Reading[str], ...]]:
    """Give parent body, issuing body, and those who issue together.

    They stand in the fragments before the number (or before the kind).

    "ỦY BAN NHÂN DÂN" / "TỈNH X" is one body on two lines; "TỈNH ỦY X" / "BAN TUYÊN GIÁO" are two. A line begins
    a body when its first
    words do (`units.toml`), otherwise it goes on with the body above.
    """
    bodies: list[list[Fragment]] = []
    for fragment in [piece for whole in fragments for piece in _parted(source, whole)]:
        if fragment.part is not Part.CAPITALS:
            continue
        folded = source.folded_of(Span(fragment.start, fragment.end)).strip(_EDGES)
        if _begins_body(folded, bodies, source):
            bodies.append([fragment])
        elif bodies and len(folded) > 1 and fragment.line - bodies[-1][-1].line <= 3:
            bodies[-1].append(fragment)
    if not bodies:
        return Reading(doubt=None), Reading(doubt=Doubt.MISSING), ()
    if len(bodies) > 1 and _issue_together(source, bodies, number):
        whole = _joined(source, [fragment for body in bodies for fragment in body])
        return Reading(), whole, tuple(_joined(source, body) for body in bodies)
    parent = _joined(source, [fragment for body in bodies[:-1] for fragment in body])
    return parent, _joined(source, bodies[-1]), _named_together(source, bodies[-1])


def _parted(source: Source, fragment: Fragment) -> list[Fragment]:
    """A flattened page runs two bodies together ("UBND TỈNH X VĂN PHÒNG"): part them where the second begins."""
    if fragment.part is not Part.CAPITALS:
        return [fragment]
    for found in INNER_STARTERS.finditer(
        source.folded, fragment.start + 1, min(fragment.end, fragment.start + _LONGEST)
    ):
        above = source.folded[fragment.start : found.start()].strip(" |*_")
        if " " in above and _WHOLE_BODY.fullmatch(above) and not _OPEN_BODY.search(above):
            return [
                replace(fragment, end=found.start()),
                *_parted(source, replace(fragment, start=found.start())),
            ]
    return [fragment]


def _issue_together(source: Source, bodies: list[list[Fragment]], number: str | None) -> bool:
    """Bodies of one rank issue together, and those whose initials stand side by side in the symbol."""
    names = [source.folded_of(Span(body[0].start, body[-1].end)).strip(_EDGES) for body in bodies]
    if all(name.startswith("so ") for name in names) or all(_MINISTRY.match(name) for name in names):
        return True
    signs = [fold(re.sub(r"[^A-ZĐ\d]", "", part)) for part in re.split(r"[-–/]", number or "")[2:]]
    signs = [sign for sign in signs if len(sign) > 1]
    matched = {next((s for s in signs if _initials(name).startswith(s[:5])), None) for name in names}
    return None not in matched and len(matched) == len(names)


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.split(r"[\s,\-–]+", name) if word and word != "va")


def _named_together(source: Source, body: list[Fragment]) -> tuple[Reading[str], ...]:
    """ "SỞ NGOẠI VỤ - SỞ TÀI CHÍNH" names two who issue together."""
    start, end = body[0].start, body[-1].end
    cuts = [
        found.end()
        for found in _JOINT.finditer(source.folded, start, end)
        if HEADER_STARTERS.match(source.folded, found.end())
    ]
    if not cuts:
        return ()
    places = zip([start, *cuts], [*(cut for cut in cuts), end], strict=True)
    return tuple(_joined(source, [replace(body[0], start=a, end=b)]) for a, b in places)


def _begins_body(folded: str, bodies: list[list[Fragment]], source: Source) -> bool:
    if not HEADER_STARTERS.match(folded):
        return False
    if not bodies:
        return True
    above = source.folded_of(Span(bodies[-1][0].start, bodies[-1][-1].end)).strip(_EDGES)
    is_open = _OPEN_BODY.search(above) is not None and _PLACE_NAMED.search(above) is None
    if above in _HEADS_THAT_NEED_A_BODY or is_open or folded in _ENDS_OF_NAMES:
        return False
    # "ỦY BAN NHÂN DÂN" alone waits for its place; "HỘI ĐỒNG NHÂN DÂN - ỦY BAN NHÂN DÂN" likewise.
    if above in _BODY_NAMES_THAT_NEED_A_PLACE and HEADER_CONTINUATIONS.match(folded) and not folded.endswith(" uy"):
        return "uy" in folded.split()[1:2]
    return not above.endswith((" va", ",", " -", " cua"))


def _joined(source: Source, fragments: list[Fragment]) -> Reading[str]:
    if not fragments:
        return Reading()
    text = collapse(" ".join(source.text[f.start : f.end].strip(_EDGES) for f in fragments))
    odd = sum(1 for character in text if not character.isalnum() and character not in " -–,.()")
    confidence = 0.95 if not odd else 0.6
    return Reading(text, Span(fragments[0].start, fragments[-1].end), confidence, Doubt.OCR_SUSPECT if odd else None)
