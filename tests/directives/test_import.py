"""A file becomes a directive under review, once, whatever happens on the way."""

import signal
import sqlite3
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from nhipcau.directives import services
from nhipcau.directives.enums import DirectiveState, ItemKind
from nhipcau.directives.errors import NotTakenError
from nhipcau.directives.models import Directive, DirectiveImport, Refusal
from nhipcau.directives.queries import look_alikes
from nhipcau.directives.review_sheet import ReviewSheet
from nhipcau.jobs import services as jobs
from nhipcau.jobs.enums import WorkState
from nhipcau.organisation.models import Unit

pytestmark = pytest.mark.django_db
REPOSITORY = Path(__file__).resolve().parents[2]


def hand_in(data: bytes, name: str = "van-ban.txt") -> DirectiveImport:
    return services.import_now(data, file_name=name, by=None, door="command line")


def test_the_sample_is_read_with_all_its_items(directive: Directive) -> None:
    counts = {str(kind): directive.items.filter(kind=kind).count() for kind in ItemKind}
    assert counts == {
        "metadata": 11,
        "assignment": 22,
        "date": 30,
        "recurring_deadline": 2,
        "citation": 13,
        "recipient": 10,
    }
    assert (directive.number, directive.state) == ("07-HD/BTGDVTU", DirectiveState.IN_REVIEW)
    assert str(directive.date) == "2026-01-12"


def test_days_whose_year_is_a_conclusion_stand_among_the_dates_with_their_doubt(samples: Path) -> None:
    text = (samples / "directive.txt").read_text(encoding="utf-8")
    known = "3. Quảng bá hình ảnh"
    assert known in text
    more = "Tổ chức Lễ hội Nà Lam vào ngày 10 tháng 3 âm lịch và Ngày hội biên cương vào ngày 20/11.\n\n"
    directive = hand_in(text.replace(known, more + known).encode()).directive
    assert directive is not None
    days = {
        (item.value["start"], item.doubt) for item in directive.items.filter(kind=ItemKind.DATE, doubt="year_inferred")
    }
    assert ("2026-11-20", "year_inferred") in days
    assert ("2026-04-26", "year_inferred") in days


def test_every_item_stands_at_its_place_in_the_text(directive: Directive) -> None:
    for item in directive.items.filter(kind=ItemKind.CITATION):
        found = " ".join(directive.text[item.span_start : item.span_end].split())
        assert found == item.value["text"]


def test_units_and_groups_are_matched_and_joint_ones_stand_beside(directive: Directive) -> None:
    by_words = {item.value["unit"]: item for item in directive.items.filter(kind=ItemKind.ASSIGNMENT)}
    assert str(by_words["Sở Ngoại vụ"].unit) == "Sở Ngoại vụ"
    assert str(by_words["Đảng ủy các xã, phường"].group) == "Đảng ủy các xã, phường"
    joint = by_words["Sở Tài chính, Sở Công Thương"]
    assert str(joint.unit) == "Sở Tài chính"
    assert [Unit.objects.get(pk=one["unit"]).name for one in joint.joint] == ["Sở Công Thương"]
    assert by_words["Ban Quản lý Khu kinh tế cửa khẩu tỉnh"].unit is None


def test_the_issuer_is_matched_together_with_its_parent_body(directive: Directive) -> None:
    assert str(directive.items.get(field="issuing_body").unit) == "Ban Tuyên giáo và Dân vận Tỉnh ủy"


def test_a_task_hangs_on_its_provision(directive: Directive) -> None:
    task = directive.items.filter(kind=ItemKind.ASSIGNMENT).first()
    assert task is not None
    assert task.provision is not None
    assert task.provision.path == "III.1"


def test_the_import_lets_go_of_the_file_and_the_directive_keeps_it(directive: Directive, sample_bytes: bytes) -> None:
    taken = DirectiveImport.objects.get()
    assert (bytes(taken.content), taken.state, taken.progress_percent) == (b"", WorkState.DONE, 100)
    assert bytes(directive.original) == sample_bytes


@pytest.mark.parametrize(
    "copy",
    [
        pytest.param(lambda text: text.encode(), id="the same bytes"),
        pytest.param(lambda text: text.replace("\n", "\r\n").encode(), id="CRLF"),
        pytest.param(lambda text: text.replace("\n", "\r").encode(), id="old Mac line ends"),
        pytest.param(lambda text: unicodedata.normalize("NFD", text).encode(), id="NFD"),
        pytest.param(lambda text: text.encode("utf-8-sig"), id="byte order mark"),
        pytest.param(lambda text: text.encode("utf-16"), id="UTF-16"),
        pytest.param(lambda text: (text + "\n\n").encode(), id="empty lines at the end"),
    ],
)
def test_the_same_document_in_another_coat_is_recognised(directive: Directive, sample_bytes: bytes, copy: Any) -> None:
    taken = hand_in(copy(sample_bytes.decode()), "ban-sao.txt")
    assert (taken.directive, taken.was_known) == (directive, True)
    assert Directive.objects.count() == 1
    assert bytes(taken.content) == b""


