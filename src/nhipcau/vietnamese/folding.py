"""Folding: lower case without diacritics, so that "van de" finds "vấn đề".

`fold` keeps the length, one character for one, so a place found in the folded text is the same place in the
text.
"""

import re
import unicodedata


class _FoldingTable(dict[int, str]):
    """Fills itself: each character is folded when it is met for the first time."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code))
        return folded


# Unicode has no decomposition for these letters.
_BARRED = {"đ": "d", "Đ": "d", "ð": "d", "Ð": "d"}


def _fold_character(character: str) -> str:
    if character in _BARRED:
        return _BARRED[character]
    base = unicodedata.normalize("NFD", character)[0]
    lower = base.lower()
    return lower if len(lower) == 1 else character


_FILLING = _FoldingTable()
# `str.translate` is more than twice as fast with a plain dict: the letters of all Latin scripts and the signs of print.
_COMMON = (*range(0x80, 0x250), *range(0x1E00, 0x1F00), *range(0x2000, 0x2070))
_TABLE = {code: _fold_character(chr(code)) for code in (*range(0x80), *_COMMON)}
_RARE = re.compile("[^\u0000-\u024f\u1e00-\u1eff\u2000-\u206f]")


def fold(text: str) -> str:
    """Give NFC `text` in lower case without diacritics, of exactly the same length.

    >>> fold("Kế hoạch số 12-KH/TƯ, Đồng Đăng")
    'ke hoach so 12-kh/tu, dong dang'
    """
    if text.isascii():
        return text.lower()
    return text.translate(_FILLING if _RARE.search(text) else _TABLE)


def fold_key(text: str) -> str:
    """Give a key for looking up: composed, folded, white space collapsed. The length may change.

    >>> fold_key("  Hoà   Bình ")
    'hoa binh'
    """
    return " ".join(fold(unicodedata.normalize("NFC", text)).split())
