"""What happens to a plan while it is written: begun, drafted anew, saved, own tasks entered. Submission: `deciding`."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from nhipcau.audit.services import record
from nhipcau.drafts import services as writing
from nhipcau.drafts.enums import OfferAnswer
from nhipcau.drafts.rules import clean_text
from nhipcau.organisation.models import Unit
from nhipcau.organisation.office_words import in_office_language
from nhipcau.programme.enums import PlanContent, PlanKind
from nhipcau.programme.models import Task
from nhipcau.programme.plan_models import ClosedPlanError, Plan, PlanItem, PlanSection, PlanTemplate
from nhipcau.programme.plans import rules
from nhipcau.programme.plans.drafting import SectionDraft, draft, parts_of, parts_of_sections
from nhipcau.programme.plans.exceptions import (
    StaleItemError,
    StalePlanError,
    TooManyItemsError,
)
from nhipcau.programme.rules import shorten


def usual_subject(first_year: int, last_year: int) -> str:
    """What a plan is on when nobody says otherwise."""
    return f"Công tác thông tin đối ngoại {rules.years_words(first_year, last_year)}"


def open_plan(
    unit: Unit, template: PlanTemplate, *, first_year: int, last_year: int, subject: str = "", by: Any
) -> Plan:
    """The unit's plan for some years, drafted when it is opened for the first time.

    Two clicks, or two people at once, get one plan.
    """
    if template.kind == PlanKind.YEAR:
        last_year = first_year
    key = {"unit": unit, "kind": template.kind, "first_year": first_year, "amendment": 0}
    if known := Plan.objects.filter(**key).first():
        return known
    plan = Plan(
        **key,
        last_year=last_year,
        template=template,
        subject=shorten(subject or usual_subject(first_year, last_year), 500),
        created_by=by,
    )
    plan.clean_fields(exclude=["unit", "template", "amends", "created_by", "saved_at", "saved_by", "folded"])
    try:
        with transaction.atomic():
            plan.save()
            PlanSection.objects.bulk_create(_new_section(plan, one) for one in draft(plan, parts_of(plan)))
            record("plan opened", plan, by=by, years=plan.years)
    except IntegrityError:  # somebody else's click was a moment earlier
        return Plan.objects.get(**key)
    return plan


def _new_section(plan: Plan, one: SectionDraft) -> PlanSection:
    return PlanSection(
        plan=plan,
        key=one.key,
        order=one.order,
        level=one.level,
        heading=one.heading,
        content=one.content,
        words=one.words,
        is_required=one.is_required,
        drafted=one.text,
        body=one.text,
    )


def fresh_draft(plan: Plan) -> list[SectionDraft]:
    """What the plan would say if it were drafted now."""
    return draft(plan, parts_of_sections(plan.sections.all()))


@transaction.atomic
def refresh_plan(plan: Plan, *, by: Any) -> None:
    """Take what came since into the sections that nobody has touched. A touched one keeps its words and gets an offer.

    Raises:
        ClosedPlanError: the plan is submitted.
    """
    current = locked_open(plan.pk)
    _take_in(current, by=by)
    _mark_saved(current, by=by)
    record("plan draft refreshed", current, by=by)


def _take_in(plan: Plan, *, by: Any, contents: tuple[str, ...] = ()) -> None:
    """Bring the untouched sections up to date: all of them, or those of some contents."""
    sections = {section.key: section for section in plan.sections.all()}
    wanted = {one.key: one for one in fresh_draft(plan) if not contents or one.content in contents}
    for key, one in wanted.items():
        section = sections.get(key)
        if section is None:
            _new_section(plan, one).save()
        elif section.level > 1 and (section.order, section.heading) != (one.order, one.heading):
            section.order, section.heading = one.order, one.heading
            section.save(update_fields=["order", "heading"])
    for key, section in sections.items():
        if contents and section.content not in contents:
            continue
        text = wanted[key].text if key in wanted else ""
        if section.is_touched or text == section.drafted:
            continue
        if not text and section.level > 1:
            section.delete()
        else:
            writing.write(section, body=text, drafted=text, by=by)


@transaction.atomic
def answer_offer(section: PlanSection, answer: OfferAnswer, *, version: int, by: Any) -> PlanSection:
    """Do with what came since what the officer chose (`drafts.services.answer`).

    Raises:
        ClosedPlanError: the plan is submitted.
        StaleSectionError: somebody saved the section in the meantime.
    """
    plan = locked_open(section.plan_id)
    current: PlanSection = plan.sections.get(pk=section.pk)
    text = next((one.text for one in fresh_draft(plan) if one.key == current.key), "")
    writing.answer(current, answer, fresh=text, version=version, by=by)
    _mark_saved(plan, by=by)
    record("plan update answered", plan, by=by, section=current.key, answer=answer.value)
    return current


@transaction.atomic
def save_section(section: PlanSection, body: str, *, version: int, by: Any) -> PlanSection:
    """Keep an officer's text, provided that it was written over `version`. The same text again does no harm.

    Raises:
        ClosedPlanError: the plan is submitted.
        StaleSectionError: somebody saved another text in the meantime; it holds both.
        TooLongError: more than a section takes.
    """
    text = writing.text_to_keep(body)
    plan = locked_open(section.plan_id)
    current: PlanSection = plan.sections.select_related("saved_by").get(pk=section.pk)
    if writing.keep_text(current, text, version=version, by=by):
        _mark_saved(plan, by=by)
        record("plan section saved", plan, by=by, section=current.key, version=current.version, characters=len(text))
    return current


@transaction.atomic
def set_subject(plan: Plan, subject: str, *, version: int, by: Any) -> Plan:
    """Say what the plan is on, provided that nobody changed the plan in the meantime.

    Raises:
        ClosedPlanError: the plan is submitted.
        StalePlanError: somebody changed it in the meantime.
    """
    current = locked_open(plan.pk)
    text = shorten(clean_text(subject), 500) or usual_subject(plan.first_year, plan.last_year)
    if text == current.subject:
        return current
    if current.version != version:
        raise StalePlanError
    before, current.subject = current.subject, text
    current.save(update_fields=["subject"])
    with in_office_language():
        _take_in(current, by=by, contents=(PlanContent.OPENING,))
    _mark_saved(current, by=by)
    record("plan subject set", current, by=by, before=before)
    return current


@dataclass(frozen=True, slots=True)
class OwnTask:
    """What an officer enters for a task that the unit sets itself. Money is đồng by `BudgetSource`."""

    title: str
    under: Task | None = None
    cooperating: str = ""
    product: str = ""
    deadline: date | None = None
    money: dict[str, int] = field(default_factory=dict)


@transaction.atomic
def add_item(plan: Plan, own: OwnTask, *, key: str, by: Any) -> PlanItem:
    """Enter an own task; the same form sent twice (`key`) makes one.

    Raises:
        ClosedPlanError: the plan is submitted.
        TooManyItemsError: the plan has as many as it takes.
        ValidationError: something of it is wrong.
    """
    current = locked_open(plan.pk)
    if known := current.items.filter(key=key).first():
        return known
    if current.items.filter(is_dropped=False).count() >= rules.MOST_ITEMS:
        raise TooManyItemsError(rules.MOST_ITEMS)
    item = PlanItem(plan=current, key=key)
    _put(item, own, by=by)
    item.save()
    _after_items(current, by=by)
    record("own task planned", current, by=by, title=item.title)
    return item


@transaction.atomic
def change_item(item: PlanItem, own: OwnTask, *, version: int, by: Any) -> PlanItem:
    """Change an own task, provided that nobody else did in the meantime.

    Raises:
        ClosedPlanError: the plan is submitted.
        StaleItemError: somebody changed it in the meantime.
        ValidationError: something of it is wrong.
    """
    current = locked_open(item.plan_id)
    there: PlanItem = current.items.get(pk=item.pk)
    if there.version != version:
        raise StaleItemError(there)
    _put(there, own, by=by)
    there.version += 1
    there.save()
    _after_items(current, by=by)
    record("own task changed", current, by=by, title=there.title)
    return there


@transaction.atomic
def drop_item(item: PlanItem, *, by: Any) -> None:
    """Take an own task out. One that is a task of the programme already is cancelled when the plan is approved.

    Raises:
        ClosedPlanError: the plan is submitted.
    """
    current = locked_open(item.plan_id)
    there = current.items.filter(pk=item.pk, is_dropped=False).first()
    if there is None:
        return
    if there.task_id is None:
        there.delete()
    else:
        there.is_dropped = True
        there.version += 1
        there.save()
    _after_items(current, by=by)
    record("own task dropped", current, by=by, title=there.title)


def _put(item: PlanItem, own: OwnTask, *, by: Any) -> None:
    item.title, item.under, item.cooperating = shorten(own.title), own.under, own.cooperating.strip()
    item.product, item.deadline, item.money = own.product.strip(), own.deadline, own.money
    item.saved_at, item.saved_by = timezone.now(), by
    item.clean_fields(exclude=["plan", "under", "saved_by", "task"])


def _after_items(plan: Plan, *, by: Any) -> None:
    """The parts that tell of own tasks, money and years follow at once where nobody has touched them."""
    _take_in(plan, by=by, contents=(PlanContent.OWN, PlanContent.MONEY, PlanContent.YEARS))
    _mark_saved(plan, by=by)


def locked(pk: int) -> Plan:
    """The plan, held against others until the transaction ends: nothing is written while it is being submitted."""
    plan: Plan = Plan.objects.select_for_update(of=("self",)).select_related("unit__parent", "amends").get(pk=pk)
    return plan


def locked_open(pk: int) -> Plan:
    """The same, to be changed.

    Raises:
        ClosedPlanError: it is submitted.
    """
    plan = locked(pk)
    if not plan.is_open:
        raise ClosedPlanError
    return plan


def _mark_saved(plan: Plan, *, by: Any) -> None:
    Plan.objects.filter(pk=plan.pk).update(version=F("version") + 1, saved_at=timezone.now(), saved_by=by)
