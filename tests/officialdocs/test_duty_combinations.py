"""Periodic duties put together from their parts: how often, by when and what, in the orders that offices use.

The expected days and frequencies follow from the parts, so a combination that nobody thought of is tried as well. All
names are invented.
"""

from collections.abc import Iterator
from functools import cache
from itertools import product

import pytest

from nhipcau.officialdocs import read

HEADER = (
    "ỦY BAN NHÂN DÂN\nTỈNH LAM GIANG\nSố: 12/KH-UBND\nLam Giang, ngày 05 tháng 6 năm 2025\n\n"
    "KẾ HOẠCH\nVề công tác năm\n\nIII. TỔ CHỨC THỰC HIỆN\n\n"
)
MONTH, QUARTER, HALF, YEAR, WEEK = "month", "quarter", "half-year", "year", "week"
# How often, without a word of reporting of its own.
OFTEN = {
    "hằng tháng": MONTH,
    "hàng tháng": MONTH,
    "mỗi tháng": MONTH,
    "định kỳ hằng tháng": MONTH,
    "hằng quý": QUARTER,
    "mỗi quý": QUARTER,
    "từng quý": QUARTER,
    "định kỳ hằng quý": QUARTER,
    "03 tháng một lần": QUARTER,
    "định kỳ 06 tháng": HALF,
    "định kỳ sáu tháng": HALF,
    "6 tháng/lần": HALF,
    "06 tháng một lần": HALF,
    "hằng năm": YEAR,
    "định kỳ hàng năm": YEAR,
    "mỗi năm một lần": YEAR,
    "hằng tuần": WEEK,
    "định kỳ hằng tuần": WEEK,
}
# By when, and the day of the month that it says; what fits each frequency.
BY = {
    MONTH: {
        "trước ngày 20": 20,
        "chậm nhất là ngày 20": 20,
        "chậm nhất vào ngày 20": 20,
        "muộn nhất ngày 05": 5,
        "vào ngày 25": 25,
        "trước ngày 05 của tháng sau": 5,
        "vào ngày làm việc cuối cùng của tháng": None,
    },
    QUARTER: {
        "trước ngày 20 của tháng cuối quý": 20,
        "chậm nhất ngày 25 tháng cuối quý": 25,
        "vào ngày 15 tháng cuối cùng của quý": 15,
        "trước ngày 10 tháng đầu quý sau": 10,
        "trước ngày 20 các tháng 3, 6, 9, 12": 20,
    },
    HALF: {"trước ngày 15/6": 15, "chậm nhất ngày 10 tháng 6": 10},
    YEAR: {"trước ngày 15/11": 15, "chậm nhất là ngày 05 tháng 12": 5, "trước 30/11": 30},
    WEEK: {"vào chiều thứ Năm": None, "trước 16 giờ thứ Sáu": None, "vào thứ Hai": None},
}
DUTIES = (
    "báo cáo kết quả về Sở A",
    "gửi báo cáo về Sở A",
    "tổng hợp số liệu gửi Sở A",
    "cung cấp thông tin cho Sở A",
    "nộp bảng kê cho Sở A",
    "phản ánh tình hình về Sở A",
    "cập nhật số liệu lên Hệ thống",
)
# Both together: the words between are those of each order.
WITH_DAY = (
    "{Often}, {by}, các đơn vị {duty}.",
    "{Often} ({by}), UBND các xã {duty}.",
    "{Often}, các đơn vị {duty} {by}.",
    "Các đơn vị {duty} {often} ({by}).",
    "Các đơn vị {duty} {often}, {by}.",
    "Các đơn vị {often} {duty} {by}.",
    "Các đơn vị {duty} theo định kỳ {often} ({by}).",
    "Sở Nội vụ theo dõi, đôn đốc; {often} {duty} {by}.",
    "Chế độ báo cáo: {often}, các đơn vị {duty} {by}.",
)
WITHOUT_DAY = (
    "{Often}, các đơn vị {duty}.",
    "Các đơn vị {duty} {often}.",
    "Các đơn vị {often} {duty}.",
    "Các đơn vị {duty} {often} hoặc khi có yêu cầu.",
    "Sở Nội vụ theo dõi, đôn đốc; {often} {duty}.",
)
# The day right before its frequency ("trước ngày 20 hằng tháng").
DAY_FIRST = ("{By} {often}, các đơn vị {duty}.", "Các đơn vị {duty} {by} {often}.", "Thời hạn báo cáo: {by} {often}.")
NAMED_REPORTS = {
    "tuần": (WEEK, "trước 10 giờ thứ Năm", None),
    "tháng": (MONTH, "trước ngày 18", 18),
    "quý": (QUARTER, "trước ngày 19 của tháng cuối quý", 19),
    "6 tháng": (HALF, "trước ngày 17/6", 17),
    "06 tháng đầu năm": (HALF, "chậm nhất ngày 16 tháng 6", 16),
    "năm": (YEAR, "trước ngày 14/12", 14),
}
ONE_REPORT = (
    "Các đơn vị gửi báo cáo {name} {by} về Sở A.",
    "Báo cáo {name}: {by}.",
    "Báo cáo {name} gửi {by} về Sở A.",
    "Báo cáo {name} gửi về Sở A {by}.",
    "Báo cáo định kỳ {name}: {by}.",
    "Thời hạn gửi báo cáo {name}: {by}.",
    "Đối với báo cáo {name}: gửi {by}.",
    "{By} đối với báo cáo {name}.",
    "Gửi báo cáo {by} (đối với báo cáo {name}).",
)
TWO_REPORTS = (
    "Các đơn vị báo cáo {a} ({by_a}) và {b} ({by_b}) về Sở A.",
    "Báo cáo {a} {by_a}; báo cáo {b} {by_b}.",
    "Báo cáo {a} gửi {by_a}, báo cáo {b} gửi {by_b}.",
    "Chế độ báo cáo: báo cáo {a}: {by_a}; báo cáo {b}: {by_b}.",
    "Các đơn vị gửi báo cáo {by_a} (đối với báo cáo {a}) và {by_b} (đối với báo cáo {b}).",
)
NO_DUTY = (
    "Sở Tài chính bố trí kinh phí trong dự toán ngân sách {often}.",
    "Sở Nội vụ đưa nội dung vào chương trình công tác {often}.",
    "Kinh phí thực hiện được bố trí trong dự toán chi {often} của các đơn vị.",
    "Sở Nội vụ tham mưu kế hoạch {often} và dài hạn.",
    "Kết quả thực hiện là tiêu chí đánh giá, xếp loại {often} của tập thể.",
)
ONCE = (
    "Các đơn vị gửi báo cáo kết quả {by} năm 2025.",
    "Các đơn vị gửi báo cáo tháng 5 trước ngày 20/6/2025.",
    "Các đơn vị gửi báo cáo năm 2025 trước ngày 20/12/2025.",
    "Các đơn vị gửi báo cáo quý II trước ngày 20/6/2025.",
    "Các đơn vị báo cáo kết quả trong 06 tháng đầu năm 2025 trước ngày 15/6/2025.",
)

