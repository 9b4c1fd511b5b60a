"""Each report, and what it is written of."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from nhipcau.directives.models import Provision
from nhipcau.drafts.closing import ClosedError
from nhipcau.drafts.models import Written, WrittenSection
from nhipcau.organisation.models import Unit
from nhipcau.reporting.enums import CLOSED, ReportState, SectionContent
from nhipcau.reporting.models.regime import ReportingDuty


class FiledReportError(ClosedError):
    """Raised where somebody tries to change a filed report."""

    def __str__(self) -> str:
        return _now("This report has been filed and stays as it was filed.")


class Report(Written):
    """One unit's report for one period of a duty.

    Filed, neither it nor its sections change, unless the addressee returns it with remarks; each filing is kept as a
    `Submission`. Accepted, it never changes any more and is corrected by numbered supplements.
    """

    closed_states = CLOSED
    closed_error = FiledReportError
    decided = ("state", "version")
    duty = models.ForeignKey(ReportingDuty, verbose_name=_("duty"), on_delete=models.PROTECT, related_name="reports")
    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="reports")
    period_start = models.DateField(_("from"))
    period_end = models.DateField(_("to"))
    due_on = models.DateField(_("last day to file"))
    state = models.CharField(_("state"), max_length=10, choices=ReportState, default=ReportState.DRAFT)
    # Keys of the activities that the draft was last made from; against these one sees what came since.
    drafted_from = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    filed_at = models.DateTimeField(_("filed at"), null=True)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("filed by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # What was filed last, whole: sections, figures and the activities counted. All filings: see Submission.
    filed_content = models.JSONField(null=True)
    filed_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-period_end", "unit"]
        permissions = [
            ("write_report", _("Can write and file the reports of the own unit")),
            ("oversee_report", _("Can see the reports of all units and who is late")),
            ("decide_report", _("Can return and accept the reports that reach the office")),
            ("import_package", _("Can take in report packages of other installations")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["duty", "unit", "period_start"], name="one_report_per_unit_and_period")
        ]
        indexes = [models.Index(fields=["period_end", "state"], name="report_period_state")]

    def __str__(self) -> str:
        return f"{self.duty} · {self.unit}"

    @property
    def is_filed(self) -> bool:
        return self.state in CLOSED

    @property
    def is_accepted(self) -> bool:
        return self.state == ReportState.ACCEPTED

    @property
    def is_returned(self) -> bool:
        return self.state == ReportState.RETURNED


class PartOfReport(Written):
    """A row that belongs to a report and does not change once that is filed."""

    whole = "report"
    closed_states = CLOSED
    closed_error = FiledReportError

    class Meta:
        abstract = True


class ReportSection(PartOfReport, WrittenSection):
    """One part of a report's narrative, in the directive's order.

    `order` is the provision's place in the directive, so that a section that comes later finds its place.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="sections")
    provision = models.ForeignKey(Provision, null=True, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveIntegerField()
    heading = models.TextField(_("heading"))
    content = models.CharField(max_length=12, choices=SectionContent, default=SectionContent.PROVISIONS)

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["report", "order"]
        constraints = [models.UniqueConstraint(fields=["report", "order"], name="section_order_once")]

    def __str__(self) -> str:
        return self.heading


class ReportFigure(PartOfReport):
    """A number that the officer typed into a line of the table, in place of what was counted."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="typed")
    code = models.CharField(max_length=12)
    value = models.DecimalField(max_digits=16, decimal_places=3)
    note = models.CharField(_("where it comes from"), max_length=500, blank=True)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "code"], name="typed_once_per_line")]

    def __str__(self) -> str:
        return f"{self.code}: {self.value}"
