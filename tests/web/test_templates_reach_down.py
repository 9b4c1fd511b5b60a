"""The import contracts hold for templates, styles and scripts, too: a page loads nothing of an app above its own."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "nhipcau"
# `web` holds what the pages of all apps share.
OF_ALL = "web"
_LOADED = re.compile(r"""\{%\s*(?:static|include|extends)\s+["'](?P<app>[a-z]+)/""")


def heights() -> dict[str, int]:
    """How high each app stands, by the contract in pyproject.toml."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    (layers,) = (contract["layers"] for contract in contracts if contract["type"] == "layers")
    return {
        app.strip().removeprefix("nhipcau."): height
        for height, layer in enumerate(reversed(layers))
        for app in layer.split("|")
    }


def reaching_up(app: str, template: str, heights: dict[str, int]) -> Iterator[str]:
    """The apps that a template loads from and that do not stand below its own."""
    for found in _LOADED.finditer(template):
        other = found["app"]
        if other in heights and other not in (app, OF_ALL) and heights[other] >= heights[app]:
            yield other


def test_no_page_loads_anything_of_an_app_above() -> None:
    levels = heights()
    found = {
        f"{file.relative_to(SOURCE)} loads from {other}"
        for app in levels
        for file in (SOURCE / app).rglob("templates/**/*.html")
        for other in reaching_up(app, file.read_text(encoding="utf-8"), levels)
    }
    assert found == set()


def test_one_that_does_is_found() -> None:
    page = """{% extends "drafts/page.html" %}{% static 'reporting/reports.css' %}{% include "web/_pages.html" %}"""
    assert list(reaching_up("programme", page, heights())) == ["reporting"]
