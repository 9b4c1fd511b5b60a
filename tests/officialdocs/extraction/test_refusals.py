"""What cannot or must not be read is refused, each with its own code, in bounded time and memory."""

import io
import struct
import zipfile
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nhipcau.officialdocs import Context, Extracted, Format, NotReadable, NotReadableCode, extract, sniff
from nhipcau.officialdocs.extraction import package
from nhipcau.vietnamese import normalise
from tests.officialdocs.extraction.making import make_docx, make_pdf, make_zip, paragraph, run

# Here and not apart, so that a fault of ours is seen as what it is.
WITHOUT_PROGRAMS = Context(apart=False)
DOCX = make_docx(paragraph("KẾ HOẠCH tuần văn hóa"))
PDF = make_pdf([[(85, 100, 13, "KẾ HOẠCH tuần văn hóa")]])


def refusal(data: bytes, context: Context = WITHOUT_PROGRAMS) -> NotReadableCode:
    with pytest.raises(NotReadable) as refused:
        extract(data, context)
    return refused.value.code


def with_part(name: str, content: str | bytes) -> bytes:
    """The DOCX with one part more, or another one in its place."""
    with zipfile.ZipFile(io.BytesIO(DOCX)) as kept:
        return make_zip({**{one: kept.read(one) for one in kept.namelist()}, name: content})


