"""Delegations as events for other calendars."""

from collections.abc import Iterable
from datetime import timedelta

import icalendar
from django.utils import timezone

from nhipcau.officialdocs.writing import writable
from nhipcau.programme.delegation_models import Delegation


def events(delegations: Iterable[Delegation], *, host: str) -> Iterable[icalendar.Event]:
    """Whole-day events; the end of such an event is the day after its last (RFC 5545, 3.6.1). They name no person."""
    for one in delegations:
        event = icalendar.Event()
        event.add("uid", f"delegation-{one.pk}@{host}")
        event.add("dtstamp", timezone.now())
        event.add("summary", writable(one.name))
        event.add("location", ", ".join(part for part in (one.place, one.country) if part))
        event.add("dtstart", one.starts_on)
        event.add("dtend", one.ends_on + timedelta(days=1))
        yield event


def as_icalendar(delegations: Iterable[Delegation], *, host: str) -> bytes:
    """A calendar of delegations."""
    file = icalendar.Calendar()
    file.add("prodid", "-//Nhịp Cầu//vi")
    file.add("version", "2.0")
    for event in events(delegations, host=host):
        file.add_component(event)
    return bytes(file.to_ical())
