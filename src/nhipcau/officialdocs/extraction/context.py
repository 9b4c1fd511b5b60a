"""What a reader of a format may use. It is handed in; no reader looks for settings."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from nhipcau.officialdocs.extraction.extracted import Extracted

MOST_PAGES = 1_000
# A document of a thousand pages takes a quarter of it.
MEMORY = 1024**3
_MEMORY = Path("/dev/shm")  # noqa: S108 -- memory, not a disk: a secret document leaves nothing behind


def _no_progress(done: int, total: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a reader may use.

    `libreoffice` is the program that converts DOC and RTF, None where there is none; `folder` is where outside programs
    get their files, in memory where the machine has such a place; `on_page(done, total)` hears of each page that was
    read. `reads_scans` says whether Tesseract reads pages of a PDF that have no text; that takes about a second for
    each. `apart` says whether the file is taken apart in a process of its own (`apart`) or here; `seconds` is how long
    that process, and each outside program, may run, `memory` how many bytes it may have.
    """

    libreoffice: str | None = None
    folder: Path | None = None
    seconds: float = 120.0
    most_pages: int = MOST_PAGES
    on_page: Callable[[int, int], None] = _no_progress
    reads_scans: bool = True
    apart: bool = True
    memory: int = MEMORY


def context_of_this_machine() -> Context:
    """Give what this machine has."""
    return Context(
        libreoffice=shutil.which("soffice") or shutil.which("libreoffice"),
        folder=_MEMORY if _MEMORY.is_dir() else None,
    )


class Reader(Protocol):
    """Reads one format."""

    def __call__(self, data: bytes, context: Context) -> Extracted:
        """Give the text with its places.

        Raises:
            NotReadable: `code` says why.
        """
        ...
