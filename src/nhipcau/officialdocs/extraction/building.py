"""A text put together piece by piece in normal form, so that the place of each piece is known at once."""

import unicodedata

from nhipcau.officialdocs.span import Span

# Signs without a width of their own. A soft hyphen stays for now: in TCVN3 its byte is the letter ư.
_DROPPED = dict.fromkeys([0, 0x200B, 0x2060, 0xFEFF])
_SPACES = str.maketrans(
    {"\r": "\n", "\v": "\n", "\u2028": "\n", "\u2029": "\n", "\u00a0": " ", "\u202f": " ", "\u2007": " "}
)
_TAIL = 40


def clean(text: str) -> str:
    """One form for line ends, spaces and composed letters."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").translate(_SPACES).translate(_DROPPED))


class TextBuilder:
    """Collects pieces; what stands in the text stays where it is."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._tail = ""
        self.length = 0

    @property
    def text(self) -> str:
        """All that was added."""
        return "".join(self._parts)

    def add(self, piece: str) -> Span:
        """Add a piece and give its place. A piece that would melt into the one before it is set apart by a space."""
        piece = clean(piece)
        if piece and self._tail and not unicodedata.is_normalized("NFC", self._tail + piece[:_TAIL]):
            self._put(" ")
        start = self.length
        self._put(piece)
        return Span(start, self.length)

    def end_line(self) -> None:
        """End the line if one was begun."""
        if self._tail and not self._tail.endswith("\n"):
            self._put("\n")

    def blank_line(self) -> None:
        """End the line and leave one blank, at most one."""
        self.end_line()
        if self._tail and not self._tail.endswith("\n\n"):
            self._put("\n")

    def _put(self, piece: str) -> None:
        if piece:
            self._parts.append(piece)
            self.length += len(piece)
            self._tail = (self._tail + piece)[-_TAIL:]
