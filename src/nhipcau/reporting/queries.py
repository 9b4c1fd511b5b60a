"""Who owes which report, who has filed, who is late, and what waits for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhipcau.organisation.models import Unit
from nhipcau.organisation.queries import groups_of
from nhipcau.organisation.waiting import Waiting
from nhipcau.organisation.workdays import WorkCalendar
from nhipcau.programme.rules import shorten
from nhipcau.reporting import rules
from nhipcau.reporting.enums import Frequency, ReportState
from nhipcau.reporting.labels import report_name
from nhipcau.reporting.models import Report, ReportingDuty, TrustedSender
from nhipcau.reporting.reporters import Lines, lives_in, reporting_units, units_written_for
from nhipcau.reporting.rules import Period

# From how many days before the due day the programme officer is told who has not filed yet.
DAYS_OF_NOTICE = 10
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Owed:
    """One unit's report for one period of a duty, written or not."""

    duty: ReportingDuty
    unit: Unit
    period: Period
    due_on: date
    report: Report | None
    today: date

    @property
    def name(self) -> str:
        return report_name(self.period, self.duty.frequency)

    @property
    def is_filed(self) -> bool:
        return self.report is not None and self.report.is_filed

    @property
    def is_returned(self) -> bool:
        return self.report is not None and self.report.is_returned

    @property
    def is_expected(self) -> bool:
        return rules.is_expected(self.period, begins_on=self.duty.begins_on, ends_on=self.duty.ends_on)

    @property
    def days_late(self) -> int:
        """Days between the last day to file and the filing, or today when nothing is filed; 0 when on time."""
        if self.report is not None and self.report.filed_at is not None:
            return rules.days_late(self.due_on, on=timezone.localdate(self.report.filed_at))
        return rules.days_late(self.due_on, on=self.today) if self.is_expected else 0

    @property
    def days_left(self) -> int:
        return max(0, (self.due_on - self.today).days)

    @property
    def is_late(self) -> bool:
        """Not filed though the last day to file is past."""
        return (self.report is None or self.report.filed_at is None) and self.days_late > 0

    @property
    def state(self) -> str:
        """One word for filters: accepted, filed, filed_late, returned, late, draft, nothing or not_asked."""
        if self.report is not None and self.report.is_accepted:
            return "accepted"
        if self.report is not None and self.report.is_returned:
            return "returned"
        if self.is_filed:
            return "filed_late" if self.days_late else "filed"
        if self.is_late:
            return "late"
        if self.report is not None:
            return "draft"
        return "nothing" if self.is_expected else "not_asked"

    @property
    def ended_on(self) -> date | None:
        """The unit's last day when that lies within the period: then its successors write for it."""
        ended = self.unit.ends_on
        return ended if ended and ended < self.period.end else None


def due_on(duty: ReportingDuty, period: Period) -> date:
    """The last day to file a report of the duty for the period; a day off is moved as the duty says."""
    if duty.frequency == Frequency.ON_REQUEST:
        return duty.due_date or period.end
    day = rules.last_day_to_file(
        period,
        cut_off_day=duty.cut_off_day,
        due_before_day=duty.due_before_day,
        due_month=duty.due_month,
        due_days=duty.days_of_the_year,
    )
    return duty.calendar.moved(day, duty.when_day_off)


def _asked_once(duty: ReportingDuty) -> Period | None:
    """The one period of a report on request."""
    if duty.frequency != Frequency.ON_REQUEST or duty.first_day is None or duty.last_day is None:
        return None
    return Period(duty.first_day, duty.last_day)


def is_received(report: Report) -> bool:
    """Whether a report came as a package: the numbers of its activities are then the sender's."""
    return TrustedSender.objects.filter(unit=report.unit_id).exists()


def period_of(duty: ReportingDuty, day: date) -> Period:
    """The period of the duty in which the day is counted."""
    return _asked_once(duty) or rules.period_containing(day, duty.frequency, cut_off_day=duty.cut_off_day)


def period_to_file(duty: ReportingDuty, today: date) -> Period:
    """The period of the duty whose report is the next one due."""
    return _asked_once(duty) or rules.period_to_file(
        today, duty.frequency, cut_off_day=duty.cut_off_day, due_on=lambda period: due_on(duty, period)
    )


def previous_period(duty: ReportingDuty, period: Period) -> Period | None:
    """The period of the duty before another one; None for a report on request."""
    if duty.frequency == Frequency.ON_REQUEST:
        return None
    return rules.previous_period(period, duty.frequency, cut_off_day=duty.cut_off_day)


def period_a_year_before(duty: ReportingDuty, period: Period) -> Period | None:
    """The period of the same name in the year before; None for a report on request."""
    if duty.frequency == Frequency.ON_REQUEST:
        return None
    return rules.same_period_a_year_before(period, duty.frequency, cut_off_day=duty.cut_off_day)


