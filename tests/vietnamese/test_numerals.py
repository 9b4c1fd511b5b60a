import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.vietnamese import read_ordinal, read_roman, to_roman


@given(st.integers(min_value=1, max_value=3999))
def test_every_numeral_reads_back(value: int) -> None:
    assert read_roman(to_roman(value)) == value


@pytest.mark.parametrize("numeral", ["", "IIX", "IC", "ABC", "iv"])
def test_malformed_numerals_are_refused(numeral: str) -> None:
    assert read_roman(numeral) is None


def test_written_ordinals_are_read() -> None:
    assert [read_ordinal(word) for word in ("nhat", "hai", "muoi", "muoi mot")] == [1, 2, 10, None]
