"""Machines that are killed in the middle of issuing a plan, of sending letters, of taking a number; many at once."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.own_database import REPOSITORY, environment_with_database

pytestmark = pytest.mark.django_db


def test_a_machine_that_is_killed_while_it_issues_leaves_one_number_and_loses_nothing(db: None, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.programme.issue_and_die"],
        env=environment_with_database(tmp_path), cwd=REPOSITORY, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    nothing = {"state": "approved", "numbers": [], "issues": 0, "files": [], "wrong": []}
    issued = {"state": "issued", "numbers": ["01/KH-SNV"], "issues": 1, "files": [], "wrong": []}
    files = ["docx", "pdf"]
    killed = {
        "before the number": nothing,
        "before the commit": nothing,
        "after the commit": issued,
        "between the two files": issued,
        "after everything": {**issued, "files": files},
    }
    in_the_end = {**issued, "numbers": ["01/KH-SNV", "02/KH-SNV"], "files": files}
    assert json.loads(done.stdout) == {moment: [stands, in_the_end] for moment, stands in killed.items()}


def test_of_a_machine_that_is_really_killed_each_letter_goes_once_or_says_that_it_may_have_gone(
    db: None, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.programme.send_and_die"],
        env=environment_with_database(tmp_path), cwd=REPOSITORY, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    went = json.loads(done.stdout)
    assert {moment: [again for _name, again in letters] for moment, letters in went.items()} == {
        "before it goes": [True],
        "after it went": [False, True],
        "after it was marked": [False],
        "four at once": [False],
    }
    assert len({name for letters in went.values() for name, _again in letters}) == 1


def test_killed_in_the_middle_and_asked_by_many_at_once_there_is_neither_gap_nor_twin(db: None, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.programme.many_numbers"],
        env=environment_with_database(tmp_path), cwd=REPOSITORY, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"numbers": list(range(1, 25)), "last": 24, "faults": []}
