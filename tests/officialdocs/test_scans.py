"""Scans: pages laid upright, read, put together with their places; what cannot be read is said so."""

import zlib
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image

from nhipcau.officialdocs import (
    Context,
    Doubt,
    NotReadable,
    NotReadableCode,
    OfficialDocument,
    extract,
    read_extracted,
    read_file,
)
from nhipcau.officialdocs.extraction.extracted import Box, Extracted, Format, Note, Page, Word, Words
from nhipcau.officialdocs.extraction.page_pictures import PageSource
from nhipcau.officialdocs.extraction.page_readers import FailedPage, PageReaders
from nhipcau.officialdocs.extraction.page_reading import PageReading, ReadPage, read_page
from nhipcau.officialdocs.extraction.searchable_pdf import searchable_pdf
from nhipcau.officialdocs.extraction.straighten import Posture, whitened
from nhipcau.officialdocs.extraction.tesseract import Tesseract
from nhipcau.officialdocs.ocr_doubts import MENDED
from nhipcau.officialdocs.span import Span
from tests import scans


@pytest.fixture(scope="module")
def tesseract() -> Tesseract:
    return Tesseract()


@pytest.fixture(scope="module")
def two_pages() -> bytes:
    """A TIFF of two pages with page number and a red stamp that says nothing secret."""
    first = scans.scanned(scans.page(scans.LETTER, stamp="ĐẾN", colour="#c22"))
    return scans.tiff(first, scans.scanned(scans.page(scans.SECOND, number=2), tilt=-1.1))


@pytest.fixture(scope="module")
def letter(two_pages: bytes) -> OfficialDocument:
    return read_file(two_pages)


@pytest.fixture(scope="module")
def source(letter: OfficialDocument) -> Extracted:
    assert letter.source is not None
    return letter.source


def test_a_tiff_of_two_pages_is_read_as_one_document(letter: OfficialDocument, source: Extracted) -> None:
    assert (source.format, source.notes) == (Format.SCAN, (Note.OCR,))
    assert (letter.metadata.number.value, letter.metadata.kind.value) == ("46/KH-UBND", "kế hoạch")
    assert [provision.mark for provision in letter.provisions if provision.in_outline] == ["1", "2", "3", "4"]
    assert {assignment.unit for assignment in letter.assignments} >= {"Sở Ngoại vụ", "Báo Vân Khê", "Sở Tài chính"}


def test_every_word_has_its_characters_and_its_place_on_the_page(source: Extracted) -> None:
    first, second = source.pages
    assert first.span.end <= second.span.start
    of_second = source.text[second.span.start : second.span.end].lstrip()
    assert of_second.startswith("3. Sở Tài chính")  # the page number is gone
    words = {source.text[word.span.start : word.span.end]: word for word in first.words}
    box = words["46/KH-UBND"].box
    # Drawn 180 points from the left, in the third row.
    assert box.left == pytest.approx(245 / 1240, abs=0.02)
    assert box.top == pytest.approx(280 / 1754, abs=0.02)
    assert all(word.confidence is not None for page in source.pages for word in page.words)
    assert (first.width, first.height) == pytest.approx((595, 842), abs=2)


def test_a_stamp_in_colour_is_read_by_itself_and_stands_on_a_line_of_its_own(source: Extracted) -> None:
    assert "ĐẾN" in source.text.splitlines()


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_page_laid_in_wrongly_is_turned(tesseract: Tesseract, turned: int) -> None:
    lying = scans.scanned(scans.page(scans.SECOND), tilt=2.0, turned=turned)
    page = read_page(tesseract, PageSource(scans.jpeg(lying)).picture(1), 1)
    assert page.reading.turned == 360 - turned
    assert "Khuổi" not in (words := [word.text for word in page.reading.words])
    assert {"chính", "2026.", "thực", "nghiêm"} <= set(words)
    with Image.open(BytesIO(page.picture)) as kept:
        assert kept.size == (page.reading.width, page.reading.height) == scans.A4


def test_a_turned_page_is_noted() -> None:
    upside_down = scans.scanned(scans.page(scans.SECOND), turned=180)
    document = read_file(scans.jpeg(upside_down))
    assert document.source is not None
    assert document.source.notes == (Note.OCR, Note.PAGE_TURNED)


def test_the_tilt_is_measured_to_a_fifth_of_a_degree() -> None:
    for tilt in (-3.0, -0.6, 0.0, 1.4, 4.5):
        white = whitened(scans.scanned(scans.page(scans.LETTER), tilt=tilt).convert("L"))
        assert white is not None
        assert Posture(white).tilt(sideways=False) == pytest.approx(-tilt, abs=0.2)


