"""`nhipcau read FILE [--json | --akoma-ntoso] [--vocabulary FILE] [--taught]`, `nhipcau read --schema`.

Without `--taught` no database is needed, and the same file gives the same reading everywhere.
"""

import argparse
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from nhipcau.officialdocs import (
    Extracted,
    NotReadable,
    OfficialDocument,
    Vocabulary,
    decode,
    extract,
    find_secrecy_mark,
    json_schema,
    read_extracted,
    to_akoma_ntoso,
    to_json,
    vocabulary_from_json,
)
from nhipcau.web.commands.installation import set_up_django
from nhipcau.web.environment import data_folder
from nhipcau.web.errors import CallIsWrongError
from nhipcau.web.messages import compile_catalogues

# The file that the settings name where DATABASE_URL names no other.
DATABASE_FILE = "nhipcau.sqlite3"
XML_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """FILE and the form to print it in."""
    parser.add_argument(
        "file", type=Path, metavar="FILE", nargs="?", help="the document: text, HTML, DOCX, DOC, RTF, PDF or a scan"
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print the whole reading as JSON")
    form.add_argument("--akoma-ntoso", action="store_true", help="print the document as Akoma Ntoso 1.0 (XML)")
    form.add_argument("--schema", action="store_true", help="print the JSON schema of --json; takes no FILE")
    parser.add_argument(
        "--vocabulary",
        type=Path,
        metavar="FILE.json",
        help='names and short forms of the office: {"units": ["…"], "abbreviations": {"…": "…"}}',
    )
    parser.add_argument(
        "--taught", action="store_true", help="use what this installation's units are called and corrections taught"
    )


def bytes_of(file: Path) -> bytes:
    """The file's bytes.

    Raises:
        CallIsWrongError: there is no such file, or it cannot be read.
    """
    try:
        return file.read_bytes()
    except OSError as error:
        raise CallIsWrongError(f"{file}: {error.strerror}.") from error


def extract_or_refuse(data: bytes, name: str) -> Extracted:
    """Text of the bytes with its places, or one line that says why they are none.

    Raises:
        CallIsWrongError: it is no file that can be read.
    """
    try:
        return extract(data)
    except NotReadable as error:
        set_up_language()
        from nhipcau.directives.sentences import not_readable  # noqa: PLC0415 -- Django is set up above

        raise CallIsWrongError(f"{name}: {not_readable(error.code)}") from error


def run(options: argparse.Namespace) -> int:
    """Print the reading."""
    if options.schema:
        print(json.dumps(json_schema(), ensure_ascii=False, indent=1))
        return 0
    if options.file is None:
        raise CallIsWrongError("the following arguments are required: FILE")
    vocabulary = vocabulary_for(options)
    extracted = extract_or_refuse(bytes_of(options.file), options.file.name)
    if mark := find_secrecy_mark(extracted.text):
        print(
            f"nhipcau read: the document is marked {mark.level.value}; Nhịp Cầu reads no secret documents.",
            file=sys.stderr,
        )
        return 2
    document = read_extracted(extracted, vocabulary)
    if options.json:
        print(json.dumps(to_json(document), ensure_ascii=False, indent=2))
    elif options.akoma_ntoso:
        made_on = datetime.now(UTC).astimezone().date()
        sys.stdout.buffer.write(XML_DECLARATION + to_akoma_ntoso(document, made_on=made_on).encode() + b"\n")
    else:
        print(for_people(document))
    return 0


def vocabulary_for(options: argparse.Namespace) -> Vocabulary | None:
    """The words to read with: those of a file, those that this installation knows, or both.

    Raises:
        CallIsWrongError: the file is no vocabulary, or there is no installation.
    """
    parts = []
    if options.vocabulary is not None:
        parts.append(vocabulary_of_file(options.vocabulary))
    if options.taught:
        parts.append(taught_vocabulary())
    if not parts:
        return None
    return Vocabulary(
        tuple(name for part in parts for name in part.units),
        tuple(pair for part in parts for pair in part.abbreviations),
    )


def vocabulary_of_file(file: Path) -> Vocabulary:
    """The vocabulary that a JSON file holds.

    Raises:
        CallIsWrongError: it holds none.
    """
    try:
        return vocabulary_from_json(json.loads(decode(bytes_of(file))))
    except NotReadable as error:
        raise CallIsWrongError(f"{file.name}: this is no JSON file ({error.code}).") from error
    except RecursionError as error:
        raise CallIsWrongError(f"{file.name}: lists within lists go too deep.") from error
    except ValueError as error:
        raise CallIsWrongError(f"{file.name}: {error}.") from error


def taught_vocabulary() -> Vocabulary:
    """The names and short forms that the database of this installation knows; nothing is made or changed there.

    Raises:
        CallIsWrongError: there is no such database, or it is of another version.
    """
    if "DATABASE_URL" not in os.environ and not (data_folder() / DATABASE_FILE).is_file():
        raise CallIsWrongError(
            f"--taught needs an installation, and there is none in {data_folder()}; set NHIPCAU_DATA."
        )
    set_up_language()
    from django.db import DatabaseError  # noqa: PLC0415 -- Django is set up above

    from nhipcau.directives.services.learning import known_words  # noqa: PLC0415

    try:
        return known_words()
    except DatabaseError as error:
        reason = str(error).strip().splitlines()[0]
        raise CallIsWrongError(f"--taught cannot use the database ({reason}); `nhipcau run` sets it up.") from error


def for_people(document: OfficialDocument) -> str:
    """The reading in the words of an officer."""
    set_up_language()
    from nhipcau.directives.reading_in_words import in_words  # noqa: PLC0415 -- Django is set up above

    return in_words(document)


def set_up_language() -> None:
    """Load what sentences for people need, without touching the data folder: reading keeps nothing, not even a key."""
    os.environ.setdefault("NHIPCAU_SECRET_KEY", "signs nothing")
    compile_catalogues()
    set_up_django()
