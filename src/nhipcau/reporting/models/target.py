"""What plans promised over years."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nhipcau.reporting.enums import OF_PEOPLE, TargetWay


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
