"""Make the published JSON schema of a reading: `python tools/official_document_schema.py`.

It follows the dataclasses of `nhipcau.officialdocs.document` and takes the meaning of every key and code from
`schema/descriptions.toml`, so that the three cannot drift apart. docs/reading-library.md says what
may change within a major version.
"""

import json
import re
import tomllib
from dataclasses import fields
from datetime import date
from enum import Enum
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from nhipcau.officialdocs import document as model
from nhipcau.officialdocs.extraction.extracted import Format, Note
from nhipcau.officialdocs.json_form import LISTS, SCHEMA

FOLDER = Path(__file__).resolve().parents[1] / "src" / "nhipcau" / "officialdocs" / "schema"
FILE = FOLDER / "official-document-1.json"
TABLE = FOLDER / "descriptions.toml"
CODE = "^[a-z][a-z_-]*$"
PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    float: {"$ref": "#/$defs/confidence"},
    date: {"$ref": "#/$defs/date"},
    model.Span: {"$ref": "#/$defs/span"},
}


class NotDescribedError(Exception):
    """A key or code has no line in descriptions.toml."""


class Maker:
    """Collects the definitions that the types lead to."""

    def __init__(self, descriptions: dict[str, Any]) -> None:
        self.descriptions = descriptions
        self.definitions: dict[str, Any] = {
            "span": {
                "description": "Characters [start, end], half open, in the source text.",
                "type": "array",
                "prefixItems": [{"type": "integer", "minimum": 0}, {"type": "integer", "minimum": 0}],
                "items": False,
                "minItems": 2,
            },
            "date": {"description": "A day, ISO 8601.", "type": "string", "format": "date"},
            "confidence": {
                "description": "How sure the reading is, from 0 to 1.",
                "type": "number",
                "minimum": 0,
                "maximum": 1,
            },
        }

    def describe(self, owner: str, key: str) -> str:
        """The meaning of a key or code.

        Raises:
            NotDescribedError: the table does not say it.
        """
        owner_table = self.descriptions
        for part in owner.split("."):
            owner_table = owner_table.get(part, {})
        if key not in owner_table:
            raise NotDescribedError(f"[{owner}] {key} has no line in {TABLE.name}")
        return str(owner_table[key])

    def of(self, kind: Any) -> dict[str, Any]:
        """The schema of a type."""
        if kind in PLAIN:
            return dict(PLAIN[kind])
        if get_origin(kind) is tuple:
            return {"type": "array", "items": self.of(get_args(kind)[0])}
        if NoneType in get_args(kind):
            (inner,) = (choice for choice in get_args(kind) if choice is not NoneType)
            schema = self.of(inner)
            simple = isinstance(schema.get("type"), str) and len(schema) == 1
            return {"type": [schema["type"], "null"]} if simple else {"anyOf": [schema, {"type": "null"}]}
        name = snake(kind.__name__)
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = self.codes(kind, name) if issubclass(kind, Enum) else self.object(kind, name)
        return {"$ref": f"#/$defs/{name}"}

    def codes(self, kind: type[Enum], name: str) -> dict[str, Any]:
        """A list of codes; an open one also takes codes of a later release."""
        known: list[dict[str, Any]] = [
            {"const": code.value, "description": self.describe(f"codes.{name}", code.value)} for code in kind
        ]
        open_end = [] if name in self.descriptions["closed"] else [{"type": "string", "pattern": CODE}]
        return {"description": (kind.__doc__ or "").strip(), "anyOf": [*known, *open_end]}

    def object(self, kind: Any, name: str) -> dict[str, Any]:
        """A dataclass: every field is always there."""
        hints = get_type_hints(kind)
        return self.keys(
            name, (kind.__doc__ or "").strip(), {field.name: self.of(hints[field.name]) for field in fields(kind)}
        )

    def keys(self, name: str, description: str, properties: dict[str, dict[str, Any]]) -> dict[str, Any]:
        """An object with these keys. Others are let through: a later release may add some."""
        return {
            "description": description,
            "type": "object",
            "required": list(properties),
            "properties": {
                key: {"description": self.describe(name, key), **schema} for key, schema in properties.items()
            },
        }


def snake(name: str) -> str:
    """ "DateItem" gives "date_item"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


def make_schema() -> dict[str, Any]:
    """The schema of what `to_json` gives."""
    maker = Maker(tomllib.loads(TABLE.read_text(encoding="utf-8")))
    hints = get_type_hints(model.OfficialDocument)
    values = {name: get_args(hint)[0] for name, hint in get_type_hints(model.Metadata).items()}
    maker.definitions["place"] = maker.keys(
        "place",
        "Where a value of the header or foot stands.",
        {
            "span": {"anyOf": [maker.of(model.Span), {"type": "null"}]},
            "confidence": maker.of(float),
            "doubt": maker.of(model.Doubt | None),
            "proposal": maker.of(str | None),
        },
    )
    _define_pages(maker)
    metadata = {name: maker.of(value | None) for name, value in values.items()}
    metadata["secrecy"] = maker.of(model.SecrecyLevel | None)
    metadata["recipients"] = maker.of(tuple[str, ...])
    places: dict[str, Any] = {name: {"$ref": "#/$defs/place"} for name in values}
    places["recipients"] = maker.of(tuple[model.Recipient, ...])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:nhipcau:officialdocs:1",
        "title": "Reading of a Vietnamese official document",
        **maker.keys(
            "document",
            "Places are [start, end], characters, half open, in the source text (NFC, line feeds). Dates are ISO 8601. "
            "A program that uses this form has to pass over keys and codes that it does not know.",
            {
                "schema": {"const": SCHEMA},
                "metadata": maker.keys("metadata", "Values of header and foot.", metadata),
                "metadata_places": maker.keys("metadata", "Places of these values.", places),
                **{name: maker.of(hints[name]) for name in (*LISTS, "provisions", "problems", "secrecy_mark")},
                "source": {"anyOf": [{"$ref": "#/$defs/source"}, {"type": "null"}]},
                "places_on_pages": {"type": "array", "items": {"$ref": "#/$defs/place_on_page"}},
            },
        ),
        "$defs": dict(sorted(maker.definitions.items())),
    }


def _define_pages(maker: Maker) -> None:
    """What the form takes over of a file: not its words, and boxes only for what the reading names."""
    share = {"type": "number", "minimum": 0, "maximum": 1}
    size = {"type": "number", "minimum": 0}
    number = {"type": "integer", "minimum": 1}
    maker.definitions["page"] = maker.keys(
        "page", "One page of a file.", {"number": number, "span": maker.of(model.Span), "width": size, "height": size}
    )
    maker.definitions["source"] = maker.keys(
        "source",
        "A file as it was handed in.",
        {
            "format": maker.of(Format),
            "notes": maker.of(tuple[Note, ...]),
            "pages": {"type": "array", "items": {"$ref": "#/$defs/page"}},
        },
    )
    maker.definitions["place_on_page"] = maker.keys(
        "place_on_page",
        "One printed line of a place.",
        {
            "span": maker.of(model.Span),
            "page": number,
            "box": {"type": "array", "prefixItems": [share] * 4, "items": False, "minItems": 4},
        },
    )


def as_text(schema: dict[str, Any]) -> str:
    """As the file has it."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(as_text(make_schema()), encoding="utf-8")
