"""A year's programme: tasks for units, occasions in the calendar, activities as evidence."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nhipcau.directives.models import Directive, Provision
from nhipcau.organisation.models import Unit, UnitGroup
from nhipcau.programme.enums import ActivityKind, AssignmentRole, TaskState
from nhipcau.programme.rules import years_counted
from nhipcau.vietnamese import fold_key


class FoundByWords(models.Model):
    """Something that is searched with and without diacritics: `folded` holds its words without them."""

    folded = models.TextField(editable=False, default="")
    words_in: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        self.folded = fold_key(" ".join(getattr(self, name) for name in self.words_in))
        if update_fields is not None:
            update_fields = {*update_fields, "folded"}
        super().save(*args, update_fields=update_fields, **kwargs)


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
    state = models.CharField(_("state"), max_length=10, choices=TaskState, default=TaskState.PLANNED)
    order = models.PositiveIntegerField(default=0, editable=False)
    words_in = ("title", "sentence", "product")

    class Meta:
        verbose_name = pgettext_lazy("programme", "task")
        verbose_name_plural = pgettext_lazy("programme", "tasks")
        ordering = ["programme", "directive", "order", "pk"]

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
    span_start = models.PositiveIntegerField(null=True, editable=False)
    span_end = models.PositiveIntegerField(null=True, editable=False)
    words_in = ("name",)

    class Meta:
        verbose_name = _("occasion")
        verbose_name_plural = _("occasions")
        ordering = ["starts_on", "name"]
        constraints = [
            models.CheckConstraint(
                name="occasion_ends_after_it_begins",
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                violation_error_message=_("An occasion cannot end before it begins; please set the last day right."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def years(self) -> int | None:
        """How many years it marks: 80 for an origin in 1941 and an occasion in 2021."""
        return years_counted(self.origin_year, self.starts_on.year) if self.origin_year else None


class Activity(FoundByWords):
    """A dated thing that was done, with its evidence."""

    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="activities")
    kind = models.CharField(_("kind"), max_length=20, choices=ActivityKind)
    title = models.CharField(_("what was done"), max_length=300)
    happened_on = models.DateField(_("on"), db_index=True)
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
    words_in = ("title",)

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["-happened_on", "-pk"]
        indexes = [models.Index(fields=["unit", "happened_on", "kind"], name="activity_unit_day_kind")]

    def __str__(self) -> str:
        return self.title
