"""Loads what the invented province did and reported in its year. What stands already is left as it is."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from nhipcau.organisation.enums import Role
from nhipcau.organisation.models import Post, Unit, User
from nhipcau.organisation.samples_of_people import units_by_key
from nhipcau.programme.enums import TaskState
from nhipcau.programme.models import Activity, Task
from nhipcau.programme.recording import record_activity
from nhipcau.programme.services import set_task_state
from nhipcau.reporting import filing
from nhipcau.reporting.enums import Frequency, ReportState, SectionContent
from nhipcau.reporting.models import Report, ReportingDuty, Target
from nhipcau.reporting.queries import due_on, periods_until
from nhipcau.reporting.rules import Period
from nhipcau.reporting.sentences import REASON_ASKED_FOR
from nhipcau.reporting.services import open_report, save_section

Row = Mapping[str, Any]
OFFICER, LEADER = "chuyenvien", "lanhdao"
OFFICE = "ban-tuyen-giao-dan-van"


def load_year(folder: Path, *, today: date, goes_on: Callable[[], bool] = lambda: True) -> None:
    """Load `year.json`: activities up to today, and the monthly reports on the sample directive that are due by now.

    Each activity and each report is a transaction of its own, oldest first, so that who signs in meanwhile is not
    kept waiting: asked by `goes_on`, it stops between two of them, and another call goes on from there.
    """
    year = json.loads((folder / "year.json").read_text(encoding="utf-8"))
    sample_directive = hashlib.sha256((folder / "directive.txt").read_bytes()).hexdigest()
    duty = ReportingDuty.objects.filter(
        directive__sha256=sample_directive, frequency=Frequency.MONTH, reporter_group__isnull=False
    ).first()
    if duty is None or duty.directive is None or duty.directive.date is None:
        return
    units = units_by_key(folder)
    with transaction.atomic():
        # The sample office took its directive in on the day that it is dated.
        if duty.begins_on != duty.directive.date:
            duty.begins_on = duty.directive.date
            duty.save(update_fields=["begins_on"])
        contacts = {row["unit"]: _contact(row, units[row["unit"]]) for row in year["contacts"]}
        for row in year["targets"]:
            Target.objects.get_or_create(name=row["name"], defaults=dict(row))
    _record_activities(year["activities"], units, contacts, today=today)
    with transaction.atomic():
        for task in Task.objects.exclude(state=TaskState.DONE):
            if any(task.sentence.startswith(begins) for begins in year["tasks_done"]) and task.activities.exists():
                set_task_state(task, TaskState.DONE, by=contacts[OFFICE])
    for filing_to_do in _filings(duty, year, units, contacts, today=today):
        if not goes_on():
            return
        _file(duty, filing_to_do, year, today=today)


def _contact(row: Row, unit: Unit) -> User:
    family_and_middle, _space, given = row["full_name"].rpartition(" ")
    user, made = User.objects.get_or_create(
        username=row["username"], defaults={"last_name": family_and_middle, "first_name": given}
    )
    if made:
        user.set_unusable_password()
        user.save(update_fields=["password"])
        user.groups.add(Group.objects.get(name=Role.UNIT_CONTACT))
        Post.objects.create(user=user, unit=unit)
    return user


def _record_activities(
    rows: list[Row], units: Mapping[str, Unit], contacts: Mapping[str, User], *, today: date
) -> None:
    standing = set(Activity.objects.filter(source__startswith="sample:").values_list("source", flat=True))
    tasks = list(Task.objects.order_by("pk"))
    for number, row in enumerate(rows):
        source, happened_on = f"sample:{number}", date.fromisoformat(row["happened_on"])
        if source in standing or happened_on > today:
            continue
        begins = row["task_begins"]
        record_activity(
            unit=units[row["unit"]],
            kind=row["kind"],
            title=row["title"],
            place=row["place"],
            happened_on=happened_on,
            task=next((task for task in tasks if begins and task.sentence.startswith(begins)), None),
            figures=row["figures"],
            evidence_url=f"https://vankhe.example/{happened_on:%Y/%m/%d}/{number}" if row["has_evidence"] else "",
            source=source,
            by=contacts[row["unit"]],
        )


@dataclass(frozen=True, slots=True)
class Filing:
    """A report that the sample still lacks, and what becomes of it."""

    unit: Unit
    period: Period
    by: User
    is_late: bool
    outcome: ReportState


def _filings(
    duty: ReportingDuty, year: Row, units: Mapping[str, Unit], contacts: Mapping[str, User], *, today: date
) -> Iterator[Filing]:
    """What was to be filed in the directive's year up to today and does not stand yet; the newest are open."""
    standing = set(Report.objects.filter(duty=duty).values_list("unit_id", "period_start"))
    undecided = {year["returned"]["unit"]: ReportState.RETURNED, **dict.fromkeys(year["waiting"], ReportState.FILED)}
    periods = [
        period
        for period in periods_until(duty, today)
        if period.end.year == duty.begins_on.year and due_on(duty, period) < today
    ]
    for period in periods:
        outcomes = undecided if period == periods[-1] else {}
        for row in year["contacts"]:
            key, month = row["unit"], period.end.month
            if month not in row["missing"] and (units[key].pk, period.start) not in standing:
                outcome = outcomes.get(key, ReportState.ACCEPTED)
                yield Filing(units[key], period, contacts[key], month in row["late"], outcome)


@transaction.atomic
def _file(duty: ReportingDuty, one: Filing, year: Row, *, today: date) -> None:
    due = due_on(duty, one.period)
    filed_on = min(due + timedelta(days=4) if one.is_late else due - timedelta(days=one.unit.pk % 4), today)
    report = open_report(duty, one.unit, one.period.end, by=one.by)
    for section in report.sections.filter(content=SectionContent.LATE, body__contains=REASON_ASKED_FOR):
        text = section.body.replace(REASON_ASKED_FOR, year["reason"])
        save_section(section, text, version=section.version, by=one.by)
    report.refresh_from_db()
    filed_at = _moment(filed_on, time(9, one.unit.pk % 60))
    report = filing.file_report(report, by=one.by, version=report.version, at=filed_at)
    decider = User.objects.get(username=LEADER if one.by.username == OFFICER else OFFICER)
    decided_at = _moment(min(max(filed_on, due) + timedelta(days=1), today), time(15))
    if one.outcome == ReportState.RETURNED:
        filing.return_report(report, year["returned"]["remarks"], by=decider, at=decided_at)
    elif one.outcome == ReportState.ACCEPTED:
        filing.accept_report(report, by=decider, at=decided_at)


def _moment(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))
