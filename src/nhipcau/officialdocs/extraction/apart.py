"""A file of unknown origin is taken apart in a process of its own, bounded in time and memory.

What the file does there, it does there: the process that breaks down, eats memory or does not come to an end is ended,
and what is left of it is a `NotReadable` that says which. A first call starts the `nursery`, which takes as long as
loading this package; from then on a reading costs some hundredths of a second more than here.
"""

import json
import logging
import socket
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from nhipcau.officialdocs.decoding import MAX_BYTES, NotReadable, NotReadableCode
from nhipcau.officialdocs.extraction.calling import (
    A_PAGE,
    ANSWER,
    BOUNDS,
    LENGTH,
    NURSERY,
    PROGRESS,
    REPORT,
    received_exactly,
    why_it_ended,
)
from nhipcau.officialdocs.extraction.context import Context
from nhipcau.officialdocs.extraction.extracted import Format
from nhipcau.officialdocs.extraction.first_reading import FirstReading
from nhipcau.officialdocs.extraction.packing import unpacked
from nhipcau.officialdocs.extraction.page_reading import PageReading

_LARGEST_PART = 512 * 1024**2
_MOST_PARTS = 8
# The keeper ends a reader; should the keeper be gone, nobody waits longer than this.
_SECONDS_MORE = 30.0
_SHORTEST = 1e-6
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
                # No time at all is a bound, too.
                bounds = BOUNDS.pack(max(context.seconds, _SHORTEST), context.memory, False)
                NURSERY.hand_over(bounds, theirs, its_end)
            except OSError as error:
                _log.warning("No process to read a file in: %s", error)
                return None
        for end in (work, report):
            end.settimeout(context.seconds + _SECONDS_MORE)
        _send(work, parts)
        answer = _received(work, context.on_page)
        if answer is not None:
            return _opened(answer)
        ended = received_exactly(report, REPORT.size)
    if ended is None:
        return None
    raise NotReadable(why_it_ended(ended, context.memory))


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
        work.sendall(LENGTH.pack(len(parts)))
        for part in parts:
            work.sendall(LENGTH.pack(len(part)))
            work.sendall(part)


def _received(work: socket.socket, on_page: Callable[[int, int], None]) -> list[bytes] | None:
    """The parts of the answer; None where it breaks off."""
    while (kind := received_exactly(work, 1)) == A_PAGE:
        told = received_exactly(work, PROGRESS.size)
        if told is None:
            return None
        on_page(*PROGRESS.unpack(told))
    count = _length(work) if kind == ANSWER else None
    if count is None or count > _MOST_PARTS:
        return None
    parts: list[bytes] = []
    for _ in range(count):
        length = _length(work)
        part = received_exactly(work, length) if length is not None and length <= _LARGEST_PART else None
        if part is None:
            return None
        parts.append(part)
    return parts


def _length(end: socket.socket) -> int | None:
    told = received_exactly(end, LENGTH.size)
    return None if told is None else int(LENGTH.unpack(told)[0])
