"""Who reports what to whom and when, and each such report."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nhipcau.directives.models import Directive, Provision
from nhipcau.organisation.models import Unit, UnitGroup
from nhipcau.reporting.enums import Frequency, ReportState
from nhipcau.reporting.frozen import FrozenQuerySet, refuse_if_filed

DAY_OF_MONTH = [MinValueValidator(1), MaxValueValidator(31)]
MONTH_OF_YEAR = [MinValueValidator(1), MaxValueValidator(12)]


class ReportingDuty(models.Model):
    """A unit's, or a group's, duty to report to another unit at a frequency.

    A duty that was read with words for no known unit keeps these words and stays without reporter until an officer
    completes it; until then it asks nobody for a report.
    """

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
    reporter_words = models.CharField(_("who reports, in the directive's words"), max_length=500, blank=True)
    addressee = models.ForeignKey(
        Unit, verbose_name=_("reported to"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    addressee_words = models.CharField(_("reported to, in the directive's words"), max_length=500, blank=True)
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
    due_month = models.PositiveSmallIntegerField(
        _("due in month"),
        null=True,
        blank=True,
        validators=MONTH_OF_YEAR,
        help_text=_(
            "Only for a yearly report with a month of its own, such as 12 for “before 15 December every year”."
        ),
    )
    begins_on = models.DateField(_("begins on"), help_text=_("Reports are asked for from the period of this day on."))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    class Meta:
        verbose_name = _("reporting duty")
        verbose_name_plural = _("reporting duties")
        ordering = ["frequency", "name"]
        constraints = [
            models.CheckConstraint(
                name="duty_of_a_unit_or_of_a_group",
                condition=Q(reporter__isnull=True) | Q(reporter_group__isnull=True),
                violation_error_message=_("Name one unit or one group of units as the reporter, not both."),
            ),
            models.CheckConstraint(
                name="duty_ends_after_it_begins",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
                violation_error_message=_("A duty cannot end before it begins."),
            ),
            models.CheckConstraint(
                name="due_month_only_for_a_year",
                condition=Q(due_month__isnull=True) | Q(frequency=Frequency.YEAR),
                violation_error_message=_("Only a yearly report is due in a month of its own; leave the month empty."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_complete(self) -> bool:
        """Whether it says who reports."""
        return self.reporter_id is not None or self.reporter_group_id is not None


class Report(models.Model):
    """One unit's report for one period of a duty. Once filed, neither it nor its sections ever change."""

    duty = models.ForeignKey(ReportingDuty, verbose_name=_("duty"), on_delete=models.PROTECT, related_name="reports")
    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="reports")
    period_start = models.DateField(_("from"))
    period_end = models.DateField(_("to"))
    due_on = models.DateField(_("last day to file"))
    state = models.CharField(_("state"), max_length=10, choices=ReportState, default=ReportState.DRAFT)
    version = models.PositiveIntegerField(default=1)
    # Keys of the activities that the draft was last made from; against these one sees what came since.
    drafted_from = models.JSONField(default=list)
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

    objects = FrozenQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-period_end", "unit"]
        permissions = [
            ("write_report", _("Can write and file the reports of the own unit")),
            ("oversee_report", _("Can see the reports of all units and who is late")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["duty", "unit", "period_start"], name="one_report_per_unit_and_period")
        ]

    def __str__(self) -> str:
        return f"{self.duty} · {self.unit}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        refuse_if_filed(Report.objects.filter(pk=self.pk))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        refuse_if_filed(Report.objects.filter(pk=self.pk))
        return super().delete(*args, **kwargs)

    @property
    def is_filed(self) -> bool:
        return self.state == ReportState.FILED


class ReportSection(models.Model):
    """One part of a report's narrative, in the directive's order.

    `drafted` is what the activities gave when they were last taken in; a `body` that differs from it holds words of
    the officer. `order` is the provision's place in the directive, so that a section that comes later finds its place.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="sections")
    provision = models.ForeignKey(Provision, null=True, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveIntegerField()
    heading = models.TextField(_("heading"))
    drafted = models.TextField(_("as drafted"), blank=True)
    body = models.TextField(_("text"), blank=True)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(null=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = FrozenQuerySet.as_manager()

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["report", "order"]
        constraints = [models.UniqueConstraint(fields=["report", "order"], name="section_order_once")]

    def __str__(self) -> str:
        return self.heading

    def save(self, *args: Any, **kwargs: Any) -> None:
        refuse_if_filed(Report.objects.filter(pk=self.report_id))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        refuse_if_filed(Report.objects.filter(pk=self.report_id))
        return super().delete(*args, **kwargs)

    @property
    def is_touched(self) -> bool:
        """Whether it holds words of the officer."""
        return self.body != self.drafted

    @property
    def is_empty(self) -> bool:
        return not self.body.strip()
