"""What the days of a document do in it: terms, events, periods, anniversaries. All names are invented."""

from datetime import date

from nhipcau.officialdocs import read

HEADER = (
    "ỦY BAN NHÂN DÂN\nTỈNH LAM GIANG\nSố: 12/KH-UBND\nLam Giang, ngày 05 tháng 6 năm 2025\n\n"
    "KẾ HOẠCH\nVề công tác năm\n\nII. NỘI DUNG\n\n"
)
# Each as day/month (first and last of a span) and role, in the order of the text.
SENTENCES = (
    ("Hoàn thành trước ngày 30/9/2025.", "30/9 deadline"),
    ("Sở Nội vụ gửi hồ sơ về Sở Tài chính chậm nhất ngày 15 tháng 7 năm 2025.", "15/7 deadline"),
    ("Hội nghị tổ chức vào ngày 12/8/2025 tại Hà Nội.", "12/8 event"),
    ("Thời gian: 08 giờ 00, ngày 12/8/2025 (thứ Ba).", "12/8 event"),
    ("Thời gian: Từ ngày 10/8/2025 đến ngày 12/8/2025.", "10/8-12/8 event"),
    ("Thời gian thực hiện: từ tháng 7/2025 đến hết tháng 12/2025.", "1/7-31/12 period"),
    ("Tính đến ngày 31/5/2025, toàn tỉnh có 120 mô hình.", "31/5 event"),
    ("Số liệu tính từ ngày 15/12/2024 đến ngày 14/6/2025.", "15/12-14/6 period"),
    ("Trong tháng 5/2025, Sở Ngoại vụ đã tiếp 12 đoàn.", "1/5-31/5 period"),
    ("Trình UBND tỉnh trong tháng 8/2025.", "1/8-31/8 deadline"),
    ("Hoàn thành trong quý III/2025.", "1/7-30/9 deadline"),
    ("Sở Nội vụ tham mưu ban hành kế hoạch trong quý III năm 2025.", "1/7-30/9 deadline"),
    (
        "Kỷ niệm 80 năm Quốc khánh nước Cộng hòa xã hội chủ nghĩa Việt Nam (02/9/1945 - 02/9/2025).",
        "2/9-2/9 anniversary",
    ),
    ("Chào mừng 95 năm Ngày thành lập Đảng (3/2/1930 - 3/2/2025).", "3/2-3/2 anniversary"),
    ("Nhiệm kỳ 2025 - 2030.", "1/1-31/12 period"),
    ("Giai đoạn 2021 - 2025.", "1/1-31/12 period"),
    ("Quyết định này có hiệu lực kể từ ngày 01/7/2025.", "1/7 event"),
    ("Quyết định có hiệu lực thi hành từ ngày 20 tháng 6 năm 2025.", "20/6 event"),
    ("Đến hết ngày 30/6/2025, giải ngân đạt 60%.", "30/6 deadline"),
    (
        "Đợt 1: từ ngày 01/7/2025 đến ngày 15/7/2025; đợt 2: từ ngày 01/9/2025 đến ngày 15/9/2025.",
        "1/7-15/7 event;1/9-15/9 event",
    ),
    ("Khai mạc ngày 20/8/2025, bế mạc ngày 25/8/2025.", "20/8 event;25/8 event"),
    ("Từ ngày 01/7/2025, thực hiện mô hình chính quyền địa phương hai cấp.", "1/7 event"),
    ("Trước 17 giờ 00 ngày 10/7/2025, các đơn vị gửi danh sách.", "10/7 deadline"),
    ("Thời hạn nhận tác phẩm: đến hết ngày 30/9/2025.", "30/9 deadline"),
    ("Các tác phẩm đăng từ ngày 01/10/2024 đến ngày 30/9/2025 được dự thi.", "1/10-30/9 period"),
    ("Phấn đấu đến ngày 31/12/2025 hoàn thành 100% chỉ tiêu.", "31/12 deadline"),
    ("Lễ trao giải dự kiến tổ chức trong tháng 11/2025.", "1/11-30/11 event"),
    ("Họp báo vào ngày 5, 6/8/2025.", "5/8-6/8 event"),
    ("Lễ hội diễn ra trong 03 ngày, từ ngày 28 đến 30/4/2025.", "28/4-30/4 event"),
    ("6 tháng đầu năm 2025, tỉnh đón 20 đoàn.", "1/1-30/6 period"),
    ("Báo cáo tổng kết gửi trước ngày 05 tháng 12 năm 2025 để tổng hợp.", "5/12 deadline"),
    ("Ngày 02/5/2025, Chủ tịch UBND tỉnh đã chủ trì cuộc họp.", "2/5 event"),
    ("Hạn cuối: 25/6/2025.", "25/6 deadline"),
    ("Thời hạn hoàn thành: Tháng 9/2025.", "1/9-30/9 deadline"),
    ("Hoàn thành: ngày 20/7/2025.", "20/7 deadline"),
    ("Đề nghị gửi ý kiến về Sở trước 20/6/2025.", "20/6 deadline"),
    ("Xong trước 30/6/2025.", "30/6 deadline"),
    ("Sơ kết vào cuối năm 2027, tổng kết vào năm 2030.", "31/12 event"),
    ("Đến cuối năm 2026 có 100% xã đạt chuẩn.", "31/12 deadline"),
)


def day(one: date | None) -> str:
    return f"{one.day}/{one.month}" if one else "-"


def test_each_day_has_the_role_that_its_sentence_gives() -> None:
    wrong = []
    for sentence, told in SENTENCES:
        dates = read(f"{HEADER}1. {sentence}\n").dates[1:]
        spans = [day(one.start) if one.start == one.end else f"{day(one.start)}-{day(one.end)}" for one in dates]
        found = [f"{span} {one.role}" for span, one in zip(spans, dates, strict=True)]
        if found != told.split(";"):
            wrong.append((sentence, told, found))
    assert wrong == []
