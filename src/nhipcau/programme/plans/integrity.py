"""Whether what was submitted and issued is as it was, and the registers have no gap."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator

from nhipcau.audit.models import AuditEntry
from nhipcau.drafts.rules import fingerprint
from nhipcau.programme.enums import CLOSED_PLANS, PlanState
from nhipcau.programme.plan_models import Plan, PlanFile, PlanIssue, PlanSubmission
from nhipcau.programme.register.rules import gaps
from nhipcau.programme.register_models import OutgoingDocument, RegisterBook


def faults() -> Iterator[str]:
    """A sentence for each plan, file or book that is not as it was left."""
    yield from _of_contents()
    yield from _of_files()
    yield from _of_states()
    yield from _of_registers()


def _of_contents() -> Iterator[str]:
    known = AuditEntry.objects.values("seal")
    for model, name in ((PlanSubmission, "Submitted plan"), (PlanIssue, "Issued plan")):
        for row in model.objects.order_by("pk").iterator(chunk_size=200):
            if fingerprint(row.content) != row.sha256:
                yield f"{name} {row.plan_id} does not match its fingerprint."
        gone = model.objects.exclude(trail_seal="").exclude(trail_seal__in=known).order_by("pk")
        for row in gone[:20]:
            yield f"The audit trail ends before {name.lower()} {row.plan_id}, which knew more of it."
    for issue in PlanIssue.objects.select_related("entry").order_by("pk").iterator(chunk_size=200):
        if issue.entry.written != issue.content.get("written"):
            yield f"Issued plan {issue.plan_id} carries another number than the register."


def _of_files() -> Iterator[str]:
    for file in PlanFile.objects.order_by("pk").iterator(chunk_size=200):
        try:
            with file.file.open("rb") as opened:
                sha256 = hashlib.sha256(opened.read()).hexdigest()
        except FileNotFoundError:
            yield f"The {file.form} of issued plan {file.issue_id} is missing."
            continue
        if sha256 != file.sha256:
            yield f"The {file.form} of issued plan {file.issue_id} was changed."


def _of_states() -> Iterator[str]:
    submitted = PlanSubmission.objects.values("plan")
    for plan in Plan.objects.filter(state__in=CLOSED_PLANS).exclude(pk__in=submitted).order_by("pk")[:20]:
        yield f"Plan {plan.pk} is closed and nothing was submitted."
    for plan in Plan.objects.filter(state=PlanState.ISSUED, issue=None).order_by("pk")[:20]:
        yield f"Plan {plan.pk} is called issued and has no number."


def _of_registers() -> Iterator[str]:
    numbers: dict[int, list[int]] = defaultdict(list)
    for key, number in OutgoingDocument.objects.values_list("book", "number"):
        numbers[key].append(number)
    for book in RegisterBook.objects.order_by("pk"):
        lacking = gaps(numbers[book.pk], given_before=book.given_before, last_number=book.last_number)
        if lacking:
            yield f"Book {book.pk} of the register lacks the numbers {', '.join(map(str, lacking[:10]))}."
        if numbers[book.pk] and max(numbers[book.pk]) > book.last_number:
            yield f"Book {book.pk} of the register has numbers beyond its last one."
