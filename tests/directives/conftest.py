"""What the tests of the library share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nhipcau.directives import acceptance
from nhipcau.directives.models import Directive
from nhipcau.directives.services import import_now
from nhipcau.organisation.enums import Role
from nhipcau.organisation.samples import load_units
from tests.own_database import environment_with_database

from .sample_reading import read_sample


@pytest.fixture
def reads_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the reader give the labels of the sample directive."""
    monkeypatch.setattr("nhipcau.directives.services.reading_in.read", read_sample)


@pytest.fixture
def sample_bytes(samples: Path) -> bytes:
    return (samples / "directive.txt").read_bytes()


@pytest.fixture
def officer(person: Callable[..., Any]) -> Any:
    return person(Role.PROGRAMME_OFFICER, username="officer")


@pytest.fixture
def directive(reads_sample: None, sample_bytes: bytes, officer: Any, province: None) -> Directive:
    """The sample directive, read and under review."""
    taken = import_now(sample_bytes, file_name="directive.txt", by=officer, door="workspace")
    assert taken.directive is not None
    return taken.directive


@pytest.fixture
def province(db: None, samples: Path) -> None:
    """The units and groups of the invented province."""
    load_units(samples)


@pytest.fixture
def handlers(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The registered handlers of acceptances: none, until a test adds its own."""
    kept: list[Any] = []
    monkeypatch.setattr(acceptance, "_handlers", kept)
    return kept


@pytest.fixture
def environment(db: None, tmp_path: Path) -> dict[str, str]:
    """A data folder with an empty migrated database, for processes of their own."""
    return environment_with_database(tmp_path)
