"""What goes on in the name of a unit that has ended: its people, those in charge, accounts; and how it is moved."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from nhipcau.audit.services import record
from nhipcau.organisation.models import Post, Unit
from nhipcau.organisation.people.models import OfficerInCharge, Person
from nhipcau.organisation.people.services import same_person
from nhipcau.organisation.queries import followers, successors_alive
from nhipcau.organisation.rules import is_alive, living_successors

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """An ended unit, who is still written there, and the living units that follow it."""

    unit: Unit
    people: tuple[Person, ...]
    accounts: tuple[Post, ...]
    successors: tuple[Unit, ...]


def _people(unit: Any) -> Q:
    """Those who work in an ended unit, or are in charge of its work beyond its last day."""
    goes_on = Q(charges__ends_on=None) | Q(charges__ends_on__gt=F("charges__unit__ends_on"))
    in_charge = Q(charges__unit=unit) & goes_on
    return Q(left_on=None) & (Q(unit=unit) | in_charge)


def _accounts(units: QuerySet[Unit]) -> QuerySet[Post]:
    goes_on = Q(ends_on=None) | Q(ends_on__gt=F("unit__ends_on"))
    return Post.objects.filter(goes_on, unit__in=units, user__is_active=True).select_related("user", "unit")


def units_left_behind(on: date) -> set[int]:
    """Keys of the units that ended before a day and have somebody left; three questions."""
    ended = Unit.objects.filter(ends_on__lt=on)
    goes_on = Q(ends_on=None) | Q(ends_on__gt=F("unit__ends_on"))
    charges = OfficerInCharge.objects.filter(goes_on, person__left_on=None, unit__in=ended)
    people = Person.objects.filter(left_on=None, unit__in=ended)
    return {key for rows in (people, charges, _accounts(ended)) for key in rows.values_list("unit", flat=True)}


def left_behind(on: date) -> list[LeftBehind]:
    """Those units with who is left in each, by name; a few questions, however many there are."""
    units, ways = Unit.objects.in_bulk(), followers()
    keys = units_left_behind(on)
    people: dict[int, dict[int, Person]] = defaultdict(dict)
    for person in Person.objects.filter(left_on=None, unit__in=keys).order_by("full_name", "pk"):
        people[person.unit_id][person.pk] = person
    goes_on = Q(ends_on=None) | Q(ends_on__gt=F("unit__ends_on"))
    charges = OfficerInCharge.objects.filter(goes_on, person__left_on=None, unit__in=keys).select_related("person")
    for charge in charges.order_by("person__full_name", "pk"):
        people[charge.unit_id].setdefault(charge.person_id, charge.person)
    accounts: dict[int, list[Post]] = defaultdict(list)
    for post in _accounts(Unit.objects.filter(pk__in=keys)).order_by("user__last_name", "user__first_name", "pk"):
        accounts[post.unit_id].append(post)

    def lives(key: int) -> bool:
        return is_alive(units[key].begins_on, units[key].ends_on, on)

    return [
        LeftBehind(
            units[key],
            tuple(people[key].values()),
            tuple(accounts[key]),
            tuple(
                units[one] for one in living_successors(key, successors_of=lambda pk: ways.get(pk, ()), is_alive=lives)
            ),
        )
        for key in sorted(keys, key=lambda pk: (units[pk].name, units[pk].ends_on))
    ]


@transaction.atomic
def carry_over(
    unit: Unit, to: Unit, *, people: Collection[int], accounts: Collection[int] = (), on: date, by: Any
) -> int:
    """Move people of an ended unit (by key), and accounts (by key of their post), to a unit that follows it.

    What was held in the ended unit ends with it and goes on in the other one from its first day after. Whoever stands
    there already with the same name and function goes on as that person; terms in committees go on as they are.
    Returns how many were moved. Twice does no harm.

    Raises:
        ValidationError: the unit has not ended, or the other one does not follow it.
    """
    if unit.ends_on is None or unit.ends_on >= on:
        raise ValidationError(_("%(unit)s has not ended yet.") % {"unit": unit})
    if to.pk not in {one.pk for one in successors_alive(unit, on)}:
        raise ValidationError(_("%(to)s does not follow %(unit)s.") % {"to": to, "unit": unit})
    first = max(unit.ends_on + ONE_DAY, to.begins_on or date.min)
    moved = list(Person.objects.filter(_people(unit), pk__in=people).distinct())
    for person in moved:
        _move(person, unit, to, first)
    posts = list(_accounts(Unit.objects.filter(pk=unit.pk)).filter(pk__in=accounts))
    for post in posts:
        _move_account(post, to, first)
    if moved or posts:
        record("unit carried over", unit, by=by, to=to.name, people=len(moved), accounts=len(posts))
    return len(moved) + len(posts)


def _move(person: Person, unit: Unit, to: Unit, first: date) -> None:
    goes_on = Q(ends_on=None) | Q(ends_on__gt=unit.ends_on)
    charges = list(OfficerInCharge.objects.filter(goes_on, unit=unit, person=person))
    if person.unit_id == unit.pk:
        person = _person_there(person, unit, to)
    for charge in charges:
        last, charge.ends_on = charge.ends_on, unit.ends_on
        charge.begins_on = min(charge.begins_on, unit.ends_on or charge.begins_on)
        charge.save(update_fields=["begins_on", "ends_on"])
        same = OfficerInCharge.objects.filter(unit=to, person=person, kind=charge.kind)
        if not same.filter(Q(ends_on=None) | Q(ends_on__gte=first)).exists():
            OfficerInCharge.objects.create(
                unit=to,
                person=person,
                kind=charge.kind,
                begins_on=first,
                ends_on=last,
                decision_number=charge.decision_number,
                decision_date=charge.decision_date,
            )


def _person_there(person: Person, unit: Unit, to: Unit) -> Person:
    """The person in the other unit: moved, or the one who stands there already and takes on what goes on."""
    there = same_person(Person(pk=person.pk, full_name=person.full_name, unit=to, function=person.function))
    if there is None:
        person.unit = to
        person.save(update_fields=["unit"])
        return person
    user, person.user = person.user, None
    person.left_on, person.work_phone, person.work_email = unit.ends_on, "", ""
    person.save(update_fields=["user", "left_on", "work_phone", "work_email"])
    if there.user_id is None and user is not None:
        there.user = user
        there.save(update_fields=["user"])
    goes_on = Q(ends_on=None) | Q(ends_on__gt=unit.ends_on)
    held = set(there.terms.filter(goes_on).values_list("post", flat=True))
    person.terms.filter(goes_on).exclude(post__in=held).update(person=there)
    return there


def _move_account(post: Post, to: Unit, first: date) -> None:
    last, unit_ended = post.ends_on, post.unit.ends_on
    post.ends_on = unit_ended
    if post.begins_on and unit_ended and post.begins_on > unit_ended:
        post.begins_on = unit_ended
    post.save(update_fields=["begins_on", "ends_on"])
    goes_on = Q(ends_on=None) | Q(ends_on__gte=first)
    if not Post.objects.filter(goes_on, user=post.user, unit=to).exists():
        Post.objects.create(user=post.user, unit=to, begins_on=first, ends_on=last)
