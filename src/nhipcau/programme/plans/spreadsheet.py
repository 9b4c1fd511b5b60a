"""The tasks of a plan as a workbook."""

from collections.abc import Mapping
from typing import Any

from nhipcau.officialdocs.writing.workbook import workbook
from nhipcau.programme.enums import BudgetSource


def tasks_workbook(content: Mapping[str, Any]) -> bytes:
    """One line a task, money by source in columns of its own, in the language of the office."""
    head = ["TT", "Thuộc mục", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Sản phẩm", "Thời hạn"]
    head += [f"{source.label} (đồng)" for source in BudgetSource]
    rows = [
        [
            number,
            *(line[name] for name in ("group", "title", "lead", "cooperating", "product", "deadline")),
            *(line["money"].get(source, 0) for source in BudgetSource.values),
        ]
        for number, line in enumerate(content["tasks"], start=1)
    ]
    return workbook([("Nhiệm vụ", head, rows)])
