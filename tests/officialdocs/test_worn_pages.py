"""Pages whose stops, colons or letters a scan, a site or a text layer spoilt. All names and numbers are invented."""

from datetime import date

import pytest

from nhipcau.officialdocs import OfficialDocument, read
from nhipcau.officialdocs.enums import Frequency
from nhipcau.officialdocs.lost_blanks import loses_blanks, places_of_lost_blanks

STATE = (
    "UBND TỈNH LAM GIANG\nSỞ NGOẠI VỤ\nSố: 12/KH-SNgV\nLam Giang, ngày 05 tháng 6 năm 2026\n\n"
    "KẾ HOẠCH\nCông tác đối ngoại\n\n"
)


def with_body(body: str) -> OfficialDocument:
    return read(f"{STATE}{body}\n")


def spans(document: OfficialDocument) -> list[tuple[str, str, str]]:
    return [(str(one.start), str(one.end), one.role.value) for one in document.dates[1:]]


def work(document: OfficialDocument) -> list[tuple[str, str]]:
    return [(one.unit, one.task) for one in document.assignments]


def test_the_hour_of_a_digital_signature_is_no_date_of_the_document() -> None:
    document = with_body("1. Tổ chức lễ ngày 20/7/2026.\n\nSỞ NGOẠI VỤ\n13-08-2026 11:04:17 +07:00")
    assert spans(document) == [("2026-07-20", "2026-07-20", "event")]


def test_treaties_are_cited_with_their_days() -> None:
    document = with_body(
        "1. Thực hiện Hiệp ước hoạch định biên giới ngày 27 tháng 12 năm 1985, Hiệp định về cửa khẩu đất liền ngày "
        "18/11/2009 và Hiệp định về quy chế quản lý ngày 18/11/2009."
    )
    assert [(one.kind, one.date) for one in document.citations] == [
        ("hiệp ước", date(1985, 12, 27)),
        ("hiệp định", date(2009, 11, 18)),
        ("hiệp định", date(2009, 11, 18)),
    ]
    assert spans(document) == []


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        (
            "Triển khai Nghị định thư ngày 05/10/2019 và Công ước về biển ngày 10/12/1982.",
            ["Nghị định thư ngày 05/10/2019", "Công ước về biển ngày 10/12/1982"],
        ),
        (
            "Theo Nghị quyết Đại hội Đảng bộ phường Hà Thanh và Nghị quyết Đại hội Đảng bộ tỉnh nhiệm kỳ 2025 - 2030.",
            [
                "Nghị quyết Đại hội Đảng bộ phường Hà Thanh",
                "Nghị quyết Đại hội Đảng bộ tỉnh nhiệm kỳ 2025 - 2030",
            ],
        ),
        ("Các hiệp định được ký kết; nghị quyết đại hội đảng bộ các cấp.", []),
    ],
)
def test_what_is_cited_by_its_name_ends_where_the_next_one_begins(body: str, texts: list[str]) -> None:
    assert [one.text for one in with_body(f"1. {body}").citations] == texts


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Chưa tăng giá vé trong Quý I và Quý II năm 2026.", ("2026-01-01", "2026-06-30", "period")),
        ("Số liệu quý III, IV/2026.", ("2026-07-01", "2026-12-31", "period")),
        (
            "Rà soát thủ tục, báo cáo Thủ tướng Chính phủ trong tháng 8 năm 2026.",
            ("2026-08-01", "2026-08-31", "deadline"),
        ),
        ("Tổ chức Hội nghị hợp tác với tỉnh bạn trong tháng 9 năm 2026.", ("2026-09-01", "2026-09-30", "event")),
        ("Báo cáo UBND tỉnh kết quả công tác trong tháng 5 năm 2026.", ("2026-05-01", "2026-05-31", "period")),
        ("Kết luận tại Phiên họp quý I năm 2026.", ("2026-01-01", "2026-03-31", "period")),
    ],
)
def test_months_and_quarters_have_the_role_that_their_words_give(body: str, expected: tuple[str, str, str]) -> None:
    assert spans(with_body(f"1. {body}")) == [expected]


@pytest.mark.parametrize(
    ("body", "months"),
    [
        ("Số liệu quý I và quý III năm 2026.", ["2026-01", "2026-07"]),
        ("Tạm dừng đóng đến tháng 6 hoặc tháng 12 năm 2026.", ["2026-06", "2026-12"]),
        ("Số liệu tháng 3, tháng 6 và tháng 9/2026.", ["2026-03", "2026-06", "2026-09"]),
        ("Số liệu 6 tháng, tháng 9 năm 2026.", ["2026-09"]),
    ],
)
def test_months_and_quarters_of_a_list_share_the_year_behind_the_last(body: str, months: list[str]) -> None:
    assert [start[:7] for start, _, _ in spans(with_body(f"1. {body}"))] == months


