"""Names and short forms that an office taught are read in running text. All names are invented."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhipcau.officialdocs import OfficialDocument, Vocabulary, read

HEADER = (
    "ỦY BAN NHÂN DÂN\nTỈNH LAM GIANG\nSố: 12/KH-UBND\nLam Giang, ngày 05 tháng 6 năm 2025\n\n"
    "KẾ HOẠCH\nVề công tác năm\n\nIII. TỔ CHỨC THỰC HIỆN\n\n"
)
TAUGHT = Vocabulary(
    units=(
        "KKT cửa khẩu Nà Lư",
        "Chốt thường trực Pò Tấu",
        "Lãnh sự đoàn",
        "Petrolam Lam Giang",
        "Ban quản lý di tích",
        "Ban An toàn giao thông",
        "các thợ thủ công",
        "Đài Thiên văn tỉnh",
    ),
    abbreviations=(("LHHN", "liên hiệp các tổ chức hữu nghị"), ("ATGT", "an toàn giao thông"), ("HN", "hội nghị")),
)


def work(body: str, vocabulary: Vocabulary | None = TAUGHT) -> list[tuple[str, str]]:
    return [(task.unit, task.task.rstrip(".;")) for task in read(HEADER + body, vocabulary).assignments]


@pytest.mark.parametrize(
    ("unit", "task"),
    [
        ("KKT cửa khẩu Nà Lư", "bố trí điểm phát tờ rơi"),
        ("Chốt thường trực Pò Tấu", "tuần tra biên giới"),
        ("Lãnh sự đoàn", "vót chông rào làng"),
        ("LHHN tỉnh", "chủ trì đón đoàn"),
        ("Petrolam Lam Giang, Ban ATGT tỉnh", "bán xăng sinh học"),
        ("các thợ thủ công", "làm đèn lồng"),
        ("Đài Thiên văn tỉnh", "ngắm sao"),
    ],
)
def test_a_taught_unit_is_found_where_its_work_is_given(unit: str, task: str) -> None:
    for form in ("1. {} {}.\n", "1. Giao {} {}.\n", "Trong quá trình thực hiện, {} {}.\n"):
        assert work(form.format(unit, task)) == [(unit, task)]
    known_anyway = unit.startswith("Đài ")
    assert ((unit, task) in work(f"1. Giao {unit} {task}.\n", None)) is known_anyway


def test_a_taught_unit_heads_points_of_work_in_any_letters() -> None:
    body = "1. LÃNH SỰ ĐOÀN\n\n- Cấp thị thực.\n\n2. KKT cửa khẩu Nà Lư: Treo pa nô.\n"
    assert work(body) == [("LÃNH SỰ ĐOÀN", "Cấp thị thực"), ("KKT cửa khẩu Nà Lư", "Treo pa nô")]


def test_taught_units_are_told_apart_among_those_who_cooperate() -> None:
    body = "1. Sở Ngoại vụ chủ trì, phối hợp với Lãnh sự đoàn, Ban ATGT tổ chức lễ.\n"
    assert read(HEADER + body, TAUGHT).assignments[0].cooperating_units == ("Lãnh sự đoàn", "Ban ATGT")


def test_a_taught_name_of_an_issuer_is_not_cut_at_a_verb_in_it() -> None:
    body = "1. Theo Kế hoạch số 12/KH-BQL ngày 03/3/2025 của Ban quản lý di tích về trùng tu.\n"
    assert [citation.issuing_body for citation in read(HEADER + body, TAUGHT).citations] == ["Ban quản lý di tích"]
    assert [citation.issuing_body for citation in read(HEADER + body).citations] == ["Ban"]


def test_a_taught_name_in_capitals_is_a_recipient_without_a_dash() -> None:
    foot = "1. Treo cờ.\n\nNơi nhận:\nNhư trên;\nKKT CỬA KHẨU NÀ LƯ;\nLưu: VT.\n\nCHỦ TỊCH\n\nNguyễn Văn An\n"
    found = [one.text for one in read(HEADER + foot, TAUGHT).recipients]
    assert found == ["Như trên", "KKT CỬA KHẨU NÀ LƯ", "Lưu: VT"]


@pytest.mark.parametrize(
    "body",
    [
        "1. HN tổng kết chủ trì.\n",
        "1. Đến lãnh sự đoàn kết hữu nghị chủ trì.\n",
        "1. kkt cửa khẩu nà lư chủ trì họp.\n",
    ],
)
def test_what_only_resembles_a_taught_name_gives_no_work(body: str) -> None:
    assert work(body) == []


def test_words_that_are_no_names_teach_nothing() -> None:
    useless = Vocabulary(units=("", "chủ trì", "Tổ chức", "…", "CA", "x" * 400), abbreviations=(("", ""), ("A B", "c")))
    body = "1. Sở Ngoại vụ chủ trì tổ chức hội nghị CA.\n"
    assert read(HEADER + body, useless) == read(HEADER + body)


def test_readings_side_by_side_do_not_share_their_words() -> None:
    body = HEADER + "1. Lãnh sự đoàn cấp thị thực.\n"
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda number: len(read(body, TAUGHT if number % 2 else None).assignments), range(40)))
    assert found == [number % 2 for number in range(40)]


PIECES = st.sampled_from(
    [
        "Lãnh sự đoàn",
        "Kế hoạch",
        "Sở",
        "của",
        "Điều 1",
        "Nơi nhận:",
        "- Như trên;",
        "Số: 1/KH-UBND",
        "chủ trì",
        "1. ",
        "\n",
    ]
)
WORDS = st.one_of(PIECES, st.text(max_size=8))


@settings(max_examples=60, deadline=None)
@given(
    text=st.lists(WORDS, max_size=30).map(" ".join),
    units=st.lists(st.lists(WORDS, max_size=4).map(" ".join), max_size=6),
    shorts=st.lists(st.tuples(WORDS, WORDS), max_size=4),
)
def test_no_taught_word_breaks_a_reading(text: str, units: list[str], shorts: list[tuple[str, str]]) -> None:
    vocabulary = Vocabulary(tuple(units), tuple(shorts))
    document = read(text, vocabulary)
    assert document == read(text, vocabulary)
    assert all(0 <= span.start <= span.end <= len(document.text) for span in spans(document))


def spans(document: OfficialDocument) -> list[object]:
    items = (*document.recipients, *document.citations, *document.dates, *document.recurring_deadlines)
    return [item.span for item in items] + [
        span for task in document.assignments for span in (task.span, task.unit_span)
    ]
