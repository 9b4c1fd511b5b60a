"""The filtered tasks as a workbook. Texts never become formulas."""

import io
from collections.abc import Iterable
from datetime import date
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from nhipcau.programme.coverage.spreadsheet import words
from nhipcau.programme.task_rules import status
from nhipcau.programme.tasks.labels import STATUSES


def workbook(tasks: Iterable[Any], *, today: date) -> bytes:
    """One line a task; it wants `activity_count` on each."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet(words(_("Tasks of the programme"))[:31])
        titles = [
            _("Year"), _("Provision"), _("Task of the programme"), _("Units"), _("Deadline"), _("Product"),
            _("State"), _("Activities"),
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
        sheet.set_column(2, 3, 60)
        sheet.freeze_panes(1, 0)
    return file.getvalue()
