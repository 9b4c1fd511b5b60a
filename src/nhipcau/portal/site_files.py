"""The published site's files: written whole or not at all, by one process at a time, and taken away when withdrawn.

Every page belongs to an *owner* ("story:4f2a…", "shared"). The owner's record, `.owners/<hash>`, lists its paths. It is
written before the pages are, naming old and new together, and again after the old ones are gone: whoever is killed in
between leaves nothing that the next run for the same owner does not find.
"""

import fcntl
import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from nhipcau.portal.addresses import file_of

OWNERS = ".owners"
LOCK = ".lock"
UNFINISHED = ".unfinished-"


class SiteFiles:
    """A folder of public files. Use it inside `with site.writing():`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the folder's lock; another process waits until this one is done or dead."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / LOCK).open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def put(self, owner: str, pages: Mapping[str, bytes]) -> int:
        """Make `pages` (public path → content) the only ones of `owner`. Gives how many files were new or changed."""
        before, now = self.paths_of(owner), set(pages)
        if now - before:
            self._remember(owner, before | now)
        written = sum(self._write(file_of(path), content) for path, content in pages.items())
        for path in before - now:
            self._remove(file_of(path))
        if before - now:
            self._remember(owner, now)
        return written

    def write(self, path: str, content: bytes) -> None:
        """Write one file that has no owner, as in a folder made for another server."""
        self._write(file_of(path), content)

    def take_away(self, owner: str) -> None:
        """Remove every page of `owner`. An owner without pages is none, so doing it twice does no harm."""
        for path in self.paths_of(owner):
            self._remove(file_of(path))
        self._record(owner).unlink(missing_ok=True)

    def put_lasting(self, files: Iterable[tuple[str, bytes]]) -> None:
        """Write content-addressed files (style, fonts, pictures). Those that are there already stay untouched."""
        for path, content in files:
            if not (self.folder / file_of(path)).is_file():
                self._write(file_of(path), content)

    def keep_only(self, folder: str, paths: set[str]) -> None:
        """Remove every file under a public folder that is not one of `paths`."""
        for file in (self.folder / folder.strip("/")).glob("*"):
            if folder + file.name not in paths:
                file.unlink(missing_ok=True)

    def note(self, name: str) -> str:
        """A note left by `leave_note`; empty when there is none."""
        return (_content_of(self.folder / f".{name}") or b"").decode()

    def leave_note(self, name: str, text: str) -> None:
        """Remember something about the site as a whole."""
        self._write(f".{name}", text.encode())

    def holds(self, path: str) -> bool:
        return (self.folder / file_of(path)).is_file()

    def paths_of(self, owner: str) -> set[str]:
        """The public paths that an owner has, or had when a process was killed in the middle."""
        try:
            return set(json.loads(self._record(owner).read_text(encoding="utf-8"))["paths"])
        except FileNotFoundError:
            return set()

    def owners(self) -> set[str]:
        """Every owner of the folder."""
        records = (self.folder / OWNERS).glob("*.json")
        return {str(json.loads(record.read_text(encoding="utf-8"))["owner"]) for record in records}

    def sweep(self) -> None:
        """Remove what killed processes left unfinished. Only while holding the lock."""
        for leftover in self.folder.rglob(f"{UNFINISHED}*"):
            leftover.unlink(missing_ok=True)

    def _record(self, owner: str) -> Path:
        return self.folder / OWNERS / f"{hashlib.sha256(owner.encode()).hexdigest()[:32]}.json"

    def _remember(self, owner: str, paths: set[str]) -> None:
        content = json.dumps({"owner": owner, "paths": sorted(paths)}, ensure_ascii=False).encode()
        self._write(self._record(owner).relative_to(self.folder).as_posix(), content)

    def _write(self, name: str, content: bytes) -> bool:
        """Put a whole file in its place in one step; leave it alone when it already says the same."""
        target = self.folder / name
        if _content_of(target) == content:
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor, unfinished = tempfile.mkstemp(prefix=UNFINISHED, dir=target.parent)
        with os.fdopen(descriptor, "wb") as out:
            out.write(content)
            os.fchmod(out.fileno(), 0o644)
            out.flush()
            os.fsync(out.fileno())
        Path(unfinished).replace(target)
        _sync_folder(target.parent)
        return True

    def _remove(self, name: str) -> None:
        """Remove a file, its compressed forms, and the folders that it leaves empty."""
        target = self.folder / name
        for file in (target, *(target.with_name(target.name + ending) for ending in (".gz", ".br"))):
            file.unlink(missing_ok=True)
        for folder in target.parents:
            if folder == self.folder:
                return
            try:
                folder.rmdir()
            except OSError:  # others still live there, or it is gone already
                return


def _content_of(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def _sync_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
