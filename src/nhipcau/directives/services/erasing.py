"""A secret document that got past the door goes without a trace: also from the pages of the database that it lay on."""

from contextlib import suppress

from django.db import DatabaseError, connection, transaction

from nhipcau.directives.models import DirectiveImport, Refusal, ScannedPage
from nhipcau.officialdocs import SecrecyLevel


def refuse(taken: DirectiveImport, level: SecrecyLevel) -> None:
    """Keep who, when, which mark, at which door; erase the file, its name, and every page that was read of it."""
    with transaction.atomic():
        Refusal.objects.create(user=taken.created_by, level=level.value, door=taken.door)
        ScannedPage.objects.filter(taken=taken).delete()
        DirectiveImport.objects.filter(pk=taken.pk).update(content=b"", sha256="", text_sha256="", file_name="?")
    _wipe()


def _wipe() -> None:
    """Let the database overwrite what it only marked as deleted.

    SQLite does so by itself (`secure_delete`) except in its log, which is emptied here; PostgreSQL writes tables anew.
    Within a transaction, or while others read, neither can; the next refusal or the database's own upkeep will.
    """
    if connection.in_atomic_block:
        return
    with suppress(DatabaseError), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        elif connection.vendor == "postgresql":
            for model in (ScannedPage, DirectiveImport):
                cursor.execute(f"VACUUM FULL {connection.ops.quote_name(model._meta.db_table)}")
