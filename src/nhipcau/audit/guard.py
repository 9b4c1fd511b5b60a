"""The triggers by which the database itself refuses to change or remove entries of the audit trail.

The models refuse too, but plain SQL passes them by. Whoever owns the database can take the triggers away; then the
seals tell. They are made by a migration, and again after every later one: SQLite loses a table's triggers when a
migration rebuilds the table.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections, transaction

TRAIL = "audit_auditentry"
WHY = "The audit trail is append-only."
# SQLite's REPLACE removes rows without asking their triggers, so it is stopped where it puts in.
STANDS = f"SELECT 1 FROM {TRAIL} WHERE id = NEW.id OR number = NEW.number OR seal = NEW.seal"  # noqa: S608 -- our names
SQLITE = {
    "audit_entry_not_changed": f"BEFORE UPDATE ON {TRAIL}",
    "audit_entry_not_removed": f"BEFORE DELETE ON {TRAIL}",
    "audit_entry_not_replaced": f"BEFORE INSERT ON {TRAIL} WHEN EXISTS ({STANDS})",
}
POSTGRESQL = {
    "audit_entry_not_changed": f"BEFORE UPDATE OR DELETE ON {TRAIL} FOR EACH ROW",
    "audit_trail_not_emptied": f"BEFORE TRUNCATE ON {TRAIL} FOR EACH STATEMENT",
}
# A broken rule of the data, as Django's IntegrityError.
FUNCTION = (
    "CREATE OR REPLACE FUNCTION refuse_to_change_the_audit_trail() RETURNS trigger LANGUAGE plpgsql AS $$ "
    f"BEGIN RAISE EXCEPTION '{WHY}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
)


def _triggers(vendor: str) -> dict[str, str]:
    return SQLITE if vendor == "sqlite" else POSTGRESQL


def _made(vendor: str) -> list[str]:
    if vendor == "sqlite":
        return [f"CREATE TRIGGER {name} {on} BEGIN SELECT RAISE(ABORT, '{WHY}'); END" for name, on in SQLITE.items()]
    run = "EXECUTE FUNCTION refuse_to_change_the_audit_trail()"
    return [FUNCTION, *(f"CREATE TRIGGER {name} {on} {run}" for name, on in POSTGRESQL.items())]


def _gone(vendor: str) -> list[str]:
    on = "" if vendor == "sqlite" else f" ON {TRAIL}"
    return [f"DROP TRIGGER IF EXISTS {name}{on}" for name in _triggers(vendor)]


def is_guarded(using: str = "default") -> bool:
    """Whether all triggers stand, and are in force."""
    connection = connections[using]
    names = sorted(_triggers(connection.vendor))
    places = ", ".join(["%s"] * len(names))
    if connection.vendor == "sqlite":
        question = f"SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name IN ({places})"  # noqa: S608
    else:
        question = (
            f"SELECT count(*) FROM pg_trigger WHERE tgrelid = to_regclass('{TRAIL}') AND tgenabled <> 'D' "  # noqa: S608
            f"AND tgname IN ({places})"
        )
    with connection.cursor() as cursor:
        cursor.execute(question, names)
        return bool(cursor.fetchone()[0] == len(names))


def put_up(using: str = "default") -> None:
    """Make the triggers, if there is a trail; those that stand are made anew."""
    connection = connections[using]
    with transaction.atomic(using), connection.cursor() as cursor:
        if TRAIL in connection.introspection.table_names(cursor):
            for statement in [*_gone(connection.vendor), *_made(connection.vendor)]:
                cursor.execute(statement)


def take_down(using: str = "default") -> None:
    """Take the triggers away."""
    connection = connections[using]
    with transaction.atomic(using), connection.cursor() as cursor:
        if TRAIL in connection.introspection.table_names(cursor):
            for statement in _gone(connection.vendor):
                cursor.execute(statement)


@contextmanager
def lifted(using: str = "default") -> Iterator[None]:
    """Without the triggers for the upkeep of a whole database, in one transaction: nobody else sees it open.

    A process that is killed within leaves the triggers as they were.
    """
    with transaction.atomic(using):
        take_down(using)
        yield
        put_up(using)


def after_migrating(*, using: str, **_: Any) -> None:
    """Receiver of Django's `post_migrate`."""
    connection = connections[using]
    with connection.cursor() as cursor:
        there = TRAIL in connection.introspection.table_names(cursor)
    if there and not is_guarded(using):
        put_up(using)
