"""People of units and those in charge: as little about a person as the work needs, history kept, roles held."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from nhipcau.audit.models import AuditEntry
from nhipcau.organisation.enums import ChargeKind, Role
from nhipcau.organisation.models import OfficerInCharge, Person, Unit
from nhipcau.organisation.people.queries import in_charge, officers_on, share_having
from nhipcau.organisation.people.services import enter_person, leave, put_in_charge
from nhipcau.organisation.services import create_unit, end_unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_1_june_2026")]
Make = Callable[..., Any]
NEW = {"full_name": "Hoàng Thị Sen", "function": "Chuyên viên", "work_phone": "020 6385 0000", "work_email": ""}


def charge(person: Person, begins: date, **more: Any) -> OfficerInCharge:
    return put_in_charge(
        person, unit=more.pop("unit", person.unit), kind=more.pop("kind", "contact"), begins_on=begins, by=None, **more
    )


# What is kept


def test_a_person_has_a_name_a_unit_a_function_and_a_contact_and_nothing_else() -> None:
    kept = {field.name for field in Person._meta.get_fields() if field.concrete}
    assert kept == {"id", "full_name", "unit", "function", "work_phone", "work_email", "user", "left_on", "folded"}


def test_who_leaves_keeps_the_history_and_loses_the_contact(people: list[Person]) -> None:
    Person.objects.filter(pk=people[0].pk).update(work_phone="0206", work_email="may@vankhe.example")
    row = charge(people[0], date(2025, 1, 1))
    leave(people[0], date(2026, 5, 1), by=None)
    row.refresh_from_db()
    assert row.ends_on == date(2026, 5, 1)
    assert (people[0].work_phone, people[0].work_email, people[0].left_on) == ("", "", date(2026, 5, 1))
    assert "may@" not in str(list(AuditEntry.objects.values_list("details", flat=True)))


def test_the_same_person_is_entered_once_and_signs_that_nobody_sees_make_no_other(offices: list[Unit]) -> None:
    first = enter_person("Lò Thị Mây", unit=offices[0], function="Chuyên viên", by=None)
    again = enter_person("  Lò\u200b Thị  Mây ".replace("Mây", "Mây"), unit=offices[0], function="Chuyên viên", by=None)
    assert first == again
    with pytest.raises(ValidationError):
        enter_person("\u202e \u200b", unit=offices[0], by=None)


# In charge through time


def test_who_was_in_charge_on_a_day_can_be_asked_and_a_successor_ends_the_one_before(people: list[Person]) -> None:
    charge(people[0], date(2024, 1, 1))
    charge(people[1], date(2026, 3, 1), takes_over=True)
    unit = people[0].unit_id
    asked = {day: [one.person.full_name for one in officers_on(day)[unit]] for day in (
        date(2023, 12, 31), date(2024, 1, 1), date(2026, 2, 28), date(2026, 3, 1),
    )}  # fmt: skip
    assert list(asked.values()) == [[], ["Lò Thị Mây"], ["Lò Thị Mây"], ["Vàng A Páo"]]


def test_nobody_is_in_charge_twice_at_once_nor_of_a_unit_that_does_not_exist(people: list[Person]) -> None:
    charge(people[0], date(2024, 1, 1))
    with pytest.raises(ValidationError, match="rồi"):
        charge(people[0], date(2025, 1, 1))
    young = create_unit("Đảng ủy xã Nà Lam", begins_on=date(2025, 7, 1), by=None)
    with pytest.raises(ValidationError, match="Nà Lam"):
        charge(people[0], date(2025, 6, 30), unit=young)
    assert OfficerInCharge.objects.count() == 1


def test_units_without_an_officer_on_a_day_are_listed_and_a_leader_is_no_officer(
    people: list[Person], offices: list[Unit]
) -> None:
    charge(people[0], date(2026, 1, 1))
    charge(people[2], date(2026, 1, 1), kind=ChargeKind.LEADER)
    rows = in_charge(date(2026, 6, 1))
    assert [row.unit.name for row in rows if row.lacks("officer")] == ["Sở Tài chính"]
    assert [row.unit.name for row in rows if row.lacks("leader")] == ["Sở Ngoại vụ"]
    assert (share_having("officer", rows).percent, share_having("trained", rows).percent) == (50.0, 0.0)
    assert all(row.lacks("officer") for row in in_charge(date(2025, 12, 31)))
    assert share_having("officer", []).percent == 0


# Screens and roles


def test_the_page_of_units_says_who_is_missing_and_goes_into_a_workbook(
    as_officer: Client, people: list[Person], offices: list[Unit]
) -> None:
    charge(people[0], date(2026, 1, 1))
    page = as_officer.get(reverse("officers:units")).content.decode()
    assert ">Sở Tài chính<" in page
    assert ">Sở Ngoại vụ<" not in page
    assert "1 / 2" in page
    assert ">Sở Ngoại vụ<" in as_officer.get(reverse("officers:units"), {"lacks": "trained"}).content.decode()
    Person.objects.filter(pk=people[0].pk).update(full_name="=1+1")
    answer = as_officer.get(reverse("officers:units"), {"lacks": "", "export": "xlsx"})
    cells = [cell for row in load_workbook(io.BytesIO(answer.content)).active.iter_rows(min_row=2) for cell in row]
    assert "=1+1, Phó Giám đốc" in [cell.value for cell in cells]
    assert all(cell.data_type != "f" for cell in cells)


@pytest.mark.parametrize("asked", [{"on": "31/02/2026"}, {"group": "9" * 30}, {"tier": "moon"}, {"lacks": "?"}])
def test_a_filter_that_makes_no_sense_breaks_no_page(
    as_officer: Client, people: list[Person], asked: dict[str, str]
) -> None:
    assert as_officer.get(reverse("officers:units"), asked).status_code == 200


def test_a_contact_sees_and_writes_only_people_of_the_unit(
    as_contact: Client, people: list[Person], offices: list[Unit]
) -> None:
    own, _second, other = people
    listed = as_contact.get(reverse("people:index")).content.decode()
    assert "Lò Thị Mây" in listed
    assert "Nông Văn Tới" not in listed
    export = b"".join(as_contact.get(reverse("people:index"), {"export": "csv"}).streaming_content).decode()
    assert "Nông Văn Tới" not in export
    for name in ("inspect", "history", "usage"):
        assert as_contact.get(reverse(f"people:{name}", args=[own.pk])).status_code == 200, name
        assert as_contact.get(reverse(f"people:{name}", args=[other.pk])).status_code == 404, name
    assert as_contact.post(reverse("people:add"), {**NEW, "unit": offices[0].pk}).status_code == 302
    refused = as_contact.post(reverse("people:add"), {**NEW, "full_name": "Kẻ Lạ", "unit": offices[1].pk})
    assert refused.status_code == 200
    assert not Person.objects.filter(full_name="Kẻ Lạ").exists()
    change = {**NEW, "full_name": "Đổi Tên", "unit": offices[1].pk, "left_on": ""}
    assert as_contact.post(reverse("people:edit", args=[other.pk]), change).status_code in (302, 403)
    other.refresh_from_db()
    assert other.full_name == "Nông Văn Tới"


def test_the_contact_of_a_successor_looks_after_the_people_of_the_unit_that_ended(
    client: Client, person: Make, people: list[Person], offices: list[Unit]
) -> None:
    end_unit(offices[1], on=date(2025, 6, 30), successors=[offices[0]], by=None)
    client.force_login(person(Role.UNIT_CONTACT, offices[0]))
    assert "Nông Văn Tới" in client.get(reverse("people:index")).content.decode()
    moved = {**NEW, "full_name": "Nông Văn Tới", "unit": offices[0].pk, "left_on": ""}
    assert client.post(reverse("people:edit", args=[people[2].pk]), moved).status_code == 302
    people[2].refresh_from_db()
    assert people[2].unit == offices[0]


def test_who_has_left_gets_no_contact_again_and_two_leaders_at_once_are_flagged(
    as_officer: Client, people: list[Person], offices: list[Unit]
) -> None:
    for one in people[:2]:
        charge(one, date(2026, 1, 1), kind="leader")
    assert "hai người cùng lúc" in as_officer.get(reverse("officers:units"), {"lacks": ""}).content.decode()
    gone = {**NEW, "full_name": "Vàng A Páo", "unit": offices[0].pk, "left_on": "2026-05-01"}
    assert as_officer.post(reverse("people:edit", args=[people[1].pk]), gone).status_code == 302
    people[1].refresh_from_db()
    assert (people[1].work_phone, people[1].left_on) == ("", date(2026, 5, 1))
    assert "hai người cùng lúc" not in as_officer.get(reverse("officers:units"), {"lacks": ""}).content.decode()


def test_a_contact_reads_who_is_in_charge_of_the_own_unit_and_changes_nothing(
    as_contact: Client, people: list[Person]
) -> None:
    own, other = charge(people[0], date(2026, 1, 1)), charge(people[2], date(2026, 1, 1))
    listed = as_contact.get(reverse("officers:index")).content.decode()
    assert "Lò Thị Mây" in listed
    assert "Nông Văn Tới" not in listed
    assert "Nông Văn Tới" not in as_contact.get(reverse("officers:units"), {"lacks": ""}).content.decode()
    assert "Nông Văn Tới" not in as_contact.get(reverse("units:inspect", args=[other.unit_id])).content.decode()
    assert "Lò Thị Mây" in as_contact.get(reverse("units:inspect", args=[own.unit_id])).content.decode()
    for address in (reverse("officers:add"), reverse("officers:edit", args=[own.pk])):
        assert as_contact.post(address, {"ends_on": "2026-02-01"}).status_code == 302
    assert as_contact.get(reverse("officers:history", args=[other.pk])).status_code == 404
    own.refresh_from_db()
    assert own.ends_on is None


@pytest.mark.parametrize("role", [Role.EDITOR, Role.TRANSLATOR, Role.APPROVER])
def test_other_roles_read_and_change_nothing(
    client: Client, person: Make, people: list[Person], offices: list[Unit], role: Role
) -> None:
    client.force_login(person(role, offices[0]))
    assert "Nông Văn Tới" in client.get(reverse("people:index")).content.decode()
    for name in ("people", "officers", "committees", "committee_terms", "training"):
        assert client.get(reverse(f"{name}:index")).status_code == 200
        assert client.post(reverse(f"{name}:add"), {**NEW, "unit": offices[0].pk}).status_code == 302
    assert client.post(reverse("people:delete", args=[people[0].pk])).status_code == 302
    assert Person.objects.count() == 3


def test_an_officer_puts_somebody_in_charge_and_the_trail_says_so(
    as_officer: Client, people: list[Person], offices: list[Unit]
) -> None:
    charge(people[0], date(2024, 1, 1))
    values = {
        "unit": offices[0].pk, "person": people[1].pk, "kind": "contact", "begins_on": "2026-05-01",
        "decision_number": "45/QĐ-SNV", "decision_date": "2026-04-28", "takes_over": "on",
    }  # fmt: skip
    assert as_officer.post(reverse("officers:add"), values).status_code == 302
    assert list(OfficerInCharge.objects.order_by("begins_on").values_list("ends_on", flat=True)) == [
        date(2026, 4, 30), None,
    ]  # fmt: skip
    assert AuditEntry.objects.filter(action="officer entered", by__isnull=False).count() == 1
    wrong = as_officer.post(reverse("officers:add"), {**values, "begins_on": "0026-05-01"}).content.decode()
    assert "xem lại năm" in wrong
    assert "45/QĐ-SNV" in wrong, "what was typed stays"


def test_who_held_something_is_not_deleted(as_officer: Client, people: list[Person]) -> None:
    charge(people[0], date(2024, 1, 1))
    page = as_officer.post(reverse("people:delete", args=[people[0].pk]), follow=True).content.decode()
    assert "được giữ lại" in page or "Lò Thị Mây" in page
    assert Person.objects.filter(pk=people[0].pk).exists()
    assert as_officer.post(reverse("people:delete", args=[people[1].pk])).status_code == 302
    assert not Person.objects.filter(pk=people[1].pk).exists()
    assert AuditEntry.objects.filter(action="person taken out").count() == 1


def test_people_are_found_without_diacritics_and_texts_of_a_csv_are_no_formulas(
    as_officer: Client, people: list[Person], offices: list[Unit]
) -> None:
    assert "Lò Thị Mây" in as_officer.get(reverse("people:index_results"), {"q": "lo may"}).content.decode()
    enter_person("=cmd", unit=offices[0], by=None)
    csv = b"".join(as_officer.get(reverse("people:index"), {"export": "csv"}).streaming_content).decode()
    assert "'=cmd" in csv
    assert "không có mục nào" not in csv


def test_empty_lists_say_what_to_do(as_officer: Client) -> None:
    for name in ("people", "officers", "committees", "committee_terms", "training"):
        assert "Chưa có" in as_officer.get(reverse(f"{name}:index")).content.decode(), name


def test_the_number_of_questions_does_not_grow(
    as_officer: Client, offices: list[Unit], django_assert_max_num_queries: Any
) -> None:
    as_officer.get(reverse("people:index"))
    for size in (1, 6):
        for number in range(size):
            person = enter_person(f"Người {size} {number}", unit=offices[0], by=None)
            charge(person, date(2026, 1, 1))
        for address, most in (("people:index", 16), ("officers:index", 16), ("officers:units", 17)):
            with django_assert_max_num_queries(most):
                assert as_officer.get(reverse(address), {"lacks": ""}).status_code == 200
