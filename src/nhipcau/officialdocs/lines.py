"""The source as lines with their places, and what they look like: capitals, rubble, width."""

import re
from dataclasses import dataclass, replace
from functools import cached_property
from statistics import quantiles

from nhipcau.officialdocs.document import Span
from nhipcau.officialdocs.lost_blanks import loses_blanks
from nhipcau.vietnamese import fold

UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_LINE = re.compile(r"[^\n]+")
# So many characters tell what a line looks like; a longer line is running text.
_SAMPLE = 200
_BEGINNING = 72
# Signs and letters that no official document has, but that OCR makes of stamps, signatures and stains.
_ODD = re.compile(rf"[^\W\d_a-zA-Z{UPPER}{UPPER.lower()}Ðð]|[\\¿‹›⁄„¬{{}}¢£¥©®`ˆ¡¦¨¯±¶»«]")
_RULE = re.compile(r"[\s\-–—_=*.~•|+#]*")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds something: its place without outer white space, and what stands around it."""

    start: int
    end: int
    indent: int
    after_blank: bool


class Source:
    """A text with its folded twin and its lines. All places are characters of `text`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)

    @cached_property
    def lines(self) -> list[Line]:
        """All lines with something in them, in order."""
        lines: list[Line] = []
        previous_end = -1
        for found in _LINE.finditer(self.text):
            content = found[0].strip()
            if content:
                indent = len(found[0]) - len(found[0].lstrip())
                start = found.start() + indent
                # A form feed ends a page, not a paragraph; so does nothing but the line end.
                after_blank = found.start() - previous_end > 1
                lines.append(Line(start, start + len(content), indent, after_blank))
                previous_end = found.end()
        return lines if self._blanks_part_paragraphs(lines) else [replace(line, after_blank=False) for line in lines]

    def _blanks_part_paragraphs(self, lines: list[Line]) -> bool:
        """Some programs put a blank line behind every line; then it parts nothing, as broken sentences show."""
        blanks = sum(line.after_blank for line in lines)
        broken = sum(self.text[line.start].islower() for line in lines)
        return len(lines) < 8 or blanks * 20 < len(lines) * 19 or broken * 10 < len(lines)

    @cached_property
    def full_width(self) -> int:
        """The length that the longer lines reach: what a line broken by the margin has at least."""
        lengths = [line.end - line.start for line in self.lines[:4000]]
        return int(quantiles(lengths, n=10)[8]) if len(lengths) > 1 else 10_000

    @cached_property
    def is_wrapped(self) -> bool:
        """Whether margins broke the lines: many lines begin in the middle of a sentence."""
        broken = sum(
            1
            for above, line in zip(self.lines, self.lines[1:], strict=False)
            if not line.after_blank and self.text[line.start].islower() and self.text[above.end - 1] not in ".;:"
        )
        return broken >= 2 and broken * 14 > len(self.lines) and self.full_width < 200

    @cached_property
    def is_noisy(self) -> bool:
        """Whether the text comes from a damaged scan: odd signs in more than a few places."""
        signs = _ODD.findall("".join(sorted(set(self.text))))
        # Counting each sign is faster than the pattern as long as there are few different ones.
        odd = sum(map(self.text.count, signs)) if len(signs) < 60 else len(_ODD.findall(self.text))
        return odd >= 4 and odd * 4000 > len(self.text)

    @cached_property
    def loses_blanks(self) -> bool:
        """Whether the text layer loses the blanks behind some letters."""
        return loses_blanks(self.text)

    def of(self, place: Span | Line) -> str:
        """The text at a place, as printed."""
        return self.text[place.start : place.end]

    def folded_of(self, place: Span | Line) -> str:
        """The folded text at a place."""
        return self.folded[place.start : place.end]

    def joined(self, place: Span) -> str:
        """The text at a place with broken lines joined and white space collapsed."""
        return collapse(self.text[place.start : place.end])


def collapse(text: str) -> str:
    """Join broken lines and collapse white space."""
    return " ".join(text.split())


def is_rule(text: str) -> bool:
    """Tell whether a line is only drawn: dashes, asterisks, dots."""
    return _RULE.fullmatch(text) is not None


def is_capital(text: str) -> bool:
    """Tell whether a text is set in capitals; a slip of OCR or a "và" may be among them."""
    if is_running(text):
        return False
    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample))
    return letters >= 2 and (sample.isupper() or sum(map(str.isupper, sample)) * 10 >= letters * 8)


def is_running(text: str) -> bool:
    """Tell by its beginning that a text is set in small letters: it holds more than a sample of capitals may have."""
    return sum(map(str.islower, text[:_BEGINNING])) > _SAMPLE // 5


_DIGITAL = re.compile(
    r"\W*(?:nguoi ky|ky boi|ky so boi|duoc ky boi|ky|thoi gian ky|ngay ky|signed by|signing time|email|co quan"
    r"|to chuc|chuc vu)\s*:"
)


def is_digital_signature(text: str) -> bool:
    """Tell whether a line is one of those that a digital signature prints ("Người ký: …", "Thời gian ký: …")."""
    return ":" in text[:24] and len(text) < _SAMPLE and _DIGITAL.match(fold(text[:40])) is not None


def is_rubble(text: str) -> bool:
    """Tell whether a line is what OCR makes of stamps and signatures: signs and splinters, hardly a word."""
    if len(text) > _SAMPLE:
        return False
    known = sum(map(str.isalnum, text))
    signs = len(text) - known - sum(map(str.isspace, text))
    if not known or signs * 3 < len(text) - text.count(" "):
        return not known
    return sum(1 for word in text.split() if len(core := word.strip(".,;:()-–/")) > 1 and core.isalpha()) < 2
