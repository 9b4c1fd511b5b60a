"""Run as two processes at once: each accepts the one directive, and says what was made. The handler takes its time.

python -m tests.directives.accept_at_once FOLDER
"""

import sys
import time
from pathlib import Path
from typing import Any

import django


def main(folder: Path) -> None:
    django.setup()
    from nhipcau.directives import acceptance  # noqa: PLC0415
    from nhipcau.directives.models import Directive  # noqa: PLC0415
    from nhipcau.directives.services import accept_directive  # noqa: PLC0415

    def handler(directive: Directive, *, by: Any) -> dict[str, int]:
        with (folder / "calls").open("a") as calls:
            calls.write("called\n")
        time.sleep(1)
        return {"tasks": 2}

    acceptance._handlers[:] = [handler]
    directive = Directive.objects.get()
    (folder / f"ready-{time.time_ns()}").touch()
    while len(list(folder.glob("ready-*"))) < 2:
        time.sleep(0.01)
    print(accept_directive(directive, by=None))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
