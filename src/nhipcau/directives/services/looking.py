"""What the door sees of a file, in memory, before anything of it is written: its text, its first scanned pages, a mark.

Text formats are read whole. Of a scan two pages are recognised, in two processes that can write no file; the rest
follows in the background, where each page is looked at again before it is kept.
"""

from dataclasses import dataclass, replace

from nhipcau.officialdocs import NotReadable, NotReadableCode, SecrecyMark, find_secrecy_mark
from nhipcau.officialdocs.decoding import BROKE_DOWN
from nhipcau.officialdocs.extraction.context import Context, context_of_this_machine
from nhipcau.officialdocs.extraction.door import first_reading
from nhipcau.officialdocs.extraction.extracted import Extracted, Format
from nhipcau.officialdocs.extraction.page_readers import FailedPage, PageReaders
from nhipcau.officialdocs.extraction.page_reading import PageReading, ReadPage
from nhipcau.officialdocs.extraction.scan import join_pages, stamp_beside_text, stamp_in_pictures

# Both cores read one page each, so that two take no longer than one.
PAGES_AT_THE_DOOR = 2
# Where on a page behind the first a stamp may stand.
_HEAD_LINES, _FOOT_LINES = 15, 5


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen. `scanned` are the numbers of the pages that OCR has to read, `read` those that it has read,
    `pictured` those with text that show more than it; `pictures` are those of a file without pages that may be stamps.

    `problem` is why the text could not be read though the first pages could be looked at.
    """

    format: Format
    extracted: Extracted | None = None
    scanned: tuple[int, ...] = ()
    pictured: tuple[int, ...] = ()
    pictures: bytes = b""
    read: tuple[ReadPage, ...] = ()
    mark: SecrecyMark | None = None
    problem: NotReadableCode | None = None


def look_at(data: bytes) -> Look:
    """Look at a file.

    Raises:
        NotReadable: it cannot be read; `code` says why.
    """
    try:
        look = look_at_text(data)
    except NotReadable as reason:
        if reason.code not in BROKE_DOWN:
            raise
        return _look_at_pages_alone(data, reason)
    if look.mark is None and look.pictured:
        look = replace(look, mark=find_secrecy_mark(stamp_beside_text(data, look.pictured, strict=True)))
    if look.mark is None and look.pictures:
        look = replace(look, mark=find_secrecy_mark(stamp_in_pictures(look.pictures, strict=True)))
    if look.mark is not None or not look.scanned:
        return look
    read = tuple(_read_at_the_door(data, look.scanned[:PAGES_AT_THE_DOOR]))
    mark = next(filter(None, (mark_on_page(page.reading) for page in read)), None)
    has_words = any(page.reading.words for page in read) or (look.extracted is not None and look.extracted.text.strip())
    if not has_words and len(look.scanned) <= PAGES_AT_THE_DOOR:
        raise NotReadable(NotReadableCode.NO_WORDS)
    return replace(look, read=read, mark=mark)


def look_at_text(data: bytes) -> Look:
    """Look at what can be read without OCR, and find which pages need it.

    Raises:
        NotReadable: it cannot be read; `code` says why.
    """
    first = first_reading(data, readers_context())
    mark = find_secrecy_mark(first.extracted.text) if first.extracted is not None else None
    return Look(first.format, first.extracted, first.scanned, first.pictured, first.pictures, mark=mark)


def readers_context() -> Context:
    """What readers may use here: OCR has its own place in the order of things."""
    return replace(context_of_this_machine(), reads_scans=False)


def mark_on_page(reading: PageReading) -> SecrecyMark | None:
    """The mark of secrecy on a scanned page: at its head or foot, or among its stamps.

    An annex may be stamped where the letter that it belongs to is not.
    """
    lines = [line for line in join_pages([reading]).text.splitlines() if line.strip()]
    if reading.number == 1:
        return find_secrecy_mark("\n".join(lines))
    head = lines[:_HEAD_LINES]
    return find_secrecy_mark("\n".join(head)) or find_secrecy_mark("\n".join(lines[len(head) :][-_FOOT_LINES:]))


def _look_at_pages_alone(data: bytes, reason: NotReadable) -> Look:
    """Look at a file as a person does, when its text cannot be had: its first pages are drawn and recognised.

    Raises:
        NotReadable: it has no pages that can be looked at; `code` is that of `reason`.
    """
    try:
        read = _read_at_the_door(data, tuple(range(1, PAGES_AT_THE_DOOR + 1)))
    except NotReadable:
        raise reason from None
    if not read:
        raise reason
    mark = next(filter(None, (mark_on_page(page.reading) for page in read)), None)
    return Look(Format.PDF, mark=mark, problem=reason.code)


def _read_at_the_door(data: bytes, numbers: tuple[int, ...]) -> list[ReadPage]:
    """Read pages; one that is not there is left out.

    Raises:
        NotReadable: a page could not be read, or Tesseract is missing: no mark can be looked for, nothing is taken in.
    """
    read: list[ReadPage] = []
    failed: list[FailedPage] = []
    with PageReaders(data) as readers:
        for page in readers.read(numbers):
            if isinstance(page, ReadPage):
                read.append(page)
            elif page is not None and page.problem is not NotReadableCode.NO_PAGES:
                failed.append(page)
    if failed:
        raise NotReadable(failed[0].problem)
    return read
