"""ODT: what LibreOffice loses when it makes a DOCX of one is looked for in its own XML."""

from nhipcau.officialdocs.decoding import NotReadable, NotReadableCode
from nhipcau.officialdocs.extraction.docx_markup import Element, name_of
from nhipcau.officialdocs.extraction.package import Package
from nhipcau.officialdocs.secrecy import find_secrecy_mark

_PARTS = ("content.xml", "styles.xml")
# Paragraphs, and what is said instead of a picture.
_WORDY = ("p", "h", "title", "desc")
_LONGEST_MARK = 40


def mark_in_open_document(data: bytes) -> str:
    """Give the words of a mark of secrecy that stand in a paragraph of their own, in drawings and headers as well; ""
    for none, and for a file that is damaged: LibreOffice has the last word on it.

    Raises:
        NotReadable: "dangerous" (it declares entities of its own), "unpacks_too_large", "encrypted".
    """
    package = Package(data)
    for name in _PARTS:
        root = _part(package, name)
        for element in root.iter() if root is not None else ():
            if name_of(element) in _WORDY and (words := _words(element)) and find_secrecy_mark(words) is not None:
                return words
    return ""


def _part(package: Package, name: str) -> Element | None:
    try:
        return package.xml(name)
    except NotReadable as refusal:
        if refusal.code is NotReadableCode.DAMAGED:
            return None
        raise


def _words(element: Element) -> str:
    """The words of a short paragraph, "" for a longer one."""
    words = ""
    for piece in element.itertext():
        words += piece
        if len(words) > _LONGEST_MARK:
            return ""
    return " ".join(words.split())
