"""The pages of a scan as pictures: of a PDF, a TIFF with many pages, a JPEG, a PNG. In memory only."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image, ImageChops, ImageDraw, ImageOps, TiffImagePlugin, UnidentifiedImageError

from nhipcau.officialdocs.decoding import NotReadable, NotReadableCode
from nhipcau.officialdocs.extraction.pdf_words import PrintedPage

MOST_PAGES = 1_000
# A sheet of A2 at 400 dots an inch; a larger picture is no page of a document, or a bomb.
MOST_PIXELS = 60_000_000
LEAST_DPI, USUAL_DPI, MOST_DPI = 150, 200, 300
POINTS_AN_INCH = 72
_A4_HEIGHT_INCHES = 11.69
# Between a visiting card and a sheet of A2.
_PAGE_INCHES = (3.0, 24.0)
_PICTURE_FORMATS = ("JPEG", "PNG", TiffImagePlugin.TiffImageFile.format)
_SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")
# A picture covers the page if it leaves no more than this share of it.
_COVERS = 0.9
# A channel that differs this much from the others is ink of a colour, not a shadow of JPEG.
_COLOUR = 60
_COLOURED_SHARE = 0.0003

_EXIF_ORIENTATION = 0x0112

Image.MAX_IMAGE_PIXELS = None  # the limit is ours, and is looked at before anything is decoded


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as it lies in the file: in shades of grey, with its colours if it has coloured ink, and its resolution.

    `encoded` are the bytes of a JPEG that is the whole page, to be kept as it is.
    """

    grey: Image.Image
    colours: Image.Image | None
    dpi: int
    encoded: bytes | None = None


class PageSource:
    """A file whose pages can be looked at, one at a time."""

    def __init__(self, data: bytes) -> None:
        """Open the file.

        Raises:
            NotReadable: it is damaged, encrypted, or has too many pages or none.
        """
        self._data = data
        self._pdf = _open_pdf(data) if data[:1024].lstrip().startswith(b"%PDF-") else None
        self.count = len(self._pdf) if self._pdf is not None else _frames(data)
        if self.count > MOST_PAGES:
            raise NotReadable(NotReadableCode.TOO_MANY_PAGES)
        if not self.count:
            raise NotReadable(NotReadableCode.NO_PAGES)

    def picture(self, number: int) -> PagePicture:
        """The page `number`, from 1.

        Raises:
            NotReadable: there is none ("no_pages"), it is damaged, or too large to be looked at.
        """
        if not 1 <= number <= self.count:
            raise NotReadable(NotReadableCode.NO_PAGES)
        if self._pdf is None:
            return _frame(self._data, number)
        with _pdfium_errors():
            return _render(self._pdf[number - 1])

    def beside_text(self, number: int) -> PagePicture:
        """The upper half of a PDF's page, all of it where notes are laid over it, without the words that its text has:
        what only an eye sees. A page of pictures has no words.

        Raises:
            NotReadable: as `picture`.
        """
        if self._pdf is None:
            return self.picture(number)
        if not 1 <= number <= self.count:
            raise NotReadable(NotReadableCode.NO_PAGES)
        with _pdfium_errors():
            return _without_words(self._pdf[number - 1])


def _without_words(page: pdfium.PdfPage) -> PagePicture:
    width, height = page.get_size()
    scale = USUAL_DPI / POINTS_AN_INCH
    _check_size(round(width * scale), round(height * scale))
    printed = PrintedPage(page)
    try:
        crop = (0, 0 if printed.is_written_over() else height / 2, 0, 0)
        picture = page.render(scale=scale, crop=crop, rev_byteorder=True).to_pil().convert("RGB")
        draw = ImageDraw.Draw(picture)
        for word in printed.words():
            box = word.box
            shares = (box.left, box.top, box.right, box.bottom)
            draw.rectangle(
                [share * side * scale for share, side in zip(shares, (width, height) * 2, strict=True)], "white"
            )
    finally:
        printed.close()
    return _with_colours(picture, USUAL_DPI)


