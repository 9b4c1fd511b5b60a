"""A file of unknown origin is taken apart in a process of its own, bounded in time and memory.

What the file does there, it does there: the process that breaks down, eats memory or does not come to an end is ended,
and what is left of it is a `NotReadable` that says which. A first call starts the `nursery`, which takes as long as
loading this package; from then on a reading costs some hundredths of a second more than here.
"""

import atexit
import json
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from nhipcau.officialdocs.decoding import MAX_BYTES, NotReadable, NotReadableCode
from nhipcau.officialdocs.extraction import nursery
from nhipcau.officialdocs.extraction.context import Context
from nhipcau.officialdocs.extraction.extracted import Format
from nhipcau.officialdocs.extraction.first_reading import FirstReading
from nhipcau.officialdocs.extraction.packing import unpacked
from nhipcau.officialdocs.extraction.page_reading import PageReading

_LARGEST_PART = 512 * 1024**2
_MOST_PARTS = 8
# A reader that held this share of what it may have did not break down for another reason.
_NEARLY_ALL = 0.6
# The keeper ends a reader; should the keeper be gone, nobody waits longer than this.
_SECONDS_MORE = 30.0
_PACKAGES = Path(__file__).resolve().parents[3]
# A reader has no use for the keys and addresses that the caller's environment may hold.
_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR")
_log = logging.getLogger(__name__)


def first_reading(data: bytes, context: Context) -> FirstReading:
    """As `first_reading.read_first`, apart.

    Raises:
        NotReadable: as there; "too_slow", "too_much_memory", or "crashed".
    """
    return _asked("first", [data], context)


def converted(data: bytes, context: Context, came_as: Format) -> FirstReading:
    """As `first_reading.read_converted`, apart. Raises as `first_reading`."""
    return _asked("converted", [data, came_as.value.encode()], context)


def with_pages(data: bytes, context: Context, readings: Mapping[int, PageReading]) -> FirstReading:
    """As `first_reading.read_with_pages`, apart. Raises as `first_reading`."""
    pages = json.dumps([reading.to_json() for reading in readings.values()])
    return _asked("with pages", [data, pages.encode()], context)


def _asked(task: str, parts: Sequence[bytes], context: Context) -> FirstReading:
    if len(parts[0]) > MAX_BYTES and task == "first":
        raise NotReadable(NotReadableCode.TOO_LARGE)
    wish = json.dumps({"task": task, "most_pages": context.most_pages}).encode()
    # A nursery that ended at the wrong moment is followed by another one, once.
    for _ in range(2):
        answer = _answer([wish, *parts], context)
        if answer is not None:
            return answer
    raise NotReadable(NotReadableCode.CRASHED)


def _answer(parts: Sequence[bytes], context: Context) -> FirstReading | None:
    """Let a reader do the work. None where there was no reader."""
    work, theirs = socket.socketpair()
    report, its_end = socket.socketpair()
    # When these are closed, whatever the reason, the reader is ended.
    with work, report:
        with theirs, its_end:
            try:
                _NURSERY.hand_over(nursery.BOUNDS.pack(context.seconds, context.memory), theirs, its_end)
            except OSError as error:
                _log.warning("No process to read a file in: %s", error)
                return None
        for end in (work, report):
            end.settimeout(context.seconds + _SECONDS_MORE)
        _send(work, parts)
        answer = _received(work, context.on_page)
        if answer is not None:
            return _opened(answer)
        ended = _received_exactly(report, nursery.REPORT.size)
    if ended is None:
        return None
    raise NotReadable(_why(ended, context.memory))


def _why(report: bytes, memory: int) -> NotReadableCode:
    was_slow, status, kilobytes = nursery.REPORT.unpack(report)
    killed_by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    if was_slow or killed_by == signal.SIGXCPU:
        return NotReadableCode.TOO_SLOW
    if kilobytes * 1024 > _NEARLY_ALL * memory:
        return NotReadableCode.TOO_MUCH_MEMORY
    _log.warning("A reader broke down: signal %s, status %s, %s kB.", killed_by, status, kilobytes)
    return NotReadableCode.CRASHED


def _opened(answer: Sequence[bytes]) -> FirstReading:
    try:
        said = json.loads(answer[0])
        if "problem" in said:
            if "fault" in said:
                _log.warning("A reader could not go on: %s", said["fault"])
            raise NotReadable(NotReadableCode(said["problem"]))
        return unpacked(answer)
    except NotReadable:
        raise
    except (ValueError, KeyError, TypeError, IndexError):
        raise NotReadable(NotReadableCode.CRASHED) from None


def _send(work: socket.socket, parts: Sequence[bytes]) -> None:
    # A reader that is gone, or hangs, is noticed when its answer is awaited.
    with suppress(ConnectionError, TimeoutError):
        work.sendall(nursery.LENGTH.pack(len(parts)))
        for part in parts:
            work.sendall(nursery.LENGTH.pack(len(part)))
            work.sendall(part)


def _received(work: socket.socket, on_page: Callable[[int, int], None]) -> list[bytes] | None:
    """The parts of the answer; None where it breaks off."""
    while (kind := _received_exactly(work, 1)) == nursery.A_PAGE:
        told = _received_exactly(work, nursery.PROGRESS.size)
        if told is None:
            return None
        on_page(*nursery.PROGRESS.unpack(told))
    count = _length(work) if kind == nursery.ANSWER else None
    if count is None or count > _MOST_PARTS:
        return None
    parts: list[bytes] = []
    for _ in range(count):
        length = _length(work)
        part = _received_exactly(work, length) if length is not None and length <= _LARGEST_PART else None
        if part is None:
            return None
        parts.append(part)
    return parts


def _length(end: socket.socket) -> int | None:
    told = _received_exactly(end, nursery.LENGTH.size)
    return None if told is None else int(nursery.LENGTH.unpack(told)[0])


def _received_exactly(end: socket.socket, length: int) -> bytes | None:
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


class _Nursery:
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
                [sys.executable, "-P", "-m", nursery.__name__],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ} | {"PYTHONPATH": path},
                start_new_session=True,
            )
        self._control, self._of = control, os.getpid()


_NURSERY = _Nursery()
atexit.register(_NURSERY.close)
