"""Works that tell who made them, in every place where a file of their kind can; made by hand, small."""

import io
import struct
import zipfile

import pikepdf
from PIL import Image, PngImagePlugin
from xlsxwriter import Workbook

NAME = "Nguyễn Văn Giấu"
ASCII = "Nguyen Van Giau"


def picture(kind: str = "JPEG") -> bytes:
    """A picture with the name in EXIF, XMP, texts and comment, and behind its end."""
    out = io.BytesIO()
    image = Image.new("RGB", (40, 30), "#0b6b5f")
    exif = Image.Exif()
    exif[0x013B], exif[0x8298] = NAME, f"(c) {ASCII}"  # artist, copyright
    if kind == "PNG":
        texts = PngImagePlugin.PngInfo()
        texts.add_text("Author", ASCII)
        texts.add_itxt("Comment", NAME)
        image.save(out, kind, pnginfo=texts, exif=exif)
    elif kind == "WEBP":
        image.save(out, kind, exif=exif, xmp=f"<x>{NAME}</x>".encode())
    else:
        image.save(out, kind, exif=exif, comment=ASCII.encode(), xmp=f"<x>{NAME}</x>".encode())
    return out.getvalue() + NAME.encode()


def pdf(text: str = "Tac pham", *, title: str = "") -> bytes:
    """A PDF with the name in its properties, in a comment, in an attachment and in a picture."""
    with pikepdf.new() as file:
        file.add_blank_page(page_size=(300, 200))
        page = file.pages[0]
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        photo = pikepdf.Stream(file, picture()[: -len(NAME.encode())])
        photo.Type, photo.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        photo.Width, photo.Height, photo.BitsPerComponent = 40, 30, 8
        photo.ColorSpace, photo.Filter = pikepdf.Name.DeviceRGB, pikepdf.Name.DCTDecode
        page.Resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary(F1=file.make_indirect(font)), XObject=pikepdf.Dictionary(P=photo)
        )
        page.Contents = pikepdf.Stream(
            file, f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET q 40 0 0 30 9 9 cm /P Do Q".encode()
        )
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], T=NAME, Contents="của tôi"
        )
        page.Annots = pikepdf.Array([file.make_indirect(note)])
        file.docinfo["/Author"], file.docinfo["/Creator"] = NAME, ASCII
        with file.open_metadata() as metadata:
            metadata["dc:creator"] = [NAME]
        file.attachments[f"{ASCII}.txt"] = NAME.encode()
        if title:
            with file.open_outline() as outline:
                outline.root.append(pikepdf.OutlineItem(title, 0))
        out = io.BytesIO()
        file.save(out)
    return out.getvalue()


def docx(text: str = "Tác phẩm dự thi", *, more: dict[str, bytes] | None = None) -> bytes:
    """A DOCX with the name in its properties, in who changed and who commented what, and in a photograph."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    half = len(text) // 2
    parts = {
        "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "word/document.xml": (
            f"<w:document {space}><w:body><w:p><w:ins w:author='{NAME}' w:id='1'><w:r><w:t>{text[:half]}</w:t></w:r>"
            f"</w:ins><w:r><w:t>{text[half:]}</w:t></w:r></w:p></w:body></w:document>"
        ).encode(),
        "word/comments.xml": (
            f"<w:comments {space}><w:comment w:author='{NAME}' w:initials='NVG'><w:p/></w:comment></w:comments>"
        ).encode(),
        "word/people.xml": f"<p:people xmlns:p='urn:p'><p:person p:author='{NAME}'/></p:people>".encode(),
        "docProps/core.xml": f"<c:p xmlns:c='urn:c'><c:creator>{NAME}</c:creator></c:p>".encode(),
        "docProps/app.xml": f"<Properties><Manager>{NAME}</Manager><Company>Báo X</Company></Properties>".encode(),
        "docProps/custom.xml": f"<Properties><v>{NAME}</v></Properties>".encode(),
        "word/media/image1.jpeg": picture(),
        **(more or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.comment = NAME.encode()
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def xlsx() -> bytes:
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"author": NAME, "manager": NAME, "company": "Báo X"})
        sheet = book.add_worksheet("Số liệu")
        sheet.write_string(0, 0, "Tác phẩm")
        sheet.write_comment(0, 0, "xem lại", {"author": NAME})
    return out.getvalue()


def mp3() -> bytes:
    """A frame of silence between an ID3v2 and an ID3v1 tag."""
    text = b"\x03" + NAME.encode()
    frame = b"TPE1" + struct.pack(">I", len(text)) + b"\0\0" + text
    size = bytes(len(frame) >> shift & 0x7F for shift in (21, 14, 7, 0))
    sound = b"\xff\xfb\x90\x00" + bytes(413)
    return b"ID3\x03\0\0" + size + frame + sound * 3 + b"TAG" + ASCII.encode().ljust(125, b"\0")


def mp4() -> bytes:
    """The boxes of a film without tracks, with the name where cameras and cutting programs write it."""

    def box(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I4s", len(content) + 8, kind) + content

    words = box(b"\xa9ART", NAME.encode())
    handler = box(b"hdlr", bytes(24) + NAME.encode() + b"\0")
    track = box(b"trak", box(b"mdia", handler) + box(b"udta", words))
    film = box(b"moov", box(b"mvhd", bytes(100)) + track + box(b"udta", box(b"meta", NAME.encode())))
    return box(b"ftyp", b"isom\0\0\2\0isom") + box(b"uuid", NAME.encode()) + film + box(b"mdat", b"film" * 10)


def colour_profile(words: str) -> bytes:
    """A colour profile that says who owns the rights, in a text and in one of many languages."""
    plain = b"text\0\0\0\0" + words.encode("ascii", "ignore") + b"\0"
    wide = words.encode("utf-16-be")
    many = b"mluc\0\0\0\0" + struct.pack(">II2s2sII", 1, 12, b"vi", b"VN", len(wide), 28) + wide
    start = 128 + 4 + 2 * 12
    rows = struct.pack(">I4sII4sII", 2, b"cprt", start, len(plain), b"dmnd", start + len(plain), len(many))
    head = bytearray(128)
    head[36:40] = b"acsp"
    body = bytes(head) + rows + plain + many
    return struct.pack(">I", len(body)) + body[4:]


def with_profile(kind: str) -> bytes:
    """A picture whose colour profile, and the name of the profile, tell its maker; and a strange segment of JFIF."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "#0b6b5f").save(out, kind, icc_profile=colour_profile(f"(c) {ASCII}"))
    content = out.getvalue()
    if kind == "JPEG":
        body = b"JFXX\0\x10" + ASCII.encode()
        return content[:2] + b"\xff\xe0" + struct.pack(">H", len(body) + 2) + body + content[2:]
    return content


