"""What a line of a live log tells, where a statement stands, where a step stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class LineKind(models.TextChoices):
    """What a line of the live log is about."""

    ACTIVATED = "activated", _("activated")
    NOTE = "note", _("note")
    STEP_DONE = "step_done", _("step done")
    STEP_LEFT_OUT = "step_left_out", _("step left out")
    STEP_OPENED = "step_opened", _("step opened again")
    ROLE_TAKEN = "role_taken", _("role taken over")
    PERSON_NAMED = "person_named", _("person named for a role")
    NAME_TAKEN_BACK = "name_taken_back", _("naming taken back")
    LEVEL_CHANGED = "level_changed", _("level changed")
    STATEMENT_SUBMITTED = "submitted", _("statement submitted")
    STATEMENT_RETURNED = "returned", _("statement returned")
    STATEMENT_CLEARED = "cleared", _("statement cleared")
    STATEMENT_RELEASED = "released", _("statement released")
    CORRECTION = "correction", _("correction")
    CLOSED = "closed", pgettext_lazy("event", "closed")


class StatementState(models.TextChoices):
    """Where a statement of an activated scenario stands."""

    DRAFT = "draft", pgettext_lazy("statement", "being written")
    WAITING = "waiting", pgettext_lazy("statement", "waits for clearance")
    RETURNED = "returned", pgettext_lazy("statement", "returned with remarks")
    CLEARED = "cleared", pgettext_lazy("statement", "cleared")
    RELEASED = "released", pgettext_lazy("statement", "released")


class StepState(models.TextChoices):
    """Where a step stands at a moment. It follows from what happened; nobody sets it."""

    DONE = "done", pgettext_lazy("step", "done")
    DONE_LATE = "done_late", pgettext_lazy("step", "done late")
    LEFT_OUT = "left_out", pgettext_lazy("step", "left out")
    OVERDUE = "overdue", pgettext_lazy("step", "overdue")
    DUE = "due", pgettext_lazy("step", "due now")
    AHEAD = "ahead", pgettext_lazy("step", "ahead")
    NOT_ASKED = "not_asked", pgettext_lazy("step", "only at a higher level")
