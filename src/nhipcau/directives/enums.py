"""States of a directive and of what was read in it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DirectiveState(models.TextChoices):
    """Where a directive stands between the door and the programme."""

    IN_REVIEW = "in_review", _("in review")
    ACCEPTED = "accepted", _("accepted")
    SET_ASIDE = "set_aside", _("set aside")


class ItemKind(models.TextChoices):
    """What kind of thing was read."""

    METADATA = "metadata", pgettext_lazy("of a directive", "document")
    ASSIGNMENT = "assignment", pgettext_lazy("of a directive", "task")
    DATE = "date", _("date")
    RECURRING_DEADLINE = "recurring_deadline", _("reporting duty")
    CITATION = "citation", _("citation")
    RECIPIENT = "recipient", _("recipient")


class ItemState(models.TextChoices):
    """What the officer did with it."""

    UNSEEN = "unseen", _("not yet looked at")
    CONFIRMED = "confirmed", _("confirmed")
    CORRECTED = "corrected", _("corrected")
    REJECTED = "rejected", _("left out")
    MERGED = "merged", _("merged into another task")


# What nothing comes of: an officer left it out, or its words stand in another task.
NOT_COUNTED = (ItemState.REJECTED, ItemState.MERGED)


class Door(models.TextChoices):
    """Where a document was handed in."""

    WORKSPACE = "workspace", _("workspace")
    COMMAND_LINE = "command line", _("command line")
    SAMPLE = "sample province", _("sample province")


class FileFormat(models.TextChoices):
    """The format of the file as handed in; the same codes as `officialdocs.extraction.Format`."""

    TEXT = "text", _("plain text")
    HTML = "html", _("web page")
    DOCX = "docx", "Word (DOCX)"
    DOC = "doc", "Word (DOC)"
    RTF = "rtf", "RTF"
    ODT = "odt", "OpenDocument (ODT)"
    PDF = "pdf", "PDF"
    SCAN = "scan", _("scan")


class LessonKind(models.TextChoices):
    """What a correction taught."""

    NAME = "name", _("name of a unit")
    ABBREVIATION = "abbreviation", _("abbreviation")


class Outcome(models.TextChoices):
    """What becomes of something that an older version of a directive had made."""

    PENDING = "pending", _("not yet decided")
    KEEP = "keep", _("kept as it is")
    UPDATE = "update", _("brought up to date")
    CLOSE = "close", _("closed")
