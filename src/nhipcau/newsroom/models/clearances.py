"""Who cleared which text when."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Clearance(models.Model):
    """That a second person vouched for a text. Without it nothing goes out; it is never changed.

    It outlives the story: what was cleared by whom is a matter of record.
    """

    story = models.ForeignKey(
        "newsroom.StoryPage",
        verbose_name=_("story"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="clearances",
    )
    story_title = models.CharField(_("title"), max_length=255)
    language = models.CharField(_("language"), max_length=10)
    # A number and no relation: revisions may be purged, the record stays.
    revision_id = models.PositiveBigIntegerField(_("revision"), unique=True)
    fingerprint = models.CharField(_("fingerprint of the text"), max_length=64)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("last changed by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("submitted by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("cleared by"), on_delete=models.PROTECT, related_name="+"
    )
    cleared_at = models.DateTimeField(_("cleared at"), auto_now_add=True)
    remarks = models.TextField(_("remarks"), blank=True)

    class Meta:
        verbose_name = _("clearance")
        verbose_name_plural = _("clearances")
        ordering = ["-cleared_at", "-pk"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.story_title} ({self.language})"
