"""Who issues and who signs, annexes, footnotes, soft line breaks and mended marks. All names are invented."""

from itertools import pairwise

import pytest

from nhipcau.officialdocs import OfficialDocument, read

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
DATE = "Lam Giang, ngày 05 tháng 6 năm 2025\n\n"


def document(
    issuer: str, *, number: str = "Số: 12/KH-UBND", body: str = "1. Nội dung.\n", foot: str = ""
) -> OfficialDocument:
    return read(f"{issuer}\n{STATE}{number}\n{DATE}KẾ HOẠCH\nCông tác năm 2025\n\n{body}\n{foot}")


@pytest.mark.parametrize(
    ("printed", "parent", "issuing"),
    [
        ("ĐẢNG BỘ TỈNH LAM GIANG ĐẢNG ỦY XÃ NÀ PÀI", "ĐẢNG BỘ TỈNH LAM GIANG", "ĐẢNG ỦY XÃ NÀ PÀI"),
        (
            "BỘ TƯ LỆNH BỘ ĐỘI BIÊN PHÒNG BỘ CHỈ HUY BĐBP TỈNH LAM GIANG",
            "BỘ TƯ LỆNH BỘ ĐỘI BIÊN PHÒNG",
            "BỘ CHỈ HUY BĐBP TỈNH LAM GIANG",
        ),
        ("ĐẠI HỌC LAM GIANG TRƯỜNG ĐẠI HỌC NGOẠI NGỮ", "ĐẠI HỌC LAM GIANG", "TRƯỜNG ĐẠI HỌC NGOẠI NGỮ"),
        (
            "BỘ CHỈ HUY QUÂN SỰ TỈNH\nLAM GIANG\nBAN CHỈ HUY BỘ ĐỘI\nBIÊN PHÒNG",
            "BỘ CHỈ HUY QUÂN SỰ TỈNH LAM GIANG",
            "BAN CHỈ HUY BỘ ĐỘI BIÊN PHÒNG",
        ),
        ("UBND TỈNH LAM GIANG SỞ NGOẠI VỤ", "UBND TỈNH LAM GIANG", "SỞ NGOẠI VỤ"),
        ("CHỦ TỊCH\nỦY BAN NHÂN DÂN TỈNH LAM GIANG", None, "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LAM GIANG"),
    ],
)
def test_bodies_run_together_or_broken_over_lines_are_told_apart(
    printed: str, parent: str | None, issuing: str
) -> None:
    read_back = document(printed).metadata
    assert (read_back.parent_body.value, read_back.issuing_body.value) == (parent, issuing)


@pytest.mark.parametrize(
    ("printed", "number", "names"),
    [
        ("SỞ NGOẠI VỤ - SỞ TÀI CHÍNH", "Số: 8/HDLN-SNgV-STC", ["SỞ NGOẠI VỤ", "SỞ TÀI CHÍNH"]),
        ("SỞ NGOẠI VỤ\nSỞ TÀI CHÍNH", "Số: 8/KH-SNgV-STC", ["SỞ NGOẠI VỤ", "SỞ TÀI CHÍNH"]),
        (
            "BAN TUYÊN GIÁO TỈNH ỦY LAM GIANG\nBỘ TƯ LỆNH VÙNG 9 HẢI QUÂN",
            "Số 07-CTr/BTGTU-BTLV9",
            ["BAN TUYÊN GIÁO TỈNH ỦY LAM GIANG", "BỘ TƯ LỆNH VÙNG 9 HẢI QUÂN"],
        ),
    ],
)
def test_those_who_issue_together_are_all_named_and_have_no_parent(printed: str, number: str, names: list[str]) -> None:
    read_back = document(printed, number=number)
    assert [issuer.name for issuer in read_back.issuers] == names
    assert read_back.metadata.parent_body.value is None


def test_the_name_of_the_youth_union_in_place_of_the_title_is_no_issuer() -> None:
    read_back = read(
        "BCH TỈNH ĐOÀN LAM GIANG    ĐOÀN TNCS HỒ CHÍ MINH\n***\n"
        "Số 29-HD/TĐTN-BTG    Lam Giang, ngày 05 tháng 6 năm 2025\n\n"
        "HƯỚNG DẪN\nTổ chức Tháng Thanh niên\n\n1. Nội dung.\n"
    )
    assert read_back.metadata.issuing_body.value == "BCH TỈNH ĐOÀN LAM GIANG"
    assert read_back.metadata.parent_body.value is None


