"""Pictures, sound and films without the words that their files carry beside what is seen and heard.

Nothing is encoded anew: parts that carry words are left out (JPEG segments, PNG and WebP chunks, ID3 tags) or, where
others count on their place, emptied (boxes of MP4).
"""

import struct
import zlib

# What a decoder needs of a JPEG; JFIF (E0), colour profile (E2) and Adobe's colour transform (EE) stay.
_JPEG_STAYS = frozenset({*range(0xC0, 0xD0), 0xDB, 0xDD, 0xE0, 0xE2, 0xEE} - {0xC8})
_PNG_STAYS = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT", b"bKGD",
     b"pHYs", b"acTL", b"fcTL", b"fdAT"}
)  # fmt: skip
_WEBP_STAYS = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_WEBP_FLAGS_OF_WORDS = 0b0000_1100
_MP4_HOLDS_BOXES = frozenset({b"moov", b"trak", b"mdia", b"minf", b"dinf", b"moof", b"traf", b"edts"})
# What a player needs at these levels; whatever else stands there carries words, or could.
_MP4_STAYS = _MP4_HOLDS_BOXES | {
    b"ftyp", b"styp", b"mdat", b"sidx", b"ssix", b"mfra", b"wide", b"pdin", b"mvhd", b"mvex", b"iods", b"tkhd", b"tref",
    b"tapt", b"trgr", b"elst", b"mdhd", b"hdlr", b"elng", b"vmhd", b"smhd", b"hmhd", b"nmhd", b"sthd", b"gmhd", b"dref",
    b"stbl", b"mfhd", b"tfhd", b"trun", b"tfdt", b"sdtp", b"sbgp", b"sgpd", b"saiz", b"saio", b"senc", b"subs",
}  # fmt: skip
# How far a frame of MPEG layer III reaches: kilobits by index (version 1; versions 2 and 2.5) and samples a second.
_MP3_RATES = (
    (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0),
    (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0),
)
_MP3_SAMPLES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
# Tags of a colour profile that say who made it.
_ICC_WORDS = frozenset({b"cprt", b"dmnd", b"dmdd", b"desc", b"vued", b"meta", b"dscm", b"targ", b"ncl2", b"psid"})
_ICC_HEAD, _ICC_ROW = 128, 12
_PNG_HEAD, _BOX_HEAD = 8, 8
_LARGEST_PROFILE = 4 * 1024 * 1024


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
            out += _plain_segment(marker, content[place:end])
        place = end
    return bytes(out + b"\xff\xd9")


def _plain_segment(marker: int, segment: bytes) -> bytes:
    """A segment that stays: of JFIF without its small picture, of colour profiles without their makers."""
    body = segment[4:]
    if marker == 0xE0:
        return b"\xff\xe0\x00\x10" + body[:12] + b"\0\0" if body.startswith(b"JFIF\0") and len(body) >= 14 else b""
    if marker == 0xE2:
        # A profile in one segment can be looked into; of one in many the first one holds the texts' places.
        if not body.startswith(b"ICC_PROFILE\0"):
            return b""
        return segment[:18] + plain_profile(segment[18:])
    if marker == 0xEE:
        return b"\xff\xee\x00\x0e" + body[:12] if body.startswith(b"Adobe") and len(body) >= 12 else b""
    return segment


def plain_profile(profile: bytes) -> bytes:
    """A colour profile of the same length without the words in it: whose it is, who owns the rights."""
    if len(profile) < _ICC_HEAD + 4 or profile[36:40] != b"acsp":
        return profile
    out, count = bytearray(profile), int.from_bytes(profile[_ICC_HEAD : _ICC_HEAD + 4], "big")
    out[48:56], out[80:84], out[84:100] = bytes(8), bytes(4), bytes(16)  # device, creator, fingerprint
    for number in range(min(count, 200)):
        row = _ICC_HEAD + 4 + number * _ICC_ROW
        name, start, size = profile[row : row + 4], *struct.unpack(">II", profile[row + 4 : row + 12].ljust(8, b"\0"))
        if name not in _ICC_WORDS:
            continue
        kind = profile[start : start + 4]
        # Behind the kind stand four empty bytes; texts of many languages begin with a table that readers count on.
        rows = int.from_bytes(profile[start + 8 : start + 12], "big")
        table = 16 + rows * 12 if kind == b"mluc" else 8 if kind == b"text" else 12
        for place in range(start + min(table, size), min(start + size, len(out))):
            out[place] = 0
    return bytes(out)


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
        if kind == b"iCCP":
            out += _plain_png_profile(content[place + 8 : end - 4])
        elif kind in _PNG_STAYS:
            out += content[place:end]
        place = end
        if kind == b"IEND":
            return bytes(out)
    raise DamagedError


