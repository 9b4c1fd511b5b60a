"""A prepared plan: what tells that it applies, who decides, who does what, when, and what is said."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from nhipcau.listening.models.language_names import own_name
from nhipcau.listening.models.written_once import WrittenOnce
from nhipcau.listening.offset_field import OffsetField
from nhipcau.listening.rules import HIGHEST_LEVEL, LONGEST_STATEMENT
from nhipcau.organisation.models import Unit

LEVELS = [MinValueValidator(1), MaxValueValidator(HIGHEST_LEVEL)]


class KindOfEvent(models.Model):
    """A kind of event, as the office's table has it."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    order = models.PositiveSmallIntegerField(_("order"), default=100)

    class Meta:
        verbose_name = _("kind of event")
        verbose_name_plural = _("kinds of event")
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class Scenario(ClusterableModel):
    """A prepared plan for a sensitive or sudden event. What runs keeps the version that it runs on."""

    title = models.CharField(_("title"), max_length=200)
    kind = models.ForeignKey(
        KindOfEvent, verbose_name=_("kind of event"), on_delete=models.PROTECT, related_name="scenarios"
    )
    unit = models.ForeignKey(
        Unit,
        verbose_name=_("unit that keeps it"),
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Its log and its evaluation are issued in this unit's name."),
    )
    purpose = models.TextField(_("what it is for"), max_length=2000, blank=True)
    is_used = models.BooleanField(
        _("in use"), default=True, help_text=_("What is in use no more stays to be read and is not activated.")
    )
    review_by = models.DateField(_("to be reviewed by"), editable=False)
    reviewed_on = models.DateField(_("last reviewed on"), null=True, editable=False)

    # Whom it names is shown to few; Wagtail's index of references would not ask.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("scenario")
        verbose_name_plural = _("scenarios")
        # What ran stays to be read: a scenario is taken out of use, never deleted.
        default_permissions = ("add", "change", "view")
        ordering = ["kind__order", "title", "pk"]

    def __str__(self) -> str:
        return self.title


class Level(models.Model):
    """How grave an event is, and who decides that it is."""

    scenario = ParentalKey(Scenario, on_delete=models.CASCADE, related_name="levels")
    number = models.PositiveSmallIntegerField(_("level"), validators=LEVELS)
    name = models.CharField(_("name"), max_length=100)
    signs = models.CharField(_("when it applies"), max_length=500, blank=True)
    decides = models.CharField(_("who decides"), max_length=200)

    class Meta:
        verbose_name = _("level")
        verbose_name_plural = _("levels")
        ordering = ["scenario", "number"]

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"


class Trigger(Orderable):
    """A sign that tells that a scenario applies."""

    scenario = ParentalKey(Scenario, on_delete=models.CASCADE, related_name="triggers")
    text = models.CharField(_("sign"), max_length=300)

    class Meta(Orderable.Meta):
        verbose_name = _("sign")
        verbose_name_plural = _("signs")

    def __str__(self) -> str:
        return self.text


class ScenarioRole(Orderable, ClusterableModel):
    """A part that somebody has in an event: spokesperson, head of the team, press contact."""

    scenario = ParentalKey(Scenario, on_delete=models.CASCADE, related_name="roles")
    name = models.CharField(_("role"), max_length=100)
    duty = models.CharField(_("what it does"), max_length=500, blank=True)
    clears = models.BooleanField(
        _("clears statements"),
        default=False,
        help_text=_("Its people clear statements, as those with the right to clear do; never their own."),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("role")
        verbose_name_plural = _("roles")

    def __str__(self) -> str:
        return self.name


class RolePerson(Orderable):
    """Who holds a role; the first is its holder, the others are deputies in this order."""

    role = ParentalKey(ScenarioRole, on_delete=models.CASCADE, related_name="people")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Somebody with an account sees the scenario and is told of it."),
    )
    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    function = models.CharField(_("name or function"), max_length=150, blank=True)
    phone = models.CharField(_("telephone at work"), max_length=30, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("person in a role")
        verbose_name_plural = _("people in a role")

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """Who it is, for people: name, function, unit."""
        name = self.user.get_full_name() if self.user else ""
        return " · ".join(part for part in (name, self.function, str(self.unit or "")) if part)


class Step(models.Model):
    """What is to be done so long after the activation."""

    scenario = ParentalKey(Scenario, on_delete=models.CASCADE, related_name="steps")
    offset = OffsetField(_("when"), help_text=_("From the activation: 0h, 30p, 1h, 1h30, 24h, 3 ngày."))
    title = models.CharField(_("what is done"), max_length=300)
    role = models.CharField(_("role"), max_length=100, blank=True, help_text=_("As it stands among the roles."))
    done_when = models.CharField(_("how one sees that it is done"), max_length=300, blank=True)
    product = models.CharField(_("product"), max_length=200, blank=True)
    from_level = models.PositiveSmallIntegerField(_("from level"), default=1, validators=LEVELS)

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["scenario", "offset", "pk"]

    def __str__(self) -> str:
        return self.title


class PreparedStatement(Orderable, ClusterableModel):
    """What will be said, prepared with blanks, in one language or several."""

    scenario = ParentalKey(Scenario, on_delete=models.CASCADE, related_name="statements")
    name = models.CharField(_("statement"), max_length=150)

    class Meta(Orderable.Meta):
        verbose_name = _("prepared statement")
        verbose_name_plural = _("prepared statements")

    def __str__(self) -> str:
        return self.name


class StatementText(Orderable):
    """A prepared statement in one language. Blanks are names in square brackets: [thời gian]."""

    statement = ParentalKey(PreparedStatement, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="vi")
    text = models.TextField(_("text"), max_length=LONGEST_STATEMENT)

    class Meta(Orderable.Meta):
        verbose_name = _("text of a statement")
        verbose_name_plural = _("texts of a statement")

    def __str__(self) -> str:
        return f"{self.statement.name} ({own_name(self.language)})"


class ScenarioVersion(WrittenOnce):
    """A scenario as it stood; written once."""

    scenario = models.ForeignKey(Scenario, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    content: Any = models.JSONField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )

    class Meta:
        ordering = ["scenario", "-number"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["scenario", "number"], name="scenario_version_once")]

    def __str__(self) -> str:
        return f"{self.scenario} ({self.number})"
