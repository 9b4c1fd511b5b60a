"""Arrival stamps, urgency marks and feet as offices set them. All names are invented."""

from datetime import date

import pytest

from nhipcau.officialdocs import OfficialDocument, Received, read

DAY = date(2025, 6, 7)


def letter(*, mark: str = "", stamp: str = "", foot: str = "") -> OfficialDocument:
    return read(
        "UBND TỈNH LAM GIANG\nSỞ NGOẠI VỤ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
        f"Số: 12/SNgV-LT\nV/v đón đoàn\n{mark}\nLam Giang, ngày 05 tháng 6 năm 2025\n\n{stamp}\n\n"
        f"Kính gửi: UBND các xã.\n\n1. Việc thứ nhất của các đơn vị.\n\n{foot}\n"
    )


@pytest.mark.parametrize(
    ("stamp", "received"),
    [
        ("VĂN PHÒNG UBND TỈNH\nCÔNG VĂN ĐẾN\nSố: 45\nNgày: 07/6/2025", Received("VĂN PHÒNG UBND TỈNH", "45", DAY)),
        ("UBND XÃ NÀ PÀI\nĐẾN Số: 88 Ngày 07/6/2025", Received("UBND XÃ NÀ PÀI", "88", DAY)),
        ("SỞ TÀI CHÍNH\nĐẾN Số......331......\nNgày.......07/6/2025....", Received("SỞ TÀI CHÍNH", "331", DAY)),
        ("Số đến: 221\nNgày đến: 07/6/2025", Received(None, "221", DAY)),
        ("ĐẢNG ỦY XÃ NÀ PÀI\nCV ĐẾN SỐ: 12\nNGÀY 07 tháng 6 năm 2025", Received("ĐẢNG ỦY XÃ NÀ PÀI", "12", DAY)),
        ("CÔNG VĂN ĐẾN\nSố 77 ngày 07/6/2025\nVĂN PHÒNG HĐND XÃ", Received("VĂN PHÒNG HĐND XÃ", "77", DAY)),
        ("'CHI CỤC KIỂM LÂM\n\nĐẾN Số: 9\n\nNgày: 7-6-2025 `\n\nChuyển: VP", Received("CHI CỤC KIỂM LÂM", "9", DAY)),
    ],
)
def test_arrival_stamps_of_all_offices(stamp: str, received: Received) -> None:
    metadata = letter(stamp=stamp).metadata
    assert metadata.received.value == received
    assert metadata.issuing_body.value == "SỞ NGOẠI VỤ"
    assert metadata.date.value == date(2025, 6, 5)


@pytest.mark.parametrize(
    ("mark", "urgency", "secrecy"),
    [
        ("HỎA TỐC HẸN GIỜ", "HỎA TỐC HẸN GIỜ", None),
        ("HỎA TỐC HẸN GIỜ 15h00", "HỎA TỐC HẸN GIỜ", None),
        ("HOẢ TỐC", "HOẢ TỐC", None),
        ("HỎATỐC", "HỎATỐC", None),
        ("[THƯỢNG KHẨN]", "THƯỢNG KHẨN", None),
        ("Độ khẩn: Khẩn", "Khẩn", None),
        ("Hỏa tốc", "Hỏa tốc", None),
        ("HỎA TỐC, MẬT", "HỎA TỐC", "mật"),
        ("TỐI MẬT\nHỎA TỐC", "HỎA TỐC", "tối mật"),
        ("khẩn cấp", None, None),
    ],
)
def test_urgency_marks(mark: str, urgency: str | None, secrecy: str | None) -> None:
    metadata = letter(mark=mark).metadata
    assert (metadata.urgency.value, metadata.secrecy.value) == (urgency, secrecy)
    assert metadata.place.value == "Lam Giang"
    if urgency:
        assert metadata.subject.value == "đón đoàn"


@pytest.mark.parametrize(
    ("foot", "recipients"),
    [
        (
            "Nơi nhận:\n- Như trên;                 - Các phòng;\n- UBND tỉnh (b/c);          - Lưu: VT.\n\n"
            "GIÁM ĐỐC\n\nTrần Văn Khuê",
            ["Như trên", "Các phòng", "UBND tỉnh (b/c)", "Lưu: VT"],
        ),
        (
            "Nơi nhận:                    GIÁM ĐỐC\n- Các sở:\n  + Sở Y tế;\n"
            "  + Sở Nội vụ;                (Đã ký)\n- Lưu: VT.\n"
            "                             Trần Văn Khuê",
            ["Các sở", "Sở Y tế", "Sở Nội vụ", "Lưu: VT"],
        ),
        ("Nơi nhận: - Như trên; - Lưu: VT, LT. GIÁM ĐỐC Trần Văn Khuê", ["Như trên", "Lưu: VT, LT"]),
        ("**Nơi nhận:**\n- Như trên;\n- Lưu: VT.\n\n**GIÁM ĐỐC**\n\n**Trần Văn Khuê**", ["Như trên", "Lưu: VT"]),
        (
            "Nơi nhận:\n- Như trên;\n\nGIÁM ĐỐC\n\n2\n\n- UBND tỉnh;\n- Lưu: VT.\n\nTrần Văn Khuê",
            ["Như trên", "UBND tỉnh", "Lưu: VT"],
        ),
        (
            "Nơi nhận: GIÁM ĐỐC\n- Như trên; z ° £\n- Đảng ủy; Chỉ huy;\n- Lưu: VT.\n\nTrần Văn Khuê",
            ["Như trên", "Đảng ủy; Chỉ huy", "Lưu: VT"],
        ),
        (
            "Nơi nhận: GIÁM ĐỐC\n~ Như trên;\n- Báo Lam Giang; Trần Văn Khuê\n~ V0-V5, NLN1-3;\n> Lưu: VT.",
            ["Như trên", "Báo Lam Giang", "V0-V5, NLN1-3", "Lưu: VT"],
        ),
    ],
)
def test_lists_of_recipients_in_all_layouts(foot: str, recipients: list[str]) -> None:
    document = letter(foot=foot)
    assert [recipient.text for recipient in document.recipients] == recipients
    assert (document.metadata.signer_position.value, document.metadata.signer.value) == ("GIÁM ĐỐC", "Trần Văn Khuê")