def _plain_png_profile(chunk: bytes) -> bytes:
    """The colour profile of a PNG under a name that says nothing; one that cannot be unpacked is left out."""
    _name, _end, packed = chunk.partition(b"\0")
    try:
        unpacker = zlib.decompressobj()
        profile = unpacker.decompress(packed[1:], _LARGEST_PROFILE)
    except zlib.error:
        return b""
    if not unpacker.eof:
        return b""
    body = b"icc\0\0" + zlib.compress(plain_profile(profile), 9)
    return struct.pack(">I", len(body)) + b"iCCP" + body + struct.pack(">I", zlib.crc32(b"iCCP" + body))


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
            if kind == b"ICCP":
                chunk[8 : 8 + length] = plain_profile(bytes(chunk[8 : 8 + length]))
            out += chunk
        place = end
    return b"RIFF" + struct.pack("<I", len(out) + 4) + b"WEBP" + bytes(out)


def is_mp3(content: bytes) -> bool:
    """Whether it begins like MP3: a tag, or a frame of layer III."""
    return content.startswith(b"ID3") or (len(content) > 4 and content[0] == 0xFF and content[1] & 0xE6 == 0xE2)


def plain_mp3(content: bytes) -> bytes:
    """The frames of an MP3 and nothing between them or behind: no ID3, APE, Lyrics3 or other tags.

    Raises:
        DamagedError: it has no frame.
    """
    while content.startswith(b"ID3") and len(content) > 10:
        size = sum((byte & 0x7F) << shift for byte, shift in zip(content[6:10], (21, 14, 7, 0), strict=True))
        content = content[10 + size + (10 if content[5] & 0x10 else 0) :]
    place = content.find(b"\xff")
    if place < 0 or place > 4096:
        raise DamagedError
    frames, last = bytearray(), -1
    while 0 <= place < len(content):
        end = place + _mp3_frame(content[place : place + 4])
        # What only looks like a frame, inside a tag, has no frame before or behind it.
        is_one = place == last or end == len(content) or _mp3_frame(content[end : end + 4])
        if place < end <= len(content) and is_one:
            frames += content[place:end]
            place = last = end
        else:
            place = content.find(b"\xff", place + 1)
    if not frames:
        raise DamagedError
    return bytes(frames)


def _mp3_frame(head: bytes) -> int:
    """How many bytes the frame takes that begins so; 0 when none does."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return 0
    version, rate, samples = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version not in _MP3_SAMPLES or samples == 3:
        return 0
    kilobits = _MP3_RATES[0 if version == 3 else 1][rate]
    size = (144 if version == 3 else 72) * kilobits * 1000 // _MP3_SAMPLES[version][samples]
    return size + (head[2] >> 1 & 1) if kilobits else 0


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
        if kind not in _MP4_STAYS:
            out[place + 4 : place + 8] = b"free"
            out[place + head : place + size] = bytes(size - head)
        elif kind == b"dref":
            _empty_places(out, place + head + 8, place + size)
        elif kind in _MP4_HOLDS_BOXES:
            _empty_words(out, place + head, place + size)
        elif kind == b"hdlr":
            # Behind 24 bytes of what a player needs stands a name that the maker chose.
            out[place + head + 24 : place + size] = bytes(max(size - head - 24, 0))
        place += size
    return kinds


def _empty_places(out: bytearray, place: int, end: int) -> None:
    """Where a track's data lie, as far as that is written: paths name the folders of whoever made it."""
    while place + 12 <= end:
        size = int.from_bytes(out[place : place + 4], "big")
        if size < 12 or place + size > end:
            raise DamagedError
        out[place + 12 : place + size] = bytes(size - 12)
        place += size
