"""What the document does with another that it cites: implement, base itself on, amend, replace it, or only name it.

The word that governs the citation decides, the nearest before it; members of a list follow the first of them. What is
said of a cited document ("Nghị định A sửa đổi Nghị định B") is not done by this one.
"""

import re

from nhipcau.officialdocs.enums import Relation

_GOVERNING = re.compile(
    r"(?<!\w)(?:(?P<replaces>thay\s+the|thay\s+cho|bai\s+bo|huy\s+bo|thu\s+hoi)"
    r"|(?P<amends>sua\s+doi|bo\s+sung|dieu\s+chinh|dinh\s+chinh)"
    r"|(?P<implements>thuc\s+hien|thi\s+hanh|quan\s+triet|trien\s+khai|cu\s+the\s+hoa|chap\s+hanh|huong\s+ung)"
    r"|(?P<based_on>can\s+cu|tren\s+co\s+so|theo\s+de\s+nghi|xet(?=\s+(?:de\s+nghi|to\s+trinh|bao\s+cao|cong\s+van))))(?!\w)"
)
# "quy định tại Nghị định …", "theo Kế hoạch …", "tiếp theo Công văn …": right before it, with no other number between.
_NAMED_ONLY = re.compile(
    r"(?<!\w)(?:theo|tai|trong|cua|voi|nhu|ve)\s+(?:cac\s+)?(?:(?:noi\s+dung|quy\s+dinh|khoan|diem|dieu|muc|phan)(?:\s+\w+){0,8}\s+)?$"
)
# "A được sửa đổi, bổ sung bởi B": B comes with A.
_ANNOTATES = re.compile(
    r"(?:sua\s+doi|bo\s+sung|thay\s+the|dinh\s+chinh)[\w\s,]{0,50}?\s(?:boi|tai|(?<!kem )theo)\s+(?:cac\s+)?$"
)
_JOINT = re.compile(
    r"\W*(?:\(?khoa\s+\w+\)?\W*)?(?:(?:va|cung|hoac|cac|so|hop\s+nhat)\W+|(?:da\s+)?duoc\s+sua\s+doi[\w\s,]{0,50}?(?:boi|tai|theo)\s+(?:cac\s+)?)*"
)
_ENDED = re.compile(
    r"[^.;]{0,160}?(?<!\w)(?:het\s+hieu\s+luc|(?:bi|duoc)\s+(?:bai\s+bo|thay\s+the(?!\s+boi\s+\w+\s+\w+\s+so)|huy\s+bo))(?!\w)"
)
_OWN = re.compile(r"(?<!\w)nay(?!\w)")
_PREAMBLE = re.compile(r"[-+*\s]*(?:can\s+cu|theo\s+de\s+nghi|xet)(?!\w)")
_TIGHT, _REACH, _OPENING = 90, 320, 28


def relation_of(
    folded: str, start: int, end: int, before: tuple[Relation, int] | None, *, is_subject: bool = False
) -> Relation:
    """Tell the relation of a citation at `start` to `end`; `before` is that of the one before it, with its end."""
    first = max(0, start - _REACH, folded.rfind(". ", 0, start) + 1, folded.rfind("; ", 0, start) + 1)
    if _ENDED.match(folded, end):
        return Relation.REPLACES
    if before is not None and _JOINT.fullmatch(folded, before[1], start):
        return before[0]
    governing = None
    for found in _GOVERNING.finditer(folded, first, start):
        governing = found
    if governing is None:
        # "Thực hiện A về …; B về …": what stands behind the semicolon is of the same list.
        goes_on = before is not None and folded[first:start].strip(" -+*:,") in ("", "va", "cac", "cung")
        in_preamble = _PREAMBLE.match(folded) is not None and folded.rstrip().endswith((";", ",", "."))
        return before[0] if before and goes_on else Relation.BASED_ON if in_preamble else Relation.REFERS
    relation = Relation(governing.lastgroup or Relation.REFERS)
    between = folded[governing.end() : start]
    if relation in (Relation.REPLACES, Relation.AMENDS):
        if _ANNOTATES.search(folded[governing.start() : start]):
            return before[0] if before else Relation.REFERS
        opens = governing.start() - first < _OPENING or is_subject
        is_own = opens or _OWN.search(folded, first, governing.start()) is not None
        return relation if is_own and len(between) < _TIGHT else Relation.REFERS
    if _PREAMBLE.match(folded) and folded.rstrip().endswith((";", ",")):
        return Relation.BASED_ON
    if relation is Relation.IMPLEMENTS and len(between) > 40 and _NAMED_ONLY.search(between):
        return Relation.REFERS
    return relation
