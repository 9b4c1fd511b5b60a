"""How often something is due: "hằng tháng", "định kỳ 06 tháng", "03 tháng một lần", "báo cáo tháng, quý, năm"."""

import re
from dataclasses import dataclass
from enum import Enum

from nhipcau.officialdocs.enums import Frequency
from nhipcau.officialdocs.vocabulary import OUTPUTS, REPORT_KINDS
from nhipcau.vietnamese import fold

EVERY_WORDS = r"(?:hang|moi|tung)"
# Not "tháng 5", "quý II", "năm 2025", "tuần tra", "quy định", "năm nay".
_NO_NAME = r"(?!\s*\d)(?!\s+(?:[ivx]+|nay|toi|qua|hoc)(?!\w))"
_MONTHS = r"(?:(?:0?[369]|12|sau|ba|chin)\s+thang(?:\s+(?:dau|cuoi)\s+nam)?)"
_WHOLE = (
    rf"(?:{_MONTHS}|(?:0?[1-9]|mot|hai)\s+(?:tuan|thang|quy|nam)|ngay(?!\s+cang)|tuan(?!\s+(?:tra|hoan|le)(?!\w))|thang|quy"
    rf"(?!\s+(?:dinh|che|hoach|trinh|mo|tac|uoc)(?!\w))|nua\s+nam(?:\s+dau)?|(?:ca\s+)?nam)(?!\w)"
)
_ELEMENT = rf"{_WHOLE}{_NO_NAME}"
_AND = rf"\s*(?:,\s*va\b|,|va\b|/|hoac\b)\s*(?:(?:dinh\s+ky|{EVERY_WORDS})\s+)*"
_LIST = rf"{_ELEMENT}(?:{_AND}{_ELEMENT})*"
_TWICE_A_YEAR = re.compile(r"(?:0?2|hai)\s+lan\s*(?:/|mot\s+|trong\s+(?:mot\s+|0?1\s+)?|moi\s+)\s*nam")
_AT_LEAST = ("it nhat ", "toi thieu ")
_ONCE = r"(?:\s*(?:/|mot\s|0?1\s)\s*(?:0?1\s+)?(?:lan|ky)(?!\w))"
_EVERY = re.compile(
    rf"(?<!\w)(?:dinh\s+ky\s*[:,]?\s*)?(?P<word>{EVERY_WORDS})\s+(?P<every>{_WHOLE}(?:{_AND}{_ELEMENT})*)(?P<once>{_ONCE})?"
)
_PERIODIC = re.compile(rf"(?<!\w)dinh\s+ky\s*[:(,]?\s*(?:(?:theo|la)\s+)?(?P<every>{_LIST})(?P<once>{_ONCE})?")
_COUNT = r"(?:\d{1,3}|mot|hai|ba|bon|nam)"
_PERIOD = r"(?:0?[1-9]\s+|mot\s+)?(?:tuan|thang|quy|nam)(?!\s+\d)(?!\w)"
_TIMES = re.compile(
    rf"(?<!\w)(?P<every>(?:(?:\d{{1,2}}|mot|hai|ba|sau|chin)\s+)?(?:thang|quy|nam|tuan)){_ONCE}"
    rf"|(?<!\w)(?:\d{{1,2}}|mot|hai|ba)\s+lan\s*(?:/|mot\s+|trong\s+(?:mot\s+|0?1\s+)?|moi\s+)\s*(?P<each>{_PERIOD}|ngay(?!\w))"
    rf"|(?<!\w)(?:mot|01)\s+(?P<one>tuan|thang|quy|nam)\s+(?:(?:it\s+nhat|toi\s+thieu)\s+)?{_COUNT}\s+lan(?!\w)"
)
# "01 kỳ/tháng", "2 số mỗi tháng"; "03 tháng/số".
_OUTPUT = re.compile(
    rf"(?<!\w){_COUNT}\s+(?:{OUTPUTS})(?!\w)(?:[\s,]+(?!tren|trong|da)[^\W\d]+){{0,5}}?\s*(?:/\s*|\s(?:mot|moi|hang)\s+)(?P<every>{_PERIOD})"
    rf"|(?<!\w)(?P<each>0?[1-9]\s+(?:thang|tuan)|thang|quy|tuan)\s*/\s*(?:0?1\s+)?(?!lan)(?:{OUTPUTS})(?!\w)"
)
# "báo cáo tháng, quý, năm", "báo cáo định kỳ 6 tháng"; "theo tháng, quý".
_REPORT = re.compile(rf"(?<!\w)(?:bao\s+cao\s+(?:(?:{REPORT_KINDS})\s+)*|theo\s+(?:dinh\s+ky\s+)?)(?P<every>{_LIST})")
_BARE = re.compile(rf"(?<!\w)(?<!trong )(?<!cuoi )(?<!dau )(?<!\d )(?P<every>{_LIST})")
_PART = re.compile(rf"{_MONTHS}|(?:0?[1-9]|mot|hai)\s+(?:tuan|thang|quy|nam)|nua\s+nam|ngay|tuan|thang|quy|nam")
# What a folded period is as printed; "nam" may be "Nam", "quy" "quỹ", "thang" "thắng".
_PRINTED = {
    "ngay": re.compile("ng[àảãa]y"),
    "tuan": re.compile("tu[ầẩẫ]n"),
    "thang": re.compile("th[áảãà]ng"),
    "quy": re.compile("qu[ýíỷ]|q[úù]y"),
    "nam": re.compile("n[ăãâ]m"),
    "sau": re.compile("sáu"),
    "hang": re.compile("h[ằàắãăâấầả]ng"),
    "moi": re.compile("m[ỗổõồố]i"),
    "tung": re.compile("từng"),
}
_WORD = re.compile(r"[^\W\d]+")
_SIX, _THREE, _NINE = ("0?6|sau", "0?3|ba", "0?9|chin")
_NAMED = (
    (re.compile(rf"(?:{_SIX})\s+thang|nua\s+nam"), Frequency.HALF_YEAR),
    (re.compile(rf"(?:{_THREE})\s+thang|quy"), Frequency.QUARTER),
    # What is reported after nine months comes once a year.
    (re.compile(rf"(?:{_NINE}|12)\s+thang|nam"), Frequency.YEAR),
    (re.compile("ngay"), Frequency.DAY),
    (re.compile("tuan"), Frequency.WEEK),
    (re.compile("thang"), Frequency.MONTH),
)
_ORDER = {frequency: number for number, frequency in enumerate(Frequency)}


