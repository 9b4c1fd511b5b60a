"""`nhipcau export-site FOLDER`: the whole public site as plain files, ready for any web server or CDN."""

import argparse
from pathlib import Path

from nhipcau.web.commands.installation import set_up
from nhipcau.web.errors import CallIsWrongError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """FOLDER."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="made when it does not exist; must be empty")


def run(options: argparse.Namespace) -> int:
    """Write the site into FOLDER."""
    folder: Path = options.folder
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CallIsWrongError(f"{folder} is not an empty folder.")
    set_up()
    from nhipcau.portal.services import export_site  # noqa: PLC0415 -- Django is set up above

    try:
        pages = export_site(folder)
    except OSError as error:
        raise CallIsWrongError(f"{folder} cannot be written ({error.strerror}).") from error
    print(f"{pages} files in {folder}")
    return 0
