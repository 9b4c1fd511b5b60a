"""`nhipcau check` sees what was done to filed reports, the audit trail and evidence behind their back."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from nhipcau.audit import guard
from nhipcau.audit.queries import fault_of_the_trail
from nhipcau.organisation.enums import Role
from nhipcau.organisation.models import Unit
from nhipcau.programme.evidence_check import faults as evidence_faults
from nhipcau.programme.models import Evidence
from nhipcau.programme.recording import record_activity
from nhipcau.reporting import filing, services
from nhipcau.reporting.integrity import faults
from nhipcau.reporting.models import Report, ReportingDuty
from nhipcau.web.commands import check_command

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


@pytest.fixture
def filed(duty: ReportingDuty, newspaper: Unit, person: Make, settings: Any, tmp_path: Path) -> Report:
    settings.MEDIA_ROOT = tmp_path
    contact = person(Role.UNIT_CONTACT, newspaper)
    record_activity(
        unit=newspaper, kind="event", title="Gặp mặt", happened_on=date(2026, 3, 10), by=contact,
        evidence=[("a.pdf", b"%PDF-1.4\n%%EOF\n")],
    )  # fmt: skip
    report = services.open_report(duty, newspaper, date(2026, 3, 10), by=contact)
    return filing.file_report(report, by=contact, version=report.version)


def by_hand(statement: str) -> None:
    """As somebody does who owns the database, and takes its triggers away."""
    with guard.lifted(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_what_nobody_touched_is_found_whole(filed: Report) -> None:
    assert (list(faults()), list(evidence_faults()), fault_of_the_trail()) == ([], [], None)
    assert list(check_command.audit_trail()) == []
    assert list(check_command.filed_reports()) == []
    assert list(check_command.evidence()) == []


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("update reporting_report set filed_sha256 = 'x'", "Filed report {pk} does not match its fingerprint."),
        ("update reporting_report set filed_content = '{{}}'", "Filed report {pk} does not match its fingerprint."),
        ("update reporting_submission set content = '{{}}'", "Filing 1 of report {pk} does not match its fingerprint."),
        ("delete from audit_auditentry", "The audit trail ends before filing 1 of report {pk}, which knew more of it."),
    ],
)
def test_what_was_changed_by_hand_is_named(filed: Report, statement: str, words: str) -> None:
    by_hand(statement.format(pk=filed.pk))

    assert words.format(pk=filed.pk) in list(faults())
    assert any(words.format(pk=filed.pk) == wrong for wrong, _mend in check_command.filed_reports())


def test_a_trail_that_was_rewritten_is_named(filed: Report) -> None:
    by_hand("update audit_auditentry set by_name = 'Người khác' where number = 2")

    ((wrong, _mend),) = check_command.audit_trail()
    assert wrong == "Entry 2 of the audit trail is changed."


def test_evidence_that_is_gone_or_other_is_named(filed: Report, tmp_path: Path) -> None:
    file = tmp_path / Evidence.objects.get().file.name
    file.chmod(0o640)
    file.write_bytes(b"%PDF-1.4 khac %%EOF")
    assert "is not the file that came" in next(evidence_faults())

    file.unlink()
    assert "is gone from the media folder" in next(evidence_faults())