class Manner(Enum):
    """In which words a frequency is said; they decide what else must stand there for a duty."""

    EVERY = "every"
    PERIODIC = "periodic"
    TIMES = "times"
    OUTPUT = "output"
    REPORT = "report"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class Often:
    """A frequency in a folded text, with the place of the words that name the periods."""

    start: int
    end: int
    every: tuple[Frequency, ...]
    manner: Manner


# "mỗi tháng 02 lần", "02 lần/năm", "03 tháng/lần", "quý/kỳ": what the patterns of times cannot be without.
SAYS_TIMES = re.compile(
    r"lan(?:(?<=[/\d]lan)|(?<=[/\d]\slan)|(?<=mot\slan)|(?<=hai\slan)|(?<=\sba\slan)|(?=\s*/)"
    r"|(?=\s+(?:mot|trong|moi)\s+(?:tuan|thang|quy|nam|ngay|mot|\d)))(?!\w)"
)
_SAYS_KY = re.compile(r"/\s*(?:0?1\s+)?ky(?!\w)|mot\s+ky(?!\w)")
SAYS_EVERY = (
    re.compile(r"hang(?<!\whang)\s+(?:\d|ngay|tuan|thang|quy|nam|nua|sau\s|mot\s)"),
    re.compile(r"moi(?<!\wmoi)\s+(?:\d|ngay|tuan|thang|quy|nam|nua|sau\s|mot\s)"),
    re.compile(r"tung(?<!\wtung)\s+(?:\d|ngay|tuan|thang|quy|nam)"),
)
SAYS_PERIODIC = re.compile(r"dinh\s+ky")
SAYS_OUTPUT = (
    re.compile(r"/\s*(?:tuan|thang|quy|nam|(?:0?1\s+)?ky)(?!\w)"),
    re.compile(r"thang\s*/"),
    re.compile(r"quy\s*/"),
    re.compile(r"tuan\s*/"),
)
_LISTED = r"(?:\d|ca\s|thang|quy|nam|tuan|ngay|nua|sau\s+thang|ba\s+thang|chin\s+thang)"
SAYS_REPORT = (
    re.compile(rf"bao\s+cao\s+(?:(?:{REPORT_KINDS})\s+)*{_LISTED}"),
    re.compile(rf"theo\s+(?:dinh\s+ky\s+)?{_LISTED}"),
)
# Each pattern with those of which one must be there; they begin with plain letters and are looked for faster. Of two
# frequencies that lie over each other the first counts.
_MANNERS = (
    (_EVERY, Manner.EVERY, SAYS_EVERY),
    (_TIMES, Manner.TIMES, (SAYS_TIMES, _SAYS_KY)),
    (_PERIODIC, Manner.PERIODIC, (SAYS_PERIODIC,)),
    (_OUTPUT, Manner.OUTPUT, SAYS_OUTPUT),
    (_REPORT, Manner.REPORT, SAYS_REPORT),
)


