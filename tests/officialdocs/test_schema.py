"""The published schema says exactly what the JSON form has, down to the last key and code, and never takes it back."""

import copy
import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from tools.official_document_schema import as_text, make_schema

from nhipcau.officialdocs import (
    Extracted,
    Format,
    Note,
    Span,
    json_schema,
    read,
    read_bytes,
    read_extracted,
    to_json,
)
from nhipcau.officialdocs.extraction.extracted import Box, Page, Word, Words
from tests.officialdocs.scoring import DATA, EXAMPLES
from tests.officialdocs.test_robustness import DOCUMENTS

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "directive.txt"
DOCUMENTS_OF_KINDS = [SAMPLE, *sorted(EXAMPLES.glob("*.txt")), *sorted((DATA / "dev").glob("*.txt"))]
AS_FIRST_PUBLISHED = Path(__file__).parent / "official-document-1-as-first-published.json"


def closed(schema: Any) -> Any:
    """The schema without its open ends: no further key, no further code."""
    if isinstance(schema, list):
        return [closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: closed(value) for key, value in schema.items()}
    if inner.get("type") == "object":
        inner["additionalProperties"] = False
    if "anyOf" in inner:
        inner["anyOf"] = [choice for choice in inner["anyOf"] if "pattern" not in choice]
    return inner


@cache
def validator(*, of_first: bool = False) -> Draft202012Validator:
    schema = json.loads(AS_FIRST_PUBLISHED.read_text(encoding="utf-8")) if of_first else closed(json_schema())
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def faults(plain: Any, *, of_first: bool = False) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator(of_first=of_first).iter_errors(plain)]


def plain_reading(text: str) -> Any:
    """The reading as another program gets it."""
    return json.loads(json.dumps(to_json(read(text))))


def test_the_published_schema_follows_the_dataclasses_and_their_descriptions() -> None:
    published = (files("nhipcau.officialdocs") / "schema" / "official-document-1.json").read_text(encoding="utf-8")
    assert published == as_text(make_schema()), (
        "A field or code changed: describe it in schema/descriptions.toml, "
        "then run python tools/official_document_schema.py and note it in docs/reading-library.md."
    )


def test_the_schema_is_a_sound_schema_and_describes_every_key() -> None:
    schema = json_schema()
    Draft202012Validator.check_schema(schema)
    objects = [schema, *schema["properties"].values(), *schema["$defs"].values()]
    keys = [key for holder in objects for key in holder.get("properties", {}).values()]
    assert len(keys) > 60
    assert all(key.get("description") for key in keys)


@pytest.mark.parametrize("path", DOCUMENTS_OF_KINDS, ids=lambda path: path.stem)
def test_every_reading_fits_the_schema_of_today_and_the_one_first_published(path: Path) -> None:
    plain = json.loads(json.dumps(to_json(read_bytes(path.read_bytes()))))
    assert faults(plain) == []
    assert faults(plain, of_first=True) == []


@given(DOCUMENTS)
@settings(max_examples=60, deadline=None)
def test_the_reading_of_any_text_fits_the_schema(text: str) -> None:
    plain = plain_reading(text)
    assert faults(plain) == []
    assert faults(plain, of_first=True) == []


def printed(lines: list[str]) -> Extracted:
    """A page of a file with these lines, the last of which runs off its edge."""
    text = "\n".join(lines)
    words, at = [], 0
    for number, line in enumerate(lines):
        for word in line.split():
            start = text.index(word, at)
            at = start + len(word)
            words.append(Word(Span(start, at), Box(0.1, number / 4, 0.1 + number, number / 4 + 0.1), 0.9))
    page = Page(1, Span(0, len(text)), 595, 842, Words.of(words))
    return Extracted(text, Format.SCAN, (page,), notes=(Note.OCR,))


def test_a_reading_of_pages_says_where_everything_is_printed() -> None:
    document = read_extracted(printed(["UBND TỈNH A", "Số: 12/KH-UBND", "KẾ HOẠCH", "Tuần lễ văn hóa"]))
    plain = json.loads(json.dumps(to_json(document)))
    assert faults(plain) == []
    page = {"number": 1, "span": [0, len(document.text)], "width": 595, "height": 842}
    assert plain["source"] == {"format": "scan", "notes": ["ocr"], "pages": [page]}
    boxes = {tuple(place["span"]): place["box"] for place in plain["places_on_pages"]}
    assert boxes[tuple(plain["metadata_places"]["number"]["span"])] == [0.1, 0.25, 1, 0.35]
    assert plain_reading("KẾ HOẠCH")["source"] is None


def test_the_strict_schema_notices_what_it_does_not_know() -> None:
    plain = plain_reading("KẾ HOẠCH")
    assert "extra" in faults({**plain, "extra": 1})[0]
    doubtful = copy.deepcopy(plain)
    doubtful["metadata_places"]["number"]["doubt"] = "moonlight"
    assert "moonlight" in faults(doubtful)[0]


def test_the_published_schema_takes_keys_and_codes_of_a_later_release_but_no_other_form() -> None:
    plain = plain_reading("KẾ HOẠCH")
    plain["metadata_places"]["number"]["doubt"] = "moonlight"
    assert faults({**plain, "extra": 1}, of_first=True) == []
    assert faults({**plain, "schema": "nhipcau.officialdocs/2"}, of_first=True) != []
    plain["metadata_places"]["number"]["confidence"] = 2
    assert faults(plain, of_first=True) != []
