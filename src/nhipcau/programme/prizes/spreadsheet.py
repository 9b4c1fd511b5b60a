"""Results of a prize call as a workbook. Texts never become formulas."""

import io
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from nhipcau.officialdocs.writing.workbook import words
from nhipcau.programme.prize_models import PrizeCall


def workbook(call: PrizeCall, categories: list[tuple[str, list[dict[str, Any]]]]) -> bytes:
    """One line an entry; columns with names are there only when the names are opened."""
    file = io.BytesIO()
    is_opened = call.opened_at is not None
    titles = [
        _("Category"), _("Rank"), _("Code"), _("Language"), _("Mean"), _("Lowest"), _("Highest"), _("Deviation"),
        _("Sheets"), _("Missing sheets"), _("Tie"),
    ]  # fmt: skip
    if is_opened:
        titles += [_("Title of the work"), _("Authors"), _("Unit"), _("Award")]
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": words(call.name), "author": "", "company": ""})
        bold, number = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"num_format": "0.00"})
        sheet = book.add_worksheet(words(pgettext("prizes", "Results"))[:31])
        sheet.write_string(0, 0, words(call.name), bold)
        for column, title in enumerate(titles):
            sheet.write_string(2, column, words(title), bold)
        row = 2
        for name, lines in categories:
            for line in lines:
                row += 1
                _write(sheet, row, name, line, number=number, is_opened=is_opened)
        sheet.set_column(0, 0, 24)
        sheet.set_column(11, 12, 40)
        sheet.freeze_panes(3, 0)
    return file.getvalue()


def _write(sheet: Any, row: int, category: str, line: dict[str, Any], *, number: Any, is_opened: bool) -> None:
    result = line["result"]
    sheet.write_string(row, 0, words(category))
    if result.rank:
        sheet.write_number(row, 1, result.rank)
    sheet.write_string(row, 2, line["code"])
    sheet.write_string(row, 3, words(line["language"]))
    for column, value in enumerate((result.mean, result.lowest, result.highest, result.deviation), start=4):
        if value is not None:
            sheet.write_number(row, column, float(value), number)
    sheet.write_number(row, 8, result.sheets)
    sheet.write_number(row, 9, result.missing)
    sheet.write_string(row, 10, words(_("tie")) if result.is_tied else "")
    if is_opened:
        award = line["award"].level.name if line["award"] else ""
        for column, value in enumerate((line["title"], line["authors"], line["unit"], award), start=11):
            sheet.write_string(row, column, words(value))
