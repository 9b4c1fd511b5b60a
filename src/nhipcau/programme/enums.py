"""Roles in a task, states of a task, kinds of activity."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AssignmentRole(models.TextChoices):
    """What a unit does in a task."""

    LEAD = "lead", _("leads")
    COOPERATE = "cooperate", _("cooperates")
    IMPLEMENT = "implement", _("implements")
    ADVISE = "advise", _("advises")


class TaskState(models.TextChoices):
    """How far a task has come."""

    PLANNED = "planned", _("planned")
    UNDER_WAY = "under_way", _("under way")
    DONE = "done", _("done")
    CANCELLED = "cancelled", _("cancelled")


class ActivityKind(models.TextChoices):
    """Codes of the kinds that come with the program; the table of all kinds is `KindOfActivity`."""

    STORY = "story", _("story published")
    PUBLICATION = "publication", _("publication issued")
    EVENT = "event", _("event or exhibition held")
    TRAINING = "training", _("training held")
    DELEGATION = "delegation", _("delegation received or sent")
    PRESS = "press", _("foreign press received")
    SCREEN = "screen", _("shown on screens")
    DOCUMENT = "document", _("document issued")
    CLAIM = "claim", _("misstatement answered")
    PRIZE = "prize", _("entries for a prize")
    PRIZE_CALL = "prize_call", _("prize awarded")
    BUDGET = "budget", _("money planned and spent")
    OTHER = "other", _("other")


class BudgetSource(models.TextChoices):
    """Where the money of a task comes from."""

    STATE = "state", _("state budget")
    TARGET_PROGRAMME = "target_programme", _("target programme")
    SOCIAL = "social", _("social resources")


class Frequency(models.TextChoices):
    """How often a task's deadline returns; an empty one comes once."""

    ONCE = "", _("once")
    MONTH = "month", _("every month")
    QUARTER = "quarter", _("every quarter")
    HALF_YEAR = "half_year", _("every half-year")
    YEAR = "year", _("every year")


class DayKind(models.TextChoices):
    """Whose day it is."""

    NATIONAL = "national", _("national day")
    PROVINCE = "province", _("day of the province")
    INTERNATIONAL = "international", _("international day")
    DIPLOMATIC = "diplomatic", _("diplomatic anniversary")


class DayCalendar(models.TextChoices):
    """The calendar by which a yearly day is counted."""

    SOLAR = "solar", _("solar")
    LUNAR = "lunar", _("lunar")


class PlanKind(models.TextChoices):
    """For how long a plan is made."""

    YEAR = "year", _("yearly plan")
    YEARS = "years", _("medium-term plan")


class PlanState(models.TextChoices):
    """How far a plan has come. From its submission on it does not change, unless it is returned."""

    DRAFT = "draft", _("being written")
    SUBMITTED = "submitted", _("submitted")
    RETURNED = "returned", _("returned with remarks")
    APPROVED = "approved", _("approved")
    ISSUED = "issued", _("issued")


class PlanContent(models.TextChoices):
    """What a part of a plan is drafted from."""

    OPENING = "opening", _("what it follows from")
    TEXT = "text", _("text")
    TASKS = "tasks", _("tasks, in the order of the directives")
    OWN = "own", _("the unit's own tasks")
    YEARS = "years", _("year by year")
    MONEY = "money", _("money by source")


CLOSED_PLANS = (PlanState.SUBMITTED, PlanState.APPROVED, PlanState.ISSUED)
