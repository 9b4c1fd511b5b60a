"""Scans come in by the same door: looked at before they are kept, read page by page, stopped, taken up again."""

import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from nhipcau.directives import page_words, services
from nhipcau.directives.errors import SecretDocumentError
from nhipcau.directives.models import DirectiveImport, Refusal, ScannedPage
from nhipcau.directives.queries import page_source, pages_of
from nhipcau.jobs import services as jobs
from nhipcau.jobs.enums import WorkState
from nhipcau.officialdocs.extraction.page_readers import PageReaders
from tests import scans

pytestmark = pytest.mark.django_db
REPOSITORY = Path(__file__).resolve().parents[2]
THIRD = ("5. Kế hoạch này thay thế Kế hoạch số 12/KH-UBND ngày 05/02/2025.", "Nơi nhận: Sở Ngoại vụ, Sở Tài chính.")


@pytest.fixture(scope="module")
def three_pages() -> bytes:
    sheets = [scans.page(scans.LETTER), scans.page(scans.SECOND, number=2), scans.page(THIRD, number=3)]
    return scans.tiff(*(scans.scanned(sheet) for sheet in sheets))


@pytest.fixture
def taken(three_pages: bytes, officer: Any, province: None) -> DirectiveImport:
    return services.take_in(three_pages, file_name="ban-quet.tif", by=officer, door="workspace")


@pytest.fixture
def door(client: Client, officer: Any) -> Client:
    client.force_login(officer)
    return client


def do(taken: DirectiveImport) -> None:
    jobs.do(taken._meta.label, taken.pk)
    taken.refresh_from_db()


def test_a_scan_becomes_a_directive_with_pages_original_and_searchable_copy(
    taken: DirectiveImport, three_pages: bytes, door: Client
) -> None:
    assert taken.progress_name == "trang 2/3"  # two were read at the door
    do(taken)
    directive = taken.directive
    assert directive is not None, taken.failure
    assert (directive.format, directive.notes) == ("scan", ["ocr"])
    assert (directive.number, str(directive.date)) == ("46/KH-UBND", "2026-08-06")
    assert bytes(directive.original) == three_pages
    assert [page.number for page in directive.pages.all()] == [1, 2, 3]
    assert not ScannedPage.objects.exists()
    assert bytes(taken.content) == b""

    item = directive.items.get(field="number")
    (page,) = pages_of(directive, item.span_start, item.span_end)
    (box,) = page_words.boxes(page.words, item.span_start, item.span_end)
    assert page.number == 1
    assert 0.1 < box.left < box.right < 0.5

    answer = door.get(reverse("directives:copy", args=[directive.pk]))
    assert answer.content == page_source(directive)
    assert answer.content.startswith(b"%PDF-")
    assert 'attachment; filename="ban-quet.pdf"' in answer.headers["Content-Disposition"]
    answer = door.get(reverse("directives:original", args=[directive.pk]))
    assert (answer.content, answer.headers["Content-Type"]) == (three_pages, "application/octet-stream")


