"""Lines joined into paragraphs: broken lines mended, page numbers, running heads and footnotes taken out of the
flow.

Every later pass reads `Paragraph.text`; `Paragraph.place` leads back to the source.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from nhipcau.officialdocs.bare_tables import BareTable
from nhipcau.officialdocs.document import Span
from nhipcau.officialdocs.lines import UPPER, Source, is_capital, is_rubble, is_rule
from nhipcau.officialdocs.lost_blanks import places_of_lost_blanks
from nhipcau.officialdocs.marks import STRAY, Mark, Style, read_mark
from nhipcau.vietnamese import fold

_PAGE_NUMBER = re.compile(
    r"[-–—'`.\s]*(?:(?:trang|page)\s*:?\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?(?:\s*\|\s*trang)?[-–—'`.\s]*|[^\w\n]{0,3}\s*\d{1,3}\s*[^\w\n]{0,3}"
)
# A flattened page has whole articles in one line: break before marks that follow the end of a sentence.
_FLAT_BREAK = re.compile(
    rf"(?<=[.;:/\])])\s+(?=(?:Điều|Chương|CHƯƠNG|Mục|Phần)\s+(?:\d|[IVX]|thứ)|\d{{1,2}}(?:\.\d{{1,2}})"
    rf"{{0,2}}\.\s+[{UPPER}]|[IVX]{{1,4}}\.\s+[{UPPER}]|[a-zđ]\)\s+\S|[-–+]\s+[{UPPER}])"
)
# No paragraph ends with one of these words; with their marks, for "Hồ sơ" and "đền tài" end many a heading.
_OPEN_END = re.compile(
    r"(?<!\w)(?:ngày|tháng|s[ốôổồ]|[đĐ]i[ềêể]u|khoản|và|c[ủú]a|các|với|cho|tại|theo|về|trong|từ|đến|những|bằng)$"
)
# "hằng tháng (trước ngày 20)," / "6 tháng (trước ngày 10/6) và năm": no line of its own behind a comma.
_PERIOD = re.compile(r"0?\d{1,2}\s+(?:tháng|năm|ngày|tuần)(?!\w)")
# With these words documents turn to something else; a line that begins with them after a full stop does as well.
_BEGINS_ANEW = re.compile(r"(?:yeu cau|de nghi|tren day|giao |trong qua trinh|can cu|thuc hien |noi nhan|de )")
# A legal basis runs to its semicolon, however a page broke its lines.
_LEGAL_BASE = re.compile(r"[-*\s]*(?:can cu|theo de nghi|thuc hien|xet)\b")
_PAGE_TOP = re.compile(r"\f\s*(?P<head>\S[^\n]{0,89})(?=\n)")
_DIGITS = re.compile(r"\d+")
_NUMBERED_HEAD = re.compile(r"[^\n|]{4,80}\s{3,}\d{1,4}[ \t]*\n")
# No heading is longer; one right before a page number is shorter still, for it goes to the next page.
_LONGER, _CUT_BY_PAGE = 250, 120
_VERY_LONG = 500
_SHORT = 100
_RUN = re.compile(r" {2,}")
_CELLS = " | "
_FEWEST_CELLS = 3
_BAR = re.compile(r"(?:^|\s)\|(?=\s|$)")
_ENDS = ".;:!?…"


class Sort(Enum):
    """What a paragraph is in the flow."""

    TEXT = auto()
    FOOTNOTE = auto()
    TABLE = auto()


@dataclass(slots=True)
class _Open:
    sort: Sort
    mark: Mark | None
    places: list[Span]
    cells: tuple[list[Span], ...] = ()


@dataclass
class Paragraph:
    """One paragraph: its joined text, its mark, and the way back to the source."""

    sort: Sort
    mark: Mark | None
    text: str
    folded: str = field(repr=False)
    _starts: list[int] = field(repr=False)
    _places: list[Span] = field(repr=False)

    def place(self, start: int, end: int) -> Span:
        """Give the place in the source of the characters `start` to `end` of `text`."""
        return Span(
            self._source_at(start), self._source_at(max(start, end - 1)) + 1 if end > start else self._source_at(start)
        )

    def printed(self, start: int, end: int) -> str:
        """Give the characters `start` to `end` of `text` as the source has them: without blanks that it lost."""
        words, at = [], start
        for index in range(1, len(self._starts)):
            begin = self._starts[index]
            if start < begin < end and self._places[index].start == self._places[index - 1].end:
                words.append(self.text[at : begin - 1])
                at = begin
        return "".join([*words, self.text[at:end]])

    def _source_at(self, at: int) -> int:
        index = max(0, bisect_right(self._starts, at) - 1)
        place = self._places[index]
        return min(max(place.start, place.start + at - self._starts[index]), max(place.start, place.end - 1))

    @property
    def span(self) -> Span:
        """From the first to the last character in the source."""
        # The cells of a row without bars do not stand in the order of the text.
        return Span(min(place.start for place in self._places), max(place.end for place in self._places))

    @property
    def body(self) -> str:
        """The text after the mark."""
        return self.text[self.mark.length :] if self.mark else self.text


def read_paragraphs(
    source: Source,
    start: int,
    end: int,
    skip: frozenset[int] = frozenset(),
    notes: frozenset[int] = frozenset(),
    tables: Sequence[BareTable] = (),
) -> list[Paragraph]:
    """Join the lines between two places into paragraphs.

    `skip` holds the indexes of lines that are stamps, `notes` the places where footnotes begin, `tables` those that
    lost their bars.
    """
    joiner = _Joiner(source, notes)
    at = start
    for table in tables:
        first = source.lines[table.first].start
        if not (at <= first < end):
            continue
        _join(joiner, source, Span(at, first), skip)
        for row in table.rows:
            joiner.add_row(row)
        at = source.lines[table.behind - 1].end
    _join(joiner, source, Span(at, end), skip)
    return [_paragraph(source, opened) for opened in joiner.done]


def _join(joiner: "_Joiner", source: Source, part: Span, skip: frozenset[int]) -> None:
    for place, after_blank, after_page in _flow(source, part.start, part.end, skip):
        joiner.add(place, after_blank=after_blank, after_page=after_page)


def _flow(source: Source, start: int, end: int, skip: frozenset[int]) -> Iterator[tuple[Span, bool, bool]]:
    """The lines with whether a blank line stands before them, and whether a page number does."""
    repeated = _running_heads(source)
    heads = _page_heads(source)
    gap = paged = False
    for index, line in enumerate(source.lines):
        if line.end <= start or line.start >= end:
            continue
        place = _inside(source, max(line.start, start), min(line.end, end))
        text = source.of(place)
        is_short = len(text) < _SHORT
        dropped = (
            index in skip
            or place.start in heads
            or (
                is_short
                and (text in repeated or _PAGE_NUMBER.fullmatch(source.folded_of(place)) is not None or is_rule(text))
            )
        )
        if not text or dropped or (source.is_noisy and is_rubble(text)):
            # What is dropped between two lines parts nothing by itself; the blank line around it does.
            gap = gap or line.after_blank
            paged = paged or (dropped and is_short and _PAGE_NUMBER.fullmatch(source.folded_of(place)) is not None)
            continue
        pieces = _unflattened(source, place) if len(text) > _VERY_LONG else [place]
        for number, piece in enumerate(pieces):
            yield piece, (line.after_blank or gap) and number == 0, paged and number == 0
        gap = paged = False


def _inside(source: Source, start: int, end: int) -> Span:
    text = source.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _running_heads(source: Source) -> frozenset[str]:
    """Short lines that return on every page ("CÔNG BÁO/Số 12/Ngày …")."""
    short = Counter(
        text
        for line in source.lines
        if 8 < line.end - line.start < 90 and not (text := source.of(line)).startswith(("-", "+"))
    )
    return frozenset(text for text, count in short.items() if count >= 4 and text[-1] not in ".;:,")


def _page_heads(source: Source) -> frozenset[int]:
    """First lines of pages, behind a form feed, that come again but for the page number, or that end with one."""
    if "\f" not in source.text:
        return frozenset()
    tops = [found.start("head") for found in _PAGE_TOP.finditer(source.text)]
    words = {top: _DIGITS.sub("", source.text[top : source.text.find("\n", top)]).strip() for top in tops}
    count = Counter(words.values())
    return frozenset(
        top
        for top, head in words.items()
        if (len(head) > 3 and count[head] > 1) or _NUMBERED_HEAD.match(source.text, top)
    )


def _unflattened(source: Source, place: Span) -> list[Span]:
    pieces, at = [], place.start
    for found in _FLAT_BREAK.finditer(source.text, place.start, place.end):
        pieces.append(Span(at, found.start()))
        at = found.end()
    return [*pieces, Span(at, place.end)]


def _cells_of(source: Source, places: Sequence[Span]) -> list[list[Span]]:
    """The places of the cells of a row; those of a row on several lines go on with the last cell of the line above."""
    cells: list[list[Span]] = [[]]
    for place in places:
        at = place.start
        for number, piece in enumerate(source.of(place).split("|")):
            start = at + len(piece) - len(piece.lstrip())
            end = at + len(piece.rstrip())
            if number:
                cells.append([])
            if start < end:
                cells[-1].append(Span(start, end))
            at += len(piece) + 1
    return cells


class _Joiner:
    """Decides for each line whether it begins a paragraph or goes on with one."""

    def __init__(self, source: Source, notes: frozenset[int]) -> None:
        self._source = source
        self._notes = notes
        self.done: list[_Open] = []
        self._flow: _Open | None = None
        self._last: _Open | None = None
        self._columns = 2

    def add(self, place: Span, *, after_blank: bool, after_page: bool = False) -> None:
        text = self._source.of(place)
        if place.start in self._notes:
            self._begin(_Open(Sort.FOOTNOTE, None, [place]))
            return
        if (
            self._last is not None
            and self._last.sort is Sort.TABLE
            and not after_blank
            and not self._leaves_table(text)
        ):
            self._last.places.append(place)
            return
        if (
            self._last is not None
            and self._last.sort is Sort.FOOTNOTE
            and self._footnote_goes_on(text, after_blank=after_blank)
        ):
            self._last.places.append(place)
            return
        if _CELLS in text:
            if self._goes_on_in_row(place):
                return
            if self._last is None or self._last.sort is not Sort.TABLE:
                self._columns = _bars(text) + 1
            self._begin(_Open(Sort.TABLE, None, [place]))
            return
        mark = read_mark(text)
        if mark is None and after_blank and STRAY.match(text):
            self._begin(_Open(Sort.TEXT, None, [place]))
            return
        if mark is not None and self._is_broken_before(text, mark, after_blank=after_blank):
            mark = None
        if (
            mark is None
            and self._flow is not None
            and self._goes_on(text, place, after_blank=after_blank, after_page=after_page)
        ):
            self._flow.places.append(place)
            self._last = self._flow
            return
        self._begin(_Open(Sort.TEXT, mark, [place]))

    def _goes_on_in_row(self, place: Span) -> bool:
        """Join the second part of a row that the end of a page cut: no number, and a sentence goes on in it."""
        above = self._last
        if above is None or above.sort is not Sort.TABLE:
            return False
        cells = _cells_of(self._source, [place])
        task = next((self._source.of(cell[0]) for cell in cells[1:] if cell), "")
        if cells[0] or not task[:1].islower():
            return False
        upper = [list(cell) for cell in above.cells] if above.cells else _cells_of(self._source, above.places)
        if len(upper) != len(cells) or not upper[0] or len(cells) < _FEWEST_CELLS:
            return False
        above.cells = tuple([*one, *other] for one, other in zip(upper, cells, strict=True))
        above.places = [one for cell in above.cells for one in cell]
        return True

    def add_row(self, cells: tuple[list[Span], ...]) -> None:
        """Add a row of a table whose bars are lost."""
        places = [place for cell in cells for place in cell]
        if places:
            self._begin(_Open(Sort.TABLE, None, places, cells))

    def _leaves_table(self, text: str) -> bool:
        """A new row, an annex or an article ends the row that is open."""
        if _CELLS in text:
            row = " ".join(self._source.of(place) for place in self._last.places) if self._last else ""
            return _bars(row) >= self._columns - 1 or re.match(r"\d{1,3}\s+\|", text) is not None
        mark = read_mark(text)
        return mark is not None and mark.style <= Style.ARTICLE

    def _footnote_goes_on(self, text: str, *, after_blank: bool) -> bool:
        """A footnote broken by the margin; where lines are whole paragraphs it has one line."""
        if self._last is None or self._last.sort is not Sort.FOOTNOTE:
            return False
        if after_blank or not self._source.is_wrapped or read_mark(text) is not None:
            return False
        return self._source.of(self._last.places[-1])[-1:] not in _ENDS

    def _begin(self, opened: _Open) -> None:
        self.done.append(opened)
        self._last = opened
        if opened.sort is Sort.TEXT:
            self._flow = opened

    def _flow_places(self) -> list[Span]:
        return self._flow.places if self._flow else []

    def _above(self) -> tuple[str, int]:
        """The last line of the flow and its length."""
        place = self._flow.places[-1] if self._flow else Span(0, 0)
        return self._source.of(place), place.end - place.start

    def _is_broken_before(self, text: str, mark: Mark, *, after_blank: bool) -> bool:
        """Tell whether the mark is only what stood at a line's beginning by chance ("kinh tế" / "- xã hội")."""
        above, length = self._above()
        if self._flow is None or above[-1:] in _ENDS or above[-1:] in ",]":
            return False
        # "Quyết định số" / "77/QĐ-…", "quy định tại Điều" / "5. …": a line broken inside a reference.
        if mark.style is Style.NUMBER and not after_blank and _OPEN_END.search(above[-12:]):
            return True
        if mark.style in (Style.NUMBER_2, Style.NUMBER_3, Style.NUMBER_4):
            return False
        # The first point below a heading, however long the heading is.
        if mark.ordinal == 1 and self._flow.mark is not None and self._flow.mark.style < mark.style < Style.DASH:
            return False
        if text[mark.length :][:1].islower() and mark.style in (Style.DASH, Style.NUMBER):
            return True
        if mark.style in (Style.ROMAN, Style.CHAPTER, Style.PART, Style.ANNEX, Style.CAPITAL_LETTER):
            return False
        return (
            self._source.is_wrapped
            and not after_blank
            and length * 10 >= self._source.full_width * 8
            and not is_capital(above)
        )

    def _goes_on(self, text: str, place: Span, *, after_blank: bool, after_page: bool) -> bool:
        above, length = self._above()
        ended = above[-1:] in _ENDS or above.endswith(('."', ".”", "./"))
        if not after_blank and (_OPEN_END.search(above[-12:]) or (above.endswith(",") and _PERIOD.match(text))):
            return True
        if (
            not after_blank
            and not ended
            and above[-1:] != ","
            and _LEGAL_BASE.match(fold(self._source.of(self._flow_places()[0])[:40]))
        ):
            return True
        if text[0].islower():
            return not ended or (not after_blank and self._source.is_wrapped)
        if after_blank:
            # A page break may fall before a name; a heading would be short.
            return (
                not ended
                and above[-1:] != ")"
                and sum(p.end - p.start for p in self._flow_places()) > (_CUT_BY_PAGE if after_page else _LONGER)
                and not is_capital(text)
            )
        if _is_heading_in_capitals(above) or _is_heading_in_capitals(text):
            return is_capital(above) and is_capital(text) and not ended
        if not self._source.is_wrapped:
            return False
        if ended and _BEGINS_ANEW.match(fold(text[:24])):
            return False
        is_full = length * 100 >= self._source.full_width * (82 if ended else 72)
        return is_full and not (ended and self._is_indented(place))

    def _is_indented(self, place: Span) -> bool:
        text = self._source.text
        line = text.rfind("\n", 0, place.start) + 1
        above = self._flow.places[-1] if self._flow else place
        return place.start - line > above.start - (text.rfind("\n", 0, above.start) + 1) + 1


