"""Run as a process of its own: a worker that takes up the import of a scan and kills itself when a page was kept.

python -m tests.directives.scan_and_die first-page | never SCAN CALLS

Each page that is handed to Tesseract is written into CALLS, a line each: the page and the process that reads it.
"""

import os
import signal
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import django


def count_calls(calls: Path) -> None:
    from nhipcau.officialdocs.extraction import page_readers  # noqa: PLC0415

    read = page_readers._Process.read

    def counted(process: Any, number: int, seconds: float) -> Any:
        process.meet(time.monotonic() + seconds)
        with calls.open("a") as file:
            file.write(f"{number} {process.pid}\n")
        return read(process, number, seconds)

    page_readers._Process.read = counted  # type: ignore[method-assign]


def set_trap() -> None:
    from nhipcau.directives.services import scanning  # noqa: PLC0415

    keep = scanning.keep_page

    def keep_and_die(*args: Any) -> None:
        keep(*args)
        os.kill(os.getpid(), signal.SIGKILL)

    scanning.keep_page = keep_and_die


def main(moment: str, scan: Path, calls: Path) -> None:
    django.setup()
    from django.utils import timezone  # noqa: PLC0415

    from nhipcau.directives.models import DirectiveImport  # noqa: PLC0415
    from nhipcau.directives.services import take_in  # noqa: PLC0415
    from nhipcau.jobs import services as jobs  # noqa: PLC0415

    count_calls(calls)
    taken = DirectiveImport.objects.first()
    if taken is None:
        taken = take_in(scan.read_bytes(), file_name="ban-quet.tif", by=None, door="workspace")
    else:  # a minute and more has gone by since the worker before gave its last sign of life
        long_ago = timezone.now() - 2 * jobs.LIFE_SIGN_EXPECTED - timedelta(seconds=1)
        DirectiveImport.objects.update(heartbeat_at=long_ago)
        jobs.sweep()
    if moment == "first-page":
        set_trap()
    jobs.do(taken._meta.label, taken.pk)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