def test_the_same_scan_is_known_and_not_read_again(
    taken: DirectiveImport, three_pages: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    do(taken)
    again = services.take_in(three_pages, file_name="khac.tif", by=None, door="workspace")
    assert (again.was_known, again.directive) == (True, taken.directive)
    assert not again.scanned_pages.exists()


def test_a_person_stops_the_reading_and_it_goes_on_from_there(
    taken: DirectiveImport, door: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = reverse("directives:import", args=[taken.pk])
    assert "trang 2/3" in door.get(address).content.decode()
    work_list = door.get(reverse("jobs:work_list")).content.decode()
    assert reverse("jobs:cancel", args=[taken.label, taken.pk]) in work_list

    read: list[int] = []

    def stop_on_the_way(self: PageReaders, numbers: list[int], **how: Any) -> Any:
        read.extend(numbers)
        door.post(reverse("directives:stop", args=[taken.pk]))
        yield None

    with monkeypatch.context() as patched:
        patched.setattr(PageReaders, "read", stop_on_the_way)
        do(taken)
    assert (taken.state, read) == (WorkState.CANCELLED, [3])
    page = door.get(address).content.decode()
    assert "Đã dừng đọc văn bản" in page
    assert "trang 2/3" in page

    door.post(reverse("directives:retry", args=[taken.pk]))
    do(taken)
    assert taken.state == WorkState.DONE


def test_a_stopped_import_can_be_deleted_with_all_that_was_read_of_it(taken: DirectiveImport, door: Client) -> None:
    door.post(reverse("jobs:cancel", args=[taken.label, taken.pk]))
    door.post(reverse("directives:drop", args=[taken.pk]))
    assert not DirectiveImport.objects.exists()
    assert not ScannedPage.objects.exists()


def test_a_scan_without_print_is_turned_down_at_the_door(door: Client) -> None:
    blank = SimpleUploadedFile("anh.jpg", scans.jpeg(scans.page([])), "image/jpeg")
    answer = door.post(reverse("directives:upload"), {"file": blank})
    assert answer.status_code == 422
    assert "Không tìm thấy chữ in" in answer.content.decode()
    assert not DirectiveImport.objects.exists()


def test_without_tesseract_a_scan_is_turned_down_with_the_package_to_install(
    three_pages: bytes, door: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TESSDATA_PREFIX", "/nowhere")
    answer = door.post(reverse("directives:upload"), {"file": SimpleUploadedFile("a.tif", three_pages)})
    assert answer.status_code == 422
    assert "tesseract-ocr-vie" in answer.content.decode()
    assert not DirectiveImport.objects.exists()


@pytest.mark.parametrize("page", [1, 2])
@pytest.mark.parametrize("make", [pytest.param(scans.tiff, id="TIFF"), pytest.param(scans.pdf, id="PDF")])
def test_a_scan_with_a_stamp_on_its_first_pages_is_refused_at_the_door_and_nothing_kept(
    page: int, make: Callable[..., bytes], officer: Any
) -> None:
    sheets = [scans.LETTER, scans.SECOND]
    stamped = [
        scans.scanned(scans.page(lines, stamp="MẬT" if number == page else "", colour="#c02030"))
        for number, lines in enumerate(sheets, start=1)
    ]
    with pytest.raises(SecretDocumentError):
        services.take_in(make(*stamped), file_name="thac-khuoi-ngan.pdf", by=officer, door="workspace")
    assert Refusal.objects.get().level == "mật"
    assert traces("Khuổi Ngần", "thac-khuoi-ngan") == []


def traces(*words: str) -> list[str]:
    """Tables and files of the data folder in which words are found."""
    found: list[str] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"select * from {connection.ops.quote_name(table)}")  # noqa: S608
            rows = repr([[bytes(cell) if isinstance(cell, memoryview) else cell for cell in row] for row in cursor])
            found += [table for word in words if word in rows]
    for path in Path(settings.DATA).rglob("*"):
        if path.is_file() and any(word.encode() in path.read_bytes() for word in words):
            found.append(str(path))
    return found


def worker(environment: dict[str, str], *arguments: Any) -> int:
    process = subprocess.run(
        [sys.executable, "-m", "tests.directives.scan_and_die", *map(str, arguments)],
        env=environment,
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode in (0, -signal.SIGKILL), process.stderr
    return process.returncode


def test_a_killed_worker_leaves_the_pages_that_it_read_and_the_next_one_reads_only_the_others(
    environment: dict[str, str], tmp_path: Path
) -> None:
    scan, calls = tmp_path / "scan.tif", tmp_path / "calls"
    short = [scans.SECOND, THIRD, scans.SECOND[1:], THIRD[1:], scans.SECOND[2:]]
    scan.write_bytes(scans.tiff(*(scans.scanned(scans.page(lines)) for lines in short)))
    assert worker(environment, "first-page", scan, calls) == -signal.SIGKILL
    kept = numbers(tmp_path)
    assert len(kept) == 3  # two at the door, one by the worker
    asked = [line.split() for line in calls.read_text().splitlines()]
    for _ in range(100):  # they are killed with their parent, but not at the same instant
        if not any(is_running(int(process)) for _page, process in asked):
            break
        time.sleep(0.1)
    assert not any(is_running(int(process)) for _page, process in asked)

    calls.write_text("")
    assert worker(environment, "never", scan, calls) == 0
    again = Counter(int(line.split()[0]) for line in calls.read_text().splitlines())
    assert again == Counter(set(range(1, 6)) - kept)
    with sqlite3.connect(tmp_path / "nhipcau.sqlite3") as database:
        assert database.execute("select count(*) from directives_directivepage").fetchone() == (5,)
    assert numbers(tmp_path) == set()


def numbers(folder: Path) -> set[int]:
    """The pages that stand in the database of the other process."""
    with sqlite3.connect(folder / "nhipcau.sqlite3") as database:
        return {number for (number,) in database.execute("select number from directives_scannedpage")}


def is_running(process: int) -> bool:
    """Neither gone, nor dead and only not yet buried by its new parent."""
    try:
        return Path(f"/proc/{process}/stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False


def test_a_stamp_on_a_later_page_takes_everything_away_again_from_the_files_of_the_database_too(
    environment: dict[str, str], tmp_path: Path
) -> None:
    scan, calls = tmp_path / "outside", tmp_path / "calls"
    sheets = [scans.page(scans.LETTER), scans.page(scans.SECOND), scans.page(THIRD, stamp="TỐI MẬT")]
    data = scans.tiff(*map(scans.scanned, sheets))
    scan.write_bytes(data)
    assert worker(environment, "never", scan, calls) == 0
    scan.unlink()
    with sqlite3.connect(tmp_path / "nhipcau.sqlite3") as database:
        assert database.execute("select level from directives_refusal").fetchall() == [("tối mật",)]
        assert database.execute("select count(*) from directives_directive").fetchone() == (0,)
        state, name, failure = database.execute(
            "select state, file_name, failure from directives_directiveimport"
        ).fetchone()
    assert (state, name) == ("failed", "?")
    assert "Tối mật" in failure
    part = data[len(data) // 2 : len(data) // 2 + 64]
    left = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert not any(part in file or "Khuổi".encode() in file or b"Khu\\u1ed5i" in file for file in left)


def test_a_worker_that_finds_no_print_on_any_page_says_so(
    officer: Any, three_pages: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    blank = scans.tiff(*[scans.scanned(scans.page([]))] * 3)
    taken = services.take_in(blank, file_name="trang.tif", by=officer, door="workspace")
    do(taken)
    assert taken.state == WorkState.FAILED
    assert "Không tìm thấy chữ in" in taken.failure


def test_text_of_a_pdf_has_its_places_too(officer: Any, province: None) -> None:
    from tests.officialdocs.test_scans import text_pdf  # noqa: PLC0415

    taken = services.import_now(text_pdf("KE HOACH so 12/KH-UBND."), file_name="a.pdf", by=officer, door="workspace")
    directive = taken.directive
    assert directive is not None
    assert (directive.format, directive.pages.count()) == ("pdf", 1)
    assert page_source(directive) == bytes(directive.original)
    start = directive.text.index("12/KH-UBND")
    (page,) = pages_of(directive, start, start + 5)
    assert len(page_words.boxes(page.words, start, start + 10)) == 1
