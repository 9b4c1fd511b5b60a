"""Measuring a written document: do its pages, fonts, parts and page numbers have the form that the rules ask for?

The file itself is measured, not what the writer meant: a DOCX by its sections, paragraphs and runs, a PDF by where its
letters stand. Both give the same `Measured`, which `findings` compares with the form (`tables/paper_forms.toml`).
"""

from nhipcau.officialdocs.form_check.findings import Finding, findings
from nhipcau.officialdocs.form_check.measured import UnreadableFileError
from nhipcau.officialdocs.writing import OfficialPaper

__all__ = ["Finding", "UnreadableFileError", "check_docx", "check_pdf", "findings"]


def check_docx(content: bytes, paper: OfficialPaper) -> list[Finding]:
    """What was looked at in the DOCX of a document, right or not.

    Raises:
        UnreadableFileError: the bytes are no DOCX.
    """
    from nhipcau.officialdocs.form_check.docx_measures import measure_docx  # noqa: PLC0415 -- as the one below

    return findings(measure_docx(content, paper), paper)


def check_pdf(content: bytes, paper: OfficialPaper) -> list[Finding]:
    """What was looked at in the PDF of a document, right or not.

    Raises:
        UnreadableFileError: the bytes are no PDF.
    """
    from nhipcau.officialdocs.form_check.pdf_measures import measure_pdf  # noqa: PLC0415 -- slow import, seldom needed

    return findings(measure_pdf(content, paper), paper)
