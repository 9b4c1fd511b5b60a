"""Kinds of information, topics and rights."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class InformationKind(models.TextChoices):
    """Kinds of external information. Source: Nghị định 72/2015/NĐ-CP, Điều 7-10."""

    OFFICIAL = "official", _("official information on Vietnam")
    IMAGE = "image", _("information that promotes Vietnam's image")
    WORLD = "world", _("information on the world situation into Vietnam")
    CLARIFICATION = "clarification", _("explanation and clarification")


class Topic(models.TextChoices):
    """What a story is about; the portal's sections."""

    LAND_PEOPLE = "land-people", _("Land and people")
    CULTURE = "culture", _("Culture")
    BORDER = "border", _("Border")
    INVEST = "invest", _("Invest")
    VISIT = "visit", _("Visit")
    NEWS = "news", _("News")
    STATEMENTS = "statements", _("Statements")


class DeliveryAction(models.TextChoices):
    """What an outlet is asked to do."""

    DELIVER = "deliver", _("deliver")
    WITHDRAW = "withdraw", _("withdraw")


class EditionState(models.TextChoices):
    """Where a language edition stands."""

    DRAFT = "draft", _("draft")
    RETURNED = "returned", _("returned with remarks")
    WAITING = "waiting", _("waiting for clearance")
    SCHEDULED = "scheduled", _("cleared, goes out at its hour")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")
