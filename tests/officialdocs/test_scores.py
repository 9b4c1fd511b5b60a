"""The reader against hand-made labels: real documents of the data folder, and documents invented for this
project.
"""

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.officialdocs.scoring import EXAMPLES, data_folder, labels_of, load_scorer, reading_of

FLOORS = {
    "outline": 0.95,
    "citations": 0.95,
    "recipients": 0.95,
    "dates": 0.92,
    "recurring_deadlines": 1.0,
    "assignments": 0.85,
}
METADATA_FLOOR = 0.97


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    return load_scorer()


def pairs() -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for path in sorted((data_folder() / "dev").glob("*.txt")):
        yield labels_of(path.with_suffix(".json")), reading_of(path)


def test_metadata_of_real_documents_reaches_its_floor(scorer: ModuleType) -> None:
    near = [field[1] for label, reading in pairs() for field in scorer.score_document(label, reading)[0].values()]
    assert sum(near) / len(near) >= METADATA_FLOOR


@pytest.mark.parametrize("name", FLOORS)
def test_lists_of_real_documents_reach_their_floors(scorer: ModuleType, name: str) -> None:
    counted = [
        scorer.counts(name, scorer.list_of(label, name), scorer.list_of(reading, name)) for label, reading in pairs()
    ]
    assert scorer.prf(*(sum(column) for column in zip(*counted, strict=True)))[2] >= FLOORS[name]


EXAMPLE_FILES = sorted(EXAMPLES.glob("*.txt"))


def test_every_example_has_labels_written_by_hand() -> None:
    assert len(EXAMPLE_FILES) >= 12
    assert [path.name for path in EXAMPLE_FILES if not path.with_suffix(".expected.json").exists()] == []


@pytest.mark.parametrize("path", EXAMPLE_FILES, ids=lambda path: path.stem)
def test_invented_documents_are_read_as_labelled(scorer: ModuleType, path: Path) -> None:
    label, reading = labels_of(path.with_suffix(".expected.json")), reading_of(path)
    fields, lists = scorer.score_document(label, reading)
    wrong = {
        name: (label["metadata"][name], reading["metadata"][name]) for name, (_, near, _) in fields.items() if not near
    }
    assert wrong == {}
    for name, (matched, labelled, read) in lists.items():
        assert (name, matched, read) == (name, labelled, labelled)
