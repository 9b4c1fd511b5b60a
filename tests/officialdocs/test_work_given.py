"""Who is given what: ways of giving work, one small example each. All names are invented."""

import pytest

from nhipcau.officialdocs import read

HEADER = (
    "ỦY BAN NHÂN DÂN\nTỈNH LAM GIANG\nSố: 12/{symbol}-UBND\nLam Giang, ngày 05 tháng 6 năm 2025\n\n"
    "{kind}\nVề công tác năm\n\n"
)


def given(body: str, kind: str = "KẾ HOẠCH", symbol: str = "KH") -> list[tuple[str, str]]:
    return [
        (task.unit, task.task.rstrip(".;")) for task in read(HEADER.format(kind=kind, symbol=symbol) + body).assignments
    ]


@pytest.mark.parametrize(
    "unit",
    [
        "Báo và Phát thanh, truyền hình Lam Giang",
        "Đài Phát thanh và Truyền hình tỉnh",
        "Tạp chí Văn nghệ Lam Giang",
        "Cổng Thông tin điện tử tỉnh",
        "Trung tâm Xúc tiến đầu tư",
        "Trường Chính trị tỉnh",
        "Viện Nghiên cứu Lam Giang",
        "Hội Nhà báo tỉnh",
        "Liên hiệp các Hội Văn học nghệ thuật tỉnh",
        "Đoàn Thanh niên Cộng sản Hồ Chí Minh tỉnh",
        "Đoàn khối các cơ quan tỉnh",
        "Bảo tàng tỉnh",
        "Thư viện tỉnh",
        "Ngân hàng Nhà nước chi nhánh tỉnh",
        "Kho bạc Nhà nước khu vực XI",
        "Cục Thống kê tỉnh",
        "Chi cục Thú y",
        "Tổng công ty Lam Giang",
        "BHXH tỉnh",
        "Các chi, đảng bộ cơ sở",
        "Ban Quản lý dự án Đầu tư xây dựng tỉnh",
    ],
)
def test_lettered_points_below_a_unit_are_its_work(unit: str) -> None:
    body = f"III. TỔ CHỨC THỰC HIỆN\n\n1. {unit}\n\na) Chủ trì xây dựng chuyên trang.\n\nb) Đưa tin hằng ngày.\n"
    assert given(body) == [(unit, "Chủ trì xây dựng chuyên trang"), (unit, "Đưa tin hằng ngày")]


