"""A text that was extracted, mended as a whole: encodings from before Unicode without their fonts, soft hyphens.

What is mended may become shorter; every place moves along.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from unicodedata import is_normalized

from nhipcau.officialdocs.extraction.extracted import Extracted
from nhipcau.officialdocs.extraction.text import LEGACY_NOTES
from nhipcau.officialdocs.span import Span
from nhipcau.vietnamese import mend_legacy

# Of the signs that nobody sees those that only part or join; what turns the line around stays, and is doubted.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
# What is no letter in any encoding stays one character.
_PIECE = re.compile(r"[\s!-@\[-`{-~]|[^\s!-@\[-`{-~]+")


def mended(extracted: Extracted) -> Extracted:
    """Turn TCVN3 and VNI whose fonts were not named, then leave signs out that nobody sees."""
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
    return without_unseen(extracted)


def without_unseen(extracted: Extracted) -> Extracted:
    """Leave out soft hyphens and other signs that nobody sees."""
    unseen = [found.start() for found in _UNSEEN.finditer(extracted.text)]
    if not unseen:
        return extracted
    # What stood on both sides of one may be one letter now.
    text = _UNSEEN.sub("", extracted.text)
    if not is_normalized("NFC", text):
        text = _UNSEEN.sub(" ", extracted.text)
        return moved(extracted, text, lambda place: place)
    return moved(extracted, text, lambda place: place - bisect_right(unseen, place - 1))


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
