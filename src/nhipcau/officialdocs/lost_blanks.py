"""Text layers that lose the blank behind some letters ("chủtrì", "vềviệc", "Chỉ thịsố46-CT/TW").

The page shows the blank, for the program that printed it took the letter with its marks from another font, wider than
the text layer tells. Paragraphs get it back, so that all rules read words; the text of the document stays as it is.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from nhipcau.vietnamese import is_syllable

# Marked vowels that may end a syllable; the font that such pages change for them has no others.
_OPEN = "ạảẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹẠẢẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
# No syllable has one of these letters behind its vowel.
_SURELY_LOST = re.compile(f"[{_OPEN[: len(_OPEN) // 2]}](?=[bdđlsvxBDĐLSVX])")
_PLACE = re.compile(f"[{_OPEN}](?=[^\\W_])")
_WORD = re.compile(f"(?<![^\\W\\d_])[^\\W\\d_]*[{_OPEN}](?:[^\\W\\d_]+|(?=\\d))")
_SAMPLE = 20_000
# So many in the sample, one in so many characters: a single one is a slip of somebody's hand.
_FEWEST, _OFTEN = 5, 1_500
_LONGEST_WORD = 32


def loses_blanks(text: str) -> bool:
    """Tell whether a text comes from a layer that loses blanks."""
    sample = text[:_SAMPLE]
    count = len(_SURELY_LOST.findall(sample))
    return count >= _FEWEST and count * _OFTEN >= len(sample)


def places_of_lost_blanks(text: str) -> Iterator[int]:
    """Give the places before which a blank is lost: between two syllables, and between a syllable and a number.

    >>> list(places_of_lost_blanks("Chỉ thịsố46 vềviệc nghỉ"))
    [7, 9, 14]
    """
    for found in _WORD.finditer(text):
        at = found.start()
        parts = _syllables(found[0])
        for part in parts[:-1]:
            at += len(part)
            yield at
        if text[found.end() : found.end() + 1].isdigit() and found[0][-1] in _OPEN:
            yield found.end()


@lru_cache(maxsize=5_000)
def _syllables(word: str) -> tuple[str, ...]:
    """The syllables that a word was run together from; none where it is not made of such."""
    if is_syllable(word):
        return (word,)
    if len(word) > _LONGEST_WORD:
        return ()
    for vowel in _PLACE.finditer(word):
        if is_syllable(word[: vowel.end()]) and (rest := _syllables(word[vowel.end() :])):
            return (word[: vowel.end()], *rest)
    return ()
