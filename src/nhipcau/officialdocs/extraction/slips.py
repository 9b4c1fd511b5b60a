"""Slips of OCR that can be told from sound words: signs that no Vietnamese word has, tones that a usual pair has not.

Where a word was mended to another word, it is held to be unsure from then on, so that what is read from it is doubted
and a person looks at the page; the picture of the page stays as it is. Signs that only stand for others are turned
without a doubt: nobody could have printed "QĐð".
"""

import re
import tomllib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from nhipcau.officialdocs.extraction.page_reading import PageReading
from nhipcau.officialdocs.extraction.tesseract import SeenWord
from nhipcau.officialdocs.ocr_doubts import MENDED
from nhipcau.vietnamese import fold

_TABLES = Path(__file__).parent / "tables"
# The letter of Iceland, which Tesseract gives behind Đ or for it.
_ETH = re.compile("([ĐđÐð])[Ðð]+")
_ALONE = str.maketrans("Ðð", "Đđ")
_RUN_TOGETHER = re.compile(r"(?<=[^\W\d_],)(?=[^\W\d_])")
_CORE = re.compile(r"[^\W\d_]+")
_EDGES = re.compile(r"(\W*)([^\W\d_]+)(\W*)")
# Words that OCR was surer of are left alone: by what is usual everywhere, and by what is usual in this document.
_SURE, _RATHER_SURE = 0.98, 0.95
# A pair tells if it comes this often, this much more often than another one, and makes this share of one of its words.
_OFTEN, _MORE, _TIED = 3, 2, 0.5
_SHORTEST = 3
# Words that are usual anywhere are mended where OCR doubts them.
_DOUBTED = 0.8


@dataclass(frozen=True, slots=True)
class _Slip:
    pattern: re.Pattern[str]
    becomes: str
    after: frozenset[str]


def mended(pages: Sequence[PageReading]) -> list[PageReading]:
    """The pages of one document with their slips mended; what comes often tells about what comes seldom."""
    pages = [replace(page, words=tuple(_by_shape(page.words))) for page in pages]
    pairs = _Pairs([page.words for page in pages])
    return [replace(page, words=tuple(pairs.mended(page.words))) for page in pages]


def _by_shape(words: Iterable[SeenWord]) -> Iterator[SeenWord]:
    before = ""
    for word in words:
        text = _ETH.sub(lambda found: "Đ" if found[1] in "ĐÐ" else "đ", word.text).translate(_ALONE)
        sureness = word.confidence
        for slip in _slips():
            if (not slip.after or before in slip.after) and (found := slip.pattern.fullmatch(text)):
                text, sureness = found.expand(slip.becomes), min(sureness, MENDED)
        yield from _parted(replace(word, text=text, confidence=sureness))
        before = "".join(_CORE.findall(fold(text)))


def _parted(word: SeenWord) -> Iterator[SeenWord]:
    """Behind a comma between letters there was a space: "VT,KGVX"."""
    parts = _RUN_TOGETHER.split(word.text)
    at, width = 0, (word.right - word.left) / max(1, len(word.text))
    for part in parts:
        left, right = word.left + round(at * width), word.left + round((at + len(part)) * width)
        yield replace(word, text=part, left=left, right=right) if len(parts) > 1 else word
        at += len(part)


