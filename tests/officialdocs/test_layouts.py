"""Headers, feet and lines as web pages, scans and narrow cells leave them. All names are invented."""

from datetime import date

import pytest

from nhipcau.officialdocs import OfficialDocument, Received, read

HEADER = (
    "UBND TỈNH LAM GIANG\nSỞ NGOẠI VỤ\nSố: 12/KH-SNgV\nLam Giang, ngày 05 tháng 6 năm 2025\n\nKẾ HOẠCH\nCông tác\n\n"
)
PARTY = "TỈNH ỦY LAM GIANG\nBAN TUYÊN GIÁO\n*\nSố 12-CV/BTGTU\nLam Giang, ngày 05 tháng 6 năm 2025\n\n"


def with_foot(foot: str) -> OfficialDocument:
    return read(f"{HEADER}1. Nội dung thứ nhất.\n\n{foot}\n")


@pytest.mark.parametrize(
    ("last_item", "filed", "signer"),
    [
        ("- Lưu: VT, LT. Trần Văn Khuê", "Lưu: VT, LT", "Trần Văn Khuê"),
        ("- Lưu Ban Tuyên giáo. Lê Thị Hồng Sim", "Lưu Ban Tuyên giáo", "Lê Thị Hồng Sim"),
        ("- Lưu Ban Tuyên giáo. {Ý Lê Thị Sim", "Lưu Ban Tuyên giáo", "Lê Thị Sim"),
    ],
)
def test_name_run_into_the_last_recipient_is_the_signer(last_item: str, filed: str, signer: str) -> None:
    document = with_foot(f"Nơi nhận: KT. GIÁM ĐỐC\n- UBND tỉnh (b/c), PHÓ GIÁM ĐỐC\n{last_item}")
    assert document.metadata.signer.value == signer
    assert [recipient.text for recipient in document.recipients] == ["UBND tỉnh (b/c)", filed]


def test_an_office_behind_the_archive_is_no_signer() -> None:
    document = with_foot("Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT. Phòng Lễ tân\n\nGIÁM ĐỐC\n\nTrần Văn Khuê")
    assert document.metadata.signer.value == "Trần Văn Khuê"


@pytest.mark.parametrize("splinters", ["b", "ÁC", "⁄ =", "` Z2"])
def test_splinters_of_a_signature_behind_a_recipient_are_cut(splinters: str) -> None:
    document = with_foot(f"Nơi nhận: GIÁM ĐỐC\n- Tỉnh ủy (b/c), {splinters}\n- Lưu VP.\n\nTrần Văn Khuê")
    assert document.recipients[0].text == "Tỉnh ủy (b/c)"


@pytest.mark.parametrize("name", ["Y K'Nul", "Lò K'Rang", "H'Sen Niê"])
def test_names_with_an_apostrophe_are_names(name: str) -> None:
    assert with_foot(f"Nơi nhận:\n- Lưu: VT.\n\nGIÁM ĐỐC\n\n{name}").metadata.signer.value == name


def test_title_of_a_web_page_before_the_issuer_is_none_of_it() -> None:
    document = read(
        "Công văn 61/STP-VP năm 2025 về hộ tịch do Sở Tư pháp ban hành. SỞ TƯ PHÁP -------\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc ------\nSố: 61/STP-VP V/v hộ tịch\n"
        "Lam Giang, ngày 05 tháng 6 năm 2025 Kính gửi: Ủy ban nhân dân các xã, phường "
        "Thực hiện Công văn số 7/BTP-HT "
        "ngày 01/6/2025 của Bộ Tư pháp về hộ tịch, Sở Tư pháp đề nghị Ủy ban nhân dân các xã "
        "thực hiện các nội dung sau:\n"
        "1. Rà soát sổ hộ tịch của địa phương.\nTrân trọng.\n"
    )
    assert document.metadata.issuing_body.value == "SỞ TƯ PHÁP"
    assert [citation.number for citation in document.citations] == ["7/BTP-HT"]
    assert [(task.unit, task.task) for task in document.assignments] == [
        ("Ủy ban nhân dân các xã", "Rà soát sổ hộ tịch của địa phương.")
    ]


@pytest.mark.parametrize(
    ("printed", "subject"),
    [
        ("NGHỊ QUYẾT PHIÊN HỌP THÁNG 6 NĂM 2025 CHÍNH PHỦ", "PHIÊN HỌP THÁNG 6 NĂM 2025"),
        ("NGHỊ QUYẾT VỀ QUY CHẾ LÀM VIỆC CỦA CHÍNH PHỦ", "VỀ QUY CHẾ LÀM VIỆC CỦA CHÍNH PHỦ"),
    ],
)
def test_issuer_run_behind_the_subject_is_cut(printed: str, subject: str) -> None:
    document = read(f"CHÍNH PHỦ\nSố: 9/NQ-CP\nHà Nội, ngày 08 tháng 7 năm 2025\n{printed}\nCăn cứ Luật Báo chí;\n")
    assert document.metadata.subject.value == subject