def _open_pdf(data: bytes) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(data)
        # What stands in the fields of a form is drawn only then.
        document.init_forms()
        return document
    except pdfium.PdfiumError as error:
        is_locked = pdfium_c.FPDF_GetLastError() == pdfium_c.FPDF_ERR_PASSWORD or "password" in str(error).lower()
        raise NotReadable(NotReadableCode.ENCRYPTED if is_locked else NotReadableCode.DAMAGED) from None


@contextmanager
def _pdfium_errors() -> Iterator[None]:
    try:
        yield
    except NotReadable:
        raise
    except (pdfium.PdfiumError, ValueError, OSError) as error:
        raise NotReadable(NotReadableCode.DAMAGED) from error


def _render(page: pdfium.PdfPage) -> PagePicture:
    width, height = page.get_size()
    picture = _whole_page_picture(page, width, height)
    native = (picture.get_metadata().horizontal_dpi if picture is not None else 0) or USUAL_DPI
    dpi = _usable_dpi(native)
    _check_size(round(width * dpi / POINTS_AN_INCH), round(height * dpi / POINTS_AN_INCH))
    encoded = _jpeg_of(picture) if picture is not None and page.get_rotation() == 0 else None
    if encoded is not None and abs(native - dpi) < 1:
        return _with_colours(_decoded(BytesIO(encoded)), dpi, encoded)
    rendered = page.render(scale=dpi / POINTS_AN_INCH, rev_byteorder=True).to_pil()
    return _with_colours(rendered, dpi)


def _whole_page_picture(page: pdfium.PdfPage, width: float, height: float) -> pdfium.PdfImage | None:
    """The one thing on the page, if that is a picture over all of it."""
    things = []
    for thing in page.get_objects(max_depth=2):
        things.append(thing)
        if len(things) > 1:
            return None
    if not things or not isinstance(things[0], pdfium.PdfImage):
        return None
    left, bottom, right, top = things[0].get_bounds()
    covers = (right - left) >= _COVERS * width and (top - bottom) >= _COVERS * height
    return things[0] if covers else None


def _jpeg_of(picture: pdfium.PdfImage) -> bytes | None:
    """The picture's JPEG, if it stands upright, fills its place and its colours are plain."""
    matrix = picture.get_matrix()
    if abs(matrix.b) > 0.01 or abs(matrix.c) > 0.01 or matrix.a <= 0 or matrix.d <= 0:
        return None
    meta = picture.get_metadata()
    plain = meta.colorspace in (
        pdfium_c.FPDF_COLORSPACE_DEVICEGRAY,
        pdfium_c.FPDF_COLORSPACE_DEVICERGB,
        pdfium_c.FPDF_COLORSPACE_ICCBASED,
    )
    if not plain or list(picture.get_filters()) != ["DCTDecode"] or meta.bits_per_pixel not in (8, 24):
        return None
    return bytes(picture.get_data(decode_simple=False))


def _frames(data: bytes) -> int:
    with _opened(data) as picture:
        return int(getattr(picture, "n_frames", 1)) if picture.format == "TIFF" else 1


