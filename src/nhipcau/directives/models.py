"""Directives as they came, as they were read, and as an officer left them."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nhipcau.directives import citing
from nhipcau.directives.enums import DirectiveState, Door, FileFormat, ItemKind, ItemState, LessonKind, Outcome
from nhipcau.directives.page_words import PackedWord
from nhipcau.jobs.models import BackgroundWork
from nhipcau.organisation.models import Abbreviation, Unit, UnitAlias, UnitGroup, UnitGroupAlias


class Directive(models.Model):
    """An official document that gives work. Text and reading never change; corrections live in `ReadItem`."""

    sha256 = models.CharField(_("fingerprint of the file"), max_length=64, unique=True)
    # The same words saved by another program (CRLF, NFD, a byte order mark) are the same document.
    text_sha256 = models.CharField(_("fingerprint of the text"), max_length=64, unique=True)
    file_name = models.CharField(_("file name"), max_length=255)
    original = models.BinaryField(_("file as received"), editable=False)
    format = models.CharField(_("format of the file"), max_length=10, choices=FileFormat, default=FileFormat.TEXT)
    # What happened to the text on its way out of the file, as codes of `officialdocs.extraction.Note`.
    notes = models.JSONField(default=list, blank=True, editable=False)
    text = models.TextField(_("text"))
    search_key = models.TextField(
        editable=False, default="", help_text=_("Number, subject, issuer and text without diacritics.")
    )
    reading = models.JSONField(_("reading"), help_text=_("As the reader gave it, never corrected."))
    state = models.CharField(_("state"), max_length=10, choices=DirectiveState, default=DirectiveState.IN_REVIEW)

    parent_body = models.CharField(_("parent body"), max_length=300, blank=True)
    issuing_body = models.CharField(_("issuing body"), max_length=300, blank=True)
    kind = models.CharField(_("kind"), max_length=60, blank=True)
    number = models.CharField(_("number and symbol"), max_length=100, blank=True)
    number_key = models.CharField(
        max_length=citing.KEY_LENGTH, default="", editable=False, db_index=True,
        help_text=_("What all prints of the number share; citations are found by it."),
    )  # fmt: skip
    place = models.CharField(_("place"), max_length=100, blank=True)
    date = models.DateField(_("date"), null=True, blank=True)
    subject = models.TextField(_("subject"), blank=True)
    signer = models.CharField(_("signer"), max_length=100, blank=True)
    signer_position = models.CharField(_("position of the signer"), max_length=200, blank=True)
    signing_authority = models.CharField(_("authority of the signer"), max_length=300, blank=True)
    urgency = models.CharField(_("urgency"), max_length=40, blank=True)
    issuing_unit = models.ForeignKey(
        Unit,
        verbose_name=_("issuing unit"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("imported by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    imported_at = models.DateTimeField(_("imported at"), auto_now_add=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("accepted by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    accepted_at = models.DateTimeField(_("accepted at"), null=True, editable=False)
    made = models.JSONField(_("what acceptance made"), default=dict, blank=True, editable=False)
    # An officer said so; it counts from the acceptance on.
    replaces = models.ForeignKey(
        "self", verbose_name=_("older version"), null=True, blank=True, on_delete=models.SET_NULL, related_name="newer"
    )
    other_documents = models.JSONField(
        default=list, editable=False, help_text=_("Keys of directives that look alike and are no version of this one.")
    )

    class Meta:
        verbose_name = _("directive")
        verbose_name_plural = _("directives")
        ordering = ["-imported_at"]
        permissions = [("review_directive", _("Can review and accept directives"))]

    def __str__(self) -> str:
        number_and_subject = " ".join(part for part in (self.number, self.subject) if part)
        return number_and_subject or self.file_name

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """The key follows the number."""
        if update_fields is None or "number" in update_fields:
            self.number_key = citing.number_key(self.number)
            update_fields = None if update_fields is None else {*update_fields, "number_key"}
        super().save(*args, update_fields=update_fields, **kwargs)


class SearchableCopy(models.Model):
    """A PDF beside the original whose pages can be shown and searched: the PDF/A of a scan, straightened, with its text
    behind the picture. There is none when the original is such a PDF itself or has no pages.

    Kept in a row of its own, so that no query for a directive fetches it by accident.
    """

    directive = models.OneToOneField(Directive, on_delete=models.CASCADE, related_name="copy")
    pdf = models.BinaryField(_("PDF"), editable=False)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("searchable copy")
        verbose_name_plural = _("searchable copies")

    def __str__(self) -> str:
        return str(self.directive_id)


class DirectivePage(models.Model):
    """One page of a directive: which characters of `Directive.text` stand on it, and where each word is printed.

    A directive of a format without pages (plain text, HTML) has none. What to do with them:

    - The picture of a page is rendered from `queries.page_source(directive)`: the searchable copy, else the original.
      All boxes are places on that picture.
    - The highlights of an item are `page_words.boxes(page.words, item.span_start, item.span_end)` for every page that
      `queries.pages_of(directive, start, end)` gives: one box per printed line, as shares (0 to 1) of the picture's
      width and height from its left upper corner.
    - `words` is a list of `[start, end, left, top, right, bottom, confidence]`: characters of the directive's text,
      ten-thousandths of the page's width and height, per cent of sureness (None unless OCR read it).
    """

    directive = models.ForeignKey(Directive, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField(_("page"), help_text=_("From 1, as pages lie in the file."))
    width = models.FloatField(help_text=_("In points, of the page as it is shown."))
    height = models.FloatField()
    span_start = models.PositiveIntegerField()
    span_end = models.PositiveIntegerField()
    words: "models.JSONField[list[PackedWord], list[PackedWord]]" = models.JSONField(default=list)

    class Meta:
        verbose_name = _("page of a directive")
        verbose_name_plural = _("pages of directives")
        ordering = ["directive", "number"]
        constraints = [models.UniqueConstraint(fields=["directive", "number"], name="directive_page_once")]

    def __str__(self) -> str:
        return f"{self.directive_id}: {self.number}"


class Provision(models.Model):
    """One numbered, lettered or dashed part of a directive, in the order of the text."""

    directive = models.ForeignKey(Directive, on_delete=models.CASCADE, related_name="provisions")
    order = models.PositiveIntegerField(_("order"))
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="children")
    kind = models.CharField(_("kind"), max_length=20)
    mark = models.CharField(_("mark"), max_length=30, blank=True)
    path = models.CharField(_("place in the document"), max_length=200, blank=True, help_text=_("Such as III.1."))
    title = models.TextField(_("title"), blank=True)
    text = models.TextField(_("text"))
    span_start = models.PositiveIntegerField()
    span_end = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("provision")
        verbose_name_plural = _("provisions")
        ordering = ["directive", "order"]
        constraints = [models.UniqueConstraint(fields=["directive", "order"], name="provision_order_once")]

    def __str__(self) -> str:
        return f"{self.path} {self.title or self.text[:80]}".strip()


class ReadItem(models.Model):
    """One thing that was read, at its place: what the reader proposed and what the officer made of it.

    `proposal` is never changed. `value` begins as a copy of it and holds the corrections; both follow the schema of the
    list `kind` belongs to. `version` rises with every change, so that two officers cannot overwrite each other.
    """

    directive = models.ForeignKey(Directive, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(_("kind"), max_length=20, choices=ItemKind)
    field = models.CharField(_("field"), max_length=30, blank=True, help_text=_("Name of the metadata field."))
    order = models.PositiveIntegerField(_("order"))
    provision = models.ForeignKey(Provision, null=True, on_delete=models.SET_NULL, related_name="items")
    span_start = models.PositiveIntegerField(null=True)
    span_end = models.PositiveIntegerField(null=True)
    further_spans = models.JSONField(
        _("further places"),
        default=list,
        blank=True,
        help_text=_("Places [start, end] that a task merged of several has besides."),
    )
    # By hand: split off, merged, or made of a provision. What was read is then no longer the whole of it.
    is_reshaped = models.BooleanField(default=False)
    confidence = models.FloatField(_("confidence"))
    doubt = models.CharField(_("reason for doubt"), max_length=40, blank=True)
    proposal = models.JSONField(_("as read"))
    value = models.JSONField(_("as corrected"))
    state = models.CharField(_("state"), max_length=10, choices=ItemState, default=ItemState.UNSEEN)
    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    group = models.ForeignKey(
        UnitGroup,
        verbose_name=_("unit group"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    joint = models.JSONField(
        _("further units"),
        default=list,
        blank=True,
        help_text=_(
            'Units that the same words name besides: [{"words": …, "unit": key or null, "group": key or null}].'
        ),
    )
    cited_key = models.CharField(
        max_length=citing.KEY_LENGTH, default="", editable=False, db_index=True,
        help_text=_("Of a citation: what all prints of the cited number or name share."),
    )  # fmt: skip
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("item read")
        verbose_name_plural = _("items read")
        ordering = ["directive", "kind", "order"]
        constraints = [models.UniqueConstraint(fields=["directive", "kind", "order"], name="item_order_once_per_kind")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.order}"

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """The key follows the value."""
        if update_fields is None or "value" in update_fields:
            self.set_cited_key()
            update_fields = None if update_fields is None else {*update_fields, "cited_key"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def set_cited_key(self) -> None:
        """The key follows what is cited. Who makes items in bulk has to call this."""
        if self.kind == ItemKind.CITATION:
            self.cited_key = citing.Named.of_citation(self.value).key


class ItemChange(models.Model):
    """One change of an item: how it stood before, who changed it, when. What "undo" goes back by.

    Changes made with one click share their `batch` and are undone together.
    """

    item = models.ForeignKey(ReadItem, on_delete=models.CASCADE, related_name="changes")
    batch = models.UUIDField(db_index=True)
    version = models.PositiveIntegerField(help_text=_("The item's version that this change made."))
    before = models.JSONField()
    after = models.JSONField()
    was_undone = models.BooleanField(default=False)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("change of an item")
        verbose_name_plural = _("changes of items")
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["item", "version"], name="item_version_once")]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.version}"


class Lesson(models.Model):
    """What an officer's correction taught: another name of a unit or group, or what an abbreviation stands for.

    What was taught is the row that it leads to; where that is deleted, the lesson goes with it.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=LessonKind)
    unit_alias = models.OneToOneField(UnitAlias, null=True, blank=True, on_delete=models.CASCADE, related_name="lesson")
    group_alias = models.OneToOneField(
        UnitGroupAlias, null=True, blank=True, on_delete=models.CASCADE, related_name="lesson"
    )
    abbreviation = models.OneToOneField(
        Abbreviation, null=True, blank=True, on_delete=models.CASCADE, related_name="lesson"
    )
    directive = models.ForeignKey(
        Directive, verbose_name=_("directive"), null=True, on_delete=models.SET_NULL, related_name="lessons"
    )
    learnt_from = models.CharField(_("learnt from"), max_length=300, blank=True)
    learnt_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("learnt by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    learnt_at = models.DateTimeField(_("learnt at"), auto_now_add=True)

    class Meta:
        verbose_name = _("thing learnt")
        verbose_name_plural = _("things learnt")
        ordering = ["-learnt_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.words} = {self.meaning}"

    @property
    def words(self) -> str:
        """As documents write it."""
        alias = self.unit_alias or self.group_alias
        return alias.name if alias else self.abbreviation.short if self.abbreviation else ""

    @property
    def meaning(self) -> str:
        """The unit or group, or what the short form stands for."""
        if self.unit_alias:
            return self.unit_alias.unit.name
        if self.group_alias:
            return self.group_alias.group.name
        return self.abbreviation.long if self.abbreviation else ""


class SuccessionChoice(models.Model):
    """What an officer decides about one task, occasion or duty that an older version of a directive had made.

    `kind` and `old_key` name it for the app above that made it. `item` is what the newer version reads in its place;
    such an item makes nothing anew. Nothing happens to the old thing before somebody decides.
    """

    directive = models.ForeignKey(Directive, on_delete=models.CASCADE, related_name="succession")
    kind = models.CharField(max_length=30)
    old_key = models.PositiveBigIntegerField()
    title = models.CharField(_("title"), max_length=300, blank=True)
    item = models.ForeignKey(ReadItem, null=True, on_delete=models.SET_NULL, related_name="succession")
    is_changed = models.BooleanField(default=False)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, default=Outcome.PENDING)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    chosen_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("choice about a newer version")
        verbose_name_plural = _("choices about a newer version")
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["directive", "kind", "old_key"], name="one_choice_per_old_thing")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.old_key}: {self.get_outcome_display()}"


