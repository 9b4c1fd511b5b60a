"""Which unit, or which group of units, some words of a document mean.

Everything is compared in memory over plain rows, so that reading one directive costs the database a constant number of
questions. How sure a match is, from 1 down: the very name; a name but for the province at its end; a name but for its
diacritics; a name but for a few letters that OCR damaged.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Generic, Protocol, TypeVar

from nhipcau.organisation.unit_names import NOTHING_LEARNT, ShortForms, place_in, spellings, without_ending
from nhipcau.vietnamese import fold

EXACT = 1.0
SHORTENED = 0.03  # taken off for each ending left away
OTHER_ORDER = 0.95
FOLDED = 0.93
DAMAGED_AT_MOST = 0.85
# Below this likeness two names are two names.
ALIKE_ENOUGH = 0.86
SHORTEST_TO_GUESS = 8
CANDIDATES = 6
# A living unit wins over an ended one that matches only this much better.
LIFE_COUNTS = 0.04


class Owner(Protocol):
    """What a name belongs to: a unit or a group, known by its kind and key."""

    @property
    def pk(self) -> int: ...


Named = TypeVar("Named", bound=Owner)


@dataclass(frozen=True, slots=True)
class Name(Generic[Named]):
    """One way to write the name of `owner`."""

    words: str
    owner: Named
    is_group: bool
    is_alive: bool = True
    is_provincial: bool = False


@dataclass(frozen=True, slots=True)
class Found(Generic[Named]):
    """An owner that the words may mean, and how sure that is."""

    name: Name[Named]
    score: float


class NameIndex(Generic[Named]):
    """All names, ready to be compared with the words of documents."""

    def __init__(
        self, names: Iterable[Name[Named]], *, places: Iterable[str] = (), learnt: ShortForms = NOTHING_LEARNT
    ) -> None:
        self._names = list(names)
        self._learnt = learnt
        self._spelled = [(name, text) for name in self._names for text in spellings(name.words, learnt)]
        own = {text for place in places for text in spellings(place)}
        read = {place for name, text in self._spelled if name.is_provincial and (place := place_in(text))}
        self.places = tuple(sorted(own | read, key=lambda place: (-len(place), place)))
        self._exact: dict[str, dict[int, tuple[float, Name[Named]]]] = defaultdict(dict)
        self._folded: dict[str, list[str]] = defaultdict(list)
        self._sorted: dict[str, list[str]] = defaultdict(list)
        for number, (name, text) in enumerate(self._spelled):
            self._add(number, name, text)

    def _add(self, number: int, name: Name[Named], text: str) -> None:
        shorter = without_ending(text, self.places) if name.is_provincial or name.is_group else []
        for cut, form in enumerate([text, *shorter]):
            self._exact[form][number] = (EXACT - cut * SHORTENED, name)
            if form not in self._folded[fold(form)]:
                self._folded[fold(form)].append(form)
            if name.is_group and form not in self._sorted[_in_order(form)]:
                self._sorted[_in_order(form)].append(form)

    def find(self, words: str) -> list[Found[Named]]:
        """Every owner that the words may mean, surest first; a living one before an ended one of the same name."""
        best: dict[tuple[bool, int], Found[Named]] = {}
        for text in spellings(words, self._learnt):
            for found in self._of_spelling(text):
                key = (found.name.is_group, found.name.owner.pk)
                if key not in best or found.score > best[key].score:
                    best[key] = found
        return sorted(best.values(), key=_rank)

    def _of_spelling(self, text: str) -> list[Found[Named]]:
        for cut, form in enumerate([text, *without_ending(text, self.places)]):
            found = self._of_form(form)
            if found:
                return [Found(one.name, one.score - cut * SHORTENED) for one in found]
        return self._damaged(text)

    def _of_form(self, form: str) -> list[Found[Named]]:
        if form in self._exact:
            return self._owners([form], EXACT)
        if found := self._owners(self._folded.get(fold(form), []), FOLDED, like=form):
            return found
        return self._owners(self._sorted.get(_in_order(form), []), OTHER_ORDER)

    def _owners(self, forms: Sequence[str], factor: float, *, like: str = "") -> list[Found[Named]]:
        """Owners of the forms. `like` lowers those whose diacritics stand further from the words, by little."""
        return [
            Found(name, score * factor - (0.02 * (1 - _likeness(form, like)) if like else 0))
            for form in forms
            for score, name in self._exact[form].values()
        ]

    def _damaged(self, text: str) -> list[Found[Named]]:
        """Names that look alike though letters differ, as after OCR."""
        folded = fold(text)
        if len(folded) < SHORTEST_TO_GUESS:
            return []
        found: list[Found[Named]] = []
        for candidate in self._candidates(folded):
            likeness = _likeness(folded, candidate)
            if likeness >= ALIKE_ENOUGH and _same_numbers(folded, candidate) and _differ_in_letters(folded, candidate):
                found += self._owners(self._folded[candidate], DAMAGED_AT_MOST * likeness, like=text)
        return found

    def _candidates(self, folded: str) -> list[str]:
        shared = Counter(form for part in _parts(folded) for form in self._by_part.get(part, ()))
        return [form for form, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:CANDIDATES]]

    @cached_property
    def _by_part(self) -> dict[str, list[str]]:
        by_part: dict[str, list[str]] = defaultdict(list)
        for form in self._folded:
            for part in _parts(form):
                by_part[part].append(form)
        return by_part


def _rank(found: Found[Named]) -> tuple[float, bool, int]:
    bonus = LIFE_COUNTS if found.name.is_alive else 0
    return (-(found.score + bonus), found.name.is_group, found.name.owner.pk)


def _parts(folded: str) -> set[str]:
    return {folded[start : start + 3] for start in range(max(1, len(folded) - 2))}


def _in_order(form: str) -> str:
    return " ".join(sorted(form.split()))


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _same_numbers(one: str, other: str) -> bool:
    """Units that differ in a number ("Đồn Biên phòng 12", "Đồn Biên phòng 13") are never one."""
    return [word for word in one.split() if word.isdigit()] == [word for word in other.split() if word.isdigit()]


def _differ_in_letters(one: str, other: str) -> bool:
    """Tell whether the words stand one for one and each pair is alike.

    A damaged scan changes letters; a word more ("Ban Tuyên giáo" / "Ban Tuyên giáo và Dân vận") or another word
    ("Đảng ủy xã Nà Lam" / "Đảng ủy xã Nà Sơn") makes another office.
    """
    words, others = one.split(), other.split()
    if len(words) != len(others):
        return one.replace(" ", "") == other.replace(" ", "")
    return all(word == another or _one_slip(word, another) for word, another in zip(words, others, strict=True))


def _one_slip(word: str, other: str) -> bool:
    """Tell whether one letter was misread, lost, or read as two."""
    if min(len(word), len(other)) < 2 or abs(len(word) - len(other)) > 1:
        return False
    same_start = next(
        (n for n, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other))
    )
    rest, other_rest = word[same_start:], other[same_start:]
    return rest[1:] == other_rest[1:] or rest == other_rest[1:] or rest[1:] == other_rest
