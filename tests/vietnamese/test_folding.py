import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.vietnamese import fold, fold_key


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("Đồng Đăng", "dong dang", id="barred d"),
        pytest.param("ƯỚC NGUYỆN", "uoc nguyen", id="horned vowels"),
        pytest.param("Số 14-HD/BTGTU", "so 14-hd/btgtu", id="signs stay"),
    ],
)
def test_folding_drops_diacritics_and_case(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_keeps_the_length_of_any_text(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert len(fold(composed)) == len(composed)


def test_key_finds_the_same_word_in_decomposed_text_and_wide_spacing() -> None:
    assert fold_key(unicodedata.normalize("NFD", " Hoà   Bình ")) == fold_key("hoà bình") == "hoa binh"
