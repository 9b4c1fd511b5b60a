"""What happens to people of units and those in charge."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from nhipcau.audit.services import record
from nhipcau.organisation.models import Unit
from nhipcau.organisation.people.models import OfficerInCharge, Person
from nhipcau.vietnamese import clean_words


@transaction.atomic
def enter_person(full_name: str, *, unit: Unit, function: str = "", by: Any, **contact: str) -> Person:
    """Enter a person of a unit; who stands there already with the same name and function is taken as that person.

    Raises:
        ValidationError: there is no name, or it is too long.
    """
    person = Person(full_name=clean_words(full_name), unit=unit, function=clean_words(function), **contact)
    standing = same_person(person)
    if standing is not None:
        return standing
    person.full_clean()
    person.save()
    record("person entered", person, by=by)
    return person


def same_person(person: Person) -> Person | None:
    """Somebody else who is written with the same name and function in the same unit and has not left."""
    same = Person.objects.filter(
        full_name=person.full_name, unit=person.unit_id, function=person.function, left_on=None
    )
    return same.exclude(pk=person.pk).first()


@transaction.atomic
def leave(person: Person, on: date, *, by: Any) -> Person:
    """Somebody leaves the work: what the person holds ends on that day, the contact goes, the history stays."""
    goes_on = Q(ends_on=None) | Q(ends_on__gt=on)
    for rows in (person.terms, person.charges):
        rows.filter(goes_on, begins_on__lte=on).update(ends_on=on)
    Person.objects.filter(pk=person.pk).update(left_on=on, work_phone="", work_email="", user=None)
    person.refresh_from_db()
    record("person left", person, by=by, on=on.isoformat())
    return person


@transaction.atomic
def put_in_charge(
    person: Person,
    *,
    unit: Unit,
    kind: str,
    begins_on: date,
    takes_over: bool = False,
    decision_number: str = "",
    decision_date: date | None = None,
    by: Any,
) -> OfficerInCharge:
    """Put a person in charge of the work in a unit. `takes_over` ends those who were it until the day before.

    Raises:
        ValidationError: the person is it already on a day of that time, or the unit does not exist on the first day.
    """
    row = OfficerInCharge(
        person=person,
        unit=unit,
        kind=kind,
        begins_on=begins_on,
        decision_number=clean_words(decision_number),
        decision_date=decision_date,
    )
    check_charge(row, takes_over=takes_over)
    row.full_clean()
    if takes_over:
        end_others(row, by=by)
    row.save()
    record("officer entered", row, by=by, begins_on=begins_on.isoformat())
    return row


def check_charge(row: OfficerInCharge, *, takes_over: bool = False) -> None:
    """Look whether somebody can be in charge so.

    Raises:
        ValidationError: see `put_in_charge`.
    """
    unit = row.unit
    if (unit.begins_on and row.begins_on < unit.begins_on) or (unit.ends_on and row.begins_on > unit.ends_on):
        raise ValidationError({"begins_on": _("%(unit)s does not exist on this day.") % {"unit": unit}})
    same = OfficerInCharge.objects.filter(unit=unit, kind=row.kind, person=row.person).exclude(pk=row.pk)
    if any(_share_a_day(row, other) for other in same):
        raise ValidationError({"person": _("This person is it already on a day of that time.")})


def _share_a_day(one: OfficerInCharge, other: OfficerInCharge) -> bool:
    last, other_last = one.ends_on or date.max, other.ends_on or date.max
    return max(one.begins_on, other.begins_on) <= min(last, other_last)


def end_others(row: OfficerInCharge, *, by: Any) -> int:
    """End everybody else who is it when `row` begins, on the day before; returns how many."""
    others = OfficerInCharge.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=row.begins_on), unit=row.unit, kind=row.kind, begins_on__lt=row.begins_on
    ).exclude(pk=row.pk)
    for other in others:
        other.ends_on = row.begins_on - timedelta(days=1)
        other.save(update_fields=["ends_on"])
        record("officer changed", other, by=by, ends_on=other.ends_on.isoformat())
    return len(others)
