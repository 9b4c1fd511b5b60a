"""`nhipcau backup FILE`: database, pictures, published site and keys in one file, verified."""

import argparse
from pathlib import Path

from nhipcau.web.backup import BackupError, write_backup
from nhipcau.web.commands.installation import prepare_data_folder, set_up_django
from nhipcau.web.errors import CallIsWrongError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """FILE."""
    parser.add_argument("file", type=Path, metavar="FILE", help="where to write it; must not exist")


def run(options: argparse.Namespace) -> int:
    """Write the backup."""
    if options.file.exists():
        raise CallIsWrongError(f"{options.file} exists already; choose another name.")
    folder = prepare_data_folder()
    set_up_django()
    from django.db import connection  # noqa: PLC0415 -- Django is set up above

    if connection.vendor != "sqlite":
        raise CallIsWrongError("the database is PostgreSQL: back it up with pg_dump, and the data folder beside it.")
    try:
        count = write_backup(folder, options.file)
    except BackupError as error:
        raise CallIsWrongError(str(error)) from error
    except OSError as error:
        raise CallIsWrongError(f"{options.file} cannot be written ({error.strerror}).") from error
    print(f"{count} files in {options.file}")
    return 0
