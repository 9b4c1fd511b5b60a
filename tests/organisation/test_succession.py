"""A unit ends, as many did on 30 June 2025: who stood in it is moved to the unit that follows, and nothing is lost."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from nhipcau.audit.models import AuditEntry
from nhipcau.organisation.committees.models import Committee, CommitteePost
from nhipcau.organisation.committees.services import appoint
from nhipcau.organisation.enums import ChargeKind, PostKind, Role
from nhipcau.organisation.models import OfficerInCharge, Person, Post, Unit
from nhipcau.organisation.people.queries import in_charge, officers_on
from nhipcau.organisation.people.services import enter_person, put_in_charge
from nhipcau.organisation.people.succession import carry_over, left_behind, units_left_behind
from nhipcau.organisation.queries import units_of
from nhipcau.organisation.services import create_unit, end_unit
from nhipcau.organisation.waits import what_waits

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
LAST, TODAY, DAY = date(2025, 6, 30), date(2026, 6, 1), timedelta(days=1)


@pytest.fixture
def district(people: list[Person]) -> Unit:
    """Huyện ủy with an officer in charge, which ended with the reform and was followed by two communes."""
    unit = create_unit("Huyện ủy Thạch Sơn", by=None)
    officer = enter_person("Hoàng Văn Thụ", unit=unit, function="Chuyên viên", by=None)
    put_in_charge(officer, unit=unit, kind=ChargeKind.CONTACT, begins_on=date(2023, 1, 1), by=None)
    return unit


@pytest.fixture
def communes(district: Unit) -> list[Unit]:
    units = [create_unit(f"Đảng ủy xã {name}", begins_on=LAST + DAY, by=None) for name in ("Thạch Sơn", "Lũng Đá")]
    end_unit(district, on=LAST, successors=units, by=None)
    return units


def test_those_in_charge_go_on_in_the_unit_that_follows_and_the_past_stays(
    district: Unit, communes: list[Unit]
) -> None:
    officer = Person.objects.get(full_name="Hoàng Văn Thụ")
    assert not officers_on(TODAY, communes)
    (row,) = left_behind(TODAY)
    assert (row.unit, list(row.people), list(row.successors)) == (district, [officer], communes)
    for _twice in range(2):
        carry_over(district, communes[1], people=[officer.pk], on=TODAY, by=None)

    officer.refresh_from_db()
    assert officer.unit == communes[1]
    assert [one.person for one in officers_on(TODAY, communes)[communes[1].pk]] == [officer]
    assert [one.person for one in officers_on(LAST, [district])[district.pk]] == [officer]
    assert [row.unit for row in in_charge(TODAY) if not row.lacks("officer")] == [communes[1]]
    assert OfficerInCharge.objects.count() == 2
    assert left_behind(TODAY) == []
    entry = AuditEntry.objects.get(action="unit carried over")
    assert entry.details == {"to": communes[1].name, "people": 1, "accounts": 0}


def test_who_stands_in_the_other_unit_already_is_one_person_with_the_account_and_the_running_terms(
    district: Unit, communes: list[Unit], person: Make
) -> None:
    old = Person.objects.get(full_name="Hoàng Văn Thụ")
    old.user = person(Role.EDITOR)
    old.save()
    there = enter_person("Hoàng Văn Thụ", unit=communes[0], function="Chuyên viên", by=None)
    committee = Committee.objects.create(name="Ban Chỉ đạo", unit=communes[0])
    post = CommitteePost.objects.create(committee=committee, kind=PostKind.MEMBER, title="Ủy viên")
    term = appoint(old, post, begins_on=date(2024, 1, 1), by=None)
    carry_over(district, communes[0], people=[old.pk], on=TODAY, by=None)
    old.refresh_from_db()
    there.refresh_from_db()
    term.refresh_from_db()
    assert (old.left_on, old.user, there.user is not None) == (LAST, None, True)
    assert (term.person, term.ends_on) == (there, None), "the decision that appointed the person still holds"
    assert [one.person for one in officers_on(TODAY, communes)[communes[0].pk]] == [there]


def test_a_person_with_two_posts_keeps_the_other_and_gets_the_units_reports_of_the_successor(
    district: Unit, communes: list[Unit], person: Make, offices: list[Unit]
) -> None:
    user = person(Role.UNIT_CONTACT, district)
    Post.objects.create(user=user, unit=offices[0])
    (row,) = left_behind(TODAY)
    carry_over(district, communes[0], people=[], accounts=[post.pk for post in row.accounts], on=TODAY, by=None)
    assert units_of(user, TODAY) == [offices[0], communes[0]]
    assert units_of(user, LAST) == [district, offices[0]]


def test_nobody_is_moved_out_of_a_living_unit_or_into_one_that_does_not_follow(
    district: Unit, communes: list[Unit], offices: list[Unit], people: list[Person]
) -> None:
    officer = Person.objects.get(full_name="Hoàng Văn Thụ")
    for unit, to in ((district, offices[0]), (offices[0], offices[1])):
        with pytest.raises(ValidationError):
            carry_over(unit, to, people=[officer.pk, people[0].pk], on=TODAY, by=None)
    carry_over(district, communes[0], people=[people[0].pk], on=TODAY, by=None)
    people[0].refresh_from_db()
    assert people[0].unit == offices[0], "the key of somebody of another unit moves nobody"


def test_the_officer_is_asked_and_moves_them_on_one_page_accounts_are_the_administrators(
    on_1_june_2026: None, district: Unit, communes: list[Unit], person: Make, client: Client, as_contact: Client
) -> None:
    user = person(Role.UNIT_CONTACT, district)
    officer, administrator = person(Role.PROGRAMME_OFFICER), person(Role.ADMINISTRATOR)
    address = reverse("officers:ended_units")
    assert address in [line.url for line in what_waits(officer, today=TODAY)]
    client.force_login(officer)
    assert "Còn người ở 1 đơn vị đã kết thúc" in client.get(reverse("officers:units")).content.decode()
    assert "Hoàng Văn Thụ" in client.get(address).content.decode()
    post = user.posts.get()
    data = {"unit": district.pk, "to": communes[0].pk, "account": post.pk}
    client.post(address, {**data, "person": Person.objects.get(full_name="Hoàng Văn Thụ").pk})
    assert Person.objects.get(full_name="Hoàng Văn Thụ").unit == communes[0]
    assert units_of(user, TODAY) == [district], "an officer moves no account"
    client.force_login(administrator)
    client.post(address, data)
    assert units_of(user, TODAY) == [communes[0]]
    assert not units_left_behind(TODAY)
    assert "Không còn ai ở đơn vị đã kết thúc" in client.get(address).content.decode()
    assert as_contact.get(address).status_code in (302, 403)
    for bad in ({}, {"unit": "9" * 40, "to": "x"}):
        assert client.post(address, bad).status_code == 404


def test_the_number_of_questions_does_not_grow_with_ended_units(
    district: Unit, communes: list[Unit], django_assert_max_num_queries: Any
) -> None:
    for number in range(4):
        unit = create_unit(f"Huyện ủy {number}", by=None)
        enter_person("Lò Văn Ba", unit=unit, function="Chuyên viên", by=None)
        end_unit(unit, on=LAST, successors=communes[:1], by=None)
    with django_assert_max_num_queries(8):
        assert len(left_behind(TODAY)) == 5
