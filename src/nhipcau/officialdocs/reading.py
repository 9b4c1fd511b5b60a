"""The passes of a reading, one after the other."""

import re
from dataclasses import replace

from nhipcau.officialdocs.annexes import read_annexes
from nhipcau.officialdocs.assignments import Context, read_assignments
from nhipcau.officialdocs.bare_tables import find_bare_tables
from nhipcau.officialdocs.citations import read_citations
from nhipcau.officialdocs.date_patterns import find_printed
from nhipcau.officialdocs.dates import closed_places, read_dates
from nhipcau.officialdocs.deadlines import read_recurring_deadlines
from nhipcau.officialdocs.decoding import decode
from nhipcau.officialdocs.document import Issuer, Metadata, OfficialDocument, Reading, SecrecyMark, Signer, Span
from nhipcau.officialdocs.extraction.context import Context as FileContext
from nhipcau.officialdocs.extraction.door import extract
from nhipcau.officialdocs.extraction.extracted import Extracted
from nhipcau.officialdocs.foot import Foot, read_foot
from nhipcau.officialdocs.footnotes import Notes
from nhipcau.officialdocs.further_dates import read_further_dates
from nhipcau.officialdocs.header import Header, read_header
from nhipcau.officialdocs.lines import Source
from nhipcau.officialdocs.lookalikes import as_latin, with_doubted_lookalikes
from nhipcau.officialdocs.ocr_doubts import with_ocr_doubts
from nhipcau.officialdocs.paragraphs import read_paragraphs
from nhipcau.officialdocs.passages import passages
from nhipcau.officialdocs.problems import find_problems, second_document
from nhipcau.officialdocs.reporters import with_reporters
from nhipcau.officialdocs.secrecy import find_secrecy_mark
from nhipcau.officialdocs.signature import Signature, capacities
from nhipcau.officialdocs.soft_breaks import without_soft_breaks
from nhipcau.officialdocs.structure import read_structure
from nhipcau.officialdocs.taught import Vocabulary, using
from nhipcau.vietnamese import normalise

# Numbers of documents and amounts are no years.
_A_YEAR = re.compile(r"(?<=[Nn]ăm )20\d\d(?!\d)")
_BEGINNING = 1_500


def read(text: str, vocabulary: Vocabulary | None = None) -> OfficialDocument:
    """Read an official document. Never raises, whatever the text is; the same text gives the same reading.

    With a `vocabulary` the units that it names are found in running text as those are that the tables know.
    """
    with using(vocabulary):
        return with_doubted_lookalikes(_read(normalise(text)))


def _read(text: str) -> OfficialDocument:
    source = Source(without_soft_breaks(as_latin(text)))
    header = read_header(source)
    foot = read_foot(source, header.body_start, noisy=source.is_noisy)
    tables = find_bare_tables(source)
    notes = Notes(source)
    bodies = frozenset(notes.bodies)
    body = read_paragraphs(source, header.body_start, foot.start, header.stamp_lines, bodies, tables)
    second = second_document(source, max(foot.end, header.body_start))
    annexes = read_paragraphs(
        source, foot.end, len(source.text) if second is None else max(foot.end, second), notes=bodies, tables=tables
    )
    structure = read_structure(body, annexes, noisy=source.is_noisy)
    texts = passages(source, header.subject, structure.paragraphs, header.date.span)
    mentions = read_citations(texts, header.number.value)
    closed = [
        closed_places(passage.paragraph.text, places) for passage, places in zip(texts, mentions.places, strict=True)
    ]
    context = Context(header.kind.value, header.issuing_body.value)
    recurring = read_recurring_deadlines(texts, closed, telling=context.tells)
    signed_on = source.joined(header.date.span) if header.date.span else None
    mark = find_secrecy_mark(text)
    assignments = read_assignments(structure, context, recurring)
    assigned = frozenset(assignment.provision for assignment in assignments)
    printed = [find_printed(passage.paragraph.text, passage.paragraph.folded) for passage in texts]
    dates = read_dates(texts, closed, printed, header.date, signed_on, assigned)
    further = read_further_dates(texts, closed, printed, header.date.value, _year(header.subject.value, source.text))
    return OfficialDocument(
        text=text,
        metadata=_metadata(header, foot, mark),
        recipients=foot.recipients,
        provisions=structure.provisions,
        outline=structure.outline,
        citations=mentions.citations,
        dates=dates,
        further_dates=further,
        recurring_deadlines=with_reporters(recurring, assignments),
        assignments=assignments,
        problems=find_problems(source, header, second, dates, mark, has_body=bool(structure.provisions)),
        secrecy_mark=mark,
        footnotes=notes.read(structure.provisions),
        issuers=tuple(
            Issuer(one.value, one.span, one.confidence, one.doubt)
            for one in header.issuers
            if one.value is not None and one.span is not None
        ),
        signers=tuple(_signer(one) for one in foot.signatures),
        annexes=read_annexes(structure),
    )


def _year(subject: str | None, text: str) -> int | None:
    """The year of a document without a day: that of its subject, else the first one in its beginning."""
    found = _A_YEAR.search(subject or "") or _A_YEAR.search(text[:_BEGINNING])
    return int(found[0]) if found else None


def _metadata(header: Header, foot: Foot, mark: SecrecyMark | None) -> Metadata:
    return Metadata(
        parent_body=header.parent_body,
        issuing_body=header.issuing_body,
        kind=header.kind,
        number=header.number,
        place=header.place,
        date=header.date,
        subject=header.subject,
        signer=foot.signature.signer,
        signer_position=foot.signature.position,
        signing_authority=foot.signature.authority,
        secrecy=Reading() if mark is None else Reading(mark.level.value, mark.span, 0.9),
        urgency=header.urgency,
        received=header.received,
    )


def _signer(signature: Signature) -> Signer:
    authority, position = signature.authority.value, signature.position.value
    return Signer(
        name=signature.signer.value,
        position=position,
        authority=authority,
        capacity=capacities(authority, position),
        span=Span(signature.start or 0, signature.end or 0),
        confidence=min(signature.signer.confidence, signature.position.confidence or 1.0),
        doubt=signature.signer.doubt or signature.position.doubt,
    )


def read_bytes(data: bytes, vocabulary: Vocabulary | None = None) -> OfficialDocument:
    """Read the bytes of a text file.

    Raises:
        NotReadable: the bytes are not a text.
    """
    return read(decode(data), vocabulary)


def read_extracted(extracted: Extracted, vocabulary: Vocabulary | None = None) -> OfficialDocument:
    """Read a text that was taken from a file; the document carries its pages and footnotes along.

    What lies on words that OCR was not sure of is doubted.
    """
    return with_ocr_doubts(replace(read(extracted.text, vocabulary), source=extracted))


def read_file(
    data: bytes, context: FileContext | None = None, vocabulary: Vocabulary | None = None
) -> OfficialDocument:
    """Read the bytes of a file of any format; `place_on_pages(document.source, span)` gives places on its pages.

    Raises:
        NotReadable: `code` says why the bytes are no document that can be read.
    """
    return read_extracted(extract(data, context), vocabulary)
