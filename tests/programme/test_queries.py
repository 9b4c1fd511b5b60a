"""Whose task it is, what waits, what gave no task."""

from datetime import date
from typing import Any

import pytest

from nhipcau.directives.models import Directive, Provision
from nhipcau.organisation.enums import Role, Tier, UnitKind
from nhipcau.organisation.models import Unit, UnitGroup
from nhipcau.organisation.services import create_unit, end_unit
from nhipcau.programme import queries
from nhipcau.programme.enums import AssignmentRole, TaskState
from nhipcau.programme.models import Occasion, Task
from nhipcau.programme.services import create_occasion, create_task, set_task_state

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 10)


def give(owner: Unit | UnitGroup | None, title: str = "Xây dựng kế hoạch", year: int = 2026, **more: Any) -> Task:
    parts = [(AssignmentRole.IMPLEMENT, owner)] if owner else []
    return create_task(title, year=year, assignments=parts, by=None, **more)


def test_a_task_concerns_the_units_named_and_the_members_of_its_groups() -> None:
    named, member, other = (create_unit(name, kind=UnitKind.DEPARTMENT, by=None) for name in ("Sở A", "Sở B", "Sở C"))
    group = UnitGroup.objects.create(name="một số sở")
    group.named_members.add(member)
    by_name, by_group = give(named), give(group)
    assert list(queries.tasks_of(named, TODAY)) == [by_name]
    assert list(queries.tasks_of(member, TODAY)) == [by_group]
    assert list(queries.tasks_of(other, TODAY)) == []


def test_a_group_gives_no_work_to_units_that_did_not_live_in_its_year() -> None:
    group = UnitGroup.objects.create(name="các địa phương", kinds=[UnitKind.PARTY_COMMITTEE])
    commune = create_unit(
        "Đảng ủy xã Lũng Đá", kind=UnitKind.PARTY_COMMITTEE, tier=Tier.COMMUNE, begins_on=date(2025, 7, 1), by=None
    )
    give(group, year=2021)
    of_2026 = give(group, year=2026)
    assert list(queries.tasks_of(commune, TODAY)) == [of_2026]


def test_a_successor_takes_over_what_its_forerunner_left() -> None:
    paper = create_unit("Báo Vân Khê", by=None)
    both = create_unit("Báo và Phát thanh, truyền hình Vân Khê", begins_on=date(2025, 7, 1), by=None)
    end_unit(paper, on=date(2025, 6, 30), successors=[both], by=None)
    give(paper, year=2021)
    left = give(paper, year=2025)
    assert list(queries.tasks_of(both, TODAY)) == [left]


def test_a_contact_hears_of_the_units_late_tasks_and_of_nobody_elses(person: Any) -> None:
    mine, other = create_unit("Sở A", by=None), create_unit("Sở B", by=None)
    contact = person(Role.UNIT_CONTACT, mine)
    give(mine, deadline=date(2026, 3, 9))
    give(mine, "Tổ chức hội nghị", deadline=date(2026, 3, 20))
    give(other, deadline=date(2026, 3, 9))
    lines = queries.what_waits(contact, today=TODAY)
    assert [(line.is_late, "when=late" in line.url) for line in lines] == [(True, True), (False, False)]
    assert "Tổ chức hội nghị" in lines[1].text
    assert "1 " in lines[0].text


def test_an_officer_hears_of_every_late_task_and_of_those_nobody_was_given(person: Any) -> None:
    give(create_unit("Sở A", by=None), deadline=date(2026, 3, 9))
    give(None)
    late, unassigned = queries.what_waits(person(Role.PROGRAMME_OFFICER), today=TODAY)
    assert (late.is_late, unassigned.is_late) == (True, False)
    assert "without_unit" in unassigned.url


def test_nothing_waits_when_all_is_done(person: Any) -> None:
    set_task_state(give(create_unit("Sở A", by=None), deadline=date(2026, 3, 9)), TaskState.DONE, by=None)
    assert queries.what_waits(person(Role.PROGRAMME_OFFICER), today=TODAY) == []


@pytest.mark.parametrize("role", [Role.EDITOR, Role.TRANSLATOR, Role.APPROVER])
def test_tasks_do_not_wait_for_those_who_only_write_or_clear(person: Any, role: Role) -> None:
    give(None, deadline=date(2026, 3, 9))
    assert queries.what_waits(person(role), today=TODAY) == []


def test_the_next_days_hold_no_occasion_that_lasts_the_year() -> None:
    coming = create_occasion("Lễ hội", starts_on=date(2026, 3, 30), by=None)
    create_occasion("Năm Du lịch", starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31), by=None)
    create_occasion("Quốc khánh", starts_on=date(2026, 9, 2), origin_year=1945, by=None)
    running = create_occasion("Tuần Văn hóa", starts_on=date(2026, 3, 8), ends_on=date(2026, 3, 10), by=None)
    assert queries.upcoming_occasions(TODAY, 30) == [running, coming]
    assert Occasion.objects.get(name="Quốc khánh").years == 81


def provision(directive: Directive, order: int, path: str, parent: Provision | None = None, **more: Any) -> Provision:
    what = {"kind": "point", "text": path, "span_start": order, "span_end": order + 1, **more}
    return Provision.objects.create(directive=directive, order=order, path=path, parent=parent, **what)


def test_provisions_that_gave_no_task_are_listed_but_not_the_headings_over_those_that_did() -> None:
    directive = Directive.objects.create(sha256="a", file_name="a.txt", original=b"", text="", reading={})
    part = provision(directive, 0, "III")
    first, second = provision(directive, 1, "III.1", part), provision(directive, 2, "III.2", part)
    deep = provision(directive, 3, "III.2.a", second)
    provision(directive, 4, "", kind="footnote")
    give(None, directive=directive, provision=deep)
    assert queries.provisions_without_task(directive) == [first]


@pytest.mark.parametrize("count", [1, 3])
def test_tasks_of_a_unit_cost_the_same_however_many_groups_there_are(
    count: int, django_assert_num_queries: Any
) -> None:
    unit = create_unit("Sở A", kind=UnitKind.DEPARTMENT, by=None)
    for number in range(count):
        give(UnitGroup.objects.create(name=f"các sở {number}", kinds=[UnitKind.DEPARTMENT]))
    with django_assert_num_queries(4):
        assert len(queries.tasks_of(unit, TODAY)) == count


def test_coverage_counts_what_was_done() -> None:
    unit = create_unit("Sở A", by=None)
    give(unit, deadline=date(2026, 3, 1))
    set_task_state(give(unit), TaskState.DONE, by=None)
    set_task_state(give(unit), TaskState.CANCELLED, by=None)
    give(None)
    counts = queries.coverage(Task.objects.all(), Occasion.objects.all(), today=TODAY)
    assert (counts.tasks, counts.done, counts.late, counts.without_unit, counts.done_percent) == (3, 1, 1, 1, 33)
