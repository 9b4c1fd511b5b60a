"""A person's name, unit, function and work contact, and nothing else; who is in charge of the work in a unit."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nhipcau.organisation.enums import ChargeKind
from nhipcau.vietnamese import fold_key


class Decision(models.Model):
    """Something that a document decided: its number and day as typed. The library is asked when somebody looks."""

    decision_number = models.CharField(_("number of the decision"), max_length=100, blank=True)
    decision_date = models.DateField(_("day of the decision"), null=True, blank=True)

    class Meta:
        abstract = True


class Term(Decision):
    """What somebody holds from a first day to a last one; without a last day it goes on."""

    begins_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True, help_text=_("The last day; empty while it goes on."))

    class Meta:
        abstract = True


class Person(models.Model):
    """Somebody who works on it in a unit, with or without an account.

    There is no day of birth, no home address, nothing that nobody needs here. Who leaves the work keeps the terms that
    were held, because documents name them; the contact goes (`services.leave`).
    """

    full_name = models.CharField(_("full name"), max_length=150)
    unit = models.ForeignKey("Unit", verbose_name=_("unit"), on_delete=models.PROTECT, related_name="people")
    function = models.CharField(_("function"), max_length=200, blank=True)
    work_phone = models.CharField(_("telephone at work"), max_length=40, blank=True)
    work_email = models.EmailField(_("e-mail at work"), blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="as_person",
    )
    left_on = models.DateField(_("left the work on"), null=True, blank=True)
    folded = models.CharField(max_length=400, editable=False, default="", db_index=True)

    class Meta:
        verbose_name = pgettext_lazy("of a unit", "person")
        verbose_name_plural = pgettext_lazy("of units", "people")
        ordering = ["unit__name", "full_name", "pk"]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold_key(f"{self.full_name} {self.function}")[:400]
        super().save(*args, **kwargs)

    @property
    def in_words(self) -> str:
        """Name and function: "Lò Thị Mây, Phó Trưởng phòng"."""
        return ", ".join(part for part in (self.full_name, self.function) if part)


class OfficerInCharge(Term):
    """A person who is in charge of the work in a unit for a time."""

    unit = models.ForeignKey("Unit", verbose_name=_("unit"), on_delete=models.PROTECT, related_name="officers")
    person = models.ForeignKey(
        Person, verbose_name=pgettext_lazy("of a unit", "person"), on_delete=models.PROTECT, related_name="charges"
    )
    kind = models.CharField(_("in charge as"), max_length=10, choices=ChargeKind)

    class Meta:
        verbose_name = _("officer in charge")
        verbose_name_plural = _("officers in charge")
        ordering = ["unit__name", "kind", "-begins_on", "pk"]
        indexes = [models.Index(fields=["unit", "begins_on"], name="officer_unit_begin")]
        constraints = [
            models.CheckConstraint(
                name="officer_ends_after_it_begins",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
                violation_error_message=_("The last day cannot come before the first."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_kind_display()} · {self.unit}"
