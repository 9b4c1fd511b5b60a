"""Tesseract as a library: the model stays loaded from page to page, and no picture is written anywhere to be read.

Each `Tesseract` belongs to one process and one thread; pages are read in parallel by several processes.
"""

import ctypes
import os
import sys
from collections.abc import Iterator
from ctypes import c_char_p, c_int, c_void_p
from ctypes.util import find_library
from dataclasses import dataclass

from PIL import Image

LANGUAGE = "vie"
# The environment may name the folder of the models.
MODELS = "TESSDATA_PREFIX"
_LIBRARIES = ("libtesseract.so.5", "libtesseract.5.dylib", "libtesseract.so.4")
_LSTM_ONLY = 1
_PAGE_WITH_COLUMNS, _SCATTERED = 3, 11
_WORD_LEVEL = "5"

# So that two processes on two cores do not start four threads.
os.environ.setdefault("OMP_THREAD_LIMIT", "1")


class TesseractMissingError(Exception):
    """Tesseract or its Vietnamese model is not installed; the text names the Debian package."""


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word as Tesseract saw it: its place in pixels, its sureness (0 to 1), and the line it stands on."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float
    block: int
    paragraph: int
    line: int


class Tesseract:
    """One loaded model."""

    def __init__(self) -> None:
        """Load the model.

        Raises:
            TesseractMissingError: the library or the model is not there.
        """
        self._library = _library()
        self._api = self._library.TessBaseAPICreate()
        if self._library.TessBaseAPIInit2(self._api, None, LANGUAGE.encode(), _LSTM_ONLY):
            self._library.TessBaseAPIDelete(self._api)
            raise TesseractMissingError(f"tesseract-ocr-{LANGUAGE}")
        # Its remarks would go between our own messages.
        self._library.TessBaseAPISetVariable(self._api, b"debug_file", os.devnull.encode())

    def see(self, picture: Image.Image, dpi: int, *, scattered: bool = False) -> list[SeenWord]:
        """Read a picture in shades of grey; words in the order of reading. `scattered` words make no page."""
        self._library.TessBaseAPISetPageSegMode(self._api, _SCATTERED if scattered else _PAGE_WITH_COLUMNS)
        pixels = picture.tobytes()
        self._library.TessBaseAPISetImage(self._api, pixels, picture.width, picture.height, 1, picture.width)
        self._library.TessBaseAPISetSourceResolution(self._api, dpi)
        table = self._library.TessBaseAPIGetTsvText(self._api, 0)
        try:
            return list(_words(ctypes.string_at(table).decode("utf-8", "replace"))) if table else []
        finally:
            if table:
                self._library.TessDeleteText(table)
            self._library.TessBaseAPIClear(self._api)


def is_installed() -> bool:
    """Tell whether scans can be read on this machine."""
    try:
        Tesseract()
    except TesseractMissingError:
        return False
    return True


def _library() -> ctypes.CDLL:
    for name in (*_LIBRARIES, find_library("tesseract") if sys.platform == "darwin" else None):
        if name is None:
            continue
        try:
            return _with_types(ctypes.CDLL(name))
        except OSError:
            continue
    raise TesseractMissingError("tesseract-ocr")


def _with_types(library: ctypes.CDLL) -> ctypes.CDLL:
    """Say what each function of Tesseract's C interface takes and gives; unsaid, addresses would be cut to 32 bits."""
    signatures: dict[str, tuple[type | None, list[type]]] = {
        "TessBaseAPICreate": (c_void_p, []),
        "TessBaseAPIDelete": (None, [c_void_p]),
        "TessBaseAPIInit2": (c_int, [c_void_p, c_char_p, c_char_p, c_int]),
        "TessBaseAPISetVariable": (c_int, [c_void_p, c_char_p, c_char_p]),
        "TessBaseAPISetPageSegMode": (None, [c_void_p, c_int]),
        "TessBaseAPISetImage": (None, [c_void_p, c_char_p, c_int, c_int, c_int, c_int]),
        "TessBaseAPISetSourceResolution": (None, [c_void_p, c_int]),
        "TessBaseAPIGetTsvText": (c_void_p, [c_void_p, c_int]),
        "TessBaseAPIClear": (None, [c_void_p]),
        "TessDeleteText": (None, [c_void_p]),
    }
    for name, (gives, takes) in signatures.items():
        function = getattr(library, name)
        function.restype, function.argtypes = gives, takes
    return library


def _words(table: str) -> Iterator[SeenWord]:
    """The rows of words: level, page, block, paragraph, line, word, left, top, width, height, sureness, text."""
    for row in table.splitlines():
        columns = row.split("\t")
        if len(columns) < 12 or columns[0] != _WORD_LEVEL or not columns[11].strip():
            continue
        block, paragraph, line, _word, left, top, width, height = map(int, columns[2:10])
        sureness = min(1.0, max(0.0, float(columns[10]) / 100))
        yield SeenWord(columns[11].strip(), left, top, left + width, top + height, sureness, block, paragraph, line)
