"""PDFs of one page or two that bear a mark of secrecy in one of the ways in which programs put it there."""

from collections.abc import Sequence
from io import BytesIO

import pikepdf
from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

from tests.officialdocs.extraction.making import Text, make_pdf

_FONT = "/usr/share/fonts/truetype/liberation2/LiberationSerif-Bold.ttf"
LETTER: Sequence[Text] = (
    (60, 80, 13, "UBND TỈNH LAM GIANG"),
    (300, 80, 13, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    (60, 110, 13, "Số: 12/KH-UBND"),
    (300, 110, 13, "Lam Giang, ngày 05 tháng 3 năm 2026"),
    (250, 220, 13, "KẾ HOẠCH"),
    (200, 245, 13, "Tuần văn hóa Lam Giang"),
    (60, 280, 13, "1. Giao Sở Ngoại vụ chủ trì tổ chức họp báo trước ngày 15/4/2026."),
    (60, 300, 13, "2. Các xã, phường treo pa nô, áp phích."),
)
ANNEX: Sequence[Text] = (
    (240, 80, 13, "PHỤ LỤC"),
    (60, 120, 13, "1. Danh sách các xã, phường treo pa nô, áp phích."),
)


def letter(*more: Text, second: Sequence[Text] | None = None, rotate: int = 0) -> pikepdf.Pdf:
    """A letter, with a second page when there are words for one."""
    pages = [[*LETTER, *more], *([] if second is None else [list(second)])]
    return pikepdf.Pdf.open(BytesIO(make_pdf(pages, rotate=rotate)))


def saved(document: pikepdf.Pdf) -> bytes:
    """The file."""
    file = BytesIO()
    document.save(file)
    return file.getvalue()


class _Operators(BasePen):  # type: ignore[misc] -- comes without types
    """Draws letters as operators of a PDF."""

    def __init__(self, glyphs: object) -> None:
        super().__init__(glyphs)
        self.operators: list[str] = []

    def _moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802 -- names of fontTools
        self.operators.append(f"{point[0]:.1f} {point[1]:.1f} m")

    def _lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self.operators.append(f"{point[0]:.1f} {point[1]:.1f} l")

    def _curveToOne(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self.operators.append(" ".join(f"{x:.1f} {y:.1f}" for x, y in points) + " c")

    def _closePath(self) -> None:  # noqa: N802
        self.operators.append("h")


def outlines(words: str, *, size: float = 18) -> str:
    """The letters of words as curves, one path, from the place where they are drawn on."""
    font = TTFont(_FONT)
    glyphs, names = font.getGlyphSet(), font.getBestCmap()
    scale, at, drawn = size / font["head"].unitsPerEm, 0.0, []
    for character in words:
        name = names[ord(character)]
        pen = _Operators(glyphs)
        glyphs[name].draw(pen)
        drawn.append(f"q 1 0 0 1 {at:.1f} 0 cm {' '.join(pen.operators)} f Q")
        at += glyphs[name].width
    return f"{scale:.5f} 0 0 {scale:.5f} 0 0 cm {' '.join(drawn)}"


def drawn_as_curves(
    words: str, *, angle: tuple[float, float] = (1, 0), place: tuple[float, float] = (110, 690)
) -> bytes:
    """The words have no letters, only outlines; `angle` is cosine and sine of how they are turned."""
    document = letter()
    cos, sin = angle
    stamp = f"q 0.8 0 0 rg {cos} {sin} {-sin} {cos} {place[0]} {place[1]} cm {outlines(words)} Q"
    document.pages[0].contents_add(stamp.encode())
    return saved(document)


def in_a_note(words: str, *, kind: str = "Stamp", page: int = 0, height: float = 690) -> bytes:
    """The words are drawn by what is laid over the page: a stamp, or the field of a form."""
    document = letter(second=ANNEX)
    width = 20.0 * len(words)
    look = document.make_stream(
        f"q 0.8 0 0 rg 1 0 0 1 4 6 cm {outlines(words)} Q".encode(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=[0, 0, width, 30],
    )
    note = document.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name(f"/{kind}"),
            Rect=[100, height, 100 + width, height + 30],
            AP=pikepdf.Dictionary(N=look),
            F=4,
            FT=pikepdf.Name.Btn,
            Ff=1 << 16,  # a button that can be pressed: shown as it looks
            T="field",
        )
    )
    document.pages[page].Annots = [note]
    if kind == "Widget":
        document.Root.AcroForm = pikepdf.Dictionary(Fields=[note])
    return saved(document)


def typed_in_a_note(words: str) -> bytes:
    """The words are those of a note that says how they look to the program that shows it."""
    document = letter()
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Rect=[100, 690, 200, 720], DA="/Helv 18 Tf", F=4
    )
    note.Contents = words
    document.pages[0].Annots = [document.make_indirect(note)]
    return saved(document)


def in_a_form(words: str) -> bytes:
    """The words are text of a form that the page calls."""
    stamped, document = letter((110, 150, 18, words)), letter((110, 150, 18, words))
    page = document.pages[0]
    inner = document.make_stream(
        stamped.pages[0].Contents.read_bytes(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=[0, 0, 595, 842],
        Resources=page.Resources,
    )
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner))
    page.Contents = document.make_stream(b"/X Do")
    return saved(document)


def typed_aslant(words: str, matrix: str, *, spaced: float = 0) -> bytes:
    """The words are text, turned: `matrix` has the four numbers that say how."""
    document = letter((110, 150, 18, words))
    page = document.pages[0]
    lines = page.Contents.read_bytes().splitlines()
    lines[-1] = lines[-1].replace(b"1 0 0 1 110", matrix.encode() + b" 110").replace(b"BT", f"BT {spaced} Tc".encode())
    page.Contents = document.make_stream(b"\n".join(lines))
    return saved(document)


def in_letters_without_names(words: str) -> bytes:
    """The words are in a font that does not say which letters it draws; they are drawn by the font itself."""
    document = letter()
    page = document.pages[0]
    glyphs = {
        f"/g{number}": document.make_stream(f"700 0 d0 {outlines(one, size=1000)}".encode())
        for number, one in enumerate(words)
        if one != " "
    }
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type3,
        FontBBox=[0, 0, 1000, 1000],
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
        FirstChar=1,
        LastChar=len(words),
        Widths=[1000] * len(words),
        Encoding=pikepdf.Dictionary(
            Type=pikepdf.Name.Encoding,
            Differences=[1, *[pikepdf.Name(f"/g{number}") for number in range(len(words))]],
        ),
        CharProcs=pikepdf.Dictionary(glyphs),
        Resources=pikepdf.Dictionary(),
    )
    page.Resources.Font.T3 = document.make_indirect(font)
    codes = "".join(f"{number + 1:02x}" for number in range(len(words)))
    page.contents_add(f"BT /T3 18 Tf 1 0 0 1 110 690 Tm <{codes}> Tj ET".encode())
    return saved(document)
