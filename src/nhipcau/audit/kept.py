"""Rows that hold what once was said and done: they are added, and neither changed nor removed."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _


class KeptError(Exception):
    """Raised where somebody tries to change or to remove what is kept."""

    def __str__(self) -> str:
        return _("This stays as it was written; it is neither changed nor removed.")


class KeptQuerySet(models.QuerySet[Any]):
    """Rows that are added, and never removed."""

    def update(self, **values: Any) -> int:
        if not values.keys() <= set(self.model.may_change):
            raise self.model.kept_error
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise self.model.kept_error


class Kept(models.Model):
    """A row that is kept. Once written only the fields in `may_change` may be set, by a query."""

    may_change: ClassVar[tuple[str, ...]] = ()
    kept_error: ClassVar[type[Exception]] = KeptError
    wagtail_reference_index_ignore = True
    objects = KeptQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise self.kept_error
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise self.kept_error