@pytest.mark.parametrize("word", ["CÔNG VĂN ĐẾN", "CÔNG VĂN ĐÉN", "ĐẾN"])
def test_arrival_stamp_may_name_its_office_below_the_word(word: str) -> None:
    document = read(
        f"{PARTY}Kính gửi: Các chi bộ.\n\n{word}\nĐẢNG ỦY PHƯỜNG LAM\nSố: 187\nNgày: 07/6/2025\n\n"
        "Thực hiện công tác năm."
    )
    assert document.metadata.received.value == Received("ĐẢNG ỦY PHƯỜNG LAM", "187", date(2025, 6, 7))
    assert [item.role.value for item in document.dates] == ["signing"]


@pytest.mark.parametrize(
    "text",
    [
        "Thực hiện Quyết định số\n77/QĐ-TTg ngày 02/5/2025 của Thủ tướng Chính phủ về đọc sách.",
        "Các đơn vị làm theo quy định tại Điều\n5. Việc khác do Sở Ngoại vụ quyết định.",
    ],
)
def test_a_number_that_a_line_break_brought_to_the_front_is_no_mark(text: str) -> None:
    assert read(HEADER + text).outline == ()


def test_a_closed_bracket_before_an_annexed_decision_is_not_the_document_itself() -> None:
    document = read(
        "1. Mức hưởng (MUC) của Bảng 2 ban hành kèm theo Quyết định số 42/QĐ-BYT ngày 20/9/2017 của Bộ Y tế."
    )
    assert [citation.number for citation in document.citations] == ["42/QĐ-BYT"]


def test_an_abbreviated_law_is_the_law_that_is_named_in_full() -> None:
    document = read("1. Theo Luật BHYT và Điều 2 Luật Bảo hiểm y tế (BHYT), Luật HTX được áp dụng.")
    assert [citation.text for citation in document.citations] == ["Luật Bảo hiểm y tế", "Luật HTX"]


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("phấn đấu đến cuối năm 2027 có 90% số xã đạt chuẩn", "deadline"),
        ("tính đến cuối năm 2027 có 90% số xã đạt chuẩn", "event"),
        ("từ tháng sáu đến cuối năm 2027 trời khô hạn", "event"),
    ],
)
def test_the_end_of_a_year_is_a_term_where_it_is_aimed_at(words: str, role: str) -> None:
    assert [item.role.value for item in read(f"1. Công tác này {words}.").dates] == [role]


@pytest.mark.parametrize(
    ("words", "spans"),
    [
        ("Phấn đấu đến 30/9/2026 hoàn thành chỉ tiêu", [("2026-09-30", "2026-09-30", "deadline")]),
        ("Hạn cuối nhận bài: 17h00 ngày 30/4/2026", [("2026-04-30", "2026-04-30", "deadline")]),
        ("Thời gian hoàn thành: Quý III/2026", [("2026-07-01", "2026-09-30", "deadline")]),
        ("Xong trong tuần thứ 2 tháng 4/2026", [("2026-04-01", "2026-04-30", "deadline")]),
        ("Nộp trước 16h ngày thứ Sáu, 22/5/2026", [("2026-05-22", "2026-05-22", "deadline")]),
        ("Vòng sơ khảo tháng 3/2026", [("2026-03-01", "2026-03-31", "event")]),
        ("Trong quý III/2025 diễn ra 02 đợt giao lưu", [("2025-07-01", "2025-09-30", "event")]),
        ("Chọn tác phẩm từ ngày 01/9/2025 đến ngày 31/8/2026", [("2025-09-01", "2026-08-31", "period")]),
        ("Kết quả 10 tháng đầu năm 2025", [("2025-01-01", "2025-10-31", "period")]),
        ("Xuất khẩu 9 tháng năm 2025 tăng", [("2025-01-01", "2025-09-30", "period")]),
    ],
)
def test_the_words_around_a_time_say_what_it_is(words: str, spans: list[tuple[str, str, str]]) -> None:
    found = [(str(item.start), str(item.end), item.role.value) for item in read(f"1. {words}.").dates]
    assert found == spans


