"""Why something about a plan could not be done, in words for the person who asked."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from nhipcau.programme.plan_models import ClosedPlanError, PlanItem

__all__ = [
    "ClosedPlanError",
    "FaultyPlanError",
    "FormFaultError",
    "NotApprovedError",
    "NotIssuedError",
    "NotSubmittedError",
    "NotTheOtherError",
    "StaleItemError",
    "StalePlanError",
    "TooManyItemsError",
]


class PlanError(Exception):
    """Something that is not done with a plan."""


class StaleItemError(PlanError):
    """Somebody changed the own task in the meantime."""

    def __init__(self, item: PlanItem) -> None:
        super().__init__()
        self.item = item

    def __str__(self) -> str:
        return _("Somebody else changed this task in the meantime; please look at it once more.")


class StalePlanError(PlanError):
    """The plan was changed after the person looked at it."""

    def __str__(self) -> str:
        return _("The plan was changed in the meantime. Please look it over once more.")


class TooManyItemsError(PlanError):
    """More own tasks than a plan takes."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    def __str__(self) -> str:
        return _("A plan takes at most %(most)d own tasks.") % {"most": self.most}


class FaultyPlanError(PlanError):
    """The plan has faults with which it cannot be submitted."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__()
        self.faults = tuple(faults)

    def __str__(self) -> str:
        return _("The plan cannot be submitted yet: %(faults)s") % {"faults": " ".join(self.faults)}


class NotSubmittedError(PlanError):
    """What was asked for needs a plan that waits for a decision, and for a return remarks."""

    def __str__(self) -> str:
        return _("This plan is not waiting for a decision; please look at it once more.")


class NotTheOtherError(PlanError):
    """Whoever submitted a plan does not decide on it."""

    def __str__(self) -> str:
        return _("You submitted this plan yourself; please let somebody else decide on it.")


class NotApprovedError(PlanError):
    """Only an approved plan is issued."""

    def __str__(self) -> str:
        return _("Only an approved plan can be issued.")


class NotIssuedError(PlanError):
    """Only an issued plan is amended, and only its newest form."""

    def __str__(self) -> str:
        return _("Only the newest issued form of a plan can be amended.")


class FormFaultError(PlanError):
    """The document that would be issued has not the form that it must have."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__()
        self.faults = tuple(faults)

    def __str__(self) -> str:
        return _("The document does not have the form that the rules ask for: %(faults)s") % {
            "faults": "; ".join(self.faults)
        }