class DirectiveImport(BackgroundWork):
    """A file on its way into the library. Its bytes are dropped once the directive stands."""

    may_be_cancelled = True

    file_name = models.CharField(_("file name"), max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    text_sha256 = models.CharField(max_length=64, db_index=True)
    content = models.BinaryField(editable=False)
    format = models.CharField(_("format of the file"), max_length=10, choices=FileFormat, default=FileFormat.TEXT)
    door = models.CharField(_("door"), max_length=20, choices=Door)
    directive = models.ForeignKey(
        Directive, verbose_name=_("directive"), null=True, on_delete=models.SET_NULL, related_name="imports"
    )
    was_known = models.BooleanField(_("the same file was in the library already"), default=False)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_scan(self) -> bool:
        """Whether OCR has to read pages of it; then its steps are those pages."""
        return self.format == FileFormat.SCAN

    @property
    def progress_name(self) -> str:
        """How far the reading is, by page."""
        if not self.is_scan or not self.progress_total:
            return ""
        return gettext("page %(done)d of %(total)d") % {"done": self.progress_done, "total": self.progress_total}


class ScannedPage(models.Model):
    """One page of an import that OCR has read. Pages with a row are not read again by the next worker; the rows go when
    the directive stands.
    """

    taken = models.ForeignKey(DirectiveImport, on_delete=models.CASCADE, related_name="scanned_pages")
    number = models.PositiveIntegerField(_("page"))
    reading = models.JSONField(
        help_text=_("Lines and words of the page, as `officialdocs.extraction.scan` writes them.")
    )
    picture = models.BinaryField(editable=False, help_text=_("The page upright and straight, for the searchable copy."))

    class Meta:
        verbose_name = _("page that OCR has read")
        verbose_name_plural = _("pages that OCR has read")
        ordering = ["taken", "number"]
        constraints = [models.UniqueConstraint(fields=["taken", "number"], name="scanned_page_once")]

    def __str__(self) -> str:
        return f"{self.taken_id}: {self.number}"


class Refusal(models.Model):
    """That a document was turned away for its secrecy mark: who, when, which mark. Nothing of the document."""

    refused_at = models.DateTimeField(_("refused at"), auto_now_add=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    level = models.CharField(_("secrecy level"), max_length=20)
    door = models.CharField(_("door"), max_length=20, choices=Door)

    class Meta:
        verbose_name = _("refusal of a secret document")
        verbose_name_plural = _("refusals of secret documents")
        ordering = ["-refused_at"]

    def __str__(self) -> str:
        return f"{self.refused_at:%Y-%m-%d %H:%M} {self.level}"
