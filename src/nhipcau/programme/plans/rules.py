"""Decisions about plans, on plain values."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from nhipcau.officialdocs.writing import Block, Bullet, Heading, Paragraph
from nhipcau.vietnamese import fold_key

LONGEST_SPAN = 15
MOST_ITEMS = 300
# A line that is a heading within a part: "1. Mục đích". A sentence that begins with a number ends like a sentence.
_HEADING = re.compile(r"^\d{1,2}\.\s+\S.*[^.;:,\s]$")
LONGEST_LINE_OF_HEADING = 120
_DASHES = "-–+•"


def years_words(first: int, last: int) -> str:
    """How people call the years of a plan.

    >>> years_words(2026, 2026), years_words(2026, 2030)
    ('năm 2026', 'giai đoạn 2026 - 2030')
    """
    return f"năm {first}" if first == last else f"giai đoạn {first} - {last}"


def filled(words: str, *, unit: str, years: str) -> str:
    """The words of a template for one plan. Other braces stay as they are."""
    return words.replace("{unit}", unit).replace("{years}", years).strip("\n")


def blocks_of(body: str) -> list[Block]:
    """The lines of a section as parts of a document: headings "1. …", items "- …", paragraphs."""
    found: list[Block] = []
    for line in body.split("\n"):
        text = line.strip()
        if not text:
            continue
        if text[0] in _DASHES:
            text = text.lstrip(_DASHES).strip()
            if text:
                found.append(Bullet(text))
        elif _HEADING.match(text) and len(text) <= LONGEST_LINE_OF_HEADING:
            found.append(Heading(text, 2))
        else:
            found.append(Paragraph(text))
    return found


def ended(blocks: list[Block]) -> list[Block]:
    """The text with the sign with which state documents end: "./."."""
    if not blocks or not isinstance(blocks[-1], Paragraph | Bullet):
        return blocks
    last = blocks[-1]
    text = last.text.rstrip()
    if text.endswith("./."):
        return blocks
    return [*blocks[:-1], type(last)(f"{text.rstrip('.;, ')}./.")]


@cache
def _before_the_name() -> tuple[str, ...]:
    table = tomllib.loads((files("nhipcau.programme") / "data" / "paper_places.toml").read_text(encoding="utf-8"))
    return tuple(sorted({fold_key(words) for words in table["before_the_name"]}, key=len, reverse=True))


def commune_name(name: str) -> str:
    """The name of a commune out of its unit's: "Khuổi Ngần" of "Đảng ủy xã Khuổi Ngần".

    >>> commune_name("UBND xã Khuổi Ngần"), commune_name("Phường Thác Bạc")
    ('Khuổi Ngần', 'Thác Bạc')
    """
    words = name.split()
    while words:
        rest = next((len(one.split()) for one in _before_the_name() if _begins(words, one)), 0)
        if not rest:
            break
        words = words[rest:]
    return " ".join(words) or name


def _begins(words: list[str], beginning: str) -> bool:
    return fold_key(" ".join(words[: len(beginning.split())])) == beginning
