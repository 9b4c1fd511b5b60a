"""A text that was drafted and that an officer goes on writing, on plain values."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

LONGEST_SECTION = 100_000


def clean_text(text: str) -> str:
    """A person's text as it is kept: one kind of line end, no spaces before it, no NUL, which PostgreSQL refuses."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


@dataclass(frozen=True, slots=True)
class Offer:
    """What came since, for a section that holds words of the officer."""

    added: tuple[str, ...]
    removed: tuple[str, ...]


def offer_between(drafted: str, fresh: str) -> Offer:
    """The sentences that a fresh draft has and the one before had not, and those that count no more."""
    return Offer(tuple(lines_added(drafted, fresh)), tuple(lines_added(fresh, drafted)))


def lines_added(drafted: str, fresh: str) -> list[str]:
    """The sentences of a fresh draft that the one before did not have."""
    known = set(drafted.split("\n"))
    return [line for line in fresh.split("\n") if line and line not in known]


def merge(body: str, *, drafted: str, fresh: str) -> str:
    """Bring a fresh draft into an officer's text. What the officer wrote stays as it is.

    New sentences go where the draft has them, next to a sentence that the text still has, else at the end; sentences of
    the old draft that still stand as they were drafted but count no more go away.
    """
    gone, wanted = set(lines_added(fresh, drafted)), fresh.split("\n")
    text = [line for line in body.split("\n") if line not in gone]
    for line in lines_added(drafted, fresh):
        if line not in text:
            text.insert(_place(line, wanted, text), line)
    return clean_text("\n".join(text))


def _place(line: str, wanted: Sequence[str], text: Sequence[str]) -> int:
    """Where a line goes: behind the nearest that the draft has before it, else before the nearest behind it."""
    at = wanted.index(line)
    for neighbour in reversed(wanted[:at]):
        if neighbour in text:
            return text.index(neighbour) + 1
    for neighbour in wanted[at + 1 :]:
        if neighbour in text:
            return text.index(neighbour)
    return len(text)


def fingerprint(content: Mapping[str, Any]) -> str:
    """SHA-256 of plain values written in one way only: keys sorted, no spaces, UTF-8."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def number_of(text: str | None) -> int:
    """A number of a form; 0, which no version has, when it is none."""
    return int(text) if text and text.isdecimal() and len(text) < 18 else 0
