"""A report is filed, returned with remarks, filed again, accepted; afterwards it is corrected by supplements only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone

from nhipcau.audit.queries import newest_seal
from nhipcau.audit.services import record
from nhipcau.drafts.rules import clean_text, fingerprint
from nhipcau.reporting.below import Added, added_up
from nhipcau.reporting.checks import checks_of
from nhipcau.reporting.counting import Figure, figure_to_json, figures_of
from nhipcau.reporting.drafting import Draft
from nhipcau.reporting.enums import ReportState
from nhipcau.reporting.exceptions import FaultyReportError, NotFiledError, NotTheOtherError, StaleReportError
from nhipcau.reporting.labels import in_office_language, report_name
from nhipcau.reporting.models import FiledFigure, Report, ReportSection, Submission, Supplement
from nhipcau.reporting.reporters import addressee_of
from nhipcau.reporting.services import fresh_draft, locked, period_of_report
from nhipcau.reporting.table import Line, line_to_json, plain, table_of, totals

SCHEMA = "nhipcau.report/2"
RETURNED, ACCEPTED = "returned", "accepted"
# Figures of lines that no kind of activity counts.
LINE = "#line"


@dataclass(frozen=True, slots=True)
class Counted:
    """A report's figures at a moment: its own with their lists, those of the units below, and the table."""

    figures: list[Figure]
    added: list[Added]
    lines: list[Line]


def counted(report: Report, fresh: Draft) -> Counted:
    """The figures of a report as they stand."""
    figures = figures_of(fresh.activities, fresh.kinds)
    added = added_up(fresh.below.reports)
    lines = list(report.duty.lines.all())
    return Counted(figures, added, table_of(lines, totals(figures, added), report.typed.all()) if lines else [])


@transaction.atomic
def file_report(report: Report, *, by: Any, version: int, at: datetime | None = None) -> Report:
    """File a report: its text, its figures and the lists that they count are kept with their fingerprint, for good.

    `version` is that of the report that the person looked over; `at` when it was filed, if not just now. Filing what is
    filed already does no harm.

    Raises:
        StaleReportError: the report was changed in the meantime.
        FaultyReportError: a section that cannot be left empty is, or a sum does not match its parts.
    """
    current = locked(report.pk)
    if current.is_filed:
        return current
    if current.version != version:
        raise StaleReportError
    fresh = fresh_draft(current)
    numbers = counted(current, fresh)
    sections = list(current.sections.all())
    faults = [check.text for check in checks_of(sections, numbers.figures, numbers.lines) if check.holds_up]
    if faults:
        raise FaultyReportError(faults)
    filed_at = at or timezone.now()
    number = current.submissions.count() + 1
    content = content_to_file(current, sections, fresh, numbers, by=by, at=filed_at.isoformat(), number=number)
    sha256 = fingerprint(content)
    record("report filed", current, by=by, number=number, sha256=sha256)
    Submission.objects.create(
        report=current,
        number=number,
        content=content,
        sha256=sha256,
        trail_seal=newest_seal(),
        filed_at=filed_at,
        filed_by=by,
    )
    FiledFigure.objects.filter(report=current).delete()
    FiledFigure.objects.bulk_create(figure_rows(current, content))
    Report.objects.filter(pk=current.pk).update(
        state=ReportState.FILED,
        # Late or not is told by the first filing: a report that was returned is not late for that.
        filed_at=current.filed_at or filed_at,
        filed_by=by,
        filed_content=content,
        filed_sha256=sha256,
        version=F("version") + 1,
    )
    current.refresh_from_db()
    return current


