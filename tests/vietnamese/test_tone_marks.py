import pytest

from nhipcau.vietnamese import same_word, with_classic_tone_marks, with_modern_tone_marks


@pytest.mark.parametrize(
    ("modern", "classic"),
    [("hoà", "hòa"), ("khoẻ", "khỏe"), ("thuỷ", "thủy"), ("HOÀ", "HÒA"), ("uỷ", "ủy")],
)
def test_open_syllables_change_their_style(modern: str, classic: str) -> None:
    assert with_classic_tone_marks(modern) == classic
    assert with_modern_tone_marks(classic) == modern


@pytest.mark.parametrize("word", ["quý", "quỳ", "hoàn", "toàn", "khuyến", "thuế"])
def test_other_syllables_stay_as_they_are(word: str) -> None:
    assert with_classic_tone_marks(word) == word
    assert with_modern_tone_marks(word) == word


def test_one_word_in_two_styles_is_the_same_word() -> None:
    assert same_word("Hoà", "hòa")
    assert not same_word("hoà", "hoa")
