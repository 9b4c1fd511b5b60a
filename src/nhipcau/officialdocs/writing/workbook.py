"""Tables as a workbook (XLSX)."""

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import xlsxwriter

Cell = str | int | float | date | None
# What XML cannot hold; a workbook with one of them does not open.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LONGEST = 32_000


def words(value: Any) -> str:
    """A text as a cell of a workbook can hold it."""
    return _UNPRINTABLE.sub("", str(value))[:_LONGEST]


def workbook(sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[Cell]]]]) -> bytes:
    """A workbook of named sheets with a heading row each. Days are days, and texts stay texts: none becomes a formula
    or an address.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    ) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "font_name": "Times New Roman"})
        plain = book.add_format({"text_wrap": True, "valign": "top", "font_name": "Times New Roman"})
        day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "font_name": "Times New Roman"})
        for name, head, rows in sheets:
            page = book.add_worksheet(_sheet_name(name))
            page.freeze_panes(1, 0)
            page.write_row(0, 0, [words(title) for title in head], bold)
            _fill(page, head, rows, plain, day)
    return out.getvalue()


def _fill(page: Any, head: Sequence[str], rows: Iterable[Sequence[Cell]], form: Any, day: Any) -> None:
    widest = [len(text) for text in head]
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                page.write_datetime(number, column, cell, day)
            else:
                page.write(number, column, words(cell or "") if cell is None or isinstance(cell, str) else cell, form)
        widest = [max(width, min(60, len(str(cell)))) for width, cell in zip(widest, row, strict=True)]
    for column, width in enumerate(widest):
        page.set_column(column, column, width + 2)


def _sheet_name(name: str) -> str:
    """At most 31 characters, none that a spreadsheet refuses."""
    return "".join("-" if sign in "[]:*?/\\" else sign for sign in words(name))[:31]
