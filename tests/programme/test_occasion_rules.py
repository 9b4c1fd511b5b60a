"""On which day a yearly day falls, what is round, what comes before an occasion, what clashes."""

from datetime import date

import pytest

from nhipcau.programme.occasion_rules import Lead, clashes, day_in, lead_days, roundness


@pytest.mark.parametrize(
    ("calendar", "day", "month", "year", "expected"),
    [
        pytest.param("solar", 2, 9, 2027, date(2027, 9, 2), id="a solar day"),
        pytest.param("solar", 29, 2, 2027, date(2027, 2, 28), id="29 February in a common year"),
        pytest.param("solar", 31, 4, 2027, None, id="no such day"),
        pytest.param("lunar", 1, 1, 2026, date(2026, 2, 17), id="Tết of Bính Ngọ"),
        pytest.param("lunar", 1, 1, 2030, date(2030, 2, 2), id="Tết where China's is a day later"),
        pytest.param("lunar", 10, 3, 2027, date(2027, 4, 16), id="Giỗ Tổ"),
        pytest.param("lunar", 1, 1, 2300, None, id="beyond the tables"),
        pytest.param("solar", 1, 1, 9999, date(9999, 1, 1), id="the last year"),
    ],
)
def test_a_yearly_day_falls_on_its_day_of_the_year(
    calendar: str, day: int, month: int, year: int, expected: date | None
) -> None:
    assert day_in(calendar, day, month, year) == expected


def test_a_thirtieth_lunar_day_falls_on_the_last_of_a_short_month() -> None:
    for year in range(2020, 2035):
        found = day_in("lunar", 30, 12, year)
        new_year = day_in("lunar", 1, 1, year + 1)
        assert found is not None
        assert new_year is not None
        assert (new_year - found).days == 1


def test_tens_are_round_and_fives_half_round() -> None:
    found = {years: roundness(years) for years in (0, 5, 10, 71, 75, 80, None, -10)}
    assert found == {0: "", 5: "half_round", 10: "round", 71: "", 75: "half_round", 80: "round", None: "", -10: ""}


def test_what_has_to_be_ready_is_counted_back_from_the_first_day() -> None:
    steps = [Lead(0, "publish"), Lead(60, "plan"), Lead(14, "translations")]
    assert [(step.what, day) for step, day in lead_days(date(2026, 3, 3), steps)] == [
        ("plan", date(2026, 1, 2)),
        ("translations", date(2026, 2, 17)),
        ("publish", date(2026, 3, 3)),
    ]


def test_occasions_on_the_same_days_clash_but_not_with_a_whole_year() -> None:
    spans = [
        (1, date(2026, 5, 19), date(2026, 5, 19)),
        (2, date(2026, 5, 18), date(2026, 5, 20)),
        (3, date(2026, 1, 1), date(2026, 12, 31)),
        (4, date(2026, 5, 21), date(2026, 5, 21)),
    ]
    assert clashes(spans) == {2: [1], 1: [2]}
