"""One form for texts that look alike: composed letters, plain line ends."""

import re
import unicodedata

# Signs that turn the direction of a whole line, or that nobody sees: a name does not need them.
_UNSEEN = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


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


def clean_words(text: str) -> str:
    """A name or a place in one line and in normal form, without signs that nobody sees or that turn the line around."""
    return " ".join(normalise(_UNSEEN.sub(" ", text)).split())
