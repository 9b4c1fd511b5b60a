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
