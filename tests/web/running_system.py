"""The whole system as `nhipcau run` starts it: server, worker and supervisor as real processes."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

import psycopg


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def own_database(name: str) -> dict[str, str]:
    """On PostgreSQL a database of its own for the run; on SQLite the data folder is enough."""
    address = os.environ.get("DATABASE_URL", "")
    if not address.startswith("postgres"):
        return {}
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"')
    return {"DATABASE_URL": address.rsplit("/", 1)[0] + f"/{name}"}


class RunningSystem:
    """Starts `nhipcau run` and knows its address, its sign-in links and its processes."""

    def __init__(self, data: Path, *, sample: str = "offices", **environment: str) -> None:
        self.port = free_port()
        self.address = f"http://localhost:{self.port}"
        self.output: list[str] = []
        kept = {name: value for name, value in os.environ.items() if not name.startswith("NHIPCAU_")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "nhipcau.web.commandline", "run", "--port", str(self.port), "--sample", sample],
            env=kept | {"NHIPCAU_DATA": str(data), "PYTHONUNBUFFERED": "1", **environment},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.output.append(line)

    def wait_until_ready(self, seconds: float = 90) -> "RunningSystem":
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if any("Workspace" in line for line in self.output) and self.output[-1].strip() == "":
                return self
            assert self.process.poll() is None, "".join(self.output)
            time.sleep(0.05)
        raise AssertionError("".join(self.output))

    @property
    def links(self) -> dict[str, str]:
        """One-time sign-in address by role; of two people with one role the first."""
        found: dict[str, str] = {}
        for line in self.output:
            if match := re.search(r"\((\w+)\)\s+(http\S+/sign-in/\S+)", line):
                found.setdefault(match[1], match[2])
        return found

    def get(self, path: str) -> tuple[int, bytes]:
        try:
            with urllib.request.urlopen(self.address + path, timeout=20) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read()

    def processes(self) -> dict[int, str]:
        """The process tree below the supervisor: id and command line."""
        parents: dict[int, int] = {}
        commands: dict[int, str] = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                status = (folder / "stat").read_text().rsplit(")", 1)[1].split()
                if status[0] == "Z":
                    continue
                parents[int(folder.name)] = int(status[1])
                commands[int(folder.name)] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except (OSError, IndexError):
                continue
        tree = {self.process.pid}
        for _ in range(5):
            tree |= {process for process, parent in parents.items() if parent in tree}
        return {process: commands[process] for process in tree if process in commands}

    def stop(self, number: int = signal.SIGINT) -> int:
        self.process.send_signal(number)
        try:
            return self.process.wait(20)
        finally:
            self.process.kill()
            self.process.wait()
            self.reader.join(5)
            if self.process.stdout:
                self.process.stdout.close()
