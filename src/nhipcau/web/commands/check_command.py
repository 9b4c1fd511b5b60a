"""`nhipcau check`: is this installation healthy and safe: says what is wrong and the mend."""

import argparse
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from nhipcau.web.commands.installation import prepare_data_folder, set_up_django

Finding = tuple[str, str]  # what is wrong, the mend


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def run(options: argparse.Namespace) -> int:
    """Print one line for each thing looked at; exit status 1 when something is wrong."""
    folder = prepare_data_folder()
    set_up_django()
    is_healthy = True
    for name, look in looks(folder):
        findings = list(look())
        is_healthy &= not findings
        print(f"{'wrong' if findings else 'ok':6} {name}")
        for wrong, mend in findings:
            print(f"       {wrong} Mend: {mend}")
    return 0 if is_healthy else 1


def looks(folder: Path) -> list[tuple[str, Callable[[], Iterator[Finding]]]]:
    """What is looked at, with the name that people read."""
    return [
        ("database", database),
        ("keys", lambda: keys(folder)),
        ("settings", settings_are_safe),
        ("background work", background_work),
        ("audit trail", audit_trail),
        ("filed reports", filed_reports),
        ("logs of events", logs_of_events),
        ("plans and registers", plans_and_registers),
        ("evidence", evidence),
        ("formats of documents", formats_of_documents),
    ]


def database() -> Iterator[Finding]:
    """Answers, is of this version, keeps what it acknowledges."""
    from django.db import DatabaseError, connection  # noqa: PLC0415 -- Django is set up by the caller
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        yield f"The database does not answer ({error}).", "check DATABASE_URL and NHIPCAU_DATA."
        return
    if pending:
        yield f"{len(pending)} migrations are waiting.", "run nhipcau run, or python -m django migrate."
        return
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for pragma, wanted in (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)):
                value = cursor.execute(f"PRAGMA {pragma}").fetchone()[0]
                if value != wanted:
                    yield f"SQLite's {pragma} is {value}, not {wanted}.", "remove OPTIONS from DATABASE_URL."
            if (state := cursor.execute("PRAGMA quick_check").fetchone()[0]) != "ok":
                yield f"The database file is damaged ({state}).", "restore the latest backup: nhipcau restore FILE."


def keys(folder: Path) -> Iterator[Finding]:
    """The key file is its owner's alone."""
    file = folder / "secret-key"
    if file.exists() and file.stat().st_mode & 0o077:
        yield f"{file} can be read by others.", f"chmod 600 {file}"


def settings_are_safe() -> Iterator[Finding]:
    """Nothing that helps a developer is on where readers come."""
    from django.conf import settings  # noqa: PLC0415 -- Django is set up by the caller

    if settings.DEBUG:
        yield "NHIPCAU_DEBUG is on.", "unset it."
    if "*" in settings.ALLOWED_HOSTS:
        yield "NHIPCAU_HOSTS allows every host.", "name the portal's hosts."
    if not settings.OVER_TLS and "localhost" not in settings.PUBLIC_ADDRESS:
        yield "The public address is not https.", "set NHIPCAU_PUBLIC_ADDRESS to an https address."


def background_work() -> Iterator[Finding]:
    """Nothing has failed, nothing waits for long."""
    from django.db import DatabaseError  # noqa: PLC0415 -- Django is set up by the caller
    from django.utils import timezone  # noqa: PLC0415

    from nhipcau.jobs import registry  # noqa: PLC0415

    long_ago = timezone.now() - timedelta(minutes=10)
    try:
        for model in registry.kinds_of_work():
            name = model._meta.verbose_name_plural
            if failed := model._default_manager.filter(state="failed").count():
                yield f"{failed} {name} failed.", "see Background work in the workspace and try them again."
            if waiting := model._default_manager.filter(state="waiting", created_at__lt=long_ago).count():
                yield f"{waiting} {name} wait for more than ten minutes.", "is nhipcau run (or a job worker) running?"
    except DatabaseError:
        yield "It cannot be looked at before the database is mended.", "see above."


def audit_trail() -> Iterator[Finding]:
    """Every entry still fits the one before it, and the database refuses to change one."""
    from django.db import DatabaseError  # noqa: PLC0415 -- Django is set up by the caller

    from nhipcau.audit.guard import is_guarded  # noqa: PLC0415
    from nhipcau.audit.queries import fault_of_the_trail  # noqa: PLC0415

    try:
        fault, guarded = fault_of_the_trail(), is_guarded()
    except DatabaseError:
        yield "It cannot be looked at before the database is mended.", "see above."
        return
    if not guarded:
        yield (
            "The database would let entries of the audit trail be changed: its triggers were taken away.",
            "run python -m django migrate, and find out who had access to the database.",
        )
    if fault:
        number, why = fault
        yield (
            f"Entry {number} of the audit trail is {why}.",
            "somebody wrote into the database by hand: compare with a backup, and find out who had access.",
        )


def filed_reports() -> Iterator[Finding]:
    """What was filed is as it was filed, and the audit trail reaches at least as far as it knew."""
    from django.db import DatabaseError  # noqa: PLC0415 -- Django is set up by the caller

    from nhipcau.reporting.integrity import faults  # noqa: PLC0415

    try:
        for wrong in faults():
            yield wrong, "compare with a backup, and find out who had access to the database."
    except DatabaseError:
        yield "They cannot be looked at before the database is mended.", "see above."


def logs_of_events() -> Iterator[Finding]:
    """The log of each event is as it was written, and whole."""
    from django.db import DatabaseError  # noqa: PLC0415 -- Django is set up by the caller

    from nhipcau.listening.integrity import faults  # noqa: PLC0415

    try:
        for wrong in faults():
            yield wrong, "compare with a backup, and find out who had access to the database."
    except DatabaseError:
        yield "They cannot be looked at before the database is mended.", "see above."


def plans_and_registers() -> Iterator[Finding]:
    """Submitted and issued plans are as they were, and no register has a gap."""
    from django.db import DatabaseError  # noqa: PLC0415 -- Django is set up by the caller

    from nhipcau.programme.plans.integrity import faults  # noqa: PLC0415

    try:
        for wrong in faults():
            yield wrong, "compare with a backup, and find out who had access to the database."
    except DatabaseError:
        yield "They cannot be looked at before the database is mended.", "see above."


def evidence() -> Iterator[Finding]:
    """Every file of evidence is there with the bytes that it came with."""
    from django.db import DatabaseError  # noqa: PLC0415 -- Django is set up by the caller

    from nhipcau.programme.evidence_check import faults  # noqa: PLC0415

    try:
        for wrong in faults():
            yield wrong, "bring the media folder back from a backup: nhipcau restore FILE."
    except DatabaseError:
        yield "It cannot be looked at before the database is mended.", "see above."


def formats_of_documents() -> Iterator[Finding]:
    """Scans, DOC and RTF can be read."""
    from nhipcau.officialdocs.extraction.programs import missing_packages  # noqa: PLC0415 -- only asked for here

    missing = " ".join(missing_packages())
    if missing:
        yield f"Scans, DOC or RTF cannot be read; Debian packages are missing: {missing}.", f"apt install {missing}"
