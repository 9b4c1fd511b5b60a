"""Why a number could not be given or cancelled, in words for the person who asked."""

from datetime import date

from django.utils.translation import gettext as _

from nhipcau.organisation.office_words import plain_day


class RegisterError(Exception):
    """Something that the register does not do."""


class DayOfNumberError(RegisterError):
    """Numbers and days go up together, and no day is still to come."""

    def __init__(self, fault: str, newest: date | None) -> None:
        super().__init__()
        self.fault, self.newest = fault, newest

    def __str__(self) -> str:
        if self.fault == "early" and self.newest:
            return _("The newest number of this book is of %(day)s; please take that day or a later one.") % {
                "day": plain_day(self.newest)
            }
        return _("This day is still to come; a number is given on the day of issue.")


class NoShortFormError(RegisterError):
    """The number carries the unit's short form, and it has none."""

    def __str__(self) -> str:
        return _("The unit has no short form for its numbers yet; please enter one, such as SNV.")


class CancelledBeforeError(RegisterError):
    """A number is cancelled once."""

    def __str__(self) -> str:
        return _("This number has been cancelled before.")


class NoReasonError(RegisterError):
    """A cancelled number stays listed with its reason."""

    def __str__(self) -> str:
        return _("Please write why the number is cancelled; it stays listed with the reason.")


class BelongsToPlanError(RegisterError):
    """The number is that of an issued plan, which stays as it is."""

    def __str__(self) -> str:
        return _("This number belongs to an issued plan; please amend the plan instead.")


class BookBegunError(RegisterError):
    """A book that has numbers, or days that another book of the unit has."""

    def __str__(self) -> str:
        return _("The unit has a book of this kind for these days already.")