def test_a_lettered_unit_without_its_colon_heads_its_dashes() -> None:
    document = with_body(
        "1. Nhiệm vụ\n\na) Sở Tài chính:\n\n- Bố trí kinh phí.\n\nb) Sở Xây dựng\n\n- Rà soát quy hoạch.\n\n"
        "đ) 1 Đề nghị Liên đoàn Lao động tỉnh hướng dẫn đóng kinh phí."
    )
    assert [unit for unit, _ in work(document)] == ["Sở Tài chính", "Sở Xây dựng", "Liên đoàn Lao động tỉnh"]


def test_an_office_that_passes_on_a_conclusion_gives_itself_no_work() -> None:
    document = with_body("1. Sở Xây dựng rà soát quy hoạch.\n\nVăn phòng Sở thông báo để các đơn vị biết, thực hiện./.")
    assert [unit for unit, _ in work(document)] == ["Sở Xây dựng"]


DECISION = (
    "Trang 1BỘ CÔNG NGHIỆP CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM ---- Độc lập - Tự do - Hạnh phúc Số: 45/2026/QĐ-BCN "
    "Hà Nội, ngày 25 tháng 7 năm 2026 QUYẾT ĐỊNH\nVề việc ban hành Quy chế điều hành bến bãi\n"
    "Bộ trưởng Bộ Công nghiệp quyết định ban hành Quy chế điều hành bến bãi\n"
    "Điều 1 Ban hành kèm theo Quyết định này Quy chế điều hành bến bãi\n"
    "Điều 2 Quyết định này có hiệu lực từ ngày 01 tháng 10 năm 2026\n"
    "Điều 3 Thủ trưởng các đơn vị chịu trách nhiệm thi hành Quyết định này./. - Nơi nhận: BỘ TRƯỞNG - Văn phòng Bộ; "
    "- Các cục, vụ; - Sở Xây dựng các tỉnh;\n- Công báo;\n"
)


def test_a_flattened_decision_keeps_issuer_articles_and_recipients() -> None:
    document = read(DECISION)
    assert document.metadata.issuing_body.value == "BỘ CÔNG NGHIỆP"
    assert [item.mark for item in document.outline] == ["Điều 1", "Điều 2", "Điều 3"]
    assert [one.text for one in document.recipients] == [
        "Văn phòng Bộ",
        "Các cục, vụ",
        "Sở Xây dựng các tỉnh",
        "Công báo",
    ]
    assert document.assignments == ()


def test_a_broken_reference_to_an_article_is_no_article() -> None:
    document = with_body(
        "1. Thực hiện theo quy định tại\nĐiều 5 Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ."
    )
    assert [item.mark for item in document.outline] == ["1"]


def test_a_stamp_beside_the_kind_does_not_hide_it() -> None:
    document = read(
        "UBND TỈNH LAM GIANG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
        "DEN i: : _¬ CHỈ THỊ\n\nIg-Q612/2G20 -| Về các giải pháp cấp bách\n\n"
        "I. MỤC ĐÍCH\n\n1. Quán triệt Công văn số 79-CV/TW ngày 30 tháng 01 năm 2020, Chỉ thị số\n"
        "06/CT-TTg ngày 31 tháng 01 năm 2020 của Thủ tướng Chính phủ.\n"
    )
    assert (document.metadata.kind.value, document.metadata.subject.value) == ("chỉ thị", "Về các giải pháp cấp bách")
    assert [one.number for one in document.citations] == ["79-CV/TW", "06/CT-TTg"]


def test_subject_of_a_party_letter_stands_below_its_number_without_its_sign() -> None:
    document = read(
        "ĐẢNG BỘ TỈNH LAM GIANG\nĐẢNG UỶ XÃ HÀ THANH\n*\nSố 15-CV/ĐU\nVề triển khai Kết luận số 226-KL/TW\n"
        "ngày 11/12/2025 của Ban Bí thư\nĐẢNG CỘNG SẢN VIỆT NAM\nHà Thanh, ngày 05 tháng 01 năm 2026\n"
        "Kính gửi: - HĐND, UBND xã,\n- Các tổ chức đảng.\n1. Quán triệt Kết luận.\n"
    )
    expected = "Về triển khai Kết luận số 226-KL/TW ngày 11/12/2025 của Ban Bí thư"
    assert document.metadata.subject.value == expected


@pytest.mark.parametrize(
    ("heading", "kind", "subject"),
    [
        ("CHƯƠNG TRÌNH CÔNG TÁC ĐỐI NGOẠI NĂM 2026", "chương trình", "CÔNG TÁC ĐỐI NGOẠI NĂM 2026"),
        ("CHƯƠNG TRÌNH CÔNG TÁC NĂM 2026", "chương trình công tác", "NĂM 2026"),
    ],
)
def test_a_programme_of_foreign_affairs_is_no_programme_of_work(heading: str, kind: str, subject: str) -> None:
    document = read(
        f"UBND TỈNH LAM GIANG\nSố: 86/CTr-UBND\nLam Giang, ngày 19 tháng 3 năm 2026\n\n{heading}\n\n1. Mở rộng.\n"
    )
    assert (document.metadata.kind.value, document.metadata.subject.value) == (kind, subject)


