"""Sections as their page shows them: with what was typed, and with what came since."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nhipcau.drafts.models import WrittenSection
from nhipcau.drafts.rules import Offer

SHORTEST_BOX, LONGEST_BOX = 4, 24
CHARACTERS_IN_A_LINE = 75


@dataclass(slots=True)
class SectionView:
    """A section on the page. After a clash `text` is what the person typed and `theirs` what somebody else saved."""

    section: WrittenSection
    text: str
    offer: Offer | None = None
    theirs: str | None = None
    fault: str = ""

    @property
    def rows(self) -> int:
        lines = sum(1 + len(line) // CHARACTERS_IN_A_LINE for line in self.text.split("\n"))
        return min(max(lines + 1, SHORTEST_BOX), LONGEST_BOX)

    @property
    def is_empty(self) -> bool:
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class Clash:
    """A text that was typed and not saved, and why."""

    section: WrittenSection
    mine: str
    theirs: str | None
    reason: str


def put_typed(views: Iterable[SectionView], typed: Sequence[Clash]) -> None:
    """Show what a person typed and could not be saved, so that nothing of it is lost."""
    by_section = {clash.section.pk: clash for clash in typed}
    for view in views:
        if clash := by_section.get(view.section.pk):
            view.text, view.theirs, view.fault = clash.mine, clash.theirs, clash.reason
