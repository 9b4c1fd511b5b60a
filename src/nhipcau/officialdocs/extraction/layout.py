"""What only sets things side by side: the head of a document, its foot. Everything else in cells is a table.

Source of the places: Nghị định 30/2020/NĐ-CP, Phụ lục I; Hướng dẫn 36-HD/VPTW.
"""

import re
from collections.abc import Sequence

from nhipcau.vietnamese import fold

_MOST_ROWS = 8
_MOST_COLUMNS = 3
# What stands in the cells of a head or a foot and nowhere else.
_HEAD_OR_FOOT = re.compile(
    r"cong hoa xa hoi|dang cong san viet nam|doc lap\W+tu do|noi nhan\s*:?$|kinh gui|so\s*:?[\s.…_]*\d*\s*[-/]"
    r"|(?:tm|kt|tl|tuq|q)\s*\.\s|[^,]{2,40},\s*ngay.{0,12}thang"
)
_HEAD = re.compile(r"cong hoa xa hoi|dang cong san viet nam|so\s*:?[\s.…_]*\d*\s*[-/]|[^,]{2,40},\s*ngay.{0,12}thang")
_NUMBER_LINE = re.compile(r"so\s*:?(?:[\s.…_]*\d|[\s.…_]*[-/]|\s*$)")
HEAD_DATE = re.compile(r",\s*ngay.{0,12}thang")
_DATE_LINE = re.compile(r"[^,]{2,60},\s*ngay\b")


def is_layout(rows: Sequence[Sequence[Sequence[str]]]) -> bool:
    """Tell from the lines in its cells whether a table only sets things side by side."""
    columns = max((len(row) for row in rows), default=0)
    if columns <= 1:
        return True
    if len(rows) > _MOST_ROWS or columns > _MOST_COLUMNS:
        return False
    return any(_HEAD_OR_FOOT.match(fold(line)) for row in rows for cell in row for line in cell)


def belongs_to_head(line: str) -> bool:
    """Tell whether a line is one of those with which a document begins: a title, the number, place and date."""
    return _HEAD.match(fold(line.strip())) is not None


def in_reading_order(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Give the lines of two columns in the order in which they are read, each as its column (0 or 1) and its number.

    The left column comes before the right one; in a head, issuer and title come before the number with its subject, and
    these before place and date.
    """
    lefts, rights = [(0, at) for at in range(len(left))], [(1, at) for at in range(len(right))]
    number = next((at for at, line in enumerate(left) if _NUMBER_LINE.match(fold(line))), None)
    dated = next((at for at, line in enumerate(right) if _DATE_LINE.match(fold(line))), None)
    if number is None or dated is None:
        return lefts + rights
    return lefts[:number] + rights[:dated] + lefts[number:] + rights[dated:]
