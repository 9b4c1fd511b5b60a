"""How many activities stand behind a task, by unit and month: kept by the database itself (`counting`)."""

from django.db import models


class ActivityCount(models.Model):
    """Activities of one unit for one task in one month; what was withdrawn does not count.

    Triggers of the database write it (see `counting`), so it is right whichever way an activity came, changed or went.
    A million activities are a few ten thousand of these rows. A row whose count fell to 0 stays.
    """

    task = models.ForeignKey("programme.Task", on_delete=models.CASCADE, related_name="activity_counts")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.CASCADE, related_name="+", db_index=False)
    month = models.DateField(help_text="The first day of the month.")
    count = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["task", "unit", "month"], name="activity_count_once")]
        # Holds everything that is asked for, so that the rows themselves are not read.
        indexes = [models.Index(fields=["task", "month", "unit", "count"], name="activity_count_whole")]

    def __str__(self) -> str:
        return f"{self.task_id} {self.unit_id} {self.month:%Y-%m}: {self.count}"
