"""The form of a picture. Named by the setting WAGTAILIMAGES_IMAGE_FORM_BASE."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

DAMAGED = _("This file is damaged or was cut off on its way. Save it anew as JPEG, PNG or WebP.")


class WholePictureField(WagtailImageField):
    """Wagtail's field, which falls over a file whose header is cut off, with an answer for who sent it."""

    def to_python(self, data: Any) -> Any:
        try:
            return super().to_python(data)
        except OSError as error:
            raise ValidationError(DAMAGED, code="damaged") from error


class PictureForm(BaseImageForm):
    """Wagtail's form of a picture with our field for the file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if plain := self.fields.get("file"):
            self.fields["file"] = WholePictureField(
                label=plain.label, required=plain.required, widget=plain.widget, help_text=plain.help_text
            )
