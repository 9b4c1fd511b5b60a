"""Which reminders went out."""

from django.db import models
from django.utils import timezone

from nhipcau.organisation.models import Unit
from nhipcau.reporting.models.regime import ReportingDuty


class Reminder(models.Model):
    """A reminder that is being sent, or went out: so that it goes out once."""

    duty = models.ForeignKey(ReportingDuty, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    period_start = models.DateField()
    days_before = models.SmallIntegerField()
    claimed_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    addresses = models.JSONField(default=list)

    # Nothing on it points into pages; Wagtail would queue a job for each row that is written.
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["duty", "unit", "period_start", "days_before"], name="reminded_once")
        ]

    def __str__(self) -> str:
        return f"{self.duty} · {self.unit} · {self.days_before}"
