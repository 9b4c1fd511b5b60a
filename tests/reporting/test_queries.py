"""Who owes which report, who has filed, who is late, and what waits for whom."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from nhipcau.organisation.enums import Role, Tier, UnitKind
from nhipcau.organisation.models import Unit, UnitGroup, User
from nhipcau.reporting import filing, queries, services
from nhipcau.reporting.enums import Frequency
from nhipcau.reporting.models import Report, ReportingDuty
from nhipcau.reporting.queries import Owed
from nhipcau.reporting.reporters import units_written_for
from nhipcau.reporting.rules import Period

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
MARCH = Period(date(2026, 2, 15), date(2026, 3, 14))


def file_at(report: Report, moment: datetime) -> None:
    """File a report as if it were another moment."""
    someone, _ = User.objects.get_or_create(username="nguoi-gui")
    filing.file_report(report, by=someone, version=report.version)
    Report._base_manager.filter(pk=report.pk).update(filed_at=moment)


def states(lines: list[Owed]) -> dict[str, tuple[str, int]]:
    return {line.unit.name: (line.state, line.days_late) for line in lines}


def test_everybody_has_a_line_whether_something_was_written_or_not(
    group_duty: ReportingDuty, departments: list[Unit]
) -> None:
    foreign, finance, _trade = departments
    file_at(services.open_report(group_duty, foreign, MARCH.end, by=None), datetime(2026, 3, 19, 16, 59, tzinfo=UTC))
    services.open_report(group_duty, finance, MARCH.end, by=None)

    lines = queries.who_has_filed(group_duty, MARCH, today=date(2026, 3, 17))

    assert states(lines) == {
        "Sở Công Thương": ("nothing", 0),
        "Sở Ngoại vụ": ("filed", 0),
        "Sở Tài chính": ("draft", 0),
    }


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        pytest.param(date(2026, 3, 19), ("nothing", 0), id="on the last day"),
        pytest.param(date(2026, 3, 20), ("late", 1), id="the day after"),
        pytest.param(date(2026, 4, 1), ("late", 13), id="two weeks later"),
    ],
)
def test_lateness_counts_from_the_day_after_the_last_one(
    duty: ReportingDuty, today: date, expected: tuple[str, int]
) -> None:
    (line,) = queries.who_has_filed(duty, MARCH, today=today)

    assert (line.state, line.days_late) == expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        pytest.param(datetime(2026, 3, 19, 16, 59, 59, tzinfo=UTC), ("filed", 0), id="a second before midnight"),
        pytest.param(datetime(2026, 3, 19, 17, 0, 0, tzinfo=UTC), ("filed_late", 1), id="at midnight"),
    ],
)
def test_midnight_is_that_of_the_office(
    duty: ReportingDuty, newspaper: Unit, moment: datetime, expected: tuple[str, int]
) -> None:
    file_at(services.open_report(duty, newspaper, MARCH.end, by=None), moment)

    (line,) = queries.who_has_filed(duty, MARCH, today=date(2026, 4, 30))

    assert (line.state, line.days_late) == expected


def test_nobody_is_late_for_a_period_before_the_duty(duty: ReportingDuty) -> None:
    before = Period(date(2025, 11, 15), date(2025, 12, 14))

    (line,) = queries.who_has_filed(duty, before, today=date(2026, 3, 1))

    assert (line.state, line.days_late) == ("not_asked", 0)


def test_a_duty_without_reporter_has_no_lines(duty: ReportingDuty) -> None:
    nobody = ReportingDuty.objects.create(name="?", frequency=Frequency.MONTH, begins_on=date(2026, 1, 1))

    assert queries.who_has_filed(nobody, MARCH, today=date(2026, 3, 1)) == []


@pytest.fixture
def reform(departments: list[Unit]) -> tuple[Unit, Unit]:
    """A department that ended on 28 February and the one that took over on 1 March."""
    old = Unit.objects.create(
        name="Sở Thông tin", kind=UnitKind.DEPARTMENT, tier=Tier.PROVINCE, ends_on=date(2026, 2, 28)
    )
    new = Unit.objects.create(
        name="Sở Văn hóa", kind=UnitKind.DEPARTMENT, tier=Tier.PROVINCE, begins_on=date(2026, 3, 1)
    )
    old.successors.add(new)
    return old, new


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        pytest.param(Period(date(2026, 1, 15), date(2026, 2, 14)), {"Sở Thông tin"}, id="before"),
        pytest.param(MARCH, {"Sở Thông tin", "Sở Văn hóa"}, id="the period in which it ended"),
        pytest.param(Period(date(2026, 3, 15), date(2026, 4, 14)), {"Sở Văn hóa"}, id="after"),
    ],
)
@pytest.mark.parametrize("is_group", [True, False])
def test_a_unit_that_ended_keeps_its_line_until_its_end_and_its_successor_takes_over(
    duty: ReportingDuty,
    group_duty: ReportingDuty,
    reform: tuple[Unit, Unit],
    period: Period,
    expected: set[str],
    is_group: bool,
) -> None:
    ReportingDuty.objects.filter(pk=duty.pk).update(reporter=reform[0])
    asked = group_duty if is_group else ReportingDuty.objects.get(pk=duty.pk)

    lines = queries.who_has_filed(asked, period, today=date(2026, 3, 1))

    assert {line.unit.name for line in lines} & {"Sở Thông tin", "Sở Văn hóa"} == expected


def test_the_contact_of_the_successor_writes_for_the_unit_that_ended(
    group_duty: ReportingDuty, reform: tuple[Unit, Unit], person: Make
) -> None:
    old, new = reform
    contact = person(Role.UNIT_CONTACT, new)
    today = date(2026, 3, 16)

    units = units_written_for(contact, today=today)
    owed = queries.reports_due_of(units, today)

    assert set(units) == {old, new}
    assert [(one.unit, one.period, one.ended_on) for one in owed if one.period == MARCH] == [
        (old, MARCH, date(2026, 2, 28)),
        (new, MARCH, None),
    ]


def test_each_of_the_two_counts_its_own_part(group_duty: ReportingDuty, reform: tuple[Unit, Unit], story: Make) -> None:
    old, new = reform
    before, after = story(unit=old, on=date(2026, 2, 20)), story(unit=new, on=date(2026, 3, 2))

    drafted = [services.open_report(group_duty, unit, MARCH.end, by=None).drafted_from for unit in (old, new)]

    assert drafted == [[before.pk], [after.pk]]


def test_a_successor_of_a_successor_takes_over_from_both(duty: ReportingDuty, reform: tuple[Unit, Unit]) -> None:
    old, new = reform
    Unit.objects.filter(pk=new.pk).update(ends_on=date(2026, 3, 10))
    newest = Unit.objects.create(
        name="Sở Mới", kind=UnitKind.DEPARTMENT, tier=Tier.PROVINCE, begins_on=date(2026, 3, 11)
    )
    new.successors.add(newest)
    newest.successors.add(old)  # a circle, which only an error of entry can make
    ReportingDuty.objects.filter(pk=duty.pk).update(reporter=old)

    lines = queries.who_has_filed(ReportingDuty.objects.get(pk=duty.pk), MARCH, today=date(2026, 3, 1))

    assert {line.unit.name for line in lines} == {"Sở Thông tin", "Sở Văn hóa", "Sở Mới"}


def test_a_unit_owes_what_is_due_next_and_what_is_late(duty: ReportingDuty, newspaper: Unit) -> None:
    owed = queries.reports_due(newspaper, date(2026, 3, 25))

    assert [(one.period.end, one.is_late) for one in owed] == [
        (date(2026, 2, 14), True),
        (date(2026, 3, 14), True),
        (date(2026, 4, 14), False),
    ]


def test_a_unit_owes_nothing_outside_its_life_or_that_of_the_duty(duty: ReportingDuty, newspaper: Unit) -> None:
    ReportingDuty.objects.filter(pk=duty.pk).update(ends_on=date(2026, 3, 1))
    Unit.objects.filter(pk=newspaper.pk).update(begins_on=date(2026, 2, 20))
    newspaper.refresh_from_db()

    assert queries.reports_due(newspaper, date(2026, 3, 25)) == []


@pytest.mark.parametrize("more_units", [0, 30])
def test_who_has_filed_asks_the_same_number_of_questions_for_many_units(
    group_duty: ReportingDuty, more_units: int, django_assert_num_queries: Any
) -> None:
    for number in range(more_units):
        unit = Unit.objects.create(name=f"Sở {number}", kind=UnitKind.DEPARTMENT, tier=Tier.PROVINCE)
        services.open_report(group_duty, unit, MARCH.end, by=None)

    assert group_duty.calendar  # asked once for all duties of a list
    with django_assert_num_queries(5):
        lines = queries.who_has_filed(group_duty, MARCH, today=date(2026, 3, 17))
        assert len([(line.unit.name, line.state) for line in lines]) == 3 + more_units


@pytest.mark.parametrize("years", [1, 5])
def test_what_a_unit_owes_takes_the_same_number_of_questions_after_years(
    duty: ReportingDuty, group_duty: ReportingDuty, newspaper: Unit, years: int, django_assert_num_queries: Any
) -> None:
    today = date(2026 + years, 1, 1)

    with django_assert_num_queries(7):
        assert len(queries.reports_due(newspaper, today)) == 12 * years


def test_the_contact_is_reminded_of_this_months_report_with_its_days(
    duty: ReportingDuty, newspaper: Unit, person: Make
) -> None:
    contact = person(Role.UNIT_CONTACT, newspaper)
    file_at(services.open_report(duty, newspaper, date(2026, 2, 1), by=None), datetime(2026, 2, 18, 2, 0, tzinfo=UTC))

    assert [(line.text, line.is_late) for line in queries.what_waits(contact, today=date(2026, 3, 16))] == [
        ("Báo cáo tháng 3/2026: còn 3 ngày", False)
    ]
    assert [(line.text, line.is_late) for line in queries.what_waits(contact, today=date(2026, 3, 21))] == [
        ("Báo cáo tháng 3/2026: chậm 2 ngày", True),
        ("Báo cáo tháng 4/2026: còn 30 ngày", False),
    ]
    assert queries.what_waits(contact, today=date(2026, 3, 19))[0].text == "Báo cáo tháng 3/2026: hạn gửi là hôm nay"


def test_reports_of_the_same_name_are_told_apart_by_their_duty(
    duty: ReportingDuty, newspaper: Unit, person: Make
) -> None:
    duty.begins_on, duty.name = date(2026, 3, 1), "Báo cáo theo Hướng dẫn 07"
    duty.save()
    duty.pk, duty._state.adding, duty.name = None, True, "Báo cáo theo Hướng dẫn 14"
    duty.save()
    contact = person(Role.UNIT_CONTACT, newspaper)

    assert [line.text for line in queries.what_waits(contact, today=date(2026, 3, 16))] == [
        "Báo cáo tháng 3/2026 · Báo cáo theo Hướng dẫn 07: còn 3 ngày",
        "Báo cáo tháng 3/2026 · Báo cáo theo Hướng dẫn 14: còn 3 ngày",
    ]


def test_many_late_reports_are_one_line(duty: ReportingDuty, newspaper: Unit, person: Make) -> None:
    contact = person(Role.UNIT_CONTACT, newspaper)

    lines = queries.what_waits(contact, today=date(2026, 6, 25))

    assert [line.text for line in lines] == [
        "5 báo cáo chậm, cũ nhất là “Báo cáo tháng 2/2026”",
        "Báo cáo tháng 7/2026: còn 25 ngày",
    ]


def test_what_is_filed_waits_no_more(duty: ReportingDuty, newspaper: Unit, person: Make) -> None:
    contact = person(Role.UNIT_CONTACT, newspaper)
    ReportingDuty.objects.filter(pk=duty.pk).update(begins_on=date(2026, 3, 1))
    report = services.open_report(duty, newspaper, MARCH.end, by=contact)
    filing.file_report(report, by=contact, version=report.version)

    assert queries.what_waits(contact, today=date(2026, 3, 16)) == []


def test_the_officer_sees_how_many_have_not_filed_and_how_many_are_late(
    group_duty: ReportingDuty, departments: list[Unit], person: Make
) -> None:
    officer = person(Role.PROGRAMME_OFFICER)
    ReportingDuty.objects.exclude(pk=group_duty.pk).delete()
    for unit in departments[1:]:
        report = services.open_report(group_duty, unit, date(2026, 2, 14), by=officer)
        filing.file_report(report, by=officer, version=report.version)

    lines = queries.what_waits(officer, today=date(2026, 3, 10))

    assert [(line.text, line.is_late) for line in lines] == [
        ("2 báo cáo chờ tiếp nhận", False),
        ("Báo cáo tháng 2/2026: 1 đơn vị chậm", True),
        ("Báo cáo tháng 3/2026: 3 đơn vị chưa gửi", False),
    ]
    assert lines[1].url == f"/workspace/unit-reports/who-has-filed/?duty={group_duty.pk}&period=2026-02-14"


def test_the_officer_is_asked_to_complete_a_duty_without_reporter(person: Make) -> None:
    officer = person(Role.PROGRAMME_OFFICER)
    duty = ReportingDuty.objects.create(name="Báo cáo tháng", frequency=Frequency.MONTH, begins_on=date(2026, 1, 1))

    (line,) = queries.what_waits(officer, today=date(2026, 3, 10))

    assert line.text == "“Báo cáo tháng” chưa ghi đơn vị báo cáo"
    assert line.url == f"/workspace/unit-reports/duties/edit/{duty.pk}/"


@pytest.mark.parametrize("role", [Role.EDITOR, Role.TRANSLATOR, Role.APPROVER])
def test_nothing_about_reports_waits_for_the_others(
    duty: ReportingDuty, newspaper: Unit, person: Make, role: Role
) -> None:
    assert queries.what_waits(person(role, newspaper), today=date(2026, 3, 16)) == []


def test_a_group_without_members_owes_nothing(duty: ReportingDuty) -> None:
    empty = UnitGroup.objects.create(name="không ai")
    asked = ReportingDuty.objects.create(
        name="?", frequency=Frequency.MONTH, reporter_group=empty, begins_on=date(2026, 1, 1)
    )

    assert queries.who_has_filed(asked, MARCH, today=date(2026, 3, 1)) == []


def test_nobody_reports_to_oneself(group_duty: ReportingDuty, departments: list[Unit]) -> None:
    foreign = departments[0]
    ReportingDuty.objects.filter(pk=group_duty.pk).update(addressee=foreign)
    asked = ReportingDuty.objects.get(pk=group_duty.pk)

    assert foreign not in [line.unit for line in queries.who_has_filed(asked, MARCH, today=date(2026, 3, 1))]
    assert [one.duty for one in queries.reports_due(foreign, date(2026, 3, 1))] == []
    assert not queries.owes(foreign, asked, MARCH)


def test_nobody_reports_to_an_office_below_its_own(group_duty: ReportingDuty, all_departments: UnitGroup) -> None:
    province = Unit.objects.create(name="Tỉnh ủy", kind=UnitKind.DEPARTMENT, tier=Tier.PROVINCE)
    ministry = Unit.objects.create(name="Bộ Ngoại giao", kind=UnitKind.DEPARTMENT, tier=Tier.CENTRAL)
    office = Unit.objects.create(name="Văn phòng", kind=UnitKind.PARTY_BODY, tier=Tier.PROVINCE, parent=province)
    UnitGroup.objects.filter(pk=all_departments.pk).update(tier="")
    ReportingDuty.objects.filter(pk=group_duty.pk).update(addressee=office)
    asked = ReportingDuty.objects.get(pk=group_duty.pk)

    reporters = [line.unit.name for line in queries.who_has_filed(asked, MARCH, today=date(2026, 3, 1))]

    assert reporters == ["Sở Công Thương", "Sở Ngoại vụ", "Sở Tài chính"]
    assert not queries.owes(ministry, asked, MARCH)
