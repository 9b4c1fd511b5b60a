"""What is chosen while a draft is written."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OfferAnswer(models.TextChoices):
    """What the officer does with what came since."""

    APPEND = "append", _("add to my text")
    REPLACE = "replace", _("replace my text")
    LEAVE = "leave", _("leave my text as it is")
