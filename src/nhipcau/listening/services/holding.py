"""One writer at a time per event, so that numbers have no gap and nothing is done twice."""

from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.audit.services import record
from nhipcau.listening.enums import LineKind
from nhipcau.listening.exceptions import ClosedError, RefusedError
from nhipcau.listening.models import Activation, LogLine
from nhipcau.listening.rules import line_seal
from nhipcau.officialdocs.secrecy import find_secrecy_mark
from nhipcau.vietnamese import normalise


def hold(activation: Activation) -> Activation:
    """The event as it is now, kept for this transaction.

    Raises:
        ClosedError: it is over.
    """
    current = hold_closed_too(activation)
    if current.is_closed:
        raise ClosedError
    return current


def hold_closed_too(activation: Activation) -> Activation:
    """The event as it is now, open or closed, kept for this transaction."""
    current: Activation = (
        Activation.objects.select_for_update(of=("self",)).select_related("version", "unit").get(pk=activation.pk)
    )
    return current


def write_line(activation: Activation, kind: LineKind, text: str, *, by: Any, corrects: int | None = None) -> LogLine:
    """Add a line to the log and to the audit trail; the event must be held. Pages see that something happened."""
    last = LogLine.objects.filter(activation=activation).order_by("-number").first()
    line = LogLine(
        activation=activation,
        number=last.number + 1 if last else 1,
        at=timezone.now(),
        by_id=by.pk if by else None,
        by_name=(by.get_full_name() or by.get_username())[:300] if by else "",
        kind=kind,
        text=text,
        corrects=corrects,
    )
    line.seal = line_seal(line.number, line.content(), last.seal if last else "")
    line.save()
    Activation.objects.filter(pk=activation.pk).update(revision=F("revision") + 1)
    record("live log written", activation, by=by, number=line.number, kind=str(kind), seal=line.seal)
    return line


def touch(activation: Activation) -> None:
    """Let pages see that something changed that is no line of the log."""
    Activation.objects.filter(pk=activation.pk).update(revision=F("revision") + 1)


def clean_text(text: str, *, longest: int) -> str:
    """What somebody typed, in normal form.

    Raises:
        RefusedError: it carries a secrecy mark, or is too long.
    """
    plain = normalise(text.replace("\r\n", "\n").replace("\x00", "")).strip()
    if len(plain) > longest:
        raise RefusedError(
            _("This text has %(length)d characters; please shorten it to %(longest)d.")
            % {"length": len(plain), "longest": longest}
        )
    if find_secrecy_mark(plain) is not None:
        raise RefusedError(
            _("The text carries a secrecy mark, so the system does not take it. Nothing of it was kept.")
        )
    return plain
