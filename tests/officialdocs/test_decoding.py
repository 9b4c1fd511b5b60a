import unicodedata

import pytest

from nhipcau.officialdocs import MAX_BYTES, NotReadable, decode

TEXT = "Kế hoạch tuyên truyền của tỉnh, đường biên giới, sức khỏe nhân dân, những người có uy tín"


@pytest.mark.parametrize("encoding", ["utf-32", "utf-16", "utf-8-sig"])
def test_marks_of_encodings_are_told_apart(encoding: str) -> None:
    assert decode("Kế hoạch số 5/KH-UBND".encode(encoding)) == "Kế hoạch số 5/KH-UBND"


def test_a_few_zeros_that_a_program_left_in_a_text_are_nothing() -> None:
    assert decode("Kế hoạch\x00 số 5/KH-UBND\r\n".encode()) == "Kế hoạch số 5/KH-UBND\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_encodings_give_one_text(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


def test_windows_vietnamese_code_page_is_read() -> None:
    tones = {"\u0301", "\u0300", "\u0309", "\u0303", "\u0323"}
    parts = []
    for character in TEXT:
        letters = unicodedata.normalize("NFD", character)
        tone = "".join(mark for mark in letters if mark in tones)
        base = unicodedata.normalize("NFC", "".join(mark for mark in letters if mark not in tones))
        parts.append(base + tone)
    assert decode("".join(parts).encode("cp1258")) == TEXT


def test_decomposed_letters_and_foreign_line_ends_become_one_form() -> None:
    assert decode(unicodedata.normalize("NFD", "Số\r\nngày\rtháng").encode()) == "Số\nngày\ntháng"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"", "empty", id="nothing"),
        pytest.param(b" \n\t\r\n", "empty", id="white space"),
        pytest.param(b"\xef\xbb\xbf", "empty", id="only a byte order mark"),
        pytest.param(b"%PDF-1.7 ...", "binary", id="PDF renamed"),
        pytest.param(b"PK\x03\x04rest", "binary", id="DOCX renamed"),
        pytest.param(bytes(range(256)) * 4, "binary", id="bytes of all kinds"),
        pytest.param(b"\xff\xfe\x00\xd8", "not_text", id="broken UTF-16"),
        pytest.param(b"\xe9\xe8\xe7" * 50, "not_text", id="an encoding that is not ours"),
        pytest.param(b"a" * (MAX_BYTES + 1), "too_large", id="over the limit"),
    ],
)
def test_other_files_are_refused_with_a_reason(data: bytes, code: str) -> None:
    with pytest.raises(NotReadable) as refusal:
        decode(data)
    assert refusal.value.code == code
