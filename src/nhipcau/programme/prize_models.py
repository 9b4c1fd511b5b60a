"""Prize calls: what is called for, what came in, who scores it and how.

No row joins a code with a name for a reader: the code of an entry is random and its sender never learns it; screens
show either codes or names until the names are opened (`prizes.access`).
"""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from nhipcau.programme.found_by_words import FoundByWords
from nhipcau.programme.prizes.rules import MOST_POINTS, MOST_WEIGHT
from nhipcau.programme.task_models import AddedByPerson


class PrizeScope(models.TextChoices):
    """Whose prize it is."""

    NATIONAL = "national", _("national prize")
    PROVINCE = "province", _("prize of the province")
    CONTEST = "contest", _("contest")


class EntryState(models.TextChoices):
    """What happened to an entry."""

    RECEIVED = "received", _("received, to be checked")
    ADMITTED = "admitted", _("admitted")
    REFUSED = "refused", _("not admitted")
    WITHDRAWN = "withdrawn", pgettext_lazy("prizes", "withdrawn")


class PrizeCall(FoundByWords, AddedByPerson, ClusterableModel):
    """A call for works. What happened to it stands in its times: announced, handed to the jury, closed, opened."""

    name = models.CharField(_("name"), max_length=300)
    scope = models.CharField(_("kind of prize"), max_length=10, choices=PrizeScope, default=PrizeScope.PROVINCE)
    unit = models.ForeignKey(
        "organisation.Unit", verbose_name=_("organising unit"), on_delete=models.PROTECT, related_name="prize_calls"
    )
    rules = models.TextField(_("rules"), max_length=50_000)
    languages = models.CharField(
        _("languages"),
        max_length=300,
        help_text=_("Languages in which works may be, parted by commas: tiếng Việt, tiếng Anh."),
    )
    opens_at = models.DateTimeField(_("entries from"))
    closes_at = models.DateTimeField(_("entries until"), help_text=_("By the clock of this system, time of Vietnam."))
    published_from = models.DateField(_("works published from"), null=True, blank=True)
    published_until = models.DateField(_("works published until"), null=True, blank=True)
    score_until = models.DateField(_("scores wanted until"), null=True, blank=True)
    consent_text = models.TextField(
        _("what authors consent to"),
        max_length=5000,
        help_text=_("A changed text is a new version; each entry keeps the version that its sender agreed to."),
    )
    occasion = models.ForeignKey(
        "programme.Occasion",
        verbose_name=_("occasion"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    task = models.ForeignKey(
        "programme.Task",
        verbose_name=pgettext_lazy("programme", "task"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    announced_at = models.DateTimeField(null=True, editable=False)
    handed_over_at = models.DateTimeField(null=True, editable=False)
    scoring_closed_at = models.DateTimeField(null=True, editable=False)
    opened_at = models.DateTimeField(null=True, editable=False)
    decision_number = models.CharField(_("number of the decision"), max_length=100, blank=True, editable=False)
    decided_on = models.DateField(_("date of the decision"), null=True, editable=False)
    words_in = ("name", "rules")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("prize call")
        verbose_name_plural = _("prize calls")
        ordering = ["-closes_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="call_closes_after_it_opens",
                condition=models.Q(closes_at__gt=models.F("opens_at")),
                violation_error_message=_("A call cannot close before it opens; please set the times right."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def source(self) -> str:
        """Where its activity comes from: it is recorded once."""
        return f"prize:{self.pk}"

    @property
    def language_list(self) -> list[str]:
        """The languages one by one."""
        return [name.strip() for name in self.languages.split(",") if name.strip()]


class PrizeCategory(models.Model):
    """What kind of works compete with each other: báo in, phát thanh, ảnh …"""

    call = ParentalKey(PrizeCall, on_delete=models.CASCADE, related_name="categories")
    name = models.CharField(_("name"), max_length=150)
    order = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["call", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["call", "name"], name="category_once_per_call")]

    def __str__(self) -> str:
        return self.name


class PrizeCriterion(models.Model):
    """What is looked at, up to how many points, with what weight."""

    call = ParentalKey(PrizeCall, on_delete=models.CASCADE, related_name="criteria")
    name = models.CharField(_("name"), max_length=200)
    most = models.DecimalField(
        _("highest points"),
        max_digits=6,
        decimal_places=2,
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_POINTS)],
    )
    weight = models.DecimalField(
        _("weight"),
        max_digits=6,
        decimal_places=2,
        default=1,
        validators=[MinValueValidator(0), MaxValueValidator(MOST_WEIGHT)],
    )
    order = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["call", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["call", "name"], name="criterion_once_per_call")]

    def __str__(self) -> str:
        return self.name


class AwardLevel(models.Model):
    """A prize that can be given: giải A, giải B, giải Khuyến khích; how often, with how much money."""

    call = ParentalKey(PrizeCall, on_delete=models.CASCADE, related_name="award_levels")
    name = models.CharField(_("name"), max_length=100)
    most = models.PositiveSmallIntegerField(_("how many in each category"), default=1)
    money = models.PositiveBigIntegerField(_("money (đồng)"), default=0)
    order = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        ordering = ["call", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["call", "name"], name="award_once_per_call")]

    def __str__(self) -> str:
        return self.name


class ConsentStatement(models.Model):
    """One version of what the authors of a call consent to. Rows are never changed."""

    call = models.ForeignKey(PrizeCall, on_delete=models.CASCADE, related_name="statements")
    version = models.PositiveSmallIntegerField(_("version"))
    text = models.TextField(_("text"))
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["call", "version"]
        constraints = [models.UniqueConstraint(fields=["call", "version"], name="statement_version_once")]

    def __str__(self) -> str:
        return f"{self.call_id}: {self.version}"


class PrizeEntry(AddedByPerson):
    """A work in the contest. Withdrawn, it keeps its code and its days; authors, title, link and file are gone."""

    call = models.ForeignKey(PrizeCall, on_delete=models.PROTECT, related_name="entries")
    category = models.ForeignKey(PrizeCategory, verbose_name=_("category"), on_delete=models.PROTECT, related_name="+")
    # Random, and never shown together with a name before the names are opened.
    code = models.CharField(_("code"), max_length=12, editable=False)
    unit = models.ForeignKey(
        "organisation.Unit",
        verbose_name=_("sent by the unit"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="prize_entries",
    )
    title = models.CharField(_("title of the work"), max_length=300, blank=True)
    title_key = models.CharField(max_length=300, editable=False, blank=True, default="")
    language = models.CharField(_("language"), max_length=60)
    published_in = models.CharField(_("published where"), max_length=200, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    # Where it was published: it names the authors, so the jury never gets it.
    link = models.CharField(_("address of the published work"), max_length=500, blank=True)
    link_key = models.CharField(max_length=500, editable=False, blank=True, default="")
    # Where the jury sees or hears it without names: films and sound that are too large for a file.
    blind_link = models.CharField(_("address without names, for the jury"), max_length=500, blank=True)
    file_name = models.CharField(max_length=255, editable=False, blank=True)
    file = models.FileField(_("file"), max_length=200, blank=True)
    content_type = models.CharField(max_length=100, editable=False, blank=True)
    size = models.PositiveIntegerField(null=True, editable=False)
    sha256 = models.CharField(max_length=64, editable=False, blank=True, default="")
    contact = models.CharField(_("how to reach the author"), max_length=200, blank=True)
    statement = models.ForeignKey(ConsentStatement, on_delete=models.PROTECT, related_name="+")
    consented_at = models.DateTimeField(_("consent given at"))
    state = models.CharField(_("state"), max_length=10, choices=EntryState, default=EntryState.RECEIVED)
    refused_because = models.CharField(_("reason"), max_length=500, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_because = models.CharField(_("reason"), max_length=500, blank=True, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ["call", "category", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "code"], name="entry_code_once_per_call"),
            # Whoever sends the same file or the same address twice at once gets in once.
            models.UniqueConstraint(
                fields=["call", "sha256"],
                condition=~models.Q(sha256="") & models.Q(state__in=["received", "admitted"]),
                name="entry_file_once_per_call",
            ),
            models.UniqueConstraint(
                fields=["call", "link_key"],
                condition=~models.Q(link_key="") & models.Q(state__in=["received", "admitted"]),
                name="entry_link_once_per_call",
            ),
        ]

    def __str__(self) -> str:
        # Neither title nor names: logs and lists of deleted things print this.
        return f"#{self.pk}"

    @property
    def author_names(self) -> str:
        """The authors in one line."""
        return ", ".join(str(author) for author in self.authors.all())


class EntryAuthor(models.Model):
    """An author of an entry. Of persons nothing else is kept."""

    entry = models.ForeignKey(PrizeEntry, on_delete=models.CASCADE, related_name="authors")
    name = models.CharField(_("name"), max_length=150)
    pen_name = models.CharField(_("pen name"), max_length=150, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["entry", "order", "pk"]

    def __str__(self) -> str:
        return f"{self.name} ({self.pen_name})" if self.pen_name else self.name


class JuryMember(models.Model):
    """The right to score the entries of a category."""

    call = models.ForeignKey(PrizeCall, on_delete=models.CASCADE, related_name="jury")
    category = models.ForeignKey(PrizeCategory, on_delete=models.CASCADE, related_name="jury")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["category", "pk"]
        constraints = [models.UniqueConstraint(fields=["category", "user"], name="on_a_jury_once")]

    def __str__(self) -> str:
        return f"{self.user} · {self.category}"


class JuryConflict(models.Model):
    """A member of the jury says that an entry is not theirs to score."""

    entry = models.ForeignKey(PrizeEntry, on_delete=models.CASCADE, related_name="conflicts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "user"], name="conflict_declared_once")]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.user_id}"


class ScoreSheet(models.Model):
    """What one member of the jury gives one entry."""

    entry = models.ForeignKey(PrizeEntry, on_delete=models.CASCADE, related_name="sheets")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    remark = models.TextField(_("remark"), max_length=3000, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "user"], name="sheet_once_per_member")]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.user_id}"


class Score(models.Model):
    """The points of a sheet for one criterion."""

    sheet = models.ForeignKey(ScoreSheet, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(PrizeCriterion, on_delete=models.PROTECT, related_name="+")
    points = models.DecimalField(_("points"), max_digits=6, decimal_places=2)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "criterion"], name="score_once_per_criterion")]

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.points}"


class Award(models.Model):
    """The prize that an entry gets."""

    entry = models.OneToOneField(PrizeEntry, on_delete=models.PROTECT, related_name="award")
    level = models.ForeignKey(AwardLevel, on_delete=models.PROTECT, related_name="awards")

    def __str__(self) -> str:
        return f"{self.level}: {self.entry_id}"
