"""How a task stands, when a returning deadline comes, how money is counted."""

from datetime import date

import pytest

from nhipcau.programme.task_rules import due_days, next_due, occurrences, sensible_deadline, share, status

TODAY = date(2026, 3, 10)
MONTHLY = due_days(date(2026, 1, 20), "month", date(2026, 5, 31))


@pytest.mark.parametrize(
    ("state", "deadline", "activities", "expected"),
    [
        pytest.param("planned", None, 0, "planned", id="nothing happened"),
        pytest.param("planned", None, 1, "under_way", id="something was done, whatever was chosen"),
        pytest.param("under_way", date(2026, 3, 9), 5, "late", id="the deadline has passed"),
        pytest.param("under_way", TODAY, 5, "under_way", id="the last day is not late"),
        pytest.param("done", date(2026, 3, 9), 1, "done", id="done with evidence"),
        pytest.param("done", date(2026, 3, 9), 0, "claimed", id="called done, nothing behind it"),
        pytest.param("cancelled", date(2026, 3, 9), 3, "cancelled", id="cancelled"),
    ],
)
def test_a_status_comes_from_what_happened(state: str, deadline: date | None, activities: int, expected: str) -> None:
    assert status(state, deadline, activities, TODAY) == expected


@pytest.mark.parametrize(
    ("first", "frequency", "expected"),
    [
        (date(2026, 1, 31), "month", [(1, 31), (2, 28), (3, 31), (4, 30)]),
        (date(2026, 1, 20), "quarter", [(1, 20), (4, 20)]),
        (date(2026, 1, 20), "year", [(1, 20)]),
        (date(2026, 1, 20), "", [(1, 20)]),
        (date(2027, 1, 1), "month", []),
    ],
)
def test_deadlines_return_on_their_day_or_the_months_last(
    first: date, frequency: str, expected: list[tuple[int, int]]
) -> None:
    assert [(day.month, day.day) for day in due_days(first, frequency, date(2026, 5, 1))] == expected


def test_deadlines_do_not_return_for_ever() -> None:
    assert len(due_days(date(2026, 1, 1), "month", date.max)) == 120
    assert len(due_days(date(9999, 6, 1), "month", date.max)) == 7


def test_each_deadline_is_done_by_what_was_done_in_its_own_period() -> None:
    found = occurrences(MONTHLY, [date(2026, 1, 20), date(2026, 2, 21)], date(2026, 3, 21))
    assert [(one.due.month, one.state) for one in found] == [
        (1, "done"), (2, "late"), (3, "done"), (4, "planned"), (5, "planned"),
    ]  # fmt: skip
    assert occurrences([], [TODAY], TODAY) == []


def test_the_deadline_that_counts_is_the_first_one_that_is_not_done() -> None:
    assert next_due(MONTHLY, [], TODAY) == (date(2026, 1, 20), False)
    assert next_due(MONTHLY, [date(2026, 1, 5), date(2026, 2, 5)], TODAY) == (date(2026, 3, 20), False)
    assert next_due(MONTHLY, [date(2026, month, 5) for month in range(1, 6)], TODAY) == (date(2026, 5, 20), True)


def test_money_is_a_share_only_of_something() -> None:
    assert [share(5, 10), share(30, 20), share(5, 0)] == [50, 150, None]


def test_a_slip_of_the_year_is_no_deadline() -> None:
    assert [sensible_deadline(day, TODAY) for day in (date(2026, 12, 1), date(202, 6, 1), date(2206, 1, 1))] == [
        True, False, False,
    ]  # fmt: skip
