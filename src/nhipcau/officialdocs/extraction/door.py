"""The one door: bytes of any format in, text with places out."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import replace

from nhipcau.officialdocs.decoding import NotReadable, NotReadableCode
from nhipcau.officialdocs.extraction import apart
from nhipcau.officialdocs.extraction.context import Context, context_of_this_machine
from nhipcau.officialdocs.extraction.doc_rtf import convert
from nhipcau.officialdocs.extraction.extracted import Box, Extracted, Note
from nhipcau.officialdocs.extraction.first_reading import (
    CONVERTED,
    FirstReading,
    read_converted,
    read_first,
    read_with_pages,
)
from nhipcau.officialdocs.extraction.mending import mended, moved
from nhipcau.officialdocs.extraction.page_reading import PageReading
from nhipcau.officialdocs.extraction.scan import join_pages, recognised, stamp_beside_text, stamp_in_pictures
from nhipcau.officialdocs.secrecy import find_secrecy_mark
from nhipcau.officialdocs.span import Span


def extract(data: bytes, context: Context | None = None) -> Extracted:
    """Give the text of a file of any format that is read here, with its places.

    The file is taken apart in a process of its own, bounded in time and memory, unless the context says otherwise.

    Raises:
        NotReadable: `code` says why, one code for each reason.
    """
    context = context_of_this_machine() if context is None else context
    first = first_reading(data, context)
    extracted = first.extracted
    if extracted is None or (first.scanned and context.reads_scans):
        extracted = _with_scans(data, context, first)
    if context.reads_scans and first.pictured:
        extracted = _with_stamp(extracted, stamp_beside_text(data, first.pictured))
    if context.reads_scans and first.pictures and find_secrecy_mark(extracted.text) is None:
        extracted = _with_stamp(extracted, stamp_in_pictures(first.pictures))
    return extracted


def first_reading(data: bytes, context: Context) -> FirstReading:
    """Give what a file says without OCR, and which of its pages need it.

    Raises:
        NotReadable: as `extract`.
    """
    first = apart.first_reading(data, context) if context.apart else read_first(data, context)
    if first.format not in CONVERTED:
        return first
    if context.libreoffice is None:
        raise NotReadable(NotReadableCode.NEEDS_LIBREOFFICE)
    made = convert(data, first.format.value, "docx", context)
    converted = (apart.converted if context.apart else read_converted)(made, context, first.format)
    if not first.beside or converted.extracted is None or find_secrecy_mark(converted.extracted.text) is not None:
        return converted
    return replace(converted, extracted=_with_stamp(converted.extracted, first.beside, *converted.extracted.notes))


def with_pages(data: bytes, context: Context, readings: Mapping[int, PageReading]) -> Extracted:
    """Give the text of a PDF with what OCR read on some of its pages.

    Raises:
        NotReadable: as `extract`.
    """
    joined = (apart.with_pages if context.apart else read_with_pages)(data, context, readings).extracted
    if joined is None:
        raise NotReadable(NotReadableCode.CRASHED)
    return joined


def _with_stamp(extracted: Extracted, words: str, *notes_of_it: Note) -> Extracted:
    """Set a mark of secrecy that only an eye sees above the text, on a line of its own."""
    if not words:
        return extracted
    above = f"{words}\n"
    notes = tuple(dict.fromkeys([*extracted.notes, *(notes_of_it or [Note.OCR])]))
    return replace(moved(extracted, above + extracted.text, lambda place: place + len(above)), notes=notes)


def _with_scans(data: bytes, context: Context, first: FirstReading) -> Extracted:
    """Read what only OCR can; where it fails, what the file says by itself has to do."""
    of_text = first.extracted
    try:
        readings = recognised(data, first.scanned, context)
    except NotReadable:
        if of_text is not None and of_text.text.strip():
            return of_text
        raise
    joined = mended(join_pages(readings.values())) if of_text is None else with_pages(data, context, readings)
    if not joined.text.strip():
        raise NotReadable(NotReadableCode.NO_WORDS)
    return joined


def place_on_pages(extracted: Extracted, span: Span) -> list[tuple[int, Box]]:
    """Give where on which pages a place of the text stands: one box for each printed line of it, in order.

    Nothing for a text without pages, and for a place without printed words.
    """
    found: list[tuple[int, Box]] = []
    first = max(0, bisect_right([page.span.start for page in extracted.pages], span.start) - 1)
    for page in extracted.pages[first:]:
        if page.span.start >= span.end:
            break
        start = bisect_right(page.words.ends, span.start)
        stop = bisect_left(page.words.starts, span.end)
        lines: list[Box] = []
        for word in page.words[start:stop]:
            if lines and _on_one_line(lines[-1], word.box):
                lines[-1] = _around(lines[-1], word.box)
            else:
                lines.append(word.box)
        found.extend((page.number, box) for box in lines)
    return found


def _on_one_line(box: Box, following: Box) -> bool:
    middle = (following.top + following.bottom) / 2
    return box.top < middle < box.bottom and following.left >= box.left


def _around(one: Box, other: Box) -> Box:
    return Box(
        min(one.left, other.left), min(one.top, other.top), max(one.right, other.right), max(one.bottom, other.bottom)
    )
