"""The one door: bytes of any format in, text with places out."""

from bisect import bisect_left, bisect_right

from nhipcau.officialdocs.extraction.context import Context, Reader, context_of_this_machine
from nhipcau.officialdocs.extraction.doc_rtf import read_doc, read_odt, read_rtf
from nhipcau.officialdocs.extraction.docx import read_docx
from nhipcau.officialdocs.extraction.extracted import Box, Extracted, Format
from nhipcau.officialdocs.extraction.html import read_html
from nhipcau.officialdocs.extraction.mending import mended
from nhipcau.officialdocs.extraction.scan import read_pdf_and_scans, read_scan
from nhipcau.officialdocs.extraction.sniffing import sniff
from nhipcau.officialdocs.extraction.text import read_text
from nhipcau.officialdocs.span import Span

READERS: dict[Format, Reader] = {
    Format.TEXT: read_text,
    Format.HTML: read_html,
    Format.DOCX: read_docx,
    Format.DOC: read_doc,
    Format.RTF: read_rtf,
    Format.ODT: read_odt,
    Format.PDF: read_pdf_and_scans,
    Format.SCAN: read_scan,
}


def extract(data: bytes, context: Context | None = None) -> Extracted:
    """Give the text of a file of any format that is read here, with its places.

    Raises:
        NotReadable: `code` says why, one code for each reason.
    """
    context = context_of_this_machine() if context is None else context
    kind = sniff(data)
    extracted = READERS[kind](data, context)
    return extracted if kind is Format.TEXT else mended(extracted)


def place_on_pages(extracted: Extracted, span: Span) -> list[tuple[int, Box]]:
    """Give where on which pages a place of the text stands: one box for each printed line of it, in order.

    Nothing for a text without pages, and for a place without printed words.
    """
    found: list[tuple[int, Box]] = []
    first = max(0, bisect_right([page.span.start for page in extracted.pages], span.start) - 1)
    for page in extracted.pages[first:]:
        if page.span.start >= span.end:
            break
        start = bisect_right([word.span.end for word in page.words], span.start)
        stop = bisect_left([word.span.start for word in page.words], span.end)
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
