"""Results of a prize call as a workbook."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from nhipcau.officialdocs.writing.workbook import Cell
from nhipcau.officialdocs.writing.workbook import workbook as written
from nhipcau.programme.prize_models import PrizeCall


def workbook(call: PrizeCall, categories: list[tuple[str, list[dict[str, Any]]]]) -> bytes:
    """One line an entry; columns with names are there only when the names are opened."""
    is_opened = call.opened_at is not None
    head = [
        _("Category"), _("Rank"), _("Code"), _("Language"), _("Mean"), _("Lowest"), _("Highest"), _("Deviation"),
        _("Sheets"), _("Missing sheets"), _("Tie"),
    ]  # fmt: skip
    if is_opened:
        head += [_("Title of the work"), _("Authors"), _("Unit"), _("Award")]
    return written([(pgettext("prizes", "Results"), head, _rows(categories, is_opened=is_opened))])


def _rows(categories: list[tuple[str, list[dict[str, Any]]]], *, is_opened: bool) -> Iterator[list[Cell]]:
    for category, lines in categories:
        for line in lines:
            one = line["result"]
            numbers = [None if value is None else float(value) for value in _values(one)]
            tie = _("tie") if one.is_tied else ""
            row = [category, one.rank or None, line["code"], line["language"], *numbers, one.sheets, one.missing, tie]
            if is_opened:
                award = line["award"].level.name if line["award"] else ""
                row += [line["title"], line["authors"], str(line["unit"]), award]
            yield row


def _values(one: Any) -> tuple[Any, ...]:
    return one.mean, one.lowest, one.highest, one.deviation
