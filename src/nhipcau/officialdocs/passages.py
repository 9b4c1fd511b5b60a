"""What citations, dates and assignments are read from: the subject and the paragraphs of the body, in order."""

from collections.abc import Sequence
from dataclasses import dataclass

from nhipcau.officialdocs.document import Reading, Span
from nhipcau.officialdocs.lines import Source
from nhipcau.officialdocs.paragraphs import Paragraph, Sort
from nhipcau.vietnamese import fold

_REACH = 1_500


@dataclass(frozen=True, slots=True)
class Passage:
    """One joined text with the provision that it belongs to (None: the subject)."""

    paragraph: Paragraph
    provision: int | None


def passages(
    source: Source, subject: Reading[str], paragraphs: Sequence[Paragraph], signed: Span | None = None
) -> list[Passage]:
    """Give the subject first, then the body in order. The day of issue, which may stand between the lines of the
    subject, is none of it.
    """
    found: list[Passage] = []
    if subject.span is not None:
        text = source.of(subject.span).replace("\n", " ")
        if signed is not None and subject.span.start <= signed.start < signed.end <= subject.span.end:
            start, end = signed.start - subject.span.start, signed.end - subject.span.start
            text = text[:start] + " " * (end - start) + text[end:]
        found.append(Passage(Paragraph(Sort.TEXT, None, text, fold(text), [0], [subject.span]), None))
    found.extend(Passage(paragraph, index) for index, paragraph in enumerate(paragraphs))
    return found


def sentence_around(text: str, start: int, end: int) -> Span:
    """Give the sentence that holds `start` to `end`: from the last full stop, semicolon or line of a list to
    the next; of a text without stops only what stands near.
    """
    first, last = max(0, start - _REACH), min(len(text), end + _REACH)
    left = max(text.rfind(stop, first, start) for stop in (". ", "; ", ": ", "… ", "! "))
    rights = [at for stop in (". ", "; ") if (at := text.find(stop, end, last)) >= 0]
    return Span(left + 2 if left >= 0 else first, min(rights, default=last))
