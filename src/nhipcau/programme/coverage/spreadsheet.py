"""The matrix as a workbook: the cells as words and numbers, and the tasks behind them."""

import io
from typing import Any

import xlsxwriter
from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from nhipcau.officialdocs.writing.workbook import words
from nhipcau.programme.coverage.cells import Cell, standing
from nhipcau.programme.coverage.labels import STATES, column_name
from nhipcau.programme.coverage.matrix import Matrix
from nhipcau.programme.coverage.scope import Scope
from nhipcau.programme.models import Assignment


def workbook(scope: Scope, matrix: Matrix) -> bytes:
    """The matrix as it is filtered, then its tasks. Texts never become formulas."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
        text = book.add_format({"text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top"})
        _write_matrix(book.add_worksheet(words(_("Provisions"))), scope, matrix, head=head, text=text)
        _write_tasks(book.add_worksheet(words(pgettext("programme", "tasks"))), scope, head=head, text=text, day=day)
    return file.getvalue()


def _write_matrix(sheet: Any, scope: Scope, matrix: Matrix, *, head: Any, text: Any) -> None:
    sheet.write_string(0, 0, words(scope.directive or ""), head)
    sheet.write_number(0, 2, scope.year)
    titles = [_("Place"), _("Provision"), _("State"), *(column_name(column) for column in matrix.columns)]
    for column, title in enumerate(titles):
        sheet.write_string(2, column, words(title), head)
    for row, line in enumerate(matrix.lines, start=3):
        sheet.write_string(row, 0, words(line.provision.path if line.provision else ""), text)
        sheet.write_string(row, 1, words(line.words if line.provision else _("Tasks without a provision")), text)
        if line.is_heading:
            continue
        sheet.write_string(row, 2, words(STATES[line.whole.state]), text)
        for column, (_key, cell) in enumerate(line.cells, start=3):
            sheet.write_string(row, column, cell_words(cell), text)
    sheet.set_column(1, 1, 60)
    sheet.set_column(2, 2 + len(matrix.columns), 14)
    sheet.freeze_panes(3, 2)


def cell_words(cell: Cell) -> str:
    """A cell in words: what is late, planned and done in it, and how many activities."""
    parts = [
        f"{STATES[state]}: {count}"
        for state, count in (("late", cell.late), ("planned", cell.planned), ("done", cell.done))
        if count
    ]
    if cell.activities:
        parts.append(f"{_('activities')}: {cell.activities}")
    return "; ".join(str(part) for part in parts)


def _write_tasks(sheet: Any, scope: Scope, *, head: Any, text: Any, day: Any) -> None:
    titles = [_("Place"), _("Task of the programme"), _("Units"), _("Deadline"), _("Product"), _("State")]
    for column, title in enumerate(titles):
        sheet.write_string(0, column, words(title), head)
    assignments = Prefetch("assignments", Assignment.objects.select_related("unit", "group"))
    tasks = scope.tasks.select_related("provision").prefetch_related(assignments).order_by("order", "pk")
    for row, task in enumerate(tasks, start=1):
        state = standing(task.state, task.deadline, scope.today)
        values = [
            task.provision.path if task.provision else "",
            task.title,
            task.parties,
            task.deadline or task.deadline_words,
            task.product,
            STATES[state] if state else task.get_state_display(),
        ]
        for column, value in enumerate(values):
            if column == 3 and task.deadline:
                sheet.write_datetime(row, column, task.deadline, day)
            else:
                sheet.write_string(row, column, words(value), text)
    sheet.set_column(1, 2, 60)
    sheet.set_column(3, 5, 16)
    sheet.freeze_panes(1, 0)
