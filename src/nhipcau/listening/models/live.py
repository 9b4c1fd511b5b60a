"""A scenario that was activated: its roles, steps, statements and log as they run."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nhipcau.listening.enums import LineKind, StatementState
from nhipcau.listening.models.language_names import own_name
from nhipcau.listening.models.scenario import Scenario, ScenarioVersion
from nhipcau.listening.models.written_once import WrittenOnce
from nhipcau.listening.rules import LONGEST_NOTE
from nhipcau.organisation.models import Unit

# The name of a drill on every page, letter and file that it makes. Written in the office's language.
DRILL_MARK = "DIỄN TẬP"


def person_key(**more: Any) -> Any:
    """A person who stays named when the account is gone: the name is kept beside the key."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", **more
    )


class Activation(models.Model):
    """One event, real or a drill, on the version of the scenario that stood when it was activated."""

    scenario = models.ForeignKey(Scenario, on_delete=models.PROTECT, related_name="activations")
    version = models.ForeignKey(ScenarioVersion, on_delete=models.PROTECT, related_name="activations")
    # Comes with the page of confirmation: the same page sent twice activates once.
    key = models.UUIDField(unique=True, editable=False)
    title = models.CharField(_("title"), max_length=200)
    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+")
    is_drill = models.BooleanField(_("drill"))
    level = models.PositiveSmallIntegerField(_("level"))
    decided_by = models.CharField(_("who decided"), max_length=200)
    occasion = models.TextField(_("what happened"), max_length=LONGEST_NOTE, blank=True)
    started_at = models.DateTimeField(_("activated at"))
    started_by = person_key()
    started_by_name = models.CharField(max_length=300)
    closed_at = models.DateTimeField(_("closed at"), null=True)
    closed_by_name = models.CharField(max_length=300, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    # Counts what happened, so that a page knows whether it shows the newest state.
    revision = models.PositiveIntegerField(default=0)
    lessons = models.TextField(_("lessons"), blank=True)
    evaluation_version = models.PositiveIntegerField(default=0)
    evaluated_at = models.DateTimeField(_("evaluated at"), null=True)
    evaluated_by_name = models.CharField(max_length=300, blank=True)
    activity = models.ForeignKey(
        "programme.Activity", null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("activated scenario")
        verbose_name_plural = _("activated scenarios")
        ordering = ["-started_at", "-pk"]
        default_permissions = ()
        constraints = [
            # A real event may come in the middle of a drill, but nothing runs twice.
            models.UniqueConstraint(
                fields=["scenario", "is_drill"], condition=Q(closed_at=None), name="scenario_runs_once"
            )
        ]

    def __str__(self) -> str:
        return f"[{DRILL_MARK}] {self.title}" if self.is_drill else self.title

    @property
    def is_closed(self) -> bool:
        """Whether the event is over."""
        return self.closed_at is not None

    @property
    def levels(self) -> list[dict[str, Any]]:
        """The levels of the version that it runs on: number, name, signs, decides."""
        return list(self.version.content["levels"])

    @property
    def level_name(self) -> str:
        """What the level is called."""
        return next((row["name"] for row in self.levels if row["number"] == self.level), "")


class LiveRole(models.Model):
    """A role in an event, and who acts in it now."""

    activation = models.ForeignKey(Activation, on_delete=models.CASCADE, related_name="roles")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=100)
    duty = models.CharField(max_length=500, blank=True)
    clears = models.BooleanField(default=False)
    acting = models.ForeignKey(
        "LivePerson", null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("who acts")
    )

    class Meta:
        ordering = ["activation", "order"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


class LivePerson(models.Model):
    """Somebody in a role of an event: place 0 is its holder, the others are deputies.

    Those of the scenario come first; whoever was named while the event ran stands behind them.
    """

    role = models.ForeignKey(LiveRole, on_delete=models.CASCADE, related_name="people")
    place = models.PositiveSmallIntegerField()
    user = person_key()
    words = models.CharField(max_length=600)
    phone = models.CharField(max_length=30, blank=True)
    # The line of the log that tells who named the person and when; None for those of the scenario.
    named_in_line = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["role", "place"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.words


class LiveStep(models.Model):
    """A step of an event: when it is due at the level that holds, and what became of it."""

    activation = models.ForeignKey(Activation, on_delete=models.CASCADE, related_name="steps")
    role = models.ForeignKey(LiveRole, null=True, on_delete=models.SET_NULL, related_name="steps")
    order = models.PositiveSmallIntegerField()
    offset = models.PositiveIntegerField()
    from_level = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=300)
    done_when = models.CharField(max_length=300, blank=True)
    product = models.CharField(max_length=200, blank=True)
    # None while the level does not ask for it.
    due_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = person_key()
    done_by_name = models.CharField(max_length=300, blank=True)
    is_left_out = models.BooleanField(default=False)
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)

    class Meta:
        ordering = ["activation", "offset", "order"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether nothing was decided about it yet."""
        return self.done_at is None and not self.is_left_out


class LiveStatement(models.Model):
    """A statement of an event in one language, from the prepared text to what was released."""

    activation = models.ForeignKey(Activation, on_delete=models.CASCADE, related_name="statements")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=150)
    language = models.CharField(max_length=10)
    # The prepared words, as this event uses them; `text` is what they become with the values.
    template = models.TextField()
    values: Any = models.JSONField(default=dict)
    text = models.TextField()
    state = models.CharField(_("state"), max_length=10, choices=StatementState, default=StatementState.DRAFT)
    version = models.PositiveIntegerField(default=1)
    # Whoever changed the words since they were prepared, and whoever submitted them: none of them clears.
    writers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    saved_at = models.DateTimeField(null=True)
    saved_by_name = models.CharField(max_length=300, blank=True)
    cleared_at = models.DateTimeField(null=True)
    cleared_by_name = models.CharField(max_length=300, blank=True)
    remarks = models.TextField(blank=True)
    released_at = models.DateTimeField(null=True)
    released_by_name = models.CharField(max_length=300, blank=True)
    released_to = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["activation", "order"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.name} ({self.language_name})"

    @property
    def language_name(self) -> str:
        """The language in its own words."""
        return own_name(self.language)


class LogLine(WrittenOnce):
    """Who did what when. Lines are never changed; a correction is a new line that names the wrong one."""

    activation = models.ForeignKey(Activation, on_delete=models.PROTECT, related_name="log")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    by_name = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=LineKind)
    text = models.TextField()
    corrects = models.PositiveIntegerField(null=True)
    seal = models.CharField(max_length=64)

    class Meta:
        ordering = ["activation", "-number"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["activation", "number"], name="log_line_once")]

    def __str__(self) -> str:
        return f"{self.number} · {self.text}"

    def content(self) -> dict[str, Any]:
        """What its seal covers."""
        return {
            "at": self.at.isoformat(timespec="microseconds"),
            "by": self.by_id,
            "by_name": self.by_name,
            "kind": str(self.kind),
            "text": self.text,
            "corrects": self.corrects,
        }


class Letter(models.Model):
    """A letter about an event to one person, written with what it tells of and sent a moment later."""

    activation = models.ForeignKey(Activation, on_delete=models.CASCADE, related_name="letters")
    line = models.PositiveIntegerField()
    address = models.EmailField()
    subject = models.CharField(max_length=300)
    body = models.TextField()
    written_at = models.DateTimeField(auto_now_add=True)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True, db_index=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["activation", "line", "address"], name="letter_once")]

    def __str__(self) -> str:
        return f"{self.subject} → {self.address}"
