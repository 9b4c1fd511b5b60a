"""A report as its page shows it: outline, sections with what was typed, figures, and what came since."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from nhipcau.reporting import services
from nhipcau.reporting.counting import Figure, figure_from_json, figures_of
from nhipcau.reporting.drafting import Changes, SectionOffer, changes_since
from nhipcau.reporting.labels import report_name
from nhipcau.reporting.models import Report, ReportSection
from nhipcau.reporting.queries import days_late_of, days_left_of
from nhipcau.reporting.rules import Period

SHORTEST_BOX, LONGEST_BOX = 4, 24
CHARACTERS_IN_A_LINE = 75


@dataclass(slots=True)
class SectionView:
    """A section on the page. After a clash `text` is what the person typed and `theirs` what somebody else saved."""

    section: ReportSection
    text: str
    offer: SectionOffer | None = None
    theirs: str | None = None
    fault: str = ""

    @property
    def rows(self) -> int:
        lines = sum(1 + len(line) // CHARACTERS_IN_A_LINE for line in self.text.split("\n"))
        return min(max(lines + 1, SHORTEST_BOX), LONGEST_BOX)

    @property
    def is_empty(self) -> bool:
        return not self.text.strip()


@dataclass(slots=True)
class Sheet:
    """Everything that the page of a report shows."""

    report: Report
    sections: list[SectionView]
    figures: list[Figure]
    today: date
    changes: Changes | None = None
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
        return "filed_late" if self.days_late else "filed"

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
    views = [SectionView(section, section.body, changes.offers.get(section.pk)) for section in sections]
    return Sheet(report, views, figures_of(fresh.activities), today, changes)


def filed_sheet(report: Report, *, today: date) -> Sheet:
    """A filed report: nothing but what was filed."""
    content = report.filed_content or {"sections": [], "figures": []}
    views = [
        SectionView(ReportSection(heading=section["heading"], body=section["body"]), section["body"])
        for section in content["sections"]
    ]
    return Sheet(report, views, [figure_from_json(figure) for figure in content["figures"]], today)


def sheet_of(report: Report, *, today: date) -> Sheet:
    """The page of a report, filed or not."""
    return filed_sheet(report, today=today) if report.is_filed else draft_sheet(report, today=today)


def with_typed(sheet: Sheet, typed: Sequence["Clash"]) -> Sheet:
    """The page with what a person typed and could not be saved, so that nothing of it is lost."""
    by_section = {clash.section.pk: clash for clash in typed}
    for view in sheet.sections:
        if clash := by_section.get(view.section.pk):
            view.text, view.theirs, view.fault = clash.mine, clash.theirs, clash.reason
    return sheet


@dataclass(frozen=True, slots=True)
class Clash:
    """A text that was typed and not saved, and why."""

    section: ReportSection
    mine: str
    theirs: str | None
    reason: str
