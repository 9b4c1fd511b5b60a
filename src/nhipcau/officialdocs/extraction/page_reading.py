"""One page of a scan: laid upright and level, read by Tesseract, stamps read by themselves."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from PIL import Image

from nhipcau.officialdocs.extraction.page_pictures import (
    PagePicture,
    only_coloured_ink,
    without_coloured_ink,
)
from nhipcau.officialdocs.extraction.straighten import Posture, whitening
from nhipcau.officialdocs.extraction.tesseract import SeenWord, Tesseract
from nhipcau.officialdocs.secrecy import find_secrecy_mark

# Below this, weighed by letters, a page was read upside down, or bears no print.
_GOOD = 0.75
# So few letters tell nothing about how the page lies.
_FEWEST_LETTERS = 12
# A stamp's word is believed from here on; its edge and emblem give splinters below.
_STAMP_SURE = 0.5
# Stamps are set aslant by hand; Tesseract reads what is left of the slant. Degrees against the clock.
_SLANTS = (-15, 15, -30, 30, -45, 45, -90, 90)
_SLANTING_SURE = 0.6
_PAGES_WITH_STAMPS = 2
_KEPT_QUALITY = 75
_ROUND_THE_INK = 20


@dataclass(frozen=True, slots=True)
class PageReading:
    """What was read on one page. Places are pixels of the page as it was laid upright (`turned`, a number of degrees
    with the clock) and level (`tilt`); `stamps` are words in coloured ink.
    """

    number: int
    width: int
    height: int
    dpi: int
    turned: int
    tilt: float
    words: tuple[SeenWord, ...]
    stamps: tuple[SeenWord, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The page in a form that a row can keep; `from_json` gives it back."""
        return {
            "number": self.number,
            "size": [self.width, self.height],
            "dpi": self.dpi,
            "turned": self.turned,
            "tilt": self.tilt,
            "words": _packed(self.words),
            "stamps": _packed(self.stamps),
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "PageReading":
        """A page as `to_json` wrote it."""
        width, height = kept["size"]
        words, stamps = _unpacked(kept["words"]), _unpacked(kept["stamps"])
        return cls(kept["number"], width, height, kept["dpi"], kept["turned"], kept["tilt"], words, stamps)


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page's reading, and its picture upright and level, as JPEG."""

    reading: PageReading
    picture: bytes


def read_page(tesseract: Tesseract, page: PagePicture, number: int) -> ReadPage:
    """Read one page."""
    ink = page.grey if page.colours is None else without_coloured_ink(page.colours)
    turned, tilt, words, laid = _read_print(tesseract, ink, page.dpi)
    stamps: list[SeenWord] = []
    if page.colours is not None:
        ink = _laid(only_coloured_ink(page.colours), turned, tilt)
        stamps = _read_stamps(tesseract, ink, page.dpi)
        if number <= _PAGES_WITH_STAMPS and not _holds_mark(stamps):
            upper = ink.crop((0, 0, ink.width, ink.height // 2))
            mark = _read_slanting_mark(tesseract, upper, page.dpi)
            stamps = [*mark, *(word for word in stamps if not _lies_round(mark, word))]
    level = laid if page.colours is None else _laid(page.colours, turned, tilt)
    kept = page.encoded
    if turned or tilt or kept is None:
        kept = _jpeg(level, page.dpi)
    reading = PageReading(number, level.width, level.height, page.dpi, turned, tilt, tuple(words), tuple(stamps))
    return ReadPage(reading, kept)


def read_beside_text(tesseract: Tesseract, page: PagePicture, number: int) -> ReadPage:
    """Read what a page shows beside its text: scattered words, in ink of any colour."""
    stamps = _read_stamps(tesseract, page.grey, page.dpi)
    if page.colours is not None:
        coloured = _read_stamps(tesseract, only_coloured_ink(page.colours), page.dpi)
        stamps += [word for word in coloured if not any(_overlap(word, other) for other in stamps)]
    if not _holds_mark(stamps):
        stamps = _read_slanting_mark(tesseract, page.grey, page.dpi) or stamps
    width, height = page.grey.size
    return ReadPage(PageReading(number, width, height, page.dpi, 0, 0.0, (), tuple(stamps)), b"")


def _read_print(tesseract: Tesseract, ink: Image.Image, dpi: int) -> tuple[int, float, list[SeenWord], Image.Image]:
    """How the page has to be turned and tilted, its words, and its ink laid so."""
    shades = whitening(ink)
    if shades is None:
        return 0, 0.0, [], ink
    posture = Posture(ink.point(shades))
    tried: list[tuple[float, int, float, list[SeenWord], Image.Image]] = []
    for turned in (90, 270, 0, 180) if posture.lies_sideways else (0, 180, 90, 270):
        tilt = posture.tilt(sideways=turned in (90, 270))
        laid = _laid(ink, turned, tilt)
        words = tesseract.see(laid.point(shades), dpi)
        letters, sureness = _letters(words), _sureness(words)
        stands = not _run_from_top_to_bottom(words)
        if (sureness >= _GOOD and stands) or (not tried and letters < _FEWEST_LETTERS):
            return turned, tilt, words, laid
        tried.append((sureness * letters * stands, turned, tilt, words, laid))
    return max(tried, key=lambda one: one[0])[1:]


def _run_from_top_to_bottom(words: Iterable[SeenWord]) -> bool:
    """Tesseract reads print that lies on its side; then its words are higher than they are wide."""
    long_words = [word for word in words if len(word.text) > 2]
    high = sum(word.bottom - word.top > word.right - word.left for word in long_words)
    return high * 2 > len(long_words)


def _laid(picture: Image.Image, turned: int, tilt: float) -> Image.Image:
    if turned:
        # Pillow turns against the clock.
        picture = picture.transpose(Image.Transpose[f"ROTATE_{360 - turned}"])
    if tilt:
        white: Any = 255 if picture.mode == "L" else (255, 255, 255)
        picture = picture.rotate(tilt, Image.Resampling.BILINEAR, fillcolor=white)
    return picture


def _read_stamps(tesseract: Tesseract, ink: Image.Image, dpi: int) -> list[SeenWord]:
    inverted = ink.point([255 - shade for shade in range(256)])
    box = inverted.getbbox()
    if box is None:
        return []
    left, top = max(0, box[0] - _ROUND_THE_INK), max(0, box[1] - _ROUND_THE_INK)
    right, bottom = min(ink.width, box[2] + _ROUND_THE_INK), min(ink.height, box[3] + _ROUND_THE_INK)
    seen = tesseract.see(ink.crop((left, top, right, bottom)), dpi, scattered=True)
    return [
        SeenWord(
            word.text,
            word.left + left,
            word.top + top,
            word.right + left,
            word.bottom + top,
            word.confidence,
            word.block,
            word.paragraph,
            word.line,
        )
        for word in seen
        if word.confidence >= _STAMP_SURE and any(map(str.isalnum, word.text))
    ]


def _read_slanting_mark(tesseract: Tesseract, ink: Image.Image, dpi: int) -> list[SeenWord]:
    """The words of a mark of secrecy that was stamped aslant; nothing for other words."""
    box = ink.point([255 - shade for shade in range(256)]).getbbox()
    if box is None:
        return []
    stamp = ink.crop(box)
    for angle in _SLANTS:
        turned = stamp.rotate(angle, Image.Resampling.BILINEAR, expand=True, fillcolor=255)
        words = [word for word in _read_stamps(tesseract, turned, dpi) if word.confidence >= _SLANTING_SURE]
        for line in _lines_of(words):
            if _holds_mark(line):
                return _laid_level(line, angle, turned.size, box)
    return []


def _holds_mark(words: Sequence[SeenWord]) -> bool:
    return any(find_secrecy_mark(" ".join(word.text for word in line)) is not None for line in _lines_of(words))


def _lines_of(words: Iterable[SeenWord]) -> list[list[SeenWord]]:
    lines: dict[tuple[int, int, int], list[SeenWord]] = {}
    for word in words:
        lines.setdefault((word.block, word.paragraph, word.line), []).append(word)
    return list(lines.values())


def _laid_level(
    line: Sequence[SeenWord], angle: float, size: tuple[int, int], box: tuple[int, int, int, int]
) -> list[SeenWord]:
    """A line of a picture that was turned against the clock, at its place on the page that the picture was cut from;
    the words are laid level round their middle, so that they are one line.
    """
    x = (min(word.left for word in line) + max(word.right for word in line) - size[0]) / 2
    y = (min(word.top for word in line) + max(word.bottom for word in line) - size[1]) / 2
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    right = round((box[0] + box[2]) / 2 + x * cos - y * sin - x - size[0] / 2)
    down = round((box[1] + box[3]) / 2 + x * sin + y * cos - y - size[1] / 2)
    return [
        replace(
            word,
            left=max(0, word.left + right),
            top=max(0, word.top + down),
            right=max(0, word.right + right),
            bottom=max(0, word.bottom + down),
        )
        for word in line
    ]


def _lies_round(line: Sequence[SeenWord], word: SeenWord) -> bool:
    """Whether a word is what was read of a slanting line before it was laid level."""
    if not line:
        return False
    left, right = line[0].left, line[-1].right
    middle, reach = (line[0].top + line[0].bottom) / 2, (right - left) / 2
    return left <= (word.left + word.right) / 2 <= right and abs((word.top + word.bottom) / 2 - middle) <= reach


def _overlap(one: SeenWord, other: SeenWord) -> bool:
    across = min(one.right, other.right) > max(one.left, other.left)
    return across and min(one.bottom, other.bottom) > max(one.top, other.top)


def _letters(words: Iterable[SeenWord]) -> int:
    return sum(sum(map(str.isalnum, word.text)) for word in words)


def _sureness(words: Sequence[SeenWord]) -> float:
    """The mean sureness of all letters."""
    letters = _letters(words)
    return sum(word.confidence * sum(map(str.isalnum, word.text)) for word in words) / letters if letters else 0.0


def _jpeg(picture: Image.Image, dpi: int) -> bytes:
    file = BytesIO()
    picture.save(file, "JPEG", quality=_KEPT_QUALITY, dpi=(dpi, dpi))
    return file.getvalue()


def _packed(words: Iterable[SeenWord]) -> list[list[Any]]:
    return [
        [
            word.text,
            word.left,
            word.top,
            word.right,
            word.bottom,
            round(word.confidence * 100),
            word.block,
            word.paragraph,
            word.line,
        ]
        for word in words
    ]


def _unpacked(kept: list[list[Any]]) -> tuple[SeenWord, ...]:
    return tuple(
        SeenWord(text, left, top, right, bottom, per_cent / 100, block, paragraph, line)
        for text, left, top, right, bottom, per_cent, block, paragraph, line in kept
    )
