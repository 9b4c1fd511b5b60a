"""Pictures of the pages of an original, drawn when somebody looks at them and kept beside the data until the disk is
wanted for something else: they can always be drawn again.
"""

import subprocess
import sys
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

from nhipcau.directives import page_process
from nhipcau.directives.models import Directive
from nhipcau.directives.queries import page_source

# Dots per inch: a page as wide as its pane, and half as large again.
SIZES = {"fit": 110, "large": 165}
PATIENCE = 60


class NoPictureError(Exception):
    """The page cannot be drawn."""


def picture_key(directive: Directive, number: int, size: str) -> str:
    """Names one picture: another file, page or size is another one. The copy's time stands for the copy."""
    copy = getattr(directive, "copy", None)
    made = f"-{copy.made_at:%Y%m%d%H%M%S%f}" if copy is not None else ""
    return f"{directive.sha256[:24]}{made}-{number}-{SIZES[size]}"


def picture_of(directive: Directive, number: int, size: str) -> bytes:
    """The picture of one page as WebP.

    Raises:
        NoPictureError: there is no such page, or it cannot be drawn within time and memory.
    """
    kept = Path(settings.PAGE_PICTURES) / f"{picture_key(directive, number, size)}.webp"
    try:
        return kept.read_bytes()
    except FileNotFoundError:
        picture = _drawn(page_source(directive), number, SIZES[size])
        _keep(kept, picture)
        return picture


def _drawn(source: bytes, number: int, dpi: int) -> bytes:
    call = [sys.executable, "-m", page_process.__name__, str(number), str(dpi)]
    try:
        done = subprocess.run(call, input=source, capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise NoPictureError(number) from None
    if done.returncode or not done.stdout:
        raise NoPictureError(number)
    return done.stdout


def _keep(path: Path, picture: bytes) -> None:
    """Write whole or not at all; a disk that is full keeps nobody from looking."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(picture)
        Path(file.name).replace(path)
    except OSError:
        return
