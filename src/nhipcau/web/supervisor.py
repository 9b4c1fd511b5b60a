"""Keeps the server and the job worker alive as one foreground process tree that stops cleanly."""

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from types import FrameType

STOP_WITHIN = 10.0
RESTARTS_PER_MINUTE = 5
_PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """Let the kernel end a child whose supervisor was killed (Linux); elsewhere it does nothing."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def is_port_free(host: str, port: int) -> bool:
    """Tell whether a server could listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


class Supervisor:
    """Starts the children, starts one again that died, ends all of them on SIGINT or SIGTERM."""

    def __init__(self, commands: dict[str, list[str]], *, every_tick: Callable[[], object]) -> None:
        self.commands = commands
        self.every_tick = every_tick
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.starts: dict[str, list[float]] = {name: [] for name in commands}
        self.is_stopping = False

    def start(self) -> None:
        """Start every child and listen for signals."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        for name in self.commands:
            self._start(name)

    def _start(self, name: str) -> None:
        self.starts[name].append(time.monotonic())
        # A session of its own keeps the terminal's Ctrl-C from the children: they are ended in order, by us.
        self.children[name] = subprocess.Popen(  # noqa: S603 -- our own commands
            self.commands[name],
            preexec_fn=die_with_parent,  # noqa: PLW1509 -- the supervisor has no threads
            start_new_session=True,
            stdin=subprocess.DEVNULL,
        )

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.is_stopping = True

    def watch(self) -> int:
        """Work until a signal comes; the caller then ends the children.

        Returns the exit status: 0, or 1 when a child would not stay alive.
        """
        ticks = 0
        status = 0
        while not self.is_stopping:
            time.sleep(0.2)
            ticks += 1
            for name, child in list(self.children.items()):
                if child.poll() is not None and not self.is_stopping:
                    if self._died_too_often(name):
                        print(f"nhipcau run: the {name} stops again and again; see the lines above.", file=sys.stderr)
                        self.is_stopping, status = True, 1
                        break
                    self._start(name)
            if ticks % 50 == 0 and not self.is_stopping:
                self.every_tick()
        return status

    def _died_too_often(self, name: str) -> bool:
        recent = [moment for moment in self.starts[name] if moment > time.monotonic() - 60]
        return len(recent) >= RESTARTS_PER_MINUTE

    def end(self) -> None:
        """End the children, first politely. A second call finds nothing left to end."""
        for child in self.children.values():
            with contextlib.suppress(ProcessLookupError):
                child.terminate()
        deadline = time.monotonic() + STOP_WITHIN
        for child in self.children.values():
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(child.pid, signal.SIGKILL)
                child.wait()

    def wait_until_answering(self, address: str, *, seconds: float = 60) -> bool:
        """Wait for the first answer of the server, whatever it is."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and not self.is_stopping:
            try:
                urllib.request.urlopen(address, timeout=2).close()  # noqa: S310 -- our own server
            except urllib.error.HTTPError:
                return True
            except OSError:
                if any(child.poll() is not None for child in self.children.values()):
                    return False
                time.sleep(0.1)
            else:
                return True
        return False
