"""The directory of a compound file (OLE2), the container of DOC and of encrypted office files.

Only names and the first bytes of a stream are read. Source: [MS-CFB], sections 2.2 to 2.6.
"""

import struct
from collections.abc import Iterator

from nhipcau.officialdocs.decoding import NotReadable, NotReadableCode

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_REGULAR = 0xFFFFFFF9
_ENTRY = 128
_MOST_SECTORS = 100_000


class CompoundFile:
    """A compound file held in memory."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            shift = struct.unpack_from("<H", data, 30)[0]
            if shift not in (9, 12):
                raise NotReadable(NotReadableCode.DAMAGED)
            self._size = 1 << shift
            self._first_of_directory = struct.unpack_from("<I", data, 48)[0]
            self._fat = self._read_fat()
            self.streams = dict(self._entries())
        except struct.error:
            raise NotReadable(NotReadableCode.DAMAGED) from None

    def beginning(self, name: str, length: int) -> bytes:
        """Give the first bytes of a stream that is not among the small ones; nothing when there is no such stream."""
        first = self.streams.get(name)
        if first is None or first > _LAST_REGULAR:
            return b""
        return self._sector(first)[:length]

    def _sector(self, number: int) -> bytes:
        return self._data[(number + 1) * self._size : (number + 2) * self._size]

    def _read_fat(self) -> list[int]:
        numbers = [n for n in struct.unpack_from("<109I", self._data, 76) if n <= _LAST_REGULAR]
        following, count = struct.unpack_from("<2I", self._data, 68)
        for _ in range(min(count, _MOST_SECTORS)):
            if following > _LAST_REGULAR:
                break
            sector = struct.unpack(f"<{self._size // 4}I", self._sector(following))
            numbers += [n for n in sector[:-1] if n <= _LAST_REGULAR]
            following = sector[-1]
        fat: list[int] = []
        for number in numbers[:_MOST_SECTORS]:
            fat += struct.unpack(f"<{self._size // 4}I", self._sector(number))
        return fat

    def _entries(self) -> Iterator[tuple[str, int]]:
        sector, seen = self._first_of_directory, 0
        while sector <= _LAST_REGULAR and seen < _MOST_SECTORS:
            content = self._sector(sector)
            for at in range(0, len(content) - _ENTRY + 1, _ENTRY):
                length = struct.unpack_from("<H", content, at + 64)[0]
                if 2 <= length <= 64:
                    name = content[at : at + length - 2].decode("utf-16-le", "replace")
                    yield name, struct.unpack_from("<I", content, at + 116)[0]
            if sector >= len(self._fat):
                raise NotReadable(NotReadableCode.DAMAGED)
            sector, seen = self._fat[sector], seen + 1
