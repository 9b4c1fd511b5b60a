"""What a piece of background work remembers, so that a killed worker loses nothing."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.jobs.enums import WorkState


class BackgroundWork(models.Model):
    """Durable state of one piece of work; the queue's own row may be lost, this one is not.

    A subclass is registered with `nhipcau.jobs.registry.register`, which names the function that does the work.
    That function may be called twice for one row and must then do no harm.
    """

    # Whether a person may stop it on its way; its doer then has to call `show_progress` between its steps.
    may_be_cancelled = False

    state = models.CharField(_("state"), max_length=10, choices=WorkState, default=WorkState.WAITING, db_index=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    failure = models.TextField(_("reason for failure"), blank=True)
    progress_done = models.PositiveIntegerField(_("steps done"), default=0)
    progress_total = models.PositiveIntegerField(_("steps in all"), default=0)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("asked for by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("asked for at"), auto_now_add=True)
    queued_at = models.DateTimeField(_("queued at"), null=True, editable=False)
    heartbeat_at = models.DateTimeField(_("last sign of life"), null=True, editable=False)
    finished_at = models.DateTimeField(_("finished at"), null=True, editable=False)

    class Meta:
        abstract = True

    @property
    def work_name(self) -> str:
        """What people read in the list of background work."""
        return str(self)

    @property
    def kind_name(self) -> str:
        """The kind of work, for people."""
        return str(self._meta.verbose_name)

    @property
    def label(self) -> str:
        """The model's label, as addresses name it."""
        return self._meta.label_lower

    @property
    def progress_name(self) -> str:
        """How far the work is, in words, where there are better ones than a share."""
        return ""

    @property
    def progress_percent(self) -> int:
        """Share of the steps done, 0 to 100."""
        if self.state == WorkState.DONE:
            return 100
        return min(100, 100 * self.progress_done // self.progress_total) if self.progress_total else 0
