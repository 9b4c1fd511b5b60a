"""What gathers around a task: moved deadlines, comments, files, money, reminders, assignments made many at once."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.programme.enums import BudgetSource
from nhipcau.programme.task_rules import LONGEST_COMMENT, MOST_MONEY


class AddedByPerson(models.Model):
    """Somebody added it; it stays when the person's account goes."""

    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    added_at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        abstract = True


class DeadlineChange(AddedByPerson):
    """A deadline that was moved, and why. Rows are never changed."""

    task = models.ForeignKey("programme.Task", on_delete=models.CASCADE, related_name="deadline_changes")
    before = models.DateField(_("from"), null=True)
    after = models.DateField(_("to"), null=True)
    reason = models.CharField(_("reason"), max_length=500)

    class Meta:
        ordering = ["-added_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"


class TaskComment(AddedByPerson):
    """What somebody wrote about a task."""

    task = models.ForeignKey("programme.Task", on_delete=models.CASCADE, related_name="comments")
    text = models.TextField(_("comment"), max_length=LONGEST_COMMENT)

    class Meta:
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return self.text[:80]


class TaskFile(AddedByPerson):
    """A file that belongs to a task. Its bytes stay what they were when it came: see `sha256`."""

    task = models.ForeignKey("programme.Task", on_delete=models.CASCADE, related_name="files")
    name = models.CharField(_("name of the file"), max_length=255)
    file = models.FileField(_("file"), max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["task", "sha256"], name="file_once_per_task")]

    def __str__(self) -> str:
        return self.name


class BudgetLine(AddedByPerson):
    """Money for a task from one source, in đồng: what is planned and what is spent."""

    task = models.ForeignKey("programme.Task", on_delete=models.CASCADE, related_name="budget_lines")
    source = models.CharField(_("source"), max_length=20, choices=BudgetSource)
    unit = models.ForeignKey(
        "organisation.Unit",
        verbose_name=_("unit"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    planned = models.PositiveBigIntegerField(_("planned (đồng)"), default=0, validators=[MaxValueValidator(MOST_MONEY)])
    spent = models.PositiveBigIntegerField(_("spent (đồng)"), default=0, validators=[MaxValueValidator(MOST_MONEY)])
    note = models.CharField(_("note"), max_length=300, blank=True)
    # Counts up with each correction, so that of two people who correct at once the second one looks first.
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["task", "source", "pk"]

    def __str__(self) -> str:
        return f"{self.get_source_display()}: {self.planned}"


class TaskReminder(models.Model):
    """A day on which a person wants to hear of a task again; it stands among what waits until it is put away."""

    task = models.ForeignKey("programme.Task", on_delete=models.CASCADE, related_name="reminders")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    on = models.DateField(_("remind me on"), db_index=True)
    put_away_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [models.UniqueConstraint(fields=["task", "user", "on"], name="reminder_once_a_day")]

    def __str__(self) -> str:
        return f"{self.on}: {self.task_id}"


class TaskCourse(AddedByPerson):
    """A training course that is held for a task; its activity counts for the task."""

    task = models.ForeignKey("programme.Task", on_delete=models.CASCADE, related_name="courses")
    course = models.OneToOneField("organisation.Course", on_delete=models.CASCADE, related_name="of_task")

    class Meta:
        ordering = ["course__first_day", "pk"]

    def __str__(self) -> str:
        return str(self.course)


class AssignmentBatch(AddedByPerson):
    """Assignments made with one click, so that they can be undone with one."""

    undone_at = models.DateTimeField(null=True, editable=False)

    def __str__(self) -> str:
        return f"{self.added_at:%Y-%m-%d %H:%M}"