def periods_until(duty: ReportingDuty, today: date) -> list[Period]:
    """The periods that the duty asks for, from its first to the one that is due next; oldest first."""
    if once := _asked_once(duty):
        return [once]
    last = period_to_file(duty, today)
    periods = rules.periods_between(
        duty.begins_on, max(last.end, duty.begins_on), duty.frequency, cut_off_day=duty.cut_off_day
    )
    return [
        period
        for period in periods
        if period <= last and rules.is_expected(period, begins_on=duty.begins_on, ends_on=duty.ends_on)
    ]


def days_late_of(report: Report, *, today: date | None = None) -> int:
    """How many days after its last day a report was filed, or is late today; by the days it was opened with."""
    on = timezone.localdate(report.filed_at) if report.filed_at else today
    return rules.days_late(report.due_on, on=on) if on else 0


def days_left_of(report: Report, *, today: date) -> int:
    """Days until the last day to file."""
    return max(0, (report.due_on - today).days)


def reports() -> QuerySet[Report]:
    """Reports for lists, without the weight of what was filed."""
    return Report.objects.defer("filed_content", "drafted_from").select_related("filed_by", "saved_by")


def duties() -> QuerySet[ReportingDuty]:
    """Duties with who reports and to whom."""
    return ReportingDuty.objects.select_related("reporter", "reporter_group", "addressee", "directive").defer(
        "directive__original", "directive__text", "directive__reading"
    )


def listed_duties() -> list[ReportingDuty]:
    """All duties, with one calendar of working days for all of them."""
    rows, calendar = list(duties()), WorkCalendar.load()
    for duty in rows:
        duty.calendar = calendar
    return rows


def versions_of(duty: ReportingDuty) -> list[ReportingDuty]:
    """The dated versions of the duty's regime, oldest first."""
    return list(duties().filter(series=duty.series).order_by("begins_on", "pk"))


def who_has_filed(duty: ReportingDuty, period: Period, *, today: date) -> list[Owed]:
    """A line for each unit that owes a report for the period. The number of queries does not grow with the units."""
    filed = {report.unit_id: report for report in reports().filter(duty=duty, period_start=period.start)}
    units = reporting_units(duty, period)
    return [Owed(duty, unit, period, due_on(duty, period), filed.get(unit.pk), today) for unit in units]


def reports_due(unit: Unit, today: date) -> list[Owed]:
    """What the unit owes: of each duty the report that is due next, filed or not, and those that are late."""
    return reports_due_of([unit], today)


def reports_due_of(units: Sequence[Unit], today: date) -> list[Owed]:
    """What several units owe, late ones first, then by due day. The number of queries grows with the units of one
    person, which are one or two, and not with duties or periods."""
    written: dict[tuple[int, int, date], Report] = {
        (report.duty_id, report.unit_id, report.period_start): report for report in reports().filter(unit__in=units)
    }
    groups = {unit.pk: {group.pk for group in groups_of(unit)} for unit in units}
    lines = Lines.load()
    owed = [
        Owed(duty, unit, period, due_on(duty, period), written.get((duty.pk, unit.pk, period.start)), today)
        for duty in listed_duties()
        for unit in units
        for period in _periods_asked(duty, unit, today, in_group=duty.reporter_group_id in groups[unit.pk], lines=lines)
    ]
    open_ones = [one for one in owed if one.is_late or one.is_returned or one.period == period_to_file(one.duty, today)]
    return sorted(open_ones, key=lambda one: (not one.is_late, one.due_on, one.duty.pk, one.unit.pk))


def _periods_asked(duty: ReportingDuty, unit: Unit, today: date, *, in_group: bool, lines: Lines) -> list[Period]:
    """The periods for which the duty asks the unit for a report."""
    if in_group and lines.stands_below(unit, duty.addressee_id):
        return [period for period in periods_until(duty, today) if lives_in(unit, period)]
    if duty.reporter is None:
        return []
    return [period for period in periods_until(duty, today) if unit in lines.living_in(duty.reporter, period)]


def owes(unit: Unit, duty: ReportingDuty, period: Period) -> bool:
    """Tell whether the unit reports on this duty for the period."""
    lines = Lines.load()
    if duty.reporter_group_id is not None and lines.stands_below(unit, duty.addressee_id):
        return lives_in(unit, period) and duty.reporter_group_id in {group.pk for group in groups_of(unit)}
    return unit in reporting_units(duty, period, lines=lines)


def what_waits(user: Any, *, today: date) -> list[Waiting]:
    """Reports that a contact still has to file, and for how many units a programme officer still waits."""
    lines: list[Waiting] = []
    if user.has_perm("reporting.write_report"):
        lines += _waiting_for_contact(user, today)
    if user.has_perm("reporting.oversee_report"):
        lines += _waiting_for_officer(today)
    return lines


