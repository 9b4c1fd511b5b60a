"""Nothing that a file may hold makes the reader fail, and every place that it names is in the source."""

import json
import unicodedata
from dataclasses import fields, is_dataclass
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from nhipcau.officialdocs import (
    NotReadable,
    OfficialDocument,
    Span,
    Vocabulary,
    decode,
    find_secrecy_mark,
    read,
    to_json,
)
from tests.officialdocs.scoring import EXAMPLES

WORDS = st.sampled_from(
    [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "ỦY BAN NHÂN DÂN",
        "TỈNH A",
        "Số: 12/KH-UBND",
        "Số:   /QĐ-UBND",
        "A, ngày 31 tháng 02 năm 2021",
        "KẾ HOẠCH",
        "QUYẾT ĐỊNH:",
        "V/v họp",
        "Kính gửi:",
        "Nơi nhận:",
        "- Như trên;",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Nguyễn Văn A",
        "I. MỤC ĐÍCH",
        "1. Sở A:",
        "1.1. Nội dung",
        "a) Chủ trì",
        "- Phối hợp với Sở B",
        "Điều 1.",
        "Chương I",
        "PHỤ LỤC",
        "1 | 2 | 3",
        "Giao Sở C báo cáo trước ngày 20 hằng tháng",
        "(02/1961 - 02/2021)",
        "Nghị quyết số 1-NQ/TW",
        "Luật Đất đai",
        "ĐẾN Số: 5",
        "Ngày: 04-04-2021",
        "MẬT",
        "¹ Chú thích",
        "\n",
        "\n\n",
        " ",
        "   ",
        "\t",
        "|",
        "—",
        ";",
        ".",
        "/.",
        "\f",
        "\u0000",
        "́",
    ]
)
DOCUMENTS = st.lists(st.one_of(WORDS, st.text(max_size=12)), max_size=60).map(" ".join) | st.lists(
    WORDS, max_size=60
).map("\n".join)


LINES = sorted(
    {line for path in EXAMPLES.glob("*.txt") for line in path.read_text(encoding="utf-8").splitlines() if line.strip()}
)
CUT_LINES = st.tuples(st.sampled_from(LINES), st.integers(0, 80), st.integers(0, 200)).map(
    lambda drawn: drawn[0][drawn[1] : drawn[1] + drawn[2]]
)
# Wording of real kinds, in any order, whole or cut, put together in the ways in which files put it together.
SHUFFLED = st.builds(
    lambda parts, between: between.join(parts),
    st.lists(st.one_of(st.sampled_from(LINES), CUT_LINES, WORDS, st.text(max_size=6)), max_size=60),
    st.sampled_from(["\n", "\n", " ", "\n\n", " | ", "\t"]),
)
NAMES = st.one_of(WORDS, st.sampled_from(["Sở A", "BQL KKT", "giao", "", "—", "các huyện, thành ủy"]), CUT_LINES)
VOCABULARIES = st.builds(
    Vocabulary, st.lists(NAMES, max_size=6).map(tuple), st.lists(st.tuples(NAMES, NAMES), max_size=4).map(tuple)
)
# The day of signing comes before the other dates, wherever it stands.
ORDERED = ("citations", "recurring_deadlines", "outline", "provisions", "recipients")


def text_or_code(data: bytes) -> tuple[str | None, str | None]:
    """Decode, or tell why not."""
    try:
        return decode(data), None
    except NotReadable as refusal:
        return None, refusal.code.value


def spans(value: Any) -> list[Span]:
    """All spans in a reading."""
    if isinstance(value, Span):
        return [value]
    if isinstance(value, tuple):
        return [span for item in value for span in spans(item)]
    if is_dataclass(value):
        return [span for field in fields(value) for span in spans(getattr(value, field.name))]
    return []


@given(DOCUMENTS)
@settings(max_examples=300, deadline=None)
def test_reading_never_fails_and_keeps_its_places_inside_the_source(text: str) -> None:
    document = read(text)
    assert all(0 <= span.start <= span.end <= len(document.text) for span in spans(document))
    json.dumps(to_json(document))


@given(DOCUMENTS)
@settings(max_examples=100, deadline=None)
def test_reading_is_deterministic(text: str) -> None:
    assert read(text) == read(text)


@given(SHUFFLED, st.none() | VOCABULARIES)
@settings(max_examples=100, deadline=None)
def test_shuffled_wording_is_read_in_order_and_the_same_again_whatever_was_taught(
    text: str, vocabulary: Vocabulary | None
) -> None:
    document = read(text, vocabulary)
    assert read(text, vocabulary) == document
    assert all(0 <= span.start <= span.end <= len(document.text) for span in spans(document))
    for name in ORDERED:
        starts = [item.span.start for item in getattr(document, name)]
        assert starts == sorted(starts), name


@given(DOCUMENTS)
@settings(max_examples=100, deadline=None)
def test_provisions_come_in_the_order_of_the_text(text: str) -> None:
    document = read(text)
    starts = [provision.span.start for provision in document.provisions]
    assert starts == sorted(starts)
    assert all(p.parent is None or p.parent < index for index, p in enumerate(document.provisions))


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_bytes_give_text_or_a_reason(data: bytes) -> None:
    text, code = text_or_code(data)
    if text is None:
        assert code in {"empty", "not_text", "too_large", "binary"}
    else:
        assert text == unicodedata.normalize("NFC", text)
        assert "\r" not in text
        assert isinstance(read(text), OfficialDocument)


@given(st.text(max_size=300))
def test_looking_for_a_stamp_never_fails(text: str) -> None:
    mark = find_secrecy_mark(text)
    assert mark is None or mark.span.start < mark.span.end


def test_a_long_line_without_end_is_read_in_bounded_time() -> None:
    pieces = (
        "a",
        "1",
        "- ",
        "Số: ",
        "| ",
        ", ",
        "giao Sở ",
        "Nghị quyết ",
        "Luật ",
        "ngày 1/",
        "TM. ",
        "M ",
        ".",
        "MẬT ",
    )
    for piece in (*pieces, "định kỳ 6 tháng báo cáo trước ", "- Lưu: VT. .... ", "(b/c), ),"):
        read(piece * (100_000 // len(piece)))
