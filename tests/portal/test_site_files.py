"""Files of the published site: whole or not at all, also when the writer is killed."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from nhipcau.portal.site_files import LOCK, OWNERS, UNFINISHED, SiteFiles

# Writes pages of two kinds for ever: a whole page begins and ends with the number of its writing.
WRITER = """
import sys
from pathlib import Path
from nhipcau.portal.site_files import SiteFiles
site, number = SiteFiles(Path(sys.argv[1])), int(sys.argv[2])
print("ready", flush=True)
while True:
    number += 1
    content = b"%d " % number + b"x" * 200_000 + b" %d" % number
    with site.writing():
        site.put("story:1", {"/vi/a/": content, f"/vi/b{number % 3}/": content})
"""


@pytest.fixture
def site(tmp_path: Path) -> SiteFiles:
    return SiteFiles(tmp_path / "site")


def public_files(site: SiteFiles) -> dict[str, bytes]:
    """Relative name → content of all that a reader could ask for."""
    files = (path for path in site.folder.rglob("*") if path.is_file())
    names = {path.relative_to(site.folder).as_posix(): path for path in files}
    return {name: path.read_bytes() for name, path in names.items() if not name.startswith((OWNERS, LOCK))}


def test_pages_stand_where_their_addresses_say(site: SiteFiles) -> None:
    with site.writing():
        site.put("shared", {"/": b"root", "/vi/": b"home", "/vi/atom.xml": b"feed"})
    assert public_files(site) == {"index.html": b"root", "vi/index.html": b"home", "vi/atom.xml": b"feed"}


def test_putting_again_takes_away_what_the_owner_no_longer_has(site: SiteFiles) -> None:
    with site.writing():
        site.put("story:1", {"/vi/cu/": b"a", "/en/old/": b"b"})
        site.put("story:2", {"/vi/khac/": b"c"})
        site.put("story:1", {"/vi/moi/": b"a"})
    assert public_files(site) == {"vi/moi/index.html": b"a", "vi/khac/index.html": b"c"}
    assert not (site.folder / "en").exists()


def test_taking_away_removes_the_owner_s_pages_with_their_packed_forms_and_nothing_else(site: SiteFiles) -> None:
    with site.writing():
        site.put("story:1", {"/vi/mot/": b"a"})
        site.put("story:2", {"/vi/hai/": b"b"})
        (site.folder / "vi/mot/index.html.gz").write_bytes(b"packed")
        site.take_away("story:1")
        site.take_away("story:1")
    assert public_files(site) == {"vi/hai/index.html": b"b"}
    assert site.owners() == {"story:2"}


def test_a_page_that_says_the_same_is_left_alone(site: SiteFiles) -> None:
    with site.writing():
        assert site.put("shared", {"/vi/": b"home"}) == 1
        before = (site.folder / "vi/index.html").stat()
        assert site.put("shared", {"/vi/": b"home"}) == 0
    assert (site.folder / "vi/index.html").stat().st_ino == before.st_ino


def test_a_failure_in_the_middle_leaves_the_old_page(site: SiteFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    with site.writing():
        site.put("shared", {"/vi/": b"old"})

    def disk_full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", disk_full)
    with pytest.raises(OSError, match="No space"), site.writing():
        site.put("shared", {"/vi/": b"new"})
    assert (site.folder / "vi/index.html").read_bytes() == b"old"


def test_two_writers_take_turns(site: SiteFiles) -> None:
    order: list[str] = []
    with site.writing():
        other = threading.Thread(target=lambda: _write_and_say(SiteFiles(site.folder), order))
        other.start()
        time.sleep(0.1)
        order.append("first")
    other.join(timeout=10)
    assert order == ["first", "second"]


def test_a_killed_writer_never_leaves_half_a_page_nor_a_page_that_nobody_owns(site: SiteFiles) -> None:
    chance = random.Random(20261124)  # noqa: S311 -- moments of killing, not secrets
    for number in range(12):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(site.folder), str(number * 1000)], stdout=subprocess.PIPE
        )
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(chance.uniform(0, 0.05))
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        for name, content in public_files(site).items():
            if UNFINISHED not in name:
                assert content.split()[0] == content.split()[-1], f"half a page in {name}"
    with site.writing():
        site.sweep()
        site.put("story:1", {"/vi/a/": b"last"})
    assert public_files(site) == {"vi/a/index.html": b"last"}


def _write_and_say(site: SiteFiles, order: list[str]) -> None:
    with site.writing():
        order.append("second")
