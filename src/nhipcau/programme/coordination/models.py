"""A coordination programme, the tasks that are done together, and the review of each year."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nhipcau.organisation.people.models import Decision
from nhipcau.programme.coordination.rules import LONGEST_TEXT
from nhipcau.programme.enums import AssignmentRole
from nhipcau.vietnamese import fold_key


class Coordination(Decision):
    """What two bodies agreed to do together, and by which document.

    The partner is a unit of the list or a body outside of it. The document is one of the library, or its number and
    day are typed; a typed number is looked up in the library when somebody looks.
    """

    name = models.CharField(_("name"), max_length=300)
    our_unit = models.ForeignKey(
        "organisation.Unit",
        verbose_name=_("our side"),
        on_delete=models.PROTECT,
        related_name="coordinations",
    )
    partner_unit = models.ForeignKey(
        "organisation.Unit",
        verbose_name=_("partner, of the units"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="coordinations_as_partner",
    )
    partner_name = models.CharField(
        _("or another body"), max_length=300, blank=True, help_text=_("Such as Báo Quân đội nhân dân.")
    )
    directive = models.ForeignKey(
        "directives.Directive",
        verbose_name=_("document of the library"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    begins_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)
    content = models.TextField(_("what was agreed"), blank=True, max_length=LONGEST_TEXT)
    folded = models.CharField(max_length=1000, editable=False, default="")

    words_in: ClassVar[tuple[str, ...]] = ("name", "partner_name", "decision_number")

    class Meta:
        verbose_name = _("coordination programme")
        verbose_name_plural = _("coordination programmes")
        ordering = ["-begins_on", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="coordination_ends_after_it_begins",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
                violation_error_message=_("The last day cannot come before the first."),
            ),
            models.CheckConstraint(
                name="coordination_has_a_partner",
                condition=Q(partner_unit__isnull=False) | ~Q(partner_name=""),
                violation_error_message=_("Please say with whom: choose a unit or type the body's name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        partner = self.partner_unit.name if self.partner_unit else ""
        self.folded = fold_key(" ".join([*(getattr(self, name) for name in self.words_in), partner]))[:1000]
        super().save(*args, **kwargs)

    @property
    def partner(self) -> str:
        """Whom it was agreed with."""
        return self.partner_unit.name if self.partner_unit else self.partner_name


class JointTask(models.Model):
    """A task of the programme that both sides do together, and what each side does in it."""

    coordination = models.ForeignKey(Coordination, on_delete=models.CASCADE, related_name="joint_tasks")
    task = models.ForeignKey(
        "programme.Task",
        verbose_name=pgettext_lazy("programme", "task"),
        on_delete=models.CASCADE,
        related_name="coordinations",
    )
    our_role = models.CharField(_("our part"), max_length=10, choices=AssignmentRole, default=AssignmentRole.LEAD)
    partner_role = models.CharField(
        _("the partner's part"), max_length=10, choices=AssignmentRole, default=AssignmentRole.COOPERATE
    )

    class Meta:
        verbose_name = _("joint task")
        verbose_name_plural = _("joint tasks")
        ordering = ["task__programme__year", "task__deadline", "pk"]
        constraints = [models.UniqueConstraint(fields=["coordination", "task"], name="joint_task_once")]

    def __str__(self) -> str:
        return str(self.task)


class YearlyReview(models.Model):
    """What a year of working together was to bring, what it brought, and what was remarked. Finished by a person."""

    coordination = models.ForeignKey(Coordination, on_delete=models.CASCADE, related_name="reviews")
    year = models.PositiveSmallIntegerField(_("year"))
    planned = models.TextField(_("what was planned"), blank=True, max_length=LONGEST_TEXT)
    done = models.TextField(_("what was done"), blank=True, max_length=LONGEST_TEXT)
    remarks = models.TextField(pgettext_lazy("yearly review", "remarks"), blank=True, max_length=LONGEST_TEXT)
    finished_on = models.DateField(_("finished on"), null=True, editable=False)
    finished_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("yearly review")
        verbose_name_plural = _("yearly reviews")
        ordering = ["coordination", "-year"]
        constraints = [models.UniqueConstraint(fields=["coordination", "year"], name="review_once_a_year")]

    def __str__(self) -> str:
        return f"{self.coordination} · {self.year}"
