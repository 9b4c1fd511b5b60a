"""Reminders by email before, on and after the last day to file. In the workspace the home page tells the same.

Called every few minutes by whoever looks after the installation; a reminder goes out once, however often that is.
"""

import logging
import smtplib
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhipcau.organisation.models import Post, Unit
from nhipcau.organisation.queries import living
from nhipcau.reporting import queries
from nhipcau.reporting.labels import in_office_language, plain_day
from nhipcau.reporting.models import Reminder, ReportingDuty
from nhipcau.reporting.queries import Owed
from nhipcau.reporting.reporters import Lines

logger = logging.getLogger(__name__)

# People get letters in working hours; what falls due earlier in the day waits.
FIRST_HOUR = 7
# A reminder that could not go out (no power, no network) still makes sense this long after.
CAUGHT_UP = 2
# A claim that is older was left by a worker that died.
DIED = timedelta(minutes=10)


def send_reminders(now: Any = None) -> int:
    """Send what is due today and was not sent yet; returns how many letters went out."""
    moment = timezone.localtime(now or timezone.now())
    if moment.hour < FIRST_HOUR:
        return 0
    sent = 0
    for duty in queries.listed_duties():
        if duty.is_complete and duty.reminders:
            sent += _remind_of(duty, moment)
    return sent


def reminder_due(due_on: date, days_before: Iterable[int], today: date) -> int | None:
    """Which of a duty's reminders belongs to today: the latest one whose day has come within the last days."""
    come = [
        days for days in days_before if timedelta(0) <= today - (due_on - timedelta(days=days)) <= timedelta(CAUGHT_UP)
    ]
    return min(come) if come else None


def _remind_of(duty: ReportingDuty, moment: datetime) -> int:
    today, sent = moment.date(), 0
    periods = queries.periods_until(duty, today)[-3:]
    for period in periods:
        days = reminder_due(queries.due_on(duty, period), duty.reminders, today)
        if days is None:
            continue
        known = set(
            Reminder.objects.filter(duty=duty, period_start=period.start, days_before=days)
            .filter(Q(sent_at__isnull=False) | Q(claimed_at__gt=moment - DIED))
            .values_list("unit", flat=True)
        )
        open_ones = [
            owed
            for owed in queries.who_has_filed(duty, period, today=today)
            if (not owed.is_filed or owed.is_returned) and owed.unit.pk not in known
        ]
        addresses = _addresses([owed.unit for owed in open_ones], today) if open_ones else {}
        sent += sum(_send(owed, days, addresses.get(owed.unit.pk, []), moment) for owed in open_ones)
    return sent


def _addresses(units: Iterable[Unit], today: date) -> dict[int, list[str]]:
    """Where to write to: the contacts of a unit; of one that ended, those of who took over."""
    lines = Lines.load()
    stand_ins = {
        unit.pk: [unit.pk, *lines.followers.get(unit.pk, ())] if unit.ends_on and unit.ends_on < today else [unit.pk]
        for unit in units
    }
    posts = (
        Post.objects.filter(
            living(today),
            unit__in={key for keys in stand_ins.values() for key in keys},
            user__is_active=True,
            user__groups__permissions__codename="write_report",
        )
        .exclude(user__email="")
        .values_list("unit", "user__email")
        .distinct()
    )
    by_unit: dict[int, list[str]] = {}
    for unit, email in posts:
        by_unit.setdefault(unit, []).append(email)
    return {pk: sorted({email for key in keys for email in by_unit.get(key, ())}) for pk, keys in stand_ins.items()}


def _send(owed: Owed, days_before: int, addresses: list[str], moment: datetime) -> bool:
    """Write to a unit: claim, send outside any transaction (a slow mail server must not hold the database), mark.

    Of two workers one does. What could not go is free again at once; what a killed worker claimed, after a while.
    """
    reminder = _claim(owed, days_before, addresses, moment) if addresses else None
    if reminder is None:
        return False
    try:
        letter(owed, addresses).send()
    except (OSError, smtplib.SMTPException) as error:
        logger.warning("No reminder to %s: %s", owed.unit, error)
        reminder.delete()
        return False
    Reminder.objects.filter(pk=reminder.pk).update(sent_at=timezone.now())
    return True


def _claim(owed: Owed, days_before: int, addresses: list[str], moment: datetime) -> Reminder | None:
    """The reminder, to be sent by this worker; None when another one is at it or was."""
    Reminder.objects.filter(
        duty=owed.duty, unit=owed.unit, period_start=owed.period.start, days_before=days_before,
        sent_at=None, claimed_at__lte=moment - DIED,
    ).delete()  # fmt: skip
    try:
        with transaction.atomic():
            return Reminder.objects.create(
                duty=owed.duty,
                unit=owed.unit,
                period_start=owed.period.start,
                days_before=days_before,
                claimed_at=moment,
                addresses=addresses,
            )
    except IntegrityError:
        return None


def letter(owed: Owed, addresses: list[str]) -> EmailMessage:
    """The letter: which report, until when, where to write it."""
    with in_office_language():
        values = {
            "name": owed.name,
            "unit": owed.unit.name,
            "duty": owed.duty.name,
            "due": plain_day(owed.due_on),
            "address": settings.PUBLIC_ADDRESS + reverse("reporting:own"),
        }
        subject = f"{owed.name}: {state_words(owed)}"
        body = _(
            "To the contact of %(unit)s\n\n"
            "%(name)s (%(duty)s) is to be filed by the end of %(due)s.\n"
            "The draft is ready in the workspace: %(address)s\n\n"
            "This letter was sent by the system; when the report has been filed, no further one is sent."
        )
        if owed.is_returned:
            subject = f"{owed.name}: {_('returned with remarks')}"
    return EmailMessage(subject=subject, body=body % values, to=addresses)


def state_words(owed: Owed) -> str:
    """How many days are left, or how late it is."""
    if owed.is_late:
        return ngettext("%(count)d day late", "%(count)d days late", owed.days_late) % {"count": owed.days_late}
    if owed.days_left == 0:
        return _("due today")
    return ngettext("%(count)d day left", "%(count)d days left", owed.days_left) % {"count": owed.days_left}
