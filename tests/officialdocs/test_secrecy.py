import pytest

from nhipcau.officialdocs import SecrecyLevel, find_secrecy_mark, read

HEADER = "UBND TỈNH A          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/KH-UBND\n"


@pytest.mark.parametrize(
    ("stamp", "level"),
    [
        ("MẬT", SecrecyLevel.SECRET),
        ("Mật", SecrecyLevel.SECRET),
        ("M Ậ T", SecrecyLevel.SECRET),
        ("*MẬT*", SecrecyLevel.SECRET),
        ("[ MAT ]", SecrecyLevel.SECRET),
        ("Độ mật: Mật", SecrecyLevel.SECRET),
        ("MẬT   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", SecrecyLevel.SECRET),
        ("MẬT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", SecrecyLevel.SECRET),
        ("Số: 05/BC-UBND MẬT", SecrecyLevel.SECRET),
        ("TỐI MẬT", SecrecyLevel.TOP_SECRET),
        ("TÔI MẬT", SecrecyLevel.TOP_SECRET),
        ("TỐI\nMẬT", SecrecyLevel.TOP_SECRET),
        ("T0l MAT", SecrecyLevel.TOP_SECRET),
        ("TUYỆT MẬT", SecrecyLevel.HIGHEST),
        ("TUYET MAT", SecrecyLevel.HIGHEST),
        ("Số 5-KH/TU          TUYỆT MẬT", SecrecyLevel.HIGHEST),
    ],
)
def test_stamp_is_found_also_when_a_scan_damaged_it(stamp: str, level: SecrecyLevel) -> None:
    mark = find_secrecy_mark(HEADER + stamp + "\nKẾ HOẠCH")
    assert mark is not None
    assert mark.level is level


@pytest.mark.parametrize(
    "words",
    [
        "Bảo đảm chế độ bảo mật thông tin",
        "BẢO MẬT",
        "VỀ CÔNG TÁC BẢO VỆ BÍ\nMẬT NHÀ NƯỚC",
        "TĂNG CƯỜNG CÔNG TÁC BẢO\nMẬT",
        "bí mật nhà nước",
        "Mật độ dân số",
        "xã Mật Sơn",
        "Mật ong rừng",
        "- Mật khẩu",
        "Số: 12/KH-UBND về bảo mật",
    ],
)
def test_words_of_a_text_that_anybody_may_read_are_no_stamp(words: str) -> None:
    assert find_secrecy_mark(HEADER + words + "\nKẾ HOẠCH") is None


def test_reading_carries_the_stamp_into_metadata_and_findings() -> None:
    document = read(HEADER + "TỐI MẬT\nKẾ HOẠCH\nCông tác năm 2026\n1. Nội dung.")
    assert document.metadata.secrecy.value == "tối mật"
    assert [finding.code for finding in document.problems] == ["secret"]
    assert document.secrecy_mark is not None
    span = document.secrecy_mark.span
    assert document.text[span.start : span.end] == "TỐI MẬT"
