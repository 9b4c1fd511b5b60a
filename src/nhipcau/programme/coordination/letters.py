"""Letters about yearly reviews that are missing, to those who look after coordination programmes.

The same way as letters about tasks (see `letter_sending`): each once, one letter a person and look.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhipcau.organisation.workdays import WorkCalendar
from nhipcau.programme.coordination.models import Coordination
from nhipcau.programme.coordination.queries import reviews_missing
from nhipcau.programme.coordination.rules import is_late, letter_days
from nhipcau.programme.letter_models import ReviewNotice
from nhipcau.programme.letter_rules import IsWorked, goes_out
from nhipcau.programme.letter_sending import DIED, FIRST_HOUR, claim, compose, send, written_to

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Line:
    """A review that is missing, and the day for which its letter was meant."""

    coordination: Coordination
    year: int
    day: date

    @property
    def which(self) -> dict[str, Any]:
        """What makes its notice to a person the only one."""
        return {"coordination": self.coordination, "year": self.year, "day": self.day}

    @property
    def key(self) -> tuple[int, int, date]:
        return self.coordination.pk, self.year, self.day


def send_review_letters(now: Any = None) -> int:
    """Send what is due now and was not sent yet; returns how many letters went out."""
    moment = timezone.localtime(now or timezone.now())
    if moment.hour < FIRST_HOUR:
        return 0
    lines = list(_due(moment.date()))
    if not lines:
        return 0
    known = _known(lines, moment)
    sent = 0
    try:
        for user in _who_looks_after():
            open_lines = [line for line in lines if (user.pk, *line.key) not in known]
            sent += _send(user, open_lines, moment) if open_lines else 0
    except OSError as error:
        # Nobody can be written to now; those who were not tried are tried at the next look.
        logger.warning("No letters about yearly reviews: %s", error)
    return sent


def _due(today: date) -> Iterable[Line]:
    """Missing reviews that have a letter today: of two days that fit, the later one."""
    missing = reviews_missing(today)
    is_worked: IsWorked = WorkCalendar.load().is_worked if missing else bool
    for coordination, year in missing:
        fitting = [day for day in letter_days(coordination.ends_on, year) if goes_out(day, today, is_worked)]
        if fitting:
            yield Line(coordination, year, fitting[-1])


def _who_looks_after() -> Any:
    """People whose role changes coordination programmes."""
    permission = {
        "groups__permissions__codename": "change_coordination",
        "groups__permissions__content_type__app_label": "programme",
    }
    return written_to().filter(**permission).distinct().order_by("pk")


def _known(lines: list[Line], moment: Any) -> set[tuple[int, int, int, date]]:
    """What was sent, or is being sent by another worker at this moment."""
    rows = ReviewNotice.objects.filter(coordination__in={line.coordination.pk for line in lines}).values_list(
        "user", "coordination", "year", "day", "claimed_at", "sent_at"
    )
    return {
        (user, coordination, year, day)
        for user, coordination, year, day, claimed_at, sent_at in rows
        if sent_at is not None or (claimed_at is not None and claimed_at > moment - DIED)
    }


def _send(user: Any, lines: list[Line], moment: Any) -> int:
    """Write to a person: claim, send, mark.

    Raises:
        OSError: there is no way to the mail server.
    """
    claimed = claim(ReviewNotice, ({"user": user, **line.which} for line in lines), moment)
    if not claimed.notices:
        return 0
    told = [lines[place] for place in claimed.places]
    return send(letter(user, told, today=moment.date(), again=claimed.again), ReviewNotice, claimed)


def letter(user: Any, lines: list[Line], *, today: date, again: bool = False) -> EmailMessage:
    """One letter about all reviews that are missing, the oldest year first."""
    with translation.override(settings.LANGUAGE_CODE):
        subject = _subject(lines)
        paragraphs = [_paragraph(line, today) for line in lines]
    content = "\n".join(f"{user.pk} {line.key}" for line in lines)
    found: EmailMessage = compose(user, subject, paragraphs, about="reviews", content=content, again=again)
    return found


def _subject(lines: list[Line]) -> str:
    if len(lines) == 1:
        return _("%(name)s: the review of %(year)d is missing") % {
            "name": lines[0].coordination.name,
            "year": lines[0].year,
        }
    return ngettext(
        "%(count)d yearly review of coordination programmes is missing",
        "%(count)d yearly reviews of coordination programmes are missing",
        len(lines),
    ) % {"count": len(lines)}


def _paragraph(line: Line, today: date) -> str:
    values = {"name": line.coordination.name, "partner": line.coordination.partner, "year": line.year}
    text = _("%(name)s, with %(partner)s: the review of %(year)d is asked for and not finished.") % values
    if is_late(line.year, today):
        text += " " + _("The year is over: it is late.")
    address = reverse("coordinations:review", args=[line.coordination.pk, line.year])
    return f"- {text}\n  {_('The draft from the joint tasks is ready:')} {settings.PUBLIC_ADDRESS}{address}"
