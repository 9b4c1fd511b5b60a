"""The names of occasions: what a date is about, in words that a person would write. All sentences are invented."""

import pytest

from nhipcau.officialdocs import read

HEADER = "ỦY BAN NHÂN DÂN\nTỈNH LAM GIANG\nSố: 12/KH-UBND\nLam Giang, ngày 05 tháng 6 năm 2025\n\n{kind}\n{subject}\n\n"


def last_occasion(body: str, kind: str = "KẾ HOẠCH", subject: str = "Về công tác năm") -> str | None:
    return read(f"{HEADER.format(kind=kind, subject=subject)}{body}\n").dates[-1].what


@pytest.mark.parametrize(
    ("sentence", "occasion"),
    [
        (
            (
                "- Tuyên truyền đậm nét trước, trong và sau cuộc bầu cử đại biểu Quốc hội khóa XVI và đại "
                "biểu Hội đồng nhân dân các cấp nhiệm kỳ 2026 - 2031 vào ngày 15/3/2026."
            ),
            "cuộc bầu cử đại biểu Quốc hội khóa XVI và đại biểu Hội đồng nhân dân các cấp nhiệm kỳ 2026 - 2031",
        ),
        (
            "- Tổ chức Lễ hội Mừng nước thác Khuổi Ngần, ngày 12 tháng Hai âm lịch (tức ngày 30/3/2026).",
            "Lễ hội Mừng nước thác Khuổi Ngần",
        ),
        (
            "- Lễ hội Lồng Tồng, mồng 10 tháng Giêng âm lịch (nhằm ngày 26/02/2026) tại xã Na Lam.",
            "Lễ hội Lồng Tồng",
        ),
        (
            "- Chấp hành nghiêm Luật Bảo vệ bí mật nhà nước số 117/2025/QH15, có hiệu lực từ ngày 01/3/2026.",
            "Luật Bảo vệ bí mật nhà nước số 117/2025/QH15 có hiệu lực",
        ),
        (
            "- Phổ biến Luật sửa đổi, bổ sung một số điều của Luật Đất đai có hiệu lực thi hành kể từ ngày 01/01/2026.",
            "Luật sửa đổi, bổ sung một số điều của Luật Đất đai có hiệu lực",
        ),
        (
            (
                "1. Tổ chức thành công Ngày hội Văn hóa các dân tộc vùng Đông Bắc (từ ngày 07/7/2025 đến "
                "ngày 09/7/2025) tại thành phố."
            ),
            "Ngày hội Văn hóa các dân tộc vùng Đông Bắc",
        ),
        (
            '2- Phối hợp tổ chức Hội nghị "Gặp gỡ Nhật Bản - Đồng bằng sông Cửu Long" ngày 22/11/2025.',
            'Hội nghị "Gặp gỡ Nhật Bản - Đồng bằng sông Cửu Long"',
        ),
        (
            "3. Ngày 20/9/2025, Sở Du lịch tổ chức Lễ hội Hoa Tam giác mạch lần thứ X tại trung tâm xã Đồng Văn.",
            "Lễ hội Hoa Tam giác mạch lần thứ X",
        ),
        (
            "4. Đại hội đại biểu Đảng bộ tỉnh lần thứ XIX dự kiến diễn ra từ ngày 24/9/2025 đến ngày 26/9/2025.",
            "Đại hội đại biểu Đảng bộ tỉnh lần thứ XIX",
        ),
        (
            (
                "5. Từ ngày 01/10/2025 đến ngày 07/10/2025, triển khai Tuần lễ Học tập suốt đời, phát động "
                "phong trào đọc sách."
            ),
            "Tuần lễ Học tập suốt đời",
        ),
        (
            (
                "6. Tham mưu tổng kết 05 năm thực hiện Chương trình phối hợp tuyên truyền biển, đảo, hoàn "
                "thành trước ngày 30/11/2025."
            ),
            "Tham mưu tổng kết 05 năm thực hiện Chương trình phối hợp tuyên truyền biển, đảo",
        ),
        ('7. Mở chuyên mục "Biên giới hữu nghị" trên báo in từ ngày 01/8/2025.', "Biên giới hữu nghị"),
        (
            "8. Tuyên truyền Lễ hội Đền Mẫu và Hội chợ thương mại biên giới Việt - Trung ngày 05/11/2025.",
            "Hội chợ thương mại biên giới Việt - Trung",
        ),
        (
            "9. Kỳ họp thứ 5 Hội đồng nhân dân tỉnh khóa XVI khai mạc ngày 08/7/2025.",
            "Kỳ họp thứ 5 Hội đồng nhân dân tỉnh khóa XVI",
        ),
        (
            "10. Công an tỉnh ra quân tấn công, trấn áp tội phạm từ ngày 15/12/2025.",
            "Công an tỉnh ra quân tấn công, trấn áp tội phạm",
        ),
        ("11. Báo cáo kết quả về Sở Ngoại vụ trước ngày 20/12/2025.", "Báo cáo kết quả về Sở Ngoại vụ"),
        (
            "12. Ủy ban nhân dân các xã treo cờ Tổ quốc từ ngày 30/8/2025 đến hết ngày 03/9/2025.",
            "Ủy ban nhân dân các xã treo cờ Tổ quốc",
        ),
        (
            "15. Đoàn đại biểu tỉnh Vân Nam thăm, làm việc tại tỉnh ngày 18/10/2025.",
            "Đoàn đại biểu tỉnh Vân Nam thăm, làm việc tại tỉnh",
        ),
        ("16. Quy định này có hiệu lực từ ngày 15/11/2025.", "Quy định này có hiệu lực"),
        ("17. Thực hiện chiến dịch Mùa hè xanh năm 2025 trong tháng 7/2025.", "chiến dịch Mùa hè xanh năm 2025"),
        (
            "18. Giải Bóng chuyền hữu nghị biên giới được tổ chức vào ngày 10/12/2025 tại huyện.",
            "Giải Bóng chuyền hữu nghị biên giới",
        ),
        (
            (
                "19. Tổ chức lớp tập huấn nghiệp vụ thông tin đối ngoại cho phóng viên, biên tập viên các "
                "cơ quan báo chí trong ngày 25/9/2025."
            ),
            "lớp tập huấn nghiệp vụ thông tin đối ngoại cho phóng viên, biên tập viên các cơ quan báo chí",
        ),
        (
            '20. Khai mạc Triển lãm ảnh "Sắc màu biên cương" vào sáng ngày 02/9/2025.',
            'Triển lãm ảnh "Sắc màu biên cương"',
        ),
        ("22. Tuyên truyền Lễ hội hoa Tam giác mạch lần thứ X, tháng 11/2025.", "Lễ hội hoa Tam giác mạch lần thứ X"),
        (
            "23. Lãnh đạo tỉnh chủ trì cuộc họp rà soát công tác chuẩn bị Festival Biển, dự kiến vào ngày 14/6/2025.",
            "cuộc họp rà soát công tác chuẩn bị Festival Biển",
        ),
        ("24. Tổ chức Tháng hành động vì trẻ em từ ngày 01/6/2025 đến ngày 30/6/2025.", "Tháng hành động vì trẻ em"),
    ],
)
def test_a_date_is_named_after_what_happens_on_it(sentence: str, occasion: str) -> None:
    assert last_occasion(sentence) == occasion


