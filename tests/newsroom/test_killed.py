"""A process killed with the publication half made leaves all of it or nothing."""

import signal
import sqlite3
import subprocess
import sys

import pytest

from tests.own_database import REPOSITORY, environment_with_database


@pytest.fixture
def environment(db, tmp_path):
    """A data folder with an empty migrated database, for processes of their own."""
    return environment_with_database(tmp_path)


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
