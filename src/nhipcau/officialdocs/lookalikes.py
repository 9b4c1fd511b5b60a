"""Letters and digits of other scripts in numbers ("12/КН-UBND", "１２/KH"), and signs that nobody sees.

The reader takes them for what they look like; the document says that a person should look. Only words with a digit are
touched: a name in Russian or Greek stays what it is. The text keeps its length, so every place is one of the original.
"""

import re
import unicodedata
from dataclasses import replace
from typing import Any

from nhipcau.officialdocs.document import OfficialDocument
from nhipcau.officialdocs.enums import Doubt
from nhipcau.officialdocs.span import Span

UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_UNSEEN = re.compile(f"[{UNSEEN}]")
_CYRILLIC = dict(zip("АВЕКМНОРСТУХІЅЈасеорухіѕј", "ABEKMHOPCTYXISJaceopyxisj", strict=True))
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo", strict=True))
_LETTERS = str.maketrans(_CYRILLIC | _GREEK | {chr(0xFF01 + at): chr(0x21 + at) for at in range(94)})
_STRANGE = re.compile(r"[\u0370-\u04ff\u0660-\u0669\u06f0-\u06f9\uff01-\uff5e]")
_WORD_WITH_DIGIT = re.compile(r"(?=[^\s\d]*\d)[^\s]{1,60}")
_LISTS = ("citations", "dates", "recurring_deadlines", "assignments")
_SURE_AT_MOST = 0.5


def as_latin(text: str) -> str:
    """Give the text with the look-alikes in its numbers as what they look like, of the same length."""
    if _STRANGE.search(text) is None:
        return text
    return _WORD_WITH_DIGIT.sub(lambda found: "".join(map(_plain, found[0].translate(_LETTERS))), text)


def _plain(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    return character if digit is None else str(digit)


def with_doubted_lookalikes(document: OfficialDocument) -> OfficialDocument:
    """Doubt what was read from look-alikes, or stands beside a sign that nobody sees."""
    text = document.text
    if _STRANGE.search(text) is None and _UNSEEN.search(text) is None:
        return document

    def is_strange(span: Span | None) -> bool:
        if span is None:
            return False
        printed = text[max(0, span.start - 1) : span.end + 1]
        return as_latin(text[span.start : span.end]) != text[span.start : span.end] or bool(_UNSEEN.search(printed))

    number = document.metadata.number
    if number.value is not None and is_strange(number.span) and number.span is not None:
        printed = text[number.span.start : number.span.end]
        number = replace(
            number,
            value=printed,
            proposal=number.proposal or (number.value if printed != number.value else None),
            doubt=Doubt.NUMBER_PATTERN,
            confidence=min(number.confidence, _SURE_AT_MOST),
        )
        document = replace(document, metadata=replace(document.metadata, number=number))

    def doubted(item: Any) -> Any:
        if not is_strange(item.span):
            return item
        confidence = min(item.confidence, _SURE_AT_MOST)
        return replace(item, doubt=item.doubt or Doubt.NUMBER_PATTERN, confidence=confidence)

    changed: dict[str, Any] = {name: tuple(map(doubted, getattr(document, name))) for name in _LISTS}
    return replace(document, **changed)
