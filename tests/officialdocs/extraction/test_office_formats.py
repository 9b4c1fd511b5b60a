"""Real documents typeset, turned into every office format by LibreOffice, and read back: nothing is lost on the way."""

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from nhipcau.officialdocs import Context, Format, NotReadable, NotReadableCode, extract, read, read_file, sniff, to_json
from nhipcau.officialdocs.extraction.context import context_of_this_machine
from nhipcau.officialdocs.extraction.doc_rtf import convert
from tests.officialdocs.extraction.making import make_docx, paragraph, run
from tests.officialdocs.extraction.typesetting import convert as typeset_into
from tests.officialdocs.extraction.typesetting import typeset
from tests.officialdocs.scoring import data_folder, load_scorer

# A letter with an annex in a table, a page broken off in the middle, a notice with a foot in two columns.
DOCUMENTS = ("06-quyet-dinh-ubnd-quang-binh-2024", "07-ke-hoach-ubnd-ha-noi-2026", "08-thong-bao-ubnd-ha-noi-2026")
# DOC and RTF go through LibreOffice once more when they are read, so one document of theirs has to do.
FORMATS = {"docx": DOCUMENTS, "pdf": DOCUMENTS, "html": DOCUMENTS, "doc": DOCUMENTS[:1], "rtf": DOCUMENTS[:1]}
FLOOR = 0.97
REPOSITORY = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def typeset_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documents in every format; LibreOffice is started once for each format."""
    folder = tmp_path_factory.mktemp("typeset")
    pages = []
    for name in DOCUMENTS:
        page = folder / f"{name}.html"
        page.write_text(typeset((data_folder() / "dev" / f"{name}.txt").read_text(encoding="utf-8")), encoding="utf-8")
        pages.append(page)
    for wanted, names in FORMATS.items():
        if wanted != "html":
            typeset_into(pages[: len(names)], wanted, folder)
    return folder


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    return load_scorer()


def scores(scorer: ModuleType, readings: list[tuple[dict[str, Any], dict[str, Any]]]) -> dict[str, float]:
    """F1 of each list, and how many metadata fields are near, over all documents."""
    counted: Counter[str] = Counter()
    lists: dict[str, list[tuple[int, int, int]]] = {}
    for label, reading in readings:
        fields, found = scorer.score_document(label, reading)
        counted["near"] += sum(near for _, near, _ in fields.values())
        counted["fields"] += len(fields)
        for name, counts in found.items():
            lists.setdefault(name, []).append(counts)
    f1 = {name: scorer.prf(*map(sum, zip(*counts, strict=True)))[2] for name, counts in lists.items()}
    return {**f1, "metadata": counted["near"] / counted["fields"]}


@pytest.mark.parametrize("wanted", FORMATS)
def test_documents_score_in_every_format_as_they_do_in_clean_text(
    scorer: ModuleType, typeset_folder: Path, wanted: str
) -> None:
    plain, formatted = [], []
    for name in FORMATS[wanted]:
        source = data_folder() / "dev" / f"{name}.txt"
        label = json.loads(source.with_suffix(".json").read_text(encoding="utf-8"))
        data = (typeset_folder / f"{name}.{wanted}").read_bytes()
        assert sniff(data) is Format(wanted)
        document = read_file(data)
        assert document.source is not None
        assert document.source.format is Format(wanted)
        plain.append((label, to_json(read(source.read_text(encoding="utf-8")))))
        formatted.append((label, to_json(document)))
    clean, found = scores(scorer, plain), scores(scorer, formatted)
    assert {name: found[name] for name in clean if found[name] < FLOOR * clean[name]} == {}


def test_fonts_from_before_unicode_survive_doc_and_rtf() -> None:
    context = context_of_this_machine()
    font = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'
    heading = '<w:rFonts w:ascii=".VnTimeH" w:hAnsi=".VnTimeH"/>'
    data = make_docx(
        paragraph(run("céng hßa x· héi", heading)), paragraph(run("UBND tØnh Cao B»ng chØ ®¹o thùc hiÖn", font))
    )
    rtf = convert(data, "docx", "rtf", context)
    assert extract(rtf, context).text.split("\n")[:2] == ["CỘNG HÒA XÃ HỘI", "UBND tỉnh Cao Bằng chỉ đạo thực hiện"]


def test_nothing_is_left_behind_and_a_program_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    sleeper = tmp_path / "soffice"
    sleeper.write_text("#!/bin/sh\nsleep 60 & sleep 60\n")
    sleeper.chmod(0o700)
    folder = tmp_path / "memory"
    folder.mkdir()
    with pytest.raises(NotReadable) as refused:
        extract(b"{\\rtf1 x}", Context(libreoffice=str(sleeper), folder=folder, seconds=0.2))
    assert refused.value.code is NotReadableCode.TOO_SLOW
    assert list(folder.iterdir()) == []


def test_a_program_that_makes_nothing_of_a_file_says_that_it_is_damaged(tmp_path: Path) -> None:
    failing = tmp_path / "soffice"
    failing.write_text("#!/bin/sh\nexit 1\n")
    failing.chmod(0o700)
    with pytest.raises(NotReadable) as refused:
        extract(b"{\\rtf1 x}", Context(libreoffice=str(failing), folder=tmp_path))
    assert refused.value.code is NotReadableCode.DAMAGED


CALLER = """
import sys
from nhipcau.officialdocs import Context, extract
extract(b"{\\\\rtf1 x}", Context(libreoffice=sys.argv[1], folder=sys.argv[2]))
"""


def test_a_program_and_its_files_are_gone_when_the_process_that_asked_for_it_is_killed(tmp_path: Path) -> None:
    sleeper = tmp_path / "soffice"
    sleeper.write_text(
        f"#!/bin/sh\nsleep 60 & echo $$ $! > {tmp_path}/started.new\n"
        f"mv {tmp_path}/started.new {tmp_path}/started\nsleep 60\n"
    )
    sleeper.chmod(0o700)
    folder = tmp_path / "memory"
    folder.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY / "src")}
    with subprocess.Popen([sys.executable, "-c", CALLER, str(sleeper), str(folder)], env=environment) as caller:
        wait_until((tmp_path / "started").exists)
        caller.kill()
    started = [Path("/proc") / process for process in (tmp_path / "started").read_text().split()]
    assert len(started) == 2
    wait_until(lambda: not any(map(runs, started)) and not list(folder.iterdir()))


def runs(process: Path) -> bool:
    """Whether a process runs; one that nobody waits for may stand in the list when it has ended."""
    try:
        return (process / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_until(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.02)