def test_rubble_below_a_capacity_is_none_of_it() -> None:
    document = with_body(
        "1. Nội dung.\n\nNơi nhận: KT. CHÁNH VĂN PHÒNG\n- Tỉnh ủy; PHÓ CHÁNH VĂN PHÒNG\n"
        "- Các sở; ⁄Z⁄ *;X\\\n- Lưu: VT. Lê Hồng Khuê"
    )
    assert document.metadata.signer_position.value == "PHÓ CHÁNH VĂN PHÒNG"


GLUED = (
    "ĐẢNG BỘ TỈNH LAM GIANG\nĐẢNG UỶ XÃ HÀ THANH\n*\nSố 12-KH/ĐU\nĐẢNG CỘNG SẢN VIỆT NAM\n"
    "Hà Thanh, ngày 05 tháng 10 năm 2025\nKẾ HOẠCH\nvề tuyên truyền\n-----\n"
    "Thực hiện Chỉ thịsố46-CT/TW, ngày 16/5/2025 của Bộ Chính trị vềlãnh đạo bầu cử; nghị quyết Đại hội XIV của Đảng, "
    "Nghị quyết Đại hội Đảng bộtỉnh và Nghị quyết Đại hội Đảng bộ xã nhiệm kỳ 2025 - 2030, "
    "Ban Thường vụĐảng uỷ đề ra:\n"
    "1. Lãnh đạo tốt công tác nhân sự, bảo đảm dân chủvà đoàn kết. Thời gian dựkiến trong tháng 10/2025.\n"
    "2. Uỷban Kiểm tra Đảng uỷ chủtrì, phối hợp kiểm tra việc sửdụng kinh phí.\n"
    "3. Ban Xây dựng Đảng:\n- Chỉ đạo tuyên truyền vềcuộc bầu cửđại biểu.\n- 2 0 3 1 .\n"
)


def test_words_whose_blank_the_text_layer_lost_are_read_as_words() -> None:
    document = read(GLUED)
    assert [(one.number, one.text) for one in document.citations] == [
        ("46-CT/TW", "Chỉ thịsố46-CT/TW, ngày 16/5/2025 của Bộ Chính trị"),
        (None, "nghị quyết Đại hội XIV của Đảng"),
        (None, "Nghị quyết Đại hội Đảng bộtỉnh"),
        (None, "Nghị quyết Đại hội Đảng bộ xã nhiệm kỳ 2025 - 2030"),
    ]
    assert work(document) == [
        ("Uỷ ban Kiểm tra Đảng uỷ", "chủ trì, phối hợp kiểm tra việc sử dụng kinh phí."),
        ("Ban Xây dựng Đảng", "Chỉ đạo tuyên truyền về cuộc bầu cử đại biểu."),
    ]
    assert spans(document) == [("2025-10-01", "2025-10-31", "event")]


def test_places_of_words_with_lost_blanks_are_those_of_the_text() -> None:
    document = read(GLUED)
    task = document.assignments[0]
    assert GLUED[task.unit_span.start : task.unit_span.end] == "Uỷban Kiểm tra Đảng uỷ"
    assert GLUED[task.span.start : task.span.end].startswith("chủtrì, phối hợp")
    assert all(GLUED[one.span.start : one.span.end] == one.text for one in document.citations)


@pytest.mark.parametrize("text", ["Hội nghị tỉnh Đắk Lắk tại Krông Pắc. ", "Chỉ đạo tổ chức thực hiện nghị quyết. "])
def test_sound_texts_lose_no_blanks(text: str) -> None:
    assert not loses_blanks(text * 40)
    assert list(places_of_lost_blanks(text)) == []


def test_a_sentence_that_a_page_number_cuts_goes_on() -> None:
    document = with_body(
        "1. Nhiệm vụ\n\na) Sở Tài chính:\n\n"
        "- Chủ trì, phối hợp với Sở Xây dựng và các cơ quan khẩn trương đề xuất chính\n"
        "sách tín dụng phù hợp để tháo gỡ khó khăn cho các đối tượng, báo cáo Thủ tướng\n\n2\n\n"
        "Chính phủ trong tháng 8 năm 2026."
    )
    assert [task.endswith("Chính phủ trong tháng 8 năm 2026.") for _, task in work(document)] == [True]
    assert spans(document) == [("2026-08-01", "2026-08-31", "deadline")]


def test_the_day_of_the_last_month_of_quarters_holds_for_the_year_as_well() -> None:
    document = with_body("1. Các đơn vị định kỳ hằng quý, năm báo cáo Sở Nội vụ trước ngày 20 của tháng cuối quý.")
    assert [(one.day, one.every) for one in document.recurring_deadlines] == [(20, (Frequency.QUARTER, Frequency.YEAR))]
