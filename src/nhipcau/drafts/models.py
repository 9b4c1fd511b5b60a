"""What drafts are made of; each kind of draft has tables of its own."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.kept import Kept
from nhipcau.drafts.closing import Closing


class Written(Closing):
    """A row that people write. `version` keeps two writers apart."""

    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(null=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        abstract = True


class WrittenSection(Written):
    """A part of a draft's text. `drafted` is what its sources gave last; a `body` that differs is an officer's."""

    is_required = models.BooleanField(default=False)
    drafted = models.TextField(_("as drafted"), blank=True)
    body = models.TextField(_("text"), blank=True)

    class Meta:
        abstract = True

    @property
    def is_touched(self) -> bool:
        """Whether it holds words of the officer."""
        return self.body != self.drafted

    @property
    def is_empty(self) -> bool:
        return not self.body.strip()


class KeptContent(Kept):
    """What was handed in, as plain values with their fingerprint (`rules.fingerprint`)."""

    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    # The newest seal of the audit trail at that moment: a trail that was cut off behind it shows.
    trail_seal = models.CharField(max_length=64, blank=True)

    class Meta:
        abstract = True


class Submitted(KeptContent):
    """A draft as it was handed in, for the first or a later time (`number`), and what was decided."""

    may_change = ("decision", "remarks", "decided_at", "decided_by")
    number = models.PositiveSmallIntegerField(_("number"))
    decision = models.CharField(_("decision"), max_length=10, blank=True)
    remarks = models.TextField(_("remarks"), blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        abstract = True
