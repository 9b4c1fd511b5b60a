"""The filtered tasks as a workbook. Texts never become formulas."""

import io
from collections.abc import Iterable
from datetime import date
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from nhipcau.officialdocs.writing.workbook import words
from nhipcau.programme.task_rules import share, status
from nhipcau.programme.tasks.labels import STATUSES
from nhipcau.programme.tasks.money import sums_by_source, total


def workbook(tasks: Iterable[Any], *, today: date) -> bytes:
    """One line a task, then one a line of money with the sums by source; it wants `activity_count` on each task."""
    tasks = list(tasks)
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        number = book.add_format({"num_format": "#,##0"})
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet(words(_("Tasks of the programme"))[:31])
        titles = [
            _("Year"), _("Provision"), _("Task of the programme"), _("Units"), _("Deadline"), _("Product"),
            _("State"), _("Activities"), _("planned (đồng)"), _("spent (đồng)"),
        ]  # fmt: skip
        for column, title in enumerate(titles):
            sheet.write_string(0, column, words(title), bold)
        for row, task in enumerate(tasks, start=1):
            sheet.write_number(row, 0, task.programme.year)
            sheet.write_string(row, 1, words(task.provision.path if task.provision else ""))
            sheet.write_string(row, 2, words(task.title))
            sheet.write_string(row, 3, words(task.parties))
            if task.deadline:
                sheet.write_datetime(row, 4, task.deadline, day)
            else:
                sheet.write_string(row, 4, words(task.deadline_words))
            sheet.write_string(row, 5, words(task.product))
            state = status(task.state, task.deadline, task.activity_count, today)
            sheet.write_string(row, 6, words(STATUSES[state]))
            sheet.write_number(row, 7, task.activity_count)
            money = total(sums_by_source(task.budget_lines.all()))
            sheet.write_number(row, 8, money.planned, number)
            sheet.write_number(row, 9, money.spent, number)
        sheet.set_column(2, 3, 60)
        sheet.set_column(8, 9, 18)
        sheet.freeze_panes(1, 0)
        _write_money(book.add_worksheet(words(_("Money"))[:31]), tasks, bold=bold, number=number)
    return file.getvalue()


def _write_money(sheet: Any, tasks: list[Any], *, bold: Any, number: Any) -> None:
    """Each line of money beside its task; below them the sums by source and the total."""
    titles = [
        _("Year"), _("Task of the programme"), _("Source"), _("Unit"), _("planned (đồng)"), _("spent (đồng)"),
        _("spent of planned (%)"), _("note"),
    ]  # fmt: skip
    for column, title in enumerate(titles):
        sheet.write_string(0, column, words(title), bold)
    lines = [(task, line) for task in tasks for line in task.budget_lines.all()]
    for row, (task, line) in enumerate(lines, start=1):
        sheet.write_number(row, 0, task.programme.year)
        sheet.write_string(row, 1, words(task.title))
        sheet.write_string(row, 2, words(line.get_source_display()))
        sheet.write_string(row, 3, words(line.unit or ""))
        _write_sum(sheet, row, line.planned, line.spent, number)
        sheet.write_string(row, 7, words(line.note))
    sums = sums_by_source(line for _task, line in lines)
    rows = [(one.label, one) for one in sums] + ([(_("Total"), total(sums))] if sums else [])
    for row, (label, one) in enumerate(rows, start=len(lines) + 1):
        sheet.write_string(row, 2, words(label), bold)
        _write_sum(sheet, row, one.planned, one.spent, number)
    sheet.set_column(1, 1, 60)
    sheet.set_column(2, 5, 22)
    sheet.freeze_panes(1, 0)


def _write_sum(sheet: Any, row: int, planned: int, spent: int, number: Any) -> None:
    sheet.write_number(row, 4, planned, number)
    sheet.write_number(row, 5, spent, number)
    part = share(spent, planned)
    if part is not None:
        sheet.write_number(row, 6, part)
