"""From bytes to text: encodings recognised, line ends and composed letters made one, other things refused."""

from enum import StrEnum

from nhipcau.vietnamese import Legacy, mend_legacy, normalise

MAX_BYTES = 20 * 1024 * 1024


class NotReadableCode(StrEnum):
    """Why bytes are refused."""

    EMPTY = "empty"
    NOT_TEXT = "not_text"
    TOO_LARGE = "too_large"
    BINARY = "binary"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    UNPACKS_TOO_LARGE = "unpacks_too_large"
    DANGEROUS = "dangerous"
    MACROS = "macros"
    SPREADSHEET = "spreadsheet"
    PRESENTATION = "presentation"
    ARCHIVE = "archive"
    NO_PAGES = "no_pages"
    TOO_MANY_PAGES = "too_many_pages"
    NEEDS_LIBREOFFICE = "needs_libreoffice"
    TOO_SLOW = "too_slow"
    TOO_MUCH_MEMORY = "too_much_memory"
    CRASHED = "crashed"
    NEEDS_TESSERACT = "needs_tesseract"
    PICTURE_TOO_LARGE = "picture_too_large"
    PICTURE_FORMAT = "picture_format"
    NO_WORDS = "no_words"


# Of these it is the reader that could not go on; the file may be sound, or made to do this.
BROKE_DOWN = frozenset({NotReadableCode.TOO_SLOW, NotReadableCode.TOO_MUCH_MEMORY, NotReadableCode.CRASHED})


class NotReadable(ValueError):  # noqa: N818 -- the name says what the caller has in hand
    """The bytes are not a text that can be read; `code` says why."""

    def __init__(self, code: NotReadableCode) -> None:
        super().__init__(code.value)
        self.code = code


_SIGNATURES = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"II*\x00",
    b"MM\x00*",
    b"\x7fELF",
    b"{\\rtf",
)
# Those of UTF-32 come first: they begin like those of UTF-16.
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# Of a text that a program filled up with zeros no more than every so manyth byte is one.
_TEXT_BYTES_A_ZERO = 20
# Combining tones of code page 1258 follow their letter; a Vietnamese text is full of them.
_TONES_1258 = frozenset(b"\xcc\xd2\xde\xec\xf2")
_CHARACTERS_1252 = [bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256)]
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\f\x0b\x1b")


def decode(data: bytes) -> str:
    """Give the text of a file: UTF-8, UTF-16 with or without mark, the Windows code page 1258, TCVN3 (ABC) or VNI; NFC,
    line feeds.

    Raises:
        NotReadable: `code` is "empty" (nothing but white space), "too_large" (over `MAX_BYTES`), "binary"
        (another kind of file) or
            "not_text" (bytes that no encoding here explains).
    """
    return decode_noting(data)[0]


def decode_noting(data: bytes) -> tuple[str, Legacy | None]:
    """As `decode`, and name the encoding from before Unicode that the text was in.

    Raises:
        NotReadable: as `decode`.
    """
    if len(data) > MAX_BYTES:
        raise NotReadable(NotReadableCode.TOO_LARGE)
    if not data.strip():
        raise NotReadable(NotReadableCode.EMPTY)
    if data.startswith(_SIGNATURES):
        raise NotReadable(NotReadableCode.BINARY)
    text, legacy = mend_legacy(normalise(_to_text(data)))
    if not text.strip("\ufeff \t\n\x0b\x0c\x00"):
        raise NotReadable(NotReadableCode.EMPTY)
    return normalise(text).lstrip("\ufeff"), legacy


def _to_text(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding, NotReadableCode.NOT_TEXT)
    if 0 < data.count(b"\x00") * _TEXT_BYTES_A_ZERO <= len(data):
        data = data.replace(b"\x00", b"")
    if b"\x00" in data:
        return _utf16_without_mark(data)
    if sum(data.count(control) for control in _CONTROLS) > len(data) // 100:
        raise NotReadable(NotReadableCode.BINARY)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(data)


def _decoded(data: bytes, encoding: str, code: NotReadableCode) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise NotReadable(code) from None


def _utf16_without_mark(data: bytes) -> str:
    """Latin letters of UTF-16 have a zero as their high byte; where zeros stand tells the byte order."""
    sample = data[:4000]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if len(data) % 2 or abs(even - odd) < len(sample) // 8:
        raise NotReadable(NotReadableCode.BINARY)
    return _decoded(data, "utf-16-le" if odd > even else "utf-16-be", NotReadableCode.BINARY)


def _legacy(data: bytes) -> str:
    """Code page 1258, when the text looks like Vietnamese in it; else TCVN3 or VNI, whose bytes stand for characters of
    code page 1252 until they are turned; otherwise the bytes stay unexplained.
    """
    high = sum(1 for byte in data[:20000] if byte >= 0x80)
    tones = sum(1 for byte in data[:20000] if byte in _TONES_1258)
    as_1252 = "".join(map(_CHARACTERS_1252.__getitem__, data))
    if mend_legacy(as_1252)[1] is not None:
        return as_1252
    if high * 2 > len(data[:20000]) or tones * 10 < high:
        raise NotReadable(NotReadableCode.NOT_TEXT)
    return _decoded(data, "cp1258", NotReadableCode.NOT_TEXT)
