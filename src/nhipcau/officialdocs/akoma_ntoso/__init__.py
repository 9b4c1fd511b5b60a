"""A reading as Akoma Ntoso 1.0 (OASIS LegalDocML; schema 3.0): the exchange form of parliaments and archives.

>>> from nhipcau.officialdocs import read, to_akoma_ntoso
>>> document = read("Số: 12/KH-UBND\\nA, ngày 05 tháng 3 năm 2026\\nKẾ HOẠCH\\nTuần lễ văn hóa\\n1. Nội dung")
>>> xml = to_akoma_ntoso(document)
>>> "/akn/vn/doc/ke-hoach/2026-03-05/12-kh-ubnd" in xml
True
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lxml import etree

from nhipcau.officialdocs.akoma_ntoso.ends import write_conclusions, write_preface
from nhipcau.officialdocs.akoma_ntoso.hierarchy import BodyWriter, Texts, read_texts, segments
from nhipcau.officialdocs.akoma_ntoso.identification import Component, write_meta
from nhipcau.officialdocs.akoma_ntoso.names import ACTS, Identifiers, number_sign, slug, work_uri
from nhipcau.officialdocs.akoma_ntoso.writing import NAMESPACE, add
from nhipcau.officialdocs.document import OfficialDocument, Provision, Span
from nhipcau.officialdocs.enums import ProvisionKind
from nhipcau.officialdocs.lines import collapse
from nhipcau.officialdocs.vocabulary import KIND_WORDS, KINDS
from nhipcau.vietnamese import fold_key

__all__ = ["NAMESPACE", "to_akoma_ntoso", "work_uri"]

_BASE = re.compile(r"\W*(?:can cu|theo de nghi|xet (?:de nghi|to trinh|bao cao|ho so)|tren co so)\b")
_FORMULA = re.compile(r"\W*(?:quyet dinh|nghi quyet|quyet nghi|chi thi|ket luan|quy dinh)\W*")
_KIND = re.compile(rf"(?P<kind>{KIND_WORDS})(?!\w)")
_LINE = re.compile(r"[^\n]+")
_LETTER = re.compile(r"[^\W\d_]")
_PLAIN = frozenset({ProvisionKind.PARAGRAPH, ProvisionKind.BULLET})


def to_akoma_ntoso(document: OfficialDocument, *, made_on: date | None = None) -> str:
    """Give the document as one XML text that the OASIS schema takes.

    No word of it is lost: the header is the preface, recipients and signature are the conclusions, annexes are
    attachments, footnotes stand at their anchors. Only what is not the document's own word is left out: page numbers,
    running heads that come again, drawn lines, stains of a scan, and the strokes between cells of a table. Citations
    become references with the address of the cited document and the relation as their class. Signs that XML cannot
    hold become U+FFFD.

    Args:
        document: a reading, as `read` gives it.
        made_on: day of the conversion, for the identification of the file; the day of signing when left out, so that
            the same reading always gives the same file.
    """
    parts = _parts(document)
    texts = read_texts(document)
    identifiers = Identifiers()
    kind = document.metadata.kind.value
    root = etree.Element(f"{{{NAMESPACE}}}akomaNtoso", nsmap={None: NAMESPACE})
    is_act = kind in ACTS
    main = add(root, "act" if is_act else "doc", name=slug(kind or "") or "van-ban")
    write_meta(
        main,
        document,
        Component("main", slug(kind or "") or None, document.metadata.subject.value),
        prefix="",
        made_on=made_on,
    )
    write_preface(main, document, parts.body_start, identifiers)
    writer = BodyWriter(texts, identifiers)
    opening = _preamble_length(document.provisions, parts.body)
    if opening:
        _write_preamble(main, texts, writer, parts.body[:opening], identifiers)
    _write_body(add(main, "body" if is_act else "mainBody"), texts, writer, parts.body[opening:], identifiers, "")
    write_conclusions(main, document, parts.foot, identifiers)
    if parts.attachments:
        attachments = add(main, "attachments")
        for number, indexes in enumerate(parts.attachments, start=1):
            _write_attachment(attachments, document, texts, writer, indexes, number, identifiers, made_on)
    return etree.tostring(root, encoding="unicode", pretty_print=False)


@dataclass(frozen=True, slots=True)
class _Parts:
    """Which provisions are the body and which the annexes, and the characters before and between them."""

    body_start: int
    body: list[int]
    foot: list[Span]
    attachments: list[list[int]]


def _parts(document: OfficialDocument) -> _Parts:
    provisions = document.provisions
    end = len(document.text)
    if not provisions:
        return _Parts(end, [], [], [])
    body_start = provisions[0].span.start
    foot_start = _foot_start(document, body_start)
    annexes = {annex.provision for annex in document.annexes}
    body: list[int] = []
    attachments: list[list[int]] = []
    for index, provision in enumerate(provisions):
        begins = index in annexes or provision.kind is ProvisionKind.ANNEX
        if begins or (provision.span.start >= foot_start and not attachments):
            attachments.append([index])
        elif attachments:
            attachments[-1].append(index)
        else:
            body.append(index)
    foot = _foot(provisions, foot_start, end)
    return _Parts(body_start, body, [*foot, *_lines_between(document, foot)], attachments)


def _foot_start(document: OfficialDocument, body_start: int) -> int:
    metadata = document.metadata
    places = [
        reading.span.start
        for reading in (metadata.signer, metadata.signer_position, metadata.signing_authority)
        if reading.span is not None
    ]
    places += [signer.span.start for signer in document.signers]
    places += [recipient.span.start for recipient in document.recipients]
    return min((place for place in places if place >= body_start), default=len(document.text))


def _foot(provisions: Sequence[Provision], foot_start: int, end: int) -> list[Span]:
    """The characters around the signature up to the annexes behind it, and what stands behind everything."""
    before = max((p.span.end for p in provisions if p.span.start < foot_start), default=provisions[0].span.start)
    behind = min((p.span.start for p in provisions if p.span.start >= foot_start), default=end)
    last = max(provision.span.end for provision in provisions)
    return [Span(before, max(before, behind)), *([Span(last, end)] if last > behind else [])]


def _lines_between(document: OfficialDocument, foot: list[Span]) -> list[Span]:
    """Lines that stand in no part, such as an arrival stamp on a later page; no page numbers, a running head once."""
    lines: dict[str, Span] = {}
    at = document.provisions[0].span.start
    for provision in document.provisions:
        if provision.span.start > at and not any(span.start <= at < span.end for span in foot):
            for found in _LINE.finditer(document.text, at, provision.span.start):
                if _LETTER.search(found[0]):
                    lines.setdefault(collapse(found[0]), Span(found.start(), found.end()))
        at = max(at, provision.span.end)
    return list(lines.values())


def _preamble_length(provisions: Sequence[Provision], body: list[int]) -> int:
    """How many provisions of the body are legal bases and the words that enact ("QUYẾT ĐỊNH:")."""
    length = bases = 0
    for number, index in enumerate(body, start=1):
        provision = provisions[index]
        if provision.kind not in _PLAIN or provision.parent is not None:
            break
        folded = fold_key(provision.text[:80])
        is_base = _BASE.match(folded) is not None
        if is_base or (bases and _FORMULA.fullmatch(folded)):
            length = number
            bases += is_base
    return length if bases else 0


def _write_preamble(
    main: etree._Element, texts: Texts, writer: BodyWriter, indexes: list[int], identifiers: Identifiers
) -> None:
    preamble = add(main, "preamble", eId=identifiers.single("", "preamble"))
    citations: etree._Element | None = None
    for index in indexes:
        folded = fold_key(texts.provisions[index].text[:80])
        if _BASE.match(folded):
            if citations is None:
                citations = add(preamble, "citations", eId=identifiers.counted("preamble", "cits"))
            own = identifiers.counted(citations.get("eId") or "", "cit")
            writer.paragraph(add(citations, "citation", eId=own), index, own)
            continue
        citations = None
        if _FORMULA.fullmatch(folded):
            own = identifiers.counted("preamble", "formula")
            writer.paragraph(add(preamble, "formula", eId=own, name="enactingFormula"), index, own)
        else:
            writer.paragraph(preamble, index, "preamble")


def _write_body(
    body: etree._Element,
    texts: Texts,
    writer: BodyWriter,
    indexes: list[int],
    identifiers: Identifiers,
    prefix: str,
) -> None:
    children = segments(indexes, texts.provisions)
    writer.parts(body, children[None], children, prefix)
    if not len(body):
        # The schema wants a part; a document without body has one with nothing in it.
        own = identifiers.counted(prefix, "al")
        add(add(add(body, "alinea", eId=own), "content", eId=identifiers.single(own, "content")), "p")


def _write_attachment(
    attachments: etree._Element,
    document: OfficialDocument,
    texts: Texts,
    writer: BodyWriter,
    indexes: list[int],
    number: int,
    identifiers: Identifiers,
    made_on: date | None,
) -> None:
    first = document.provisions[indexes[0]]
    title = next((annex.title for annex in document.annexes if annex.provision == indexes[0]), None)
    kind = None if first.kind is ProvisionKind.ANNEX else _kind_of(title or first.text)
    sort = slug(kind or "phụ lục")
    own = identifiers.numbered("", "att", number_sign(first.mark) if first.kind is ProvisionKind.ANNEX else "")
    annex = add(add(attachments, "attachment", eId=own), "doc", name=sort)
    write_meta(annex, document, Component(f"annex_{number}", sort, title), prefix=own, made_on=made_on)
    _write_body(add(annex, "mainBody"), texts, writer, indexes, identifiers, own)


def _kind_of(title: str) -> str | None:
    """ "QUY CHẾ phát ngôn", issued with a decision, is a quy chế."""
    found = _KIND.match(fold_key(title[:80]))
    return KINDS[found["kind"]] if found else None
