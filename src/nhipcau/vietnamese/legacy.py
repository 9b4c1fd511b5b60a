"""Text from before Unicode: TCVN3 (ABC, fonts ".VnTime") and VNI ("VNI-Times") turned into Unicode NFC.

Such text looks like "Céng hßa x· héi" or "Coäng hoøa xaõ hoäi": its bytes, or the characters that the Windows code page
1252 makes of them, mean something else in these fonts. Where the font is known it decides; where it is not, the text
is weighed: it is turned only where words that cannot be Vietnamese become words that can.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from nhipcau.vietnamese.syllables import is_syllable


class Legacy(StrEnum):
    """The two encodings that Vietnamese offices used before Unicode."""

    TCVN3 = "tcvn3"
    VNI = "vni"


@dataclass(frozen=True, slots=True)
class LegacyFont:
    """What a font makes of its characters; `capitals` for fonts that draw capitals in the places of small letters."""

    encoding: Legacy
    capitals: bool = False


def _letters(name: str) -> dict[str, str]:
    table = tomllib.loads((Path(__file__).parent / "tables" / f"{name}.toml").read_text(encoding="utf-8"))
    return dict(table["letters"])


LETTERS: dict[Legacy, dict[str, str]] = {Legacy.TCVN3: _letters("tcvn3"), Legacy.VNI: _letters("vni")}
_TCVN3 = str.maketrans(LETTERS[Legacy.TCVN3])
_VNI = re.compile("|".join(re.escape(key) for key in sorted(LETTERS[Legacy.VNI], key=len, reverse=True)))
_SUBSET = re.compile(r"[A-Z]{6}\+")
_TCVN3_FONT = re.compile(r"\.[vV][nN][a-zA-Z0-9]|Vn[A-Z0-9]")
_VNI_FONT = re.compile(r"vni(?=[-_ ]|[A-Z])", re.IGNORECASE)
_STYLE = re.compile(r"[,\-_ ]?(?:bold|italic|regular|normal|oblique|mt|ps)+$|,.*$", re.IGNORECASE)
# Letters that only Unicode has: a text with them was not typed in these encodings.
_BEYOND = re.compile(
    r"[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9\u0300-\u0323]"
)
_HIGH = re.compile(r"[\u00a1-\u00ff]")
_WORD = re.compile(r"[^\s\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007e\u2013-\u2026\u00a0]+")
_LINE = re.compile(r"[^\n]+\n?|\n")
# Words without a plain small letter, one space apart.
_NO_SMALL = r"[^\s\u0021-\u002f\u003a-\u0040\u005b-\u007e\u2013-\u2026\u00a0]+"
_ROW = re.compile(rf"(?<![^\W_])(?:{_NO_SMALL})(?: {_NO_SMALL})*(?![^\W_])")
# So many different words, and such a share of all words with signs, have to become Vietnamese before a text is turned.
_FEWEST = 3
_SHARE = 0.7
_SAMPLE = 400_000


def legacy_font(name: str) -> LegacyFont | None:
    """Tell from its name what a font makes of its characters; None for a font that keeps Unicode.

    >>> legacy_font("ABCDEF+.VnTimeH,Bold")
    LegacyFont(encoding=<Legacy.TCVN3: 'tcvn3'>, capitals=True)
    >>> legacy_font("Times New Roman") is None
    True
    """
    bare = _SUBSET.sub("", name.strip(" '\""))
    if _VNI_FONT.match(bare):
        return LegacyFont(Legacy.VNI)
    return LegacyFont(Legacy.TCVN3, _STYLE.sub("", bare).endswith("H")) if _TCVN3_FONT.match(bare) else None


def from_legacy(text: str, encoding: Legacy, *, capitals: bool = False) -> str:
    """Turn characters of `encoding` into Unicode NFC; `capitals` when the font draws capitals only.

    >>> from_legacy("Céng hßa x· héi", Legacy.TCVN3), from_legacy("Coäng hoøa xaõ hoäi", Legacy.VNI)
    ('Cộng hòa xã hội', 'Cộng hòa xã hội')
    """
    if encoding is Legacy.TCVN3:
        turned = text.translate(_TCVN3)
    else:
        turned = _VNI.sub(lambda found: LETTERS[Legacy.VNI][found[0]], text)
    turned = unicodedata.normalize("NFC", turned)
    return turned.upper() if capitals else turned


def by_font(text: str, font: LegacyFont | None) -> str:
    """Turn the text of a run by its font. Real Unicode that was typed over a run in such a font stays.

    >>> by_font("Tù do", LegacyFont(Legacy.TCVN3)), by_font("Hạnh phúc", LegacyFont(Legacy.TCVN3))
    ('Tự do', 'Hạnh phúc')
    """
    if font is None or not (font.capitals or _HIGH.search(text)):
        return text
    if not is_unicode(text):
        return from_legacy(text, font.encoding, capitals=font.capitals)
    return _WORD.sub(lambda found: _turned_if_better(found[0], font.encoding), text)


def is_unicode(text: str) -> bool:
    """Tell whether a text has letters that the encodings from before Unicode do not know."""
    return _BEYOND.search(text) is not None


def _turned_if_better(word: str, encoding: Legacy) -> str:
    if is_unicode(word) or is_syllable(word) or not _HIGH.search(word):
        return word
    turned = from_legacy(word, encoding)
    return turned if is_syllable(turned) else word


def mend_legacy(text: str) -> tuple[str, Legacy | None]:
    """Turn the lines of a text that are in TCVN3 or VNI, and name the encoding; any other text comes back as it is.

    >>> mend_legacy("Độc lập - Tự do - Hạnh phúc; liberté, égalité")
    ('Độc lập - Tự do - Hạnh phúc; liberté, égalité', None)
    """
    if not _HIGH.search(text):
        return text, None
    weighed = [(_weight(text[:_SAMPLE], encoding), encoding) for encoding in Legacy]
    weight, encoding = max(weighed, key=lambda pair: pair[0])
    if weight <= 0:
        return text, None
    return "".join(_mended_lines(text, encoding)), encoding


def _signed_words(text: str) -> Iterator[str]:
    """Words with a sign; a single sign by itself says nothing."""
    return (word for word in _WORD.findall(text) if len(word) > 1 and _HIGH.search(word))


def _weight(text: str, encoding: Legacy) -> float:
    """How much a text gains by being read in `encoding`: words that become Vietnamese; 0 when it is not in it."""
    gained: set[str] = set()
    gains = losses = 0
    for line in _LINE.findall(text):
        before, after, words = _counts(line, encoding)
        if after <= before:
            losses += words if before < words and not is_unicode(line) else 0
            continue
        gains += after
        losses += words - after
        gained.update(_signed_words(line))
    is_enough = len(gained) >= _FEWEST or (len(gained) == _FEWEST - 1 and not losses)
    return gains if is_enough and gains >= _SHARE * (gains + losses) else 0


def _counts(line: str, encoding: Legacy) -> tuple[int, int, int]:
    """Of the words with signs in a line: how many are Vietnamese as they stand, how many when turned, how many all."""
    words = list(_signed_words(line))
    before = sum(map(is_syllable, words))
    after = sum(is_syllable(from_legacy(word, encoding)) for word in words)
    return before, after, len(words)


def _mended_lines(text: str, encoding: Legacy) -> Iterator[str]:
    """Turn what gains by it; a line that is Vietnamese either way goes with the line above."""
    turning = True
    for line in _LINE.findall(text):
        before, after, words = _counts(line, encoding)
        if before != after:
            turning = after > before
        if not turning or not (words or _HIGH.search(line)) or (before == after and is_unicode(line)):
            yield line
            continue
        turned = from_legacy(line, encoding)
        yield _with_capitals(turned) if encoding is Legacy.TCVN3 else turned


def _with_capitals(turned: str) -> str:
    """TCVN3 has no capitals with tones: "CéNG HßA" was drawn in capitals by its font. The plain letters tell: in a
    row of words without a plain small letter, all are meant as capitals when one shows it.
    """
    return _ROW.sub(lambda row: row[0].upper() if any(map(_is_drawn_capital, row[0].split(" "))) else row[0], turned)


def _is_drawn_capital(word: str) -> bool:
    """A small letter with signs beside two plain capitals, or before one ("HéI" gives "HộI", "ñY" gives "ủY"); no
    abbreviation and no name is written so.
    """
    small = [not letter.isascii() and letter.islower() for letter in word]
    capital = [letter.isascii() and letter.isupper() for letter in word]
    before = any(one and other for one, other in zip(small, capital[1:], strict=False))
    return before or (any(small) and sum(capital) >= 2)
