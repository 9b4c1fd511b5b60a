"""Invented documents as scans: lines of print drawn on a page, laid in a little awry, with the noise of a scanner."""

from collections.abc import Sequence
from functools import cache
from io import BytesIO

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

DPI = 150
A4 = (1240, 1754)
_FONT = "/usr/share/fonts/truetype/liberation2/LiberationSerif-{}.ttf"
LETTER = (
    "ỦY BAN NHÂN DÂN",
    "TỈNH VÂN KHÊ",
    "Số: 46/KH-UBND",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Vân Khê, ngày 06 tháng 8 năm 2026",
    "KẾ HOẠCH",
    "Thông tin, quảng bá Tuần Văn hóa thác Khuổi Ngần năm 2026",
    "Thực hiện Hướng dẫn số 07-HD/BTGDVTU, ngày 12/01/2026 của Ban Tuyên giáo",
    "và Dân vận Tỉnh ủy, Ủy ban nhân dân tỉnh xây dựng Kế hoạch như sau:",
    "1. Sở Ngoại vụ chủ trì biên soạn tin, bài bằng tiếng nước ngoài trước ngày 30/9/2026.",
    "2. Báo Vân Khê mở chuyên mục về thác Khuổi Ngần.",
)
SECOND = (
    "3. Sở Tài chính bố trí kinh phí trong dự toán năm 2026.",
    "4. Các sở, ban, ngành báo cáo kết quả về Sở Ngoại vụ trước ngày 20/12/2026.",
    "Ủy ban nhân dân tỉnh yêu cầu các đơn vị thực hiện nghiêm túc./.",
)


@cache
def _font(style: str, points: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_FONT.format(style), round(points * DPI / 72))


def page(lines: Sequence[str], *, stamp: str = "", colour: str = "black", number: int = 0) -> Image.Image:
    """A page as it was printed; `stamp` stands in a frame under the header."""
    sheet = Image.new("RGB", A4, "white")
    draw = ImageDraw.Draw(sheet)
    if number:
        draw.text((A4[0] // 2, 80), str(number), font=_font("Regular", 13), fill="black")
    for row, line in enumerate(lines):
        draw.text((180, 150 + 62 * row), line, font=_font("Regular", 13), fill="black")
    if stamp:
        draw.rectangle((860, 230, 860 + 60 * len(stamp), 310), outline=colour, width=4)
        draw.text((880, 240), stamp, font=_font("Bold", 22), fill=colour)
    return sheet


def scanned(sheet: Image.Image, *, tilt: float = 0.7, turned: int = 0) -> Image.Image:
    """The page as a scanner gives it, tilted, and turned by a quarter or a half with the clock."""
    laid = sheet.rotate(tilt, Image.Resampling.BICUBIC, fillcolor="white").filter(ImageFilter.GaussianBlur(0.5))
    noise = Image.effect_noise(laid.size, 12).convert("RGB")
    noisy = ImageChops.add(laid, noise, 1, -128)
    return noisy.rotate(-turned, expand=True) if turned else noisy


def jpeg(picture: Image.Image) -> bytes:
    return _saved(picture, "JPEG", quality=80)


def tiff(*pictures: Image.Image) -> bytes:
    return _saved(pictures[0], "TIFF", save_all=True, append_images=pictures[1:], compression="jpeg")


def pdf(*pictures: Image.Image) -> bytes:
    return _saved(pictures[0], "PDF", save_all=True, append_images=pictures[1:], resolution=DPI)


def _saved(picture: Image.Image, kind: str, **how: object) -> bytes:
    file = BytesIO()
    picture.save(file, kind, dpi=(DPI, DPI), **how)
    return file.getvalue()
