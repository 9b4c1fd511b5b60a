"""Why a text could not be kept, in words for the person who wrote it."""

from django.utils.translation import gettext as _

from nhipcau.drafts.models import WrittenSection


class StaleSectionError(Exception):
    """Somebody saved the section in the meantime. Both texts are kept here; neither is lost."""

    def __init__(self, section: WrittenSection, mine: str) -> None:
        super().__init__()
        self.section, self.theirs, self.mine = section, section.body, mine

    def __str__(self) -> str:
        return _("Somebody else saved this section in the meantime. Please compare the two texts below.")


class TooLongError(Exception):
    """More text than a section takes."""

    def __init__(self, length: int, longest: int) -> None:
        super().__init__()
        self.length, self.longest = length, longest

    def __str__(self) -> str:
        return _("This text has %(length)d characters and a section takes %(longest)d; please shorten it.") % {
            "length": self.length,
            "longest": self.longest,
        }