def find_often(text: str, folded: str) -> list[Often]:
    """Find the frequencies of a text in order; bare periods ("tháng") are left to `bare_before`."""
    read: list[Often] = []
    for pattern, manner, needed in _MANNERS:
        if not any(word.search(folded) for word in needed):
            continue
        read.extend(often for match in pattern.finditer(folded) if (often := _read(text, match, manner)) is not None)
    found: list[Often] = []
    for often in sorted(read, key=lambda often: (often.start, -often.end)):
        if not found or often.start >= found[-1].end:
            found.append(often)
    return found


def _read(text: str, match: re.Match[str], manner: Manner) -> Often | None:
    groups = match.groupdict()
    name = next(name for name in ("every", "each", "one") if groups.get(name))
    if "word" in groups and not _is_printed(text, *match.span("word")):
        return None
    # Behind "hằng" and before "/lần" the period is certain, however a scan printed it.
    is_certain = manner in (Manner.EVERY, Manner.TIMES, Manner.PERIODIC)
    if groups.get("once"):
        manner = Manner.TIMES
    is_twice = _TWICE_A_YEAR.match(match.string, match.start(), match.end()) is not None
    if is_twice and not match.string.endswith(_AT_LEAST, 0, match.start()):
        return Often(match.start(), match.end(), (Frequency.HALF_YEAR,), manner)
    return _listed(text, match, name, manner, is_certain=is_certain)


def _listed(text: str, match: re.Match[str], name: str, manner: Manner, *, is_certain: bool) -> Often | None:
    """The periods of a list, as far as they are printed as such."""
    every: set[Frequency] = set()
    begin, stop = match.span(name)
    end = begin
    for part in _PART.finditer(match.string, begin, stop):
        if part.start() > begin and match.string.endswith(("dau ", "cuoi "), begin, part.start()):
            # "6 tháng đầu năm" names no year.
            end = part.end()
            continue
        if not (is_certain and part.start() == begin) and not _is_printed(text, part.start(), part.end()):
            break
        every.add(next(frequency for pattern, frequency in _NAMED if pattern.search(part[0])))
        end = part.end()
    if not every:
        return None
    if end == stop:
        end = match.end()
    return Often(match.start(), end, tuple(sorted(every, key=_ORDER.__getitem__)), manner)


def _is_printed(text: str, start: int, end: int) -> bool:
    for word in _WORD.finditer(text, start, end):
        printed = word[0].lower()
        wanted = _PRINTED.get(fold(printed))
        if wanted is not None and wanted.fullmatch(printed) is None:
            return False
    return True


_BARE_BEFORE = re.compile(
    rf"{_BARE.pattern}\s*[:(,|–-]*\s*(?:(?!bao\s|dinh\s|truoc\s|vao\s)[^\W\d]+\s+){{0,6}}?[(|]?\s*$"
)
_BARE_BEHIND = re.compile(rf"\s*\(\s*{_BARE.pattern}\s*\)")


def bare_before(text: str, folded: str, begin: int, at: int) -> Often | None:
    """Find the period that stands right before a day ("quý (trước ngày 15 …)", "năm gửi trước ngày 10/12")."""
    for match in _BARE_BEFORE.finditer(folded, begin, at):
        if (often := _listed(text, match, "every", Manner.BARE, is_certain=False)) is not None:
            return Often(often.start, min(often.end, match.end("every")), often.every, often.manner)
    return None


def bare_behind(text: str, folded: str, at: int) -> Often | None:
    """Find the period in brackets behind a day ("trước ngày 20 (tháng)")."""
    match = _BARE_BEHIND.match(folded, at)
    return _listed(text, match, "every", Manner.BARE, is_certain=False) if match else None


_A_TIME = re.compile(rf"(?<!\w)(?:{_MONTHS}|nua\s+nam|(?:0?1|mot)\s+(?:nam|quy|thang))(?!\s*\d)(?!\w)")


def often_at(folded: str, at: int) -> int | None:
    """Give the end of a frequency that begins right at a place, None where none does."""
    for pattern in (_EVERY, _PERIODIC, _TIMES, _A_TIME):
        if (found := pattern.match(folded, at)) is not None:
            return found.end()
    return None
