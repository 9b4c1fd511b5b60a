"""What a file gives by itself, without OCR and without outside programs.

This is the part of reading that takes a file of unknown origin apart, so it can run in a process of its own (`apart`).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from nhipcau.officialdocs.extraction.context import Context, Reader
from nhipcau.officialdocs.extraction.docx import read_docx
from nhipcau.officialdocs.extraction.embedded_pictures import pictures_with_light_ground
from nhipcau.officialdocs.extraction.extracted import Extracted, Format
from nhipcau.officialdocs.extraction.html import read_html
from nhipcau.officialdocs.extraction.mending import mended, without_unseen
from nhipcau.officialdocs.extraction.open_document import mark_in_open_document
from nhipcau.officialdocs.extraction.page_reading import PageReading
from nhipcau.officialdocs.extraction.pdf import read_pdf
from nhipcau.officialdocs.extraction.scan import join_pdf, pages_of_scan
from nhipcau.officialdocs.extraction.sniffing import sniff
from nhipcau.officialdocs.extraction.text import read_text

READERS: dict[Format, Reader] = {Format.TEXT: read_text, Format.HTML: read_html, Format.DOCX: read_docx}
# LibreOffice makes a DOCX of these.
CONVERTED = frozenset({Format.DOC, Format.RTF, Format.ODT})


@dataclass(frozen=True, slots=True)
class FirstReading:
    """The format of a file, its text where it has any, and the numbers of the pages that OCR has to read.

    `extracted` is None for a picture, and for what LibreOffice has to convert first. `pictured` are pages with text
    that show more than it, perhaps a stamp; `pictures` is a TIFF of the pictures in a file without pages that may be
    stamps. `beside` are the words of a mark of secrecy that a conversion would lose.
    """

    format: Format
    extracted: Extracted | None = None
    scanned: tuple[int, ...] = ()
    pictured: tuple[int, ...] = ()
    pictures: bytes = b""
    beside: str = ""


def read_first(data: bytes, context: Context) -> FirstReading:
    """Tell what a file is, and read what can be read of it.

    Raises:
        NotReadable: as `sniff` and the reader of its format.
    """
    kind = sniff(data)
    if kind in CONVERTED:
        return FirstReading(kind, beside=mark_in_open_document(data) if kind is Format.ODT else "")
    if kind is Format.SCAN:
        return FirstReading(kind, scanned=tuple(range(1, pages_of_scan(data) + 1)))
    if kind is Format.PDF:
        read = read_pdf(data, context)
        return FirstReading(kind, mended(read.extracted), read.without_text, read.pictured)
    extracted = READERS[kind](data, context)
    if kind is Format.TEXT:
        return FirstReading(kind, without_unseen(extracted))
    return FirstReading(kind, mended(extracted), pictures=pictures_with_light_ground(data, kind))


def read_converted(data: bytes, context: Context, came_as: Format) -> FirstReading:
    """Read the DOCX that LibreOffice made of another file.

    Raises:
        NotReadable: as `read_docx`.
    """
    extracted = mended(read_docx(data, context, came_as=came_as))
    return FirstReading(came_as, extracted, pictures=pictures_with_light_ground(data, Format.DOCX))


def read_with_pages(data: bytes, context: Context, readings: Mapping[int, PageReading]) -> FirstReading:
    """Read a PDF again, with what OCR read on pages of it.

    Raises:
        NotReadable: as `read_pdf`.
    """
    extracted = mended(join_pdf(data, context, readings))
    return FirstReading(extracted.format, extracted)
