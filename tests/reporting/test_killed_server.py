"""A real server, really killed while many contacts file, again and again: each report is a draft, or filed whole."""

import http.client
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
import urllib.parse
from collections.abc import Callable
from typing import Any

from nhipcau.web.commands.run_command import children
from tests.reporting.test_killed import REPOSITORY, environment
from tests.web.running_system import free_port

__all__ = ["environment"]

KILLS, REPORTS = 3, 12
A_DRAFT = ["draft", False, 0, 0.0, 1]
FILED = ["filed", True, 1, 400.0, 1]


def python(values: dict[str, str], *arguments: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "tests.reporting.many_to_file", *arguments],
        env=values, cwd=REPOSITORY, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


class Server:
    """The server of `nhipcau run`, as a process group that can be killed as a whole."""

    def __init__(self, values: dict[str, str]) -> None:
        self.port = free_port()
        address = {"NHIPCAU_PUBLIC_ADDRESS": f"http://localhost:{self.port}"}
        self.process = subprocess.Popen(
            children("127.0.0.1", self.port)["server"],
            env={**values, **address}, cwd=REPOSITORY, start_new_session=True, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        for _attempt in range(480):
            assert self.process.poll() is None
            try:
                self.ask("GET", "/accounts/login/")
            except OSError:
                time.sleep(0.25)
            else:
                return
        raise AssertionError("the server did not answer")

    def ask(self, method: str, path: str, body: str = "", headers: dict[str, str] | None = None) -> int:
        client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            client.request(method, path, body, headers or {})
            answer = client.getresponse()
            answer.read()
            return answer.status
        finally:
            client.close()

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def file(server: Server, draft: dict[str, Any]) -> None:
    """Press the button; the answer may never come."""
    headers = {
        "Cookie": f"sessionid={draft['session']}; csrftoken={draft['csrf']}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    body = urllib.parse.urlencode({"csrfmiddlewaretoken": draft["csrf"], "version": draft["version"]})
    try:
        server.ask("POST", f"/workspace/unit-reports/{draft['report']}/file/", body, headers)
    except (OSError, http.client.HTTPException):
        return


def all_at_once(act: Callable[[Server, dict[str, Any]], None], server: Server, drafts: list[dict[str, Any]]) -> Any:
    threads = [threading.Thread(target=act, args=(server, draft)) for draft in drafts]
    for thread in threads:
        thread.start()
    return threads


def test_a_server_killed_while_many_file_leaves_nothing_halfway(environment: dict[str, str]) -> None:
    drafts = python(environment, "make", str(REPORTS))
    chance = random.Random(7)  # noqa: S311 -- a moment to kill

    for _kill in range(KILLS):
        server = Server(environment)
        threads = all_at_once(file, server, drafts)
        time.sleep(chance.uniform(0.02, 0.5))
        server.kill()
        for thread in threads:
            thread.join()
        found = python(environment, "look")
        assert found["faults"] == [None]
        assert all(report in (A_DRAFT, FILED) for report in found["reports"]), found["reports"]

    server = Server(environment)
    for thread in all_at_once(file, server, drafts):
        thread.join()
    server.kill()

    assert python(environment, "look") == {"reports": [FILED] * REPORTS, "faults": [None]}
