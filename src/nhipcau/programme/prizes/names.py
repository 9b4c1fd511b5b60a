"""Whether a text tells who made a work, on plain values."""

import re
from collections.abc import Iterable

from nhipcau.vietnamese import fold_key

_WORD = re.compile(r"[^\W_]+")


def _key(text: str) -> str:
    """The words of a text without diacritics, one blank between them: "Nguyễn-Văn  A" and "nguyen_van.a" are one."""
    return " ".join(_WORD.findall(fold_key(text)))


def names_in(text: str, names: Iterable[str]) -> list[str]:
    """Those of the names that stand in a text, with or without diacritics, whatever stands between their words.

    A name of one syllable is too common a word to be looked for inside a line; it counts when a line is nothing else
    (but for "Tác giả:", "Ảnh:", "By"), as bylines are.
    """
    flat, lines = f" {_key(text)} ", None
    # Names of files and accounts run the words together.
    joined = {word for word in flat.split() if len(word) > 5}
    found = []
    for name in names:
        key = _key(name)
        if " " in key:
            if f" {key} " in flat or key.replace(" ", "") in joined:
                found.append(name)
        elif key:
            lines = lines if lines is not None else {_without_label(line) for line in text.splitlines()}
            if key in lines:
                found.append(name)
    return found


_LABEL = re.compile(r"^(tac gia|anh|bai|bai va anh|bai anh|tin|tin anh|nguoi viet|thuc hien|by|author|photo) (?=.)")


def _without_label(line: str) -> str:
    return _LABEL.sub("", _key(line))
