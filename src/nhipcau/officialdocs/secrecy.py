"""The secrecy stamp: Mật, Tối mật, Tuyệt mật, in a box of its own near the header.

Only the stamp counts. "Bảo mật thông tin", "bí mật nhà nước", "mật độ", "xã Mật Sơn" are words of a text that
anybody may read.
Source: Luật Bảo vệ bí mật nhà nước (dấu chỉ độ mật); the stamp is set in capitals, framed, under the number.
"""

import re
from itertools import islice

from nhipcau.officialdocs.document import SecrecyMark, Span
from nhipcau.officialdocs.enums import SecrecyLevel
from nhipcau.officialdocs.lines import is_capital
from nhipcau.officialdocs.numbers import SERIAL, SYMBOL
from nhipcau.officialdocs.vocabulary import (
    HEADER_STARTERS,
    HEADING_KIND_WORDS,
    NOT_BEFORE_STAMP,
    NOT_BEHIND_STAMP,
    URGENCY,
    alternatives,
)
from nhipcau.vietnamese import fold, normalise

_FRAME = r"[\s\W_]"
# Signs that nobody sees may stand anywhere.
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
# Scans lose diacritics and take I for l and 1, O for 0, IVI for M; stamps are often spaced out ("M Ậ T", "M.Ậ.T").
_GAP = rf"[\s.\-–·*_{_UNSEEN}]*"
_MAT = rf"(?:m|[il1|]{_GAP}v{_GAP}[il1|]){_GAP}a{_GAP}t"
_TOI = rf"t{_GAP}[o0]{_GAP}[i1l|]"
_TUYET = _GAP.join("tuyet")
_LEVEL = rf"(?:(?P<highest>{_TUYET}{_GAP}{_MAT})|(?P<top>{_TOI}{_GAP}{_MAT})|(?P<secret>{_MAT}))"
# Behind the mark may stand the letter of its stamp, or who may open the envelope.
_OWN = re.compile(
    rf"{_FRAME}*(?:dau\s*:\s*)?{_LEVEL}{_FRAME}*(?:(?<=[\s(])[abc]{_FRAME}*|chi\s+nguoi\s+co\s+ten\s[\w\s]{{1,40}}{_FRAME}*)?"
)
# "Độ mật: Tuyệt mật, Tối mật, Mật" lists the degrees that there are.
_DEGREE = re.compile(
    rf"(?:(?:do|muc\s+do|muc|dau)\s+mat\s*[:\-–]\s*{_FRAME}{{0,4}}){_LEVEL}(?!\w)"
    r"(?!\s*(?:,|/|;|va|hoac)\s*(?:toi|tuyet|mat))"
)
_BESIDE = re.compile(
    rf"(?:^|(?<=\s{{3}})|(?<=\t)|(?<=\|)|(?<=[\[(*]))\s?[\[(*|]*\s?{_LEVEL}\s?[\])*|]*(?=$|\s{{3}}|\t|\s?\|)"
)
# Scans set the stamp beside the number or beside the title, with no more than a space between.
_RUN_INTO = re.compile(
    rf"^{_FRAME}*{_LEVEL}{_FRAME}+(?=cong\s+hoa\s+xa\s+hoi|dang\s+cong\s+san|doc\s+lap)"
    rf"|^{_FRAME}*so{_FRAME}*[\w.]*\s?[-/]\s?\w[\w/.-]*\s+{_LEVEL.replace('?P<', '?P<number_')}{_FRAME}*$"
)
# Beside other words of the header the stamp touches one of its fixed parts.
_ANYWHERE = re.compile(rf"(?<![\w/]){_LEVEL}(?!\w)")
_TITLE_WORDS = r"cong\s*hoa\s+xa\s+hoi|dang\s+cong\s+san\s+v|doc\s+lap\s*\W{0,3}\s*tu\s+do"
_PART_BEHIND = re.compile(
    rf"{_FRAME}*(?:{_TITLE_WORDS}|so\s*[:.]|so\s+\d|(?:{alternatives(URGENCY)})(?!\w)|\w[\w\s.]{{1,30}},\s*ngay\s)"
)
_PART_BEFORE = re.compile(
    r"(?:chu\s+nghia\s+viet\s+nam|cong\s+san\s+viet\s+nam|hanh\s+phuc|nam\s+\d{4}"
    rf"|(?<!\w)(?:{alternatives(URGENCY)})){_FRAME}*$"
)
_NUMBER_BEFORE = re.compile(rf"S[ốôổồoỐÔO]{_FRAME}*(?:{SERIAL}|[.…_\s]*)\s?[-–/]\s?{SYMBOL}{_FRAME}*$")
_WORD_BEFORE = re.compile(r"(\w+)[^\w\n]*$")
_WORD_BEHIND = re.compile(r"[^\w\n]*(\w+)")
_OPENED, _CLOSED = re.compile(r"[\[(|*<{]\s*$"), re.compile(r"\s*[\])|*>}]")
_PAPERS = re.compile(
    rf"{_FRAME}*(?:{HEADING_KIND_WORDS}|dien|tai\s+lieu|ho\s+so|van\s+ban|cong\s+van)\s+{_LEVEL}{_FRAME}*"
)
_HEADING = re.compile(rf"{_FRAME}*(?:{HEADING_KIND_WORDS}){_FRAME}*")
# "BỆNH VIỆN MẮT", "MẶT TRẬN": other vowels are other words, not damage.
_VOWELS = frozenset("AÂẬẠẤẦẨẪ")
_LONGEST_OF_HEADER = 1_500
_HEADER_LINES = 40
_WORDS_THAT_GO_ON = re.compile(r"(?<!\w)(?:bi|bao|co|can|than|diem|vien|khoa|tham)[^\w.;:!?]*$")


