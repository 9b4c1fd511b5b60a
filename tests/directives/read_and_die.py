"""Run as a process of its own: a worker that takes up the import and kills itself at the moment named.

python -m tests.directives.read_and_die while-reading | provisions-written | items-written | committed | never
"""

import os
import signal
import sys
from datetime import timedelta
from typing import Any

import django


def die(*args: Any, **kwargs: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def set_trap(moment: str) -> None:
    from nhipcau.directives.models import ReadItem  # noqa: PLC0415
    from nhipcau.directives.services import reading_in  # noqa: PLC0415
    from nhipcau.jobs import services as jobs  # noqa: PLC0415

    from .sample_reading import read_sample  # noqa: PLC0415

    reading_in.read = read_sample
    match moment:
        case "while-reading":
            reading_in.read = die
        case "provisions-written":
            ReadItem.objects.bulk_create = die
        case "items-written":
            reading_in.log = die
        case "committed":
            jobs._finish = die


def main(moment: str) -> None:
    django.setup()
    from django.utils import timezone  # noqa: PLC0415

    from nhipcau.directives.models import DirectiveImport  # noqa: PLC0415
    from nhipcau.directives.services import take_in  # noqa: PLC0415
    from nhipcau.jobs import services as jobs  # noqa: PLC0415

    from .sample_reading import SAMPLES  # noqa: PLC0415

    taken = DirectiveImport.objects.first()
    if taken is None:
        data = (SAMPLES / "directive.txt").read_bytes()
        taken = take_in(data, file_name="directive.txt", by=None, door="workspace")
    else:  # a minute and more has gone by since the worker before gave its last sign of life
        long_ago = timezone.now() - 2 * jobs.LIFE_SIGN_EXPECTED - timedelta(seconds=1)
        DirectiveImport.objects.update(heartbeat_at=long_ago)
        jobs.sweep()
    set_trap(moment)
    jobs.do(taken._meta.label, taken.pk)


if __name__ == "__main__":
    main(sys.argv[1])
