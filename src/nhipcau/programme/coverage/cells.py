"""What stands in a cell of the matrix, on plain values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from nhipcau.programme.rules import CANCELLED, DONE, is_late

NOTHING, PLANNED, LATE = "nothing", "planned", "late"
# The column of tasks without a deadline in the year that is shown; the others are the numbers of its months.
NO_MONTH = 0
MONTHS = range(1, 13)


@dataclass(slots=True)
class Cell:
    """How many tasks of a provision are planned, done or late in a month, and how many activities happened in it."""

    planned: int = 0
    done: int = 0
    late: int = 0
    activities: int = 0

    @property
    def state(self) -> str:
        """The word of the cell: what is late comes first, then what is still to be done."""
        if self.late:
            return LATE
        if self.planned:
            return PLANNED
        return DONE if self.done or self.activities else NOTHING

    @property
    def count(self) -> int:
        """The number beside the word. What was done is counted in activities where there are any."""
        return {LATE: self.late, PLANNED: self.planned, DONE: self.activities or self.done, NOTHING: 0}[self.state]

    @property
    def further(self) -> int:
        """Activities that the number beside the word does not tell of."""
        return self.activities if self.state in (LATE, PLANNED) else 0

    def add(self, standing: str | None) -> None:
        """Count one task."""
        if standing == LATE:
            self.late += 1
        elif standing == DONE:
            self.done += 1
        elif standing == PLANNED:
            self.planned += 1


def total(cells: Iterable[Cell]) -> Cell:
    """Several cells together."""
    whole = Cell()
    for cell in cells:
        whole.planned += cell.planned
        whole.done += cell.done
        whole.late += cell.late
        whole.activities += cell.activities
    return whole


def standing(state: str, deadline: date | None, today: date) -> str | None:
    """How a task stands in the matrix: planned, done or late; None for one that is not to be done any more."""
    if state == CANCELLED:
        return None
    if state == DONE:
        return DONE
    return LATE if is_late(deadline, state, today) else PLANNED


def standing_of_unit(task_standing: str | None, activities: int) -> str | None:
    """How a task stands for one of its units: what the unit did counts for it, however the others stand."""
    return DONE if activities and task_standing is not None else task_standing


def column_of(deadline: date | None, year: int) -> int:
    """The month in which a task is due; `NO_MONTH` when it is due in another year, or on no day."""
    return deadline.month if deadline and deadline.year == year else NO_MONTH
