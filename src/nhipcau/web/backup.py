"""Everything of an installation in one file, and back: database, pictures, published site, keys.

The file is a gzipped tar. Its last member, `manifest.json`, holds the SHA-256 of each of the others; a backup that was
cut off has none and is refused.
"""

import hashlib
import io
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import nhipcau

MANIFEST = "manifest.json"
DATABASE = "nhipcau.sqlite3"
FOLDERS = ("media", "site")
KEYS = ("secret-key", "package-key")
CHUNK = 1024 * 1024


class BackupError(Exception):
    """The backup cannot be written, or is not whole."""


def write_backup(data: Path, target: Path) -> int:
    """Write everything in the folder `data` into the file `target`; returns the number of files kept.

    The file appears under its name only when it is whole.

    Raises:
        BackupError: there is no database in `data`.
        OSError: `target` cannot be written.
    """
    if not (data / DATABASE).is_file():
        raise BackupError(f"{data} holds no database.")
    unfinished = target.with_name(f"{target.name}.unfinished")
    with tempfile.TemporaryDirectory(prefix="nhipcau-backup-") as folder:
        copy = Path(folder) / DATABASE
        _copy_database(data / DATABASE, copy)
        digests: dict[str, str] = {}
        with tarfile.open(unfinished, "w:gz", compresslevel=6) as archive:
            for name, file in [(DATABASE, copy), *_files(data)]:
                digests[name] = _digest(file)
                archive.add(file, name, recursive=False)
            manifest = {"made_by": f"nhipcau {nhipcau.__version__}", "made_at": int(time.time()), "sha256": digests}
            content = json.dumps(manifest, indent=1).encode()
            member = tarfile.TarInfo(MANIFEST)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    with unfinished.open("rb+") as written:
        os.fsync(written.fileno())
    unfinished.chmod(0o600)
    unfinished.replace(target)
    return len(digests)


def _copy_database(source: Path, target: Path) -> None:
    """Copy a database that others are writing to, as of one moment (SQLite's own backup)."""
    with sqlite3.connect(f"file:{source}?mode=ro", uri=True) as from_, sqlite3.connect(target) as to:
        from_.backup(to)
    from_.close()
    to.close()


def _files(data: Path) -> Iterator[tuple[str, Path]]:
    for name in KEYS:
        if (data / name).is_file():
            yield name, data / name
    for folder in FOLDERS:
        for file in sorted((data / folder).rglob("*")):
            if file.is_file() and not file.is_symlink():
                yield file.relative_to(data).as_posix(), file


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def restore_backup(source: Path, data: Path) -> int:
    """Unpack `source` into the folder `data`, which must be empty or missing; returns the number of files.

    Everything is checked against the manifest in a folder beside `data` first; `data` appears in one step.

    Raises:
        BackupError: the file is no backup, is damaged, or `data` holds something.
    """
    if data.exists() and any(data.iterdir()):
        raise BackupError(f"{data} is not empty; set NHIPCAU_DATA to a new folder.")
    data.parent.mkdir(parents=True, exist_ok=True)
    unpacked = Path(tempfile.mkdtemp(prefix=f".{data.name}-", dir=data.parent))
    try:
        count = _unpack(source, unpacked)
        if data.exists():
            data.rmdir()
        unpacked.replace(data)
    except (tarfile.TarError, EOFError, json.JSONDecodeError, KeyError) as error:
        raise BackupError(f"{source} is no whole backup of Nhịp Cầu.") from error
    finally:
        shutil.rmtree(unpacked, ignore_errors=True)
    return count


def _unpack(source: Path, folder: Path) -> int:
    with tarfile.open(source, "r:gz") as archive:
        archive.extractall(folder, filter="data")  # refuses members that would land outside
    manifest = json.loads((folder / MANIFEST).read_text()) if (folder / MANIFEST).exists() else {}
    digests: dict[str, str] = manifest["sha256"]
    found = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()} - {MANIFEST}
    if found != set(digests) or any(_digest(folder / name) != digest for name, digest in digests.items()):
        raise BackupError(f"{source} is damaged: its content is not what was written.")
    (folder / MANIFEST).unlink()
    return len(digests)
