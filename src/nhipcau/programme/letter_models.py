"""Which letters about tasks went to whom, and who wants none."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """That a person was written to about something: once.

    A row is claimed before the letter goes and marked after, so that a worker that is killed between leaves a claim
    that the next one takes up.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    # Nothing on it points into pages; Wagtail would queue a job for each row that is written.
    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True


class TaskNotice(Notice):
    """A letter about a task: one for each deadline and step."""

    task = models.ForeignKey("programme.Task", on_delete=models.CASCADE, related_name="+")
    deadline = models.DateField()
    step = models.SmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "task", "deadline", "step"], name="written_to_once")]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.task_id} · {self.deadline} · {self.step}"


class ReviewNotice(Notice):
    """A letter about a coordination programme's yearly review that is missing: one for each year and day of writing."""

    coordination = models.ForeignKey("programme.Coordination", on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "coordination", "year", "day"], name="written_to_once_of_review")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.coordination_id} · {self.year} · {self.day}"


class LetterChoice(models.Model):
    """Whether a person wants letters about tasks; who never chose gets them."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="letter_choice")
    about_tasks = models.BooleanField(
        _("letters about tasks"),
        default=True,
        help_text=_("Before, on and after the deadline of your unit's tasks, and on the days that you chose yourself."),
    )

    def __str__(self) -> str:
        return f"{self.user_id}: {self.about_tasks}"
