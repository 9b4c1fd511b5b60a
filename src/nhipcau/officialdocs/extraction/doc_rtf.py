"""DOC, RTF and ODT: LibreOffice makes a DOCX of them, and that is read.

LibreOffice runs without a window, with a profile of its own that is thrown away, without macros, without network where
the machine allows that to be taken away, not longer than it may, and not longer than the process that asked for it
lives (`program_keeper`).
"""

import os
import shutil
import subprocess
import sys
import tempfile
from functools import lru_cache
from pathlib import Path

from nhipcau.officialdocs.decoding import NotReadable, NotReadableCode
from nhipcau.officialdocs.extraction.context import Context

_MOST_MEMORY = 4 * 1024**3
_LARGEST_FILE = 256 * 1024**2
_KEEPER = Path(__file__).with_name("program_keeper.py")
_LAST_WORDS = 10.0
# Settings of the profile: no macros, no links followed, nothing asked of the network.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse">
<value>0</value></prop></item>
</oor:items>
"""


def convert(data: bytes, suffix: str, wanted: str, context: Context) -> bytes:
    """Let LibreOffice turn a file into another format.

    Raises:
        NotReadable: "too_slow" or "damaged".
    """
    with tempfile.TemporaryDirectory(prefix="nhipcau-", dir=context.folder, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        profile = folder / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        (folder / f"in.{suffix}").write_bytes(data)
        _run(folder, suffix, wanted, context)
        made = folder / "out" / f"in.{wanted}"
        if not made.exists():
            raise NotReadable(NotReadableCode.DAMAGED)
        return made.read_bytes()


def _run(folder: Path, suffix: str, wanted: str, context: Context) -> None:
    seconds = round(context.seconds * (os.cpu_count() or 1)) + 1
    command = [
        *(sys.executable, "-I", "-S", str(_KEEPER)),
        *(str(os.getpid()), str(folder), str(seconds), str(_MOST_MEMORY), str(_LARGEST_FILE)),
        *_without_network(),
        str(context.libreoffice),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--convert-to",
        wanted,
        "--outdir",
        str(folder / "out"),
        str(folder / f"in.{suffix}"),
    ]
    environment = {"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "TMPDIR": str(folder), "LANG": "C.UTF-8"}
    # The program is the one that the context names; the file's name is ours. The keeper ends it when its own standard
    # input is closed: by us, or because this process is gone.
    keeper = subprocess.Popen(  # noqa: S603
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        keeper.wait(timeout=context.seconds)
    except subprocess.TimeoutExpired:
        raise NotReadable(NotReadableCode.TOO_SLOW) from None
    finally:
        _end(keeper)


def _end(keeper: subprocess.Popen[bytes]) -> None:
    """Let the keeper end the program with all that it started."""
    if keeper.stdin is not None:
        keeper.stdin.close()
    try:
        keeper.wait(timeout=_LAST_WORDS)
    except subprocess.TimeoutExpired:
        keeper.kill()
        keeper.wait()


@lru_cache(maxsize=1)
def _without_network() -> tuple[str, ...]:
    """A name space of its own has no network; not every machine lets a user have one."""
    unshare, true = shutil.which("unshare"), shutil.which("true")
    if unshare is None or true is None:
        return ()
    command = (unshare, "--map-current-user", "--net")
    tried = subprocess.run([*command, true], capture_output=True, check=False)  # noqa: S603 -- fixed words
    return command if tried.returncode == 0 else ()
