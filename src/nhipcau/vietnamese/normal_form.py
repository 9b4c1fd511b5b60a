"""One form for texts that look alike: composed letters, plain line ends."""

import unicodedata


def normalise(text: str) -> str:
    """Give `text` in Unicode NFC, with line feeds as line ends and without a byte order mark.

    Files from macOS come decomposed ("e" + two marks for "ế"), files from Windows with CRLF, files from old
    Macs with CR;
    every later step compares characters and counts them, so all of them have to become the same text first.
    """
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text)
