"""DOCX: what Word computes comes out as it is printed, and what is not part of the document stays out."""

import pytest

from nhipcau.officialdocs import Extracted, Note, extract, read_file
from tests.officialdocs.extraction.making import cell, levels, make_docx, numbered, numbering, paragraph, run, table

LINE = "<w:br/>"


def lines(data: bytes) -> list[str]:
    return [line for line in extract(data).text.split("\n") if line]


def noted(extracted: Extracted) -> list[tuple[str, str]]:
    """The footnotes as the word before the anchor with the anchor, and the body."""
    text = extracted.text
    return [
        (text[: note.anchor.end].split()[-1], text[note.body.start : note.body.end]) for note in extracted.footnotes
    ]


def test_numbers_are_computed_level_by_level_and_begin_anew_below_a_higher_one() -> None:
    parts = {
        "numbering": numbering(
            {0: levels(("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "-"))},
            {1: '<w:abstractNumId w:val="0"/>'},
        )
    }
    body = [
        numbered("MỤC ĐÍCH", 1),
        numbered("Mục đích", 1, 1),
        numbered("nâng cao", 1, 2),
        numbered("tăng cường", 1, 2),
        numbered("gạch đầu dòng", 1, 3),
        numbered("Yêu cầu", 1, 1),
        numbered("đúng hạn", 1, 2),
        numbered("NỘI DUNG", 1),
        numbered("Hội nghị", 1, 1),
    ]
    assert lines(make_docx(*body, parts=parts)) == [
        "I. MỤC ĐÍCH", "1. Mục đích", "a) nâng cao", "b) tăng cường", "- gạch đầu dòng", "2. Yêu cầu", "a) đúng hạn",
        "II. NỘI DUNG", "1. Hội nghị",
    ]  # fmt: skip


def test_articles_count_through_chapters_when_they_are_never_to_restart() -> None:
    article = '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:lvlRestart w:val="0"/><w:numFmt w:val="decimal"/>'
    parts = {
        "numbering": numbering(
            {7: levels(("upperRoman", "Chương %1")) + article + '<w:lvlText w:val="Điều %2."/></w:lvl>'},
            {3: '<w:abstractNumId w:val="7"/>'},
        )
    }
    body = [numbered(words, 3, level) for words, level in (("", 0), ("Phạm vi", 1), ("", 0), ("Đối tượng", 1))]
    assert lines(make_docx(*body, parts=parts)) == ["Chương I", "Điều 1. Phạm vi", "Chương II", "Điều 2. Đối tượng"]


def test_levels_within_levels_are_printed_in_arabic_where_word_is_told_so() -> None:
    legal = (
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2."/></w:lvl>'
    )
    parts = {"numbering": numbering({0: levels(("upperRoman", "%1.")) + legal}, {1: '<w:abstractNumId w:val="0"/>'})}
    body = [numbered("A", 1), numbered("B", 1), numbered("Con", 1, 1)]
    assert lines(make_docx(*body, parts=parts)) == ["I. A", "II. B", "2.1. Con"]


def test_a_second_list_shares_its_counter_unless_it_is_told_to_start_anew() -> None:
    shared = '<w:abstractNumId w:val="0"/>'
    anew = shared + '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    parts = {"numbering": numbering({0: levels(("decimal", "%1."))}, {1: shared, 2: shared, 3: anew})}
    body = [numbered("một", 1), numbered("hai", 2), numbered("năm", 3), numbered("sáu", 3)]
    assert lines(make_docx(*body, parts=parts)) == ["1. một", "2. hai", "5. năm", "6. sáu"]


def test_a_style_brings_its_number_and_its_level() -> None:
    tied = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="{style}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for level, style, text in ((0, "Dieu", "Điều %1."), (1, "Khoan", "%2."))
    )
    styles = (
        "".join(
            f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/><w:pPr>'
            '<w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>'
            for name in ("Dieu", "Khoan")
        )
        + '<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Khoan"/></w:style>'
    )
    parts = {"numbering": numbering({0: tied}, {4: '<w:abstractNumId w:val="0"/>'}), "styles": styles}
    body = [
        paragraph("Phạm vi", properties='<w:pStyle w:val="Dieu"/>'),
        paragraph("Một", properties='<w:pStyle w:val="Khoan"/>'),
        paragraph("Hai", properties='<w:pStyle w:val="Khoan"/>'),
        paragraph("Không số", properties='<w:pStyle w:val="Khoan"/><w:numPr><w:numId w:val="0"/></w:numPr>'),
        paragraph("Đối tượng", properties='<w:pStyle w:val="Dieu"/>'),
    ]
    assert lines(make_docx(*body, parts=parts)) == [
        "Điều 1. Phạm vi", "1. Một", "2. Hai", "Không số", "Điều 2. Đối tượng",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("lowerRoman", ["i", "ii", "iii"]),
        ("upperLetter", ["A", "B", "C"]),
        ("decimalZero", ["01", "02", "03"]),
        ("vietnameseCounting", ["một", "hai", "ba"]),
        ("numberInDash", ["- 1 -", "- 2 -", "- 3 -"]),
        ("chicago", ["1", "2", "3"]),
    ],
)
def test_numbers_have_the_form_that_word_gives_them(form: str, printed: list[str]) -> None:
    parts = {"numbering": numbering({0: levels((form, "%1/"))}, {1: '<w:abstractNumId w:val="0"/>'})}
    body = [numbered("chữ", 1) for _ in printed]
    assert lines(make_docx(*body, parts=parts)) == [f"{number}/ chữ" for number in printed]


def test_the_head_in_a_table_without_lines_is_read_column_by_column() -> None:
    head = table(
        [
            cell("UBND TỈNH LAM GIANG", "SỞ NGOẠI VỤ"),
            cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
        ],
        [cell("Số: 45/SNV-HTQT", "V/v đón đoàn"), cell("Lam Giang, ngày 02 tháng 4 năm 2026")],
    )  # fmt: skip
    data = make_docx(head, paragraph("Kính gửi: Sở Tài chính."), paragraph("Sở Ngoại vụ đề nghị quý Sở phối hợp."))
    metadata = read_file(data).metadata
    assert (metadata.parent_body.value, metadata.issuing_body.value) == ("UBND TỈNH LAM GIANG", "SỞ NGOẠI VỤ")
    assert (metadata.number.value, metadata.subject.value) == ("45/SNV-HTQT", "đón đoàn")
    assert metadata.place.value == "Lam Giang"


def test_a_head_in_one_row_is_read_in_the_same_order() -> None:
    head = table(
        [
            cell("ĐẢNG BỘ TỈNH LAM GIANG", "BAN THƯỜNG VỤ", "*", "Số 12-CV/TU"),
            cell("ĐẢNG CỘNG SẢN VIỆT NAM", "Lam Giang, ngày 05 tháng 5 năm 2026"),
        ]
    )
    assert lines(make_docx(head, paragraph("Kính gửi: Các huyện ủy"))) == [
        "ĐẢNG BỘ TỈNH LAM GIANG", "BAN THƯỜNG VỤ", "*", "ĐẢNG CỘNG SẢN VIỆT NAM", "Số 12-CV/TU",
        "Lam Giang, ngày 05 tháng 5 năm 2026", "Kính gửi: Các huyện ủy",
    ]  # fmt: skip


def test_tables_are_rows_of_cells_with_merged_ones_said_again() -> None:
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    data = make_docx(
        table(
            [cell("STT"), cell("Nhiệm vụ"), cell("Đơn vị chủ trì"), cell("Thời gian")],
            [cell("I"), cell("Nhóm việc thứ nhất", properties='<w:gridSpan w:val="3"/>')],
            [cell("1"), cell("Họp báo", "hằng quý"), cell("Sở Ngoại vụ", properties=down), cell("Quý II")],
            [cell("2"), cell("Triển lãm"), cell("", properties=on), cell("Quý III")],
        )
    )
    assert lines(data) == [
        "STT | Nhiệm vụ | Đơn vị chủ trì | Thời gian",
        "I | Nhóm việc thứ nhất |  | ",
        "1 | Họp báo hằng quý | Sở Ngoại vụ | Quý II",
        "2 | Triển lãm | Sở Ngoại vụ | Quý III",
    ]


def test_a_table_of_tasks_gives_its_assignments() -> None:
    rows = [
        ("1", "Tổ chức họp báo", "Sở Ngoại vụ", "Tháng 5/2026"),
        ("2", "Mở trang tin", "Sở Văn hóa", "Tháng 6/2026"),
    ]
    data = make_docx(
        paragraph("KẾ HOẠCH"),
        paragraph("Thông tin đối ngoại năm 2026"),
        paragraph("PHỤ LỤC"),
        table(*[[cell(words) for words in row] for row in (("STT", "Nhiệm vụ", "Chủ trì", "Thời gian"), *rows)]),
    )
    assert [(one.unit, one.origin.value) for one in read_file(data).assignments] == [
        ("Sở Ngoại vụ", "table"), ("Sở Văn hóa", "table"),
    ]  # fmt: skip


def test_footnotes_stand_behind_their_paragraph_and_know_their_anchors() -> None:
    notes = "".join(
        f'<w:footnote w:id="{key}" w:type="{kind}">{paragraph(words)}</w:footnote>'
        for key, kind, words in (
            (0, "separator", ""),
            (2, "normal", "Kết luận số 16-KL/TW."),
            (3, "normal", "Như trên."),
        )
    )
    anchor = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    extracted = extract(
        make_docx(
            paragraph("Thực hiện Kết luận", anchor.format(3), " và Chỉ thị", anchor.format(2), "."),
            paragraph("Đoạn sau."),
            parts={"footnotes": notes},
        )
    )
    assert extracted.text.split("\n")[:4] == [
        "Thực hiện Kết luận[1] và Chỉ thị[2].", "[1] Như trên.", "[2] Kết luận số 16-KL/TW.", "Đoạn sau.",
    ]  # fmt: skip
    assert noted(extracted) == [("luận[1]", "[1] Như trên."), ("thị[2]", "[2] Kết luận số 16-KL/TW.")]


def test_a_footnote_of_the_heading_waits_until_the_heading_is_over() -> None:
    centred = '<w:jc w:val="center"/>'
    data = make_docx(
        paragraph("KẾ HOẠCH", properties=centred),
        paragraph("Tổ chức tuần lễ", '<w:r><w:footnoteReference w:id="1"/></w:r>', properties=centred),
        paragraph("năm 2026", properties=centred),
        paragraph("Nội dung."),
        parts={"footnotes": f'<w:footnote w:id="1">{paragraph("Bản sửa.")}</w:footnote>'},
    )
    assert lines(data) == ["KẾ HOẠCH", "Tổ chức tuần lễ[1]", "năm 2026", "Nội dung.", "[1] Bản sửa."]


def test_running_heads_are_left_out_and_a_head_or_a_secrecy_mark_in_them_is_kept() -> None:
    reference = '<w:headerReference w:type="{}" r:id="r-header{}"/>'
    body = paragraph("Nội dung văn bản.")
    running = make_docx(
        body, parts={"header1": paragraph("Trang 2 của báo cáo")}, section=reference.format("default", 1)
    )
    assert lines(running) == ["Nội dung văn bản."]
    head = paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + paragraph("Số: 12/KH-UBND")
    first = make_docx(
        body,
        parts={"header1": head, "header2": paragraph("Trang")},
        section=reference.format("first", 1) + reference.format("default", 2) + "<w:titlePg/>",
    )
    assert lines(first) == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 12/KH-UBND", "Nội dung văn bản."]
    secret = make_docx(body, parts={"header1": paragraph("MẬT")}, section=reference.format("default", 1))
    assert read_file(secret).secrecy_mark is not None


def test_a_watermark_and_a_text_box_are_read_once() -> None:
    box = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>'
        f"{paragraph('Đến số: 264')}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox><w:txbxContent>{paragraph('Đến số: 264')}</w:txbxContent></v:textbox>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    stamp = '<w:r><w:pict><v:shape><v:textpath string="TỐI MẬT"/></v:shape></w:pict></w:r>'
    assert lines(make_docx(paragraph("Kính gửi", box), paragraph(stamp))) == ["Kính gửi", "Đến số: 264", "TỐI MẬT"]


def test_tracked_changes_are_accepted_and_said() -> None:
    deleted = '<w:del w:id="1"><w:r><w:delText>Sở Tài chính</w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="2">{run("Sở Ngoại vụ")}</w:ins>'
    gone_end = "<w:rPr><w:del w:id='3'/></w:rPr>"
    extracted = extract(
        make_docx(
            paragraph("Giao ", deleted, inserted, " chủ trì."),
            paragraph("Hai đoạn ", properties=gone_end),
            paragraph("thành một."),
        )
    )
    assert extracted.text == "Giao Sở Ngoại vụ chủ trì.\nHai đoạn thành một.\n"
    assert extracted.notes == (Note.CHANGES_ACCEPTED,)


def test_hidden_text_is_left_out_and_said_also_where_a_style_hides_it() -> None:
    styles = '<w:style w:type="character" w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style>'
    extracted = extract(
        make_docx(
            paragraph(run("Thấy "), run("ẩn", "<w:vanish/>"), run("ẩn", '<w:rStyle w:val="An"/>'), run("được.")),
            paragraph(run("Hiện.", '<w:vanish w:val="0"/>')),
            parts={"styles": styles},
        )
    )
    assert (extracted.text, extracted.notes) == ("Thấy được.\nHiện.\n", (Note.HIDDEN_TEXT_LEFT_OUT,))


def test_breaks_tabs_hyphens_spaces_and_symbols_are_characters_that_everybody_has() -> None:
    data = make_docx(
        paragraph(f"<w:r><w:t>KẾ HOẠCH</w:t>{LINE}<w:t>Tuần lễ</w:t></w:r>"),
        paragraph("<w:r><w:t>Số: 5</w:t><w:noBreakHyphen/><w:t>KH/TU</w:t><w:tab/><w:t>Hà\u00a0Nội</w:t></w:r>"),
        paragraph('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t xml:space="preserve"> xong</w:t></w:r>'),
        paragraph(run("điều lệ", "<w:caps/>")),
    )
    assert lines(data) == ["KẾ HOẠCH", "Tuần lễ", "Số: 5-KH/TU\tHà Nội", "✓ xong", "ĐIỀU LỆ"]


def test_runs_in_fonts_from_before_unicode_are_turned_by_their_fonts() -> None:
    def in_font(text: str, font: str) -> str:
        return run(text, f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>')

    extracted = extract(
        make_docx(
            paragraph(in_font("céng hßa x· héi", ".VnTimeH")),
            paragraph(in_font("§éc lËp - Tù do", ".VnTime"), in_font(" - Hạnh phúc", ".VnTime")),
            paragraph(in_font("Soá: 12 ", "VNI-Times"), in_font("Ca", "VNI-Times"), in_font("ên cöù", "VNI-Times")),
            paragraph(in_font("café của Hà Nội", "Times New Roman")),
        )
    )
    assert extracted.text.split("\n")[:4] == [
        "CỘNG HÒA XÃ HỘI", "Độc lập - Tự do - Hạnh phúc", "Số: 12 Căn cứ", "café của Hà Nội",
    ]  # fmt: skip
    assert set(extracted.notes) == {Note.LEGACY_TCVN3, Note.LEGACY_VNI}


def test_a_table_of_contents_is_no_text_of_the_document() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="M1"><w:name w:val="toc 1"/></w:style>'
    data = make_docx(
        paragraph("I. MỤC ĐÍCH ... 3", properties='<w:pStyle w:val="M1"/>'),
        paragraph("I. MỤC ĐÍCH"),
        parts={"styles": styles},
    )
    assert lines(data) == ["I. MỤC ĐÍCH"]
