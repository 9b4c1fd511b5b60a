"""Answers public addresses from the published site's files, before Django: no database, no Wagtail, no session.

`PublishedSite(application, folder, handed_on)` is a WSGI application. Addresses under `handed_on` go to `application`;
every other one is the public's and is answered here, also when there is nothing at it.
"""

import hashlib
import mimetypes
import os
import stat
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from email.utils import formatdate, parsedate_to_datetime
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import quote

from nhipcau.portal import addresses
from nhipcau.portal.languages import DEFAULT_LANGUAGE, LANGUAGES
from nhipcau.portal.public_paths import is_public_path

CACHE_BYTES = 64 * 1024 * 1024
LARGEST_KEPT = 1024 * 1024
FOREVER = "public, max-age=31536000, immutable"
ASK_EACH_TIME = "public, max-age=0, must-revalidate"
HTML = "text/html; charset=utf-8"
MEDIA_TYPES = {
    ".html": HTML,
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".webp": "image/webp",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".woff2": "font/woff2",
}
ATOM = "application/atom+xml; charset=utf-8"
XML = "application/xml; charset=utf-8"
ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
SECURITY_HEADERS = (
    (
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)
# Before the first publication, in the two languages of the people who may be waiting for it.
NOTHING_PUBLISHED = (Path(__file__).parent / "templates_public" / "nothing_published.html").read_bytes()

Headers = list[tuple[str, str]]
StartResponse = Callable[..., Any]
Application = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class _File:
    """A file as it was when it was read; `version` tells whether it is still the same."""

    content: bytes
    version: tuple[int, int, int]
    etag: str
    last_modified: str
    modified_at: int
    encoding: str = ""


class PublishedSite:
    """The public site as a WSGI application before another one."""

    def __init__(self, application: Application, folder: Path, handed_on: tuple[str, ...]) -> None:
        self._application = application
        self._folder = folder.absolute()
        self._handed_on = handed_on
        self._without_slash = {prefix.rstrip("/") for prefix in handed_on}
        self._kept = _KeptFiles(CACHE_BYTES)

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        raw = environ.get("PATH_INFO") or "/"
        if raw.startswith(self._handed_on) or raw in self._without_slash:
            return self._application(environ, start_response)
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return _answer(environ, start_response, "405 Method Not Allowed", b"", [("Allow", "GET, HEAD")])
        path = _decoded(raw)
        if path is None or not is_public_path(path):
            return self._nothing_here(environ, start_response, "/")
        name = addresses.file_of(path)
        if file := self._find(name, environ):
            return _answer_file(environ, start_response, path, name, file)
        if not path.endswith("/") and (self._folder / name / "index.html").is_file():
            return _moved(environ, start_response, path + "/")
        return self._nothing_here(environ, start_response, path)

    def _find(self, name: str, environ: Mapping[str, Any]) -> _File | None:
        """The file in the best encoding that the reader's program takes."""
        accepted = environ.get("HTTP_ACCEPT_ENCODING", "")
        plain = self._kept.file(self._folder, name)
        if plain is None or not accepted:
            return plain
        for encoding, ending in ENCODINGS:
            if encoding in accepted and _accepts(accepted, encoding):
                packed = self._kept.file(self._folder, name + ending, encoding)
                # A packed file that is older than the plain one says what the page said before.
                if packed and packed.modified_at >= plain.modified_at:
                    return packed
        return plain

    def _nothing_here(self, environ: dict[str, Any], start_response: StartResponse, path: str) -> Iterable[bytes]:
        wanted = path.split("/", 2)[1]
        for language in (wanted, DEFAULT_LANGUAGE, *LANGUAGES):
            if language in LANGUAGES and (page := self._kept.file(self._folder, addresses.not_found(language)[1:])):
                return _answer(environ, start_response, "404 Not Found", page.content, [("Content-Type", HTML)])
        status = "200 OK" if path == addresses.ROOT else "404 Not Found"
        return _answer(environ, start_response, status, NOTHING_PUBLISHED, [("Content-Type", HTML)])


class _KeptFiles:
    """Files read lately, kept in memory while they are unchanged on disk. The first come go first."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
        self._files: OrderedDict[str, _File] = OrderedDict()
        self._lock = Lock()

    def file(self, folder: Path, name: str, encoding: str = "") -> _File | None:
        """The file as it is now: each asking looks at its date and size, so that a publication is seen at once."""
        path = f"{folder}/{name}"
        try:
            status = os.stat(path)  # noqa: PTH116 -- ten times as fast as Path, and on every request
        except (OSError, ValueError):
            return None
        version = (status.st_mtime_ns, status.st_size, status.st_ino)
        kept = self._files.get(name)
        if kept and kept.version == version:
            return kept
        if not stat.S_ISREG(status.st_mode) or not _is_inside(path, folder):
            return None
        return self._read(path, name, encoding)

    def _read(self, path: str, name: str, encoding: str) -> _File | None:
        try:
            with Path(path).open("rb") as source:
                status = os.fstat(source.fileno())
                content = source.read()
        except OSError:
            return None
        file = _File(
            content=content,
            version=(status.st_mtime_ns, status.st_size, status.st_ino),
            etag=f'"{hashlib.sha256(content).hexdigest()[:32]}"',
            last_modified=formatdate(status.st_mtime, usegmt=True),
            modified_at=int(status.st_mtime),
            encoding=encoding,
        )
        if len(content) <= LARGEST_KEPT:
            self._keep(name, file)
        return file

    def _keep(self, name: str, file: _File) -> None:
        with self._lock:
            if old := self._files.pop(name, None):
                self._bytes -= len(old.content)
            self._files[name] = file
            self._bytes += len(file.content)
            while self._bytes > self._most_bytes:
                _, gone = self._files.popitem(last=False)
                self._bytes -= len(gone.content)


def _answer_file(
    environ: dict[str, Any], start_response: StartResponse, path: str, name: str, file: _File
) -> Iterable[bytes]:
    lasting = path.startswith(addresses.CONTENT_ADDRESSED)
    headers = [
        ("Content-Type", _media_type(name)),
        ("Cache-Control", FOREVER if lasting else ASK_EACH_TIME),
        ("ETag", file.etag),
        ("Last-Modified", file.last_modified),
        ("Vary", "Accept-Encoding"),
    ]
    if _is_known(environ, file):
        start_response("304 Not Modified", [*headers[1:], *SECURITY_HEADERS])
        return []
    if file.encoding:
        headers.append(("Content-Encoding", file.encoding))
    return _answer(environ, start_response, "200 OK", file.content, headers)


def _answer(
    environ: Mapping[str, Any], start_response: StartResponse, status: str, content: bytes, headers: Headers
) -> Iterable[bytes]:
    start_response(status, [*headers, ("Content-Length", str(len(content))), *SECURITY_HEADERS])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [content]


def _moved(environ: Mapping[str, Any], start_response: StartResponse, path: str) -> Iterable[bytes]:
    query = environ.get("QUERY_STRING", "")
    location = quote(path) + (f"?{query}" if query else "")
    return _answer(environ, start_response, "308 Permanent Redirect", b"", [("Location", location)])


def _decoded(raw: str) -> str | None:
    """WSGI hands over bytes dressed as Latin-1; the address is UTF-8 or it is none of ours."""
    try:
        return raw.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return None


def _is_inside(path: str, folder: Path) -> bool:
    """Follow every link: the file must still be inside the site's folder."""
    return Path(path).resolve().is_relative_to(folder.resolve())


def _is_known(environ: Mapping[str, Any], file: _File) -> bool:
    """Whether the reader has this very content already. Source: RFC 9110, 13.1."""
    if tags := environ.get("HTTP_IF_NONE_MATCH"):
        return tags.strip() == "*" or file.etag in {tag.strip().removeprefix("W/") for tag in tags.split(",")}
    if since := environ.get("HTTP_IF_MODIFIED_SINCE"):
        try:
            return file.modified_at <= parsedate_to_datetime(since).timestamp()
        except (ValueError, OverflowError):
            return False
    return False


def _accepts(header: str, encoding: str) -> bool:
    """Whether Accept-Encoding takes the encoding; "gzip;q=0" refuses it."""
    for offer in header.split(","):
        name, _, parameter = offer.partition(";")
        if name.strip().lower() == encoding:
            return parameter.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False


def _media_type(name: str) -> str:
    if name.endswith("atom.xml"):
        return ATOM
    if name.endswith(".xml"):
        return XML
    ending = os.path.splitext(name)[1]  # noqa: PTH122 -- on every request
    return MEDIA_TYPES.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"
