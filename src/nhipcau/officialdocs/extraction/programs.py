"""Which programs outside of Python this machine lacks, and the Debian packages that bring them."""

import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

_TABLE = tomllib.loads((Path(__file__).parent / "tables" / "programs.toml").read_text(encoding="utf-8"))
_SECONDS = 20


def missing_packages() -> list[str]:
    """Name the Debian packages without which a scan, a DOC or an RTF cannot be read here."""
    return [str(entry["package"]) for entry in _TABLE["program"] if not _is_there(entry)]


def _is_there(entry: dict[str, Any]) -> bool:
    program = shutil.which(entry["name"])
    if program is None:
        return False
    if "probe" not in entry:
        return True
    try:
        # The words are those of our table.
        asked = subprocess.run(  # noqa: S603
            [program, *entry["probe"]], capture_output=True, text=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return entry["answer"] in (asked.stdout + asked.stderr).split()
