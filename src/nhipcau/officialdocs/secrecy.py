"""The secrecy stamp: Mật, Tối mật, Tuyệt mật, in a box of its own near the header.

Only the stamp counts. "Bảo mật thông tin", "bí mật nhà nước", "mật độ", "xã Mật Sơn" are words of a text that
anybody may read.
Source: Luật Bảo vệ bí mật nhà nước (dấu chỉ độ mật); the stamp is set in capitals, framed, under the number.
"""

import re

from nhipcau.officialdocs.document import SecrecyMark, Span
from nhipcau.officialdocs.enums import SecrecyLevel
from nhipcau.vietnamese import fold, normalise

_FRAME = r"[\s\W_]"
# Scans lose diacritics and take I for l and 1, O for 0; stamps are often spaced out ("M Ậ T").
_MAT = r"m\s*a\s*t"
_TOI = r"t\s*[o0]\s*[i1l|]"
_TUYET = r"t\s*u\s*y\s*e\s*t"
_LEVEL = rf"(?:(?P<highest>{_TUYET}\s*{_MAT})|(?P<top>{_TOI}\s*{_MAT})|(?P<secret>{_MAT}))"
_OWN = re.compile(rf"{_FRAME}*{_LEVEL}{_FRAME}*")
_DEGREE = re.compile(rf"(?:(?:do|muc\s+do|muc|dau)\s+mat\s*[:\-–]\s*{_FRAME}{{0,4}}){_LEVEL}(?!\w)")
_BESIDE = re.compile(
    rf"(?:^|(?<=\s{{3}})|(?<=\t)|(?<=\|)|(?<=[\[(*]))\s?[\[(*|]*\s?{_LEVEL}\s?[\])*|]*(?=$|\s{{3}}|\t|\s?\|)"
)
# Scans set the stamp beside the number or beside the title, with no more than a space between.
_RUN_INTO = re.compile(
    rf"^{_FRAME}*{_LEVEL}{_FRAME}+(?=cong\s+hoa\s+xa\s+hoi|dang\s+cong\s+san|doc\s+lap)"
    rf"|^{_FRAME}*so{_FRAME}*[\w.]*\s?[-/]\s?\w[\w/.-]*\s+{_LEVEL.replace('?P<', '?P<number_')}{_FRAME}*$"
)
_WORDS_THAT_GO_ON = re.compile(r"(?:bi|bao|co|can|than|diem)\W*$")
_FIRST_LINES = 60
_LAST_LINES = 12
_LEVELS = {"highest": SecrecyLevel.HIGHEST, "top": SecrecyLevel.TOP_SECRET, "secret": SecrecyLevel.SECRET}


def find_secrecy_mark(text: str) -> SecrecyMark | None:
    """Find the stamp of a secret document; its span is one of `text` in normal form (`decode` and `read` give
    that).

    A line or a table cell of its own counts anywhere on the first page, "Độ mật: Mật" as well, and in capitals
    also at the foot of the
    text, where scans put marginal stamps. Never raises.
    """
    text = normalise(text)
    lines = [found for found in re.finditer(r"[^\n]+", text) if found[0].strip()]
    for number, line in enumerate(lines[:_FIRST_LINES]):
        above = lines[number - 1] if number else None
        if above is not None and (mark := _on_two_lines(above, line)) is not None:
            return mark
        if above is not None and _WORDS_THAT_GO_ON.search(fold(above[0][-12:])):
            continue
        following = lines[number + 1] if number + 1 < len(lines) else None
        if following is not None and (mark := _on_two_lines(line, following)) is not None:
            return mark
        if (mark := _on_line(line[0], line.start())) is not None:
            return mark
    for line in lines[max(_FIRST_LINES, len(lines) - _LAST_LINES) :]:
        mark = _on_line(line[0], line.start())
        if mark is not None:
            return mark
    return None


def _on_line(line: str, start: int) -> SecrecyMark | None:
    if len(line) > 400:
        return None
    folded = fold(line)
    if "m" not in folded or "t" not in folded:
        return None
    own = _OWN.fullmatch(folded)
    if own is not None and _is_stamp(line, own, alone=True):
        return _mark(own, start)
    beside_number = _RUN_INTO.match(folded)
    if beside_number is not None and _is_run_in_stamp(line, beside_number):
        return _mark(beside_number, start)
    degree = _DEGREE.search(folded)
    if degree is not None:
        return _mark(degree, start)
    for beside in _BESIDE.finditer(folded):
        if _is_stamp(line, beside, alone=False):
            return _mark(beside, start)
    return None


def _on_two_lines(above: re.Match[str], line: re.Match[str]) -> SecrecyMark | None:
    """A narrow stamp breaks: "TỐI" over "MẬT"."""
    one, two = above[0].strip(" *|[]()"), line[0].strip(" *|[]()")
    if len(one) > 8 or len(two) > 5 or not (one.isupper() and two.isupper()):
        return None
    both = _OWN.fullmatch(fold(f"{one} {two}"))
    if both is None or _group(both) == "secret":
        return None
    begin = above.start() + above[0].index(one)
    return SecrecyMark(_LEVELS[_group(both)], Span(begin, line.start() + line[0].index(two) + len(two)))


def _is_stamp(line: str, found: re.Match[str], *, alone: bool) -> bool:
    """Capitals make a stamp. Alone on its line, "Mật" or "Tối mật" with its diacritics does as well."""
    printed = line[found.start(_group(found)) : found.end(_group(found))]
    letters = [character for character in printed if character.isalpha()]
    # OCR reads the capital I of "TỐI" as l.
    if all(character.isupper() or character == "l" for character in letters):
        # "MAT" beside other words may be a name; so short a word needs its own line when it has lost its
        # diacritics.
        return alone or "ậ" in printed.lower() or "â" in printed.lower() or len(letters) > 3
    return alone and printed[:1].isupper() and "ậ" in printed.lower()


def _is_run_in_stamp(line: str, found: re.Match[str]) -> bool:
    group = _group(found)
    printed = line[found.start(group) : found.end(group)]
    return printed.isupper() or printed.replace("1", "I").replace("0", "O").replace("l", "I").isupper()


def _group(found: re.Match[str]) -> str:
    return next(name for name, value in found.groupdict().items() if value is not None)


def _mark(found: re.Match[str], start: int) -> SecrecyMark:
    group = _group(found)
    return SecrecyMark(
        _LEVELS[group.removeprefix("number_")], Span(start + found.start(group), start + found.end(group))
    )
