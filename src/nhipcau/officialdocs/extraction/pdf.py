"""PDF with text: words with their boxes, read in the order in which a person reads the page.

Pages without text are named, so that they can be recognised.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from nhipcau.officialdocs.decoding import NotReadable, NotReadableCode
from nhipcau.officialdocs.extraction.building import TextBuilder
from nhipcau.officialdocs.extraction.context import Context
from nhipcau.officialdocs.extraction.extracted import Extracted, Footnote, Format, Note, Page, Word, Words
from nhipcau.officialdocs.extraction.pdf_bare_tables import BareTables
from nhipcau.officialdocs.extraction.pdf_kept import KeptPage, PageOfText
from nhipcau.officialdocs.extraction.pdf_lines import PrintedLine, goes_on_openly, in_columns, into_lines
from nhipcau.officialdocs.extraction.pdf_paragraphs import (
    PAGES_THAT_TELL,
    Setting,
    goes_on,
    goes_on_in_column,
    goes_on_in_number,
    is_apart,
    is_glued,
    setting_of,
    usual_pitch,
)
from nhipcau.officialdocs.extraction.pdf_tables import RuledTable, ruled_tables
from nhipcau.officialdocs.extraction.pdf_words import PrintedPage, PrintedWord
from nhipcau.officialdocs.extraction.text import LEGACY_NOTES
from nhipcau.officialdocs.secrecy import find_secrecy_mark
from nhipcau.officialdocs.span import Span

_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–—\s]*", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_MARGIN = 0.12
_EDGE_LINES = 2
_FEWEST_RETURNS = 3
# A page with fewer letters than this has no text to speak of.
_FEWEST_LETTERS = 12
_BROKEN = re.compile(r"[\ufffd\ue000-\uf8ff\x01-\x08\x0e-\x1f]")
_NOTE_NUMBER = re.compile(r"[\[(]?(\d{1,3})[\])]?")
_SMALL = 0.93
_RAISED = 0.86
_LONGEST_REPEATED = 300

_LOCKED = (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY)
_NO_PAGES = re.compile(rb"/Kids\s*\[\s*\]")


# Stamps stand on the first page; an annex may begin on the second. Those laid over the page are cheap to find anywhere.
_PAGES_WITH_STAMPS, _MOST_PICTURED = 2, 12


@dataclass(frozen=True, slots=True)
class ReadPdf:
    """The text of a PDF; the pages that show something and have no text that can be used; those that show more than
    their text says: of the first two in their upper half, and in what is laid over any page.
    """

    extracted: Extracted
    without_text: tuple[int, ...]
    pictured: tuple[int, ...]


def read_pdf(data: bytes, context: Context) -> ReadPdf:
    """Read a PDF that has text.

    Raises:
        NotReadable: "encrypted", "damaged", "no_pages", "too_many_pages".
    """
    notes: dict[Note, None] = {}
    without: list[int] = []
    pictured: list[int] = []

    def noted(pages: Iterable[PageOfText]) -> Iterator[PageOfText]:
        for page in pages:
            if not page.has_text:
                without.append(page.number)
            elif page.shows_more and len(pictured) < _MOST_PICTURED:
                pictured.append(page.number)
            yield page

    extracted = in_one_text(noted(read_pages(data, context, notes)), Format.PDF, notes)
    return ReadPdf(extracted, tuple(without), tuple(pictured))


def in_one_text(pages: Iterable[PageOfText], kind: Format, notes: dict[Note, None]) -> Extracted:
    """Write pages one after the other, without what returns on every page.

    What does is known only when all were seen; until then pages are put away in little room.
    """
    counts: Counter[str] = Counter()
    kept: list[KeptPage] = []
    has_all = True
    bare_tables = BareTables()
    for page in pages:
        bare_tables.take_out(page)
        counts.update({_key(line) for line in _edges(page)})
        kept.append(KeptPage(page))
        has_all &= page.has_text
    pitch = usual_pitch([page.taken_out().lines for page in kept[:PAGES_THAT_TELL]])
    writer = _Writer(pitch, _repeated(counts))
    for page, following in _taken_out(kept):
        writer.write(page, following)
    if not has_all:
        notes[Note.PAGE_WITHOUT_TEXT] = None
    return Extracted(writer.builder.text, kind, tuple(writer.pages), tuple(writer.footnotes), tuple(notes))


def _taken_out(kept: Sequence[KeptPage]) -> Iterator[tuple[PageOfText, PageOfText | None]]:
    """Each page with the one behind it; no more than these two are held at a time."""
    following = kept[0].taken_out() if kept else None
    for behind in (*kept[1:], None):
        page, following = following, behind.taken_out() if behind is not None else None
        if page is not None:
            yield page, following


def open_pdf(data: bytes, context: Context) -> pdfium.PdfDocument:
    """Open a PDF; the caller closes it.

    Raises:
        NotReadable: "encrypted", "damaged", "no_pages", "too_many_pages".
    """
    try:
        document = pdfium.PdfDocument(data)
        count = len(document)
    except pdfium.PdfiumError as error:
        # Of a document without pages pdfium only says that it cannot be loaded.
        if _NO_PAGES.search(data):
            raise NotReadable(NotReadableCode.NO_PAGES) from None
        is_locked = getattr(error, "err_code", None) in _LOCKED
        raise NotReadable(NotReadableCode.ENCRYPTED if is_locked else NotReadableCode.DAMAGED) from None
    if 0 < count <= context.most_pages:
        return document
    document.close()
    raise NotReadable(NotReadableCode.NO_PAGES if count == 0 else NotReadableCode.TOO_MANY_PAGES)


def read_pages(data: bytes, context: Context, notes: dict[Note, None]) -> Iterator[PageOfText]:
    """Give the pages of a PDF, those without text empty; `notes` takes what was noticed on the way."""
    document = open_pdf(data, context)
    try:
        for index in range(len(document)):
            yield _read_page(document, index, notes)
            context.on_page(index + 1, len(document))
    finally:
        document.close()


def _read_page(document: pdfium.PdfDocument, index: int, notes: dict[Note, None]) -> PageOfText:
    try:
        page = document[index]
    except pdfium.PdfiumError:
        raise NotReadable(NotReadableCode.DAMAGED) from None
    printed = PrintedPage(page)
    try:
        read = PageOfText(index + 1, printed.width, printed.height)
        words = printed.words()
        if _is_broken(words):
            read.has_text = False
            return read
        # A stamp or a page number typed over a scan is not its text; the few words of a last page are.
        letters = sum(map(str.isalnum, "".join(word.text for word in words)))
        read.has_text = letters >= _FEWEST_LETTERS or not printed.holds_pictures()
        is_early = index < _PAGES_WITH_STAMPS
        read.shows_more = (is_early and printed.shows_more_above()) or printed.is_written_over(stamps_only=not is_early)
        for font in printed.fonts:
            notes[LEGACY_NOTES[font.encoding]] = None
        if printed.is_turned:
            notes[Note.PAGE_TURNED] = None
        along, across = printed.rules()
        read.tables, rest = ruled_tables(along, across, words)
        read.lines = into_lines([word for word in rest if not word.aslant])
        read.lines, read.notes = _without_notes(read.lines)
        read.lines = _with_set_apart([*_aslant(rest), *_marks_typed_over(printed)], read.lines, printed.height / 2)
        return read
    finally:
        printed.close()
        page.close()


def _aslant(words: Sequence[PrintedWord]) -> list[PrintedLine]:
    """Lines that run in another direction than the page's text: stamps, watermarks, notes on the margin."""
    lines: dict[int, list[PrintedWord]] = {}
    for word in words:
        if word.aslant:
            lines.setdefault(word.aslant, []).append(word)
    return [PrintedLine(line) for line in lines.values()]