def mp3_with_tags_everywhere() -> bytes:
    """Frames with words between them and, behind them, Lyrics3, an appended ID3v2.4 and APE."""
    frame = b"\xff\xfb\x90\x00" + bytes(413)
    lyrics = b"LYRICSBEGININD0000200AUT00015" + ASCII.encode() + b"000050LYRICS200"
    appended = b"ID3\x04\0\x10\0\0\0\x19TPE1" + ASCII.encode() + b"3DI\x04\0\x10\0\0\0\x19"
    return frame * 2 + f"Tác giả {NAME}".encode() + frame * 2 + lyrics + appended + b"APETAGEX" + bytes(24)


def mp4_with_paths() -> bytes:
    """A film whose track says in which folder its data lie, and which has a box that nobody knows."""

    def box(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I4s", len(content) + 8, kind) + content

    path = box(b"url ", bytes(4) + f"file:///C:/Users/{ASCII}/phim.mov".encode())
    places = box(b"dinf", box(b"dref", bytes(4) + struct.pack(">I", 1) + path))
    film = box(b"moov", box(b"mvhd", bytes(100)) + box(b"trak", box(b"mdia", box(b"minf", places))))
    return box(b"ftyp", b"isom\0\0\2\0isom") + box(b"CAME", ASCII.encode()) + film + box(b"mdat", b"film" * 10)


def office_from_windows(kind: str = "docx") -> bytes:
    """An office file with the folder of its maker, as Word and Excel write it, and a picture of its first page."""
    folder = "file:///C:\\Users\\NguyenVanGiau\\Documents\\"
    types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    def relations(to: str, target: str) -> bytes:
        row = f"<Relationship Id='r1' Type='{types}/{to}' Target='{target}' TargetMode='External'/>"
        return f"<Relationships xmlns='urn:r'>{row}</Relationships>".encode()

    more = {
        "docProps/thumbnail.emf": NAME.encode("utf-16-le"),
        "_rels/more.rels": relations("metadata/thumbnail", "docProps/thumbnail.emf"),
    }
    if kind == "docx":
        settings = f"<w:settings xmlns:w='urn:w' xmlns:r='{types}'><w:attachedTemplate r:id='r1'/></w:settings>"
        more["word/settings.xml"] = settings.encode()
        more["word/_rels/settings.xml.rels"] = relations("attachedTemplate", f"{folder}bao.dotx")
        return docx(more=more)
    place = f"<x15ac:absPath xmlns:x15ac='urn:ac' url='{folder}'/>"
    more["xl/extra.xml"] = f"<workbook>{place}<fileSharing userName='{ASCII}'/></workbook>".encode()
    out = io.BytesIO(xlsx())
    with zipfile.ZipFile(out, "a") as archive:
        for name, content in more.items():
            archive.writestr(name, content)
    return out.getvalue()
