"""`nhipcau read FILE [--json | --akoma-ntoso]`, `nhipcau read --schema`: read a document, without a database."""

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
    extract,
    find_secrecy_mark,
    json_schema,
    read_extracted,
    to_akoma_ntoso,
    to_json,
)
from nhipcau.web.commands.installation import set_up_django
from nhipcau.web.errors import CallIsWrongError
from nhipcau.web.messages import compile_catalogues

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
    extracted = extract_or_refuse(bytes_of(options.file), options.file.name)
    if mark := find_secrecy_mark(extracted.text):
        print(
            f"nhipcau read: the document is marked {mark.level.value}; Nhịp Cầu reads no secret documents.",
            file=sys.stderr,
        )
        return 2
    document = read_extracted(extracted)
    if options.json:
        print(json.dumps(to_json(document), ensure_ascii=False, indent=2))
    elif options.akoma_ntoso:
        made_on = datetime.now(UTC).astimezone().date()
        sys.stdout.buffer.write(XML_DECLARATION + to_akoma_ntoso(document, made_on=made_on).encode() + b"\n")
    else:
        print(for_people(document))
    return 0


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