def _bars(row: str) -> int:
    """Count the bars between cells; an empty first or last cell leaves one at the edge."""
    return len(_BAR.findall(row))


def _is_heading_in_capitals(text: str) -> bool:
    """Capitals of some length; "XIII," at the start of a line is only the end of the line above."""
    return len(text) > 10 and is_capital(text)


def _spaced(text: str) -> str:
    """Give a text with line ends, tabs and the filling of soft breaks as spaces, of the same length."""
    return text.replace("\n", " ").replace("\t", " ").replace("\r", " ")


def _row(source: Source, opened: _Open) -> Paragraph:
    """Put the bars between cells that the text lacks."""
    parts: list[str] = []
    starts: list[int] = []
    at = 0
    for number, cell in enumerate(opened.cells):
        for place in cell:
            before = " " if parts and not parts[-1].endswith(_CELLS) else ""
            starts.append(at + len(before))
            parts.append(before + _spaced(source.of(place)))
            at += len(parts[-1])
        if number + 1 < len(opened.cells):
            parts.append(_CELLS)
            at += len(_CELLS)
    text = "".join(parts)
    return Paragraph(opened.sort, None, text, fold(text), starts, opened.places)


def _paragraph(source: Source, opened: _Open) -> Paragraph:
    if opened.cells:
        return _row(source, opened)
    parts: list[str] = []
    starts: list[int] = []
    at = 0
    places: list[Span] = []
    for place in opened.places:
        text = _spaced(source.of(place))
        # "131/CĐ-" + "TTg": a line broken after a hyphen inside a symbol takes no space.
        glued = bool(parts) and parts[-1][-1:] == "-" and parts[-1][-2:-1].isupper()
        if parts and not glued:
            parts.append(" ")
            at += 1
        # Justified lines and soft breaks have runs of spaces; behind the mark each is one.
        kept = opened.mark.length if opened.mark and not places else 0
        for begin, end in _without_runs(text, kept) if "  " in text else ((0, len(text)),):
            for number, (first, last) in enumerate(_words_apart(source, text, begin, end)):
                if number:
                    parts.append(" ")
                    at += 1
                starts.append(at)
                parts.append(text[first:last])
                places.append(Span(place.start + first, place.start + last))
                at += last - first
    text = "".join(parts)
    # Folding keeps lengths, so one place has the folded text of the whole; joined places are folded again.
    folded = _spaced(source.folded_of(places[0])) if len(places) == 1 else fold(text)
    return Paragraph(opened.sort, opened.mark, text, folded, starts, places)


def _words_apart(source: Source, text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of a text between the blanks that its layer lost."""
    at = begin
    for lost in places_of_lost_blanks(text[begin:end]) if source.loses_blanks else ():
        yield at, begin + lost
        at = begin + lost
    yield at, end


def _without_runs(text: str, kept: int) -> Iterator[tuple[int, int]]:
    """The stretches of a text between runs of spaces, each with the first space of its run; `kept` stays whole."""
    at = 0
    for run in _RUN.finditer(text, kept):
        yield at, run.start() + 1
        at = run.end()
    yield at, len(text)
