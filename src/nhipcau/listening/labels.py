"""Words of letters, logs and documents: written in the office's language, whoever is looking."""

from contextlib import AbstractContextManager
from datetime import datetime

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from nhipcau.listening.rules import whole_minutes


def in_office_language() -> AbstractContextManager[None]:
    """The language of the log, of letters and of documents."""
    return translation.override(settings.LANGUAGE_CODE)


def moment_words(at: datetime | None) -> str:
    """A moment as the log writes it: "14:05 27/11/2026"; nothing for none."""
    return f"{timezone.localtime(at):%H:%M %d/%m/%Y}" if at else ""


def span_words(minutes: int) -> str:
    """A span of time in words: "45 phút", "2 giờ 05 phút", "1 ngày 3 giờ"."""
    days, rest = divmod(abs(minutes), 24 * 60)
    hours, rest = divmod(rest, 60)
    if days:
        return _("%(days)d days %(hours)d hours") % {"days": days, "hours": hours}
    if hours:
        return _("%(hours)d hours %(minutes)02d minutes") % {"hours": hours, "minutes": rest}
    return _("%(minutes)d minutes") % {"minutes": rest}


def against_plan(due_at: datetime | None, done_at: datetime | None) -> str:
    """How a step was done against its plan: "đúng giờ", "sớm 10 phút", "chậm 1 giờ 05 phút"; nothing when not done."""
    if due_at is None or done_at is None:
        return ""
    minutes = whole_minutes(done_at - due_at)
    if minutes == 0:
        return _("on time")
    words = {"span": span_words(minutes)}
    return _("%(span)s late") % words if minutes > 0 else _("%(span)s early") % words
