"""A plan as its page shows it: its sections with what was typed, its own tasks, and what came since."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from nhipcau.drafts.sheet import SectionView
from nhipcau.programme.enums import BudgetSource, PlanState
from nhipcau.programme.plan_models import Plan, PlanItem, PlanSection, PlanSubmission
from nhipcau.programme.plans.content import content_of
from nhipcau.programme.plans.drafting import Source, draft, money_words, parts_of_sections
from nhipcau.programme.plans.queries import Changes, Check, changes_since, checks_of


@dataclass(slots=True)
class Sheet:
    """Everything that the page of a plan shows."""

    plan: Plan
    today: date
    sections: list[SectionView]
    content: dict[str, Any]
    items: list[tuple[PlanItem, str]] = field(default_factory=list)
    changes: Changes = field(default_factory=Changes)
    checks: list[Check] = field(default_factory=list)
    submissions: list[PlanSubmission] = field(default_factory=list)

    @property
    def tasks(self) -> int:
        """How many tasks the plan holds, its own counted in."""
        return len(self.content["tasks"])

    @property
    def money(self) -> list[tuple[str, int]]:
        """What is planned, by source."""
        sums: dict[str, int] = {}
        for line in self.content["tasks"]:
            for source, amount in line["money"].items():
                sums[source] = sums.get(source, 0) + amount
        return [(str(BudgetSource(one).label), sums[one]) for one in BudgetSource.values if sums.get(one)]

    @property
    def total(self) -> int:
        return sum(amount for _source, amount in self.money)

    @property
    def faults(self) -> list[Check]:
        """What holds the plan up."""
        return [check for check in self.checks if check.holds_up]

    @property
    def remarks(self) -> PlanSubmission | None:
        """With what the plan was returned last."""
        newest = self.submissions[-1] if self.submissions else None
        return newest if self.plan.state == PlanState.RETURNED and newest and newest.remarks else None


def open_sheet(plan: Plan, *, today: date) -> Sheet:
    """A plan that is being written. The number of questions does not grow with its tasks."""
    rows = list(plan.sections.select_related("saved_by"))
    source = Source.load(plan)
    changes = changes_since(rows, draft(plan, parts_of_sections(rows), source))
    return Sheet(
        plan,
        today,
        [SectionView(one, one.body, changes.offers.get(one.pk)) for one in rows],
        content_of(plan, rows, source),
        items=[(item, money_words(item.money)) for item in source.items],
        changes=changes,
        checks=checks_of(plan, rows),
        submissions=_submissions(plan),
    )


def closed_sheet(plan: Plan, *, today: date) -> Sheet:
    """A submitted plan: nothing but what was submitted."""
    newest = plan.submissions.order_by("-number").first()
    content: dict[str, Any] = newest.content if newest else {"sections": [], "tasks": []}
    views = [
        SectionView(PlanSection(heading=one["heading"], level=one["level"], content=one["content"]), one["body"])
        for one in content["sections"]
    ]
    return Sheet(plan, today, views, content, submissions=_submissions(plan))


def sheet_of(plan: Plan, *, today: date) -> Sheet:
    """The page of a plan, submitted or not."""
    return open_sheet(plan, today=today) if plan.is_open else closed_sheet(plan, today=today)


def _submissions(plan: Plan) -> list[PlanSubmission]:
    return list(plan.submissions.defer("content").select_related("submitted_by", "decided_by").order_by("number"))
