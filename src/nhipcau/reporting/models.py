"""Who reports what to whom and when, and each such report."""

from functools import cached_property
from typing import Any, ClassVar
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from nhipcau.directives.models import Directive, Provision
from nhipcau.organisation.models import Unit, UnitGroup
from nhipcau.organisation.workdays import WorkCalendar
from nhipcau.reporting.enums import CLOSED, OF_PEOPLE, Frequency, ReportState, SectionContent, TargetWay, WhenDayOff
from nhipcau.reporting.frozen import FrozenQuerySet, Kept, refuse_if_filed

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
        ]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def calendar(self) -> WorkCalendar:
        """Which days are worked. Lists of duties set it for all of them at once."""
        return WorkCalendar.load()

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


class Report(models.Model):
    """One unit's report for one period of a duty.

    Filed, neither it nor its sections change, unless the addressee returns it with remarks; each filing is kept as a
    `Submission`. Accepted, it never changes any more and is corrected by numbered supplements.
    """

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
    # What was filed last, whole: sections, figures and the activities counted. All filings: see Submission.
    filed_content = models.JSONField(null=True)
    filed_sha256 = models.CharField(max_length=64, blank=True)

    # Nothing on it points into pages; Wagtail would queue a job for each row that is written.
    wagtail_reference_index_ignore = True

    objects = FrozenQuerySet.as_manager()

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

    def save(self, *args: Any, **kwargs: Any) -> None:
        refuse_if_filed(Report.objects.filter(pk=self.pk))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        refuse_if_filed(Report.objects.filter(pk=self.pk))
        return super().delete(*args, **kwargs)

    @property
    def is_filed(self) -> bool:
        return self.state in CLOSED

    @property
    def is_accepted(self) -> bool:
        return self.state == ReportState.ACCEPTED

    @property
    def is_returned(self) -> bool:
        return self.state == ReportState.RETURNED


class ReportSection(models.Model):
    """One part of a report's narrative, in the directive's order.

    `drafted` is what the activities gave when they were last taken in; a `body` that differs from it holds words of
    the officer. `order` is the provision's place in the directive, so that a section that comes later finds its place.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="sections")
    provision = models.ForeignKey(Provision, null=True, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveIntegerField()
    heading = models.TextField(_("heading"))
    content = models.CharField(max_length=12, choices=SectionContent, default=SectionContent.PROVISIONS)
    is_required = models.BooleanField(default=False)
    drafted = models.TextField(_("as drafted"), blank=True)
    body = models.TextField(_("text"), blank=True)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(null=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    # Nothing on it points into pages; Wagtail would queue a job for each row that is written.
    wagtail_reference_index_ignore = True

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


class ReportFigure(models.Model):
    """A number that the officer typed into a line of the table, in place of what was counted."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="typed")
    code = models.CharField(max_length=12)
    value = models.DecimalField(max_digits=16, decimal_places=3)
    note = models.CharField(_("where it comes from"), max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(auto_now=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    # Nothing on it points into pages; Wagtail would queue a job for each row that is written.
    wagtail_reference_index_ignore = True

    objects = FrozenQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "code"], name="typed_once_per_line")]

    def __str__(self) -> str:
        return f"{self.code}: {self.value}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        refuse_if_filed(Report.objects.filter(pk=self.report_id))
        super().save(*args, **kwargs)


class Submission(Kept):
    """One filing of a report, as it was, with its fingerprint; and what the addressee decided."""

    may_change = ("decision", "remarks", "decided_at", "decided_by")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField(_("number"))
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    # The newest seal of the audit trail at that moment: a trail that was cut off behind it shows.
    trail_seal = models.CharField(max_length=64, blank=True)
    filed_at = models.DateTimeField(_("filed at"))
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decision = models.CharField(_("decision"), max_length=10, blank=True)
    remarks = models.TextField(_("remarks"), blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("filing of a report")
        verbose_name_plural = _("filings of reports")
        ordering = ["report", "number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="filing_number_once")]

    def __str__(self) -> str:
        return f"{self.report} · {self.number}"


class Supplement(Kept):
    """A numbered correction of an accepted or filed report: words, and figures that were so and are otherwise."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="supplements")
    number = models.PositiveSmallIntegerField(_("number"))
    # reason, text, and figures as {kind, measure, language, label, was, now}.
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    trail_seal = models.CharField(max_length=64, blank=True)
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


class Reminder(models.Model):
    """A reminder that is being sent, or went out: so that it goes out once."""

    duty = models.ForeignKey(ReportingDuty, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    period_start = models.DateField()
    days_before = models.SmallIntegerField()
    claimed_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    addresses = models.JSONField(default=list)

    # Nothing on it points into pages; Wagtail would queue a job for each row that is written.
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["duty", "unit", "period_start", "days_before"], name="reminded_once")
        ]

    def __str__(self) -> str:
        return f"{self.duty} · {self.unit} · {self.days_before}"


class TrustedSender(models.Model):
    """Another installation whose packages are taken in: a unit of ours and the public half of its key."""

    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+")
    public_key = models.CharField(
        _("public key"),
        max_length=64,
        unique=True,
        validators=[RegexValidator(r"^[0-9a-f]{64}$", _("64 digits from 0 to 9 and letters from a to f."))],
        help_text=_("Compare it with the sender by telephone or by letter before you enter it."),
    )
    is_trusted = models.BooleanField(_("trusted"), default=True)

    class Meta:
        verbose_name = _("trusted sender")
        verbose_name_plural = _("trusted senders")
        ordering = ["unit"]

    def __str__(self) -> str:
        return str(self.unit)


class Target(models.Model):
    """What a plan promised over years: "100% of units have a trained officer"."""

    name = models.CharField(_("name"), max_length=300)
    first_year = models.PositiveSmallIntegerField(_("first year"))
    last_year = models.PositiveSmallIntegerField(_("last year"))
    kind = models.CharField(
        _("kind of activity"), max_length=20, blank=True, help_text=_("Empty for targets on people of units.")
    )
    measure = models.CharField(
        _("figure of the kind"), max_length=20, blank=True, help_text=_("Empty: how many activities.")
    )
    way = models.CharField(_("how it is counted"), max_length=10, choices=TargetWay, default=TargetWay.SUM)
    wanted = models.DecimalField(_("promised"), max_digits=16, decimal_places=3)

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["first_year", "name"]
        constraints = [
            models.CheckConstraint(
                name="target_ends_after_it_begins",
                condition=Q(last_year__gte=F("first_year")),
                violation_error_message=_("The last year cannot come before the first."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """A figure has its kind of activity; people of units are counted without one."""
        super().clean()
        if self.is_of_people and (self.kind or self.measure):
            raise ValidationError(
                {"kind": _("This is counted from people of units; please leave kind and figure empty.")}
            )
        if not self.is_of_people and not self.kind:
            raise ValidationError({"kind": _("Please name the kind of activity that is counted.")})

    @property
    def is_of_people(self) -> bool:
        """Whether it is measured from who is in charge in the units, not from reports."""
        return self.way in OF_PEOPLE


class ReceivedEvidence(models.Model):
    """A file of evidence that came with another installation's package. `activity` is the sender's number of it."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="received_evidence")
    activity = models.PositiveBigIntegerField()
    name = models.CharField(_("name of the file"), max_length=255)
    file = models.FileField(_("file"), max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    received_at = models.DateTimeField(auto_now_add=True)

    # Nothing on it points into pages; Wagtail would queue a job for each row that is written.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["report", "activity", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "activity", "sha256"], name="received_once_per_activity")
        ]

    def __str__(self) -> str:
        return self.name
