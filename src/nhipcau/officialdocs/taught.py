"""Words that an office has taught: names of units that no table knows, and short forms.

The names are kept as a tree of words, so that looking for one at a place costs the words of the longest name that
stands there, however many are known.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from nhipcau.officialdocs.vocabulary import NOT_UNITS, ONE_SYLLABLE_UNITS, UNIT_STARTERS, VERBS
from nhipcau.vietnamese import fold, normalise, with_classic_tone_marks

_WORD = re.compile(r"\w+")
# What may stand between two words of a name; a full stop parts sentences.
_GAP = re.compile(r"[\s,\-–&/]{1,3}")
_STARTER = re.compile(rf"(?:{UNIT_STARTERS})(?!\w)")
# A shorter word alone ("CA", "tỉnh") is too often something else.
_SHORTEST_ALONE = 3
_LONGEST_NAME = 300
_NO_NAMES = frozenset(VERBS)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What an office adds to the words that the reader knows, as plain values.

    `units` are names of units and groups as documents write them ("BQL KKT cửa khẩu"); `abbreviations` are short forms
    with what they stand for (("LHHN", "liên hiệp các tổ chức hữu nghị")). What is no name (a verb, a sign, nothing at
    all) is passed over.
    """

    units: tuple[str, ...] = ()
    abbreviations: tuple[tuple[str, str], ...] = ()


def vocabulary_from_json(values: Any) -> Vocabulary:
    """Give the vocabulary that a JSON file holds: {"units": [name, …], "abbreviations": {short form: its words, …}}.

    A short form with several meanings has a list of them. Either key may be missing.

    Raises:
        ValueError: it is of another form; the text names the place.
    """
    if not isinstance(values, dict):
        raise ValueError("an object with the keys units and abbreviations is expected")
    if unknown := sorted(set(values) - {"units", "abbreviations"}):
        raise ValueError(f"{unknown[0]}: only units and abbreviations are known")
    units = _words_of(values.get("units", []), "units")
    shorts = values.get("abbreviations", {})
    if not isinstance(shorts, dict):
        raise ValueError("abbreviations: an object of short forms with their words is expected")
    pairs = [
        (short, long)
        for short, longs in shorts.items()
        for long in _words_of([longs] if isinstance(longs, str) else longs, f"abbreviations, {short}")
    ]
    return Vocabulary(units, tuple((normalise(short), long) for short, long in pairs))


def _words_of(values: Any, where: str) -> tuple[str, ...]:
    if not isinstance(values, list) or not all(isinstance(one, str) for one in values):
        raise ValueError(f"{where}: a list of words is expected")
    return tuple(map(normalise, values))


@dataclass(slots=True)
class _Node:
    """The words behind a word. `begins_capital` and `printed` say how a name that ends here has to be printed."""

    following: dict[str, "_Node"] = field(default_factory=dict)
    is_name: bool = False
    begins_capital: bool = True
    printed: frozenset[str] = frozenset()


class TaughtNames:
    """The names of a vocabulary, ready to be looked for."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._root = _Node()
        shorts = [(short, tuple(_WORD.findall(fold(long)))) for short, long in vocabulary.abbreviations]
        by_first: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for short, long in shorts:
            if long and _WORD.fullmatch(short):
                by_first.setdefault(long[0], []).append((fold(short), long))
        for name in vocabulary.units:
            words = tuple(_WORD.findall(fold(name)))
            if not _may_name(name, words):
                continue
            self._add(name, words)
            for first in dict.fromkeys(words):
                for short, long in by_first.get(first, ()):
                    if (shortened := _with_short_form(words, short, long)) is not None:
                        self._add(name, shortened)
        for short, long_form in vocabulary.abbreviations:
            if len(short) >= _SHORTEST_ALONE and _WORD.fullmatch(short) and _begins_unit(long_form):
                self._add(short, (fold(short),))

    def _add(self, name: str, words: tuple[str, ...]) -> None:
        node = self._root
        for word in words:
            node = node.following.setdefault(word, _Node())
        # A name that is taught in small letters as well ("các huyện, thành ủy") may stand in small letters.
        capital = next((letter for letter in name if letter.isalpha()), "a").isupper()
        node.begins_capital = capital if not node.is_name else node.begins_capital and capital
        node.printed |= {name.strip()} if len(words) == 1 else set()
        node.is_name = True

    def end(self, text: str, folded: str, at: int) -> int | None:
        """Give where the longest taught name that begins at a place ends, None when none does."""
        node, found, place = self._root, None, at
        while (word := _WORD.match(folded, place)) is not None:
            following = node.following.get(word[0])
            if following is None:
                break
            node, place = following, word.end()
            if node.is_name and self._is_printed_so(node, text, at, place):
                found = place
            gap = _GAP.match(folded, place)
            if gap is None:
                break
            place = gap.end()
        return found

    @staticmethod
    def _is_printed_so(node: _Node, text: str, start: int, end: int) -> bool:
        if start and (text[start - 1].isalnum() or text[start - 1] == "_"):
            return False
        if node.printed and " " not in text[start:end]:
            return text[start:end] in node.printed
        return text[start].isupper() or not node.begins_capital


def _may_name(name: str, words: tuple[str, ...]) -> bool:
    if not words or len(name) > _LONGEST_NAME or name.strip().lower() in _NO_NAMES:
        return False
    # One word alone has to be a short form or a name of its own: "TTXTĐT", "Petrolimex".
    return len(words) > 1 or (len(words[0]) >= _SHORTEST_ALONE and name.strip()[0].isupper())


def _begins_unit(long: str) -> bool:
    folded = fold(long)
    starter = _STARTER.match(folded)
    if starter is None:
        return False
    first = long[: starter.end()]
    if " " not in first and with_classic_tone_marks(first).lower() not in ONE_SYLLABLE_UNITS:
        return False
    other = NOT_UNITS.match(folded)
    return other is None or len(other[0]) < len(starter[0])


def _with_short_form(words: tuple[str, ...], short: str, long: tuple[str, ...]) -> tuple[str, ...] | None:
    """ "Ban An toàn giao thông" with "ATGT" for "an toàn giao thông" is "Ban ATGT"."""
    for start in range(len(words) - len(long) + 1):
        if words[start : start + len(long)] == long and len(long) < len(words):
            return (*words[:start], short, *words[start + len(long) :])
    return None


# Every question about a name asks here; handing the names through each of them would add a parameter to all passes.
_CURRENT: ContextVar[TaughtNames | None] = ContextVar("taught names of the reading under way", default=None)


@lru_cache(maxsize=8)
def _compiled(vocabulary: Vocabulary) -> TaughtNames | None:
    return TaughtNames(vocabulary) if vocabulary.units or vocabulary.abbreviations else None


@contextmanager
def using(vocabulary: Vocabulary | None) -> Iterator[None]:
    """Read with a vocabulary as long as the block runs, in this thread only."""
    token = _CURRENT.set(_compiled(vocabulary) if vocabulary is not None else None)
    try:
        yield
    finally:
        _CURRENT.reset(token)


def taught_names() -> TaughtNames | None:
    """Give the names of the reading under way."""
    return _CURRENT.get()


def taught_end(text: str, folded: str, at: int = 0) -> int | None:
    """Give where a taught name that begins at a place ends."""
    names = _CURRENT.get()
    return names.end(text, folded, at) if names is not None else None
