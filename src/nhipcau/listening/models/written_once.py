"""Rows that are written once."""

from typing import Any

from django.db import models


class WrittenOnceError(Exception):
    """Raised where somebody tries to change or to remove what was written once."""


class WrittenOnceQuerySet(models.QuerySet[Any]):
    """Rows are read and added, never changed."""

    def update(self, **values: Any) -> int:
        raise WrittenOnceError

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        raise WrittenOnceError

    def delete(self) -> tuple[int, dict[str, int]]:
        raise WrittenOnceError


class WrittenOnce(models.Model):
    """Something that is written once and stays."""

    # Nothing on it points into pages; Wagtail would queue a job for each row that is written.
    wagtail_reference_index_ignore = True

    objects = WrittenOnceQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise WrittenOnceError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise WrittenOnceError
