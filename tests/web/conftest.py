"""The sample province in the tests' database."""

from pathlib import Path
from typing import Any

import pytest

from nhipcau.web import sample


@pytest.fixture
def province(db: None, samples: Path, settings: Any, tmp_path: Path) -> None:
    """Offices, people, the accepted directive and the stories, as a newcomer finds them."""
    settings.MEDIA_ROOT, settings.PUBLISHED_SITE = tmp_path / "media", tmp_path / "site"
    sample.load(samples)
