"""A package goes to another installation, with a database and a media folder of its own."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nhipcau.organisation.models import Unit
from nhipcau.programme.models import Evidence
from nhipcau.reporting.exports import signing
from nhipcau.reporting.exports.package import package_with_evidence
from nhipcau.reporting.models import Report
from tests.own_database import REPOSITORY, environment_with_database

from .three_levels import province_report


@pytest.fixture
def elsewhere(db: None, tmp_path: Path) -> dict[str, str]:
    """The other installation, still empty: made before anything stands in ours."""
    (tmp_path / "elsewhere").mkdir()
    return environment_with_database(tmp_path / "elsewhere")


def test_the_whole_chain_arrives_where_nothing_of_it_was(
    elsewhere: dict[str, str],
    office: Unit,
    newspaper: Unit,
    departments: list[Unit],
    person: Callable[..., Any],
    settings: Any,
    tmp_path: Path,
) -> None:
    settings.DATA, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    filed = province_report(office, newspaper, departments[0], person)
    package = tmp_path / "goi.zip"
    with package_with_evidence(filed, by=None) as file:
        package.write_bytes(file.read())

    key = signing.public_hex(signing.own_key(tmp_path))
    command = [sys.executable, "-m", "tests.reporting.take_in_elsewhere", str(package), key]
    done = subprocess.run(command, env=elsewhere, cwd=REPOSITORY, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    have = json.loads(done.stdout)
    below = {report.unit.name: report.filed_sha256 for report in Report.objects.exclude(pk=filed.pk)}
    assert have["sha256"] == filed.filed_sha256
    assert dict(have["below"]) == below
    assert {(of, sha256) for of, sha256, _content in have["evidence"]} == {
        (below.get(row.activity.unit.name, ""), row.sha256) for row in Evidence.objects.select_related("activity__unit")
    }
    for _of, sha256, content in have["evidence"]:
        assert hashlib.sha256(bytes.fromhex(content)).hexdigest() == sha256
    assert (have["own_activities"], have["faults"]) == (0, [])