def _marks_typed_over(printed: PrintedPage) -> Iterator[PrintedLine]:
    """Marks of secrecy in notes that show their words; other notes are no text of the document."""
    for words, middle, box in printed.typed_over():
        if find_secrecy_mark(words) is not None:
            sides = box.left * printed.width, middle - 1, box.right * printed.width, middle + 1
            yield PrintedLine([PrintedWord(word, *sides, box) for word in words.split()])


def _with_set_apart(apart: list[PrintedLine], lines: list[PrintedLine], middle: float) -> list[PrintedLine]:
    """What is set apart has no place in the sentences that it lies over: it stands above the page's text or below."""
    above = [line for line in apart if line.middle < middle]
    return [*above, *lines, *(line for line in apart if line.middle >= middle)] if apart else lines


def _is_broken(words: Sequence[PrintedWord]) -> bool:
    """Tell whether the letters of a page are signs without a meaning: a font that does not say what it draws."""
    text = "".join(word.text for word in words)
    return len(_BROKEN.findall(text)) * 5 > len(text)


def _without_notes(lines: list[PrintedLine]) -> tuple[list[PrintedLine], list[tuple[str, list[PrintedWord]]]]:
    """Part the footnotes at the foot of a page from its lines: small letters, begun by a number that stands raised in
    the text above.
    """
    if len(lines) < 3:
        return lines, []
    usual = median(line.height for line in lines if len(line.text) > 20) if any(len(x.text) > 20 for x in lines) else 0
    first = len(lines)
    while first > 0 and (lines[first - 1].height < _SMALL * usual or _PAGE_NUMBER.fullmatch(lines[first - 1].text)):
        first -= 1
    foot = lines[first:]
    raised = {_number(word) for line in lines[:first] for word in line.words if _is_raised(word, line)}
    notes: list[tuple[str, list[PrintedWord]]] = []
    kept: list[PrintedLine] = []
    for line in foot:
        number = _number(line.words[0])
        begins = number is not None and number in raised and len(line.words) > 1
        if begins and all(number != other for other, _ in notes):
            notes.append((number or "", list(line.words[1:])))
            line.words[1].glued = False
        elif notes and not _PAGE_NUMBER.fullmatch(line.text):
            notes[-1][1].extend(line.words)
        else:
            kept.append(line)
    if not notes:
        return lines, []
    for line in lines[:first]:
        for word in line.words:
            if _is_raised(word, line) and _number(word) in {number for number, _ in notes}:
                word.text = f"[{_number(word)}]"
                word.glued = True
    return [*lines[:first], *kept], notes


