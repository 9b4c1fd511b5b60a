"""How an entry is sealed, on plain values.

The seal of an entry is the SHA-256 of everything that it says and of the seal before it. Whoever changes, removes or
slips in an entry would have to make all later seals anew; those that filed reports keep would then fit no more.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

FIRST_SEAL = "0" * 64


@dataclass(frozen=True, slots=True)
class Sealed:
    """An entry as plain values; `content` is what was sealed."""

    number: int
    content: dict[str, Any]
    before: str
    seal: str


def seal(number: int, content: dict[str, Any], before: str) -> str:
    """The seal of an entry: its number, its content written in one way only, and the seal before it."""
    plain = json.dumps([number, before, content], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def broken(entries: Iterable[Sealed]) -> tuple[int, str] | None:
    """The first entry, in the order of numbers, that does not fit, and why: "missing", "cut" or "changed".

    None when the whole trail is as it was written.
    """
    before = FIRST_SEAL
    for number, entry in enumerate(entries, start=1):
        if entry.number != number:
            return number, "missing"
        if entry.before != before:
            return number, "cut"
        if entry.seal != seal(entry.number, entry.content, entry.before):
            return number, "changed"
        before = entry.seal
    return None
