"""Tables of tasks in annexes: with bars, with cells on lines of their own, and in columns. All names are invented."""

import pytest

from nhipcau.officialdocs import Assignment, Doubt, Origin, read

HEADER = (
    "UBND TỈNH LAM GIANG\nSố: 12/KH-UBND\nLam Giang, ngày 05 tháng 01 năm 2026\n\nKẾ HOẠCH\n"
    "Công tác năm 2026\n\nNội dung.\n\n"
    "Nơi nhận:\n- Lưu: VT.\n\nCHỦ TỊCH\n\nTrần Văn Khuê\n\nPHỤ LỤC\nPHÂN CÔNG NHIỆM VỤ\n"
)


def rows(table: str) -> list[Assignment]:
    """The assignments of a table; no row of it may become a part of the outline."""
    document = read(f"{HEADER}{table}\n")
    assert [item.mark for item in document.outline] == ["PHỤ LỤC"]
    assert all(task.origin is Origin.TABLE for task in document.assignments)
    return list(document.assignments)


def told(tasks: list[Assignment]) -> list[tuple[str, str, str | None, str | None]]:
    return [(task.unit, task.task, task.deadline, task.product) for task in tasks]


def test_headings_on_two_rows_are_one() -> None:
    tasks = rows(
        "STT | Nội dung | Đơn vị thực hiện |  | Thời hạn | Sản phẩm\n |  | Chủ trì | Phối hợp |  | \n"
        "1 | Xây dựng kế hoạch | Sở Ngoại vụ | Công an tỉnh | Tháng 3/2026 | Kế hoạch\n"
        "2 | Làm phim\ngiới thiệu | Báo Lam Giang | Sở Ngoại vụ | 30/6/2026 | Phim"
    )
    assert told(tasks) == [
        ("Sở Ngoại vụ", "Xây dựng kế hoạch", "Tháng 3/2026", "Kế hoạch"),
        ("Báo Lam Giang", "Làm phim giới thiệu", "30/6/2026", "Phim"),
    ]
    assert tasks[0].cooperating_units == ("Công an tỉnh",)


def test_headings_come_again_on_every_page_and_groups_give_no_work() -> None:
    tasks = rows(
        "TT | Nhiệm vụ | Cơ quan chủ trì | Thời gian hoàn thành\n(1) | (2) | (3) | (4)\nI | CÔNG TÁC CHỈ ĐẠO |  | \n"
        "1 | Việc một | Sở Y tế | Quý I\n\n2\n\nTT | Nhiệm vụ | Cơ quan chủ trì | Thời gian hoàn thành\n"
        "2 | Việc hai | Sở Nội vụ | Quý II"
    )
    assert [(task.unit, task.task) for task in tasks] == [("Sở Y tế", "Việc một"), ("Sở Nội vụ", "Việc hai")]


def test_a_group_names_the_unit_where_no_column_does() -> None:
    tasks = rows(
        "TT | Nhiệm vụ | Thời gian hoàn thành | Kết quả\nI | Sở Ngoại vụ |  | \n"
        "1 | Xây dựng đề án | Quý I/2026 | Đề án\n"
        "II | Công an tỉnh |  | \n2 | Rà soát | Quý II/2026 | Báo cáo"
    )
    assert told(tasks) == [
        ("Sở Ngoại vụ", "Xây dựng đề án", "Quý I/2026", "Đề án"),
        ("Công an tỉnh", "Rà soát", "Quý II/2026", "Báo cáo"),
    ]
    assert [task.doubt for task in tasks] == [Doubt.UNIT_INHERITED] * 2


@pytest.mark.parametrize("blank", ["", "nt", '"'])
def test_a_cell_that_goes_on_from_above_has_the_unit_of_the_row_above(blank: str) -> None:
    tasks = rows(
        f"TT | Công việc | Đơn vị chủ trì | Hạn\n1 | Việc một | Sở Y tế | Quý I\n2 | Việc hai | {blank} | Quý II"
    )
    assert [(task.unit, task.doubt) for task in tasks] == [("Sở Y tế", None), ("Sở Y tế", Doubt.UNIT_INHERITED)]


def test_cells_on_lines_of_their_own_are_put_under_their_headings() -> None:
    tasks = rows(
        "STT\nNội dung nhiệm vụ\nCơ quan chủ trì\nCơ quan phối hợp\nThời gian hoàn thành\nSản phẩm\nI\n"
        "CÔNG TÁC CHỈ ĐẠO\n"
        "1\nBan hành Quy chế\nSở Ngoại vụ\nCác thành viên\nTháng 3/2026\nQuy chế\nII\nTUYÊN TRUYỀN\n"
        "2\nLàm phim\ngiới thiệu tỉnh\nSở Văn hóa\nBáo Lam Giang\nQuý III/2026\nPhim"
    )
    assert told(tasks) == [
        ("Sở Ngoại vụ", "Ban hành Quy chế", "Tháng 3/2026", "Quy chế"),
        ("Sở Văn hóa", "Làm phim giới thiệu tỉnh", "Quý III/2026", "Phim"),
    ]


def test_a_lost_cell_shifts_no_other() -> None:
    (task,) = rows(
        "TT\nNhiệm vụ\nĐơn vị chủ trì\nPhối hợp\nThời hạn\n1\nRà soát cụm thông tin\nSở Ngoại vụ\nTháng 3/2026"
    )
    assert (task.unit, task.cooperating_units, task.deadline) == ("Sở Ngoại vụ", (), "Tháng 3/2026")


def test_columns_side_by_side_are_told_apart_by_the_blanks_between_them() -> None:
    tasks = rows(
        "TT Nội dung nhiệm vụ            Cơ quan chủ trì   Cơ quan phối Thời gian hoàn   Sản\n"
        "                                                  hợp          thành            phẩm\n"
        "I   CÔNG TÁC CHỈ ĐẠO\n"
        "1   Ban hành Quy chế phối hợp Sở Ngoại vụ         Các thành    Tháng 3/2026     Quy chế\n"
        "    cung cấp thông tin                            viên\n"
        "II CÔNG TÁC TUYÊN TRUYỀN\n"
        "2   Xây dựng bộ phim giới     Sở Văn hóa, Thể   Báo Lam       Quý III/2026     Phim tài\n"
        "    thiệu tỉnh                thao và Du lịch   Giang                          liệu\n"
    )
    assert told(tasks) == [
        ("Sở Ngoại vụ", "Ban hành Quy chế phối hợp cung cấp thông tin", "Tháng 3/2026", "Quy chế"),
        ("Sở Văn hóa, Thể thao và Du lịch", "Xây dựng bộ phim giới thiệu tỉnh", "Quý III/2026", "Phim tài liệu"),
    ]


def test_running_text_behind_a_table_is_text_again() -> None:
    document = read(
        f"{HEADER}TT\nNhiệm vụ\nĐơn vị chủ trì\nThời hạn\n1\nIn tờ gấp\nSở Ngoại vụ\n15/4/2026\n\n"
        f"II. TỔ CHỨC THỰC HIỆN\n\n1. Việc khác.\n"
    )
    assert [item.mark for item in document.outline] == ["PHỤ LỤC", "II", "1"]


def test_a_column_of_what_is_counted_gives_no_work() -> None:
    assert (
        rows("TT | Nội dung | Đơn vị | Kết quả\n1 | Tin, bài đối ngoại | tin, bài | 126\n2 | Đoàn đón | lượt | 9") == []
    )
