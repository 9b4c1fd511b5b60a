"""Pages that were read and wait to be written, held as numbers: what returns on every page is known only at the end.

A document of 500 pages has 200,000 words; as objects they would take 200 MB, so they take some 70 bytes each.
"""

from array import array
from collections.abc import Callable
from dataclasses import dataclass, field

from nhipcau.officialdocs.extraction.extracted import Box
from nhipcau.officialdocs.extraction.pdf_lines import PrintedLine
from nhipcau.officialdocs.extraction.pdf_tables import RuledTable
from nhipcau.officialdocs.extraction.pdf_words import PrintedWord

# No word holds it: readers take signs up to the space for the end of a word.
_BETWEEN = "\0"
_NUMBERS = 8


@dataclass(slots=True)
class PageOfText:
    """What stands on a page of a PDF or of a scan, before it is known what returns on every page."""

    number: int
    width: float
    height: float
    lines: list[PrintedLine] = field(default_factory=list)
    tables: list[RuledTable] = field(default_factory=list)
    notes: list[tuple[str, list[PrintedWord]]] = field(default_factory=list)
    has_text: bool = True
    shows_more: bool = False


class KeptPage:
    """A page of text, put away; `taken_out` gives it as it was."""

    __slots__ = ("_glued", "_head", "_lines", "_notes", "_numbers", "_sureness", "_tables", "_texts")

    def __init__(self, page: PageOfText) -> None:
        self._head = (page.number, page.width, page.height, page.has_text)
        self._lines = array("I", [len(line.words) for line in page.lines])
        self._tables = [
            (table.top, table.rows, [(cell, len(words)) for cell, words in table.words.items()])
            for table in page.tables
        ]
        self._notes = [(number, len(words)) for number, words in page.notes]
        words = [word for line in page.lines for word in line.words]
        words += [word for table in page.tables for inside in table.words.values() for word in inside]
        words += [word for _, inside in page.notes for word in inside]
        self._texts = _BETWEEN.join(word.text for word in words)
        self._glued = bytes(word.glued for word in words)
        self._numbers = array("d")
        for word in words:
            box = word.box
            self._numbers.extend(
                (word.left, word.top, word.right, word.bottom, box.left, box.top, box.right, box.bottom)
            )
        sureness = [word.confidence for word in words if word.confidence is not None]
        self._sureness = array("d", sureness) if len(sureness) == len(words) else None

    def taken_out(self) -> PageOfText:
        """The page, to be written."""
        take = self._words()
        number, width, height, has_text = self._head
        page = PageOfText(number, width, height, has_text=has_text)
        page.lines = [PrintedLine(take(count)) for count in self._lines]
        page.tables = [
            RuledTable(top, rows, {cell: take(count) for cell, count in counts}) for top, rows, counts in self._tables
        ]
        page.notes = [(number, take(count)) for number, count in self._notes]
        return page

    def _words(self) -> Callable[[int], list[PrintedWord]]:
        texts = self._texts.split(_BETWEEN)
        at = 0

        def take(count: int) -> list[PrintedWord]:
            nonlocal at
            taken = [self._word(number, texts[number]) for number in range(at, at + count)]
            at += count
            return taken

        return take

    def _word(self, number: int, text: str) -> PrintedWord:
        left, top, right, bottom, *box = self._numbers[_NUMBERS * number : _NUMBERS * (number + 1)]
        sureness = self._sureness[number] if self._sureness is not None else None
        return PrintedWord(text, left, top, right, bottom, Box(*box), bool(self._glued[number]), sureness)
