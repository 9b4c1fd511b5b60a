"""Lists of people as offices paste them from a spreadsheet or a letter, read into lines; on plain strings."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nhipcau.vietnamese import clean_words, fold_key, with_modern_tone_marks

LONGEST_NAME, LONGEST_FUNCTION = 150, 200
_SERIAL = re.compile(r"^[0-9]{1,4}[.)]?$")
_LEADING_SERIAL = re.compile(r"^[0-9]{1,4}[.)/]\s*|^[-–•*]\s+")
# What stands before a name in a letter and belongs to none.
_ADDRESS = re.compile(r"^(ông|bà|anh|chị|đ/c|đ\.c\.|đc|đồng chí)[:.]?\s+(?=\S)", re.IGNORECASE)
_COLUMNS = {
    "name": ("ho va ten", "ho ten", "full name", "name", "ten"),
    "function": ("chuc vu", "chuc danh", "chuc vu chuc danh", "function", "position"),
    "unit": ("don vi", "co quan", "don vi cong tac", "co quan don vi", "noi cong tac", "unit", "office"),
}
NAME, FUNCTION, UNIT = "name", "function", "unit"


@dataclass(frozen=True, slots=True)
class Line:
    """One person as pasted; `number` counts the lines of the text from 1."""

    number: int
    text: str
    full_name: str
    function: str
    unit: str


def read_lines(text: str) -> list[Line]:
    """People in a pasted list: cells parted by tabs, semicolons, bars or commas; a head of columns is understood.

    Without a head the cells are name, function, unit; of two cells the second one is the unit.

    >>> line = read_lines("1\\tÔng LÒ VĂN BA\\tChuyên viên\\tSở Ngoại vụ")[0]
    >>> line.full_name, line.function, line.unit
    ('Lò Văn Ba', 'Chuyên viên', 'Sở Ngoại vụ')
    """
    order: list[str] | None = None
    found = []
    for number, raw in enumerate(text.replace("\x00", "").splitlines(), start=1):
        cells = _cells(raw)
        if not any(cells):
            continue
        head = _head(cells)
        if head is not None:
            order = head
            continue
        values = _by_column(cells, order)
        found.append(
            Line(number, raw.strip(), _name(values.get(NAME, "")), values.get(FUNCTION, ""), values.get(UNIT, ""))
        )
    return found


def _cells(raw: str) -> list[str]:
    for parting in ("\t", ";", "|"):
        if parting in raw:
            return [clean_words(cell) for cell in raw.split(parting)]
    return [clean_words(cell) for cell in _LEADING_SERIAL.sub("", raw.strip()).split(",")]


def _head(cells: Sequence[str]) -> list[str] | None:
    """The columns that a line names; None for a line that is no head."""
    keys = [" ".join(re.findall(r"\w+", fold_key(cell))) for cell in cells]
    columns = [next((name for name, words in _COLUMNS.items() if key in words), "") for key in keys]
    return columns if NAME in columns and len(set(columns) - {""}) > 1 else None


def _by_column(cells: list[str], order: list[str] | None) -> dict[str, str]:
    if order is not None and len(cells) >= order.index(NAME) + 1:
        return {name: cell for name, cell in zip(order, cells, strict=False) if name}
    cells = [cell for place, cell in enumerate(cells) if not (place == 0 and _SERIAL.match(cell))]
    cells = [cell for cell in cells if cell] or [""]
    if len(cells) == 2:
        return {NAME: cells[0], UNIT: cells[1]}
    # Names of units hold commas: "Sở Văn hóa, Thể thao và Du lịch".
    return {NAME: cells[0], FUNCTION: cells[1] if len(cells) > 2 else "", UNIT: ", ".join(cells[2:])}


def _name(text: str) -> str:
    name = _ADDRESS.sub("", _LEADING_SERIAL.sub("", text)).strip(" .,:;")
    return name.title() if name.isupper() else name


def is_same_name(typed: str, written: str) -> bool:
    """Whether a typed name is a written one: "Hoà" is "Hòa", "lo thi may" is "Lò Thị Mây", but "Hùng" is not "Hưng".

    >>> is_same_name("Trần Hoà", "Trần Hòa"), is_same_name("lo thi may", "Lò Thị Mây"), is_same_name("Hùng", "Hưng")
    (True, True, False)
    """
    plain = with_modern_tone_marks(clean_words(typed)).casefold()
    if plain == with_modern_tone_marks(clean_words(written)).casefold():
        return True
    return plain.isascii() and fold_key(plain) == fold_key(written)


def said_twice(lines: Iterable[Line]) -> dict[int, int]:
    """Lines that say what an earlier line says already, by number, with the number of that one."""
    first: dict[tuple[str, ...], int] = {}
    twice = {}
    for line in lines:
        key = tuple(with_modern_tone_marks(part).casefold() for part in (line.full_name, line.function, line.unit))
        if first.setdefault(key, line.number) != line.number:
            twice[line.number] = first[key]
    return twice
