"""The scorer of the data folder, loaded from there, and reading as it wants it."""

import importlib.util
import json
import os
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from nhipcau.officialdocs import read_bytes, to_json

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "official-documents"
EXAMPLES = Path(__file__).parent / "examples"


def data_folder() -> Path:
    """Give the folder of labelled documents; a machine without it skips, the continuous check must have it."""
    if not (DATA / "score.py").exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"labelled documents are missing: {DATA}")
        pytest.skip(f"labelled documents are not on this machine: {DATA}")
    return DATA


def load_scorer() -> ModuleType:
    """Import score.py, which is no package."""
    spec = importlib.util.spec_from_file_location("score", data_folder() / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def reading_of(path: Path) -> dict[str, Any]:
    """Read a file into the JSON form."""
    return to_json(read_bytes(path.read_bytes()))


def labels_of(path: Path) -> dict[str, Any]:
    """Load hand-made labels."""
    labels: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return labels
