"""Pictures in office files and web pages that may be a stamp: made one file, so that OCR can look at them.

Photographs are passed over: a stamp, or a scanned page that was put into a document, has a light ground.
"""

import binascii
import re
from base64 import b64decode
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default as default_policy
from io import BytesIO
from urllib.parse import unquote_to_bytes

from PIL import Image

from nhipcau.officialdocs.decoding import NotReadable
from nhipcau.officialdocs.extraction.extracted import Format
from nhipcau.officialdocs.extraction.package import Package
from nhipcau.officialdocs.extraction.page_pictures import MOST_PIXELS, plain
from nhipcau.officialdocs.extraction.sniffing import is_archived_page

# The decoders of these come with Pillow and need no other program.
_FORMATS = ("JPEG", "PNG", "TIFF", "GIF", "BMP", "WEBP")
_NAMES = (".png", ".jpg", ".jpeg", ".jpe", ".tif", ".tiff", ".gif", ".bmp", ".webp")
_DATA = re.compile(rb"""data:image/(?:png|jpe?g|gif|bmp|webp|tiff?)(;base64)?,([^"'\s)>]{40,})""", re.IGNORECASE)
_MOST_PICTURES, _MOST_BYTES = 6, 12 * 1024 * 1024
_LEAST_WIDTH, _LEAST_HEIGHT, _LONGEST_SIDE = 30, 12, 2_000
# Shades from here on are paper; so much of a picture is, unless it is a photograph.
_LIGHT, _LIGHT_SHARE = 200, 0.4
# Print of this height is read well; what is less high is enlarged. A page is wide enough to be taken for one.
_WANTED_HEIGHT, _LARGEST_FACTOR, _MARGIN, _PAGE_WIDTH, _DPI = 90, 4, 30, 800, 200


def pictures_with_light_ground(data: bytes, kind: Format) -> bytes:
    """Give the first pictures of a file that may be stamps as one TIFF, one on each page; nothing where there is none.

    Pictures that are damaged or too large are passed over.
    """
    found: list[Image.Image] = []
    for content in _pictures(data, kind):
        picture = _looked_at(content)
        if picture is not None:
            found.append(_on_a_page(picture))
            if len(found) == _MOST_PICTURES:
                break
    if not found:
        return b""
    file = BytesIO()
    found[0].save(
        file, "TIFF", save_all=True, append_images=found[1:], compression="tiff_adobe_deflate", dpi=(_DPI, _DPI)
    )
    return file.getvalue()


def _pictures(data: bytes, kind: Format) -> Iterator[bytes]:
    if kind is Format.DOCX:
        yield from _of_package(data)
    elif kind is Format.HTML and is_archived_page(data):
        for part in message_from_bytes(data, policy=default_policy).walk():
            content = part.get_payload(decode=True) if part.get_content_maintype() == "image" else None
            if isinstance(content, bytes):
                yield content
    elif kind is Format.HTML:
        for found in _DATA.finditer(data):
            try:
                yield b64decode(unquote_to_bytes(found[2])) if found[1] else unquote_to_bytes(found[2])
            except (binascii.Error, ValueError):
                continue


def _of_package(data: bytes) -> Iterator[bytes]:
    try:
        package = Package(data)
    except NotReadable:
        return
    for name in sorted(package.names, key=lambda one: (len(one), one)):
        if name.endswith(_NAMES) and package.size(name) <= _MOST_BYTES:
            try:
                yield package.read(name)
            except NotReadable:
                continue


def _looked_at(content: bytes) -> Image.Image | None:
    """The picture, if it may be a stamp."""
    if len(content) > _MOST_BYTES:
        return None
    try:
        with Image.open(BytesIO(content), formats=_FORMATS) as opened:
            width, height = opened.size
            if width < _LEAST_WIDTH or height < _LEAST_HEIGHT or width * height > MOST_PIXELS:
                return None
            opened.draft(None, (_LONGEST_SIDE, _LONGEST_SIDE))
            picture = plain(opened).convert("RGB")
    except MemoryError:
        raise  # the limit of the process: the file as a whole is given up
    except Exception:
        # Pillow raises nearly anything over a damaged picture, which shows nothing in the document either.
        return None
    picture.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    shades = picture.convert("L").histogram()
    return picture if sum(shades[_LIGHT:]) >= _LIGHT_SHARE * sum(shades) else None


def _on_a_page(picture: Image.Image) -> Image.Image:
    factor = min(_LARGEST_FACTOR, max(1, round(_WANTED_HEIGHT / picture.height)))
    if factor > 1:
        size = (picture.width * factor, picture.height * factor)
        picture = picture.resize(size, Image.Resampling.BICUBIC)
    page = Image.new("RGB", (max(picture.width + 2 * _MARGIN, _PAGE_WIDTH), picture.height + 2 * _MARGIN), "white")
    page.paste(picture, (_MARGIN, _MARGIN))
    return page
