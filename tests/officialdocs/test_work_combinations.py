"""Work put together from its parts: who, what, and the ways in which offices give it.

Unit and task follow from the parts, so a combination that nobody thought of is tried as well. All names are invented.
"""

from collections.abc import Iterator
from itertools import product

from nhipcau.officialdocs import read

HEADER = (
    "ỦY BAN NHÂN DÂN\nTỈNH LAM GIANG\nSố: 12/KH-UBND\nLam Giang, ngày 05 tháng 6 năm 2025\n\n"
    "KẾ HOẠCH\nVề công tác năm\n\nIII. TỔ CHỨC THỰC HIỆN\n\n"
)
UNITS = (
    "Sở Ngoại vụ",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Khoa học và Công nghệ, Sở Nội vụ",
    "Các sở, ban, ngành",
    "Các sở, ban, ngành, đoàn thể tỉnh; UBND các xã, phường",
    "UBND các huyện, thị xã, thành phố",
    "Ủy ban nhân dân các xã biên giới",
    "Ban Tuyên giáo và Dân vận Tỉnh ủy",
    "Bộ Chỉ huy Bộ đội Biên phòng tỉnh",
    "Báo và Đài Phát thanh, Truyền hình tỉnh",
    "Các cơ quan báo chí trên địa bàn tỉnh",
    "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh và các tổ chức chính trị - xã hội",
    "Văn phòng Ủy ban nhân dân tỉnh",
    "Thủ trưởng các cơ quan, đơn vị",
    "Chủ tịch UBND các xã, phường",
    "Trung tâm Phục vụ hành chính công tỉnh",
    "Các cấp ủy, tổ chức đảng trực thuộc",
    "Đồng chí Chánh Văn phòng Tỉnh ủy",
    "Giám đốc Sở Tài chính",
    "Công an tỉnh, Bộ Chỉ huy Quân sự tỉnh",
    "Liên hiệp các tổ chức hữu nghị tỉnh",
    "Các đơn vị, địa phương",
)
TASKS = (
    "chủ trì, phối hợp với các đơn vị liên quan xây dựng kế hoạch tuyên truyền",
    "phối hợp với Công an tỉnh rà soát danh sách đoàn vào",
    "tham mưu Ủy ban nhân dân tỉnh ban hành quy chế phối hợp",
    "tổng hợp kết quả, báo cáo Ủy ban nhân dân tỉnh trước ngày 20/12/2025",
    "căn cứ chức năng, nhiệm vụ được giao xây dựng kế hoạch cụ thể",
    "tăng cường quản lý hoạt động báo chí nước ngoài trên địa bàn",
    "theo dõi, đôn đốc việc thực hiện Kế hoạch này",
    "bố trí kinh phí thực hiện các nhiệm vụ",
)


def small(words: str) -> str:
    """Of a group the first letter is small inside a sentence."""
    is_group = words.startswith(("Các ", "Thủ trưởng", "Chủ tịch", "Đồng chí", "Giám đốc"))
    return words[0].lower() + words[1:] if is_group else words


