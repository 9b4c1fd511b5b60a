"""Many contacts at once through a real server: each writes its report, saves again and again, and files at the end.

Every save is compared with what the database holds afterwards: the last text that the server acknowledged must be
there.
"""

import http.client
import os
import random
import socket
import statistics
import subprocess
import sys
import threading
import time
import urllib.parse
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# A person's pause between two saves; the page saves two seconds after the last key.
PAUSE = (3.0, 12.0)
# Within how many seconds everybody presses the button.
FILING = 60.0


@dataclass
class Contact:
    """One person with a browser that keeps its connection."""

    session: str
    csrf: str
    report: int
    sections: list[int]
    port: int
    saves: list[float] = field(default_factory=list)
    files: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    acknowledged: dict[int, str] = field(default_factory=dict)
    versions: dict[int, int] = field(default_factory=dict)
    connection: http.client.HTTPConnection | None = None

    def post(self, address: str, data: dict[str, Any]) -> tuple[int, bytes, float]:
        """Send a form; answers status, body and seconds."""
        body = urllib.parse.urlencode({"csrfmiddlewaretoken": self.csrf, **data})
        headers = {
            "Cookie": f"sessionid={self.session}; csrftoken={self.csrf}",
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Requested-With": "XMLHttpRequest",
        }
        started = time.perf_counter()
        try:
            status, content = self._ask(address, body, headers)
        except (BrokenPipeError, ConnectionResetError, http.client.RemoteDisconnected):
            # The server closed a connection that nobody had used for a while; a browser opens another one, too.
            self.connection = None
            status, content = self._ask(address, body, headers)
        return status, content, time.perf_counter() - started

    def _ask(self, address: str, body: str, headers: dict[str, str]) -> tuple[int, bytes]:
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        self.connection.request("POST", address, body, headers)
        answer = self.connection.getresponse()
        return answer.status, answer.read()

    def work(self, until: float, chance: random.Random) -> None:
        """Save one section after the other until the time is over, then file."""
        import json  # noqa: PLC0415 -- of this thread's loop only

        number = 0
        time.sleep(chance.uniform(0, PAUSE[1]))
        while time.monotonic() < until:
            section = self.sections[number % len(self.sections)]
            text = f"Lời của đầu mối {self.report}, lần {number}. " + "Đã triển khai. " * 40
            number += 1
            try:
                status, content, took = self.post(
                    f"/workspace/unit-reports/{self.report}/sections/{section}/",
                    {"body": text, "version": self.versions[section]},
                )
            except (OSError, http.client.HTTPException) as error:
                self.errors.append(repr(error))
                continue
            self.saves.append(took)
            if status == 200:
                self.versions[section] = json.loads(content)["version"]
                self.acknowledged[section] = text.strip()
            else:
                self.errors.append(f"{status} {content[:80]!r}")
            time.sleep(chance.uniform(*PAUSE))


def run(contacts: list[Any], units: list[Any], duty: Any, *, seconds: int, root: Path) -> dict[str, tuple[float, str]]:
    """Start a server, let everybody write for some seconds and file, and look what the database holds."""
    from django.db import connections  # noqa: PLC0415 -- the caller set Django up

    from nhipcau.reporting.models import Report, ReportSection  # noqa: PLC0415

    people = _prepare(contacts, units, duty)
    connections.close_all()
    port = _free_port()
    for one in people:
        one.port = port
    server = _server(port, root)
    try:
        until = time.monotonic() + seconds
        threads = [
            threading.Thread(target=one.work, args=(until, random.Random(number)))  # noqa: S311 -- pauses
            for number, one in enumerate(people)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        _file_all(people)
    finally:
        server.terminate()
        server.wait(20)
    texts = dict(ReportSection.objects.filter(report__in=[one.report for one in people]).values_list("pk", "body"))
    lost = sum(texts[pk] != text for one in people for pk, text in one.acknowledged.items())
    unfiled = Report.objects.filter(pk__in=[one.report for one in people]).exclude(state="filed").count()
    saves = sorted(took * 1000 for one in people for took in one.saves)
    files = sorted(took * 1000 for one in people for took in one.files)
    errors = [error for one in people for error in one.errors]
    print(
        f"# {len(people)} contacts, {seconds} s, {len(saves)} saves (median {statistics.median(saves):.0f} ms), "
        f"{len(files)} filings, {unfiled} unfiled",
        flush=True,
    )
    for error in errors[:3]:
        print(f"# {error}")
    return {
        "save_p95": (saves[int(len(saves) * 0.95)], "ms"),
        "file_p95": (files[int(len(files) * 0.95)], "ms"),
        "errors": (float(len(errors) + unfiled), "errors"),
        "lost_updates": (float(lost), "texts"),
    }


def _prepare(contacts: list[Any], units: list[Any], duty: Any) -> list[Contact]:
    """A report and a session for everybody."""
    from django.middleware.csrf import _get_new_csrf_string  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from nhipcau.reporting import queries, services  # noqa: PLC0415

    today = timezone.localdate()
    people = []
    for user, unit in zip(contacts, units, strict=False):
        period = queries.period_to_file(duty, today)
        report = services.open_report(duty, unit, period.end, by=user)
        client = Client()
        client.force_login(user)
        sections = dict(report.sections.values_list("pk", "version"))
        people.append(
            Contact(
                session=client.cookies["sessionid"].value,
                csrf=_get_new_csrf_string(),
                report=report.pk,
                sections=list(sections),
                port=0,
                versions=sections,
            )
        )
    return people


def _file_all(people: list[Contact]) -> None:
    """Everybody files within a minute."""
    from nhipcau.reporting.models import Report  # noqa: PLC0415

    versions = dict(Report.objects.filter(pk__in=[one.report for one in people]).values_list("pk", "version"))

    def file(one: Contact, wait: float) -> None:
        time.sleep(wait)
        try:
            status, content, took = one.post(
                f"/workspace/unit-reports/{one.report}/file/", {"version": versions[one.report]}
            )
        except (OSError, http.client.HTTPException) as error:
            one.errors.append(repr(error))
            return
        one.files.append(took)
        if status != 302:
            one.errors.append(f"{status} {content[:80]!r}")

    chance = random.Random(19)  # noqa: S311 -- pauses
    threads = [threading.Thread(target=file, args=(one, chance.uniform(0, FILING))) for one in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _server(port: int, root: Path) -> subprocess.Popen[bytes]:
    """The server as `nhipcau run` starts it."""
    from nhipcau.web.commands.run_command import children  # noqa: PLC0415

    environment = {**os.environ, "PYTHONPATH": str(root / "src"), "NHIPCAU_PUBLIC_ADDRESS": f"http://localhost:{port}"}
    command = children("127.0.0.1", port)["server"]
    server = subprocess.Popen(command, env=environment, cwd=root)
    for _attempt in range(240):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/accounts/login/")
            connection.getresponse().read()
        except OSError:
            if server.poll() is not None:
                sys.exit("the server did not start")
            time.sleep(0.25)
        else:
            return server
    sys.exit("the server did not answer")
