"""Writing into the audit trail."""

from datetime import UTC
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from nhipcau.audit.models import AuditEntry
from nhipcau.audit.rules import FIRST_SEAL, seal

# One lock for the whole trail; any number that nothing else uses.
_LOCK = 7_402_018


def subject_of(thing: models.Model) -> str:
    """How the trail names a thing: "reporting.report:12"."""
    return f"{thing._meta.label_lower}:{thing.pk}"


@transaction.atomic
def record(action: str, thing: models.Model, *, by: Any, name: str = "", **details: Any) -> AuditEntry:
    """Add an entry: who (`by`, or nobody) did what to a thing; `details` are plain values.

    The entry stands and falls with the transaction of the caller, so the trail never tells what did not happen.
    """
    _hold_the_trail()
    last = AuditEntry.objects.only("number", "seal").order_by("-number").first()
    entry = AuditEntry(
        number=last.number + 1 if last else 1,
        at=timezone.now().astimezone(UTC),
        by_id=by.pk if by else None,
        by_name=(by.get_full_name() or by.get_username())[:300] if by else "",
        action=action,
        subject=subject_of(thing),
        subject_name=(name or str(thing))[:300],
        details=details,
        before=last.seal if last else FIRST_SEAL,
    )
    entry.seal = seal(entry.number, entry.content(), entry.before)
    entry.save()
    return entry


def _hold_the_trail() -> None:
    """One writer at a time. SQLite's writers take turns by themselves; PostgreSQL is told until the commit."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
