"""Whether a text tells who made a work, on plain values."""

import re
from collections.abc import Iterable, Sequence

from nhipcau.vietnamese import Legacy, fold_key, from_legacy

_WORD = re.compile(r"[^\W_]+")
# Signs that nobody sees; between the letters of a name they would hide it.
_UNSEEN = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
# Of shorter names another order of the words means something else: "Mai Hoa" is no flower.
_TURNED = 3


def _key(text: str) -> str:
    """The words of a text without diacritics, one blank between them: "Nguyễn-Văn  A" and "nguyen_van.a" are one."""
    return " ".join(_WORD.findall(fold_key(_UNSEEN.sub("", text))))


def _ways(key: str) -> list[str]:
    """How a name of several words is written: as it is, family name last, family and middle names by their letters.

    >>> _ways("nguyen van a"), _ways("mai hoa")
    (['nguyen van a', 'van a nguyen', 'n v a'], ['mai hoa'])
    """
    words = key.split()
    if len(words) < _TURNED:
        return [key]
    return [key, " ".join([*words[1:], words[0]]), " ".join([*(word[0] for word in words[:-1]), words[-1]])]


def names_in(text: str, names: Iterable[str]) -> list[str]:
    """Those of the names that stand in a text, with or without diacritics, whatever stands between their words.

    A name of one syllable is too common a word to be looked for inside a line; it counts when a line is nothing else
    (but for "Tác giả:", "Ảnh:", "By"), as bylines are.
    """
    names = list(names)
    return _found_in(text, names) or _in_legacy(text, names)


def _in_legacy(text: str, names: Sequence[str]) -> list[str]:
    """Names in letters of the fonts from before Unicode: "NguyÔn V¨n GiÊu" is read as a name where .VnTime draws it."""
    if text.isascii():
        return []
    found = [name for encoding in Legacy for name in _found_in(from_legacy(text, encoding), names)]
    return list(dict.fromkeys(found))


def _found_in(text: str, names: Iterable[str]) -> list[str]:
    flat, lines = f" {_key(text)} ", None
    # Names of files and accounts run the words together.
    joined = {word for word in flat.split() if len(word) > 5}
    found = []
    for name in names:
        key = _key(name)
        if " " in key:
            if any(f" {way} " in flat for way in _ways(key)) or key.replace(" ", "") in joined:
                found.append(name)
        elif key:
            lines = lines if lines is not None else {_without_label(line) for line in text.splitlines()}
            if key in lines:
                found.append(name)
    return found


_LABEL = re.compile(r"^(tac gia|anh|bai|bai va anh|bai anh|tin|tin anh|nguoi viet|thuc hien|by|author|photo) (?=.)")


def _without_label(line: str) -> str:
    return _LABEL.sub("", _key(line))
