"""From a file of any format to its text with places: one `Reader` per format, one door (`extract`)."""

from nhipcau.officialdocs.extraction.context import Context, Reader, context_of_this_machine
from nhipcau.officialdocs.extraction.door import extract, place_on_pages
from nhipcau.officialdocs.extraction.extracted import Box, Extracted, Footnote, Format, Note, Page, Word
from nhipcau.officialdocs.extraction.sniffing import sniff

__all__ = [
    "Box",
    "Context",
    "Extracted",
    "Footnote",
    "Format",
    "Note",
    "Page",
    "Reader",
    "Word",
    "context_of_this_machine",
    "extract",
    "place_on_pages",
    "sniff",
]
