"""Units with a period of life, groups that resolve to members at a date, people and their posts."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

# Django looks for models here.
from nhipcau.organisation.committees.models import Committee, CommitteePost, PostTerm  # noqa: F401
from nhipcau.organisation.enums import Tier, UnitKind
from nhipcau.organisation.people.models import OfficerInCharge, Person  # noqa: F401
from nhipcau.organisation.training.models import Attendance, Course, CourseDay, Participant  # noqa: F401
from nhipcau.vietnamese import fold_key


class User(AbstractUser):
    """A person who signs in. Vietnamese names are written family name first."""

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def get_full_name(self) -> str:
        return f"{self.last_name} {self.first_name}".strip() or self.username


class Unit(models.Model):
    """An office that gets tasks and files reports, from the day it began to the day it ended."""

    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=UnitKind)
    tier = models.CharField(_("tier"), max_length=10, choices=Tier)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("parent unit"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    begins_on = models.DateField(_("begins on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True, help_text=_("The last day of its existence."))
    successors = models.ManyToManyField(
        "self", verbose_name=_("successors"), symmetrical=False, blank=True, related_name="predecessors"
    )
    # Both names without diacritics, so that "so ngoai vu" finds "Sở Ngoại vụ".
    folded = models.CharField(max_length=300, editable=False, default="")

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["tier", "kind", "name"]
        constraints = [
            models.CheckConstraint(
                name="unit_ends_after_it_begins",
                condition=Q(begins_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
                violation_error_message=_("A unit cannot end before it begins."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:  # type: ignore[no-untyped-def]
        self.folded = fold_key(f"{self.name} {self.short_name}")[:300]
        super().save(*args, **kwargs)


class UnitAlias(models.Model):
    """Another way in which documents write a unit's name."""

    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(_("name"), max_length=200)
    folded = models.CharField(max_length=200, editable=False, db_index=True)

    class Meta:
        verbose_name = _("alias of a unit")
        verbose_name_plural = _("aliases of units")
        constraints = [models.UniqueConstraint(fields=["unit", "folded"], name="alias_once_per_unit")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:  # type: ignore[no-untyped-def]
        self.folded = fold_key(self.name)
        super().save(*args, **kwargs)


class UnitGroup(models.Model):
    """A way of naming many units at once: "các huyện, thành ủy".

    Its members at a date are the units alive then that have one of its kinds (and its tier, when given),
    and the units named one by one.
    """

    name = models.CharField(_("name"), max_length=300)
    kinds = models.JSONField(_("kinds of unit"), default=list, blank=True)
    tier = models.CharField(_("tier"), max_length=10, choices=Tier, blank=True)
    named_members = models.ManyToManyField(Unit, verbose_name=_("units named one by one"), blank=True)

    class Meta:
        verbose_name = _("unit group")
        verbose_name_plural = _("unit groups")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class UnitGroupAlias(models.Model):
    """Another way in which documents write a group's name."""

    group = models.ForeignKey(UnitGroup, verbose_name=_("unit group"), on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(_("name"), max_length=300)
    folded = models.CharField(max_length=300, editable=False, db_index=True)

    class Meta:
        verbose_name = _("alias of a unit group")
        verbose_name_plural = _("aliases of unit groups")
        constraints = [models.UniqueConstraint(fields=["group", "folded"], name="alias_once_per_group")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:  # type: ignore[no-untyped-def]
        self.folded = fold_key(self.name)
        super().save(*args, **kwargs)


class Abbreviation(models.Model):
    """A short form that this office's documents use, learnt beside those of the table that comes with the program."""

    short = models.CharField(_("short form"), max_length=40)
    long = models.CharField(_("stands for"), max_length=200)
    # Short forms are told apart by their letters, not by case: "TTĐN" and "ttđn" are one.
    key = models.CharField(max_length=40, editable=False, db_index=True)
    folded = models.CharField(max_length=250, editable=False, default="")

    class Meta:
        verbose_name = _("abbreviation")
        verbose_name_plural = _("abbreviations")
        ordering = ["key", "pk"]
        constraints = [models.UniqueConstraint(fields=["key", "long"], name="abbreviation_means_it_once")]

    def __str__(self) -> str:
        return f"{self.short} = {self.long}"

    def save(self, *args, **kwargs) -> None:  # type: ignore[no-untyped-def]
        self.key = self.short.lower()
        self.folded = fold_key(f"{self.short} {self.long}")[:250]
        super().save(*args, **kwargs)


class Post(models.Model):
    """A person's place in a unit for a time."""

    user = models.ForeignKey(User, verbose_name=_("person"), on_delete=models.CASCADE, related_name="posts")
    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="posts")
    begins_on = models.DateField(_("begins on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")

    def __str__(self) -> str:
        return f"{self.user} · {self.unit}"


class OneTimeSignIn(models.Model):
    """A link that signs one person in once. Only its hash is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.user)


class SpecialDay(models.Model):
    """A day that the office's calendar has beside the law: a day off of its own, or a Saturday that is worked."""

    day = models.DateField(_("day"), unique=True)
    name = models.CharField(_("why"), max_length=200)
    is_working = models.BooleanField(
        _("a working day"), default=False, help_text=_("Ticked: it is worked though the calendar says that it is off.")
    )

    class Meta:
        verbose_name = _("special day")
        verbose_name_plural = _("special days")
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} · {self.name}"
