"""A mark of secrecy is found however a program put it there: drawn, laid over the page, aslant, in a picture."""

from base64 import b64encode
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from PIL import Image

from nhipcau.officialdocs import Context, extract, find_secrecy_mark, read_file
from nhipcau.officialdocs.extraction.open_document import mark_in_open_document
from tests import scans
from tests.officialdocs.extraction import stamped
from tests.officialdocs.extraction.making import make_docx, make_zip, paragraph
from tests.officialdocs.extraction.stamped import ANNEX, LETTER, letter, saved

WITHOUT_OCR = Context(apart=False, reads_scans=False)
LINES = [words for _left, _top, _size, words in LETTER]
BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx><w:txbxContent><w:p><w:r>'
    "<w:t>{0}</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback/>"
    "</mc:AlternateContent></w:r>"
)
DRAWN = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="1" name="x" descr="{0}"/></wp:inline></w:drawing></w:r>'
)
OLD_BOX = "<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>{0}</w:t></w:r></w:p></w:txbxContent>"
OLD_BOX += "</v:textbox></v:shape></w:pict></w:r>"
WATERMARK = '<w:r><w:pict><v:shape><v:textpath string="{0}"/></v:shape></w:pict></w:r>'


def level(text: str) -> str | None:
    mark = find_secrecy_mark(text)
    return mark.level.value if mark else None


@pytest.mark.parametrize(
    ("make", "found"),
    [
        pytest.param(lambda: stamped.in_a_form("MẬT"), "mật", id="text of a form that the page calls"),
        pytest.param(lambda: stamped.typed_aslant("TỐI MẬT", ".866 .5 -.5 .866"), "tối mật", id="aslant"),
        pytest.param(lambda: stamped.typed_aslant("TUYỆT MẬT", "0 1 -1 0"), "tuyệt mật", id="up the margin"),
        pytest.param(lambda: stamped.typed_aslant("MẬT", "-1 0 0 -1"), "mật", id="on its head"),
        pytest.param(lambda: stamped.typed_aslant("MẬT", "1 0 0 1", spaced=14), "mật", id="spaced out"),
        pytest.param(lambda: stamped.typed_in_a_note("MẬT"), "mật", id="typed in a note"),
        pytest.param(lambda: saved(letter((110, 150, 18, "TỐI MẬT"), rotate=270)), "tối mật", id="page turned"),
        pytest.param(lambda: saved(letter(second=[(60, 60, 16, "MẬT"), *ANNEX])), "mật", id="second page"),
        pytest.param(lambda: saved(letter(second=[*ANNEX, (60, 800, 16, "MẬT")])), "mật", id="foot of the second page"),
        pytest.param(lambda: stamped.typed_aslant("DỰ THẢO", ".866 .5 -.5 .866"), None, id="another word aslant"),
        pytest.param(lambda: stamped.typed_in_a_note("Bảo mật tốt"), None, id="another note"),
    ],
)
def test_a_mark_among_the_words_of_a_page_is_found_wherever_it_stands(
    make: Callable[[], bytes], found: str | None
) -> None:
    assert level(extract(make(), WITHOUT_OCR).text) == found


def test_words_that_run_aslant_are_one_line_and_leave_the_others_whole() -> None:
    text = extract(stamped.typed_aslant("DỰ THẢO LẦN BA", ".707 .707 -.707 .707"), WITHOUT_OCR).text
    assert text.splitlines()[0] == "DỰ THẢO LẦN BA"
    assert set(LINES) <= set(text.splitlines())


@pytest.mark.parametrize(
    ("make", "found"),
    [
        pytest.param(lambda: stamped.drawn_as_curves("MẬT"), "mật", id="drawn as curves"),
        pytest.param(
            lambda: stamped.drawn_as_curves("TỐI MẬT", angle=(0.866, 0.5)), "tối mật", id="drawn as curves, aslant"
        ),
        pytest.param(lambda: stamped.in_letters_without_names("MẬT"), "mật", id="letters without names"),
        pytest.param(lambda: stamped.in_a_note("TỐI MẬT", page=1, height=60), "tối mật", id="a stamp laid over"),
        pytest.param(lambda: stamped.in_a_note("MẬT", kind="Widget"), "mật", id="the field of a form"),
        pytest.param(lambda: stamped.drawn_as_curves("HỎA TỐC"), None, id="another word drawn as curves"),
    ],
)
def test_a_mark_that_only_an_eye_sees_is_found(make: Callable[[], bytes], found: str | None) -> None:
    mark = read_file(make()).secrecy_mark
    assert (mark.level.value if mark else None) == found


def picture(words: str, colour: str = "#c22") -> bytes:
    """A stamp as a PNG."""
    file = BytesIO()
    scans.page([], stamp=words, colour=colour).crop((850, 225, 1240, 315)).save(file, "PNG")
    return file.getvalue()


def with_media(data: bytes, **files: bytes) -> bytes:
    with ZipFile(BytesIO(data)) as kept:
        parts = {name: kept.read(name) for name in kept.namelist()}
    return make_zip(parts | {f"word/media/{name}.png": content for name, content in files.items()})


def web_page(above: str = "", below: str = "") -> bytes:
    document = "".join(f"<p>{line}</p>" for line in LINES) * 3
    return f'<html><body>{above}<div class="content">{document}</div>{below}</body></html>'.encode()