def content_to_file(
    report: Report,
    sections: Sequence[ReportSection],
    fresh: Draft,
    numbers: Counted,
    *,
    by: Any,
    at: str,
    number: int = 1,
) -> dict[str, Any]:
    """Everything that a filed report says, as plain values in the language of the office."""
    period = period_of_report(report)
    addressee = addressee_of(report.duty, report.unit, period)
    with in_office_language():
        return {
            "schema": SCHEMA,
            "number": number,
            "name": report_name(period, report.duty.frequency),
            "duty": {"id": report.duty_id, "name": report.duty.name, "frequency": report.duty.frequency},
            "unit": {"id": report.unit_id, "name": report.unit.name},
            "addressee": addressee.name if addressee else report.duty.addressee_words,
            "period": {"start": period.start.isoformat(), "end": period.end.isoformat()},
            "due_on": report.due_on.isoformat(),
            "filed_at": at,
            "filed_by": by.get_full_name(),
            "sections": [
                {
                    "provision": section.provision_id,
                    "heading": section.heading,
                    "content": section.content,
                    "body": section.body,
                }
                for section in sections
            ],
            "figures": [figure_to_json(figure) for figure in numbers.figures],
            "table": [line_to_json(line) for line in numbers.lines],
            "from_units": [
                {
                    "report": below.pk,
                    "unit": below.unit.name,
                    "period": {"start": below.period_start.isoformat(), "end": below.period_end.isoformat()},
                    "sha256": below.filed_sha256,
                }
                for below in fresh.below.reports
            ],
            "figures_from_units": [
                {
                    "kind": one.kind,
                    "measure": one.measure,
                    "language": one.language,
                    "value": plain(one.value),
                    "units": one.units,
                }
                for one in numbers.added
            ],
        }


def is_as_filed(report: Report) -> bool:
    """Tell whether the content of a filed report still has the fingerprint it was filed with."""
    return report.filed_content is not None and fingerprint(report.filed_content) == report.filed_sha256


def figure_rows(report: Report, content: Mapping[str, Any]) -> list[FiledFigure]:
    """The figures of a filed content as rows that add up: its own, those from below, and what was typed."""
    values: dict[tuple[str, str, str], Decimal] = {}

    def add(kind: str, measure: str, language: str, value: float) -> None:
        key = (kind, measure, language)
        values[key] = values.get(key, Decimal(0)) + Decimal(str(value))

    for figure in content["figures"]:
        add(figure["kind"], "", "", figure["count"])
        proven = sum(bool(one.get("is_proven", one["evidence"])) for one in figure["activities"])
        add(figure["kind"], "#proven", "", proven)
        for line in figure["by_language"]:
            add(figure["kind"], "", line["language"], line["count"])
        for one in figure.get("sums", ()):
            add(figure["kind"], one["measure"], "", one["value"])
    for row in content.get("figures_from_units", ()):
        add(row["kind"], row["measure"], row["language"], row["value"])
    for line in content.get("table", ()):
        if line["value"] is None:
            continue
        if not line["kind"]:
            values[LINE, line["code"], ""] = Decimal(str(line["value"]))
        elif line["typed"] is not None:
            values[line["kind"], line["measure"], line["language"]] = Decimal(str(line["value"]))
    return [_row(report, key, value) for key, value in values.items()]


def _row(
    report: Report, key: tuple[str, str, str], value: Decimal, supplement: Supplement | None = None
) -> FiledFigure:
    kind, measure, language = key
    return FiledFigure(
        report=report,
        supplement=supplement,
        duty_id=report.duty_id,
        unit_id=report.unit_id,
        period_end=report.period_end,
        kind=kind,
        measure=measure,
        language=language,
        value=value,
    )


@transaction.atomic
def return_report(report: Report, remarks: str, *, by: Any, at: datetime | None = None) -> Report:
    """Give a filed report back with remarks: the unit writes on and files again. What was filed is kept as it was.

    Raises:
        NotFiledError: it is not waiting for a decision, or the remarks say nothing.
        NotTheOtherError: the person filed it.
    """
    text = clean_text(remarks)
    if not text.strip():
        raise NotFiledError
    current = _decide(report, RETURNED, by=by, at=at, remarks=text[:10_000])
    FiledFigure.objects.filter(report=current).delete()
    record("report returned", current, by=by, remarks=text[:1000])
    return current


