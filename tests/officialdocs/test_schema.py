"""The published schema says exactly what the JSON form has, down to the last key and code."""

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

from nhipcau.officialdocs import read, to_json
from tests.officialdocs.scoring import EXAMPLES

SCHEMA: dict[str, Any] = json.loads(
    (files("nhipcau.officialdocs") / "schema" / "official-document-1.json").read_text(encoding="utf-8")
)
TYPES = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
    "array": list,
    "object": dict,
}


def faults(value: Any, schema: Any, at: str = "$") -> Iterator[str]:
    """What of `value` the schema does not allow, for the few keywords that ours uses."""
    if schema is False:
        yield f"{at}: too many items"
        return
    if "$ref" in schema:
        yield from faults(value, SCHEMA["$defs"][schema["$ref"].split("/")[-1]], at)
        return
    if "anyOf" in schema:
        if all(list(faults(value, choice, at)) for choice in schema["anyOf"]):
            yield f"{at}: none of the choices takes {value!r}"
        return
    if ("enum" in schema and value not in schema["enum"]) or ("const" in schema and value != schema["const"]):
        yield f"{at}: {value!r} is not listed"
    wanted = schema.get("type", [])
    names = [wanted] if isinstance(wanted, str) else wanted
    if names and not any(isinstance(value, TYPES[name]) for name in names):
        yield f"{at}: {value!r} is no {wanted}"
    if isinstance(value, dict):
        allowed = schema.get("properties", {})
        for name in schema.get("required", []):
            if name not in value:
                yield f"{at}: {name} is missing"
        for name, item in value.items():
            yield from (
                faults(item, allowed[name], f"{at}.{name}") if name in allowed else [f"{at}: {name} is not known"]
            )
    if isinstance(value, list):
        first = schema.get("prefixItems", [])
        for index, item in enumerate(value):
            inner = first[index] if index < len(first) else schema.get("items", {})
            yield from faults(item, inner, f"{at}[{index}]")


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_every_reading_fits_the_published_schema(path: Any) -> None:
    plain = json.loads(json.dumps(to_json(read(path.read_text(encoding="utf-8")))))
    assert list(faults(plain, SCHEMA)) == []


def test_the_schema_notices_what_it_does_not_know() -> None:
    plain = to_json(read("KẾ HOẠCH"))
    assert list(faults({**plain, "extra": 1}, SCHEMA)) == ["$: extra is not known"]
