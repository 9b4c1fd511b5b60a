"""What files may stand as evidence, told from their content, not from their names."""

import hashlib
import io
import zipfile
from dataclasses import dataclass

from PIL import Image

from nhipcau.programme.photo_privacy import can_be_shown, without_private_data

LARGEST = 20 * 1024 * 1024
PICTURES = {"JPEG": ("image/jpeg", "jpg"), "PNG": ("image/png", "png"), "WEBP": ("image/webp", "webp")}
# What names the kind of an office file within its archive.
OFFICE = {
    "word/document.xml": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    "xl/workbook.xml": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    "ppt/presentation.xml": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
}


class EvidenceError(ValueError):
    """A file that cannot stand as evidence. `code` says why: empty, too_large, damaged or wrong_kind."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it is kept: photographs without what they tell about place, device and maker."""

    content: bytes
    content_type: str
    extension: str
    sha256: str


def keep(content: bytes) -> Kept:
    """Look at a file and give what is kept of it; the fingerprint is that of the kept bytes.

    Raises:
        EvidenceError: it is empty, too large, damaged or no picture, PDF or office document.
    """
    content_type, extension = kind_of(content)
    if content_type.startswith("image/"):
        content = without_private_data(content)
    return Kept(content, content_type, extension, hashlib.sha256(content).hexdigest())


def kind_of(content: bytes) -> tuple[str, str]:
    """The type and the extension of a file that may stand as evidence, its bytes left as they are.

    Raises:
        EvidenceError: it is empty, too large, damaged or no picture, PDF or office document.
    """
    if not content:
        raise EvidenceError("empty")
    if len(content) > LARGEST:
        raise EvidenceError("too_large")
    kind = _picture_kind(content)
    if kind is None:
        return _document_kind(content)
    if not can_be_shown(io.BytesIO(content)):
        raise EvidenceError("damaged")
    return kind


def _picture_kind(content: bytes) -> tuple[str, str] | None:
    try:
        with Image.open(io.BytesIO(content)) as picture:
            return PICTURES.get(picture.format or "")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None


def _document_kind(content: bytes) -> tuple[str, str]:
    if content.startswith(b"%PDF-"):
        if b"%%EOF" not in content[-2048:]:
            raise EvidenceError("damaged")
        return "application/pdf", "pdf"
    if content.startswith(b"PK\x03\x04"):
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                names = set(archive.namelist())
        except zipfile.BadZipFile as error:
            raise EvidenceError("damaged") from error
        for name, kind in OFFICE.items():
            if name in names and "vbaProject.bin" not in "".join(names):
                return kind
    raise EvidenceError("wrong_kind")
