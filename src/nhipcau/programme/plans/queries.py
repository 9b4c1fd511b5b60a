"""Questions about plans, as phrases."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhipcau.drafts.rules import Offer, offer_between
from nhipcau.organisation.waiting import Waiting
from nhipcau.programme.enums import PlanState
from nhipcau.programme.models import Task
from nhipcau.programme.plan_models import Plan, PlanItem, PlanSection
from nhipcau.programme.plans import access, rules
from nhipcau.programme.plans.drafting import SectionDraft
from nhipcau.programme.queries import concerning

MOST_WAITING = 3


@dataclass(frozen=True, slots=True)
class Check:
    """Something that was looked at and found wanting; `place` is the part of the page that it is about."""

    text: str
    place: str
    holds_up: bool = False


def checks_of(plan: Plan, sections: Sequence[PlanSection]) -> list[Check]:
    """Everything that is wanting before a plan is submitted, what holds it up first."""
    found = [*_of_sections(sections), *_of_items(plan)]
    has_tasks = any(section.level > 1 and not section.is_empty for section in sections)
    if not has_tasks and not plan.items.filter(is_dropped=False).exists():
        found.append(
            Check(_("The plan holds no task yet: neither one of a directive nor one of its own."), "own", True)
        )
    return sorted(found, key=lambda check: not check.holds_up)


def _of_sections(sections: Iterable[PlanSection]) -> Iterator[Check]:
    for section in sections:
        if section.is_required and section.is_empty:
            heading = section.heading or section.get_content_display()
            yield Check(_("“%(heading)s” cannot be left empty.") % {"heading": heading}, f"section-{section.pk}", True)


def _of_items(plan: Plan) -> Iterator[Check]:
    for item in plan.items.filter(is_dropped=False):
        values = {"task": item.title, "years": rules.years_words(plan.first_year, plan.last_year)}
        if item.deadline is None:
            yield Check(_("“%(task)s” has no deadline.") % values, "own")
        elif not plan.first_year <= item.deadline.year <= plan.last_year:
            yield Check(_("“%(task)s”: the deadline lies outside of the plan (%(years)s).") % values, "own")
        if not item.product:
            yield Check(_("“%(task)s” names no product.") % values, "own")


@dataclass(slots=True)
class Changes:
    """What a fresh draft would change: offers for touched sections, and whether an untouched one is behind."""

    offers: dict[int, Offer] = field(default_factory=dict)
    behind: int = 0


def changes_since(sections: Sequence[PlanSection], fresh: Iterable[SectionDraft]) -> Changes:
    """What came since the sections were drafted."""
    texts: Mapping[str, SectionDraft] = {one.key: one for one in fresh}
    changes = Changes()
    for section in sections:
        text = texts[section.key].text if section.key in texts else ""
        if text == section.drafted:
            continue
        if section.is_touched:
            changes.offers[section.pk] = offer_between(section.drafted, text)
        else:
            changes.behind += 1
    known = {section.key for section in sections}
    changes.behind += sum(key not in known for key in texts)
    return changes


def tasks_to_be_part_of(plan: Plan, today: date) -> QuerySet[Task]:
    """Tasks that ask something of the unit and that an own task may be a part of."""
    return (
        Task.objects.filter(
            concerning(plan.unit, today),
            programme__year__range=(plan.first_year, plan.last_year),
            parent=None,
        )
        .exclude(pk__in=PlanItem.objects.filter(plan__unit=plan.unit).exclude(task=None).values("task"))
        .order_by("programme", "order", "pk")
    )


def what_waits(user: Any, *, today: date) -> list[Waiting]:
    """Plans that were returned or may be issued, for those who write them; submitted ones for those who decide."""
    lines: list[Waiting] = []
    if user.has_perm(access.WRITE):
        own = Plan.objects.filter(unit__in=access.own_units(user, today))
        for plan in own.filter(state__in=(PlanState.RETURNED, PlanState.APPROVED)).order_by("pk")[:MOST_WAITING]:
            is_returned = plan.state == PlanState.RETURNED
            text = _("Plan returned with remarks: %(plan)s") if is_returned else _("Plan to be issued: %(plan)s")
            action = _("Go on writing") if is_returned else _("Issue")
            lines.append(Waiting(text % {"plan": plan.subject}, action, reverse("plans:plan", args=[plan.pk])))
    if user.has_perm(access.DECIDE):
        count = Plan.objects.filter(state=PlanState.SUBMITTED).count()
        if count:
            text = ngettext("%(count)d plan waits for approval", "%(count)d plans wait for approval", count)
            url = f"{reverse('plans:index')}?state={PlanState.SUBMITTED}"
            lines.append(Waiting(text % {"count": count}, _("See all"), url))
    return lines
