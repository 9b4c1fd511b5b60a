"""Whose form the documents of a unit have."""

from nhipcau.officialdocs.writing import Style
from nhipcau.organisation.enums import UnitKind
from nhipcau.organisation.models import Unit

PARTY_KINDS = (UnitKind.PARTY_COMMITTEE, UnitKind.PARTY_BODY)


def style_of(unit: Unit) -> Style:
    """The party's form for its committees and advisory bodies, the state's for everybody else."""
    return Style.PARTY if unit.kind in PARTY_KINDS else Style.STATE


def kept_line(style: Style) -> str:
    """The last of the recipients: where the office keeps its copy."""
    return "Lưu Văn phòng" if style is Style.PARTY else "Lưu: VT"