Expected = tuple[tuple[int | None, str], ...]


def capital(words: str) -> str:
    return words[0].upper() + words[1:]


def combinations() -> Iterator[tuple[str, Expected]]:
    """Each sentence with the (day, frequency) pairs that it states. The duties take turns."""
    turn = 0
    for often, every in OFTEN.items():
        for frame in WITHOUT_DAY:
            turn += 1
            duty = DUTIES[turn % len(DUTIES)]
            yield frame.format(often=often, Often=capital(often), duty=duty), ((None, every),)
        for frame, (by, day) in product(WITH_DAY, BY[every].items()):
            if "định kỳ" in frame and "định kỳ" in often:
                continue
            turn += 1
            duty = DUTIES[turn % len(DUTIES)]
            yield frame.format(often=often, Often=capital(often), by=by, duty=duty), ((day, every),)
    for often, by, frame in product(("hằng tháng", "hàng tháng", "mỗi tháng"), list(BY[MONTH])[:5], DAY_FIRST):
        yield frame.format(often=often, by=by, By=capital(by), duty=DUTIES[0]), ((BY[MONTH][by], MONTH),)
    for by, frame in product(BY[YEAR], DAY_FIRST):
        yield frame.format(often="hằng năm", by=by, By=capital(by), duty=DUTIES[1]), ((BY[YEAR][by], YEAR),)
    for by, frame in product(BY[WEEK], DAY_FIRST):
        yield frame.format(often="hằng tuần", by=by, By=capital(by), duty=DUTIES[2]), ((None, WEEK),)
    for (name, (every, by, day)), frame in product(NAMED_REPORTS.items(), ONE_REPORT):
        yield frame.format(name=name, by=by, By=capital(by)), ((day, every),)
    names = list(NAMED_REPORTS)
    for a, b in [(one, two) for one in names for two in names if names.index(one) < names.index(two)]:
        if NAMED_REPORTS[a][0] == NAMED_REPORTS[b][0]:
            continue
        for frame in TWO_REPORTS:
            (every_a, by_a, day_a), (every_b, by_b, day_b) = NAMED_REPORTS[a], NAMED_REPORTS[b]
            yield frame.format(a=a, b=b, by_a=by_a, by_b=by_b), ((day_a, every_a), (day_b, every_b))
    for frame, often in product(NO_DUTY, ("hằng năm", "hàng năm", "hằng quý")):
        yield frame.format(often=often), ()
    for frame in ONCE:
        yield frame.format(by="trước ngày 20/6"), ()


