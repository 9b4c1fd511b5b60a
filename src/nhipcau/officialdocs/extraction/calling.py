"""How a process that reads is had from the nursery, and what is said on the way; the nursery is started when needed."""

import atexit
import logging
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

from nhipcau.officialdocs.decoding import NotReadable, NotReadableCode

# Seconds, 0 for no bound; bytes of memory; whether pages are to be read, as `page_service` does.
BOUNDS = struct.Struct(">dQ?")
# Whether its time was over, the status that it ended with, the most kilobytes that it held.
REPORT = struct.Struct(">?iQ")
LENGTH, PROGRESS = struct.Struct(">Q"), struct.Struct(">II")
A_PAGE, ANSWER = b"p", b"a"
_NURSERY_MODULE = "nhipcau.officialdocs.extraction.nursery"
# A reader that held this share of what it may have did not break down for another reason.
_NEARLY_ALL = 0.6
# How long one waits to hear how a reader ended that is gone.
_LAST_WORDS = 5.0
_PACKAGES = Path(__file__).resolve().parents[3]
# A reader has no use for the keys and addresses that the caller's environment may hold.
_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR")
_log = logging.getLogger(__name__)


def received_exactly(end: socket.socket, length: int) -> bytes | None:
    """So many bytes; None where the other end is gone."""
    received = bytearray(length)
    view = memoryview(received)
    while view:
        try:
            got = end.recv_into(view)
        except TimeoutError:
            raise NotReadable(NotReadableCode.TOO_SLOW) from None
        except ConnectionError:
            return None
        if not got:
            return None
        view = view[got:]
    return bytes(received)


def why_it_ended(report: bytes, memory: int) -> NotReadableCode:
    was_slow, status, kilobytes = REPORT.unpack(report)
    killed_by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    if was_slow or killed_by == signal.SIGXCPU:
        return NotReadableCode.TOO_SLOW
    if kilobytes * 1024 > _NEARLY_ALL * memory:
        return NotReadableCode.TOO_MUCH_MEMORY
    _log.warning("A reader broke down: signal %s, status %s, %s kB.", killed_by, status, kilobytes)
    return NotReadableCode.CRASHED


class PageReader:
    """A process that reads pages, as the caller holds it: what is said to it goes through `work`."""

    def __init__(self, work: socket.socket, report: socket.socket, memory: int) -> None:
        self.work = work
        self._report = report
        self._memory = memory

    def why_it_ended(self) -> NotReadableCode:
        """Why it is gone."""
        self._report.settimeout(_LAST_WORDS)
        try:
            ended = received_exactly(self._report, REPORT.size)
        except NotReadable:
            ended = None
        return NotReadableCode.CRASHED if ended is None else why_it_ended(ended, self._memory)

    def stop(self) -> None:
        """End it; may be called while another thread waits for an answer."""
        for end in (self.work, self._report):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """End it and let go of it."""
        self.stop()
        self.work.close()
        self._report.close()


def page_reader(memory: int) -> PageReader | None:
    """Start a process that reads pages (`page_service`); None where none can be had."""
    work, theirs = socket.socketpair()
    report, its_end = socket.socketpair()
    reader = PageReader(work, report, memory)
    with theirs, its_end:
        try:
            NURSERY.hand_over(BOUNDS.pack(0.0, memory, True), theirs, its_end)
        except OSError as error:
            _log.warning("No process to read pages in: %s", error)
            reader.close()
            return None
    return reader


class Nursery:
    """The one nursery of this process; started when it is first needed, and again when it is gone."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._of = 0
        self._control: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def hand_over(self, bounds: bytes, *ends: socket.socket) -> None:
        """Have a reader started that holds these ends of sockets.

        Raises:
            OSError: no process can be started.
        """
        handed = [end.fileno() for end in ends]
        with self._lock:
            if self._control is not None and self._of == os.getpid():
                with suppress(OSError):
                    socket.send_fds(self._control, [bounds], handed)
                    return
            self._start()
            if self._control is not None:
                socket.send_fds(self._control, [bounds], handed)

    def close(self) -> None:
        """Let it end. One that was started by the process that this one was forked from is not ours to end."""
        control, self._control = self._control, None
        if control is not None:
            control.close()
        if self._process is not None and self._of == os.getpid():
            self._process.wait()
        self._process = None

    def _start(self) -> None:
        self.close()
        path = os.pathsep.join([str(_PACKAGES), *filter(None, [os.environ.get("PYTHONPATH")])])
        control, theirs = socket.socketpair()
        with theirs:
            # The program is this Python; the words are ours. A signal for the caller's terminal is not for it.
            self._process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-P", "-m", _NURSERY_MODULE],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
                | {"PYTHONPATH": path, "OMP_THREAD_LIMIT": "1"},
                start_new_session=True,
            )
        self._control, self._of = control, os.getpid()


NURSERY = Nursery()
atexit.register(NURSERY.close)
