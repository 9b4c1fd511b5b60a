"""A text that was extracted, mended as a whole: encodings from before Unicode without their fonts, soft hyphens.

What is mended may become shorter; every place moves along.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace

from nhipcau.officialdocs.extraction.extracted import Extracted
from nhipcau.officialdocs.extraction.text import LEGACY_NOTES
from nhipcau.officialdocs.span import Span
from nhipcau.vietnamese import mend_legacy

_SOFT_HYPHEN = "\u00ad"
# What is no letter in any encoding stays one character.
_PIECE = re.compile(r"[\s!-@\[-`{-~]|[^\s!-@\[-`{-~]+")


def mended(extracted: Extracted) -> Extracted:
    """Turn TCVN3 and VNI whose fonts were not named, then leave soft hyphens out."""
    text, legacy = mend_legacy(extracted.text)
    if legacy is not None and len(pieces := _PIECE.findall(text)) == len(_PIECE.findall(extracted.text)):
        starts = [found.start() for found in _PIECE.finditer(extracted.text)]
        turned_starts: list[int] = []
        at = 0
        for piece in pieces:
            turned_starts.append(at)
            at += len(piece)

        def turned_place(place: int) -> int:
            """Pieces keep their order and number; inside of one a place stands as far from its start."""
            number = max(0, bisect_right(starts, place) - 1)
            return min(turned_starts[number] + place - starts[number], turned_starts[number] + len(pieces[number]))

        notes = tuple(dict.fromkeys([*extracted.notes, LEGACY_NOTES[legacy]]))
        extracted = replace(moved(extracted, text, turned_place), notes=notes)
    if _SOFT_HYPHEN not in extracted.text:
        return extracted
    hyphens = [found.start() for found in re.finditer(_SOFT_HYPHEN, extracted.text)]
    return moved(
        extracted,
        extracted.text.replace(_SOFT_HYPHEN, ""),
        lambda place: place - bisect_right(hyphens, place - 1),
    )


def moved(extracted: Extracted, text: str, place: Callable[[int], int]) -> Extracted:
    """The same with another text, in which each place of the old one is given by `place`."""

    def span(old: Span) -> Span:
        return Span(place(old.start), place(old.end))

    return replace(
        extracted,
        text=text,
        pages=tuple(replace(page, span=span(page.span), words=page.words.moved(place)) for page in extracted.pages),
        footnotes=tuple(replace(note, anchor=span(note.anchor), body=span(note.body)) for note in extracted.footnotes),
    )
