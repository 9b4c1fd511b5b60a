"""The passes of a reading, one after the other."""

from nhipcau.officialdocs.decoding import decode
from nhipcau.officialdocs.document import OfficialDocument
from nhipcau.vietnamese import normalise


def read(text: str) -> OfficialDocument:
    """Read an official document. Never raises, whatever the text is; the same text gives the same reading."""
    return OfficialDocument(text=normalise(text))


def read_bytes(data: bytes) -> OfficialDocument:
    """Read the bytes of a text file.

    Raises:
        NotReadable: the bytes are not a text.
    """
    return read(decode(data))
