"""What lies on words that OCR was not sure of is doubted. A pass after the reading, the same for all kinds of items.

Nothing is corrected: the words stay as they were recognised, the item says that a person should look at the page.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

from nhipcau.officialdocs.document import Metadata, OfficialDocument, Reading
from nhipcau.officialdocs.enums import Doubt
from nhipcau.officialdocs.extraction.extracted import Word
from nhipcau.officialdocs.span import Span

# Of a hundred words of a noisy scan two lie below this, and of these two in five are wrong; above it one in a hundred.
SUSPECT = 0.8
_LISTS = ("recipients", "citations", "dates", "recurring_deadlines", "assignments", "outline", "provisions")


def with_ocr_doubts(document: OfficialDocument) -> OfficialDocument:
    """Doubt what was read from unsure words; a document that no OCR had a part in comes back as it is."""
    pages = document.source.pages if document.source is not None else ()
    unsure = _Unsure(word for page in pages for word in page.words.less_sure_than(SUSPECT))
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


class _Unsure:
    """The words that OCR was not sure of, by place."""

    def __init__(self, words: Iterable[Word]) -> None:
        self._words = sorted(
            (word.span.start, word.span.end, word.confidence) for word in words if word.confidence is not None
        )
        self._ends = [end for _start, end, _confidence in self._words]

    def __bool__(self) -> bool:
        return bool(self._words)

    def least(self, span: Span) -> float | None:
        """How sure OCR was of the worst word at a place; None where it was sure of all."""
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
