"""What a file is, told by what is in it and never by its name."""

import re

from nhipcau.officialdocs.decoding import MAX_BYTES, NotReadable, NotReadableCode
from nhipcau.officialdocs.extraction.compound import SIGNATURE, CompoundFile
from nhipcau.officialdocs.extraction.extracted import Format
from nhipcau.officialdocs.extraction.package import kind_of_package

_IMAGES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+", b"GIF8", b"BM")
_PDF_WITHIN = 1024
# An archive with no office file in it; a program.
_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\x00")
_PROGRAMS = (b"\x7fELF", b"MZ")
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    rb"(?:<!doctype\s+html|<html|<head|<body|<meta|<title|<table|<div|<p[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[\s?]|<svg[\s>])", re.IGNORECASE)
_HTML_INSIDE = re.compile(rb"<(?:html|body)[\s>]", re.IGNORECASE)
_ARCHIVED_PAGE = re.compile(rb"(?:[\w-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){1,30}", re.IGNORECASE)
_MACROS = ("_VBA_PROJECT", "VBA", "Macros")


def sniff(data: bytes) -> Format:
    """Tell the format of a file.

    Raises:
        NotReadable: it is none that is read here; `code` names what it is (an encrypted file, an archive …).
    """
    if len(data) > MAX_BYTES:
        raise NotReadable(NotReadableCode.TOO_LARGE)
    if not data.strip(b"\x00 \t\r\n"):
        raise NotReadable(NotReadableCode.EMPTY)
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return Format.PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return Format(kind_of_package(data))
    if data.startswith(SIGNATURE):
        return _kind_of_compound_file(data)
    if data.lstrip()[:5] == b"{\\rtf":
        return Format.RTF
    if _is_image(data):
        return Format.SCAN
    if data.startswith(_ARCHIVES):
        raise NotReadable(NotReadableCode.ARCHIVE)
    if data.startswith(_PROGRAMS):
        raise NotReadable(NotReadableCode.BINARY)
    if is_html(data):
        return Format.HTML
    if _XML.match(data[:4096]) is not None:
        # What a program would draw of it, nobody knows without that program.
        raise NotReadable(NotReadableCode.PICTURE_FORMAT if b"<svg" in data[:4096] else NotReadableCode.BINARY)
    return Format.TEXT


def _is_image(data: bytes) -> bool:
    if data.startswith(b"BM"):
        return data[6:10] == b"\x00\x00\x00\x00"
    is_webp = data.startswith(b"RIFF") and data[8:12] == b"WEBP"
    is_heif = data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"msf1", b"avif")
    return data.startswith(_IMAGES) or is_webp or is_heif


def is_html(data: bytes) -> bool:
    """Tell whether a file is a web page, saved as one file or as an archive of one (MHTML)."""
    head = data[:4096].replace(b"\x00", b"") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else data[:4096]
    return is_archived_page(data) or _HTML.match(head) is not None or _HTML_INSIDE.search(head) is not None


def is_archived_page(data: bytes) -> bool:
    """Tell whether a browser kept the page with its pictures in one file (MHTML)."""
    head = data[:4096].lower()
    return b"mime-version:" in head and b"multipart/related" in head and _ARCHIVED_PAGE.match(data[:4096]) is not None


def _kind_of_compound_file(data: bytes) -> Format:
    names = CompoundFile(data)
    if "EncryptedPackage" in names.streams:
        raise NotReadable(NotReadableCode.ENCRYPTED)
    if "Workbook" in names.streams or "Book" in names.streams:
        raise NotReadable(NotReadableCode.SPREADSHEET)
    if "PowerPoint Document" in names.streams:
        raise NotReadable(NotReadableCode.PRESENTATION)
    if "WordDocument" not in names.streams:
        raise NotReadable(NotReadableCode.BINARY)
    head = names.beginning("WordDocument", 32)
    # [MS-DOC] 2.5.2: bit 8 of the flags in FibBase says that the document is encrypted.
    if len(head) >= 12 and head[11] & 0x01:
        raise NotReadable(NotReadableCode.ENCRYPTED)
    if any(name in names.streams for name in _MACROS):
        raise NotReadable(NotReadableCode.MACROS)
    return Format.DOC
