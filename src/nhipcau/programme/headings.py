"""Under which heading of a directive a task or a thing done is told."""

from collections.abc import Mapping

from nhipcau.directives.models import Provision
from nhipcau.officialdocs import ProvisionKind

# A section of a report or plan stands for the nearest of these above a task; dashes and letters are too fine for one.
HEADINGS = frozenset(
    {
        ProvisionKind.ANNEX,
        ProvisionKind.PART,
        ProvisionKind.CHAPTER,
        ProvisionKind.SECTION,
        ProvisionKind.ARTICLE,
        ProvisionKind.POINT,
    }
)
LONGEST_HEADING = 200


def heading_above(provisions: Mapping[int, Provision], pk: int) -> int | None:
    """The provision itself, or the nearest above it, that may head a section."""
    current: int | None = pk
    while current is not None and provisions[current].kind not in HEADINGS:
        current = provisions[current].parent_id
    return current


def heading(provision: Provision) -> str:
    """Place and title: "III.2. Sở Văn hóa, Thể thao và Du lịch"; without a title, the first words."""
    words = " ".join((provision.title or provision.text).split())
    if not provision.title and provision.mark:
        words = words.removeprefix(provision.mark).lstrip(" .):")
    if len(words) > LONGEST_HEADING:
        words = words[:LONGEST_HEADING].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
    return f"{provision.path}. {words}" if provision.path else words
