"""Scans against clean text: how well the labelled documents are read once they were printed and scanned, and how fast.

    python benchmarks/reading_scans.py        the figures, one a line: figure NAME VALUE UNIT floor X ok|short

The labelled documents are typeset as offices do, drawn at 200 dots an inch, laid in awry, blurred, given the noise of a
scanner and the artefacts of JPEG (the same in every run), and read back through our path with OCR. Each score is given
as a share of the score on the clean text; the floor holds at both strengths of noise. So do those of the doubts: how
many are right, and how many of the misread items have one. A scanner that is looked after leaves grey paper with a
deviation of a few of 256 shades; 12 is one with worn glass and lamp, and is the standard; 28
is the copy of a copy, where paper and thin strokes run into each other. Then the same pages are read by our path, up to
the PDF/A, and by bare Tesseract, both on all cores, in turn; the rates are medians.

Exits with 1 when a figure is short of its floor.
"""

import html
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from difflib import SequenceMatcher
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any

import img2pdf
import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageFilter
from weasyprint import HTML

sys.path.insert(0, str(Path(__file__).parent))

from reading import DATA, accuracy, figure, labelled

from nhipcau.officialdocs import Doubt, OfficialDocument, read_extracted, to_json
from nhipcau.officialdocs.extraction.page_readers import PageReaders, cores
from nhipcau.officialdocs.extraction.page_reading import ReadPage
from nhipcau.officialdocs.extraction.scan import join_pages
from nhipcau.officialdocs.extraction.searchable_pdf import searchable_pdf
from nhipcau.officialdocs.ocr_doubts import MENDED
from nhipcau.vietnamese import normalise

DPI = 200
ROUNDS = 3
PAGES_TIMED = 16
ACCURACY_FLOOR = 0.9
# Standard deviation in shades of grey.
NOISE, STRONG_NOISE = 12, 28
RATE_FLOOR = 0.9
DOUBTS_FLOOR = 0.6
# Thông tư 01/2011/TT-BNV and Nghị định 30/2020/NĐ-CP: margins, letters of 13 to 14 points, page number above.
STYLE = """
@page { size: A4; margin: 22mm 17mm 22mm 32mm; @top-center { content: counter(page); font: 13pt 'Liberation Serif' } }
@page :first { @top-center { content: none } }
body { font: 14pt/1.3 'Liberation Serif'; margin: 0 }
p { margin: 0 0 4pt; text-align: justify }
p.first { text-indent: 10mm }
table { width: 100%; border-collapse: collapse; margin-bottom: 10pt }
td { vertical-align: top; width: 50% }
td p { text-align: center; margin: 0; font-size: 13pt }
td.left p { text-align: left }
"""


def main() -> int:
    if not (DATA / "score.py").exists():
        print(f"labelled documents are missing: {DATA}", file=sys.stderr)
        return 2
    is_good = [figure(*line) for line in shares(documents(STRONG_NOISE), "noisy_scan")]
    scans = documents(NOISE)
    pages = [page for pages in scans.values() for page in pages]
    is_good += [figure(*line) for line in (*shares(scans, "scan"), *rates(pages))]
    return 0 if all(is_good) else 1


def documents(noise: int) -> dict[str, list[bytes]]:
    """The scanned pages of each labelled document."""
    return {path.stem: list(scanned(path, noise)) for path in sorted((DATA / "dev").glob("*.txt"))}


def scanned(path: Path, noise: int) -> Iterator[bytes]:
    """The pages of a labelled document as JPEG files from a scanner."""
    chance = random.Random(path.stem)  # noqa: S311 -- the same in every run
    printed = pdfium.PdfDocument(HTML(string=typeset(path.read_text(encoding="utf-8"))).write_pdf())
    for page in printed:
        sheet = page.render(scale=DPI / 72, rev_byteorder=True).to_pil().convert("L")
        laid = sheet.rotate(chance.uniform(-1.5, 1.5), Image.Resampling.BICUBIC, fillcolor=255)
        blurred = laid.filter(ImageFilter.GaussianBlur(chance.uniform(0.4, 0.8)))
        file = BytesIO()
        with_noise(blurred, chance, noise).save(file, "JPEG", quality=70, dpi=(DPI, DPI))
        yield file.getvalue()


def with_noise(sheet: Image.Image, chance: random.Random, deviation: int) -> Image.Image:
    """Grey paper, and noise from a seed: Pillow's own noise differs from run to run."""
    side = 512
    tile = Image.frombytes(
        "L", (side, side), bytes(round(min(255, max(0, chance.gauss(128, deviation)))) for _ in range(side**2))
    )
    noise = Image.new("L", sheet.size)
    for left in range(0, sheet.width, side):
        for top in range(0, sheet.height, side):
            noise.paste(tile.rotate(90 * chance.randrange(4)), (left, top))
    return ImageChops.add(sheet.point([round(20 + shade * 0.88) for shade in range(256)]), noise, 1, -128)


def typeset(text: str) -> str:
    """A document as offices set it: head in two columns where its parts stand one below the other, justified text."""
    lines = text.strip("\n").split("\n")
    head = two_columns(lines)
    body = "".join(paragraph(line) for line in lines[head.lines :])
    return f"<style>{STYLE}</style>{head.html}{body}"


class Head:
    """How many lines of a text its head takes, and the head set in two columns."""

    def __init__(self, lines: int, html: str) -> None:
        self.lines = lines
        self.html = html


