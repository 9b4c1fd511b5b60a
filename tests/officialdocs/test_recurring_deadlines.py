"""Periodic duties, in all the ways in which their frequency is said. All names are invented."""

import pytest

from nhipcau.officialdocs import read

HEADER = (
    "ỦY BAN NHÂN DÂN\nTỈNH LAM GIANG\nSố: 12/KH-UBND\nLam Giang, ngày 05 tháng 6 năm 2025\n\n"
    "KẾ HOẠCH\nVề công tác năm\n\n"
)


def duties(body: str) -> list[str]:
    """Each duty as "day/month every", in a fixed order; "-" where the text states no day or month."""
    found = read(f"{HEADER}1. {body}\n").recurring_deadlines
    return sorted(f"{duty.day or '-'}/{duty.month or '-'} {' '.join(duty.every)}" for duty in found)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Sở A tổng hợp tình hình, báo cáo Chủ tịch UBND tỉnh trước 16 giờ 00 hằng ngày.", ["-/- day"]),
        ("Các đơn vị báo cáo định kỳ hằng tháng (trước ngày 15) về Sở A.", ["15/- month"]),
        ("Sở A chuẩn bị hội nghị tổng kết, xong trước ngày 10 tháng 12 hằng năm.", ["10/12 year"]),
        ("Văn phòng tổng hợp, báo cáo Trưởng Ban trước 6 giờ và 17 giờ hằng ngày.", ["-/- day"]),
        ("Đài phát bản tin hằng ngày về mưa lũ.", ["-/- day"]),
        ("Thường trực Liên hiệp hằng quý họp kiểm điểm.", ["-/- quarter"]),
        ("Văn phòng xuất bản bản tin 03 tháng/số.", ["-/- quarter"]),
        (
            "Các hội báo cáo 6 tháng đầu năm (trước ngày 05/6), cả năm (trước ngày 25/11).",
            ["25/11 year", "5/6 half-year"],
        ),
        ("Sở A thực hiện chế độ báo cáo tuần, tháng, quý.", ["-/- week month quarter"]),
        ("Vào ngày làm việc cuối cùng của tháng, Sở A gửi báo cáo số liệu.", ["-/- month"]),
        ("Sở A báo cáo nhanh hằng ngày trước 15 giờ.", ["-/- day"]),
        ("Tháng 11 hằng năm, Sở A tổng kết, báo cáo UBND tỉnh.", ["-/- year"]),
        ("Ngày 30 hằng tháng, ngày 25 tháng cuối quý, Sở A gửi báo cáo.", ["25/- quarter", "30/- month"]),
        ("Các đơn vị định kỳ 06 tháng và hằng năm báo cáo về Sở A.", ["-/- half-year year"]),
        ("Các đơn vị báo cáo hằng quý (trước ngày 20 của tháng cuối quý).", ["20/- quarter"]),
        ("Các đơn vị báo cáo 6 tháng trước ngày 15/6, báo cáo năm trước ngày 15/12.", ["15/12 year", "15/6 half-year"]),
        ("Các đơn vị báo cáo 6 tháng trước 15/6, báo cáo năm trước 15/12.", ["15/12 year", "15/6 half-year"]),
        ("Các đơn vị gửi báo cáo trước 15 giờ thứ Sáu hằng tuần.", ["-/- week"]),
        ("Sở A cung cấp thông tin cho báo chí vào ngày 25 hằng tháng.", ["25/- month"]),
        ("Ban Chỉ đạo họp mỗi quý một lần.", ["-/- quarter"]),
        ("Ban Chỉ đạo họp định kỳ 03 tháng/lần.", ["-/- quarter"]),
        ("Ban Chỉ đạo họp định kỳ 6 tháng một lần.", ["-/- half-year"]),
        ("Các đơn vị báo cáo hàng tháng về Sở A.", ["-/- month"]),
        ("Các đơn vị báo cáo hằng tháng, hằng quý, 6 tháng và năm về Sở A.", ["-/- month quarter half-year year"]),
        ("Định kỳ trước 20 hằng tháng, quý, năm, các đơn vị báo cáo Sở A.", ["20/- month quarter year"]),
        (
            (
                "Báo cáo quý gửi trước ngày 15 tháng cuối quý; báo cáo 6 tháng gửi trước ngày 15 tháng 6; báo "
                "cáo năm gửi trước ngày 15 tháng 12 về Sở A."
            ),
            ["15/- quarter", "15/12 year", "15/6 half-year"],
        ),
        (
            (
                "Các sở gửi báo cáo về Sở A trước ngày 20/6 (đối với báo cáo 6 tháng) và trước ngày 20/12 (đối "
                "với báo cáo năm)."
            ),
            ["20/12 year", "20/6 half-year"],
        ),
        ("Hằng năm, trước ngày 30 tháng 11, Sở A báo cáo kết quả về Bộ B.", ["30/11 year"]),
        ("Trước ngày 30 tháng 11 hàng năm, Sở A báo cáo kết quả về Bộ B.", ["30/11 year"]),
        ("Các đài truyền thanh phát tin mỗi tuần ít nhất 02 lần.", ["-/- week"]),
        ("Chậm nhất vào ngày 05 hằng tháng, các đơn vị gửi số liệu về Sở A.", ["5/- month"]),
        ("Các đơn vị gửi báo cáo trước ngày 05 và ngày 20 hằng tháng.", ["20/- month", "5/- month"]),
        (
            (
                "Hàng năm, các bộ, ngành và Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương báo cáo kết "
                "quả thực hiện về Bộ A."
            ),
            ["-/- year"],
        ),
        ("Hằng quý, Công an tỉnh rà soát địa bàn.", ["-/- quarter"]),
        ("Hằng năm, bồi dưỡng nghiệp vụ cho cộng tác viên.", ["-/- year"]),
        ("Hội A duy trì mô hình; hằng năm bình xét, biểu dương điển hình.", ["-/- year"]),
        ("Hằng năm, tỉnh đón khoảng 2 triệu lượt khách.", []),
        ("Xây dựng chuyên mục bằng tiếng Mông, phát sóng mỗi tháng 02 lần.", ["-/- month"]),
        ("Báo A xuất bản phụ trương 01 kỳ/tháng.", ["-/- month"]),
        ("Đài B phát sóng chuyên mục đối ngoại, 2 số/tháng.", ["-/- month"]),
        ("Sở A cập nhật ít nhất 10 tin, bài mỗi tuần.", ["-/- week"]),
        ("Ban Chỉ đạo họp một quý một lần.", ["-/- quarter"]),
        ("Mạng lưới đã đăng 10 tin, bài mỗi tuần.", []),
        ("Loa truyền thanh phát 02 lượt/ngày.", []),
        (
            "Các đơn vị báo cáo 06 tháng, hằng năm về Sở A trước ngày 15/6 và 15/12.",
            ["15/12 year", "15/6 half-year"],
        ),
        ("Hằng tháng, Sở A tổng hợp tình hình, gửi Ban B.", ["-/- month"]),
        ("Chế độ giao ban: giao ban báo chí định kỳ hằng tuần vào sáng thứ Ba.", ["-/- week"]),
        ("Định kỳ hằng quý, trước ngày 25 của tháng cuối quý, các đơn vị báo cáo về Sở A.", ["25/- quarter"]),
        (
            "Báo cáo định kỳ tháng: trước ngày 20 hằng tháng; báo cáo quý: trước ngày 20 của tháng cuối quý.",
            ["20/- month", "20/- quarter"],
        ),
        (
            "Các đơn vị định kỳ 6 tháng (trước ngày 10/6), 01 năm (trước ngày 10/12) báo cáo Sở A.",
            ["10/12 year", "10/6 half-year"],
        ),
        ("Sở A kiểm tra tối thiểu 01 lần/quý và báo cáo UBND tỉnh.", ["-/- quarter"]),
        ("Sở A rà soát danh mục định kỳ 02 năm một lần.", ["-/- year"]),
        ("Các xã báo cáo bằng văn bản về Sở A vào ngày 15 tháng cuối của quý.", ["15/- quarter"]),
        (
            (
                "Các đơn vị báo cáo tuần (trước 10 giờ thứ Năm), tháng (trước ngày 20) và năm (trước ngày "
                "05/12) về Sở A."
            ),
            ["-/- week", "20/- month", "5/12 year"],
        ),
        (
            (
                "Thời hạn gửi báo cáo: Chậm nhất ngày 18 hằng tháng đối với báo cáo tháng; ngày 18 tháng 6 đối "
                "với báo cáo 6 tháng; ngày 18 tháng 12 đối với báo cáo năm."
            ),
            ["18/- month", "18/12 year", "18/6 half-year"],
        ),
        ("Ban Thường vụ họp thường kỳ mỗi tháng một lần, họp bất thường khi cần.", ["-/- month"]),
        ("Các đơn vị báo cáo kết quả thực hiện theo quý, năm về Sở A.", ["-/- quarter year"]),
        ("Cập nhật số liệu hằng ngày trên Hệ thống và báo cáo khi có yêu cầu.", ["-/- day"]),
        ("Trước ngày 10 tháng đầu tiên của quý tiếp theo, các đơn vị gửi báo cáo quý về Sở A.", ["10/- quarter"]),
        ("Chế độ báo cáo: Định kỳ vào ngày 20 của tháng cuối mỗi quý, các địa phương báo cáo Sở A.", ["20/- quarter"]),
        ("Tổ giúp việc báo cáo hằng tuần (vào ngày thứ Sáu), hằng tháng (vào ngày 25).", ["-/- week", "25/- month"]),
    ],
)
def test_a_duty_is_read_with_its_day_and_frequency(body: str, expected: list[str]) -> None:
    assert duties(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "Sở A bố trí kinh phí trong dự toán ngân sách hằng năm.",
        "Sở A xây dựng kế hoạch hằng năm.",
        "Sở A đưa nội dung vào chương trình công tác hằng năm.",
        "Các đơn vị báo cáo kết quả trước ngày 15/12/2025.",
        "Đài phát thanh phát sóng chuyên mục hằng ngày.",
    ],
)
def test_what_is_yearly_without_being_a_duty_is_none(body: str) -> None:
    assert duties(body) == []


def test_a_period_that_begins_a_line_behind_a_comma_goes_on_with_the_sentence() -> None:
    assert duties(
        "Các đơn vị báo cáo hằng tháng (trước ngày 20),\n6 tháng (trước ngày 10/6) và năm (trước ngày 05/12)."
    ) == [
        "10/6 half-year",
        "20/- month",
        "5/12 year",
    ]
    found = read(f"{HEADER}1. Các đơn vị báo cáo hằng tháng (trước ngày 20),\n6 tháng (trước ngày 10/6) về Sở A.\n")
    assert len(found.provisions) == 1
