"""A backup holds everything, is whole or refused, and comes back in one step."""

import sqlite3
import tarfile

import pytest

from nhipcau.web.backup import DATABASE, BackupError, restore_backup, write_backup


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "data"
    (folder / "media" / "original_images").mkdir(parents=True)
    (folder / "media" / "original_images" / "thác.jpg").write_bytes(b"picture")
    (folder / "site" / "vi").mkdir(parents=True)
    (folder / "site" / "vi" / "index.html").write_text("<h1>Cổng</h1>", encoding="utf-8")
    (folder / "secret-key").write_text("key")
    with sqlite3.connect(folder / DATABASE) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE unit (name TEXT)")
        database.execute("INSERT INTO unit VALUES ('Sở Ngoại vụ')")
    return folder


def test_what_was_backed_up_comes_back_whole(data, tmp_path):
    assert write_backup(data, tmp_path / "all.tar.gz") == 4
    assert restore_backup(tmp_path / "all.tar.gz", tmp_path / "new") == 4
    with sqlite3.connect(tmp_path / "new" / DATABASE) as database:
        assert database.execute("SELECT name FROM unit").fetchall() == [("Sở Ngoại vụ",)]
    assert (tmp_path / "new" / "media" / "original_images" / "thác.jpg").read_bytes() == b"picture"
    assert (tmp_path / "new" / "secret-key").read_text() == "key"


def test_a_backup_taken_while_somebody_writes_is_of_one_moment(data, tmp_path):
    writer = sqlite3.connect(data / DATABASE, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("INSERT INTO unit VALUES ('nửa chừng')")
    write_backup(data, tmp_path / "all.tar.gz")
    writer.rollback()
    restore_backup(tmp_path / "all.tar.gz", tmp_path / "new")
    with sqlite3.connect(tmp_path / "new" / DATABASE) as database:
        assert database.execute("SELECT count(*) FROM unit").fetchone() == (1,)


def test_a_backup_that_was_cut_off_is_refused_and_nothing_is_left(data, tmp_path):
    write_backup(data, tmp_path / "all.tar.gz")
    cut = tmp_path / "cut.tar.gz"
    cut.write_bytes((tmp_path / "all.tar.gz").read_bytes()[:-200])
    with pytest.raises(BackupError):
        restore_backup(cut, tmp_path / "new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["all.tar.gz", "cut.tar.gz", "data"]


def test_a_backup_whose_content_was_changed_is_refused(data, tmp_path):
    write_backup(data, tmp_path / "all.tar.gz")
    with tarfile.open(tmp_path / "all.tar.gz") as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    (tmp_path / "unpacked" / "secret-key").write_text("another")
    with tarfile.open(tmp_path / "forged.tar.gz", "w:gz") as archive:
        archive.add(tmp_path / "unpacked", "")
    with pytest.raises(BackupError, match="damaged"):
        restore_backup(tmp_path / "forged.tar.gz", tmp_path / "new")


def test_a_folder_that_holds_something_is_never_restored_over(data, tmp_path):
    write_backup(data, tmp_path / "all.tar.gz")
    with pytest.raises(BackupError, match="not empty"):
        restore_backup(tmp_path / "all.tar.gz", data)
    assert (data / "secret-key").exists()


def test_some_other_file_is_no_backup(tmp_path):
    (tmp_path / "letter.txt").write_text("Kính gửi")
    with pytest.raises(BackupError):
        restore_backup(tmp_path / "letter.txt", tmp_path / "new")
