"""Pictures with what one must know before showing them."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition

from nhipcau.programme.photo_privacy import can_be_shown, without_private_data


class RightsImage(AbstractImage):
    """A picture with who made it and who allows its use."""

    if TYPE_CHECKING:  # Wagtail ships no types
        file: Any

    # Wagtail's own field may stay empty; here every picture says what it shows.
    description = models.CharField(
        _("what it shows"), max_length=255, help_text=_("For readers who cannot see it, and to find it again.")
    )
    credit = models.CharField(_("made by"), max_length=200)
    rights_holder = models.CharField(_("rights holder"), max_length=200)
    licence = models.CharField(_("terms of use"), max_length=200)

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "rights_holder",
        "licence",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_image", "Can choose image")]

    def clean(self) -> None:
        """Look at the whole file: one that was cut off on its way would fail only when it is published."""
        super().clean()
        if self.file and not self.file._committed and not can_be_shown(self.file):
            raise ValidationError(
                {"file": _("This file is damaged or was cut off on its way. Save it anew as JPEG, PNG or WebP.")}
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep a new file without what it tells about where and with which device it was taken."""
        if self.file and not self.file._committed:
            content = self.file.read()
            self.file.seek(0)
            stripped = without_private_data(content)
            if stripped != content:
                self.file = ContentFile(stripped, name=self.file.name)
                self._set_image_file_metadata()
        super().save(*args, **kwargs)

    @property
    def has_rights(self) -> bool:
        """Whether it is on record who made it, who holds the rights and what they allow."""
        return all(text.strip() for text in (self.credit, self.rights_holder, self.licence))


class RightsRendition(AbstractRendition):
    """A size of a picture."""

    image = models.ForeignKey(RightsImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
