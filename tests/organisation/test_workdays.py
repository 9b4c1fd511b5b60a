"""Which days are worked: weekends, holidays by sun and moon, exchanged days, the office's own days."""

from datetime import date

import pytest

from nhipcau.organisation.models import SpecialDay
from nhipcau.organisation.workdays import KEEP, NEXT, PREVIOUS, WorkCalendar

CALENDAR = WorkCalendar()


@pytest.mark.parametrize(
    ("day", "is_worked"),
    [
        pytest.param(date(2026, 3, 19), True, id="a Thursday"),
        pytest.param(date(2026, 4, 19), False, id="a Sunday"),
        pytest.param(date(2026, 2, 17), False, id="first day of Tết 2026"),
        pytest.param(date(2027, 2, 8), False, id="third day of Tết 2027"),
        pytest.param(date(2026, 4, 27), False, id="Monday after Hùng Kings' day on a Sunday"),
        pytest.param(date(2026, 4, 30), False, id="30 April"),
        pytest.param(date(2026, 9, 2), False, id="National Day"),
        pytest.param(date(2026, 8, 31), False, id="a Monday exchanged"),
        pytest.param(date(2026, 8, 22), True, id="the Saturday that it is exchanged for"),
    ],
)
def test_weekends_and_holidays_are_off(day: date, is_worked: bool) -> None:
    assert CALENDAR.is_worked(day) is is_worked


@pytest.mark.parametrize(
    ("day", "way", "expected"),
    [
        pytest.param(date(2026, 4, 19), NEXT, date(2026, 4, 20), id="Sunday to Monday"),
        pytest.param(date(2026, 4, 19), PREVIOUS, date(2026, 4, 17), id="Sunday to Friday"),
        pytest.param(date(2026, 4, 19), KEEP, date(2026, 4, 19), id="kept"),
        pytest.param(date(2026, 2, 17), NEXT, date(2026, 2, 23), id="over Tết and its weekend"),
        pytest.param(date(2026, 2, 17), PREVIOUS, date(2026, 2, 13), id="before Tết and its weekend"),
        pytest.param(date(2026, 3, 19), NEXT, date(2026, 3, 19), id="a working day stays"),
    ],
)
def test_a_due_day_on_a_day_off_is_moved(day: date, way: str, expected: date) -> None:
    assert CALENDAR.moved(day, way) == expected


def test_five_working_days_after_the_eve_of_a_long_holiday() -> None:
    assert CALENDAR.after(date(2026, 4, 24), 5) == date(2026, 5, 6)


@pytest.mark.django_db
def test_the_offices_own_days_go_before_everything_else() -> None:
    SpecialDay.objects.create(day=date(2026, 3, 19), name="Ngày hội của tỉnh")
    SpecialDay.objects.create(day=date(2026, 3, 21), name="Làm bù", is_working=True)
    calendar = WorkCalendar.load()

    assert calendar.moved(date(2026, 3, 19), NEXT) == date(2026, 3, 20)
    assert calendar.is_worked(date(2026, 3, 21))
    assert calendar.why_off(date(2026, 3, 19)) == "Ngày hội của tỉnh"
    assert calendar.why_off(date(2026, 4, 30)) != ""


def test_a_calendar_of_days_off_without_end_gives_up() -> None:
    endless = WorkCalendar({date.fromordinal(date(2026, 1, 1).toordinal() + n): (False, "?") for n in range(400)})

    assert (endless.moved(date(2026, 1, 1), NEXT) - date(2026, 1, 1)).days == 60
