"""A unit's register of outgoing documents: numbers without a gap, given once and for all."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.kept import Kept
from nhipcau.organisation.models import Unit
from nhipcau.programme.found_by_words import FoundByWords

MOST_NUMBERS = 99_999


class RegisterBook(models.Model):
    """A unit's numbers for one kind of document over some days: a calendar year, or a committee's term.

    `last_number` is the number given last; a unit that kept a book on paper before enters the last one of that. It only
    ever grows.
    """

    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="register_books")
    # The abbreviation that stands in the number: "KH" in "12/KH-SNV".
    kind = models.CharField(_("kind of document"), max_length=10)
    first_day = models.DateField(_("from"))
    last_day = models.DateField(_("to"))
    given_before = models.PositiveIntegerField(
        _("last number given before"),
        default=0,
        help_text=_("What the book on paper ended with; the next document gets the number after it."),
    )
    last_number = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("book of the register")
        verbose_name_plural = _("books of the register")
        ordering = ["-first_day", "unit", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "kind", "first_day"], name="book_once_per_unit_and_kind"),
            models.CheckConstraint(name="book_ends_after_it_begins", condition=Q(last_day__gte=F("first_day"))),
            models.CheckConstraint(name="book_counts_up", condition=Q(last_number__gte=F("given_before"))),
        ]

    def __str__(self) -> str:
        return f"{self.unit} · {self.kind} · {self.first_day.year}"


class OutgoingDocument(FoundByWords, Kept):
    """A line of the register. A cancelled one stays with its reason, and its number is never given again."""

    may_change = ("cancelled_at", "cancelled_by", "cancelled_reason")
    book = models.ForeignKey(RegisterBook, on_delete=models.PROTECT, related_name="documents")
    number = models.PositiveIntegerField(_("number"))
    # As it is printed, and by whom it was issued then: "12/KH-SNV".
    written = models.CharField(_("number and symbol"), max_length=100)
    issued_on = models.DateField(_("date"))
    subject = models.TextField(_("subject"))
    signer = models.CharField(_("signed by"), max_length=200, blank=True)
    recipients = models.TextField(_("recipients"), blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    # What asked for the number: asked a second time, it gets the same one.
    key = models.CharField(max_length=100, unique=True, editable=False)
    registered_at = models.DateTimeField(_("registered at"), auto_now_add=True)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, editable=False)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    cancelled_reason = models.CharField(_("reason for cancelling"), max_length=500, blank=True, editable=False)
    words_in = ("written", "subject", "signer", "recipients")

    class Meta:
        verbose_name = _("outgoing document")
        verbose_name_plural = _("register of outgoing documents")
        ordering = ["-issued_on", "-number", "-pk"]
        permissions = [
            ("keep_register", _("Can keep the register of outgoing documents of the own unit")),
            ("oversee_register", _("Can see the registers of all units")),
        ]
        constraints = [models.UniqueConstraint(fields=["book", "number"], name="number_once_per_book")]
        indexes = [models.Index(fields=["-issued_on", "-number"], name="register_newest_first")]

    def __str__(self) -> str:
        return self.written

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None