def test_a_name_begins_and_ends_where_a_phrase_does() -> None:
    long = (
        "1. Nâng cao chất lượng, hiệu quả công tác thông tin đối ngoại của các cơ quan, đơn vị, địa phương trong tỉnh, "
        "nhất là ở vùng biên giới, hải đảo và vùng đồng bào dân tộc thiểu số trước ngày 20/12/2025."
    )
    name = last_occasion(long)
    assert name is not None
    assert name.startswith("Nâng cao chất lượng")
    assert len(name.split()) <= 18
    assert not name.endswith((",", "nhất", "và", "của", "trong"))


def test_the_day_of_an_invitation_is_named_after_what_it_invites_to() -> None:
    invitation = last_occasion(
        "Thời gian: 08 giờ 00, ngày 12/8/2025 (thứ Ba).", "GIẤY MỜI", "Dự Hội nghị sơ kết công tác biên giới"
    )
    assert invitation == "Hội nghị sơ kết công tác biên giới"


def test_the_row_of_a_table_gives_what_is_done() -> None:
    row = (
        "TT | Nội dung | Đơn vị | Thời gian\n1 | Tập huấn kiến thức đối ngoại cho cán bộ | Sở "
        "Ngoại vụ | Trước 30/9/2025"
    )
    assert last_occasion(row) == "Tập huấn kiến thức đối ngoại cho cán bộ"
