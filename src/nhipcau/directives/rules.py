"""Decisions about a reading under review, on plain values."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from nhipcau.vietnamese import as_date, fold_key

# Below this the reader itself was unsure, though it named no reason.
SURE_ENOUGH = 0.6

# Below this a unit's name was matched over damaged letters or another order of words.
SURE_MATCH = 0.9

MISSING, UNIT_UNKNOWN, UNIT_GUESSED, UNSURE = "missing", "unit_unknown", "unit_guessed", "unsure"

# In the order in which an officer reads a header; the last three may be absent from a sound document.
METADATA_FIELDS = (
    "parent_body",
    "issuing_body",
    "kind",
    "number",
    "place",
    "date",
    "subject",
    "signer",
    "signer_position",
    "signing_authority",
    "urgency",
)
REQUIRED_FIELDS = frozenset({"issuing_body", "kind", "number", "date", "subject"})
# Kinds of item whose words name a unit or a group of units, and where in their value those words stand.
UNIT_WORDS = {"assignment": "unit", "recurring_deadline": "reporter", "recipient": "text"}
# A recipient that no unit answers to ("Lưu VT", "Các đồng chí Ủy viên") holds nothing up; a task without a unit does.
UNIT_NEEDED = frozenset({"assignment", "recurring_deadline"})


def words_for_unit(kind: str, field: str, value: Any) -> str:
    """The words of an item that name a unit; empty when it names none."""
    if kind == "metadata":
        return str(value or "") if field == "issuing_body" else ""
    key = UNIT_WORDS.get(kind)
    return str(value.get(key) or "") if key and isinstance(value, Mapping) else ""


def doubts_of(
    kind: str, field: str, value: Any, *, doubt: str, confidence: float, has_unit: bool, is_touched: bool
) -> list[str]:
    """Reasons, as codes, why an officer should look at this item; the reader's own come first.

    What an officer has confirmed or corrected is no longer doubted for how it was read, only for a unit still unknown.
    """
    reasons = [doubt] if doubt and not is_touched else []
    is_empty = kind == "metadata" and not value
    if is_empty and field in REQUIRED_FIELDS and not is_touched and not reasons:
        reasons.append(MISSING)
    if kind in UNIT_NEEDED and not has_unit and words_for_unit(kind, field, value):
        reasons.append(UNIT_UNKNOWN)
    if not reasons and not is_touched and not is_empty and confidence < SURE_ENOUGH:
        reasons.append(UNSURE)
    return reasons


_SHORT_DAY = re.compile(r"(?:ngay )?(\d{1,2}) ?[/.\-] ?(\d{1,2}) ?[/.\-] ?(\d{4})")
_LONG_DAY = re.compile(r"(?:ngay )?(\d{1,2}) thang (\d{1,2}),? nam (\d{4})")
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


class NoSuchDayError(ValueError):
    """The words name no day of any calendar."""


def parse_day(words: str) -> date | None:
    """Read a day as an officer types it: 30/3/2021, 30-3-2021, ngày 30 tháng 3 năm 2021, 2021-03-30. Empty is None.

    Raises:
        NoSuchDayError: the words are no day, or one that no calendar has ("31/02/2021").
    """
    folded = fold_key(words)
    if not folded:
        return None
    if found := _ISO_DAY.fullmatch(folded):
        year, month, day = map(int, found.groups())
    elif found := _SHORT_DAY.fullmatch(folded) or _LONG_DAY.fullmatch(folded):
        day, month, year = map(int, found.groups())
    else:
        raise NoSuchDayError(words)
    parsed = as_date(day, month, year)
    if parsed is None:
        raise NoSuchDayError(words)
    return parsed


def day_from_iso(value: Any) -> date | None:
    """The day of an ISO string as readings keep it; None for anything else."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def is_same_document(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Tell whether two documents bear the same number, issuer and date, and so claim to be one."""
    if not one.get("number") or one.get("date") != other.get("date"):
        return False
    return all(
        fold_key(str(one.get(key) or "")) == fold_key(str(other.get(key) or "")) for key in ("number", "issuing_body")
    )


def merge_counts(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Add up what several handlers made."""
    total: dict[str, int] = {}
    for made in counts:
        for name, number in made.items():
            total[name] = total.get(name, 0) + number
    return total


def search_key(columns: Mapping[str, Any], text: str) -> str:
    """What the list of directives searches in: what lists show first, then the whole text, all without diacritics."""
    names = ("number", "kind", "subject", "issuing_body", "signer")
    return fold_key(" ".join([*(str(columns.get(name) or "") for name in names), text]))


def name_key(words: str) -> str:
    """What tells two names apart that nobody answers to."""
    return fold_key(words)


def same_words(one: str, other: str) -> bool:
    """Tell whether two names are written alike, but for case, diacritics and spaces."""
    return bool(one) and fold_key(one) == fold_key(other)
