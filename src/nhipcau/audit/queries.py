"""Reading the audit trail, and whether it is whole."""

from collections.abc import Iterator
from datetime import UTC

from django.db.models import Model, QuerySet

from nhipcau.audit.models import AuditEntry
from nhipcau.audit.rules import Sealed, broken
from nhipcau.audit.services import subject_of


def trail_of(*things: Model) -> QuerySet[AuditEntry]:
    """What was done to some things, newest first."""
    return AuditEntry.objects.filter(subject__in=[subject_of(thing) for thing in things])


def newest_seal() -> str:
    """The seal that stands for the whole trail so far; empty when there is no entry."""
    return AuditEntry.objects.order_by("-number").values_list("seal", flat=True).first() or ""


def fault_of_the_trail() -> tuple[int, str] | None:
    """The number of the first entry that does not fit and why; None when the trail is whole."""
    return broken(_sealed())


def _sealed() -> Iterator[Sealed]:
    for entry in AuditEntry.objects.order_by("number").iterator(chunk_size=2000):
        entry.at = entry.at.astimezone(UTC)
        yield Sealed(entry.number, entry.content(), entry.before, entry.seal)