@transaction.atomic
def accept_report(report: Report, *, by: Any, at: datetime | None = None) -> Report:
    """Accept a filed report: the addressee's own report counts it from now on. Twice does no harm.

    Raises:
        NotFiledError: it is not waiting for a decision.
        NotTheOtherError: the person filed it.
    """
    if locked(report.pk).is_accepted:
        return report
    current = _decide(report, ACCEPTED, by=by, at=at)
    record("report accepted", current, by=by, sha256=current.filed_sha256)
    return current


def _decide(report: Report, decision: str, *, by: Any, at: datetime | None, remarks: str = "") -> Report:
    current = locked(report.pk)
    if current.state != ReportState.FILED:
        raise NotFiledError
    if by is not None and current.filed_by_id == by.pk:
        raise NotTheOtherError
    newest = current.submissions.order_by("-number").first()
    if newest is not None:
        current.submissions.filter(pk=newest.pk).update(
            decision=decision, remarks=remarks, decided_at=at or timezone.now(), decided_by=by
        )
    Report.objects.filter(pk=current.pk).decide(state=decision, version=F("version") + 1)
    current.refresh_from_db()
    return current


@dataclass(frozen=True, slots=True)
class Correction:
    """A figure that was filed and is otherwise."""

    kind: str
    measure: str
    language: str
    label: str
    now: int | float


@transaction.atomic
def file_supplement(
    report: Report, *, reason: str, text: str, corrections: Iterable[Correction] = (), by: Any
) -> Supplement:
    """Correct a filed report by a numbered supplement; the report itself stays as it was filed.

    Raises:
        NotFiledError: the report is not filed, or the supplement says nothing.
    """
    current = locked(report.pk)
    reason, text = clean_text(reason).strip(), clean_text(text)
    changes = list(corrections)
    if not current.is_filed or not reason or not (text.strip() or changes):
        raise NotFiledError
    standing = standing_figures(current)
    filed_at, number = timezone.now(), current.supplements.count() + 1
    figures: list[dict[str, Any]] = [
        {
            "kind": one.kind,
            "measure": one.measure,
            "language": one.language,
            "label": one.label,
            "was": plain(standing.get((one.kind, one.measure, one.language), Decimal(0))),
            "now": one.now,
        }
        for one in changes
    ]
    content = {
        "schema": "nhipcau.supplement/1",
        "report_sha256": current.filed_sha256,
        "number": number,
        "reason": reason[:2000],
        "text": text[:100_000],
        "figures": figures,
        "filed_at": filed_at.isoformat(),
        "filed_by": by.get_full_name() if by else "",
    }
    sha256 = fingerprint(content)
    record("supplement filed", current, by=by, number=number, sha256=sha256)
    supplement: Supplement = Supplement.objects.create(
        report=current,
        number=number,
        content=content,
        sha256=sha256,
        trail_seal=newest_seal(),
        filed_at=filed_at,
        filed_by=by,
    )
    FiledFigure.objects.bulk_create(difference_rows(current, supplement))
    return supplement


def difference_rows(report: Report, supplement: Supplement) -> list[FiledFigure]:
    """What a supplement adds to the figures of its report, or takes from them."""
    return [
        _row(
            report,
            (row["kind"], row["measure"], row["language"]),
            Decimal(str(row["now"])) - Decimal(str(row["was"])),
            supplement,
        )
        for row in supplement.content["figures"]
    ]


def standing_figures(report: Report) -> dict[tuple[str, str, str], Decimal]:
    """The figures of a filed report as its supplements left them."""
    rows = FiledFigure.objects.filter(report=report).values_list("kind", "measure", "language").annotate(Sum("value"))
    return {(kind, measure, language): value for kind, measure, language, value in rows}
