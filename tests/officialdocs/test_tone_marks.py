"""A document reads the same in either style of tone marks: "hoà" and "hòa" are one word."""

from pathlib import Path
from typing import Any

import pytest

from nhipcau.officialdocs import read, to_json
from nhipcau.vietnamese import with_classic_tone_marks, with_modern_tone_marks
from tests.officialdocs.scoring import EXAMPLES


def in_classic_style(value: Any) -> Any:
    """All texts of a reading with their tone marks in the classic place."""
    if isinstance(value, str):
        return with_classic_tone_marks(value)
    if isinstance(value, list):
        return [in_classic_style(one) for one in value]
    if isinstance(value, dict):
        return {key: in_classic_style(one) for key, one in value.items()}
    return value


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_a_document_reads_the_same_in_either_style_of_tone_marks(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    classic, modern = with_classic_tone_marks(text), with_modern_tone_marks(text)
    assert in_classic_style(to_json(read(modern))) == to_json(read(classic))


def test_the_styles_do_differ_in_these_documents() -> None:
    texts = [path.read_text(encoding="utf-8") for path in EXAMPLES.glob("*.txt")]
    assert sum(with_classic_tone_marks(text) != with_modern_tone_marks(text) for text in texts) > 10
