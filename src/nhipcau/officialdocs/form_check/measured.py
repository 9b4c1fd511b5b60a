"""What is measured in a file, as plain values. Lengths are in millimetres, sizes of letters in points."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from nhipcau.officialdocs.writing import Bullet, Heading, OfficialPaper, Paragraph, Table, date_line, form_of

LEFT, RIGHT, CENTRE, ELSEWHERE = "left", "right", "centre", "elsewhere"


class UnreadableFileError(Exception):
    """The bytes are no file of that kind."""


@dataclass(frozen=True, slots=True)
class PartMeasure:
    """How a part of the document stands in the file; one that was not found has no sizes."""

    is_there: bool = False
    sizes: frozenset[float] = frozenset()
    bold: bool | None = None
    italic: bool | None = None
    capitals: bool | None = None
    underlined: bool | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class PageMeasure:
    """Pages that are laid out alike (DOCX: a section) or one page (PDF); `first_page` is how people name it.

    `ends` are the sides on which the text may end earlier than the margin without being wrong.
    """

    first_page: int
    width: float
    height: float
    margins: Mapping[str, float]
    ends: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class NumberMeasure:
    """The page number of a section or of all pages: `on_first` and `on_later` say whether it is there.

    None means that there is no such page to look at.
    """

    on_first: bool = False
    on_later: bool | None = None
    is_centred: bool | None = None
    sizes: frozenset[float] = frozenset()
    from_top: float | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """A whole file."""

    pages: Sequence[PageMeasure]
    fonts: frozenset[str]
    parts: Mapping[str, PartMeasure]
    numbers: Sequence[NumberMeasure]
    # Measured lengths are this exact.
    tolerance: float = 0.1
    may_wear_other_fonts: bool = field(default=False)


def expected_texts(paper: OfficialPaper) -> dict[str, list[str]]:
    """The words of each part as they must stand in the file; a part that the document has not is left out."""
    form = form_of(paper.style)
    texts = {
        "title": [form.parts["title"].text],
        "motto": [form.parts["motto"].text] if "motto" in form.parts else [],
        "star": [form.parts["star"].text] if "star" in form.parts else [],
        "parent": [paper.parent],
        "issuer": [paper.issuer],
        "number": [paper.number_line],
        "day": [date_line(paper.place, paper.day)],
        "kind": [paper.kind],
        "subject": [paper.subject],
        "addressee": [f"Kính gửi: {paper.addressee}" if paper.addressee else ""],
        "body": [*_running(paper)],
        "table": [*_cells(paper)],
        "recipients_label": [form.parts["recipients_label"].text if paper.recipients else ""],
        "recipients": [f"- {one}" for one in paper.recipients],
        "authority": [paper.authority],
        "signer_title": [paper.signer_title],
        "signer": [paper.signer],
        "annex": [annex.label for annex in paper.annexes],
        "annex_title": [annex.title for annex in paper.annexes],
        "annex_note": [paper.annex_note for _annex in paper.annexes],
    }
    written = {name: [_as_written(text, form.parts[name].capitals) for text in many] for name, many in texts.items()
               if name in form.parts}  # fmt: skip
    return {name: kept for name, many in written.items() if (kept := [text for text in many if text])}


def _as_written(text: str, capitals: bool) -> str:
    return text.upper() if capitals else text


def _running(paper: OfficialPaper) -> Iterator[str]:
    for block in (*paper.body, *(block for annex in paper.annexes for block in annex.body)):
        match block:
            case Heading() | Paragraph():
                yield block.text
            case Bullet():
                yield f"- {block.text}"


def _cells(paper: OfficialPaper) -> Iterator[str]:
    for block in (*paper.body, *(block for annex in paper.annexes for block in annex.body)):
        if isinstance(block, Table):
            yield from (text for row in (block.head, *block.rows) for text in row)


def without_spaces(text: str) -> str:
    """The letters of a text alone: how it is broken into lines does not matter."""
    return "".join(text.split())
