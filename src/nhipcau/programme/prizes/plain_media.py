"""Pictures, sound and films without the words that their files carry beside what is seen and heard.

Nothing is encoded anew: parts that carry words are left out (JPEG segments, PNG and WebP chunks, ID3 tags) or, where
others count on their place, emptied (boxes of MP4).
"""

import struct

# What a decoder needs of a JPEG; JFIF (E0), colour profile (E2) and Adobe's colour transform (EE) stay.
_JPEG_STAYS = frozenset({*range(0xC0, 0xD0), 0xDB, 0xDD, 0xE0, 0xE2, 0xEE} - {0xC8})
_PNG_STAYS = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT", b"bKGD",
     b"pHYs", b"acTL", b"fcTL", b"fdAT"}
)  # fmt: skip
_WEBP_STAYS = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_WEBP_FLAGS_OF_WORDS = 0b0000_1100
_MP4_WORDS = frozenset({b"udta", b"meta", b"uuid", b"ilst", b"ID32", b"Xtra", b"XMP_"})
_MP4_HOLDS_BOXES = frozenset({b"moov", b"trak", b"mdia", b"minf", b"moof", b"traf", b"edts"})
_PNG_HEAD, _BOX_HEAD = 8, 8


class DamagedError(ValueError):
    """The parts of a file do not fit together."""


def plain_jpeg(content: bytes) -> bytes:
    """A JPEG with nothing but picture and colour profile: no EXIF, XMP, IPTC, comments, nothing behind its end.

    Raises:
        DamagedError: its segments do not fit together.
    """
    if not content.startswith(b"\xff\xd8"):
        raise DamagedError
    out, place = bytearray(b"\xff\xd8"), 2
    while place + 4 <= len(content):
        if content[place] != 0xFF:
            raise DamagedError
        marker = content[place + 1]
        if marker == 0xFF:  # filling
            place += 1
            continue
        if marker == 0xD9:
            break
        length = int.from_bytes(content[place + 2 : place + 4], "big")
        end = place + 2 + length
        if length < 2 or end > len(content):
            raise DamagedError
        if marker == 0xDA:
            end = _scan_end(content, end)
            out += content[place:end]
        elif marker in _JPEG_STAYS:
            out += content[place:end]
        place = end
    return bytes(out + b"\xff\xd9")


def _scan_end(content: bytes, place: int) -> int:
    """Where the picture's data end: at the next marker that is no stuffed byte and no restart."""
    while True:
        place = content.find(b"\xff", place)
        if place < 0 or place + 1 >= len(content):
            return len(content)
        following = content[place + 1]
        if following == 0 or 0xD0 <= following <= 0xD7:
            place += 2
        elif following == 0xFF:
            place += 1
        else:
            return place


def plain_png(content: bytes) -> bytes:
    """A PNG with nothing but picture and colours: no texts, no EXIF, no times."""
    if not content.startswith(b"\x89PNG\r\n\x1a\n"):
        raise DamagedError
    out, place = bytearray(content[:_PNG_HEAD]), _PNG_HEAD
    while place + 12 <= len(content):
        length, kind = struct.unpack(">I4s", content[place : place + 8])
        end = place + 12 + length
        if end > len(content):
            raise DamagedError
        if kind in _PNG_STAYS:
            out += content[place:end]
        place = end
        if kind == b"IEND":
            return bytes(out)
    raise DamagedError


def plain_webp(content: bytes) -> bytes:
    """A WebP without EXIF and XMP, and with a head that promises none."""
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP":
        raise DamagedError
    out, place = bytearray(), 12
    while place + 8 <= len(content):
        kind, length = struct.unpack("<4sI", content[place : place + 8])
        end = place + 8 + length + length % 2
        if end > len(content) + 1:
            raise DamagedError
        if kind in _WEBP_STAYS:
            chunk = bytearray(content[place:end])
            if kind == b"VP8X" and length:
                chunk[8] &= ~_WEBP_FLAGS_OF_WORDS & 0xFF
            out += chunk
        place = end
    return b"RIFF" + struct.pack("<I", len(out) + 4) + b"WEBP" + bytes(out)


def is_mp3(content: bytes) -> bool:
    """Whether it begins like MP3: a tag, or a frame of layer III."""
    return content.startswith(b"ID3") or (len(content) > 4 and content[0] == 0xFF and content[1] & 0xE6 == 0xE2)


def plain_mp3(content: bytes) -> bytes:
    """MP3 from its first frame to its last: no ID3 and no APE tags."""
    while content.startswith(b"ID3") and len(content) > 10:
        size = sum((byte & 0x7F) << shift for byte, shift in zip(content[6:10], (21, 14, 7, 0), strict=True))
        content = content[10 + size + (10 if content[5] & 0x10 else 0) :]
    changed = True
    while changed:
        changed = False
        if content[-128:-125] == b"TAG":
            content, changed = content[:-128], True
        foot = content[-32:]
        if foot.startswith(b"APETAGEX"):
            size = int.from_bytes(foot[12:16], "little") + (32 if foot[23] & 0x80 else 0)
            content, changed = content[: max(len(content) - size, 0)], True
    place = content.find(b"\xff")
    if place < 0 or place > 4096 or not is_mp3(content[place:]):
        raise DamagedError
    return content[place:]


def is_mp4(content: bytes) -> bool:
    """Whether it begins like MP4, M4A or MOV."""
    return content[4:8] == b"ftyp"


def plain_mp4(content: bytes) -> bytes:
    """MP4 whose boxes of words are free space; sound and picture stay where they were.

    Raises:
        DamagedError: its boxes do not fit together, or it has none that names its tracks.
    """
    out = bytearray(content)
    kinds = _empty_words(out, 0, len(out))
    if b"moov" not in kinds and b"moof" not in kinds:
        raise DamagedError
    return bytes(out)


def _empty_words(out: bytearray, place: int, end: int) -> set[bytes]:
    kinds = set()
    while place < end:
        if place + _BOX_HEAD > end:
            raise DamagedError
        size, kind = struct.unpack(">I4s", out[place : place + _BOX_HEAD])
        head = _BOX_HEAD
        if size == 1:
            size, head = int.from_bytes(out[place + 8 : place + 16], "big"), 16
        elif size == 0:
            size = end - place
        if size < head or place + size > end:
            raise DamagedError
        kinds.add(bytes(kind))
        if kind in _MP4_WORDS:
            out[place + 4 : place + 8] = b"free"
            out[place + head : place + size] = bytes(size - head)
        elif kind in (b"free", b"skip"):
            out[place + head : place + size] = bytes(size - head)
        elif kind in _MP4_HOLDS_BOXES:
            _empty_words(out, place + head, place + size)
        elif kind == b"hdlr":
            # Behind 24 bytes of what a player needs stands a name that the maker chose.
            out[place + head + 24 : place + size] = bytes(max(size - head - 24, 0))
        place += size
    return kinds
