"""Takes an upload into memory only: no byte of a document may touch the disk before its secrecy mark was looked for."""

from io import BytesIO
from typing import Any

from django.core.exceptions import BadRequest
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, UnreadablePostError
from django.utils.translation import gettext as _

from nhipcau.officialdocs import MAX_BYTES

# Room for the boundaries and the form's other fields around the largest file.
LARGEST_BODY = MAX_BYTES + 256 * 1024
# Answering while a browser still sends makes it show a broken connection; up to here the rest is read and dropped.
MOST_TO_DRAIN = 200 * 1024 * 1024
CHUNK = 256 * 1024


class TooLargeError(Exception):
    """The request is larger than any file that would be taken."""


class InMemoryUploadHandler(FileUploadHandler):
    """Keeps the file in memory. Its size is bounded before, by `read_into_memory`."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.chunks: list[bytes] = []

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.chunks.append(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        return InMemoryUploadedFile(
            BytesIO(b"".join(self.chunks)),
            self.field_name,
            self.file_name or "",
            self.content_type or "",
            file_size,
            self.charset,
            self.content_type_extra,
        )


def read_into_memory(request: HttpRequest) -> None:
    """Read the whole request into memory and let its file stay there. To be called before anybody reads `request.POST`.

    Raises:
        TooLargeError: it is too large; nothing of it was kept.
        BadRequest: the connection broke before all of it had come.
    """
    length = _announced_length(request)
    if length > LARGEST_BODY:
        _drain(request, length)
        raise TooLargeError
    request.upload_handlers = [InMemoryUploadHandler(request)]
    try:
        received = len(request.body)
    except UnreadablePostError as error:
        raise BadRequest(_cut_off()) from error
    # A parser of forms takes the part that came for the whole file; only the length tells.
    if received != length:
        raise BadRequest(_cut_off())


def _announced_length(request: HttpRequest) -> int:
    announced = request.META.get("CONTENT_LENGTH") or ""
    if not announced.isdecimal():
        raise BadRequest(_cut_off())
    return int(announced)


def _drain(request: HttpRequest, length: int) -> None:
    left = min(length, MOST_TO_DRAIN)
    try:
        while left > 0 and (chunk := request.read(min(CHUNK, left))):
            left -= len(chunk)
    except UnreadablePostError:
        return


def _cut_off() -> str:
    return _("The upload was cut off before the whole file had arrived, so nothing was kept; please send it again.")
