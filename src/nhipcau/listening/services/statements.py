"""A statement on its way out: filled in, submitted, cleared by a second person, released."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.listening.access import activations_visible_to, may_clear_statements
from nhipcau.listening.enums import LineKind, StatementState
from nhipcau.listening.exceptions import DecidedError, RefusedError, StaleStatementError
from nhipcau.listening.labels import in_office_language
from nhipcau.listening.models import Activation, LiveStatement
from nhipcau.listening.rules import (
    LONGEST_NOTE,
    LONGEST_STATEMENT,
    LONGEST_VALUE,
    filled,
    open_places,
    placeholder_key,
    placeholders,
)
from nhipcau.listening.services.holding import clean_text, hold, touch, write_line
from nhipcau.newsroom.rules import may_clear


def _held(statement: LiveStatement, *, by: Any) -> tuple[Activation, LiveStatement]:
    activation = hold(statement.activation)
    if not activations_visible_to(by).filter(pk=activation.pk).exists():
        raise RefusedError(_("You have no part in this event."))
    return activation, LiveStatement.objects.get(pk=statement.pk)


@transaction.atomic
def save_statement(
    statement: LiveStatement, *, template: str, values: Mapping[str, str], version: int, by: Any
) -> LiveStatement:
    """Keep the words and what stands in their blanks. What was submitted or cleared has to be submitted anew.

    `values` by the names of the placeholders. Saving what is there already changes nothing.

    Raises:
        StaleStatementError: somebody saved it meanwhile.
        RefusedError: it was released, the event is over, or the text cannot be taken.
    """
    activation, current = _held(statement, by=by)
    words = clean_text(template, longest=LONGEST_STATEMENT)
    kept = {name: clean_text(values.get(name, ""), longest=LONGEST_VALUE) for name in placeholders(words)}
    kept = {name: value for name, value in kept.items() if value}
    if (words, kept) == (current.template, current.values):
        return current
    if current.state == StatementState.RELEASED:
        raise RefusedError(_("A released statement stays as it went out; please write the next one from it."))
    if version != current.version:
        raise StaleStatementError(current)
    text = filled(words, {placeholder_key(name): value for name, value in kept.items()})
    current.template, current.values = words, kept
    current.text = clean_text(text, longest=LONGEST_STATEMENT)
    current.state, current.version = StatementState.DRAFT, current.version + 1
    current.saved_at, current.saved_by_name = timezone.now(), by.get_full_name()[:300]
    current.cleared_at, current.cleared_by_name = None, ""
    current.save()
    current.writers.add(by)
    touch(activation)
    return current


@transaction.atomic
def submit_statement(statement: LiveStatement, *, version: int, by: Any) -> LiveStatement:
    """Hand a statement in for clearance. Submitting what waits already changes nothing.

    Raises:
        StaleStatementError: somebody saved it meanwhile.
        RefusedError: something is still to be filled in, or it was decided already.
    """
    activation, current = _held(statement, by=by)
    if current.state == StatementState.WAITING:
        return current
    if current.state not in (StatementState.DRAFT, StatementState.RETURNED):
        raise DecidedError(_("This statement was decided on already; please look at it once more."))
    if version != current.version:
        raise StaleStatementError(current)
    _refuse_open(current)
    current.state, current.remarks = StatementState.WAITING, ""
    current.save(update_fields=["state", "remarks"])
    current.writers.add(by)
    _tell(activation, current, LineKind.STATEMENT_SUBMITTED, by=by)
    return current


def _refuse_open(statement: LiveStatement) -> None:
    if not statement.text.strip():
        raise RefusedError(_("The statement is empty; please write it first."))
    places = open_places(statement.text)
    if places:
        raise RefusedError(
            _("Still to be filled in: %(places)s. A statement with open places does not go out.")
            % {"places": ", ".join(places)}
        )


def is_cleared_by(statement: LiveStatement, user: Any) -> bool:
    """Tell whether a person may clear a statement: with the right to clear, and none of those who wrote it."""
    roles = statement.activation.roles.prefetch_related("people")
    return may_clear(
        user.pk,
        holds_the_right=user.is_active and may_clear_statements(roles, user),
        authors=list(statement.writers.values_list("pk", flat=True)),
    )


@transaction.atomic
def decide_statement(
    statement: LiveStatement, *, is_cleared: bool, version: int, remarks: str = "", by: Any
) -> LiveStatement:
    """Clear a submitted statement as the second person, or return it with remarks.

    Raises:
        DecidedError: it waits no more, or its words are not those that the person saw.
        RefusedError: the person is one of its writers or has no right to clear; remarks are missing.
    """
    activation, current = _held(statement, by=by)
    if current.state != StatementState.WAITING or version != current.version:
        raise DecidedError(_("This statement was decided on or changed meanwhile; please look at it once more."))
    if not is_cleared_by(current, by):
        raise RefusedError(_("Only a second person with the right to clear decides on a statement."))
    words = clean_text(remarks, longest=LONGEST_NOTE)
    if is_cleared:
        _refuse_open(current)
        current.state, current.cleared_at = StatementState.CLEARED, timezone.now()
        current.cleared_by_name = by.get_full_name()[:300]
    else:
        if not words:
            raise RefusedError(_("Please write what is to be changed."))
        current.state = StatementState.RETURNED
    current.remarks = words
    current.save()
    kind = LineKind.STATEMENT_CLEARED if is_cleared else LineKind.STATEMENT_RETURNED
    _tell(activation, current, kind, more=words, by=by)
    return current


@transaction.atomic
def release_statement(statement: LiveStatement, *, released_to: str, version: int, by: Any) -> LiveStatement:
    """Put on record that a cleared statement went out, and to whom. In a drill nothing goes out, and the log says so.

    A second call changes nothing.

    Raises:
        RefusedError: it is not cleared, has open places, or nobody is named to whom it went.
    """
    activation, current = _held(statement, by=by)
    if current.state == StatementState.RELEASED:
        return current
    if current.state != StatementState.CLEARED or version != current.version:
        raise DecidedError(_("Only a cleared statement goes out; please have it cleared first."))
    _refuse_open(current)
    to = clean_text(released_to, longest=300)
    if activation.is_drill:
        to = ""
    elif not to:
        raise RefusedError(_("Please write to whom the statement goes out."))
    current.state, current.released_at = StatementState.RELEASED, timezone.now()
    current.released_by_name, current.released_to = by.get_full_name()[:300], to
    current.save()
    _tell(activation, current, LineKind.STATEMENT_RELEASED, more=to, by=by)
    return current


def _tell(activation: Activation, statement: LiveStatement, kind: LineKind, *, more: str = "", by: Any) -> None:
    with in_office_language():
        words = {
            LineKind.STATEMENT_SUBMITTED: _("Submitted for clearance: %(name)s."),
            LineKind.STATEMENT_CLEARED: _("Cleared: %(name)s."),
            LineKind.STATEMENT_RETURNED: _("Returned: %(name)s."),
            LineKind.STATEMENT_RELEASED: _("Released: %(name)s."),
        }[kind]
        if activation.is_drill and kind == LineKind.STATEMENT_RELEASED:
            words = _("Drill: %(name)s would go out now. Nothing was released to the public.")
        text = words % {"name": str(statement)}
        write_line(activation, kind, f"{text} {more}".strip(), by=by)


@transaction.atomic
def add_statement(activation: Activation, *, name: str, language: str, template: str = "", by: Any) -> LiveStatement:
    """Begin another statement of an event: a new one, or the next one from the words of one that went out.

    The same one begun twice, and not gone on with, is one.

    Raises:
        RefusedError: the event is over, the name is missing, or the language is none of ours.
    """
    current = hold(activation)
    title = clean_text(name, longest=150)
    if not activations_visible_to(by).filter(pk=current.pk).exists():
        raise RefusedError(_("You have no part in this event."))
    if not title or language not in dict(settings.LANGUAGES):
        raise RefusedError(_("Please give the statement a name and choose its language."))
    text = clean_text(template, longest=LONGEST_STATEMENT)
    begun = current.statements.filter(name=title, language=language, template=text, state=StatementState.DRAFT).first()
    if begun is not None:
        return begun
    last = current.statements.order_by("order").last()
    statement = LiveStatement.objects.create(
        activation=current,
        order=last.order + 1 if last else 0,
        name=title,
        language=language,
        template=text,
        text=text,
        saved_at=timezone.now(),
        saved_by_name=by.get_full_name()[:300],
    )
    statement.writers.add(by)
    touch(current)
    return statement
