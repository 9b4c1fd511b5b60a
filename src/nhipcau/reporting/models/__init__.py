"""Who reports what to whom and when, each such report, what was filed, and what came from elsewhere."""

from nhipcau.reporting.models.filed import FiledFigure, Submission, Supplement
from nhipcau.reporting.models.received import ReceivedEvidence, ReceivedReport, TrustedSender
from nhipcau.reporting.models.regime import FigureLine, OutlineSection, ReportingDuty
from nhipcau.reporting.models.reminder import Reminder
from nhipcau.reporting.models.report import FiledReportError, Report, ReportFigure, ReportSection
from nhipcau.reporting.models.target import Target

__all__ = [
    "FigureLine",
    "FiledFigure",
    "FiledReportError",
    "OutlineSection",
    "ReceivedEvidence",
    "ReceivedReport",
    "Reminder",
    "Report",
    "ReportFigure",
    "ReportSection",
    "ReportingDuty",
    "Submission",
    "Supplement",
    "Target",
    "TrustedSender",
]
