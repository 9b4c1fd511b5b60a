"""What is wrong with the document as a whole, for the person who looks it over."""

import re
from collections.abc import Sequence

from nhipcau.officialdocs.document import DateItem, Finding, SecrecyMark, Span
from nhipcau.officialdocs.enums import Doubt, Problem
from nhipcau.officialdocs.fragments import has_title
from nhipcau.officialdocs.header import Header
from nhipcau.officialdocs.lines import Line, Source
from nhipcau.officialdocs.numbers import NUMBER

_VIETNAMESE = frozenset("ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹĂÂĐÊÔƠƯ")
_FORM = re.compile(r"(?:phu\s+luc|mau\s+(?:so|bao\s+cao|phieu)|bieu\s+mau)")
_SAMPLE, _HEAD = 3_000, 600


def second_document(source: Source, after: int) -> int | None:
    """Give where a second document begins behind the foot of the first, None when nothing but annexes follows.

    A second header is a national or party title with a number of its own. The forms in an annex carry the title
    too, with a blank
    number and "Phụ lục" or "Mẫu số" above it.
    """
    lines = source.lines
    for index, line in enumerate(lines):
        if line.start < after or line.end - line.start > 200 or not has_title(source, line):
            continue
        around = lines[max(0, index - 4) : index + 9]
        numbered = any(_has_own_number(source, other) for other in around if other.start >= after)
        above = lines[max(0, index - 6) : index]
        is_form = any(_FORM.match(source.folded_of(other)) for other in above if other.start >= after)
        if numbered and not is_form:
            return _header_start(source, lines, index, after)
    return None


def _has_own_number(source: Source, line: Line) -> bool:
    text = source.of(line)
    found = NUMBER.search(text)
    return found is not None and source.folded_of(line).lstrip(" |*").startswith("so") and len(text) < 160


def _header_start(source: Source, lines: list[Line], index: int, after: int) -> int:
    """The issuer may stand on the lines above the title."""
    start = index
    while start > 0 and lines[start - 1].start >= after and source.of(lines[start - 1]).isupper() and index - start < 3:
        start -= 1
    return lines[start].start


def find_problems(
    source: Source,
    header: Header,
    second: int | None,
    dates: Sequence[DateItem],
    mark: SecrecyMark | None,
    *,
    has_body: bool,
) -> tuple[Finding, ...]:
    """Give the findings in a fixed order."""
    found: list[Finding] = []
    if not source.text.strip():
        return (Finding(Problem.EMPTY),)
    if mark is not None:
        found.append(Finding(Problem.SECRET, mark.span))
    if not is_vietnamese(source.text):
        found.append(Finding(Problem.NOT_VIETNAMESE))
    if not header.is_found:
        found.append(Finding(Problem.NO_HEADER))
    if second is not None:
        found.append(Finding(Problem.TWO_DOCUMENTS, Span(second, len(source.text))))
    if not has_body:
        found.append(Finding(Problem.EMPTY_BODY))
    if source.is_noisy:
        found.append(Finding(Problem.DAMAGED_TEXT))
    impossible = [date for date in dates if date.doubt is Doubt.IMPOSSIBLE_DATE]
    if header.date.doubt is Doubt.IMPOSSIBLE_DATE:
        found.append(Finding(Problem.IMPOSSIBLE_DATE, header.date.span))
    found.extend(Finding(Problem.IMPOSSIBLE_DATE, date.span) for date in impossible)
    return tuple(found)


def is_vietnamese(text: str) -> bool:
    """Tell whether a text is Vietnamese: about one letter in five carries a mark that other languages do not
    have.
    """
    # The head alone settles it for nearly every document.
    return _marked_letters(text[:_HEAD]) > _HEAD // 12 or _is_marked(text[:_SAMPLE])


def _is_marked(sample: str) -> bool:
    letters = sum(map(str.isalpha, sample))
    return letters < 40 or _marked_letters(sample) * 25 > letters


def _marked_letters(sample: str) -> int:
    return sum(map(_VIETNAMESE.__contains__, sample))
