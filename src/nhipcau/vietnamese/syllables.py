"""Whether a word can be a Vietnamese syllable: an initial, a rhyme, a tone that the rhyme takes."""

import tomllib
import unicodedata
from functools import lru_cache
from pathlib import Path

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_STOPS = ("c", "ch", "p", "t")
# Before a stop only sắc and nặng are spoken.
_TONES_BEFORE_STOPS = frozenset("\u0301\u0323")
_LONGEST = 7
_TABLE = tomllib.loads((Path(__file__).parent / "tables" / "syllables.toml").read_text(encoding="utf-8"))
_ONSETS: tuple[str, ...] = tuple(sorted(_TABLE["onsets"], key=len, reverse=True))
_RHYMES: frozenset[str] = frozenset(_TABLE["rhymes"])


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Tell whether NFC `word`, in any case, is spelt like one Vietnamese syllable.

    >>> is_syllable("nghiêng"), is_syllable("QUỐC"), is_syllable("étude"), is_syllable("cảc")
    (True, True, False, False)
    """
    if len(word) > _LONGEST:
        return False
    spelt = unicodedata.normalize("NFD", word.lower())
    letters = [sign for sign in spelt if not unicodedata.combining(sign) or sign in _TONES]
    tones = [sign for sign in letters if sign in _TONES]
    if len(tones) > 1 or (tones and not _stands_on_vowel(letters, tones[0])):
        return False
    bare = unicodedata.normalize("NFC", "".join(sign for sign in spelt if sign not in _TONES))
    if bare.endswith(_STOPS) and tones and tones[0] not in _TONES_BEFORE_STOPS:
        return False
    return any(bare.startswith(onset) and bare[len(onset) :] in _RHYMES for onset in _ONSETS)


def _stands_on_vowel(letters: list[str], tone: str) -> bool:
    at = letters.index(tone)
    return at > 0 and letters[at - 1] in "aeiouy"