def _waiting_for_contact(user: Any, today: date) -> list[Waiting]:
    """The reports that are due next one by one; the late ones in one line when there are many."""
    owed = [one for one in reports_due_of(units_written_for(user, today=today), today) if not one.is_filed]
    late = [one for one in owed if one.is_late]
    returned = [_line(one, owed, _("returned with remarks"), is_late=True) for one in owed if one.is_returned]
    due = returned + [
        _line(one, owed, _days_left_words(one))
        for one in owed
        if not one.is_late and not one.is_returned and one.period.end <= _soon(one.duty, today)
    ]
    if len(late) <= 2:
        return [*(_line(one, owed, _days_late_words(one), is_late=True) for one in late), *due]
    oldest = min(late, key=lambda one: one.due_on)
    text = _("%(count)d reports are late, the oldest is “%(name)s”") % {"count": len(late), "name": oldest.name}
    return [Waiting(text, _("See all"), reverse("reporting:own"), is_late=True), *due]


def _soon(duty: ReportingDuty, today: date) -> date:
    """A month's report waits all month; a year's only when its year comes to an end."""
    return today + timedelta(days=35 if duty.frequency == Frequency.MONTH else DAYS_OF_NOTICE)


def _line(owed: Owed, among: Sequence[Owed], state: str, *, is_late: bool = False) -> Waiting:
    url = reverse("reporting:report", args=[owed.report.pk]) if owed.report else reverse("reporting:own")
    return Waiting(f"{_name_among(owed, among)}: {state}", _("Write"), url, is_late=is_late)


def _name_among(owed: Owed, among: Sequence[Owed]) -> str:
    """Its name; with its unit, and its duty, where another one of the same name waits too."""
    same = [one for one in among if one.name == owed.name]
    parts = [owed.name]
    if len({one.unit for one in same}) > 1:
        parts.append(owed.unit.short_name or owed.unit.name)
    if len({one.duty for one in same}) > 1:
        parts.append(shorten(owed.duty.name, LONGEST_NAME))
    return " · ".join(parts)


def _days_late_words(owed: Owed) -> str:
    return ngettext("%(count)d day late", "%(count)d days late", owed.days_late) % {"count": owed.days_late}


def _days_left_words(owed: Owed) -> str:
    if owed.days_left == 0:
        return _("due today")
    return ngettext("%(count)d day left", "%(count)d days left", owed.days_left) % {"count": owed.days_left}


def _to_decide() -> list[Waiting]:
    """How many filed reports wait to be accepted or returned."""
    count = Report.objects.filter(state=ReportState.FILED).count()
    if not count:
        return []
    text = ngettext("%(count)d report waits to be accepted", "%(count)d reports wait to be accepted", count)
    return [Waiting(text % {"count": count}, _("See all"), reverse("reporting:to_decide"))]


def _waiting_for_officer(today: date) -> list[Waiting]:
    """Of each duty: who is late with the last period, and shortly before the due day, who has not filed yet."""
    lines = _to_decide()
    for duty in listed_duties():
        if not duty.is_complete:
            lines.append(_to_be_completed(duty))
            continue
        coming = period_to_file(duty, today)
        before = previous_period(duty, coming) or coming
        late = [one for one in who_has_filed(duty, before, today=today) if one.is_late] if _asks(duty, before) else []
        if late:
            text = ngettext("%(name)s: %(count)d unit is late", "%(name)s: %(count)d units are late", len(late))
            lines.append(_overview(late, text, is_late=True))
        days_left = (due_on(duty, coming) - today).days
        if _asks(duty, coming) and days_left <= DAYS_OF_NOTICE:
            waiting = [one for one in who_has_filed(duty, coming, today=today) if not one.is_filed]
            if waiting:
                text = ngettext(
                    "%(name)s: %(count)d unit has not filed yet",
                    "%(name)s: %(count)d units have not filed yet",
                    len(waiting),
                )
                lines.append(_overview(waiting, text))
    return lines


def _asks(duty: ReportingDuty, period: Period) -> bool:
    return rules.is_expected(period, begins_on=duty.begins_on, ends_on=duty.ends_on)


def _overview(owed: Sequence[Owed], text: str, *, is_late: bool = False) -> Waiting:
    one = owed[0]
    url = f"{reverse('reporting:overview')}?duty={one.duty.pk}&period={one.period.end.isoformat()}"
    return Waiting(text % {"name": one.name, "count": len(owed)}, _("Who has filed"), url, is_late=is_late)


def _to_be_completed(duty: ReportingDuty) -> Waiting:
    text = _("“%(name)s” does not say yet which unit reports") % {"name": duty.name}
    return Waiting(text, _("Complete"), reverse("reporting_duties:edit", args=[duty.pk]))
