"""What every reader of a file format gives: the text, and where on which page each word of it stands.

`text` is in normal form (`nhipcau.vietnamese.normalise` leaves it as it is), so that places found in it by the later
passes are places on the page, too.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import overload

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


class Words(Sequence[Word]):
    """The words of a page in the order of the text, held as numbers: a long document has hundreds of thousands.

    `starts`, `ends`: characters of the text; `edges`: four shares of the page for each word, as in `Box`;
    `confidences`: empty where no OCR had a part.
    """

    __slots__ = ("confidences", "edges", "ends", "starts")

    def __init__(
        self, starts: "array[int]", ends: "array[int]", edges: "array[float]", confidences: "array[float]"
    ) -> None:
        """Take the numbers as they are.

        Raises:
            ValueError: they are not of the same words.
        """
        count = len(starts)
        if len(ends) != count or len(edges) != 4 * count or len(confidences) not in (0, count):
            raise ValueError(count)
        self.starts, self.ends, self.edges, self.confidences = starts, ends, edges, confidences

    @classmethod
    def of(cls, words: Iterable[Word]) -> "Words":
        """Hold words; either OCR was more or less sure of all of them, or had no part in any."""
        starts, ends, edges, confidences = array("I"), array("I"), array("d"), array("d")
        for word in words:
            starts.append(word.span.start)
            ends.append(word.span.end)
            box = word.box
            edges.extend((box.left, box.top, box.right, box.bottom))
            if word.confidence is not None:
                confidences.append(word.confidence)
        return cls(starts, ends, edges, confidences)

    def moved(self, place: Callable[[int], int]) -> "Words":
        """The same words in another text."""
        return Words(
            array("I", map(place, self.starts)), array("I", map(place, self.ends)), self.edges, self.confidences
        )

    def less_sure_than(self, bound: float) -> Iterator[Word]:
        """The words that OCR was less sure of."""
        return (self[number] for number, confidence in enumerate(self.confidences) if confidence < bound)

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, number: int) -> Word: ...
    @overload
    def __getitem__(self, number: slice) -> list[Word]: ...
    def __getitem__(self, number: int | slice) -> Word | list[Word]:
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        at = number if number >= 0 else number + len(self)
        if not 0 <= at < len(self):
            raise IndexError(number)
        span = Span(self.starts[at], self.ends[at])
        box = Box(*self.edges[4 * at : 4 * at + 4])
        return Word(span, box, self.confidences[at] if self.confidences else None)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Words):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self.__slots__)

    def __hash__(self) -> int:
        return hash((self.starts.tobytes(), self.edges.tobytes()))

    def __repr__(self) -> str:
        return f"Words.of({list(self)})"


NO_WORDS = Words.of(())


@dataclass(frozen=True, slots=True)
class Page:
    """One page: number from 1, its characters in the text, its size in points, its words in the order of the text."""

    number: int
    span: Span
    width: float
    height: float
    words: Words = NO_WORDS


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
