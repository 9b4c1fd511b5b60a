"""Whom a person sees and may change among the people of units."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from nhipcau.organisation.models import Unit
from nhipcau.organisation.people.models import OfficerInCharge, Person
from nhipcau.organisation.queries import lineage, units_alive, units_of
from nhipcau.organisation.roles import is_bound_to_unit


def own_units(user: Any, on: date) -> list[Unit]:
    """The units of the person's posts, and the ended ones that these followed: their people are still written there."""
    own = units_of(user, on)
    found = {unit.pk: unit for unit in own}
    for unit in own:
        found |= {one.pk: one for one in lineage(unit)[0] if one.ends_on and one.ends_on < on}
    return list(found.values())


def units_to_choose(user: Any, on: date) -> QuerySet[Unit]:
    """The units for which a person may enter people: those that live, for a contact the own ones."""
    alive = units_alive(on)
    return alive.filter(pk__in=[unit.pk for unit in units_of(user, on)]) if is_bound_to_unit(user) else alive


def people_visible_to(user: Any, on: date) -> QuerySet[Person]:
    """Everybody; for a unit's contact the people of the unit."""
    everybody = Person.objects.select_related("unit")
    return everybody.filter(unit__in=own_units(user, on)) if is_bound_to_unit(user) else everybody


def officers_visible_to(user: Any, on: date) -> QuerySet[OfficerInCharge]:
    """All who are or were in charge; for a unit's contact those of the unit."""
    everybody = OfficerInCharge.objects.select_related("unit", "person", "person__unit")
    return everybody.filter(unit__in=own_units(user, on)) if is_bound_to_unit(user) else everybody


def may_change(user: Any, person: Person, on: date) -> bool:
    """Whether somebody may change what is written about a person: an officer everybody, a contact the own people."""
    if not user.has_perm("organisation.change_person"):
        return False
    return not is_bound_to_unit(user) or person.unit_id in {unit.pk for unit in own_units(user, on)}
