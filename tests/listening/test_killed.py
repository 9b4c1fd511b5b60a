"""A server killed in the middle of activating, or of ticking a step, leaves all of it or nothing."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.own_database import REPOSITORY, environment_with_database

TABLES = ("activation", "liverole", "liveperson", "livestep", "logline", "letter")
NOTHING = (0, 0, 0, 0, 0, 0)
ACTIVATED = (1, 1, 1, 1, 1, 1)
TICKED = (1, 1, 1, 1, 2, 1)


def what_stands(file: Path) -> tuple[tuple[int, ...], bool, int]:
    """Rows per table, whether the step is ticked, and lines of logs in the audit trail."""
    database = sqlite3.connect(file)
    try:
        rows = tuple(database.execute(f"select count(*) from listening_{name}").fetchone()[0] for name in TABLES)  # noqa: S608
        (ticked,) = database.execute("select count(*) from listening_livestep where done_at is not null").fetchone()
        (trail,) = database.execute(
            "select count(*) from audit_auditentry where action = 'live log written'"
        ).fetchone()
    finally:
        database.close()
    return rows, bool(ticked), trail


@pytest.mark.django_db
def test_a_killed_server_leaves_all_or_nothing(tmp_path: Path) -> None:
    environment, database = environment_with_database(tmp_path), tmp_path / "nhipcau.sqlite3"
    process = subprocess.run(
        [sys.executable, "-m", "tests.listening.act_and_die", str(database)],
        env=environment,
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 0, process.stderr
    expected = {
        "activate.before-log": (NOTHING, False, 0),
        "activate.before-commit": (NOTHING, False, 0),
        "activate.after-commit": (ACTIVATED, False, 1),
        "tick.before-log": (ACTIVATED, False, 1),
        "tick.before-commit": (ACTIVATED, False, 1),
        "tick.after-commit": (TICKED, True, 2),
    }
    assert {case: what_stands(tmp_path / f"nhipcau.sqlite3.{case}") for case in expected} == expected
