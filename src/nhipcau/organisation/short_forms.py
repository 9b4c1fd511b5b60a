"""Short forms and what they stand for, on plain strings: the letters of "XTĐT" begin the words "xúc tiến đầu tư".

The same comparison finds a unit of which somebody types a few letters, and recognises what an officer's correction
teaches.
"""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from nhipcau.vietnamese import fold, fold_key

# Words that a short form leaves out: "VHTTDL" for "Văn hóa, Thể thao và Du lịch".
_LEFT_OUT = frozenset({"va", "cua", "voi"})
_EDGES = " .,;:()[]“”\"'/&-–"
LONGEST_SHORT_FORM, MOST_WORDS = 20, 14


def ends_of(letters: str, words: Sequence[str], start: int) -> Iterator[int]:
    """Where a run of words ends, that begins at `start` and of whose beginnings the letters are made; all folded.

    >>> list(ends_of("sngv", ["so", "ngoai", "vu"], 0))
    [3]
    """
    if not letters:
        yield start
        return
    if start >= len(words):
        return
    word = words[start]
    # "và" gives no letter to a short form: "so nv" does not mean "Sở Nông nghiệp và Môi trường".
    shortest = len(word) if word == "va" else 1
    for length in range(shortest, min(len(letters), len(word)) + 1):
        if letters[:length] != word[:length]:
            break
        yield from ends_of(letters[length:], words, start + 1)
    if word in _LEFT_OUT:
        yield from ends_of(letters, words, start + 1)


def stands_for(short: str, long: str) -> bool:
    """Tell whether a short form is made of the beginnings of all words of the long one.

    >>> stands_for("TTĐN", "thông tin đối ngoại"), stands_for("TTĐN", "thông tin liên lạc")
    (True, False)
    """
    words = fold_key(long).split()
    letters = fold(short)
    if not 2 <= len(words) <= MOST_WORDS or not letters.isalpha() or len(letters) > LONGEST_SHORT_FORM:
        return False
    return len(letters) < len("".join(words)) and len(words) in ends_of(letters, words, 0)


def short_forms_between(before: str, after: str) -> list[tuple[str, str]]:
    """Short forms that somebody spelled out when he wrote `after` in place of `before`, with what they stand for.

    >>> short_forms_between("Tăng cường công tác TTĐN.", "Tăng cường công tác thông tin đối ngoại.")
    [('TTĐN', 'thông tin đối ngoại')]
    >>> short_forms_between("Trung tâm XTĐT tỉnh", "Trung tâm Xúc tiến Đầu tư")
    [('XTĐT', 'xúc tiến đầu tư')]
    """
    old, new = _words(before), _words(after)
    matches = SequenceMatcher(None, [fold(word) for word in old], [fold(word) for word in new], autojunk=False)
    found: dict[tuple[str, str], None] = {}
    for tag, old_start, old_end, new_start, new_end in matches.get_opcodes():
        if tag != "replace":
            continue
        for short in old[old_start:old_end]:
            if _looks_short(short) and (long := _spelled_in(short, new[new_start:new_end])):
                found[short, long] = None
    return list(found)


def _words(text: str) -> list[str]:
    return [word for raw in text.split() if (word := raw.strip(_EDGES))]


def _looks_short(word: str) -> bool:
    """Two capitals at least, and letters only."""
    return word.isalpha() and 2 <= len(word) <= LONGEST_SHORT_FORM and sum(letter.isupper() for letter in word) >= 2


def _spelled_in(short: str, words: Sequence[str]) -> str:
    """The run among the words that the short form stands for, in lower case."""
    folded, letters = [fold(word) for word in words], fold(short)
    for start in range(len(words)):
        for end in ends_of(letters, folded, start):
            if (
                end - start >= 2
                and not {folded[start], folded[end - 1]} & {"va"}
                and not _is_itself(letters, folded[start:end])
            ):
                return " ".join(words[start:end]).lower()
    return ""


def _is_itself(letters: str, words: Iterable[str]) -> bool:
    return letters == "".join(words)


NAME_BEGINS, OTHER_NAME_BEGINS, WORDS_BEGIN, LETTERS_BEGIN, SOMEWHERE = range(5)


def rank_of(typed: Sequence[str], names: Sequence[str]) -> tuple[int, int] | None:
    """How well a few typed words mean one of the names, the official one first; lower is better, None not at all.

    All is folded. Each typed word may be the beginning of a word, the beginnings of several run together ("sngv",
    "vh tt"), or, last of all, letters inside.

    >>> rank_of(["so", "nv"], ["so ngoai vu"]), rank_of(["btg"], ["tinh uy", "ban tuyen giao"]), rank_of(["x"], ["so"])
    ((3, 0), (3, 0), None)
    """
    together = " ".join(typed)
    if not together or names[0].startswith(together):
        return NAME_BEGINS, 0
    if any(name.startswith(together) for name in names):
        return OTHER_NAME_BEGINS, 0
    ranks = [rank for name in names if (rank := _rank_of_name(typed, name.split())) is not None]
    if ranks:
        return min(ranks)
    inside = any(all(word in name for word in typed) for name in names)
    return (SOMEWHERE, 0) if inside else None


def _rank_of_name(typed: Sequence[str], words: Sequence[str]) -> tuple[int, int] | None:
    """The kind of match, then how many words of the name were passed over."""
    if all(any(word.startswith(one) for word in words) for one in typed):
        return WORDS_BEGIN, next(number for number, word in enumerate(words) if word.startswith(typed[0]))
    # Where the words typed so far may end, with the fewest words passed over.
    states = {0: 0}
    for one in typed:
        following: dict[int, int] = {}
        for at, passed in states.items():
            for start in range(at, len(words)):
                if words[start][:1] != one[:1]:
                    continue
                for end in ends_of(one, words, start):
                    following[end] = min(following.get(end, MOST_WORDS * 2), passed + start - at)
        states = following
        if not states:
            return None
    return LETTERS_BEGIN, min(states.values())
