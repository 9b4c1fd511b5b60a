import unicodedata

from nhipcau.vietnamese import normalise


def test_line_ends_of_windows_and_old_macs_become_line_feeds() -> None:
    assert normalise("một\r\nhai\rba\n") == "một\nhai\nba\n"


def test_decomposed_letters_become_composed() -> None:
    assert normalise(unicodedata.normalize("NFD", "tuyên truyền")) == "tuyên truyền"


def test_byte_order_mark_is_dropped() -> None:
    assert normalise("\ufeffKế hoạch") == "Kế hoạch"
