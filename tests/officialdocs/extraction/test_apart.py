"""A file is taken apart in a process of its own: whatever it does there, the caller hears of it and goes on."""

import os
import re
import signal
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from nhipcau.officialdocs import Context, NotReadable, NotReadableCode, extract
from nhipcau.officialdocs.extraction.door import first_reading
from nhipcau.officialdocs.extraction.nursery import described
from tests.officialdocs.extraction.making import cell, make_docx, make_pdf, paragraph, pdf_of_objects, table

REPOSITORY = Path(__file__).resolve().parents[3]
PLAN = make_docx(paragraph("KẾ HOẠCH tuần văn hóa"))
LINES = [[(85.0, 80.0 + 17 * line, 13.0, "Giao Sở Ngoại vụ chủ trì tổ chức họp báo")] for line in range(38)]
ONE_PAGE = (b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << %s >> >>"
LONG = make_pdf([[word for line in LINES for word in line]] * 12)


def children(process: int) -> list[int]:
    """The processes that a process started and that still run."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = entry.read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if int(parent) == process and state != "Z":
            found.append(int(entry.parent.name))
    return found


def readers(process: int) -> Iterator[int]:
    """Nursery → keeper → reader. A browser that another test left open has children of its own."""
    for child in children(process):
        if b"extraction.nursery" in Path(f"/proc/{child}/cmdline").read_bytes():
            for keeper in children(child):
                yield from children(keeper)


def problem_of(data: bytes, context: Context) -> NotReadableCode:
    with pytest.raises(NotReadable) as refused:
        extract(data, context)
    return refused.value.code


@pytest.mark.parametrize("data", [PLAN, LONG, "Kế hoạch số 5/KH-UBND".encode(), b"<html><body><p>x</p></body></html>"])
def test_what_is_read_apart_is_what_is_read_here(data: bytes) -> None:
    assert extract(data, Context()) == extract(data, Context(apart=False))


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT])
def test_a_reader_that_breaks_down_is_told_and_the_next_file_is_read(blow: signal.Signals) -> None:
    def strike(*_: int) -> None:
        for one in readers(os.getpid()):
            with suppress(ProcessLookupError):  # a page earlier it was struck already
                os.kill(one, blow)

    assert problem_of(LONG, Context(on_page=strike)) is NotReadableCode.CRASHED
    assert extract(PLAN, Context()).text == "KẾ HOẠCH tuần văn hóa\n"


def test_a_fault_of_a_reader_is_described_without_words_of_the_document() -> None:
    try:
        int("kế hoạch mật")
    except ValueError as fault:
        said = described(fault)
    assert re.fullmatch(r"ValueError in .*test_apart\.py:\d+", said)


def test_a_reader_can_write_no_file_and_knows_no_secret_of_its_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    bounds: list[str] = []

    def look(*_: int) -> None:
        with suppress(OSError):  # it may have come to its end
            for one in readers(os.getpid()):
                bounds.append(Path(f"/proc/{one}/limits").read_text() + Path(f"/proc/{one}/environ").read_text())

    monkeypatch.setenv("NHIPCAU_SECRET_KEY", "only-the-server-knows")
    extract(LONG, Context(on_page=look))
    said = {" ".join(line.split()) for line in bounds[0].splitlines()}
    assert {"Max file size 0 0 bytes", "Max core file size 0 0 bytes"} <= said
    assert "only-the-server-knows" not in bounds[0]


def endless_pdf() -> bytes:
    """Twenty-six forms, each of which draws the next one three times."""
    draws = b"/F Do " * 3
    form = (
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F %d 0 R >> >> /Length %d >>\n"
        b"stream\n%s\nendstream"
    )
    forms = [form % (6 + number, len(draws), draws) for number in range(25)]
    forms.append(form % (3, 12, b"0 0 m 9 9 l S"))
    content = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(draws), draws)
    return pdf_of_objects([*ONE_PAGE, PAGE % b"/XObject << /F 5 0 R >>", content, *forms])


def swelling_pdf(size: int) -> bytes:
    """A page whose drawing unpacks to so many bytes."""
    packed = zlib.compress(zlib.compress(b"0 0 m " * (size // 6), 9), 9)
    content = b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%s\nendstream" % (len(packed), packed)
    return pdf_of_objects([*ONE_PAGE, PAGE % b"", content])


def test_a_pdf_that_never_comes_to_an_end_is_given_up() -> None:
    began = time.monotonic()
    assert problem_of(endless_pdf(), Context(seconds=0.7)) is NotReadableCode.TOO_SLOW
    assert time.monotonic() - began < 10
    assert list(readers(os.getpid())) == []


def test_files_that_swell_are_given_up_when_their_memory_is_used_up() -> None:
    memory = 100 * 1024**2
    grid = make_docx(table(*[[cell("Việc")] * 40] * 600))
    for data in (grid, swelling_pdf(70_000_000)):
        assert problem_of(data, Context(memory=memory)) in (NotReadableCode.TOO_MUCH_MEMORY, NotReadableCode.CRASHED)
    assert extract(PLAN, Context(memory=memory)).text


def test_a_caller_who_gives_up_ends_the_reader() -> None:
    class StopError(Exception):
        pass

    def stop(done: int, total: int) -> None:
        raise StopError

    with pytest.raises(StopError):
        first_reading(LONG, Context(on_page=stop))
    until = time.monotonic() + 10
    while list(readers(os.getpid())):
        assert time.monotonic() < until
        time.sleep(0.01)


CALLER = """
import sys, time
from nhipcau.officialdocs import Context, extract
extract(sys.stdin.buffer.read(), Context(on_page=lambda *page: (print("reading", flush=True), time.sleep(60))))
"""


def test_no_process_outlives_its_caller() -> None:
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY / "src")}
    with subprocess.Popen(
        [sys.executable, "-c", CALLER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
    ) as caller:
        assert caller.stdin is not None
        assert caller.stdout is not None
        caller.stdin.write(LONG)
        caller.stdin.close()
        assert caller.stdout.readline() == b"reading\n"
        (nursery,) = children(caller.pid)
        left = [nursery, *children(nursery), *readers(caller.pid)]
        assert len(left) == 3
        caller.kill()
    until = time.monotonic() + 10
    while any(Path(f"/proc/{process}").exists() for process in left):
        assert time.monotonic() < until
        time.sleep(0.01)
