"""Why something about an event could not be done, in words for the person who asked."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _


class RefusedError(Exception):
    """Something cannot be done now. The text says why, with the mend."""


class ClosedError(RefusedError):
    """The event is over."""

    def __str__(self) -> str:
        return _("This event is closed; only corrections of the log are still taken.")


class DecidedError(RefusedError):
    """Somebody else was quicker."""


class StaleStatementError(RefusedError):
    """Somebody saved the statement meanwhile; both texts are kept."""

    def __init__(self, statement: Any) -> None:
        super().__init__()
        self.statement = statement

    def __str__(self) -> str:
        return _("%(who)s saved this statement meanwhile. Your words are still below; please compare them.") % {
            "who": self.statement.saved_by_name
        }


class RunsAlreadyError(RefusedError):
    """The scenario runs already."""

    def __init__(self, activation: Any) -> None:
        super().__init__()
        self.activation = activation

    def __str__(self) -> str:
        at = timezone.localtime(self.activation.started_at)
        return _("It runs already: %(who)s activated it at %(at)s. Nothing was activated twice.") % {
            "who": self.activation.started_by_name,
            "at": f"{at:%H:%M %d/%m/%Y}",
        }
