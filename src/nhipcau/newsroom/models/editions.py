"""What a language edition was made from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EditionBasis(models.Model):
    """The words of the source that an edition was last brought in line with.

    Kept beside the page: a page's own fields travel with its revisions, and publishing an older one would bring an
    older basis back.
    """

    edition = models.OneToOneField(
        "newsroom.StoryPage", verbose_name=_("edition"), on_delete=models.CASCADE, related_name="basis"
    )
    source_language = models.CharField(_("language of the source"), max_length=10)
    source_revision_id = models.PositiveBigIntegerField(_("revision of the source"), null=True)
    source_text_hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("basis of an edition")
        verbose_name_plural = _("bases of editions")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.edition_id} ← {self.source_language}"
