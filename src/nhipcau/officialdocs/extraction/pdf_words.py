"""The printed words of a PDF page with their places, and the straight lines that are drawn on it."""

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from nhipcau.officialdocs.extraction.extracted import Box
from nhipcau.vietnamese import LegacyFont, by_font, legacy_font

# A page holds some 4,000 characters; one with more than this was made to cost time.
MOST_CHARACTERS = 60_000
_MOST_OBJECTS = 20_000
_MOST_SEGMENTS = 60_000
_DEVICE = 1_000_000
# Pdfium gives this for a hyphen at a line's end.
_HYPHEN = 2
# Letters with signs reach so far above and below the line that they stand on, in shares of their size.
_ASCENT, _DESCENT = 0.9, 0.22
_SLANT = 0.1
_GAP = 0.22
_JUMP = 0.5
_STEP_IN_SIZE = 0.82
_TOUCH = 0.15
# A stamp is no smaller, in points; the fewest curves that letters are drawn with; notes that show nothing of their own.
_STAMP_WIDTH, _STAMP_HEIGHT = 20, 7
_MOST_PATHS, _MOST_NOTES, _LONGEST_NOTE = 40, 500, 4_000
# A path of so many pieces is no rule, frame or bar; so many letters without a name are no ornament.
_LETTER_PIECES, _FEWEST_UNNAMED = 7, 2
# Cosine of the angle from which on text runs in another direction; in letter sizes, how far a line of it goes on.
_LEVEL, _GOES_ON = 0.97, 3.0
_PLAIN_NOTES = frozenset({pdfium_c.FPDF_ANNOT_LINK, pdfium_c.FPDF_ANNOT_POPUP, pdfium_c.FPDF_ANNOT_HIGHLIGHT})


@dataclass(slots=True)
class PrintedWord:
    """A word with its place in points from the left upper corner of the page as it is read.

    `glued` says that no space parts it from the word before; that is how a raised number hangs on a word. `confidence`
    is how sure OCR was. Words that run in another direction than the page's text have the number of their line in
    `aslant`.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    box: Box
    glued: bool = False
    confidence: float | None = None
    aslant: int = 0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line along or across the page: where it stands, from where to where it goes."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class _Frame:
    """From the page's own coordinates to shares of the page as it is shown, and from these to points as it is read."""

    x: tuple[float, float, float]
    y: tuple[float, float, float]
    width: float
    height: float
    quarter: int

    def shown(self, left: float, top: float, right: float, bottom: float) -> Box:
        (ax, bx, cx), (ay, by, cy) = self.x, self.y
        x1, x2 = ax * left + bx * top + cx, ax * right + bx * bottom + cx
        y1, y2 = ay * left + by * top + cy, ay * right + by * bottom + cy
        return Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))

    def read(self, box: Box) -> tuple[float, float, float, float]:
        """Left, top, right, bottom in points; text that runs up or down the page is turned upright."""
        left, right = box.left * self.width, box.right * self.width
        top, bottom = box.top * self.height, box.bottom * self.height
        if self.quarter == 1:
            return top, self.width - right, bottom, self.width - left
        if self.quarter == 3:
            return self.height - bottom, left, self.height - top, right
        if self.quarter == 2:
            return self.width - right, self.height - bottom, self.width - left, self.height - top
        return left, top, right, bottom


