"""The table of figures that a duty asks for: what was counted, what the officer typed, what does not add up."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from nhipcau.reporting.below import Added
from nhipcau.reporting.counting import Figure
from nhipcau.reporting.models import FigureLine, ReportFigure

Number = int | float
Key = tuple[str, str, str]
"""Kind, measure, language; measure empty for how many, language empty for all."""
PROVEN = "#proven"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table. `value` is what counts: the typed number, or what was counted."""

    code: str
    label: str
    unit: str
    kind: str
    measure: str
    language: str
    counted: Number | None
    typed: Number | None
    note: str
    version: int
    is_sum: bool
    unproven: int
    # What the parts of a sum add up to; None for what is no sum or has no parts.
    parts: Number | None = None

    @property
    def value(self) -> Number | None:
        return self.counted if self.typed is None else self.typed

    @property
    def depth(self) -> int:
        return self.code.count(".")

    @property
    def adds_up(self) -> bool:
        return self.parts is None or self.value is None or abs(self.value - self.parts) < 0.0005

    @property
    def is_typed_without_source(self) -> bool:
        """Typed by hand, and nobody said where it comes from."""
        return self.typed is not None and self.typed != self.counted and not self.note.strip()


def totals(figures: Iterable[Figure], added: Iterable[Added]) -> dict[Key, Number]:
    """Every figure by its key: the unit's own and those of the units below, added up."""
    found: dict[Key, Number] = {}

    def add(key: Key, value: Number) -> None:
        found[key] = round(found.get(key, 0) + value, 3)

    for figure in figures:
        add((figure.kind, "", ""), figure.count)
        add((figure.kind, PROVEN, ""), figure.proven)
        for line in figure.by_language:
            add((figure.kind, "", line.language), line.count)
        for one in figure.sums:
            add((figure.kind, one.measure, ""), one.value)
    for other in added:
        add((other.kind, other.measure, other.language), plain(other.value))
    return found


def plain(value: Decimal | float) -> Number:
    """A whole number where it is one."""
    return int(value) if value == int(value) else float(value)


def table_of(lines: Sequence[FigureLine], found: Mapping[Key, Number], typed: Iterable[ReportFigure]) -> list[Line]:
    """The lines of a duty with their values; a sum that nobody typed is what its parts add up to."""
    by_hand = {figure.code: figure for figure in typed}
    rows = [_line(line, found, by_hand.get(line.code)) for line in sorted(lines, key=lambda one: _numbers(one.code))]
    done: dict[str, Line] = {}
    for row in reversed(rows):  # parts come before their sums
        done[row.code] = _with_parts(row, list(done.values()))
    return [done[row.code] for row in rows]


def _numbers(code: str) -> tuple[int, ...]:
    return tuple(int(part) for part in code.split("."))


def _line(line: FigureLine, found: Mapping[Key, Number], typed: ReportFigure | None) -> Line:
    counted: Number | None = None
    unproven = 0
    if line.kind:
        counted = found.get((line.kind, line.measure, line.language), 0)
        if not line.measure:
            unproven = int(found.get((line.kind, "", ""), 0) - found.get((line.kind, PROVEN, ""), 0))
    return Line(
        code=line.code,
        label=line.label,
        unit=line.unit_of_measure,
        kind=line.kind,
        measure=line.measure,
        language=line.language,
        counted=counted,
        typed=plain(typed.value) if typed else None,
        note=typed.note if typed else "",
        version=typed.version if typed else 0,
        is_sum=line.is_sum,
        unproven=unproven,
    )


def _with_parts(row: Line, others: Sequence[Line]) -> Line:
    below = [one for one in others if one.code.startswith(f"{row.code}.") and one.depth == row.depth + 1]
    if not row.is_sum or not below:
        return row
    parts = plain(round(sum((one.value or 0 for one in below), 0), 3))
    values = {name: getattr(row, name) for name in Line.__slots__}
    values["parts"] = parts
    if row.counted is None:
        values["counted"] = parts
    return Line(**values)


def line_to_json(line: Line) -> dict[str, Any]:
    """Plain values, for the content of a filed report."""
    return {**asdict(line), "value": line.value}


def line_from_json(row: Mapping[str, Any]) -> Line:
    """A line of a filed report."""
    return Line(**{name: value for name, value in row.items() if name != "value"})
