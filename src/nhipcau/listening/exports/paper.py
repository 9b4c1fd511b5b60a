"""The log and the evaluation of an event as an official document of the unit that keeps the scenario."""

from collections.abc import Iterable

from django.conf import settings
from django.utils import timezone

from nhipcau.listening.exports.sheet import (
    ANSWER_HEAD,
    IMPROVEMENT_HEAD,
    LOG_HEAD,
    STATEMENT_HEAD,
    STEP_HEAD,
    EventSheet,
    sheet_of,
)
from nhipcau.listening.labels import moment_words
from nhipcau.listening.models import Activation
from nhipcau.listening.models.live import DRILL_MARK
from nhipcau.officialdocs.writing import Block, Bullet, Heading, OfficialPaper, Paragraph, Table
from nhipcau.organisation.paper_style import kept_line, style_of
from nhipcau.vietnamese import to_roman

DRILL_LINE = "Đây là diễn tập. Không nội dung nào trong văn bản này được phát ra công chúng."


def paper_of(event: Activation) -> OfficialPaper:
    """The document: what happened, steps against their plan, log, statements, evaluation. A drill says so at once."""
    unit, style = event.unit, style_of(event.unit)
    parts = [part for part in _parts(event, sheet_of(event)) if part[1]]
    body: list[Block] = [Paragraph(f"[{DRILL_MARK}] {DRILL_LINE}")] if event.is_drill else []
    for number, (heading, blocks) in enumerate(parts, start=1):
        body += [Heading(f"{to_roman(number)}. {heading}"), *blocks]
    what = "kết quả diễn tập" if event.is_drill else "diễn biến, kết quả ứng phó"
    mark = f" [{DRILL_MARK}]" if event.is_drill else ""
    return OfficialPaper(
        style=style,
        parent=unit.parent.name if unit.parent else "",
        issuer=unit.name,
        symbol=f"BC-{unit.short_name.replace(' ', '') or '…'}",
        kind="Báo cáo",
        subject=f"{what}: {event.title}{mark}",
        place=settings.PROVINCE_NAME,
        day=timezone.localdate(event.closed_at) if event.closed_at else None,
        body=body,
        recipients=["Cấp trên (để báo cáo)", kept_line(style)],
        signer_title="Thủ trưởng đơn vị",
    )


def _parts(event: Activation, sheet: EventSheet) -> Iterable[tuple[str, list[Block]]]:
    yield "THÔNG TIN CHUNG", _general(event, sheet)
    if sheet.steps:
        yield "KẾT QUẢ THEO BƯỚC", [Table(STEP_HEAD, sheet.steps, widths=(1.2, 4, 2, 2, 2, 2.4, 2))]
    yield "PHÁT NGÔN", _statements(sheet)
    yield "ĐÁNH GIÁ", _evaluation(event, sheet)
    yield "NHẬT KÝ", [Table(LOG_HEAD, sheet.log, widths=(0.8, 2, 2, 2, 6))]


def _general(event: Activation, sheet: EventSheet) -> list[Block]:
    lines = [
        f"Kích hoạt lúc {moment_words(event.started_at)} bởi {event.started_by_name}, mức {event.level}"
        f" ({event.level_name}); bản kịch bản số {event.version.number}.",
        _ended(event),
        event.occasion,
        event.summary,
    ]
    roles = [Bullet(f"{name}: {who}") for name, who in sheet.roles if who]
    return [*(Paragraph(line) for text in lines for line in text.split("\n") if line.strip()), *roles]


def _ended(event: Activation) -> str:
    if event.closed_at is None:
        return "Đang diễn ra."
    return f"Kết thúc lúc {moment_words(event.closed_at)} bởi {event.closed_by_name}."


def _statements(sheet: EventSheet) -> list[Block]:
    if not sheet.statements:
        return []
    blocks: list[Block] = [Table(STATEMENT_HEAD, sheet.statements)]
    for name, text in sheet.texts:
        blocks.append(Heading(name, level=2))
        blocks += [Paragraph(line.strip()) for line in text.split("\n") if line.strip()]
    return blocks


def _evaluation(event: Activation, sheet: EventSheet) -> list[Block]:
    blocks: list[Block] = []
    if any(row[2] or row[3] for row in sheet.answers):
        blocks.append(Table(ANSWER_HEAD, sheet.answers, numeric=frozenset({2}), widths=(0.8, 5, 1.4, 5)))
    if sheet.average is not None:
        blocks.append(Paragraph(f"Điểm trung bình: {str(sheet.average).replace('.', ',')}/5."))
    blocks += [Paragraph(line.strip()) for line in event.lessons.split("\n") if line.strip()]
    if sheet.improvements:
        blocks.append(Table(IMPROVEMENT_HEAD, sheet.improvements, "Việc cần cải thiện", widths=(0.8, 5, 3, 2, 2)))
    return blocks