class PrintedPage:
    """One page of a PDF."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self._page = page
        self.width, self.height = page.get_size()
        self._text = page.get_textpage()
        self._count = min(max(pdfium_c.FPDFText_CountChars(self._text.raw), 0), MOST_CHARACTERS)
        self._frame = self._make_frame()
        self._matrix = pdfium_c.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self.fonts: set[LegacyFont] = set()
        self._known_fonts: dict[bytes, LegacyFont | None] = {}
        self._direction = self._main_direction()
        self._unnamed = 0

    def close(self) -> None:
        """Give back what pdfium holds."""
        self._text.close()

    @property
    def is_turned(self) -> bool:
        """Whether the text runs up or down the page, or stands on its head."""
        return self._frame.quarter != 0

    def words(self) -> list[PrintedWord]:
        """The words in the order in which the file has them."""
        return list(self._words())

    def rules(self) -> tuple[list[Rule], list[Rule]]:
        """Lines along the page and lines across it: first the horizontal ones, then the vertical ones."""
        along: list[Rule] = []
        across: list[Rule] = []
        for x1, y1, x2, y2 in self._segments():
            left, top, right, bottom = self._frame.read(self._frame.shown(x1, y1, x2, y2))
            if bottom - top <= 1.5 and right - left > 3:
                along.append(Rule((top + bottom) / 2, left, right))
            elif right - left <= 1.5 and bottom - top > 3:
                across.append(Rule((left + right) / 2, top, bottom))
        return along, across

    def holds_pictures(self) -> bool:
        """Whether there is a picture, or anything drawn, where words might be seen by an eye only."""
        kinds = {pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_FORM, pdfium_c.FPDF_PAGEOBJ_SHADING}
        paths = 0
        for one in self._objects():
            kind = pdfium_c.FPDFPageObj_GetType(one)
            if kind in kinds:
                return True
            paths += kind == pdfium_c.FPDF_PAGEOBJ_PATH
        # Letters may be drawn as curves.
        return paths > 200

    def shows_more_above(self) -> bool:
        """Whether the upper half shows what is no text: a picture, a drawing, letters without names. Ask for the words
        before.

        A stamp may be any of these.
        """
        if self._unnamed >= _FEWEST_UNNAMED:
            return True
        middle = self.height / 2
        edges = [ctypes.c_float() for _ in range(4)]
        left, bottom, right, top = edges
        paths = 0
        for one in self._objects():
            kind = pdfium_c.FPDFPageObj_GetType(one)
            if kind == pdfium_c.FPDF_PAGEOBJ_TEXT or not pdfium_c.FPDFPageObj_GetBounds(one, *map(ctypes.byref, edges)):
                continue
            if top.value < middle and not self._page.get_rotation():
                continue
            if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
                paths += 1
                # Letters may be drawn as curves.
                if pdfium_c.FPDFPath_CountSegments(one) >= _LETTER_PIECES and top.value - bottom.value > _STAMP_HEIGHT:
                    return True
            elif right.value - left.value > _STAMP_WIDTH and top.value - bottom.value > _STAMP_HEIGHT:
                return True
        return paths > _MOST_PATHS

    def is_written_over(self, *, stamps_only: bool = False) -> bool:
        """Whether notes are laid over the page that show something: a stamp, words, the field of a form, a drawing."""
        kinds = (pdfium_c.FPDFAnnot_GetSubtype(note) for note in self._notes())
        return any(kind == pdfium_c.FPDF_ANNOT_STAMP if stamps_only else kind not in _PLAIN_NOTES for kind in kinds)

    def typed_over(self) -> Iterator[tuple[str, float, Box]]:
        """What is typed in notes that show their words: the words, where their middle is, in points from the top of the
        page, and their place.
        """
        place = pdfium_c.FS_RECTF()
        for note in self._notes():
            if pdfium_c.FPDFAnnot_GetSubtype(note) != pdfium_c.FPDF_ANNOT_FREETEXT:
                continue
            words = _string_of(note, b"Contents")
            if words.strip() and pdfium_c.FPDFAnnot_GetRect(note, ctypes.byref(place)):
                box = self._frame.shown(place.left, place.top, place.right, place.bottom)
                yield words, (box.top + box.bottom) / 2 * self.height, box

    def _notes(self) -> Iterator[pdfium_c.FPDF_ANNOTATION]:
        """What is laid over the page; each is closed when the next one is asked for."""
        for number in range(min(pdfium_c.FPDFPage_GetAnnotCount(self._page.raw), _MOST_NOTES)):
            note = pdfium_c.FPDFPage_GetAnnot(self._page.raw, number)
            if note:
                try:
                    yield note
                finally:
                    pdfium_c.FPDFPage_CloseAnnot(note)

    def _words(self) -> Iterator[PrintedWord]:
        raw = self._text.raw
        rectangle = pdfium_c.FS_RECTF()
        place = ctypes.byref(rectangle)
        letters: list[str] = []
        first = 0
        box = Box(0, 0, 0, 0)
        inner = (0.0, 0.0, 0.0, 0.0)
        last = inner
        glued = spaced = False
        aslant = _Aslant()
        for index in range(self._count):
            code = pdfium_c.FPDFText_GetUnicode(raw, index)
            if code < 0x20 and pdfium_c.FPDFText_HasUnicodeMapError(raw, index) == 1:
                self._unnamed += 1
                spaced = True
                continue
            if (code <= 0x20 and code != _HYPHEN) or code == 0xA0:
                aslant.spaced |= code in (0x20, 0xA0)
                spaced = True
                continue
            if not pdfium_c.FPDFText_GetLooseCharBox(raw, index, place):
                continue
            here = self._place(index, rectangle)
            now = self._frame.read(here)
            if self._runs_aslant():
                size = pdfium_c.FPDFText_GetFontSize(raw, index)
                aslant.add(_letter(code), index, here, now, (self._x.value, self._y.value, size))
                spaced = True
                continue
            if letters:
                joins = _joins(last, now, spaced=spaced)
                if joins is not _Joint.SAME:
                    yield from self._word(letters, first, box, inner, glued=glued)
                    letters, glued = [], joins is _Joint.GLUED
            if not letters:
                first, box, inner = index, here, now
            else:
                box = _around(box, here)
                inner = _outer(inner, now)
            letters.append(_letter(code))
            last, spaced = now, False
        if letters:
            yield from self._word(letters, first, box, inner, glued=glued)
        for line, word in aslant.words():
            for made in self._word(word.letters, word.first, word.box, word.inner, glued=False):
                made.aslant = line
                yield made

    def _runs_aslant(self) -> bool:
        """Whether the letter whose place was asked for last runs in another direction than most letters."""
        matrix, (along, up) = self._matrix, self._direction
        length = math.hypot(matrix.a, matrix.b)
        return length > 0 and matrix.a * along + matrix.b * up < _LEVEL * length

    def _main_direction(self) -> tuple[float, float]:
        """In which of the four directions most letters run, in the page's own coordinates."""
        counts = [0, 0, 0, 0]
        matrix = pdfium_c.FS_MATRIX()
        for index in range(0, self._count, max(1, self._count // 60)):
            if pdfium_c.FPDFText_GetMatrix(self._text.raw, index, ctypes.byref(matrix)):
                counts[round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4] += 1
        return ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))[counts.index(max(counts))]

    def _place(self, index: int, rectangle: pdfium_c.FS_RECTF) -> Box:
        """Where a letter stands: as wide as it is, and from top to bottom as high as all letters of its size.

        What pdfium gives as a letter's height is that of its ink in many fonts, so "Ộ" would be higher than "o".
        """
        size = pdfium_c.FPDFText_GetFontSize(self._text.raw, index)
        x, y, matrix = self._x, self._y, self._matrix
        has_matrix = pdfium_c.FPDFText_GetMatrix(self._text.raw, index, ctypes.byref(matrix))
        has_origin = pdfium_c.FPDFText_GetCharOrigin(self._text.raw, index, ctypes.byref(x), ctypes.byref(y))
        if not has_matrix or not has_origin or size <= 0:
            return self._frame.shown(rectangle.left, rectangle.top, rectangle.right, rectangle.bottom)
        if abs(matrix.b) <= _SLANT * abs(matrix.a):
            up, down = y.value + _ASCENT * size * matrix.d, y.value - _DESCENT * size * matrix.d
            return self._frame.shown(rectangle.left, up, rectangle.right, down)
        if abs(matrix.a) <= _SLANT * abs(matrix.b):
            up, down = x.value + _ASCENT * size * matrix.c, x.value - _DESCENT * size * matrix.c
            return self._frame.shown(up, rectangle.top, down, rectangle.bottom)
        return self._frame.shown(rectangle.left, rectangle.top, rectangle.right, rectangle.bottom)

    def _word(
        self, letters: list[str], first: int, box: Box, inner: tuple[float, float, float, float], *, glued: bool
    ) -> Iterator[PrintedWord]:
        text = "".join(letters)
        font = self._font(first)
        if font is not None:
            turned = by_font(text, font)
            if turned != text:
                self.fonts.add(font)
                text = turned
        if text.strip():
            yield PrintedWord(text, *inner, box, glued)

    def _font(self, index: int) -> LegacyFont | None:
        buffer = ctypes.create_string_buffer(128)
        flags = ctypes.c_int()
        pdfium_c.FPDFText_GetFontInfo(self._text.raw, index, buffer, 128, ctypes.byref(flags))
        name = buffer.value
        if name not in self._known_fonts:
            self._known_fonts[name] = legacy_font(name.decode("utf-8", "replace"))
        return self._known_fonts[name]

    def _make_frame(self) -> _Frame:
        corners = [self._shown_point(x, y) for x, y in ((0, 0), (1000, 0), (0, 1000))]
        (x0, y0), (x1, y1), (x2, y2) = corners
        return _Frame(
            ((x1 - x0) / 1000, (x2 - x0) / 1000, x0),
            ((y1 - y0) / 1000, (y2 - y0) / 1000, y0),
            self.width,
            self.height,
            self._quarter(),
        )

    def _shown_point(self, x: float, y: float) -> tuple[float, float]:
        found = ctypes.c_int(), ctypes.c_int()
        pdfium_c.FPDF_PageToDevice(
            self._page.raw, 0, 0, _DEVICE, _DEVICE, 0, x, y, ctypes.byref(found[0]), ctypes.byref(found[1])
        )
        return found[0].value / _DEVICE, found[1].value / _DEVICE

    def _quarter(self) -> int:
        """How many quarters of a turn, clockwise, most letters are turned on the page as it is shown."""
        counts = [0, 0, 0, 0]
        for index in range(0, self._count, max(1, self._count // 60)):
            angle = pdfium_c.FPDFText_GetCharAngle(self._text.raw, index)
            if angle >= 0 and pdfium_c.FPDFText_GetUnicode(self._text.raw, index) > 0x20:
                counts[round(angle / (math.pi / 2)) % 4] += 1
        own = counts.index(max(counts))
        # Pdfium's angle goes against the clock, and knows nothing of the turn that the page itself asks for.
        return (self._page.get_rotation() // 90 - own) % 4

    def _objects(self) -> Iterator[pdfium_c.FPDF_PAGEOBJECT]:
        count = pdfium_c.FPDFPage_CountObjects(self._page.raw)
        for index in range(min(count, _MOST_OBJECTS)):
            yield pdfium_c.FPDFPage_GetObject(self._page.raw, index)

    def _segments(self) -> Iterator[tuple[float, float, float, float]]:
        left = _MOST_SEGMENTS
        matrix = pdfium_c.FS_MATRIX()
        x, y = ctypes.c_float(), ctypes.c_float()
        for one in self._objects():
            if pdfium_c.FPDFPageObj_GetType(one) != pdfium_c.FPDF_PAGEOBJ_PATH:
                continue
            count = pdfium_c.FPDFPath_CountSegments(one)
            left -= max(count, 0)
            if left < 0:
                return
            pdfium_c.FPDFPageObj_GetMatrix(one, ctypes.byref(matrix))
            start = at = (0.0, 0.0)
            for number in range(count):
                segment = pdfium_c.FPDFPath_GetPathSegment(one, number)
                pdfium_c.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
                point = (
                    matrix.a * x.value + matrix.c * y.value + matrix.e,
                    matrix.b * x.value + matrix.d * y.value + matrix.f,
                )
                kind = pdfium_c.FPDFPathSegment_GetType(segment)
                if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
                    start = point
                elif kind == pdfium_c.FPDF_SEGMENT_LINETO:
                    yield (*at, *point)
                at = point
                if pdfium_c.FPDFPathSegment_GetClose(segment):
                    yield (*at, *start)
                    at = start


@dataclass(slots=True)
class _AslantWord:
    """A word that runs in another direction than the page's text, while its letters are gathered."""

    letters: list[str]
    first: int
    box: Box
    inner: tuple[float, float, float, float]


class _Aslant:
    """Gathers what runs in another direction: letters in the order in which the file has them, line by line."""

    def __init__(self) -> None:
        self.spaced = False
        self._lines: list[list[_AslantWord]] = []
        self._last = (0.0, 0.0, 0.0)

    def add(
        self,
        letter: str,
        index: int,
        box: Box,
        inner: tuple[float, float, float, float],
        origin: tuple[float, float, float],
    ) -> None:
        """Take in a letter; `origin` is where it stands, in the page's own coordinates, and its size."""
        x, y, size = origin
        is_far = math.hypot(x - self._last[0], y - self._last[1]) > _GOES_ON * max(size, self._last[2])
        if not self._lines or is_far:
            self._lines.append([])
        line = self._lines[-1]
        if not line or self.spaced:
            line.append(_AslantWord([letter], index, box, inner))
        else:
            word = line[-1]
            word.letters.append(letter)
            word.box = _around(word.box, box)
            word.inner = _outer(word.inner, inner)
        self._last, self.spaced = origin, False

    def words(self) -> Iterator[tuple[int, _AslantWord]]:
        """The words, each with the number of its line, from 1."""
        return ((number, word) for number, line in enumerate(self._lines, 1) for word in line)


class _Joint:
    """How a character stands to the one before it."""

    SAME = 0
    GLUED = 1
    APART = 2


def _joins(last: tuple[float, float, float, float], now: tuple[float, float, float, float], *, spaced: bool) -> int:
    height, own = last[3] - last[1], now[3] - now[1]
    larger = max(height, own, 0.1)
    is_on_line = min(last[3], now[3]) - max(last[1], now[1]) > _JUMP * min(height, own)
    gap = now[0] - last[2]
    if spaced or not is_on_line or gap > _GAP * larger or now[0] < last[0] - _JUMP * larger:
        return _Joint.APART
    if min(height, own) < _STEP_IN_SIZE * larger and gap < _TOUCH * larger:
        return _Joint.GLUED
    return _Joint.SAME


def _around(one: Box, other: Box) -> Box:
    return Box(
        min(one.left, other.left), min(one.top, other.top), max(one.right, other.right), max(one.bottom, other.bottom)
    )


def _outer(
    one: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _letter(code: int) -> str:
    if code == _HYPHEN:
        return "-"
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _string_of(note: pdfium_c.FPDF_ANNOTATION, key: bytes) -> str:
    """A text of a note; pdfium gives UTF-16 and counts bytes."""
    length = min(pdfium_c.FPDFAnnot_GetStringValue(note, key, None, 0), _LONGEST_NOTE)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium_c.FPDFAnnot_GetStringValue(note, key, ctypes.cast(buffer, ctypes.POINTER(pdfium_c.FPDF_WCHAR)), length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace")
