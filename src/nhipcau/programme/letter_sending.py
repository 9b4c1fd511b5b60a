"""What letters to officers share: each goes out once, whoever else is sending, and whatever dies meanwhile.

What a letter says is claimed in rows first, sent outside any transaction (a slow mail server must not hold the
database), and marked after. A claim that a killed worker left is taken up again.
"""

import hashlib
import logging
import smtplib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from nhipcau.organisation.models import User

logger = logging.getLogger(__name__)

# People get letters in working hours; what falls due earlier in the day waits.
FIRST_HOUR = 7
# A claim that is older was left by a worker that died.
DIED = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a letter may say: keys of its notices, the places of their lines, and whether one was claimed before."""

    notices: tuple[int, ...]
    places: tuple[int, ...]
    again: bool


def written_to() -> Any:
    """People who can be written to, and want to be."""
    return User.objects.filter(is_active=True).exclude(email="").exclude(letter_choice__about_tasks=False)


def claim(model: type[Model], rows: Iterable[Mapping[str, Any]], moment: Any) -> Claimed:
    """Claim the notices that nobody else is sending; `rows` say of each what makes it the only one."""
    notices, places, again = [], [], False
    with transaction.atomic():
        for place, which in enumerate(rows):
            row: Any = model._default_manager.filter(**which).first()
            if row is None:
                try:
                    with transaction.atomic():
                        row = model._default_manager.create(**which, claimed_at=moment)
                except IntegrityError:
                    continue  # another worker was a moment earlier
            elif _taken_up(model, row, moment):
                again = True
            else:
                continue
            notices.append(row.pk)
            places.append(place)
    return Claimed(tuple(notices), tuple(places), again)


def _taken_up(model: type[Model], row: Any, moment: Any) -> bool:
    """Claim what a worker left that died; False when another one is at it, sent it, or was a moment earlier."""
    if row.sent_at is not None or (row.claimed_at is not None and row.claimed_at > moment - DIED):
        return False
    same = model._default_manager.filter(pk=row.pk, claimed_at=row.claimed_at, sent_at=None)
    return bool(same.update(claimed_at=moment))


def send(letter: EmailMessage, model: type[Model], claimed: Claimed) -> int:
    """Send a letter and mark what it told; returns 1 when it went.

    A letter that could not go keeps its claim and is tried again once that is old, like one whose worker died.

    Raises:
        OSError: there is no way to the mail server.
    """
    try:
        letter.send()
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as error:
        logger.warning("No letter to %s: %s", letter.to, error)
        return 0
    model._default_manager.filter(pk__in=claimed.notices).update(sent_at=timezone.now())
    return 1


def compose(user: Any, subject: str, paragraphs: Iterable[str], *, about: str, content: str, again: bool) -> Any:
    """A letter in the language of the office.

    Its identification is made of what it says (`content`): should a worker die just after sending, the same letter
    that goes out again is known by mail programs as the one that they have; and it tells people so.
    """
    with translation.override(settings.LANGUAGE_CODE):
        body = _(
            "To %(name)s\n\n%(lines)s\n\n"
            "This letter was sent by the system, once for each deadline and day. If you would rather have none, "
            "choose so in the workspace under your account: %(address)s"
        ) % {
            "name": user.get_full_name(),
            "lines": "\n\n".join(paragraphs),
            "address": settings.PUBLIC_ADDRESS + reverse("wagtailadmin_account"),
        }
        if again:
            body += "\n\n" + _(
                "You may have this letter already: when it was sent before, nobody could tell whether it went."
            )
    host = urlsplit(settings.PUBLIC_ADDRESS).hostname or "localhost"
    identification = f"<{about}.{hashlib.sha256(content.encode()).hexdigest()[:40]}@{host}>"
    return EmailMessage(
        # A title may have been typed with a line break; a header must not.
        subject=" ".join(subject.split())[:200],
        body=body,
        to=[user.email],
        headers={"Message-ID": identification},
    )
