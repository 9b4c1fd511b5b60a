"""Report regimes: who reports what to whom and when, with the outline and the table of figures of such reports."""

from functools import cached_property
from typing import ClassVar
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from nhipcau.directives.models import Directive, Provision
from nhipcau.organisation.models import Unit, UnitGroup
from nhipcau.organisation.workdays import WorkCalendar
from nhipcau.reporting.enums import WITH_DAYS_OF_THE_YEAR, Frequency, SectionContent, WhenDayOff
from nhipcau.reporting.rules import SPANS, DayOfYear, days_of_year

DAY_OF_MONTH = [MinValueValidator(1), MaxValueValidator(31)]
LINE_CODE = RegexValidator(r"^\d{1,2}(\.\d{1,2}){0,3}$", _("Numbers with points between them: 1, 1.1, 2.3.1."))
MONTH_OF_YEAR = [MinValueValidator(1), MaxValueValidator(12)]


class ReportingDuty(ClusterableModel):
    """A unit's, or a group's, duty to report to another unit at a frequency: one dated version of a report regime.

    The versions of a regime share their `series`. A change makes a new version that begins where the one before ends,
    so reports that were written under the old one keep its days, outline and tables.

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
    frequency = models.CharField(_("frequency"), max_length=12, choices=Frequency)
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
    due_days = models.CharField(
        _("due on days of the year"),
        max_length=60,
        blank=True,
        help_text=_(
            "Only for reports of months with days of their own: “20/6, 20/12” for “before 20 June and 20 December”."
        ),
    )
    when_day_off = models.CharField(
        _("when the due day is a day off"),
        max_length=10,
        choices=WhenDayOff,
        default=WhenDayOff.NEXT,
        help_text=_("Weekends, public holidays with Tết, and the special days of the office."),
    )
    to_parent = models.BooleanField(
        _("each reports to its parent unit"),
        default=False,
        help_text=_("The parent of the unit at the end of the period, in place of one addressee for all."),
    )
    first_day = models.DateField(_("counted from"), null=True, blank=True)
    last_day = models.DateField(_("counted to"), null=True, blank=True)
    due_date = models.DateField(_("to be filed by the end of"), null=True, blank=True)
    remind_days = models.CharField(
        _("reminders"),
        max_length=60,
        default="5, 1, 0, -1, -3",
        blank=True,
        validators=[RegexValidator(r"^\s*(-?\d{1,2}\s*(,\s*-?\d{1,2}\s*){0,9})?$", _("Numbers of days with commas."))],
        help_text=_("How many days before the last day by email; 0 on the day itself, -3 three days after it."),
    )
    series = models.UUIDField(default=uuid4, editable=False, db_index=True)
    begins_on = models.DateField(_("begins on"), help_text=_("Reports are asked for from the period of this day on."))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    fields_of_terms: ClassVar[tuple[str, ...]] = (
        "name",
        "reporter",
        "reporter_group",
        "addressee",
        "to_parent",
        "frequency",
        "cut_off_day",
        "due_before_day",
        "due_month",
        "due_days",
        "when_day_off",
        "first_day",
        "last_day",
        "due_date",
        "remind_days",
    )

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
                name="days_of_a_request",
                condition=~Q(frequency=Frequency.ON_REQUEST)
                | Q(first_day__isnull=False, last_day__gte=F("first_day"), due_date__isnull=False),
                violation_error_message=_("A report on request needs its first day, its last day and its due day."),
            ),
            models.CheckConstraint(
                name="due_month_only_for_a_year",
                condition=Q(due_month__isnull=True) | Q(frequency=Frequency.YEAR),
                violation_error_message=_("Only a yearly report is due in a month of its own; leave the month empty."),
            ),
            models.CheckConstraint(
                name="due_days_only_for_parts_of_a_year",
                condition=Q(due_days="") | Q(frequency__in=WITH_DAYS_OF_THE_YEAR),
                violation_error_message=_(
                    "Only reports of three, six and nine months are due on days of the year; leave these days empty."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """As many days of the year as there are such reports in a year."""
        super().clean()
        if not self.due_days.strip() or self.frequency not in WITH_DAYS_OF_THE_YEAR:
            return
        wanted = len(SPANS[self.frequency])
        try:
            days = days_of_year(self.due_days)
        except ValueError as error:
            raise ValidationError({"due_days": _("Days with commas: 20/6, 20/12.")}) from error
        if len(days) != wanted or len(set(days)) != wanted:
            raise ValidationError(
                {
                    "due_days": ngettext(
                        "There is %(wanted)d such report a year; write its day.",
                        "There are %(wanted)d such reports a year; write as many days.",
                        wanted,
                    )
                    % {"wanted": wanted}
                }
            )

    @cached_property
    def calendar(self) -> WorkCalendar:
        """Which days are worked. Lists of duties set it for all of them at once."""
        return WorkCalendar.load()

    @property
    def days_of_the_year(self) -> list[DayOfYear]:
        """The days before which its reports are due, when it names them; in the order of the year."""
        return days_of_year(self.due_days) if self.due_days.strip() else []

    @property
    def reminders(self) -> list[int]:
        """On how many days before the last day (after it: below 0) a reminder goes out."""
        return [int(part) for part in self.remind_days.split(",") if part.strip()]

    @property
    def is_complete(self) -> bool:
        """Whether it says who reports."""
        return self.reporter_id is not None or self.reporter_group_id is not None


class OutlineSection(Orderable):
    """A section that a duty's reports have. A duty without any follows its directive."""

    duty = ParentalKey(ReportingDuty, on_delete=models.CASCADE, related_name="outline")
    heading = models.CharField(_("heading"), max_length=300, blank=True)
    content = models.CharField(_("drafted from"), max_length=12, choices=SectionContent)
    kinds = models.CharField(
        _("kinds of activity"), max_length=300, blank=True, help_text=_("Codes with commas: “event, training”.")
    )
    is_required = models.BooleanField(_("cannot be left empty"), default=False)

    class Meta(Orderable.Meta):
        verbose_name = _("section of the outline")
        verbose_name_plural = _("outline")

    def __str__(self) -> str:
        return self.heading or str(self.get_content_display())

    @property
    def kind_codes(self) -> list[str]:
        return [code.strip() for code in self.kinds.split(",") if code.strip()]


class FigureLine(Orderable):
    """A line of a duty's table of figures. A duty without any counts every kind that there is something of."""

    duty = ParentalKey(ReportingDuty, on_delete=models.CASCADE, related_name="lines")
    code = models.CharField(_("number"), max_length=12, validators=[LINE_CODE], help_text=_("1, 1.1, 1.2 …"))
    label = models.CharField(_("what is counted"), max_length=300)
    unit_of_measure = models.CharField(_("unit of measure"), max_length=30, blank=True)
    kind = models.CharField(
        _("kind of activity"), max_length=20, blank=True, help_text=_("Empty: the officer types the number.")
    )
    measure = models.CharField(
        _("figure of the kind"), max_length=20, blank=True, help_text=_("Empty: how many activities.")
    )
    language = models.CharField(_("language"), max_length=10, blank=True)
    is_sum = models.BooleanField(
        _("sum of its parts"), default=False, help_text=_("The lines below it (1.1, 1.2 …) must add up to it.")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("line of the table of figures")
        verbose_name_plural = _("table of figures")

    def __str__(self) -> str:
        return f"{self.code}. {self.label}"
