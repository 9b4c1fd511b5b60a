"""What keeps a filed report as it was filed: every way of changing rows asks here first."""

from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext as _

from nhipcau.audit import kept
from nhipcau.reporting.enums import CLOSED


class FiledReportError(Exception):
    """Raised where somebody tries to change a filed report."""

    def __str__(self) -> str:
        return _("This report has been filed and stays as it was filed.")


class FrozenQuerySet(models.QuerySet[Any]):
    """Rows of reports, or rows that belong to one; those of filed reports cannot be changed."""

    def filed(self) -> Self:
        """Those that are, or belong to, filed reports."""
        state = "state" if self.model._meta.model_name == "report" else "report__state"
        return self.filter(**{f"{state}__in": CLOSED})

    def update(self, **values: Any) -> int:
        refuse_if_filed(self)
        return super().update(**values)

    def decide(self, **values: Any) -> int:
        """Say what became of filed reports (returned, accepted). Nothing that was filed can be named here."""
        if not values.keys() <= {"state", "version"}:
            raise FiledReportError
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        refuse_if_filed(self)
        return super().delete()

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        rows = list(objs)
        if any(getattr(row, "report", row).state in CLOSED for row in rows):
            raise FiledReportError
        return super().bulk_create(rows, *args, **kwargs)


def refuse_if_filed(rows: FrozenQuerySet) -> None:
    """Raise when one of the rows is, or belongs to, a filed report.

    Raises:
        FiledReportError: one is.
    """
    if rows.order_by().filed().exists():
        raise FiledReportError


class Kept(kept.Kept):
    """A row that holds what was filed. Once written only the fields in `may_change` may be set."""

    kept_error = FiledReportError

    class Meta:
        abstract = True
