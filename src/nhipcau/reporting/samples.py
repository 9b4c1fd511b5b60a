"""Loads what the invented province did and reported in its year. What stands already is left as it is."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from nhipcau.organisation.enums import Role
from nhipcau.organisation.models import Post, Unit, User
from nhipcau.organisation.samples_of_people import units_by_key
from nhipcau.programme.models import Activity, Task
from nhipcau.programme.recording import record_activity
from nhipcau.reporting import filing
from nhipcau.reporting.enums import Frequency, ReportState
from nhipcau.reporting.models import Report, ReportingDuty, Target
from nhipcau.reporting.queries import due_on, periods_until
from nhipcau.reporting.rules import Period
from nhipcau.reporting.services import open_report

Row = Mapping[str, Any]
OFFICER, LEADER = "chuyenvien", "lanhdao"


def load_year(folder: Path, *, today: date, goes_on: Callable[[], bool] = lambda: True) -> None:
    """Load `year.json`: activities up to today, and the monthly reports on the sample directive that are due by now.

    Each report is a transaction of its own, oldest first: asked by `goes_on`, it stops between two of them, and another
    call goes on from there.
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
        _record_activities(year["activities"], units, contacts, today=today)
        for row in year["targets"]:
            Target.objects.get_or_create(name=row["name"], defaults=dict(row))
    undecided = {year["returned"]["unit"]: ReportState.RETURNED, **dict.fromkeys(year["waiting"], ReportState.FILED)}
    for period, row, is_newest in _reports_to_file(duty, year, units, today=today):
        if not goes_on():
            return
        _file(
            duty,
            units[row["unit"]],
            period,
            row,
            by=contacts[row["unit"]],
            outcome=undecided.get(row["unit"], ReportState.ACCEPTED) if is_newest else ReportState.ACCEPTED,
            remarks=year["returned"]["remarks"],
            today=today,
        )


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


def _reports_to_file(
    duty: ReportingDuty, year: Row, units: Mapping[str, Unit], *, today: date
) -> Iterator[tuple[Period, Row, bool]]:
    """The periods of the directive's year that are over, each with the rows of those who filed and still have not, and
    whether it is the newest."""
    standing = set(Report.objects.filter(duty=duty).values_list("unit_id", "period_start"))
    periods = [
        period
        for period in periods_until(duty, today)
        if period.end.year == duty.begins_on.year and due_on(duty, period) < today
    ]
    for period in periods:
        for row in year["contacts"]:
            if period.end.month not in row["missing"] and (units[row["unit"]].pk, period.start) not in standing:
                yield period, row, period == periods[-1]


@transaction.atomic
def _file(
    duty: ReportingDuty,
    unit: Unit,
    period: Period,
    row: Row,
    *,
    by: User,
    outcome: ReportState,
    remarks: str,
    today: date,
) -> None:
    due = due_on(duty, period)
    is_late = period.end.month in row["late"]
    filed_on = min(due + timedelta(days=4) if is_late else due - timedelta(days=unit.pk % 4), today)
    report = open_report(duty, unit, period.end, by=by)
    report = filing.file_report(report, by=by, version=report.version, at=_moment(filed_on, time(9, unit.pk % 60)))
    decider = User.objects.get(username=LEADER if by.username == OFFICER else OFFICER)
    decided_at = _moment(min(max(filed_on, due) + timedelta(days=1), today), time(15))
    if outcome == ReportState.RETURNED:
        filing.return_report(report, remarks, by=decider, at=decided_at)
    elif outcome == ReportState.ACCEPTED:
        filing.accept_report(report, by=decider, at=decided_at)


def _moment(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))
