"""`nhipcau restore FILE`: bring a backup back into an empty data folder, verified."""

import argparse
from pathlib import Path

from nhipcau.web.backup import BackupError, restore_backup
from nhipcau.web.environment import data_folder
from nhipcau.web.errors import CallIsWrongError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """FILE."""
    parser.add_argument("file", type=Path, metavar="FILE", help="a backup")


def run(options: argparse.Namespace) -> int:
    """Restore the backup."""
    try:
        count = restore_backup(options.file, data_folder())
    except BackupError as error:
        raise CallIsWrongError(str(error)) from error
    except OSError as error:
        raise CallIsWrongError(f"{error.filename or options.file}: {error.strerror or error}.") from error
    print(f"{count} files in {data_folder()}")
    return 0