def _number(word: PrintedWord) -> str | None:
    found = _NOTE_NUMBER.fullmatch(word.text)
    return found[1] if found else None


def _is_raised(word: PrintedWord, line: PrintedLine) -> bool:
    return word.height < _RAISED * line.height and word.bottom < line.bottom - 0.08 * line.height


def _repeated(counts: Counter[str]) -> frozenset[str]:
    """Lines in the margins that return on page after page, whatever number they carry."""
    return frozenset(key for key, count in counts.items() if count >= _FEWEST_RETURNS and key.strip("# -–"))


def _key(line: PrintedLine) -> str:
    return _DIGITS.sub("#", line.text)


def _edges(page: PageOfText) -> list[PrintedLine]:
    lines = page.lines
    top = [line for line in lines[:_EDGE_LINES] if line.top < _MARGIN * page.height]
    bottom = [line for line in lines[-_EDGE_LINES:] if line.bottom > (1 - _MARGIN) * page.height]
    return [*top, *bottom]


class _Writer:
    """Writes pages one after the other."""

    def __init__(self, pitch: float, repeated: frozenset[str]) -> None:
        self.builder = TextBuilder()
        self.pages: list[Page] = []
        self.footnotes: list[Footnote] = []
        self._repeated = repeated
        self._words: list[Word] = []
        self._pitch = pitch
        self._above: PrintedLine | None = None
        self._above_setting = Setting(0.0, self._pitch)

    def write(self, page: PageOfText, following: PageOfText | None) -> None:
        """Write a page: its text, its tables where they stand, its footnotes. `following` is the page behind it."""
        start = self.builder.length
        self._words = []
        anchors: dict[str, Span] = {}
        lines = self._text_lines(page)
        next_lines = self._text_lines(following) if following is not None else []
        waiting = sorted(page.tables, key=lambda table: table.top)
        part: list[PrintedLine] = []
        for line in lines:
            while waiting and waiting[0].top < line.middle:
                self._write_lines(part, page, anchors)
                part = []
                self._write_table(waiting.pop(0))
            part.append(line)
        self._write_lines(part, page, anchors, next_lines[0] if next_lines and not waiting else None)
        for table in waiting:
            self._write_table(table)
        self._write_notes(page, anchors)
        words = Words.of(self._words)
        self.pages.append(Page(page.number, Span(start, self.builder.length), page.width, page.height, words))

    def _is_running(self, line: PrintedLine, page: PageOfText) -> bool:
        """A page number or a running head is no text, unless it carries a mark of secrecy."""
        returns = _key(line) in self._repeated and page.number > 1
        if not returns and not _PAGE_NUMBER.fullmatch(line.text):
            return False
        return find_secrecy_mark(line.text) is None

    def _text_lines(self, page: PageOfText) -> list[PrintedLine]:
        running = {id(line) for line in _edges(page) if self._is_running(line, page)}
        return [line for line in page.lines if id(line) not in running]

    def _write_lines(
        self,
        lines: list[PrintedLine],
        page: PageOfText,
        anchors: dict[str, Span],
        following: PrintedLine | None = None,
    ) -> None:
        numbers = {number for number, _ in page.notes}
        setting = setting_of(lines, page.width, self._pitch)
        for count, (group, is_columns) in enumerate(in_columns(lines, page.width, following)):
            if count or is_columns:
                self._break(blank=True)
            for number, line in enumerate(group):
                above = self._above
                if above is None:
                    joins = False
                elif is_columns:
                    joins = goes_on_in_column(above, line, setting)
                else:
                    is_near = number == 0 or not is_apart(above, line, setting)
                    joins = (
                        goes_on_in_number(above, line)
                        or goes_on_openly(above, line)
                        or (is_near and goes_on(above, line, setting if number else self._above_setting))
                    )
                    if not joins and not is_near:
                        self._break(blank=True)
                if joins and above is not None:
                    self.builder.add("" if is_glued(above) else " ")
                else:
                    self._break(blank=is_columns and above is not None and is_apart(above, line, setting))
                self._write_words(line.words, anchors, numbers)
                self._above, self._above_setting = line, setting
            if is_columns:
                self._break()

    def _break(self, *, blank: bool = False) -> None:
        """End the line; what comes next goes on with nothing."""
        self._above = None
        if blank:
            self.builder.blank_line()
        else:
            self.builder.end_line()

    def _write_words(self, words: Sequence[PrintedWord], anchors: dict[str, Span], numbers: set[str]) -> None:
        for count, word in enumerate(words):
            if count and not word.glued:
                self.builder.add(" ")
            span = self.builder.add(word.text)
            self._words.append(Word(span, word.box, word.confidence))
            number = word.text[1:-1]
            if word.glued and number in numbers and word.text == f"[{number}]":
                anchors.setdefault(number, span)

    def _write_table(self, table: RuledTable) -> None:
        self._break(blank=True)
        for number, row in enumerate(table.rows):
            above = table.rows[number - 1] if number else []
            filled = False
            for column, cell in enumerate(row):
                if column:
                    self.builder.add(" | ")
                if column and row[column - 1] == cell:
                    continue
                words = [word for line in into_lines(table.words.get(cell, [])) for word in line.words]
                goes_on = cell in above
                if goes_on and sum(len(word.text) for word in words) > _LONGEST_REPEATED:
                    continue
                filled |= bool(words)
                self._write_words(words, {}, set())
            self.builder.end_line()
        self.builder.blank_line()

    def _write_notes(self, page: PageOfText, anchors: dict[str, Span]) -> None:
        if page.notes:
            self._break()
        for number, words in page.notes:
            start = self.builder.add(f"[{number}] ").start
            self._write_words(words, {}, set())
            if number in anchors:
                self.footnotes.append(Footnote(anchors[number], Span(start, self.builder.length)))
            self.builder.end_line()
