"""The audit trail: who did what, append-only, and whatever is done to it behind its back shows."""

from typing import Any

import pytest
from django.db import connection, transaction

from nhipcau.audit.models import AppendOnlyError, AuditEntry
from nhipcau.audit.queries import fault_of_the_trail, newest_seal, trail_of
from nhipcau.audit.services import record
from nhipcau.organisation.enums import Role
from nhipcau.organisation.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(db: None) -> Unit:
    return Unit.objects.create(name="Sở Ngoại vụ", kind="department", tier="province")


@pytest.fixture
def three(unit: Unit) -> list[AuditEntry]:
    return [record(action, unit, by=None, note=action) for action in ("một", "hai", "ba")]


def by_hand(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_entries_are_numbered_name_who_did_it_and_are_sealed_one_on_the_other(person: Any, unit: Unit) -> None:
    somebody = person(Role.UNIT_CONTACT, unit)
    first, second = record("mở", unit, by=somebody), record("sửa", unit, by=None, day="2026-03-01")

    assert (first.number, first.by_name, first.subject_name) == (1, "Lò Thử", "Sở Ngoại vụ")
    assert second.before == first.seal
    assert newest_seal() == second.seal
    assert [entry.action for entry in trail_of(unit)] == ["sửa", "mở"]
    assert fault_of_the_trail() is None


def test_an_entry_is_neither_changed_nor_removed(three: list[AuditEntry]) -> None:
    for attempt in (
        three[0].save,
        three[0].delete,
        AuditEntry.objects.all().delete,
        lambda: AuditEntry.objects.update(action="khác"),
    ):
        with pytest.raises(AppendOnlyError):
            attempt()
    assert AuditEntry.objects.count() == 3


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        pytest.param("update audit_auditentry set action = 'khác' where number = 2", (2, "changed"), id="changed"),
        pytest.param("update audit_auditentry set by_name = 'Ai' where number = 1", (1, "changed"), id="other name"),
        pytest.param("delete from audit_auditentry where number = 2", (2, "missing"), id="removed"),
        pytest.param("delete from audit_auditentry where number = 1", (1, "missing"), id="first one removed"),
    ],
)
def test_what_is_done_behind_its_back_shows(three: list[AuditEntry], statement: str, fault: tuple[int, str]) -> None:
    by_hand(statement)

    assert fault_of_the_trail() == fault


def test_what_did_not_happen_is_not_told(unit: Unit) -> None:
    with transaction.atomic():
        record("mở", unit, by=None)
        transaction.set_rollback(True)

    assert not AuditEntry.objects.exists()


def test_the_trail_is_read_by_officers_and_changed_by_nobody(
    client: Any, person: Any, unit: Unit, three: list[AuditEntry]
) -> None:
    client.force_login(person(Role.PROGRAMME_OFFICER, unit))
    assert "Sở Ngoại vụ" in client.get("/workspace/audit-trail/").content.decode()
    for address in ("new/", f"edit/{three[0].pk}/", f"delete/{three[0].pk}/"):
        assert client.post(f"/workspace/audit-trail/{address}", {"action": "khác"}).status_code in (302, 403, 404)
    assert fault_of_the_trail() is None

    client.force_login(person(Role.UNIT_CONTACT, unit))
    assert client.get("/workspace/audit-trail/").url == "/workspace/"
