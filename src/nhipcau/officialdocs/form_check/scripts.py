"""Which letters a PDF holds in the order in which they are read, and which the font of the rules has."""

import re
import unicodedata
from functools import lru_cache

_OURS = ("LATIN", "GREEK", "CYRILLIC")
# Set one behind the other like ours, though in other fonts.
_IN_ORDER = (*_OURS, "CJK", "HIRAGANA", "KATAKANA", "HANGUL")
# What stands on a page and is no letter to look for: it is not seen, or kept in two halves.
_LAST_WHOLE = 0xFFFF
_WORDS = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=4096)
def is_ours(sign: str) -> bool:
    """Whether the font of the rules surely has it: Latin, Greek and Cyrillic letters, what stands on a keyboard."""
    return sign.isascii() or (_is_letter(sign) and unicodedata.name(sign, "").startswith(_OURS))


@lru_cache(maxsize=4096)
def stands_in_order(sign: str) -> bool:
    """Whether a PDF holds it where it is read: letters that are joined, stacked or run leftwards it may not."""
    return not _is_letter(sign) or unicodedata.name(sign, "").startswith(_IN_ORDER)


def _is_letter(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LM" and not unicodedata.name(sign, "").startswith("COMBINING")


def comparable(words: str) -> list[str]:
    """The pieces of a text that can be looked for in a PDF, without spaces: the whole text, for most.

    Around letters that do not stand in order everything else changes places too, so the words between them are left,
    each for itself.
    """
    seen = "".join(sign for sign in words if (sign.isprintable() or sign.isspace()) and ord(sign) <= _LAST_WHOLE)
    if all(map(stands_in_order, seen)):
        whole = "".join(seen.split())
        return [whole] if whole else []
    return _WORDS.findall("".join(sign if stands_in_order(sign) else " " for sign in seen))