def _frame(data: bytes, number: int) -> PagePicture:
    with _opened(data) as picture:
        if picture.format == "TIFF":
            picture.seek(number - 1)
        native = _dpi_of(picture)
        dpi = _usable_dpi(native)
        whole = picture.size
        if min(whole) * dpi < native:
            # A strip that would have no width left has no room for a letter.
            raise NotReadable(NotReadableCode.NO_WORDS)
        if picture.format in ("JPEG", "MPO"):
            # libjpeg leaves out what is not wanted while it decodes.
            picture.draft(None, (whole[0] * dpi // native, whole[1] * dpi // native))
        _check_size(*picture.size)
        is_kept = (
            picture.format == "JPEG" and picture.mode in ("L", "RGB") and native == dpi and not _is_turned(picture)
        )
        # What JPEG left out while decoding is not scaled down a second time.
        factor = dpi / native * whole[0] / picture.width
        upright = plain(ImageOps.exif_transpose(picture))
        if abs(factor - 1) > 0.01:
            size = (round(upright.width * factor), round(upright.height * factor))
            _check_size(*size)
            upright = upright.resize(size, Image.Resampling.LANCZOS)
        return _with_colours(upright, dpi, data if is_kept else None)


@contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
    """The picture file; whatever its decoder trips over is damage."""
    if not data.startswith(_SIGNATURES):
        raise NotReadable(NotReadableCode.PICTURE_FORMAT)
    try:
        with Image.open(BytesIO(data), formats=_PICTURE_FORMATS) as picture:
            yield picture
    except NotReadable:
        raise
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, KeyError, IndexError, TypeError, struct.error):
        raise NotReadable(NotReadableCode.DAMAGED) from None
    except (OverflowError, MemoryError, Image.DecompressionBombError):
        raise NotReadable(NotReadableCode.PICTURE_TOO_LARGE) from None


def _decoded(file: BytesIO) -> Image.Image:
    with Image.open(file, formats=("JPEG",)) as picture:
        _check_size(*picture.size)
        return plain(picture)


def plain(picture: Image.Image) -> Image.Image:
    """The picture as shades of grey or plain colours, on white where the picture is transparent."""
    if picture.mode.startswith("I;16"):
        return picture.point([shade >> 8 for shade in range(65_536)], "L")
    if picture.mode in ("1", "L"):
        return picture.convert("L")
    if "transparency" in picture.info or picture.mode in ("LA", "PA", "La", "RGBA", "RGBa"):
        layered = picture.convert("RGBA")
        white = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(white, layered).convert("RGB")
    return picture.convert("RGB")


def _is_turned(picture: Image.Image) -> bool:
    return bool(picture.getexif().get(_EXIF_ORIENTATION, 1) != 1)


def _dpi_of(picture: Image.Image) -> int:
    """The picture's own resolution, if it makes a page of it; otherwise as if it were a sheet of A4."""
    stated = picture.info.get("dpi", (0, 0))[0]
    longest = max(picture.size)
    if stated and _PAGE_INCHES[0] <= longest / float(stated) <= _PAGE_INCHES[1]:
        return max(1, round(float(stated)))
    return max(1, round(longest / _A4_HEIGHT_INCHES))


def _usable_dpi(dpi: float) -> int:
    """The resolution at which Tesseract reads best: small print is enlarged, what is too fine costs only time."""
    if dpi < LEAST_DPI:
        return USUAL_DPI
    return min(round(dpi), MOST_DPI)


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise NotReadable(NotReadableCode.PICTURE_TOO_LARGE)


def _with_colours(picture: Image.Image, dpi: int, encoded: bytes | None = None) -> PagePicture:
    if picture.mode == "L":
        return PagePicture(picture, None, dpi, encoded)
    colours = coloured_ink(picture.reduce(2))
    share = sum(colours.histogram()[_COLOUR:]) / (colours.width * colours.height)
    if share < _COLOURED_SHARE:
        return PagePicture(picture.convert("L"), None, dpi, encoded)
    return PagePicture(picture.convert("L"), picture, dpi, encoded)


def coloured_ink(colours: Image.Image) -> Image.Image:
    """How coloured each point is: 0 for black, grey and white."""
    red, green, blue = colours.split()
    return ImageChops.subtract(_lightest(red, green, blue), ImageChops.darker(ImageChops.darker(red, green), blue))


def without_coloured_ink(colours: Image.Image) -> Image.Image:
    """Shades of grey in which red and blue ink is nearly as light as paper: print under a stamp can be read."""
    return _lightest(*colours.split())


def only_coloured_ink(colours: Image.Image) -> Image.Image:
    """Shades of grey in which only stamps and coloured writing are dark."""
    return coloured_ink(colours).point([255 if shade < _COLOUR else 0 for shade in range(256)])


def _lightest(red: Image.Image, green: Image.Image, blue: Image.Image) -> Image.Image:
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)
