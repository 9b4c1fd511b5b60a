"""Times without a day of their own year: days of both calendars, months, quarters, relative spans. All invented."""

from datetime import date

import pytest

from nhipcau.officialdocs import read

HEADER = (
    "ỦY BAN NHÂN DÂN\nTỈNH LAM GIANG\nSố: 12/KH-UBND\nLam Giang, ngày {day} năm 2026\n\n"
    "KẾ HOẠCH\nVề công tác đối ngoại\n\n"
)


def times(body: str, day: str) -> list[str]:
    """Each as "form start end doubt role"; "-" for no doubt."""
    found = read(f"{HEADER.format(day=day)}1. {body}\n").further_dates
    return [f"{one.form} {one.start} {one.end} {one.doubt or '-'} {one.role}" for one in found]


@pytest.mark.parametrize(
    ("body", "day", "expected"),
    [
        (
            "Tổ chức lễ kỷ niệm ngày 20/11 tại trường.",
            "05 tháng 6",
            ["day_without_year 2026-11-20 2026-11-20 year_inferred event"],
        ),
        (
            "Báo cáo trước ngày 15 tháng 9.",
            "05 tháng 6",
            ["day_without_year 2026-09-15 2026-09-15 year_inferred deadline"],
        ),
        (
            "Giỗ Tổ Hùng Vương (mồng 10 tháng 3 âm lịch).",
            "05 tháng 01",
            ["lunar 2026-04-26 2026-04-26 year_inferred event"],
        ),
        ("Lễ hội rằm tháng Giêng năm Bính Ngọ.", "05 tháng 01", ["lunar 2026-03-03 2026-03-03 - event"]),
        ("Chào đón Tết Nguyên đán Bính Ngọ 2026.", "05 tháng 01", ["lunar 2026-02-17 2026-02-17 - event"]),
        ("Lễ hội vào ngày 8/2 năm Bính Ngọ.", "05 tháng 01", ["lunar 2026-03-26 2026-03-26 - event"]),
        ("Khai hội ngày 10/3/2026 (âm lịch).", "05 tháng 01", ["lunar 2026-04-26 2026-04-26 - event"]),
        (
            "Tổ chức tập huấn trong quý II.",
            "05 tháng 01",
            ["quarter_without_year 2026-04-01 2026-06-30 year_inferred period"],
        ),
        ("Kết quả 9 tháng đầu năm.", "05 tháng 10", ["part_of_year 2026-01-01 2026-09-30 year_inferred period"]),
        (
            "Hoàn thành trong tháng 9.",
            "05 tháng 6",
            ["month_without_year 2026-09-01 2026-09-30 year_inferred deadline"],
        ),
        (
            "Tuyên truyền từ ngày 01 đến 05/6 trên địa bàn.",
            "05 tháng 5",
            ["day_without_year 2026-06-01 2026-06-05 year_inferred event"],
        ),
        (
            "Trực các ngày 3, 4 và 5/7 tại trụ sở.",
            "05 tháng 6",
            [
                "day_without_year 2026-07-03 2026-07-03 year_inferred event",
                "day_without_year 2026-07-04 2026-07-04 year_inferred event",
                "day_without_year 2026-07-05 2026-07-05 year_inferred event",
            ],
        ),
        (
            "Tuyên truyền kỷ niệm năm tròn, năm lẻ năm ngày thiết lập quan hệ ngoại giao.",
            "05 tháng 6",
            ["round_years 2026-01-01 2026-12-31 year_inferred anniversary"],
        ),
        (
            "Gửi hồ sơ trong thời hạn 05 ngày làm việc kể từ ngày nhận đủ hồ sơ.",
            "05 tháng 6",
            ["relative None None - deadline"],
        ),
        ("Ngày 31/02 không có.", "05 tháng 6", ["day_without_year None None impossible_date event"]),
        (
            "Báo cáo tháng trước ngày 15/01.",
            "05 tháng 12",
            ["day_without_year 2027-01-15 2027-01-15 year_inferred deadline"],
        ),
        (
            "Kỷ niệm 136 năm Ngày sinh Chủ tịch Hồ Chí Minh (ngày 19/5).",
            "05 tháng 01",
            ["day_without_year 2026-05-19 2026-05-19 year_inferred anniversary"],
        ),
    ],
)
def test_a_time_is_read_with_what_was_concluded(body: str, day: str, expected: list[str]) -> None:
    assert times(body, day) == expected


@pytest.mark.parametrize(
    "body",
    [
        "Báo cáo trước ngày 20 hằng tháng.",
        "Họp ngày 12/6/2026 và ngày 02/9/2026, trong quý II/2026, 6 tháng đầu năm 2026.",
        "Chào mừng 10 năm thành lập; tỷ lệ 3/4.",
        "Theo Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư trong quý II.",
    ],
)
def test_whole_dates_duties_and_titles_are_not_told_again(body: str) -> None:
    assert times(body, "05 tháng 6") == []


def test_a_lunar_day_with_its_year_is_no_day_of_the_solar_calendar() -> None:
    document = read(f"{HEADER.format(day='05 tháng 01')}1. Khai hội ngày 10/3/2026 (âm lịch).\n")
    assert date(2026, 3, 10) not in [one.start for one in document.dates]
    assert document.further_dates[0].start == date(2026, 4, 26)


def test_nothing_is_concluded_without_any_year() -> None:
    found = read("KẾ HOẠCH\nVề công tác\n1. Họp ngày 20/11.\n").further_dates
    assert [(one.start, one.doubt) for one in found] == [(None, "missing")]
