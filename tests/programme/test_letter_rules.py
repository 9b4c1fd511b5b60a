"""On which day a letter about a deadline goes out, around weekends and Tết."""

from datetime import date, timedelta

import pytest

from nhipcau.organisation.workdays import WorkCalendar
from nhipcau.programme.letter_rules import STEPS, day_of_step, deadlines_to_look_at, step_due

# 2026: Tết from Saturday 14 to Sunday 22 February (the 17th is the first day of the year).
WORKED = WorkCalendar().is_worked


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        pytest.param(
            date(2026, 3, 20), [date(2026, 3, 13), date(2026, 3, 19), date(2026, 3, 20), date(2026, 3, 23),
            date(2026, 3, 27)], id="a Friday",
        ),
        pytest.param(
            date(2026, 3, 22), [date(2026, 3, 13), date(2026, 3, 19), date(2026, 3, 20), date(2026, 3, 23),
            date(2026, 3, 27)], id="the Sunday after it",
        ),
        pytest.param(
            date(2026, 2, 18), [date(2026, 2, 6), date(2026, 2, 12), date(2026, 2, 13), date(2026, 2, 23),
            date(2026, 2, 27)], id="the second day of Tết",
        ),
        pytest.param(
            date(2027, 1, 1), [date(2026, 12, 24), date(2026, 12, 30), date(2026, 12, 31), date(2027, 1, 4),
            date(2027, 1, 8)], id="New Year's Day",
        ),
    ],
)  # fmt: skip
def test_letters_go_out_on_working_days_only(deadline: date, expected: list[date]) -> None:
    assert [day_of_step(deadline, step, WORKED) for step in STEPS] == expected


def test_a_letter_is_caught_up_for_two_working_days_and_the_latest_one_counts() -> None:
    deadline = date(2026, 3, 20)
    found = {
        day: step_due(deadline, date(2026, 3, day), WORKED) for day in (12, 13, 16, 17, 18, 19, 20, 22, 23, 25, 26)
    }
    assert found == {
        12: None, 13: 5, 16: 5, 17: 5, 18: None, 19: 1, 20: 0, 22: None, 23: -1, 25: -1, 26: None,
    }  # fmt: skip


def test_what_was_missed_before_tet_is_caught_up_after_it() -> None:
    assert step_due(date(2026, 2, 13), date(2026, 2, 23), WORKED) == -1
    assert step_due(date(2026, 2, 24), date(2026, 2, 23), WORKED) == 1


def test_each_deadline_of_a_year_has_each_of_its_letters_once_in_order() -> None:
    for count in range(365):
        deadline = date(2026, 1, 1) + timedelta(days=count)
        days = [day_of_step(deadline, step, WORKED) for step in STEPS]
        assert days == sorted(days)
        assert len(set(days)) == len(STEPS)
        assert all(WORKED(day) for day in days)
        assert dict(deadlines_to_look_at(days[0], WORKED))[deadline] == STEPS[0]


def test_an_office_that_never_works_gets_no_letters_and_no_endless_loop() -> None:
    assert deadlines_to_look_at(date(2026, 3, 10), lambda day: False) == []
