"""Who is in charge of the work in which unit on a day, and which units lack somebody."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from nhipcau.organisation.enums import ChargeKind
from nhipcau.organisation.models import Unit
from nhipcau.organisation.people.models import OfficerInCharge
from nhipcau.organisation.queries import living, units_alive
from nhipcau.organisation.training.queries import trained_people

# A leader answers for the work; the officers are those who do it.
OFFICERS = (ChargeKind.CONTACT.value, ChargeKind.DEDICATED.value)


@dataclass(frozen=True, slots=True)
class UnitInCharge:
    """A unit on a day: who leads the work, who does it, and which of these have completed a course."""

    unit: Unit
    leaders: tuple[OfficerInCharge, ...]
    officers: tuple[OfficerInCharge, ...]
    trained: tuple[OfficerInCharge, ...]

    def lacks(self, what: str) -> bool:
        """Whether it lacks a "leader", an "officer" or a "trained" officer."""
        return not {"leader": self.leaders, "officer": self.officers, "trained": self.trained}[what]


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some units have what was asked for."""

    having: int
    units: int

    @property
    def percent(self) -> float:
        return round(100 * self.having / self.units, 1) if self.units else 0.0

    @property
    def lacking(self) -> int:
        """How many are missing to all of them."""
        return self.units - self.having


def officers_on(day: date, units: Iterable[Unit] | None = None) -> dict[int, list[OfficerInCharge]]:
    """Those in charge on a day by unit: leaders first, then by name. One question."""
    rows = OfficerInCharge.objects.filter(living(day)).select_related("person")
    if units is not None:
        rows = rows.filter(unit__in=list(units))
    found: dict[int, list[OfficerInCharge]] = defaultdict(list)
    order = list(ChargeKind.values)
    for row in sorted(rows, key=lambda one: (order.index(one.kind), one.person.full_name, one.pk)):
        found[row.unit_id].append(row)
    return found


def in_charge(day: date, units: Iterable[Unit] | None = None) -> list[UnitInCharge]:
    """Every living unit (or each of those given) with those in charge of it on a day; three questions at most."""
    listed = list(units_alive(day)) if units is None else list(units)
    by_unit, trained = officers_on(day, units), trained_people(day)
    rows = []
    for unit in listed:
        here = by_unit.get(unit.pk, [])
        officers = tuple(one for one in here if one.kind in OFFICERS)
        rows.append(
            UnitInCharge(
                unit,
                tuple(one for one in here if one.kind == ChargeKind.LEADER),
                officers,
                tuple(one for one in officers if one.person_id in trained),
            )
        )
    return rows


def share_having(what: str, rows: Iterable[UnitInCharge]) -> Share:
    """How many of the units have a "leader", an "officer", a "trained" officer."""
    rows = list(rows)
    return Share(sum(not row.lacks(what) for row in rows), len(rows))