@pytest.mark.parametrize(
    ("sentence", "unit", "task"),
    [
        pytest.param(
            "Trên đây là Kế hoạch công tác. Yêu cầu các sở, ngành nghiêm túc thực hiện.",
            "các sở, ngành",
            "nghiêm túc thực hiện",
            id="behind the compliment",
        ),
        pytest.param(
            "1. Sở Nội vụ là cơ quan thường trực, có trách nhiệm tham mưu chương trình.",
            "Sở Nội vụ",
            "tham mưu chương trình",
            id="what it is, then what it does",
        ),
        pytest.param(
            "1. Tổ tiếp công dân, xử lý đơn thư có trách nhiệm tham mưu trả lời đơn.",
            "Tổ tiếp công dân, xử lý đơn thư",
            "tham mưu trả lời đơn",
            id="a unit named by what it does",
        ),
        pytest.param(
            "1. Ban Chỉ đạo phòng, chống tội phạm tỉnh chủ trì kiểm tra các xã.",
            "Ban Chỉ đạo phòng, chống tội phạm tỉnh",
            "chủ trì kiểm tra các xã",
            id="a steering committee against something",
        ),
        pytest.param(
            "1. Trung tâm xúc tiến thương mại phối hợp tổ chức hội chợ.",
            "Trung tâm xúc tiến thương mại",
            "phối hợp tổ chức hội chợ",
            id="a centre named by a verb",
        ),
        pytest.param(
            "1. Bí thư Tỉnh ủy phân công đồng chí Trưởng Ban Tuyên giáo Tỉnh ủy làm người phát ngôn của Tỉnh ủy.",
            "đồng chí Trưởng Ban Tuyên giáo Tỉnh ủy",
            "làm người phát ngôn của Tỉnh ủy",
            id="a post that is charged",
        ),
        pytest.param(
            "1. Đ/c Nguyễn Văn An làm Trưởng Tiểu ban, có trách nhiệm điều hành chung.",
            "Đ/c Nguyễn Văn An",
            "điều hành chung",
            id="who heads a subcommittee and what he does",
        ),
        pytest.param(
            "1. Trưởng ban phân công bà Lý Thị Lan phụ trách công tác báo chí nước ngoài.",
            "bà Lý Thị Lan",
            "phụ trách công tác báo chí nước ngoài",
            id="a person put in charge",
        ),
        pytest.param(
            "1. Yêu cầu các phòng, phóng viên, biên tập viên nghiêm túc thực hiện.",
            "các phòng, phóng viên, biên tập viên",
            "nghiêm túc thực hiện",
            id="posts named after what they do",
        ),
        pytest.param(
            "1. Phòng Chính trị là đầu mối tham mưu Chỉ huy đơn vị triển khai Kế hoạch.",
            "Phòng Chính trị",
            "là đầu mối tham mưu Chỉ huy đơn vị triển khai Kế hoạch",
            id="what it is, and at once what it does",
        ),
        pytest.param(
            "1. Yêu cầu Giám đốc các sở chịu trách nhiệm toàn diện về kết quả.",
            "Giám đốc các sở",
            "chịu trách nhiệm toàn diện về kết quả",
            id="the responsibility is the task",
        ),
        pytest.param(
            "1. Giám đốc các sở chịu trách nhiệm tổ chức thực hiện kế hoạch năm.",
            "Giám đốc các sở",
            "tổ chức thực hiện kế hoạch năm",
            id="the responsibility is a link",
        ),
        pytest.param(
            "1. Trường hợp vượt công suất, cơ sở lưu trú có trách nhiệm báo cáo Sở Du lịch.",
            "cơ sở lưu trú",
            "báo cáo Sở Du lịch",
            id="behind a condition",
        ),
        pytest.param(
            "1. Phòng Cảnh sát giao thông phân luồng phương tiện qua cầu.",
            "Phòng Cảnh sát giao thông",
            "phân luồng phương tiện qua cầu",
            id="plain verb",
        ),
    ],
)
def test_a_sentence_gives_work(sentence: str, unit: str, task: str) -> None:
    assert given(sentence) == [(unit, task)]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("Ngày 02/6/2025, Phó Chủ tịch UBND tỉnh chủ trì cuộc họp về tiến độ.", id="how it came about"),
        pytest.param("1. Ban Chỉ đạo làm việc theo nguyên tắc tập trung dân chủ.", id="rule of working"),
        pytest.param(
            "Điều 2. Giám đốc các sở và các đơn vị liên quan căn cứ Quyết định thi hành.", id="closing clause"
        ),
        pytest.param("1. Ủy ban nhân dân tỉnh thống nhất đánh giá tình hình năm qua.", id="the issuer agrees"),
    ],
)
def test_a_sentence_gives_no_work(sentence: str) -> None:
    assert given(sentence) == []


def test_plans_of_a_report_give_work_and_its_account_gives_none() -> None:
    body = (
        "I. KẾT QUẢ THỰC HIỆN\n1. Sở Nội vụ tổ chức 03 lớp tập huấn.\n"
        "II. NHIỆM VỤ TRỌNG TÂM QUÝ III\n"
        "1. Sở Nội vụ rà soát hồ sơ lưu trữ.\n2. Ủy ban nhân dân tỉnh tiếp tục chỉ đạo.\n"
    )
    assert given(body, kind="BÁO CÁO", symbol="BC") == [("Sở Nội vụ", "rà soát hồ sơ lưu trữ")]


def test_what_is_explained_under_an_opening_request_is_no_work() -> None:
    body = (
        "Đề nghị các sở, ngành phối hợp cung cấp số liệu, đồng thời thực hiện các nội dung sau:\n"
        "1. Rà soát số giường bệnh của đơn vị.\n2. Số giường nằm trong tổng số được phê duyệt.\n"
    )
    assert [task for _, task in given(body)] == [
        "phối hợp cung cấp số liệu, đồng thời thực hiện các nội dung sau:",
        "Rà soát số giường bệnh của đơn vị",
    ]


