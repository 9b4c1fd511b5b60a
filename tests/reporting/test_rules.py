"""When a period begins and ends, until when one may file, and when a report is late."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.reporting.rules import (
    MONTHS_IN,
    Period,
    days_late,
    is_expected,
    last_day_to_file,
    local_day,
    next_period,
    period_containing,
    period_to_file,
    periods_between,
    previous_period,
)

HANOI_TIME = ZoneInfo("Asia/Ho_Chi_Minh")

days = st.dates(date(1999, 1, 1), date(2101, 12, 31))
# Nine months and reports on request leave days between their periods.
frequencies = st.sampled_from(["month", "quarter", "half-year", "year"])
days_of_month = st.integers(1, 31)


@pytest.mark.parametrize(
    ("day", "frequency", "cut_off", "start", "end"),
    [
        pytest.param(date(2026, 3, 14), "month", 14, date(2026, 2, 15), date(2026, 3, 14), id="the 14th closes March"),
        pytest.param(date(2026, 3, 15), "month", 14, date(2026, 3, 15), date(2026, 4, 14), id="the 15th opens April"),
        pytest.param(date(2026, 1, 3), "month", 14, date(2025, 12, 15), date(2026, 1, 14), id="across New Year"),
        pytest.param(
            date(2026, 12, 20), "month", 14, date(2026, 12, 15), date(2027, 1, 14), id="December into January"
        ),
        pytest.param(
            date(2026, 2, 10), "month", 31, date(2026, 2, 1), date(2026, 2, 28), id="31 is the calendar month"
        ),
        pytest.param(
            date(2028, 2, 29), "month", 30, date(2028, 1, 31), date(2028, 2, 29), id="leap day closes February"
        ),
        pytest.param(date(2026, 3, 1), "month", 30, date(2026, 3, 1), date(2026, 3, 30), id="after a short February"),
        pytest.param(date(2026, 1, 1), "quarter", 14, date(2025, 12, 15), date(2026, 3, 14), id="first quarter"),
        pytest.param(date(2026, 3, 15), "quarter", 14, date(2026, 3, 15), date(2026, 6, 14), id="second quarter"),
        pytest.param(date(2026, 6, 14), "half-year", 14, date(2025, 12, 15), date(2026, 6, 14), id="first half-year"),
        pytest.param(date(2026, 12, 14), "year", 14, date(2025, 12, 15), date(2026, 12, 14), id="the year"),
        pytest.param(date(2026, 12, 15), "year", 14, date(2026, 12, 15), date(2027, 12, 14), id="the year after"),
        pytest.param(date(2026, 5, 5), "year", 31, date(2026, 1, 1), date(2026, 12, 31), id="the calendar year"),
    ],
)
def test_a_day_is_counted_in_its_period(day: date, frequency: str, cut_off: int, start: date, end: date) -> None:
    assert period_containing(day, frequency, cut_off_day=cut_off) == Period(start, end)


@given(days, frequencies, days_of_month)
def test_periods_tile_time_without_gap_or_overlap(day: date, frequency: str, cut_off: int) -> None:
    period = period_containing(day, frequency, cut_off_day=cut_off)
    after = next_period(period, frequency, cut_off_day=cut_off)

    assert day in period
    assert after.start == period.end + timedelta(days=1)
    assert previous_period(after, frequency, cut_off_day=cut_off) == period
    assert period_containing(period.start, frequency, cut_off_day=cut_off) == period
    assert period_containing(period.end, frequency, cut_off_day=cut_off) == period


@given(st.integers(2000, 2100), days_of_month, st.sampled_from(["quarter", "half-year", "year"]))
def test_longer_periods_are_made_of_whole_months(year: int, cut_off: int, frequency: str) -> None:
    whole = period_containing(date(year, 1, 1), frequency, cut_off_day=cut_off)
    months = list(periods_between(whole.start, whole.end, "month", cut_off_day=cut_off))

    assert len(months) == MONTHS_IN[frequency]
    assert (months[0].start, months[-1].end) == (whole.start, whole.end)


@pytest.mark.parametrize(
    ("cut_off", "due_before", "due_month", "frequency", "expected"),
    [
        pytest.param(14, 20, None, "month", date(2026, 3, 19), id="before the 20th is by the end of the 19th"),
        pytest.param(19, 20, None, "month", date(2026, 3, 19), id="counted to the last day to file"),
        pytest.param(20, 20, None, "month", date(2026, 4, 19), id="counted to the due day: the next month"),
        pytest.param(31, 5, None, "month", date(2026, 4, 4), id="calendar month, before the 5th of the next"),
        pytest.param(14, 1, None, "month", date(2026, 3, 31), id="before the 1st is the last of the month"),
        pytest.param(30, 31, None, "month", date(2026, 3, 30), id="before the 31st"),
        pytest.param(14, 20, None, "quarter", date(2026, 3, 19), id="a quarter"),
        pytest.param(14, 15, 12, "year", date(2026, 12, 14), id="before 15 December every year"),
        pytest.param(14, 30, 11, "year", date(2026, 11, 29), id="before the year is over"),
        pytest.param(14, 15, 1, "year", date(2027, 1, 14), id="in January of the next year"),
    ],
)
def test_the_last_day_to_file(
    cut_off: int, due_before: int, due_month: int | None, frequency: str, expected: date
) -> None:
    period = period_containing(date(2026, 3, 10), frequency, cut_off_day=cut_off)

    assert last_day_to_file(period, cut_off_day=cut_off, due_before_day=due_before, due_month=due_month) == expected


@pytest.mark.parametrize(
    ("frequency", "days", "last_days"),
    [
        ("half-year", [(20, 6), (20, 12)], [date(2026, 6, 19), date(2026, 12, 19), date(2027, 6, 19)]),
        ("half-year", [(10, 6), (5, 12)], [date(2026, 6, 9), date(2026, 12, 4), date(2027, 6, 9)]),
        ("half-year", [(5, 1), (5, 7)], [date(2026, 7, 4), date(2027, 1, 4), date(2027, 7, 4)]),
        ("six-month", [(10, 6)], [date(2026, 6, 9), date(2027, 6, 9), date(2028, 6, 9)]),
        ("quarter", [(1, 3), (1, 6), (1, 9), (1, 12)], [date(2026, 2, 28), date(2026, 5, 31), date(2026, 8, 31)]),
    ],
)
def test_days_of_the_year_are_those_nearest_to_the_ends_of_the_periods(
    frequency: str, days: list[tuple[int, int]], last_days: list[date]
) -> None:
    period = period_containing(date(2026, 1, 1), frequency, cut_off_day=14)
    found = []
    for _number in range(3):
        found.append(last_day_to_file(period, cut_off_day=14, due_before_day=20, due_days=days))
        period = next_period(period, frequency, cut_off_day=14)
    assert found == last_days


def test_in_february_a_due_day_that_it_lacks_is_its_last_day() -> None:
    february = period_containing(date(2026, 2, 10), "month", cut_off_day=14)

    assert last_day_to_file(february, cut_off_day=14, due_before_day=31) == date(2026, 2, 28)


@given(days, frequencies, days_of_month, days_of_month)
def test_nobody_has_to_file_before_the_last_counted_day(
    day: date, frequency: str, cut_off: int, due_before: int
) -> None:
    period = period_containing(day, frequency, cut_off_day=cut_off)
    due = last_day_to_file(period, cut_off_day=cut_off, due_before_day=due_before)

    assert period.end <= due <= period.end + timedelta(days=61)


@pytest.mark.parametrize(
    ("today", "end"),
    [
        pytest.param(date(2026, 3, 1), date(2026, 3, 14), id="while it is counted"),
        pytest.param(date(2026, 3, 16), date(2026, 3, 14), id="between the last counted day and the due day"),
        pytest.param(date(2026, 3, 19), date(2026, 3, 14), id="on the last day to file"),
        pytest.param(date(2026, 3, 20), date(2026, 4, 14), id="after it the next one"),
    ],
)
def test_the_report_to_write_is_the_next_one_due(today: date, end: date) -> None:
    def due_on(period: Period) -> date:
        return last_day_to_file(period, cut_off_day=14, due_before_day=20)

    assert period_to_file(today, "month", cut_off_day=14, due_on=due_on).end == end


@given(days, frequencies, days_of_month, days_of_month, st.none() | st.integers(1, 12))
def test_the_report_to_write_is_never_due_in_the_past(
    today: date, frequency: str, cut_off: int, due_before: int, due_month: int | None
) -> None:
    month = due_month if frequency == "year" else None

    def due_on(period: Period) -> date:
        return last_day_to_file(period, cut_off_day=cut_off, due_before_day=due_before, due_month=month)

    period = period_to_file(today, frequency, cut_off_day=cut_off, due_on=due_on)

    assert due_on(period) >= today


@pytest.mark.parametrize(
    ("moment", "late"),
    [
        pytest.param(datetime(2026, 3, 19, 16, 59, 59, tzinfo=UTC), 0, id="23:59:59 on the 19th in Hà Nội"),
        pytest.param(datetime(2026, 3, 19, 17, 0, 0, tzinfo=UTC), 1, id="midnight in Hà Nội, still the 19th in London"),
        pytest.param(datetime(2026, 3, 21, 3, 0, 0, tzinfo=UTC), 2, id="two days later"),
    ],
)
def test_lateness_begins_at_midnight_in_the_office(moment: datetime, late: int) -> None:
    assert days_late(date(2026, 3, 19), on=local_day(moment, HANOI_TIME)) == late


def test_a_duty_asks_for_the_periods_that_end_in_its_life() -> None:
    march = period_containing(date(2026, 3, 1), "month", cut_off_day=14)

    assert is_expected(march, begins_on=date(2026, 3, 14), ends_on=None)
    assert not is_expected(march, begins_on=date(2026, 3, 15), ends_on=None)
    assert is_expected(march, begins_on=date(2026, 1, 1), ends_on=date(2026, 3, 14))
    assert not is_expected(march, begins_on=date(2026, 1, 1), ends_on=date(2026, 3, 13))
