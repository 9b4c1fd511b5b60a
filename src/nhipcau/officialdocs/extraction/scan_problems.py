"""Why a scan, or one page of it, cannot be read."""

from enum import StrEnum


class ScanProblem(StrEnum):
    """Reasons, as codes."""

    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    PICTURE_TOO_LARGE = "picture_too_large"
    TOO_MANY_PAGES = "too_many_pages"
    NO_PAGES = "no_pages"
    NO_WORDS = "no_words"
    TOOK_TOO_LONG = "took_too_long"
    TESSERACT_MISSING = "tesseract_missing"


class ScanError(Exception):
    """A scan cannot be read; `problem` says why, `detail` is a number or a name for the message."""

    def __init__(self, problem: ScanProblem, detail: str = "") -> None:
        self.problem = problem
        self.detail = detail
        super().__init__(f"{problem.value} {detail}".strip())