@pytest.mark.parametrize(
    ("signing", "name", "capacity"),
    [
        ("TL. CHỦ TỊCH\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\n\nLò Văn Ón", "Lò Văn Ón", ["tl", "kt"]),
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nY Thanh Hà Niê Kđăm", "Y Thanh Hà Niê Kđăm", ["tm"]),
        ("TUQ. BỘ TRƯỞNG\nCỤC TRƯỞNG\n\nVừ A Páo", "Vừ A Páo", ["tuq"]),
        ("T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nKpă H'Lan", "Kpă H'Lan", ["tm"]),
        ("Q. GIÁM ĐỐC\n\nPGS.TS. Đàm Thị Nga", "Đàm Thị Nga", ["q"]),
        ("QUYỀN CHỦ TỊCH\n\nThượng tá Sầm Quý", "Sầm Quý", ["q"]),
        ("KT. CHỦ TỊCH PHÓ CHỦ TỊCH Y Loan", "Y Loan", ["kt"]),
        ("HIỆU TRƯỞNG PGS.TS. Hoàng Kim Oanh", "Hoàng Kim Oanh", []),
        ("GIÁM ĐỐC\nNgười ký: Sở Ngoại vụ\nThời gian ký: 05/6/2025 10:12\n(Đã ký)\nTrần Văn Khuê", "Trần Văn Khuê", []),
    ],
)
def test_the_signer_is_read_with_the_capacity(signing: str, name: str, capacity: list[str]) -> None:
    (signer,) = document("UBND TỈNH LAM GIANG", foot=f"Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\n{signing}\n").signers
    assert (signer.name, [one.value for one in signer.capacity]) == (name, capacity)


@pytest.mark.parametrize(
    "signing",
    [
        "KT. GIÁM ĐỐC SỞ NGOẠI VỤ\nPHÓ GIÁM ĐỐC\n\nLò Văn Ón\n\nGIÁM ĐỐC SỞ TÀI CHÍNH\n\nTrần Văn Khuê\n",
        "KT. GIÁM ĐỐC SỞ NGOẠI VỤ          GIÁM ĐỐC SỞ TÀI CHÍNH\n     PHÓ GIÁM ĐỐC\n\n"
        "      Lò Văn Ón                        Trần Văn Khuê\n",
    ],
)
def test_two_who_sign_are_read_below_and_beside_each_other(signing: str) -> None:
    read_back = document("SỞ NGOẠI VỤ - SỞ TÀI CHÍNH", foot=f"{signing}\nNơi nhận:\n- UBND tỉnh;\n- Lưu: VT.\n")
    assert [(signer.name, signer.position) for signer in read_back.signers] == [
        ("Lò Văn Ón", "PHÓ GIÁM ĐỐC"),
        ("Trần Văn Khuê", "GIÁM ĐỐC SỞ TÀI CHÍNH"),
    ]
    assert read_back.metadata.signer.value == "Lò Văn Ón"


def test_annexes_are_listed_with_their_parts() -> None:
    foot = (
        "Nơi nhận:\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nTrần Văn Khuê\n\nPHỤ LỤC I\nDANH SÁCH ĐIỂM TRUYỀN THÔNG\n\n"
        "1. Xã Nà Pài.\n\n"
        "2. Xã Tân Pài.\n\nPHỤ LỤC II\nBIỂU MẪU BÁO CÁO\n\nI. KẾT QUẢ\n"
    )
    annexes = document("UBND TỈNH LAM GIANG", foot=foot).annexes
    assert [(annex.mark, annex.title, len(annex.outline)) for annex in annexes] == [
        ("PHỤ LỤC I", "DANH SÁCH ĐIỂM TRUYỀN THÔNG", 2),
        ("PHỤ LỤC II", "BIỂU MẪU BÁO CÁO", 1),
    ]
    assert annexes[0].span.end <= annexes[1].span.start


def test_a_regulation_issued_with_a_decision_is_an_annex() -> None:
    foot = (
        "Nơi nhận:\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nTrần Văn Khuê\n\nQUY CHẾ\nPhát ngôn của Sở Ngoại vụ\n"
        "(Ban hành kèm theo Quyết định số 12/QĐ-SNgV ngày 05/6/2025)\n\nĐiều 1. Phạm vi\n\nĐiều 2. Nguyên tắc\n"
    )
    (annex,) = document("UBND TỈNH LAM GIANG", foot=foot).annexes
    assert (annex.mark, annex.title, len(annex.outline)) == (None, "QUY CHẾ Phát ngôn của Sở Ngoại vụ", 2)


@pytest.mark.parametrize(
    ("sign", "mark"),
    [("¹", "¹"), ("(1)", "(1)"), ("[1]", "[1]"), ("1", "1")],
)
def test_a_footnote_is_tied_to_its_sign_and_parts_no_paragraph(sign: str, mark: str) -> None:
    body = (
        f"1. Các đơn vị thực hiện nghiêm các văn bản chỉ đạo{sign}, nhất là của tỉnh và\n"
        f"{mark} Kế hoạch số 15/KH-UBND của tỉnh.\nTrung ương, rồi báo cáo kết quả.\n"
    )
    read_back = document("UBND TỈNH LAM GIANG", body=body)
    (note,) = read_back.footnotes
    assert note.text == "Kế hoạch số 15/KH-UBND của tỉnh."
    assert note.anchor is not None
    assert read_back.text[note.anchor.start : note.anchor.end].strip() == sign
    assert note.anchored_in is not None
    assert read_back.provisions[note.anchored_in].mark == "1"
    assert [item.mark for item in read_back.outline] == ["1"]


