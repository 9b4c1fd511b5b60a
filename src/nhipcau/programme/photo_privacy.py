"""Photographs without what they tell about their makers: place, device, serial number, names."""

import io
from typing import IO

from PIL import Image, ImageOps

# What Pillow knows of a file besides its pixels and its colour profile.
PRIVATE = ("exif", "xmp", "photoshop", "comment", "Comment", "XML:com.adobe.xmp")
QUALITY = 95


def can_be_shown(file: IO[bytes]) -> bool:
    """Decode a picture to its last pixel; the file is left at its beginning."""
    file.seek(0)
    try:
        with Image.open(io.BytesIO(file.read())) as picture:
            picture.load()
    except (OSError, SyntaxError, Image.DecompressionBombError):
        return False
    finally:
        file.seek(0)
    return True


def without_private_data(content: bytes) -> bytes:
    """Give a picture's file without EXIF, GPS, XMP and comments, turned upright; the colour profile stays.

    A file that carries none of these comes back byte for byte. Content that is no picture does too: whether it may
    come in at all is decided elsewhere.
    """
    try:
        with Image.open(io.BytesIO(content)) as picture:
            if not any(picture.info.get(name) for name in PRIVATE) and not picture.getexif():
                return content
            picture_format = picture.format
            profile = picture.info.get("icc_profile")
            upright = ImageOps.exif_transpose(picture)
    except (OSError, Image.DecompressionBombError):
        return content
    for name in PRIVATE:
        upright.info.pop(name, None)
    out = io.BytesIO()
    if picture_format == "JPEG" and upright.mode not in ("RGB", "L", "CMYK"):
        upright = upright.convert("RGB")
    options = {"quality": QUALITY} if picture_format in ("JPEG", "WEBP") else {}
    upright.save(out, picture_format, icc_profile=profile, exif=b"", **options)
    return out.getvalue()
