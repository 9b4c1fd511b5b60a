"""Pictures of pages."""

import io

import pytest
from PIL import Image

from nhipcau.officialdocs import NotReadable, NotReadableCode
from nhipcau.officialdocs.extraction.pages import MOST_PIXELS, count_pages, render_page
from tests.officialdocs.extraction.making import make_pdf


def opened(webp: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(webp))
    assert picture.format == "WEBP"
    return picture


def picture_bytes(kind: str, size: tuple[int, int] = (600, 800), **options: object) -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", size, "white").save(kept, kind, **options)
    return kept.getvalue()


def test_a_page_of_a_pdf_is_drawn_at_the_resolution_that_is_asked_for() -> None:
    data = make_pdf([[(50, 100, 12, "Trang một")], [(50, 100, 12, "Trang hai")]])
    assert count_pages(data) == 2
    assert opened(render_page(data, 1, dpi=72)).size == (595, 842)
    assert opened(render_page(data, 2, dpi=144)).width == pytest.approx(1190, abs=2)
    with pytest.raises(IndexError):
        render_page(data, 3)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_a_picture_is_its_own_page(kind: str) -> None:
    data = picture_bytes(kind, dpi=(200, 200))
    assert count_pages(data) == 1
    assert opened(render_page(data, 1, dpi=100)).size == (300, 400)


def test_each_page_of_a_tiff_can_be_asked_for() -> None:
    pages = [Image.new("RGB", (100, 50 * number), "white") for number in (1, 2, 3)]
    kept = io.BytesIO()
    pages[0].save(kept, "TIFF", save_all=True, append_images=pages[1:])
    assert count_pages(kept.getvalue()) == 3
    assert opened(render_page(kept.getvalue(), 3)).size == (100, 150)


def test_a_page_of_monstrous_size_is_drawn_smaller() -> None:
    data = make_pdf([[(50, 100, 12, "Biển quảng cáo")]], size=(14_000, 14_000))
    width, height = opened(render_page(data, 1, dpi=300)).size
    assert width * height <= MOST_PIXELS * 1.01


def test_what_has_no_pages_or_is_damaged_is_refused() -> None:
    for data, code in (
        ("KẾ HOẠCH tuần văn hóa".encode(), NotReadableCode.NO_PAGES),
        (picture_bytes("PNG")[:60], NotReadableCode.DAMAGED),
        (make_pdf([[(50, 100, 12, "Trang")]])[:40], NotReadableCode.DAMAGED),
    ):
        with pytest.raises(NotReadable) as refused:
            render_page(data, 1)
        assert refused.value.code is code