def test_points_in_brackets_without_a_sign_in_the_text_are_no_footnotes() -> None:
    read_back = document("UBND TỈNH LAM GIANG", body="1. Hoạt động:\n\n(1) Tổ chức hội chợ.\n\n(2) Rộng 12 km2.\n")
    assert read_back.footnotes == ()
    assert [item.mark for item in read_back.outline] == ["1", "1", "2"]


def test_marks_alone_on_their_lines_and_names_broken_anywhere_are_joined() -> None:
    sentence = "Việc tiếp công\ndân và xử lý đơn của\ncử tri phải kịp\nthời, đúng quy\nđịnh của pháp luật."
    points = "\n\n".join(f"{number}.\n{sentence}" for number in range(1, 7))
    text = (
        f"ỦY BAN MTTQ\n VIỆT NAM\n\nXÃ NÀ\n PÀI\n\nBAN THƯỜNG TRỰC\n\nSố: 12/KH-MTTQ\n\nNà\n"
        f" Pài, ngày 05 tháng 6 năm 2025\n\n"
        f"KẾ HOẠCH\n\nTiếp công\ndân\n\nI.\nMỤC ĐÍCH\n\n{points}\n\nNơi nhận:\n\n-\n Thường trực Đảng ủy;\n\n"
        f"- Bí thư, Trưởng\n thôn;\n\n"
        "- Lưu: VT.\n\nTM. BAN\n THƯỜNG TRỰC\n\nCHỦ\n TỊCH\n\nLò Thị\n Vân\n"
    )
    read_back = read(text)
    assert [item.mark for item in read_back.outline] == ["I", "1", "2", "3", "4", "5", "6"]
    assert [recipient.text for recipient in read_back.recipients] == [
        "Thường trực Đảng ủy",
        "Bí thư, Trưởng thôn",
        "Lưu: VT",
    ]
    assert read_back.metadata.signer.value == "Lò Thị Vân"
    assert read_back.metadata.signer_position.value == "CHỦ TỊCH"
    assert read_back.text == text
    assert all(above.span.end <= below.span.start for above, below in pairwise(read_back.provisions))


@pytest.mark.parametrize(
    ("lines", "mended"),
    [
        (["I. MỤC ĐÍCH", "II. NỘI DUNG", "TH. HIỆU LỰC"], ("III", "TH.")),
        (["IL. MỤC ĐÍCH", "II. NỘI DUNG"], ("I", "IL.")),
        (["I. MỤC ĐÍCH", "II. NỘI DUNG", "II. THỰC HIỆN", "IV. KINH PHÍ"], ("III", "II.")),
        (["1. Một việc.", "3. Hai việc.", "3. Ba việc."], ("2", "3.")),
        (["1. Một việc.", "2. Hai việc.", "l 3. Ba việc."], ("3", "l 3.")),
    ],
)
def test_a_mended_mark_keeps_what_is_printed_beside_it(lines: list[str], mended: tuple[str, str]) -> None:
    outline = document("UBND TỈNH LAM GIANG", body="\n\n".join(lines) + "\n").outline
    assert [(item.mark, item.printed) for item in outline if item.printed] == [mended]
    assert [item.level for item in outline] == [1] * len(lines)


def test_a_damaged_number_stays_as_printed_with_its_proposal() -> None:
    number = document("UBND TỈNH LAM GIANG", number="Số: 12 /QÐ-UBND").metadata.number
    assert (number.value, number.proposal) == ("12 /QÐ-UBND", "12/QĐ-UBND")
    assert number.doubt is not None


@pytest.mark.parametrize("place", ["TỈNH HÀ TĨNH", "TỈNH VĨNH PHÚC", "TỈNH ĐIỆN BIÊN", "XÃ ĐỒNG VĂN"])
def test_a_place_that_ends_like_an_open_name_ends_the_parent_body(place: str) -> None:
    document = read(f"ỦY BAN NHÂN DÂN {place}\nBAN CHỈ HUY PHÒNG THỦ DÂN SỰ\nSố: 9/KH-BCH\nKẾ HOẠCH\nỨng phó bão\n")
    assert document.metadata.parent_body.value == f"ỦY BAN NHÂN DÂN {place}"
    assert document.metadata.issuing_body.value == "BAN CHỈ HUY PHÒNG THỦ DÂN SỰ"
