"""What a process does that reads pages: one file, then page after page, until nobody asks any more.

The file comes first, then numbers of pages; each is answered with a reading and a picture. Nothing that is answered is
run: these are lengths, JSON and bytes of a picture.

    caller → reader   length (8 bytes), whether to look beside the text (1 byte), length of a folder's name (2 bytes);
                      the name of the folder where Tesseract's models are, or nothing; the file; number (4 bytes); …
    reader → caller   its process (4 bytes); length (8 bytes), JSON; length (8 bytes), picture; …
"""

import json
import os
import struct
from typing import IO

from nhipcau.officialdocs.decoding import NotReadable, NotReadableCode
from nhipcau.officialdocs.extraction.page_pictures import PageSource
from nhipcau.officialdocs.extraction.page_reading import read_beside_text, read_page
from nhipcau.officialdocs.extraction.tesseract import MODELS, Tesseract, TesseractMissingError

FILE, LONG, SHORT = struct.Struct(">Q?H"), struct.Struct(">Q"), struct.Struct(">I")


def serve(source: IO[bytes], answers: IO[bytes]) -> None:
    """Answer page after page until the caller closes its end."""
    answers.write(SHORT.pack(os.getpid()))
    answers.flush()
    length, beside_text, named = FILE.unpack(source.read(FILE.size))
    folder = source.read(named).decode()
    if folder:
        os.environ[MODELS] = folder
    pages: PageSource | None = None
    tesseract: Tesseract | None = None
    data = source.read(length)
    while len(asked := source.read(SHORT.size)) == SHORT.size:
        (number,) = SHORT.unpack(asked)
        picture = b""
        try:
            pages = pages or PageSource(data)
            tesseract = tesseract or Tesseract()
            if beside_text:
                read = read_beside_text(tesseract, pages.beside_text(number), number)
            else:
                read = read_page(tesseract, pages.picture(number), number)
            answer, picture = read.reading.to_json(), read.picture
        except NotReadable as error:
            answer = {"problem": error.code.value}
        except TesseractMissingError:
            answer = {"problem": NotReadableCode.NEEDS_TESSERACT.value}
        except MemoryError:
            answer = {"problem": NotReadableCode.PICTURE_TOO_LARGE.value}
        _answer(answers, json.dumps(answer).encode(), picture)


def _answer(answers: IO[bytes], *parts: bytes) -> None:
    for part in parts:
        answers.write(LONG.pack(len(part)))
        answers.write(part)
    answers.flush()
