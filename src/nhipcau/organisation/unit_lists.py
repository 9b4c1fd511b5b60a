"""Lists of offices in running words: "Sở Tài chính, Công Thương và Hội Nhà báo tỉnh".

Names hold commas and "và" themselves ("Sở Văn hóa, Thể thao và Du lịch"), so a list is cut where the
most of it is known names.
"""

import re
from collections.abc import Callable
from functools import cache

from nhipcau.organisation.unit_names import table
from nhipcau.vietnamese import normalise

_CUTS = re.compile(r"\s*[,;\n]\s*(?:và\s+)?|\s+(?:và|cùng|cùng với)\s+", re.IGNORECASE)
_COMMON_HEAD = re.compile(r"^(?:các\s+)?(?P<head>[^:,;]{2,30})\s*:\s*(?=\S)", re.IGNORECASE)
_MOST_PIECES = 40
_LONGEST_NAME = 9  # pieces
_COST_OF_A_NAME = 0.5


def split_list(words: str, *, score: Callable[[str], float]) -> list[str]:
    """Cut a list of offices into one text for each, as far as names are known; the rest is cut where a name begins.

    `score` says how surely a text is one name, 0 to 1. Nothing of the words gets lost.
    """
    text = " ".join(normalise(words).split())
    head, text = _common_head(text)
    pieces = _pieces(text)
    if not pieces or len(pieces) > _MOST_PIECES:
        return [text] if text else []
    parts = _best_cut(text, pieces, score=score, head=head)
    return _join_loose_ends(parts, score=score)


def _common_head(text: str) -> tuple[str, str]:
    """Take "các Sở:" off "các Sở: Tài chính, Công Thương"."""
    found = _COMMON_HEAD.match(text)
    if found and found["head"].lower() in _shared_heads():
        return found["head"].strip(), text[found.end() :]
    return "", text


@cache
def _shared_heads() -> frozenset[str]:
    return frozenset(table()["lists"]["shared_heads"])


def _pieces(text: str) -> list[tuple[int, int]]:
    places, start = [], 0
    for cut in _CUTS.finditer(text):
        places.append((start, cut.start()))
        start = cut.end()
    places.append((start, len(text)))
    return [(begin, end) for begin, end in places if text[begin:end].strip(" .,;")]


def _best_cut(text: str, pieces: list[tuple[int, int]], *, score: Callable[[str], float], head: str) -> list[str]:
    """Dynamic programming: the cut whose known names cover the most letters, with as few names as can be."""
    best: list[tuple[float, list[tuple[str, bool]]]] = [(0.0, [])]
    for end in range(1, len(pieces) + 1):
        options = []
        for start in range(max(0, end - _LONGEST_NAME), end):
            value, parts = best[start]
            name = text[pieces[start][0] : pieces[end - 1][1]]
            known, name = _worth(name, score=score, head=head or _head_before(parts), is_single=end - start == 1)
            if known > 0 or end - start == 1:
                options.append((value + known * len(name) - _COST_OF_A_NAME, [*parts, (name, known > 0)]))
        best.append(max(options, key=lambda option: option[0]))
    return [name for name, _ in best[-1][1]]


def _worth(name: str, *, score: Callable[[str], float], head: str, is_single: bool) -> tuple[float, str]:
    known = score(name)
    if not known and is_single and head and (with_head := score(f"{head} {name}")):
        return with_head, f"{head} {name}"
    return known, name


def _head_before(parts: list[tuple[str, bool]]) -> str:
    """The word that the name before began with, when one may be said once for several names."""
    if not parts or not parts[-1][1]:
        return ""
    name = parts[-1][0]
    first = [head for head in _shared_heads() if name.lower().startswith(f"{head} ")]
    return name[: len(max(first, key=len))] if first else ""


def _join_loose_ends(parts: list[str], *, score: Callable[[str], float]) -> list[str]:
    """Join unknown pieces to the unknown piece before them unless a new name begins there."""
    joined: list[str] = []
    is_open = False
    for part in parts:
        known = score(part) > 0
        if joined and is_open and not known and not _opens_a_name(part):
            joined[-1] = f"{joined[-1]}, {part}"
        else:
            joined.append(part)
        is_open = not known
    return joined


def _opens_a_name(part: str) -> bool:
    lower = part.lower()
    return any(lower == head or lower.startswith(f"{head} ") for head in table()["lists"]["heads"])
