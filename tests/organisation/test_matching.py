"""Which unit or group the words of a document mean, on which day."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.organisation.enums import Tier, UnitKind
from nhipcau.organisation.models import Unit, UnitGroup
from nhipcau.organisation.queries import UnitMatcher, followers
from nhipcau.organisation.samples import load_units
from nhipcau.organisation.services import create_unit
from nhipcau.organisation.unit_lists import split_list
from nhipcau.organisation.unit_names import spellings, tidy

pytestmark = pytest.mark.django_db
IN_2021, IN_2026 = date(2021, 3, 30), date(2026, 1, 12)


@pytest.fixture
def province(samples: Path) -> dict[str, Unit]:
    return load_units(samples)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Sở Ngoại vụ", "so-ngoai-vu"),
        ("Sở Ngoại vụ tỉnh Vân Khê", "so-ngoai-vu"),
        ("SỞ NGOẠI VỤ", "so-ngoai-vu"),
        ("Đề nghị Sở Ngoại vụ", "so-ngoai-vu"),
        ("lãnh đạo Sở Ngoại vụ (b/c);", "so-ngoai-vu"),
        ("So Ngoai vu", "so-ngoai-vu"),
        ("Sơ Ngoai vu", "so-ngoai-vu"),
        ("Sở Văn hoá, Thể thao và Du lịch", "so-vhttdl"),
        ("Sở VH,TT&DL", "so-vhttdl"),
        ("Sở Văn hóa - Thể thao - Du lịch", "so-vhttdl"),
        ("UBND tỉnh", "ubnd-tinh"),
        ("Uỷ ban nhân dân tỉnh Vân Khê", "ubnd-tinh"),
        ("ỦY BAN NHÂN DÂN TỈNH VÂN KHÊ", "ubnd-tinh"),
        ("VP UBND tỉnh", "vp-ubnd"),
        ("Ban Tuyên giáo và Dân vận TU", "ban-tuyen-giao-dan-van"),
        ("BTGDVTU", "ban-tuyen-giao-dan-van"),
        ("Ban Tuyên giáo và Dân vận TW (b/c)", "ban-tuyen-giao-dan-van-tw"),
        ("BCĐ Công tác TTĐN tỉnh", "bcd-ttdn"),
        ("Ban Chỉ huy BĐBP tỉnh", "ban-chi-huy-bdbp"),
        ("BCH BĐBP tỉnh", "ban-chi-huy-bdbp"),
        ("Đảng uỷ xã Khuổi Ngần", "dang-uy-xa-khuoi-ngan"),
        ("UBND xã Khuổi Ngần", "dang-uy-xa-khuoi-ngan"),
        ("Tỉnh đoàn", "tinh-doan"),
        ("Báo và Phát thanh, truyền hình Vân Khê", "bao-ptth"),
        ("Hội Nhà báo", "hoi-nha-bao"),
    ],
)
def test_a_unit_is_known_by_the_many_ways_to_write_its_name(province: dict[str, Unit], words: str, key: str) -> None:
    match = UnitMatcher(on=IN_2026).match(words)
    assert (match.unit, match.group) == (province[key], None)
    assert match.score >= 0.9


def test_the_very_name_is_surer_than_one_without_diacritics_and_that_surer_than_a_damaged_one(
    province: dict[str, Unit],
) -> None:
    matcher = UnitMatcher(on=IN_2026)
    scores = [matcher.match(words).score for words in ("Sở Tài chính", "So Tai chinh", "So Tai chinb")]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 3
    assert matcher.match("So Tai chinb").unit == province["so-tai-chinh"]
    assert scores[2] < 0.9


def test_typed_diacritics_outrank_a_name_that_only_folds_alike(db: None) -> None:
    ma = create_unit("Trung tâm Lương Mã", by=None)
    create_unit("Trung tâm Lượng Ma", by=None)
    matcher = UnitMatcher(on=IN_2026)
    assert matcher.match("Trung tâm Lương Mã").unit == ma
    assert matcher.match("Trung tâm Lương Mã").score == 1.0


def test_an_ended_unit_is_offered_with_those_that_followed_it(province: dict[str, Unit]) -> None:
    match = UnitMatcher(on=IN_2026).match("Sở Thông tin và Truyền thông")
    assert (match.unit, match.ended_unit) == (None, province["so-tttt"])
    assert match.successors == (province["so-vhttdl"], province["so-khcn"])
    assert UnitMatcher(on=IN_2021).match("Sở TT&TT").unit == province["so-tttt"]


def test_those_that_followed_a_unit_stand_in_one_order_however_they_were_tied_to_it(db: None) -> None:
    ended, first, second = (create_unit(name, by=None) for name in ("Sở Cũ", "Sở Một", "Sở Hai"))
    ended.successors.add(second)
    ended.successors.add(first)
    assert followers()[ended.pk] == [first.pk, second.pk]


def test_of_two_units_with_one_short_form_the_living_one_is_meant(province: dict[str, Unit]) -> None:
    assert UnitMatcher(on=IN_2021).match("BCH BĐBP tỉnh").unit == province["bo-chi-huy-bdbp"]
    assert UnitMatcher(on=IN_2026).match("BCH BĐBP tỉnh").unit == province["ban-chi-huy-bdbp"]


def test_a_unit_named_before_its_first_day_is_doubtful(province: dict[str, Unit]) -> None:
    match = UnitMatcher(on=date(2025, 6, 1)).match("Đảng ủy xã Lũng Đá")
    assert match.unit == province["dang-uy-xa-lung-da"]
    assert match.score == 0.7


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Các huyện, thành ủy", "các huyện, thành ủy"),
        ("các sở, ban, ngành", "các sở, ban, ngành"),
        ("Các Sở, ban ngành tỉnh", "các sở, ban, ngành"),
        ("các ban, sở, ngành", "các sở, ban, ngành"),
        ("Thủ trưởng các sở, ban, ngành trên địa bàn tỉnh", "các sở, ban, ngành"),
        ("Đảng ủy các phường, xã", "Đảng ủy các xã, phường"),
        ("các địa phương, đơn vị", "các địa phương, đơn vị"),
        ("Các cơ quan thông tin đại chúng", "các cơ quan báo chí"),
    ],
)
def test_a_group_is_known_whatever_the_order_of_its_words(province: dict[str, Unit], words: str, name: str) -> None:
    match = UnitMatcher(on=IN_2026).match(words)
    assert match.group is not None
    assert match.group.name == name
    assert match.unit is None


@pytest.mark.parametrize(
    "words",
    ["", "   ", "Như trên", "Lưu: VT", "Sở Ngoại vụ tỉnh Lào Cai", "Sở", "Ban Quản lý Khu kinh tế cửa khẩu tỉnh",
     "Đảng ủy xã Thạch Lâm", "Lãnh đạo Ban", "Sở Y tế", "Công an xã Nà Lam"],
)  # fmt: skip
def test_other_words_mean_nothing_known(province: dict[str, Unit], words: str) -> None:
    match = UnitMatcher(on=IN_2026).match(words)
    assert (match.unit, match.group, match.ended_unit, match.score) == (None, None, None, 0.0)


def test_no_word_is_taken_for_a_slip_of_another_office(province: dict[str, Unit]) -> None:
    """ "Ban Tuyên giáo" ended; "Ban Tuyên giáo và Dân vận" is another office, however alike they look."""
    match = UnitMatcher(on=IN_2026).match("Ban Tuyên giáo Tỉnh ủy")
    assert (match.unit, match.ended_unit) == (None, province["ban-tuyen-giao"])
    assert match.successors == (province["ban-tuyen-giao-dan-van"],)


def names(matches: list[Any]) -> list[str]:
    return [str(match.unit or match.group or f"? {match.words}") for match in matches]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Sở Tài chính, Sở Công Thương", ["Sở Tài chính", "Sở Công Thương"]),
        ("Sở Tài chính, Công Thương", ["Sở Tài chính", "Sở Công Thương"]),
        ("các Sở: Tài chính, Công Thương, Ngoại vụ", ["Sở Tài chính", "Sở Công Thương", "Sở Ngoại vụ"]),
        (
            "Sở Văn hóa, Thể thao và Du lịch, Sở Khoa học và Công nghệ và Hội Nhà báo tỉnh",
            ["Sở Văn hóa, Thể thao và Du lịch", "Sở Khoa học và Công nghệ", "Hội Nhà báo tỉnh Vân Khê"],
        ),
        (
            "Báo và Phát thanh, truyền hình Vân Khê, Hội Nhà báo tỉnh",
            ["Báo và Phát thanh, truyền hình Vân Khê", "Hội Nhà báo tỉnh Vân Khê"],
        ),
        (
            "Ban Chỉ huy Bộ đội Biên phòng tỉnh, Công an tỉnh",
            ["Ban Chỉ huy Bộ đội Biên phòng tỉnh", "Công an tỉnh"],
        ),
        ("Các sở, ban, ngành", ["các sở, ban, ngành"]),
        (
            "các sở, ban, ngành; Đảng ủy các xã, phường",
            ["các sở, ban, ngành", "Đảng ủy các xã, phường"],
        ),
        (
            "Ban Tuyên giáo các huyện, thành ủy, đảng ủy trực thuộc Tỉnh ủy và các ngành tư tưởng - văn hóa",
            [
                "Ban Tuyên giáo các huyện, thành ủy, đảng ủy trực thuộc Tỉnh ủy",
                "? các ngành tư tưởng - văn hóa",
            ],
        ),
        ("Sở Nội vụ, Sở Y tế", ["? Sở Nội vụ", "? Sở Y tế"]),
        ("Sở Ngoại vụ", ["Sở Ngoại vụ"]),
        ("", []),
    ],
)
def test_a_list_is_cut_where_names_end_not_at_every_comma(
    province: dict[str, Unit], words: str, expected: list[str]
) -> None:
    assert names(UnitMatcher(on=IN_2026).match_list(words)) == expected


@pytest.mark.parametrize("count", [1, 3])
def test_matching_asks_the_database_the_same_however_many_units_and_words(
    django_assert_num_queries: Any, count: int
) -> None:
    for number in range(count):
        create_unit(f"Phòng {number}", aliases=[f"P{number}"], by=None)
        UnitGroup.objects.create(name=f"các phòng {number}")
    with django_assert_num_queries(6):
        matcher = UnitMatcher(on=IN_2026)
        for number in range(count):
            matcher.match(f"Phòng {number}")
            matcher.match_list(f"Phòng {number}, Phòng lạ")


@given(words=st.text(max_size=80) | st.text(alphabet="sở ban,;và:&.-/()TUubndđ\n\u0309", max_size=60))
def test_no_words_break_the_reading_of_names(words: str) -> None:
    known = {"sở", "ban", "sở ban"}
    assert all(spelling == spelling.strip() for spelling in spellings(words))
    assert tidy(tidy(words)) == tidy(words)
    parts = split_list(words, score=lambda part: float(part.strip().lower() in known))
    assert all(parts)


WORDS = ["Sở", "Ngoại", "vụ", "tỉnh", "Vân", "Khê", "các", ",", "và", "ban", "(b/c", ":", "X.", "BCH"]


@given(words=st.lists(st.sampled_from(WORDS), max_size=12))
def test_words_in_any_order_never_raise_and_scores_stay_in_bounds(words: list[str]) -> None:
    matcher = _matcher()
    for match in [matcher.match(" ".join(words)), *matcher.match_list(" ".join(words))]:
        assert 0 <= match.score <= 1
        assert (match.score > 0) == (match.is_known or match.ended_unit is not None)


def _matcher() -> UnitMatcher:
    matcher = UnitMatcher(on=IN_2026)
    if not Unit.objects.exists():
        create_unit("Sở Ngoại vụ", kind=UnitKind.DEPARTMENT, by=None)
        UnitGroup.objects.create(name="các sở, ban, ngành")
        matcher = UnitMatcher(on=IN_2026)
    return matcher


CAO_BANG = [
    ("Ban Tuyên giáo Trung ương", UnitKind.PARTY_BODY, Tier.CENTRAL),
    ("Ban Chỉ đạo công tác thông tin đối ngoại Trung ương", UnitKind.PARTY_BODY, Tier.CENTRAL),
    ("Tỉnh ủy Cao Bằng", UnitKind.PARTY_COMMITTEE, Tier.PROVINCE),
    ("Ban Tuyên giáo Tỉnh ủy", UnitKind.PARTY_BODY, Tier.PROVINCE),
    ("Sở Ngoại vụ tỉnh Cao Bằng", UnitKind.DEPARTMENT, Tier.PROVINCE),
    ("Sở Thông tin và Truyền thông", UnitKind.DEPARTMENT, Tier.PROVINCE),
    ("Hội Nhà báo tỉnh Cao Bằng", UnitKind.ASSOCIATION, Tier.PROVINCE),
    ("Công an tỉnh", UnitKind.POLICE, Tier.PROVINCE),
]


def test_the_units_of_a_real_directive_are_matched(real_documents: Path) -> None:
    for name, kind, tier in CAO_BANG:
        create_unit(name, kind=kind, tier=tier, by=None)
    for name in (
        "các huyện, thành ủy",
        "các địa phương, đơn vị",
        "Ban Tuyên giáo các huyện, thành ủy, đảng ủy trực thuộc Tỉnh ủy",
    ):
        UnitGroup.objects.create(name=name)
    matcher = UnitMatcher(on=IN_2021)
    labels = json.loads((real_documents / "dev" / "01-huong-dan-btg-cao-bang-2021.json").read_text(encoding="utf-8"))
    in_order = dict.fromkeys(row["unit"] for row in labels["assignments"])
    assert {words: names(matcher.match_list(words)) for words in in_order} == {
        "Ban Tuyên giáo các huyện, thành ủy, đảng ủy trực thuộc Tỉnh ủy và các ngành tư tưởng - văn hóa": [
            "Ban Tuyên giáo các huyện, thành ủy, đảng ủy trực thuộc Tỉnh ủy",
            "? các ngành tư tưởng - văn hóa",
        ],
        "Các cơ quan thông tin đại chúng, đơn vị có tạp chí, đặc san, bản tin": [
            "? Các cơ quan thông tin đại chúng, đơn vị có tạp chí, đặc san, bản tin"
        ],
        "Sở Thông tin và Truyền thông, Hội Nhà báo Cao Bằng": [
            "Sở Thông tin và Truyền thông",
            "Hội Nhà báo tỉnh Cao Bằng",
        ],
        "Sở Ngoại vụ": ["Sở Ngoại vụ tỉnh Cao Bằng"],
        "các địa phương, đơn vị": ["các địa phương, đơn vị"],
    }
    known = [words for words in labels["metadata"]["recipients"] if matcher.match(words).is_known]
    assert known == ["Ban Tuyên giáo TW (b/c)", "BCĐ công tác TTĐN TW (b/c)", "Sở Ngoại vụ", "Các huyện, thành ủy"]


def test_names_that_a_scan_damaged_are_still_found(real_documents: Path) -> None:
    """The words are those of the scanned directive of Quảng Ngãi, with its slips."""
    quang_ngai = create_unit(
        "Ban Quản lý Khu Kinh tế Dung Quất và các Khu công nghiệp tỉnh", kind=UnitKind.DEPARTMENT, by=None
    )
    matcher = UnitMatcher(on=IN_2021)
    match = matcher.match("Ban Quán lý Khu Kinh tế Dung Quất và các Khu công nghiệp tỉnh")
    assert match.unit == quang_ngai
    assert 0.9 <= match.score < 1
