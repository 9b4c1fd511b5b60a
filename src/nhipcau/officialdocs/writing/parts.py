"""The parts of an official document that is written, as plain values; nothing here knows a file format."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

# What a text pasted from a word processor brings along: breaks that are no line ends of ours become spaces; signs that
# no XML may hold, halves of signs, and orders to turn letters around go.
_BREAKS = re.compile("[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
_UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f\u202d\u202e\ufffe\uffff\ud800-\udfff]")


def writable(text: str) -> str:
    """A text that every format can hold.

    >>> writable("Mục một\\x0bmục\\x07 hai")
    'Mục một mục hai'
    """
    return _UNWRITABLE.sub("", _BREAKS.sub(" ", text))


def _writable(value: Any) -> Any:
    if type(value) is str:  # not a name of a style
        return writable(value)
    if isinstance(value, list | tuple):
        return tuple(_writable(one) for one in value)
    return value


class Part:
    """Whatever holds texts; they can be written as soon as they are there."""

    __slots__ = ()

    def __post_init__(self) -> None:
        for field in fields(self):  # type: ignore[arg-type]  # all of them are dataclasses
            object.__setattr__(self, field.name, _writable(getattr(self, field.name)))


class Style(StrEnum):
    """Whose form a document has."""

    STATE = "state"
    PARTY = "party"


@dataclass(frozen=True, slots=True)
class Heading(Part):
    """A heading in the body; level 1 is a part (I), 2 a section (1)."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph(Part):
    """A paragraph of running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullet(Part):
    """An item behind a dash, as official documents list."""

    text: str


@dataclass(frozen=True, slots=True)
class Table(Part):
    """A table with a row of headings; numeric columns stand at the right."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    caption: str = ""
    numeric: frozenset[int] = frozenset()
    # How wide the columns are to each other; empty: all the same.
    widths: Sequence[float] = ()


Block = Heading | Paragraph | Bullet | Table


@dataclass(frozen=True, slots=True)
class Annex(Part):
    """What is attached, on pages of its own; `wide` lays them across, for tables of many columns.

    `label` is "Phụ lục", numbered when there are several.
    """

    title: str
    body: Sequence[Block]
    label: str = "Phụ lục"
    wide: bool = False


@dataclass(frozen=True, slots=True)
class OfficialPaper(Part):
    """A document with its header, body and foot.

    `parent` is the body above the issuer ("TỈNH ỦY VÂN KHÊ"); `number` is empty for a draft, which gets its number and
    its day from the register of outgoing documents.
    """

    style: Style
    issuer: str
    kind: str
    subject: str
    place: str
    day: date | None
    body: Sequence[Block]
    parent: str = ""
    number: str = ""
    symbol: str = ""
    addressee: str = ""
    recipients: Sequence[str] = ()
    authority: str = ""
    signer_title: str = ""
    signer: str = ""
    annexes: Sequence[Annex] = ()

    @property
    def number_line(self) -> str:
        """ "Số: 88/BC-UBND" for the state, "Số 14-BC/BTGTU" for the party; dots where the register will write."""
        label = "Số:" if self.style is Style.STATE else "Số"
        return f"{label} {_joined(self.style, self.number or '…', self.symbol)}"

    @property
    def annex_note(self) -> str:
        """What an annex says below its title: to which document it belongs."""
        day = f"ngày {self.day.day:02} tháng {_month(self.day)} năm {self.day.year}" if self.day else NO_DAY
        number = _joined(self.style, self.number or "…", self.symbol)
        return f"(Kèm theo {self.kind} số {number} {day} của {self.issuer})"


NO_DAY = "ngày … tháng … năm …"


def symbol_of(style: Style, kind: str, issuer: str) -> str:
    """What stands behind the number, of the abbreviations of the kind and of the issuer: "KH-SNV" for the state
    ("Số: 12/KH-SNV"), "KH/BTGDVTU" for the party ("Số 12-KH/BTGDVTU").
    """
    return f"{kind}-{issuer}" if style is Style.STATE else f"{kind}/{issuer}"


def written_number(style: Style, number: int, symbol: str) -> str:
    """A number of the register with its symbol, below ten with a zero before it: "08/KH-SNV", "08-KH/BTGDVTU"."""
    return _joined(style, f"{number:02}", symbol)


def _joined(style: Style, number: str, symbol: str) -> str:
    if not symbol:
        return number
    return f"{number}/{symbol}" if style is Style.STATE else f"{number}-{symbol}"


def date_line(place: str, day: date | None) -> str:
    """ "Vân Khê, ngày 05 tháng 3 năm 2026": days below 10 and January and February with a zero, as the decree asks."""
    if day is None:
        return f"{place}, {NO_DAY}"
    return f"{place}, ngày {day.day:02} tháng {_month(day)} năm {day.year}"


def _month(day: date) -> str:
    return f"{day.month:02}" if day.month <= 2 else str(day.month)
