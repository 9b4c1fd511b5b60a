"""Pages read in parallel by processes of their own: bounded in memory and time, gone when their parent is.

A page that crashes its process, or takes too long, fails alone; the next page gets a new process. Nothing that one
sends is run: its answers are lengths, JSON and bytes of a picture.

The file goes to the process first, then page numbers; it answers each with a status, the reading and the picture:

    parent → process   length (8 bytes), whether to look beside the text (1 byte), file; number (4 bytes); number; …
    process → parent   length (8 bytes), JSON; length (8 bytes), picture
"""

import ctypes
import json
import os
import queue
import resource
import select
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from nhipcau.officialdocs.decoding import NotReadable, NotReadableCode
from nhipcau.officialdocs.extraction.page_pictures import PageSource
from nhipcau.officialdocs.extraction.page_reading import PageReading, ReadPage, read_beside_text, read_page
from nhipcau.officialdocs.extraction.tesseract import Tesseract, TesseractMissingError

# A dense page takes a second or two; what takes this long is no page of a document.
PAGE_SECONDS = 50.0
MEMORY = 3 * 1024**3
_FILE, _LONG, _SHORT = struct.Struct(">Q?"), struct.Struct(">Q"), struct.Struct(">I")
_LARGEST_ANSWER = 256 * 1024**2
# PR_SET_PDEATHSIG of <sys/prctl.h>.
_DIE_WITH_PARENT = 1
_PACKAGES = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class FailedPage:
    """A page that could not be read, and why."""

    number: int
    problem: NotReadableCode


class PageReaders:
    """Reads the pages of one file, as many at a time as there are cores."""

    def __init__(
        self,
        data: bytes,
        *,
        processes: int | None = None,
        seconds: float = PAGE_SECONDS,
        beside_text: bool = False,
    ) -> None:
        """Nothing is started before the first page is asked for.

        With `beside_text` only what the upper half of a page shows and its text does not say is read, as stamps.
        """
        self._data = data
        self._beside_text = beside_text
        self._processes = processes or cores()
        self._seconds = seconds
        self._stopped = threading.Event()
        self._running: set[_Process] = set()

    def __enter__(self) -> "PageReaders":
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    def stop(self) -> None:
        """End all processes, whatever they are at."""
        self._stopped.set()
        for process in list(self._running):
            process.kill()

    def read(self, numbers: Iterable[int], *, every: float = 5.0) -> Iterator[ReadPage | FailedPage | None]:
        """Give pages as they are done, not in their order. None comes each time `every` seconds went by without one."""
        waiting: queue.SimpleQueue[int] = queue.SimpleQueue()
        wanted = list(numbers)
        for number in wanted:
            waiting.put(number)
        done: queue.SimpleQueue[ReadPage | FailedPage] = queue.SimpleQueue()
        for _ in range(min(self._processes, len(wanted))):
            threading.Thread(target=self._work, args=(waiting, done), daemon=True).start()
        left = len(wanted)
        while left:
            try:
                yield done.get(timeout=every)
            except queue.Empty:
                yield None
            else:
                left -= 1

    def _work(self, waiting: "queue.SimpleQueue[int]", done: "queue.SimpleQueue[ReadPage | FailedPage]") -> None:
        process: _Process | None = None
        while not self._stopped.is_set():
            try:
                number = waiting.get_nowait()
            except queue.Empty:
                break
            if process is None:
                process = _Process(self._data, beside_text=self._beside_text)
                self._running.add(process)
            answer = process.read(number, self._seconds)
            if process.is_broken:
                self._running.discard(process)
                process = None
            done.put(answer)
        if process is not None:
            self._running.discard(process)
            process.kill()


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Process:
    """One reading process."""

    def __init__(self, data: bytes, *, beside_text: bool = False) -> None:
        path = os.pathsep.join([str(_PACKAGES), *filter(None, [os.environ.get("PYTHONPATH")])])
        self._process = subprocess.Popen(
            [sys.executable, "-m", "nhipcau.officialdocs.extraction.page_readers"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # Leptonica's remarks.
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path, "OMP_THREAD_LIMIT": "1"},
        )
        self.is_broken = False
        self._send(_FILE.pack(len(data), beside_text), data)

    def read(self, number: int, seconds: float) -> ReadPage | FailedPage:
        self._send(_SHORT.pack(number))
        until = time.monotonic() + seconds
        try:
            answer = json.loads(self._receive(until))
            picture = self._receive(until)
            if "problem" in answer:
                return FailedPage(number, NotReadableCode(answer["problem"]))
            return ReadPage(PageReading.from_json(answer), picture)
        except TimeoutError:
            problem = NotReadableCode.TOO_SLOW
        except (OSError, EOFError, ValueError, KeyError, TypeError):
            problem = NotReadableCode.DAMAGED
        self.kill()
        return FailedPage(number, problem)

    def kill(self) -> None:
        self.is_broken = True
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def _send(self, *parts: bytes) -> None:
        # A process that is gone is noticed when its answer is awaited.
        with suppress(OSError, ValueError):
            pipe = self._process.stdin
            if pipe is not None:
                for part in parts:
                    pipe.write(part)
                pipe.flush()

    def _receive(self, until: float) -> bytes:
        (length,) = _LONG.unpack(self._receive_exactly(_LONG.size, until))
        if length > _LARGEST_ANSWER:
            raise ValueError(length)
        return self._receive_exactly(length, until)

    def _receive_exactly(self, length: int, until: float) -> bytes:
        pipe = self._process.stdout
        if pipe is None:
            raise EOFError
        parts: list[bytes] = []
        while length:
            left = until - time.monotonic()
            if left <= 0 or not select.select([pipe], [], [], left)[0]:
                raise TimeoutError
            part = os.read(pipe.fileno(), min(length, 1 << 20))
            if not part:
                raise EOFError
            parts.append(part)
            length -= len(part)
        return b"".join(parts)


def serve(source: IO[bytes], answers: IO[bytes]) -> None:
    """Be a reading process: answer page after page until the parent closes the pipe or is gone."""
    length, beside_text = _FILE.unpack(source.read(_FILE.size))
    pages: PageSource | None = None
    tesseract: Tesseract | None = None
    data = source.read(length)
    while len(asked := source.read(_SHORT.size)) == _SHORT.size:
        (number,) = _SHORT.unpack(asked)
        picture = b""
        try:
            pages = pages or PageSource(data)
            tesseract = tesseract or Tesseract()
            if beside_text:
                read = read_beside_text(tesseract, pages.beside_text(number), number)
            else:
                read = read_page(tesseract, pages.picture(number), number)
            answer, picture = read.reading.to_json(), read.picture
        except NotReadable as error:
            answer = {"problem": error.code.value}
        except TesseractMissingError:
            answer = {"problem": NotReadableCode.NEEDS_TESSERACT.value}
        except MemoryError:
            answer = {"problem": NotReadableCode.PICTURE_TOO_LARGE.value}
        _answer(answers, json.dumps(answer).encode(), picture)


def _answer(answers: IO[bytes], *parts: bytes) -> None:
    for part in parts:
        answers.write(_LONG.pack(len(part)))
        answers.write(part)
    answers.flush()


def _bound_this_process() -> None:
    """No more memory than a page needs, no file written, no life without the parent."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The pipe says that the parent is gone only when the page is done.
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)


def main() -> None:
    """Run as a process of its own."""
    _bound_this_process()
    # What a library prints must not come between the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    with suppress(BrokenPipeError, struct.error):
        serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
