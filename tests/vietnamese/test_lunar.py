"""Days of the lunar calendar as days of the solar one."""

from datetime import date

import pytest

from nhipcau.vietnamese.lunar import lunar_day


@pytest.mark.parametrize(
    ("day", "month", "year", "expected"),
    [
        pytest.param(1, 1, 2025, date(2025, 1, 29), id="Tết Ất Tỵ"),
        pytest.param(1, 1, 2026, date(2026, 2, 17), id="Tết Bính Ngọ"),
        pytest.param(10, 3, 2026, date(2026, 4, 26), id="Giỗ Tổ Hùng Vương"),
        pytest.param(15, 8, 2026, date(2026, 9, 25), id="rằm tháng Tám"),
        pytest.param(30, 12, 2023, date(2024, 2, 9), id="the last 30th of a twelfth month for eight years"),
    ],
)
def test_lunar_days_become_solar_ones(day, month, year, expected):
    assert lunar_day(day, month, year) == expected


@pytest.mark.parametrize(("day", "month", "year"), [(30, 12, 2025), (31, 1, 2026), (1, 13, 2026), (0, 1, 2026)])
def test_a_day_that_its_month_has_not_is_none(day, month, year):
    assert lunar_day(day, month, year) is None
