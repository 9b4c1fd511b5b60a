"""A migrated database of its own for processes that a test starts, and kills."""

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path

from django.db import connection

REPOSITORY = Path(__file__).resolve().parents[1]


def environment_with_database(folder: Path) -> dict[str, str]:
    """Put an empty migrated database (SQLite) into `folder`, which is the data folder of the environment returned."""
    database = folder / "nhipcau.sqlite3"
    values = {
        **os.environ,
        "NHIPCAU_DATA": str(folder),
        "DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": "nhipcau.web.settings",
        "PYTHONPATH": f"{REPOSITORY / 'src'}{os.pathsep}{REPOSITORY}",
    }
    if connection.vendor == "sqlite":
        # As text: from within a transaction SQLite waits for ever to copy a database as a file.
        connection.ensure_connection()
        copy = sqlite3.connect(database)
        copy.executescript("\n".join(connection.connection.iterdump()))
        copy.close()
    else:
        shutil.copyfile(_migrated(), database)
    return values


@cache
def _migrated() -> Path:
    """An empty migrated SQLite file, made once for all workers of a run on another engine."""
    folder = Path(os.environ.get("NHIPCAU_TESTS_FOLDER") or tempfile.mkdtemp(prefix="nhipcau-tests-"))
    file = folder / "migrated.sqlite3"
    with (folder / "migrating.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            begun = folder / "migrating.sqlite3"
            values = {
                **os.environ,
                "NHIPCAU_DATA": str(folder),
                "DATABASE_URL": f"sqlite:///{begun}",
                "DJANGO_SETTINGS_MODULE": "nhipcau.web.settings",
                "PYTHONPATH": str(REPOSITORY / "src"),
            }
            subprocess.run([sys.executable, "-m", "django", "migrate", "-v0"], env=values, cwd=REPOSITORY, check=True)
            with closing(sqlite3.connect(begun)) as made:  # what is still in the log of writes goes into the file
                made.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            begun.rename(file)
    return file
