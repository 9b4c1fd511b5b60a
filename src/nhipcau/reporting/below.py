"""What reached a unit from the units below it: accepted reports that its own report is drafted from."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, Sum

from nhipcau.organisation.models import Unit
from nhipcau.reporting.enums import ReportState
from nhipcau.reporting.models import FiledFigure, Report
from nhipcau.reporting.reporters import in_order_of_lists
from nhipcau.reporting.rules import Period, without_overlap

# More of one unit's words in one section stays in its own report.
LONGEST_WORDS_OF_A_UNIT = 600


@dataclass(frozen=True, slots=True)
class SectionBelow:
    """A section of an accepted report."""

    unit: Unit
    provision_id: int | None
    heading: str
    content: str
    body: str


@dataclass(frozen=True, slots=True)
class Below:
    """The accepted reports of the units below, in the order of lists, and their sections."""

    reports: tuple[Report, ...]
    sections: tuple[SectionBelow, ...]

    def told_under(self, provision_id: int | None, *, contents: Iterable[str]) -> str:
        """What the units said under a heading, each behind its name."""
        wanted = set(contents)
        lines = [
            f"{section.unit.name}: {shortened(section.body)}"
            for section in self.sections
            if section.provision_id == provision_id and section.content in wanted and section.body.strip()
        ]
        return "\n".join(lines)


NOTHING = Below((), ())


def shortened(body: str) -> str:
    """A unit's words in one line, cut at the end of a sentence."""
    words = " ".join(body.split())
    if len(words) <= LONGEST_WORDS_OF_A_UNIT:
        return words
    cut = words[:LONGEST_WORDS_OF_A_UNIT]
    head, stop, _rest = cut.rpartition(". ")
    return f"{head if stop else cut.rpartition(' ')[0]}. […]"


def accepted_below(line: Sequence[Unit], period: Period) -> Below:
    """The accepted reports that were addressed to a unit, or to what it followed, and lie within the period.

    `line` is the unit with its forerunners, itself first. Of one unit's reports that share days the longest counts; its
    own report is none of them.
    """
    addressed = [unit.pk for unit in line]
    to_it = Q(duty__addressee__in=addressed, duty__to_parent=False) | Q(
        duty__to_parent=True, unit__parent__in=addressed
    )
    rows = list(
        Report.objects.filter(
            to_it, state=ReportState.ACCEPTED, period_end__range=(period.start, period.end),
            period_start__gte=period.start,
        )
        .exclude(unit__in=addressed)
        .select_related("unit")
        .defer("filed_content", "drafted_from")
        .annotate(told=F("filed_content__sections"))
        .order_by("period_start")
    )  # fmt: skip
    reports = _one_for_each_day(rows)
    return Below(tuple(reports), tuple(section for report in reports for section in _sections(report)))


def _one_for_each_day(rows: Sequence[Report]) -> list[Report]:
    by_unit: dict[int, list[Report]] = defaultdict(list)
    for report in rows:
        by_unit[report.unit_id].append(report)
    chosen: list[Report] = []
    for unit in in_order_of_lists({row.unit_id: row.unit for row in rows}.values()):
        of_unit = {Period(row.period_start, row.period_end): row for row in reversed(by_unit[unit.pk])}
        chosen += [of_unit[period] for period in without_overlap(of_unit)]
    return chosen


def _sections(report: Any) -> Iterable[SectionBelow]:
    for section in report.told or ():
        yield SectionBelow(
            report.unit,
            section.get("provision"),
            section["heading"],
            section.get("content", "provisions" if section.get("provision") else "rest"),
            section["body"],
        )


@dataclass(frozen=True, slots=True)
class Added:
    """A figure of the units below, added up."""

    kind: str
    measure: str
    language: str
    value: Decimal
    units: int


def added_up(reports: Iterable[Report]) -> list[Added]:
    """The figures of some reports, supplements counted in; one question."""
    keys = [report.pk for report in reports]
    if not keys:
        return []
    rows = (
        FiledFigure.objects.filter(report__in=keys)
        .values("kind", "measure", "language")
        .annotate(total=Sum("value"), units=Count("unit", distinct=True))
        .order_by("kind", "measure", "language")
    )
    return [Added(row["kind"], row["measure"], row["language"], row["total"], row["units"]) for row in rows]
