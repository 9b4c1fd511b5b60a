"""Which units report for a period: members of a group through time, units that ended, and who stands in for them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from nhipcau.organisation.enums import Tier, UnitKind
from nhipcau.organisation.models import Unit
from nhipcau.organisation.queries import followers, lineage, members, units_of
from nhipcau.reporting.models import ReportingDuty
from nhipcau.reporting.rules import Period
from nhipcau.vietnamese import fold_key

TIERS, KINDS = list(Tier.values), list(UnitKind.values)


@dataclass(frozen=True, slots=True)
class Lines:
    """All units and who followed whom, loaded once for many questions."""

    units: Mapping[int, Unit]
    followers: Mapping[int, Sequence[int]]

    @classmethod
    def load(cls) -> Self:
        return cls({unit.pk: unit for unit in Unit.objects.all()}, followers())

    def living_in(self, unit: Unit, period: Period) -> list[Unit]:
        """The unit, or those that follow it once it has ended, as far as they live in the period."""
        found: list[Unit] = []
        ahead, seen = [unit.pk], set()
        while ahead:
            pk = ahead.pop(0)
            if pk in seen:
                continue
            seen.add(pk)
            one = self.units[pk]
            if lives_in(one, period):
                found.append(one)
            if one.ends_on and one.ends_on < period.end:
                ahead.extend(self.followers.get(pk, ()))
        return found

    def stands_below(self, unit: Unit, addressee: int | None) -> bool:
        """Tell whether an office may ask the unit for reports: it is not that office, nor above it, nor of a higher
        tier.
        """
        at = self.units.get(addressee) if addressee else None
        if at and TIERS.index(unit.tier) < TIERS.index(at.tier):
            return False
        seen: set[int] = set()
        while at and at.pk not in seen:
            if at.pk == unit.pk:
                return False
            seen.add(at.pk)
            at = self.units.get(at.parent_id) if at.parent_id else None
        return True


def reporting_units(duty: ReportingDuty, period: Period, *, lines: Lines | None = None) -> list[Unit]:
    """The units that owe a report for the period, in the order of lists.

    A unit that ended within the period owes one for its part, which its successors may write; those owe their own.
    So nothing that was done is lost, and nothing is counted twice. Of a group such as "all offices" nobody reports to
    oneself, nor to an office below one's own.
    """
    if duty.reporter_group:
        units = {unit.pk: unit for day in _days_of_change(period) for unit in members(duty.reporter_group, day)}
        lines = lines or Lines.load()
        return in_order_of_lists(unit for unit in units.values() if lines.stands_below(unit, duty.addressee_id))
    if duty.reporter:
        return in_order_of_lists((lines or Lines.load()).living_in(duty.reporter, period))
    return []


def addressee_of(duty: ReportingDuty, unit: Unit, period: Period) -> Unit | None:
    """To whom the unit reports: the one addressee of the duty, or the unit's parent as it stands in the period.

    A parent that ended before the period did is followed by those who took over.
    """
    if not duty.to_parent:
        return duty.addressee
    if unit.parent_id is None:
        return None
    living = Lines.load().living_in(unit.parent, period) if unit.parent else []
    return living[0] if living else unit.parent


def _days_of_change(period: Period) -> list[date]:
    """The last day of the period, and the days within it on which units ended: a handful for any number of units."""
    ended = Unit.objects.filter(ends_on__gte=period.start, ends_on__lt=period.end).order_by("ends_on")
    days = ended.values_list("ends_on", flat=True).distinct()
    return [*(day for day in days if day), period.end]


def lives_in(unit: Unit, period: Period) -> bool:
    """Tell whether the unit existed on any day of the period."""
    begins_later = unit.begins_on is not None and unit.begins_on > period.end
    ended_before = unit.ends_on is not None and unit.ends_on < period.start
    return not begins_later and not ended_before


def units_written_for(user: Any, *, today: date) -> list[Unit]:
    """The units whose reports a person may write: those of the person's posts, and ended ones that these succeeded."""
    own = units_of(user, today)
    found = {unit.pk: unit for unit in own}
    for unit in own:
        forerunners, _following = lineage(unit)
        found |= {one.pk: one for one in forerunners if one.ends_on and one.ends_on < today}
    return list(found.values())


def in_order_of_lists(units: Iterable[Unit]) -> list[Unit]:
    """By tier and kind as the enums list them, then by name."""
    return sorted(
        units, key=lambda unit: (TIERS.index(unit.tier), KINDS.index(unit.kind), fold_key(unit.name), unit.pk)
    )
