"""`nhipcau import FILE [--accept] [--json]`: the library, by the same door as the workspace."""

import argparse
import json
from pathlib import Path

from nhipcau.web.commands.installation import set_up
from nhipcau.web.commands.read_command import bytes_of
from nhipcau.web.errors import CallIsWrongError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """FILE, --accept and --json."""
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="the document: text, HTML, DOCX, DOC, RTF, PDF or a scan"
    )
    parser.add_argument("--accept", action="store_true", help="make the programme without the review screen")
    parser.add_argument("--json", action="store_true", help="print counts as JSON")


def run(options: argparse.Namespace) -> int:
    """Import, and accept when asked."""
    data = bytes_of(options.file)
    set_up()
    from nhipcau.directives.errors import NotTakenError  # noqa: PLC0415 -- Django is set up above
    from nhipcau.directives.services import accept_directive, import_now  # noqa: PLC0415

    try:
        directive = import_now(data, file_name=options.file.name, by=None, door="command line").directive
        if directive is None:
            raise CallIsWrongError(f"{options.file.name} could not be read.")
        counts = accept_directive(directive, by=None) if options.accept else {}
    except NotTakenError as error:
        raise CallIsWrongError(str(error)) from error
    result = {
        "directive": directive.pk,
        "tasks": counts.get("tasks", 0),
        "occasions": counts.get("occasions", 0),
        "reporting_duties": counts.get("reporting_duties", 0),
    }
    if options.json:
        print(json.dumps(result))
    else:
        print(", ".join(f"{name.replace('_', ' ')}: {count}" for name, count in result.items()))
    return 0
