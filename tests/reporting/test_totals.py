"""Totals along the chain that stood in the period, the report that drafts itself from those below, years together."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nhipcau.organisation.enums import Role, Tier, UnitKind
from nhipcau.organisation.models import Unit, UnitGroup
from nhipcau.organisation.people.services import enter_person, put_in_charge
from nhipcau.organisation.services import create_unit
from nhipcau.organisation.training.services import create_course, mark, put_down, say_held
from nhipcau.programme.models import Activity
from nhipcau.programme.recording import record_activity
from nhipcau.reporting import filing, queries, services
from nhipcau.reporting.enums import Frequency, TargetWay
from nhipcau.reporting.models import Report, ReportingDuty, Target
from nhipcau.reporting.review import by_unit, realities, review
from nhipcau.reporting.rollup import roll_up, rows_behind
from nhipcau.reporting.rules import Period, is_outlier, without_overlap

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
MARCH = date(2026, 3, 10)
TODAY = date(2026, 3, 25)


@pytest.fixture
def contact(person: Make) -> Any:
    return person(Role.UNIT_CONTACT, username="dau-moi")


@pytest.fixture
def officer(person: Make, office: Unit) -> Any:
    return person(Role.PROGRAMME_OFFICER, office)


@pytest.fixture
def filed(contact: Any, officer: Any) -> Callable[..., Report]:
    """Let a unit do some things in a month, file and have it accepted."""

    def make(duty: ReportingDuty, unit: Unit, visitors: list[int], *, day: date = MARCH, accept: bool = True) -> Report:
        for number, people in enumerate(visitors):
            record_activity(
                unit=unit, kind="event", title=f"Gặp mặt {number}", happened_on=day, figures={"visitors": people},
                by=None,
            )  # fmt: skip
        report = services.open_report(duty, unit, day, by=contact)
        report = filing.file_report(report, by=contact, version=report.version)
        return filing.accept_report(report, by=officer) if accept else report

    return make


def total(found: Any) -> dict[tuple[str, str], tuple[float, int]]:
    return {one.name.key: (one.value, one.units) for one in found.totals}


def test_a_period_adds_up_and_says_who_is_missing(
    group_duty: ReportingDuty, departments: list[Unit], filed: Callable[..., Report]
) -> None:
    filed(group_duty, departments[0], [100, 20])
    filed(group_duty, departments[1], [7], accept=False)

    found = roll_up(group_duty, queries.period_of(group_duty, MARCH), today=TODAY)

    assert total(found) == {("event", ""): (3, 2), ("event", "visitors"): (127, 2)}
    assert [owed.unit.name for owed in found.missing] == ["Sở Công Thương"]
    assert (found.filed, found.asked) == (2, 3)
    rows = rows_behind(group_duty, found.period, ("event", "visitors"))
    assert [(row.unit.name, row.value) for row in rows] == [("Sở Ngoại vụ", 120), ("Sở Tài chính", 7)]


def test_supplements_count_in_totals(
    group_duty: ReportingDuty, departments: list[Unit], filed: Callable[..., Report], contact: Any
) -> None:
    report = filed(group_duty, departments[0], [100])
    filing.file_supplement(
        report, reason="Đếm lại", text="", by=contact,
        corrections=[filing.Correction("event", "visitors", "", "Khách", 90)],
    )  # fmt: skip

    found = roll_up(group_duty, queries.period_of(group_duty, MARCH), today=TODAY)

    assert total(found)["event", "visitors"] == (90, 1)


@pytest.fixture
def two_worlds(office: Unit) -> dict[str, Unit]:
    """Until 30 June 2025 communes below a district below the province; afterwards a new commune below the province."""
    district = Unit.objects.create(
        name="Huyện ủy Lũng Đá", kind=UnitKind.DISTRICT, tier=Tier.DISTRICT, parent=office, ends_on=date(2025, 6, 30)
    )
    old = [
        Unit.objects.create(
            name=name, kind=UnitKind.COMMUNE, tier=Tier.COMMUNE, parent=district, ends_on=date(2025, 6, 30)
        )
        for name in ("Xã Bản Cũ", "Xã Nà Lam")
    ]
    new = Unit.objects.create(
        name="Xã Lũng Đá", kind=UnitKind.COMMUNE, tier=Tier.COMMUNE, parent=office, begins_on=date(2025, 7, 1)
    )
    for unit in old:
        unit.successors.add(new)
    return {"district": district, "first": old[0], "second": old[1], "new": new, "office": office}


@pytest.fixture
def communes_duty(two_worlds: dict[str, Unit]) -> ReportingDuty:
    group = UnitGroup.objects.create(name="các xã", kinds=[UnitKind.COMMUNE])
    return ReportingDuty.objects.create(
        name="Báo cáo tháng của các xã", reporter_group=group, addressee=two_worlds["office"],
        frequency=Frequency.MONTH, begins_on=date(2024, 1, 15),
    )  # fmt: skip


def test_totals_follow_the_chain_that_stood_in_the_period(
    communes_duty: ReportingDuty, two_worlds: dict[str, Unit], filed: Callable[..., Report]
) -> None:
    before, after = date(2025, 3, 10), date(2026, 3, 10)
    filed(communes_duty, two_worlds["first"], [10], day=before)
    filed(communes_duty, two_worlds["second"], [5], day=before)
    filed(communes_duty, two_worlds["new"], [8], day=after)

    def nodes(day: date) -> list[tuple[str, int, str, float]]:
        found = roll_up(communes_duty, queries.period_of(communes_duty, day), today=TODAY)
        return [
            (node.unit.name, node.depth, f"{node.filed}/{node.asked}", node.total.get(("event", "visitors"), 0))
            for node in found.nodes
        ]

    assert nodes(before) == [
        ("Ban Tuyên giáo và Dân vận Tỉnh ủy", 0, "2/2", 15),
        ("Huyện ủy Lũng Đá", 1, "2/2", 15),
        ("Xã Bản Cũ", 2, "1/1", 10),
        ("Xã Nà Lam", 2, "1/1", 5),
    ]
    assert nodes(after) == [("Ban Tuyên giáo và Dân vận Tỉnh ủy", 0, "1/1", 8), ("Xã Lũng Đá", 1, "1/1", 8)]


def test_past_work_adds_up_under_the_successor(
    communes_duty: ReportingDuty, two_worlds: dict[str, Unit], filed: Callable[..., Report]
) -> None:
    filed(communes_duty, two_worlds["first"], [10], day=date(2025, 3, 10))
    filed(communes_duty, two_worlds["second"], [5], day=date(2025, 3, 10))
    filed(communes_duty, two_worlds["new"], [8], day=date(2026, 3, 10))

    rows = by_unit(communes_duty, ("event", "visitors"), 2024, 2026)

    assert [(row.unit.name, row.values) for row in rows] == [("Xã Lũng Đá", (None, 15, 8))]


# Outliers


@pytest.mark.parametrize(
    ("value", "past", "expected"),
    [
        (50, [5, 6, 5, 7, 6], True),
        (0, [40, 45, 38, 50], True),
        (8, [5, 6, 5, 7, 6], False),
        (3, [2, 2, 2, 2], False),
        (500, [5, 6, 5], False),
    ],
)
def test_a_figure_is_an_outlier_only_against_enough_of_its_own_past(
    value: float, past: list[float], expected: bool
) -> None:
    assert is_outlier(value, past) is expected


def test_a_unit_far_from_its_own_past_is_shown(
    group_duty: ReportingDuty, departments: list[Unit], filed: Callable[..., Report]
) -> None:
    ReportingDuty.objects.filter(pk=group_duty.pk).update(begins_on=date(2025, 10, 15))
    group_duty.refresh_from_db()
    for month in (11, 12, 1, 2):
        filed(group_duty, departments[0], [1, 1], day=date(2025 if month > 2 else 2026, month, 10))
    filed(group_duty, departments[0], [1] * 20)

    (one,) = roll_up(group_duty, queries.period_of(group_duty, MARCH), today=TODAY).outliers

    assert (one.unit.name, one.value, one.usual) == ("Sở Ngoại vụ", 20, 2)


# The report that drafts itself from those below


@pytest.fixture
def upward(office: Unit, duty: ReportingDuty) -> ReportingDuty:
    centre = Unit.objects.create(name="Ban Tuyên giáo và Dân vận Trung ương", kind="party_body", tier="central")
    ReportingDuty.objects.filter(name__startswith="Báo cáo tháng của các sở").update(addressee=office)
    return ReportingDuty.objects.create(
        name="Báo cáo quý của tỉnh", directive=duty.directive, reporter=office, addressee=centre,
        frequency=Frequency.QUARTER, begins_on=date(2026, 1, 1),
    )  # fmt: skip


def test_the_provinces_report_drafts_itself_from_accepted_reports_only(
    group_duty: ReportingDuty, upward: ReportingDuty, office: Unit, departments: list[Unit],
    filed: Callable[..., Report], contact: Any, officer: Any,
) -> None:  # fmt: skip
    group_duty.refresh_from_db()
    filed(group_duty, departments[0], [100])
    filed(group_duty, departments[0], [50], day=date(2026, 2, 10))
    filed(group_duty, departments[1], [7])
    filed(group_duty, departments[2], [999], accept=False)
    record_activity(unit=office, kind="event", title="Hội nghị", happened_on=MARCH, figures={"visitors": 3}, by=None)

    report = services.open_report(upward, office, MARCH, by=officer)
    body = report.sections.all()[0].body
    assert body.split("\n") == [
        "Ngày 10/3/2026, tổ chức “Hội nghị” (số người tham dự, tham quan: 3 lượt người).",
        "Sở Ngoại vụ: Ngày 10/2/2026, tổ chức “Gặp mặt 0” (số người tham dự, tham quan: 50 lượt người).",
        "Sở Ngoại vụ: Ngày 10/3/2026, tổ chức “Gặp mặt 0” (số người tham dự, tham quan: 100 lượt người).",
        "Sở Tài chính: Ngày 10/3/2026, tổ chức “Gặp mặt 0” (số người tham dự, tham quan: 7 lượt người).",
    ]

    done = filing.file_report(report, by=officer, version=report.version)
    standing = {key: float(value) for key, value in filing.standing_figures(done).items()}
    assert (standing["event", "", ""], standing["event", "visitors", ""]) == (4, 160)
    assert [one["unit"] for one in done.filed_content["from_units"]] == [  # type: ignore[index]
        "Sở Ngoại vụ", "Sở Ngoại vụ", "Sở Tài chính",
    ]  # fmt: skip


def test_what_a_quarter_says_its_months_do_not_say_once_more() -> None:
    quarter = Period(date(2025, 12, 15), date(2026, 3, 14))
    months = [Period(date(2026, 1, 15), date(2026, 2, 14)), Period(date(2026, 3, 15), date(2026, 4, 14))]

    assert without_overlap([*months, quarter]) == [quarter, months[1]]


# Years side by side


def test_years_are_added_up_over_the_versions_of_a_regime(
    group_duty: ReportingDuty, departments: list[Unit], filed: Callable[..., Report]
) -> None:
    ReportingDuty.objects.filter(pk=group_duty.pk).update(begins_on=date(2025, 1, 15), ends_on=date(2025, 12, 31))
    old = ReportingDuty.objects.get(pk=group_duty.pk)
    new = ReportingDuty.objects.create(
        series=old.series, name=old.name, reporter_group=old.reporter_group, frequency=Frequency.MONTH,
        begins_on=date(2026, 1, 1),
    )  # fmt: skip
    filed(old, departments[0], [100], day=date(2025, 5, 1))
    filed(new, departments[0], [120])
    filed(new, departments[1], [0])
    Target.objects.create(
        name="Mọi đơn vị đều tổ chức gặp mặt", first_year=2025, last_year=2026, kind="event", wanted=100,
        way=TargetWay.SHARE,
    )  # fmt: skip
    Target.objects.create(
        name="500 lượt khách", first_year=2025, last_year=2026, kind="event", measure="visitors", wanted=500
    )

    found = review(new, 2024, 2026)

    values = {row.name.key: row.values for row in found.rows}
    assert values["event", "visitors"] == (None, 100, 120)
    assert values["event", ""] == (None, 1, 2)
    assert found.reports == (0, 1, 2)
    assert [(one.value, one.is_reached, one.percent) for one in found.realities] == [(220, False, 44), (100, True, 100)]


def test_a_target_on_people_is_measured_from_who_is_in_charge_and_trained_in_the_units_that_are_asked(
    group_duty: ReportingDuty, departments: list[Unit]
) -> None:
    create_unit("Bộ Ngoại giao", tier="central", by=None)  # is not asked to report, and counts nowhere
    Target.objects.create(
        name="100% đơn vị có cán bộ đã tập huấn", first_year=2025, last_year=2026, way=TargetWay.TRAINED, wanted=100
    )
    Target.objects.create(
        name="100% đơn vị có cán bộ", first_year=2025, last_year=2025, way=TargetWay.OFFICER, wanted=100
    )
    people = [enter_person(f"Người {number}", unit=unit, by=None) for number, unit in enumerate(departments)]
    for person in people:
        put_in_charge(person, unit=person.unit, kind="contact", begins_on=date(2025, 3, 1), by=None)
    course = create_course("Tập huấn", organiser=departments[0], days=[date(2026, 2, 2)], by=None)
    put_down(course, people[:1], by=None)
    mark(course.days.get(), came=[course.participants.get().pk], by=None)
    say_held(course, today=date(2026, 3, 1), by=None)

    found = {one.target.way: one for one in realities(group_duty, 2025, 2026, today=date(2026, 3, 15))}

    assert (found["trained"].value, found["trained"].is_reached) == (round(100 / len(departments), 1), False)
    assert (found["officer"].value, found["officer"].is_reached) == (100, True)
    # The year of the first is still running, that of the second is over.
    assert (found["trained"].is_under_way, found["officer"].is_under_way) == (True, False)
    before = {one.target.way: one.value for one in realities(group_duty, 2025, 2026, today=date(2025, 2, 1))}
    assert before == {"trained": 0, "officer": 0}


@pytest.mark.parametrize(
    ("way", "kind"), [(TargetWay.TRAINED, "training"), (TargetWay.OFFICER, "event"), (TargetWay.SUM, "")]
)
def test_a_target_that_mixes_people_and_activities_is_refused(way: TargetWay, kind: str, db: None) -> None:
    with pytest.raises(ValidationError):
        Target(name="x", first_year=2025, last_year=2026, way=way, kind=kind, wanted=1).full_clean()


# Screens


def sign_in(client: Client, user: Any) -> Client:
    client.force_login(user)
    return client


def test_the_years_begin_where_the_reports_begin_unless_asked_otherwise(
    client: Client, officer: Any, group_duty: ReportingDuty, departments: list[Unit], filed: Callable[..., Report]
) -> None:
    filed(group_duty, departments[0], [1200])
    client, year = sign_in(client, officer), timezone.localdate().year
    assert client.get(reverse("reporting:years"), {"to": year}).context["first"] == max(2026, year - 4)
    assert client.get(reverse("reporting:years"), {"from": 2024, "to": 2026}).context["first"] == 2024


def test_each_total_opens_to_its_rows_and_on_to_the_report(
    client: Client, officer: Any, group_duty: ReportingDuty, departments: list[Unit], filed: Callable[..., Report]
) -> None:
    report = filed(group_duty, departments[0], [1200])
    client = sign_in(client, officer)
    query = {"duty": group_duty.pk, "period": "2026-03-14"}
    page = client.get(reverse("reporting:totals"), query).content.decode()
    assert "1.200 lượt người" in page
    assert "2 đơn vị chưa gửi" in page

    address = reverse("reporting:behind", args=[group_duty.pk])
    rows = client.get(address, {**query, "kind": "event", "measure": "visitors"}).content.decode()
    assert reverse("reporting:report", args=[report.pk]) + "#figure-event" in rows
    detail = client.get(reverse("reporting:report", args=[report.pk])).content.decode()
    assert reverse("programme_activities:inspect", args=[Activity.objects.get().pk]) in detail
    sheet = client.get(reverse("reporting:totals"), {**query, "export": "xlsx"})
    assert sheet.content.startswith(b"PK")


@pytest.mark.parametrize(
    "query", [{"duty": "x", "period": "x"}, {"period": "9999-99-99"}, {"from": "x", "to": "99999999"}, {"to": "0"}]
)
def test_addresses_of_nonsense_show_a_page(
    client: Client, officer: Any, group_duty: ReportingDuty, query: dict[str, str]
) -> None:
    client = sign_in(client, officer)
    for name in ("totals", "years"):
        assert client.get(reverse(f"reporting:{name}"), query).status_code == 200
    assert client.get(reverse("reporting:behind", args=[group_duty.pk]), query).status_code in (200, 404)


def test_years_show_tables_behind_their_charts_and_give_an_outline(
    client: Client, officer: Any, group_duty: ReportingDuty, departments: list[Unit], filed: Callable[..., Report]
) -> None:
    filed(group_duty, departments[0], [1200])
    client = sign_in(client, officer)
    query = {"duty": group_duty.pk, "to": 2026, "figure": "event.visitors"}
    page = client.get(reverse("reporting:years"), query).content.decode()
    assert page.count('<svg class="nc-chart') == 2
    assert "Xem dạng bảng" in page
    assert "Sở Ngoại vụ: Số người tham dự" in page

    assert client.get(reverse("reporting:years"), {**query, "export": "docx"}).content.startswith(b"PK")
    assert client.get(reverse("reporting:years"), {**query, "export": "pdf"}).content.startswith(b"%PDF")


@pytest.mark.parametrize("role", [Role.UNIT_CONTACT, Role.EDITOR, Role.TRANSLATOR, Role.APPROVER])
def test_totals_are_for_those_who_oversee(
    client: Client, person: Make, newspaper: Unit, group_duty: ReportingDuty, role: Role
) -> None:
    client = sign_in(client, person(role, newspaper))
    for name in ("totals", "years", "import_package"):
        assert client.get(reverse(f"reporting:{name}")).url == "/workspace/"


@pytest.mark.parametrize("more_units", [0, 20])
def test_a_roll_up_asks_the_same_number_of_questions_for_many_units(
    group_duty: ReportingDuty, departments: list[Unit], filed: Callable[..., Report], more_units: int,
    django_assert_num_queries: Any,
) -> None:  # fmt: skip
    filed(group_duty, departments[0], [1])
    for number in range(more_units):
        Unit.objects.create(name=f"Sở {number}", kind=UnitKind.DEPARTMENT, tier=Tier.PROVINCE)
    period = queries.period_of(group_duty, MARCH)
    assert group_duty.calendar

    with django_assert_num_queries(14):
        roll_up(group_duty, period, today=TODAY)
