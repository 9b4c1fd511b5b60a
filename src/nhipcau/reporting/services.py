"""What happens to a report while it is written: opened, drafted anew, saved. Filing: see `filing`."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from nhipcau.audit.services import record
from nhipcau.drafts import services as writing
from nhipcau.drafts.enums import OfferAnswer
from nhipcau.organisation.models import Unit
from nhipcau.programme.figures import Measure, check_number, read_number
from nhipcau.reporting.drafting import Draft, SectionDraft, draft
from nhipcau.reporting.exceptions import (
    FiledReportError,
    NotAReporterError,
    StaleFigureError,
)
from nhipcau.reporting.models import Report, ReportFigure, ReportingDuty, ReportSection
from nhipcau.reporting.queries import due_on, owes, period_of
from nhipcau.reporting.rules import Period

ANY_NUMBER = Measure("", "", is_whole=False, most=1_000_000_000_000)


def open_report(duty: ReportingDuty, unit: Unit, day: date, *, by: Any) -> Report:
    """The unit's report for the period in which `day` is counted, drafted when it is opened for the first time.

    Two clicks, or two people at once, get one report.

    Raises:
        NotAReporterError: the unit does not report on this duty for that period.
    """
    period = period_of(duty, day)
    key = {"duty": duty, "unit": unit, "period_start": period.start}
    if known := Report.objects.filter(**key).first():
        return known
    if not owes(unit, duty, period):
        raise NotAReporterError
    fresh = draft(duty, unit, period)
    try:
        with transaction.atomic():
            report = Report.objects.create(
                **key, period_end=period.end, due_on=due_on(duty, period), drafted_from=fresh.activity_ids
            )
            ReportSection.objects.bulk_create(_new_section(report, section) for section in fresh.sections)
            record("report opened", report, by=by, period=period.end.isoformat())
    except IntegrityError:  # somebody else's click was a moment earlier
        return Report.objects.get(**key)
    return report


def _new_section(report: Report, section: SectionDraft) -> ReportSection:
    return ReportSection(
        report=report,
        provision_id=section.provision_id,
        order=section.order,
        heading=section.heading,
        content=section.content,
        is_required=section.is_required,
        drafted=section.text,
        body=section.text,
    )


def period_of_report(report: Report) -> Period:
    """The days that a report counts; they stay when the duty's days are changed later."""
    return Period(report.period_start, report.period_end)


def fresh_draft(report: Report) -> Draft:
    """What the report would say if it were drafted now."""
    return draft(report.duty, report.unit, period_of_report(report))


@transaction.atomic
def refresh_draft(report: Report, *, by: Any) -> None:
    """Take what came since into the sections that nobody has touched. A touched one keeps its words and gets an offer.

    Raises:
        FiledReportError: the report is filed.
    """
    current = locked_draft(report.pk)
    fresh = fresh_draft(current)
    sections = {section.order: section for section in current.sections.all()}
    for wanted in fresh.sections:
        if wanted.order not in sections:
            _new_section(current, wanted).save()
    texts = {wanted.order: wanted.text for wanted in fresh.sections}
    for section in sections.values():
        text = texts.get(section.order, "")
        if not section.is_touched and text != section.drafted:
            writing.write(section, body=text, drafted=text, by=by)
    _mark_saved(current, by=by, drafted_from=fresh.activity_ids)
    record("draft refreshed", current, by=by)


@transaction.atomic
def answer_offer(section: ReportSection, answer: OfferAnswer, *, version: int, by: Any) -> ReportSection:
    """Do with what came since what the officer chose (`drafts.services.answer`).

    Raises:
        FiledReportError: the report is filed.
        StaleSectionError: somebody saved the section in the meantime.
    """
    report = locked_draft(section.report_id)
    current = report.sections.get(pk=section.pk)
    texts = {wanted.order: wanted.text for wanted in fresh_draft(report).sections}
    writing.answer(current, answer, fresh=texts.get(current.order, ""), version=version, by=by)
    _mark_saved(report, by=by)
    record("update answered", report, by=by, section=current.order, answer=answer.value)
    return current


@transaction.atomic
def save_section(section: ReportSection, body: str, *, version: int, by: Any) -> ReportSection:
    """Keep an officer's text, provided that it was written over `version`. The same text again does no harm.

    Raises:
        FiledReportError: the report is filed.
        StaleSectionError: somebody saved another text in the meantime; it holds both.
        TooLongError: more than a section takes.
    """
    text = writing.text_to_keep(body)
    report = locked_draft(section.report_id)
    current: ReportSection = report.sections.select_related("saved_by").get(pk=section.pk)
    if writing.keep_text(current, text, version=version, by=by):
        _mark_saved(report, by=by)
        record("section saved", report, by=by, section=current.order, version=current.version, characters=len(text))
    return current


@transaction.atomic
def type_figure(report: Report, code: str, text: str, *, version: int, by: Any, note: str = "") -> None:
    """Keep a number that the officer types into a line of the table; an empty one takes it back to what was counted.

    `version` is that of the number that the officer saw, 0 when there was none.

    Raises:
        FiledReportError: the report is filed.
        FigureError: it is no number, negative or absurd.
        StaleFigureError: somebody typed another number in the meantime.
    """
    value = check_number(read_number(text), ANY_NUMBER) if text.strip() else None
    current = locked_draft(report.pk)
    there = ReportFigure.objects.filter(report=current, code=code).first()
    same = (there.value if there else None) == (None if value is None else Decimal(str(value)))
    if same and (there is None or there.note == note):
        return
    if (there.version if there else 0) != version:
        raise StaleFigureError(there)
    if value is None:
        ReportFigure.objects.filter(report=current, code=code).delete()
    else:
        ReportFigure.objects.update_or_create(
            report=current,
            code=code,
            defaults={"value": value, "note": note[:500], "version": version + 1, "saved_by": by},
        )
    _mark_saved(current, by=by)
    record("figure typed", current, by=by, line=code, value=value)


def locked(pk: int) -> Report:
    """The report, held against others until the transaction ends: nothing is written while it is being filed."""
    report: Report = Report.objects.select_for_update(of=("self",)).select_related("duty", "unit").get(pk=pk)
    return report


def locked_draft(pk: int) -> Report:
    """The same, to be changed.

    Raises:
        FiledReportError: it is filed.
    """
    report = locked(pk)
    if report.is_filed:
        raise FiledReportError
    return report


def _mark_saved(report: Report, *, by: Any, **values: Any) -> None:
    Report.objects.filter(pk=report.pk).update(version=F("version") + 1, saved_at=timezone.now(), saved_by=by, **values)
