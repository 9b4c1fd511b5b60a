"""On which day a yearly day falls, what is round, what comes before an occasion, what clashes."""

from datetime import date
from itertools import pairwise

import pytest

from nhipcau.programme.occasion_rules import Lead, clashes, day_in, days_in, lead_days, roundness


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
        pytest.param("lunar", 15, 8, 2025, date(2025, 10, 6), id="after a leap sixth month"),
        pytest.param("lunar", 15, 6, 2025, date(2025, 7, 9), id="in the month before its leap twin"),
        pytest.param("lunar", 1, 1, 2034, date(2034, 2, 19), id="after the leap eleventh month of 2033"),
        pytest.param("lunar", 30, 6, 2025, date(2025, 7, 24), id="the 30th before a leap month"),
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


@pytest.mark.parametrize(
    ("day", "month", "year", "expected"),
    [
        pytest.param(23, 12, 2026, [date(2026, 2, 10)], id="the Kitchen Gods of the old lunar year"),
        pytest.param(1, 12, 2024, [date(2024, 1, 11), date(2024, 12, 31)], id="twice"),
        pytest.param(1, 12, 2025, [], id="not at all"),
        pytest.param(1, 1, 2026, [date(2026, 2, 17)], id="once, as a rule"),
    ],
)
def test_a_lunar_day_falls_into_the_solar_year_that_it_is_lived_in(
    day: int, month: int, year: int, expected: list[date]
) -> None:
    assert days_in("lunar", day, month, year) == expected


def test_over_sixty_years_no_lunar_day_is_lost_or_doubled() -> None:
    for day, month in ((1, 1), (15, 8), (23, 12), (30, 11), (1, 12)):
        found = [one for year in range(1990, 2050) for one in days_in("lunar", day, month, year)]
        assert found == sorted(set(found))
        gaps = {(after - before).days for before, after in pairwise(found)}
        # A common lunar year and one with a leap month.
        assert min(gaps) >= 353
        assert max(gaps) <= 385


def test_clashes_are_seen_over_the_end_of_the_year_and_on_29_february() -> None:
    spans = [
        (1, date(2027, 12, 30), date(2028, 1, 2)),
        (2, date(2028, 1, 2), date(2028, 1, 2)),
        (3, date(2028, 2, 28), date(2028, 3, 1)),
        (4, date(2028, 2, 29), date(2028, 2, 29)),
        (5, date(2028, 1, 3), date(2028, 1, 3)),
    ]
    assert clashes(spans) == {1: [2], 2: [1], 3: [4], 4: [3]}


def test_of_many_on_the_same_days_each_names_all_others() -> None:
    spans = [(key, date(2026, 5, 1 + key), date(2026, 5, 10)) for key in range(5)]
    found = clashes(spans)
    assert {key: set(others) for key, others in found.items()} == {key: set(range(5)) - {key} for key in range(5)}


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
