"""What happens to a report: opened, drafted anew, written, filed."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from nhipcau.organisation.models import Unit
from nhipcau.reporting import rules
from nhipcau.reporting.counting import figure_to_json, figures_of
from nhipcau.reporting.drafting import Draft, SectionDraft, draft
from nhipcau.reporting.enums import OfferAnswer, ReportState
from nhipcau.reporting.exceptions import (
    FiledReportError,
    NotAReporterError,
    StaleReportError,
    StaleSectionError,
    TooLongError,
)
from nhipcau.reporting.labels import in_office_language, report_name
from nhipcau.reporting.models import Report, ReportingDuty, ReportSection
from nhipcau.reporting.queries import due_on, owes, period_of
from nhipcau.reporting.rules import Period

SCHEMA = "nhipcau.report/1"
LONGEST_SECTION = 100_000


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
    except IntegrityError:  # somebody else's click was a moment earlier
        return Report.objects.get(**key)
    return report


def _new_section(report: Report, section: SectionDraft) -> ReportSection:
    return ReportSection(
        report=report,
        provision_id=section.provision_id,
        order=section.order,
        heading=section.heading,
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
    current = _locked_draft(report.pk)
    fresh = fresh_draft(current)
    sections = {section.order: section for section in current.sections.all()}
    for wanted in fresh.sections:
        if wanted.order not in sections:
            _new_section(current, wanted).save()
    texts = {wanted.order: wanted.text for wanted in fresh.sections}
    for section in sections.values():
        text = texts.get(section.order, "")
        if not section.is_touched and text != section.drafted:
            _write(section, body=text, drafted=text, by=by)
    _mark_saved(current, by=by, drafted_from=fresh.activity_ids)


@transaction.atomic
def answer_offer(section: ReportSection, answer: OfferAnswer, *, version: int, by: Any) -> ReportSection:
    """Take what came since into a touched section (its new sentences at the end), take the fresh draft in place of the
    officer's text, or leave the text as it is; after each the offer is answered.

    Raises:
        FiledReportError: the report is filed.
        StaleSectionError: somebody saved the section in the meantime.
    """
    report = _locked_draft(section.report_id)
    current = report.sections.get(pk=section.pk)
    if current.version != version:
        raise StaleSectionError(current, current.body)
    texts = {wanted.order: wanted.text for wanted in fresh_draft(report).sections}
    text = texts.get(current.order, "")
    body = {
        OfferAnswer.APPEND: rules.merge(current.body, drafted=current.drafted, fresh=text),
        OfferAnswer.REPLACE: text,
        OfferAnswer.LEAVE: current.body,
    }[answer]
    _write(current, body=body, drafted=text, by=by)
    _mark_saved(report, by=by)
    return current


@transaction.atomic
def save_section(section: ReportSection, body: str, *, version: int, by: Any) -> ReportSection:
    """Keep an officer's text, provided that it was written over `version`. The same text again does no harm.

    Raises:
        FiledReportError: the report is filed.
        StaleSectionError: somebody saved another text in the meantime; it holds both.
        TooLongError: more than a section takes.
    """
    text = rules.clean_text(body)
    if len(text) > LONGEST_SECTION:
        raise TooLongError(len(text), LONGEST_SECTION)
    report = _locked_draft(section.report_id)
    current: ReportSection = report.sections.select_related("saved_by").get(pk=section.pk)
    if current.body == text:
        return current
    if current.version != version:
        raise StaleSectionError(current, text)
    _write(current, body=text, drafted=current.drafted, by=by)
    _mark_saved(report, by=by)
    return current


@transaction.atomic
def file_report(report: Report, *, by: Any, version: int) -> Report:
    """File a report: its text, its figures and the lists that they count are kept with their fingerprint, for good.

    `version` is that of the report that the person looked over. Filing what is filed already does no harm.

    Raises:
        StaleReportError: the report was changed in the meantime.
    """
    current = _locked(report.pk)
    if current.is_filed:
        return current
    if current.version != version:
        raise StaleReportError
    filed_at = timezone.now()
    content = content_to_file(current, list(current.sections.all()), by=by, at=filed_at.isoformat())
    Report.objects.filter(pk=current.pk, state=ReportState.DRAFT).update(
        state=ReportState.FILED,
        filed_at=filed_at,
        filed_by=by,
        filed_content=content,
        filed_sha256=fingerprint(content),
        version=F("version") + 1,
    )
    current.refresh_from_db()
    return current


def content_to_file(report: Report, sections: Sequence[ReportSection], *, by: Any, at: str) -> dict[str, Any]:
    """Everything that a filed report says, as plain values in the language of the office."""
    period = period_of_report(report)
    fresh = fresh_draft(report)
    with in_office_language():
        return {
            "schema": SCHEMA,
            "name": report_name(period, report.duty.frequency),
            "duty": {"id": report.duty_id, "name": report.duty.name, "frequency": report.duty.frequency},
            "unit": {"id": report.unit_id, "name": report.unit.name},
            "addressee": report.duty.addressee.name if report.duty.addressee else report.duty.addressee_words,
            "period": {"start": period.start.isoformat(), "end": period.end.isoformat()},
            "due_on": report.due_on.isoformat(),
            "filed_at": at,
            "filed_by": by.get_full_name(),
            "sections": [
                {"provision": section.provision_id, "heading": section.heading, "body": section.body}
                for section in sections
            ],
            "figures": [figure_to_json(figure) for figure in figures_of(fresh.activities)],
        }


def fingerprint(content: dict[str, Any]) -> str:
    """SHA-256 of the content written in one way only: keys sorted, no spaces, UTF-8."""
    plain = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def is_as_filed(report: Report) -> bool:
    """Tell whether the content of a filed report still has the fingerprint it was filed with."""
    return report.filed_content is not None and fingerprint(report.filed_content) == report.filed_sha256


def _locked(pk: int) -> Report:
    """The report, held against others until the transaction ends: nothing is written while it is being filed."""
    report: Report = Report.objects.select_for_update(of=("self",)).select_related("duty", "unit").get(pk=pk)
    return report


def _locked_draft(pk: int) -> Report:
    """The same, to be changed.

    Raises:
        FiledReportError: it is filed.
    """
    report = _locked(pk)
    if report.is_filed:
        raise FiledReportError
    return report


def _write(section: ReportSection, *, body: str, drafted: str, by: Any) -> None:
    section.body, section.drafted = body, drafted
    section.version += 1
    section.saved_at, section.saved_by = timezone.now(), by
    section.save(update_fields=["body", "drafted", "version", "saved_at", "saved_by"])


def _mark_saved(report: Report, *, by: Any, **values: Any) -> None:
    Report.objects.filter(pk=report.pk).update(version=F("version") + 1, saved_at=timezone.now(), saved_by=by, **values)
