"""Which printed lines are one paragraph: told by the margins, the indents and the space between lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from nhipcau.officialdocs.extraction.pdf_lines import ENDS_SENTENCE, PrintedLine
from nhipcau.officialdocs.lines import is_capital
from nhipcau.officialdocs.marks import read_mark

_MORE_SPACE = 1.22
_INDENT = 0.8
_ENOUGH = 5
# So many pages tell how a document is set.
PAGES_THAT_TELL = 40
_SPACE = 0.3
_OPEN_NUMBER = re.compile(r"(?:^|\s)(?:\d[\d.]*[a-z]?[-/](?:[A-ZĐ]+[-/])*|[A-ZĐ]{2,7}-)$")
_SYMBOL = re.compile(r"[A-ZĐ][A-ZĐ]|TTg|TTr")


@dataclass(frozen=True, slots=True)
class Setting:
    """How a page is set: where its lines end at the right, and how far lines stand apart in heights of letters."""

    right: float
    pitch: float


def setting_of(lines: Sequence[PrintedLine], width: float, pitch: float) -> Setting:
    """Measure a page; `pitch` is that of the document, for a page with too few lines to tell.

    Where all lines are short, the right margin is taken to be no wider than the left one.
    """
    right = max((line.right for line in lines), default=width)
    left = min((line.left for line in lines), default=0.0)
    steps = _steps_inside_paragraphs(lines)
    return Setting(max(right, width - left), median(steps) if len(steps) >= _ENOUGH else pitch)


def usual_pitch(pages: Sequence[Sequence[PrintedLine]]) -> float:
    """From line to line inside a paragraph, as a multiple of the height of the letters."""
    inside = [step for lines in pages[:PAGES_THAT_TELL] for step in _steps_inside_paragraphs(lines)]
    if len(inside) >= _ENOUGH:
        return median(inside)
    steps = sorted(step for lines in pages[:PAGES_THAT_TELL] for step in _steps(lines) if step)
    # Inside paragraphs lines stand closest; a few that stand closer still are titles in small letters.
    return steps[len(steps) // 5] if steps else 1.3


def _steps(lines: Sequence[PrintedLine]) -> list[float]:
    return [
        (line.bottom - above.bottom) / line.height
        for above, line in pairwise(lines)
        if 0 < line.bottom - above.bottom < 3 * line.height and len(line.text) > 20
    ]


def _steps_inside_paragraphs(lines: Sequence[PrintedLine]) -> list[float]:
    """Behind a line that reaches the right margin mostly comes the next line of its paragraph."""
    right = max((line.right for line in lines), default=0.0)
    full = [line for line in lines if line.right > right - line.height]
    ends = {id(line) for line in full}
    return [
        (line.bottom - above.bottom) / line.height
        for above, line in pairwise(lines)
        if id(above) in ends and 0 < line.bottom - above.bottom < 3 * line.height
    ]


def is_apart(above: PrintedLine, line: PrintedLine, setting: Setting) -> bool:
    """More space than between two lines of one paragraph, or a step back up the page."""
    step = line.bottom - above.bottom
    return step > _MORE_SPACE * setting.pitch * max(line.height, above.height) or step < -line.height


def goes_on(above: PrintedLine, line: PrintedLine, setting: Setting) -> bool:
    """Tell whether a line goes on with the paragraph of the one above, which may stand at the foot of the page before.

    The margin broke the line above only if the next word had no room in it.
    """
    text, before = line.text, above.text
    if setting.right - above.right > line.words[0].right - line.words[0].left + _SPACE * line.height:
        return False
    if abs(above.height - line.height) > 0.15 * line.height or is_capital(before) != is_capital(text):
        return False
    own_mark = read_mark(before) is not None
    if line.left - above.left > _INDENT * line.height and not own_mark:
        return False
    ended = ENDS_SENTENCE.search(before) is not None
    if read_mark(text) is not None:
        return not ended and not is_capital(before)
    return True


def goes_on_in_number(above: PrintedLine, line: PrintedLine) -> bool:
    """Tell whether a line goes on within a number and symbol ("131/", "08/QĐ-"), however the two lines are set."""
    return _OPEN_NUMBER.search(above.text) is not None and _SYMBOL.match(line.text) is not None


def goes_on_in_column(above: PrintedLine, line: PrintedLine, setting: Setting) -> bool:
    """The same in one of two columns: only what begins small goes on, and what goes on with an item of a list."""
    if above.edge != line.edge or read_mark(line.text) is not None or ENDS_SENTENCE.search(above.text):
        return False
    room = (above.edge or above.right) - above.right
    if room > line.words[0].right - line.words[0].left + 2 * line.height:
        return False
    is_item = read_mark(above.text) is not None
    return line.text[:1].islower() or (is_item and not is_apart(above, line, setting))


def is_glued(above: PrintedLine) -> bool:
    """A number like "3218/QĐ-UBND" may be broken behind its hyphen or stroke, and takes no space there."""
    last = above.words[-1].text
    return len(last) > 1 and last[-1] in "-/" and last[-2].isalnum()
