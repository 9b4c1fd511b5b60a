"""Which addresses may name a file of the published site."""

import unicodedata

# Letters, marks (Lao and Khmer vowels are marks) and numbers of any script.
OF_WORDS = frozenset({"L", "M", "N"})
JOINERS = frozenset("-_.~")
LONGEST = 1024


def is_public_path(path: str) -> bool:
    """Tell whether a decoded path is one that this site could ever have published.

    Refused: "." and "..", hidden files, empty parts, backslashes, percent signs left from doubled encoding, NUL and
    other control characters, and text that is not in normal form C.
    """
    if not path.startswith("/") or len(path) > LONGEST:
        return False
    parts = path[1:].split("/")
    if parts[-1] == "":
        parts.pop()
    return all(_is_public_part(part) for part in parts)


def _is_public_part(part: str) -> bool:
    if not part or part[0] == ".":
        return False
    if part.isascii():
        return all(character.isalnum() or character in JOINERS for character in part)
    return unicodedata.is_normalized("NFC", part) and all(
        character in JOINERS or unicodedata.category(character)[0] in OF_WORDS for character in part
    )
