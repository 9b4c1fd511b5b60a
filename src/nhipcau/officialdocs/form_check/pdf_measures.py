"""Measuring a PDF: where its letters and lines stand on the paper, in which font and size."""

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

import pypdfium2
from pypdfium2 import raw

from nhipcau.officialdocs.form_check.measured import (
    CENTRE,
    ELSEWHERE,
    LEFT,
    RIGHT,
    Measured,
    NumberMeasure,
    PageMeasure,
    PartMeasure,
    UnreadableFileError,
    expected_texts,
)
from nhipcau.officialdocs.form_check.scripts import comparable, is_ours, stands_in_order
from nhipcau.officialdocs.writing import OfficialPaper, form_of
from nhipcau.officialdocs.writing.paper_forms import PaperForm

MM = 25.4 / 72
# Letters do not fill the box that a writer thinks of: a margin is measured this exact.
TOLERANCE = 1.0
# A centred text is off the middle of the text by at most this, in millimetres.
OFF_CENTRE = 3.0
_FONT_STYLE = re.compile(r"[\s,-]*(bold|italic|oblique|regular|roman|mt|ps)+$", re.IGNORECASE)
_SUBSET = re.compile(r"^[A-Z]{6}\+")


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter on a page: its box in millimetres from the left upper corner, its size in points, its font."""

    text: str
    page: int
    left: float
    right: float
    top: float
    bottom: float
    size: float
    font: str


@dataclass(frozen=True, slots=True)
class Box:
    """The outline of everything on a page but its number, in millimetres from the left upper corner."""

    left: float
    right: float
    top: float
    bottom: float


@dataclass(slots=True)
class Page:
    """A page with its letters in the order of the file."""

    number: int
    width: float
    height: float
    letters: list[Letter]
    in_top_margin: list[Letter]
    in_bottom_margin: list[Letter]
    box: Box | None


def measure_pdf(content: bytes, paper: OfficialPaper) -> Measured:
    """What a PDF is like.

    Raises:
        UnreadableFileError: the bytes are no PDF.
    """
    form = form_of(paper.style)
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise UnreadableFileError from error
    try:
        pages = [_page(document[number], number + 1, form) for number in range(len(document))]
    finally:
        document.close()
    letters = [letter for page in pages for letter in page.letters]
    text = Running(letters)
    # A list can name the same thing twice; each text is looked for behind the one before it.
    parts = {name: _part(texts, text, pages, form) for name, texts in expected_texts(paper).items()}
    return Measured(
        pages=_measured_pages(pages),
        fonts=_fonts(letters),
        parts=parts,
        numbers=_numbers(pages, form),
        tolerance=TOLERANCE,
        may_wear_other_fonts=True,
    )


def _page(page: Any, number: int, form: PaperForm) -> Page:
    width, height = (length * MM for length in page.get_size())
    letters = _letters(page, number, height)
    # A page number is what stands alone in the margin.
    top, bottom = form.margins["top"].least - 2, height - form.margins["bottom"].least + 2
    above = [letter for letter in letters if letter.bottom < top and letter.text.isdigit()]
    below = [letter for letter in letters if letter.top > bottom and letter.text.isdigit()]
    numbering = {id(letter) for letter in (*above, *below)}
    rest = [letter for letter in letters if id(letter) not in numbering]
    return Page(number, width, height, rest, above, below, _box([*_boxes(rest), *_drawn(page, height)]))


def _letters(page: Any, number: int, height: float) -> list[Letter]:
    """The letters that can be seen, in the order of the file."""
    text = page.get_textpage()
    found = []
    left, right, bottom, top = (ctypes.c_double() for _side in range(4))
    fonts: dict[bytes, str] = {}
    for index in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text, index))
        if character.isspace() or not character.isprintable() or raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        raw.FPDFText_GetCharBox(text, index, left, right, bottom, top)
        found.append(
            Letter(
                character,
                number,
                left.value * MM,
                right.value * MM,
                height - top.value * MM,
                height - bottom.value * MM,
                _size(text, index),
                _font(text, index, fonts),
            )
        )
    return found


def _size(text: Any, index: int) -> float:
    """The size of a letter as it is printed: what the font says, scaled by all that scales it."""
    matrix = raw.FS_MATRIX()
    size = raw.FPDFText_GetFontSize(text, index)
    if raw.FPDFText_GetMatrix(text, index, matrix):
        size *= math.hypot(matrix.c, matrix.d)
    return round(float(size), 1)


def _font(text: Any, index: int, known: dict[bytes, str]) -> str:
    buffer, flags = ctypes.create_string_buffer(200), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, index, buffer, 200, flags)
    if buffer.value not in known:
        known[buffer.value] = _SUBSET.sub("", buffer.value.decode("utf-8", "replace"))
    return known[buffer.value]


def _family(font: str) -> str:
    """The name of a font without its cut: "Liberation-Serif-Bold" is "Liberation Serif"."""
    name = font
    while (shorter := _FONT_STYLE.sub("", name)) != name:
        name = shorter
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name.replace("-", " ")).strip()


def _fonts(letters: Sequence[Letter]) -> frozenset[str]:
    """The fonts of letters that the font of the rules has; one that stands in for another script is none of these.

    A PDF may call a part of such a script's letter by a Latin name, so a font counts by what most of its letters are.
    """
    ours, all_of = Counter(one.font for one in letters if is_ours(one.text)), Counter(one.font for one in letters)
    return frozenset(_family(font) for font, count in ours.items() if 2 * count > all_of[font])


def _boxes(letters: Iterable[Letter]) -> list[Box]:
    return [Box(letter.left, letter.right, letter.top, letter.bottom) for letter in letters]


def _drawn(page: Any, height: float) -> list[Box]:
    """Lines and borders on a page."""
    found = []
    for drawn in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = drawn.get_bounds()
        found.append(Box(left * MM, right * MM, height - top * MM, height - bottom * MM))
    return found


def _box(boxes: Sequence[Box]) -> Box | None:
    if not boxes:
        return None
    return Box(
        min(box.left for box in boxes),
        max(box.right for box in boxes),
        min(box.top for box in boxes),
        max(box.bottom for box in boxes),
    )


def _measured_pages(pages: Sequence[Page]) -> list[PageMeasure]:
    """Each page with its margins. A text that ends before the margin is right, as long as one page comes up to it."""
    found = []
    for page in pages:
        if page.box is None:
            found.append(PageMeasure(page.number, page.width, page.height, {}))
            continue
        margins = {
            "top": page.box.top,
            "bottom": page.height - page.box.bottom,
            "left": page.box.left,
            "right": page.width - page.box.right,
        }
        like = [other for other in pages if other.box and (other.width > other.height) == (page.width > page.height)]
        ends = {side for side in ("top", "left", "right") if page is not _fullest(like, side)}
        # A heading or a row that is kept together, and the end of the text, leave the foot of a page empty.
        ends.add("bottom")
        found.append(PageMeasure(page.number, page.width, page.height, margins, frozenset(ends)))
    return found


def _fullest(pages: Sequence[Page], side: str) -> Page:
    """The page whose text comes nearest to the edge."""

    def room(page: Page) -> float:
        assert page.box is not None  # noqa: S101 -- only pages with text are asked about
        return {"top": page.box.top, "left": page.box.left, "right": page.width - page.box.right}[side]

    return min(pages, key=room)


class Running:
    """All letters of a document one behind the other, to find words in however lines and pages break them."""

    def __init__(self, letters: Sequence[Letter]) -> None:
        self.letters: list[Letter] = []
        characters: list[str] = []
        for letter in letters:
            for character in letter.text:
                characters.append(character)
                self.letters.append(letter)
        self.text = "".join(characters)

    def find(self, words: str) -> list[Letter]:
        """The letters of some words; none when they are not there.

        Of scripts whose letters a PDF does not hold in the order in which they are read, the words between them are
        looked for; where there are none, the first letters of that script that are its own.
        """
        pieces = comparable(words)
        if not pieces:
            return self._first_of(unicodedata.normalize("NFKC", words))
        places = [self.text.find(piece) for piece in pieces]
        if -1 in places:
            return []
        return [
            letter
            for place, piece in zip(places, pieces, strict=True)
            for letter in self.letters[place : place + len(piece)]
        ]

    def _first_of(self, words: str) -> list[Letter]:
        """The first letters one behind the other that stand in some words, whatever their order."""
        others = {sign for sign in words if not stands_in_order(sign)}
        runs = groupby(self.letters, key=lambda one: bool(others & set(unicodedata.normalize("NFKC", one.text))))
        return next((list(run) for is_own, run in runs if is_own), [])


def _part(texts: Sequence[str], text: Running, pages: Sequence[Page], form: PaperForm) -> PartMeasure:
    found = [text.find(words) for words in texts]
    if not all(found):
        return PartMeasure()
    letters = [letter for some in found for letter in some]
    places = {_place(some, pages, form) for some in found}
    shown = "".join(letter.text for letter in letters)
    return PartMeasure(
        is_there=True,
        sizes=frozenset(letter.size for letter in letters),
        bold=all("bold" in letter.font.lower() for letter in letters),
        italic=all(re.search("italic|oblique", letter.font.lower()) is not None for letter in letters),
        capitals=shown == shown.upper(),
        # Lines below letters are drawings: the DOCX tells.
        underlined=None,
        place=places.pop() if len(places) == 1 else ELSEWHERE,
    )


def _place(letters: Sequence[Letter], pages: Sequence[Page], form: PaperForm) -> str:
    """The side of the text on which some words stand; over the middle, and the same to both sides, is the centre."""
    page = pages[letters[0].page - 1]
    first, last = form.margins["left"].written, page.width - form.margins["right"].written
    middle = (first + last) / 2
    left, right = min(letter.left for letter in letters), max(letter.right for letter in letters)
    if abs((left + right) / 2 - middle) <= OFF_CENTRE:
        return CENTRE
    # The national title is wider than half of the page.
    return LEFT if (left + right) / 2 < middle else RIGHT


def _numbers(pages: Sequence[Page], form: PaperForm) -> list[NumberMeasure]:
    """The page numbers of each run of pages that lie alike: the document itself, then an annex."""
    runs: list[list[Page]] = []
    starts = {1, *(after.number for before, after in pairwise(pages) if _begins_anew(before, after))}
    for page in pages:
        if page.number in starts:
            runs.append([])
        runs[-1].append(page)
    return [_number(run, form) for run in runs]


def _begins_anew(before: Page, after: Page) -> bool:
    """Whether an annex begins: the pages turn, or one without a number stands behind one of the same run."""
    turns = (before.width > before.height) != (after.width > after.height)
    return turns or (not after.in_top_margin and not after.in_bottom_margin and bool(before.in_top_margin))


def _number(run: Sequence[Page], form: PaperForm) -> NumberMeasure:
    first, later = run[0], run[1:]
    letters = [letter for page in later for letter in page.in_top_margin]
    below = [letter for page in later for letter in page.in_bottom_margin]
    right_ones = [
        _text(page.in_top_margin) == str(place) for place, page in enumerate(later, start=2)
    ]  # counted from one within the run
    return NumberMeasure(
        on_first=bool(first.in_top_margin or first.in_bottom_margin),
        on_later=(all(right_ones) or bool(below)) if later else None,
        is_centred=not below and all(_place(page.in_top_margin, [page] * page.number, form) == CENTRE for page in later)
        if later and letters
        else None,
        sizes=frozenset(letter.size for letter in (letters or below)),
        from_top=min((letter.top for letter in letters), default=None),
    )


def _text(letters: Iterable[Letter]) -> str:
    return "".join(letter.text for letter in letters)
