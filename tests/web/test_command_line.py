"""The command `nhipcau`: what a person at a terminal gets, good input or bad."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from nhipcau.web.commands import check_command
from tests.officialdocs.extraction.making import make_docx, make_zip, paragraph

HEADER = """UBND TỈNH VÂN KHÊ
SỞ NGOẠI VỤ

Số: 12/KH-SNgV

Vân Khê, ngày 05 tháng 3 năm 2026

KẾ HOẠCH
Tuyên truyền

"""


def nhipcau(*arguments: str, data: Path, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("NHIPCAU_", "DATABASE_"))}
    environment |= {"NHIPCAU_DATA": str(data), **more}
    return subprocess.run(
        [sys.executable, "-m", "nhipcau.web.commandline", *arguments],
        env=environment, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip


def one_clear_line(result: subprocess.CompletedProcess[str]) -> str:
    lines = result.stderr.strip().splitlines()
    assert result.returncode == 2, result
    assert len(lines) == 1, result.stderr
    assert "Traceback" not in result.stderr
    return lines[0]


def test_reading_prints_the_schema_and_touches_no_data(tmp_path, samples):
    result = nhipcau("read", str(samples / "directive.txt"), "--json", data=tmp_path / "data")
    reading = json.loads(result.stdout)
    assert result.returncode == 0
    assert reading["metadata"]["kind"] == "hướng dẫn"
    assert {"outline", "citations", "dates", "recurring_deadlines", "assignments"} <= reading.keys()
    assert not (tmp_path / "data").exists()


def test_the_schema_of_the_reading_is_printed_without_a_file(tmp_path):
    result = nhipcau("read", "--schema", data=tmp_path / "data")
    assert json.loads(result.stdout)["properties"]["schema"]["const"] == "nhipcau.officialdocs/1"
    assert not (tmp_path / "data").exists()


def test_the_document_is_printed_as_akoma_ntoso(tmp_path, samples):
    result = nhipcau("read", str(samples / "directive.txt"), "--akoma-ntoso", data=tmp_path / "data")
    assert result.stdout.startswith('<?xml version="1.0" encoding="UTF-8"?>')
    assert "/akn/vn/doc/huong-dan/" in result.stdout


def test_reading_without_json_is_for_people(tmp_path, samples):
    result = nhipcau("read", str(samples / "directive.txt"), data=tmp_path / "data")
    assert result.returncode == 0
    assert "Số, ký hiệu: 07-HD/BTGDVTU" in result.stdout
    assert "TỔ CHỨC THỰC HIỆN" in result.stdout
    assert "[chủ trì]" in result.stdout
    assert not (tmp_path / "data").exists()


def test_an_office_file_is_read_whatever_its_name_says(tmp_path, samples):
    lines = (samples / "directive.txt").read_text(encoding="utf-8").replace("\f", "").split("\n")
    file = tmp_path / "huong-dan.txt"
    file.write_bytes(make_docx(*map(paragraph, lines)))
    result = nhipcau("read", str(file), "--json", data=tmp_path / "data")
    assert json.loads(result.stdout)["metadata"]["number"] == "07-HD/BTGDVTU"
    file.write_bytes(make_zip({"xl/workbook.xml": "<x/>"}))
    assert "Excel" in one_clear_line(nhipcau("read", str(file), data=tmp_path / "data"))


def test_checking_names_the_packages_that_formats_need(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    [(wrong, mend)] = check_command.formats_of_documents()
    assert "tesseract-ocr-vie" in wrong
    assert mend.startswith("apt install libreoffice-writer-nogui tesseract-ocr")


def test_reading_says_first_what_is_doubtful(tmp_path, samples):
    file = tmp_path / "two.txt"
    text = (samples / "directive.txt").read_text(encoding="utf-8").replace("28/02/2026", "31/02/2026")
    file.write_text(f"{text}\n\n{text}", encoding="utf-8")
    first, second = nhipcau("read", str(file), data=tmp_path / "data").stdout.split("\n\n")[:2]
    assert first.startswith("Lưu ý")
    assert "hai văn bản" in first
    assert second.startswith("Cần xem lại")
    assert "31/02/2026" in second


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("empty.txt", b"", id="empty"),
        pytest.param("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, id="binary renamed .txt"),
        pytest.param("large.txt", b"a " * (25 * 1024 * 1024), id="50 MB"),
    ],
)
def test_what_is_no_readable_text_gets_one_clear_line(tmp_path, name, content):
    file = tmp_path / name
    file.write_bytes(content)
    assert name in one_clear_line(nhipcau("read", str(file), data=tmp_path / "data"))


def test_a_missing_file_gets_one_clear_line(tmp_path):
    assert "No such file" in one_clear_line(nhipcau("read", str(tmp_path / "none.txt"), data=tmp_path))


def test_a_vocabulary_of_the_office_is_read_with(tmp_path):
    plan, words = tmp_path / "plan.txt", tmp_path / "words.json"
    plan.write_text(HEADER + "1. Giao KKT cửa khẩu Nà Lư treo pa nô.\n2. LHHN tỉnh đón đoàn.\n", "utf-8")
    words.write_text(
        '{"units": ["KKT cửa khẩu Nà Lư"], "abbreviations": {"LHHN": "liên hiệp các tổ chức hữu nghị"}}', "utf-8"
    )
    result = nhipcau("read", str(plan), "--json", "--vocabulary", str(words), data=tmp_path / "data")
    assert [task["unit"] for task in json.loads(result.stdout)["assignments"]] == ["KKT cửa khẩu Nà Lư", "LHHN tỉnh"]
    words.write_text('{"names": []}')
    assert "names" in one_clear_line(nhipcau("read", str(plan), "--vocabulary", str(words), data=tmp_path / "data"))
    assert "NHIPCAU_DATA" in one_clear_line(nhipcau("read", str(plan), "--taught", data=tmp_path / "data"))
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("arguments", [[], ["fly"], ["read"], ["run", "--port", "many"], ["run", "--port", "99999"]])
def test_a_wrong_call_gets_one_clear_line(tmp_path, arguments):
    one_clear_line(nhipcau(*arguments, data=tmp_path))


def test_importing_makes_the_database_knows_the_same_file_again_and_keeps_nothing_secret(tmp_path, samples):
    data = tmp_path / "new" / "data"
    (tmp_path / "other.txt").write_text(HEADER + "1. Sở Ngoại vụ chủ trì, báo cáo trước ngày 20 hằng tháng.\n", "utf-8")
    with ThreadPoolExecutor() as two_terminals:  # the second call must wait for the first one's database
        other = two_terminals.submit(nhipcau, "import", str(tmp_path / "other.txt"), data=data)
        first = nhipcau("import", str(samples / "directive.txt"), "--accept", "--json", data=data)
    assert other.result().returncode == 0, other.result().stderr
    assert first.returncode == 0, first.stderr
    counts = json.loads(first.stdout)
    assert counts["tasks"] > 10
    assert counts["occasions"] > 3
    assert counts["reporting_duties"] >= 3
    second = nhipcau("import", str(samples / "directive.txt"), "--accept", "--json", data=data)
    assert json.loads(second.stdout) == counts

    secret = tmp_path / "secret.txt"
    secret.write_text("MẬT\n\n" + HEADER + "I. MỤC ĐÍCH\n1. Chuyện-không-ai-được-biết.\n", encoding="utf-8")
    one_clear_line(nhipcau("read", str(secret), data=data))
    one_clear_line(nhipcau("import", str(secret), "--accept", data=data))
    assert all(
        "Chuyện-không-ai-được-biết".encode() not in kept.read_bytes() for kept in data.rglob("*") if kept.is_file()
    )


def test_a_data_folder_that_cannot_be_made_gets_one_clear_line(tmp_path, samples):
    (tmp_path / "file").write_text("not a folder")
    line = one_clear_line(nhipcau("import", str(samples / "directive.txt"), data=tmp_path / "file" / "data"))
    assert "cannot be written" in line


def test_a_senseless_setting_gets_one_clear_line(tmp_path, samples):
    line = one_clear_line(
        nhipcau("import", str(samples / "directive.txt"), data=tmp_path / "data", NHIPCAU_DEBUG="perhaps")
    )
    assert "NHIPCAU_DEBUG" in line


def test_a_database_that_does_not_answer_gets_one_clear_line(tmp_path, samples):
    line = one_clear_line(
        nhipcau(
            "import",
            str(samples / "directive.txt"),
            data=tmp_path / "data",
            DATABASE_URL="postgres://nobody@127.0.0.1:9/none",
        )
    )
    assert "DATABASE_URL" in line