@cache
def read_all() -> list[tuple[str, Expected, Expected]]:
    """Read all sentences, each in a document of its own: the sentence, what it should state and what was read."""
    told = []
    for sentence, expected in combinations():
        found = [(duty.day, " ".join(duty.every)) for duty in read(f"{HEADER}1. {sentence}\n").recurring_deadlines]
        told.append((sentence, tuple(sorted(expected, key=str)), tuple(sorted(found, key=str))))
    return told


def test_every_combination_of_frequency_day_and_duty_is_read() -> None:
    assert len(read_all()) > 600
    assert [(sentence, read) for sentence, expected, read in read_all() if read != expected] == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            "1. Chế độ báo cáo:\n\n- Báo cáo tháng: trước ngày 20.\n\n- Báo cáo quý: trước ngày 18 của tháng cuối quý."
            "\n\n- Báo cáo 6 tháng, năm: trước ngày 15/6 và 15/12.\n",
            [(15, HALF), (15, YEAR), (18, QUARTER), (20, MONTH)],
            id="dashes that name reports",
        ),
        pytest.param(
            "1. Chế độ báo cáo định kỳ:\n\n- Tháng: trước ngày 20.\n\n- Quý: trước ngày 18 của tháng cuối quý.\n\n"
            "- Năm: trước ngày 05/12.\n",
            [(18, QUARTER), (20, MONTH), (5, YEAR)],
            id="dashes that name periods only",
        ),
        pytest.param(
            "1. Các đơn vị thực hiện chế độ báo cáo hằng quý. Thời hạn báo cáo: trước ngày 20 của tháng cuối quý.\n",
            [(20, QUARTER)],
            id="the day in a sentence of its own, with its period",
        ),
        pytest.param(
            "1. Các đơn vị báo cáo hằng tháng về Sở A. Thời hạn gửi báo cáo chậm nhất ngày 22.\n",
            [(22, MONTH)],
            id="the day in a sentence of its own",
        ),
        pytest.param(
            "1. Hằng tháng, các đơn vị:\n\n- Tổng hợp tình hình, gửi báo cáo về Sở A trước ngày 25.\n",
            [(25, MONTH)],
            id="the frequency in the lead-in",
        ),
        pytest.param(
            "1. Thời hạn gửi báo cáo định kỳ:\n\n- Tháng: ngày 20;\n\n- 6 tháng: ngày 15/6;\n\n- Năm: ngày 10/12.\n",
            [(10, YEAR), (15, HALF), (20, MONTH)],
            id="dashes without a word before the day",
        ),
        pytest.param(
            "1. Báo cáo định kỳ\n\n1.1. Báo cáo quý\n\nThời hạn gửi: trước ngày 20 của tháng cuối quý.\n\n"
            "1.2. Báo cáo năm\n\nThời hạn gửi: trước ngày 10/12.\n",
            [(10, YEAR), (20, QUARTER)],
            id="headings that name reports",
        ),
        pytest.param(
            "1. Báo cáo tháng:\n\n- Nội dung: theo mẫu số 01.\n\n- Thời hạn: trước ngày 20.\n\n2. Kinh phí\n\n"
            "- Hồ sơ thanh toán gửi trước ngày 25.\n",
            [(20, MONTH)],
            id="the day in one of several points",
        ),
        pytest.param(
            "1. Hằng tháng, Sở A:\n\na) Tổng hợp số liệu trước ngày 20;\n\nb) Báo cáo UBND tỉnh trước ngày 25.\n",
            [(20, MONTH), (25, MONTH)],
            id="each point with its day",
        ),
        pytest.param(
            "1. Định kỳ hằng quý, các đơn vị:\n\n- Báo cáo kết quả về Sở A;\n\n- Gửi danh sách về Sở B.\n",
            [(None, QUARTER)],
            id="points without days",
        ),
        pytest.param(
            "1. Hằng năm, kinh phí gồm:\n\n- Ngân sách tỉnh;\n\n- Nguồn xã hội hóa.\n",
            [],
            id="points that are no work",
        ),
        pytest.param(
            "1. Chế độ báo cáo\n\n| STT | Loại báo cáo | Thời hạn |\n| 1 | Báo cáo tháng | Trước ngày 20 hằng tháng |\n"
            "| 2 | Báo cáo năm | Trước ngày 10/12 |\n",
            [(10, YEAR), (20, MONTH)],
            id="a table",
        ),
    ],
)
def test_frequency_and_day_are_joined_over_lines_and_sentences(
    lines: str, expected: list[tuple[int | None, str]]
) -> None:
    found = [(duty.day, " ".join(duty.every)) for duty in read(HEADER + lines).recurring_deadlines]
    assert sorted(found, key=str) == sorted(expected, key=str)


