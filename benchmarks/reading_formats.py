"""How well documents are read that come as office files, and how fast such files become text.

    python benchmarks/reading_formats.py        one figure a line: figure NAME VALUE UNIT floor X ok|short

The labelled documents are typeset as offices typeset them, LibreOffice turns them into each format, and what is read
back is measured against what is read in the clean text. Exits with 1 when a figure is short of its floor.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data" / "official-documents"
sys.path[:0] = [str(ROOT / "src"), str(ROOT), str(ROOT / "benchmarks")]

from reading import figure, scorer  # noqa: E402 -- found only with the paths above
from tests.officialdocs.extraction.making import levels as levels_of  # noqa: E402
from tests.officialdocs.extraction.making import make_docx, make_pdf, numbered, numbering, paragraph  # noqa: E402
from tests.officialdocs.extraction.typesetting import convert, typeset  # noqa: E402

from nhipcau.officialdocs import Context, extract, read, read_file, to_json  # noqa: E402

FORMATS = ("html", "docx", "doc", "rtf", "pdf")
SHARE_FLOOR = 0.97
LISTS = ("outline", "citations", "recipients", "recurring_deadlines", "dates", "assignments")
PAGES = (10, 100, 500)
# From 10 to 500 pages the time for a page may grow by no more than this: linear, with room for noise.
GROWTH_CEILING = 1.6
SPEED_FLOORS = {"docx": 20.0, "html": 20.0, "pdf": 20.0}
# Megabytes, for the longest of them.
MEMORY_CEILING = 200.0
# What a small file may cost more because it is taken apart in a process of its own, in seconds.
APART_CEILING = 0.1
APART_TIMES = 20
# The most that a fresh process held; the kernel counts what a process held before its program was started, too.
PROBE = """
import re, sys
from pathlib import Path
from nhipcau.officialdocs import Context, extract, read_extracted
data = sys.stdin.buffer.read()
if sys.argv[1] == "reader":
    extract(data, Context(apart=False))
else:
    read_extracted(extract(data, Context()))
print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""
SENTENCE = "Giao Sở Ngoại vụ chủ trì, phối hợp với các sở, ban, ngành tổ chức họp báo trước ngày 15/5/2026. "


def main() -> int:
    if not (DATA / "score.py").exists():
        print(f"labelled documents are missing: {DATA}", file=sys.stderr)
        return 2
    if shutil.which("soffice") is None:
        print("LibreOffice is missing: apt install libreoffice-writer-nogui", file=sys.stderr)
        return 2
    is_good = [figure(*line) for line in accuracy()]
    for name, value, unit, bound, at_most in speed():
        is_good.append(figure(name, value, unit, bound, at_most=at_most))
    return 0 if all(is_good) else 1


def accuracy() -> Iterator[tuple[str, float, str, float]]:
    """For each format and each list the share of the clean text's score that is kept."""
    sources = sorted((DATA / "dev").glob("*.txt"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages = []
        for source in sources:
            pages.append(folder / f"{source.stem}.html")
            pages[-1].write_text(typeset(source.read_text(encoding="utf-8")), encoding="utf-8")
        for wanted in FORMATS[1:]:
            convert(pages, wanted, folder)
        labels = [json.loads(source.with_suffix(".json").read_text(encoding="utf-8")) for source in sources]
        clean = scores(labels, [to_json(read(source.read_text(encoding="utf-8"))) for source in sources])
        for wanted in FORMATS:
            readings = [to_json(read_file(page.with_suffix(f".{wanted}").read_bytes())) for page in pages]
            for measure, value in scores(labels, readings).items():
                yield f"reading.{wanted}_{measure}", value / clean[measure], "share", SHARE_FLOOR


def scores(labels: list[dict[str, Any]], readings: list[dict[str, Any]]) -> dict[str, float]:
    """Metadata that are near, and F1 of each list, over all documents."""
    score = scorer()
    scored = [score.score_document(label, reading) for label, reading in zip(labels, readings, strict=True)]
    near = [field[1] for fields, _ in scored for field in fields.values()]
    found = {"metadata": sum(near) / len(near)}
    for name in LISTS:
        counted = [sum(column) for column in zip(*(lists[name] for _, lists in scored), strict=True)]
        found[name] = score.prf(*counted)[2]
    return found


def speed() -> Iterator[tuple[str, float, str, float, bool]]:
    """Pages a second at 500 pages, how the time for a page grows from 10 to 500, and the memory that it took: in the
    process that takes the file apart, and in the one that reads what came of it. Then what that process costs.
    """
    for kind, floor in SPEED_FLOORS.items():
        seconds = {pages: timed(made(kind, pages)) / pages for pages in PAGES}
        yield f"reading.{kind}_pages_a_second", 1 / seconds[PAGES[-1]], "pages/s", floor, False
        yield f"reading.{kind}_growth", seconds[PAGES[-1]] / seconds[PAGES[0]], "ratio", GROWTH_CEILING, True
        longest = made(kind, PAGES[-1])
        for side in ("reader", "caller"):
            yield f"reading.{kind}_{side}_memory", megabytes(longest, side), "MB", MEMORY_CEILING, True
    small = made("docx", 1)
    extract(small)
    costs = [elapsed(small, Context()) - elapsed(small, Context(apart=False)) for _ in range(APART_TIMES)]
    yield "reading.cost_of_a_process", median(costs), "s", APART_CEILING, True


def megabytes(data: bytes, side: str) -> float:
    """The most that a fresh process holds that takes the file apart, or that has this done and reads the text."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        [sys.executable, "-c", PROBE, side], input=data, capture_output=True, check=True, env=environment
    )
    return int(done.stdout) / 1024


def elapsed(data: bytes, context: Context) -> float:
    begin = time.perf_counter()
    extract(data, context)
    return time.perf_counter() - begin


def made(kind: str, pages: int) -> bytes:
    """A file of so many pages."""
    if kind == "docx":
        parts = {"numbering": numbering({0: levels_of(("decimal", "%1."))}, {1: '<w:abstractNumId w:val="0"/>'})}
        body = (numbered(SENTENCE * 3, 1) if number % 3 else paragraph(SENTENCE * 3) for number in range(8 * pages))
        return make_docx(*body, parts=parts)
    if kind == "html":
        return f"<html><body>{f'<p>{SENTENCE * 3}</p>' * 8 * pages}</body></html>".encode()
    return make_pdf([[(85.0, 80.0 + 17 * line, 13.0, SENTENCE[:60]) for line in range(38)]] * pages)


def timed(data: bytes) -> float:
    """Seconds of processor time that it takes to get the text, the better of two: what else runs does not count."""
    times = []
    for _ in range(2):
        begin = time.process_time()
        extract(data, Context(apart=False))
        times.append(time.process_time() - begin)
    return min(times)


if __name__ == "__main__":
    sys.exit(main())
