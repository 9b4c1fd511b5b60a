"""Short forms on plain strings, and the few letters by which an officer names a unit."""

import pytest

from nhipcau.organisation.short_forms import rank_of, short_forms_between, stands_for
from nhipcau.organisation.unit_names import spellings
from nhipcau.vietnamese import fold_key


@pytest.mark.parametrize(
    ("before", "after", "taught"),
    [
        ("công tác TTĐN năm 2026", "công tác thông tin đối ngoại năm 2026", [("TTĐN", "thông tin đối ngoại")]),
        ("BTGTU", "Ban Tuyên giáo Tỉnh ủy", [("BTGTU", "ban tuyên giáo tỉnh ủy")]),
        ("Sở NgV", "Sở Ngoại vụ", [("NgV", "ngoại vụ")]),
        ("(TTĐN), XTTM", "(thông tin đối ngoại), xúc tiến thương mại",
         [("TTĐN", "thông tin đối ngoại"), ("XTTM", "xúc tiến thương mại")]),
        ("KKT CK", "Khu kinh tế cửa khẩu", [("KKT", "khu kinh tế"), ("CK", "cửa khẩu")]),
        ("Sở VHTTDL", "Sở Văn hóa, Thể thao và Du lịch", [("VHTTDL", "văn hóa thể thao và du lịch")]),
        # Other words in their place, a mere change of letters, or nothing short: nothing is taught.
        ("công tác TTĐN", "công tác tuyên truyền biển đảo", []),
        ("SỞ NGOẠI VỤ", "Sở Ngoại vụ", []),
        ("Tỉnh ủy", "Tỉnh uỷ Vân Khê", []),
        ("TTĐN", "", []),
        ("", "thông tin đối ngoại", []),
        ("Số 12-HD/BTG", "Số 12-HD/BTGTU", []),
    ],
)  # fmt: skip
def test_a_correction_teaches_only_what_its_letters_say(before: str, after: str, taught: list[tuple[str, str]]) -> None:
    assert short_forms_between(before, after) == taught


def test_letters_must_begin_every_word() -> None:
    assert stands_for("VHTTDL", "Văn hóa, Thể thao và Du lịch")
    assert not stands_for("VHTT", "Văn hóa, Thể thao và Du lịch")
    assert not stands_for("vanhoa", "Văn hoa")
    assert not stands_for("T1", "Tổ một")


def test_a_learnt_short_form_is_spelled_out_but_words_of_the_same_letters_are_not() -> None:
    learnt = {"xtđt": ("xúc tiến đầu tư",), "cho": ("chợ hoa",)}
    assert "trung tâm xúc tiến đầu tư" in spellings("Trung tâm XTĐT", learnt)
    assert "trung tâm xúc tiến đầu tư" in spellings("TRUNG TÂM XTĐT", learnt)
    assert spellings("cấp cho xã", learnt) == ["cấp cho xã"]
    assert spellings("CẤP CHO XÃ", learnt) == ["cấp cho xã"]


NAMES = (
    "Sở Ngoại vụ",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Nội vụ",
    "Ban Tuyên giáo và Dân vận Tỉnh ủy",
    "Ủy ban nhân dân xã Nà Lam",
    "Ủy ban nhân dân xã Nà Sơn",
    "Bộ Chỉ huy Bộ đội Biên phòng tỉnh",
    "Báo và Phát thanh, truyền hình Vân Khê",
)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("so nv", "Sở Nội vụ"),
        ("so ngv", "Sở Ngoại vụ"),
        ("sngv", "Sở Ngoại vụ"),
        ("ngoai", "Sở Ngoại vụ"),
        ("vh tt", "Sở Văn hóa, Thể thao và Du lịch"),
        ("svhttdl", "Sở Văn hóa, Thể thao và Du lịch"),
        ("vhtt&dl", "Sở Văn hóa, Thể thao và Du lịch"),
        ("btg", "Ban Tuyên giáo và Dân vận Tỉnh ủy"),
        ("btgdvtu", "Ban Tuyên giáo và Dân vận Tỉnh ủy"),
        ("ubnd xa na s", "Ủy ban nhân dân xã Nà Sơn"),
        ("na lam", "Ủy ban nhân dân xã Nà Lam"),
        ("bchbđbp", "Bộ Chỉ huy Bộ đội Biên phòng tỉnh"),
        ("ptth", "Báo và Phát thanh, truyền hình Vân Khê"),
        ("TRUYEN HINH", "Báo và Phát thanh, truyền hình Vân Khê"),
    ],
)
def test_a_few_letters_find_the_unit(typed: str, first: str) -> None:
    ranked = sorted(
        (rank, len(name), name)
        for name in NAMES
        if (rank := rank_of(fold_key(typed.replace("&", "")).split(), [fold_key(name)])) is not None
    )
    assert ranked[0][2] == first


def test_letters_that_mean_nothing_find_nothing_and_none_find_all() -> None:
    assert rank_of(["zz"], ["so ngoai vu"]) is None
    assert rank_of(["so", "nv"], ["so nong nghiep va moi truong"]) is None
    assert rank_of(["vu", "so", "so", "so", "xa"], ["so ngoai vu"]) is None
    assert rank_of([], ["so ngoai vu"]) == (0, 0)
