"""Whether the logs of events, and the versions that they run on, are as they were written."""

from collections.abc import Iterator

from nhipcau.audit.models import AuditEntry
from nhipcau.audit.services import subject_of
from nhipcau.listening.models import Activation, LogLine, ScenarioVersion
from nhipcau.listening.queries import broken_line_of
from nhipcau.listening.rules import fingerprint


def faults() -> Iterator[str]:
    """A sentence for each log or version that does not fit its seals, or the audit trail."""
    for version in ScenarioVersion.objects.order_by("pk").iterator(chunk_size=200):
        if fingerprint(version.content) != version.sha256:
            yield f"Version {version.number} of scenario {version.scenario_id} does not match its fingerprint."
    for event in Activation.objects.order_by("pk"):
        line = broken_line_of(event)
        if line is not None:
            yield f"Line {line} of the log of event {event.pk} is not as it was written."
        elif _last_seal(event) != _last_in_trail(event):
            yield f"The log of event {event.pk} ends where the audit trail goes on."


def _last_seal(event: Activation) -> str:
    return LogLine.objects.filter(activation=event).order_by("-number").values_list("seal", flat=True).first() or ""


def _last_in_trail(event: Activation) -> str:
    entries = AuditEntry.objects.filter(subject=subject_of(event), action="live log written")
    details = entries.order_by("-number").values_list("details", flat=True).first()
    return str(details["seal"]) if details else ""