class _Pairs:
    """Which two words stand together, and how they are spelled."""

    def __init__(self, texts: Sequence[Sequence[SeenWord]]) -> None:
        counts: dict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
        alone: Counter[str] = Counter()
        for words in texts:
            for one, other in _neighbours(words):
                counts[fold(one), fold(other)][one, other] += 1
                alone.update((fold(one), fold(other)))
        self._usual = dict(_usual_pairs())
        self._own: dict[tuple[str, str], tuple[str, str]] = {}
        for key, spellings in counts.items():
            (first, count), *rest = spellings.most_common(2)
            is_tied = count >= _TIED * min(alone[key[0]], alone[key[1]]) / 2
            if count >= _OFTEN and is_tied and (not rest or count >= _MORE * rest[0][1]):
                self._own[key] = first

    def mended(self, words: Sequence[SeenWord]) -> Iterator[SeenWord]:
        """Words that stand in a known pair as it is spelled."""
        cores = [_core(word.text) for word in words]
        for number, word in enumerate(words):
            core = cores[number]
            if not core or word.confidence >= (_DOUBTED if core in _anywhere() else _SURE):
                yield word
                continue
            told = set()
            if number and cores[number - 1] and _go_together(words[number - 1], word):
                told.add(self._told(cores[number - 1], core, 1, word.confidence))
            if number + 1 < len(words) and cores[number + 1] and _go_together(word, words[number + 1]):
                told.add(self._told(core, cores[number + 1], 0, word.confidence))
            told.discard("")
            if len(told) == 1 and not any(_is_same(core, one) for one in told):
                yield _spelled(word, told.pop())
            else:
                yield word

    def _told(self, one: str, other: str, place: int, sureness: float) -> str:
        """How the known pair spells one of the two words, if it has the other one as it is; "" if it does not tell."""
        key = fold(one), fold(other)
        known = self._usual.get(key) or (self._own.get(key) if sureness < _RATHER_SURE else None)
        return known[place] if known is not None and known[1 - place] == (one, other)[1 - place] else ""


def _neighbours(words: Sequence[SeenWord]) -> Iterator[tuple[str, str]]:
    cores = [_core(word.text) for word in words]
    for number in range(1, len(words)):
        one, other = cores[number - 1], cores[number]
        if min(len(one), len(other)) >= _SHORTEST and _go_together(words[number - 1], words[number]):
            yield one, other


def _core(text: str) -> str:
    """The letters of a word, small; "" for what is none."""
    found = _EDGES.fullmatch(text)
    return found[2].casefold() if found else ""


def _is_same(one: str, other: str) -> bool:
    """Whether two words are one, but for the letter that carries the tone ("hoà", "hòa")."""
    return sorted(unicodedata.normalize("NFD", one)) == sorted(unicodedata.normalize("NFD", other))


def _go_together(one: SeenWord, other: SeenWord) -> bool:
    """Nothing parts two words: no sign, and no name begins with the second one ("Hội đồng Bảo an")."""
    begins_name = other.text[0].isupper() and not one.text[0].isupper()
    return one.text[-1].isalpha() and other.text[0].isalpha() and not begins_name


def _spelled(word: SeenWord, spelling: str) -> SeenWord:
    found = _EDGES.fullmatch(word.text)
    if found is None:
        return word
    core = found[2]
    shown = spelling.upper() if core.isupper() else spelling.capitalize() if core[0].isupper() else spelling
    return replace(word, text=f"{found[1]}{shown}{found[3]}", confidence=min(word.confidence, MENDED))


@cache
def _slips() -> tuple[_Slip, ...]:
    return tuple(
        _Slip(re.compile(one["pattern"]), one["becomes"], frozenset(one.get("after", ()))) for one in _table()["slip"]
    )


@cache
def _anywhere() -> frozenset[str]:
    return frozenset(_table()["stand_anywhere"])


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((_TABLES / "slips.toml").read_text(encoding="utf-8"))


@cache
def _usual_pairs() -> tuple[tuple[tuple[str, str], tuple[str, str]], ...]:
    lines = (_TABLES / "usual_pairs.txt").read_text(encoding="utf-8").splitlines()
    pairs = [pair.split() for line in lines if not line.startswith("#") for pair in line.split(",") if pair.strip()]
    spellings: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for one, other in pairs:
        spellings[fold(one), fold(other)].add((one, other))
    # "truyền thông" and "truyền thống" tell nothing about each other.
    return tuple((key, found.pop()) for key, found in spellings.items() if len(found) == 1)
