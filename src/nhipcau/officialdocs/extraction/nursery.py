"""The process from which readers are forked: it has all readers loaded and looks at no file itself.

    caller → nursery   bounds of one reading, with two sockets: one for the work, one for the report
    nursery → keeper → reader

A reader gets one file over the first socket, answers and ends. It can write no file, has so much memory and so much
time. Its keeper ends it, and all that it might have started, when its time is over or the caller is gone, and says over
the second socket how it ended. When the caller's own process ends, so do nursery, keepers and readers.

Called as `python -m nhipcau.officialdocs.extraction.nursery`; standard input is a Unix socket.
"""

import ctypes
import gc
import json
import os
import resource
import select
import signal
import socket
import struct
import sys
import time
from collections.abc import Callable
from contextlib import suppress

from PIL import Image

from nhipcau.officialdocs.decoding import NotReadable, NotReadableCode
from nhipcau.officialdocs.extraction.calling import A_PAGE, ANSWER, BOUNDS, LENGTH, PROGRESS, REPORT
from nhipcau.officialdocs.extraction.context import Context
from nhipcau.officialdocs.extraction.extracted import Format
from nhipcau.officialdocs.extraction.first_reading import FirstReading, read_converted, read_first, read_with_pages
from nhipcau.officialdocs.extraction.packing import packed
from nhipcau.officialdocs.extraction.page_reading import PageReading
from nhipcau.officialdocs.extraction.page_service import serve

IDLE_SECONDS = 600.0
# PR_SET_PDEATHSIG of <sys/prctl.h>.
_DIE_WITH_PARENT = 1
_CLOSED = 1


def main() -> None:
    """Fork a keeper for each reading that is asked for, until nobody asks any more."""
    Image.preinit()
    # What is loaded stays shared with the readers.
    gc.collect()
    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Keepers need nobody to wait for them.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    control = socket.socket(fileno=os.dup(0))
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    while select.select([control], [], [], IDLE_SECONDS)[0]:
        bounds, handed, _, _ = socket.recv_fds(control, BOUNDS.size, 2)
        if not bounds:
            return
        work, report = (socket.socket(fileno=one) for one in handed)
        if not _forked(lambda: _keep(work, report, control, bounds)):  # noqa: B023 -- run at once
            report.close()
        work.close()
        report.close()


def _forked(work: Callable[[], None]) -> int:
    """Do work in a process of its own that ends with it. Gives that process, 0 where none can be had."""
    try:
        process = os.fork()
    except OSError:
        return 0
    if process:
        return process
    try:
        work()
        os._exit(0)
    finally:
        os._exit(1)


def _keep(work: socket.socket, report: socket.socket, control: socket.socket, bounds: bytes) -> None:
    """Watch over one reader to its end."""
    control.close()
    seconds, memory, reads_pages = BOUNDS.unpack(bounds)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    # Only the reader holds the other end; that it is closed says that the reader is gone.
    alive, held = os.pipe()
    began = time.monotonic()

    def read() -> None:
        report.close()
        os.close(alive)
        os.setpgid(0, 0)
        _bound(seconds, memory)
        if reads_pages:
            _read_pages(work)
        else:
            _read(work)

    reader = _forked(read)
    if not reader:
        return
    os.close(held)
    work.close()
    with suppress(OSError):
        os.setpgid(reader, reader)
    left = max(0.0, began + seconds - time.monotonic()) if seconds else None
    ready, _, _ = select.select([alive, report.fileno()], [], [], left)
    # Until it is waited for, nobody else can have its number.
    with suppress(OSError):
        os.killpg(reader, signal.SIGKILL)
    _, status, used = os.wait4(reader, 0)
    with suppress(OSError):
        report.sendall(REPORT.pack(not ready, status, used.ru_maxrss))


def _bound(seconds: float, memory: int) -> None:
    """So much time and memory, no file written, no life without the keeper."""
    if seconds:
        most = int(seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (most, most + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)


def _read_pages(work: socket.socket) -> None:
    """Be a reader of pages; the caller bounds the time that each of them takes."""
    with work.makefile("rb") as asked, work.makefile("wb") as answers, suppress(OSError, struct.error):
        serve(asked, answers)


def _read(work: socket.socket) -> None:
    """Be a reader: one file, one answer."""
    with work.makefile("rb") as asked:
        (count,) = LENGTH.unpack(asked.read(LENGTH.size))
        said, *parts = [asked.read(*LENGTH.unpack(asked.read(LENGTH.size))) for _ in range(count)]
    wish = json.loads(said)
    context = Context(
        apart=False,
        most_pages=wish["most_pages"],
        on_page=lambda done, total: work.sendall(A_PAGE + PROGRESS.pack(done, total)),
    )
    try:
        answer = packed(TASKS[wish["task"]](parts, context))
    except NotReadable as refusal:
        answer = [json.dumps({"problem": refusal.code.value}).encode()]
    except MemoryError:
        answer = [json.dumps({"problem": NotReadableCode.TOO_MUCH_MEMORY.value}).encode()]
    except Exception as fault:
        # Whatever it is, the caller is told.
        answer = [json.dumps({"problem": NotReadableCode.CRASHED.value, "fault": described(fault)}).encode()]
    work.sendall(ANSWER + LENGTH.pack(len(answer)))
    for part in answer:
        work.sendall(LENGTH.pack(len(part)))
        work.sendall(part)


def described(fault: BaseException) -> str:
    """What went wrong and where. Not its words: they may be those of a document."""
    at = fault.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    place = f"{at.tb_frame.f_code.co_filename}:{at.tb_lineno}" if at is not None else "?"
    return f"{type(fault).__name__} in {place}"


def _first(parts: list[bytes], context: Context) -> FirstReading:
    return read_first(parts[0], context)


def _converted(parts: list[bytes], context: Context) -> FirstReading:
    return read_converted(parts[0], context, Format(parts[1].decode()))


def _with_pages(parts: list[bytes], context: Context) -> FirstReading:
    pages = map(PageReading.from_json, json.loads(parts[1]))
    return read_with_pages(parts[0], context, {page.number: page for page in pages})


TASKS: dict[str, Callable[[list[bytes], Context], FirstReading]] = {
    "first": _first,
    "converted": _converted,
    "with pages": _with_pages,
}


if __name__ == "__main__":
    main()
