"""What happens in the calendar: a year is filled, units subscribe. What comes before an occasion: see `leading`."""

import hashlib
import secrets
from collections import Counter
from datetime import date, timedelta
from typing import Any

import icalendar
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.officialdocs.writing import writable
from nhipcau.organisation.models import Unit
from nhipcau.programme.delegation_models import Delegation
from nhipcau.programme.delegations.calendar import events
from nhipcau.programme.models import Occasion
from nhipcau.programme.occasion_models import CalendarSubscription, YearlyDay
from nhipcau.programme.occasion_rules import LONGEST_CLASHING, days_in
from nhipcau.programme.queries import occasions_between, tasks_of
from nhipcau.programme.services import programme_of
from nhipcau.vietnamese import fold_key

# A subscription tells of this much behind and ahead.
BEHIND, AHEAD = timedelta(days=90), timedelta(days=550)


@transaction.atomic
def fill_calendar(year: int, *, by: Any) -> list[Occasion]:
    """Enter every yearly day that the year keeps; twice makes nothing twice, nor does a day that a directive named.

    What was entered before and moved to another day stays where it is.
    """
    programme = programme_of(year)
    standing = list(
        occasions_between(date(year, 1, 1), date(year, 12, 31)).values_list("starts_on", "ends_on", "folded")
    )
    had = Counter(Occasion.objects.filter(programme=programme).values_list("yearly_day_id", flat=True))
    made = []
    for day in YearlyDay.objects.all():
        for starts_on in _days_of(day, year)[had[day.pk] :]:
            if _is_named(day, starts_on, standing):
                continue
            occasion = Occasion(
                programme=programme,
                yearly_day=day,
                name=day.name,
                starts_on=starts_on,
                ends_on=starts_on + timedelta(days=day.days - 1),
                origin_year=day.origin_year,
            )
            occasion.save()
            made.append(occasion)
    return made


def _days_of(day: YearlyDay, year: int) -> list[date]:
    is_kept = (day.first_year or 0) <= year <= (day.last_year or year) and (day.origin_year or 0) <= year
    return days_in(day.calendar, day.day, day.month, year) if is_kept else []


def _is_named(day: YearlyDay, starts_on: date, standing: list[tuple[date, date, str]]) -> bool:
    """Whether the calendar has the day already: a directive writes "80 năm Ngày sinh …", we "Ngày sinh …".

    A week of something counts only when it is not a whole year of it.
    """
    name = fold_key(day.name)
    return any(
        start <= starts_on <= end
        and (end - start).days < LONGEST_CLASHING
        and (start == starts_on or name in folded)
        and (name in folded or folded in name)
        for start, end, folded in standing
        if folded
    )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def subscribe(unit: Unit, *, by: Any) -> str:
    """Make a secret address for a unit's calendar; it is shown this once, for only its hash is kept."""
    token = secrets.token_urlsafe(32)
    CalendarSubscription.objects.create(unit=unit, token_hash=_hash(token), made_by=by)
    return token


def revoke(subscription: CalendarSubscription) -> None:
    """The address is answered no more. Twice does no harm."""
    CalendarSubscription.objects.filter(pk=subscription.pk, revoked_at=None).update(revoked_at=timezone.now())


@transaction.atomic
def renew(subscription: CalendarSubscription, *, by: Any) -> str:
    """Close an address and make another one for the same unit; it is shown this once."""
    revoke(subscription)
    return subscribe(subscription.unit, by=by)


def subscribed_calendar(token: str, *, today: date, host: str) -> bytes | None:
    """The calendar behind a secret address: occasions, the unit's deadlines and delegations. It names no person.

    None when there is no such address, or it was revoked.
    """
    found = CalendarSubscription.objects.select_related("unit").filter(token_hash=_hash(token), revoked_at=None).first()
    if found is None:
        return None
    file = icalendar.Calendar()
    file.add("prodid", "-//Nhịp Cầu//vi")
    file.add("version", "2.0")
    file.add("x-wr-calname", found.unit.name)
    first, last = today - BEHIND, today + AHEAD
    for occasion in occasions_between(first, last):
        _add(file, f"occasion-{occasion.pk}@{host}", occasion.name, occasion.starts_on, occasion.ends_on)
    for task in tasks_of(found.unit, today).filter(deadline__range=(first, last)).order_by("deadline", "pk"):
        summary = _("Deadline: %(task)s") % {"task": task.title}
        _add(file, f"task-{task.pk}@{host}", summary, task.deadline, task.deadline)
    own = Delegation.objects.filter(host_unit=found.unit, cancelled_on=None, starts_on__lte=last, ends_on__gte=first)
    for event in events(own.order_by("starts_on", "pk"), host=host):
        file.add_component(event)
    return bytes(file.to_ical())


def _add(file: icalendar.Calendar, uid: str, summary: str, first: Any, last: Any) -> None:
    event = icalendar.Event()
    event.add("uid", uid)
    event.add("dtstamp", timezone.now())
    event.add("summary", writable(summary))
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    file.add_component(event)
