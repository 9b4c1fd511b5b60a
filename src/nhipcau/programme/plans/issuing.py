"""An approved plan is issued: it takes its number from the unit's register; its files are made, measured and kept.

The number and the fact are one short transaction; the files follow it. When the machine dies between, they are made
when somebody asks for them.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from nhipcau.audit.queries import newest_seal
from nhipcau.audit.services import record
from nhipcau.drafts.rules import fingerprint
from nhipcau.officialdocs.form_check import Finding, check_docx, check_pdf
from nhipcau.officialdocs.writing import OfficialPaper, as_docx, as_pdf
from nhipcau.programme.enums import PlanState
from nhipcau.programme.plan_models import Plan, PlanFile, PlanIssue, PlanSubmission
from nhipcau.programme.plans.content import KIND_IN_NUMBERS, Signing, paper_of, subject_of, usual_signing
from nhipcau.programme.plans.deciding import newest_submission
from nhipcau.programme.plans.exceptions import FormFaultError, NotApprovedError
from nhipcau.programme.plans.labels import finding_words
from nhipcau.programme.plans.services import locked
from nhipcau.programme.register.services import take_number

FORMS = ("docx", "pdf")
SCHEMA = "nhipcau.issued-plan/1"


def made(paper: OfficialPaper, form: str) -> bytes:
    """The file of a document in a form."""
    return as_docx(paper) if form == "docx" else as_pdf(paper)


def measured(content: bytes, paper: OfficialPaper, form: str) -> list[Finding]:
    """What the form check found in a file."""
    return check_docx(content, paper) if form == "docx" else check_pdf(content, paper)


def check_of(paper: OfficialPaper) -> dict[str, list[Finding]]:
    """Both files of a document, made and measured."""
    return {form: measured(made(paper, form), paper, form) for form in FORMS}


def issue_plan(plan: Plan, signing: Signing, *, day: date, by: Any) -> PlanIssue:
    """Issue an approved plan. Twice, or two at once, does no harm: there is one number and one document.

    Asked again after the machine died, it makes the files that are missing.

    Raises:
        NotApprovedError: the plan is not approved.
        FormFaultError: the document would not have the form that the rules ask for.
        RegisterError: the register gives no number for that day, or without a short form.
        ValidationError: a line of the register is too long.
    """
    if known := PlanIssue.objects.filter(plan=plan).first():
        files_of(known)
        return known
    submission = _approved(plan)
    _refuse_faults(paper_of(submission.content, signing, number="01", day=day))
    issue = _issued(plan, signing, day=day, by=by)
    files_of(issue)
    return issue


def _approved(plan: Plan) -> PlanSubmission:
    newest = newest_submission(plan)
    if plan.state not in (PlanState.APPROVED, PlanState.ISSUED) or newest is None:
        raise NotApprovedError
    return newest


def _refuse_faults(paper: OfficialPaper) -> None:
    faults = [
        f"{form.upper()}: {finding_words(one)}"
        for form, findings in check_of(paper).items()
        for one in findings
        if not one.is_right
    ]
    if faults:
        raise FormFaultError(faults)


@transaction.atomic
def _issued(plan: Plan, signing: Signing, *, day: date, by: Any) -> PlanIssue:
    current = locked(plan.pk)
    if known := PlanIssue.objects.filter(plan=current).first():
        return known
    submission = _approved(current)
    entry = take_number(
        current.unit,
        KIND_IN_NUMBERS,
        day,
        subject=subject_of(submission.content),
        key=f"plan:{current.pk}",
        by=by,
        short_form=signing.short_form,
        signer=signing.signer,
        recipients="\n".join(signing.recipients),
    )
    content = {
        "schema": SCHEMA,
        "plan_sha256": submission.sha256,
        "plan": submission.content,
        "signing": {**asdict(signing), "recipients": list(signing.recipients)},
        "number": f"{entry.number:02}",
        "written": entry.written,
        "day": entry.issued_on.isoformat(),
        "issued_by": by.get_full_name() if by else "",
    }
    sha256 = fingerprint(content)
    record("plan issued", current, by=by, number=entry.written, sha256=sha256)
    issue: PlanIssue = PlanIssue.objects.create(
        plan=current,
        entry=entry,
        content=content,
        sha256=sha256,
        trail_seal=newest_seal(),
        issued_at=timezone.now(),
        issued_by=by,
    )
    Plan.objects.filter(pk=current.pk).decide(state=PlanState.ISSUED, version=F("version") + 1)
    return issue


def signing_of(content: Mapping[str, Any]) -> Signing:
    """With what a plan was issued."""
    values = content["signing"]
    return Signing(**{**values, "recipients": tuple(values["recipients"])})


def proposed_signing(plan: Plan) -> Signing:
    """How the unit signed last; its usual way when it has issued nothing."""
    last = PlanIssue.objects.filter(plan__unit=plan.unit).order_by("-issued_at").first()
    return signing_of(last.content) if last else usual_signing(plan.unit)


def paper_of_issue(issue: PlanIssue) -> OfficialPaper:
    """The document as it was issued, of nothing but what was kept."""
    content = issue.content
    return paper_of(
        content["plan"], signing_of(content), number=content["number"], day=date.fromisoformat(content["day"])
    )


def draft_paper(content: Mapping[str, Any], signing: Signing) -> OfficialPaper:
    """A draft: dots where the register will write."""
    return paper_of(content, replace(signing, short_form=signing.short_form or "…"))


def files_of(issue: PlanIssue) -> dict[str, PlanFile]:
    """The files of an issued plan, made when they are not there yet."""
    files = {file.form: file for file in issue.files.all()}
    missing = [form for form in FORMS if form not in files]
    paper = paper_of_issue(issue) if missing else None
    for form in missing:
        assert paper is not None  # noqa: S101 -- made above when something is missing
        files[form] = _kept(issue, form, paper)
    return files


def _kept(issue: PlanIssue, form: str, paper: OfficialPaper) -> PlanFile:
    content = made(paper, form)
    sha256 = hashlib.sha256(content).hexdigest()
    place = f"plans/{sha256[:2]}/{sha256}.{form}"
    if not default_storage.exists(place):
        place = default_storage.save(place, ContentFile(content))
    file: PlanFile
    file, _made = PlanFile.objects.get_or_create(
        issue=issue,
        form=form,
        defaults={
            "file": place,
            "size": len(content),
            "sha256": sha256,
            "findings": [asdict(one) for one in measured(content, paper, form)],
        },
    )
    return file
