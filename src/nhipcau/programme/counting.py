"""The triggers that keep `ActivityCount`, and counting anew.

Signals of Django would miss what `QuerySet.update` and `bulk_create` do. SQLite loses a table's triggers when a
migration rebuilds the table, so they are made again after every migration.
"""

from typing import Any

from django.db import connections, transaction

NAMES = ("count_new_activity", "count_changed_activity", "count_gone_activity")
COUNT = "programme_activitycount"
OF = f"{COUNT} (task_id, unit_id, month, count)"
ADD_ONE = f"ON CONFLICT (task_id, unit_id, month) DO UPDATE SET count = {COUNT}.count + 1"
CHANGES = "UPDATE OF task_id, unit_id, happened_on, withdrawn_on"
MONTH = {"sqlite": "substr({0}happened_on, 1, 7) || '-01'", "postgresql": "date_trunc('month', {0}happened_on)::date"}


def _add(vendor: str) -> str:
    month = MONTH[vendor].format("NEW.")
    return (
        f"INSERT INTO {OF} SELECT NEW.task_id, NEW.unit_id, {month}, 1 "
        f"WHERE NEW.task_id IS NOT NULL AND NEW.withdrawn_on IS NULL {ADD_ONE};"
    )


def _take_away(vendor: str) -> str:
    month = MONTH[vendor].format("OLD.")
    return (
        f"UPDATE {COUNT} SET count = count - 1 WHERE OLD.withdrawn_on IS NULL "  # noqa: S608 -- no value from outside
        f"AND task_id = OLD.task_id AND unit_id = OLD.unit_id AND month = {month};"
    )


def _statements(vendor: str) -> list[str]:
    add, take_away = _add(vendor), _take_away(vendor)
    new, changed, gone = NAMES
    events = [(new, "INSERT", add), (changed, CHANGES, take_away + add), (gone, "DELETE", take_away)]
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER IF NOT EXISTS {name} AFTER {event} ON programme_activity BEGIN {what} END"
            for name, event, what in events
        ]
    statements = []
    for name, event, what in events:
        statements += [
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN {what} RETURN NULL; END $$",
            f"DROP TRIGGER IF EXISTS {name} ON programme_activity",
            f"CREATE TRIGGER {name} AFTER {event} ON programme_activity FOR EACH ROW EXECUTE FUNCTION {name}()",
        ]
    return statements


def _are_there(cursor: Any, vendor: str) -> bool:
    table, column = ("sqlite_master", "name") if vendor == "sqlite" else ("pg_trigger", "tgname")
    cursor.execute(f"SELECT count(*) FROM {table} WHERE {column} IN (%s, %s, %s)", NAMES)  # noqa: S608 -- our names
    return bool(cursor.fetchone()[0] == len(NAMES))


def keep_counting(using: str = "default") -> bool:
    """Make the triggers where they are missing, and count anew what happened without them.

    Returns whether they were missing.
    """
    connection = connections[using]
    with transaction.atomic(using), connection.cursor() as cursor:
        if COUNT not in connection.introspection.table_names(cursor) or _are_there(cursor, connection.vendor):
            return False
        for statement in _statements(connection.vendor):
            cursor.execute(statement)
        recount(using)
    return True


def recount(using: str = "default") -> None:
    """Count every activity anew."""
    connection = connections[using]
    month = MONTH[connection.vendor].format("")
    with transaction.atomic(using), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {COUNT}")  # noqa: S608 -- our name
        cursor.execute(
            f"INSERT INTO {OF} SELECT task_id, unit_id, {month}, count(*) FROM programme_activity "  # noqa: S608
            "WHERE task_id IS NOT NULL AND withdrawn_on IS NULL GROUP BY 1, 2, 3"
        )


def after_migrating(*, using: str, **_: Any) -> None:
    """Receiver of Django's `post_migrate`."""
    keep_counting(using)
