"""What stands around the body: the preface with number, date and title, and the conclusions with the signature."""

import re
from collections import Counter

from lxml import etree

from nhipcau.officialdocs.akoma_ntoso.hierarchy import citation_attributes
from nhipcau.officialdocs.akoma_ntoso.identification import numbered, signers_of
from nhipcau.officialdocs.akoma_ntoso.names import Identifiers
from nhipcau.officialdocs.akoma_ntoso.writing import Mark, add, without_overlaps, write
from nhipcau.officialdocs.document import OfficialDocument, Reading, Span
from nhipcau.officialdocs.lines import collapse, is_rule
from nhipcau.vietnamese import fold_key

_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"\s+")
_RECIPIENTS = "noi nhan"
# Which reading gives which element; where two claim the same words the first has them.
_HEADER = (
    ("number", "docNumber"),
    ("date", "docDate"),
    ("kind", "docType"),
    ("subject", "docTitle"),
    ("issuing_body", "docAuthority"),
    ("parent_body", "docAuthority"),
)


def write_preface(root: etree._Element, document: OfficialDocument, end: int, identifiers: Identifiers) -> None:
    """Every line of the header, with what was read in it marked. A text without header has no preface."""
    marks = _header_marks(document, end)
    lines = _lines(document.text, Span(0, end), marks)
    if not lines:
        return
    preface = add(root, "preface", eId=identifiers.single("", "preface"))
    for line in lines:
        own = identifiers.counted("preface", "p")
        inside = [mark for mark in marks if line.start <= mark.start and mark.end <= line.end]
        element = add(preface, "p", eId=own)
        for mark, inline in zip(
            inside, write(element, document.text[line.start : line.end], inside, line.start), strict=True
        ):
            inline.set("eId", identifiers.counted(own, mark.tag))
            _write_references(inline, document, mark, identifiers)
        for piece in element.iter():
            piece.text, piece.tail = _one_space(piece.text), _one_space(piece.tail)


def _write_references(title: etree._Element, document: OfficialDocument, mark: Mark, identifiers: Identifiers) -> None:
    """A title may cite: "thực hiện Nghị quyết số …"."""
    cited = without_overlaps(
        Mark(citation.span.start, citation.span.end, "ref", citation_attributes(citation))
        for citation in document.citations
        if mark.start <= citation.span.start and citation.span.end <= mark.end
    )
    if mark.tag == "docTitle" and cited:
        title.text = None
        for inline in write(title, document.text[mark.start : mark.end], cited, mark.start):
            inline.set("eId", identifiers.counted(title.get("eId") or "", "ref"))


def _one_space(text: str | None) -> str | None:
    return text and _SPACE.sub(" ", text)


def _header_marks(document: OfficialDocument, end: int) -> list[Mark]:
    kept: list[Mark] = []
    for name, tag in _HEADER:
        reading: Reading[object] = getattr(document.metadata, name)
        span = reading.span
        if reading.value is None or span is None or span.end > end or span.start >= span.end:
            continue
        # Two columns side by side: the place of a title holds words of the other column as well.
        if name == "subject" and fold_key(collapse(document.text[span.start : span.end])) != fold_key(
            str(reading.value)
        ):
            continue
        if all(span.end <= mark.start or span.start >= mark.end for mark in kept):
            date = document.metadata.date.value
            attributes = {"date": date.isoformat()} if name == "date" and date else {}
            kept.append(Mark(span.start, span.end, tag, attributes))
    cited = (
        Mark(citation.span.start, citation.span.end, "ref", citation_attributes(citation))
        for citation in document.citations
        if citation.span.end <= end
    )
    free = (mark for mark in cited if all(mark.end <= other.start or mark.start >= other.end for other in kept))
    return without_overlaps([*kept, *free])


def _lines(text: str, region: Span, marks: list[Mark]) -> list[Span]:
    """Lines with words in them; a line end within a mark parts nothing."""
    lines: list[Span] = []
    start = region.start
    for place in [*(found.start() for found in re.finditer(r"\n", text[region.start : region.end])), None]:
        end = region.end if place is None else region.start + place
        if any(mark.start < end < mark.end for mark in marks):
            continue
        words = text[start:end]
        if words.strip() and not is_rule(words):
            lead = len(words) - len(words.lstrip())
            lines.append(Span(start + lead, start + len(words.rstrip())))
        start = end + 1
    return lines


def write_conclusions(
    root: etree._Element, document: OfficialDocument, regions: list[Span], identifiers: Identifiers
) -> None:
    """Recipients as a list, the signature, and every other word of the foot as it stands there."""
    text = "\n".join(document.text[region.start : region.end] for region in regions)
    if not text.strip():
        return
    conclusions = add(root, "conclusions", eId=identifiers.single("", "conclusions"))
    _write_recipients(conclusions, document, text, identifiers)
    _write_signatures(conclusions, document, regions, identifiers)
    _write_other_words(conclusions, text, identifiers)


def _write_recipients(
    conclusions: etree._Element, document: OfficialDocument, text: str, identifiers: Identifiers
) -> None:
    if not document.recipients:
        return
    block = add(conclusions, "blockList", eId=identifiers.counted("conclusions", "list"))
    own = block.get("eId") or ""
    if _RECIPIENTS in fold_key(text):
        add(block, "listIntroduction", eId=identifiers.single(own, "intro")).text = "Nơi nhận:"
    for recipient in document.recipients:
        item = add(block, "item", eId=identifiers.counted(own, "item"))
        write(add(item, "p"), recipient.text)


def _write_signatures(
    conclusions: etree._Element, document: OfficialDocument, regions: list[Span], identifiers: Identifiers
) -> None:
    """One paragraph for each who signs: on whose behalf, as what, and the name."""
    names = ("signingFor", "signerPosition", "signer")
    for number, words in enumerate(_signers_within(document, regions), start=1):
        present = [
            (value, tag, f"#{numbered(name, number)}")
            for value, tag, name in zip(words, ("organization", "role", "person"), names, strict=True)
            if value
        ]
        if not present:
            continue
        own = identifiers.counted("conclusions", "p")
        signature = add(add(conclusions, "p", eId=own), "signature", eId=identifiers.counted(own, "signature"))
        for position, (value, tag, refers) in enumerate(present, start=1):
            element = add(signature, tag, eId=identifiers.counted(own, tag), refersTo=refers)
            write(element, value)
            element.tail = " " if position < len(present) else None


def _signers_within(document: OfficialDocument, regions: list[Span]) -> list[tuple[str | None, str | None, str | None]]:
    """All who sign, when they sign in the foot."""
    metadata = document.metadata
    readings = (metadata.signer, metadata.signer_position, metadata.signing_authority)
    places = [signer.span.start for signer in document.signers] or [r.span.start for r in readings if r.span]
    if not any(region.start <= place < region.end for place in places for region in regions):
        return []
    return signers_of(metadata, document.signers)


def _write_other_words(conclusions: etree._Element, text: str, identifiers: Identifiers) -> None:
    """What neither recipients nor signature hold: marks of stamps, initials of the typist, a second document."""
    written = Counter(_WORD.findall(" ".join(conclusions.itertext()).casefold()))
    for line in text.split("\n"):
        left: list[str] = []
        for token in line.split():
            words = Counter(_WORD.findall(token.casefold()))
            if all(written[word] >= count for word, count in words.items()):
                written.subtract(words)
            else:
                left.append(token)
        if left:
            write(add(conclusions, "p", eId=identifiers.counted("conclusions", "p")), " ".join(left))
    if not len(conclusions):
        add(conclusions, "p", eId=identifiers.counted("conclusions", "p"))
