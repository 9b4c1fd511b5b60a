"""Letters about an event: written with what they tell of, sent a moment later by whoever looks after the installation.

What could not go out is tried again at the next look, for a day.
"""

import logging
import smtplib
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.listening.labels import moment_words
from nhipcau.listening.models import Activation, Letter, LivePerson, LogLine
from nhipcau.listening.models.live import DRILL_MARK

logger = logging.getLogger(__name__)
TRIED_FOR = timedelta(days=1)
# No post takes longer over one letter.
CLAIM_HOLDS = timedelta(minutes=5)


def write_letters(activation: Activation, line: LogLine, *, to: Any = None) -> None:
    """One letter to each person of the event with an account and an address, telling a line of the log.

    `to` is the account of one of them who is told alone.
    """
    roles: dict[str, list[str]] = {}
    people = LivePerson.objects.filter(role__activation=activation, user__is_active=True)
    rows = (
        (people.filter(user=to) if to else people)
        .exclude(user__email="")
        .order_by("role__order", "place")
        .values_list("user__email", "role__name")
    )
    for email, role in rows:
        roles.setdefault(email, []).append(role)
    Letter.objects.bulk_create(
        Letter(
            activation=activation,
            line=line.number,
            address=address,
            subject=_subject(activation, line),
            body=_body(activation, line, names),
        )
        for address, names in roles.items()
    )


def _subject(activation: Activation, line: LogLine) -> str:
    mark = f"[{DRILL_MARK}] " if activation.is_drill else ""
    return f"{mark}{activation.title}: {line.get_kind_display()}"[:300]


def _body(activation: Activation, line: LogLine, roles: list[str]) -> str:
    values = {
        "title": activation.title,
        "text": line.text,
        "at": moment_words(line.at),
        "roles": ", ".join(roles),
        "address": settings.PUBLIC_ADDRESS + reverse("listening:live", args=[activation.pk]),
    }
    drill = _("THIS IS A DRILL. Nothing of it goes out to the public.\n\n") if activation.is_drill else ""
    return (
        drill
        + _(
            "%(title)s\n%(at)s: %(text)s\n\nYour part: %(roles)s\nThe live page: %(address)s\n\n"
            "This letter was sent by the system."
        )
        % values
    )


def send_letters(now: Any = None) -> int:
    """Send what waits; returns how many letters went out. When the post does not answer, the rest waits."""
    moment = now or timezone.now()
    sent = 0
    waiting = Letter.objects.filter(sent_at=None, written_at__gt=moment - TRIED_FOR).order_by("pk")
    for pk in list(waiting.values_list("pk", flat=True)):
        try:
            sent += _send(pk, moment)
        except (OSError, smtplib.SMTPException) as error:
            logger.warning("A letter about an event could not be sent: %s", error)
            if isinstance(error, smtplib.SMTPRecipientsRefused):
                continue
            break
    return sent


def _send(pk: int, moment: datetime) -> bool:
    """Send a letter. No lock is held while the post is spoken to: people are ticking steps meanwhile.

    Of two workers one claims it; what a killed worker had claimed is taken up again after a while.
    """
    free = Q(claimed_at=None) | Q(claimed_at__lt=moment - CLAIM_HOLDS)
    if not Letter.objects.filter(free, pk=pk, sent_at=None).update(claimed_at=moment):
        return False
    letter = Letter.objects.get(pk=pk)
    try:
        EmailMessage(subject=letter.subject, body=letter.body, to=[letter.address]).send()
    except (OSError, smtplib.SMTPException):
        Letter.objects.filter(pk=pk).update(claimed_at=None)
        raise
    Letter.objects.filter(pk=pk).update(sent_at=timezone.now())
    return True
