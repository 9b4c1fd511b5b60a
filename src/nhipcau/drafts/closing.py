"""What keeps a closed draft as it is: every way of changing its rows asks here first."""

from collections.abc import Collection, Iterable
from typing import Any, ClassVar, Self

from django.db import models


class ClosedError(Exception):
    """Raised where somebody tries to change a draft that is out of its writers' hands."""


class ClosingQuerySet(models.QuerySet[Any]):
    """Drafts, or rows that belong to one; those of closed drafts cannot be changed."""

    def closed(self) -> Self:
        """Those that are, or belong to, closed drafts."""
        model = self.model
        state = f"{model.whole}__state" if model.whole else "state"
        return self.filter(**{f"{state}__in": model.closed_states})

    def update(self, **values: Any) -> int:
        self.refuse_if_closed()
        return super().update(**values)

    def decide(self, **values: Any) -> int:
        """Say what became of closed drafts. Nothing of what was handed in can be named here."""
        if not values.keys() <= set(self.model.decided):
            raise self.model.closed_error
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        self.refuse_if_closed()
        return super().delete()

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        rows, model = list(objs), self.model
        drafts = (getattr(row, model.whole) if model.whole else row for row in rows)
        if any(draft.state in model.closed_states for draft in drafts):
            raise model.closed_error
        return super().bulk_create(rows, *args, **kwargs)

    def refuse_if_closed(self) -> None:
        """Raise when one of the rows is, or belongs to, a closed draft.

        Raises:
            ClosedError: one is; in the words of the kind of draft.
        """
        if self.order_by().closed().exists():
            raise self.model.closed_error


class Closing(models.Model):
    """A draft that can be closed, or a row that belongs to one (`whole` names the way to it)."""

    whole: ClassVar[str] = ""
    closed_states: ClassVar[Collection[str]] = ()
    closed_error: ClassVar[type[ClosedError]] = ClosedError
    # What may be said of closed ones.
    decided: ClassVar[tuple[str, ...]] = ()

    # Nothing on it points into pages; Wagtail would queue a job for each row that is written.
    wagtail_reference_index_ignore = True

    objects = ClosingQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._refuse_if_closed()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self._refuse_if_closed()
        return super().delete(*args, **kwargs)

    def _refuse_if_closed(self) -> None:
        if not self.whole:
            model, pk = type(self), self.pk
        else:
            to_whole: Any = self._meta.get_field(self.whole)
            model, pk = to_whole.related_model, getattr(self, to_whole.attname)
        if pk is not None:
            model.objects.filter(pk=pk).refuse_if_closed()
