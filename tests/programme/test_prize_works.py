"""What the jury gets of a work: nothing in the file, or about it, tells who made it."""

import io
import zipfile

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from PIL import Image

from nhipcau.programme.prizes.names import names_in
from nhipcau.programme.prizes.plain_media import DamagedError, plain_jpeg, plain_mp4
from nhipcau.programme.prizes.works import WorkError, blind
from tests.programme.prize_files import (
    ASCII,
    NAME,
    docx,
    mp3,
    mp3_with_tags_everywhere,
    mp4,
    mp4_with_paths,
    office_from_windows,
    pdf,
    picture,
    with_profile,
    xlsx,
)

NAMES = [NAME, "Giấu"]
WORKS = {
    "jpeg": picture("JPEG"), "png": picture("PNG"), "webp": picture("WEBP"), "pdf": pdf(), "docx": docx(),
    "xlsx": xlsx(), "mp3": mp3(), "mp4": mp4(),
}  # fmt: skip


def everything_in(content: bytes) -> bytes:
    """All bytes of a file, those that it packs included."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return content + b"".join(archive.read(name) + name.encode() for name in archive.namelist())
    if content.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(content)) as file:
            streams = [thing for thing in file.objects if isinstance(thing, pikepdf.Stream)]
            raw = b"".join(one.read_raw_bytes() for one in streams)
            out = io.BytesIO()
            file.save(out, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        return content + raw + out.getvalue()
    return content


@pytest.mark.parametrize("kind", WORKS)
def test_a_work_comes_out_without_its_makers_name(kind):
    before, work = WORKS[kind], blind(WORKS[kind], NAMES)
    shown = everything_in(work.content)
    for way in ("utf-8", "utf-16-le", "utf-16-be"):
        assert NAME.encode(way) not in shown
        assert ASCII.encode(way) not in shown
    assert (work.is_changed, work.content_type != "") == (True, True)
    assert NAME.encode() in everything_in(before) or NAME.encode("utf-16-be") in everything_in(before)
    assert blind(work.content, NAMES).content == work.content, "a second time nothing is left to take out"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(with_profile("JPEG"), id="colour profile and strange segment of a JPEG"),
        pytest.param(with_profile("PNG"), id="colour profile of a PNG"),
        pytest.param(with_profile("WEBP"), id="colour profile of a WebP"),
        pytest.param(mp3_with_tags_everywhere(), id="Lyrics3, appended ID3, words between frames"),
        pytest.param(mp4_with_paths(), id="folder of a track, box that nobody knows"),
        pytest.param(office_from_windows("docx"), id="template's folder and thumbnail of a DOCX"),
        pytest.param(office_from_windows("xlsx"), id="folder and user of an XLSX"),
    ],
)
def test_what_software_writes_without_asking_is_taken_out_not_refused(content):
    work = blind(content, NAMES)
    shown = everything_in(work.content).lower()
    if content.startswith(b"\x89PNG"):
        with Image.open(io.BytesIO(work.content)) as picture_:
            shown += picture_.info["icc_profile"].lower()
    for name in (ASCII, "NguyenVanGiau", NAME):
        for way in ("utf-8", "utf-16-le", "utf-16-be"):
            assert name.encode(way).lower() not in shown
    assert blind(work.content, NAMES).content == work.content
    if work.content_type.startswith("image/"):
        with Image.open(io.BytesIO(work.content)) as picture_:
            picture_.load()
            assert picture_.size == (40, 30)


def test_an_mp3_keeps_every_frame_of_its_sound():
    frame = b"\xff\xfb\x90\x00" + bytes(413)
    assert blind(mp3_with_tags_everywhere(), NAMES).content == frame * 4
    assert blind(mp3(), NAMES).content == frame * 3


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
def test_a_picture_is_not_encoded_anew_and_shows_the_same(kind):
    with (
        Image.open(io.BytesIO(WORKS[kind])) as before,
        Image.open(io.BytesIO(blind(WORKS[kind], NAMES).content)) as now,
    ):
        assert now.size == before.size
        assert abs(now.convert("RGB").getpixel((5, 5))[1] - before.convert("RGB").getpixel((5, 5))[1]) <= 2
        assert not now.getexif()


def test_an_office_file_and_a_pdf_still_open():
    book = load_workbook(io.BytesIO(blind(xlsx(), NAMES).content))
    assert book.active["A1"].value == "Tác phẩm"
    with pikepdf.open(io.BytesIO(blind(pdf(), NAMES).content)) as file:
        assert len(file.pages) == 1


@pytest.mark.parametrize(
    "work",
    [
        pytest.param(pdf(f"Bai viet cua {ASCII}"), id="in the text of a PDF, without diacritics"),
        pytest.param(pdf(title=f"Ảnh của {NAME}"), id="in a bookmark"),
        pytest.param(docx(f"Phóng sự ảnh của {NAME}, tháng 5"), id="in the text of a DOCX, over two runs"),
        pytest.param(docx("Tác giả:  NGUYỄN VĂN GIẤU"), id="in capitals"),
        pytest.param(docx(more={"word/media/nguyen-van-giau.bin": b"1"}), id="in the name of a file within"),
        pytest.param(
            docx(more={"word/_rels/a.rels": f'<R><r Target="http://x/{"nguyenvangiau"}"/></R>'.encode()}),
            id="in a link",
        ),
        pytest.param(
            docx(more={"word/footer1.xml": "<f xmlns:w='urn:w'><w:p><w:t>Giấu</w:t></w:p></f>".encode()}),
            id="a pen name alone in a line",
        ),
        pytest.param(docx(more={"word/x.bin": NAME.encode("utf-16-le")}), id="packed, where nobody foresaw it"),
        pytest.param(docx("Ảnh: Văn Giấu Nguyễn"), id="family name last"),
        pytest.param(docx("Bài: N.V. Giấu"), id="by its first letters"),
        pytest.param(docx("Nguy\u00adễn V\u200băn Giấu"), id="with signs that nobody sees in it"),
        pytest.param(docx("T¸c gi¶: NguyÔn V¨n GiÊu"), id="in a font from before Unicode"),
        pytest.param(docx(more={"word/header1.xml": f"<h>{NAME}</h>".encode()}), id="in the head of each page"),
        pytest.param(docx(more={"ppt/notesSlides/n1.xml": f"<p>{NAME}</p>".encode()}), id="in the notes of a speaker"),
        pytest.param(docx(more={"customXml/item1.xml": f"<x y='{ASCII}'/>".encode()}), id="in data of a form"),
    ],
)
def test_a_work_that_shows_the_name_itself_is_refused_and_the_name_told(work):
    with pytest.raises(WorkError) as caught:
        blind(work, NAMES)
    assert caught.value.code == "names"
    assert set(caught.value.names) <= set(NAMES)


def signed() -> bytes:
    with pikepdf.open(io.BytesIO(pdf())) as file:
        file.Root.AcroForm = pikepdf.Dictionary(SigFlags=3, Fields=[])
        out = io.BytesIO()
        file.save(out)
    return out.getvalue()


def locked() -> bytes:
    with pikepdf.open(io.BytesIO(pdf())) as file:
        out = io.BytesIO()
        file.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"MZ" + bytes(100), "wrong_kind"),
        (b"<html>Giau</html>", "wrong_kind"),
        (pdf()[:-40], "damaged"),
        (WORKS["jpeg"][:800], "damaged"),
        (mp4()[:60], "damaged"),
        (b"ID3\x03\0\0\0\0\0\x05rubbish" + bytes(99), "damaged"),
        (signed(), "signed"),
        (locked(), "locked"),
        (docx(more={"word/embeddings/oleObject1.bin": b"1"}), "embedded"),
    ],
)  # fmt: skip
def test_what_cannot_be_shown_or_looked_into_is_refused_with_its_reason(content, code):
    with pytest.raises(WorkError) as caught:
        blind(content, NAMES)
    assert caught.value.code == code


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reading_of_pictures_and_films(content):
    for plain, head in ((plain_jpeg, b"\xff\xd8"), (plain_mp4, b"\0\0\0\x10ftypisom\0\0\0\0")):
        try:
            assert plain(head + content)
        except DamagedError:
            continue


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ảnh: Nguyễn Văn Giấu", True), ("nguyen_van_giau.jpg", True), ("NguyenVanGiau2026", False),
        ("nguyenvangiau", True), ("Nguyễn  Văn\nGiấu", True), ("Nguyễn Văn Giấu Em", True),
        ("Nguyễn Vân Giàu", True), ("cất giấu văn nguyễn", False), ("Nguyễn Văn", False),
    ],
)  # fmt: skip
def test_a_name_is_found_however_it_is_written(text, found):
    assert bool(names_in(text, [NAME])) is found


@pytest.mark.parametrize(("text", "found"), [("Hoa nở", False), ("Hoa", True), ("Ảnh: Hoa", True), ("Vườn hoa", False)])
def test_a_pen_name_of_one_syllable_counts_only_as_a_byline(text, found):
    assert bool(names_in(f"Đầu\n{text}\nCuối", ["Hoa"])) is found
