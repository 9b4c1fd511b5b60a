"""The forms of official documents as data (`tables/paper_forms.toml`): what is written, and within what it is right."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from nhipcau.officialdocs.writing.parts import Style


@dataclass(frozen=True, slots=True)
class Length:
    """A distance in millimetres: the one that is written, and the shortest and longest that are right."""

    written: float
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class PartForm:
    """How one part of a document looks. Sizes are in points; None means that either way is right."""

    size: float
    sizes: tuple[float, float]
    bold: bool | None = None
    italic: bool | None = None
    capitals: bool = False
    underlined: bool = False
    place: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class PaperForm:
    """The form of the state's or the party's documents."""

    source: str
    font: str
    fonts_of_same_measures: tuple[str, ...]
    paper: tuple[float, float]
    margins: Mapping[str, Length]
    page_number: PartForm
    page_number_from_top: Length
    parts: Mapping[str, PartForm]

    @property
    def text_width(self) -> float:
        """The width of the text of an upright page as it is written, in millimetres."""
        return self.paper[0] - self.margins["left"].written - self.margins["right"].written


@cache
def form_of(style: Style) -> PaperForm:
    """The form of a style."""
    table = files("nhipcau.officialdocs") / "tables" / "paper_forms.toml"
    row: dict[str, Any] = tomllib.loads(table.read_text(encoding="utf-8"))[style.value]
    number = dict(row["page_number"])
    from_top = Length(**number.pop("from_top"))
    return PaperForm(
        source=row["source"],
        font=row["font"],
        fonts_of_same_measures=tuple(row["fonts_of_same_measures"]),
        paper=(row["paper"][0], row["paper"][1]),
        margins={side: Length(**one) for side, one in row["margins"].items()},
        page_number=_part({**number, "place": "centre"}),
        page_number_from_top=from_top,
        parts={name: _part(one) for name, one in row["parts"].items()},
    )


def _part(row: Mapping[str, Any]) -> PartForm:
    return PartForm(**{**row, "sizes": (row["sizes"][0], row["sizes"][1])})
