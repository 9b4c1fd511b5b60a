"""Whether what was filed is as it was filed."""

from collections.abc import Iterator

from nhipcau.audit.models import AuditEntry
from nhipcau.drafts.rules import fingerprint
from nhipcau.programme.evidence_check import faults_of
from nhipcau.reporting.enums import CLOSED
from nhipcau.reporting.models import ReceivedEvidence, ReceivedReport, Report, Submission, Supplement


def faults() -> Iterator[str]:
    """A sentence for each filed report, filing or supplement that does not fit its fingerprint or the audit trail."""
    filed = dict(Submission.objects.order_by("number").values_list("report", "sha256"))
    for report in Report.objects.filter(state__in=CLOSED).order_by("pk").iterator(chunk_size=200):
        content = report.filed_content
        if content is None or fingerprint(content) != report.filed_sha256:
            yield f"Filed report {report.pk} does not match its fingerprint."
        elif filed.get(report.pk) != report.filed_sha256:
            yield f"Filed report {report.pk} is not what was filed last."
    for model, name in ((Submission, "Filing"), (Supplement, "Supplement")):
        for row in model.objects.order_by("pk").iterator(chunk_size=200):
            if fingerprint(row.content) != row.sha256:
                yield f"{name} {row.number} of report {row.report_id} does not match its fingerprint."
    for row in ReceivedReport.objects.order_by("pk").iterator(chunk_size=50):
        if fingerprint(row.content) != row.sha256:
            yield f"What came from “{row.unit}” with report {row.report_id} does not match its fingerprint."
    for received in ReceivedEvidence.objects.exclude(file="").order_by("pk").iterator(chunk_size=500):
        yield from faults_of(received.file, received.sha256, f"“{received.name}” of report {received.report_id}")
    yield from _seals_gone()


def _seals_gone() -> Iterator[str]:
    """An audit trail that was cut off at its end fits by itself; filings remember how far it went."""
    for model, name in ((Submission, "filing"), (Supplement, "supplement")):
        known = AuditEntry.objects.values("seal")
        gone = model.objects.exclude(trail_seal="").exclude(trail_seal__in=known).order_by("pk")
        for row in gone[:20]:
            yield f"The audit trail ends before {name} {row.number} of report {row.report_id}, which knew more of it."
