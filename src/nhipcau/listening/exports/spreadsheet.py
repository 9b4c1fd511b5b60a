"""An event as a workbook: log, steps against their plan, statements, evaluation."""

from nhipcau.listening.exports.sheet import (
    ANSWER_HEAD,
    IMPROVEMENT_HEAD,
    LOG_HEAD,
    STATEMENT_HEAD,
    STEP_HEAD,
    sheet_of,
)
from nhipcau.listening.models import Activation
from nhipcau.listening.models.live import DRILL_MARK
from nhipcau.officialdocs.writing.workbook import workbook


def xlsx_of(event: Activation) -> bytes:
    """The workbook; each sheet of a drill says that it is one."""
    sheet = sheet_of(event)
    mark = f" ({DRILL_MARK})" if event.is_drill else ""
    return workbook(
        [
            (f"Nhật ký{mark}", LOG_HEAD, sheet.log),
            (f"Các bước{mark}", STEP_HEAD, sheet.steps),
            (f"Phát ngôn{mark}", STATEMENT_HEAD, sheet.statements),
            (f"Đánh giá{mark}", ANSWER_HEAD, sheet.answers),
            (f"Cải thiện{mark}", IMPROVEMENT_HEAD, sheet.improvements),
        ]
    )
