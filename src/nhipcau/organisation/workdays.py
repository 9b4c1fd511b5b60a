"""Which days are worked: weekends, the public holidays of Vietnam (Tết by the moon), and the office's own days.

Holidays and the days that they are exchanged for come from the package `holidays`; what the government decides anew
each year is entered as special days (`organisation.models.SpecialDay`) and goes before everything else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Self

import holidays

from nhipcau.organisation.models import SpecialDay

KEEP, NEXT, PREVIOUS = "keep", "next", "previous"
ONE_DAY = timedelta(days=1)
# Tết with the weekends around it is the longest rest; a longer one is an error of entry.
LONGEST_REST = 60


@lru_cache(maxsize=64)
def _of_year(year: int) -> holidays.HolidayBase:
    return holidays.country_holidays("VN", years=year, language="vi")


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Weekends and holidays, corrected by special days: day to whether it is worked, and why."""

    special: Mapping[date, tuple[bool, str]] = field(default_factory=dict)

    @classmethod
    def load(cls) -> Self:
        """With the office's special days; one question to the database."""
        return cls({row.day: (row.is_working, row.name) for row in SpecialDay.objects.all()})

    def is_worked(self, day: date) -> bool:
        """Tell whether offices work on a day."""
        if day in self.special:
            return self.special[day][0]
        return bool(_of_year(day.year).is_working_day(day))

    def why_off(self, day: date) -> str:
        """The name of the holiday or of the special day; empty for a weekend and for a day that is worked."""
        if self.is_worked(day):
            return ""
        if day in self.special:
            return self.special[day][1]
        return str(_of_year(day.year).get(day, ""))

    def moved(self, day: date, way: str) -> date:
        """The day itself when it is worked; else the next or the previous one that is, as `way` says."""
        if way == KEEP:
            return day
        step = ONE_DAY if way == NEXT else -ONE_DAY
        for _count in range(LONGEST_REST):
            if self.is_worked(day):
                break
            day += step
        return day

    def after(self, day: date, count: int) -> date:
        """The day that is `count` working days after a day: an answer within 5 working days of it is due then."""
        while count > 0:
            day += ONE_DAY
            count -= self.is_worked(day)
        return day
