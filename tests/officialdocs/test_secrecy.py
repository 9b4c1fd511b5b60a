import pytest

from nhipcau.officialdocs import SecrecyLevel, find_secrecy_mark, read

HEADER = "UBND TỈNH A          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/KH-UBND\n"


@pytest.mark.parametrize(
    ("stamp", "level"),
    [
        ("MẬT", SecrecyLevel.SECRET),
        ("Mật", SecrecyLevel.SECRET),
        ("M Ậ T", SecrecyLevel.SECRET),
        ("*MẬT*", SecrecyLevel.SECRET),
        ("[ MAT ]", SecrecyLevel.SECRET),
        ("Độ mật: Mật", SecrecyLevel.SECRET),
        ("MẬT   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", SecrecyLevel.SECRET),
        ("MẬT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", SecrecyLevel.SECRET),
        ("Số: 05/BC-UBND MẬT", SecrecyLevel.SECRET),
        ("TỐI MẬT", SecrecyLevel.TOP_SECRET),
        ("TÔI MẬT", SecrecyLevel.TOP_SECRET),
        ("TỐI\nMẬT", SecrecyLevel.TOP_SECRET),
        ("T0l MAT", SecrecyLevel.TOP_SECRET),
        ("TUYỆT MẬT", SecrecyLevel.HIGHEST),
        ("TUYET MAT", SecrecyLevel.HIGHEST),
        ("Số 5-KH/TU          TUYỆT MẬT", SecrecyLevel.HIGHEST),
        ("TUYỆT MẶT", SecrecyLevel.HIGHEST),
        ("TUYET\u200b MẠT", SecrecyLevel.HIGHEST),
        ("TÓI MÂT", SecrecyLevel.TOP_SECRET),
        ("M-Ậ-T", SecrecyLevel.SECRET),
        ("IVIẬT", SecrecyLevel.SECRET),
        ("M\nẬ\nT", SecrecyLevel.SECRET),
        ("\u041c\u1eac\u0422", SecrecyLevel.SECRET),
        ("\u202eTẬM IỐT\u202c", SecrecyLevel.TOP_SECRET),
        ("\uff2dẬ\uff34", SecrecyLevel.SECRET),
        ("TUYỆT MẬT (A)", SecrecyLevel.HIGHEST),
        ("MẬT (Chỉ người có tên mới được bóc bì)", SecrecyLevel.SECRET),
        ("DẤU: MẬT", SecrecyLevel.SECRET),
        ("Sở Ngoại vụ tổ chức họp báo.\nMẬT", SecrecyLevel.SECRET),
    ],
)
def test_stamp_is_found_also_when_a_scan_damaged_it(stamp: str, level: SecrecyLevel) -> None:
    mark = find_secrecy_mark(HEADER + stamp + "\nKẾ HOẠCH")
    assert mark is not None
    assert mark.level is level


@pytest.mark.parametrize(
    "words",
    [
        "Bảo đảm chế độ bảo mật thông tin",
        "BẢO MẬT",
        "VỀ CÔNG TÁC BẢO VỆ BÍ\nMẬT NHÀ NƯỚC",
        "TĂNG CƯỜNG CÔNG TÁC BẢO\nMẬT",
        "bí mật nhà nước",
        "Mật độ dân số",
        "xã Mật Sơn",
        "Mật ong rừng",
        "- Mật khẩu",
        "Số: 12/KH-UBND về bảo mật",
        "họp kín, mật thiết",
        "M\nT",
        "Độ mật: Thường",
        "Danh mục bí mật nhà nước độ Tuyệt mật, Tối mật, Mật",
        "MẬT ĐỘ DÂN SỐ",
        "BỆNH VIỆN MẮT",
        "Gặp mặt thân mật",
    ],
)
def test_words_of_a_text_that_anybody_may_read_are_no_stamp(words: str) -> None:
    assert find_secrecy_mark(HEADER + words + "\nKẾ HOẠCH") is None


