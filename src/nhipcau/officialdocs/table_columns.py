"""What the headings of a task table call their columns."""

import re
from collections.abc import Sequence

_COLUMNS = (
    ("ordinal", re.compile(r"(?:s?tt|so\s+tt|so\s+thu\s+tu)$")),
    ("cooperating", re.compile(r"phoi\s+hop")),
    (
        "unit",
        re.compile(
            r"chu\s+tri|don\s+vi(?!\s+(?:tinh|do))|co\s+quan|trach\s+nhiem|nguoi\s+(?:thuc|phu)|phu\s+trach"
            r"|phan\s+cong|bo\s+phan|dau\s+moi"
        ),
    ),
    ("product", re.compile(r"san\s+pham|ket\s+qua|dau\s+ra|hinh\s+thuc\s+van\s+ban")),
    ("deadline", re.compile(r"thoi\s+(?:gian|han|diem)|tien\s+do|hoan\s+thanh|(?:^|\s)han(?:\s|$)|lo\s+trinh")),
    ("budget", re.compile(r"kinh\s+phi|du\s+toan|nguon\s+(?:von|kinh)")),
    ("note", re.compile(r"ghi\s+chu")),
    ("task", re.compile(r"nhiem\s+vu|noi\s+dung|cong\s+viec|hoat\s+dong|dau\s+viec|ten\s+|giai\s+phap|nhom\s+viec")),
)
_LEADS = re.compile(r"chu\s+tri")
_LONGEST_HEADING = 60


def name_columns(headings: Sequence[str]) -> list[str | None]:
    """Name each column after its folded heading; None for one that says nothing known, or the same as another.

    >>> name_columns(["tt", "noi dung", "co quan chu tri", "don vi phoi hop", "thoi gian hoan thanh"])
    ['ordinal', 'task', 'unit', 'cooperating', 'deadline']
    """
    words = [" ".join(heading.split()) for heading in headings]
    lead = next((n for n, word in enumerate(words) if len(word) < _LONGEST_HEADING and _LEADS.search(word)), None)
    names: list[str | None] = []
    for number, word in enumerate(words):
        found: str | None = None
        if number == lead:
            found = "unit"
        elif len(word) < _LONGEST_HEADING:
            found = next((name for name, pattern in _COLUMNS if pattern.search(word)), None)
        is_taken = found in names or (found == "unit" and lead is not None and number != lead)
        names.append(None if is_taken else found)
    return names


def is_task_table(columns: Sequence[str | None]) -> bool:
    """Tell whether columns name a task, and a unit or a time."""
    return "task" in columns and bool({"unit", "deadline"} & set(columns))
