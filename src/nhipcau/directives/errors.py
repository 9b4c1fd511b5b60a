"""What can stand in the way of a document or of a change. Every text is a sentence for the person who asked.

NotTakenError                 the document, or its acceptance, is turned down
├── SecretDocumentError       it bears a secrecy mark; nothing of it was kept
└── NeedsConfirmationError    it may be accepted only by a person who confirms that it is meant
NotInReviewError              it was accepted or set aside; its items stand as they are
ItemChangedError              a colleague was faster; carries who, when and the item as it stands now
AlreadyChosenError            a colleague has decided already what becomes of an old task
BadValueError                 what was typed cannot be read
"""

from datetime import datetime
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from nhipcau.directives.models import ReadItem, SuccessionChoice
from nhipcau.officialdocs import SecrecyLevel


class NotTakenError(Exception):
    """The document is turned down; the text says why and what to do."""


class SecretDocumentError(NotTakenError):
    """The document bears a secrecy mark. The error carries the level and nothing else of it."""

    def __init__(self, level: SecrecyLevel) -> None:
        self.level = level
        super().__init__(
            _("This file bears the mark %(level)s, so the system does not take it. No copy of it was kept.")
            % {"level": level.value.capitalize()}
        )


class NeedsConfirmationError(NotTakenError):
    """The acceptance needs a person's word that it is meant, for a reason given as a code of `Problem`."""

    def __init__(self, code: str, sentence: str) -> None:
        self.code = code
        super().__init__(sentence)


class NotInReviewError(Exception):
    """The directive is no longer under review."""


class ItemChangedError(Exception):
    """Somebody changed the item since it was shown."""

    def __init__(self, item: ReadItem) -> None:
        self.item = item
        self.by: Any = item.changed_by
        self.at: datetime | None = item.changed_at
        at = formats.date_format(timezone.localtime(item.changed_at), "H:i") if item.changed_at else ""
        super().__init__(
            _("%(person)s changed this at %(time)s. What stands now is shown; what you typed is still in the field.")
            % {"person": item.changed_by.get_full_name() if item.changed_by else _("A colleague"), "time": at}
        )


class AlreadyChosenError(Exception):
    """What was to be decided has been decided."""

    def __init__(self, choice: SuccessionChoice) -> None:
        self.choice = choice
        super().__init__(
            _("%(person)s has decided this already: %(outcome)s.")
            % {
                "person": choice.chosen_by.get_full_name() if choice.chosen_by else _("A colleague"),
                "outcome": choice.get_outcome_display(),
            }
        )


class BadValueError(ValueError):
    """What was typed cannot be read; the text says how to write it."""
