"""The parts of an official document that is written, as plain values; nothing here knows a file format."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Style(StrEnum):
    """Whose form a document has."""

    STATE = "state"
    PARTY = "party"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in the body; level 1 is a part (I), 2 a section (1)."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullet:
    """An item behind a dash, as official documents list."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a row of headings; numeric columns stand at the right."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    caption: str = ""
    numeric: frozenset[int] = frozenset()
    # How wide the columns are to each other; empty: all the same.
    widths: Sequence[float] = ()


Block = Heading | Paragraph | Bullet | Table


@dataclass(frozen=True, slots=True)
class OfficialPaper:
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

    @property
    def number_line(self) -> str:
        """ "Số: 88/BC-UBND" for the state, "Số 14-BC/BTGTU" for the party; dots where the register will write."""
        number = self.number or "…"
        if self.style is Style.STATE:
            return f"Số: {number}/{self.symbol}" if self.symbol else f"Số: {number}"
        return f"Số {number}-{self.symbol}" if self.symbol else f"Số {number}"


def date_line(place: str, day: date | None) -> str:
    """ "Vân Khê, ngày 05 tháng 3 năm 2026": days below 10 and January and February with a zero, as the decree asks."""
    if day is None:
        return f"{place}, ngày … tháng … năm …"
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"{place}, ngày {day.day:02} tháng {month} năm {day.year}"
