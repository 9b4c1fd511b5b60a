"""Pictures with what one must know before showing them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition


class RightsImage(AbstractImage):
    """A picture with who made it and who allows its use."""

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

    @property
    def has_rights(self) -> bool:
        """Whether it is on record who made it, who holds the rights and what they allow."""
        return all(text.strip() for text in (self.credit, self.rights_holder, self.licence))


class RightsRendition(AbstractRendition):
    """A size of a picture."""

    image = models.ForeignKey(RightsImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
