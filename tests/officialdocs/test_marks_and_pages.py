"""Marks of parts in all their prints, page numbers and running heads. All names are invented."""

import pytest

from nhipcau.officialdocs import ProvisionKind, read

HEADER = (
    "UBND TỈNH LAM GIANG\nSỞ NGOẠI VỤ\nSố: 12/KH-SNgV\nLam Giang, ngày 05 tháng 6 năm 2025\n"
    "\nKẾ HOẠCH\nCông tác năm 2025 của Sở Ngoại vụ tỉnh\n\n"
)


@pytest.mark.parametrize(
    ("lines", "outline"),
    [
        (["Phần A: MỤC TIÊU", "1. Một việc.", "Phần B: NHIỆM VỤ"], [(1, "Phần A"), (2, "1"), (1, "Phần B")]),
        (["Chương một", "QUY ĐỊNH CHUNG", "Chương II: NỘI DUNG"], [(1, "Chương một"), (1, "Chương II")]),
        (["Điều 1: Phạm vi", "Ðiều 2. Đối tượng", "Điều 3 - Thi hành"], [(1, "Điều 1"), (1, "Điều 2"), (1, "Điều 3")]),
        (
            ["Chương I", "CHUNG", "Mục 1. CẤP TỈNH", "Tiểu mục 1. VỊ TRÍ", "Điều 1. Vị trí", "Mục 2. CẤP XÃ"],
            [(1, "Chương I"), (2, "Mục 1"), (3, "Tiểu mục 1"), (4, "Điều 1"), (2, "Mục 2")],
        ),
        (["I/- MỤC TIÊU", "1/- Một việc.", "II/- NHIỆM VỤ"], [(1, "I"), (2, "1"), (1, "II")]),
        (["1. Việc:", "1.a) Một việc.", "1.b) Hai việc.", "2. Việc."], [(1, "1"), (1, "2")]),
        (
            ["I. MỤC TIÊU", "A. Mục tiêu chung", "B. Mục tiêu cụ thể", "II. KINH PHÍ"],
            [(1, "I"), (2, "A"), (2, "B"), (1, "II")],
        ),
        (["1. Người ký:", "A. Dũng là tên viết tắt."], [(1, "1")]),
    ],
)
def test_marks_of_parts(lines: list[str], outline: list[tuple[int, str]]) -> None:
    assert [(item.level, item.mark) for item in read(HEADER + "\n\n".join(lines) + "\n").outline] == outline


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        *(
            (f"{letter} Một việc.", ProvisionKind.LETTER)
            for letter in ("a)", "a.", "a-", "a/", "(a)", "ii)", "(ii)", "1.a)")
        ),
        *((f"{sign} Một việc.", ProvisionKind.BULLET) for sign in "-–+*•▪◦■➢✓✔→►"),
        ("b/c Thường trực.", ProvisionKind.PARAGRAPH),
    ],
)
def test_points_below_the_outline(printed: str, kind: ProvisionKind) -> None:
    document = read(f"{HEADER}1. Việc:\n\n{printed}\n")
    assert [provision.kind for provision in document.provisions] == [ProvisionKind.POINT, kind]
    assert document.provisions[1].parent == 0
    assert [item.mark for item in document.outline] == ["1"]


@pytest.mark.parametrize(
    "page_end",
    [
        "\n\n- 2 -\n\n",
        "\n\nTrang 2/5\n\n",
        "\n2\n\f",
        "\n\f2\n",
        "\n\n2 | Trang\n\n",
        "\n\nPage 2 of 5\n\n",
        "\nTrang: 2\n",
        "\n\fKế hoạch công tác năm 2025                 2\n",
    ],
)
def test_what_stands_between_pages_parts_no_paragraph(page_end: str) -> None:
    first = (
        "1. Các cơ quan, đơn vị nghiêm túc triển khai thực hiện kế hoạch này theo chức năng, nhiệm vụ\n"
        "được giao và báo cáo"
    )
    document = read(f"{HEADER}{first}{page_end}kết quả về Sở Ngoại vụ trước ngày 10/12/2025.\n\n2. Việc khác.\n")
    assert [provision.mark for provision in document.provisions] == ["1", "2"]
    assert document.provisions[0].text.endswith("báo cáo kết quả về Sở Ngoại vụ trước ngày 10/12/2025.")


def test_heads_that_come_again_on_pages_are_dropped() -> None:
    pages = "\f".join(f"UBND TỈNH LAM GIANG - trang {page}\n{page}. Việc số {page} của tỉnh.\n" for page in range(2, 5))
    document = read(f"{HEADER}1. Việc số 1 của tỉnh.\n\f{pages}")
    assert [provision.text for provision in document.provisions] == [f"{n}. Việc số {n} của tỉnh." for n in range(1, 5)]
