"""What comes from other installations: whose packages are taken in, the reports below in them, and the evidence."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.kept import Kept
from nhipcau.organisation.models import Unit
from nhipcau.reporting.models.report import Report


class TrustedSender(models.Model):
    """Another installation whose packages are taken in: a unit of ours and the public half of its key."""

    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+")
    public_key = models.CharField(
        _("public key"),
        max_length=64,
        unique=True,
        validators=[RegexValidator(r"^[0-9a-f]{64}$", _("64 digits from 0 to 9 and letters from a to f."))],
        help_text=_("Compare it with the sender by telephone or by letter before you enter it."),
    )
    is_trusted = models.BooleanField(_("trusted"), default=True)

    class Meta:
        verbose_name = _("trusted sender")
        verbose_name_plural = _("trusted senders")
        ordering = ["unit"]

    def __str__(self) -> str:
        return str(self.unit)


class ReceivedReport(Kept):
    """A report from below that a received report counts: it came in the same package, as it was filed there."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="received_below")
    sha256 = models.CharField(max_length=64)
    unit = models.CharField(_("unit"), max_length=300)
    content = models.JSONField()
    # Each as {content, sha256}.
    supplements = models.JSONField(default=list)
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["report", "pk"]
        constraints = [models.UniqueConstraint(fields=["report", "sha256"], name="received_below_once")]

    def __str__(self) -> str:
        return self.unit


class ReceivedEvidence(models.Model):
    """A file of evidence behind a received report. `activity` is the sender's number of what it proves.

    `of_report` names a report from below by its fingerprint; empty, it is the received report itself. Without `file` it
    stayed with the sender: name and fingerprint tell which it is.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="received_evidence")
    of_report = models.CharField(max_length=64, blank=True)
    activity = models.PositiveBigIntegerField()
    name = models.CharField(_("name of the file"), max_length=255)
    file = models.FileField(_("file"), max_length=200, blank=True)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    received_at = models.DateTimeField(auto_now_add=True)

    # Nothing on it points into pages; Wagtail would queue a job for each row that is written.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["report", "of_report", "activity", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "of_report", "activity", "sha256"], name="received_once_per_report_and_activity"
            )
        ]

    def __str__(self) -> str:
        return self.name
