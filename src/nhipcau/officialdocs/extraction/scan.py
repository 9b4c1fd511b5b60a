"""Scanned pages put together to one text: words into lines and columns, tables, running heads left out.

The pages themselves are read by `page_readers`; those of a PDF that have text keep it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from statistics import median

from nhipcau.officialdocs.decoding import BROKE_DOWN, NotReadable, NotReadableCode
from nhipcau.officialdocs.extraction.context import Context
from nhipcau.officialdocs.extraction.extracted import Box, Extracted, Format, Note
from nhipcau.officialdocs.extraction.page_pictures import POINTS_AN_INCH, PageSource
from nhipcau.officialdocs.extraction.page_readers import FailedPage, PageReaders
from nhipcau.officialdocs.extraction.page_reading import PageReading, ReadPage
from nhipcau.officialdocs.extraction.pdf import in_one_text, read_pages
from nhipcau.officialdocs.extraction.pdf_kept import PageOfText
from nhipcau.officialdocs.extraction.pdf_lines import into_lines
from nhipcau.officialdocs.extraction.pdf_words import PrintedWord
from nhipcau.officialdocs.extraction.slips import mended
from nhipcau.officialdocs.extraction.tesseract import SeenWord
from nhipcau.officialdocs.secrecy import find_secrecy_mark

# A line whose height is this near to that of most lines is set in the same letters, whatever their ink.
_SAME_LETTERS = 0.35
# Below this a line is what is left of a signature, a seal or a stain.
_RUBBLE = 0.35


def pages_of_scan(data: bytes) -> int:
    """How many pages a picture file has.

    Raises:
        NotReadable: "damaged", "too_many_pages".
    """
    return PageSource(data).count


def recognised(data: bytes, numbers: Sequence[int], context: Context) -> dict[int, PageReading]:
    """Read pages by OCR, each in a process that is bounded. A page that fails is left out, unless all do.

    Raises:
        NotReadable: all pages failed, as the last one did.
    """
    readings: dict[int, PageReading] = {}
    failure = NotReadableCode.NO_WORDS
    with PageReaders(data) as readers:
        for page in readers.read(numbers):
            if isinstance(page, ReadPage):
                readings[page.reading.number] = page.reading
                context.on_page(len(readings), len(numbers))
            elif isinstance(page, FailedPage):
                failure = page.problem
                if failure is NotReadableCode.NEEDS_TESSERACT:
                    break
    if not readings:
        raise NotReadable(failure)
    return readings


def stamp_beside_text(data: bytes, numbers: Sequence[int], *, strict: bool = False) -> str:
    """Give the words of a mark of secrecy that pages of a PDF show without saying it in their text; "" for none.

    A page that cannot be drawn shows none, unless it is looked at strictly.

    Raises:
        NotReadable: where it is, a page could not be looked at: nobody knows what it shows.
    """
    return _stamp_on(data, numbers, strict=strict) if numbers else ""


def stamp_in_pictures(data: bytes, *, strict: bool = False) -> str:
    """Give the words of a mark of secrecy that pictures of a file (`pictures_with_light_ground`) show; "" for none.

    Raises:
        NotReadable: as `stamp_beside_text`.
    """
    return _stamp_on(data, range(1, pages_of_scan(data) + 1), strict=strict)


def _stamp_on(data: bytes, numbers: Iterable[int], *, strict: bool) -> str:
    with PageReaders(data, beside_text=True) as readers:
        for page in readers.read(numbers):
            if isinstance(page, ReadPage):
                text = join_pages([page.reading]).text
                mark = find_secrecy_mark(text)
                if mark is not None:
                    return text[mark.span.start : mark.span.end]
            elif isinstance(page, FailedPage) and strict and page.problem in BROKE_DOWN:
                raise NotReadable(page.problem)
    return ""


def join_pages(readings: Iterable[PageReading]) -> Extracted:
    """Give the text of a scan from its pages in the order of their numbers."""
    pages = mended(sorted(readings, key=lambda reading: reading.number))
    notes = _notes(pages)
    return in_one_text(map(_page_of_text, pages), Format.SCAN, notes)


def join_pdf(data: bytes, context: Context, readings: Mapping[int, PageReading]) -> Extracted:
    """Give the text of a PDF some of whose pages are scans and were read.

    Raises:
        NotReadable: as `pdf.read_pdf`.
    """
    recognised_pages = {reading.number: reading for reading in mended(list(readings.values()))}
    notes = _notes(list(readings.values()))
    pages = (
        _page_of_text(recognised_pages[page.number]) if page.number in readings else page
        for page in read_pages(data, context, notes)
    )
    extracted = in_one_text(pages, Format.PDF, notes)
    return replace(extracted, format=Format.SCAN) if len(readings) >= len(extracted.pages) else extracted


def _notes(readings: Sequence[PageReading]) -> dict[Note, None]:
    notes: dict[Note, None] = {}
    if readings:
        notes[Note.OCR] = None
    if any(reading.turned for reading in readings):
        notes[Note.PAGE_TURNED] = None
    return notes


def _page_of_text(reading: PageReading) -> PageOfText:
    scale = POINTS_AN_INCH / reading.dpi
    stamps = into_lines(_printed(reading.stamps, reading, scale))
    lines = into_lines(_printed(_without_rubble(reading.words), reading, scale))
    # A stamp has no place in the sentences that it lies over: it stands above the page's text or below it.
    middle = reading.height * scale / 2
    above = [line for line in stamps if line.middle < middle]
    below = [line for line in stamps if line.middle >= middle]
    page = PageOfText(reading.number, reading.width * scale, reading.height * scale)
    page.lines = [*above, *lines, *below]
    page.has_text = bool(page.lines)
    return page


def _without_rubble(words: Sequence[SeenWord]) -> list[SeenWord]:
    """Leave out lines that Tesseract itself does not believe in."""
    return [
        word
        for line in _by_lines(words)
        if sum(word.confidence * len(word.text) for word in line) >= _RUBBLE * sum(len(word.text) for word in line)
        for word in line
    ]


def _by_lines(words: Iterable[SeenWord]) -> list[list[SeenWord]]:
    lines: dict[tuple[int, int, int], list[SeenWord]] = defaultdict(list)
    for word in words:
        lines[word.block, word.paragraph, word.line].append(word)
    return list(lines.values())


def _printed(words: Sequence[SeenWord], reading: PageReading, scale: float) -> list[PrintedWord]:
    """Words as the printed words of a PDF are: as high as their letters, not as their ink."""
    lines = _by_lines(words)
    heights = [max(word.bottom for word in line) - min(word.top for word in line) for line in lines]
    usual = median([height for line, height in zip(lines, heights, strict=True) for _ in line]) if lines else 0
    printed: list[PrintedWord] = []
    for line, own_height in zip(lines, heights, strict=True):
        height = usual if abs(own_height - usual) < _SAME_LETTERS * usual else own_height
        for word in line:
            # Most words of a line stand on it; some hang below.
            near = [other.bottom for other in line if abs(other.left - word.left) < 8 * height]
            bottom = median(near)
            printed.append(
                PrintedWord(
                    word.text,
                    word.left * scale,
                    (bottom - height) * scale,
                    word.right * scale,
                    bottom * scale,
                    Box(
                        word.left / reading.width,
                        word.top / reading.height,
                        word.right / reading.width,
                        word.bottom / reading.height,
                    ),
                    confidence=word.confidence,
                )
            )
    return printed
