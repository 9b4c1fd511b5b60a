"""What the document and the spreadsheet of an event have in common, as rows of words."""

from dataclasses import dataclass

from django.utils import timezone

from nhipcau.listening.enums import StatementState
from nhipcau.listening.labels import against_plan, moment_words
from nhipcau.listening.live_page import state_of
from nhipcau.listening.models import Activation
from nhipcau.listening.rules import average, offset_text

STEP_HEAD = ["Mốc", "Việc", "Vai trò", "Dự kiến", "Thực tế", "Kết quả", "Người thực hiện"]
LOG_HEAD = ["STT", "Thời điểm", "Người ghi", "Loại", "Nội dung"]
STATEMENT_HEAD = ["Phát ngôn", "Ngôn ngữ", "Trạng thái", "Người duyệt", "Phát lúc", "Gửi tới"]
ANSWER_HEAD = ["STT", "Câu hỏi", "Điểm (1-5)", "Nhận xét"]
IMPROVEMENT_HEAD = ["STT", "Việc cần cải thiện", "Người thực hiện", "Thời hạn", "Hoàn thành"]


@dataclass(frozen=True, slots=True)
class EventSheet:
    """The tables of an event."""

    steps: list[list[str]]
    log: list[list[str]]
    statements: list[list[str]]
    texts: list[tuple[str, str]]
    answers: list[list[str]]
    average: float | None
    improvements: list[list[str]]
    roles: list[tuple[str, str]]


def sheet_of(event: Activation) -> EventSheet:
    """Gather the tables, in the office's language."""
    statements = list(event.statements.all())
    answers = list(event.answers.all())
    released = [one for one in statements if one.state == StatementState.RELEASED]
    return EventSheet(
        steps=_steps(event),
        log=_log(event),
        statements=[
            [
                one.name,
                one.language_name,
                str(one.get_state_display()),
                one.cleared_by_name,
                moment_words(one.released_at),
                one.released_to,
            ]
            for one in statements
        ],
        texts=[(str(one), one.text) for one in released],
        answers=[
            [str(number), one.question, str(one.points or ""), one.remark]
            for number, one in enumerate(answers, start=1)
        ],
        average=average(one.points for one in answers),
        improvements=[
            [
                str(number),
                one.what,
                one.who_words,
                f"{one.due_on:%d/%m/%Y}" if one.due_on else "",
                f"{one.done_on:%d/%m/%Y}" if one.done_on else "",
            ]
            for number, one in enumerate(event.improvements.select_related("user"), start=1)
        ],
        roles=[(role.name, role.acting.words if role.acting else "") for role in event.roles.select_related("acting")],
    )


def _steps(event: Activation) -> list[list[str]]:
    now = timezone.now()
    rows = []
    for step in event.steps.select_related("role"):
        state = state_of(step, event, now=now)
        against = "" if step.is_left_out else against_plan(step.due_at, step.done_at)
        rows.append(
            [
                offset_text(step.offset),
                step.title,
                step.role.name if step.role else "",
                moment_words(step.due_at),
                moment_words(step.done_at),
                "; ".join(part for part in (str(state.label), against, step.note) if part),
                step.done_by_name,
            ]
        )
    return rows


def _log(event: Activation) -> list[list[str]]:
    rows = []
    for line in event.log.order_by("number"):
        text = f"(Đính chính dòng {line.corrects}) {line.text}" if line.corrects else line.text
        at = f"{timezone.localtime(line.at):%H:%M:%S %d/%m/%Y}"
        rows.append([str(line.number), at, line.by_name, str(line.get_kind_display()), text])
    return rows
