"""Citations in the ways in which documents use them: kind, number, date, issuer, relation."""

import pytest

from nhipcau.officialdocs import read

HEADER = (
    "ỦY BAN NHÂN DÂN\nTỈNH LAM GIANG\nSố: 12/KH-UBND\nLam Giang, ngày 05 tháng 6 năm 2025\n\n"
    "KẾ HOẠCH\nVề công tác năm\n\n"
)


def cited(sentence: str) -> list[str]:
    """Each citation as "kind|number|date|issuer|relation", "-" for what the text does not say."""
    return [
        f"{c.kind}|{c.number or '-'}|{c.date or '-'}|{c.issuing_body or '-'}|{c.relation}"
        for c in read(f"{HEADER}{sentence}\n").citations
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            ("Thực hiện Kết luận số 57-KL/TW, ngày 15/6/2023 của Bộ Chính trị (khóa XIII) về thông tin đối ngoại."),
            ["kết luận|57-KL/TW|2023-06-15|Bộ Chính trị (khóa XIII)|implements"],
        ),
        (
            (
                "Thực hiện nội dung các Quyết định số: 1743/QĐ-BGTVT, 1744/QĐ-BGTVT ngày 31/12/2024 của Bộ "
                "trưởng Bộ Giao thông vận tải."
            ),
            [
                "quyết định|1743/QĐ-BGTVT|2024-12-31|Bộ trưởng Bộ Giao thông vận tải|implements",
                "quyết định|1744/QĐ-BGTVT|2024-12-31|Bộ trưởng Bộ Giao thông vận tải|implements",
            ],
        ),
        (
            "Căn cứ Nghị định của Chính phủ số 163/2016/NĐ-CP ngày 21 tháng 12 năm 2016 quy định chi tiết.",
            ["nghị định|163/2016/NĐ-CP|2016-12-21|Chính phủ|based_on"],
        ),
        ("Căn cứ Luật số 63/2014/QH13 ngày 26/11/2014.", ["luật|63/2014/QH13|2014-11-26|-|based_on"]),
        (
            "Căn cứ Luật Báo chí số 103/2016/QH13 ngày 05/4/2016 của Quốc hội.",
            ["luật|103/2016/QH13|2016-04-05|Quốc hội|based_on"],
        ),
        (
            "Theo Công văn số 128 ngày 05/3/2025 của Sở Ngoại vụ, các đơn vị báo cáo.",
            ["công văn|128|2025-03-05|Sở Ngoại vụ|refers"],
        ),
        ("Theo Kế hoạch 1820/KH-KT-BTGTUCB, các đơn vị phối hợp.", ["kế hoạch|1820/KH-KT-BTGTUCB|-|-|refers"]),
        (
            "Quyết định này thay thế Quyết định số 2145/QĐ-UBND ngày 09/11/2021 của Ủy ban nhân dân tỉnh.",
            ["quyết định|2145/QĐ-UBND|2021-11-09|Ủy ban nhân dân tỉnh|replaces"],
        ),
        pytest.param(
            "Theo Quyết định số-1158/QĐ-UBND ngày 20/6/2018 của UBND tỉnh.",
            ["quyết định|1158/QĐ-UBND|2018-06-20|UBND tỉnh|refers"],
            id="a colon that a scan made a dash",
        ),
        pytest.param(
            "Theo Công văn số 2915/SVH-QLDL ngày: 09/10/2025 của Sở Văn hóa.",
            ["công văn|2915/SVH-QLDL|2025-10-09|Sở Văn hóa|refers"],
            id="a colon behind the day's word",
        ),
        pytest.param(
            "Căn cứ Điều lệ Đảng Cộng sản Việt Nam; Điều lệ Đảng; Điều lệ Đoàn.",
            ["điều lệ|-|-|-|based_on", "điều lệ|-|-|-|based_on"],
            id="the charter of the party named in short",
        ),
        pytest.param(
            "Căn cứ Quy chế làm việc của Đảng ủy, Ban Thường vụ, Thường trực Đảng ủy xã khóa II, nhiệm kỳ 2025 - 2030.",
            ["quy chế|-|-|-|based_on"],
            id="rules of procedure of three bodies",
        ),
        pytest.param(
            "Căn cứ Luật Việc làm số 38/2013/QH13. Theo Luật Việc làm, các sở rà soát.",
            ["luật|38/2013/QH13|-|-|based_on"],
            id="a law named again without its number",
        ),
        pytest.param(
            "Theo Kết luận số 57-KL/TW, ngày 15/6/2023 của Bộ Chính trị1 về thông tin.",
            ["kết luận|57-KL/TW|2023-06-15|Bộ Chính trị|refers"],
            id="the raised number of a footnote",
        ),
        ("Bãi bỏ Quyết định số 77/QĐ-UBND ngày 12/01/2024.", ["quyết định|77/QĐ-UBND|2024-01-12|-|replaces"]),
        (
            "Quyết định số 77/QĐ-UBND ngày 12/01/2024 hết hiệu lực kể từ ngày Quyết định này có hiệu lực.",
            ["quyết định|77/QĐ-UBND|2024-01-12|-|replaces"],
        ),
        (
            (
                "Sửa đổi, bổ sung một số điều của Quy định ban hành kèm theo Quyết định số 15/2017/QĐ-UBND ngày "
                "23/3/2017."
            ),
            ["quyết định|15/2017/QĐ-UBND|2017-03-23|-|amends"],
        ),
        (
            (
                "Luật Đầu tư công số 39/2019/QH14 được sửa đổi, bổ sung bởi Luật số 64/2020/QH14 và Luật số "
                "72/2020/QH14."
            ),
            ["luật|39/2019/QH14|-|-|refers", "luật|64/2020/QH14|-|-|refers", "luật|72/2020/QH14|-|-|refers"],
        ),
        (
            (
                "Nghị định số 34/2016/NĐ-CP ngày 14/5/2016 của Chính phủ (đã được sửa đổi, bổ sung tại Nghị "
                "định số 154/2020/NĐ-CP ngày 31/12/2020)."
            ),
            ["nghị định|34/2016/NĐ-CP|2016-05-14|Chính phủ|refers", "nghị định|154/2020/NĐ-CP|2020-12-31|-|refers"],
        ),
        (
            "Tiếp theo Công văn số 315/SNgV-TTBC ngày 10/4/2025 của Sở Ngoại vụ.",
            ["công văn|315/SNgV-TTBC|2025-04-10|Sở Ngoại vụ|refers"],
        ),
        (
            "Triển khai Chỉ thị số 21-CT/TTg, ngày 06/8/2012 của Thủ tướng Chính phủ.",
            ["chỉ thị|21-CT/TTg|2012-08-06|Thủ tướng Chính phủ|implements"],
        ),
        (
            ("Quán triệt Nghị quyết Đại hội XIII của Đảng và Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XX."),
            ["nghị quyết|-|-|-|implements", "nghị quyết|-|-|-|implements"],
        ),
        (
            ("Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2013; Điều lệ Đảng Cộng sản Việt Nam."),
            ["hiến pháp|-|-|-|based_on", "điều lệ|-|-|-|based_on"],
        ),
        ("Theo Hiệp định Thương mại tự do Việt Nam - Liên minh châu Âu, các bên hợp tác.", ["hiệp định|-|-|-|refers"]),
        (
            (
                "Căn cứ Bộ luật Lao động ngày 20 tháng 11 năm 2019; Luật An toàn, vệ sinh lao động ngày 25 "
                "tháng 6 năm 2015."
            ),
            ["bộ luật|-|2019-11-20|-|based_on", "luật|-|2015-06-25|-|based_on"],
        ),
        (
            "Xét đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 65/TTr-SNV ngày 25/3/2025.",
            ["tờ trình|65/TTr-SNV|2025-03-25|-|based_on"],
        ),
        (
            (
                "Thực hiện Kế hoạch số 25-KH/TU, ngày 05/01/2025 của Tỉnh ủy (sau đây gọi tắt là Kế hoạch số "
                "25), các đơn vị bám sát Kế hoạch số 25."
            ),
            ["kế hoạch|25-KH/TU|2025-01-05|Tỉnh ủy|implements"],
        ),
        (
            (
                "Thực hiện Công văn số 9182/BNV-CCHC ngày 28/10/2025 của Bộ Nội vụ, Công văn số "
                "3871/BVHTTDL-TTCS ngày 25/7/2025 của Bộ Văn hóa, Thể thao và Du lịch, Sở báo cáo."
            ),
            [
                "công văn|9182/BNV-CCHC|2025-10-28|Bộ Nội vụ|implements",
                "công văn|3871/BVHTTDL-TTCS|2025-07-25|Bộ Văn hóa, Thể thao và Du lịch|implements",
            ],
        ),
        (
            (
                "Căn cứ Thông tư liên tịch số 19/2013/TTLT-BTP-BNV ngày 22/11/2013 của Bộ trưởng Bộ Tư pháp và "
                "Bộ trưởng Bộ Nội vụ."
            ),
            ["thông tư liên tịch|19/2013/TTLT-BTP-BNV|2013-11-22|Bộ trưởng Bộ Tư pháp và Bộ trưởng Bộ Nội vụ|based_on"],
        ),
        ("Theo quy định tại khoản 2 Điều 5 Nghị định 30/2020/NĐ-CP.", ["nghị định|30/2020/NĐ-CP|-|-|refers"]),
        (
            (
                "Nghị quyết số 18-NQ/TW và Nghị quyết số 19-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương "
                "Đảng khóa XII."
            ),
            [
                "nghị quyết|18-NQ/TW|2017-10-25|Ban Chấp hành Trung ương Đảng khóa XII|refers",
                "nghị quyết|19-NQ/TW|2017-10-25|Ban Chấp hành Trung ương Đảng khóa XII|refers",
            ],
        ),
        (
            "Thực hiện Nghị quyết số 33-NQ/TW (khóa XI), Kết luận số 76-KL/TW của Bộ Chính trị.",
            ["nghị quyết|33-NQ/TW|-|-|implements", "kết luận|76-KL/TW|-|Bộ Chính trị|implements"],
        ),
        (
            (
                "Thực hiện các văn bản: Chỉ thị số 05-CT/TW ngày 15/5/2016; Kết luận số 01-KL/TW ngày 18/5/2021 "
                "của Bộ Chính trị."
            ),
            ["chỉ thị|05-CT/TW|2016-05-15|-|implements", "kết luận|01-KL/TW|2021-05-18|Bộ Chính trị|implements"],
        ),
        (
            "Tại Thông báo kết luận số 188/TB-VPUBND ngày 21/7/2025, Phó Chủ tịch đã giao.",
            ["thông báo kết luận|188/TB-VPUBND|2025-07-21|-|refers"],
        ),
        (
            "Quyết định số 922/QĐ-UBND, ngày 5 tháng 5 năm 2025 do Chủ tịch UBND tỉnh ký ban hành.",
            ["quyết định|922/QĐ-UBND|2025-05-05|Chủ tịch UBND tỉnh|refers"],
        ),
        (
            "Căn cứ Luật Tổ chức chính quyền địa phương 2025 và Luật Thủ đô năm 2024.",
            ["luật|-|-|-|based_on", "luật|-|-|-|based_on"],
        ),
        ("Công ước Liên hợp quốc về Luật Biển năm 1982 (UNCLOS).", ["công ước|-|-|-|refers"]),
        ("Theo Quy chế làm việc của Ban Chấp hành Đảng bộ tỉnh khóa XX.", ["quy chế|-|-|-|refers"]),
        (
            "Thực hiện Công điện số 154/CĐ-TTg, Công điện 155/CĐ-TTg của Thủ tướng Chính phủ.",
            [
                "công điện|154/CĐ-TTg|-|Thủ tướng Chính phủ|implements",
                "công điện|155/CĐ-TTg|-|Thủ tướng Chính phủ|implements",
            ],
        ),
        (
            (
                "Chương trình hành động số 05-CTr/TU ngày 12/8/2025 của Ban Thường vụ Tỉnh ủy thực hiện Nghị "
                "quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị."
            ),
            [
                "chương trình hành động|05-CTr/TU|2025-08-12|Ban Thường vụ Tỉnh ủy|refers",
                "nghị quyết|57-NQ/TW|2024-12-22|Bộ Chính trị|implements",
            ],
        ),
        (
            "Pháp lệnh Ưu đãi người có công với cách mạng số 02/2020/UBTVQH14 ngày 09/12/2020.",
            ["pháp lệnh|02/2020/UBTVQH14|2020-12-09|-|refers"],
        ),
        ("Công văn số 3395/LĐTBXH-KHTC gửi Tổng công ty Bưu điện.", ["công văn|3395/LĐTBXH-KHTC|-|-|refers"]),
        (
            ("Căn cứ Nghị quyết số 1211/2016/UBTVQH13 ngày 25/5/2016 của Ủy ban Thường vụ Quốc hội về tiêu chuẩn."),
            ["nghị quyết|1211/2016/UBTVQH13|2016-05-25|Ủy ban Thường vụ Quốc hội|based_on"],
        ),
        (
            "Nghị quyết 68/NQ-CP ngày 12 tháng 5 năm 2020 của Chính phủ ban hành Chương trình cắt giảm.",
            ["nghị quyết|68/NQ-CP|2020-05-12|Chính phủ|refers"],
        ),
        (
            "theo Hướng dẫn liên ngành số 05/HDLN-SNV-STC ngày 03/02/2025 giữa Sở Nội vụ và Sở Tài chính.",
            ["hướng dẫn liên ngành|05/HDLN-SNV-STC|2025-02-03|Sở Nội vụ và Sở Tài chính|refers"],
        ),
        (
            "Thực hiện Quyết định sô 368/QĐ-TTg, ngày 28/02/2013 của Thủ tướng.",
            ["quyết định|368/QĐ-TTg|2013-02-28|Thủ tướng|implements"],
        ),
        (
            ("Căn cứ Quyết định số 1035/QĐ-UBND ngày 10/5/2025 và Quyết định số 1036/QĐ-UBND cùng ngày của UBND tỉnh."),
            ["quyết định|1035/QĐ-UBND|2025-05-10|-|based_on", "quyết định|1036/QĐ-UBND|2025-05-10|UBND tỉnh|based_on"],
        ),
        (
            "Thay thế các Quyết định: số 12/QĐ-UBND ngày 05/01/2020, số 45/QĐ-UBND ngày 07/02/2021.",
            ["quyết định|12/QĐ-UBND|2020-01-05|-|replaces", "quyết định|45/QĐ-UBND|2021-02-07|-|replaces"],
        ),
        (
            "Hủy bỏ Kế hoạch số 9/KH-UBND ngày 05/01/2025 của UBND xã.",
            ["kế hoạch|9/KH-UBND|2025-01-05|UBND xã|replaces"],
        ),
        (
            "Điều chỉnh Kế hoạch số 9/KH-UBND ngày 05/01/2025 của UBND xã như sau:",
            ["kế hoạch|9/KH-UBND|2025-01-05|UBND xã|amends"],
        ),
        (
            "Cụ thể hóa Nghị quyết số 05-NQ/TU, ngày 20/6/2021 của Tỉnh ủy.",
            ["nghị quyết|05-NQ/TU|2021-06-20|Tỉnh ủy|implements"],
        ),
        (
            "Trên cơ sở Kết luận số 84-KL/TW ngày 21/6/2024 của Bộ Chính trị, Ban Thường vụ yêu cầu.",
            ["kết luận|84-KL/TW|2024-06-21|Bộ Chính trị|based_on"],
        ),
        (
            "Được sự thống nhất tại Công văn số 41-CV/TU ngày 05/02/2025 của Thường trực Tỉnh ủy.",
            ["công văn|41-CV/TU|2025-02-05|Thường trực Tỉnh ủy|refers"],
        ),
        (
            (
                "Quy định số 41-QĐ/TW ngày 03/11/2021, Quy định số 37-QĐ/TW ngày 25/10/2021 của Ban Chấp hành "
                "Trung ương."
            ),
            ["quy định|41-QĐ/TW|2021-11-03|-|refers", "quy định|37-QĐ/TW|2021-10-25|Ban Chấp hành Trung ương|refers"],
        ),
        (
            "Luật sửa đổi, bổ sung một số điều của Luật Quảng cáo ngày 16 tháng 6 năm 2025.",
            ["luật|-|2025-06-16|-|refers"],
        ),
        (
            "Nghị định 119/2020/NĐ-CP, Nghị định 14/2022/NĐ-CP sửa đổi Nghị định 119/2020/NĐ-CP.",
            ["nghị định|119/2020/NĐ-CP|-|-|refers", "nghị định|14/2022/NĐ-CP|-|-|refers"],
        ),
        (
            "Thực hiện Hướng dẫn 33-HD/BTGTW, 34-HD/BTGTW của Ban Tuyên giáo Trung ương.",
            [
                "hướng dẫn|33-HD/BTGTW|-|Ban Tuyên giáo Trung ương|implements",
                "hướng dẫn|34-HD/BTGTW|-|Ban Tuyên giáo Trung ương|implements",
            ],
        ),
        (
            ("Thông báo số 98-TB/VPTU ngày 10/3/2025 của Văn phòng Tỉnh ủy thông báo ý kiến của Bí thư Tỉnh ủy."),
            ["thông báo|98-TB/VPTU|2025-03-10|Văn phòng Tỉnh ủy|refers"],
        ),
        ("Báo cáo số 22 /BC-UBND ngày 03/01/2025 của UBND tỉnh.", ["báo cáo|22 /BC-UBND|2025-01-03|UBND tỉnh|refers"]),
        (
            "Công văn số 5633/VPCP- KSTT ngày 25/7/2023 của Văn phòng Chính phủ.",
            ["công văn|5633/VPCP- KSTT|2023-07-25|Văn phòng Chính phủ|refers"],
        ),
        (
            (
                "Chỉ thị số 40-CT/TW ngày 22/11/2014 của Ban Bí thư Trung ương Đảng khóa XI, Chỉ thị số "
                "39-CT/TW ngày 30/10/2024 của Ban Bí thư Trung ương Đảng khóa XIII."
            ),
            [
                "chỉ thị|40-CT/TW|2014-11-22|Ban Bí thư Trung ương Đảng khóa XI|refers",
                "chỉ thị|39-CT/TW|2024-10-30|Ban Bí thư Trung ương Đảng khóa XIII|refers",
            ],
        ),
        (
            "Căn cứ Quyết định số 02/2023/QĐ-UBND và số 05/2023/QĐ-UBND ngày 06/02/2023 của UBND tỉnh.",
            [
                "quyết định|02/2023/QĐ-UBND|2023-02-06|UBND tỉnh|based_on",
                "quyết định|05/2023/QĐ-UBND|2023-02-06|UBND tỉnh|based_on",
            ],
        ),
        (
            "Quyết định số 1719/QĐ-TTg ngày 14/10/2021 (Chương trình mục tiêu quốc gia).",
            ["quyết định|1719/QĐ-TTg|2021-10-14|-|refers"],
        ),
    ],
)
def test_a_citation_is_read_whole(sentence: str, expected: list[str]) -> None:
    assert cited(sentence) == expected


