"""The entries of the audit trail."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.labels import action_words


class AppendOnlyError(Exception):
    """Raised where somebody tries to change or to remove an entry."""


class AppendOnlyQuerySet(models.QuerySet["AuditEntry"]):
    """Entries are read and added, never changed."""

    def update(self, **values: Any) -> int:
        raise AppendOnlyError

    def delete(self) -> tuple[int, dict[str, int]]:
        raise AppendOnlyError


class AuditEntry(models.Model):
    """One thing that somebody did. `number` counts without a gap; `seal` covers the entry and the seal before it."""

    number = models.PositiveBigIntegerField(_("number"), unique=True)
    at = models.DateTimeField(_("at"))
    # The name stays when the person's account is gone.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    by_name = models.CharField(_("who"), max_length=300, blank=True)
    action = models.CharField(_("what was done"), max_length=60)
    # "reporting.report:12", so that a trail can be read per thing.
    subject = models.CharField(_("to what"), max_length=100, db_index=True)
    subject_name = models.CharField(_("its name"), max_length=300, blank=True)
    details = models.JSONField(_("details"), default=dict)
    before = models.CharField(max_length=64)
    seal = models.CharField(_("seal"), max_length=64, unique=True)

    # Nothing on it points into pages; Wagtail would queue a job for each row that is written.
    wagtail_reference_index_ignore = True

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the audit trail")
        verbose_name_plural = _("audit trail")
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"{self.number} · {self.action} · {self.subject_name or self.subject}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise AppendOnlyError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise AppendOnlyError

    @property
    def words(self) -> str:
        """What was done, in the reader's language."""
        return action_words(self.action)

    def content(self) -> dict[str, Any]:
        """What its seal covers."""
        return {
            "at": self.at.isoformat(timespec="microseconds"),
            "by": self.by_id,
            "by_name": self.by_name,
            "action": self.action,
            "subject": self.subject,
            "subject_name": self.subject_name,
            "details": self.details,
        }
