"""PDF: words with their boxes, in the order in which a person reads."""

from collections.abc import Sequence
from typing import Any

import pytest

from nhipcau.officialdocs import Context, Note, Span, extract, place_on_pages, read_file
from nhipcau.officialdocs.extraction.door import first_reading
from tests.officialdocs.extraction.making import Text, make_pdf

HEAD: list[Text] = [
    (80, 60, 12, "UBND TỈNH LAM GIANG"), (290, 60, 12, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    (100, 76, 12, "SỞ NGOẠI VỤ"), (320, 77, 13, "Độc lập - Tự do - Hạnh phúc"),
    (80, 112, 13, "Số: 45/SNV-HTQT"), (310, 112, 13, "Lam Giang, ngày 02 tháng 4 năm 2026"),
    (80, 130, 12, "V/v đón đoàn khách"), (80, 145, 12, "của tỉnh bạn"),
    (200, 180, 13, "Kính gửi: Sở Tài chính."),
]  # fmt: skip


def lines(data: bytes) -> list[str]:
    return [line for line in extract(data).text.split("\n") if line]


def paragraphs(texts: Sequence[str], top: float, size: float = 13) -> list[Text]:
    """Paragraphs with an indent, broken where the margin breaks them."""
    placed: list[Text] = []
    for text in texts:
        row, left = "", 110.0
        for word in text.split(" "):
            if left + 0.5 * size * (len(row) + len(word) + 1) > 545:
                placed.append((left, top, size, row))
                row, left, top = "", 85.0, top + 1.3 * size
            row = f"{row} {word}".strip()
        placed.append((left, top, size, row))
        top += 1.3 * size + 6
    return placed


def test_the_columns_of_a_head_are_kept_apart() -> None:
    data = make_pdf([[*HEAD, (85, 210, 13, "Sở Ngoại vụ đề nghị quý Sở phối hợp.")]])
    assert lines(data)[:8] == [
        "UBND TỈNH LAM GIANG", "SỞ NGOẠI VỤ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
        "Số: 45/SNV-HTQT", "V/v đón đoàn khách của tỉnh bạn", "Lam Giang, ngày 02 tháng 4 năm 2026",
        "Kính gửi: Sở Tài chính.",
    ]  # fmt: skip
    metadata = read_file(data).metadata
    assert (metadata.parent_body.value, metadata.issuing_body.value) == ("UBND TỈNH LAM GIANG", "SỞ NGOẠI VỤ")
    assert (metadata.number.value, metadata.place.value) == ("45/SNV-HTQT", "Lam Giang")


def test_recipients_and_signature_are_kept_apart_also_when_their_lines_stand_at_other_heights() -> None:
    foot: list[Text] = [
        (330, 300, 13, "TM. ỦY BAN NHÂN DÂN"), (85, 312, 11, "Nơi nhận:"), (350, 317, 13, "CHỦ TỊCH"),
        (85, 325, 11, "- Thường trực Tỉnh ủy;"), (85, 338, 11, "- Lưu: VT."), (350, 380, 13, "Lò Thị Ánh"),
    ]  # fmt: skip
    body = paragraphs(["Giao Sở Ngoại vụ chủ trì họp báo trước ngày 15/5/2026 và báo cáo kết quả bằng văn bản."], 230)
    assert lines(make_pdf([[*HEAD, *body, *foot]]))[-6:] == [
        "Nơi nhận:", "- Thường trực Tỉnh ủy;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lò Thị Ánh",
    ]  # fmt: skip


def test_lines_that_the_margin_broke_are_one_paragraph_also_over_a_page() -> None:
    texts = [
        "Thực hiện Kế hoạch của Ủy ban nhân dân tỉnh về thông tin đối ngoại, Sở Ngoại vụ triển khai các nội dung sau.",
        "Đoạn thứ hai cũng dài hơn một dòng để lề phải ngắt nó ra làm hai dòng trên trang này.",
    ]
    data = make_pdf([paragraphs(texts, 700), [(85, 60, 13, "2"), (85, 90, 13, "Trang sau.")]])
    assert lines(data) == [*texts, "Trang sau."]
    long = "Đoạn này đi qua trang vì dòng cuối của nó đứng ở chân trang trước và phần còn lại đứng ở đầu trang sau."
    first, second = paragraphs([long], 760)
    assert lines(make_pdf([[first], [(85, 60, 13, second[3])]])) == [long]


def test_a_number_broken_behind_its_hyphen_takes_no_space() -> None:
    text = "Căn cứ Quyết định của Ủy ban nhân dân tỉnh Lam Giang số 3218/QĐ-"
    data = make_pdf([[(110, 100, 13, text), (85, 117, 13, "UBND ngày 18/11/2025 về việc công bố.")]])
    assert "3218/QĐ-UBND" in extract(data).text


def test_page_numbers_and_running_heads_are_dropped_and_a_secrecy_mark_there_is_not() -> None:
    pages: list[list[Text]] = [
        [(250, 40, 10, "CÔNG BÁO/Số 12"), (290, 800, 11, str(n)), (85, 200, 13, f"Nội dung của trang này là {word}.")]
        for n, word in enumerate(("một", "hai", "ba", "bốn"), 1)
    ]  # fmt: skip
    assert lines(make_pdf(pages)) == [
        "CÔNG BÁO/Số 12", *(f"Nội dung của trang này là {word}." for word in ("một", "hai", "ba", "bốn")),
    ]  # fmt: skip
    secret = make_pdf([[*page, (80, 30, 13, "TỐI MẬT")] for page in pages])
    assert read_file(secret).secrecy_mark is not None


def test_a_table_with_lines_is_read_cell_by_cell() -> None:
    columns, rows = (85, 120, 320, 430, 540), (100, 120, 160, 180)
    drawn = [(85, y, 540, y) for y in rows] + [(x, 100, x, 180) for x in columns]
    # The third column of the last two rows is one cell.
    drawn.remove((85, 160, 540, 160))
    drawn += [(85, 160, 320, 160), (430, 160, 540, 160)]
    words: list[Text] = [
        (90, 115, 11, "STT"), (125, 115, 11, "Nhiệm vụ"), (325, 115, 11, "Chủ trì"), (435, 115, 11, "Thời gian"),
        (90, 135, 11, "1"), (125, 135, 11, "Tổ chức họp báo"), (125, 150, 11, "hằng quý"),
        (325, 150, 11, "Sở Ngoại vụ"),
        (435, 135, 11, "Quý II"), (90, 175, 11, "2"), (125, 175, 11, "Mở triển lãm"), (435, 175, 11, "Quý III"),
        (85, 90, 13, "Danh mục nhiệm vụ như sau đây:"), (85, 200, 13, "Hết bảng."),
    ]  # fmt: skip
    assert lines(make_pdf([words], lines=drawn)) == [
        "Danh mục nhiệm vụ như sau đây:", "STT | Nhiệm vụ | Chủ trì | Thời gian",
        "1 | Tổ chức họp báo hằng quý | Sở Ngoại vụ | Quý II", "2 | Mở triển lãm | Sở Ngoại vụ | Quý III", "Hết bảng.",
    ]  # fmt: skip


def test_footnotes_at_the_foot_of_a_page_know_their_anchors() -> None:
    page: list[Text] = [
        (85, 100, 13, "Thực hiện Kết luận của Bộ Chính trị"), (313, 95, 8, "1"), (320, 100, 13, "về đối ngoại."),
        (85, 120, 13, "Diện tích 25 km"), (183, 115, 8, "2"), (190, 120, 13, "là của huyện Lam Sơn."),
        (85, 140, 13, "Các đơn vị triển khai thực hiện nghiêm túc."),
        (85, 770, 8, "1"), (92, 775, 10, "Kết luận số 16-KL/TW, ngày 14/02/2012 của Bộ Chính trị"),
        (85, 787, 10, "(khóa XI)."), (290, 815, 11, "1"),
    ]  # fmt: skip
    extracted = extract(make_pdf([page]))
    assert [line for line in extracted.text.split("\n") if line] == [
        "Thực hiện Kết luận của Bộ Chính trị[1] về đối ngoại.", "Diện tích 25 km2 là của huyện Lam Sơn.",
        "Các đơn vị triển khai thực hiện nghiêm túc.",
        "[1] Kết luận số 16-KL/TW, ngày 14/02/2012 của Bộ Chính trị (khóa XI).",
    ]  # fmt: skip
    note = extracted.footnotes[0]
    assert extracted.text[note.anchor.start : note.anchor.end] == "[1]"
    assert extracted.text[note.body.start : note.body.end].startswith("[1] Kết luận số 16-KL/TW")


def test_a_place_in_the_text_is_a_box_on_each_line_of_its_page() -> None:
    texts = ["Giao Sở Ngoại vụ chủ trì, phối hợp với Sở Văn hóa tổ chức họp báo giới thiệu tuần lễ văn hóa đối ngoại."]
    extracted = extract(make_pdf([[(85, 60, 13, "Trang một có chữ.")], paragraphs(texts, 400)]))
    at = extracted.text.index("Sở Văn hóa")
    [(number, box)] = place_on_pages(extracted, Span(at, at + 10))
    assert number == 2
    assert box.left < box.right
    assert 380 / 842 < box.top < box.bottom < 410 / 842
    whole = place_on_pages(extracted, Span(0, len(extracted.text)))
    assert [page for page, _ in whole] == [1, 2, 2]
    assert whole[1][1].bottom <= whole[2][1].bottom
    assert place_on_pages(extracted, Span(0, 0)) == []


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_page_that_is_shown_turned_keeps_its_words_and_its_boxes_in_the_page(rotate: int) -> None:
    extracted = extract(make_pdf([[*HEAD]], rotate=rotate))
    assert extracted.text.startswith("UBND TỈNH LAM GIANG\nSỞ NGOẠI VỤ")
    boxes = [word.box for word in extracted.pages[0].words]
    assert all(0 <= box.left < box.right <= 1 and 0 <= box.top < box.bottom <= 1 for box in boxes)
    assert (Note.PAGE_TURNED in extracted.notes) == (rotate != 0)


def test_every_word_of_a_page_has_its_characters_in_the_text() -> None:
    extracted = extract(make_pdf([HEAD, paragraphs(["Một đoạn."], 100)]))
    for page in extracted.pages:
        assert all(page.span.start <= word.span.start < word.span.end <= page.span.end for word in page.words)
        starts = [word.span.start for word in page.words]
        assert starts == sorted(starts)
    assert extracted.pages[0].span.end == extracted.pages[1].span.start


def test_fonts_from_before_unicode_are_turned() -> None:
    heading = extract(make_pdf([[(85, 100, 13, "tØnh ñy cao b»ng")]], font="ABCDEF+.VnTimeH"))
    assert (heading.text.strip(), heading.notes) == ("TỈNH ỦY CAO BẰNG", (Note.LEGACY_TCVN3,))
    vni = extract(make_pdf([[(85, 100, 13, "Coäng hoøa xaõ hoäi")]], font="VNI-Times"))
    assert (vni.text.strip(), vni.notes) == ("Cộng hòa xã hội", (Note.LEGACY_VNI,))
    renamed = extract(make_pdf([[(85, 100, 13, "Céng hßa x· héi chñ nghÜa ViÖt Nam")]], font="TT0"))
    assert renamed.text.strip() == "Cộng hòa xã hội chủ nghĩa Việt Nam"
    word = renamed.pages[0].words[1]
    assert renamed.text[word.span.start : word.span.end] == "hòa"


def test_pages_without_text_are_named() -> None:
    text, blank = [(85, 100, 13, "Trang này có chữ.")], list[Text]()
    broken = [(85, 100, 13, "\ue000\ue001\ue002\ue003 \ue004\ue005\ue006\ue007\ue008\ue009")]
    data = make_pdf([text, blank, broken])
    first = first_reading(data, Context())
    extracted = first.extracted
    assert extracted is not None
    assert first.scanned == (3,)
    assert Note.PAGE_WITHOUT_TEXT in extracted.notes
    assert [len(page.words) > 0 for page in extracted.pages] == [True, False, False]


HEADINGS = (
    (60, "TT"), (150, "Nội dung"), (300, "Cơ quan"), (390, "Phối hợp"), (460, "Thời gian"), (525, "Sản phẩm"),
)  # fmt: skip
WORK = (
    ("1", ("Xây dựng kế hoạch tuyên truyền", "về biên giới"), ("Sở Ngoại vụ",), ("Công an tỉnh",), ("Tháng 3",),
     ("Kế hoạch",)),
    ("2", ("Tổ chức họp báo",), ("Sở Văn hóa,", "Thể thao"), ("Báo Vân Khê",), ("15/4/2026",), ("Tin, bài",)),
    ("3", ("Làm phim giới thiệu",), ("Sở Ngoại vụ",), (), ("Quý III",), ("Phim",)),
)  # fmt: skip
LEFT = (60, 85, 290, 380, 450, 522)


def table_without_lines(top: float, rows: Sequence[Any], *, headings: bool = True, apart: float = 6) -> list[Text]:
    """Words of a task table; the second line of the headings stands below "Cơ quan"."""
    words: list[Text] = []
    if headings:
        words += [(left, top, 11, heading) for left, heading in HEADINGS]
        words.append((303, top + 14, 11, "chủ trì"))
        top += 14 + 14 + apart
    for number, *cells in rows:
        words.append((LEFT[0], top, 11, number))
        for left, cell in zip(LEFT[1:], cells, strict=True):
            words += [(left, top + 14 * count, 11, line) for count, line in enumerate(cell)]
        top += 14 * max(map(len, cells)) + apart
    return words


def bare_rows(*pages: Sequence[Text]) -> list[str]:
    return [line for line in lines(make_pdf(pages)) if "|" in line]


HEAD_ROW = "TT | Nội dung | Cơ quan chủ trì | Phối hợp | Thời gian | Sản phẩm"
ROWS = [
    "1 | Xây dựng kế hoạch tuyên truyền về biên giới | Sở Ngoại vụ | Công an tỉnh | Tháng 3 | Kế hoạch",
    "2 | Tổ chức họp báo | Sở Văn hóa, Thể thao | Báo Vân Khê | 15/4/2026 | Tin, bài",
    "3 | Làm phim giới thiệu | Sở Ngoại vụ |  | Quý III | Phim",
]


@pytest.mark.parametrize("apart", [0, 6])
def test_a_task_table_without_lines_is_read_by_its_columns(apart: float) -> None:
    title: list[Text] = [(200, 90, 13, "PHÂN CÔNG NHIỆM VỤ")]
    below: list[Text] = [(85, 300, 13, "Trên đây là phân công nhiệm vụ của các cơ quan, đề nghị thực hiện nghiêm túc.")]
    page = [*title, *table_without_lines(120, WORK, apart=apart), *below]
    assert bare_rows(page) == [HEAD_ROW, *ROWS]
    assert lines(make_pdf([page]))[0] == title[0][3]
    assert lines(make_pdf([page]))[-1] == below[0][3]


@pytest.mark.parametrize("headings", [True, False])
def test_a_table_without_lines_goes_on_over_the_page(headings: bool) -> None:
    number: list[Text] = [(300, 50, 13, "2")]
    second = [*number, *table_without_lines(90, WORK[2:], headings=headings)]
    again = [HEAD_ROW] if headings else []
    assert bare_rows(table_without_lines(120, WORK[:2]), second) == [HEAD_ROW, *ROWS[:2], *again, ROWS[2]]


def test_words_that_only_begin_like_a_table_stay_text() -> None:
    words: list[Text] = [
        (85, 100, 13, "TT Thông tin đối ngoại chủ trì nội dung này trong thời gian tới."),
        (85, 117, 13, "1. Sở Ngoại vụ tổ chức họp báo và gửi tin, bài cho các báo của tỉnh."),
        (85, 134, 13, "2. Các xã, phường treo pa nô trong suốt thời gian diễn ra Tuần Văn hóa."),
    ]
    assert lines(make_pdf([words])) == [words for *_, words in words]


def test_a_row_that_the_end_of_the_page_cuts_is_read_though_no_line_ends_it() -> None:
    columns = (85, 120, 320, 430, 540)
    drawn = [(85, y, 540, y) for y in (100, 120, 140)] + [(x, 100, x, 175) for x in columns]
    words: list[Text] = [
        (90, 115, 11, "STT"), (125, 115, 11, "Nhiệm vụ"), (325, 115, 11, "Chủ trì"), (435, 115, 11, "Thời gian"),
        (90, 135, 11, "1"), (125, 135, 11, "Họp báo"), (325, 135, 11, "Sở Ngoại vụ"), (435, 135, 11, "Quý II"),
        (90, 155, 11, "2"), (125, 155, 11, "Mở triển lãm"), (325, 155, 11, "Sở Nội vụ"), (435, 155, 11, "Quý III"),
    ]  # fmt: skip
    assert lines(make_pdf([words], lines=drawn))[-1] == "2 | Mở triển lãm | Sở Nội vụ | Quý III"
