"""The scanned pages of an import, read one after the other in the background; each is kept as soon as it is read."""

from nhipcau.directives import sentences
from nhipcau.directives.errors import SecretDocumentError
from nhipcau.directives.models import DirectiveImport, ScannedPage
from nhipcau.directives.services.erasing import refuse
from nhipcau.directives.services.looking import look_at_text, mark_on_page, readers_context
from nhipcau.jobs.services import GivesUpError, show_progress
from nhipcau.officialdocs import NotReadable, NotReadableCode
from nhipcau.officialdocs.extraction.door import with_pages
from nhipcau.officialdocs.extraction.extracted import Extracted, Format
from nhipcau.officialdocs.extraction.page_readers import FailedPage, PageReaders
from nhipcau.officialdocs.extraction.page_reading import PageReading, ReadPage
from nhipcau.officialdocs.extraction.scan import join_pages

# How often a worker shows that it lives, and asks whether a person stopped it, while a page takes long.
_SIGN_SECONDS = 2.0


def read_scanned(taken: DirectiveImport) -> Extracted:
    """Read the pages that no worker before has read, and put all of them together.

    Raises:
        GivesUpError: nothing can be read in it, or it bears a secrecy mark; then nothing of it is left.
        CancelledError: a person stopped it; what was read stays.
    """
    data = bytes(taken.content)
    try:
        look = look_at_text(data)
        _read_pages(taken, data, look.scanned)
        readings = {page.number: page for page in _readings(taken)}
        if look.format is Format.SCAN:
            extracted = join_pages(readings.values())
        else:
            extracted = with_pages(data, readers_context(), readings)
    except NotReadable as reason:
        raise GivesUpError(sentences.kept_unread(reason.code)) from None
    if not extracted.text.strip():
        raise GivesUpError(sentences.kept_unread(NotReadableCode.NO_WORDS))
    return extracted


def make_copy(taken: DirectiveImport, extracted: Extracted) -> bytes:
    """The searchable copy of a scan that has been read; b"" when no page could be."""
    rows = taken.scanned_pages.exclude(picture=b"")
    pages = [ReadPage(PageReading.from_json(row.reading), bytes(row.picture)) for row in rows.iterator(chunk_size=20)]
    if not pages:
        return b""
    is_pdf = bytes(taken.content[:1024]).lstrip().startswith(b"%PDF-")
    from nhipcau.officialdocs.extraction.searchable_pdf import searchable_pdf  # noqa: PLC0415 -- slow import

    return searchable_pdf(pages, bytes(taken.content) if is_pdf else b"", count=len(extracted.pages) if is_pdf else 0)


def keep_page(taken: DirectiveImport, page: ReadPage) -> None:
    """Keep a page that bears no mark; once."""
    ScannedPage.objects.get_or_create(
        taken=taken,
        number=page.reading.number,
        defaults={"reading": page.reading.to_json(), "picture": page.picture},
    )


def _readings(taken: DirectiveImport) -> list[PageReading]:
    rows = taken.scanned_pages.exclude(picture=b"").values_list("reading", flat=True)
    return [PageReading.from_json(reading) for reading in rows]


def _read_pages(taken: DirectiveImport, data: bytes, numbers: tuple[int, ...]) -> None:
    done = set(taken.scanned_pages.values_list("number", flat=True))
    total = len(numbers)
    show_progress(taken, len(done), total)
    with PageReaders(data) as readers:
        for page in readers.read([number for number in numbers if number not in done], every=_SIGN_SECONDS):
            if isinstance(page, FailedPage):
                _keep_failure(taken, page)
                done.add(page.number)
            elif page is not None:
                _refuse_when_secret(taken, page)
                keep_page(taken, page)
                done.add(page.reading.number)
            show_progress(taken, len(done), total)


def _keep_failure(taken: DirectiveImport, page: FailedPage) -> None:
    """A page that cannot be read is left out, and not tried again; without Tesseract none can."""
    if page.problem is NotReadableCode.NEEDS_TESSERACT:
        raise NotReadable(page.problem)
    defaults = {"reading": {"problem": page.problem.value}, "picture": b""}
    ScannedPage.objects.get_or_create(taken=taken, number=page.number, defaults=defaults)


def _refuse_when_secret(taken: DirectiveImport, page: ReadPage) -> None:
    mark = mark_on_page(page.reading)
    if mark is not None:
        refuse(taken, mark.level)
        raise GivesUpError(str(SecretDocumentError(mark.level)))
