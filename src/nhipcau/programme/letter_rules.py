"""On which day a letter about a task goes out, on plain values. Days are told apart by whoever knows the calendar."""

from collections.abc import Callable
from datetime import date, timedelta

IsWorked = Callable[[date], bool]
ONE_DAY = timedelta(days=1)
# Working days before the deadline, on it (0) and after it (below 0).
STEPS = (5, 1, 0, -1, -5)
# The day that a person chose for a reminder of one's own.
OWN = 1000
# A letter that could not go out (no power, no network) still makes sense this many working days later.
CAUGHT_UP = 2
# A reminder of one's own stays on the home page until it is put away; as a letter it is late after this.
OWN_CAUGHT_UP = timedelta(days=14)
# Tết with the weekends around it is the longest rest; a longer one is an error of entry.
LONGEST_REST = 60


def day_of_step(deadline: date, step: int, is_worked: IsWorked) -> date:
    """The working day on which a step's letter goes out.

    What is due on a day off is reminded of on the last working day before it, because then there is still time to act.
    """
    day = deadline
    if step >= 0:
        day = _worked(day, -ONE_DAY, is_worked)
    for _count in range(abs(step)):
        way = -ONE_DAY if step > 0 else ONE_DAY
        day = _worked(day + way, way, is_worked)
    return day


def _worked(day: date, way: timedelta, is_worked: IsWorked) -> date:
    for _count in range(LONGEST_REST):
        if is_worked(day):
            break
        day += way
    return day


def step_due(deadline: date, today: date, is_worked: IsWorked) -> int | None:
    """Which letter about a deadline belongs to today: the latest whose day has come within the last working days."""
    if not is_worked(today):
        return None
    come = [step for step in STEPS if _still_fits(day_of_step(deadline, step, is_worked), today, is_worked)]
    return min(come) if come else None


def goes_out(day: date, today: date, is_worked: IsWorked) -> bool:
    """Whether a letter that is meant for a day belongs to today: that day or the first working day after it.

    One that could not go out then still does within the next working days.
    """
    return is_worked(today) and _still_fits(_worked(day, ONE_DAY, is_worked), today, is_worked)


def _still_fits(day: date, today: date, is_worked: IsWorked) -> bool:
    if day > today:
        return False
    behind = 0
    while day < today and behind <= CAUGHT_UP:
        day += ONE_DAY
        behind += is_worked(day)
    return day == today and behind <= CAUGHT_UP


def deadlines_to_look_at(today: date, is_worked: IsWorked) -> list[tuple[date, int]]:
    """Every deadline that has a letter today, with its step."""
    known: dict[date, bool] = {}

    def is_worked_once(day: date) -> bool:
        if day not in known:
            known[day] = is_worked(day)
        return known[day]

    around = timedelta(days=LONGEST_REST)
    first, found = today - around, []
    for count in range(2 * around.days + 1):
        deadline = first + count * ONE_DAY
        step = step_due(deadline, today, is_worked_once)
        if step is not None:
            found.append((deadline, step))
    return found