def two_columns(lines: list[str]) -> Head:
    """Issuer and number at left, title and date at right. A head that is set otherwise is printed as it stands."""
    titles = [number for number, line in enumerate(lines[:14]) if line.startswith(("CỘNG H", "ĐẢNG CỘNG SẢN"))]
    dates = [number for number, line in enumerate(lines[:14]) if ", ngày" in line and len(line) < 60]
    if not titles or not dates or dates[0] < titles[0] or any(len(line) > 60 for line in lines[: dates[0]]):
        return Head(0, "")
    title, date = titles[0], dates[0]
    numbers = [line for line in lines[title:date] if line.startswith("Số")]
    left = [*lines[:title], *numbers]
    right = [line for line in lines[title : date + 1] if line not in numbers]
    cells = "".join(f"<td>{''.join(map(paragraph, cell))}</td>" for cell in (left, right))
    return Head(date + 1, f"<table><tr>{cells}</tr></table>")


def paragraph(line: str) -> str:
    if not line.strip():
        return ""
    kind = "first" if len(line) > 60 else ""
    return f'<p class="{kind}">{html.escape(line)}</p>'


def shares(scans: dict[str, list[bytes]], name: str) -> Iterator[tuple[str, float, str, float]]:
    """Scores on the scans as shares of those on clean text."""
    clean = list(labelled())
    read = {stem: read_extracted(join_pages(page.reading for page in read_back(scans[stem]))) for stem, *_rest in clean}
    pairs: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
        (stem, label, to_json(read[stem])) for stem, label, _reading in clean
    ]
    for (what, before, _unit, _floor), (_what, after, *_rest) in zip(accuracy(clean), accuracy(pairs), strict=True):
        yield f"{what.replace('reading.', f'reading.{name}_')}_of_clean", after / before, "ratio", ACCURACY_FLOOR
    precision, recall = doubts(read)
    yield f"reading.{name}_doubts_precision", precision, "ratio", DOUBTS_FLOOR
    yield f"reading.{name}_doubts_recall", recall, "ratio", DOUBTS_FLOOR


def doubts(read: dict[str, OfficialDocument]) -> tuple[float, float]:
    """How many of the items that are doubted as OCR's hold a word that OCR misread, and how many of these are doubted.

    A word that was mended was misread. Some of the labelled documents were scans themselves and keep misreadings of
    their own, which count against both.
    """
    right = doubted = wrong = 0
    for stem, document in read.items():
        printed = normalise((DATA / "dev" / f"{stem}.txt").read_text(encoding="utf-8"))
        misread = [*other_words(document.text, printed), *mended_words(document)]
        for name in ("recipients", "citations", "dates", "recurring_deadlines", "assignments", "outline"):
            for item in getattr(document, name):
                place = getattr(item, "heading_span", None) or item.span
                is_wrong = any(start < place.end and place.start < end for start, end in misread)
                is_doubted = item.doubt is Doubt.OCR_SUSPECT
                wrong, doubted, right = wrong + is_wrong, doubted + is_doubted, right + (is_wrong and is_doubted)
    return right / max(1, doubted), right / max(1, wrong)


def other_words(text: str, printed: str) -> Iterator[tuple[int, int]]:
    """The places of words of a text that are not those that were printed; signs around them count for nothing."""
    words = list(re.finditer(r"\S+", text))
    one, other = ([word.strip(".,;:()-–").casefold() for word in side.split()] for side in (text, printed))
    for tag, start, end, begins, ends in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag != "equal" and "".join(one[start:end]) != "".join(other[begins:ends]):
            yield from (words[number].span() for number in range(start, end) if one[number])


def mended_words(document: OfficialDocument) -> Iterator[tuple[int, int]]:
    """The places of words that were mended to others."""
    for page in document.source.pages if document.source is not None else ():
        for word in page.words:
            if word.confidence == MENDED:
                yield word.span.start, word.span.end


def read_back(pages: list[bytes]) -> list[ReadPage]:
    """Our path: all pages of one file."""
    with PageReaders(one_file(pages)) as readers:
        return [page for page in readers.read(range(1, len(pages) + 1)) if isinstance(page, ReadPage)]


def one_file(pages: list[bytes]) -> bytes:
    """A PDF as scanners make it: a JPEG on each page."""
    return bytes(img2pdf.convert(pages))


def rates(pages: list[bytes]) -> Iterator[tuple[str, float, str, float]]:
    """Pages a second of our path, up to the PDF/A, and of bare Tesseract; what counts is their ratio."""
    timed = pages[:: max(1, len(pages) // PAGES_TIMED)][:PAGES_TIMED]
    document = one_file(timed)
    ours: list[float] = []
    bare: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{number}.jpg" for number in range(len(timed))]
        for file, page in zip(files, timed, strict=True):
            file.write_bytes(page)
        for _ in range(ROUNDS):
            ours.append(len(timed) / seconds(lambda: read_and_copy(document, len(timed))))
            bare.append(len(timed) / seconds(lambda: bare_tesseract(files)))
    print(f"figure reading.scan_rate {median(ours):.2f} pages/s, bare Tesseract {median(bare):.2f} pages/s")
    ratios = [mine / theirs for mine, theirs in zip(ours, bare, strict=True)]
    yield "reading.scan_rate_of_bare_tesseract", median(ratios), "ratio", RATE_FLOOR


def read_and_copy(document: bytes, count: int) -> None:
    with PageReaders(document) as readers:
        searchable_pdf(page for page in readers.read(range(1, count + 1)) if isinstance(page, ReadPage))


def bare_tesseract(files: list[Path]) -> None:
    """One process a page, as many at a time as there are cores, one thread each."""
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}

    def read(file: Path) -> None:
        command = ["tesseract", str(file), "-", "-l", "vie", "--dpi", str(DPI), "tsv"]
        subprocess.run(command, env=environment, check=True, capture_output=True)

    with ThreadPoolExecutor(cores()) as pool:
        list(pool.map(read, files))


def seconds(work: Any) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
