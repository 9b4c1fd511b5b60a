"""The JSON form "nhipcau.officialdocs/1": plain values for those who score or store, places beside them.

Its schema is published in `schema/official-document-1.json`, which `tools/official_document_schema.py` makes;
docs/reading-library.md says what may change in it.
"""

import json
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from enum import Enum
from importlib.resources import files
from typing import Any

from nhipcau.officialdocs.document import Metadata, OfficialDocument, Reading, Span
from nhipcau.officialdocs.extraction.door import place_on_pages
from nhipcau.officialdocs.extraction.extracted import Extracted

SCHEMA = "nhipcau.officialdocs/1"
LISTS = (
    "outline",
    "citations",
    "dates",
    "further_dates",
    "recurring_deadlines",
    "assignments",
    "footnotes",
    "issuers",
    "signers",
    "annexes",
)
_WITH_PLACES = ("metadata", "recipients", *LISTS, "provisions", "problems", "secrecy_mark")


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
        "source": _source(document.source),
        "places_on_pages": _places_on_pages(document),
    }


def _source(source: Extracted | None) -> dict[str, Any] | None:
    """The file without its words: these are the text."""
    if source is None:
        return None
    pages = [
        {"number": page.number, "span": _plain(page.span), "width": page.width, "height": page.height}
        for page in source.pages
    ]
    return {"format": source.format.value, "notes": _plain(source.notes), "pages": pages}


def _places_on_pages(document: OfficialDocument) -> list[dict[str, Any]]:
    """Where each place that the reading names is printed: one box for each line of it, in the order of the text."""
    if document.source is None or not document.source.pages:
        return []
    spans = sorted({span for name in _WITH_PLACES for span in _spans(getattr(document, name))})
    return [
        {
            "span": _plain(span),
            "page": page,
            "box": [_share(side) for side in (box.left, box.top, box.right, box.bottom)],
        }
        for span in spans
        for page, box in place_on_pages(document.source, span)
    ]


def _share(side: float) -> float:
    """A share of the page; print that runs off it ends at its edge."""
    return round(min(max(side, 0.0), 1.0), 5)


def _spans(value: Any) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _spans(item)
    elif hasattr(value, "__dataclass_fields__"):
        for field in fields(value):
            yield from _spans(getattr(value, field.name))


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