@pytest.mark.parametrize(
    ("make", "found"),
    [
        pytest.param(lambda: with_media(make_docx(*map(paragraph, LINES)), a=picture("TỐI MẬT")), "tối mật", id="DOCX"),
        pytest.param(
            lambda: web_page(f'<img src="data:image/png;base64,{b64encode(picture("MẬT", "black")).decode()}">'),
            "mật",
            id="web page",
        ),
        pytest.param(lambda: with_media(make_docx(*map(paragraph, LINES)), a=picture("HỎA TỐC")), None, id="another"),
    ],
)
def test_a_mark_in_a_picture_of_a_file_without_pages_is_found(make: Callable[[], bytes], found: str | None) -> None:
    mark = read_file(make()).secrecy_mark
    assert (mark.level.value if mark else None) == found


def test_photographs_and_damaged_pictures_are_not_looked_at() -> None:
    dark = BytesIO()
    Image.radial_gradient("L").resize((900, 600)).point(lambda shade: shade // 2).save(dark, "PNG")
    data = with_media(make_docx(*map(paragraph, LINES)), a=dark.getvalue(), b=b"\x89PNG\r\n\x1a\n none")
    assert read_file(data).text == read_file(make_docx(*map(paragraph, LINES))).text


SECTION = '<w:{0}Reference w:type="{1}" r:id="r-{0}1"/>'


@pytest.mark.parametrize(
    ("body", "parts", "section", "found"),
    [
        pytest.param([BOX.format("TỐI MẬT")], {}, "", "tối mật", id="text box"),
        pytest.param([OLD_BOX.format("MẬT")], {}, "", "mật", id="text box of old programs"),
        pytest.param([WATERMARK.format("TUYỆT MẬT")], {}, "", "tuyệt mật", id="drawn letters"),
        pytest.param([DRAWN.format("MẬT")], {}, "", "mật", id="said instead of a picture"),
        pytest.param([DRAWN.format("Mật ong")], {}, "", None, id="other words instead of a picture"),
        pytest.param([], {"header1": WATERMARK.format("MẬT")}, SECTION.format("header", "default"), "mật",
                     id="watermark in a header"),
        pytest.param([], {"header1": BOX.format("MẬT")}, SECTION.format("header", "even"), "mật", id="even pages"),
        pytest.param([], {"footer1": "TỐI MẬT"}, SECTION.format("footer", "default"), "tối mật", id="footer"),
        pytest.param(["T", "Ố", "I"], {}, "", None, id="letters that are no mark"),
    ],
)  # fmt: skip
def test_a_mark_in_a_word_file_is_found_wherever_it_stands(
    body: list[str], parts: dict[str, str], section: str, found: str | None
) -> None:
    made = {name: paragraph(inner) for name, inner in parts.items()}
    data = make_docx(*map(paragraph, [*body, *LINES]), parts=made, section=section)
    assert level(extract(data, WITHOUT_OCR).text) == found


def test_a_mark_in_the_headers_of_a_later_section_is_found() -> None:
    first = [*map(paragraph, LINES), paragraph("", properties="<w:sectPr/>")]
    data = make_docx(
        *first, paragraph("PHỤ LỤC"), parts={"header1": paragraph("MẬT")}, section=SECTION.format("header", "default")
    )
    assert level(extract(data, WITHOUT_OCR).text) == "mật"


@pytest.mark.parametrize(
    ("above", "below", "found"),
    [
        ("<div><b>TỐI MẬT</b></div>", "", "tối mật"),
        ("", "<aside>MẬT</aside>", "mật"),
        ('<img src="dau.png" alt="MẬT">', "", "mật"),
        ('<img src="dau.png" title="Tối mật">', "", "tối mật"),
        ("<svg><text>MẬT</text></svg>", "", "mật"),
        ('<table><tr><td>Độ mật</td><td>Mật</td></tr></table>', "", "mật"),
        ('<nav><a href="/">Bảo mật</a></nav>', "<p>Chính sách bảo mật</p>", None),
        ('<img src="a.png" alt="Mật ong">', "<option>MẬT</option>", None),
        ("<script>var stamp = '<b>MẬT</b>'</script>", "", None),
    ],
)  # fmt: skip
def test_a_mark_that_a_page_shows_beside_the_document_is_found(above: str, below: str, found: str | None) -> None:
    assert level(extract(web_page(above, below), WITHOUT_OCR).text) == found


@pytest.mark.parametrize(
    ("content", "styles", "found"),
    [
        ("<draw:custom-shape><text:p>MẬT</text:p></draw:custom-shape>", "", "MẬT"),
        ("<svg:title>TỐI MẬT</svg:title>", "", "TỐI MẬT"),
        ("", "<style:header><text:p>M <text:span>Ậ</text:span> T</text:p></style:header>", "M Ậ T"),
        ("<text:p>Quy chế bảo mật</text:p>", "", ""),
    ],
)
def test_a_mark_that_a_conversion_would_lose_is_found_in_the_file_itself(content: str, styles: str, found: str) -> None:
    names = " ".join(f'xmlns:{name}="urn:{name}"' for name in ("text", "draw", "svg", "style"))
    parts = {"content.xml": f"<x {names}>{content}</x>", "styles.xml": f"<x {names}>{styles}</x>"}
    assert mark_in_open_document(make_zip({"mimetype": "application/vnd.oasis.opendocument.text", **parts})) == found


def test_a_stamp_set_aslant_on_a_scan_is_found() -> None:
    sheet = scans.page(scans.LETTER)
    stamp = (
        scans.page([], stamp="TỐI MẬT", colour="#c22")
        .crop((850, 225, 1290, 315))
        .rotate(24, Image.Resampling.BICUBIC, expand=True, fillcolor="white")
    )
    sheet.paste(stamp, (800, 160), stamp.convert("L").point(lambda shade: 255 * (shade < 250)))
    mark = read_file(scans.jpeg(scans.scanned(sheet))).secrecy_mark
    assert mark is not None
    assert mark.level.value == "tối mật"
