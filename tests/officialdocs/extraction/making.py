"""Small real files of each format, made byte by byte, so that a test says exactly what is in them."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
Text = tuple[float, float, float, str]  # left, top, size of the letters, words


def run(text: str, properties: str = "") -> str:
    """A run of WordprocessingML."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of runs, or of plain words."""
    inner = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def numbered(text: str, number: int, level: int = 0) -> str:
    """A paragraph with a number that Word computes."""
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def cell(*paragraphs: str, properties: str = "") -> str:
    """A cell of a table."""
    inner = "".join(one if one.startswith("<w:") else paragraph(one) for one in paragraphs)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def table(*rows: Sequence[str]) -> str:
    """A table of cells."""
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


def make_docx(*body: str, parts: Mapping[str, str] | None = None, section: str = "") -> bytes:
    """A DOCX. `parts` holds the inner XML of other parts by their kind: styles, numbering, footnotes, header1 …"""
    others = dict(parts or {})
    roots = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes"}
    files = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _relations([("rId1", "officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": _relations(
            [(f"r-{name}", name.rstrip("0123456789"), f"{name}.xml") for name in others]
        ),
        "word/document.xml": _part("document", f"<w:body>{''.join(body)}<w:sectPr>{section}</w:sectPr></w:body>"),
    }
    for name, inner in others.items():
        root = roots.get(name) or {"header": "hdr", "footer": "ftr"}[name.rstrip("0123456789")]
        files[f"word/{name}.xml"] = _part(root, inner)
    return make_zip(files)


def make_zip(files: Mapping[str, str | bytes]) -> bytes:
    """A ZIP of files."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return kept.getvalue()


def levels(*forms: tuple[str, str], extra: str = "") -> str:
    """Levels of a numbering: form and text of each ("upperRoman", "%1.")."""
    return "".join(
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/>{extra}</w:lvl>'
        for number, (form, text) in enumerate(forms)
    )


def numbering(abstract: Mapping[int, str], used: Mapping[int, str]) -> str:
    """Abstract numberings by number, and the inner XML of each numbering that paragraphs use."""
    return "".join(
        f'<w:abstractNum w:abstractNumId="{number}">{inner}</w:abstractNum>' for number, inner in abstract.items()
    ) + "".join(f'<w:num w:numId="{number}">{inner}</w:num>' for number, inner in used.items())


def _part(root: str, inner: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {NAMESPACES}>{inner}</w:{root}>'


def _relations(relations: Iterable[tuple[str, str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="{key}" Type="{_RELATION}/{kind}" Target="{target}"/>' for key, kind, target in relations
    )
    return f'<Relationships xmlns="{_PACKAGE}">{inner}</Relationships>'


def make_pdf(
    pages: Sequence[Sequence[Text]],
    *,
    size: tuple[float, float] = (595, 842),
    lines: Sequence[tuple[float, float, float, float]] = (),
    font: str | None = None,
    rotate: int = 0,
) -> bytes:
    """A PDF of words at places, counted in points from the left upper corner; `lines` are drawn on every page.

    With `font` the words are bytes of code page 1252 in a font of that name, as old files have them.
    """
    characters = sorted({character for page in pages for *_, words in page for character in words})
    codes = {character: number for number, character in enumerate(characters, 1)}
    kids = " ".join(f"{10 + 2 * number} 0 R" for number in range(len(pages)))
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        _simple_font(font) if font else _unicode_font(),
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Serif /CIDSystemInfo <<"
        b" /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 5 0 R /DW 500 >>",
        b"<< /Type /FontDescriptor /FontName /Serif /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 900"
        b" /Descent -200 /CapHeight 700 /StemV 80 >>",
        _stream(_to_unicode(codes)),
        *[b"null"] * 3,
    ]
    for page in pages:
        drawn = "".join(f"{x1} {size[1] - y1} m {x2} {size[1] - y2} l S\n" for x1, y1, x2, y2 in lines)
        written = "".join(
            f"BT /F1 {height} Tf 1 0 0 1 {left} {size[1] - top} Tm <{_hex(words, codes, font)}> Tj ET\n"
            for left, top, height, words in page
        )
        number = len(objects) + 2
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {size[0]} {size[1]}] /Rotate {rotate} /Contents {number} 0 R"
            f" /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(_stream(drawn + written))
    return pdf_of_objects(objects)


def _simple_font(name: str) -> bytes:
    widths = " ".join(["500"] * 224)
    return (
        f"<< /Type /Font /Subtype /TrueType /BaseFont /{name} /Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 255"
        f" /Widths [{widths}] /FontDescriptor 5 0 R >>"
    ).encode()


def _unicode_font() -> bytes:
    return (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Serif /Encoding /Identity-H /DescendantFonts [4 0 R]"
        b" /ToUnicode 6 0 R >>"
    )


def _hex(words: str, codes: Mapping[str, int], font: str | None) -> str:
    return words.encode("cp1252").hex() if font else "".join(f"{codes[character]:04x}" for character in words)


def _to_unicode(codes: Mapping[str, int]) -> str:
    rows = list(codes.items())
    blocks = [rows[at : at + 100] for at in range(0, len(rows), 100)]
    mapped = "".join(
        f"{len(block)} beginbfchar\n"
        + "".join(f"<{code:04x}> <{character.encode('utf-16-be').hex()}>\n" for character, code in block)
        + "endbfchar\n"
        for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{mapped}endcmap end end"
    )


def _stream(content: str) -> bytes:
    data = content.encode("latin-1")
    return f"<< /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def pdf_of_objects(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1; the first one is the catalogue."""
    kept = io.BytesIO(b"%PDF-1.7\n")
    kept.seek(0, io.SEEK_END)
    places = []
    for number, one in enumerate(objects, 1):
        places.append(kept.tell())
        kept.write(f"{number} 0 obj\n".encode() + one + b"\nendobj\n")
    start = kept.tell()
    kept.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    kept.write("".join(f"{place:010d} 00000 n \n" for place in places).encode())
    kept.write(f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode())
    return kept.getvalue()
