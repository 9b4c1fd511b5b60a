"""What every reader of a file format gives: the text, and where on which page each word of it stands.

`text` is in normal form (`nhipcau.vietnamese.normalise` leaves it as it is), so that places found in it by the later
passes are places on the page, too.
"""

from dataclasses import dataclass
from enum import StrEnum

from nhipcau.officialdocs.span import Span


class Format(StrEnum):
    """The formats that come in through the one door."""

    TEXT = "text"
    HTML = "html"
    DOCX = "docx"
    DOC = "doc"
    RTF = "rtf"
    ODT = "odt"
    PDF = "pdf"
    SCAN = "scan"


class Note(StrEnum):
    """What happened to the text on the way; nothing is changed silently."""

    LEGACY_TCVN3 = "legacy_tcvn3"
    LEGACY_VNI = "legacy_vni"
    OCR = "ocr"
    PAGE_TURNED = "page_turned"
    PAGE_WITHOUT_TEXT = "page_without_text"
    HIDDEN_TEXT_LEFT_OUT = "hidden_text_left_out"
    CHANGES_ACCEPTED = "changes_accepted"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, as shares (0 to 1) of its width and height from the left upper corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Word:
    """One printed word: its characters in the text, its place on the page, and how sure OCR was (0 to 1)."""

    span: Span
    box: Box
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page: number from 1, its characters in the text, its size in points, its words in the order of the text."""

    number: int
    span: Span
    width: float
    height: float
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote: where its number stands in the running text, and its own words at the place where they are given."""

    anchor: Span
    body: Span


@dataclass(frozen=True, slots=True)
class Extracted:
    """A file as text. `pages` is empty for formats without pages (text, HTML, DOCX read directly)."""

    text: str
    format: Format
    pages: tuple[Page, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    notes: tuple[Note, ...] = ()
