"""Pages read in parallel by processes of their own: bounded in memory and time, gone when their parent is.

A page that crashes its process, or takes too long, fails alone; the next page gets a new process. What is said between
the two stands in `page_service`.
"""

import json
import os
import queue
import select
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from nhipcau.officialdocs.decoding import NotReadableCode
from nhipcau.officialdocs.extraction.calling import PageReader, page_reader
from nhipcau.officialdocs.extraction.page_reading import PageReading, ReadPage
from nhipcau.officialdocs.extraction.page_service import FILE, LONG, SHORT
from nhipcau.officialdocs.extraction.tesseract import MODELS

# A dense page takes a second or two; what takes this long is no page of a document.
PAGE_SECONDS = 50.0
MEMORY = 3 * 1024**3
_LARGEST_ANSWER = 256 * 1024**2


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
            process.stop()

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
            process.close()


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Process:
    """One reading process."""

    def __init__(self, data: bytes, *, beside_text: bool = False) -> None:
        self.is_broken = False
        self.pid = 0
        self._ends: PageReader | None = page_reader(MEMORY)
        folder = os.environ.get(MODELS, "").encode()
        self._send(FILE.pack(len(data), beside_text, len(folder)), folder, data)

    def read(self, number: int, seconds: float) -> ReadPage | FailedPage:
        self._send(SHORT.pack(number))
        until = time.monotonic() + seconds
        try:
            self.meet(until)
            answer = json.loads(self._receive(until))
            picture = self._receive(until)
            if "problem" in answer:
                return FailedPage(number, NotReadableCode(answer["problem"]))
            return ReadPage(PageReading.from_json(answer), picture)
        except TimeoutError:
            problem = NotReadableCode.TOO_SLOW
        except EOFError:
            problem = self._ends.why_it_ended() if self._ends is not None else NotReadableCode.CRASHED
        except (OSError, ValueError, KeyError, TypeError):
            problem = NotReadableCode.CRASHED
        self.close()
        return FailedPage(number, problem)

    def meet(self, until: float) -> None:
        """Wait for the process to say who it is."""
        if not self.pid:
            (self.pid,) = SHORT.unpack(self._receive_exactly(SHORT.size, until))

    def stop(self) -> None:
        """End the process; its thread closes what is left."""
        if self._ends is not None:
            self._ends.stop()

    def close(self) -> None:
        """End the process and let go of it."""
        self.is_broken = True
        if self._ends is not None:
            self._ends.close()

    def _send(self, *parts: bytes) -> None:
        # A process that is gone is noticed when its answer is awaited.
        if self._ends is not None:
            with suppress(OSError):
                for part in parts:
                    self._ends.work.sendall(part)

    def _receive(self, until: float) -> bytes:
        (length,) = LONG.unpack(self._receive_exactly(LONG.size, until))
        if length > _LARGEST_ANSWER:
            raise ValueError(length)
        return self._receive_exactly(length, until)

    def _receive_exactly(self, length: int, until: float) -> bytes:
        if self._ends is None:
            raise EOFError
        parts: list[bytes] = []
        while length:
            left = until - time.monotonic()
            if left <= 0 or not select.select([self._ends.work.fileno()], [], [], left)[0]:
                raise TimeoutError
            part = self._ends.work.recv(min(length, 1 << 20))
            if not part:
                raise EOFError
            parts.append(part)
            length -= len(part)
        return b"".join(parts)
