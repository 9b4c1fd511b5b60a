"""What happens with delegations: entered, changed, cancelled, reported on; the press told of them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from nhipcau.audit.services import record
from nhipcau.organisation.workdays import WorkCalendar
from nhipcau.programme.delegation_models import (
    Delegation,
    DelegationMembers,
    DelegationReportRule,
    MemberKind,
    PressPiece,
)
from nhipcau.programme.delegations import rules
from nhipcau.programme.enums import ActivityKind
from nhipcau.programme.recording import record_activity, withdraw_activity
from nhipcau.programme.rules import shorten


def report_due(delegation: Delegation) -> date | None:
    """When the report of a delegation is due by the rules that count now; two questions."""
    asked = DelegationReportRule.objects.values_list("direction", "level", "days", "counts_working_days")
    after = WorkCalendar.load().after
    return rules.report_due_on(delegation.ends_on, delegation.direction, delegation.level, asked, after=after)


@transaction.atomic
def keep(
    delegation: Delegation, members: Mapping[MemberKind, int], *, by: Any, is_dated_anew: bool = True
) -> Delegation:
    """Enter or change a delegation with its numbers of members; a reported one brings its activity up to date.

    `is_dated_anew` says that its days, direction or level changed, so that its report is due on another day.
    """
    is_new = delegation.pk is None
    if is_new:
        delegation.added_by = by
    if is_new or is_dated_anew:
        delegation.report_due_on = report_due(delegation)
    delegation.full_clean(exclude=["added_by"])
    delegation.save()
    delegation.members.exclude(kind__in=[kind for kind, count in members.items() if count]).delete()
    for kind, count in members.items():
        if count:
            DelegationMembers.objects.update_or_create(delegation=delegation, kind=kind, defaults={"count": count})
    record("delegation entered" if is_new else "delegation changed", delegation, by=by)
    if delegation.reported_on is not None:
        _record(delegation, by=by)
    return delegation


@transaction.atomic
def report(delegation: Delegation, *, on: date, number: str, result: str, today: date, by: Any) -> Delegation:
    """Say what a delegation brought; that is recorded as one activity, however often the report is corrected.

    Raises:
        ValidationError: it was cancelled or is not over yet, or the day of the report cannot be.
    """
    delegation = Delegation.objects.select_for_update().get(pk=delegation.pk)
    if delegation.cancelled_on is not None:
        raise ValidationError(_("This delegation was cancelled; there is nothing to report on."))
    if delegation.ends_on > today:
        raise ValidationError(_("This delegation is not over yet; its report comes after its last day."))
    if not rules.may_report(delegation.ends_on, on, today):
        raise ValidationError(
            {"on": _("A report is made after the last day of the delegation, and not on a day to come.")}
        )
    delegation.reported_on, delegation.report_number, delegation.result = on, number.strip(), result.strip()
    delegation.save(update_fields=["reported_on", "report_number", "result"])
    record("delegation reported", delegation, by=by, on=on.isoformat())
    _record(delegation, by=by)
    return delegation


def _record(delegation: Delegation, *, by: Any) -> None:
    record_activity(
        unit=delegation.host_unit,
        kind=ActivityKind.DELEGATION,
        title=shorten(delegation.name),
        happened_on=delegation.ends_on,
        place=", ".join(part for part in (delegation.place, delegation.country) if part),
        figures={"people": sum(delegation.members.values_list("count", flat=True))},
        task=delegation.task,
        occasion=delegation.occasion,
        evidence_url=_evidence(delegation),
        source=delegation.source,
        by=by,
    )


def _evidence(delegation: Delegation) -> str:
    """What shows that it took place: what the press told, or the page that names the number of its report."""
    told = delegation.press_pieces.exclude(url="").order_by("published_on", "pk").first()
    if told is not None:
        return told.url
    return reverse("delegations:inspect", args=[delegation.pk]) if delegation.report_number else ""


@transaction.atomic
def cancel(delegation: Delegation, *, because: str, today: date, by: Any) -> Delegation:
    """A delegation does not take place; it stays with the reason, and counts no more. Twice does no harm."""
    because = because.strip()
    if not because:
        raise ValidationError({"because": _("Please say why the delegation does not take place.")})
    changed = Delegation.objects.filter(pk=delegation.pk, cancelled_on=None).update(
        cancelled_on=today, cancelled_because=because
    )
    if changed:
        withdraw_activity(delegation.source, on=today)
        record("delegation cancelled", delegation, by=by, because=because)
    delegation.refresh_from_db()
    return delegation


@transaction.atomic
def take_up_again(delegation: Delegation, *, by: Any) -> Delegation:
    """A cancelled delegation takes place after all. Twice does no harm."""
    changed = Delegation.objects.filter(pk=delegation.pk).exclude(cancelled_on=None)
    if changed.update(cancelled_on=None, cancelled_because=""):
        delegation.refresh_from_db()
        record("delegation taken up again", delegation, by=by)
        if delegation.reported_on is not None:
            _record(delegation, by=by)
    return delegation


@transaction.atomic
def add_press_piece(delegation: Delegation, *, by: Any, **values: Any) -> PressPiece:
    """Keep what the press told of it; that is evidence of the activity of a reported one."""
    piece = PressPiece(delegation=delegation, added_by=by, **values)
    piece.full_clean(exclude=["added_by"])
    piece.save()
    _bring_up_to_date(delegation, by=by)
    return piece


def _bring_up_to_date(delegation: Delegation, *, by: Any) -> None:
    if delegation.reported_on is not None and delegation.cancelled_on is None:
        _record(delegation, by=by)


@transaction.atomic
def remove_press_piece(piece: PressPiece, *, by: Any) -> None:
    """Take out a piece that was entered by mistake; the trail keeps what it was."""
    record("press piece removed", piece.delegation, by=by, title=piece.title, outlet=piece.outlet)
    piece.delete()
    _bring_up_to_date(piece.delegation, by=by)
