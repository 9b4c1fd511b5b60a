"""Who sees what of a prize call. Until the names are opened, nobody is shown a code and a name together.

- Whoever runs prize calls sees who sent what, without codes; and results by code, without names.
- A unit's contact sees the unit's own entries, without codes.
- The jury sees codes and works. Whoever is on the jury of a call, in whatever other role, sees no name of it.
"""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from nhipcau.organisation.queries import units_of
from nhipcau.programme.prize_models import JuryMember, PrizeCall, PrizeEntry


def may_run(user: Any) -> bool:
    """Whether the person runs prize calls: announces, checks, appoints, closes, opens."""
    return bool(user.has_perm("programme.change_prizecall"))


def calls_visible_to(user: Any) -> QuerySet[PrizeCall]:
    """Calls that were announced; whoever runs them sees also those in preparation."""
    if not user.has_perm("programme.view_prizecall"):
        return PrizeCall.objects.none()
    return PrizeCall.objects.all() if may_run(user) else PrizeCall.objects.exclude(announced_at=None)


def is_on_jury(user: Any, call: PrizeCall) -> bool:
    """Whether the person scores something of a call."""
    return JuryMember.objects.filter(call=call, user_id=user.pk or 0).exists()


def are_names_hidden(user: Any, call: PrizeCall) -> bool:
    """Whether every name of a call is kept from the person: a member of its jury, until the names are opened."""
    return call.opened_at is None and is_on_jury(user, call)


def may_run_call(user: Any, call: PrizeCall) -> bool:
    """Whether the person runs this call; nobody does while on its jury."""
    return may_run(user) and not are_names_hidden(user, call)


def may_send(user: Any, call: PrizeCall) -> bool:
    """Whether the person may send in entries; nobody does who is on the jury."""
    return bool(user.has_perm("programme.add_prizeentry")) and not are_names_hidden(user, call)


def entries_visible_to(user: Any, call: PrizeCall, on: date) -> QuerySet[PrizeEntry]:
    """Entries with their names: all for those who run the call, the own unit's for its contact, none for the jury."""
    if are_names_hidden(user, call):
        return PrizeEntry.objects.none()
    entries = PrizeEntry.objects.filter(call=call)
    if may_run(user):
        return entries
    if user.has_perm("programme.add_prizeentry"):
        return entries.filter(unit__in=units_of(user, on))
    return entries.none()


def may_see_results(user: Any, call: PrizeCall) -> bool:
    """Whether results are shown to the person: by code when scoring is closed, to all when the names are opened."""
    if call.opened_at is not None:
        return bool(user.has_perm("programme.view_prizecall"))
    return call.scoring_closed_at is not None and may_run_call(user, call)


def sees_names(person: Any) -> bool:
    """Whether an account can see who sent what, so that it cannot be on a jury."""
    return bool(may_run(person) or person.has_perm("audit.view_auditentry"))