def test_what_is_asked_and_what_it_brings_and_by_when() -> None:
    body = (
        "1. Sở Ngoại vụ tham mưu UBND tỉnh ban hành kế hoạch đón đoàn trong tháng 3/2026.\n\n"
        "2. Đề nghị Ủy ban MTTQ tỉnh biên soạn tài liệu hỏi đáp, gửi Sở Ngoại vụ chậm nhất 10 ngày sau khi nhận.\n\n"
        "3. Đề nghị Tỉnh Đoàn\n\n- Sản xuất 02 phóng sự về thanh niên biên giới trước ngày 15/9.\n"
    )
    found = read(HEADER.format(kind="KẾ HOẠCH", symbol="KH") + body).assignments
    assert [(one.requested, one.product, one.deadline) for one in found] == [
        (False, "kế hoạch đón đoàn", "trong tháng 3/2026"),
        (True, "tài liệu hỏi đáp", "chậm nhất 10 ngày sau khi nhận"),
        (True, "02 phóng sự về thanh niên biên giới", "trước ngày 15/9"),
    ]


@pytest.mark.parametrize(
    ("body", "units"),
    [
        pytest.param(
            "1. Phòng: Văn hóa - Xã hội\n\n- Chủ trì soạn đề cương.\n\n2. Phòng: Kinh tế\n\n- Cân đối kinh phí.\n",
            ["Phòng: Văn hóa - Xã hội", "Phòng: Kinh tế"],
            id="a colon inside the name",
        ),
        pytest.param(
            "1. Phòng Thư ký - Xuất bản\n\nMở chuyên mục mới trên báo in.\n\n2. Phòng Trị sự\n\nLập dự toán.\n",
            ["Phòng Thư ký - Xuất bản", "Phòng Trị sự"],
            id="verbs that are nouns in the name",
        ),
        pytest.param(
            "1. Nhiệm vụ của Tổ tiếp công dân, xử lý khiếu nại, tố cáo:\n\n- Thực hiện tiếp công dân.\n",
            ["Tổ tiếp công dân, xử lý khiếu nại, tố cáo"],
            id="the work of a unit named by what it does",
        ),
    ],
)
def test_headings_name_units_of_unusual_names(body: str, units: list[str]) -> None:
    assert [unit for unit, _ in given(body)] == units


@pytest.mark.parametrize(
    "sentence",
    [
        "2. Người đứng đầu các xã có thể ủy quyền cho người có trách nhiệm phát ngôn bằng văn bản.",
        "Ngày 21/8/2025, Ban Thường vụ Đảng ủy họp cho ý kiến đối với Tờ trình của Sở A.",
        "Hội nghị giao ban báo chí 12 kỳ; kiện toàn mạng lưới.",
    ],
)
def test_what_may_be_done_or_was_held_gives_no_work(sentence: str) -> None:
    assert given(sentence + "\n") == []


@pytest.mark.parametrize(
    ("unit", "task"),
    [
        ("Sở Giáo dục và Đào tạo", "chủ trì xây dựng tài liệu"),
        ("Văn phòng Đăng ký đất đai tỉnh", "cung cấp số liệu"),
        ("Các đơn vị sự nghiệp công lập", "thực hiện tự chủ"),
        ("Trung tâm Dịch vụ tổng hợp phường", "quản lý 24 cụm loa"),
        ("Hội đồng Phối hợp phổ biến, giáo dục pháp luật xã", "tuyên truyền Luật Căn cước"),
        ("Công an xã", "bảo vệ trật tự tại lễ hội"),
        ("Sở Khoa học và Công nghệ", "phát triển nền tảng số"),
        ("Các doanh nghiệp viễn thông trên địa bàn", "nhắn tin tuyên truyền"),
        ("Các cơ quan báo chí Trung ương thường trú tại tỉnh", "đăng tin, bài"),
        ("Ga thành phố Lam Giang", "dán áp phích"),
        ("Cụm thi đua số 2", "giao ước thi đua"),
        ("Thống kê tỉnh", "cung cấp số liệu"),
        ("Xí nghiệp Quản lý, khai thác thủy lợi", "tích nước hồ chứa"),
        ("Các hộ dân sinh sống hai bên tuyến đường", "tự tháo dỡ mái che"),
        ("UBND các xã, phường: Na Lư, Bản Mạ", "rà soát hộ nghèo"),
    ],
)
@pytest.mark.parametrize("form", ["1. {unit} {task}.", "1. Giao {unit} {task}.", "Khi triển khai, {unit} {task}."])
def test_a_name_ends_where_the_work_begins(unit: str, task: str, form: str) -> None:
    assert given(f"III. TỔ CHỨC THỰC HIỆN\n\n{form.format(unit=unit, task=task)}\n") == [(unit, task)]


