"""Who reports what to whom and when, and each such report."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.directives.models import Directive, Provision
from nhipcau.organisation.models import Unit, UnitGroup
from nhipcau.reporting.enums import Frequency, ReportState

DAY_OF_MONTH = [MinValueValidator(1), MaxValueValidator(31)]


class ReportingDuty(models.Model):
    """A unit's, or a group's, duty to report to another unit at a frequency."""

    directive = models.ForeignKey(
        Directive,
        verbose_name=_("directive"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reporting_duties",
    )
    provision = models.ForeignKey(
        Provision,
        verbose_name=_("provision"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    name = models.CharField(_("name"), max_length=300)
    sentence = models.TextField(_("sentence in the directive"), blank=True)
    reporter = models.ForeignKey(
        Unit,
        verbose_name=_("unit that reports"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    reporter_group = models.ForeignKey(
        UnitGroup,
        verbose_name=_("units that report"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    addressee = models.ForeignKey(
        Unit, verbose_name=_("reported to"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    frequency = models.CharField(_("frequency"), max_length=10, choices=Frequency)
    due_before_day = models.PositiveSmallIntegerField(
        _("due before day"),
        default=20,
        validators=DAY_OF_MONTH,
        help_text=_("20 means by the end of the 19th."),
    )
    cut_off_day = models.PositiveSmallIntegerField(
        _("last day counted"),
        default=14,
        validators=DAY_OF_MONTH,
        help_text=_("14 means from the 15th to the 14th."),
    )
    begins_on = models.DateField(_("begins on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    class Meta:
        verbose_name = _("reporting duty")
        verbose_name_plural = _("reporting duties")
        ordering = ["frequency", "name"]

    def __str__(self) -> str:
        return self.name


class Report(models.Model):
    """One unit's report for one period of a duty."""

    duty = models.ForeignKey(ReportingDuty, verbose_name=_("duty"), on_delete=models.PROTECT, related_name="reports")
    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="reports")
    period_start = models.DateField(_("from"))
    period_end = models.DateField(_("to"))
    due_on = models.DateField(_("last day to file"))
    state = models.CharField(_("state"), max_length=10, choices=ReportState, default=ReportState.DRAFT)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(null=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    filed_at = models.DateTimeField(_("filed at"), null=True)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("filed by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # What was filed, whole: sections, figures and the activities counted. Never changed afterwards.
    filed_content = models.JSONField(null=True)
    filed_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-period_end", "unit"]
        constraints = [
            models.UniqueConstraint(fields=["duty", "unit", "period_start"], name="one_report_per_unit_and_period")
        ]

    def __str__(self) -> str:
        return f"{self.duty} · {self.unit}"


class ReportSection(models.Model):
    """One part of a report's narrative, in the directive's order."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="sections")
    provision = models.ForeignKey(Provision, null=True, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveIntegerField()
    heading = models.TextField(_("heading"))
    drafted = models.TextField(_("as drafted"), blank=True)
    body = models.TextField(_("text"), blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["report", "order"]
        constraints = [models.UniqueConstraint(fields=["report", "order"], name="section_order_once")]

    def __str__(self) -> str:
        return self.heading
