"""An official document as PDF."""

from typing import Any

from nhipcau.officialdocs.writing.html_form import as_html
from nhipcau.officialdocs.writing.parts import OfficialPaper


def as_pdf(paper: OfficialPaper) -> bytes:
    """A document as PDF, tagged for readers that cannot see it; nothing is fetched from anywhere."""
    from PIL import ImageFile  # noqa: PLC0415 -- as the next one
    from weasyprint import HTML  # noqa: PLC0415 -- slow import, and only a download needs it

    # WeasyPrint makes Pillow take pictures that were cut off, in the whole process: uploads would be taken, too.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    pdf: bytes = HTML(string=as_html(paper), url_fetcher=_fetch_nothing).write_pdf(pdf_variant="pdf/ua-1")
    return pdf


def _fetch_nothing(url: str, *_more: Any, **_named: Any) -> Any:
    raise ValueError(url)
