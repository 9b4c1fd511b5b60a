"""Which Debian packages are missing is said by name."""

from pathlib import Path

import pytest

from nhipcau.officialdocs.extraction.programs import missing_packages


def put(folder: Path, name: str, says: str = "") -> None:
    program = folder / name
    program.write_text(f"#!/bin/sh\necho '{says}'\n")
    program.chmod(0o700)


def test_every_package_is_missing_where_there_are_no_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert missing_packages() == [
        "libreoffice-writer-nogui",
        "tesseract-ocr",
        "tesseract-ocr-vie",
    ]


def test_a_program_without_its_vietnamese_is_not_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "soffice")
    put(tmp_path, "tesseract", "eng osd")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert missing_packages() == ["tesseract-ocr-vie"]
    put(tmp_path, "tesseract", "eng osd vie")
    assert missing_packages() == []
