"""A report's figures, and the list that each of them counts, as XLSX."""

from collections.abc import Sequence

from nhipcau.officialdocs.writing.workbook import Cell, workbook
from nhipcau.reporting.sheet import Sheet


def xlsx_of(sheet: Sheet) -> bytes:
    """The report: its table, its figures, and every activity behind them."""
    sheets: list[tuple[str, Sequence[str], list[Sequence[Cell]]]] = []
    if sheet.lines:
        sheets.append(
            (
                "Biểu số liệu",
                ["STT", "Chỉ tiêu", "Đơn vị tính", "Số đếm được", "Số báo cáo", "Nguồn"],
                [[one.code, one.label, one.unit, one.counted, one.value, one.note] for one in sheet.lines],
            )
        )
    figures: list[Sequence[Cell]] = []
    for figure in sheet.figures:
        figures.append([figure.label, "", figure.count, figure.proven])
        figures += [[f"{figure.label}: {one.label}", one.unit, one.value, None] for one in figure.sums]
        figures += [[f"{figure.label} ({one.label})", "", one.count, None] for one in figure.by_language]
    sheets.append(("Số liệu", ["Chỉ tiêu", "Đơn vị tính", "Số liệu", "Có minh chứng"], figures))
    if sheet.added:
        rows: list[Sequence[Cell]] = [[one.label, one.unit, float(one.value), one.units] for one in sheet.added]
        sheets.append(("Từ các đơn vị", ["Chỉ tiêu", "Đơn vị tính", "Tổng số", "Số đơn vị"], rows))
    sheets.append(
        (
            "Hoạt động",
            ["Loại", "Ngày", "Nội dung", "Địa điểm", "Ngôn ngữ", "Nhiệm vụ", "Minh chứng"],
            [
                [
                    figure.label,
                    f"{one.day:%d/%m/%Y}",
                    one.title,
                    one.place,
                    one.language_label,
                    one.task,
                    one.evidence or ("có tệp" if one.is_proven else "chưa có minh chứng"),
                ]
                for figure in sheet.figures
                for one in figure.activities
            ],
        )
    )
    return workbook(sheets)
