"""Saved pages: the document is found, and nothing of the site around it."""

from nhipcau.officialdocs import Format, Note, extract, read_file, sniff

HEAD = (
    '<table><tr><td><p align="center"><b>UBND TỈNH LAM GIANG<br>SỞ NGOẠI VỤ<br></b>-------</p></td>'
    '<td><p align="center"><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</b><br>'
    "---------------</p>"
    "</td></tr><tr><td><p>Số: 45/KH-SNV</p></td><td><p><i>Lam Giang, ngày 02 tháng 4 năm 2026</i></p></td></tr></table>"
)
BODY = (
    '<p align="center"><b>KẾ HOẠCH</b></p><p align="center">Thông tin đối ngoại năm 2026</p>'
    "<p>Thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2026 của Ủy ban nhân dân tỉnh, Sở Ngoại vụ\n ban hành kế hoạch:</p>"
    "<p>I. NỘI DUNG</p><p>1. Văn phòng Sở chủ trì họp báo trước ngày 15/5/2026.</p>"
)
FOOT = "<table><tr><td>Nơi nhận:<br>- UBND tỉnh;<br>- Lưu: VT.</td><td>GIÁM ĐỐC<br><br>Lò Thị Ánh</td></tr></table>"


def page(inner: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body>{inner}</body></html>".encode()


def lines(data: bytes) -> list[str]:
    return [line for line in extract(data).text.split("\n") if line]


SITE = (
    "<script>var quang = 'cao';</script><div class='top-menu'><ul><li><a href='/'>Trang chủ</a></li></ul></div>"
    "<nav>Đăng nhập Đăng ký</nav><div id='wrapper'><div class='breadcrumb'>Văn bản &gt; Kế hoạch</div>"
    "<div class='noi-dung'>{}</div><div class='box-related'><h3>Văn bản liên quan</h3><p>Kế hoạch 99</p></div>"
    "<div id='comments'><p>Bình luận của bạn đọc: rất hay</p></div></div><footer>Bản quyền thuộc về trang tin</footer>"
)


def test_the_document_is_found_among_menus_comments_and_scripts() -> None:
    data = page(SITE.format(HEAD + BODY + FOOT), "<title>Kế hoạch 45</title><style>p {color: red}</style>")
    assert lines(data) == [
        "UBND TỈNH LAM GIANG", "SỞ NGOẠI VỤ", "-------",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "---------------",
        "Số: 45/KH-SNV", "Lam Giang, ngày 02 tháng 4 năm 2026", "KẾ HOẠCH", "Thông tin đối ngoại năm 2026",
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2026 của Ủy ban nhân dân tỉnh, Sở Ngoại vụ ban hành kế hoạch:",
        "I. NỘI DUNG", "1. Văn phòng Sở chủ trì họp báo trước ngày 15/5/2026.",
        "Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT.", "GIÁM ĐỐC", "Lò Thị Ánh",
    ]  # fmt: skip
    document = read_file(data)
    assert document.metadata.issuing_body.value == "SỞ NGOẠI VỤ"
    assert document.metadata.signer.value == "Lò Thị Ánh"
    assert [one.text for one in document.recipients] == ["UBND tỉnh", "Lưu: VT"]


def test_the_element_in_which_a_known_site_keeps_its_documents_wins() -> None:
    inner = f"<div><p>{'Giới thiệu dịch vụ của trang. ' * 40}</p></div><div id='divContentDoc'>{HEAD}{BODY}</div>"
    assert "Giới thiệu" not in extract(page(inner)).text


def test_a_page_that_is_nothing_but_the_document_is_taken_whole() -> None:
    assert lines(page(HEAD + BODY + FOOT))[0] == "UBND TỈNH LAM GIANG"
    assert lines(b"<p>K\xe1\xba\xbe HO\xe1\xba\xa0CH</p><p>Tu\xe1\xba\xa7n</p>") == ["KẾ HOẠCH", "Tuần"]


def test_tables_are_rows_with_merged_cells_said_again() -> None:
    rows = (
        "<tr><th>STT<th>Nhiệm vụ<th>Chủ trì<th>Thời gian</tr>"
        "<tr><td>1<td>Họp <b>báo</b><td rowspan=2>Sở Ngoại vụ<td>Quý II</tr><tr><td>2<td>Triển lãm<td>Quý III</tr>"
        "<tr><td>II<td colspan=3>Nhóm hai</tr>"
    )
    assert lines(page(f"<table border=1>{rows}</table>")) == [
        "STT | Nhiệm vụ | Chủ trì | Thời gian",
        "1 | Họp báo | Sở Ngoại vụ | Quý II",
        "2 | Triển lãm | Sở Ngoại vụ | Quý III",
        "II | Nhóm hai |  | ",
    ]


def test_footnotes_of_word_know_their_anchors() -> None:
    inner = (
        '<p>Thực hiện Kết luận<a href="#_ftn1" name="_ftnref1"><sup>[1]</sup></a> của Bộ Chính trị.</p><p>Hết.</p>'
        '<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> Kết luận số 16-KL/TW.</p></div>'
    )
    extracted = extract(page(inner))
    note = extracted.footnotes[0]
    assert extracted.text[note.anchor.start : note.anchor.end] == "[1]"
    assert extracted.text[: note.anchor.start].endswith("Kết luận")
    assert extracted.text[note.body.start : note.body.end] == "[1] Kết luận số 16-KL/TW."


def test_lists_are_numbered_as_a_browser_numbers_them() -> None:
    inner = (
        "<ol start=3><li>ba</li><li>bốn<ol type=a><li>con</li></ol></li></ol>"
        "<ol type=I><li>một</li></ol><ul><li>gạch</li></ul>"
    )
    assert lines(page(inner)) == ["3. ba", "4. bốn", "a. con", "I. một", "- gạch"]


def test_hidden_text_is_left_out_and_said() -> None:
    extracted = extract(page("<p>Thấy</p><p style='display: none'>Ẩn</p><span hidden>Ẩn</span>"))
    assert (extracted.text, extracted.notes) == ("Thấy\n", (Note.HIDDEN_TEXT_LEFT_OUT,))


def test_fonts_from_before_unicode_are_turned_also_when_only_the_letters_tell() -> None:
    by_font = page("<p><font face='.VnTimeH'>céng hßa</font> <span style='font-family: VNI-Times'>xaõ hoäi</span></p>")
    assert extract(by_font).text == "CỘNG HÒA xã hội\n"
    untold = page("<p>Céng hßa x· héi chñ nghÜa ViÖt Nam, Th«ng t­ sè 5</p>")
    extracted = extract(untold)
    assert (extracted.text, extracted.notes) == (
        "Cộng hòa xã hội chủ nghĩa Việt Nam, Thông tư số 5\n", (Note.LEGACY_TCVN3,),
    )  # fmt: skip


def test_places_of_footnotes_move_along_when_letters_melt_together() -> None:
    inner = (
        '<p>Thöïc hieän Keát luaän<a href="#_ftn1" name="_ftnref1">[1]</a> cuûa Boä Chính trò.</p>'
        '<p><a href="#_ftnref1" name="_ftn1">[1]</a> Keát luaän soá 16.</p>'
    )
    extracted = extract(page(inner))
    note = extracted.footnotes[0]
    assert extracted.text.startswith("Thực hiện Kết luận[1] của Bộ Chính trị.")
    assert extracted.text[note.anchor.start : note.anchor.end] == "[1]"
    assert extracted.text[note.body.start : note.body.end] == "[1] Kết luận số 16."


def test_soft_hyphens_go_and_real_ones_stay() -> None:
    assert extract(page("<p>Tuyên\u00ad truyền \u00adđối ngoại - 2026</p>")).text == "Tuyên truyền đối ngoại - 2026\n"


def test_a_page_says_its_encoding_and_utf_8_wins_where_it_fits() -> None:
    assert extract("<html><meta charset=utf-16><body>Kế hoạch</body></html>".encode()).text == "Kế hoạch\n"
    old = "<html><meta charset='windows-1258'><body><p>K\u00ea\u0301 hoa\u0323ch tu\u00e2\u0300n</p></body></html>"
    assert extract(old.encode("cp1258")).text == "Kế hoạch tuần\n"
    assert extract("\ufeff<html><body>Kế hoạch</body></html>".encode("utf-16")).text == "Kế hoạch\n"


def test_an_archive_of_a_page_gives_its_page() -> None:
    archive = (
        b'From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html";\r\n'
        b' boundary="--b"\r\n\r\n----b\r\nContent-Type: text/html; charset="utf-8"\r\n'
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>K=E1=BA=BF ho=E1=BA=A1ch</p>\r\n----b--\r\n"
    )
    assert sniff(archive) is Format.HTML
    assert extract(archive).text == "Kế hoạch\n"


def test_nested_and_broken_markup_ends() -> None:
    assert "đáy" in extract(page("<div>" * 100 + "đáy")).text
    assert extract(page("<table>" * 400 + "<tr><td>x")).format is Format.HTML
    assert "chữ" in extract(b"<html><body><p>ch\xe1\xbb\xaf</div></span><td>").text