def test_print_under_a_coloured_stamp_is_read(tesseract: Tesseract) -> None:
    sheet = scans.page(scans.SECOND)
    seal = Image.new("RGB", (420, 120), "#d03030")
    sheet.paste(Image.blend(sheet.crop((200, 140, 620, 260)), seal, 0.55), (200, 140))
    page = read_page(tesseract, PageSource(scans.jpeg(scans.scanned(sheet))).picture(1), 1)
    text = " ".join(word.text for word in page.reading.words)
    assert "Sở Tài chính bố trí kinh phí" in text
    assert "Các sở, ban, ngành báo cáo" in text


def test_a_pdf_with_a_page_of_text_and_a_scanned_one_keeps_both_in_order() -> None:
    mixed = pikepdf.Pdf.open(BytesIO(text_pdf("Trang nay co chu cua no, so 12/KH-UBND.")))
    scanned = pikepdf.Pdf.open(BytesIO(scans.pdf(scans.scanned(scans.page(scans.SECOND)))))
    mixed.pages.extend(scanned.pages)
    file = BytesIO()
    mixed.save(file)
    document = read_file(file.getvalue())
    assert document.source is not None
    assert document.source.format is Format.PDF
    first, second = document.source.pages
    assert "12/KH-UBND" in document.text[first.span.start : first.span.end]
    assert "Sở Tài chính" in document.text[second.span.start : second.span.end]
    assert {word.confidence for word in first.words} == {None}


def text_pdf(line: str) -> bytes:
    made = pikepdf.Pdf.new()
    page = made.add_blank_page(page_size=(595, 842))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
    page.Contents = made.make_stream(f"BT /F 13 Tf 80 700 Td ({line}) Tj ET".encode())
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def test_the_searchable_copy_is_pdf_a_with_the_words_over_the_picture(two_pages: bytes) -> None:
    with PageReaders(two_pages) as readers:
        pages = [page for page in readers.read([2]) if isinstance(page, ReadPage)]
    copy = searchable_pdf(pages)
    with pikepdf.open(BytesIO(copy)) as opened:
        assert opened.open_metadata().pdfa_status == "2B"
    document = pdfium.PdfDocument(copy)
    assert "Sở Tài chính bố trí kinh phí trong dự toán" in document[0].get_textpage().get_text_range()


def test_a_pages_reading_survives_its_way_through_json(tesseract: Tesseract) -> None:
    sheet = scans.scanned(scans.page(scans.SECOND[:1], stamp="HỎA TỐC", colour="#c22"))
    reading = read_page(tesseract, PageSource(scans.jpeg(sheet)).picture(1), 1).reading
    assert [word.text for word in reading.stamps] == ["HỎA", "TỐC"]
    again = PageReading.from_json(reading.to_json())
    assert again.to_json() == reading.to_json()