def _printed(letters: str) -> str:
    """The class of all printed letters that fold to one of these; looking for them spares the folding of a page."""
    codes = (*range(0x21, 0x250), *range(0x1E00, 0x1F00))
    return f"[{''.join(re.escape(chr(code)) for code in codes if fold(chr(code)) in letters)}]"


# The same word in the text as printed.
_PRINTED_WORDS = tuple(
    re.compile(rf"{first}{_GAP}{_printed('a')}{_GAP}{_printed('t')}")
    for first in (_printed("m"), rf"{_printed('il1|')}{_GAP}{_printed('v')}{_GAP}{_printed('il1|')}")
)
_LINE = re.compile(r"[^\n]+")
_LONGEST_FOOT = 8_000
_FIRST_LINES = 60
_LAST_LINES = 12
# "TUYỆT MẬT", one letter on a line.
_MOST_LETTERS = 8
# Cyrillic, Greek and full-width letters of the stamps' words.
_ALIKE = str.maketrans("МАТОІУЕмаоіуеΜΑΤΟΙΥΕΜⲘᴍＭＡＴＯＩＵＹＥｍａｏ", "MATOIYEmaoiyeMATOIYEMMMMATOIUYEmao")
_STRANGE = re.compile(f"[{''.join(map(chr, _ALIKE))}]")
_TURNED = re.compile(r"(\u202e)([^\u202c\n]*)")
_LEVELS = {"highest": SecrecyLevel.HIGHEST, "top": SecrecyLevel.TOP_SECRET, "secret": SecrecyLevel.SECRET}


def find_secrecy_mark(text: str) -> SecrecyMark | None:
    """Find the stamp of a secret document; its span is one of `text` in normal form (`decode` and `read` give
    that).

    A line or a table cell of its own counts anywhere on the first page, "Độ mật: Mật" as well, and in capitals
    also at the foot of the text, where scans put marginal stamps. Above the heading of the document it also counts
    beside other words, when it touches title, issuer, number, day or urgency. Never raises.
    """
    text = _as_seen(normalise(text))
    lines = list(islice((found for found in _LINE.finditer(text) if not found[0].isspace()), _FIRST_LINES + 1))
    if not lines:
        return None
    # Few documents have the word at all; looking for it once spares them the rest.
    end = lines[-1].end()
    may_hold = any(word.search(text, 0, end) is not None for word in _PRINTED_WORDS)
    return (_on_first_page(lines) if may_hold else None) or _at_foot(text, lines)


def _as_seen(text: str) -> str:
    """The text with letters of other scripts that look like Latin ones as these, and what is turned around as it is
    shown; as long as it was.
    """
    if _STRANGE.search(text) is not None:
        text = text.translate(_ALIKE)
    return _TURNED.sub(lambda found: f"{found[1]}{found[2][::-1]}", text) if "\u202e" in text else text


def _on_first_page(lines: list[re.Match[str]]) -> SecrecyMark | None:
    header = _header_length(lines)
    for number, line in enumerate(lines[:_FIRST_LINES]):
        above = lines[number - 1] if number else None
        if (mark := _on_single_letters(lines, number)) is not None:
            return mark
        if above is not None and (mark := _on_two_lines(above, line)) is not None:
            return mark
        if above is not None and _WORDS_THAT_GO_ON.search(fold(above[0][-12:])):
            continue
        following = lines[number + 1] if number + 1 < len(lines) else None
        if following is not None and (mark := _on_two_lines(line, following)) is not None:
            return mark
        if (mark := _on_line(line[0], line.start())) is not None:
            return mark
        if number < header and (mark := _in_header(line[0], line.start())) is not None:
            return mark
    return None


