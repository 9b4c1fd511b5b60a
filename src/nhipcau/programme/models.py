"""A year's programme: tasks for units, occasions in the calendar, activities as evidence."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from nhipcau.directives.models import Directive, Provision
from nhipcau.organisation.models import Unit, UnitGroup
from nhipcau.programme.coordination.models import Coordination, JointTask, YearlyReview  # noqa: F401 -- and here
from nhipcau.programme.count_models import ActivityCount  # noqa: F401 -- Django looks for models here
from nhipcau.programme.delegation_models import Delegation  # noqa: F401
from nhipcau.programme.enums import ActivityKind, AssignmentRole, Frequency, TaskState
from nhipcau.programme.figures import MOST, Measure
from nhipcau.programme.found_by_words import FoundByWords
from nhipcau.programme.letter_models import LetterChoice, ReviewNotice, TaskNotice  # noqa: F401
from nhipcau.programme.occasion_models import LeadPlan, LeadStep, YearlyDay
from nhipcau.programme.occasion_rules import roundness
from nhipcau.programme.plan_models import Plan  # noqa: F401 -- Django looks for models here
from nhipcau.programme.prize_models import PrizeCall  # noqa: F401
from nhipcau.programme.register_models import OutgoingDocument  # noqa: F401
from nhipcau.programme.rules import years_counted
from nhipcau.programme.task_models import AssignmentBatch

CODE = RegexValidator(r"^[a-z][a-z0-9_]*$", _("Small letters from a to z, digits and _ only, a letter first."))


class Programme(models.Model):
    """A year's work that follows from directives."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["-year"]

    def __str__(self) -> str:
        return str(_("Programme of %(year)d") % {"year": self.year})


