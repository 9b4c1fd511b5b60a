"""A report as its page shows it: outline, sections with what was typed, figures, and what came since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from nhipcau.drafts.sheet import SectionView
from nhipcau.programme.models import Activity
from nhipcau.programme.queries import kinds_of_activity
from nhipcau.reporting import services
from nhipcau.reporting.below import Added
from nhipcau.reporting.checks import Check, checks_of
from nhipcau.reporting.counting import Figure, figure_from_json
from nhipcau.reporting.drafting import Changes, changes_since
from nhipcau.reporting.filing import counted
from nhipcau.reporting.labels import report_name
from nhipcau.reporting.models import Report, ReportSection, Submission, Supplement
from nhipcau.reporting.queries import days_late_of, days_left_of, is_received
from nhipcau.reporting.rules import Period
from nhipcau.reporting.table import Line, line_from_json


@dataclass(frozen=True, slots=True)
class AddedLine:
    """A figure of the units below, for the page."""

    label: str
    unit: str
    value: Decimal
    units: int


@dataclass(slots=True)
class Sheet:
    """Everything that the page of a report shows."""

    report: Report
    sections: list[SectionView]
    figures: list[Figure]
    today: date
    changes: Changes | None = None
    lines: list[Line] = field(default_factory=list)
    added: list[AddedLine] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    submissions: list[Submission] = field(default_factory=list)
    supplements: list[Supplement] = field(default_factory=list)
    # Activities that a filed report counted and that were taken back afterwards.
    taken_back: int = 0
    # It came as a package: its activities are the sender's, and none of ours.
    is_received: bool = False
    period: Period = field(init=False)

    def __post_init__(self) -> None:
        self.period = services.period_of_report(self.report)

    @property
    def name(self) -> str:
        return report_name(self.period, self.report.duty.frequency)

    @property
    def days_late(self) -> int:
        return days_late_of(self.report, today=self.today)

    @property
    def filed_state(self) -> str:
        if self.report.is_accepted:
            return "accepted"
        return "filed_late" if self.days_late else "filed"

    @property
    def last_filed_at(self) -> datetime | None:
        """When it was filed last; late or not is told by the first time."""
        return self.submissions[-1].filed_at if self.submissions else self.report.filed_at

    @property
    def faults(self) -> list[Check]:
        """What holds the report up."""
        return [check for check in self.checks if check.holds_up]

    @property
    def remarks(self) -> Submission | None:
        """With what the addressee returned the report last."""
        newest = self.submissions[-1] if self.submissions else None
        return newest if self.report.is_returned and newest and newest.remarks else None

    @property
    def days_left(self) -> int:
        return days_left_of(self.report, today=self.today)

    @property
    def is_still_counted(self) -> bool:
        """Whether days of the period are still to come."""
        return self.today <= self.period.end

    @property
    def empty_sections(self) -> list[SectionView]:
        return [view for view in self.sections if view.is_empty]


def draft_sheet(report: Report, *, today: date) -> Sheet:
    """A report that is being written, with the figures of this moment."""
    sections = list(report.sections.select_related("saved_by"))
    fresh = services.fresh_draft(report)
    changes = changes_since(report, fresh, sections)
    numbers = counted(report, fresh)
    views = [SectionView(section, section.body, changes.offers.get(section.pk)) for section in sections]
    return Sheet(
        report,
        views,
        numbers.figures,
        today,
        changes,
        lines=numbers.lines,
        added=_added_lines(numbers.added),
        checks=checks_of(sections, numbers.figures, numbers.lines),
        submissions=_submissions(report),
    )


def filed_sheet(report: Report, *, today: date) -> Sheet:
    """A filed report: nothing but what was filed, and the supplements that correct it."""
    content = report.filed_content or {"sections": [], "figures": []}
    views = [
        SectionView(ReportSection(heading=section["heading"], body=section["body"]), section["body"])
        for section in content["sections"]
    ]
    figures = [figure_from_json(figure) for figure in content["figures"]]
    came = is_received(report)
    return Sheet(
        report,
        views,
        figures,
        today,
        lines=[line_from_json(line) for line in content.get("table", ())],
        added=added_in(content),
        submissions=_submissions(report),
        supplements=list(report.supplements.select_related("filed_by")),
        taken_back=0 if came else _taken_back(figures),
        is_received=came,
    )


def _submissions(report: Report) -> list[Submission]:
    return list(report.submissions.defer("content").select_related("filed_by", "decided_by"))


def _taken_back(figures: Sequence[Figure]) -> int:
    keys = [activity.id for figure in figures for activity in figure.activities]
    standing = Activity.objects.filter(pk__in=keys, withdrawn_on=None).count() if keys else 0
    return len(keys) - standing


def added_in(content: Mapping[str, Any]) -> list[AddedLine]:
    """The sums of the units below in a filed content."""
    rows = content.get("figures_from_units", ())
    return _added_lines(
        [Added(row["kind"], row["measure"], row["language"], row["value"], row["units"]) for row in rows]
    )


def _added_lines(added: Sequence[Added]) -> list[AddedLine]:
    """The sums of the units below under the names of the table of kinds; languages and proofs stay in the roll-up."""
    if not added:
        return []
    lines = []
    by_key = {(one.kind, one.measure): one for one in added if not one.language}
    for kind in kinds_of_activity():
        if whole := by_key.get((kind.code, "")):
            lines.append(AddedLine(kind.name, "", whole.value, whole.units))
        for figure in kind.figures.all():
            if one := by_key.get((kind.code, figure.code)):
                lines.append(AddedLine(figure.name, figure.unit, one.value, one.units))
    return lines


def sheet_of(report: Report, *, today: date) -> Sheet:
    """The page of a report, filed or not."""
    return filed_sheet(report, today=today) if report.is_filed else draft_sheet(report, today=today)
