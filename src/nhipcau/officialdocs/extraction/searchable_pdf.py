"""The searchable copy of a scan: PDF/A-2b, each page its picture with the words that OCR read invisibly over it.

The words come from the reading of the pages, so no page is read twice. Pages of a PDF that had text already are taken
over as they are; should they keep the copy from being PDF/A (fonts that are not inside the file), it is a plain PDF.
Source: ISO 19005-2. The font without ink is OCRmyPDF's "Occulta".
"""

from collections.abc import Iterable, Iterator
from importlib.resources import files
from io import BytesIO
from itertools import groupby

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, PdfError, Stream
from pikepdf.pdfa import PdfaError
from pikepdf.pdfa import save as save_as_pdfa
from PIL import Image

from nhipcau.officialdocs.extraction.page_pictures import POINTS_AN_INCH
from nhipcau.officialdocs.extraction.page_reading import PageReading, ReadPage
from nhipcau.officialdocs.extraction.tesseract import SeenWord

_FLAVOUR = "2b"
# The glyph of Occulta that is half as wide as the letters are high, and has no ink.
_BLANK_GLYPH, _BLANK_WIDTH = 4, 500
_CHARACTERS = 0x10000
_LARGEST_BLOCK = 100
_INVISIBLE = b"3 Tr"


def searchable_pdf(pages: Iterable[ReadPage], original: bytes = b"", *, count: int = 0) -> bytes:
    """Put the pages together in the order of their numbers.

    With `original` and its `count` of pages, pages that are not among `pages` come from there, as they are.
    """
    read = {page.reading.number: page for page in pages}
    with Pdf.new() as made:
        font = _Font(made)
        source = Pdf.open(BytesIO(original)) if original and len(read) < count else None
        for number in range(1, (count or max(read, default=0)) + 1):
            if number in read:
                _add_page(made, font, read[number])
            elif source is not None:
                made.pages.append(source.pages[number - 1])
        font.finish()
        made.Root.Lang = "vi-VN"
        return _saved(made)


def _saved(made: Pdf) -> bytes:
    file = BytesIO()
    try:
        save_as_pdfa(made, file, _FLAVOUR, output_intent="sRGB")
    except (PdfaError, PdfError):
        file = BytesIO()
        made.save(file)
    return file.getvalue()


def _add_page(made: Pdf, font: "_Font", page: ReadPage) -> None:
    reading = page.reading
    scale = POINTS_AN_INCH / reading.dpi
    width, height = reading.width * scale, reading.height * scale
    picture = b"q %.3f 0 0 %.3f 0 0 cm /Im Do Q" % (width, height)
    content = b"\n".join([picture, b"BT", _INVISIBLE, *_shown_words(reading, font, scale, height), b"ET"])
    resources = Dictionary(XObject=Dictionary(Im=_picture(made, page.picture)), Font=Dictionary(F=font.object))
    sheet = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, round(width, 3), round(height, 3)]),
        Resources=resources,
        Contents=made.make_stream(content),
    )
    made.pages.append(Page(made.make_indirect(sheet)))


def _shown_words(reading: PageReading, font: "_Font", scale: float, height: float) -> Iterator[bytes]:
    # What stands on one line is set in one size; each change of it costs time, here and in every reader.
    for _line, words in groupby(
        (*reading.words, *reading.stamps), key=lambda word: (word.block, word.paragraph, word.line)
    ):
        line = list(words)
        size = max(1.0, max(word.bottom - word.top for word in line) * scale)
        yield b"/F %.2f Tf" % size
        for word in line:
            yield _shown(word, font, size, scale, height)


def _shown(word: SeenWord, font: "_Font", size: float, scale: float, height: float) -> bytes:
    """The word as wide as it is printed; the space behind it parts it from the next for those who copy the text."""
    natural = len(word.text) * size * _BLANK_WIDTH / 1000
    stretch = 100 * max(1.0, (word.right - word.left) * scale) / natural
    return b"%.2f Tz 1 0 0 1 %.2f %.2f Tm <%s> Tj" % (
        stretch,
        word.left * scale,
        height - word.bottom * scale,
        font.codes(f"{word.text} "),
    )


def _picture(made: Pdf, jpeg: bytes) -> Stream:
    with Image.open(BytesIO(jpeg), formats=("JPEG",)) as picture:
        space = Name.DeviceGray if picture.mode == "L" else Name.DeviceRGB
        width, height = picture.size
    return Stream(
        made,
        jpeg,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=width,
        Height=height,
        ColorSpace=space,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )


class _Font:
    """A font whose every letter is the same empty glyph; what it stands for is said in the file."""

    def __init__(self, made: Pdf) -> None:
        self._made = made
        self._used: set[str] = set()
        self.object: Object = made.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type0))

    def codes(self, text: str) -> bytes:
        """The codes of a text, in hexadecimal digits; a sign beyond the first 65,536 is left out."""
        signs = [sign for sign in text if ord(sign) < _CHARACTERS]
        self._used.update(signs)
        return b"".join(b"%04X" % ord(sign) for sign in signs)

    def finish(self) -> None:
        """Write the font, once it is known which letters are used."""
        made = self._made
        program = (files("ocrmypdf.data") / "Occulta.ttf").read_bytes()
        descriptor = Dictionary(
            Type=Name.FontDescriptor,
            FontName=Name.Occulta,
            Flags=5,
            FontBBox=Array([0, 0, 1000, 1000]),
            ItalicAngle=0,
            Ascent=800,
            Descent=-200,
            CapHeight=800,
            StemV=80,
            FontFile2=Stream(made, program, Length1=len(program)),
        )
        glyphs = _BLANK_GLYPH.to_bytes(2, "big") * _CHARACTERS
        descendant = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=Name.Occulta,
            CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
            FontDescriptor=made.make_indirect(descriptor),
            DW=_BLANK_WIDTH,
            CIDToGIDMap=made.make_stream(glyphs),
        )
        self.object.BaseFont = Name.Occulta
        self.object.Encoding = Name("/Identity-H")
        self.object.DescendantFonts = Array([made.make_indirect(descendant)])
        self.object.ToUnicode = made.make_stream(_meanings(sorted(self._used)))


def _meanings(signs: list[str]) -> bytes:
    """Which code stands for which letter."""
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <FFFF>",
        "endcodespacerange",
    ]
    for start in range(0, len(signs), _LARGEST_BLOCK):
        block = signs[start : start + _LARGEST_BLOCK]
        lines.append(f"{len(block)} beginbfchar")
        lines += [f"<{ord(sign):04X}> <{ord(sign):04X}>" for sign in block]
        lines.append("endbfchar")
    return "\n".join([*lines, "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]).encode()