def test_a_point_that_demands_something_is_the_work_of_the_unit_above() -> None:
    body = (
        "1. Sở Xây dựng\n\n- Yêu cầu đơn vị vận tải niêm yết giá vé.\n\nYêu cầu các sở, ngành thực hiện nghiêm túc.\n"
    )
    assert given(body) == [
        ("Sở Xây dựng", "Yêu cầu đơn vị vận tải niêm yết giá vé"),
        ("các sở, ngành", "thực hiện nghiêm túc"),
    ]


def test_units_behind_labels_get_the_work_above_them() -> None:
    body = (
        "1. Xây dựng kịch bản hội nghị\n\n- Đơn vị chủ trì: Phòng Hợp tác quốc tế.\n\n"
        "- Đơn vị phối hợp: Văn phòng Sở, Trung tâm Dịch vụ đối ngoại.\n\n"
        "- Thời gian hoàn thành: trước ngày 20/6/2025.\n\n"
        "2. Mời đại biểu. Chủ trì thực hiện: Thanh tra Sở.\n"
    )
    script, guests = read(HEADER.format(kind="KẾ HOẠCH", symbol="KH") + body).assignments
    assert (script.unit, script.role.value, script.task) == (
        "Phòng Hợp tác quốc tế",
        "lead",
        "Xây dựng kịch bản hội nghị",
    )
    assert script.cooperating_units == ("Văn phòng Sở", "Trung tâm Dịch vụ đối ngoại")
    assert (script.deadline, str(script.deadline_date)) == ("trước ngày 20/6/2025", "2025-06-20")
    assert (guests.unit, guests.task) == ("Thanh tra Sở", "Mời đại biểu")


def test_each_label_of_a_heading_belongs_to_the_point_above_it() -> None:
    body = (
        "II. NỘI DUNG\n\n- Sản xuất phim ngắn.\n\n- Đơn vị thực hiện: Báo Lam Giang.\n\n"
        "- In tập gấp.\n\n- Đơn vị chủ trì: Sở Ngoại vụ.\n"
    )
    assert given(body) == [("Báo Lam Giang", "Sản xuất phim ngắn"), ("Sở Ngoại vụ", "In tập gấp")]


def test_a_chairman_who_only_demands_gets_no_work() -> None:
    body = "Để khắc phục, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:\n\n1. Sở Nội vụ\n\na) Kiểm tra các xã.\n"
    assert given(body, "CHỈ THỊ", "CT") == [("Sở Nội vụ", "Kiểm tra các xã")]


def test_plain_text_behind_the_last_unit_is_not_its_work() -> None:
    body = (
        "Sở A đề nghị các đơn vị phối hợp thực hiện:\n\n1. Đối với Hội Nhà báo tỉnh: vận động hội viên tham gia.\n\n"
        "Hồ sơ gửi về Sở chậm nhất ngày 10/9/2025.\n\nĐịnh kỳ 6 tháng, các đơn vị thống kê số lượng tác phẩm.\n"
    )
    assert given(body) == [
        ("Hội Nhà báo tỉnh", "vận động hội viên tham gia"),
        ("các đơn vị", "thống kê số lượng tác phẩm"),
    ]


def test_whom_a_meeting_is_led_by_is_no_work() -> None:
    body = "1. Thành phần:\n\n- Chủ trì: Đồng chí Phó Chủ tịch UBND tỉnh.\n\n- Mời dự: Sở Tài chính.\n"
    assert given(body, "GIẤY MỜI", "GM") == []


def test_a_point_without_a_unit_of_its_own_stays_with_the_unit_above() -> None:
    body = "1. Công đoàn các xã\n\n- Mỗi công đoàn cơ sở có ít nhất 01 công trình gắn biển.\n"
    assert given(body) == [("Công đoàn các xã", "Mỗi công đoàn cơ sở có ít nhất 01 công trình gắn biển")]


def test_a_regiment_with_its_number_heads_points_of_work() -> None:
    assert given("1. Đoàn Kinh tế - Quốc phòng 313\n\n- Giúp dân làm nhà.\n") == [
        ("Đoàn Kinh tế - Quốc phòng 313", "Giúp dân làm nhà")
    ]
