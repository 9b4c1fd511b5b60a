"""What commands need before they touch the data: a folder that can be written, Django, a database that stands."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nhipcau.web.environment import data_folder
from nhipcau.web.errors import CallIsWrongError

LEAST_FREE_BYTES = 50 * 1024 * 1024


def prepare_data_folder() -> Path:
    """Make the data folder and see that it can be written.

    Raises:
        CallIsWrongError: it cannot be written, or its disk is full.
    """
    folder = data_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".probe-{os.getpid()}"
        probe.write_bytes(b"x" * 4096)
        probe.unlink()
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise CallIsWrongError(
            f"the data folder {folder} cannot be written ({error.strerror}); set NHIPCAU_DATA to another folder."
        ) from error
    if free < LEAST_FREE_BYTES:
        raise CallIsWrongError(
            f"the disk of {folder} has only {free // 1024**2} MB left; free some space or set NHIPCAU_DATA."
        )
    return folder


def set_up_django() -> None:
    """Load settings and apps.

    Raises:
        CallIsWrongError: a setting makes no sense.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhipcau.web.settings")
    import django  # noqa: PLC0415 -- `nhipcau read` works without
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415

    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise CallIsWrongError(str(error)) from error


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Wait until no other command sets this data folder up: an import may be called while `nhipcau run` starts.

    The lock ends with its process, killed or not.
    """
    with (folder / ".setting-up").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def migrate() -> None:
    """Bring the database to this version, if it is not.

    Raises:
        CallIsWrongError: the database cannot be reached.
    """
    from django.core.management import call_command  # noqa: PLC0415 -- Django is set up by the caller
    from django.db import DatabaseError, connection  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as error:
        reason = str(error).strip().splitlines()[0]
        raise CallIsWrongError(
            f"the database cannot be used ({reason}); check DATABASE_URL and NHIPCAU_DATA."
        ) from error


def set_up() -> None:
    """Everything that a command needs before it works with the data."""
    folder = prepare_data_folder()
    from nhipcau.web.messages import compile_catalogues  # noqa: PLC0415 -- Babel is not needed to read a document

    with alone(folder):
        compile_catalogues()
        set_up_django()
        migrate()
