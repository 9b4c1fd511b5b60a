"""Tables as a workbook (XLSX)."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter

Cell = str | int | float | None


def workbook(sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[Cell]]]]) -> bytes:
    """A workbook of named sheets with a heading row each. Texts stay texts: none becomes a formula or an address."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    ) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "font_name": "Times New Roman"})
        plain = book.add_format({"text_wrap": True, "valign": "top", "font_name": "Times New Roman"})
        for name, head, rows in sheets:
            page = book.add_worksheet(_sheet_name(name))
            page.freeze_panes(1, 0)
            page.write_row(0, 0, head, bold)
            _fill(page, head, rows, plain)
    return out.getvalue()


def _fill(page: Any, head: Sequence[str], rows: Iterable[Sequence[Cell]], form: Any) -> None:
    widest = [len(text) for text in head]
    for number, row in enumerate(rows, start=1):
        page.write_row(number, 0, ["" if cell is None else cell for cell in row], form)
        widest = [max(width, min(60, len(str(cell)))) for width, cell in zip(widest, row, strict=True)]
    for column, width in enumerate(widest):
        page.set_column(column, column, width + 2)


def _sheet_name(name: str) -> str:
    """At most 31 characters, none that a spreadsheet refuses."""
    return "".join("-" if sign in "[]:*?/\\" else sign for sign in name)[:31]
