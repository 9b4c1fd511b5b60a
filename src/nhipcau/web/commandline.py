"""The command `nhipcau`. Exit status: 0 done, 1 a check failed, 2 the input or the call is wrong."""

import argparse
import importlib
import sys
from collections.abc import Sequence

import nhipcau
from nhipcau.web.errors import CallIsWrongError

# Each command is a module with `add_arguments(parser)` and `run(options) -> int`; only the one called is imported.
COMMANDS = {
    "run": "everything on one machine: served, jobs worked off, sample offered",
    "read": "read an official document",
    "import": "read an official document into the library",
    "export-site": "the whole public site as plain files",
    "backup": "write everything into one file",
    "restore": "bring a backup back",
    "check": "is this installation healthy and safe",
}


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> None:  # type: ignore[override]
        print(f"nhipcau: {message}", file=sys.stderr)
        raise SystemExit(2)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; never shows a traceback for what a person can mend."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    parser = _Parser(prog="nhipcau", description=nhipcau.__doc__)
    parser.add_argument("--version", action="version", version=f"nhipcau {nhipcau.__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, summary in COMMANDS.items():
        subparser = commands.add_parser(name, help=summary, description=summary)
        if name in arguments[:1]:
            module = importlib.import_module(f"nhipcau.web.commands.{name.replace('-', '_')}_command")
            module.add_arguments(subparser)
    options = parser.parse_args(arguments)
    try:
        return int(module.run(options))
    except CallIsWrongError as error:
        print(f"nhipcau {options.command}: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of our output went away (`nhipcau read FILE | head`).
        sys.stderr.close()
        return 0


if __name__ == "__main__":
    raise SystemExit(main())
