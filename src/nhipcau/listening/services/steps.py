"""Steps are done, left out, opened again; roles are taken over; notes are written."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.listening.access import activations_visible_to, may_act_in, may_do
from nhipcau.listening.enums import LineKind
from nhipcau.listening.exceptions import DecidedError, RefusedError
from nhipcau.listening.labels import in_office_language, moment_words
from nhipcau.listening.models import Activation, LivePerson, LiveRole, LiveStep, LogLine
from nhipcau.listening.rules import LONGEST_NOTE
from nhipcau.listening.services.holding import clean_text, hold, hold_closed_too, write_line

# The same words by the same person within this time are one press of the button.
ONE_PRESS = timedelta(minutes=3)


def _held_step(step: LiveStep, *, by: Any) -> tuple[Activation, LiveStep]:
    activation = hold(step.activation)
    current = LiveStep.objects.select_related("role").prefetch_related("role__people").get(pk=step.pk)
    if not may_do(current, by):
        raise RefusedError(
            _("This step belongs to the role “%(role)s”; its people, or the standing office, tick it.")
            % {"role": current.role}
        )
    return activation, current


@transaction.atomic
def finish_step(step: LiveStep, *, note: str = "", by: Any) -> LiveStep:
    """Tick a step. The same person ticking twice changes nothing.

    Raises:
        DecidedError: somebody else ticked it, or left it out, before.
        RefusedError: the event is over, or the step is none of the person's.
    """
    activation, current = _held_step(step, by=by)
    if current.done_at is not None and current.done_by_id == by.pk:
        return current
    _refuse_decided(current)
    words = clean_text(note, longest=LONGEST_NOTE)
    _decide(current, note=words, is_left_out=False, by=by)
    with in_office_language():
        text = _("Done: %(step)s") % {"step": current.title}
        write_line(activation, LineKind.STEP_DONE, f"{text}. {words}" if words else f"{text}.", by=by)
    return current


@transaction.atomic
def leave_out(step: LiveStep, *, reason: str, by: Any) -> LiveStep:
    """Say that a step is not done in this event, and why.

    Raises:
        DecidedError: it was ticked, or left out, before.
        RefusedError: the event is over, the step is none of the person's, or the reason is missing.
    """
    activation, current = _held_step(step, by=by)
    if current.is_left_out and current.done_by_id == by.pk:
        return current
    _refuse_decided(current)
    words = clean_text(reason, longest=LONGEST_NOTE)
    if not words:
        raise RefusedError(_("Please say why this step is left out."))
    _decide(current, note=words, is_left_out=True, by=by)
    with in_office_language():
        text = _("Left out: %(step)s. Reason: %(reason)s") % {"step": current.title, "reason": words}
        write_line(activation, LineKind.STEP_LEFT_OUT, text, by=by)
    return current


@transaction.atomic
def open_again(step: LiveStep, *, reason: str, by: Any) -> LiveStep:
    """Take a tick back that was set by mistake; the log keeps both. An open step stays as it is.

    Raises:
        RefusedError: the event is over, the step is none of the person's, or the reason is missing.
    """
    activation, current = _held_step(step, by=by)
    if current.is_open:
        return current
    words = clean_text(reason, longest=LONGEST_NOTE)
    if not words:
        raise RefusedError(_("Please say why the step is open again."))
    current.done_at, current.done_by, current.done_by_name = None, None, ""
    current.is_left_out, current.note = False, ""
    if current.due_at is None and current.from_level <= activation.level:
        current.due_at = timezone.now()
    current.save()
    with in_office_language():
        text = _("Open again: %(step)s. Reason: %(reason)s") % {"step": current.title, "reason": words}
        write_line(activation, LineKind.STEP_OPENED, text, by=by)
    return current


def _refuse_decided(step: LiveStep) -> None:
    if step.is_open:
        return
    values = {"who": step.done_by_name, "at": moment_words(step.done_at)}
    if step.is_left_out:
        raise DecidedError(_("%(who)s left this step out at %(at)s.") % values)
    raise DecidedError(_("%(who)s had ticked this step at %(at)s already; your tick was not needed.") % values)


def _decide(step: LiveStep, *, note: str, is_left_out: bool, by: Any) -> None:
    step.done_at, step.done_by, step.done_by_name = timezone.now(), by, by.get_full_name()[:300]
    step.is_left_out, step.note = is_left_out, note
    step.save(update_fields=["done_at", "done_by", "done_by_name", "is_left_out", "note"])


@transaction.atomic
def take_role(role: LiveRole, person: LivePerson, *, by: Any) -> LiveRole:
    """Let one of a role's people act in it from now on: themselves, or named by the standing office.

    Who acts already goes on; nothing is written then.

    Raises:
        RefusedError: the event is over, or the person is none of the role's.
    """
    activation = hold(role.activation)
    current = LiveRole.objects.select_related("acting").prefetch_related("people").get(pk=role.pk)
    if not may_act_in(current, by) or person.role_id != current.pk:
        raise RefusedError(_("Only the people of a role, or the standing office, take it over."))
    if current.acting_id == person.pk:
        return current
    before = current.acting.words if current.acting else ""
    current.acting = person
    current.save(update_fields=["acting"])
    with in_office_language():
        values = {"role": current.name, "who": person.words, "before": before or _("nobody")}
        write_line(activation, LineKind.ROLE_TAKEN, _("%(role)s: %(who)s takes over from %(before)s.") % values, by=by)
    return current


@transaction.atomic
def write_note(activation: Activation, text: str, *, corrects: int | None = None, by: Any) -> LogLine:
    """Add a note, or a correction of a line, to the log. A closed event takes corrections only.

    Raises:
        RefusedError: the event is over, the note empty, the person has no part in it, or there is no such line.
    """
    current = hold_closed_too(activation) if corrects else hold(activation)
    words = clean_text(text, longest=LONGEST_NOTE)
    if not activations_visible_to(by).filter(pk=current.pk).exists():
        raise RefusedError(_("You have no part in this event."))
    if not words:
        raise RefusedError(_("Please write what is to be noted."))
    if corrects and not current.log.filter(number=corrects).exists():
        raise RefusedError(_("The log has no such line."))
    pressed: LogLine | None = (
        current.log.filter(by=by, text=words, corrects=corrects, at__gt=timezone.now() - ONE_PRESS)
        .order_by("number")
        .last()
    )
    if pressed is not None:
        return pressed
    return write_line(current, LineKind.CORRECTION if corrects else LineKind.NOTE, words, by=by, corrects=corrects)
