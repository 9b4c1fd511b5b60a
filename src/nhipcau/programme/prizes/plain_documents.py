"""PDF and office documents without what they tell about their makers, and all the words that are left in them."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

import pikepdf
import pypdfium2
from lxml import etree

from nhipcau.programme.prizes.plain_media import DamagedError, plain_jpeg, plain_png

LARGEST_UNPACKED = 300 * 1024 * 1024
MOST_PAGES = 500
# Attributes by which office formats say who wrote or changed something.
_WHO = frozenset({"author", "initials", "userId", "providerId", "displayName", "lastEditedBy", "userName"})
# Where a file lay on the maker's computer, and the small picture of how it looked before.
_PLACES = frozenset({"absPath", "attachedTemplate"})
_LEADS_TO_PLACES = re.compile(r"/(attachedTemplate|thumbnail)$")
_THUMBNAIL = re.compile(r"^docProps/thumbnail\.\w+$", re.IGNORECASE)
_WHO_IN_LISTS = _WHO | {"name"}
_LISTS_OF_PEOPLE = re.compile(r"(people|person|commentauthors|/authors)\w*\.xml$", re.IGNORECASE)
_PROPERTIES = re.compile(r"^docProps/.*\.xml$", re.IGNORECASE)
_CLOSED = re.compile(r"(/embeddings/|oleobject|activex|vbaproject|/ctrlprops/)", re.IGNORECASE)
_PARAGRAPHS = frozenset({"p", "si", "is"})


class ClosedError(ValueError):
    """Something in a document cannot be looked into. `code` says what: locked, signed or embedded."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def plain_pdf(content: bytes) -> tuple[bytes, str]:
    """A PDF without properties, attachments, comments and scripts, and every word that is left in it.

    Raises:
        ClosedError: it is locked with a password, or signed (a signature names its maker).
        DamagedError: it cannot be read.
    """
    out = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            _make_plain(pdf)
            pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        # What nothing refers to any more is gone only now.
        with pikepdf.open(out) as pdf:
            strings = "\n".join(_strings_of(pdf))
    except pikepdf.PasswordError as error:
        raise ClosedError("locked") from error
    except (pikepdf.PdfError, zlib.error, ValueError, RecursionError) as error:
        if isinstance(error, ClosedError):
            raise
        raise DamagedError from error
    plain = out.getvalue()
    return plain, f"{_pages_text(plain)}\n{strings}"


def _make_plain(pdf: pikepdf.Pdf) -> None:
    """Take out what tells of makers."""
    root = pdf.Root
    if "/AcroForm" in root and int(root.AcroForm.get("/SigFlags", 0)) & 1:
        raise ClosedError("signed")
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    for name in ("/Metadata", "/OpenAction", "/AA", "/AF", "/PieceInfo", "/Perms"):
        if name in root:
            del root[name]
    if "/Names" in root:
        for name in ("/EmbeddedFiles", "/JavaScript"):
            if name in root.Names:
                del root.Names[name]
    for page in pdf.pages:
        for name in ("/Metadata", "/PieceInfo", "/AA", "/AF"):
            if name in page.obj:
                del page.obj[name]
        if "/Annots" in page.obj:
            stays = [one for one in page.obj.Annots if one.get("/Subtype") in ("/Link", "/Widget")]
            page.obj.Annots = pikepdf.Array(stays)
    pdf.remove_unreferenced_resources()
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream):
            for name in ("/Metadata", "/PieceInfo"):
                if name in thing:
                    del thing[name]
            if thing.get("/Subtype") == "/Image":
                _make_photo_plain(thing)


