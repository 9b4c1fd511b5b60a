"""The outline of a summing-up (báo cáo tổng kết) over years, with its tables: an officer writes on from there."""

from collections.abc import Iterable

from nhipcau.officialdocs.writing import Block, Bullet, Heading, OfficialPaper, Paragraph, Style, Table
from nhipcau.organisation.models import Unit
from nhipcau.organisation.paper_style import style_of
from nhipcau.reporting.labels import number_words
from nhipcau.reporting.review import Review, YearRow
from nhipcau.reporting.rules import change_in_percent


def summing_up(review: Review, *, place: str) -> OfficialPaper:
    """Results by figure, targets against reality, then the parts that only people can write."""
    issuer: Unit | None = review.duty.addressee or review.duty.reporter
    return OfficialPaper(
        style=style_of(issuer) if issuer else Style.PARTY,
        parent=issuer.parent.name if issuer and issuer.parent else "",
        issuer=issuer.name if issuer else review.duty.name,
        symbol="BC-…",
        kind="Báo cáo tổng kết",
        subject=f"Công tác thông tin đối ngoại {_span(review)}",
        place=place,
        day=None,
        body=list(_body(review)),
        recipients=["Cấp trên (để báo cáo)", "Các đơn vị liên quan", "Lưu: VT"],
        signer_title="Thủ trưởng đơn vị",
    )


def _body(review: Review) -> Iterable[Block]:
    yield Heading("I. Công tác lãnh đạo, chỉ đạo, triển khai thực hiện")
    yield Paragraph(
        f"Trong {_span(review)}, đã tiếp nhận "
        f"{number_words(sum(review.reports))} báo cáo của các đơn vị theo chế độ “{review.duty.name}”. […]"
    )
    yield Heading("II. Kết quả thực hiện")
    for counted, figures in _by_kind(review.rows):
        parts = "; ".join(_told(review, row) for row in figures)
        yield Bullet(
            f"{_capital(_told(review, counted))} ({parts})." if parts else f"{_capital(_told(review, counted))}."
        )
    if review.rows:
        yield _table(review)
    yield Heading("III. Kết quả thực hiện các chỉ tiêu")
    if review.realities:
        for one in review.realities:
            state = "đạt" if one.is_reached else "đang thực hiện" if one.is_under_way else "chưa đạt"
            yield Bullet(
                f"{one.target.name}: {number_words(one.value)} so với chỉ tiêu {number_words(one.wanted)} ({state})."
            )
    else:
        yield Paragraph("[…]")
    for heading in (
        "IV. Hạn chế và nguyên nhân",
        "V. Bài học kinh nghiệm",
        "VI. Phương hướng, nhiệm vụ giai đoạn tới",
        "VII. Đề xuất, kiến nghị",
    ):
        yield Heading(heading)
        yield Paragraph("[…]")


def _span(review: Review) -> str:
    first, last = review.years[0], review.years[-1]
    return f"năm {first}" if first == last else f"giai đoạn {first} - {last}"


def _by_kind(rows: Iterable[YearRow]) -> Iterable[tuple[YearRow, list[YearRow]]]:
    """Each count with the figures that stand below it in the table."""
    groups: list[tuple[YearRow, list[YearRow]]] = []
    for row in rows:
        if row.name.is_count or not groups:
            groups.append((row, []))
        else:
            groups[-1][1].append(row)
    return groups


def _told(review: Review, row: YearRow) -> str:
    """ "tin, bài được đăng: 1.200, năm 2026 tăng 20% so với năm 2022"."""
    label = row.name.label[:1].lower() + row.name.label[1:]
    text = f"{label}: {number_words(row.total)} {row.name.unit}".rstrip()
    known = [(year, value) for year, value in zip(review.years, row.values, strict=True) if value is not None]
    if len(known) < 2:
        return text
    (first, then), (last, now) = known[0], known[-1]
    percent = change_in_percent(now, then)
    if percent is None:
        return text
    if percent == 0:
        return f"{text}, năm {last} bằng năm {first}"
    return f"{text}, năm {last} {'tăng' if percent > 0 else 'giảm'} {abs(percent)}% so với năm {first}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _table(review: Review) -> Table:
    rows = [
        [
            _capital(row.name.label),
            row.name.unit,
            *("" if value is None else number_words(value) for value in row.values),
            number_words(row.total),
        ]
        for row in review.rows
    ]
    years = len(review.years)
    return Table(
        ["Chỉ tiêu", "Đơn vị tính", *(str(year) for year in review.years), "Tổng"],
        rows,
        "Số liệu theo năm",
        frozenset(range(2, years + 3)),
        (4, 1.6, *([1.2] * years), 1.4),
    )
