"""What has to reach an outlet: a row per outlet and change, written in the transaction of the change."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.jobs.models import BackgroundWork
from nhipcau.jobs.services import queue
from nhipcau.newsroom.enums import DeliveryAction
from nhipcau.newsroom.outlets import outlet, outlets


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def of_same_edition(self, delivery: "Delivery") -> "DeliveryQuerySet":
        """What was ever sent to the same outlet about the same language edition."""
        return self.filter(outlet=delivery.outlet, translation_key=delivery.translation_key, language=delivery.language)

    def announce(
        self,
        story: Any,
        action: DeliveryAction,
        *,
        revision_id: int | None = None,
        by: Any = None,
        is_going: bool = False,
    ) -> None:
        """Write one delivery per outlet and queue it for when the transaction is through.

        `is_going` says that the story's row is being deleted, so that nothing may point to it.
        """
        for channel in outlets():
            delivery = self.create(
                outlet=channel.name,
                action=action,
                story=None if is_going else story,
                translation_key=story.translation_key,
                story_title=story.title,
                language=story.locale.language_code,
                path=story.public_path,
                revision_id=revision_id,
                created_by=by,
            )
            queue(delivery)


class Delivery(BackgroundWork):
    """One language edition on its way to one outlet, or away from it."""

    outlet = models.CharField(_("outlet"), max_length=30)
    action = models.CharField(_("what to do"), max_length=10, choices=DeliveryAction)
    # The page's row may go; what was promised to the outlet stays on record.
    story = models.ForeignKey(
        "newsroom.StoryPage",
        verbose_name=_("story"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="deliveries",
    )
    translation_key = models.UUIDField(_("key of the story"), editable=False)
    story_title = models.CharField(_("title"), max_length=255)
    language = models.CharField(_("language"), max_length=10)
    path = models.CharField(_("path on the portal"), max_length=300)
    revision_id = models.PositiveBigIntegerField(_("revision"), null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["-created_at", "-pk"]
        default_permissions = ("view", "change")
        indexes = [models.Index(fields=["outlet", "translation_key", "language"], name="delivery_outlet_edition")]

    def __str__(self) -> str:
        return f"{self.story_title} ({self.language}) → {self.outlet_label}"

    @property
    def outlet_label(self) -> str:
        """What people call the outlet; its bare name when it is not installed any more."""
        try:
            return str(outlet(self.outlet).label)
        except KeyError:
            return self.outlet