# Each form with the words of the unit and the task in it; {b} is a second task.
FORMS = {
    "plain": "1. {unit} {task}.\n",
    "has the duty": "1. {unit} có trách nhiệm {task}.\n",
    "bears the duty": "1. {unit} chịu trách nhiệm {task}.\n",
    "its duty": "1. {unit} có nhiệm vụ {task}.\n",
    "colon": "1. {unit}: {Task}.\n",
    "colon in a dash": "- {unit}: {Task}.\n",
    "given": "1. Giao {small} {task}.\n",
    "asked": "1. Đề nghị {small} {task}.\n",
    "demanded": "1. Yêu cầu {small} {task}.\n",
    "charged": "1. Phân công {small} {task}.\n",
    "a dash": "- {unit} {task}.\n",
    "a letter": "1. Nhiệm vụ chung\n\na) {unit} {task};\n",
    "heading and dashes": "1. {unit}\n\n- {Task}.\n\n- {B}.\n",
    "heading and letters": "1. {unit}\n\na) {Task};\n\nb) {B}.\n",
    "heading that asks": "1. Đề nghị {small}\n\n- {Task}.\n\n- {B}.\n",
    "heading with its duty": "1. {unit} có trách nhiệm:\n\n- {Task};\n\n- {B}.\n",
    "heading and text": "1. {unit}\n\n{Task}. {B}.\n",
    "colon and two": "1. {unit}: {Task}. {B}.\n",
    "two sentences": "1. {unit} {task}. {B}.\n",
    "charged in a sentence": "1. {unit} có trách nhiệm.\n\n- {Task};\n\n- {B}.\n",
    "by its tasks": "1. {unit} theo chức năng thực hiện các nhiệm vụ sau:\n\n1.1. {Task}.\n\n1.2. {B}.\n",
    "now and every quarter": "1. {unit} {task}. Định kỳ hằng quý, trước ngày 15 của tháng cuối quý, {b}.\n",
    "now and with brackets": "1. {unit} {task}. Định kỳ 6 tháng (trước ngày 10/6), hằng năm (trước ngày 05/12) {b}.\n",
    "heading in capitals": "1. {UNIT}\n\n- {Task}.\n\n- {B}.\n",
    "heading in capitals with a colon": "1. {UNIT}:\n\n- {Task}.\n\n- {B}.\n",
    "heading in bold": "**1. {unit}**\n\n- {Task}.\n\n- {B}.\n",
    "heading in stars": "*1. {unit}:*\n\n- {Task}.\n\n- {B}.\n",
    "number with a slash": "1/ {unit}:\n- {Task}.\n- {B}.\n",
    "number with a dash": "1- {unit}\n- {Task}.\n- {B}.\n",
    "number with a bracket": "1) {unit}:\n- {Task}.\n- {B}.\n",
    "letters over dashes": "1. Phân công nhiệm vụ\n\na) {unit}:\n\n- {Task}.\n\n- {B}.\n",
    "letters with dots": "1. {unit}\n\na. {Task}.\n\nb. {B}.\n",
    "plus signs": "1. {unit}:\n\n+ {Task};\n\n+ {B}.\n",
    "round bullets": "1. {unit}:\n\n• {Task};\n\n• {B}.\n",
    "a dash over plus signs": "- {unit}:\n\n+ {Task};\n\n+ {B}.\n",
    "roman heading": "III. {UNIT}\n\n1. {Task}.\n\n2. {B}.\n",
    "close lines": "1. {unit}\n- {Task}.\n- {B}.\n2. Kinh phí\nDo ngân sách bảo đảm.\n",
    "article with a colon": "Điều 4: {unit}\n\n1. {Task}.\n\n2. {B}.\n",
    "tasks of": "1. Nhiệm vụ của {small}\n\n- {Task}.\n\n- {B}.\n",
    "as for": "1. Đối với {small}\n\n- {Task}.\n\n- {B}.\n",
    "as for, with a colon": "1. Đối với {small}: {Task}. {B}.\n",
    "heading that gives": "1. Giao {small}:\n\n- {Task};\n\n- {B}.\n",
    "heading that demands": "1. Yêu cầu {small}:\n\n- {Task};\n\n- {B}.\n",
    "carries out well": "1. {unit} thực hiện tốt các nội dung sau:\n\n- {Task};\n\n- {B}.\n",
    "turns to its tasks": "1. {unit} tập trung thực hiện các nhiệm vụ:\n\n- {Task};\n\n- {B}.\n",
    "is responsible for": "1. {unit} chịu trách nhiệm:\n\n- {Task};\n\n- {B}.\n",
    "asked behind an aim": "Để triển khai hiệu quả Kế hoạch, Ủy ban nhân dân tỉnh đề nghị {small} {task}.\n",
    "demanded by points": "Ủy ban nhân dân tỉnh yêu cầu {small} thực hiện các nội dung sau:\n\n1. {Task}.\n\n2. {B}.\n",
    "asked by points": "Ủy ban nhân dân tỉnh đề nghị {small}:\n\n1. {Task}.\n\n2. {B}.\n",
    "an opinion that gives": "Về việc này, Chủ tịch Ủy ban nhân dân tỉnh có ý kiến như sau: Giao {small} {task}.\n",
    "bold with a colon": "1. **{unit}:** {Task}.\n",
    "behind a ground of fact": "1. Căn cứ tình hình thực tế, {small} {task}.\n",
    "on request": "1. Khi có yêu cầu, {small} {task}.\n",
    "every year": "1. Hằng năm, {small} {task}.\n",
    "before a day": "1. Trước ngày 15/7/2025, {small} {task}.\n",
    "in a month": "1. Trong tháng 7/2025, {small} {task}.\n",
    "asked in a dash": "- Đề nghị {small}: {Task}.\n",
    "asked politely": "Kính đề nghị {small} {task}.\n",
    "article": "Điều 4. {unit}\n\n1. {Task}.\n\n2. {B}.\n",
    "article of its duty": "Điều 4. Trách nhiệm của {small}\n\n1. {Task}.\n\n2. {B}.\n",
    "behind a ground": "1. Trên cơ sở Kế hoạch này, {small} {task}.\n",
    "behind a time": "1. Trong quá trình thực hiện, {small} {task}.\n",
    "behind an aim": "1. Để bảo đảm tiến độ, {small} {task}.\n",
    "asked at the end": "Trên đây là Kế hoạch công tác năm. Đề nghị {small} {task}.\n",
    "the chairman gives": "1. Chủ tịch Ủy ban nhân dân tỉnh giao {small} {task}.\n",
    "label": "1. {Task}.\n\nCơ quan chủ trì: {unit}.\n",
    "label in brackets": "1. {Task} ({unit} chủ trì).\n",
    "bracketed with others": "1. {Task} ({unit} chủ trì, Văn phòng UBND tỉnh phối hợp).\n",
}
TWO = frozenset(name for name, form in FORMS.items() if "{B}" in form or "{b}" in form)


