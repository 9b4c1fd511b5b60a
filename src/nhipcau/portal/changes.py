"""What differs between two published texts of a story, by the parts that readers see."""

from collections.abc import Mapping
from typing import Any

from nhipcau.newsroom.rules import fingerprint
from nhipcau.portal.sections import CHANGED_PARTS

# The fields of the newsroom that make up a part, where they are more than the one of the same name.
FIELDS = {"picture": ("picture", "picture_alt", "picture_caption")}


def changed_parts(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    """The parts that differ between two revisions' serialised values, in the order of `CHANGED_PARTS`.

    Identifiers of blocks and the way a stream is written down do not count.
    """
    return tuple(
        part
        for part in CHANGED_PARTS
        if any(
            fingerprint({field: before.get(field)}) != fingerprint({field: after.get(field)})
            for field in FIELDS.get(part, (part,))
        )
    )
