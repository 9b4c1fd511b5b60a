"""An event begins, rises, falls and ends."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.audit.services import record
from nhipcau.listening.access import may_evaluate, may_see_any, scenarios_visible_to
from nhipcau.listening.enums import LineKind
from nhipcau.listening.exceptions import RefusedError, RunsAlreadyError
from nhipcau.listening.labels import in_office_language
from nhipcau.listening.letters import write_letters
from nhipcau.listening.models import Activation, LivePerson, LiveRole, LiveStatement, LiveStep, Scenario
from nhipcau.listening.rules import LONGEST_NOTE
from nhipcau.listening.services.holding import clean_text, hold, hold_closed_too, write_line
from nhipcau.listening.versions import version_now

LONGEST_SUMMARY = 10_000


@transaction.atomic
def activate(
    scenario: Scenario,
    *,
    key: UUID,
    level: int,
    is_drill: bool,
    decided_by: str,
    occasion: str = "",
    by: Any,
) -> Activation:
    """Activate a scenario on the version that it is now; its people are told.

    The same `key` again gives the event that it made: a double click activates once.

    Raises:
        RunsAlreadyError: the scenario runs already, as a drill or for real as was asked for.
        RefusedError: the person may not, the scenario is in use no more, or has no such level.
    """
    current = Scenario.objects.select_for_update().get(pk=scenario.pk)
    made: Activation | None = Activation.objects.filter(key=key).first()
    if made is not None:
        return made
    _check_may_activate(current, is_drill=is_drill, by=by)
    version = version_now(current, by=by)
    levels = {row["number"]: row for row in version.content["levels"]}
    if level not in levels:
        raise RefusedError(_("This scenario has no such level; please choose one of its levels."))
    activation = Activation.objects.create(
        scenario=current,
        version=version,
        key=key,
        title=current.title,
        unit=current.unit,
        is_drill=is_drill,
        level=level,
        decided_by=clean_text(decided_by, longest=200) or levels[level]["decides"],
        occasion=clean_text(occasion, longest=LONGEST_NOTE),
        started_at=timezone.now(),
        started_by=by,
        started_by_name=by.get_full_name()[:300],
    )
    _copy(activation, version.content)
    record("scenario activated", activation, by=by, version=version.number, level=level, drill=is_drill)
    with in_office_language():
        line = write_line(activation, LineKind.ACTIVATED, _activated_words(activation), by=by)
        write_letters(activation, line)
    return activation


def _check_may_activate(scenario: Scenario, *, is_drill: bool, by: Any) -> None:
    if not may_see_any(by) or not scenarios_visible_to(by).filter(pk=scenario.pk).exists():
        raise RefusedError(_("You have no part in this scenario, so you cannot activate it."))
    if not scenario.is_used:
        raise RefusedError(_("This scenario is in use no more; please choose another one."))
    running = Activation.objects.filter(scenario=scenario, is_drill=is_drill, closed_at=None).first()
    if running is not None:
        raise RunsAlreadyError(running)


def _activated_words(activation: Activation) -> str:
    values = {
        "level": activation.level,
        "name": activation.level_name,
        "who": activation.decided_by,
        "version": activation.version.number,
    }
    words = (
        _("Drill activated at level %(level)d (%(name)s) by decision of %(who)s; version %(version)d of the scenario.")
        if activation.is_drill
        else _("Activated at level %(level)d (%(name)s) by decision of %(who)s; version %(version)d of the scenario.")
    ) % values
    return f"{words} {activation.occasion}".strip()


def _copy(activation: Activation, content: Mapping[str, Any]) -> None:
    """Roles, steps and statements as they stand in the version."""
    roles = {row["name"]: _role(activation, order, row) for order, row in enumerate(content["roles"])}
    LiveStep.objects.bulk_create(
        LiveStep(
            activation=activation,
            order=order,
            offset=row["offset"],
            from_level=row["from_level"],
            title=row["title"],
            role=roles.get(row["role"]),
            done_when=row["done_when"],
            product=row["product"],
            due_at=_due(activation.started_at, row["offset"]) if row["from_level"] <= activation.level else None,
        )
        for order, row in enumerate(content["steps"])
    )
    LiveStatement.objects.bulk_create(
        LiveStatement(
            activation=activation,
            order=order,
            name=row["name"],
            language=row["language"],
            template=row["text"],
            text=row["text"],
        )
        for order, row in enumerate(content["statements"])
    )


def _role(activation: Activation, order: int, row: Mapping[str, Any]) -> LiveRole:
    role = LiveRole.objects.create(
        activation=activation, order=order, name=row["name"], duty=row["duty"], clears=row["clears"]
    )
    people = LivePerson.objects.bulk_create(
        LivePerson(role=role, place=place, user_id=one["user"], words=one["words"], phone=one["phone"])
        for place, one in enumerate(row["people"])
    )
    if people:
        role.acting = LivePerson.objects.filter(role=role).order_by("place").first()
        role.save(update_fields=["acting"])
    return role


def _due(since: datetime, offset: int) -> datetime:
    return since + timedelta(minutes=offset)


@transaction.atomic
def change_level(activation: Activation, level: int, *, decided_by: str, reason: str, by: Any) -> Activation:
    """Raise or lower the level; steps that only it asks for are due from now. The level that holds changes nothing.

    Raises:
        RefusedError: the event is over, the level unknown, or nobody is named who decided.
    """
    current = hold(activation)
    if level == current.level:
        return current
    if level not in {row["number"] for row in current.levels}:
        raise RefusedError(_("This scenario has no such level; please choose one of its levels."))
    who, why = clean_text(decided_by, longest=200), clean_text(reason, longest=LONGEST_NOTE)
    if not who:
        raise RefusedError(_("Please name who decided on the level."))
    before, current.level = current.level, level
    current.save(update_fields=["level"])
    _ask_for(current, now=timezone.now())
    with in_office_language():
        words = (
            _("Raised from level %(before)d to level %(level)d (%(name)s) by decision of %(who)s.")
            if level > before
            else _("Lowered from level %(before)d to level %(level)d (%(name)s) by decision of %(who)s.")
        ) % {"before": before, "level": level, "name": current.level_name, "who": who}
        line = write_line(current, LineKind.LEVEL_CHANGED, f"{words} {why}".strip(), by=by)
        write_letters(current, line)
    return current


def _ask_for(activation: Activation, *, now: datetime) -> None:
    """Open steps become due, or are asked for no more, as the level wants."""
    for step in activation.steps.filter(done_at=None, is_left_out=False):
        is_asked = step.from_level <= activation.level
        if is_asked == (step.due_at is not None):
            continue
        step.due_at = _due(now, step.offset) if is_asked else None
        step.save(update_fields=["due_at"])


@transaction.atomic
def close(activation: Activation, *, summary: str, by: Any) -> Activation:
    """End an event with a summary. Closing a second time changes nothing.

    Raises:
        RefusedError: the person may not, or the summary is missing.
    """
    current = hold_closed_too(activation)
    if current.is_closed:
        return current
    if not may_evaluate(by):
        raise RefusedError(_("Only an officer of the standing office or an approver closes an event."))
    text = clean_text(summary, longest=LONGEST_SUMMARY)
    if not text:
        raise RefusedError(_("Please write in a few words how it ended."))
    current.closed_at, current.closed_by_name, current.summary = timezone.now(), by.get_full_name()[:300], text
    current.save(update_fields=["closed_at", "closed_by_name", "summary"])
    with in_office_language():
        words = _("Drill ended: %(summary)s") if current.is_drill else _("Event ended: %(summary)s")
        line = write_line(current, LineKind.CLOSED, words % {"summary": text}, by=by)
        write_letters(current, line)
    return current
