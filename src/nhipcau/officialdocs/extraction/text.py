"""Plain text in any of its encodings."""

from nhipcau.officialdocs.decoding import decode_noting
from nhipcau.officialdocs.extraction.context import Context
from nhipcau.officialdocs.extraction.extracted import Extracted, Format, Note
from nhipcau.vietnamese import Legacy

LEGACY_NOTES = {Legacy.TCVN3: Note.LEGACY_TCVN3, Legacy.VNI: Note.LEGACY_VNI}


def read_text(data: bytes, context: Context) -> Extracted:
    """Read a text file.

    Raises:
        NotReadable: as `decode`.
    """
    text, legacy = decode_noting(data)
    return Extracted(text, Format.TEXT, notes=() if legacy is None else (LEGACY_NOTES[legacy],))