def test_another_text_under_the_same_number_is_taken_and_points_to_the_first(
    directive: Directive, sample_bytes: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = hand_in(sample_bytes.replace("ít nhất 50 tin".encode(), "ít nhất 60 tin".encode())).directive
    assert other is not None
    assert other != directive
    assert look_alikes(other) == [directive]
    assert look_alikes(directive) == [other]


@pytest.mark.parametrize(
    ("data", "part"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b" \r\n\t ", "empty", id="white space"),
        pytest.param(b"x" * (50 * 1024 * 1024), "20 MB", id="50 MB"),
        pytest.param(bytes(range(256)) * 40, "Files of this kind", id="binary renamed .txt"),
        pytest.param(b"\xff\xfeA", "UTF-8", id="not text"),
        pytest.param(b"%PDF-1.7 ...", "damaged", id="PDF cut off"),
        pytest.param(b"PK\x03\x04" + bytes(60), "damaged", id="DOCX cut off"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(60), "damaged", id="picture cut off"),
        pytest.param(b"GIF89a" + bytes(60), "Pictures of this kind", id="GIF"),
    ],
)
def test_what_is_no_text_is_turned_down_with_the_reason_and_nothing_kept(data: bytes, part: str) -> None:
    with translation.override("en"), pytest.raises(NotTakenError, match=part):
        hand_in(data)
    assert not DirectiveImport.objects.exists()
    assert not Refusal.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Mỗi xã cử một cán bộ làm đầu mối.\nBáo cáo hằng tháng.", id="no header"),
        pytest.param("The province shall publish twelve stories a year.\nReports are due monthly.", id="English"),
        pytest.param("Họp ngày 31/02/2021 tại Vân Khê, kỷ niệm 80 năm.", id="a day that no calendar has"),
        pytest.param("-\n" * 500, id="nothing but dashes"),
    ],
)
def test_odd_documents_become_directives_and_never_an_error(text: str) -> None:
    taken = hand_in(text.encode())
    assert taken.directive is not None
    assert taken.directive.text == text


def test_a_document_without_header_has_its_required_fields_doubted() -> None:
    directive = hand_in("Mỗi xã cử một cán bộ làm đầu mối.\nBáo cáo hằng tháng.".encode()).directive
    assert directive is not None
    doubted = {line.item.field for line in ReviewSheet(directive).lines if line.doubt_codes}
    assert doubted >= {"issuing_body", "kind", "number", "date", "subject"}


def test_two_workers_on_two_imports_of_one_file_make_one_directive(reads_sample: None, sample_bytes: bytes) -> None:
    first = services.take_in(sample_bytes, file_name="a.txt", by=None, door="workspace")
    second = services.take_in(sample_bytes, file_name="b.txt", by=None, door="workspace")
    for taken in (first, second):
        jobs.do(taken._meta.label, taken.pk)
        taken.refresh_from_db()
    assert Directive.objects.count() == 1
    assert (first.was_known, second.was_known) == (False, True)


def test_reading_the_same_import_twice_does_no_harm(directive: Directive) -> None:
    taken = DirectiveImport.objects.get()
    services.read_import(taken)
    assert Directive.objects.count() == 1
    assert directive.items.count() == 88


def test_a_reader_that_fails_leaves_a_failed_import_that_can_be_tried_again(
    sample_bytes: bytes, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    def break_down(*_text_and_words: Any) -> None:
        raise RuntimeError("out of order")

    with monkeypatch.context() as broken:
        broken.setattr("nhipcau.directives.services.reading_in.read", break_down)
        taken = services.take_in(sample_bytes, file_name="a.txt", by=None, door="workspace")
        jobs.do(taken._meta.label, taken.pk)
    taken.refresh_from_db()
    assert (taken.state, Directive.objects.count()) == (WorkState.FAILED, 0)

    request.getfixturevalue("reads_sample")
    jobs.try_again(taken)
    jobs.do(taken._meta.label, taken.pk)
    taken.refresh_from_db()
    assert (taken.state, Directive.objects.count()) == (WorkState.DONE, 1)


def worker(environment: dict[str, str], moment: str) -> int:
    process = subprocess.run(
        [sys.executable, "-m", "tests.directives.read_and_die", moment],
        env=environment,
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode in (0, -signal.SIGKILL), process.stderr
    return process.returncode


def rows(folder: Path) -> tuple[int, int, int]:
    """How many directives, items and provisions stand in the database of the other process."""
    database = sqlite3.connect(folder / "nhipcau.sqlite3")
    try:
        tables = ("directives_directive", "directives_readitem", "directives_provision")
        counts = [database.execute(f"select count(*) from {table}").fetchone()[0] for table in tables]  # noqa: S608
    finally:
        database.close()
    return counts[0], counts[1], counts[2]


@pytest.mark.parametrize(
    ("moment", "stands"),
    [
        pytest.param("while-reading", False, id="while the text is being read"),
        pytest.param("provisions-written", False, id="provisions written, items not"),
        pytest.param("items-written", False, id="all written, not yet committed"),
        pytest.param("committed", True, id="committed, not yet marked as done"),
    ],
)
def test_a_killed_worker_leaves_one_whole_directive_or_none_and_the_next_one_finishes(
    environment: dict[str, str], tmp_path: Path, moment: str, stands: bool
) -> None:
    assert worker(environment, moment) == -signal.SIGKILL
    directives, items, provisions = rows(tmp_path)
    assert (directives, bool(items), bool(provisions)) == ((1, True, True) if stands else (0, False, False))

    assert worker(environment, "never") == 0
    assert rows(tmp_path)[:2] == (1, 88)
