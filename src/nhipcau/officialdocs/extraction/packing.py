"""A first reading as plain values and numbers, for the way from one process to another. Nothing of it can be run."""

import json
from array import array
from collections.abc import Sequence
from typing import Any

from nhipcau.officialdocs.extraction.extracted import Extracted, Footnote, Format, Note, Page, Words
from nhipcau.officialdocs.extraction.first_reading import FirstReading
from nhipcau.officialdocs.span import Span

# A lone half of a surrogate pair is no text, but may stand in one.
_CODING = ("utf-8", "surrogatepass")


def packed(first: FirstReading) -> list[bytes]:
    """The reading in parts: what is said of it, pictures, its text, and the places of all words."""
    said: dict[str, Any] = {
        "format": first.format.value,
        "scanned": first.scanned,
        "pictured": first.pictured,
        "beside": first.beside,
    }
    extracted = first.extracted
    if extracted is None:
        return [json.dumps(said).encode(), first.pictures]
    words = [page.words for page in extracted.pages]
    said["extracted"] = {
        "format": extracted.format.value,
        "notes": [note.value for note in extracted.notes],
        "footnotes": [
            [note.anchor.start, note.anchor.end, note.body.start, note.body.end] for note in extracted.footnotes
        ],
        "pages": [
            [page.number, page.span.start, page.span.end, page.width, page.height, len(page.words), _is_unsure(page)]
            for page in extracted.pages
        ],
    }
    return [
        json.dumps(said).encode(),
        first.pictures,
        extracted.text.encode(*_CODING),
        b"".join(page.starts.tobytes() for page in words),
        b"".join(page.ends.tobytes() for page in words),
        b"".join(page.edges.tobytes() for page in words),
        b"".join(page.confidences.tobytes() for page in words),
    ]


def unpacked(parts: Sequence[bytes]) -> FirstReading:
    """The reading again.

    Raises:
        ValueError, KeyError, TypeError: it was not packed here.
    """
    said = json.loads(parts[0])
    kind, scanned, pictured = Format(said["format"]), *(tuple(map(int, said[name])) for name in ("scanned", "pictured"))
    if "extracted" not in said:
        return FirstReading(kind, None, scanned, pictured, parts[1], str(said["beside"]))
    of_text = said["extracted"]
    _, pictures, text, starts, ends, edges, confidences = parts
    numbers = _Numbers(starts, ends, edges, confidences)
    extracted = Extracted(
        text.decode(*_CODING),
        Format(of_text["format"]),
        tuple(
            Page(
                int(number), Span(int(start), int(end)), float(width), float(height), numbers.take(count, bool(unsure))
            )
            for number, start, end, width, height, count, unsure in of_text["pages"]
        ),
        tuple(Footnote(Span(*map(int, one[:2])), Span(*map(int, one[2:]))) for one in of_text["footnotes"]),
        tuple(map(Note, of_text["notes"])),
    )
    return FirstReading(kind, extracted, scanned, pictured, pictures, str(said["beside"]))


def _is_unsure(page: Page) -> bool:
    return bool(page.words.confidences)


class _Numbers:
    """The numbers of all pages, taken page by page."""

    def __init__(self, starts: bytes, ends: bytes, edges: bytes, confidences: bytes) -> None:
        self._starts, self._ends = array("I", starts), array("I", ends)
        self._edges, self._confidences = array("d", edges), array("d", confidences)
        self._at = self._unsure_at = 0

    def take(self, count: int, unsure: bool) -> Words:
        at, unsure_at, end = self._at, self._unsure_at, self._at + count
        unsure_end = unsure_at + count * unsure
        self._at, self._unsure_at = end, unsure_end
        return Words(
            self._starts[at:end],
            self._ends[at:end],
            self._edges[4 * at : 4 * end],
            self._confidences[unsure_at:unsure_end],
        )
