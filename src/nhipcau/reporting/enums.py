"""How often reports are due and where one stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Frequency(models.TextChoices):
    """How often a report is due."""

    MONTH = "month", _("every month")
    QUARTER = "quarter", _("every quarter")
    HALF_YEAR = "half-year", _("every half-year")
    YEAR = "year", _("every year")


class ReportState(models.TextChoices):
    """Where a report stands."""

    DRAFT = "draft", _("draft")
    FILED = "filed", _("filed")


class OfferAnswer(models.TextChoices):
    """What the officer does with what came since."""

    APPEND = "append", _("add to my text")
    REPLACE = "replace", _("replace my text")
    LEAVE = "leave", _("leave my text as it is")
