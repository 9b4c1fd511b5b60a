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
        words = {"task": task, "Task": task[0].upper() + task[1:], "b": other, "B": other[0].upper() + other[1:]}
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
