"""Pictures of pages, for a person who compares a reading with its original."""

import io

import pypdfium2 as pdfium
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from nhipcau.officialdocs.decoding import NotReadable, NotReadableCode
from nhipcau.officialdocs.extraction.context import Context
from nhipcau.officialdocs.extraction.extracted import Format
from nhipcau.officialdocs.extraction.pdf import open_pdf
from nhipcau.officialdocs.extraction.sniffing import sniff

MOST_PIXELS = 40_000_000
_POINTS_PER_INCH = 72
_QUALITY = 80
# A WebP picture has at most so many pixels on a side.
_LONGEST_SIDE = 16_000


def render_page(data: bytes, number: int, *, dpi: int = 100) -> bytes:
    """Give the picture of one page, counted from 1, as WebP; of a PDF, or of a picture with one or more pages.

    A page that would have more than `MOST_PIXELS` is drawn smaller.

    Raises:
        IndexError: there is no such page.
        NotReadable: the file has no pages that can be drawn, is encrypted or damaged.
    """
    kind = sniff(data)
    if kind is Format.PDF:
        return _as_webp(_page_of_pdf(data, number, dpi))
    if kind is Format.SCAN:
        return _as_webp(_page_of_picture(data, number, dpi))
    raise NotReadable(NotReadableCode.NO_PAGES)


def count_pages(data: bytes) -> int:
    """Give the number of pages that can be drawn; 0 for a format without pages.

    Raises:
        NotReadable: as `render_page`.
    """
    kind = sniff(data)
    if kind is Format.PDF:
        document = open_pdf(data, Context())
        try:
            return len(document)
        finally:
            document.close()
    if kind is Format.SCAN:
        with _opened(data) as picture:
            return int(getattr(picture, "n_frames", 1))
    return 0


def _page_of_pdf(data: bytes, number: int, dpi: int) -> Image.Image:
    document = open_pdf(data, Context())
    try:
        if not 1 <= number <= len(document):
            raise IndexError(number)
        page = document[number - 1]
        width, height = page.get_size()
        scale = dpi / _POINTS_PER_INCH
        scale *= _share(width * scale, height * scale)
        picture: Image.Image = page.render(scale=scale).to_pil()
        page.close()
        return picture
    except pdfium.PdfiumError:
        raise NotReadable(NotReadableCode.DAMAGED) from None
    finally:
        document.close()


def _page_of_picture(data: bytes, number: int, dpi: int) -> Image.Image:
    try:
        with _opened(data) as pictures:
            frames = int(getattr(pictures, "n_frames", 1))
            if not 1 <= number <= frames:
                raise IndexError(number)
            frame = next(one for at, one in enumerate(ImageSequence.Iterator(pictures), 1) if at == number)
            own = float(frame.info.get("dpi", (0, 0))[0] or 0)
            share = min(1.0, dpi / own) if own > dpi else 1.0
            share *= _share(frame.width * share, frame.height * share)
            wanted = (max(1, round(frame.width * share)), max(1, round(frame.height * share)))
            # JPEG can be read smaller at once, which saves the memory of the whole.
            frame.draft("RGB", wanted)
            upright = ImageOps.exif_transpose(frame).convert("RGB")
    except NotReadable:
        raise
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise NotReadable(NotReadableCode.DAMAGED) from None
    if (upright.width > upright.height) != (wanted[0] > wanted[1]):
        wanted = (wanted[1], wanted[0])
    return upright if wanted == upright.size else upright.resize(wanted, Image.Resampling.BILINEAR, reducing_gap=2.0)


def _opened(data: bytes) -> Image.Image:
    try:
        picture = Image.open(io.BytesIO(data))
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        raise NotReadable(NotReadableCode.DAMAGED) from None
    if picture.width * picture.height > 4 * MOST_PIXELS:
        picture.close()
        raise NotReadable(NotReadableCode.UNPACKS_TOO_LARGE)
    return picture


def _share(width: float, height: float) -> float:
    """By how much a picture is made smaller so that it is no larger than any may be."""
    area = max(width * height, 1.0)
    return min(1.0, (MOST_PIXELS / area) ** 0.5, _LONGEST_SIDE / max(width, height, 1.0))


def _as_webp(picture: Image.Image) -> bytes:
    kept = io.BytesIO()
    picture.convert("RGB").save(kept, "WEBP", quality=_QUALITY, method=2)
    return kept.getvalue()