def _make_photo_plain(photo: pikepdf.Stream) -> None:
    """A photograph in a PDF is a JPEG with its segments, by itself or packed once more."""
    filters = photo.get("/Filter")
    names = [str(one) for one in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
    content = photo.read_raw_bytes()
    if names == ["/FlateDecode", "/DCTDecode"]:
        content = zlib.decompress(content)
    elif names != ["/DCTDecode"]:
        return
    photo.write(plain_jpeg(content), filter=pikepdf.Name.DCTDecode)


def _strings_of(pdf: pikepdf.Pdf) -> Iterator[str]:
    """The strings that stay outside the pages: bookmarks, fields, links."""
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream | pikepdf.Dictionary | pikepdf.Array):
            yield from _strings(thing)


def _strings(thing: pikepdf.Object, depth: int = 0) -> Iterator[str]:
    """Strings within an object; what it refers to comes by itself."""
    if depth > 20:
        return
    values = thing if isinstance(thing, pikepdf.Array) else [thing[key] for key in thing.keys()]  # noqa: SIM118
    for value in values:
        if isinstance(value, pikepdf.String):
            yield str(value)
        elif isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect:
            yield from _strings(value, depth + 1)


def _pages_text(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    try:
        texts = []
        for number in range(min(len(document), MOST_PAGES)):
            page = document[number]
            text = page.get_textpage()
            texts.append(text.get_text_range())
            text.close()
            page.close()
        return "\n".join(texts)
    except pypdfium2.PdfiumError as error:
        raise DamagedError from error
    finally:
        document.close()


def plain_office(content: bytes) -> tuple[bytes, str]:
    """DOCX, XLSX or PPTX without properties and without who wrote what, and every word that is left in it.

    Raises:
        ClosedError: another document is embedded in it, into which nobody can look.
        DamagedError: it cannot be read.
    """
    out, words = io.BytesIO(), []
    try:
        with (
            zipfile.ZipFile(io.BytesIO(content)) as source,
            zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
        ):
            members = [member for member in source.infolist() if not member.is_dir()]
            if sum(member.file_size for member in members) > LARGEST_UNPACKED:
                raise DamagedError
            for member in members:
                if _CLOSED.search(member.filename):
                    raise ClosedError("embedded")
                if _THUMBNAIL.match(member.filename):
                    continue
                part, text = _plain_part(member.filename, source.read(member))
                words.append(f"{member.filename}\n{text}")
                # No times, no system, no comment of the one who packed it.
                target.writestr(zipfile.ZipInfo(member.filename), part, zipfile.ZIP_DEFLATED)
    except (zipfile.BadZipFile, etree.XMLSyntaxError, NotImplementedError, RuntimeError, EOFError) as error:
        raise DamagedError from error
    return out.getvalue(), "\n".join(words)


def _plain_part(name: str, part: bytes) -> tuple[bytes, str]:
    if part.startswith(b"\xff\xd8"):
        return plain_jpeg(part), ""
    if part.startswith(b"\x89PNG"):
        return plain_png(part), ""
    if not name.lower().endswith((".xml", ".rels", ".vml")):
        return part, f"{part.decode('utf-8', 'ignore')}\n{part.decode('utf-16-le', 'ignore')}"
    root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    if _PROPERTIES.match(name):
        for child in list(root):
            root.remove(child)
    for element in [one for one in root.iter(etree.Element) if _tells_a_place(one)]:
        element.getparent().remove(element)
    who = _WHO_IN_LISTS if _LISTS_OF_PEOPLE.search(name) else _WHO
    words = []
    for element in root.iter(etree.Element):
        for key in element.attrib:
            if etree.QName(key).localname in who:
                element.set(key, "")
        local = etree.QName(element).localname
        if local == "author" and "comments" in name:
            element.text = ""
        if local in _PARAGRAPHS:
            words.append("".join(element.itertext()))
        elif element.text and element.text.strip():
            words.append(element.text)
        words.extend(value for value in element.attrib.values() if value)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True), "\n".join(words)


def _tells_a_place(element: etree._Element) -> bool:
    if element.getparent() is None:
        return False
    local = etree.QName(element).localname
    return local in _PLACES or (local == "Relationship" and bool(_LEADS_TO_PLACES.search(element.get("Type", ""))))
