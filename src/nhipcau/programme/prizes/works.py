"""A work as the jury gets it: told by its content, without its makers' names in the file or beside it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import normalize

from django.utils.translation import gettext as _

from nhipcau.programme.evidence_files import LARGEST, EvidenceError, keep
from nhipcau.programme.prizes.names import names_in
from nhipcau.programme.prizes.plain_documents import ClosedError, plain_office, plain_pdf
from nhipcau.programme.prizes.plain_media import (
    DamagedError,
    is_mp3,
    is_mp4,
    plain_jpeg,
    plain_mp3,
    plain_mp4,
    plain_png,
    plain_webp,
)
from nhipcau.vietnamese import fold_key

LARGEST_FILM = 100 * 1024 * 1024
PICTURES = {"image/jpeg": plain_jpeg, "image/png": plain_png, "image/webp": plain_webp}


class WorkError(ValueError):
    """A work that the jury cannot get. `code` says why, `names` which names stand in it."""

    def __init__(self, code: str, names: Sequence[str] = (), *, most: int = LARGEST) -> None:
        super().__init__(code)
        self.code, self.names, self.most = code, list(names), most


@dataclass(frozen=True, slots=True)
class Work:
    """A file as it is kept; the file that was sent is not."""

    content: bytes
    content_type: str
    extension: str
    sha256: str
    is_changed: bool
    """Whether something that told of its makers was taken out."""


def blind(content: bytes, names: Sequence[str]) -> Work:
    """Look at a file and give the one that the jury gets: properties, EXIF, comments' authors, tags are taken out.

    Raises:
        WorkError: it is no work that can be shown, cannot be looked into, or shows one of the names itself.
    """
    plain, content_type, extension, words = _plain(content)
    found = names_in(words, names) or _in_bytes(plain, names)
    if found:
        raise WorkError("names", found)
    return Work(plain, content_type, extension, hashlib.sha256(plain).hexdigest(), plain != content)


def _plain(content: bytes) -> tuple[bytes, str, str, str]:
    try:
        if is_mp4(content[:16]):
            _check_size(content)
            return plain_mp4(content), "video/mp4", "mp4", ""
        if is_mp3(content[:16]) and not content.startswith(b"\xff\xd8"):
            _check_size(content)
            return plain_mp3(content), "audio/mpeg", "mp3", ""
        kept = keep(content)
        if kept.content_type in PICTURES:
            return PICTURES[kept.content_type](kept.content), kept.content_type, kept.extension, ""
        plain, words = (plain_pdf if kept.extension == "pdf" else plain_office)(kept.content)
    except (EvidenceError, ClosedError) as error:
        raise WorkError(error.code) from error
    except DamagedError as error:
        raise WorkError("damaged") from error
    return plain, kept.content_type, kept.extension, words


def _check_size(content: bytes) -> None:
    if len(content) > LARGEST_FILM:
        raise WorkError("too_large", most=LARGEST_FILM)


def _in_bytes(content: bytes, names: Sequence[str]) -> list[str]:
    """Names that stand in a file as they are written, in a part that nobody foresaw."""
    # Of letters only the plain ones are made small here: films are large, and other letters have their places.
    plain = content.lower()
    return [
        name
        for name in names
        if " " in name.strip()
        and any(
            way.encode(how).lower() in plain
            for way in {name, name.upper(), name.lower(), fold_key(name), normalize("NFD", name)}
            for how in ("utf-8", "utf-16-le", "utf-16-be")
        )
    ]


def work_fault(error: WorkError, name: str) -> str:
    """What is wrong with a file, with the mend."""
    values = {"name": name, "names": ", ".join(error.names), "most": error.most // 1024 // 1024}
    return {
        "empty": _("“%(name)s” is empty; please choose the file again."),
        "too_large": _(
            "“%(name)s” is larger than %(most)d MB; please send a smaller file, or an address without names."
        ),
        "damaged": _("“%(name)s” is damaged or was cut off on its way; please save it anew."),
        "wrong_kind": _(
            "“%(name)s” is no picture (JPEG, PNG, WebP), PDF, office document (DOCX, XLSX, PPTX), MP3 or MP4."
        ),
        "locked": _("“%(name)s” is locked with a password; please save it without one."),
        "signed": _("“%(name)s” carries a digital signature, which names its maker; please send a copy without it."),
        "embedded": _("Another document is embedded in “%(name)s”, into which nobody can look; please save it as PDF."),
        "names": _(
            "The jury must not see who made a work, but “%(name)s” shows: %(names)s. Please take the name out and send "
            "the file again."
        ),
    }[error.code] % values