class Task(FoundByWords):
    """Something that a directive (or a unit's own plan) asks to be done."""

    programme = models.ForeignKey(
        Programme, verbose_name=_("programme"), on_delete=models.PROTECT, related_name="tasks"
    )
    directive = models.ForeignKey(
        Directive,
        verbose_name=_("directive"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="tasks",
    )
    provision = models.ForeignKey(
        Provision,
        verbose_name=_("provision"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="tasks",
    )
    title = models.CharField(_("title"), max_length=300)
    sentence = models.TextField(_("sentence in the directive"), blank=True)
    span_start = models.PositiveIntegerField(null=True, editable=False)
    span_end = models.PositiveIntegerField(null=True, editable=False)
    deadline = models.DateField(_("deadline"), null=True, blank=True, db_index=True)
    deadline_words = models.CharField(_("deadline in the directive's words"), max_length=300, blank=True)
    product = models.CharField(_("product"), max_length=300, blank=True)
    # A returning task's deadline is the one that counts now; `repeats_from` keeps its first.
    frequency = models.CharField(_("deadline returns"), max_length=10, choices=Frequency, blank=True, default="")
    repeats_from = models.DateField(null=True, editable=False)
    repeats_until = models.DateField(_("returns until"), null=True, blank=True)
    # What has to be ready before an occasion: one task for each step of it.
    occasion = models.ForeignKey(
        "Occasion",
        verbose_name=_("occasion"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="tasks",
    )
    lead_step = models.ForeignKey(LeadStep, null=True, editable=False, on_delete=models.SET_NULL, related_name="+")
    parent = models.ForeignKey(
        "self", verbose_name=_("part of"), null=True, blank=True, on_delete=models.CASCADE, related_name="parts"
    )
    planned_by = models.ForeignKey(
        Unit,
        verbose_name=_("planned by the unit itself"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    state = models.CharField(_("state"), max_length=10, choices=TaskState, default=TaskState.PLANNED)
    order = models.PositiveIntegerField(default=0, editable=False)
    words_in = ("title", "sentence", "product")

    class Meta:
        verbose_name = pgettext_lazy("programme", "task")
        verbose_name_plural = pgettext_lazy("programme", "tasks")
        ordering = ["programme", "directive", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["occasion", "lead_step"], name="lead_step_once_per_occasion")]

    def __str__(self) -> str:
        return self.title

    @property
    def parties(self) -> str:
        """Who does what in it, in one line."""
        return "; ".join(str(one) for one in self.assignments.all())


class Assignment(models.Model):
    """A unit's, or a group of units', part in a task."""

    task = models.ForeignKey(
        Task, verbose_name=pgettext_lazy("programme", "task"), on_delete=models.CASCADE, related_name="assignments"
    )
    role = models.CharField(_("role"), max_length=10, choices=AssignmentRole)
    unit = models.ForeignKey(
        Unit,
        verbose_name=_("unit"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="assignments",
    )
    group = models.ForeignKey(
        UnitGroup,
        verbose_name=_("unit group"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="assignments",
    )
    unit_words = models.CharField(_("unit in the directive's words"), max_length=500, blank=True)
    batch = models.ForeignKey(
        AssignmentBatch, null=True, editable=False, on_delete=models.SET_NULL, related_name="assignments"
    )

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.unit or self.group or self.unit_words}"


class Occasion(FoundByWords):
    """A day or days in the calendar of a programme."""

    programme = models.ForeignKey(
        Programme, verbose_name=_("programme"), on_delete=models.PROTECT, related_name="occasions"
    )
    directive = models.ForeignKey(
        Directive,
        verbose_name=_("directive"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="occasions",
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
    starts_on = models.DateField(_("from"), db_index=True)
    ends_on = models.DateField(_("to"))
    origin_year = models.PositiveSmallIntegerField(_("year of origin"), null=True, blank=True)
    yearly_day = models.ForeignKey(
        YearlyDay, null=True, editable=False, on_delete=models.SET_NULL, related_name="occasions"
    )
    lead_plan = models.ForeignKey(
        LeadPlan,
        verbose_name=_("plan before it"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Left open, the plan for days of its kind counts, or the one for all other occasions."),
    )
    span_start = models.PositiveIntegerField(null=True, editable=False)
    span_end = models.PositiveIntegerField(null=True, editable=False)
    words_in = ("name",)

    class Meta:
        verbose_name = _("occasion")
        verbose_name_plural = _("occasions")
        ordering = ["starts_on", "name"]
        constraints = [
            # A lunar day can fall into a solar year twice.
            models.UniqueConstraint(fields=["programme", "yearly_day", "starts_on"], name="yearly_day_once_a_day"),
            models.CheckConstraint(
                name="occasion_ends_after_it_begins",
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                violation_error_message=_("An occasion cannot end before it begins; please set the last day right."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def years(self) -> int | None:
        """How many years it marks: 80 for an origin in 1941 and an occasion in 2021."""
        return years_counted(self.origin_year, self.starts_on.year) if self.origin_year else None

    @property
    def tells_its_years(self) -> bool:
        """Whether the name has the number already, as directives write it: "96 năm Ngày thành lập …"."""
        return self.name.startswith(f"{self.years} ")

    @property
    def roundness(self) -> str:
        """Whether that number is round or half-round, and so marked in the calendar."""
        return roundness(self.years)


class KindOfActivity(ClusterableModel):
    """A kind of activity as the office's table has it; activities keep its code.

    The kinds of `ActivityKind` come with the program, because parts of it record them; others are an administrator's.
    Names are written in the language of the office, since reports are.
    """

    code = models.CharField(_("code"), max_length=20, unique=True, validators=[CODE])
    name = models.CharField(_("name"), max_length=100, help_text=_("As it stands in tables: “lớp tập huấn”."))
    deed = models.CharField(
        _("words of the report"),
        max_length=150,
        help_text=_("What the unit did, before the title: “tổ chức lớp tập huấn”."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    is_offered = models.BooleanField(
        _("offered"), default=True, help_text=_("What is offered no more stays in what was recorded.")
    )

    class Meta:
        verbose_name = _("kind of activity")
        verbose_name_plural = _("kinds of activity")
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_built_in(self) -> bool:
        """Whether parts of the program record activities of this kind."""
        return self.code in ActivityKind.values

    @property
    def measures(self) -> dict[str, Measure]:
        """Its figures by code."""
        return {figure.code: figure.measure for figure in self.figures.all()}


class FigureOfKind(models.Model):
    """A figure that activities of a kind have: how many people, copies, hours."""

    kind = ParentalKey(KindOfActivity, on_delete=models.CASCADE, related_name="figures")
    code = models.CharField(_("code"), max_length=20, validators=[CODE])
    name = models.CharField(_("name"), max_length=100)
    unit = models.CharField(_("unit of measure"), max_length=30, blank=True)
    is_asked = models.BooleanField(_("asked for"), default=False, help_text=_("Stands first when one is recorded."))
    is_whole = models.BooleanField(_("whole numbers only"), default=True)
    least = models.IntegerField(_("lowest"), default=0)
    most = models.PositiveIntegerField(_("highest"), default=MOST)
    part_of = models.CharField(
        _("part of"), max_length=20, blank=True, help_text=_("The code of the figure that it cannot exceed.")
    )
    order = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("figure of a kind")
        verbose_name_plural = _("figures of a kind")
        ordering = ["kind", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["kind", "code"], name="figure_once_per_kind")]

    def __str__(self) -> str:
        return self.name

    @property
    def measure(self) -> Measure:
        """The figure as plain values."""
        return Measure(self.code, self.name, self.unit, self.is_whole, self.least, self.most, self.part_of)


class Activity(FoundByWords):
    """A dated thing that was done, with its figures and its evidence."""

    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="activities")
    # A code of KindOfActivity: no key, so that counting a million of them needs no second table.
    kind = models.CharField(_("kind"), max_length=20)
    title = models.CharField(_("what was done"), max_length=300)
    happened_on = models.DateField(_("on"), db_index=True)
    place = models.CharField(_("where"), max_length=300, blank=True)
    # Numbers by the codes of its kind's figures.
    figures = models.JSONField(_("figures"), default=dict, blank=True)
    task = models.ForeignKey(
        Task,
        verbose_name=pgettext_lazy("programme", "task"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="activities",
    )
    occasion = models.ForeignKey(
        Occasion,
        verbose_name=_("occasion"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="activities",
    )
    language = models.CharField(_("language"), max_length=10, blank=True)
    evidence_url = models.CharField(_("evidence"), max_length=500, blank=True)
    # Where an activity recorded itself: one per source, so that recording twice does no harm.
    source = models.CharField(max_length=100, null=True, blank=True, unique=True, editable=False)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recorded by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    # Whether an address or a file stands behind it; kept here because every list and figure asks.
    has_evidence = models.BooleanField(default=False, editable=False)
    words_in = ("title", "place")

    # Nothing on it points into pages; Wagtail would queue a job for each row that is written.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["-happened_on", "-pk"]
        indexes = [
            models.Index(fields=["unit", "happened_on", "kind"], name="activity_unit_day_kind"),
            # A year day by day is counted from the index alone.
            models.Index(fields=["happened_on", "withdrawn_on"], name="activity_day_standing"),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        self.has_evidence = bool(self.evidence_url) or (self.pk is not None and self.evidence.exists())
        if update_fields is not None:
            update_fields = {*update_fields, "has_evidence"}
        super().save(*args, update_fields=update_fields, **kwargs)


class Evidence(models.Model):
    """A file that shows that something was done. Its bytes stay what they were when it came: see `sha256`."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="evidence")
    name = models.CharField(_("name of the file"), max_length=255)
    file = models.FileField(_("file"), max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    # Nothing on it points into pages; Wagtail would queue a job for each row that is written.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["activity", "pk"]
        constraints = [models.UniqueConstraint(fields=["activity", "sha256"], name="evidence_once_per_activity")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        return self.content_type.startswith("image/")
