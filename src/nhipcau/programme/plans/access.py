"""Who may see, write, decide on and issue plans, and keep registers."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from nhipcau.organisation.models import Unit
from nhipcau.organisation.queries import lineage, units_of
from nhipcau.programme.plan_models import Plan
from nhipcau.programme.register_models import OutgoingDocument

WRITE, OVERSEE, DECIDE = "programme.write_plan", "programme.oversee_plan", "programme.decide_plan"
KEEP, OVERSEE_REGISTERS = "programme.keep_register", "programme.oversee_register"


def own_units(user: Any, today: date) -> list[Unit]:
    """The units of a person's posts."""
    return units_of(user, today) if user.is_authenticated else []


def units_seen(user: Any, today: date) -> list[Unit]:
    """The units of a person's posts, and those that they followed."""
    own = own_units(user, today)
    before = [one for unit in own for one in lineage(unit)[0]]
    return list({unit.pk: unit for unit in (*own, *before)}.values())


def may_write(user: Any, unit: Unit, *, today: date) -> bool:
    """Whether the person writes, submits and issues the plans of a unit."""
    return bool(user.has_perm(WRITE)) and unit.pk in {one.pk for one in own_units(user, today)}


def may_keep(user: Any, unit: Unit, *, today: date) -> bool:
    """Whether the person keeps the register of a unit."""
    return bool(user.has_perm(KEEP)) and unit.pk in {one.pk for one in own_units(user, today)}


def plans_visible_to(user: Any, today: date) -> QuerySet[Plan]:
    """All plans for those who oversee them; else those of the own units. A draft is its unit's alone."""
    own = Q(unit__in=units_seen(user, today))
    if user.has_perm(OVERSEE):
        return Plan.objects.all()
    return Plan.objects.filter(own) if user.has_perm(WRITE) else Plan.objects.none()


def documents_visible_to(user: Any, today: date) -> QuerySet[OutgoingDocument]:
    """All lines of all registers for those who oversee them; else those of the own units."""
    if user.has_perm(OVERSEE_REGISTERS):
        return OutgoingDocument.objects.all()
    own = units_seen(user, today) if user.has_perm(KEEP) else []
    return OutgoingDocument.objects.filter(book__unit__in=own)


def plan_for(user: Any, pk: int, *, today: date, to_write: bool = False) -> Plan:
    """The plan, if the person may see it (or write it).

    Raises:
        Http404: there is none that the person may see.
        PermissionDenied: the person may see it and not write it.
    """
    rows = plans_visible_to(user, today).select_related("unit__parent", "amends", "saved_by")
    plan: Plan = get_object_or_404(rows, pk=pk)
    if to_write and not may_write(user, plan.unit, today=today):
        raise PermissionDenied
    return plan
