"""Plain text of a document typeset as offices typeset it: head and foot in tables without lines, paragraphs in
justified lines, annex tables with lines. The page is HTML that LibreOffice turns into the office formats.
"""

import html
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from nhipcau.officialdocs.lines import Source
from nhipcau.officialdocs.paragraphs import read_paragraphs
from nhipcau.vietnamese import fold

_TITLE = re.compile(r"cong h[oò]a xa hoi|dang cong san viet nam|doc lap\W+tu do")
_NUMBER = re.compile(r"so\s*:?[\s.…]*\d*\s*\w{0,3}\s*[-/]")
_DATE = re.compile(r"[^,]{2,40},\s*ngay.*thang")
# A page of the web that lost its lines: where the parts of head and foot begin.
_FLAT = re.compile(
    r"\s+(?=CỘNG H[OÒ]|Độc lập - |Số: |V/v |Kính gửi|QUYẾT ĐỊNH VỀ|VỀ CƠ|Căn cứ Luật Tổ|BỘ TRƯỞNG, C|KT\. |PHÓ THỦ)"
    r"|\s+(?=(?:[A-ZĐ]\w+ ){1,3}[A-ZĐ]?\w*, ngày \d)|(?<=NHIỆM) (?=Mai)|(?<=THỦ TƯỚNG) (?=Trần)|(?<=gửi: Bộ)(?=\n)"
)
_HEAD_LINES = 16
_IN_CELL = "margin-top:0cm;margin-bottom:0cm;text-indent:0cm;line-height:100%;font-size:12pt"
_STYLE = """
@page { size: 21cm 29.7cm; margin: 2cm 1.5cm 2cm 3cm }
body { font-family: "Liberation Serif"; font-size: 13pt }
p { text-align: justify; text-indent: 1cm; margin: 0 0 6pt 0; line-height: 115% }
td p, p.flat { text-indent: 0; margin: 0; text-align: center }
td.left p, td.data p { text-align: left; text-indent: 0; margin: 0 }
p.title { text-align: center; text-indent: 0; font-weight: bold }
"""


def typeset(text: str) -> str:
    """Give the HTML of a document."""
    lines = _unflattened(text).split("\n")
    head = _head_of(lines)
    foot = _foot_of(lines, head)
    body = [*_body(lines[head : foot[0]]), *_foot(lines[foot[0] : foot[1]]), *_body(lines[foot[1] :])]
    inner = "\n".join([*_head(lines[:head]), *body])
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'><style>{_STYLE}</style></head><body>{inner}</body></html>"


def convert(sources: Sequence[Path], wanted: str, folder: Path) -> None:
    """Let LibreOffice turn HTML pages into another format: docx, doc, rtf, pdf."""
    office = shutil.which("soffice")
    if office is None:
        pytest.fail("LibreOffice is missing: apt install libreoffice-writer-nogui")
    profile = folder / "profile"
    subprocess.run(
        [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--infilter=HTML (StarWriter)",
         "--convert-to", wanted, "--outdir", str(folder), *map(str, sources)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip


def _unflattened(text: str) -> str:
    """Give head and foot the lines that they had on paper."""
    lines = text.split("\n")
    if any(len(line) > 130 and fold(line).find("doc lap - tu do") > 0 for line in lines[:5]) or "-------" in text[:400]:
        top = "\n".join(_FLAT.sub("\n", line) for line in lines[:6])
        foot = "\n".join(_FLAT.sub("\n", line) for line in lines[-3:])
        return "\n".join([re.sub(r"\s*-{5,}\s*", "\n", top), *lines[6:-3], foot])
    return text


def _head_of(lines: Sequence[str]) -> int:
    """How many lines the head has when its parts stand one below the other; else 0, and it is set as it is."""
    kinds = [(_kind(line), number) for number, line in enumerate(lines[:_HEAD_LINES]) if line.strip()]
    dates = [number for kind, number in kinds if kind == "date"]
    has_all = {"title", "number", "date"} <= {kind for kind, _ in kinds}
    crowded = any(len(line) > 90 or "   " in line.strip() or " | " in line for line in lines[: (dates or [0])[0] + 1])
    return dates[0] + 1 if has_all and not crowded else 0


def _kind(line: str) -> str:
    folded = fold(line.strip())
    for kind, pattern in (("title", _TITLE), ("number", _NUMBER), ("date", _DATE)):
        if pattern.match(folded):
            return kind
    return "text"


def _head(lines: Sequence[str]) -> Iterator[str]:
    if not lines:
        return
    cells: dict[str, list[str]] = {"issuer": [], "title": [], "number": [], "date": []}
    part = "issuer"
    for line in lines:
        if not line.strip():
            continue
        kind = _kind(line)
        part = kind if kind != "text" else "number" if part == "number" else "issuer"
        cells[part].append(line)
    for left, right in (("issuer", "title"), ("number", "date")):
        yield _two_columns(cells[left], cells[right], "")


def _foot_of(lines: Sequence[str], head: int) -> tuple[int, int]:
    """Where "Nơi nhận" with the signature begins and ends, when they stand one below the other."""
    begins = next((n for n in range(head, len(lines)) if re.fullmatch(r"\s*Nơi nhận:\s*", lines[n])), None)
    if begins is None:
        return len(lines), len(lines)
    end = begins + 1
    while end < len(lines) and len(lines[end]) < 100 and not fold(lines[end]).startswith(("phu luc", "danh muc")):
        end += 1
    return begins, end


def _foot(lines: Sequence[str]) -> Iterator[str]:
    if not lines:
        return
    last = max((n for n, line in enumerate(lines) if line.lstrip().startswith(("-", "+"))), default=0)
    # A text that was taken from a table keeps the bar between its two cells.
    item, _, beside = lines[last].partition(" | ")
    right = [beside, *lines[last + 1 :]] if beside else lines[last + 1 :]
    yield _two_columns([*lines[:last], item], right, "left")


def _two_columns(left: Sequence[str], right: Sequence[str], kind: str) -> str:
    alignment = "left" if kind == "left" else "center"
    cells = [
        "".join(
            f'<p style="{_IN_CELL};text-align:{aligned}">{html.escape(line.strip()) or "<br>"}</p>' for line in lines
        )
        for lines, aligned in ((left, alignment), (right, "center"))
    ]
    row = "".join(
        f'<td width="{width}%" valign="top">{inner}</td>' for width, inner in zip((42, 58), cells, strict=True)
    )
    return f'<table width="100%" border="0" cellspacing="0"><tr>{row}</tr></table>'


def _body(lines: Sequence[str]) -> Iterator[str]:
    source = Source("\n".join(lines))
    if source.is_wrapped:
        lines = [one.text for one in read_paragraphs(source, 0, len(source.text))]
    rows: list[list[str]] = []
    for line in [*lines, ""]:
        if line.count(" | ") >= 2:
            rows.append(line.split(" | "))
            continue
        if rows:
            yield _table(rows)
            rows = []
        if line.strip():
            yield _paragraph(line.strip())


def _paragraph(line: str) -> str:
    is_title = line.isupper() and len(line) < 120
    return f'<p class="{"title" if is_title else ""}">{html.escape(line)}</p>'


def _table(rows: Sequence[Sequence[str]]) -> str:
    inner = "".join(
        "<tr>" + "".join(f'<td class="data"><p>{html.escape(words.strip())}</p></td>' for words in row) + "</tr>"
        for row in rows
    )
    return f'<table border="1" cellspacing="0" cellpadding="3">{inner}</table>'
