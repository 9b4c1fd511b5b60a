"""`nhipcau run`: one foreground process tree that starts, stops cleanly, starts again without loss or repetition."""

import os
import signal
import socket
import time

import pytest

from tests.own_database import environment_with_database
from tests.web.running_system import RunningSystem, own_database
from tests.web.test_command_line import nhipcau, one_clear_line


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def wait_until(question, seconds=15):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if answer := question():
            return answer
        time.sleep(0.1)
    return question()


def test_the_system_starts_serves_stops_and_starts_again_without_repeating_anything(tmp_path):
    environment = own_database("nhipcau_run")
    first = RunningSystem(tmp_path / "data", sample="province", **environment).wait_until_ready(240)
    try:
        assert {"administrator", "programme_officer", "unit_contact", "editor", "translator", "approver"} <= set(
            first.links
        )
        assert first.get("/accounts/login/")[0] == 200
        stories = wait_until(lambda: published(first, 24), 60)
        assert len(stories) == 24
        tree = first.processes()
        assert any("granian" in command for command in tree.values())
        assert any("db_worker" in command for command in tree.values())
    finally:
        assert first.stop() == 0
    assert [process for process in tree if is_alive(process)] == [], "a process outlived the supervisor"

    second = RunningSystem(tmp_path / "data", sample="province", **environment).wait_until_ready(120)
    try:
        assert published(second, 24) == stories
        assert second.links["editor"] != first.links["editor"]
    finally:
        assert second.stop(signal.SIGTERM) == 0


def published(system, at_least):
    """Addresses in the site map, once there are enough of them."""
    status, sitemap = system.get("/sitemap.xml")
    stories = {line for line in sitemap.decode().split("<loc>") if "/about/" not in line} if status == 200 else set()
    addresses = {line.split("</loc>")[0].rstrip("/").rsplit("/", 1)[1] for line in stories if "</loc>" in line}
    return addresses - {"vi", "en"} if len(addresses - {"vi", "en"}) >= at_least else set()


@pytest.fixture
def migrated(db, tmp_path):
    """The environment of a data folder whose database stands already; the first test makes one from nothing."""
    return {"data": tmp_path, "DATABASE_URL": environment_with_database(tmp_path)["DATABASE_URL"]}


def test_a_worker_that_dies_is_started_again(migrated):
    system = RunningSystem(sample="none", **migrated).wait_until_ready()
    try:
        worker = next(process for process, command in system.processes().items() if "db_worker" in command)
        os.kill(worker, signal.SIGKILL)
        assert wait_until(
            lambda: any("db_worker" in command and process != worker for process, command in system.processes().items())
        )
    finally:
        assert system.stop() == 0


def test_nothing_stays_alive_when_the_supervisor_itself_is_killed(migrated):
    system = RunningSystem(sample="none", **migrated).wait_until_ready()
    tree = system.processes()
    system.stop(signal.SIGKILL)
    assert wait_until(lambda: not [process for process in tree if is_alive(process)])


def test_a_port_that_is_taken_gets_one_clear_line_with_the_mend(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        line = one_clear_line(nhipcau("run", "--port", port, data=tmp_path))
    assert port in line
    assert "make run PORT=" in line
