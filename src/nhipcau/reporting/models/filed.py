"""What was filed and stays as it was: each filing, each supplement; and their figures in rows that add up."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.drafts.models import KeptContent, Submitted
from nhipcau.organisation.models import Unit
from nhipcau.reporting.models.regime import ReportingDuty
from nhipcau.reporting.models.report import FiledReportError, Report


class Submission(Submitted):
    """One filing of a report, as it was, with its fingerprint; and what the addressee decided."""

    kept_error = FiledReportError
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="submissions")
    filed_at = models.DateTimeField(_("filed at"))
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("filing of a report")
        verbose_name_plural = _("filings of reports")
        ordering = ["report", "number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="filing_number_once")]

    def __str__(self) -> str:
        return f"{self.report} · {self.number}"


class Supplement(KeptContent):
    """A numbered correction of an accepted or filed report: words, and figures that were so and are otherwise.

    The content holds reason, text, and figures as {kind, measure, language, label, was, now}.
    """

    kept_error = FiledReportError
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="supplements")
    number = models.PositiveSmallIntegerField(_("number"))
    filed_at = models.DateTimeField(_("filed at"))
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("supplement")
        verbose_name_plural = _("supplements")
        ordering = ["report", "number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="supplement_number_once")]

    def __str__(self) -> str:
        return f"{self.report} · {self.number}"


class FiledFigure(models.Model):
    """A figure of a filed report in a row of its own, so that thousands add up in one question.

    Made from the filed content and made anew from it at any time; a supplement adds rows with the difference.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="filed_figures")
    supplement = models.ForeignKey(Supplement, null=True, on_delete=models.CASCADE, related_name="+")
    duty = models.ForeignKey(ReportingDuty, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    period_end = models.DateField()
    kind = models.CharField(max_length=20)
    # Empty: how many activities; "#proven": how many of these have evidence; else a figure of the kind.
    measure = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=10, blank=True)
    value = models.DecimalField(max_digits=18, decimal_places=3)

    # Nothing on it points into pages; Wagtail would queue a job for each row that is written.
    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [
            models.Index(
                fields=["duty", "period_end", "unit", "kind", "measure", "language", "value"],
                name="filed_figure_adds_up",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}.{self.measure}: {self.value}"
