"""A report as an official document, in the form of the state or of the party by the kind of the unit."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings

from nhipcau.officialdocs.writing import (
    Bullet,
    Heading,
    OfficialPaper,
    Paragraph,
    Table,
    as_docx,
    symbol_of,
)
from nhipcau.organisation.paper_style import kept_line, short_form_in_numbers, style_of
from nhipcau.reporting.labels import number_words, plain_day
from nhipcau.reporting.sheet import Sheet
from nhipcau.vietnamese import to_roman

# "III.7. Sở Ngoại vụ" carries the number of the directive; a report numbers its own parts.
_NUMBERED = re.compile(r"^(?:[IVXLC]+|\d+|[a-zđ])(?:\.[0-9A-Za-zđ]+)*[.)]\s+")


def paper_of(sheet: Sheet) -> OfficialPaper:
    """The document that a report becomes: header, its sections as parts, its figures as tables."""
    unit = sheet.report.unit
    content: dict[str, Any] = sheet.report.filed_content or {}
    style = style_of(unit)
    addressee = content.get("addressee") or (sheet.report.duty.addressee or sheet.report.duty.addressee_words)
    parts = [part for number, view in enumerate(sheet.sections, start=1) for part in _part(number, view)]
    return OfficialPaper(
        style=style,
        parent=unit.parent.name if unit.parent else "",
        issuer=unit.name,
        symbol=symbol_of(style, "BC", short_form_in_numbers(unit) or "…"),
        kind="Báo cáo",
        subject=f"{sheet.report.duty.name.rstrip('.')} ({sheet.name.removeprefix('Báo cáo ')})",
        place=settings.PROVINCE_NAME,
        day=_filed_on(sheet),
        addressee=str(addressee or ""),
        body=[*_opening(sheet), *parts, *_tables(sheet), *_supplements(sheet)],
        recipients=["Như trên (để báo cáo)" if addressee else "Cấp trên (để báo cáo)", kept_line(style)],
        signer_title="Thủ trưởng đơn vị",
    )


def _filed_on(sheet: Sheet) -> date | None:
    at = sheet.last_filed_at
    return at.astimezone().date() if at and sheet.report.is_filed else None


def _opening(sheet: Sheet) -> list[Paragraph]:
    first, last = plain_day(sheet.period.start), plain_day(sheet.period.end)
    return [Paragraph(f"{sheet.report.unit.name} báo cáo kết quả thực hiện từ ngày {first} đến ngày {last} như sau:")]


def _part(number: int, view: Any) -> Iterable[Heading | Paragraph | Bullet]:
    yield Heading(f"{to_roman(number)}. {_NUMBERED.sub('', view.section.heading)}")
    lines = [line.strip() for line in view.text.split("\n") if line.strip()]
    if not lines:
        yield Paragraph("Trong kỳ không phát sinh.")
    for line in lines:
        yield Paragraph(line) if len(lines) == 1 else Bullet(line.lstrip("-– ").strip())


def _tables(sheet: Sheet) -> list[Table]:
    tables = []
    if sheet.lines:
        rows = [
            [line.code, line.label, line.unit, number_words(line.value) if line.value is not None else "", line.note]
            for line in sheet.lines
        ]
        head = ["STT", "Chỉ tiêu", "Đơn vị tính", "Số liệu", "Nguồn"]
        tables.append(Table(head, rows, "Biểu số liệu", frozenset({3}), (1, 5, 1.6, 1.6, 3)))
    elif sheet.figures:
        tables.append(_counted(sheet))
    if sheet.added:
        below = [
            [str(number), line.label, line.unit, number_words(line.value), str(line.units)]
            for number, line in enumerate(sheet.added, start=1)
        ]
        head = ["STT", "Chỉ tiêu", "Đơn vị tính", "Tổng số", "Số đơn vị"]
        tables.append(Table(head, below, "Tổng hợp từ các đơn vị", frozenset({3, 4}), (1, 6, 1.8, 1.8, 1.6)))
    return tables


def _counted(sheet: Sheet) -> Table:
    rows: list[list[str]] = []
    for number, figure in enumerate(sheet.figures, start=1):
        languages = ", ".join(f"{line.label} {line.count}" for line in figure.by_language)
        notes = [languages, f"{figure.unproven} chưa có minh chứng" if figure.unproven else ""]
        note = "; ".join(one for one in notes if one)
        rows.append([str(number), _raised(figure.label), "", number_words(figure.count), note])
        rows += [["", _raised(one.label), one.unit, number_words(one.value), ""] for one in figure.sums]
    return Table(
        ["STT", "Chỉ tiêu", "Đơn vị tính", "Số liệu", "Ghi chú"],
        rows,
        "Biểu số liệu",
        frozenset({3}),
        (1, 5, 1.8, 1.6, 3),
    )


def _raised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _supplements(sheet: Sheet) -> Iterable[Heading | Paragraph | Bullet]:
    for supplement in sheet.supplements:
        yield Heading(f"Bản bổ sung số {supplement.number}, ngày {plain_day(supplement.filed_at.astimezone().date())}")
        for text in (supplement.content["reason"], *supplement.content["text"].split("\n")):
            if text.strip():
                yield Paragraph(text.strip())
        for row in supplement.content["figures"]:
            yield Bullet(f"{row['label']}: {number_words(row['was'])} sửa thành {number_words(row['now'])}")


def docx_of(sheet: Sheet) -> bytes:
    """The report as DOCX."""
    return as_docx(paper_of(sheet))
