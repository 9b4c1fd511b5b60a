"""Tables of a PDF page, found by the lines that are drawn around their cells."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from nhipcau.officialdocs.extraction.pdf_words import PrintedWord, Rule

_NEAR = 3.0
# Less than this beyond the last line is no row.
_OPEN = 8.0
_MOST_RULES = 4_000
_MOST_CELLS = 20_000


@dataclass(slots=True)
class RuledTable:
    """A table: for each row its cells by number, and the words of each cell. A cell over several rows is in each."""

    top: float
    rows: list[list[int]]
    words: dict[int, list[PrintedWord]] = field(default_factory=dict)


def ruled_tables(
    along: Sequence[Rule], across: Sequence[Rule], words: Sequence[PrintedWord]
) -> tuple[list[RuledTable], list[PrintedWord]]:
    """Find the tables of a page, and the words that stand outside of them."""
    if len(along) > _MOST_RULES or len(across) > _MOST_RULES:
        return [], list(words)
    tables: list[RuledTable] = []
    rest = list(words)
    for rows, columns in _regions(_merged(along), _merged(across)):
        grid = _Grid(rows, columns)
        if not grid.is_table:
            continue
        inside = [word for word in rest if grid.holds(word)]
        if not inside:
            continue
        outside = [word for word in rest if not grid.holds(word)]
        tables.append(grid.filled(inside))
        rest = outside
    return tables, rest


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Both edges of a drawn bar, and the pieces that cells draw for themselves, as one line."""
    lines: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda one: one.at):
        if lines and rule.at - lines[-1][-1].at < _NEAR:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    merged: list[Rule] = []
    for line in lines:
        at = sum(rule.at for rule in line) / len(line)
        start, end = None, 0.0
        for rule in sorted(line, key=lambda one: one.start):
            if start is None:
                start, end = rule.start, rule.end
            elif rule.start <= end + _NEAR:
                end = max(end, rule.end)
            else:
                merged.append(Rule(at, start, end))
                start, end = rule.start, rule.end
        if start is not None:
            merged.append(Rule(at, start, end))
    return merged


def _regions(along: list[Rule], across: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that hang together: each with all that it meets."""
    parents = list(range(len(along) + len(across)))

    def root(number: int) -> int:
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    for i, row in enumerate(along):
        for j, column in enumerate(across, len(along)):
            meets = (
                row.start - _NEAR <= column.at <= row.end + _NEAR
                and column.start - _NEAR <= row.at <= column.end + _NEAR
            )
            if meets:
                parents[root(i)] = root(j)
    found: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for i, row in enumerate(along):
        found[root(i)][0].append(row)
    for j, column in enumerate(across, len(along)):
        found[root(j)][1].append(column)
    return sorted(found.values(), key=lambda region: min((rule.at for rule in region[0]), default=0.0))


class _Grid:
    """Lines as a grid, and which of its fields are one cell."""

    def __init__(self, along: list[Rule], across: list[Rule]) -> None:
        self._along, self._across = along, across
        self.ys = _with_open_ends(_places(along), across)
        self.xs = _places(across)

    @property
    def is_table(self) -> bool:
        """Two columns at least; a single box is a frame around something."""
        return len(self.xs) >= 3 and len(self.ys) >= 2 and len(self.xs) * len(self.ys) <= _MOST_CELLS

    def holds(self, word: PrintedWord) -> bool:
        middle = (word.left + word.right) / 2
        return self.xs[0] <= middle <= self.xs[-1] and self.ys[0] <= word.middle <= self.ys[-1]

    def filled(self, words: Sequence[PrintedWord]) -> RuledTable:
        """Give the table with its words in their cells."""
        numbers = self._cells()
        table = RuledTable(self.ys[0], numbers, defaultdict(list))
        for word in words:
            row = _field(self.ys, word.middle)
            column = _field(self.xs, (word.left + word.right) / 2)
            table.words[numbers[row][column]].append(word)
        table.rows = _without_gaps(numbers, table.words)
        return table

    def _cells(self) -> list[list[int]]:
        rows, columns = len(self.ys) - 1, len(self.xs) - 1
        numbers = [[row * columns + column for column in range(columns)] for row in range(rows)]
        for row in range(rows):
            middle = (self.ys[row] + self.ys[row + 1]) / 2
            for column in range(columns):
                center = (self.xs[column] + self.xs[column + 1]) / 2
                if column and not _stands(self._across, self.xs[column], middle):
                    numbers[row][column] = numbers[row][column - 1]
                elif row and not _stands(self._along, self.ys[row], center):
                    numbers[row][column] = numbers[row - 1][column]
        return numbers


def _without_gaps(numbers: list[list[int]], words: dict[int, list[PrintedWord]]) -> list[list[int]]:
    """Leave out columns in which no cell of its own holds a word: they stand between the lines of a double border."""
    kept = [
        column
        for column in range(len(numbers[0]))
        if any(words.get(row[column]) and (column == 0 or row[column] != row[column - 1]) for row in numbers)
    ]
    return [[row[column] for column in kept] for row in numbers]


def _places(rules: Sequence[Rule]) -> list[float]:
    found: list[float] = []
    for rule in sorted(rules, key=lambda one: one.at):
        if not found or rule.at - found[-1] > _NEAR:
            found.append(rule.at)
    return found


def _with_open_ends(ys: list[float], across: Sequence[Rule]) -> list[float]:
    """A row that the end of the page cuts may have no line below it, or above; the lines between its cells go on."""
    if len(ys) < 2:
        return ys
    starts, ends = sorted(rule.start for rule in across), sorted((rule.end for rule in across), reverse=True)
    for border, sides, way in ((ys[0], starts, -1), (ys[-1], ends, 1)):
        # Two of them reach beyond the last line equally far.
        if len(sides) >= 2 and way * (sides[1] - border) > _OPEN and abs(sides[0] - sides[1]) < _NEAR:
            ys = sorted([*ys, sides[1]])
    return ys


def _field(borders: Sequence[float], place: float) -> int:
    return max(0, min(sum(border <= place for border in borders) - 1, len(borders) - 2))


def _stands(rules: Sequence[Rule], at: float, beside: float) -> bool:
    return any(abs(rule.at - at) <= _NEAR and rule.start - _NEAR <= beside <= rule.end + _NEAR for rule in rules)
