"""Two papers of a prize call in the form of official documents: the list of awards, and a jury member's sheet to sign.

They are in Vietnamese, whatever language the workspace speaks to the person, since offices file them.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.conf import settings

from nhipcau.officialdocs.writing import Block, OfficialPaper, Paragraph, Table, as_docx
from nhipcau.organisation.paper_style import kept_line, style_of
from nhipcau.programme.prize_models import PrizeCall, PrizeEntry

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def award_list(call: PrizeCall, entries: Sequence[PrizeEntry]) -> bytes:
    """The list that goes with the decision, as DOCX; only for calls whose names are opened."""
    head = ("TT", "Giải", "Hạng mục", "Tên tác phẩm", "Tác giả", "Đơn vị", "Tiền thưởng (đồng)")
    rows = [
        (
            str(number),
            entry.award.level.name,
            entry.category.name,
            entry.title,
            entry.author_names,
            entry.unit.name if entry.unit else "",
            dotted(entry.award.level.money),
        )
        for number, entry in enumerate(entries, start=1)
    ]
    money = dotted(sum(entry.award.level.money for entry in entries))
    body: list[Block] = [
        Table(head, rows, numeric=frozenset({6}), widths=(1, 2, 2, 4, 4, 3, 2.5)),
        Paragraph(f"Danh sách có {len(rows)} giải, tổng tiền thưởng {money} đồng."),
    ]
    if call.decided_on is not None:
        day = call.decided_on.strftime("%d/%m/%Y")
        body.insert(0, Paragraph(f"Kèm theo Quyết định số {call.decision_number} ngày {day}."))
    return as_docx(_paper(call, f"tác phẩm đoạt giải “{call.name}”", "Danh sách", call.decided_on, body))


Scored = tuple[str, str, Sequence[Decimal | None], Decimal | None]
"""Category, code, points by criterion, total of a hundred."""


def score_sheet(call: PrizeCall, criteria: Sequence[str], scored: Sequence[Scored], *, today: date) -> bytes:
    """What a member of the jury gave, by code, as DOCX: to be signed by hand. It names no author and no member."""
    head = ("TT", "Hạng mục", "Mã", *criteria, "Tổng (trên 100)")
    rows = [
        (str(number), category, code, *(_plain(one) for one in points), _plain(total))
        for number, (category, code, points, total) in enumerate(scored, start=1)
    ]
    numeric = frozenset(range(3, len(head)))
    body: list[Block] = [Table(head, rows, numeric=numeric), Paragraph("Giám khảo (ký, ghi rõ họ tên):")]
    return as_docx(_paper(call, f"tác phẩm dự “{call.name}”", "Phiếu chấm điểm", today, body))


def _paper(call: PrizeCall, subject: str, kind: str, day: date | None, body: Sequence[Block]) -> OfficialPaper:
    unit, style = call.unit, style_of(call.unit)
    return OfficialPaper(
        style=style,
        parent=unit.parent.name if unit.parent else "",
        issuer=unit.name,
        kind=kind,
        subject=subject,
        place=settings.PROVINCE_NAME,
        day=day,
        body=body,
        recipients=[kept_line(style)],
    )


def _plain(points: Decimal | None) -> str:
    return "" if points is None else f"{points.normalize():f}".replace(".", ",")


def dotted(number: int) -> str:
    """Money as offices write it: 10.000.000."""
    return f"{number:,}".replace(",", ".")
