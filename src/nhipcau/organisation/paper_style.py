"""Whose form the documents of a unit have, and the short form that their numbers carry."""

import re

from nhipcau.officialdocs.writing import Style
from nhipcau.organisation.enums import UnitKind
from nhipcau.organisation.models import Unit
from nhipcau.vietnamese import fold

PARTY_KINDS = (UnitKind.PARTY_COMMITTEE, UnitKind.PARTY_BODY)
_WORDS = re.compile(r"[^\W\d_]+")
# Known by these letters everywhere, whatever stands behind.
_COMMITTEES = (("uy ban nhan dan", "UBND"), ("hoi dong nhan dan", "HĐND"))
LONGEST_SHORT_FORM = 30


def style_of(unit: Unit) -> Style:
    """The party's form for its committees and advisory bodies, the state's for everybody else."""
    return Style.PARTY if unit.kind in PARTY_KINDS else Style.STATE


def kept_line(style: Style) -> str:
    """The last of the recipients: where the office keeps its copy."""
    return "Lưu Văn phòng" if style is Style.PARTY else "Lưu: VT"


def short_form_in_numbers(unit: Unit) -> str:
    """The unit's short form as it stands behind a number ("SNV" in "12/KH-SNV").

    The one entered when it is written in capitals, else the first letters of the name's words.
    """
    entered = "".join(sign for sign in unit.short_name if sign.isalnum())
    if entered and entered == entered.upper():
        return entered[:LONGEST_SHORT_FORM]
    return initials(unit.name)


def initials(name: str) -> str:
    """First letters of the words of a name, "và" left out: how offices are shortened in numbers.

    >>> initials("Ban Tuyên giáo và Dân vận Tỉnh ủy"), initials("Đảng ủy xã Khuổi Ngần")
    ('BTGDVTU', 'ĐUXKN')
    """
    folded = " ".join(fold(name).split())
    for words, letters in _COMMITTEES:
        if folded.startswith(words):
            return letters
    first_letters = [word[0].upper() for word in _WORDS.findall(name) if word.lower() not in ("và", "va")]
    return "".join(sign if sign == "Đ" else fold(sign).upper() for sign in first_letters)[:LONGEST_SHORT_FORM]
