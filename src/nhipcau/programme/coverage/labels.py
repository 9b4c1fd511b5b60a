"""Words for states and columns."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from nhipcau.organisation.office_words import short_month_name
from nhipcau.programme.coverage.cells import LATE, NOTHING, PLANNED
from nhipcau.programme.coverage.matrix import Column
from nhipcau.programme.rules import DONE

STATES = {
    LATE: gettext_lazy("late"),
    PLANNED: pgettext_lazy("coverage", "planned"),
    DONE: pgettext_lazy("coverage", "done"),
    NOTHING: pgettext_lazy("coverage", "nothing yet"),
}


def column_name(column: Column) -> str:
    """The head of a column."""
    if column.unit is not None:
        return column.unit.short_name or column.unit.name
    if not column.is_month:
        return _("no known unit")
    return short_month_name(column.key) if column.key else _("No day")