def combinations() -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """Each form with each unit; the tasks take turns."""
    for turn, ((name, form), unit) in enumerate(product(FORMS.items(), UNITS), 1):
        task, other = TASKS[turn % len(TASKS)], TASKS[(turn + 3) % len(TASKS)]
        words = {
            "task": task,
            "Task": task[0].upper() + task[1:],
            "b": other,
            "B": other[0].upper() + other[1:],
            "UNIT": unit.upper(),
        }
        body = form.format(unit=unit, small=small(unit), **words)
        second = f"{form[form.index('. Định kỳ') + 2 : form.index('{b}')]}{other}" if "{b}" in form else other
        yield name, body, [(unit, task), (unit, second)] if name in TWO else [(unit, task)]


def test_every_way_of_giving_work_to_every_unit_is_read() -> None:
    wrong = []
    for name, body, expected in combinations():
        found = [(one.unit.lower(), one.task.rstrip(".;").lower()) for one in read(HEADER + body).assignments]
        if found != [(unit.lower(), task.lower()) for unit, task in expected]:
            wrong.append((name, body, found))
    assert wrong == []


# Each with the units and the first words of their work.
AS_OFFICES_WRITE: tuple[tuple[str, list[tuple[str, str]]], ...] = (
    (
        (
            "2. Giao Sở Ngoại vụ chủ trì, phối hợp với Sở Tài chính và các đơn vị liên quan theo dõi, "
            "đôn đốc, kiểm tra việc thực hiện; kịp thời báo cáo, đề xuất UBND tỉnh xử lý khó khăn."
        ),
        [("Sở Ngoại vụ", "chủ trì, phối hợp với Sở Tài chính")],
    ),
    (
        (
            "2. Đề nghị Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh, Tỉnh đoàn, Hội LHPN tỉnh phối hợp "
            "tuyên truyền, vận động đoàn viên, hội viên tham gia."
        ),
        [("Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh, Tỉnh đoàn, Hội LHPN tỉnh", "phối hợp tuyên truyền")],
    ),
    (
        "2. Các đồng chí Ủy viên Ban Chỉ đạo theo địa bàn được phân công trực tiếp chỉ đạo, đôn đốc cơ sở.",
        [("Các đồng chí Ủy viên Ban Chỉ đạo", "")],
    ),
    (
        "2. Phân công đồng chí Nguyễn Văn An, Phó Chủ tịch UBND xã trực tiếp phụ trách công tác tiếp công dân.",
        [("đồng chí Nguyễn Văn An, Phó Chủ tịch UBND xã", "trực tiếp phụ trách")],
    ),
    (
        "2. Đối với các sở, ban, ngành: Rà soát, hoàn thiện hồ sơ trước ngày 10/7/2025.",
        [("các sở, ban, ngành", "Rà soát, hoàn thiện")],
    ),
    (
        "2. Đối với UBND các xã, phường\n\n- Niêm yết công khai quy hoạch.\n\n- Bố trí cán bộ trực.",
        [("UBND các xã, phường", "Niêm yết công khai"), ("UBND các xã, phường", "Bố trí cán bộ")],
    ),
    (
        "2. Trách nhiệm của Sở Tài chính\n\na) Cân đối kinh phí;\n\nb) Hướng dẫn thanh quyết toán.",
        [("Sở Tài chính", "Cân đối kinh phí"), ("Sở Tài chính", "Hướng dẫn")],
    ),
    (
        "2. Nhiệm vụ của Văn phòng UBND tỉnh: Tổng hợp, báo cáo tiến độ hằng tuần.",
        [("Văn phòng UBND tỉnh", "Tổng hợp, báo cáo")],
    ),
    (
        "2. Giao cho Phòng Văn hóa và Thông tin huyện tham mưu UBND huyện thành lập đoàn kiểm tra.",
        [("Phòng Văn hóa và Thông tin huyện", "tham mưu UBND huyện")],
    ),
    (
        (
            "2. UBND tỉnh giao Sở Xây dựng chủ trì lập quy hoạch; Sở Tài chính bố trí vốn; UBND các xã "
            "giải phóng mặt bằng."
        ),
        [("Sở Xây dựng", "chủ trì lập"), ("Sở Tài chính", "bố trí vốn"), ("UBND các xã", "giải phóng mặt bằng")],
    ),
    (
        (
            "2. Sở Tư pháp, Công an tỉnh, Viện Kiểm sát nhân dân tỉnh theo chức năng, nhiệm vụ của mình "
            "có trách nhiệm phối hợp xử lý."
        ),
        [("Sở Tư pháp, Công an tỉnh, Viện Kiểm sát nhân dân tỉnh", "")],
    ),
    (
        "2. Hội Nông dân, Hội Cựu chiến binh, Đoàn Thanh niên xã: Vận động hội viên hiến đất làm đường.",
        [("Hội Nông dân, Hội Cựu chiến binh, Đoàn Thanh niên xã", "Vận động hội viên")],
    ),
    (
        "2. Chi ủy, chi bộ các thôn lãnh đạo tổ chức sinh hoạt chuyên đề.",
        [("Chi ủy, chi bộ các thôn", "lãnh đạo tổ chức")],
    ),
    ("2. Trạm Y tế xã bố trí cán bộ y tế trực cấp cứu tại lễ hội.", [("Trạm Y tế xã", "bố trí cán bộ")]),
    (
        "2. Các trường học trên địa bàn tổ chức cho học sinh ký cam kết.",
        [("Các trường học trên địa bàn", "tổ chức cho học sinh")],
    ),
    ("2. Trưởng các thôn, bản thông báo cho Nhân dân biết, tham gia.", [("Trưởng các thôn, bản", "thông báo cho")]),
    (
        (
            "2. Người đứng đầu cấp ủy, chính quyền các địa phương chịu trách nhiệm trước Ban Thường vụ "
            "Tỉnh ủy về kết quả thực hiện."
        ),
        [("Người đứng đầu cấp ủy, chính quyền các địa phương", "chịu trách nhiệm trước")],
    ),
    (
        "2. Cơ quan thường trực Ban Chỉ đạo (Sở Nội vụ) tổng hợp kết quả, tham mưu khen thưởng.",
        [("Cơ quan thường trực Ban Chỉ đạo (Sở Nội vụ)", "tổng hợp kết quả")],
    ),
    (
        "2. Sở Ngoại vụ (cơ quan thường trực) chủ trì tổng hợp, báo cáo.",
        [("Sở Ngoại vụ (cơ quan thường trực)", "chủ trì tổng hợp")],
    ),
    (
        (
            "2. Về công tác tuyên truyền: Giao Đài Phát thanh - Truyền hình tỉnh mở chuyên mục; đề nghị "
            "Báo Lam Giang tăng tin, bài."
        ),
        [("Đài Phát thanh - Truyền hình tỉnh", "mở chuyên mục"), ("Báo Lam Giang", "tăng tin")],
    ),
    (
        (
            "2. Đồng ý với đề xuất của Sở Công Thương. Giao Sở Công Thương hoàn thiện hồ sơ, trình UBND "
            "tỉnh trước ngày 30/6/2025."
        ),
        [("Sở Công Thương", "hoàn thiện hồ sơ")],
    ),
    (
        "2. Yêu cầu: Các đơn vị nghiêm túc triển khai; báo cáo kết quả về Sở Ngoại vụ.",
        [("Các đơn vị", "nghiêm túc triển khai")],
    ),
    (
        "2. Ban Tuyên giáo Tỉnh ủy:\n\n+ Chủ trì hướng dẫn tuyên truyền;\n\n+ Định hướng báo chí.",
        [("Ban Tuyên giáo Tỉnh ủy", "Chủ trì hướng dẫn"), ("Ban Tuyên giáo Tỉnh ủy", "Định hướng")],
    ),
    (
        "Giao Văn phòng Tỉnh ủy theo dõi, đôn đốc việc thực hiện Kết luận này.",
        [("Văn phòng Tỉnh ủy", "theo dõi, đôn đốc")],
    ),
    (
        (
            "Căn cứ Kế hoạch này, các cơ quan, đơn vị, địa phương xây dựng kế hoạch cụ thể, gửi về Sở "
            "Ngoại vụ trước ngày 30/6/2025."
        ),
        [("các cơ quan, đơn vị, địa phương", "xây dựng kế hoạch cụ thể")],
    ),
    (
        "Trong quá trình thực hiện nếu có vướng mắc, các cơ quan, đơn vị phản ánh về Sở Ngoại vụ để tổng hợp.",
        [("các cơ quan, đơn vị", "phản ánh về")],
    ),
    (
        "2. Đồn Biên phòng Cửa khẩu Na Lư tăng cường tuần tra, kiểm soát đường mòn, lối mở.",
        [("Đồn Biên phòng Cửa khẩu Na Lư", "tăng cường tuần tra")],
    ),
    ("2. Đảng ủy UBND tỉnh lãnh đạo UBND tỉnh cụ thể hóa Nghị quyết.", [("Đảng ủy UBND tỉnh", "lãnh đạo UBND tỉnh")]),
    (
        (
            "2. Các ban Đảng, Văn phòng Tỉnh ủy, các đảng ủy trực thuộc Tỉnh ủy căn cứ Chương trình này "
            "xây dựng kế hoạch thực hiện."
        ),
        [("Các ban Đảng, Văn phòng Tỉnh ủy, các đảng ủy trực thuộc Tỉnh ủy", "căn cứ Chương trình này")],
    ),
    (
        "2. Chủ tịch Hội đồng quản trị Công ty cổ phần Lam Giang khẩn trương khắc phục ô nhiễm.",
        [("Chủ tịch Hội đồng quản trị Công ty cổ phần Lam Giang", "khẩn trương khắc phục")],
    ),
    (
        "2. Thanh tra tỉnh, Sở Tài chính: thanh tra, kiểm tra việc sử dụng kinh phí.",
        [("Thanh tra tỉnh, Sở Tài chính", "thanh tra, kiểm tra")],
    ),
    ("2. Kinh phí thực hiện do ngân sách tỉnh bảo đảm.", []),
    ("2. Sở Ngoại vụ đã chủ trì tổ chức 03 hội nghị.", []),
    ("2. Phát huy vai trò của Mặt trận Tổ quốc và các đoàn thể trong vận động Nhân dân.", []),
    ("2. Tăng cường phối hợp giữa Công an và Quân sự.", []),
    (
        (
            "Điều 3. Chánh Văn phòng UBND tỉnh, Giám đốc Sở Nội vụ và các cơ quan liên quan chịu trách "
            "nhiệm thi hành Quyết định này."
        ),
        [],
    ),
    (
        "Điều 2. Ban Chỉ đạo có nhiệm vụ giúp Chủ tịch UBND tỉnh chỉ đạo công tác thông tin đối ngoại.",
        [("Ban Chỉ đạo", "giúp Chủ tịch UBND tỉnh")],
    ),
    (
        "2. Sở Ngoại vụ:\n\n2.1. Chủ trì theo dõi việc thực hiện Kế hoạch.\n\n2.2. Tổng hợp, báo cáo UBND tỉnh.",
        [("Sở Ngoại vụ", "Chủ trì theo dõi"), ("Sở Ngoại vụ", "Tổng hợp")],
    ),
    (
        "2. Giao Giám đốc Sở Ngoại vụ chịu trách nhiệm trước UBND tỉnh về tiến độ, chất lượng hồ sơ.",
        [("Giám đốc Sở Ngoại vụ", "")],
    ),
    (
        "2. Đề nghị Thường trực HĐND, Ủy ban MTTQ Việt Nam xã giám sát việc thực hiện.",
        [("Thường trực HĐND, Ủy ban MTTQ Việt Nam xã", "giám sát")],
    ),
    (
        "2. Các đơn vị được giao nhiệm vụ khẩn trương triển khai, bảo đảm tiến độ.",
        [("Các đơn vị được giao nhiệm vụ", "khẩn trương")],
    ),
    (
        "2. Bí thư các chi bộ trực tiếp chỉ đạo, chịu trách nhiệm về kết quả học tập.",
        [("Bí thư các chi bộ", "trực tiếp chỉ đạo")],
    ),
    (
        (
            "2. Sở Y tế phối hợp với Công an tỉnh, UBND các xã kiểm tra an toàn thực phẩm; báo cáo kết "
            "quả về UBND tỉnh trước ngày 30/6/2025."
        ),
        [("Sở Y tế", "phối hợp với Công an tỉnh")],
    ),
    (
        "2. Ban Quản lý Khu kinh tế tỉnh rà soát, bổ sung quy hoạch. Sở Xây dựng thẩm định, trình UBND tỉnh phê duyệt.",
        [("Ban Quản lý Khu kinh tế tỉnh", "rà soát"), ("Sở Xây dựng", "thẩm định")],
    ),
    ("2. Về kinh phí: Sở Tài chính tham mưu bố trí kinh phí theo quy định.", [("Sở Tài chính", "tham mưu bố trí")]),
    (
        (
            "2. Thời gian tới, yêu cầu các sở, ban, ngành, địa phương tập trung thực hiện tốt công tác "
            "phòng, chống thiên tai."
        ),
        [("các sở, ban, ngành, địa phương", "tập trung thực hiện")],
    ),
    (
        "2. Đối với nội dung này, Chủ tịch UBND tỉnh giao Sở Nội vụ nghiên cứu, đề xuất.",
        [("Sở Nội vụ", "nghiên cứu, đề xuất")],
    ),
    (
        (
            "2. Đảng ủy Công an tỉnh, Đảng ủy Quân sự tỉnh, Đảng ủy Bộ đội Biên phòng tỉnh lãnh đạo, chỉ "
            "đạo giữ vững an ninh biên giới."
        ),
        [("Đảng ủy Công an tỉnh, Đảng ủy Quân sự tỉnh, Đảng ủy Bộ đội Biên phòng tỉnh", "lãnh đạo, chỉ đạo")],
    ),
    (
        (
            "2. Nhiệm vụ của các thành viên Ban Chỉ đạo\n\na) Trưởng ban: Chỉ đạo, điều hành chung hoạt "
            "động của Ban Chỉ đạo.\n\nb) Phó Trưởng ban: Giúp Trưởng ban điều hành công việc."
        ),
        [("Trưởng ban", "Chỉ đạo, điều hành chung"), ("Phó Trưởng ban", "Giúp Trưởng ban")],
    ),
    ("2. UBND xã Na Lư chuẩn bị mặt bằng, điện, nước phục vụ lễ khởi công.", [("UBND xã Na Lư", "chuẩn bị mặt bằng")]),
    (
        "2. Hạt Kiểm lâm, Ban Chỉ huy Quân sự xã tuần tra, canh gác rừng trong mùa khô.",
        [("Hạt Kiểm lâm, Ban Chỉ huy Quân sự xã", "tuần tra")],
    ),
    ("2. Các Tổ công tác tổ chức kiểm tra đột xuất, xử lý nghiêm vi phạm.", [("Các Tổ công tác", "tổ chức kiểm tra")]),
    ("2. Trường Chính trị tỉnh phối hợp mở lớp bồi dưỡng đối ngoại.", [("Trường Chính trị tỉnh", "phối hợp mở lớp")]),
    ("2. Hội Nhà báo tỉnh vận động hội viên tham gia Giải báo chí.", [("Hội Nhà báo tỉnh", "vận động hội viên")]),
    ("2. Cổng Thông tin điện tử tỉnh đăng toàn văn Kế hoạch.", [("Cổng Thông tin điện tử tỉnh", "đăng toàn văn")]),
    ("Nhận được Công văn này, đề nghị các đơn vị khẩn trương thực hiện.", [("các đơn vị", "khẩn trương thực hiện")]),
    (
        "2. Yêu cầu Chủ tịch UBND các xã: A, B, C khẩn trương di dời các hộ dân.",
        [("Chủ tịch UBND các xã: A, B, C", "khẩn trương di dời")],
    ),
    (
        "2. Phòng Cảnh sát giao thông chủ trì, Phòng Cảnh sát cơ động phối hợp bảo đảm trật tự.",
        [("Phòng Cảnh sát giao thông", "chủ trì")],
    ),
    (
        (
            "2. Văn phòng Đảng ủy tham mưu Ban Thường vụ Đảng ủy theo dõi, đôn đốc, kiểm tra việc thực "
            "hiện; định kỳ báo cáo kết quả."
        ),
        [("Văn phòng Đảng ủy", "tham mưu Ban Thường vụ")],
    ),
    ("2. Mỗi cán bộ, đảng viên gương mẫu chấp hành Chỉ thị.", [("Mỗi cán bộ, đảng viên", "gương mẫu chấp hành")]),
    (
        "2. Giao đồng chí Lò Văn Khuê, Phó Chủ tịch UBND tỉnh theo dõi, chỉ đạo.",
        [("đồng chí Lò Văn Khuê, Phó Chủ tịch UBND tỉnh", "theo dõi")],
    ),
)


def test_work_as_offices_give_it() -> None:
    wrong = []
    for body, told in AS_OFFICES_WRITE:
        found = [(one.unit, one.task) for one in read(f"{HEADER}{body}\n").assignments]
        is_right = [unit.lower() for unit, _ in found] == [unit.lower() for unit, _ in told]
        if not is_right or not all(one[1].startswith(words) for one, (_, words) in zip(found, told, strict=True)):
            wrong.append((body, told, found))
    assert wrong == []
