"""The JSON form "nhipcau.officialdocs/1": plain values for those who score or store, places beside them.

Its schema is published in `schema/official-document-1.json`, which `tools/official_document_schema.py` makes;
docs/reading-library.md says what may change in it.
"""

import json
from dataclasses import fields
from datetime import date
from enum import Enum
from importlib.resources import files
from typing import Any

from nhipcau.officialdocs.document import Metadata, OfficialDocument, Reading, Span

SCHEMA = "nhipcau.officialdocs/1"
LISTS = (
    "outline",
    "citations",
    "dates",
    "recurring_deadlines",
    "assignments",
    "footnotes",
    "issuers",
    "signers",
    "annexes",
)


def to_json(document: OfficialDocument) -> dict[str, Any]:
    """Give the document as plain values that `json.dumps` takes. The source text is not repeated in it.

    A date that no calendar has ("31/02/2021") is in `dates` with start and end null and the doubt
    "impossible_date".
    """
    metadata = {name: _plain(reading.value) for name, reading in _readings(document.metadata)}
    metadata["recipients"] = [recipient.text for recipient in document.recipients]
    places: dict[str, Any] = {name: _place(reading) for name, reading in _readings(document.metadata)}
    places["recipients"] = [_plain(recipient) for recipient in document.recipients]
    return {
        "schema": SCHEMA,
        "metadata": metadata,
        "metadata_places": places,
        **{name: [_plain(item) for item in getattr(document, name)] for name in LISTS},
        "provisions": [_plain(provision) for provision in document.provisions],
        "problems": [_plain(problem) for problem in document.problems],
        "secrecy_mark": _plain(document.secrecy_mark),
    }


def json_schema() -> dict[str, Any]:
    """Give the published JSON schema (draft 2020-12) of what `to_json` gives.

    >>> json_schema()["properties"]["schema"]["const"]
    'nhipcau.officialdocs/1'
    """
    published = files("nhipcau.officialdocs") / "schema" / "official-document-1.json"
    schema: dict[str, Any] = json.loads(published.read_text(encoding="utf-8"))
    return schema


def _readings(metadata: Metadata) -> list[tuple[str, Reading[Any]]]:
    return [(field.name, getattr(metadata, field.name)) for field in fields(metadata)]


def _place(reading: Reading[Any]) -> dict[str, Any]:
    return {
        "span": _plain(reading.span),
        "confidence": reading.confidence,
        "doubt": _plain(reading.doubt),
        "proposal": _plain(reading.proposal),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value
