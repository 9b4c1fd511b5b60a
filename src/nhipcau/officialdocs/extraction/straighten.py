"""A scanned page made ready to be read: its paper white, its lines level.

How it is turned or tilted is told by its lines of print: seen along them, rows are dark or empty.
"""

from array import array
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from PIL import Image

# Pages are laid in by hand; what is tilted more is a photograph.
MOST_TILT = 7
# A smaller tilt troubles neither eye nor Tesseract, and turning blurs.
LEAST_TILT = 0.3
_FINEST = 0.05
_WIDTH = 500
# Print makes rows differ this much more from each other than columns do, or the reverse when the page lies on its side.
_SIDEWAYS = 1.4
_CLEARLY = 1.05
# Print is at least so many shades darker than paper; on a page with less there is nothing to read.
_LEAST_CONTRAST = 50
# Shades this near to that of the paper, as a share of the way to the ink, are stains and noise.
_PAPER_REACHES = 0.3


class Posture:
    """How the lines of a page lie. Whether it stands upright or upside down they do not tell."""

    def __init__(self, picture: Image.Image) -> None:
        """Look at a picture in shades of grey."""
        ink = _ink(picture)
        self._upright, self._sideways = _Lines(ink), _Lines(ink.transpose(Image.Transpose.ROTATE_90))
        # Which way the lines run is told by a picture half as large; it takes a quarter of the time.
        half = ink.reduce(2)
        self._halves = _Lines(half), _Lines(half.transpose(Image.Transpose.ROTATE_90))

    @property
    def lies_sideways(self) -> bool:
        """Whether the lines run from top to bottom."""
        upright, sideways = self._halves
        return sideways.sharpness(sideways.coarse) > _SIDEWAYS * upright.sharpness(upright.coarse)

    def tilt(self, *, sideways: bool) -> float:
        """Degrees by which to turn the page against the clock so that its lines lie level; 0 without lines of print.

        If it is `sideways`, it has to be turned by a quarter before.
        """
        return (self._sideways if sideways else self._upright).tilt()


def whitened(picture: Image.Image) -> Image.Image | None:
    """The page with white paper and black ink; None when it is blank.

    Without this the noise of a nearly empty page is taken for print: hundreds of splinters, and a minute of time.
    """
    shades = whitening(picture)
    return picture.point(shades) if shades is not None else None


def whitening(picture: Image.Image) -> list[int] | None:
    """What `whitened` makes of each shade; None when the page is blank."""
    # Noise averages out, strokes of print stay.
    histogram = picture.reduce(3).histogram()
    paper = max(range(256), key=histogram.__getitem__)
    ink = _shade_of_darkest(histogram, sum(histogram) // 2_000)
    if paper - ink < _LEAST_CONTRAST:
        return None
    white = paper - (paper - ink) * _PAPER_REACHES
    return [round(min(255.0, max(0.0, (shade - ink) * 255 / (white - ink)))) for shade in range(256)]


def _shade_of_darkest(histogram: list[int], points: int) -> int:
    """The shade that so many of the darkest points do not pass."""
    return next(shade for shade, count in enumerate(accumulate(histogram)) if count > points)


@dataclass
class _Lines:
    """A picture of ink, and how sharply its lines stand out at the angles that were tried."""

    ink: Image.Image
    _known: dict[float, float] = field(default_factory=dict)

    def sharpness(self, angle: float) -> float:
        if angle not in self._known:
            self._known[angle] = _rows_differ(self.ink.rotate(angle, Image.Resampling.NEAREST, fillcolor=0))
        return self._known[angle]

    @property
    def coarse(self) -> float:
        return max((float(angle) for angle in range(-MOST_TILT, MOST_TILT + 1)), key=self.sharpness)

    def tilt(self) -> float:
        best, step = self.coarse, 0.5
        while step >= _FINEST:
            best = max((best, best - step, best + step), key=self.sharpness)
            step /= 2
        is_clear = self.sharpness(best) > _CLEARLY * self.sharpness(0.0)
        return best if is_clear and abs(best) >= LEAST_TILT else 0.0


def _ink(picture: Image.Image) -> Image.Image:
    """The picture small, its ink as white on black, without the margins, where scanners leave shadows."""
    small = picture.reduce(max(1, min(picture.size) // _WIDTH))
    edge_x, edge_y = small.width // 25, small.height // 25
    small = small.crop((edge_x, edge_y, small.width - edge_x, small.height - edge_y))
    histogram = small.histogram()
    paper = max(range(256), key=histogram.__getitem__)
    return small.point([max(0, paper - 40 - shade) for shade in range(256)])


def _rows_differ(ink: Image.Image) -> float:
    """How much the ink changes from row to row."""
    # Few words on a row leave less than one whole shade of its mean.
    rows = array("f", ink.convert("F").resize((1, ink.height), Image.Resampling.BOX).tobytes())
    return sum((above - below) ** 2 for above, below in pairwise(rows)) / max(1, len(rows))
