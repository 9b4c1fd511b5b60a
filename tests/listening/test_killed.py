"""A server killed in the middle of activating, or of ticking a step; two people at one step at the same moment."""

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

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


@pytest.fixture(scope="module")
def environment(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A data folder with an empty migrated database, made once: on PostgreSQL it has to be migrated."""
    with django_db_blocker.unblock():
        return environment_with_database(tmp_path_factory.mktemp("killed"))


def run(module: str, environment: dict[str, str], *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", f"tests.listening.{module}", *arguments],
        env=environment,
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.django_db
def test_a_killed_server_leaves_all_or_nothing(environment: dict[str, str]) -> None:
    folder = Path(environment["NHIPCAU_DATA"])
    process = run("act_and_die", environment, str(folder / "nhipcau.sqlite3"))
    assert process.returncode == 0, process.stderr
    expected = {
        "activate.before-log": (NOTHING, False, 0),
        "activate.before-commit": (NOTHING, False, 0),
        "activate.after-commit": (ACTIVATED, False, 1),
        "tick.before-log": (ACTIVATED, False, 1),
        "tick.before-commit": (ACTIVATED, False, 1),
        "tick.after-commit": (TICKED, True, 2),
    }
    assert {case: what_stands(folder / f"nhipcau.sqlite3.{case}") for case in expected} == expected


@pytest.mark.django_db
def test_one_of_two_at_the_same_moment_does_it_and_the_other_is_told(environment: dict[str, str]) -> None:
    folder = Path(environment["NHIPCAU_DATA"])
    shutil.copy(folder / "nhipcau.sqlite3", folder / "at-once.sqlite3")
    process = run("act_at_once", {**environment, "DATABASE_URL": f"sqlite:///{folder / 'at-once.sqlite3'}"})
    assert process.stdout.splitlines() == ["tick [0, 3]", "double click [0, 0]"], process.stderr
    database = sqlite3.connect(folder / "at-once.sqlite3")
    try:
        lines = database.execute(
            "select is_drill, kind, count(*) from listening_logline"
            " join listening_activation on listening_activation.id = activation_id group by 1, 2 order by 1, 2"
        ).fetchall()
    finally:
        database.close()
    assert lines == [(0, "activated", 1), (0, "step_done", 1), (1, "activated", 1)]
