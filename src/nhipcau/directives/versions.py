"""What changed between two versions of a directive, part by part, on plain values.

Parts are aligned in three passes, each nearly linear in their number: those with the same words (the nearest first when
words stand twice), those at the same place whose words are alike, and the rest by the words that they share. What is
left was removed from the older version or added in the newer one.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from nhipcau.vietnamese import fold_key

# From here on two parts are versions of one: at the same place, and anywhere.
ALIKE_IN_PLACE, ALIKE_ANYWHERE = 0.45, 0.6
# Words that stand in more parts than this say little about which part is meant.
COMMON = 12
MOST_CANDIDATES = 6
# Longer parts are compared word by word in their first words only; a part of a directive is hardly ever longer.
MOST_WORDS = 1500

_WORD = re.compile(r"\S+")
_EDGES = ".,;:()[]“”\"'…–-•+*"


class Change(StrEnum):
    """What became of a part."""

    SAME = "same"
    CHANGED = "changed"
    MOVED = "moved"
    MOVED_AND_CHANGED = "moved_and_changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Part:
    """One provision: its key, its place ("III.1"), its words without the mark before them."""

    key: int
    path: str
    words: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words in a comparison: in both versions, or in the older or the newer one only."""

    text: str
    is_old: bool
    is_new: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """A part of the older version and the one that stands for it in the newer one; one of them may be missing."""

    change: Change
    old: Part | None
    new: Part | None

    @property
    def pieces(self) -> list[Piece]:
        """The words of both, with what was taken out and what was put in."""
        return word_changes(self.old.words if self.old else "", self.new.words if self.new else "")


def without_mark(text: str, mark: str) -> str:
    """The words of a provision on one line, without the number or dash before them.

    >>> without_mark("1. Tổ chức\\nlễ hội", "1")
    'Tổ chức lễ hội'
    """
    words = " ".join(text.split())
    return words.removeprefix(mark).lstrip(" .)-–—+•*") if mark and words.startswith(mark) else words


def align(old: Sequence[Part], new: Sequence[Part]) -> list[Pair]:
    """Pair the parts of two versions; in the order of the newer one, what was removed after what stood before it."""
    pairs: dict[int, int] = {}
    _pair_same_words(old, new, pairs)
    _pair_same_place(old, new, pairs)
    _pair_alike(old, new, pairs)
    moved = _out_of_order(pairs)
    return _in_reading_order(old, new, pairs, moved)


def _key(part: Part) -> str:
    return fold_key(part.words).strip(_EDGES)


def _pair_same_words(old: Sequence[Part], new: Sequence[Part], pairs: dict[int, int]) -> None:
    """Same words and same place first, then same words in the order of the text."""
    by_words: dict[str, list[int]] = defaultdict(list)
    for number, part in enumerate(old):
        by_words[_key(part)].append(number)
    taken: set[int] = set()
    keys = [_key(part) for part in new]
    for same_place in (True, False):
        for number, part in enumerate(new):
            if number in pairs:
                continue
            candidates = [one for one in by_words.get(keys[number], ()) if one not in taken]
            fitting = [one for one in candidates if not same_place or old[one].path == part.path]
            if fitting:
                nearest = min(fitting, key=lambda one: abs(one - number))
                pairs[number] = nearest
                taken.add(nearest)
                by_words[keys[number]].remove(nearest)


def _pair_same_place(old: Sequence[Part], new: Sequence[Part], pairs: dict[int, int]) -> None:
    """Parts at one place, taken in turn where several stand there (dashes have no number of their own)."""
    taken = set(pairs.values())
    by_path: dict[str, list[int]] = defaultdict(list)
    for number, part in enumerate(old):
        if number not in taken:
            by_path[part.path].append(number)
    for number, part in enumerate(new):
        if number in pairs:
            continue
        candidates = by_path.get(part.path, [])[:MOST_CANDIDATES]
        best = max(candidates, key=lambda one: likeness(old[one].words, part.words), default=None)
        if best is not None and likeness(old[best].words, part.words) >= ALIKE_IN_PLACE:
            pairs[number] = best
            by_path[part.path].remove(best)