@pytest.mark.parametrize("layout", ["{stamp}\n{number}\nKẾ HOẠCH\n", "{number}\n{stamp}\nKẾ HOẠCH\n"])
@pytest.mark.parametrize(
    ("stamp", "level"),
    [
        ("MẬT  CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", SecrecyLevel.SECRET),
        ("UBND TỈNH A   MẬT", SecrecyLevel.SECRET),
        ("UBND TỈNH A MẬT", SecrecyLevel.SECRET),
        ("UBND TỈNH A MẬT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", SecrecyLevel.SECRET),
        ("SỞ NỘI VỤ TỐI MẬT Độc lập - Tự do - Hạnh phúc", SecrecyLevel.TOP_SECRET),
        ("Số: 05/BC-UBND Mật", SecrecyLevel.SECRET),
        ("Số: 05/BC-UBND (Mật)", SecrecyLevel.SECRET),
        ("Số 07-BC/TU MẬT Lam Giang, ngày 05 tháng 6 năm 2025", SecrecyLevel.SECRET),
        ("| MẬT |", SecrecyLevel.SECRET),
        ("+------+\n| MẬT  |\n+------+", SecrecyLevel.SECRET),
        ("[MẬT] TỈNH ỦY LAM GIANG", SecrecyLevel.SECRET),
        ("(MẬT) CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", SecrecyLevel.SECRET),
        ("Độ mật: MẬT", SecrecyLevel.SECRET),
        ("M Ậ T   TỈNH ỦY LAM GIANG", SecrecyLevel.SECRET),
        ("T Ố I  M Ậ T", SecrecyLevel.TOP_SECRET),
        ("M.Ậ.T", SecrecyLevel.SECRET),
        ("MAT", SecrecyLevel.SECRET),
        ("SỞ Y TẾ MAT", SecrecyLevel.SECRET),
        ("HỎA TỐC - MẬT", SecrecyLevel.SECRET),
        ("MẬT KHẨN", SecrecyLevel.SECRET),
        ("Độc lập - Tự do - Hạnh phúc MẬT", SecrecyLevel.SECRET),
        ("Lam Giang, ngày 05 tháng 6 năm 2025 MẬT", SecrecyLevel.SECRET),
        ("ĐIỆN MẬT", SecrecyLevel.SECRET),
        ("TÀI LIỆU MẬT", SecrecyLevel.SECRET),
        ("MẬT UBND TỈNH LAM GIANG", SecrecyLevel.SECRET),
        ("TỈNH ỦY LAM GIANG  TUYỆT MẬT  ĐẢNG CỘNG SẢN VIỆT NAM", SecrecyLevel.HIGHEST),
        ("| UBND TỈNH A | MẬT | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |", SecrecyLevel.SECRET),
        ("MẬT Số: 5/BC-UBND", SecrecyLevel.SECRET),
        ("T0I MAT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", SecrecyLevel.TOP_SECRET),
    ],
)
def test_stamp_is_found_beside_other_words_of_the_header(stamp: str, level: SecrecyLevel, layout: str) -> None:
    mark = find_secrecy_mark(layout.format(stamp=stamp, number="Số: 12/KH-UBND"))
    assert mark is not None
    assert mark.level is level


@pytest.mark.parametrize("layout", ["{words}\n{number}\nKẾ HOẠCH\n", "{number}\n{words}\nKẾ HOẠCH\n"])
@pytest.mark.parametrize(
    "words",
    [
        "UBND XÃ MẬT SƠN",
        "UBND XÃ MẬT SƠN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "UBND XÃ MẬT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "BỆNH VIỆN MẮT TỈNH A",
        "BỆNH VIỆN MẮT",
        "SỞ Y TẾ BỆNH VIỆN MẮT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM",
        "BAN CƠ YẾU BẢO MẬT",
        "TỔ MẬT VỤ",
        "BỘ PHẬN CƠ MẬT",
        "Tổ mật vụ",
        "V/v bảo vệ bí mật nhà nước",
        "V/v tăng cường bảo mật",
        "về bảo vệ bí mật nhà nước",
        "Mật độ",
        "MẬT ĐỘ DÂN SỐ",
        "MẬT KHẨU",
        "mật thiết",
        "cơ mật",
        "Số: 12/KH-UBND về bảo mật",
        "Số: 12/KH-UBND V/v quản lý tài liệu mật",
        "Độ mật: Tuyệt mật, Tối mật, Mật",
        "xã Mật Sơn, ngày 5 tháng 6 năm 2025",
        "Mật Sơn, ngày 5 tháng 6 năm 2025",
        "BẢO MẬT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độ mật: không",
        "KẾ HOẠCH\nQUẢN LÝ TÀI LIỆU MẬT",
        "KẾ HOẠCH\nBẢO QUẢN VĂN BẢN MẬT",
        "KẾ HOẠCH\nTài liệu mật gửi qua đường cơ yếu, ngày 5 tháng 6",
    ],
)
def test_names_and_subjects_in_a_header_are_no_stamp(words: str, layout: str) -> None:
    assert find_secrecy_mark(layout.format(words=words, number="Số: 12/KH-UBND")) is None


def test_reading_carries_the_stamp_into_metadata_and_findings() -> None:
    document = read(HEADER + "TỐI MẬT\nKẾ HOẠCH\nCông tác năm 2026\n1. Nội dung.")
    assert document.metadata.secrecy.value == "tối mật"
    assert [finding.code for finding in document.problems] == ["secret"]
    assert document.secrecy_mark is not None
    span = document.secrecy_mark.span
    assert document.text[span.start : span.end] == "TỐI MẬT"
