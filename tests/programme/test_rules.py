"""Years, deadlines and days, on plain values."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.programme import rules
from nhipcau.programme.calendar_days import CalendarDays, calendar_days

TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("subject", "issued_on", "year"),
    [
        ("Công tác thông tin đối ngoại năm 2021", date(2020, 12, 30), 2021),
        ("Công tác thông tin đối ngoại", date(2021, 3, 30), 2021),
        ("Công tác TTĐN giai đoạn 2026 - 2030", date(2025, 12, 29), 2025),
        ("Festival Thăng Long, NĂM 2026", None, 2026),
        ("V/v năm 9999", None, 2026),
        ("", None, 2026),
    ],
)
def test_a_directive_makes_the_programme_of_the_year_it_names(subject: str, issued_on: date | None, year: int) -> None:
    assert rules.programme_year(subject, issued_on, TODAY) == year


@pytest.mark.parametrize(
    ("deadline", "state", "is_late", "is_soon"),
    [
        (date(2026, 3, 9), "planned", True, False),
        (date(2026, 3, 10), "planned", False, True),
        (date(2026, 3, 24), "under_way", False, True),
        (date(2026, 3, 25), "under_way", False, False),
        (date(2026, 3, 9), "done", False, False),
        (date(2026, 3, 9), "cancelled", False, False),
        (None, "planned", False, False),
    ],
)
def test_a_task_is_late_the_day_after_its_deadline_while_it_is_open(
    deadline: date | None, state: str, is_late: bool, is_soon: bool
) -> None:
    assert rules.is_late(deadline, state, TODAY) is is_late
    assert rules.is_due_soon(deadline, state, TODAY) is is_soon


@given(sentence=st.text(max_size=700))
def test_a_title_fits_its_column_on_one_line(sentence: str) -> None:
    title = rules.shorten(sentence)
    assert len(title) <= rules.LONGEST_TITLE + 2  # "ŉ" and its like grow when they are raised
    assert title == " ".join(title.split())


def test_a_long_sentence_is_cut_between_words() -> None:
    assert rules.shorten("từ " * 200).endswith("từ…")
    assert len(rules.shorten("từ " * 200)) <= rules.LONGEST_TITLE


@given(day=st.dates(date(1900, 1, 1), date(2100, 12, 31)), today=st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_yearly_day_comes_next_within_a_year(day: date, today: date) -> None:
    comes = rules.next_occurrence(day, today)
    assert 0 <= (comes - today).days <= 366
    assert comes.month == day.month


ROWS = [
    # role, start, end, years named, result
    ("anniversary", "1941-01-28", "2021-01-28", None, ("2021-01-28", "2021-01-28", 1941)),
    ("anniversary", "1961-02-01", "2021-02-28", None, ("2021-02-01", "2021-02-28", 1961)),
    ("anniversary", "1950-01-01", "2021-12-31", None, ("2021-01-01", "2021-12-31", 1950)),
    ("anniversary", "1945-09-02", "1945-09-02", None, ("2021-09-02", "2021-09-02", 1945)),
    ("anniversary", "2021-09-02", "2021-09-02", 76, ("2021-09-02", "2021-09-02", 1945)),
    ("anniversary", "2021-09-02", "2021-09-02", None, ("2021-09-02", "2021-09-02", None)),
    ("anniversary", "1960-02-29", "1960-02-29", None, ("2021-02-28", "2021-02-28", 1960)),
    ("event", "2021-10-16", "2021-10-20", None, ("2021-10-16", "2021-10-20", None)),
    ("event", "2022-01-10", "2022-01-10", None, ("2022-01-10", "2022-01-10", None)),
    ("event", "2021-10-20", "2021-10-16", None, ("2021-10-16", "2021-10-20", None)),
    ("event", "2019-07-01", "2019-07-01", None, None),
    ("period", "2021-01-01", "2026-12-31", None, None),
    ("deadline", "2021-04-30", "2021-04-30", None, None),
    ("signing", "2021-03-30", "2021-03-30", None, None),
]


@pytest.mark.parametrize(("role", "start", "end", "years", "expected"), ROWS)
def test_dates_of_a_directive_find_their_days_in_the_calendar(
    role: str, start: str, end: str, years: int | None, expected: tuple[str, str, int | None] | None
) -> None:
    days = calendar_days(role, date.fromisoformat(start), date.fromisoformat(end), years=years, year=2021)
    wanted = (
        CalendarDays(date.fromisoformat(expected[0]), date.fromisoformat(expected[1]), expected[2])
        if expected
        else None
    )
    assert days == wanted


DAYS = st.dates(date(1800, 1, 1), date(2100, 12, 31))


@given(
    role=st.sampled_from(["anniversary", "event", "period"]),
    start=DAYS,
    end=DAYS,
    years=st.none() | st.integers(1, 200),
    year=st.integers(2000, 2050),
)
def test_no_date_gives_days_in_the_wrong_order(role: str, start: date, end: date, years: int | None, year: int) -> None:
    days = calendar_days(role, start, end, years=years, year=year)
    assert days is None or (days.starts_on <= days.ends_on and days.ends_on.year >= year)


def test_periods_overlap_when_they_share_a_day() -> None:
    a, b, c = date(2026, 1, 1), date(2026, 1, 15), date(2026, 1, 31)
    assert rules.overlaps(a, b, b, c)
    assert not rules.overlaps(a, a, b, c)
