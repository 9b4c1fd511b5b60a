"""Questions about delegations, as phrases."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhipcau.organisation.enums import Role
from nhipcau.organisation.queries import units_of
from nhipcau.organisation.roles import has_role
from nhipcau.organisation.waiting import Waiting
from nhipcau.programme.delegation_models import Delegation, DelegationMembers
from nhipcau.programme.delegations import rules
from nhipcau.programme.occasion_rules import clashes
from nhipcau.programme.queries import is_bound_to_unit, occasions_between


def delegations_visible_to(user: Any, on: date) -> QuerySet[Delegation]:
    """All delegations; for a unit's contact those that the unit is in charge of."""
    if not user.has_perm("programme.view_delegation"):
        return Delegation.objects.none()
    if not is_bound_to_unit(user):
        return Delegation.objects.all()
    return Delegation.objects.filter(host_unit__in=units_of(user, on))


def may_change(user: Any, delegation: Delegation, on: date) -> bool:
    """An officer changes every delegation, a contact those of the own unit."""
    return bool(
        user.has_perm("programme.change_delegation") and delegations_visible_to(user, on).filter(pk=delegation.pk)
    )


def with_members(delegations: QuerySet[Delegation]) -> QuerySet[Delegation]:
    """What the list and its export read of each, with one question more."""
    members = Prefetch("members", DelegationMembers.objects.select_related("kind"))
    return delegations.select_related("host_unit", "occasion").prefetch_related(members)


def state_of(delegation: Delegation, today: date) -> str:
    """How it stands on a day."""
    return rules.state(
        delegation.starts_on,
        delegation.ends_on,
        has_permission=bool(delegation.permission_number),
        is_cancelled=delegation.cancelled_on is not None,
        is_reported=delegation.reported_on is not None,
        report_due=delegation.report_due_on,
        today=today,
    )


def in_state(name: str, today: date) -> Q:
    """The condition that a delegation stands so on a day; says the same as `rules.state`."""
    if name == rules.CANCELLED:
        return ~Q(cancelled_on=None)
    stands = Q(cancelled_on=None)
    if name == rules.REPORTED:
        return stands & ~Q(reported_on=None)
    open_ = stands & Q(reported_on=None)
    return open_ & {
        rules.PREPARING: Q(starts_on__gt=today, permission_number=""),
        rules.READY: Q(starts_on__gt=today) & ~Q(permission_number=""),
        rules.UNDER_WAY: Q(starts_on__lte=today, ends_on__gte=today),
        rules.ENDED: Q(ends_on__lt=today, report_due_on=None),
        rules.TO_REPORT: Q(ends_on__lt=today, report_due_on__gte=today),
        rules.REPORT_LATE: Q(ends_on__lt=today, report_due_on__lt=today),
    }.get(name, Q(pk__in=()))


def same_days(delegations: Iterable[Delegation], *, user: Any, on: date) -> dict[int, list[str]]:
    """What else happens on the days of each, by key: names of delegations and of occasions; a few questions in all.

    A contact is told that another unit's delegation takes the days, and whose it is, not more of it.
    """
    shown = list(delegations)
    if not shown:
        return {}
    first, last = min(one.starts_on for one in shown), max(one.ends_on for one in shown)
    standing = Delegation.objects.filter(cancelled_on=None, starts_on__lte=last, ends_on__gte=first)
    own = {unit.pk for unit in units_of(user, on)} if is_bound_to_unit(user) else None
    spans, names = [], {}
    for one in standing.select_related("host_unit").only("name", "starts_on", "ends_on", "host_unit__name"):
        spans.append((one.pk, one.starts_on, one.ends_on))
        is_told = own is None or one.host_unit_id in own
        names[one.pk] = one.name if is_told else _("a delegation of %(unit)s") % {"unit": one.host_unit}
    # Occasions get negative keys, so that both stand in one list.
    for pk, name, start, end in occasions_between(first, last).values_list("pk", "name", "starts_on", "ends_on"):
        spans.append((-pk, start, end))
        names[-pk] = name
    found = clashes(spans)
    linked = {one.pk: -(one.occasion_id or 0) for one in shown if one.cancelled_on is None}
    return {pk: [names[other] for other in found.get(pk, ()) if other != occasion] for pk, occasion in linked.items()}


def delegations_between(user: Any, start: date, end: date, *, on: date) -> QuerySet[Delegation]:
    """Delegations that the person sees and that share a day with a period; those cancelled are left out."""
    visible = delegations_visible_to(user, on)
    return visible.filter(cancelled_on=None, starts_on__lte=end, ends_on__gte=start).order_by("starts_on", "pk")


def what_waits(user: Any, *, today: date) -> list[Waiting]:
    """Reports of delegations that are late, for the unit in charge and for the officer."""
    if not (user.is_superuser or has_role(user, Role.PROGRAMME_OFFICER, Role.UNIT_CONTACT)):
        return []
    count = delegations_visible_to(user, today).filter(in_state(rules.REPORT_LATE, today)).count()
    if not count:
        return []
    text = ngettext(
        "%(count)d delegation has not reported in time", "%(count)d delegations have not reported in time", count
    )
    address = f"{reverse('delegations:index')}?state={rules.REPORT_LATE}"
    return [Waiting(text % {"count": count}, _("See delegations"), address, is_late=True)]
