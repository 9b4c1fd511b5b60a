"""The audit trail: who did what, append-only, and whatever is done to it behind its back shows."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from nhipcau.audit import guard
from nhipcau.audit.models import AppendOnlyError, AuditEntry
from nhipcau.audit.queries import fault_of_the_trail, newest_seal, trail_of
from nhipcau.audit.services import record
from nhipcau.organisation.enums import Role
from nhipcau.organisation.models import Unit
from nhipcau.web.commands import check_command

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


ANOTHER = """
    into audit_auditentry (number, at, by_name, action, subject, subject_name, details, before, seal)
    select 2, at, by_name, 'khác', subject, subject_name, details, before, 'mới' from audit_auditentry where number = 2
"""
# What one engine alone has for putting in place of what stands, or for emptying a table.
OF_THE_ENGINE = {"sqlite": f"insert or replace {ANOTHER}", "postgresql": "truncate audit_auditentry"}


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("update audit_auditentry set action = 'khác' where number = 2", id="changed"),
        pytest.param("delete from audit_auditentry where number = 3", id="removed"),
        pytest.param("delete from audit_auditentry", id="emptied"),
        pytest.param(f"insert {ANOTHER} on conflict (number) do update set action = 'khác'", id="upserted"),
        pytest.param("", id="in the engine's own way"),
    ],
)
def test_the_database_itself_refuses(three: list[AuditEntry], statement: str) -> None:
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        by_hand(statement or OF_THE_ENGINE[connection.vendor])

    assert [entry.seal for entry in AuditEntry.objects.order_by("number")] == [entry.seal for entry in three]


def test_entries_are_added_after_a_refusal_and_people_may_go(person: Any, unit: Unit) -> None:
    somebody = person(Role.UNIT_CONTACT, unit)
    record("mở", unit, by=somebody)
    with pytest.raises(IntegrityError), transaction.atomic():
        by_hand("delete from audit_auditentry")
    somebody.delete()
    record("sửa", unit, by=None)

    assert [entry.by_name for entry in AuditEntry.objects.order_by("number")] == ["Lò Thử", ""]
    assert fault_of_the_trail() is None


def test_triggers_that_a_rebuilt_table_lost_come_back_with_the_migrations(three: list[AuditEntry]) -> None:
    guard.take_down()
    assert [wrong for wrong, _mend in check_command.audit_trail() if "triggers" in wrong]
    guard.after_migrating(using="default")
    assert list(check_command.audit_trail()) == []
    with pytest.raises(IntegrityError), transaction.atomic():
        by_hand("delete from audit_auditentry")


def test_upkeep_that_fails_leaves_the_guard_and_the_entries(three: list[AuditEntry]) -> None:
    def upkeep() -> None:
        with guard.lifted():
            by_hand("delete from audit_auditentry")
            raise SystemExit

    with pytest.raises(SystemExit):
        upkeep()
    assert guard.is_guarded()
    assert AuditEntry.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_emptied_whole_is_guarded_again(three: list[AuditEntry]) -> None:
    call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
    assert not AuditEntry.objects.exists()
    assert guard.is_guarded()


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
    # By somebody who owns the database and takes the triggers away.
    with guard.lifted():
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