def test_a_dash_inside_a_name_begins_no_point_at_the_start_of_a_line() -> None:
    document = read(f"{HEADER}Điều 1. Giao Sở Lao động\n- Thương binh và Xã hội chủ trì thực hiện Kế hoạch.\n")
    assert [task.unit for task in document.assignments] == ["Sở Lao động - Thương binh và Xã hội"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Sở Y tế báo cáo trước 17 giờ hằng ngày.", [(None, None, ["day"])]),
        (
            "Các chi bộ định kỳ 6 tháng (trước ngày 15/6) và hằng năm (trước ngày 15/12) báo cáo Tỉnh ủy.",
            [(15, 6, ["half-year"]), (15, 12, ["year"])],
        ),
        ("Báo cáo 6 tháng: Gửi trước ngày 10 tháng 6.", [(10, 6, ["half-year"])]),
        ("Báo cáo quý (gửi trước ngày 14).", [(14, None, ["quarter"])]),
        ("Sở Y tế định kỳ 03 tháng/lần báo cáo kết quả về Sở Nội vụ trước ngày 15.", [(15, None, ["quarter"])]),
        ("Báo cáo năm: Gửi trước ngày 10/12/2025.", []),
        ("Sở Y tế định kỳ hằng quý báo cáo kết quả về Sở Nội vụ trước ngày 15/6/2025.", [(None, None, ["quarter"])]),
    ],
)
def test_periodic_duties_take_the_day_that_belongs_to_them(
    sentence: str, expected: list[tuple[int | None, int | None, list[str]]]
) -> None:
    duties = read(f"1. {sentence}").recurring_deadlines
    assert [(duty.day, duty.month, [frequency.value for frequency in duty.every]) for duty in duties] == expected


def test_a_flattened_page_runs_office_and_subject_and_name_and_annex_together() -> None:
    document = read(
        "ỦY BAN NHÂN DÂN TỈNH LAM GIANG -------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc ----\n"
        "Số: 56/QĐ-UBND Lam Giang, ngày 16 tháng 8 năm 2024 QUYẾT ĐỊNH BAN HÀNH MỨC TRỢ GIÚP ÁP DỤNG TRÊN ĐỊA BÀN "
        "TỈNH LAM GIANG CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\nCăn cứ Luật tổ chức chính quyền địa phương ngày 19/6/2015;\n"
        "QUYẾT ĐỊNH:\nĐiều 1.\nBan hành kèm theo Quyết định này Chương trình.\nNơi nhận:\n- Như Điều 1;\n- Lưu: VT.\n"
        "CHỦ TỊCH Lò Văn Khuê CHƯƠNG TRÌNH HÀNH ĐỘNG VỀ MÔI TRƯỜNG KINH DOANH\nI. NỘI DUNG\n"
        "1. Sở Nội vụ rà soát thủ tục.\n"
    )
    assert document.metadata.subject.value == "BAN HÀNH MỨC TRỢ GIÚP ÁP DỤNG TRÊN ĐỊA BÀN TỈNH LAM GIANG"
    assert (document.metadata.signer.value, document.metadata.signer_position.value) == ("Lò Văn Khuê", "CHỦ TỊCH")
    assert [citation.text for citation in document.citations] == ["Luật tổ chức chính quyền địa phương ngày 19/6/2015"]
    assert [task.unit for task in document.assignments] == ["Sở Nội vụ"]


def test_a_ministry_that_ends_in_moi_truong_is_one_body() -> None:
    document = read(
        "BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG\nSố: 59/QĐ-BNNMT\nHà Nội, ngày 08 tháng 01 năm 2026\n\nQUYẾT ĐỊNH\nVề mẫu thẻ\n"
    )
    assert (document.metadata.parent_body.value, document.metadata.issuing_body.value) == (
        None,
        "BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG",
    )


@pytest.mark.parametrize("space", ["\u00a0", "  "])
def test_spaces_that_do_not_break_and_runs_of_spaces_are_plain_ones(space: str) -> None:
    body = "1. Sở Ngoại vụ chủ trì tổng hợp, báo cáo UBND tỉnh trước ngày 20 hằng tháng theo Luật Báo chí năm 2016.\n"
    document = read(HEADER + body.replace(" ", space))
    (task,), (duty,), (law,) = document.assignments, document.recurring_deadlines, document.citations
    assert (task.unit, task.task.split()[:2], duty.day) == ("Sở Ngoại vụ", ["chủ", "trì"], 20)
    place = document.text[task.unit_span.start : task.unit_span.end]
    assert place.replace(space, " ") == "Sở Ngoại vụ"
    assert document.text[law.span.start : law.span.end].startswith("Luật")


def test_a_tab_behind_the_dash_of_a_recipient_parts_no_columns() -> None:
    document = with_foot("Nơi nhận:\n-\tUBND tỉnh (b/c);\n-\tLưu: VT.\n\nGIÁM ĐỐC\n\nTrần Văn Khuê")
    assert [recipient.text for recipient in document.recipients] == ["UBND tỉnh (b/c)", "Lưu: VT"]
    assert document.metadata.signer.value == "Trần Văn Khuê"
