"""Which entries a member of the jury may score: those of the category that are not of the own unit, hand or name."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from nhipcau.organisation.models import Post
from nhipcau.organisation.people.models import Person
from nhipcau.organisation.queries import followers
from nhipcau.organisation.rules import reachable
from nhipcau.programme.prize_models import EntryState, JuryConflict, JuryMember, PrizeCall, PrizeEntry
from nhipcau.vietnamese import fold_key


def admitted(call: PrizeCall) -> QuerySet[PrizeEntry]:
    """What the jury scores."""
    return PrizeEntry.objects.filter(call=call, state=EntryState.ADMITTED)


def excluded(call: PrizeCall, users: Iterable[Any], entries: Iterable[PrizeEntry]) -> dict[int, set[int]]:
    """Keys of the entries that each person does not score, by the person's key; five questions in all.

    They are left out without a word, so that nobody learns which code is the own unit's: those of a unit in which the
    person held a post since the call opened (or of one that it followed, or that followed it), those that the person
    sent, those with an author of the person's name, or who is written among the people of these units, and those of
    which the person said so.
    """
    users, entries = list(users), list(entries)
    units = _units_by_user(users, timezone.localdate(call.opens_at))
    found: dict[int, set[int]] = defaultdict(set)
    for entry_pk, user_pk in JuryConflict.objects.filter(entry__call=call).values_list("entry_id", "user_id"):
        found[user_pk].add(entry_pk)
    names: dict[int, set[str]] = defaultdict(set)
    for entry in entries:
        for author in entry.authors.all():
            names[entry.pk] |= {_name_key(author.name), _name_key(author.pen_name)} - {"-"}
    colleagues = _names_by_unit(set().union(*units.values()))
    for user in users:
        near = {_name_key(user.get_full_name())}.union(*(colleagues[unit] for unit in units[user.pk]))
        found[user.pk] |= {
            entry.pk
            for entry in entries
            if entry.added_by_id == user.pk or entry.unit_id in units[user.pk] or near & names[entry.pk]
        }
    return found


def _names_by_unit(units: Iterable[int]) -> dict[int, set[str]]:
    """Who is written in each unit: an author may send without the unit in which the author works."""
    names: dict[int, set[str]] = defaultdict(set)
    for unit, name in Person.objects.filter(unit__in=units).values_list("unit", "full_name"):
        names[unit].add(_name_key(name))
    return names


def _name_key(name: str) -> str:
    return " ".join(sorted(fold_key(name).split())) or "-"


def _units_by_user(users: list[Any], since: date) -> dict[int, set[int]]:
    ways = followers()
    back: dict[int, list[int]] = defaultdict(list)
    for before, after in ways.items():
        for one in after:
            back[one].append(before)
    units: dict[int, set[int]] = defaultdict(set)
    held = Post.objects.filter(Q(ends_on=None) | Q(ends_on__gte=since), user__in=users)
    for user_pk, unit_pk in held.values_list("user_id", "unit_id"):
        units[user_pk] |= {unit_pk, *reachable(unit_pk, ways), *reachable(unit_pk, back)}
    return units


def to_score(call: PrizeCall, user: Any) -> list[PrizeEntry]:
    """What a person scores in a call, in the order of codes; nothing before it is handed over to the jury.

    The entries carry names for the machine to decide on; no template of the jury is given one (see `jury_views`).
    """
    if call.handed_over_at is None:
        return []
    categories = JuryMember.objects.filter(call=call, user=user).values("category")
    entries = list(
        admitted(call).filter(category__in=categories).select_related("category", "call").prefetch_related("authors")
    )
    out = excluded(call, [user], entries)[user.pk]
    return sorted(
        (entry for entry in entries if entry.pk not in out),
        key=lambda entry: (entry.category.order, entry.category_id, entry.code),
    )


def expected_sheets(call: PrizeCall) -> dict[int, set[int]]:
    """Who should score each entry: keys of persons by the entry's key; a few questions, however many there are."""
    members = list(JuryMember.objects.filter(call=call).select_related("user"))
    entries = list(admitted(call).prefetch_related("authors"))
    out = excluded(call, {member.user_id: member.user for member in members}.values(), entries)
    return {
        entry.pk: {
            member.user_id
            for member in members
            if member.category_id == entry.category_id and entry.pk not in out[member.user_id]
        }
        for entry in entries
    }