def test_a_name_that_ends_like_a_kind_is_cited_from_its_beginning() -> None:
    found = read(f"{HEADER}Căn cứ Luật Ban hành văn bản quy phạm pháp luật số 64/2025/QH15;\n").citations
    assert [citation.text for citation in found] == ["Luật Ban hành văn bản quy phạm pháp luật số 64/2025/QH15"]


def test_a_charter_of_an_organisation_has_a_long_name() -> None:
    found = read(f"{HEADER}Căn cứ Điều lệ Liên hiệp các tổ chức hữu nghị tỉnh Lam Giang; ý kiến các hội.\n").citations
    assert [citation.text for citation in found] == ["Điều lệ Liên hiệp các tổ chức hữu nghị tỉnh Lam Giang"]


def test_plates_scales_and_lots_are_no_numbers_of_documents() -> None:
    assert cited("Xe ô tô biển số 20A-123.45 và Km 12+300, lô 5-A, tỷ lệ 1/5000, mức 18/TP.") == []


def test_a_later_mention_completes_the_first() -> None:
    body = (
        "Thực hiện Nghị quyết số 05-NQ/TU về du lịch.\n\n"
        "1. Nghị quyết số 05-NQ/TU, ngày 20/6/2021 của Tỉnh ủy đạt kết quả."
    )
    assert cited(body) == ["nghị quyết|05-NQ/TU|2021-06-20|Tỉnh ủy|implements"]
