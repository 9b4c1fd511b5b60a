"""Splitting a task at places that an officer chose, and merging two, on plain values.

A task has one place in the text or several; each is a pair of characters, half open, in the order of the text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import accumulate, pairwise
from typing import Any

from nhipcau.vietnamese import fold_key

Place = tuple[int, int]

_WORD = re.compile(r"\S+")
# What may lie between two places without making two of them: spaces and the mark of the next dash.
_NOTHING_BETWEEN = re.compile(r"[\s\-–—+•*]*")
# A sentence that ends so goes on with a space; anything else gets a semicolon.
_ENDS_WELL = (";", ",", ".", ":", "!", "?")


class NotTheSameWordsError(ValueError):
    """The parts together are not the words that were to be split."""


def parts_of(typed: str) -> list[str]:
    """The parts that were typed, one a line."""
    return [part for line in typed.splitlines() if (part := " ".join(line.split()))]


def check_parts(words: str, parts: Sequence[str]) -> None:
    """Make sure that splitting only split.

    Raises:
        NotTheSameWordsError: a word was changed, left out or added.
    """
    if [word for part in parts for word in part.split()] != words.split():
        raise NotTheSameWordsError


def places_of_parts(text: str, places: Sequence[Place], parts: Sequence[str]) -> list[list[Place]]:
    """Where each part stands in the text, when all of them together stand at `places`.

    Officers correct words, so they are aligned and not looked up: a part begins where its first word that stands in the
    text stands. Every word of the text goes to one part; a part whose words are nowhere gets all places.
    """
    source = [
        (found[0].casefold(), found.start(), found.end())
        for start, end in places
        for found in _WORD.finditer(text, start, end)
    ]
    words = [word.casefold() for part in parts for word in part.split()]
    begins = [0, *accumulate(len(part.split()) for part in parts)]
    matches = SequenceMatcher(None, [word for word, _start, _end in source], words, autojunk=False)
    stands_at = {
        there + number: here + number
        for here, there, length in matches.get_matching_blocks()
        for number in range(length)
    }
    cuts = [0]
    for first, last in list(pairwise(begins))[1:]:
        found = next((stands_at[word] for word in range(first, last) if word in stands_at), cuts[-1])
        cuts.append(max(found, cuts[-1]))
    cuts.append(len(source))
    return [
        _gathered([(start, end) for _word, start, end in source[left:right]], places) or list(places)
        for left, right in pairwise(cuts)
    ]


def _gathered(words: Iterable[Place], places: Sequence[Place]) -> list[Place]:
    """Runs of words as places; a run ends where one of the wider places ends."""
    starts = [start for start, _end in places]
    runs: dict[int, Place] = {}
    for start, end in words:
        number = bisect_right(starts, start)
        runs[number] = (runs[number][0], end) if number in runs else (start, end)
    return list(runs.values())


def joined_places(text: str, places: Iterable[Place]) -> list[Place]:
    """Places in the order of the text; those that touch or lie over each other become one."""
    joined: list[Place] = []
    for start, end in sorted(places):
        if joined and (start <= joined[-1][1] or _NOTHING_BETWEEN.fullmatch(text, joined[-1][1], start)):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def value_of_part(value: Mapping[str, Any], part: str, parts: Sequence[str]) -> dict[str, Any]:
    """What one part of a split task keeps: everything, but a deadline goes to the part that names it.

    A deadline that no part or more than one part names stays with all of them, so that none is lost.
    """
    kept = {**value, "task": part, "task_begins": " ".join(part.split()[:12])}
    named = [_names(one, value.get("deadline")) for one in parts]
    if sum(named) == 1 and not _names(part, value.get("deadline")):
        kept |= {"deadline": None, "deadline_date": None}
    return kept


def _names(part: str, deadline: Any) -> bool:
    return bool(deadline) and fold_key(str(deadline)) in fold_key(part)


def merged_value(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    """One task of two: the words of both in their order, the earlier deadline, every cooperating unit once.

    Role and everything else are those of the first.
    """
    return {
        **first,
        "task": joined_words(str(first.get("task") or ""), str(second.get("task") or "")),
        "unit": "; ".join(_each_once(str(value.get("unit") or "") for value in (first, second))),
        "cooperating_units": _each_once(
            [*(first.get("cooperating_units") or ()), *(second.get("cooperating_units") or ())]
        ),
        **_earlier_deadline(first, second),
    }


def joined_words(first: str, second: str) -> str:
    """Two pieces of a sentence as one."""
    first, second = first.strip(), second.strip()
    if not first or not second or fold_key(first) == fold_key(second):
        return first or second
    return f"{first} {second}" if first.endswith(_ENDS_WELL) else f"{first}; {second}"


def _each_once(names: Iterable[str]) -> list[str]:
    kept: dict[str, str] = {}
    for name in names:
        if name:
            kept.setdefault(fold_key(name), name)
    return list(kept.values())


def _earlier_deadline(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    dated = [value for value in (first, second) if value.get("deadline_date")]
    named = dated or [value for value in (first, second) if value.get("deadline")]
    if not named:
        return {"deadline": None, "deadline_date": None}
    earliest = min(named, key=lambda value: str(value.get("deadline_date") or ""))
    return {"deadline": earliest.get("deadline"), "deadline_date": earliest.get("deadline_date")}
