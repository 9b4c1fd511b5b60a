"""A plan is submitted, returned with remarks, submitted again, approved; an issued one is amended by a numbered one."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.audit.queries import newest_seal
from nhipcau.audit.services import record
from nhipcau.drafts.rules import clean_text, fingerprint
from nhipcau.organisation.office_words import in_office_language
from nhipcau.programme.enums import AssignmentRole, PlanState, TaskState
from nhipcau.programme.models import Task
from nhipcau.programme.plan_models import Plan, PlanItem, PlanSubmission
from nhipcau.programme.plans.content import content_of
from nhipcau.programme.plans.drafting import Source
from nhipcau.programme.plans.exceptions import (
    FaultyPlanError,
    NotIssuedError,
    NotSubmittedError,
    NotTheOtherError,
    StalePlanError,
)
from nhipcau.programme.plans.queries import checks_of
from nhipcau.programme.plans.services import locked
from nhipcau.programme.services import create_task, named, set_task_state
from nhipcau.programme.tasks.money import add_money, correct_money
from nhipcau.programme.tasks.services import move_deadline, plan_part

LONGEST_REMARKS = 10_000


@transaction.atomic
def submit_plan(plan: Plan, *, version: int, by: Any) -> Plan:
    """Submit a plan: its text and its tasks are kept with their fingerprint. Submitting it twice does no harm.

    `version` is that of the plan that the person looked over.

    Raises:
        StalePlanError: the plan was changed in the meantime.
        FaultyPlanError: a part that cannot be left empty is.
    """
    current = locked(plan.pk)
    if not current.is_open:
        return current
    if current.version != version:
        raise StalePlanError
    sections = list(current.sections.all())
    faults = [check.text for check in checks_of(current, sections) if check.holds_up]
    if faults:
        raise FaultyPlanError(faults)
    at, number = timezone.now(), current.submissions.count() + 1
    content = {
        **content_of(current, sections, Source.load(current)),
        "number": number,
        "submitted_at": at.isoformat(),
        "submitted_by": by.get_full_name() if by else "",
    }
    sha256 = fingerprint(content)
    record("plan submitted", current, by=by, number=number, sha256=sha256)
    PlanSubmission.objects.create(
        plan=current,
        number=number,
        content=content,
        sha256=sha256,
        trail_seal=newest_seal(),
        submitted_at=at,
        submitted_by=by,
    )
    Plan.objects.filter(pk=current.pk).update(state=PlanState.SUBMITTED, version=F("version") + 1)
    current.refresh_from_db()
    return current


def newest_submission(plan: Plan) -> PlanSubmission | None:
    """What was submitted last."""
    return plan.submissions.order_by("-number").first()


@transaction.atomic
def return_plan(plan: Plan, remarks: str, *, by: Any) -> Plan:
    """Give a submitted plan back with remarks: the unit writes on. What was submitted is kept as it was.

    Raises:
        NotSubmittedError: it is not waiting for a decision, or the remarks say nothing.
        NotTheOtherError: the person submitted it.
    """
    text = clean_text(remarks).strip()[:LONGEST_REMARKS]
    if not text:
        raise NotSubmittedError
    current = _decide(plan, PlanState.RETURNED, remarks=text, by=by)
    record("plan returned", current, by=by, remarks=text[:1000])
    return current


@transaction.atomic
def approve_plan(plan: Plan, *, by: Any) -> Plan:
    """Approve a submitted plan: what the unit set itself becomes tasks of the programme. Twice does no harm.

    Raises:
        NotSubmittedError: it is not waiting for a decision.
        NotTheOtherError: the person submitted it.
    """
    current = locked(plan.pk)
    if current.state in (PlanState.APPROVED, PlanState.ISSUED):
        return current
    current = _decide(current, PlanState.APPROVED, by=by)
    made = [_made_task(item, current, by=by) for item in current.items.select_related("task", "under__programme")]
    newest = newest_submission(current)
    record(
        "plan approved",
        current,
        by=by,
        sha256=newest.sha256 if newest else "",
        tasks=sum(one is not None for one in made),
    )
    return current


def _decide(plan: Plan, decision: PlanState, *, by: Any, remarks: str = "") -> Plan:
    current = locked(plan.pk)
    newest = newest_submission(current)
    if current.state != PlanState.SUBMITTED or newest is None:
        raise NotSubmittedError
    if by is not None and newest.submitted_by_id == by.pk:
        raise NotTheOtherError
    current.submissions.filter(pk=newest.pk).update(
        decision=decision, remarks=remarks, decided_at=timezone.now(), decided_by=by
    )
    Plan.objects.filter(pk=current.pk).decide(state=decision, version=F("version") + 1)
    current.refresh_from_db()
    return current


def _made_task(item: PlanItem, plan: Plan, *, by: Any) -> Task | None:
    """The task that an own task of a plan becomes; one that was a task before is brought to what the plan says now."""
    if item.task is not None:
        _bring_up_to(item.task, item, plan, by=by)
        return None
    if item.is_dropped:
        return None
    under = item.under if item.under and item.under.parent_id is None else None
    if under is not None:
        task = plan_part(under, item.title, unit=plan.unit, deadline=item.deadline, product=item.product, by=by)
    else:
        year = item.deadline.year if item.deadline else plan.first_year
        task = create_task(
            item.title,
            year=min(max(year, plan.first_year), plan.last_year),
            assignments=[(AssignmentRole.LEAD, plan.unit)],
            deadline=item.deadline,
            product=item.product,
            by=by,
        )
        task.planned_by = plan.unit
        task.save(update_fields=["planned_by"])
    for source, amount in item.money.items():
        if amount:
            add_money(task, source=source, planned=int(amount), spent=0, unit=plan.unit, by=by)
    PlanItem.objects.filter(pk=item.pk).decide(task=task)
    return task


def _bring_up_to(task: Task, item: PlanItem, plan: Plan, *, by: Any) -> None:
    """An amendment changes the task that the plan made: cancelled, or with its new words, deadline and money."""
    if item.is_dropped:
        if task.state in (TaskState.PLANNED, TaskState.UNDER_WAY):
            set_task_state(task, TaskState.CANCELLED, by=by)
        return
    with in_office_language():
        reason = _("Amendment no. %(number)d of the plan") % {"number": plan.amendment}
    move_deadline(task, item.deadline, reason=reason, by=by)
    if (task.title, task.product) != (item.title, item.product):
        before = named(title=task.title, product=task.product)
        task.title, task.product = item.title, item.product
        task.save(update_fields=["title", "product"])
        record("task changed", task, by=by, before=before, after=named(title=task.title, product=task.product))
    for source, amount in item.money.items():
        line = task.budget_lines.filter(source=source, unit=plan.unit).first()
        if line is None and amount:
            add_money(task, source=source, planned=int(amount), spent=0, unit=plan.unit, by=by)
        elif line is not None and line.planned != int(amount):
            correct_money(
                line,
                version=line.version,
                source=source,
                planned=int(amount),
                spent=line.spent,
                unit=line.unit,
                note=line.note,
                by=by,
            )


def amend_plan(plan: Plan, *, by: Any) -> Plan:
    """Begin the next numbered amendment of an issued plan, with the words and the own tasks that it has now.

    Two clicks get one amendment.

    Raises:
        NotIssuedError: the plan is not issued, or a later amendment was.
    """
    key = {"unit": plan.unit, "kind": plan.kind, "first_year": plan.first_year, "amendment": plan.amendment + 1}
    if known := Plan.objects.filter(**key).first():
        if known.amends_id == plan.pk and known.state != PlanState.ISSUED:
            return known
        raise NotIssuedError
    if plan.state != PlanState.ISSUED:
        raise NotIssuedError
    try:
        with transaction.atomic():
            return _amended(plan, key, by=by)
    except IntegrityError:  # somebody else's click was a moment earlier
        return Plan.objects.get(**key)


def _amended(plan: Plan, key: dict[str, Any], *, by: Any) -> Plan:
    amendment = Plan(
        **key, last_year=plan.last_year, subject=plan.subject, template=plan.template, amends=plan, created_by=by
    )
    amendment.save()
    for section in plan.sections.all():
        section.pk, section.plan, section.version = None, amendment, 1
        section.save(force_insert=True)
    for item in plan.items.filter(is_dropped=False):
        item.pk, item.plan, item.version = None, amendment, 1
        item.save(force_insert=True)
    record("plan amendment begun", amendment, by=by, number=amendment.amendment)
    return amendment
