"""Where the tone mark stands: "hoà" (modern) and "hòa" (classic) are one word in two spellings.

Only open syllables in oa, oe, uy differ. After q the u belongs to the consonant ("quý"), so nothing moves
there.
"""

import re
import unicodedata

_TONES = "\u0300\u0301\u0303\u0309\u0323"


def _toned(vowel: str) -> str:
    """All NFC letters that are `vowel` with one tone."""
    return "".join(unicodedata.normalize("NFC", vowel + tone) for tone in _TONES)


_PAIRS = (("o", "a"), ("o", "e"), ("u", "y"), ("O", "A"), ("O", "E"), ("U", "Y"))
_AFTER_Q = r"(?<![qQ])"
_OPEN = r"(?!\w)"

_MODERN = re.compile("|".join(f"{_AFTER_Q if one in 'uU' else ''}{one}[{_toned(two)}]{_OPEN}" for one, two in _PAIRS))
_CLASSIC = re.compile("|".join(f"{_AFTER_Q if one in 'uU' else ''}[{_toned(one)}]{two}{_OPEN}" for one, two in _PAIRS))


def with_classic_tone_marks(text: str) -> str:
    """Give NFC `text` with "hòa, khỏe, thúy" for "hoà, khoẻ, thuý".

    >>> with_classic_tone_marks("Cộng hoà, sức khoẻ, quý báu")
    'Cộng hòa, sức khỏe, quý báu'
    """
    return _MODERN.sub(lambda found: _move(found[0], to_first=True), text)


def with_modern_tone_marks(text: str) -> str:
    """Give NFC `text` with "hoà, khoẻ, thuý" for "hòa, khỏe, thúy".

    >>> with_modern_tone_marks("Cộng hòa, toàn thể")
    'Cộng hoà, toàn thể'
    """
    return _CLASSIC.sub(lambda found: _move(found[0], to_first=False), text)


def same_word(one: str, other: str) -> bool:
    """Tell whether two words differ in nothing but the place of the tone mark and their case."""
    return with_classic_tone_marks(one).casefold() == with_classic_tone_marks(other).casefold()


def _move(pair: str, *, to_first: bool) -> str:
    first, second = (unicodedata.normalize("NFD", letter) for letter in pair)
    tone = (first + second).translate(str.maketrans("", "", first[0] + second[0]))
    moved = first[0] + tone + second[0] if to_first else first[0] + second[0] + tone
    return unicodedata.normalize("NFC", moved)
