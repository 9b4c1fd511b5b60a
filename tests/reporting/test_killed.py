"""A server killed in the middle of filing leaves a draft or a whole filed report, nothing between."""

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.own_database import REPOSITORY, environment_with_database

NOTHING_FILED = ("draft", False, False, False, 1)
ALL_FILED = ("filed", True, True, True, 1)


@pytest.fixture
def environment(db: None, tmp_path: Path) -> dict[str, str]:
    """A data folder with an empty migrated database, for processes of their own."""
    return environment_with_database(tmp_path)


def what_stands(folder: Path) -> tuple[str, bool, bool, bool, int]:
    """State, whether there are a moment, a content and a fingerprint, and how many sections."""
    database = sqlite3.connect(folder / "nhipcau.sqlite3")
    try:
        state, filed_at, content, sha256 = database.execute(
            "select state, filed_at, filed_content, filed_sha256 from reporting_report"
        ).fetchone()
        (sections,) = database.execute("select count(*) from reporting_reportsection").fetchone()
    finally:
        database.close()
    return state, bool(filed_at), bool(content), bool(sha256), sections


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        pytest.param("before-writing", NOTHING_FILED, id="content gathered, nothing written"),
        pytest.param("before-commit", NOTHING_FILED, id="written, not yet committed"),
        pytest.param("after-commit", ALL_FILED, id="committed"),
    ],
)
def test_a_killed_server_leaves_a_draft_or_a_whole_filed_report(
    environment: dict[str, str], tmp_path: Path, moment: str, expected: tuple[object, ...]
) -> None:
    process = subprocess.run(
        [sys.executable, "-m", "tests.reporting.file_and_die", moment],
        env=environment,
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )

    assert process.returncode == -signal.SIGKILL, process.stderr
    assert what_stands(tmp_path) == expected
