"""A time from the activation: kept in minutes, written as officers write it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from nhipcau.listening.rules import OffsetError, offset_text, read_offset


class OffsetFormField(forms.CharField):
    """Takes "0h", "30p", "1h30", "2 ngày"; gives minutes."""

    def prepare_value(self, value: Any) -> Any:
        return offset_text(value) if isinstance(value, int) else value

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        if isinstance(value, int):
            return value
        try:
            return read_offset(str(value))
        except OffsetError:
            raise ValidationError(
                _("Please write the time from the activation with its unit, such as 30p, 1h, 1h30 or 2 ngày.")
            ) from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(initial != self.to_python(data))
        except ValidationError:
            return True


class OffsetField(models.PositiveIntegerField):  # type: ignore[type-arg]
    """Minutes from the activation."""

    def formfield(self, **kwargs: Any) -> Any:
        return super(models.IntegerField, self).formfield(**{"form_class": OffsetFormField, **kwargs})

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.PositiveIntegerField", args, kwargs
