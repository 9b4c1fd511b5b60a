"""The tables of words (`tables/*.toml`) as this package uses them: folded keys and compiled patterns.

A new kind of document, capacity or law is a line in a table, never a change of code.
"""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from nhipcau.officialdocs.enums import Capacity
from nhipcau.vietnamese import fold_key


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((files("nhipcau.officialdocs") / "tables" / f"{name}.toml").read_text(encoding="utf-8"))


def alternatives(words: Iterable[str]) -> str:
    """Give folded words as one pattern, the longest first, with any white space between the words."""
    keys = sorted({fold_key(word) for word in words}, key=lambda key: (-len(key), key))
    return grouped(r"\s+".join(re.escape(part) for part in key.split()) for key in keys)


def grouped(patterns: Iterable[str]) -> str:
    """Join patterns, each beginning with a plain letter, in groups of one first letter and in their order within.

    `re` tries the branches one by one, so a table of 300 words costs some 40 attempts a place instead of 300.
    """
    groups: dict[str, list[str]] = {}
    for pattern in patterns:
        groups.setdefault(pattern[0], []).append(pattern[1:])
    return "|".join(f"{first}(?:{'|'.join(rests)})" for first, rests in groups.items())


def beginning(words: Iterable[str]) -> str:
    """Give folded words as one pattern that only matches where a word begins.

    That is asked behind the first letter: a pattern that begins with plain letters is looked for several times faster.
    """
    groups: dict[str, list[str]] = {}
    for key in sorted({fold_key(word) for word in words}, key=lambda key: (-len(key), key)):
        groups.setdefault(key[0], []).append(r"\s+".join(re.escape(part) for part in key.split())[1:])
    return "|".join(rf"{first}(?<!\w{first})(?:{'|'.join(rests)})" for first, rests in groups.items())


KINDS: dict[str, str] = {fold_key(kind["name"]): kind["name"] for kind in _table("kinds")["kind"]}
HEADING_KINDS: dict[str, str] = {
    fold_key(kind["name"]): kind["name"] for kind in _table("kinds")["kind"] if kind.get("heading", True)
}
# Capitals decide between CTr (chương trình) and CT (chỉ thị), so the symbols are compared as printed.
KIND_OF_SYMBOL: dict[str, str] = {
    abbreviation: kind["name"] for kind in _table("kinds")["kind"] for abbreviation in kind["abbreviations"]
}
# The abbreviation that offices use now, by it the kind: what a register of outgoing documents offers.
SYMBOLS: dict[str, str] = {
    kind["abbreviations"][0]: kind["name"] for kind in _table("kinds")["kind"] if kind["abbreviations"]
}
KIND_WORDS = alternatives(KINDS)
HEADING_KIND_WORDS = alternatives(HEADING_KINDS)

URGENCY: dict[str, str] = {fold_key(word): word for word in _table("marks")["urgency"]}
SECRECY: dict[str, str] = {fold_key(word): word for word in _table("marks")["secrecy"]}
# The words that make another word of "mật": "bảo mật", "mật độ".
NOT_BEFORE_STAMP = frozenset(fold_key(word) for word in _table("marks")["not_before_stamp"])
NOT_BEHIND_STAMP = frozenset(fold_key(word) for word in _table("marks")["not_behind_stamp"])
POSITIONS = alternatives(_table("marks")["positions"])
AUTHORITY_MARKS = tuple(_table("marks")["authority"])
CAPACITY_OF_MARK = {mark: Capacity(code) for mark, code in _table("marks")["capacity"].items()}
DEGREES = tuple(title.upper() for title in _table("marks")["titles"] if " " not in title)

HEADER_STARTERS = re.compile(rf"(?:{alternatives(_table('units')['header_starters'])})\b")
_STARTER_KEYS = tuple(fold_key(word) for word in _table("units")["header_starters"])


def begins_starter(word: str) -> bool:
    """Tell whether a folded word is the first of several that begin an issuer ("uy" of "uy ban")."""
    return any(key.startswith(word + " ") for key in _STARTER_KEYS)


_INNER = alternatives(_table("units")["inner_starters"])
# "XÃ NA PHÒNG" / "PHÒNG VĂN HÓA": of two beginnings side by side the second one begins the body.
INNER_STARTERS = re.compile(rf"(?<=\s)(?<!\bmoi\s)(?!phong\s+phong\b)(?:{_INNER})\b")
HEADER_CONTINUATIONS = re.compile(rf"(?:{alternatives(_table('units')['header_continuations'])})\b")
UNIT_STARTERS = alternatives(_table("units")["units"])
# Words of one syllable collide once folded (báo, bảo; đội, đối), so these are compared as printed.
ONE_SYLLABLE_UNITS = frozenset(word for word in _table("units")["units"] if " " not in word)
NOT_UNITS = re.compile(rf"(?:{alternatives(_table('units')['not_units'])})\b")

# In any letters but as printed: "xã" is a place, "xa" is none.
PLACE_WORDS, NAME_GOES_ON = (
    "|".join(sorted(_table("units")[name], key=len, reverse=True)) for name in ("place_words", "name_goes_on")
)

VERBS: tuple[str, ...] = tuple(_table("work")["verbs"])
LOOSE_VERBS: tuple[str, ...] = tuple(_table("work")["loose_verbs"])
GIVERS = alternatives(_table("work")["givers"])
BEGINNING_GIVERS = beginning(_table("work")["givers"])
LINKS = alternatives(_table("work")["links"])
LEAD, COOPERATE, ADVISE = (alternatives(_table("work")[role]) for role in ("lead", "cooperate", "advise"))
# As printed: "báo cáo" is a product behind these verbs and a verb elsewhere.
MAKING, PRODUCTS = ("|".join(sorted(_table("work")[name], key=len, reverse=True)) for name in ("making", "products"))
REQUESTS = re.compile(rf"(?:{alternatives(_table('work')['requests'])})\W+(?:toi\s+)?")
OWN_ACTS = re.compile(rf"(?:{alternatives(_table('work')['own_acts'])})\b")
CONTINUATIONS = re.compile(rf"(?:{alternatives(_table('work')['continuations'])})(?!\w)")
POSTS = tuple(f"{fold_key(post)} " for post in _table("work")["posts"])

NAMING_NOUNS = alternatives(_table("work")["naming_nouns"])
NAMING_VERBS = alternatives(_table("work")["naming_verbs"])
HEADING_WORDS = re.compile(rf"(?:(?:{alternatives(_table('work')['heading_words'])})\s+)+")
LEAD_INS = re.compile(rf"(?:{alternatives(_table('work')['lead_ins'])})\b")
TELLING = tuple(_table("work")["telling"])

LAW_NAMES = {
    "luat": alternatives(_table("laws")["laws"]),
    "bo luat": alternatives(_table("laws")["codes"]),
    "phap lenh": alternatives(_table("laws")["ordinances"]),
}
SURNAMES = frozenset(fold_key(name) for name in _table("marks")["surnames"])
PERSON_TITLES = alternatives(_table("marks")["titles"])

# Without marks, for the rules of periodic duties run on folded text.
DUTIES, DOINGS, ATTRIBUTED, OUTPUTS, REPORT_KINDS = (
    alternatives(_table("duties")[name]) for name in ("duties", "doings", "attributed", "outputs", "report_kinds")
)