def compound(*names: str, flags: int = 0) -> bytes:
    """A compound file (OLE2) with streams of these names; the first one begins with the head of a Word file."""
    header = bytearray(b"\xff" * 512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<I", header, 44, 1)
    struct.pack_into("<I", header, 48, 1)
    struct.pack_into("<II", header, 68, 0xFFFFFFFE, 0)
    struct.pack_into("<I", header, 76, 0)
    fat = struct.pack(
        "<128I", 0xFFFFFFFD, *range(2, 2 + len(names) // 4), 0xFFFFFFFE, *[0xFFFFFFFF] * (126 - len(names) // 4)
    )
    entries = b""
    for name in ("Root Entry", *names):
        coded = name.encode("utf-16-le")
        entry = coded.ljust(64, b"\0") + struct.pack("<H", len(coded) + 2)
        entries += entry.ljust(116, b"\0") + struct.pack("<I", 20) + b"\0" * 8
    stream = struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0x409, 0, flags).ljust(512, b"\0")
    directory = entries.ljust(512 * (1 + len(names) // 4), b"\0")
    return bytes(header) + fat + directory + stream * 25


def encrypted_pdf(password: str) -> bytes:
    kept = io.BytesIO()
    with pikepdf.open(io.BytesIO(PDF)) as opened:
        opened.save(kept, encryption=pikepdf.Encryption(user=password, owner="chủ"))
    return kept.getvalue()


def test_a_format_is_told_by_content_and_never_by_name() -> None:
    for data, kind in (
        (DOCX, Format.DOCX),
        (PDF, Format.PDF),
        (b"\n\n" + PDF, Format.PDF),
        (b"{\\rtf1\\ansi x}", Format.RTF),
        (compound("WordDocument", "1Table"), Format.DOC),
        (make_zip({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}), Format.ODT),
        (b"<!DOCTYPE html><p>x", Format.HTML),
        (b"\xef\xbb\xbf<?xml version='1.0'?><!-- saved --><html><body>x", Format.HTML),
        ("Kế hoạch < 5 việc".encode(), Format.TEXT),
        (b"\xff\xd8\xff\xe0 jpeg", Format.SCAN),
        (b"II*\x00 tiff", Format.SCAN),
    ):
        assert sniff(data) is kind


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", NotReadableCode.EMPTY),
        (b" \r\n\x00\x00 ", NotReadableCode.EMPTY),
        (b"\x7fELF\x02\x01", NotReadableCode.BINARY),
        (b"MZ\x90\x00\x03", NotReadableCode.BINARY),
        (b"<?xml version='1.0'?><w:wordDocument>x</w:wordDocument>", NotReadableCode.BINARY),
        (b"<?xml version='1.0'?><svg><text>x</text></svg>", NotReadableCode.PICTURE_FORMAT),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", NotReadableCode.PICTURE_FORMAT),
        (b"Rar!\x1a\x07\x00", NotReadableCode.ARCHIVE),
        (make_zip({"anh.jpg": b"x", "van-ban.docx": b"y"}), NotReadableCode.ARCHIVE),
        (make_zip({"xl/workbook.xml": "<x/>"}), NotReadableCode.SPREADSHEET),
        (make_zip({"ppt/presentation.xml": "<x/>"}), NotReadableCode.PRESENTATION),
        (make_zip({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), NotReadableCode.SPREADSHEET),
        (compound("Workbook"), NotReadableCode.SPREADSHEET),
        (compound("PowerPoint Document"), NotReadableCode.PRESENTATION),
        (compound("EncryptionInfo", "EncryptedPackage"), NotReadableCode.ENCRYPTED),
        (compound("WordDocument", flags=0x0100), NotReadableCode.ENCRYPTED),
        (compound("WordDocument", "Macros"), NotReadableCode.MACROS),
        (compound("WordDocument", "1Table"), NotReadableCode.NEEDS_LIBREOFFICE),
        (b"{\\rtf1 x}", NotReadableCode.NEEDS_LIBREOFFICE),
        (compound("WordDocument")[:700], NotReadableCode.DAMAGED),
        (DOCX[: len(DOCX) // 2], NotReadableCode.DAMAGED),
        (with_part("word/vbaProject.bin", b"x"), NotReadableCode.MACROS),
        (with_part("word/document.xml", "<w:document"), NotReadableCode.DAMAGED),
        (make_docx(paragraph("")), NotReadableCode.EMPTY),
        (PDF[:200], NotReadableCode.DAMAGED),
        (make_pdf([]), NotReadableCode.NO_PAGES),
        (encrypted_pdf("mật khẩu"), NotReadableCode.ENCRYPTED),
    ],
)  # fmt: skip
def test_each_reason_has_its_code(data: bytes, code: NotReadableCode) -> None:
    assert refusal(data) is code


def test_a_pdf_that_only_forbids_printing_is_read() -> None:
    assert "KẾ HOẠCH" in extract(encrypted_pdf("")).text


@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml"])
def test_xml_with_entities_of_its_own_is_refused_unread(name: str, tmp_path: Path) -> None:
    secret = tmp_path / "mat.txt"
    secret.write_text("bí mật")
    part = (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "{secret.as_uri()}"><!ENTITY b "&a;&a;">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&b;'
        "</w:t></w:r></w:p></w:body></w:document>"
    )
    data = with_part(name, part)
    if name == "word/styles.xml":
        relations = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>'
            "</Relationships>"
        )
        with zipfile.ZipFile(io.BytesIO(data)) as kept:
            files = {one: kept.read(one) for one in kept.namelist()}
        data = make_zip({**files, "word/_rels/document.xml.rels": relations})
    assert refusal(data) is NotReadableCode.DANGEROUS


def test_a_part_that_points_outside_is_not_followed() -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="../../etc/passwd"/>'
        '<Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" '
        'Target="http://192.0.2.1/x" TargetMode="External"/></Relationships>'
    )
    assert "KẾ HOẠCH" in extract(with_part("word/_rels/document.xml.rels", relations)).text


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_BYTES_OF_A_PART", 1_000_000)
    assert refusal(with_part("word/document.xml", b" " * 1_000_001)) is NotReadableCode.UNPACKS_TOO_LARGE
    lying = bytearray(with_part("word/document.xml", b" " * 1_000_001))
    # The directory says that the part is small; what comes out of it is counted all the same.
    at = lying.rindex(b"word/document.xml") - 46
    struct.pack_into("<I", lying, at + 24, 10)
    assert refusal(bytes(lying)) in (NotReadableCode.UNPACKS_TOO_LARGE, NotReadableCode.DAMAGED)


def test_a_thousand_pages_are_the_most() -> None:
    pages = [[(85.0, 100.0, 13.0, "Trang")]] * 4
    assert refusal(make_pdf(pages), Context(most_pages=3)) is NotReadableCode.TOO_MANY_PAGES
    assert len(extract(make_pdf(pages), Context(most_pages=4)).pages) == 4
    assert Context().most_pages == 1_000


def test_progress_is_told_page_by_page() -> None:
    heard: list[tuple[int, int]] = []
    extract(make_pdf([[(85.0, 100.0, 13.0, "Trang")]] * 3), Context(on_page=lambda *page: heard.append(page)))
    assert heard == [(1, 3), (2, 3), (3, 3)]


def is_sound(extracted: Extracted) -> bool:
    """The text is in normal form and every place is inside of it."""
    places = [page.span for page in extracted.pages] + [word.span for page in extracted.pages for word in page.words]
    places += [place for note in extracted.footnotes for place in (note.anchor, note.body)]
    return normalise(extracted.text) == extracted.text and all(
        0 <= place.start <= place.end <= len(extracted.text) for place in places
    )


@pytest.mark.parametrize("whole", [DOCX, PDF], ids=["docx", "pdf"])
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_damaged_files_are_read_or_refused_and_nothing_else(whole: bytes, data: st.DataObject) -> None:
    damaged = bytearray(whole)
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=12)):
        damaged[at] = data.draw(st.integers(0, 255))
    try:
        extracted = extract(bytes(damaged[: data.draw(st.integers(1, len(whole)))]), WITHOUT_PROGRAMS)
    except NotReadable:
        return
    assert is_sound(extracted)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        extracted = extract(data, WITHOUT_PROGRAMS)
    except NotReadable:
        return
    assert is_sound(extracted)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_in_a_paragraph_or_a_page_gives_text_in_normal_form(text: str) -> None:
    plain = "".join(one for one in text if one.isprintable() or one in "\n\t")
    for data in (
        make_docx(paragraph("Kế hoạch", run(plain), "\u0301"), paragraph("\u0323")),
        f"<p>Kế {plain}<b>\u0301".encode(),
    ):
        assert is_sound(extract(data, WITHOUT_PROGRAMS))
