"""Workbooks for those who work on in a spreadsheet. Texts stay texts: none becomes a formula or an address."""

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import xlsxwriter

# What XML cannot hold; a workbook with one of them does not open.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
LONGEST = 32_000
WIDEST = 60
# In a CSV a cell that begins so is taken for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Cell = str | int | float | date | None
Rows = Iterable[Sequence[Cell]]


def words(value: Any) -> str:
    """A text as a cell of a workbook can hold it."""
    return UNPRINTABLE.sub("", str(value))[:LONGEST]


def harmless(value: Any) -> Any:
    """A value for a CSV: a text that a spreadsheet would take for a formula gets an apostrophe before it.

    >>> harmless("=1+1"), harmless("Sở Ngoại vụ"), harmless(-3)
    ("'=1+1", 'Sở Ngoại vụ', -3)
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def workbook(sheets: Iterable[tuple[str, Sequence[str], Rows]]) -> bytes:
    """Named sheets with a heading row each; days are days, numbers are numbers."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        text = book.add_format({"text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top"})
        for name, head, rows in sheets:
            page = book.add_worksheet(_sheet_name(name))
            widest = [len(title) for title in head]
            for column, title in enumerate(head):
                page.write_string(0, column, words(title), bold)
            for number, row in enumerate(rows, start=1):
                for column, cell in enumerate(row):
                    _write(page, number, column, cell, text=text, day=day)
                    widest[column] = max(widest[column], min(WIDEST, len(str(cell or ""))))
            for column, width in enumerate(widest):
                page.set_column(column, column, width + 2)
            page.freeze_panes(1, 0)
    return file.getvalue()


def _write(page: Any, row: int, column: int, cell: Cell, *, text: Any, day: Any) -> None:
    if isinstance(cell, date):
        page.write_datetime(row, column, cell, day)
    elif isinstance(cell, int | float):
        page.write_number(row, column, cell, text)
    else:
        page.write_string(row, column, words(cell or ""), text)


def _sheet_name(name: str) -> str:
    """At most 31 characters, none that a spreadsheet refuses."""
    return "".join("-" if sign in "[]:*?/\\" else sign for sign in words(name))[:31].strip("'") or "1"
