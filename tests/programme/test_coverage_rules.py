"""What a cell of the matrix says."""

from datetime import date

import pytest

from nhipcau.programme.coverage.cells import Cell, column_of, standing, standing_of_unit, total
from nhipcau.programme.coverage.scope import number

TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        pytest.param(Cell(), ("nothing", 0, 0), id="nothing"),
        pytest.param(Cell(activities=37), ("done", 37, 0), id="activities alone are something done"),
        pytest.param(Cell(done=2), ("done", 2, 0), id="tasks done without an activity"),
        pytest.param(Cell(done=2, activities=5), ("done", 5, 0), id="activities say more than tasks"),
        pytest.param(Cell(planned=1, done=1, activities=4), ("planned", 1, 4), id="something is left to do"),
        pytest.param(Cell(late=1, planned=3, done=9, activities=4), ("late", 1, 4), id="late comes first"),
    ],
)
def test_a_cell_has_one_word_and_one_number(cell: Cell, expected: tuple[str, int, int]) -> None:
    assert (cell.state, cell.count, cell.further) == expected


@pytest.mark.parametrize(
    ("state", "deadline", "expected"),
    [
        ("planned", date(2026, 3, 9), "late"),
        ("planned", TODAY, "planned"),
        ("under_way", None, "planned"),
        ("done", date(2026, 3, 9), "done"),
        ("cancelled", date(2026, 3, 9), None),
    ],
)
def test_a_task_is_planned_done_or_late(state: str, deadline: date | None, expected: str | None) -> None:
    assert standing(state, deadline, TODAY) == expected


def test_what_a_unit_did_counts_for_it_though_the_others_are_late() -> None:
    assert standing_of_unit("late", 2) == "done"
    assert standing_of_unit("late", 0) == "late"
    assert standing_of_unit(None, 2) is None


def test_a_deadline_of_another_year_stands_in_no_month() -> None:
    assert [column_of(day, 2026) for day in (date(2026, 12, 31), date(2027, 1, 1), None)] == [12, 0, 0]


def test_cells_add_up() -> None:
    whole = total([Cell(late=1, activities=2), Cell(planned=1), Cell(done=3, activities=1)])
    assert whole == Cell(planned=1, done=3, late=1, activities=3)


@pytest.mark.parametrize("words", [None, "", "-1", "x", "1e9", "٣", "9" * 30, "1; drop", "²"])
def test_what_is_no_key_in_an_address_is_none(words: str | None) -> None:
    assert number(words) is None
