"""Why something about a report could not be done, in words for the person who asked."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from nhipcau.reporting.models import FiledReportError, ReportFigure

__all__ = [
    "FaultyReportError",
    "FiledReportError",
    "NotAReporterError",
    "NotFiledError",
    "NotTheOtherError",
    "StaleFigureError",
    "StaleReportError",
]


class NotAReporterError(Exception):
    """The unit does not report on this duty for this period."""

    def __str__(self) -> str:
        return _("This unit has no report to write for this period; please ask the standing office.")


class StaleReportError(Exception):
    """The report was changed after the person looked at it."""

    def __str__(self) -> str:
        return _("The report was changed in the meantime. Please look it over once more before filing it.")


class StaleFigureError(Exception):
    """Somebody typed another number into the line in the meantime."""

    def __init__(self, figure: ReportFigure | None) -> None:
        super().__init__()
        self.figure = figure

    def __str__(self) -> str:
        return _("Somebody else changed this number in the meantime; please look at it once more.")


class FaultyReportError(Exception):
    """The report has faults with which it cannot be filed."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__()
        self.faults = tuple(faults)

    def __str__(self) -> str:
        return _("The report cannot be filed yet: %(faults)s") % {"faults": " ".join(self.faults)}


class NotFiledError(Exception):
    """What was asked for needs a report that is filed and not decided on."""

    def __str__(self) -> str:
        return _("This report is not waiting for a decision; please look at it once more.")


class NotTheOtherError(Exception):
    """Whoever filed a report does not decide on it."""

    def __str__(self) -> str:
        return _("You filed this report yourself; please let somebody else decide on it.")


class PackageError(ValueError):
    """A package that cannot be made or taken in; its text says why and what to do."""
