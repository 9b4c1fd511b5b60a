"""Names of offices as documents write them, brought to one form so that they can be compared.

"Sở VH,TT&DL", "Sở Văn hoá, Thể thao và Du lịch" and "đề nghị Sở VHTTDL tỉnh Vân Khê (b/c)" are one office.
"""

import re
import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any

from nhipcau.vietnamese import fold, normalise, with_classic_tone_marks

_BRACKETS = re.compile(r"\([^()]*\)")
_UNFINISHED_BRACKET = re.compile(r"\(.*$")
_NO_WORD = re.compile(r"\W+")
_CENTRAL = re.compile(r"\bT\s?\.\s?[ƯUW]\b", re.IGNORECASE)
_DOTTED = re.compile(r"(?<!\w)(\w{1,2})\.\s*(?=\w)")
# Joining words differ from one writer to the next: "Phát thanh - Truyền hình", "Phát thanh và Truyền hình".
_JOINING = frozenset({"và", "của", "với"})
# More spellings of one name than this are not worth trying.
_MOST_SPELLINGS = 8
_LONGEST_NAME = 400
_VOWELS = frozenset("aeiouy")

ShortForms = Mapping[str, tuple[str, ...]]
NOTHING_LEARNT: ShortForms = {}


@cache
def table() -> dict[str, Any]:
    """The table of short forms, read once."""
    return tomllib.loads((files("nhipcau.organisation") / "data" / "abbreviations.toml").read_text(encoding="utf-8"))


def tidy(words: str) -> str:
    """Give the words in normal form on one line, without brackets and final punctuation.

    >>> tidy("Sở Ngoại vụ  (b/c);")
    'Sở Ngoại vụ'
    """
    text = " ".join(normalise(words)[:_LONGEST_NAME].split())
    text = _UNFINISHED_BRACKET.sub("", _BRACKETS.sub(" ", text))
    return " ".join(text.split()).strip(" .,;:-–—+*/)\"'“”")


def spellings(words: str, learnt: ShortForms = NOTHING_LEARNT) -> list[str]:
    """Every way to spell a name out, the likeliest first: lower case, short forms spelled out, joining words dropped.

    `learnt` are short forms of this office beside those of the table: in lower case, with all that each may stand for.

    >>> spellings("Sở VH,TT&DL")
    ['sở văn hóa thể thao du lịch']
    >>> spellings("Trung tâm XTĐT", {"xtđt": ("xúc tiến đầu tư",)})
    ['trung tâm xúc tiến đầu tư', 'trung tâm xtđt']
    """
    tokens = _tokens(tidy(words))
    # In a heading everything stands in capitals, so capitals say nothing there.
    capitals_count = not all(token.isupper() for token in tokens)
    choices = [_spelled_out(token, learnt, capitals_count=capitals_count) for token in tokens]
    texts = []
    for chosen in _first_products(choices):
        text = _with_phrases(" ".join(word for word in chosen if word not in _JOINING))
        if text and text not in texts:
            texts.append(text)
    return [_without_leading(text) for text in texts]


def _first_products(choices: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    many = 1
    for number, choice in enumerate(choices):
        many *= len(choice)
        if many > _MOST_SPELLINGS:
            choices = [*choices[:number], *((later[0],) for later in choices[number:])]
            break
    return list(product(*choices))


def _tokens(text: str) -> list[str]:
    dotted = table()["dotted"]
    text = _CENTRAL.sub("TW", text)
    text = _DOTTED.sub(lambda found: f"{dotted.get(found[1].lower(), found[1])} ", text)
    return _NO_WORD.sub(" ", with_classic_tone_marks(text)).split()


def _spelled_out(token: str, learnt: ShortForms, *, capitals_count: bool) -> tuple[str, ...]:
    lower = token.lower()
    if lower in learnt and _may_be_short(token, capitals_count=capitals_count):
        own = (word for long in learnt[lower] for word in spellings(long))
        return tuple(dict.fromkeys((*own, *_spelled_out(token, NOTHING_LEARNT, capitals_count=capitals_count))))
    found = table()["words"].get(lower)
    if found is None and capitals_count and token.isupper():
        found = table()["capitals"].get(lower)
    if found is None:
        return (lower,)
    return tuple(found) if isinstance(found, list) else (found,)


def _may_be_short(token: str, *, capitals_count: bool) -> bool:
    """Tell a short form from a word of the same letters: by its capitals or, where all are, by its lack of a vowel."""
    return token != token.lower() if capitals_count else not _VOWELS & set(fold(token))


def _with_phrases(text: str) -> str:
    padded = f" {text} "
    for short, long in table()["phrases"].items():
        padded = padded.replace(f" {short} ", f" {long} ")
    return padded.strip()


def _without_leading(text: str) -> str:
    """Drop "đề nghị", "lãnh đạo", "các" before a name, unless nothing would be left."""
    stripped = True
    while stripped:
        stripped = False
        for words in (*table()["strip"]["leading"], "các"):
            if text.startswith(f"{words} "):
                text, stripped = text[len(words) + 1 :], True
    return text


def without_ending(text: str, places: Collection[str]) -> list[str]:
    """Shorter forms of a spelled-out name: without "tỉnh Vân Khê", "tỉnh", "liên quan" at its end, longest first.

    `places` are the names of the own province in lower case. One word alone says too little to be a name.

    >>> without_ending("sở ngoại vụ tỉnh vân khê", {"vân khê"})
    ['sở ngoại vụ tỉnh', 'sở ngoại vụ']
    """
    found: list[str] = []
    endings = (*places, *table()["strip"]["trailing"], "tỉnh", "thành phố", "việt nam")
    while True:
        ending = next((ending for ending in endings if text.endswith(f" {ending}")), None)
        if ending is None:
            return found
        text = text[: -len(ending) - 1]
        if " " not in text:
            return found
        found.append(text)


def place_in(text: str) -> str | None:
    """The province that a spelled-out name of an office of the province ends with.

    >>> place_in("ủy ban nhân dân tỉnh vân khê"), place_in("công an tỉnh")
    ('vân khê', None)
    """
    found = re.search(r"(?:^| )(?:tỉnh ủy|thành phố|tỉnh) (\w+(?: \w+){0,3})$", text)
    return found[1] if found and found[1] not in ("ủy", "đoàn") else None
