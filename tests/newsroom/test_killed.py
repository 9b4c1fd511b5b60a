"""A process killed with the publication half made leaves all of it or nothing."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture
def environment(db, tmp_path):
    """A data folder with an empty migrated database, for processes of their own."""
    values = {
        **os.environ,
        "NHIPCAU_DATA": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'nhipcau.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "nhipcau.web.settings",
        "PYTHONPATH": f"{REPOSITORY / 'src'}{os.pathsep}{REPOSITORY}",
    }
    if connection.vendor == "sqlite":
        # As text: from within a transaction SQLite waits for ever to copy a database as a file.
        connection.ensure_connection()
        copy = sqlite3.connect(tmp_path / "nhipcau.sqlite3")
        copy.executescript("\n".join(connection.connection.iterdump()))
        copy.close()
    else:
        subprocess.run([sys.executable, "-m", "django", "migrate", "-v0"], env=values, cwd=REPOSITORY, check=True)
    return values


def what_stands(folder):
    """Whether the story is live, how many deliveries there are, and whether it is on record as cleared."""
    database = sqlite3.connect(folder / "nhipcau.sqlite3")
    try:
        (live,) = database.execute(
            "select live from wagtailcore_page join newsroom_storypage on page_ptr_id = id"
        ).fetchone()
        (deliveries,) = database.execute("select count(*) from newsroom_delivery").fetchone()
        (clearances,) = database.execute("select count(*) from newsroom_clearance").fetchone()
    finally:
        database.close()
    return bool(live), bool(deliveries), bool(clearances)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        pytest.param("before-deliveries", (False, False, False), id="page saved, deliveries not yet written"),
        pytest.param("before-commit", (False, False, False), id="both written, not yet committed"),
        pytest.param("after-commit", (True, True, True), id="committed, not yet queued"),
    ],
)
def test_a_killed_process_leaves_publication_and_deliveries_or_neither(environment, tmp_path, moment, expected):
    process = subprocess.run(
        [sys.executable, "-m", "tests.newsroom.clear_and_die", moment],
        env=environment,
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )

    assert process.returncode == -signal.SIGKILL, process.stderr
    assert what_stands(tmp_path) == expected