def _at_foot(text: str, lines: list[re.Match[str]]) -> SecrecyMark | None:
    if len(lines) <= _FIRST_LINES:
        return None
    foot = max(lines[-1].start(), len(text) - _LONGEST_FOOT)
    for line in [found for found in _LINE.finditer(text, foot) if not found[0].isspace()][-_LAST_LINES:]:
        mark = _on_line(line[0], line.start())
        if mark is not None:
            return mark
    return None


def _header_length(lines: list[re.Match[str]]) -> int:
    """Count the lines down to the heading or the addressees; behind these begin subject and text."""
    for number, line in enumerate(lines[:_HEADER_LINES]):
        folded = fold(line[0][:120])
        if folded.lstrip().startswith("kinh gui") or (
            number and len(line[0]) < 120 and is_capital(line[0]) and _HEADING.fullmatch(folded)
        ):
            return number + 1
    return min(len(lines), _HEADER_LINES)


def _in_header(line: str, start: int) -> SecrecyMark | None:
    """The stamp run into another part of the header ("UBND TỈNH X MẬT CỘNG HÒA …", "Số: 5/BC-UBND (Mật)")."""
    line = line[:_LONGEST_OF_HEADER]
    folded = fold(line)
    if "m" not in folded:
        return None
    for found in _ANYWHERE.finditer(folded):
        if _touches_header(line, folded, found):
            return _mark(found, start)
    return None


def _touches_header(line: str, folded: str, found: re.Match[str]) -> bool:
    printed = line[found.start(_group(found)) : found.end(_group(found))]
    letters = [character for character in printed.upper() if character.isalpha()]
    if letters[-2] not in _VOWELS:
        return False
    before, behind = folded[: found.start()], folded[found.end() :]
    word_before, word_behind = _WORD_BEFORE.search(before[-40:]), _WORD_BEHIND.match(behind[:40])
    if word_before is not None and word_before[1] in NOT_BEFORE_STAMP:
        return False
    if word_behind is not None and word_behind[1] in NOT_BEHIND_STAMP:
        return False
    ends = not behind.strip(" \t|*)]._-–")
    behind_number = _NUMBER_BEFORE.search(line[max(0, found.start() - 60) : found.start()]) is not None
    framed = _OPENED.search(before) is not None and _CLOSED.match(behind) is not None
    if not _is_in_capitals(printed):
        return printed[:1].isupper() and "ậ" in printed.lower() and (framed or (behind_number and ends))
    if framed or behind_number or _PART_BEHIND.match(behind) or _PART_BEFORE.search(before[-60:]):
        return True
    if not before.strip(" \t|*([._-–"):
        return is_capital(line) and HEADER_STARTERS.match(behind.lstrip(" \t|*)]._-–")) is not None
    named = HEADER_STARTERS.match(before.lstrip(" \t|*([._-–")) is not None and is_capital(line[: found.start()])
    return ends and (named or (is_capital(line) and _PAPERS.fullmatch(folded) is not None))


def _is_in_capitals(printed: str) -> bool:
    return printed.replace("1", "I").replace("0", "O").replace("l", "I").replace("|", "I").isupper()


def _on_line(line: str, start: int) -> SecrecyMark | None:
    if len(line) > 400:
        return None
    folded = fold(line)
    if "t" not in folded or not ("m" in folded or "v" in folded):
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


def _on_single_letters(lines: list[re.Match[str]], first: int) -> SecrecyMark | None:
    """A stamp that runs down the margin: a letter on each line."""
    letters: list[re.Match[str]] = []
    for line in lines[first : first + _MOST_LETTERS]:
        if len(line[0].strip()) != 1 or not line[0].strip().isupper():
            break
        letters.append(line)
    for count in range(len(letters), 2, -1):
        found = _OWN.fullmatch(fold("".join(letter[0].strip() for letter in letters[:count])))
        if found is not None:
            return SecrecyMark(_LEVELS[_group(found)], Span(letters[0].start(), letters[count - 1].end()))
    return None


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
    return _is_in_capitals(line[found.start(group) : found.end(group)])


def _group(found: re.Match[str]) -> str:
    return next(name for name, value in found.groupdict().items() if value is not None)


def _mark(found: re.Match[str], start: int) -> SecrecyMark:
    group = _group(found)
    return SecrecyMark(
        _LEVELS[group.removeprefix("number_")], Span(start + found.start(group), start + found.end(group))
    )
