"""The list of annexes: "PHỤ LỤC I" with its title, and regulations and plans that a decision issues with itself."""

import re
from collections.abc import Sequence

from nhipcau.officialdocs.document import Annex, Provision, Span
from nhipcau.officialdocs.enums import ProvisionKind
from nhipcau.officialdocs.lines import is_capital
from nhipcau.officialdocs.structure import Structure
from nhipcau.officialdocs.vocabulary import HEADING_KIND_WORDS
from nhipcau.vietnamese import fold

_ISSUED_WITH = re.compile(r"\W{0,3}(?:(?:ban hanh\s+)?kem theo|ban hanh theo)\b")
_HEADING = re.compile(rf"(?:{HEADING_KIND_WORDS}|danh muc|danh sach|de cuong|bieu mau|mau so|ke hoach)(?!\w)")
_REACH = 3


def read_annexes(structure: Structure) -> tuple[Annex, ...]:
    """Give the annexes in order; each runs to the next one."""
    provisions = structure.provisions
    heads = [index for index in range(len(provisions)) if _begins_annex(provisions, index)]
    found = []
    for index, following in zip(heads, [*heads[1:], len(provisions)], strict=False):
        head = provisions[index]
        found.append(
            Annex(
                mark=head.mark,
                title=head.title if head.kind is ProvisionKind.ANNEX else _title(provisions, index),
                span=Span(head.span.start, provisions[following - 1].span.end),
                provision=index,
                outline=tuple(
                    number for number, item in enumerate(structure.outline) if index < item.provision < following
                ),
            )
        )
    return tuple(found)


def _begins_annex(provisions: Sequence[Provision], index: int) -> bool:
    """ "PHỤ LỤC …", or the name of a kind in capitals with "(Ban hành kèm theo …)" close below."""
    head = provisions[index]
    if head.kind is ProvisionKind.ANNEX:
        return True
    if head.kind is not ProvisionKind.PARAGRAPH or len(head.text) > 300 or not is_capital(head.text[:12]):
        return False
    if not _HEADING.match(fold(head.text[:60])):
        return False
    below = provisions[index + 1 : index + 1 + _REACH]
    return any(_ISSUED_WITH.match(fold(one.text[:40])) for one in below if one.kind is ProvisionKind.PARAGRAPH)


def _title(provisions: Sequence[Provision], index: int) -> str:
    parts = [provisions[index].text]
    for below in provisions[index + 1 : index + 1 + _REACH]:
        if below.kind is not ProvisionKind.PARAGRAPH or _ISSUED_WITH.match(fold(below.text[:40])):
            break
        parts.append(below.text)
    return " ".join(parts)
