"""What lies on suspect words of a scan is doubted. A pass after the reading, the same for all kinds of items.

How sure OCR was of a word is weighed by what else speaks for the word: that it is spelt like a Vietnamese syllable,
that it comes again, that it is made like the number of a document; and by what speaks against it: that it is no
syllable, or that the document spells it with other signs elsewhere.

Nothing is corrected: the words stay as they were recognised, the item says that a person should look at the page.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from typing import Any

from nhipcau.officialdocs.document import Metadata, OfficialDocument, Reading
from nhipcau.officialdocs.enums import Doubt
from nhipcau.officialdocs.extraction.extracted import Word
from nhipcau.officialdocs.numbers import NUMBER
from nhipcau.officialdocs.span import Span
from nhipcau.vietnamese import fold, is_syllable

# What a word is worth that was mended to another one: below every bound, so a person looks, whatever speaks for it.
MENDED = 0.3
# Of what is neither sound nor odd, as far as one can tell.
_SUSPECT = 0.8
# A syllable that comes again, and one that does not; a word that comes often, whatever it is; a number of good form.
_KNOWN_SYLLABLE, _SYLLABLE, _OFTEN_SEEN, _WELL_MADE = 0.35, 0.75, 0.4, 0.6
# A word is known when OCR was so sure of it elsewhere, or when it comes so often.
_SURE, _OFTEN = 0.9, 3
# One spelling against so many of another one, unless OCR was nearly certain.
_OTHERS, _NEARLY_CERTAIN = 2, 0.93
# Short forms that every document has in its head and foot.
_USUAL = frozenset({"v/v", "vt", "b/c", "đ/c", "nơi", "nhận"})
# What is suspect for another reason than OCR's own doubt is no surer than this.
_ODD = 0.7
_DAY, _ROMAN = re.compile(r"\d{1,2}/\d{1,2}/\d{4}"), re.compile(r"[ivx]{1,5}")
_EDGES = ".,;:()[]“”\"'’‘–-…*/"
_LISTS = ("recipients", "citations", "dates", "recurring_deadlines", "assignments", "outline", "provisions")


def with_ocr_doubts(document: OfficialDocument) -> OfficialDocument:
    """Doubt what was read from unsure words; a document that no OCR had a part in comes back as it is."""
    pages = document.source.pages if document.source is not None else ()
    words = [word for page in pages for word in page.words if word.confidence is not None]
    unsure = _Unsure(_suspect(document.text, words))
    if not unsure:
        return document
    changed: dict[str, Any] = {name: tuple(map(unsure.doubted, getattr(document, name))) for name in _LISTS}
    return replace(document, metadata=_metadata(document.metadata, unsure), **changed)


def _metadata(metadata: Metadata, unsure: "_Unsure") -> Metadata:
    readings = {field.name: getattr(metadata, field.name) for field in fields(metadata)}
    return replace(
        metadata,
        **{name: unsure.doubted(reading) for name, reading in readings.items() if isinstance(reading, Reading)},
    )


def _suspect(text: str, words: Sequence[Word]) -> Iterator[tuple[Span, float]]:
    """The places of suspect words, and how sure one may be of each."""
    cores = [text[word.span.start : word.span.end].strip(_EDGES).casefold() for word in words]
    seen, sure = Counter(cores), Counter[str]()
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for core, word in zip(cores, words, strict=True):
        if (word.confidence or 0) >= _SURE:
            sure[core] += 1
            spellings[fold(core)][core] += 1
    for core, word in zip(cores, words, strict=True):
        confidence = word.confidence or 0.0
        if not core:
            continue
        is_sound = is_syllable(core)
        known = sure[core] - (confidence >= _SURE)
        if not is_sound and core.isalpha() and not core.isascii() and _is_a_word(text, word):
            yield word.span, min(confidence, _ODD)
        elif confidence < _bound(core, known, seen[core], is_sound=is_sound):
            yield word.span, confidence
        elif (
            is_sound
            and core not in _USUAL
            and not known
            and confidence < _NEARLY_CERTAIN
            and _is_spelt_otherwise(core, spellings)
        ):
            yield word.span, min(confidence, _ODD)


def _bound(core: str, known: int, seen: int, *, is_sound: bool) -> float:
    """Below this OCR's sureness is too little for a word."""
    if is_sound:
        return _KNOWN_SYLLABLE if known else _SYLLABLE
    if core in _USUAL or (core.isalpha() and (known or seen >= _OFTEN)):
        return _OFTEN_SEEN
    is_well_made = NUMBER.fullmatch(core.upper()) is not None or core.isdecimal() or _DAY.fullmatch(core) is not None
    return _WELL_MADE if is_well_made or _ROMAN.fullmatch(core) is not None else _SUSPECT


def _is_a_word(text: str, word: Word) -> bool:
    """Whether it has small letters, as no short form of an office has ("TTĐN", "HĐND")."""
    printed = text[word.span.start : word.span.end]
    return sum(map(str.islower, printed)) * 2 > len(printed.strip(_EDGES))


def _is_spelt_otherwise(core: str, spellings: dict[str, Counter[str]]) -> bool:
    return any(count >= _OTHERS for other, count in spellings[fold(core)].items() if other != core)


class _Unsure:
    """Suspect words, by place."""

    def __init__(self, words: Iterable[tuple[Span, float]]) -> None:
        self._words = sorted((place.start, place.end, confidence) for place, confidence in words)
        self._ends = [end for _start, end, _confidence in self._words]

    def __bool__(self) -> bool:
        return bool(self._words)

    def least(self, span: Span) -> float | None:
        """How sure one may be of the worst word at a place; None where none is suspect."""
        found: list[float] = []
        for start, _end, confidence in self._words[bisect_left(self._ends, span.start + 1) :]:
            if start >= span.end:
                break
            found.append(confidence)
        return min(found, default=None)

    def doubted(self, item: Any) -> Any:
        """The item, doubted if it lies on an unsure word. A doubt that it has already says more."""
        found = [least for place in _places(item) if (least := self.least(place)) is not None]
        if not found:
            return item
        return replace(item, confidence=min(item.confidence, *found), doubt=item.doubt or Doubt.OCR_SUSPECT)


def _places(item: Any) -> Iterable[Span]:
    """Where an item stands: a task also where its unit is named, a provision only where its heading is."""
    heading = getattr(item, "heading_span", None)
    places = (heading,) if heading is not None else (item.span, getattr(item, "unit_span", None))
    return [place for place in places if place is not None]