def _pair_alike(old: Sequence[Part], new: Sequence[Part], pairs: dict[int, int]) -> None:
    """What is left, by the words that two parts share; the most alike first, each once."""
    taken = set(pairs.values())
    holding: dict[str, list[int]] = defaultdict(list)
    for number, part in enumerate(old):
        if number not in taken:
            for word in set(fold_key(part.words).split()):
                holding[word].append(number)
    offers: list[tuple[float, int, int]] = []
    for number, part in enumerate(new):
        if number in pairs:
            continue
        shared = Counter(
            other
            for word in set(fold_key(part.words).split())
            if len(holding.get(word, ())) <= COMMON
            for other in holding.get(word, ())
        )
        for other, _count in shared.most_common(MOST_CANDIDATES):
            alike = likeness(old[other].words, part.words)
            if alike >= ALIKE_ANYWHERE:
                offers.append((-alike, number, other))
    for _alike, number, other in sorted(offers):
        if number not in pairs and other not in taken:
            pairs[number] = other
            taken.add(other)


def likeness(one: str, other: str) -> float:
    """How much of the words two parts share, from 0 to 1; diacritics and case count not."""
    words, others = fold_key(one).split()[:MOST_WORDS], fold_key(other).split()[:MOST_WORDS]
    if not words or not others:
        return 1.0 if words == others else 0.0
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() and matcher.quick_ratio() >= ALIKE_IN_PLACE else 0.0


def _out_of_order(pairs: Mapping[int, int]) -> set[int]:
    """Newer parts that left their order: all but a longest run of pairs that rises in both versions."""
    numbers = sorted(pairs)
    ends: list[int] = []
    last_of: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(ends, pairs[number])
        before[number] = last_of[at - 1] if at else None
        ends[at : at + 1] = [pairs[number]]
        last_of[at : at + 1] = [number]
    in_order: set[int] = set()
    current = last_of[-1] if last_of else None
    while current is not None:
        in_order.add(current)
        current = before[current]
    return set(numbers) - in_order


def _in_reading_order(
    old: Sequence[Part], new: Sequence[Part], pairs: Mapping[int, int], moved: set[int]
) -> list[Pair]:
    removed = [number for number in range(len(old)) if number not in set(pairs.values())]
    result: list[Pair] = []
    for number, part in enumerate(new):
        if number not in pairs:
            result.append(Pair(Change.ADDED, None, part))
            continue
        other = pairs[number]
        if number not in moved:
            while removed and removed[0] < other:
                result.append(Pair(Change.REMOVED, old[removed.pop(0)], None))
        result.append(Pair(_change_of(old[other], part, is_moved=number in moved), old[other], part))
    return [*result, *(Pair(Change.REMOVED, old[number], None) for number in removed)]


def _change_of(old: Part, new: Part, *, is_moved: bool) -> Change:
    """Another number alone, because something was put in before, is no move; another order or another heading is."""
    is_same = _exact(old) == _exact(new)
    has_moved = is_moved or _heading(old.path) != _heading(new.path)
    if has_moved:
        return Change.MOVED if is_same else Change.MOVED_AND_CHANGED
    return Change.SAME if is_same else Change.CHANGED


def _exact(part: Part) -> str:
    """Words as they count: spaces and the mark at the end do not."""
    return " ".join(part.words.split()).strip(" .;,:")


def _heading(path: str) -> str:
    return path.rpartition(".")[0]


def word_changes(old: str, new: str) -> list[Piece]:
    """Two texts as runs of words that stayed, went or came.

    >>> [(piece.text, piece.is_old, piece.is_new) for piece in word_changes("trước ngày 20", "trước ngày 25")]
    [('trước ngày ', True, True), ('20', True, False), ('25', False, True)]
    """
    words, others = _words(old), _words(new)
    matches = SequenceMatcher(None, words, others, autojunk=False)
    pieces: list[Piece] = []
    for tag, old_start, old_end, new_start, new_end in matches.get_opcodes():
        if tag == "equal":
            pieces.append(Piece("".join(others[new_start:new_end]), is_old=True, is_new=True))
            continue
        if old_end > old_start:
            pieces.append(Piece("".join(words[old_start:old_end]), is_old=True, is_new=False))
        if new_end > new_start:
            pieces.append(Piece("".join(others[new_start:new_end]), is_old=False, is_new=True))
    return pieces


