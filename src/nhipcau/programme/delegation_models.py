"""Delegations in and out: who comes or goes, for what, with whose permission, and what it brought."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nhipcau.programme.delegations.rules import MOST_DAYS, MOST_MEMBERS
from nhipcau.programme.found_by_words import FoundByWords
from nhipcau.programme.task_models import AddedByPerson


class Direction(models.TextChoices):
    """Whether a delegation comes or goes."""

    IN = "in", _("delegation received")
    OUT = "out", _("delegation sent")


class DelegationLevel(models.TextChoices):
    """How high a delegation is placed."""

    STATE = "state", _("leaders of Party and State")
    PROVINCE = "province", _("leaders of the province")
    DEPARTMENT = "department", pgettext_lazy("delegations", "departments and branches")
    LOCAL = "local", _("districts, communes and wards")
    PEOPLE = "people", _("people-to-people")


class MemberKind(models.Model):
    """A kind of members that delegations are counted by; the office keeps the table."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    is_offered = models.BooleanField(_("offered"), default=True)

    class Meta:
        verbose_name = _("kind of members")
        verbose_name_plural = _("kinds of members")
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class DelegationReportRule(models.Model):
    """Within how many days of its end a delegation reports. A rule that names the level goes before one that does not.

    A changed rule counts for delegations whose days are entered or changed from then on.
    """

    direction = models.CharField(pgettext_lazy("delegations", "direction"), max_length=3, choices=Direction)
    level = models.CharField(
        pgettext_lazy("delegations", "level"), max_length=12, choices=DelegationLevel, blank=True, default=""
    )
    days = models.PositiveSmallIntegerField(_("days"), validators=[MaxValueValidator(MOST_DAYS)])
    counts_working_days = models.BooleanField(_("working days only"), default=False)
    basis = models.CharField(
        _("basis"), max_length=500, blank=True, help_text=_("The document that asks for it: number, day, article.")
    )

    class Meta:
        verbose_name = _("rule for delegations' reports")
        verbose_name_plural = _("rules for delegations' reports")
        ordering = ["direction", "level"]
        constraints = [
            models.UniqueConstraint(
                fields=["direction", "level"],
                name="report_rule_once",
                violation_error_message=_(
                    "There is a rule for this direction and level already; please change that one."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_direction_display()} {self.get_level_display()}: {self.days}"


class Delegation(FoundByWords, AddedByPerson):
    """People who come to the province or go abroad for it. Of persons it keeps the head's name alone."""

    direction = models.CharField(pgettext_lazy("delegations", "direction"), max_length=3, choices=Direction)
    name = models.CharField(_("name"), max_length=300)
    level = models.CharField(
        pgettext_lazy("delegations", "level"),
        max_length=12,
        choices=DelegationLevel,
        default=DelegationLevel.DEPARTMENT,
    )
    country = models.CharField(_("partner country"), max_length=100)
    place = models.CharField(_("partner's place"), max_length=200, blank=True)
    partner = models.CharField(_("partner body"), max_length=300, blank=True)
    starts_on = models.DateField(_("from"), db_index=True)
    ends_on = models.DateField(_("to"), db_index=True)
    head = models.CharField(_("head of the delegation"), max_length=200, blank=True, help_text=_("Name and post."))
    purpose = models.TextField(_("purpose and content"), max_length=5000)
    host_unit = models.ForeignKey(
        "organisation.Unit", verbose_name=_("unit in charge"), on_delete=models.PROTECT, related_name="delegations"
    )
    permission_number = models.CharField(_("number of the permission"), max_length=100, blank=True)
    permission_on = models.DateField(_("date of the permission"), null=True, blank=True)
    occasion = models.ForeignKey(
        "programme.Occasion",
        verbose_name=_("occasion"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="delegations",
    )
    task = models.ForeignKey(
        "programme.Task",
        verbose_name=pgettext_lazy("programme", "task"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="delegations",
    )
    # Counted once from the rules, so that a changed rule makes nobody late behind the back.
    report_due_on = models.DateField(_("report due"), null=True, editable=False, db_index=True)
    reported_on = models.DateField(_("reported on"), null=True, editable=False)
    report_number = models.CharField(_("number of the report"), max_length=100, blank=True, editable=False)
    result = models.TextField(_("result"), max_length=5000, blank=True, editable=False)
    cancelled_on = models.DateField(_("cancelled on"), null=True, editable=False)
    cancelled_because = models.CharField(_("reason"), max_length=500, blank=True, editable=False)
    words_in = ("name", "country", "place", "partner", "purpose", "permission_number")

    # Nothing on it points into pages; Wagtail would queue a job for each row that is written.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="delegation_ends_after_it_begins",
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                violation_error_message=_("A delegation cannot end before it begins; please set the last day right."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def source(self) -> str:
        """Where its activity comes from: it is recorded once."""
        return f"delegation:{self.pk}"

    @property
    def member_count(self) -> int:
        """How many people it has, of all kinds."""
        return sum(row.count for row in self.members.all())


class DelegationMembers(models.Model):
    """How many members of a kind a delegation has."""

    delegation = models.ForeignKey(Delegation, on_delete=models.CASCADE, related_name="members")
    kind = models.ForeignKey(MemberKind, on_delete=models.PROTECT, related_name="+")
    count = models.PositiveIntegerField(_("number"), validators=[MaxValueValidator(MOST_MEMBERS)])

    class Meta:
        ordering = ["kind__order", "pk"]
        constraints = [models.UniqueConstraint(fields=["delegation", "kind"], name="members_once_per_kind")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.count}"


class PressPiece(AddedByPerson):
    """What the press told of a delegation."""

    delegation = models.ForeignKey(Delegation, on_delete=models.CASCADE, related_name="press_pieces")
    title = models.CharField(_("title"), max_length=300)
    outlet = models.CharField(_("press agency"), max_length=200)
    language = models.CharField(_("language"), max_length=60, blank=True)
    published_on = models.DateField(_("published on"))
    url = models.URLField(_("address"), max_length=500, blank=True)

    class Meta:
        ordering = ["published_on", "pk"]

    def __str__(self) -> str:
        return self.title
