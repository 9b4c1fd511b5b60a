"""Days that return every year, plans of what has to be ready before an occasion, subscriptions of units."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from nhipcau.programme.enums import DayCalendar, DayKind
from nhipcau.programme.occasion_rules import LONGEST_EVENT
from nhipcau.programme.rules import FIRST_YEAR, LAST_YEAR


class YearlyDay(models.Model):
    """A day that returns every year; the calendar of a year is made from these."""

    name = models.CharField(_("name"), max_length=250, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=DayKind, default=DayKind.PROVINCE)
    calendar = models.CharField(_("calendar"), max_length=10, choices=DayCalendar, default=DayCalendar.SOLAR)
    day = models.PositiveSmallIntegerField(_("day"), validators=[MinValueValidator(1), MaxValueValidator(31)])
    month = models.PositiveSmallIntegerField(_("month"), validators=[MinValueValidator(1), MaxValueValidator(12)])
    days = models.PositiveSmallIntegerField(
        _("how many days"), default=1, validators=[MinValueValidator(1), MaxValueValidator(LONGEST_EVENT)]
    )
    origin_year = models.PositiveSmallIntegerField(
        _("year of origin"), null=True, blank=True, validators=[MaxValueValidator(LAST_YEAR)]
    )
    first_year = models.PositiveSmallIntegerField(_("kept since"), null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(
        _("kept until"), null=True, blank=True, validators=[MinValueValidator(FIRST_YEAR)]
    )

    class Meta:
        verbose_name = _("yearly day")
        verbose_name_plural = _("yearly days")
        ordering = ["calendar", "month", "day", "name"]

    def __str__(self) -> str:
        return self.name


class LeadPlan(ClusterableModel):
    """What has to be ready before occasions of a kind, step by step.

    An occasion may have one chosen for it; else the plan of its day's kind counts, else the one for all others.
    """

    name = models.CharField(_("name"), max_length=100, unique=True)
    kind = models.CharField(
        _("for days of this kind"),
        max_length=20,
        choices=DayKind,
        blank=True,
        help_text=_("Left open, it serves only occasions for which it is chosen."),
    )
    is_default = models.BooleanField(_("for all other occasions"), default=False)

    class Meta:
        verbose_name = _("plan before occasions")
        verbose_name_plural = _("plans before occasions")
        ordering = ["-is_default", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=~models.Q(kind=""),
                name="lead_plan_once_per_kind",
                violation_error_message=_("Days of this kind have a plan already."),
            ),
            models.UniqueConstraint(
                fields=["is_default"],
                condition=models.Q(is_default=True),
                name="one_lead_plan_for_all_others",
                violation_error_message=_("Another plan serves all other occasions already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class LeadStep(models.Model):
    """What has to be ready so many days before an occasion, and who leads it."""

    plan = ParentalKey(LeadPlan, verbose_name=_("plan"), on_delete=models.CASCADE, related_name="steps")
    days_before = models.PositiveSmallIntegerField(_("days before"), validators=[MaxValueValidator(365)])
    what = models.CharField(_("what has to be ready"), max_length=100)
    unit = models.ForeignKey(
        "organisation.Unit",
        verbose_name=_("Leading unit"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    is_used = models.BooleanField(_("used"), default=True)

    class Meta:
        verbose_name = _("step before an occasion")
        verbose_name_plural = _("steps before an occasion")
        ordering = ["-days_before", "pk"]

    def __str__(self) -> str:
        return self.what


class CalendarSubscription(models.Model):
    """A secret address under which a unit's calendar is read without signing in. Only the address' hash is kept."""

    unit = models.ForeignKey("organisation.Unit", on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.made_at:%Y-%m-%d}"