def _words(text: str) -> list[str]:
    """Words and the spaces between them, each for itself; a mark at the end of a word stands alone."""
    return re.findall(r"\s+|[^\W_]+(?:[-/.][^\W_]+)*|[^\w\s]|_", text)[: 2 * MOST_WORDS]


@dataclass(frozen=True, slots=True)
class Outline:
    """What two directives are first compared by."""

    key: int
    number: str
    issuing_body: str
    kind: str
    subject: str
    headings: tuple[str, ...] = ()


def may_be_versions(one: Outline, other: Outline) -> bool:
    """Tell whether two directives may be versions of one: the same number and issuer, or the same issuer and kind with
    a subject or an outline that is nearly the same, but for its years.
    """
    if fold_key(one.issuing_body) != fold_key(other.issuing_body):
        return False
    if one.number and fold_key(one.number) == fold_key(other.number):
        return True
    if fold_key(one.kind) != fold_key(other.kind):
        return False
    return _subjects_alike(one.subject, other.subject) or _outlines_alike(one.headings, other.headings)


SUBJECT_ALIKE, OUTLINE_ALIKE, FEW_HEADINGS = 0.85, 0.8, 4
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _subjects_alike(one: str, other: str) -> bool:
    """A plan of another year is another plan, not a version: the years must agree where both name some."""
    years, other_years = _YEAR.findall(one), _YEAR.findall(other)
    if years and other_years and years != other_years:
        return False
    return bool(one and other) and likeness(one, other) >= SUBJECT_ALIKE


def _outlines_alike(one: Sequence[str], other: Sequence[str]) -> bool:
    if min(len(one), len(other)) < FEW_HEADINGS:
        return False
    keys, others = [fold_key(text) for text in one], [fold_key(text) for text in other]
    if {*map(tuple, map(_YEAR.findall, keys))} != {*map(tuple, map(_YEAR.findall, others))}:
        return False
    return SequenceMatcher(None, keys, others, autojunk=False).ratio() >= OUTLINE_ALIKE


@dataclass(frozen=True, slots=True)
class Work:
    """Something that a version gives rise to: what it says, who does it, by when, and the part it stands in."""

    key: int
    part: int | None
    words: str
    facts: tuple[str, ...] = ()


WORK_ALIKE, WORK_ALIKE_ELSEWHERE = 0.5, 0.8


def pair_work(old: Sequence[Work], new: Sequence[Work], part_of: Mapping[int, int]) -> dict[int, int]:
    """Which piece of work of the newer version goes on with which of the older one: key of the old to key of the new.

    `part_of` leads from a part of the older version to the one that stands for it. Work goes on in its own part when
    its words are rather alike, elsewhere only when they are nearly the same. Each is paired once, the most alike first;
    among equals the one with the same facts (units, days) wins, for one sentence may give work to several units.
    """
    by_part: dict[int | None, list[Work]] = defaultdict(list)
    by_words: dict[str, list[Work]] = defaultdict(list)
    for work in new:
        by_part[work.part].append(work)
        by_words[fold_key(work.words).strip(_EDGES)].append(work)
    offers: list[tuple[float, float, int, int]] = []
    for work in old:
        here = by_part.get(part_of.get(work.part or -1), []) if work.part is not None else []
        elsewhere = by_words.get(fold_key(work.words).strip(_EDGES), [])
        for other, least in [*((one, WORK_ALIKE) for one in here), *((one, WORK_ALIKE_ELSEWHERE) for one in elsewhere)]:
            alike = likeness(work.words, other.words)
            if alike >= least:
                offers.append((-alike, -_shared(work.facts, other.facts), work.key, other.key))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _alike, _facts, key, other_key in sorted(offers):
        if key not in pairs and other_key not in taken:
            pairs[key] = other_key
            taken.add(other_key)
    return pairs


def _shared(one: Iterable[str], other: Iterable[str]) -> float:
    facts, others = set(one), set(other)
    return len(facts & others) / len(facts | others) if facts | others else 1.0


def summary(pairs: Iterable[Pair]) -> dict[str, Any]:
    """How many parts fared how, by the code of the change."""
    counts = Counter(pair.change for pair in pairs)
    return {change.value: counts[change] for change in Change}