def png_of_one_shade(side: int) -> bytes:
    """A PNG of so many points that takes next to no room: rows of zeros, packed."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")

    header = side.to_bytes(4, "big") * 2 + bytes([1, 0, 0, 0, 0])
    rows = zlib.compress(bytes(side * (1 + (side + 7) // 8)), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def photo() -> bytes:
    """Soft shapes and no print."""
    hills = Image.linear_gradient("L").resize((900, 1200)).rotate(20, fillcolor=90)
    sun = Image.radial_gradient("L").resize((900, 1200))
    return scans.jpeg(Image.merge("RGB", (hills, sun, Image.blend(hills, sun, 0.5))))


@pytest.mark.parametrize(
    ("make", "code"),
    [
        pytest.param(lambda: scans.jpeg(scans.page(scans.SECOND))[:9000], "damaged", id="a JPEG cut off"),
        pytest.param(lambda: scans.pdf(scans.page(scans.SECOND))[:9000], "damaged", id="a PDF of scans cut off"),
        pytest.param(lambda: png_of_one_shade(30_000), "picture_too_large", id="a picture of 30,000 × 30,000 points"),
        pytest.param(lambda: scans.jpeg(Image.new("RGB", scans.A4, "white")), "no_words", id="a blank page"),
        pytest.param(lambda: scans.jpeg(Image.new("L", (1, 60_000), 255)), "no_words", id="a strip of one point"),
        pytest.param(photo, "no_words", id="a photograph without print"),
        pytest.param(lambda: b"GIF89a" + bytes(40), "picture_format", id="a GIF"),
    ],
)
def test_what_is_no_scan_of_a_document_is_turned_down_with_the_reason(make: Callable[[], bytes], code: str) -> None:
    with pytest.raises(NotReadable) as raised:
        read_file(make())
    assert raised.value.code == code


def test_a_page_that_takes_too_long_fails_alone(two_pages: bytes) -> None:
    with PageReaders(two_pages, processes=1, seconds=0.001) as readers:
        page = next(answer for answer in readers.read([1]) if answer is not None)
    assert page == FailedPage(1, NotReadableCode.TOO_SLOW)


def test_what_lies_on_an_unsure_word_is_doubted_whatever_it_is() -> None:
    text = "UBND TỈNH A\nSố: 12/KH-UBND\nKẾ HOẠCH\n1. Sở Y tế chủ trì thực hiện.\n2. Sở Nội vụ chủ trì thực hiện.\n"

    def word(printed: str, confidence: float) -> Word:
        start = text.index(printed)
        return Word(Span(start, start + len(printed)), Box(0.1, 0.1, 0.2, 0.2), confidence)

    words = (word("12/KH-UBND", 0.41), word("KẾ", 0.97), word("tế", 0.66), word("Nội", 0.95))
    page = Page(1, Span(0, len(text)), 595, 842, Words.of(words))
    document = read_extracted(Extracted(text, Format.SCAN, (page,), notes=(Note.OCR,)))
    number, kind = document.metadata.number, document.metadata.kind
    assert (number.value, number.doubt, number.confidence) == ("12/KH-UBND", Doubt.OCR_SUSPECT, 0.41)
    assert kind.doubt is None
    health, interior = document.assignments
    assert (health.unit, health.doubt, health.confidence) == ("Sở Y tế", Doubt.OCR_SUSPECT, 0.66)
    assert interior.doubt is None


def doubted(words: list[tuple[str, float]]) -> set[str]:
    """Which tasks of a scan are doubted; each word is given with how sure OCR was of it."""
    text, placed = "UBND TỈNH A\nSố: 12/KH-UBND\nKẾ HOẠCH\n", []
    for printed, confidence in words:
        placed.append(Word(Span(len(text), len(text) + len(printed)), Box(0.1, 0.1, 0.2, 0.2), confidence))
        text += printed + ("\n" if printed.endswith(".") and not printed[0].isdigit() else " ")
    page = Page(1, Span(0, len(text)), 595, 842, Words.of(placed))
    document = read_extracted(Extracted(text, Format.SCAN, (page,), notes=(Note.OCR,)))
    return {task.unit for task in document.assignments if task.doubt is Doubt.OCR_SUSPECT}


def tasks(**changed: tuple[str, float]) -> list[tuple[str, float]]:
    """Two tasks read without a doubt, with some words read otherwise."""
    words = "1. Sở Ngoại vụ chủ trì họp báo về sự kiện TTĐN. 2. Sở Nội vụ chủ trì tổng kết về TTĐN năm 2026."
    return [changed.get(word.strip("."), (word, 0.97)) for word in words.split()]


def test_a_word_is_suspect_by_what_speaks_for_it_and_against_it() -> None:
    assert doubted(tasks()) == set()
    assert doubted(tasks(kiện=("kiện", 0.6))) == {"Sở Ngoại vụ"}
    assert doubted(tasks(báo=("bảó", 0.97))) == {"Sở Ngoại vụ"}, "no syllable has two tones"
    assert doubted(tasks(chủ=("chủ", 0.6))) == {"Sở Ngoại vụ", "Sở Nội vụ"}, "sure of it nowhere"
    words = [*tasks(), ("3.", 0.97), ("Sở", 0.97), ("Y", 0.97), ("tế", 0.97), ("chủ", 0.5), ("trì", 0.97)]
    assert doubted([*words, ("họp.", 0.97)]) == set(), "it comes again, surely"
    assert doubted(tasks(tổng=("tổng", MENDED))) == {"Sở Nội vụ"}, "mended words are looked at"


def pdf_with_stamp(stamp: bytes, *, beside: str = "KE HOACH to chuc tuan van hoa, so 12/KH-UBND.") -> bytes:
    """A page of text on which a picture stands."""
    made = pikepdf.Pdf.open(BytesIO(text_pdf(beside)))
    with Image.open(BytesIO(stamp)) as picture:
        drawn = pikepdf.Stream(
            made,
            picture.convert("RGB").tobytes(),
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=picture.width,
            Height=picture.height,
            ColorSpace=pikepdf.Name.DeviceRGB,
            BitsPerComponent=8,
        )
    page = made.pages[0]
    page.Resources.XObject = pikepdf.Dictionary(S=drawn)
    page.contents_add(b"q 120 0 0 40 90 720 cm /S Do Q")
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def picture_of(words: str, colour: str) -> bytes:
    """What `scans.page` draws as a stamp, cut out."""
    sheet = scans.page([], stamp=words, colour=colour)
    return scans.jpeg(sheet.crop((850, 225, 1240, 355)))


@pytest.mark.parametrize("colour", ["#c22", "black"])
def test_a_mark_of_secrecy_that_is_drawn_on_a_page_of_text_is_seen(colour: str) -> None:
    document = read_file(pdf_with_stamp(picture_of("TỐI MẬT", colour)))
    assert document.secrecy_mark is not None
    assert document.secrecy_mark.level.value == "tối mật"
    assert document.source is not None
    word = document.source.pages[0].words[0]
    assert document.text[word.span.start : word.span.end] == "KE"


def test_another_stamp_on_a_page_of_text_changes_nothing() -> None:
    data = pdf_with_stamp(picture_of("HỎA TỐC", "#c22"))
    assert read_file(data).text == extract(data, Context(reads_scans=False)).text
