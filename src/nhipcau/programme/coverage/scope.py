"""Which part of the programme a matrix shows: one directive, one year, all units or one. It stands in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from nhipcau.directives.models import Directive
from nhipcau.organisation.models import Unit
from nhipcau.organisation.queries import lineage, units_of
from nhipcau.programme.count_models import ActivityCount
from nhipcau.programme.models import Activity, Programme, Task
from nhipcau.programme.queries import concerning, is_bound_to_unit, tasks_visible_to
from nhipcau.programme.rules import FIRST_YEAR, LAST_YEAR

BY_MONTH, BY_UNIT = "months", "units"
WITH_WORK, ALL, OPEN, LATE_ONLY, DONE_ONLY, WITHOUT = "work", "all", "open", "late", "done", "without"
SHOWN = (WITH_WORK, ALL, OPEN, LATE_ONLY, DONE_ONLY, WITHOUT)
LARGEST_KEY = 2**62


def number(words: str | None) -> int | None:
    """A key or a year from the address; None for anything else, absurd numbers included."""
    if not words or not words.isascii() or not words.isdigit() or len(words) > 19:
        return None
    value = int(words)
    return value if value <= LARGEST_KEY else None


@dataclass
class Scope:
    """What was asked for, with what a person may not see left out."""

    user: Any
    today: date
    asked: Mapping[str, str]

    @cached_property
    def view(self) -> str:
        return BY_UNIT if self.asked.get("view") == BY_UNIT else BY_MONTH

    @cached_property
    def show(self) -> str:
        return self.asked.get("show", "") if self.asked.get("show") in SHOWN else WITH_WORK

    @cached_property
    def page(self) -> int:
        return min(max(number(self.asked.get("page")) or 1, 1), 10_000)

    @cached_property
    def visible_tasks(self) -> QuerySet[Task]:
        return tasks_visible_to(self.user, self.today)

    @cached_property
    def years(self) -> list[int]:
        """Years to choose from, newest first."""
        return sorted({*Programme.objects.values_list("year", flat=True), self.today.year}, reverse=True)

    @cached_property
    def year(self) -> int:
        """The year asked for; else this one when the directive has work in it, else the directive's own."""
        asked = number(self.asked.get("year"))
        if asked is not None and FIRST_YEAR <= asked <= LAST_YEAR:
            return asked
        if self.directive is None:
            return self.today.year
        own = list(
            self.visible_tasks.filter(directive=self.directive)
            .order_by("-programme__year")
            .values_list("programme__year", flat=True)
            .distinct()
        )
        return self.today.year if self.today.year in own or not own else own[0]

    @cached_property
    def directives(self) -> list[Directive]:
        """Directives that gave work which the person may see, newest first."""
        tasks = self.visible_tasks.filter(directive=OuterRef("pk"))
        return list(
            Directive.objects.filter(Exists(tasks))
            .only("number", "subject", "file_name", "date")
            .order_by("-date", "-pk")[:500]
        )

    @cached_property
    def directive(self) -> Directive | None:
        """The directive asked for; else the newest."""
        asked = number(self.asked.get("directive"))
        return next((one for one in self.directives if one.pk == asked), next(iter(self.directives), None))

    @cached_property
    def own_units(self) -> list[Unit] | None:
        """The units that the person is bound to, with those that they followed; None for who sees all."""
        if not is_bound_to_unit(self.user):
            return None
        own = units_of(self.user, self.today)
        return [*own, *(before for unit in own for before in lineage(unit)[0])]

    @cached_property
    def units(self) -> list[Unit]:
        """Units to choose from."""
        return list(Unit.objects.all()) if self.own_units is None else self.own_units

    @cached_property
    def unit(self) -> Unit | None:
        asked = number(self.asked.get("unit"))
        return next((one for one in self.units if one.pk == asked), None)

    @cached_property
    def counted_units(self) -> list[int] | None:
        """Keys of the units whose activities count; None for all."""
        if self.unit is not None:
            return [self.unit.pk, *(before.pk for before in lineage(self.unit)[0])]
        return None if self.own_units is None else [unit.pk for unit in self.own_units]

    @cached_property
    def tasks(self) -> QuerySet[Task]:
        """Tasks of the directive that the matrix counts."""
        tasks = self.visible_tasks.filter(directive=self.directive)
        return tasks if self.unit is None else tasks.filter(concerning(self.unit, self.today))

    @cached_property
    def counts(self) -> QuerySet[ActivityCount]:
        """Counts of the year's activities for these tasks."""
        days = (date(self.year, 1, 1), date(self.year, 12, 1))
        counts = ActivityCount.objects.filter(task__in=self.tasks.values("pk"), month__range=days, count__gt=0)
        return counts if self.counted_units is None else counts.filter(unit__in=self.counted_units)

    @cached_property
    def activities(self) -> QuerySet[Activity]:
        """The same activities, one by one."""
        days = (date(self.year, 1, 1), date(self.year, 12, 31))
        activities = Activity.objects.filter(
            task__in=self.tasks.values("pk"), happened_on__range=days, withdrawn_on=None
        )
        return activities if self.counted_units is None else activities.filter(unit__in=self.counted_units)
