"""A ZIP with XML parts, opened with care: how much it unpacks to, what XML may do, what it is in truth.

Source of the limits: a document of 1,000 pages has some 30 MB of XML; bombs have gigabytes.
"""

import io
import zipfile
import zlib

from lxml import etree

from nhipcau.officialdocs.decoding import NotReadable, NotReadableCode

MOST_BYTES_OF_A_PART = 150 * 1024 * 1024
_MOST_PARTS = 20_000
_ENCRYPTED = 0x1
_OFFICE_PARTS = (
    ("word/document.xml", None),
    ("xl/workbook.xml", NotReadableCode.SPREADSHEET),
    ("xl/workbook.bin", NotReadableCode.SPREADSHEET),
    ("ppt/presentation.xml", NotReadableCode.PRESENTATION),
)
_OPEN_DOCUMENT = (
    (b"application/vnd.oasis.opendocument.text", None),
    (b"application/vnd.oasis.opendocument.spreadsheet", NotReadableCode.SPREADSHEET),
    (b"application/vnd.oasis.opendocument.presentation", NotReadableCode.PRESENTATION),
)


class Package:
    """A ZIP held in memory."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError):
            raise NotReadable(NotReadableCode.DAMAGED) from None
        infos = self._zip.infolist()
        if len(infos) > _MOST_PARTS:
            raise NotReadable(NotReadableCode.UNPACKS_TOO_LARGE)
        if any(info.flag_bits & _ENCRYPTED for info in infos):
            raise NotReadable(NotReadableCode.ENCRYPTED)
        self._names = {info.filename.lstrip("/").lower(): info for info in reversed(infos)}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._names

    @property
    def names(self) -> list[str]:
        """Names of all parts, in lower case."""
        return list(self._names)

    def size(self, name: str) -> int:
        """What the directory says of how large a part is that is there."""
        return self._names[name.lower()].file_size

    def read(self, name: str) -> bytes:
        """Unpack a part that is there.

        Raises:
            NotReadable: it is damaged, or unpacks to more than any document has.
        """
        info = self._names[name.lower()]
        # The size in the directory may lie, so reading counts as well; but where it tells, nothing is unpacked.
        if info.file_size > MOST_BYTES_OF_A_PART:
            raise NotReadable(NotReadableCode.UNPACKS_TOO_LARGE)
        try:
            with self._zip.open(info) as part:
                content = part.read(MOST_BYTES_OF_A_PART + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError):
            raise NotReadable(NotReadableCode.DAMAGED) from None
        if len(content) > MOST_BYTES_OF_A_PART:
            raise NotReadable(NotReadableCode.UNPACKS_TOO_LARGE)
        return content

    def xml(self, name: str) -> etree._Element | None:
        """Parse a part; None when it is not there.

        Raises:
            NotReadable: as `parse_xml`.
        """
        return parse_xml(self.read(name)) if name in self else None


def refuse_declarations(content: bytes) -> None:
    """XML of office files declares no document type; one that does wants entities of its own.

    Raises:
        NotReadable: it does.
    """
    plain = content.replace(b"\x00", b"") if content[:2] in (b"\xff\xfe", b"\xfe\xff") else content
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise NotReadable(NotReadableCode.DANGEROUS)


def parse_xml(content: bytes) -> etree._Element:
    """Parse XML without entities, without document type, without network.

    Raises:
        NotReadable: it is not well formed, or declares a document type.
    """
    refuse_declarations(content)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise not_well_formed(error) from None


def not_well_formed(error: etree.XMLSyntaxError) -> NotReadable:
    """Why XML was not read: what the parser calls a fault may be that it has no more memory."""
    is_full = error.code == etree.ErrorTypes.ERR_NO_MEMORY
    return NotReadable(NotReadableCode.TOO_MUCH_MEMORY if is_full else NotReadableCode.DAMAGED)


def kind_of_package(data: bytes) -> str:
    """Tell what a ZIP is in truth: "docx" or "odt".

    Raises:
        NotReadable: another kind of file, with the code that names it.
    """
    package = Package(data)
    for name, refused in _OFFICE_PARTS:
        if name in package:
            if refused is not None:
                raise NotReadable(refused)
            return "docx"
    if "mimetype" in package:
        kind = package.read("mimetype").strip()
        for mime, refused in _OPEN_DOCUMENT:
            if kind == mime:
                if refused is not None:
                    raise NotReadable(refused)
                return "odt"
    if "_rels/.rels" in package and _main_part(package):
        return "docx"
    raise NotReadable(NotReadableCode.ARCHIVE)


def _main_part(package: Package) -> str | None:
    """A DOCX may keep its document under any name; its relations tell."""
    root = package.xml("_rels/.rels")
    for relation in root if root is not None else ():
        target = (relation.get("Target") or "").lstrip("/")
        if (relation.get("Type") or "").endswith("/officeDocument") and target in package:
            return target if "document" in target.lower() and target.lower().endswith(".xml") else None
    return None


def main_part(package: Package) -> str:
    """Name the part that holds the document.

    Raises:
        NotReadable: there is none.
    """
    name = _main_part(package) or ("word/document.xml" if "word/document.xml" in package else None)
    if name is None:
        raise NotReadable(NotReadableCode.DAMAGED)
    return name