AS_OFFICES_WRITE = (
    (
        "Các sở gửi báo cáo (lồng ghép trong báo cáo công tác tháng, quý, năm) về Sở A trước ngày 15 hàng tháng.",
        "15 month",
    ),
    (
        "Định kỳ trước ngày 10/6 và 10/12 hằng năm, các đơn vị báo cáo kết quả về Ban Tuyên giáo Tỉnh ủy.",
        "10 year;10 year",
    ),
    (
        "Định kỳ 6 tháng (trước ngày 15/6), 1 năm (trước ngày 15/12) báo cáo kết quả thực hiện về UBND tỉnh.",
        "15 half-year;15 year",
    ),
    ("Định kỳ 06 tháng (trước 10/6), hằng năm (trước 10/12) tổng hợp báo cáo UBND tỉnh.", "10 half-year;10 year"),
    ("Báo cáo 6 tháng gửi trước ngày 20/6; báo cáo năm gửi trước ngày 20/12 hằng năm.", "20 half-year;20 year"),
    (
        "Chế độ báo cáo: Báo cáo định kỳ hằng quý gửi trước ngày 15 tháng cuối quý; báo cáo đột xuất khi có yêu cầu.",
        "15 quarter",
    ),
    (
        "Thực hiện chế độ thông tin, báo cáo định kỳ hằng tháng, quý, 6 tháng, năm và đột xuất theo quy định.",
        "- month quarter half-year year",
    ),
    (
        "Thực hiện nghiêm túc chế độ báo cáo định kỳ (tháng, quý, 6 tháng, năm) và đột xuất về Ban Tuyên giáo Tỉnh ủy.",
        "- month quarter half-year year",
    ),
    (
        "Hằng tháng, chậm nhất là ngày 20, Công an tỉnh thông tin về tình hình an ninh biên giới cho Ban Chỉ đạo.",
        "20 month",
    ),
    ("Tổ chức giao ban báo chí mỗi tháng 01 lần vào tuần cuối tháng.", "- month"),
    ("Ban Chỉ đạo họp định kỳ 6 tháng/lần, họp đột xuất khi cần thiết.", "- half-year"),
    ("Ban Chỉ đạo họp thường kỳ mỗi quý 1 lần; khi cần thiết họp bất thường.", "- quarter"),
    ("Đài Phát thanh - Truyền hình duy trì chuyên mục “Thông tin đối ngoại” phát sóng 02 số/tháng.", "- month"),
    ("Hằng năm, xây dựng kế hoạch và bố trí kinh phí thực hiện.", "- year"),
    ("Kinh phí thực hiện được bố trí trong dự toán ngân sách nhà nước hằng năm của các cơ quan, đơn vị.", ""),
    ("Trước ngày 25 hằng tháng, báo cáo kết quả gửi về Phòng Văn hóa.", "25 month"),
    ("Các đơn vị gửi báo cáo (bản giấy và bản điện tử) về Sở Ngoại vụ trước ngày 05 tháng 12 hằng năm.", "5 year"),
    (
        "Báo cáo quý: Chốt số liệu từ ngày 15 tháng trước đến ngày 14 tháng cuối quý; gửi vào ngày 16 tháng cuối quý.",
        "16 quarter",
    ),
    (
        "Đơn vị gửi báo cáo tuần vào 15 giờ chiều thứ Năm hằng tuần, báo cáo tháng vào ngày 20 hằng tháng.",
        "- week;20 month",
    ),
    ("Cuối mỗi quý, tổng hợp kết quả báo cáo Thường trực Tỉnh ủy.", "- quarter"),
    ("Các địa phương báo cáo nhanh tình hình trước 17h00 hàng ngày về Văn phòng Ban Chỉ huy.", "- day"),
    ("Duy trì chế độ giao ban hằng tuần, hằng tháng giữa hai đơn vị.", "- week month"),
    ("Tối thiểu mỗi năm 02 lần, tổ chức gặp gỡ, trao đổi với lực lượng biên phòng nước bạn.", "- year"),
    ("Tổ chức gặp gỡ, trao đổi tình hình với lực lượng bảo vệ biên giới nước bạn ít nhất 1 lần/quý.", "- quarter"),
    ("Lễ hội được tổ chức hằng năm vào ngày 10 tháng 3 âm lịch.", ""),
    ("Thu nhập bình quân đầu người hằng năm tăng 5%.", ""),
    ("Nhân kỷ niệm Ngày Báo chí cách mạng Việt Nam 21/6 hằng năm, tổ chức trao giải.", ""),
    ("Các cơ quan báo chí mỗi tuần đăng ít nhất 01 bài về biên giới.", "- week"),
    ("Tổng hợp, báo cáo kết quả theo định kỳ (6 tháng trước ngày 15/6; năm trước ngày 30/11).", "15 half-year;30 year"),
    ("Giao Văn phòng theo dõi, tổng hợp, báo cáo Ban Thường vụ định kỳ 6 tháng, năm.", "- half-year year"),
    ("Định kỳ hằng quý (ngày 20 tháng cuối quý), năm (ngày 20/11) báo cáo về Sở.", "20 quarter;20 year"),
    (
        "Các chi bộ báo cáo định kỳ hàng tháng (ngày 25), quý (ngày 20 tháng cuối quý), năm (ngày 05/12).",
        "25 month;20 quarter;5 year",
    ),
    ("Sơ kết hằng năm, tổng kết vào năm 2030.", "- year"),
    ("Hằng năm tổ chức sơ kết, đánh giá kết quả; năm 2030 tổng kết Chương trình.", "- year"),
    ("Báo cáo năm: Thời hạn gửi chậm nhất là ngày 20 tháng 12 của năm báo cáo.", "20 year"),
    ("Báo cáo định kỳ 6 tháng đầu năm: Gửi trước ngày 18 tháng 6 hằng năm.", "18 half-year"),
    ("Báo cáo 9 tháng gửi trước ngày 18 tháng 9.", "18 year"),
    ("UBND các xã báo cáo kết quả về phòng trước ngày 18 của tháng báo cáo.", "18 month"),
    ("Trong tuần đầu của tháng, phòng tổng hợp gửi báo cáo.", "- month"),
    ("Định kỳ 6 tháng một lần (tháng 6 và tháng 12), các đơn vị báo cáo Sở.", "- half-year"),
    ("Thường xuyên báo cáo kết quả hàng tuần vào sáng thứ Sáu.", "- week"),
    ("Báo cáo kết quả tháng 10/2025 trước ngày 25/10/2025.", ""),
    ("Đoàn kiểm tra làm việc với các xã vào ngày 20 tháng 6.", ""),
    ("Hồ sơ gửi về Sở trước ngày 20 tháng 6 để tổng hợp.", ""),
    ("Nâng chất lượng sinh hoạt chi bộ hằng tháng.", ""),
    ("Kết quả thực hiện là cơ sở để đánh giá, xếp loại tổ chức đảng hằng năm.", ""),
    ("Ban Tuyên giáo cung cấp tài liệu tuyên truyền hằng tháng cho các chi bộ.", "- month"),
    ("Văn phòng Tỉnh ủy điểm báo hằng ngày gửi Thường trực Tỉnh ủy.", "- day"),
    ("Đề nghị các đơn vị gửi kế hoạch công tác năm trước ngày 15/01 hằng năm.", "15 year"),
    ("Sở Ngoại vụ cập nhật số liệu đoàn ra, đoàn vào theo quý.", "- quarter"),
    ("Chế độ thông tin: Hai bên trao đổi thông tin định kỳ vào ngày 25 hằng tháng qua Phòng Tham mưu.", "25 month"),
    ("Hai bên luân phiên tổ chức hội đàm 6 tháng/lần.", "- half-year"),
    ("Từ ngày 20 đến ngày 25 hằng tháng, các xã gửi số liệu.", "25 month"),
    (
        "Gửi báo cáo tháng, quý, năm lần lượt trước ngày 20 hằng tháng, ngày 20 tháng cuối quý và ngày 10/12.",
        "20 month;20 quarter;10 year",
    ),
    ("Định kỳ 3 tháng, 6 tháng, 9 tháng và 1 năm, các đơn vị báo cáo kết quả về Sở.", "- quarter half-year year"),
    ("Mỗi đơn vị hằng tháng gửi ít nhất 02 tin, bài về Ban Biên tập trước ngày 25.", "25 month"),
    (
        (
            "Các cơ quan, đơn vị xây dựng kế hoạch; định kỳ 6 tháng, 1 năm báo cáo kết quả thực hiện về "
            "Ban Thường vụ Tỉnh ủy (qua Ban Tuyên giáo Tỉnh ủy) để theo dõi, chỉ đạo."
        ),
        "- half-year year",
    ),
    ("Định kỳ hằng năm (trước ngày 05/12) và đột xuất khi có yêu cầu, báo cáo kết quả về UBND tỉnh.", "5 year"),
    ("Báo cáo kết quả thực hiện về Sở Nội vụ trước ngày 10/12 hằng năm để tổng hợp, báo cáo UBND tỉnh.", "10 year"),
    (
        (
            "Sở Ngoại vụ tổng hợp, báo cáo UBND tỉnh trước ngày 15/12 hằng năm; trước ngày 10/12 hằng "
            "năm, các đơn vị gửi báo cáo về Sở Ngoại vụ."
        ),
        "15 year;10 year",
    ),
    (
        (
            "Gửi báo cáo công tác tháng trước ngày 20, báo cáo quý trước ngày 20 của tháng cuối quý, báo "
            "cáo 6 tháng trước ngày 10/6, báo cáo năm trước ngày 10/12."
        ),
        "20 month;20 quarter;10 half-year;10 year",
    ),
    (
        (
            "Báo cáo tháng: ngày 20 hằng tháng. Báo cáo quý: ngày 20 tháng cuối quý. Báo cáo 6 tháng: "
            "ngày 10/6. Báo cáo năm: ngày 10/12."
        ),
        "20 month;20 quarter;10 half-year;10 year",
    ),
    ("Các đồn biên phòng báo cáo tuần trước 10h00 thứ Sáu, báo cáo tháng trước ngày 22.", "- week;22 month"),
    ("Chế độ báo cáo: ngày (trước 15 giờ), tuần (chiều thứ Năm), tháng (ngày 20).", "- day;- week;20 month"),
    ("Hằng quý, hằng năm tổ chức đối thoại với Nhân dân.", "- quarter year"),
    ("Tổ chức tiếp công dân định kỳ vào ngày 15 hằng tháng.", "15 month"),
    ("Bí thư Đảng ủy tiếp công dân mỗi tháng 01 ngày, vào ngày 15.", "15 month"),
    ("Duy trì sinh hoạt câu lạc bộ mỗi tháng một lần.", "- month"),
    ("Xuất bản Bản tin Thông tin đối ngoại 02 tháng/kỳ.", "- month"),
    ("Đăng tải ít nhất 04 tin, bài/tháng trên Cổng thông tin điện tử.", "- month"),
    ("Đoàn công tác báo cáo hằng ngày về Sở Chỉ huy.", "- day"),
    ("Văn phòng Ban Chỉ đạo họp giao ban vào chiều thứ Sáu tuần cuối hằng tháng.", "- month"),
    ("Ban Chỉ đạo họp định kỳ 01 quý/lần.", "- quarter"),
    ("Mỗi năm tổ chức ít nhất 01 đoàn đi nước ngoài.", "- year"),
    ("Kiểm tra ít nhất 1 lần/năm đối với các xã biên giới.", "- year"),
    ("Hằng năm đưa kết quả thực hiện vào tiêu chí đánh giá thi đua.", "- year"),
    ("Thời hạn gửi báo cáo định kỳ hằng tháng: Trước ngày 17 của tháng.", "17 month"),
    ("Báo cáo định kỳ hằng tháng: Thời hạn gửi chậm nhất là ngày 18 của tháng báo cáo.", "18 month"),
    ("Các sở gửi báo cáo quý I, quý II, quý III, năm trước ngày 15 của tháng cuối quý.", "15 quarter"),
    ("Chậm nhất ngày 25 của tháng cuối mỗi quý, UBND các xã báo cáo.", "25 quarter"),
    ("Trong vòng 05 ngày đầu của mỗi tháng, các đơn vị nộp báo cáo.", "- month"),
    ("Báo cáo bằng văn bản định kỳ một tháng một lần cho Thường trực Tỉnh ủy.", "- month"),
    ("Các cơ quan phối hợp trao đổi thông tin thường xuyên hoặc định kỳ hằng quý.", "- quarter"),
    ("Chúc Tết lực lượng bảo vệ biên giới nước bạn hằng năm.", ""),
    ("Thực hiện tốt quy chế giao ban định kỳ giữa hai bên.", ""),
    ("Theo kế hoạch thanh tra, kiểm tra hằng năm đã được phê duyệt.", ""),
    ("Bình quân mỗi năm có 200 lượt khách.", ""),
    ("Trong 05 năm qua, hằng năm tỉnh đều tổ chức Ngày hội.", ""),
    ("Phấn đấu mỗi năm giảm 2% số vụ vi phạm.", ""),
    ("Mức hỗ trợ 500.000 đồng/người/tháng.", ""),
    ("Chi phí thuê đường truyền 2.000.000 đồng/tháng.", ""),
    ("Định mức 15 lít/xe/tháng.", ""),
    ("Phụ cấp trách nhiệm hằng tháng bằng 0,3 mức lương cơ sở.", ""),
    ("Tuần lễ Văn hóa được tổ chức 2 năm/lần.", "- year"),
    ("Báo cáo về Ban Tuyên giáo Tỉnh ủy trước ngày 20 tháng 6 và ngày 20 tháng 12 hằng năm.", "20 year;20 year"),
    (
        "Báo cáo 6 tháng đầu năm trước ngày 20 tháng 6 và báo cáo năm trước ngày 20 tháng 12 hằng năm.",
        "20 half-year;20 year",
    ),
    (
        "Các huyện ủy báo cáo tình hình tư tưởng hằng tuần trước 16 giờ ngày thứ Năm, hằng tháng trước ngày 23.",
        "- week;23 month",
    ),
    ("Ngày 20 hàng tháng gửi về Sở Thông tin và Truyền thông kết quả hoạt động.", "20 month"),
    ("Cập nhật thường xuyên, tối thiểu 02 lần/tuần.", "- week"),
    ("Định kỳ 2 năm tổ chức hội nghị tuyên dương.", "- year"),
    ("Báo cáo theo định kỳ: tháng, quý, 6 tháng, năm.", "- month quarter half-year year"),
    (
        "Thực hiện báo cáo tháng, quý, năm theo quy định tại Công văn số 123/CV-BTG ngày 12/3/2024.",
        "- month quarter year",
    ),
    ("Giao ban báo chí: 01 tuần/lần vào thứ Ba.", "- week"),
    ("Mức trợ cấp hàng tháng cho các đối tượng bảo trợ xã hội do xã quản lý, cung cấp.", ""),
    ("Người cao tuổi hưởng trợ cấp xã hội hằng tháng gửi hồ sơ về UBND xã.", ""),
    ("Kê khai tài sản, thu nhập hằng năm theo quy định.", ""),
    ("Kiểm điểm, đánh giá, xếp loại tổ chức đảng hằng năm.", ""),
    ("Sở Tài chính tổng hợp vào dự toán ngân sách hằng năm, báo cáo UBND tỉnh.", ""),
    ("Ngày Sách và Văn hóa đọc Việt Nam (21/4) hằng năm.", ""),
    ("Đưa nội dung vào kế hoạch kiểm tra, giám sát hằng năm của cấp ủy.", ""),
    ("Các hoạt động được tổ chức định kỳ.", ""),
    ("Tăng trưởng bình quân hằng năm đạt 10%.", ""),
    ("Hằng năm có từ 80% trở lên chi bộ hoàn thành tốt nhiệm vụ.", ""),
    ("Phấn đấu hằng năm thu hút 20 dự án.", ""),
    ("Chỉ tiêu: mỗi năm kết nạp 50 đảng viên.", ""),
    ("Trong 6 tháng đầu năm, các đơn vị báo cáo 12 vụ việc.", ""),
    ("Kết quả 9 tháng năm 2025.", ""),
    ("Báo cáo kết quả 6 tháng đầu năm, phương hướng nhiệm vụ 6 tháng cuối năm 2025.", ""),
    ("Sơ kết 6 tháng, tổng kết năm 2025 trước ngày 15/12/2025.", ""),
    ("Báo cáo sơ kết 5 năm thực hiện Nghị quyết.", ""),
    ("Chương trình phát thanh hằng ngày bằng tiếng Mông.", ""),
    ("Tiếp tục đổi mới hằng năm.", ""),
    ("Giao chỉ tiêu hằng năm cho các đơn vị.", ""),
    ("Tiền điện tháng 5, nộp trước ngày 20.", ""),
    ("Hằng năm, vào dịp 27/7, thăm hỏi gia đình chính sách.", ""),
    ("Đồng chí báo cáo viên cấp tỉnh sinh hoạt hằng tháng.", ""),
    ("Hội nghị báo cáo viên hằng tháng.", ""),
    (
        (
            "Các cơ quan, đơn vị, địa phương thực hiện nghiêm túc chế độ thông tin, báo cáo (báo cáo "
            "quý, 6 tháng, năm và đột xuất) về Sở Ngoại vụ trước ngày 20 của tháng cuối kỳ báo cáo."
        ),
        "20 quarter half-year year",
    ),
    (
        (
            "Báo cáo định kỳ gửi về Ban Tuyên giáo Tỉnh ủy vào ngày 20 hằng tháng; ngày 20 tháng cuối "
            "quý; ngày 15 tháng 6 và ngày 15 tháng 12 hằng năm."
        ),
        "20 month;20 quarter;15 year;15 year",
    ),
    (
        (
            "Thực hiện chế độ báo cáo quý trước ngày 10 tháng cuối quý; báo cáo 6 tháng trước ngày 05/6; "
            "báo cáo năm trước ngày 05/12 hằng năm."
        ),
        "10 quarter;5 half-year;5 year",
    ),
    (
        (
            "Đảng ủy các xã, phường định kỳ 6 tháng, 1 năm báo cáo kết quả về Ban Thường vụ Tỉnh ủy (qua "
            "Ban Tổ chức Tỉnh ủy) trước ngày 10/6 và ngày 10/12."
        ),
        "10 half-year;10 year",
    ),
    ("Hằng năm, trước ngày 15 tháng 11, Sở Tài chính tổng hợp, báo cáo Bộ Tài chính.", "15 year"),
    ("Chậm nhất ngày 05 của tháng đầu quý tiếp theo, các đơn vị gửi báo cáo quý.", "5 quarter"),
    (
        (
            "Chế độ báo cáo: trước ngày 25 hằng tháng (báo cáo tháng), trước ngày 20 tháng cuối quý (báo "
            "cáo quý), trước ngày 15/6 (báo cáo 6 tháng), trước ngày 10/12 (báo cáo năm)."
        ),
        "25 month;20 quarter;15 half-year;10 year",
    ),
    ("Báo cáo tháng, quý: trước ngày 20 của tháng, tháng cuối quý.", "20 month quarter"),
    (
        (
            "Các tổ chức hữu nghị báo cáo tình hình hoạt động 6 tháng một lần, chậm nhất vào ngày 15 "
            "tháng 6 và ngày 15 tháng 12."
        ),
        "15 half-year;15 half-year",
    ),
    ("Phòng Văn hóa - Xã hội báo cáo UBND xã vào thứ Sáu tuần cuối của tháng.", "- month"),
    ("Thường trực Đảng ủy giao ban với bí thư chi bộ vào ngày 03 hằng tháng.", "3 month"),
    ("Định kỳ vào tuần đầu hằng quý, Ban Chỉ đạo họp đánh giá kết quả.", "- quarter"),
    ("Kiểm tra, đánh giá kết quả thực hiện 6 tháng/lần; báo cáo Tỉnh ủy.", "- half-year"),
    ("Sở Thông tin và Truyền thông chủ trì tổ chức giao ban báo chí hàng tuần vào sáng thứ Ba.", "- week"),
    ("UBND xã báo cáo định kỳ hàng tuần (vào thứ 5), hàng tháng (vào ngày 20).", "- week;20 month"),
    ("Nộp báo cáo tài chính quý trước ngày 30 tháng đầu của quý sau.", "30 quarter"),
    ("Mỗi tháng một lần, vào ngày 10, Chủ tịch UBND xã tiếp công dân.", "10 month"),
    ("Hạn gửi báo cáo: ngày 15 hằng tháng.", "15 month"),
    ("Gửi báo cáo trước 17 giờ 00 ngày 25 hằng tháng.", "25 month"),
    ("Trung tâm phát thanh 02 chương trình/tuần.", "- week"),
    ("Báo cáo kết quả về UBND tỉnh trước ngày 01 tháng 12 hằng năm (qua Sở Tư pháp).", "1 year"),
    ("Đội tuyên truyền lưu động tổ chức tối thiểu 02 buổi/quý tại các xã biên giới.", "- quarter"),
    ("Các ngành báo cáo hàng quý vào ngày 15 của tháng cuối quý, báo cáo năm vào ngày 30/11.", "15 quarter;30 year"),
    ("Báo cáo Bộ Ngoại giao trước ngày 15 tháng 12 hàng năm hoặc khi có yêu cầu.", "15 year"),
    ("Lưu ý: các đơn vị gửi báo cáo tháng 11 trước ngày 20/11.", ""),
    ("Báo cáo tổng kết gửi trước ngày 20/12.", ""),
    ("Các đơn vị gửi báo cáo kết quả 6 tháng đầu năm 2025 trước ngày 10/6/2025, cả năm trước ngày 10/12/2025.", ""),
    ("Sơ kết 06 tháng, tổng kết hằng năm việc thực hiện Quy chế.", "- year"),
)


def test_sentences_as_offices_write_them() -> None:
    wrong = []
    for sentence, told in AS_OFFICES_WRITE:
        found = read(f"{HEADER}1. {sentence}\n").recurring_deadlines
        read_as = sorted(f"{duty.day or '-'} {' '.join(duty.every)}" for duty in found)
        if read_as != sorted(filter(None, told.split(";"))):
            wrong.append((sentence, told, read_as))
    assert wrong == []


@pytest.mark.parametrize("words", ["ngày 1/2, 3/4 và ", "trước ngày 1, 2, 3, ", "trước ngày 20 hằng tháng. Báo cáo. "])
def test_a_text_that_says_nothing_but_days_is_read_like_any_other(words: str) -> None:
    document = read(f"{HEADER}1. Các đơn vị báo cáo hằng tháng {words * 1_500}\n")
    assert {frequency for duty in document.recurring_deadlines for frequency in duty.every} <= {MONTH}
