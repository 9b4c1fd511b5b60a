"""A migrated database of its own for processes that a test starts, and kills."""

import os
import sqlite3
import subprocess
import sys
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
        subprocess.run([sys.executable, "-m", "django", "migrate", "-v0"], env=values, cwd=REPOSITORY, check=True)
    return values
